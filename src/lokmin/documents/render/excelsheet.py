"""One PWS sheet: months as input, everything else a formula, a native chart, colours by rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name as letter

from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.canvas import EDGE, FILL
from lokmin.documents.forms.records import IndicatorSheet, PackInput
from lokmin.documents.forms.sentences import headline
from lokmin.documents.render.excelcheck import (
    Cells,
    Value,
    agreed,
    by_formula,
    by_store,
    december,
    ranks_by_formula,
    units,
)
from lokmin.documents.render.excelformats import Formats
from lokmin.documents.render.plain import clean

#: Columns, zero-based: village, sasaran, yearly target, last December, twelve months, then formulas.
NAME, GOAL, TARGET, DECEMBER, FIRST = 0, 1, 2, 3, 4
LAST = FIRST + 11
SUM, RATE, THIS, BEFORE, RUN, GAP, TREND, RANK, STATUS, RATE_NOW, RATE_BEFORE = range(LAST + 1, LAST + 12)
#: Helper columns of the chart, hidden: one series per status so that colours follow the formulas.
HELP = STATUS + 3
SERIES = (Status.BAIK, Status.KURANG, Status.CUKUP, Status.JELEK)
HEAD = 6
MONTH_CELL = "$C$4"


class PwsSheet:
    """Writes one indicator into one worksheet."""

    def __init__(
        self, book: Any, page: Any, name: str, sheet: IndicatorSheet, pack: PackInput, formats: Formats
    ) -> None:  # PLR0917 would hide that all six are needed at once
        self.book, self.page, self.name = book, page, name
        self.sheet, self.pack, self.formats = sheet, pack, formats
        self.first = HEAD + 1
        self.last = self.first + max(len(sheet.rows), 1) - 1
        self.total_row = self.last + 1
        #: Only what can be judged has a chart: its colours are the status.
        self.drawn = any(row.running_target is not None for row in sheet.rows)
        rates = [by_store(row).rate for row in sheet.ordered]
        up = self._up
        places = ranks_by_formula(rates, up=up)
        self.ranks = {row.place: place for row, place in zip(sheet.ordered, places, strict=True)}

    def write(self) -> None:
        """Title, parameters, rows, total, chart, print setup."""
        from lokmin.documents.render.excel import setup

        page, sheet, pack, style = self.page, self.sheet, self.pack, self.formats
        page.write_string(0, 0, clean(headline(sheet, pack.names)), style.title)
        over = f" Penyebut: {sheet.over}." if sheet.over else ""
        page.write_string(1, 0, clean(f"{sheet.name}.{over} {sheet.source}".strip()), style.plain)
        page.write_string(3, 0, "Sampai bulan ke-", style.bold)
        page.write_number(3, 2, pack.month.month, style.input)
        page.data_validation(3, 2, 3, 2, {
            "validate": "integer", "criteria": "between", "minimum": 1, "maximum": 12,
            "error_title": "Bulan", "error_message": "Isi bilangan bulat 1 sampai 12.",
        })  # fmt: skip
        page.write_formula(3, 3, f'=CHOOSE({MONTH_CELL},{",".join(chr(34) + m + chr(34) for m in MONTH_NAMES)})',
                           style.bold, pack.month.name)  # fmt: skip
        page.write_string(
            4, 0, "Sel kuning dapat diubah; kolom lain mengikuti. Kosong berarti belum dilaporkan.", style.plain
        )
        self._heads()
        for offset, row in enumerate(sheet.ordered):
            self._row(self.first + offset, row)
        if not sheet.rows:
            page.write_string(self.first, NAME, "Dinilai di tingkat Puskesmas saja", style.text)
        self._total()
        style.colour_status(page, self.first, STATUS, self.total_row, STATUS)
        page.set_column(NAME, NAME, 22)
        page.set_column(GOAL, TARGET, 9)
        this = FIRST + pack.month.month - 1
        page.set_column(DECEMBER, this, 6)
        if this < LAST:
            page.set_column(this + 1, LAST, 4)
        page.set_column(SUM, GAP, 9)
        page.set_column(TREND, RANK, 8)
        page.set_column(STATUS, STATUS, 12)
        page.set_column(RATE_NOW, RATE_BEFORE, 9)
        page.set_column(HELP, HELP + len(SERIES) + 1, None, None, {"hidden": True})
        page.set_row(HEAD, 46)
        page.freeze_panes(HEAD + 1, 1)
        setup(page, pack, f"PWS {sheet.short}")
        page.repeat_rows(HEAD)
        page.print_area(0, 0, self.total_row + 26, RATE_BEFORE)
        if self.drawn:
            self._chart()

    def _heads(self) -> None:
        month = self.pack.month
        heads = {
            NAME: "Desa",
            GOAL: "Sasaran setahun",
            TARGET: "Target setahun",
            SUM: "Kumulatif",
            RATE: self._unit("kumulatif"),
            THIS: "Bulan ini",
            BEFORE: "Bulan lalu",
            RUN: "Target berjalan",
            GAP: f"{'Kurang' if self._up else 'Lebih'} ({self.sheet.people})",
            TREND: "Tren",
            RANK: "Peringkat",
            STATUS: "Status",
            RATE_NOW: self._unit("bulan ini"),
            RATE_BEFORE: self._unit("bulan lalu"),
        }
        if self.drawn:
            heads |= {HELP + 4: month.name, HELP + 5: "Target berjalan"}
            heads |= {HELP + index: status.value for index, status in enumerate(SERIES)}
        heads[DECEMBER] = "Des lalu"
        heads |= {FIRST + index: name[:3] for index, name in enumerate(MONTH_NAMES)}
        for column, words in heads.items():
            style = self.formats.head_text if column in (TREND, STATUS) else self.formats.head_right
            self.page.write_string(HEAD, column, words, self.formats.head if column == NAME else style)

    def _unit(self, words: str) -> str:
        sign = {100: "%", 1000: "‰"}.get(self._factor, f"per {self._factor}" if self._factor > 1 else "Nilai")
        return f"{sign} {words}"

    @property
    def _factor(self) -> int:
        row = self.sheet.total or next(iter(self.sheet.rows), None)
        return row.factor if row else 100

    @property
    def _up(self) -> bool:
        row = self.sheet.total or next(iter(self.sheet.rows), None)
        return row.higher_is_better if row else True

    def _formulas(self, line: int, *, ranked: bool) -> dict[int, str]:
        """Everything that is computed, by column; ``line`` is zero-based."""
        n = line + 1
        first = f"${letter(FIRST)}{n}"
        months = f"{first}:${letter(LAST)}{n}"
        now = f"INDEX({months},1,{MONTH_CELL})"
        # Beginning one column earlier, the same number points at the month before: January sees last December.
        before = f"INDEX(${letter(DECEMBER)}{n}:${letter(LAST - 1)}{n},1,{MONTH_CELL})"
        upto = f"{first}:INDEX({months},1,{MONTH_CELL})"
        cell = {c: f"${letter(c)}{n}" for c in (GOAL, TARGET, SUM, RATE, THIS, BEFORE, RUN, GAP, TREND, STATUS)}
        # The last month that is not empty: LOOKUP would do in Excel, but LibreOffice stumbles over a gap before it.
        latest = f'INDEX($A{n}:${letter(LAST)}{n},1,SUMPRODUCT(MAX(({upto}<>"")*COLUMN({upto}))))'
        added = f"SUM({upto})" if self.sheet.flow else latest
        due = f"{cell[TARGET]}*{MONTH_CELL}/12" if self.sheet.grows else cell[TARGET]
        # Rounded to nine places so that 0.1 + 0.2 does not decide who reached a target.
        lack = f"ROUND({cell[RUN]}*{cell[GOAL]}/{self._factor}-{cell[SUM]},9)"
        reached = f"{lack}<=0" if self._up else f"{lack}>=0"
        missing = f"ROUNDUP(MAX(0,{lack if self._up else '-' + lack}),0)"
        rising, falling = ('"naik"', '"turun"') if self._up else ('"turun"', '"naik"')
        share = f"ROUND({cell[SUM]}/{cell[GOAL]}*{self._factor},9)"
        ranks = f"${letter(RATE)}${self.first + 1}:${letter(RATE)}${self.last + 1}"
        silent = f'{cell[THIS]}=""'
        judged = f'IF({reached},IF({cell[TREND]}={falling},"kurang","baik"),IF({cell[TREND]}={rising},"cukup","jelek"))'
        found = {
            SUM: f'=IF(COUNT({upto})=0,"",{added})',
            THIS: f'=IF({now}="","",{now})',
            BEFORE: f'=IF({before}="","",{before})',
            RATE: f'=IF(OR({silent},{cell[SUM]}="",N({cell[GOAL]})=0),"",{share})',
            RUN: f'=IF({cell[TARGET]}="","",{due})',
            GAP: f'=IF(OR({silent},{cell[RUN]}="",N({cell[GOAL]})=0),"",{missing})',
            TREND: (
                f'=IF(OR({silent},{cell[BEFORE]}=""),"",IF({cell[THIS]}>{cell[BEFORE]},"naik",'
                f'IF({cell[THIS]}<{cell[BEFORE]},"turun","tetap")))'
            ),
            STATUS: f'=IF({silent},"belum lapor",IF(OR({cell[RUN]}="",N({cell[GOAL]})=0),"tanpa target",{judged}))',
            RATE_NOW: f'=IF(OR({silent},N({cell[GOAL]})=0),"",{cell[THIS]}/{cell[GOAL]}*{self._factor})',
            RATE_BEFORE: f'=IF(OR({cell[BEFORE]}="",N({cell[GOAL]})=0),"",{cell[BEFORE]}/{cell[GOAL]}*{self._factor})',
        }
        if ranked:
            found[RANK] = f'=IF({cell[RATE]}="","",RANK({cell[RATE]},{ranks},{0 if self._up else 1}))'
        else:
            found[RANK] = '=""'
        return found

    def _line(self, cells: Cells, rank: int | None) -> dict[int, Value]:
        """A line by column."""
        return {
            SUM: cells.total, RATE: cells.rate, THIS: cells.this, BEFORE: cells.before, RUN: cells.run, GAP: cells.gap,
            TREND: cells.trend, RANK: rank, STATUS: cells.status, RATE_NOW: cells.rate_now,
            RATE_BEFORE: cells.rate_before,
        }  # fmt: skip

    def _computed(self, line: int, row: CoverageRow, shapes: Mapping[int, Any], place: int | None) -> None:
        """Write the computed cells: the formula where it gives the store's figure, else the figure itself."""
        store = self._line(by_store(row), row.rank)
        live = agreed(self._line(by_formula(row, self.sheet), place), store)
        for column, formula in self._formulas(line, ranked=row is not self.sheet.total).items():
            value, shape = store[column], shapes.get(column, shapes[SUM])
            if column in live:
                self.page.write_formula(line, column, formula, shape, "" if value is None else value)
            elif isinstance(value, str):
                self.page.write_string(line, column, value, shape)
            else:
                _number(self.page, line, column, value, shape)

    def _row(self, line: int, row: CoverageRow) -> None:
        style, page = self.formats, self.page
        page.write_string(line, NAME, clean(self.pack.names.get(row.place, row.place)), style.name)
        _number(page, line, GOAL, units(row.denominator), style.input)
        _number(page, line, TARGET, None if row.target_bp is None else row.target_bp / 100, style.input)
        _number(page, line, DECEMBER, december(row), style.input)
        for index in range(12):
            micro = row.months[index] if index < len(row.months) else None
            _number(page, line, FIRST + index, units(micro), style.input)
        shapes = {
            SUM: style.count, RATE: style.rate, RUN: style.rate, RATE_NOW: style.rate, RATE_BEFORE: style.rate,
            GAP: style.whole, RANK: style.whole, TREND: style.text, STATUS: style.status,
        }  # fmt: skip
        self._computed(line, row, shapes, self.ranks[row.place])
        if row.place in self.sheet.sources:
            note = clean(self.sheet.sources[row.place])
            page.write_comment(line, NAME, note, {"author": "Lokmin", "x_scale": 2.2})
        if self.drawn:
            self._helpers(line, row)

    def _helpers(self, line: int, row: CoverageRow) -> None:
        """Chart series: until last month by status, this month, target."""
        n = line + 1
        rate, now, status, run = (f"${letter(c)}{n}" for c in (RATE, RATE_NOW, STATUS, RUN))
        before = f"{rate}-{now}" if self.sheet.adds else rate
        percent = row.percent if row.status is not Status.NONE else None
        month = row.month_ratio.value if row.month_ratio and self.sheet.adds else 0.0
        for index, wanted in enumerate(SERIES):
            value = max((percent or 0) - (month or 0), 0) if row.status is wanted and percent is not None else 0
            formula = f'=IF({status}="{wanted.value}",MAX(N({before}),0),0)'
            self.page.write_formula(line, HELP + index, formula, self.formats.rate, value)
        shown = f'=IF(OR({rate}="",{now}=""),0,MAX({now},0))' if self.sheet.adds else "=0"
        self.page.write_formula(
            line, HELP + 4, shown, self.formats.rate, max(month or 0, 0) if percent is not None else 0
        )
        target = row.running_target_percent
        self.page.write_formula(
            line, HELP + 5, f'=IF({run}="",NA(),{run})', self.formats.rate, "#N/A" if target is None else target
        )

    def _total(self) -> None:
        style, page, line, total = self.formats, self.page, self.total_row, self.sheet.total
        kind = style.total
        page.write_string(line, NAME, "Puskesmas", style.total_name)
        if total is None:
            return
        villages = bool(self.sheet.rows)
        n1, n2 = self.first + 1, self.last + 1

        def add(column: int, value: float | None) -> None:
            name = letter(column)
            if villages and _same(value, [self._input(row, column) for row in self.sheet.rows]):
                area = f"{name}{n1}:{name}{n2}"
                formula = f'=IF(COUNT({area})=0,"",SUM({area}))'
                page.write_formula(line, column, formula, kind["count"], "" if value is None else value)
            else:
                _number(page, line, column, value, kind["count"])

        add(GOAL, units(total.denominator))
        _number(page, line, DECEMBER, december(total), kind["count"])
        _number(page, line, TARGET, None if total.target_bp is None else total.target_bp / 100, kind["count"])
        for index in range(12):
            add(FIRST + index, units(total.months[index]) if index < len(total.months) else None)
        shapes = {
            SUM: kind["count"],
            RATE: kind["rate"],
            RUN: kind["rate"],
            RATE_NOW: kind["rate"],
            RATE_BEFORE: kind["rate"],
            TREND: kind["text"],
            STATUS: kind["text"],
            GAP: kind["whole"],
        }
        self._computed(line, total, shapes, None)

    @staticmethod
    def _input(row: CoverageRow, column: int) -> float | None:
        if column == GOAL:
            return units(row.denominator)
        index = column - FIRST
        return units(row.months[index]) if index < len(row.months) else None

    def total_references(self, formats: Formats) -> list[tuple[str, float | str | None, Any]]:
        """Formulas of the recap that point at the Puskesmas row: sasaran, month, sum, rate, running target, gap."""
        total = self.sheet.total
        values = self._line(by_store(total), None) if total else {}
        goal = units(total.denominator) if total else None
        shapes = {GOAL: formats.count, THIS: formats.count, SUM: formats.count, RATE: formats.rate, RUN: formats.rate,
                  GAP: formats.whole}  # fmt: skip
        return [
            (self._point(column), goal if column == GOAL else values.get(column), shapes[column])
            for column in (GOAL, THIS, SUM, RATE, RUN, GAP)
        ]

    def status_reference(self, formats: Formats) -> tuple[str, Any, str]:
        total = self.sheet.total
        return self._point(STATUS), formats.status, total.status.value if total else ""

    def _point(self, column: int) -> str:
        cell = f"'{self.name}'!{letter(column)}{self.total_row + 1}"
        return f'=IF({cell}="","",{cell})'

    def count_formulas(self) -> tuple[str, str]:
        """How many villages are below the target, and how many have not reported."""
        area = f"'{self.name}'!${letter(STATUS)}${self.first + 1}:${letter(STATUS)}${self.last + 1}"
        return f'=COUNTIF({area},"cukup")+COUNTIF({area},"jelek")', f'=COUNTIF({area},"belum lapor")'

    def _chart(self) -> None:
        """Columns by village in status colours, this month open on top, the running target as a line."""
        sheet = self.sheet
        chart = self.book.add_chart({"type": "column", "subtype": "stacked"})
        names = [self.name, self.first, NAME, self.last, NAME]
        fills = [(HELP + index, FILL[status], EDGE[status]) for index, status in enumerate(SERIES)]
        for column, fill, edge in [*fills, (HELP + 4, "#FFFFFF", "#12171A")]:
            chart.add_series({
                "name": [self.name, HEAD, column], "categories": names,
                "values": [self.name, self.first, column, self.last, column],
                "fill": {"color": fill}, "border": {"color": edge, "width": 1}, "gap": 45,
            })  # fmt: skip
        line = self.book.add_chart({"type": "line"})
        line.add_series({
            "name": [self.name, HEAD, HELP + 5], "categories": names,
            "values": [self.name, self.first, HELP + 5, self.last, HELP + 5],
            "line": {"color": "#12171A", "width": 2.25}, "marker": {"type": "none"},
        })  # fmt: skip
        chart.combine(line)
        chart.set_title({"name": f"{sheet.short} kumulatif menurut desa", "name_font": {"size": 12}})
        chart.set_y_axis(
            {
                "num_format": "0",
                "major_gridlines": {"visible": True, "line": {"color": "#C5CDD1"}},
                "min": 0,
                "name": self._unit("kumulatif"),
            }
        )
        chart.set_x_axis({"num_font": {"size": 9}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 1080, "height": 460})
        chart.show_hidden_data()
        self.page.insert_chart(self.total_row + 2, 0, chart, {"description": clean(headline(sheet, self.pack.names))})


def _number(page: Any, line: int, column: int, value: float | None, style: Any) -> None:
    """A number, or an empty cell: empty is not zero."""
    if value is None:
        page.write_blank(line, column, None, style)
    else:
        page.write_number(line, column, value, style)


def _same(total: float | None, parts: list[float | None]) -> bool:
    """Is the Puskesmas figure the sum of the villages? Otherwise it was reported as such and is written as it is."""
    known = [part for part in parts if part is not None]
    if total is None or not known:
        return total is None and not known
    return round(sum(known) * MICRO) == round(total * MICRO)
