"""The command line. Errors are a sentence on stderr and exit code 2, never a traceback."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin import __version__


class CommandError(Exception):
    """A sentence for the person at the keyboard; the command ends with exit code 2."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of ``lokmin``: its module has ``arguments(parser)`` and ``run(args) -> int``."""

    name: str
    module: str
    help: str


#: Modules are imported only when their command runs, so that ``--help`` costs nothing.
COMMANDS: tuple[Command, ...] = (
    Command("demo", "demo", "siapkan dan jalankan peragaan"),
    Command("serve", "serve", "jalankan Lokmin di komputer ini"),
    Command("import", "importing", "baca buku kerja: apa yang dipahami, lalu terima"),
    Command("coverage", "coverage", "cakupan satu indikator, dengan penjelasan"),
    Command("evaluate", "evaluate", "masalah dan temuan satu bulan"),
    Command("pack", "pack", "tulis berkas lokmin satu bulan ke sebuah map"),
    Command("remind", "remind", "siapa berutang apa hari ini; bawa ke atas yang terlalu lama terlambat"),
    Command("places", "places", "muat daftar tempat (kode;nama;jenis;induk)"),
    Command("check", "check", "periksa keutuhan data"),
    Command("backup", "backup", "cadangkan semua data ke satu berkas"),
    Command("restore", "restore", "pulihkan data dari berkas cadangan"),
    Command("doctor", "doctor", "periksa komputer ini dan beri saran"),
    Command("manage", "manage", "perintah Django (untuk pengembang)"),
)


class Parser(argparse.ArgumentParser):
    """Arguments with errors as one Indonesian sentence and exit code 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        for english, indonesian in (
            ("the following arguments are required:", "belum diisi:"),
            ("unrecognized arguments:", "tidak dikenal:"),
            ("invalid choice:", "pilihan tidak ada:"),
            ("expected one argument", "perlu satu isian"),
            ("argument ", "pada "),
        ):
            message = message.replace(english, indonesian)
        self.exit(2, f"lokmin: {message}. Lihat `{self.prog} --help`.\n")


def parser() -> Parser:
    """The parser with the list of commands; each command fills in its own arguments when it is chosen."""
    main_parser = Parser(
        prog="lokmin",
        description="Lokmin: dari angka merah sampai terbukti membaik.",
        epilog="Bantuan satu perintah: lokmin PERINTAH --help",
    )
    main_parser.add_argument("--version", action="version", version=f"lokmin {__version__}")
    sub = main_parser.add_subparsers(dest="command", metavar="PERINTAH", parser_class=Parser)
    for command in COMMANDS:
        sub.add_parser(command.name, help=command.help, description=command.help, add_help=False)
    return main_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 done but something is wrong with the data, 2 not done."""
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = next((c for c in COMMANDS if words and words[0] == c.name), None)
    if chosen is None:
        parser().parse_args(words)
        parser().print_help()
        return 0
    module = importlib.import_module(f"lokmin.cli.commands.{chosen.module}")
    own = Parser(prog=f"lokmin {chosen.name}", description=chosen.help)
    module.arguments(own)
    try:
        return int(module.run(own.parse_args(words[1:])))
    except CommandError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: a sentence, the details in a file
        print(_unexpected(error), file=sys.stderr)
    return 2


def _unexpected(error: Exception) -> str:
    """A fault nobody foresaw: say so, keep the details for those who can mend it."""
    import traceback

    from lokmin.web.options import data_dir

    try:
        path = data_dir() / "galat.log"
        with path.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
        where = f"Rinciannya di {path}."
    except OSError:
        where = "Rinciannya tidak dapat disimpan."
    return f"Terjadi kesalahan yang tidak terduga: {type(error).__name__}: {error}. {where} Data tidak diubah."
