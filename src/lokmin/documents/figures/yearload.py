"""The year's load week by week: a plan above, its schedule below, black where a week is too full; readable in grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lokmin.core.language import said
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.scheduleload import WeekLoad
from lokmin.documents.figures.canvas import Canvas, Dress, num

_WIDE, _NARROW = 760.0, 328.0
_LEFT, _STRIP, _GAP, _TOP = 4.0, 70.0, 46.0, 22.0
#: A week counts as too full from this share of its fair part on, in permille.
FULL = 1250


@dataclass(frozen=True, slots=True)
class Strip:
    """One year in weeks with its name (``RPK sekarang``, ``usulan``)."""

    name: str
    weeks: tuple[WeekLoad, ...]

    def fair(self, week: WeekLoad) -> int:
        """The part of a week if the year were spread by working days."""
        days = sum(w.workdays for w in self.weeks) or 1
        return sum(w.load for w in self.weeks) * week.workdays // days

    def full(self, week: WeekLoad) -> bool:
        return week.load * 1000 > self.fair(week) * FULL and week.load > 0

    @property
    def full_weeks(self) -> int:
        return sum(self.full(week) for week in self.weeks)

    @property
    def top(self) -> int:
        return max((week.load for week in self.weeks), default=0)


def year_load(
    strips: Sequence[Strip], *, half_days: int = 2, dress: Dress = "screen", narrow: bool = False, ident: str = "beban",
) -> str:  # fmt: skip
    """Bars of each week for one or two years of weeks on one scale; a dashed line is the even share.

    ``half_days`` of a day turn loads into days. Weeks with fasting days are hatched underneath.
    """
    width = _NARROW if narrow else _WIDE
    height = _TOP + len(strips) * (_STRIP + _GAP) + 8
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    canvas = Canvas(width, height, said("Beban kerja tiap minggu"), description(strips, half_days), dress, ident, css)
    top = max((strip.top for strip in strips), default=0) or 1
    for number, strip in enumerate(strips):
        base = _TOP + number * (_STRIP + _GAP) + _STRIP
        _strip(canvas, strip, base, width, top, narrow=narrow)
    return canvas.svg()


def _strip(canvas: Canvas, strip: Strip, base: float, width: float, top: int, *, narrow: bool) -> None:
    canvas.text(_LEFT, base - _STRIP - 6, strip.name, "b")
    count = len(strip.weeks) or 1
    slot = (width - 2 * _LEFT) / count
    fair: list[str] = []
    for index, week in enumerate(strip.weeks):
        x = _LEFT + slot * index
        if week.fasting:
            canvas.hatched(x, base, slot, 5)
        tall = (_STRIP - 8) * week.load / top
        if tall > 0:
            box = f"M{num(x + slot * 0.12)} {num(base - tall)}h{num(slot * 0.76)}v{num(tall)}h-{num(slot * 0.76)}z"
            canvas.path(box, "ink" if strip.full(week) else "mass")
        level = base - (_STRIP - 8) * strip.fair(week) / top
        fair.append(f"{'L' if fair else 'M'}{num(x)} {num(level)}H{num(x + slot)}")
    canvas.path("".join(fair), "aim")
    canvas.line(_LEFT, base, width - _LEFT, base, "axis")
    seen = 0
    for index, week in enumerate(strip.weeks):
        month = week.last.month
        if month != seen and (week.last.day >= 4 or not seen):
            seen = month
            name = said(MONTH_NAMES[month - 1])
            canvas.text(_LEFT + slot * index, base + 19, name[: 1 if narrow else 3], "q")


def description(strips: Sequence[Strip], half_days: int = 2) -> str:
    """What the picture shows, for those who do not see it and for under it."""
    parts = []
    for strip in strips:
        busiest = max(strip.weeks, key=lambda w: w.load, default=None)
        if busiest is None or not busiest.load:
            parts.append(said("%s: belum ada beban.") % strip.name)
            continue
        parts.append(
            said("%(name)s: minggu terpadat %(first)s %(month)s, %(days)s hari orang; %(full)s minggu terlalu padat.")
            % {
                "name": strip.name,
                "first": busiest.first.day,
                "month": said(MONTH_NAMES[busiest.first.month - 1]),
                "days": indonesian(Decimal(busiest.load) / MICRO / half_days, 0),
                "full": strip.full_weeks,
            }
        )
    return " ".join(parts)
