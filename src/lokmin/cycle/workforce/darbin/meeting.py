"""What darbin lays before a lokmin: the division with its loads, and the reports of the month it discusses."""

from __future__ import annotations

import datetime as dt

from lokmin.core.meetings.annex import Annex
from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.core.workload.darbin.loads import Load, known_sum
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.darbin import basis, pictures, queries, reports
from lokmin.cycle.workforce.models import DarbinReport, DivisionProposal

_HEADS = ("PJ", "Desa", "Penduduk", "KK", "Menit sebulan", "Jarak (km)")
_REPORT_HEADS = ("Desa", "PJ", "Masalah", "Tindak lanjut", "Dukungan yang diminta")


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The division as it holds at the end of a month; None while no village has a PJ."""
    return _division(puskesmas, Month(year, month).last_day)


def reports_for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The reports of the month a meeting discusses; None where no village has a PJ and nobody ever reported."""
    return _monthly(puskesmas, Month(year, month))


def _division(puskesmas: Puskesmas, on: dt.date) -> Annex | None:
    """One row a PJ; a proposal that waits for the meeting is told, with its figure."""
    board = queries.board(puskesmas, on)
    carrying = [load for load in board.loads if load.villages]
    if not carrying:
        return None
    sentence = (
        f"{len(board.without)} dari {len(board.lines)} desa belum punya PJ: {', '.join(board.without)}."
        if board.without
        else f"{len(board.lines)} desa dibina {len(carrying)} orang; tiap desa punya satu PJ."
    )
    figure, alt, notes = pictures.loads_now(board), "Beban tiap PJ", [f.message for f in board.findings[:4]]
    if board.waiting is not None:
        figure, alt = pictures.proposed(board.waiting), "Beban sekarang dan menurut usul"
        sentence = f"Ada usul pembagian. {board.waiting.body['summary']}"
        notes = [_moves(board.waiting), *notes]
    total = Load(
        "", "", (), known_sum(c.people for c in carrying), known_sum(c.households for c in carrying),
        known_sum(c.minutes for c in carrying), known_sum(c.metres for c in carrying),
    )  # fmt: skip
    return Annex(
        "darbin", "Pembagian darbin", sentence, _HEADS,
        tuple((load.name, ", ".join(load.villages), *_figures(load)) for load in carrying), right=(2, 3, 4, 5),
        total=("Jumlah", str(sum(c.count for c in carrying)), *_figures(total)), figure=figure,
        alt=alt if figure else "", notes=tuple(notes), link="workforce:darbin",
    )  # fmt: skip


def _moves(made: DivisionProposal) -> str:
    moved = [v for v in made.body["villages"] if v["key"] != v["before_key"]]
    told = "; ".join(f"{v['village']}: {v['before'] or 'belum ada'} → {v['name']}" for v in moved)
    return (
        f"Usul: {told}. {made.body['certainty']}" if told else f"Usul: tidak ada yang pindah. {made.body['certainty']}"
    )


def _figures(load: Load) -> tuple[str, ...]:
    counts = tuple("–" if n is None else indonesian(n) for n in (load.people, load.households, load.minutes))
    return (*counts, "–" if load.metres is None else indonesian(load.metres / 1000, 1))


def _monthly(puskesmas: Puskesmas, month: Month) -> Annex | None:
    """The villages with something to talk about, and who has not reported."""
    if not DarbinReport.objects.of(puskesmas).exists() and not basis.assigned(puskesmas, month.last_day):
        return None
    lines = reports.reports(puskesmas, month.code)
    if not lines:
        return None
    done, missing = reports.tally(lines)
    sentence = f"{done} dari {len(lines)} desa melapor untuk {month.label}."
    if missing:
        sentence += f" Belum: {', '.join(line.village for line in missing)}."
    rows, quiet = [], []
    for line in lines:
        report = line.report
        if report is None or report.sent_at is None:
            continue
        if report.problems or report.support:
            rows.append((
                line.village, line.holder or "–", _flat(report.problems), _flat(report.followup), _flat(report.support)
            ))  # fmt: skip
        else:
            quiet.append(line.village)
    notes = (f"Tanpa masalah: {', '.join(quiet)}.",) if quiet else ()
    return Annex(
        "laporan_darbin", "Laporan darbin", sentence, _REPORT_HEADS, tuple(rows), notes=notes,
        link=f"workforce:darbin_reports?bulan={month.code}",
    )  # fmt: skip


def _flat(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines() if line.strip()) or "–"
