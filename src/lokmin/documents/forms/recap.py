"""Rekap capaian and the PWS table of each indicator, on paper."""

from __future__ import annotations

from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.core.ratios import Ratio
from lokmin.documents.figures.bars import pws_chart
from lokmin.documents.figures.map import village_map
from lokmin.documents.figures.reading import TOTAL_NAME, gap_words
from lokmin.documents.figures.trends import multiples_sheet
from lokmin.documents.forms.parts import (
    STATUS_RULE,
    by_klaster,
    closing_lines,
    foot,
    has_target,
    judged,
    programme_name,
)
from lokmin.documents.forms.records import IndicatorSheet, PackInput
from lokmin.documents.forms.sentences import gap_short, headline, puskesmas_sentence, running_target, yearly_target
from lokmin.documents.forms.words import count, rate
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Margins,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Small,
    Table,
    Text,
    Title,
)  # fmt: skip

KLASTER = {1: "Manajemen", 2: "Ibu dan anak", 3: "Usia dewasa dan lansia", 4: "Penanggulangan penyakit menular",
           5: "Lintas klaster"}  # fmt: skip


def status_text(status: Status) -> Text:
    """The status word with its shape."""
    return (Run(status.value, status=status.value),)


def klaster_name(klaster: int) -> str:
    """``Klaster 2, Ibu dan anak``."""
    name = KLASTER.get(klaster)
    return f"Klaster {klaster}, {name}" if name else f"Klaster {klaster}"


def rekap_table(sheets: tuple[IndicatorSheet, ...], *, limit: int = 0, grouped: bool = True) -> Table:
    """One line per indicator: the Puskesmas figures and how many villages are below or silent.

    ``limit`` cuts the list and says how many are left out; ``grouped`` sets a line above each programme.
    """
    rows: list[Row] = []
    shown = sheets[:limit] if limit else sheets
    if not grouped:
        rows = [_rekap_row(sheet) for sheet in shown]
    for klaster, programme, group in by_klaster(shown) if grouped else ():
        rows.append(Row((f"{klaster_name(klaster)}: {programme_name(programme)}",), kind="group"))
        rows += [_rekap_row(sheet) for sheet in group]
    if len(sheets) > len(shown):
        rows.append(Row((f"{len(sheets) - len(shown)} indikator lain ada di rekap.",), kind="group"))
    columns = (
        Column("Indikator"),
        Column("Kumulatif", width=30),
        Column("Capaian", width=15, align="right"),
        Column("Target berjalan", width=15.5, align="right"),
        Column("Kurang", width=28, align="right"),
        Column("Desa di bawah", width=13, align="right"),
        Column("Belum lapor", width=12, align="right"),
        Column("Status", width=25.5),
    )
    return Table(columns, tuple(rows) or (Row(("Belum ada indikator.",), kind="group"),), size=8.5)


def _rekap_row(sheet: IndicatorSheet) -> Row:
    total = sheet.total
    if total is None:
        return Row((sheet.name, *(["–"] * 6), status_text(Status.NONE)))
    figures = f"{count(total.numerator)} dari {count(total.denominator)}"
    return Row((
        sheet.name, figures, rate(total.ratio), running_target(total), gap_short(total, sheet.people),
        str(len(sheet.below)), str(len(sheet.silent)), status_text(total.status),
    ))  # fmt: skip


def pws_table(sheet: IndicatorSheet, names: dict[str, str], month: Month) -> Table:
    """The table under the PWS chart (domain.md 4.1): cumulative, this month, last month, trend, rank, status."""
    rows = [_pws_row(row, names, sheet.people) for row in sheet.ordered]
    if sheet.total is not None:
        rows.append(_pws_row(sheet.total, names, sheet.people, total=True))
    columns = (
        Column("Desa"),
        Column("Sasaran", width=14.5, align="right"),
        Column("Jumlah", width=12.5, align="right"),
        Column(month.name, width=15, align="right"),
        Column(month.previous.name, width=15, align="right"),
        Column("Kurang", width=18.5, align="right"),
        Column("Kumu- latif %", width=12.5, align="right"),
        Column("Bulan ini %", width=11.5, align="right"),
        Column("Bulan lalu %", width=11.5, align="right"),
        Column("Tren", width=10.5),
        Column("Urut- an", width=9.5, align="right"),
        Column("Status", width=22.5),
    )
    return Table(columns, tuple(rows), size=8)


def _pws_row(row: CoverageRow, names: dict[str, str], people: str, *, total: bool = False) -> Row:
    silent = row.status is Status.NONE
    name = TOTAL_NAME if total else names.get(row.place, row.place)
    return Row((
        name, count(row.denominator), count(row.numerator), count(row.month),
        count(row.last_month), gap_words(row, people, bare=True), "–" if silent else bare_rate(row),
        "–" if silent else month_rate(row), last_month_rate(row), row.trend.value or "–",
        "–" if row.rank is None else str(row.rank), status_text(row.status),
    ), kind="total" if total else "body")  # fmt: skip


def bare_rate(row: CoverageRow) -> str:
    """Cumulative coverage without the unit, for columns whose heading has it."""
    return "–" if row.ratio is None else row.ratio.text()


def month_rate(row: CoverageRow) -> str:
    """Coverage of this month alone, without the unit."""
    return "–" if row.month_ratio is None else row.month_ratio.text()


def last_month_rate(row: CoverageRow) -> str:
    """Coverage of the month before over the yearly sasaran; unknown where the denominator changes every month."""
    if row.last_month is None or not row.denominator or row.month_denominator is not None:
        return "–"
    return Ratio(row.last_month, row.denominator, row.factor).text()


def rekap_pws(pack: PackInput) -> Document:
    """Recap of all indicators, then a page for each: sentence, chart, small multiples, table, map where known."""
    title = f"Rekap Capaian dan PWS sampai {pack.month.label}"
    blocks: list[Block] = [
        Title(title.upper(), pack.puskesmas),
        rekap_table(pack.sheets),
        Small((STATUS_RULE, *closing_lines(pack))),
    ]
    rest = [sheet.short for sheet in pack.sheets if not has_target(sheet)]
    shown = judged(pack.sheets)
    if rest and len(shown) < len(pack.sheets):
        words = "Belum punya target, tabel PWS-nya ada di buku kerja rekap"
        blocks.append(Paragraph(f"{words}: {', '.join(rest)}.", small=True))
    if pack.quality:
        blocks += [Heading("Angka yang perlu ditanyakan"), Items(pack.quality)]
    for sheet in shown:
        blocks += [PageBreak(), *indicator_blocks(pack, sheet)]
    return Document(
        code="rekap-pws",
        title=title,
        blocks=tuple(blocks),
        paper=pack.paper,
        margins=Margins(top=14, right=14, bottom=15, left=20),
        footer=foot(pack, title),
        base=10,
    )


def chart(pack: PackInput, sheet: IndicatorSheet, ident: str = "pws") -> Figure:
    """The PWS chart of an indicator for paper."""
    svg = pws_chart(
        sheet.rows,
        pack.names,
        pack.month,
        indicator=sheet.short,
        people=sheet.people,
        total=sheet.total,
        flow=sheet.adds,
        dress="paper",
        frame="page",
        ident=ident,
    )
    return Figure(alt=headline(sheet, pack.names), svg=svg)


def indicator_blocks(pack: PackInput, sheet: IndicatorSheet) -> list[Block]:
    """One indicator in full."""
    blocks: list[Block] = [
        Heading(headline(sheet, pack.names), level=1),
        Paragraph(f"{sheet.name}. {puskesmas_sentence(sheet)}. Target setahun {yearly_target(sheet.total)}."),
    ]
    if sheet.rows:
        before, now = pack.month.previous.name, pack.month.name
        legend = f"Batang penuh: sampai {before}. Ujung bergaris tepi: {now}. Arsir: belum lengkap."
        if pack.month.month == 1 or not sheet.adds:
            legend = "Arsir: belum lengkap."
        blocks += [
            Paragraph(f"{legend} Persen dari {sheet.over or 'sasaran'}.", small=True, keep_next=True),
            chart(pack, sheet),
            pws_table(sheet, pack.names, pack.month),
        ]
        blocks += _year(pack, sheet)
        if pack.boundaries:
            art = village_map(
                pack.boundaries, sheet.rows, pack.names, indicator=sheet.short, people=sheet.people, dress="paper"
            )
            blocks.append(Figure(alt=f"Peta {sheet.short}", svg=art, width=150))
    return blocks


def _year(pack: PackInput, sheet: IndicatorSheet) -> list[Block]:
    """The year of every village as small multiples, where it can be drawn."""
    drawn = [course for row in sheet.ordered if (course := sheet.course(row)) is not None]
    if not drawn:
        return []
    unit = "persen" if sheet.monthly and drawn[0].factor == 100 else sheet.people
    svg = multiples_sheet(drawn, pack.names, people=unit, flow=sheet.adds, pro_rata=sheet.grows, columns=5)
    words = f"Jalannya {sheet.short} dari Januari menurut desa"
    return [Heading("Jalannya dari Januari", level=3), Figure(alt=words, svg=svg)]
