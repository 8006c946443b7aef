"""ABK Kes as a workbook: every step a live formula on the cells above it, so that an office can go on from it."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import xlsxwriter

from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Abk
from lokmin.core.workload.result import Outcome, Result
from lokmin.documents.forms.staffing import heads, lines
from lokmin.documents.render.plain import clean

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_WKT = "WKT!$C$16"


def abk_workbook(result: Result, names: Mapping[str, str], *, made: dt.datetime, office: str) -> bytes:
    """The whole analysis as .xlsx bytes, equal for equal input.

    Sheets: WKT, one for each profession, ``Per orang``, ``Rekap``, ``Standar``. Yellow cells may be changed; everything
    else follows. Kept values are those of the program, so that viewers that do not compute show the same.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    title = f"ABK Kes {result.inputs.year}"
    book.set_properties({"title": title, "author": "Lokmin", "company": office, "created": created})
    writer = _Book(book, result, office)
    writer.time()
    for outcome in result.outcomes:
        if outcome.group.tasks:
            writer.profession(outcome)
    writer.people()
    writer.recap()
    writer.staffing(names)
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, result: Result, office: str) -> None:
        self.book, self.result, self.office = book, result, office
        base = {"font_name": "Arial", "font_size": 10, "valign": "top", "border": 1, "border_color": "#C5CDD1"}

        def make(**more: Any) -> Any:
            return book.add_format({**base, **more})

        self.title = book.add_format({"font_name": "Arial", "bold": True, "font_size": 14})
        self.plain = book.add_format({"font_name": "Arial", "font_size": 10})
        self.bold = book.add_format({"font_name": "Arial", "font_size": 10, "bold": True})
        self.head = make(bold=True, text_wrap=True, valign="vcenter", bg_color="#F2F5F6")
        self.text, self.wrap = make(), make(text_wrap=True)
        self.whole, self.two = make(num_format="#,##0"), make(num_format="#,##0.00")
        self.four = make(num_format="#,##0.0000")
        self.percent = make(num_format='0.0" %"')
        self.entry = make(num_format="#,##0.######", bg_color="#FFF9E5", locked=False)
        self.sum_text, self.sum4 = make(bold=True, top=2), make(bold=True, top=2, num_format="#,##0.0000")
        self.sum0 = make(bold=True, top=2, num_format="#,##0")
        #: Profession -> sheet, and where its JKT, FTP, STP, need, rounded and have stand.
        self.at: dict[str, dict[str, str]] = {}
        self.taken: set[str] = set()

    def page(self, name: str, title: str, widths: tuple[float, ...], *, landscape: bool = True) -> Any:
        wanted = _FORBIDDEN.sub(" ", clean(name))[:28].strip() or "Lembar"
        sheet, n = wanted, 2
        while sheet.casefold() in self.taken:
            sheet, n = f"{wanted} {n}", n + 1
        self.taken.add(sheet.casefold())
        page = self.book.add_worksheet(sheet)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.write_string(0, 0, clean(title), self.title)
        page.write_string(1, 0, clean(f"{self.office}, tahun {self.result.inputs.year}"), self.plain)
        if landscape:
            page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L{clean(title).replace('&', '&&')}&R&P/&N")
        return page

    def heads(self, page: Any, line: int, names: tuple[str, ...]) -> None:
        for column, name in enumerate(names):
            page.write_string(line, column, name, self.head)
        page.repeat_rows(line)

    def time(self) -> None:
        """Table A to G; C16 holds the minutes that every other sheet uses."""
        t = self.result.inputs.time
        page = self.page("WKT", "Waktu kerja tersedia (WKT)", (8, 44, 16, 16, 46), landscape=False)
        self.heads(page, 2, ("Kode", "Faktor", "Nilai", "Satuan", "Cara menghitung"))
        rows: tuple[tuple[str, str, Any, str, str], ...] = (
            ("", "Hari kerja seminggu", t.week, "hari/minggu", "5 atau 6"),
            ("A", "Hari kerja", ("=52*C4", t.year_days), "hari/tahun", "52 × hari kerja seminggu"),
            ("B", "Cuti pegawai", t.leave, "hari/tahun", ""),
            ("C", "Libur nasional dan cuti bersama", t.holidays, "hari/tahun", "menurut kalender tahunnya"),
            ("D", "Pelatihan", t.training, "hari/tahun", ""),
            ("E", "Absen (sakit dan lain-lain)", t.absence, "hari/tahun", ""),
            ("F", "Waktu kerja dalam seminggu", t.week_minutes / 60, "jam/minggu", ""),
            ("", "Bagian jam kerja efektif", t.effective_bp / 100, "persen", ""),
            ("G", "Jam kerja efektif", ("=C10*C11/100", t.effective_week / 60), "jam/minggu", "persen × F"),
            ("HK", "Hari kerja tersedia", ("=C5-SUM(C6:C9)", t.days), "hari/tahun", "A − (B + C + D + E)"),
            ("WKT", "Waktu kerja tersedia", ("=C13*C12/C4*60", t.computed), "menit/tahun", "HK × G : hari × 60"),
            ("", "Menurut Permenkes 33/2015", t.regulated, "menit/tahun", "1.200 jam"),
            ("", "Yang dipakai", ("=IF(C17=1,C15,C14)", t.minutes), "menit/tahun", "dipakai semua lembar lain"),
            ("", "Memakai angka peraturan (1 ya, 0 tidak)", int(t.regulation), "", ""),
        )
        for line, (code, factor, value, unit, how) in enumerate(rows, start=3):
            page.write_string(line, 0, code, self.text)
            page.write_string(line, 1, factor, self.text)
            if isinstance(value, tuple):
                page.write_formula(line, 2, value[0], self.two, float(value[1]))
            else:
                page.write_number(line, 2, value, self.entry)
            page.write_string(line, 3, unit, self.text)
            page.write_string(line, 4, how, self.text)
        page.write_string(18, 0, clean(f"Sumber: {t.source}" if t.source else ""), self.plain)

    def profession(self, outcome: Outcome) -> None:
        """Steps 3 to 6 of one profession."""
        abk = outcome.abk
        page = self.page(outcome.name, f"ABK {outcome.name}", (5, 48, 14, 14, 18, 16, 16, 40))
        sheet = f"'{page.get_name()}'!"
        self.heads(page, 3, (
            "No", "Tugas pokok (kegiatan)", "Satuan", "Norma waktu (menit)", "SBK (per orang per tahun)",
            "Capaian setahun", "Kebutuhan SDMK", "Sumber angka",
        ))  # fmt: skip
        line = 4
        for n, main in enumerate(abk.main, start=1):
            self._names(page, line, n, main.task.activity, main.task.unit, main.task.source)
            self._entry(page, line, 3, main.task.norm)
            self._entry(page, line, 5, main.task.volume)
            row = line + 1
            self._formula(page, line, 4, f'=IF(N(D{row})=0,"",{_WKT}/D{row})', self.two, main.sbk)
            self._formula(page, line, 6, f'=IF(OR(E{row}="",F{row}=""),"",F{row}/E{row})', self.four, main.need)
            line += 1
        page.write_string(line, 1, "Jumlah kebutuhan tugas pokok (JKT)", self.sum_text)
        self._formula(page, line, 6, f"=SUM(G5:G{line})" if abk.main else "=0", self.sum4, abk.jkt)
        jkt = f"$G${line + 1}"
        line += 2
        for column, name in enumerate(("No", "Tugas penunjang (kegiatan)", "Satuan", "Waktu (menit)", "Menit setahun",
                                       "Kali setahun", "% dari WKT", "Sumber angka")):  # fmt: skip
            page.write_string(line, column, name, self.head)
        first = line + 2
        line += 1
        for n, aside in enumerate(abk.support, start=1):
            self._names(page, line, n, aside.task.activity, aside.task.unit, aside.task.source)
            self._entry(page, line, 3, aside.task.norm)
            self._entry(page, line, 5, aside.task.volume)
            row = line + 1
            self._formula(page, line, 4, f'=IF(OR(D{row}="",F{row}=""),"",D{row}*F{row})', self.two, aside.minutes)
            self._formula(page, line, 6, f'=IF(E{row}="","",E{row}/{_WKT}*100)', self.four, aside.percent)
            line += 1
        page.write_string(line, 1, "Faktor tugas penunjang (FTP), %", self.sum_text)
        self._formula(page, line, 6, f"=SUM(G{first}:G{line})" if abk.support else "=0", self.sum4, abk.ftp)
        ftp = f"$G${line + 1}"
        stp, need = f"G{line + 2}", f"G{line + 3}"
        results: tuple[tuple[str, str, Any, Fraction | int | None], ...] = (
            ("Standar tugas penunjang (STP)", f'=IF({ftp}>=100,"",1/(1-{ftp}/100))', self.sum4, abk.stp),
            ("Kebutuhan = JKT × STP", f'=IF(OR({stp}="",{self._empty(abk)}),"",{jkt}*{stp})', self.sum4, abk.need),
            ("Dibulatkan (0,5 ke atas)", f'=IF({need}="","",ROUND({need},0))', self.sum0, abk.rounded),
        )
        for words, formula, style, value in results:
            line += 1
            page.write_string(line, 1, words, self.sum_text)
            self._formula(page, line, 6, formula, style, value)
        line += 1
        page.write_string(line, 1, "Yang ada", self.sum_text)
        page.write_number(line, 6, abk.have, self.entry)
        page.write_string(line + 1, 1, "Selisih (kebutuhan − yang ada)", self.sum_text)
        self._formula(page, line + 1, 6, f'=IF(G{line}="","",G{line}-G{line + 1})', self.sum0, abk.gap)
        self.at[outcome.code] = {
            "jkt": f"{sheet}{jkt}", "ftp": f"{sheet}{ftp}", "stp": f"{sheet}$G${line - 2}",
            "need": f"{sheet}$G${line - 1}",
            "rounded": f"{sheet}$G${line}", "have": f"{sheet}$G${line + 1}", "gap": f"{sheet}$G${line + 2}",
        }  # fmt: skip
        page.freeze_panes(4, 2)

    @staticmethod
    def _empty(abk: Abk) -> str:
        """Nothing to go by: none of the tugas pokok is counted."""
        return f"COUNT(G5:G{4 + len(abk.main)})=0" if abk.main else "TRUE"

    def _names(self, page: Any, line: int, n: int, activity: str, unit: str, source: str) -> None:
        page.write_number(line, 0, n, self.whole)
        page.write_string(line, 1, clean(activity), self.wrap)
        page.write_string(line, 2, clean(unit), self.text)
        page.write_string(line, 7, clean(source), self.wrap)

    def _entry(self, page: Any, line: int, column: int, micro: int | None) -> None:
        if micro is None:
            page.write_blank(line, column, None, self.entry)
        else:
            page.write_number(line, column, micro / MICRO, self.entry)

    @staticmethod
    def _formula(page: Any, line: int, column: int, formula: str, style: Any, value: Fraction | int | None) -> None:
        page.write_formula(line, column, formula, style, "" if value is None else float(value))

    def people(self) -> None:
        """A row for each part of a task somebody does, then the sum of each person over it."""
        page = self.page("Per orang", "Beban kerja tiap orang", (5, 34, 30, 16, 16, 16, 18, 14, 16))
        self.heads(page, 3, (
            "No", "Nama", "Jenis SDMK", "Bagian waktu kerja (%)", "Tugas pokok (menit)", "Tugas penunjang (menit)",
            "Waktu tersedia (menit)", "Beban kerja (%)", "Penilaian",
        ))  # fmt: skip
        detail = self.page("Rincian orang", "Siapa mengerjakan apa", (5, 34, 30, 12, 48, 14, 16))
        self.heads(detail, 3, ("No", "Nama", "Jenis SDMK", "Jenis tugas", "Kegiatan", "Bagian (%)", "Menit setahun"))
        rule = self.result.inputs.rule
        own, last = 4, self._details(detail)
        for number, (outcome, person) in enumerate(self.result.people, start=1):
            row = own + 1
            page.write_number(own, 0, number, self.whole)
            page.write_string(own, 1, clean(person.worker.name), self.text)
            page.write_string(own, 2, clean(outcome.name), self.text)
            page.write_number(own, 3, person.worker.permille / 10, self.entry)
            for column, kind, value in ((4, "pokok", person.main), (5, "penunjang", person.support)):
                who, which, minutes = (f"'Rincian orang'!${c}$5:${c}${last}" for c in "ADG")
                formula = f'=SUMIFS({minutes},{who},$A{row},{which},"{kind}")'
                self._formula(page, own, column, formula, self.whole, value)
            self._formula(page, own, 6, f"={_WKT}*D{row}/100", self.whole, person.available)
            self._formula(page, own, 7, f"=(E{row}+F{row})/G{row}*100", self.percent, person.percent)
            words = (f'=IF(E{row}+F{row}=0,"belum dihitung",IF(H{row}<{rule.light_bp / 100},"longgar",'
                     f'IF(H{row}>{rule.heavy_bp / 100},"berlebih","sesuai")))')  # fmt: skip
            page.write_formula(own, 8, words, self.text, person.load.value)
            own += 1
        page.freeze_panes(4, 2)
        page.autofilter(3, 0, max(own - 1, 4), 8)

    def _details(self, page: Any) -> int:
        """Every part of a task somebody does; returns the last line, counted as Excel does."""
        line = 4
        for number, (outcome, person) in enumerate(self.result.people, start=1):
            for part in person.tasks:
                # The number and not the name says whose it is: two people may be called alike.
                page.write_number(line, 0, number, self.whole)
                page.write_string(line, 1, clean(person.worker.name), self.text)
                page.write_string(line, 2, clean(outcome.name), self.text)
                page.write_string(line, 3, part.task.kind.value, self.text)
                page.write_string(line, 4, clean(part.task.activity), self.wrap)
                page.write_number(line, 5, float(part.permille / 10), self.two)
                self._formula(page, line, 6, self._source(outcome, part.task.key, line + 1), self.two, part.minutes)
                line += 1
        page.freeze_panes(4, 2)
        page.autofilter(3, 0, max(line - 1, 4), 6)
        return max(line, 5)

    def _source(self, outcome: Outcome, key: str, row: int) -> str:
        """Norm x volume on the sheet of the profession, times the part."""
        abk = outcome.abk
        sheet = self.at[outcome.code]["jkt"].split("!")[0]
        main = [m.task.key for m in abk.main]
        aside = [s.task.key for s in abk.support]
        at = 5 + main.index(key) if key in main else 5 + len(main) + 3 + aside.index(key)
        return f"={sheet}!$D${at}*{sheet}!$F${at}*F{row}/100"

    def recap(self) -> None:
        """Every profession, its figures taken from its own sheet."""
        page = self.page("Rekap", "Rekapitulasi kebutuhan SDMK", (5, 38, 12, 12, 12, 14, 12, 10, 10))
        self.heads(
            page, 3, ("No", "Jenis SDMK", "JKT", "FTP (%)", "STP", "Kebutuhan", "Dibulatkan", "Yang ada", "Selisih")
        )
        line = 4
        for number, outcome in enumerate(self.result.outcomes, start=1):
            abk, at = outcome.abk, self.at.get(outcome.code)
            page.write_number(line, 0, number, self.whole)
            page.write_string(line, 1, clean(outcome.name), self.text)
            values = (("jkt", abk.jkt, self.four), ("ftp", abk.ftp, self.two), ("stp", abk.stp, self.four),
                      ("need", abk.need, self.four), ("rounded", abk.rounded, self.whole),
                      ("have", abk.have, self.whole), ("gap", abk.gap, self.whole))  # fmt: skip
            for column, (name, value, style) in enumerate(values, start=2):
                if at is not None:
                    self._formula(page, line, column, f"={at[name]}", style, value)
                elif name == "have":
                    page.write_number(line, column, abk.have, style)
                else:
                    page.write_blank(line, column, None, style)
            line += 1
        page.write_string(line, 1, "Jumlah", self.sum_text)
        totals = (("G", 6, self.result.need), ("H", 7, sum(o.abk.have for o in self.result.outcomes)))
        for letter, column, value in totals:
            self._formula(page, line, column, f"=SUM({letter}5:{letter}{max(line, 5)})", self.sum0, value)
        page.write_string(line + 2, 1, clean(f"{self.result.sentence}."), self.bold)
        page.freeze_panes(4, 2)

    def staffing(self, names: Mapping[str, str]) -> None:
        """ABK and standard beside those who are there."""
        result = self.result
        titles = heads(result, names)
        page = self.page("Standar", "Kebutuhan tenaga: ABK dan standar", (5, 44, *(13 for _ in titles[2:-1]), 24))
        self.heads(page, 3, titles)
        statuses = len(result.staffing.statuses)
        have = 4 + statuses
        for line, row in enumerate(lines(result, names), start=4):
            for column, value in enumerate(row):
                if column == have and statuses:
                    first, last = _letter(4), _letter(have - 1)
                    formula = f"=SUM({first}{line + 1}:{last}{line + 1})"
                    page.write_formula(line, column, formula, self.whole, value)
                elif value is None:
                    page.write_blank(line, column, None, self.whole)
                elif isinstance(value, int):
                    page.write_number(line, column, value, self.whole)
                else:
                    page.write_string(line, column, clean(value), self.wrap)
        end = 4 + len(result.staffing.lines)
        standard = result.inputs.standard
        note = f"{result.staffing.verdict.value}. Standar: {standard.words}."
        page.write_string(end + 1, 1, clean(note), self.plain)
        page.freeze_panes(4, 2)


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else f"A{chr(ord('A') + column - 26)}"


