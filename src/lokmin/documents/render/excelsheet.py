"""One PWS sheet: months as input, everything else a formula, a native chart, colours by rule."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name as letter

from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.pws.rows import CoverageRow, Status, Trend
from lokmin.documents.figures.canvas import EDGE, FILL, WORD
from lokmin.documents.forms.records import IndicatorSheet, PackInput
from lokmin.documents.forms.sentences import headline
from lokmin.documents.render.plain import clean

#: Columns, zero-based: village, sasaran, yearly target, twelve months, then formulas.
NAME, GOAL, TARGET, FIRST = 0, 1, 2, 3
LAST = FIRST + 11
SUM, RATE, THIS, BEFORE, RUN, GAP, TREND, RANK, STATUS, RATE_NOW, RATE_BEFORE = range(LAST + 1, LAST + 12)
#: Helper columns of the chart, hidden: one series per status so that colours follow the formulas.
HELP = STATUS + 3
SERIES = (Status.BAIK, Status.KURANG, Status.CUKUP, Status.JELEK)
HEAD = 6
MONTH_CELL = "$C$4"


class Formats:
    """The cell formats of a workbook, made once."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
        rule = {**base, "bottom": 1, "bottom_color": "#C5CDD1"}

        def make(**more: Any) -> Any:
            return book.add_format({**rule, **more})

        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.plain = book.add_format(base)
        self.bold = book.add_format({**base, "bold": True})
        self.head = book.add_format(
            {**base, "bold": True, "text_wrap": True, "top": 2, "bottom": 2, "valign": "bottom"}
        )
        self.head_right = book.add_format(
            {**base, "bold": True, "text_wrap": True, "top": 2, "bottom": 2, "valign": "bottom", "align": "right"}
        )
        self.text = make(indent=1)
        self.wrapped = make(indent=1, text_wrap=True)
        self.name = make(bold=True)
        self.link = make(font_color="#17468C", underline=1)
        self.whole = make(num_format="#,##0")
        self.count = make(num_format="#,##0.######")
        self.input = make(num_format="#,##0.######", bg_color="#FFF9E5", locked=False)
        self.rate = make(num_format="0.0")
        self.status = make(bold=True, indent=1)
        self.total = {
            key: make(bold=True, top=2, num_format=number)
            for key, number in (("count", "#,##0.######"), ("rate", "0.0"), ("whole", "#,##0"), ("text", "@"))
        }
        self.total["text"].set_indent(1)
        self.total_name = make(bold=True, top=2)
        self.by_status = {status: book.add_format({"font_color": WORD[status]}) for status in (*SERIES, Status.NONE)}

    def colour_status(self, page: Any, top: int, left: int, bottom: int, right: int) -> None:
        """Status words in their colours; the word itself stays the carrier of the meaning."""
        for status, style in self.by_status.items():
            page.conditional_format(
                top, left, bottom, right,
                {"type": "cell", "criteria": "==", "value": f'"{status.value}"', "format": style},
            )  # fmt: skip


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
        page.set_column(FIRST, this, 6)
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
        if sheet.rows:
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
            HELP + 4: month.name,
            HELP + 5: "Target berjalan",
        }
        heads |= {FIRST + index: name[:3] for index, name in enumerate(MONTH_NAMES)}
        heads |= {HELP + index: status.value for index, status in enumerate(SERIES)}
        for column, words in heads.items():
            left = column in (NAME, TREND, STATUS)
            self.page.write_string(HEAD, column, words, self.formats.head if left else self.formats.head_right)

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
        months = f"$D{n}:$O{n}"
        now = f"INDEX({months},1,{MONTH_CELL})"
        before = f'IF({MONTH_CELL}=1,"",INDEX({months},1,MAX({MONTH_CELL}-1,1)))'
        upto = f"$D{n}:INDEX({months},1,{MONTH_CELL})"
        cell = {c: f"${letter(c)}{n}" for c in (GOAL, TARGET, SUM, RATE, THIS, BEFORE, RUN, GAP, TREND, STATUS)}
        added = f"SUM({upto})" if self.sheet.flow else f"LOOKUP(9.9E+307,{upto})"
        due = f"{cell[TARGET]}*{MONTH_CELL}/12" if self.sheet.pro_rata else cell[TARGET]
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

    def _values(self, row: CoverageRow) -> dict[int, float | str | None]:
        """The cached results, from the same record every page shows."""
        silent = row.status is Status.NONE
        goal = row.denominator
        running = row.running_target_percent
        known = any(month is not None for month in row.months)

        def rate(micro: int | None) -> float | None:
            return None if micro is None or not goal else micro * row.factor / goal

        percent = None if silent or row.percent is None else round(row.percent, 9)
        return {
            SUM: None if not known else _units(row.numerator),
            THIS: _units(row.month),
            BEFORE: _units(row.last_month) if len(row.months) > 1 else None,
            RATE: percent,
            RUN: running,
            GAP: None if silent else row.gap_people,
            TREND: "" if len(row.months) < 2 or row.trend is Trend.UNKNOWN else row.trend.value,
            RANK: row.rank,
            STATUS: row.status.value,
            RATE_NOW: rate(row.month),
            RATE_BEFORE: rate(row.last_month) if len(row.months) > 1 else None,
        }

    def _row(self, line: int, row: CoverageRow) -> None:
        style, page = self.formats, self.page
        page.write_string(line, NAME, clean(self.pack.names.get(row.place, row.place)), style.name)
        _number(page, line, GOAL, _units(row.denominator), style.input)
        _number(page, line, TARGET, None if row.target_bp is None else row.target_bp / 100, style.input)
        for index in range(12):
            micro = row.months[index] if index < len(row.months) else None
            _number(page, line, FIRST + index, _units(micro), style.input)
        values = self._values(row)
        shapes = {RATE: style.rate, RUN: style.rate, RATE_NOW: style.rate, RATE_BEFORE: style.rate, GAP: style.whole,
                  RANK: style.whole, TREND: style.text, STATUS: style.status}  # fmt: skip
        for column, formula in self._formulas(line, ranked=True).items():
            value = values[column]
            page.write_formula(line, column, formula, shapes.get(column, style.count), "" if value is None else value)
        if row.place in self.sheet.sources:
            note = clean(self.sheet.sources[row.place])
            page.write_comment(line, NAME, note, {"author": "Lokmin", "x_scale": 2.2})
        self._helpers(line, row)

    def _helpers(self, line: int, row: CoverageRow) -> None:
        """Chart series: until last month by status, this month, target."""
        n = line + 1
        rate, now, status, run = (f"${letter(c)}{n}" for c in (RATE, RATE_NOW, STATUS, RUN))
        before = f"{rate}-{now}" if self.sheet.flow else rate
        percent = row.percent if row.status is not Status.NONE else None
        month = row.month_ratio.value if row.month_ratio and self.sheet.flow else 0.0
        for index, wanted in enumerate(SERIES):
            value = max((percent or 0) - (month or 0), 0) if row.status is wanted and percent is not None else 0
            formula = f'=IF({status}="{wanted.value}",MAX(N({before}),0),0)'
            self.page.write_formula(line, HELP + index, formula, self.formats.rate, value)
        shown = f'=IF(OR({rate}="",{now}=""),0,{now})' if self.sheet.flow else "=0"
        self.page.write_formula(line, HELP + 4, shown, self.formats.rate, (month or 0) if percent is not None else 0)
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

        add(GOAL, _units(total.denominator))
        _number(page, line, TARGET, None if total.target_bp is None else total.target_bp / 100, kind["count"])
        for index in range(12):
            add(FIRST + index, _units(total.months[index]) if index < len(total.months) else None)
        values = self._values(total)
        shapes = {RATE: "rate", RUN: "rate", RATE_NOW: "rate", RATE_BEFORE: "rate", TREND: "text", STATUS: "text",
                  GAP: "whole"}  # fmt: skip
        for column, formula in self._formulas(line, ranked=False).items():
            value = "" if column == RANK else values[column]
            page.write_formula(line, column, formula, kind[shapes.get(column, "count")], "" if value is None else value)

    @staticmethod
    def _input(row: CoverageRow, column: int) -> float | None:
        if column == GOAL:
            return _units(row.denominator)
        index = column - FIRST
        return _units(row.months[index]) if index < len(row.months) else None

    def total_references(self, formats: Formats) -> list[tuple[str, float | str | None, Any]]:
        """Formulas of the recap that point at the Puskesmas row: sasaran, month, sum, rate, running target, gap."""
        total = self.sheet.total
        values = self._values(total) if total else {}
        goal = _units(total.denominator) if total else None
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


def _units(micro: int | None) -> float | None:
    return None if micro is None else micro / MICRO


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
