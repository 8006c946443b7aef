"""``lokmin demo``: everything at once, on fictional figures or on a workbook of one's own."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lokmin.cli import CommandError
from lokmin.cli.start import setup
from lokmin.core.periods import Month

if TYPE_CHECKING:
    from lokmin.cycle.centre.models import Puskesmas
    from lokmin.cycle.meetings.models import Meeting
    from lokmin.exchange.excel.records import Understanding


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workbook", metavar="BERKAS", help="buku kerja sendiri, menggantikan Puskesmas rekaan")
    parser.add_argument("--no-serve", action="store_true", help="berhenti sebelum melayani")
    parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengar (bawaan 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="nomor port (bawaan 8000)")


def run(args: argparse.Namespace) -> int:
    from lokmin.cli.commands.serve import addresses, free_or_complain, serve

    if not args.no_serve:
        free_or_complain(args.host, args.port)
    folder, meeting = _play_workbook(Path(args.workbook)) if args.workbook else _play_story()
    print(f"Berkas {meeting.title}: {folder}")
    _print_logins()
    if args.no_serve:
        return 0
    found = addresses(args.host, args.port)
    for address in found:
        print(f"Buka {address}", flush=True)
    if not meeting.is_closed:
        _say_how_to_play(meeting, found, pins=not args.workbook)
    print("Hentikan dengan Ctrl+C.", flush=True)
    return serve(args.host, args.port)


def _play_story() -> tuple[Path, Meeting]:
    os.environ.setdefault("LOKMIN_TODAY", "2026-05-04")
    setup()
    from lokmin.cli.demo.story import play
    from lokmin.cycle.meetings.pack import write_pack
    from lokmin.web.options import data_dir

    print("Menyiapkan Puskesmas Banyuwening (rekaan) dan mengimpor buku kerjanya ...", flush=True)
    _, meeting = play(data_dir() / "buku-kerja-peragaan")
    folder = data_dir() / "berkas-lokmin" / meeting.period
    write_pack(meeting, folder)
    _say_figures(meeting.puskesmas, meeting.period)
    return folder, meeting


def _play_workbook(path: Path) -> tuple[Path, Meeting]:
    if not path.is_file():
        raise CommandError(f"Berkas “{path}” tidak ada.")
    from lokmin.catalog.loading import load
    from lokmin.exchange.excel.refusal import FileRefused
    from lokmin.exchange.excel.understanding import understand

    try:
        found = understand(path.read_bytes(), path.name, catalogue=load())
        period = _last_month(found)
    except (FileRefused, ValueError) as error:
        raise CommandError(str(error)) from error
    os.environ.setdefault("LOKMIN_TODAY", period.next.first_day.replace(day=4).isoformat())
    setup()
    from lokmin.cli.demo.real import play
    from lokmin.cycle.meetings.pack import write_pack
    from lokmin.web.options import data_dir

    print(f"Mengimpor {path.name} ...", flush=True)
    _, meeting = play(path, found, period)
    folder = data_dir() / "berkas-lokmin" / f"{meeting.puskesmas.code}-{meeting.period}"
    write_pack(meeting, folder)
    _say_figures(meeting.puskesmas, meeting.period)
    return folder, meeting


def _last_month(found: Understanding) -> Month:
    """The newest month the workbook reports.

    Raises:
        ValueError: with a sentence, when no month can be read from it.
    """
    sure = [r for r in found.readings if r.element and r.micro and not r.state_hint]
    months = [r.period for r in sure if r.period and len(r.period) == 7]
    if not months:
        raise ValueError(
            "Tidak ada angka bulanan yang terbaca di buku kerja ini, jadi tidak ada lokmin untuk disiapkan."
        )
    return Month.parse(max(months))


def _say_figures(puskesmas: Puskesmas, period: str) -> None:
    from lokmin.cycle.monitoring import queries

    result = queries.evaluate(puskesmas, Month.parse(period))
    problems, findings = len(result["problems"]), len(result["findings"])
    print(f"{problems} masalah dan {findings} temuan mutu data, {Month.parse(period).label}.")


def _print_logins() -> None:
    from lokmin.cli.demo.cast import HOME, PASSWORD, PLAYERS
    from lokmin.cycle.centre.roles import ROLE_NAMES, Role

    print(f"Nama masuk peragaan (kata sandi semua: {PASSWORD}):")
    for player in PLAYERS:
        if player.puskesmas == HOME:
            print(f"  {player.username:<9} {ROLE_NAMES[Role(player.role)]}: {player.full_name}")


def _say_how_to_play(meeting: Meeting, found: list[str], *, pins: bool) -> None:
    """How to hold the coming meeting at once: desk, wall, chair and phones, with the PINs of the fictional staff."""
    from lokmin.cli.demo.cast import PINS
    from lokmin.core.periods import long_date

    page = f"{found[0]}p/{meeting.puskesmas.code}/lokmin/{meeting.pk}/"
    heard = [a for a in found if "//127." not in a]
    print(
        f"""
{meeting.title}, {long_date(meeting.date)}, dapat dimainkan sekarang:
  1. yusuf membuka {page} dan menekan “Buka dan bekukan angka”.
  2. Layar ruang (proyektor), dengan kode gabung: {page}ruang/
  3. anindya memimpin dari {page}kursi/, yusuf menulis di {page}meja/
  4. Telepon masuk lewat {(heard or found)[0]}hadir/ dengan kode itu, atau sebagai tamu.""",
        flush=True,
    )
    if not heard:
        print(
            "     Telepon sungguhan perlu: bin/demo --host 0.0.0.0; jendela peramban lain di komputer ini juga dapat."
        )
    if pins:
        print("     PIN peragaan: " + ", ".join(f"{name} {pin}" for name, pin in PINS.items()) + ".", flush=True)
