"""The sheets of the plan workbooks: RPK of the year, RPK bulanan, money, integration, M&E."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.integration import Matrix, summary
from lokmin.core.planning.monev import Check, sentence
from lokmin.core.planning.rpk import MONTHS, grouped, sums
from lokmin.documents.forms import rpkyear as year
from lokmin.documents.forms.monev import HEADS as MONEV_HEADS
from lokmin.documents.forms.monev import monev_cells
from lokmin.documents.forms.money import HEADS as MONEY_HEADS
from lokmin.documents.forms.money import MoneyPaper
from lokmin.documents.forms.rpkmonth import COST, HEADS, MARK, MonthPaper, month_cells, note_words, realised_words
from lokmin.documents.render.rpkpage import Cell, Page

_NOTE = "Sel kosong berarti belum diisi, bukan nol."


def year_pages(paper: year.YearPaper, office: str) -> tuple[Page, ...]:
    """The plan with its month grid, and its money by row, source and month."""
    heads = (*year.BEFORE, *year.SHORT, *year.AFTER, "Sumber dana")
    title, under = f"RPK tahun {paper.year}", ", ".join(filter(None, (office, paper.version)))
    groups: list[tuple[str, list[list[Cell]]]] = []
    money: list[tuple[str, list[list[Cell]]]] = []
    number = 0
    for name, rows, _ in grouped(paper.rows):
        lines: list[list[Cell]] = []
        amounts: list[list[Cell]] = []
        for row in rows:
            number += 1
            detail, place, _ = year.last_cells(row, paper)
            funds = ", ".join(paper.fund(fund) for fund in row.funds)
            lines.append([number, *year.cells(row), *year.months(row), detail, place, row.cost, funds])
            amounts += [
                [number, row.activity, paper.fund(fund), *(row.cost_in(month, fund) for month in MONTHS), None]
                for fund in row.funds
            ]
        groups.append((name or "Belum dikelompokkan", lines))
        money.append((name or "Belum dikelompokkan", amounts))
    cost = len(heads) - 2
    widths = (5, 18, 30, 24, 18, 16, 20, 11, *(4.3,) * 12, 26, 18, 15, 14)
    grid = Page(
        "RPK", title, under, heads, widths, groups, sums=(cost,), centred=range(8, 20), frozen=3, notes=(*paper.notes,)
    )
    by_month = Page(
        "Dana per bulan", f"Dana {title}", under, ("No", "Kegiatan", "Sumber dana", *MONTH_NAMES, "Jumlah"),
        (5, 34, 14, *(12,) * 12, 15), money, sums=range(3, 16), across=(15, range(3, 15)), frozen=3, notes=(_NOTE,),
    )  # fmt: skip
    return (grid, by_month, _by_fund(paper, title, under))


def _by_fund(paper: year.YearPaper, title: str, under: str) -> Page:
    money = sums(paper.rows)
    rows: list[list[Cell]] = [
        [paper.fund(fund), *(money.cell(fund, month) for month in MONTHS), None] for fund in money.funds
    ]
    return Page(
        "Dana per sumber", f"Dana {title} menurut sumber", under, ("Sumber dana", *MONTH_NAMES, "Jumlah"),
        (22, *(12,) * 12, 16), [("", rows)], sums=range(1, 14), across=(13, range(1, 13)), frozen=1,
    )  # fmt: skip


def month_pages(papers: Sequence[MonthPaper], office: str) -> tuple[Page, ...]:
    """Two sheets for each month: the rows with their cost, and the days 1-31 with what became of them."""
    found: list[Page] = []
    for paper in papers:
        label = paper.month.label
        under = ", ".join(filter(None, (office, paper.version)))
        rows: list[list[Cell]] = []
        days: list[list[Cell]] = []
        last = paper.month.last_day.day
        for number, row in enumerate(paper.rows, start=1):
            texts: list[Cell] = [number, *month_cells(number, row, paper)[1:]]
            texts[COST] = row.cost
            rows.append(texts)
            days.append([
                number, row.activity, *(MARK if day in row.days else "" for day in range(1, last + 1)), row.paid_sum,
                realised_words(row, paper), note_words(row),
            ])  # fmt: skip
        widths = (5, 16, 28, 22, 16, 14, 20, 10, 12, 16, 18, 20, 14, 14)
        found.append(
            Page(label, f"RPK bulanan {label}", under, HEADS, widths, [("", rows)], sums=(COST,), frozen=3)
        )  # fmt: skip
        found.append(Page(
            f"Pelaksanaan {label}", f"Pelaksanaan {label}", under,
            ("No", "Kegiatan", *(str(day) for day in range(1, last + 1)), "Dibayar (Rp)", "Realisasi", "Keterangan"),
            (5, 34, *(3.3,) * last, 14, 24, 40), [("", days)], sums=(last + 2,), centred=range(2, last + 2), frozen=2,
            notes=(_NOTE,),
        ))  # fmt: skip
    return tuple(found)


def money_pages(paper: MoneyPaper, office: str) -> tuple[Page, ...]:
    """Sources with pagu, plan and realisation; and the months of each source."""
    under = f"{office}, s.d. {paper.month.label}"
    rows: list[list[Cell]] = [
        [
            paper.fund(line.fund), paper.documents.get(line.fund, ""), line.pagu, line.whole, line.planned,
            line.spent_month, line.spent, _percent(line.of_pagu_bp), _percent(line.of_plan_bp), line.deviation,
            line.left, ", ".join(MONTH_NAMES[number - 1] for number in line.blank),
        ]
        for line in paper.lines
    ]  # fmt: skip
    sources = Page(
        "Serapan", "Realisasi dan serapan dana", under, MONEY_HEADS, (22, 22, *(16,) * 5, 10, 10, 16, 16, 22),
        [("", rows)], sums=(2, 3, 4, 5, 6, 9, 10), frozen=1, notes=(_NOTE,),
    )  # fmt: skip
    names = MONTH_NAMES[: paper.month.month]
    pages = [sources]
    for name, attribute in (("Rencana", "planned_month"), ("Realisasi", "spent_month")):
        lines: list[list[Cell]] = [
            [paper.fund(code), *(getattr(step, attribute) for step in course), None]
            for code, course in paper.courses.items()
            if code
        ]
        last = len(names) + 1
        pages.append(Page(
            f"{name} per bulan", f"{name} dana per bulan", under, ("Sumber dana", *names, "Jumlah"),
            (22, *(14,) * len(names), 16), [("", lines)], sums=range(1, last + 1), across=(last, range(1, last)),
            frozen=1, notes=(_NOTE,),
        ))  # fmt: skip
    return tuple(pages)


def integration_pages(found: Matrix, plan_year: int, office: str) -> tuple[Page, ...]:
    """The whole matrix on one sheet."""
    heads = ("No", "Kegiatan", "Penanggung jawab", *(f"{kind}: {who}" for kind, who in found.columns))
    rows: list[list[Cell]] = [
        [number, line.activity, line.owner, *("\n".join(s.text for s in cell) for cell in line.cells)]
        for number, line in enumerate(found.lines, start=1)
    ]
    widths = (5, 36, 22, *(24,) * len(found.columns))
    title = f"Matriks integrasi LP/LS tahun {plan_year}"
    return (Page("LP dan LS", title, f"{office}. {summary(found)}", heads, widths, [("", rows)], frozen=2),)


def monev_pages(checks: Sequence[Check], plan_year: int, office: str, today: dt.date) -> tuple[Page, ...]:
    """The M&E plan on one sheet; dates are dates."""
    rows: list[list[Cell]] = []
    for number, check in enumerate(checks, start=1):
        texts: list[Cell] = [number, *monev_cells(number, check, today)[1:]]
        texts[5] = check.on
        rows.append(texts)
    title = f"Rencana pemantauan dan evaluasi tahun {plan_year}"
    under = f"{office}. {sentence(checks, today)}"
    return (Page("Monev", title, under, MONEV_HEADS, (5, 34, 32, 18, 34, 12, 22, 16, 36), [("", rows)], frozen=2),)


def _percent(bp: int | None) -> str | None:
    return None if bp is None else f"{bp / 100:.1f}".replace(".", ",")
