"""Frozen figures as bars: the indicators of the point under discussion, the places furthest behind first."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.meetings.ballots.sources import candidates
from lokmin.cycle.meetings.hall.records import ROWS, Bar, Bars, Line, Lines, Screen
from lokmin.cycle.meetings.models import AgendaItem, Meeting
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries.snapshots import Frozen, frozen_rows
from lokmin.cycle.reporting.queries.catalogue import catalogue_for

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.monitoring.models import Snapshot

#: So many indicators of one point have a screen; the others are on its prepared page.
MOST = 5
#: The target line stands here on the track of the longest bar, so that its label fits beside it.
_BEYOND = 1.08
_RED = (Status.JELEK, Status.CUKUP)


class _Kept:
    """A snapshot as the key of its rows: it never changes, so its rows are read once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @property
    def mark(self) -> tuple[int, str]:
        return self.snapshot.pk, self.snapshot.sha256

    def __hash__(self) -> int:
        return hash(self.mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.mark == other.mark


@lru_cache(maxsize=4)
def _rows(kept: _Kept) -> tuple[Frozen, ...]:
    return tuple(frozen_rows(kept.snapshot))


def rows_of(meeting: Meeting) -> tuple[Frozen, ...]:
    """All rows of the meeting's frozen month; none before it was opened."""
    return () if meeting.snapshot is None else _rows(_Kept(meeting.snapshot))


def of_item(meeting: Meeting, item: AgendaItem, *, guests: bool) -> list[Screen]:
    """The screens of figures beside a point: its own indicator, the red ones of its cluster, or the worst of all."""
    rows = rows_of(meeting)
    if not rows:
        return []
    codes = _codes(meeting, item, rows)
    found = [screen for n, code in enumerate(codes, 1) if (screen := bars(meeting, code, f"angka-{n}", guests=guests))]
    if not found and item.kind in {"masalah", "prioritas", "ukm", "rencana"}:
        found = worst(meeting, guests=guests)
    return found


def _codes(meeting: Meeting, item: AgendaItem, rows: Iterable[Frozen]) -> list[str]:
    known = {r.row.indicator for r in rows}
    named = [item.reference.split("@")[0], item.focus.indicator if item.focus else ""]
    own = [code for code in dict.fromkeys(named) if code in known]
    if own:
        return own
    catalogue = catalogue_for(meeting.puskesmas, meeting.month.year).indicators
    if item.klaster is not None:
        wanted = {c for c in known if c in catalogue and catalogue[c].klaster == item.klaster}
    elif item.kind == "ukp":
        wanted = {c for c in known if c in catalogue and catalogue[c].upaya == "UKP"}
    else:
        return []
    weights: dict[str, int] = dict.fromkeys(wanted, 0)
    for r in rows:
        if r.row.indicator in wanted and r.row.status in _RED:
            weights[r.row.indicator] += _weight(r.row)
    heavy = sorted((c for c in wanted if weights[c]), key=lambda c: (-weights[c], c))
    return heavy[:MOST]


def _weight(row: CoverageRow) -> int:
    """People missed times months red; never of persons."""
    return max(row.gap_people or 1, 1) * max(row.red_months, 1)


def _short_of(row: CoverageRow) -> Fraction:
    """How far from the target, for indicators that do not count people."""
    if row.ratio is None or row.ratio.exact is None or row.running_target is None:
        return Fraction(0)
    return abs(Fraction(*row.running_target) - row.ratio.exact)


def bars(meeting: Meeting, code: str, key: str, *, guests: bool) -> Screen | None:
    """One indicator in all villages, furthest behind first; None when it was not frozen."""
    rows = [r for r in rows_of(meeting) if r.row.indicator == code]
    if not rows:
        return None
    home = meeting.puskesmas.place.code
    judged = [r for r in rows if r.row.place != home and r.row.status is not Status.NO_TARGET]
    drawn = judged or [r for r in rows if r.row.place == home]
    behind = [r for r in drawn if r.row.status in _RED]
    silent = [r for r in drawn if r.row.status is Status.NONE]
    good = [r for r in drawn if r not in behind and r not in silent]
    behind.sort(key=lambda r: (-(r.row.gap_people or 0), -_short_of(r.row), r.number))
    good.sort(key=lambda r: (-_so_far(r.row) if not r.row.higher_is_better else _so_far(r.row), r.number))
    chosen = (behind + silent if behind else [*good, *silent])[:ROWS]
    top = _top(chosen)
    target = next((r.row for r in chosen if r.row.running_target is not None), None)
    share = None if target is None else (target.running_target_percent or 0) / top
    data = Bars(
        bars=tuple(_bar(r, top, guests) for r in chosen),
        target=share,
        target_text="" if target is None else words.target(target) + words.unit_of(target.factor),
        rest=_rest(behind, silent, good, chosen),
    )
    title = _title(rows[0], behind, silent, drawn, villages=bool(judged))
    return Screen(key, title, "meetings/hall/bars.html", data, frozen_at(meeting))


def _bar(r: Frozen, top: float, guests: bool) -> Bar:
    hidden = guests and words.hides(r.row)
    ratio = r.row.ratio_so_far
    value = 0.0 if hidden or ratio is None else (ratio.value or 0.0) / top
    target = r.row.running_target_percent
    return Bar(
        name=r.name,
        status=r.row.status.value,
        value=min(value, 1.0),
        target=None if target is None else target / top,
        percent="" if r.row.status is Status.NONE else words.percent_so_far(r.row, guest=guests),
        gap=_("belum lapor") if r.row.status is Status.NONE else words.gap_of(r.row, r.people),
    )


def _so_far(row: CoverageRow) -> float:
    ratio = row.ratio_so_far
    return 0.0 if ratio is None else ratio.value or 0.0


def _top(rows: list[Frozen]) -> float:
    highest = max((_so_far(r.row) for r in rows), default=0.0)
    targets = max((r.row.running_target_percent or 0.0 for r in rows), default=0.0)
    return max(highest, targets, 1e-9) * _BEYOND


def _rest(behind: list[Frozen], silent: list[Frozen], good: list[Frozen], chosen: list[Frozen]) -> str:
    """``5 desa lain mencapai target``, ``3 desa lain masih kurang``, ``2 desa lain belum lapor``."""
    shown = {r.number for r in chosen}
    left = [
        (_("%(n)s lain di bawah target"), behind),
        (_("%(n)s lain belum lapor"), silent),
        (_("%(n)s lain mencapai target"), good),
    ]
    said = []
    for sentence, group in left:
        count = sum(r.number not in shown for r in group)
        if count:
            said.append(sentence % {"n": _("%(n)s desa") % {"n": count}})
    return "; ".join(said)


def _title(one: Frozen, behind: list[Frozen], silent: list[Frozen], drawn: list[Frozen], *, villages: bool) -> str:
    told = {"n": len(behind), "all": len(drawn), "code": one.short, "silent": len(silent)}
    if not villages:
        return _("%(code)s Puskesmas: %(gap)s") % {
            "code": one.short,
            "gap": words.gap_of(drawn[0].row, drawn[0].people),
        }
    if behind:
        told["place"] = behind[0].name
        if one.row.higher_is_better:
            return _("%(n)s dari %(all)s desa di bawah target %(code)s, %(place)s paling jauh") % told
        return _("%(n)s dari %(all)s desa melewati batas %(code)s, %(place)s paling jauh") % told
    if len(silent) == len(drawn):
        return _("Belum ada desa yang melaporkan %(code)s") % told
    if silent:
        return _("Desa yang melapor mencapai target %(code)s; %(silent)s desa belum melapor") % told
    return _("Semua %(all)s desa mencapai target %(code)s") % told


def worst(meeting: Meeting, *, guests: bool) -> list[Screen]:
    """The problems of the month in words, in the order in which they are put to the vote."""
    rows = {r.number: r for r in rows_of(meeting)}
    red = [r for r in rows.values() if r.row.status in _RED and r.row.place != meeting.puskesmas.place.code]
    lines = tuple(
        Line(c.label, _gap_only(rows[c.row]) if guests and words.hides(rows[c.row].row) else c.detail, c.status)
        for c in candidates(meeting)[:ROWS]
    )
    if not lines:
        return []
    left = len(red) - len(lines)
    rest = _("%(n)s angka lain juga di bawah target") % {"n": left} if left > 0 else ""
    title = _("%(n)s angka desa di bawah target; yang pertama dibahas %(worst)s") % {
        "n": len(red), "worst": lines[0].text
    }  # fmt: skip
    return [Screen("angka-1", title, "meetings/hall/worst.html", Lines(lines, rest), frozen_at(meeting))]


def _gap_only(r: Frozen) -> str:
    """Without the rate, which would give a small count away."""
    return words.gap_of(r.row, r.people)


def frozen_at(meeting: Meeting) -> str:
    """``April 2026, dibekukan 5 Mei 09.00``; the month short, so that it fits beside the timer."""
    if meeting.snapshot is None:
        return ""
    at = timezone.localtime(meeting.snapshot.taken_at)
    told = {"month": words.month_year(meeting.month), "at": date_format(at, "j M H.i")}
    return _("%(month)s, dibekukan %(at)s") % told
