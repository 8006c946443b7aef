"""The figures of the pages, drawn on the server: what is hidden from guests is left out before drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lokmin.core.numbers import MICRO
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries.indicator import IndicatorPage
from lokmin.documents.figures.bars import pws_chart
from lokmin.documents.figures.map import village_map
from lokmin.documents.figures.months import trend_chart
from lokmin.documents.figures.trends import shared_top, small_multiple


@dataclass(frozen=True)
class Charts:
    """SVG of an indicator's page; empty texts where there is nothing to draw. ``multiples``: (place code, figure)."""

    bars: SafeString
    multiples: tuple[tuple[str, SafeString], ...]
    trend: SafeString
    map: SafeString
    left_out: int


def charts(page: IndicatorPage, *, guest: bool) -> Charts:
    """All figures of a page. ``left_out`` counts villages that a guest does not see because of small counts."""
    short, people = page.indicator.short, words.people_said(words.people(page.indicator))
    names = {**page.table.names, page.total.place: _("Puskesmas")}
    rows = [row for row in page.rows if not (guest and words.reveals(row))]
    drawn = [row for row in rows if row.ratio_so_far is not None]
    flow, grows = page.flow and not page.monthly, page.indicator.pro_rata and not page.monthly
    bars = [
        pws_chart(
            rows, names, page.month, indicator=short, people=people, total=page.total, flow=flow, narrow=narrow,
            ident="pws-hp" if narrow else "pws",
        )
        for narrow in (False, True)
    ] if drawn else []  # fmt: skip
    yearly = {row.place: _course(row, page.rates) for row in (*rows, page.total)}
    unit = words.unit(page.indicator).strip() if page.monthly else people
    top = shared_top([yearly[row.place] for row in drawn], flow=flow, pro_rata=grows) if drawn else 1.0
    multiples = [
        (
            row.place,
            small_multiple(
                yearly[row.place], names[row.place], people=unit, top=top, flow=flow, pro_rata=grows, ident=f"j{n}"
            ),
        )
        for n, row in enumerate(rows)
    ]
    trend = [
        trend_chart(
            yearly[page.total.place], names[page.total.place], indicator=short, people=unit, flow=flow, pro_rata=grows,
            narrow=narrow, ident="tren-hp" if narrow else "tren",
        )
        for narrow in (False, True)
    ] if page.total.ratio_so_far is not None else []  # fmt: skip
    shape = ""
    if page.boundaries and drawn:
        shape = village_map(page.boundaries, rows, names, indicator=short, people=people)
    order = {village.code: n for n, village in enumerate(page.table.villages)}
    return Charts(
        bars=_svg(*bars),
        multiples=tuple((place, _svg(svg)) for place, svg in sorted(multiples, key=lambda m: order[m[0]])),
        trend=_svg(*trend),
        map=_svg(shape),
        left_out=len(page.rows) - len(rows),
    )


def trend(page: IndicatorPage, place: str) -> SafeString:
    """One place of an indicator through its year, drawn wide and narrow; empty where nothing was reported."""
    row = next((row for row in (*page.rows, page.total) if row.place == place), None)
    if row is None or row.ratio_so_far is None:
        return _svg()
    people = words.people_said(words.people(page.indicator))
    return _svg(*(
        trend_chart(
            _course(row, page.rates), page.table.names[place], indicator=page.indicator.short, people=people,
            flow=page.flow and not page.monthly, pro_rata=page.indicator.pro_rata and not page.monthly, narrow=narrow,
            ident="tren-hp" if narrow else "tren",
        )
        for narrow in (False, True)
    ))  # fmt: skip


def _course(row: CoverageRow, rates: Mapping[str, tuple[int | None, ...]]) -> CoverageRow:
    """For a monthly denominator the figure draws the rates themselves, as counts out of a hundred (of the factor)."""
    known = rates.get(row.place)
    if known is None:
        return row
    return replace(row, months=known, numerator=known[-1], denominator=row.factor * MICRO, exact=None)


def _svg(*parts: str) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 - drawn by documents.figures, which escapes every text
