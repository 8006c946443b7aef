"""What a figure says about one coverage row: shares, words, the last reported month, the scale of an axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lokmin.core.language import said
from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.pws.rows import CoverageRow, Status

TIGHT = "\u00a0"
#: What the last row of a chart or table is called; the page names which Puskesmas it is.
TOTAL_NAME = "Puskesmas"
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


def month_short(index: int) -> str:
    """``Agu`` for the eighth month (index 7)."""
    name = said(MONTH_NAMES[index])
    return "Agu" if name == "Agustus" else name[:3]


def sign(factor: int) -> str:
    """`` %`` for 100, `` ‰`` for 1000, nothing otherwise (the axis title then names the unit)."""
    return {100: f"{TIGHT}%", 1000: f"{TIGHT}‰"}.get(factor, "")


def rate_text(value: float, factor: int = 100) -> str:
    """``48,6 %``."""
    return indonesian(Decimal(str(value)), 1) + sign(factor)


def share(row: CoverageRow, micro: int | None) -> float | None:
    """A count of this row in the indicator's unit."""
    return None if micro is None or not row.denominator else micro * row.factor / row.denominator


def path_of(row: CoverageRow, *, flow: bool) -> tuple[float | None, ...]:
    """Coverage month by month: cumulative for a flow, as it stood for a stock; None where not reported."""
    found: list[float | None] = []
    running = 0
    for value in row.months:
        running += value or 0
        found.append(None if value is None else share(row, running if flow else value))
    return tuple(found)


def last_reported(row: CoverageRow, *, flow: bool) -> tuple[str, float] | None:
    """Name of the last reported month and the coverage up to it, or None when nothing was reported."""
    path = path_of(row, flow=flow)
    for index in range(len(path) - 1, -1, -1):
        value = path[index]
        if value is not None:
            known = row.ratio_so_far
            return said(MONTH_NAMES[index]), value if known is None or known.value is None else known.value
    return None


def target_of(row: CoverageRow) -> float | None:
    """The running target in the indicator's unit."""
    return row.running_target_percent


def common_target(rows: Sequence[CoverageRow]) -> float | None:
    """The running target when all rows share one."""
    targets = {row.running_target for row in rows if row.running_target is not None}
    exact = {a / b for a, b in targets}
    return exact.pop() if len(exact) == 1 else None


def gap_words(row: CoverageRow, people: str, *, bare: bool = False) -> str:
    """``kurang 15 ibu``, ``tercapai``, ``–``; for indicators that should fall ``lebih 3 kasus``."""
    if row.status is Status.NONE or row.gap_people is None:
        return "–"
    if not row.gap_people:
        return said("tercapai")
    number = indonesian(row.gap_people)
    if bare:
        return f"{number} {people}"
    phrase = said("kurang %(n)s %(people)s") if row.higher_is_better else said("lebih %(n)s %(people)s")
    return phrase % {"n": number, "people": people}


def status_word(row: CoverageRow) -> str:
    """The status as a chart has room for it."""
    if row.status is Status.NO_TARGET:
        return said("tanpa target")
    return said("belum") if row.status is Status.NONE else row.status.value


def counted(row: CoverageRow) -> str:
    """``54 dari 111,1``, or ``–``."""
    if row.numerator is None:
        return "–"
    top = indonesian(from_micro(row.numerator))
    if not row.denominator:
        return top
    return said("%(top)s dari %(bottom)s") % {"top": top, "bottom": indonesian(from_micro(row.denominator))}


def month_words(micro: int | None) -> str:
    """A month's count or ``–``."""
    return "–" if micro is None else indonesian(from_micro(micro))


def axis(values: Iterable[float | None], ticks: int = 5) -> tuple[float, float]:
    """Top of an axis and its step for these values: round numbers, about ``ticks`` of them."""
    top = max((v for v in values if v is not None), default=0.0) or 10.0
    step = next((s for s in _STEPS if top / s <= ticks + 0.5), top / ticks)
    return max(top * 1.02, float(step)), float(step)


def span_label(month: Month) -> str:
    """``Januari–April 2026``, or ``Januari 2026``."""
    label = f"{said(month.name)} {month.year}"
    return label if month.month == 1 else f"{said('Januari')}–{label}"


def aims(row: CoverageRow, *, pro_rata: bool) -> tuple[float, ...]:
    """The running target month by month up to this month, in the indicator's unit; empty without a target."""
    last = row.running_target_percent
    if last is None:
        return ()
    count = len(row.months)
    return tuple(last * (i + 1) / count if pro_rata else last for i in range(count))


def stretches(values: Sequence[object | None]) -> list[list[int]]:
    """Positions in a row for which something is known: a line breaks where a month was not reported."""
    found: list[list[int]] = []
    for index, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][-1] == index - 1:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def line_path(points: Sequence[tuple[float, float]]) -> str:
    """SVG path data through some points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def year_words(row: CoverageRow, name: str, people: str) -> str:
    """``Watubelah: 6, 5, 4, 1 ibu tiap bulan`` for those who do not see the figure."""
    months = ", ".join(said("kosong") if m is None else month_words(m) for m in row.months)
    return said("%(name)s: %(months)s %(people)s tiap bulan") % {"name": name, "months": months, "people": people}
