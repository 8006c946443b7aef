"""The RPK bulanan writes itself: the year's rows of the month, last month's gaps, decided RTL, open promises.

Rows about the same work are one row that names all its sources; what is left out is said with its reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from lokmin.core.periods import Month, short_date
from lokmin.core.planning.money import known
from lokmin.core.planning.monthrecords import (
    Draft,
    Gap,
    LeftOut,
    MonthRow,
    Origin,
    Source,
    Sources,
    Todo,
    ordered,
)
from lokmin.core.planning.rpk import Cost, YearRow
from lokmin.core.problems.alike import plain

#: A lokmin later in the month than this plans the next month only.
LATE_IN_MONTH = 20


def months_planned(held: dt.date) -> tuple[Month, ...]:
    """The months a lokmin plans: what is left of its own month and the next one; late in a month the next only."""
    month = Month(held.year, held.month)
    return (month.next,) if held.day > LATE_IN_MONTH else (month, month.next)


def draft(month: Month, given: Sources) -> Draft:
    """The month as it follows from its sources; nothing is written twice and nothing is lost without a reason."""
    rows: list[MonthRow] = []
    out = [LeftOut(Source.UNDONE, what, f"dibatalkan bulan lalu: {reason}") for what, reason in given.cancelled]
    out += [LeftOut(Source.UNDONE, what, reason) for what, reason in given.settled]
    carried = tuple(_from_undone(month, row) for row in given.undone)
    candidates = [
        *carried,
        *(_from_year(month, row) for row in given.year if month.month in row.months),
    ]
    for todo, source in (
        *((todo, Source.ACTION) for todo in given.actions),
        *((todo, Source.PROMISE) for todo in given.promises),
    ):
        if todo.start is not None and todo.start > month.last_day:
            out.append(LeftOut(source, f"{todo.called}: {todo.activity}", f"baru mulai {short_date(todo.start)}"))
        else:
            candidates.append(_from_todo(month, todo, source))
    for row in candidates:
        _place(row, rows, out, given.dropped)
    _place_gaps(given, rows, out)
    return Draft(month, ordered(rows), tuple(out), carried)


def fresh(known: Collection[str], drawn: Draft) -> tuple[MonthRow, ...]:
    """Rows of a new draft that the month does not have; ``known`` are the names of all its origins.

    What was not done last month and would join a row that is there already comes as a row of its own: that row may have
    been corrected, and stays as it is. An RTL or a promise is done once: what was not done of it is not a second row.
    """
    alone = {row.origins[-1].name: row for row in drawn.carried}
    found: list[MonthRow] = []
    for row in drawn.rows:
        if not any(origin.name in known for origin in row.origins):
            found.append(row)
            continue
        missing = (o for o in row.origins if o.source is Source.UNDONE and o.name not in known)
        found += [alone[origin.name] for origin in missing if origin.name in alone]
    return tuple(found)


def _place(row: MonthRow, rows: list[MonthRow], out: list[LeftOut], dropped: Mapping[str, str]) -> None:
    """Into the rows, joined with one about the same work; or out, when the office took it out before."""
    gone = next((origin for origin in reversed(row.origins) if origin.name in dropped), None)
    if gone is not None:
        out.append(LeftOut(gone.source, row.activity, f"dikeluarkan: {dropped[gone.name]}"))
        return
    for index, other in enumerate(rows):
        if _same_work(other, row):
            rows[index] = _joined(other, row)
            return
    rows.append(row)


def _same_work(one: MonthRow, two: MonthRow) -> bool:
    """The same RTL, promise or row of the year, or the same words in one place (without a place: for all of them)."""
    if one.todos & two.todos:
        return True
    if one.year_row and two.year_row:
        return one.year_row == two.year_row
    if plain(one.activity) != plain(two.activity):
        return False
    if one.villages and two.villages:
        return bool(set(one.villages) & set(two.villages))
    return not one.place or not two.place or plain(one.place) == plain(two.place) or bool(one.villages or two.villages)


def _joined(one: MonthRow, two: MonthRow) -> MonthRow:
    """One row with the sources of both.

    What was not done last month is done on top of what is due now, so that volume and money of both are added; an RTL
    or a promise about the same work uses its money, unless it has none.
    """
    added = Source.UNDONE in (one.source, two.source) and Source.YEAR in (one.source, two.source)
    costs = (*one.costs, *two.costs) if added else one.costs or two.costs
    volume = known((one.volume, two.volume)) if added and one.unit == two.unit else one.volume or two.volume
    notes = dict.fromkeys(filter(None, (one.note, two.note)))
    supports = dict.fromkeys(filter(None, (one.support, two.support)))
    filled = {
        name: getattr(one, name) or getattr(two, name)
        for name in (
            *("effort", "programme", "purpose", "target_group", "target", "owner", "unit", "place", "workers"),
            *("detail", "nature", "indicator", "year_row"),
        )
    }
    return replace(
        one, **filled, volume=volume, costs=_merged(costs), origins=_told(*one.origins, *two.origins),
        klaster=one.klaster if one.klaster is not None else two.klaster,
        days=tuple(sorted({*one.days, *two.days})), note="; ".join(notes), support="; ".join(supports),
        villages=tuple(dict.fromkeys((*one.villages, *two.villages))) if one.villages and two.villages else (),
    )  # fmt: skip


def _told(*origins: Origin) -> tuple[Origin, ...]:
    """Each origin once, in the order they came, with the newest words."""
    found: dict[str, Origin] = {}
    for origin in origins:
        found[origin.name] = origin if origin.words else found.get(origin.name, origin)
    return tuple(found.values())


def _merged(costs: Iterable[Cost]) -> tuple[Cost, ...]:
    """One amount for each source."""
    found: dict[tuple[int, str], int] = {}
    for cost in costs:
        found[cost.month, cost.fund] = found.get((cost.month, cost.fund), 0) + cost.rupiah
    return tuple(Cost(month, fund, rupiah) for (month, fund), rupiah in found.items())


def _from_year(month: Month, row: YearRow) -> MonthRow:
    return MonthRow(
        key=f"year:{row.key}", activity=row.activity, effort=row.effort, programme=row.programme, klaster=row.klaster,
        purpose=row.purpose, target_group=row.target_group, target=row.target, owner=row.owner,
        volume=row.volume_in(month.month), unit=row.unit, place=row.place, villages=row.villages, workers=row.owner,
        support=row.partners, detail=row.detail, nature=row.nature, indicator=row.indicator, year_row=row.key,
        costs=tuple(cost for cost in row.costs if cost.month == month.month),
        origins=(Origin(Source.YEAR, row.key, f"RPK {month.year}, dijadwalkan {month.name}"),),
    )  # fmt: skip


def _from_undone(month: Month, row: MonthRow) -> MonthRow:
    """Last month's row again, with the money that was not spent and without its days.

    What else it came from it keeps by name: the RTL, the promise or the gap that is still there tells its own words.
    """
    left = []
    for cost in row.costs:
        paid = known(p.rupiah for p in row.paid if p.fund == cost.fund) or 0
        left.append(Cost(month.month, cost.fund, max(cost.rupiah - paid, 0)))
    rest = None if row.volume is None else max(row.volume - (row.done_volume or 0), 0) or None
    last = month.previous.label
    why = f"belum terlaksana {last}" + (f" ({row.note})" if row.done is False and row.note else "")
    return replace(
        row, costs=tuple(left), volume=rest, days=(), done=None, done_volume=None, paid=(), proof="", note="",
        origins=(*_undone(row), Origin(Source.UNDONE, row.key, why), *_kept(row.origins)),
    )  # fmt: skip


def _undone(row: MonthRow) -> tuple[Origin, ...]:
    """The months in which it was not done, the last one last."""
    return tuple(origin for origin in row.origins if origin.source is Source.UNDONE)


def _kept(origins: Iterable[Origin]) -> Iterator[Origin]:
    for origin in origins:
        if origin.source in (Source.ACTION, Source.PROMISE, Source.GAP):
            yield replace(origin, words="")


def _from_todo(month: Month, todo: Todo, source: Source) -> MonthRow:
    late = todo.due is not None and todo.due < month.first_day
    words = todo.called
    if late and todo.due is not None:
        words += f", batas {short_date(todo.due)} sudah lewat"
    elif todo.due is not None:
        words += f", sampai {short_date(todo.due)}"
    costs = () if todo.cost is None else (Cost(month.month, todo.fund, todo.cost),)
    support = ": ".join(filter(None, (todo.partner, todo.support)))
    return MonthRow(
        key=f"{source.name.lower()}:{todo.key}", activity=todo.activity, effort=todo.effort, programme=todo.programme,
        klaster=todo.klaster, purpose=todo.purpose, target_group=todo.target_group, target=todo.target,
        owner=todo.owner, days=_days(month, todo.start, todo.due), place=todo.place, villages=todo.villages,
        workers=todo.workers or todo.partner or todo.owner, support=support, costs=costs, indicator=todo.indicator,
        year_row=todo.year_row, origins=(Origin(source, todo.key, words),),
    )  # fmt: skip


def _days(month: Month, start: dt.date | None, due: dt.date | None) -> tuple[int, ...]:
    """The days of the month between both dates; one date alone is that day; none when it is past."""
    if start is None and due is None:
        return ()
    first = max(start or due or month.first_day, month.first_day)
    last = min(due or start or month.last_day, month.last_day)
    return tuple(range(first.day, last.day + 1)) if first <= last else ()


def _place_gaps(given: Sources, rows: list[MonthRow], out: list[LeftOut]) -> None:
    """A gap joins what is already done about its indicator in its village; the largest others become rows."""
    own: dict[str, int] = {}
    # A gap that has its row keeps it, and rows whose gap is no longer red count: newer figures never lengthen the list.
    red = {gap.origin_name for gap in given.gaps}
    old = sum(name.startswith("gap:") and name not in red for name in given.held)
    for gap in sorted(given.gaps, key=lambda gap: gap.origin_name not in given.held):
        origin = Origin(Source.GAP, f"{gap.indicator}@{gap.village}", _gap_words(gap))
        if origin.name in given.dropped:
            out.append(LeftOut(Source.GAP, origin.words, f"dikeluarkan: {given.dropped[origin.name]}"))
            continue
        answered = next((index for index, row in enumerate(rows) if _answers(row, gap)), None)
        if answered is not None:
            rows[answered] = replace(rows[answered], origins=_told(*rows[answered].origins, origin))
        elif own.get(gap.indicator, 0) >= given.most_of_indicator:
            out.append(LeftOut(Source.GAP, origin.words, f"{gap.name} sudah di {given.most_of_indicator} desa lain"))
        elif old + sum(own.values()) >= given.most_gaps:
            out.append(LeftOut(Source.GAP, origin.words, f"di luar {given.most_gaps} kesenjangan yang paling mendesak"))
        else:
            own[gap.indicator] = own.get(gap.indicator, 0) + 1
            rows.append(_from_gap(gap, origin))


def _answers(row: MonthRow, gap: Gap) -> bool:
    return bool(row.indicator) and row.indicator == gap.indicator and (not row.villages or gap.village in row.villages)


def _gap_words(gap: Gap) -> str:
    return f"{gap.name} {gap.village_name} {gap.month.label}: kurang {gap.people} {gap.unit}"


def _from_gap(gap: Gap, origin: Origin) -> MonthRow:
    return MonthRow(
        key=f"gap:{origin.key}", activity=f"Cari dan layani sasaran {gap.name} yang terlewat di {gap.village_name}",
        effort=gap.effort, programme=gap.programme, klaster=gap.klaster,
        purpose=f"Menutup kesenjangan {gap.name}", target_group=gap.unit, target=f"{gap.people} {gap.unit}",
        owner=gap.owner, place=gap.village_name, villages=(gap.village,), workers=gap.owner,
        indicator=gap.indicator, origins=(origin,),
    )  # fmt: skip
