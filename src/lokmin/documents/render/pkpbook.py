"""The PKP as a workbook in the official columns: what is typed stays typed, every score is a live formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell

from lokmin.core.assessment.definitions import Aspect, Rule
from lokmin.core.assessment.figures import units
from lokmin.core.assessment.pkp import NodeScore
from lokmin.core.assessment.scores import State, SubScore
from lokmin.core.numbers import MICRO
from lokmin.documents.forms.pkp import COLUMNS, SCALE_COLUMNS, limits
from lokmin.documents.forms.pkprecords import PkpPaper, reached_words, target_words
from lokmin.documents.render.plain import clean

#: Columns of the sheet of services, zero-based, as ``forms.pkp.COLUMNS`` names them.
NO, NAME, TARGET, UNIT, TOTAL, DUE, DONE, REAL, SUB, VARIABEL, PROGRAM, REACHED, CAUSE, FOLLOWUP = range(14)
HEAD = 4
_SCALE_VALUE = 6
_WIDTHS = (11, 44, 9, 14, 10, 11, 11, 10, 10, 10, 10, 22, 28, 28)
_SCALE_WIDTHS = (9, 34, 22, 26, 26, 26, 9, 10, 34)
SERVICE, MANAGEMENT, RECAP, NET = "Pelayanan", "Manajemen", "Rekap", "Jaring"


def pkp_workbook(paper: PkpPaper, made: dt.datetime) -> bytes:
    """Four sheets as .xlsx bytes, equal for equal input. Yellow cells are typed; the rest follows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    title = f"PKP {paper.period}"
    book.set_properties({"title": title, "author": "Lokmin", "company": paper.office.puskesmas, "created": created})
    _Book(book, paper).write()
    book.close()
    return out.getvalue()


class _Book:
    """Writes the sheets and remembers where each node's score stands."""

    def __init__(self, book: Any, paper: PkpPaper) -> None:
        self.book, self.paper = book, paper
        base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True, "border": 1}
        typed, bold = {**base, "bg_color": "#FFF9E5"}, {**base, "bold": True, "bg_color": "#F2F5F6"}
        make = book.add_format
        self.title = make({"font_name": "Arial", "bold": True, "font_size": 14})
        self.plain = make({"font_name": "Arial", "font_size": 10})
        self.head = make({**base, "bold": True, "valign": "vcenter", "bg_color": "#DDE3E6"})
        self.text, self.words = make(base), make(typed)
        self.count = make({**typed, "num_format": "#,##0.######"})
        self.figure, self.rate = make({**base, "num_format": "#,##0.00"}), make({**base, "num_format": "0.0"})
        self.bold, self.bold_rate = make(bold), make({**bold, "num_format": "0.00"})
        #: Sheet and cell of each node's score, by its code.
        self.at: dict[str, str] = {}
        #: Every management row, for their mean.
        self.managed: list[tuple[str, int]] = []

    def write(self) -> None:
        recap = self.book.add_worksheet(RECAP)
        service, management = self.book.add_worksheet(SERVICE), self.book.add_worksheet(MANAGEMENT)
        self._service(service)
        self._management(management)
        programmes = self._recap(recap)
        self._net(self.book.add_worksheet(NET), programmes)

    def _top(self, page: Any, title: str, under: str, heads: Sequence[str], widths: Sequence[int]) -> None:
        page.write_string(0, 0, title, self.title)
        page.write_string(1, 0, clean(under), self.plain)
        for column, (name, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(HEAD, column, name, self.head)
        page.set_row(HEAD, 52)
        page.freeze_panes(HEAD + 1, 2)
        page.repeat_rows(HEAD)
        page.set_landscape()
        page.set_paper(14)  # folio, the sheet Excel knows for F4
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
        page.set_footer(f"&L&8{clean(title).replace('&', '&&')}&R&8Halaman &P dari &N")

    def _service(self, page: Any) -> None:
        paper = self.paper
        heads = [column.title or "" for column in COLUMNS]
        under = f"{paper.office.puskesmas}. Isi sel kuning; kosong berarti belum diisi, bukan nol."
        self._top(page, f"Cakupan pelayanan kesehatan, {paper.period}", under, heads, _WIDTHS)
        line = HEAD + 1
        for upaya in paper.result.upaya:
            if upaya.node.aspect is Aspect.SERVICE:
                line = self._node(page, upaya, line)

    def _node(self, page: Any, node: NodeScore, line: int) -> int:
        """A node's own line, then all under it; returns the next free line."""
        own, line = line, line + 1
        parts: list[tuple[str, int]] = []
        for child in node.children:
            if isinstance(child, SubScore):
                self._sub(page, child, line)
                parts.append((cell(line, SUB), child.sub.weight))
                line += 1
            else:
                column = VARIABEL if child.node.level == "variabel" else PROGRAM
                parts.append((cell(line, column), child.node.weight))
                line = self._node(page, child, line)
        column = VARIABEL if node.node.level == "variabel" else PROGRAM
        for number in range(len(COLUMNS)):
            page.write_blank(own, number, None, self.bold)
        page.write_string(own, NO, node.node.code, self.bold)
        page.write_string(own, NAME, clean(node.node.name), self.bold)
        page.write_formula(own, column, mean_formula(parts), self.bold_rate, _number(node.score))
        self.at[node.node.code] = f"{SERVICE}!{cell(own, column, row_abs=True, col_abs=True)}"
        return line

    def _sub(self, page: Any, row: SubScore, line: int) -> None:
        words, sub = self.paper.of(row), row.sub
        page.write_string(line, NO, sub.code, self.text)
        page.write_string(line, NAME, clean(sub.name), self.text)
        if self._plain_target(row) and row.target is not None:
            page.write_number(line, TARGET, _number(units(row.target)), self.count)
        else:
            page.write_string(line, TARGET, clean(target_words(row, words)), self.words)
        page.write_string(line, UNIT, clean(sub.unit), self.text)
        done = row.entry.achieved if row.entry.level is None else row.entry.level * MICRO
        for column, micro in ((TOTAL, row.entry.sasaran), (DONE, done)):
            if micro is None:
                page.write_blank(line, column, None, self.count)
            else:
                page.write_number(line, column, _number(units(micro)), self.count)
        for column, formula, style, value in self._formulas(row, line):
            page.write_formula(line, column, formula, style, _number(value))
        if row.state is State.NOT_APPLICABLE:
            page.write_string(line, SUB, "tidak berlaku", self.text)
        page.write_blank(line, VARIABEL, None, self.text)
        page.write_blank(line, PROGRAM, None, self.text)
        if row.state is State.NOT_APPLICABLE:
            page.write_string(line, REACHED, clean(reached_words(row)), self.text)
        else:
            at = cell(line, SUB)
            judged = f'=IF(ISNUMBER({at}),IF({at}>=100,"tercapai","belum tercapai"),"belum dinilai")'
            shown = reached_words(row) if row.state is State.SCORED else "belum dinilai"
            page.write_formula(line, REACHED, judged, self.text, shown)
        page.write_string(line, CAUSE, clean(words.cause), self.words)
        page.write_string(line, FOLLOWUP, clean(words.followup), self.words)

    def _plain_target(self, row: SubScore) -> bool:
        """Is the target a bare number in its column, of which the formulas may make use?"""
        percent = row.sub.rule is Rule.TARGET and row.sub.factor == 100
        return (percent or row.sub.rule is Rule.VALUE) and not self.paper.of(row).target

    def _formulas(self, row: SubScore, line: int) -> list[tuple[int, str, Any, Fraction | None]]:
        """Target sasaran, cakupan riil and kinerja as formulas with the results they have now."""
        sub = row.sub
        total, done, due, real = (cell(line, c) for c in (TOTAL, DONE, DUE, REAL))
        goal = cell(line, TARGET)
        number = goal
        if not self._plain_target(row):
            # The target stands there as words (≤ 5): the formula carries its number.
            number = "" if row.target is None else repr(_number(units(row.target)))
        known = f"ISNUMBER({number})," if number == goal else ""
        # Within the year only a part of what is counted through it is due.
        part = f"*{self.paper.until}/12" if sub.yearly and self.paper.until < 12 else ""
        if sub.rule is Rule.SCALE:
            # Among services a step counts ten times: 7 is 70.
            return [(SUB, f'=IF(ISNUMBER({done}),{done}*10,"")', self.rate, row.score)]
        if sub.rule is Rule.VALUE:
            if not number:
                return []
            scored = f'=IF(AND({known}ISNUMBER({done})),MIN(100,{done}/{number}*100),"")'
            return [
                (DUE, f"={number}", self.figure, row.due),
                (REAL, f'=IF(ISNUMBER({done}),{done},"")', self.rate, row.real),
                (SUB, scored, self.rate, row.score),
            ]  # fmt: skip
        found = [(REAL, f'=IF(AND(ISNUMBER({total}),ISNUMBER({done})),IF({total}>0,{done}/{total}*{sub.factor},""),"")',
                  self.rate, row.real)]  # fmt: skip
        if number:
            product = f'=IF(AND({known}ISNUMBER({total})),{number}*{total}/{sub.factor}{part},"")'
            found.append((DUE, product, self.figure, row.due))
        if row.state is State.NOT_APPLICABLE:
            return found
        if sub.rule is Rule.BAND and sub.bands is not None:
            found.append(
                (
                    SUB,
                    f'=IF(ISNUMBER({real}),{_ring(row, f"({real}/({self.paper.until}/12))" if part else real)},"")',
                    self.rate,
                    row.score,
                )
            )
        elif number and sub.rule is Rule.INVERSE:
            scored = f'=IF(ISNUMBER({real}),IF({real}<={number}{part},100,{number}{part}/{real}*100),"")'
            found.append((SUB, scored, self.rate, row.score))
        elif number:
            capped = f'IF({due}>0,MIN(100,{done}/{due}*100),"")'
            scored = f'=IF(AND(ISNUMBER({done}),ISNUMBER({due}),ISNUMBER({real})),{capped},"")'
            found.append((SUB, scored, self.rate, row.score))
        return found

    def _management(self, page: Any) -> None:
        paper = self.paper
        heads = [column.title or "" for column in SCALE_COLUMNS]
        under = f"{paper.office.puskesmas}. Pilih 0, 4, 7, atau 10 pada kolom Nilai."
        self._top(page, f"Manajemen, {paper.period}", under, heads, _SCALE_WIDTHS)
        line = HEAD + 1
        for upaya in paper.result.upaya:
            if upaya.node.aspect is not Aspect.MANAGEMENT:
                continue
            parts: list[tuple[str, int]] = []
            for child in upaya.children:
                rows = [child] if isinstance(child, SubScore) else list(child.subs())
                if not isinstance(child, SubScore):
                    places = [(cell(line + n, _SCALE_VALUE), row.sub.weight) for n, row in enumerate(rows, start=1)]
                    self._scale_head(page, line, child, places)
                    line += 1
                for row in rows:
                    self._scale(page, line, row)
                    parts.append((cell(line, _SCALE_VALUE), row.sub.weight))
                    line += 1
            self._scale_head(page, line, upaya, parts, "Rata-rata ")
            self.managed += [(f"{MANAGEMENT}!{place}", weight) for place, weight in parts]
            line += 1

    def _scale_head(self, page: Any, line: int, node: NodeScore, parts: list[tuple[str, int]], lead: str = "") -> None:
        for number in range(len(SCALE_COLUMNS)):
            page.write_blank(line, number, None, self.bold)
        page.write_string(line, 0, node.node.code, self.bold)
        page.write_string(line, 1, clean(lead + node.node.name), self.bold)
        page.write_formula(line, _SCALE_VALUE, mean_formula(parts), self.bold_rate, _number(node.points))
        self.at[node.node.code] = f"{MANAGEMENT}!{cell(line, _SCALE_VALUE, row_abs=True, col_abs=True)}"

    def _scale(self, page: Any, line: int, row: SubScore) -> None:
        words = self.paper.of(row)
        page.write_string(line, 0, row.sub.code, self.text)
        page.write_string(line, 1, clean(row.sub.name), self.text)
        steps = {step.score: step.text for step in row.sub.steps}
        for column, score in enumerate((0, 4, 7, 10), start=2):
            page.write_string(line, column, clean(steps.get(score, "")), self.text)
        if row.state is State.NOT_APPLICABLE:
            page.write_string(line, _SCALE_VALUE, "tidak berlaku", self.words)
        elif row.entry.level is None:
            page.write_blank(line, _SCALE_VALUE, None, self.count)
        else:
            page.write_number(line, _SCALE_VALUE, row.entry.level, self.count)
        page.data_validation(line, _SCALE_VALUE, line, _SCALE_VALUE, {
            "validate": "list", "source": [str(score) for score in sorted(steps)], "error_title": "Nilai",
            "error_message": f"Pilih {', '.join(str(score) for score in sorted(steps))}.",
        })  # fmt: skip
        checked = None if self.paper.verified is None else self.paper.verified.sub(row.sub.code)
        if checked is not None and checked.state is State.SCORED:
            page.write_number(line, _SCALE_VALUE + 1, _number(checked.points), self.rate)
        else:
            page.write_blank(line, _SCALE_VALUE + 1, None, self.text)
        page.write_string(line, _SCALE_VALUE + 2, clean(words.proof), self.words)

    def _recap(self, page: Any) -> list[tuple[str, str, Fraction | None]]:
        """The verdict; returns name, place and score of each service programme for the net."""
        paper, result = self.paper, self.paper.result
        heads = ("Kode", "Upaya dan program", "Nilai", "Kelompok")
        self._top(page, f"PKP {paper.period}", paper.office.puskesmas, heads, (12, 52, 12, 16))
        line = HEAD + 1
        services: list[tuple[str, int]] = []
        programmes: list[tuple[str, str, Fraction | None]] = []
        for upaya in result.upaya:
            is_managed = upaya.node.aspect is Aspect.MANAGEMENT
            for node in (upaya, *upaya.nodes("program")):
                style = self.bold if node is upaya else self.text
                page.write_string(line, 0, node.node.code, style)
                page.write_string(line, 1, clean(node.node.name), style)
                value = node.points if is_managed else node.score
                place = f"={self.at[node.node.code]}"
                page.write_formula(line, 2, place, self.bold_rate if node is upaya else self.figure, _number(value))
                self._group(page, line, value, managed=is_managed)
                if node is upaya and not is_managed:
                    services.append((cell(line, 2), upaya.node.weight))
                elif not is_managed:
                    programmes.append((node.node.name, cell(line, 2, row_abs=True, col_abs=True), node.score))
                line += 1
        for name, parts, value, is_managed in (
            ("Cakupan pelayanan", services, result.service, False),
            ("Manajemen", self.managed, result.management, True),
        ):  # fmt: skip
            page.write_blank(line, 0, None, self.bold)
            page.write_string(line, 1, name, self.bold)
            page.write_formula(line, 2, mean_formula(parts), self.bold_rate, _number(value))
            self._group(page, line, value, managed=is_managed)
            line += 1
        page.write_string(line + 1, 1, f"Pelayanan: {limits(result.bundle.service)}", self.plain)
        page.write_string(line + 2, 1, f"Manajemen: {limits(result.bundle.management)}", self.plain)
        return programmes

    def _group(self, page: Any, line: int, value: Fraction | None, *, managed: bool) -> None:
        groups = self.paper.result.bundle.management if managed else self.paper.result.bundle.service
        at, good, fair = cell(line, 2), float(groups.good), float(groups.fair)
        formula = f'=IF(ISNUMBER({at}),IF({at}>={good!r},"baik",IF({at}>={fair!r},"cukup","kurang")),"")'
        page.write_formula(line, 3, formula, self.text, "" if value is None else groups.of(value).value)

    def _net(self, page: Any, programmes: list[tuple[str, str, Fraction | None]]) -> None:
        """The net as a native chart over references, so that it follows what is typed."""
        self._top(
            page, "Jaring laba-laba", self.paper.period, ("Program", "Capaian", "Cukup", "Baik"), (44, 12, 12, 12)
        )
        groups = self.paper.result.bundle.service
        first = HEAD + 1
        for line, (name, place, value) in enumerate(programmes, start=first):
            page.write_string(line, 0, clean(name), self.text)
            page.write_formula(line, 1, f"={RECAP}!{place}", self.figure, _number(value))
            page.write_number(line, 2, float(groups.fair), self.figure)
            page.write_number(line, 3, float(groups.good), self.figure)
        if len(programmes) < 3:
            return
        last = first + len(programmes) - 1
        chart = self.book.add_chart({"type": "radar", "subtype": "with_markers"})
        looks = (("solid", 2.5, "circle"), ("square_dot", 1.25, "none"), ("dash", 1.25, "none"))
        for column, (dash, width, marker) in enumerate(looks, start=1):
            chart.add_series({
                "name": [NET, HEAD, column], "categories": [NET, first, 0, last, 0],
                "values": [NET, first, column, last, column],
                "line": {"color": "#12171A" if column == 1 else "#5D686E", "width": width, "dash_type": dash},
                "marker": {"type": marker, "size": 6, "fill": {"color": "#12171A"}, "border": {"color": "#12171A"}},
            })  # fmt: skip
        chart.set_y_axis({"min": 0, "max": 100, "major_unit": 20})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 720, "height": 520})
        page.insert_chart(
            HEAD, 5, chart, {"description": "Jaring laba-laba kinerja program; angkanya di tabel sebelah kiri"}
        )


def mean_formula(parts: Sequence[tuple[str, int]]) -> str:
    """The weighted mean of the cells that hold a number; empty when none does."""
    if not parts:
        return '=""'
    if len({weight for _, weight in parts}) == 1:
        return f'=IFERROR(AVERAGE({",".join(place for place, _ in parts)}),"")'
    above = "+".join(f"N({place})*{weight}" for place, weight in parts)
    below = "+".join(f"ISNUMBER({place})*{weight}" for place, weight in parts)
    return f'=IFERROR(({above})/({below}),"")'


def _ring(row: SubScore, real: str) -> str:
    """``IF(H7<20,100,IF(H7<40,75,...))``."""
    bands = row.sub.bands
    assert bands is not None  # noqa: S101 - asked for ring rows only
    less = "<=" if bands.upper_closed else "<"
    text = str(bands.bands[-1].score)
    for band in reversed(bands.bands[:-1]):
        text = f"IF({real}{less}{_number(band.upper)!r},{band.score},{text})"
    return text


def _number(value: Fraction | None) -> float | int | str:
    """A value for a cell: whole where it is whole; nothing is the empty text a formula leaves."""
    if value is None:
        return ""
    return int(value) if value.denominator == 1 else float(value)
