"""The frozen figures of a meeting: the snapshot, its rows as sentences, and what became of them since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lokmin.core.facts import Source
from lokmin.core.indicators.words import count, unit
from lokmin.core.numbers import indonesian
from lokmin.core.places import name_key
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Meeting, Quote
from lokmin.cycle.monitoring import operations as monitoring
from lokmin.cycle.monitoring.queries.snapshots import Frozen, frozen_rows, then_and_now

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.monitoring.models import Snapshot

SHOWN = 40
#: What needs a word first.
_URGENT = {Status.JELEK: 0, Status.CUKUP: 1, Status.KURANG: 2, Status.NONE: 3, Status.BAIK: 4, Status.NO_TARGET: 5}


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the snapshot as the pages and papers show it.

    Attributes:
        number: "baris 98". ``sentence``: as frozen; ``now``: the sentence of today where the source was corrected
            since, else empty; ``problem``: how an RTL would name it; ``now_status`` with it.
        source: workbook, sheet and cells. ``cells``: (period, element, count, source) one by one.
    """

    pk: int
    number: int
    place: str
    place_code: str
    indicator: str
    short: str
    problem: str
    sentence: str
    status: str
    source: str
    cells: tuple[tuple[str, str, str, str], ...]
    now: str = ""
    now_status: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted figure as the minutes show it: the frozen sentence, and ``now`` where the source changed since."""

    pk: int
    number: int
    sentence: str
    status: str
    source: str
    now: str
    problem: str
    indicator: str
    place_code: str


def freeze(meeting: Meeting, by: Person) -> int:
    """Freeze the meeting's month; the id of its snapshot."""
    return int(monitoring.freeze(puskesmas=meeting.puskesmas, month=meeting.month, by=by).pk)


def row(meeting: Meeting, number: int) -> Figure | None:
    """One row of the meeting's snapshot by its number; None when there is none."""
    found = _figures(meeting.snapshot, [number])
    return found[0] if found else None


def search(meeting: Meeting, words: str) -> tuple[list[Figure], int]:
    """The rows whose place, indicator or number fit all words, the most urgent first; at most 40, and how many fit."""
    if meeting.snapshot is None:
        return [], 0
    wanted = [name_key(w) or w for w in words.split()]
    rows = [r for r in frozen_rows(meeting.snapshot) if _fits(r, wanted)]
    rows.sort(key=lambda r: (_URGENT[r.row.status], -(r.row.gap_people or 0), r.number))
    return _with_now(meeting.snapshot, rows[:SHOWN]), len(rows)


def quotes(meeting: Meeting) -> dict[int, list[Quoted]]:
    """The quoted figures of a meeting by note id."""
    found = list(Quote.objects.filter(note__meeting=meeting).select_related("row"))
    if not found or meeting.snapshot is None:
        return {}
    figures = {f.pk: f for f in _figures(meeting.snapshot, [q.row.number for q in found])}
    by_note: dict[int, list[Quoted]] = {}
    for quote in found:
        figure = figures[quote.row_id]
        by_note.setdefault(quote.note_id, []).append(
            Quoted(
                quote.pk,
                figure.number,
                quote.sentence,
                quote.status,
                figure.source,
                figure.now,
                figure.problem,
                figure.indicator,
                figure.place_code,
            )
        )
    return by_note


def sentence(row: CoverageRow, short: str, place: str, people: str) -> str:
    """``K1 Watubelah: kurang 15 ibu, 16 dari 92,4 (17,3 %) terhadap target berjalan 33,3 %``."""
    return f"{short} {place}: {', '.join(filter(None, (_gap(row, people), _rate(row))))}"


def _gap(row: CoverageRow, people: str) -> str:
    if row.status is Status.NONE:
        return "belum dilaporkan"
    if row.gap_people:
        word = "kurang" if row.higher_is_better else "lebih"
        return f"{word} {indonesian(row.gap_people)} {people}".rstrip()
    return "target berjalan tercapai" if row.reached else ""


def _rate(row: CoverageRow) -> str:
    ratio = row.ratio
    if ratio is None:
        return "" if row.month is None else count(row.numerator)
    text = f"{count(row.numerator)} dari {count(row.denominator)} ({ratio.text()}{unit(row.factor)})"
    target = row.running_target_percent
    return text if target is None else f"{text} terhadap target berjalan {indonesian(target, 1)}{unit(row.factor)}"


def _fits(frozen: Frozen, wanted: list[str]) -> bool:
    names = {name_key(frozen.name), name_key(frozen.short), name_key(frozen.row.indicator)}
    return all(any(w in name for name in names) or w == str(frozen.number) for w in wanted)


def _figures(snapshot: Snapshot | None, numbers: list[int]) -> list[Figure]:
    return [] if snapshot is None else _with_now(snapshot, frozen_rows(snapshot, numbers))


def _with_now(snapshot: Snapshot, rows: list[Frozen]) -> list[Figure]:
    changed = {d.then.number: d for d in then_and_now(snapshot, [r.number for r in rows])} if rows else {}
    found = []
    for r in rows:
        now, now_status = "", ""
        if r.number in changed:
            today = changed[r.number].now
            now = "tidak ada lagi di tabel" if today is None else sentence(today, r.short, r.name, r.people)
            now_status = "" if today is None else today.status.value
        found.append(
            Figure(
                pk=r.pk,
                number=r.number,
                place=r.name,
                place_code=r.row.place,
                indicator=r.row.indicator,
                short=r.short,
                problem=f"{r.short} {r.name}, {_gap(r.row, r.people)}",
                sentence=sentence(r.row, r.short, r.name, r.people),
                status=r.row.status.value,
                source=source(r),
                cells=tuple((p, e, count(v), str(s)) for p, e, v, s in r.cells),
                now=now,
                now_status=now_status,
            )
        )
    return found


def source(frozen: Frozen) -> str:
    """Workbook, sheet and cells of the months that went in: ``laporan-ibu.xlsx, lembar 1.DATA KIA, sel D31, D61``."""
    by_sheet: dict[tuple[str, str], list[str]] = {}
    for period, _element, _value, where in frozen.cells:
        if "-" in period and where.file:
            by_sheet.setdefault((where.file, where.sheet), []).append(where.cell)
    if not by_sheet:
        return "jumlah angka semua desa"
    return "; ".join(str(Source(file, sheet, _joined(cells))) for (file, sheet), cells in by_sheet.items())


def _joined(cells: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(c for c in cells if c))
