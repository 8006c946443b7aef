"""SMD on paper: the questionnaire a kader fills in by hand, the tabulation, and problems with potentials."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.community.instrument import Instrument, Kind, Question
from lokmin.core.community.problems import VillageProblem
from lokmin.core.community.tabulation import QuestionTable, SmdRule, Tabulation, base_words, number_words
from lokmin.documents.figures.answers import answers_chart
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.smdparts import NO, VillagePaper, dots, tight, upright
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Items,
    Paragraph,
    Row,
    Small,
    Table,
    Title,
)  # fmt: skip

#: A box every printer and every font has; its blanks never break.
_BOX = "[\u00a0\u00a0\u00a0]"
#: More units than this do not fit beside one another; the table of units is then left to the workbook.
_MOST_UNITS = 8


def questionnaire(instrument: Instrument, about: VillagePaper) -> Document:
    """The blank questionnaire for one household: large, boxes to tick, no name anywhere."""
    blocks: list[Block] = [
        Title("SURVEI MAWAS DIRI", about.under),
        Facts((
            ("Dusun/RW/RT", f"{dots(34)}   Nomor urut rumah tangga {dots(10)}"),
            ("Tanggal", f"{dots(22)}   Pewawancara (kader) {dots(26)}"),
        ), label_width=30),
        Paragraph("Jangan tulis nama siapa pun. Tulis v di satu kotak. Yang tidak dijawab dikosongkan.",
                  keep_next=True),
    ]  # fmt: skip
    for topic in instrument.topics:
        rows = tuple(Row((q.code, q.text, _boxes(q))) for q in instrument.of_topic(topic))
        columns = (Column("No", width=12), Column("Pertanyaan", share=1.25), Column("Jawaban"))
        blocks += [Heading(f"{topic.code}. {topic.name}"), Table(columns, rows, size=11, row_height=9)]
    blocks.append(Small((f"{instrument.name}. {instrument.source}",)))
    return upright("smd-kuesioner", "Kuesioner SMD", blocks, about, signed=False, base=11.5, head=False)


def _boxes(question: Question) -> str:
    if question.kind is Kind.NUMBER:
        lines = [f"{dots(14)} {question.unit}".rstrip()]
    elif question.kind is Kind.YES_NO:
        lines = [f"{_BOX} ya     {_BOX} tidak"]
    else:
        lines = [f"{_BOX} {letter}. {question.option_name(letter)}" for letter in question.options]
    return "\n".join([*lines, *([f"{_BOX} {question.unless}"] if question.unless else [])])


def tabulation_paper(
    tabulation: Tabulation, instrument: Instrument, rule: SmdRule, about: VillagePaper, *, when: str = ""
) -> Document:
    """Every question with its answers counted, the chart, and the answers of problems per RT/RW."""
    units = ", ".join(f"{name} {count}" for name, count in tabulation.units)
    facts = (
        ("Rumah tangga", f"{tabulation.households} menjawab" + (f" ({units})" if units else "")),
        ("Waktu", when or NOTHING),
        ("Kuesioner", instrument.name),
    )
    blocks: list[Block] = [Title("TABULASI SURVEI MAWAS DIRI", about.under), Facts(facts)]
    if tabulation.households:
        chart = answers_chart(tabulation, rule, title="Jawaban yang menunjukkan masalah", dress="paper", width=880)
        blocks += [Figure("Rumah tangga yang menunjukkan masalah, dengan batasnya", svg=chart,
                          caption="Isi penuh: mencapai batas (garis tegak). Arsir: jawaban sedikit.")]  # fmt: skip
    rows: list[Row] = []
    tables = {t.question.code: t for t in tabulation.questions}
    for topic in instrument.topics:
        rows.append(Row((f"{topic.code}. {topic.name}",), kind="group"))
        rows += [_counted(tables[q.code]) for q in instrument.of_topic(topic) if q.code in tables]
    columns = (
        Column("No", width=11), Column("Pertanyaan", share=1.3), Column("Jawaban", share=1.4),
        Column("Dasar", width=36), Column("Masalah", width=30),
    )  # fmt: skip
    blocks += [Heading("Jawaban"), Table(columns, tuple(rows), size=9)]
    blocks += _per_unit(tabulation, rule)
    small = (
        f"Persentase dihitung dari yang menjawab. Kurang dari {rule.small} jawaban: tanda * (jawaban sedikit). "
        "Kosong dan tidak berlaku tidak dihitung sebagai “tidak”."
    )
    blocks.append(Small((small,)))
    return upright("smd-tabulasi", "Tabulasi SMD", blocks, about)


def _counted(table: QuestionTable) -> Row:
    question, tally = table.question, table.whole
    if question.kind is Kind.NUMBER:
        words = number_words(tally, question.unit)
    else:
        pairs = zip(question.options, tally.counts, strict=True)
        words = "\n".join(f"{question.option_name(o)}: {n} ({tally.percent(n)})" for o, n in pairs)
    shown = f"{tally.bad} ({tally.percent(tally.bad)})" if question.tells and tally.answered else NOTHING
    return Row((question.code, question.text, words, base_words(tally), shown))


def _per_unit(tabulation: Tabulation, rule: SmdRule) -> list[Block]:
    if not 1 < len(tabulation.units) <= _MOST_UNITS:
        return []
    columns = (
        Column("No", width=11), Column("Masalah", share=1.6),
        *(Column(name, share=0.6, align="right") for name, _ in tabulation.units),
    )  # fmt: skip
    rows = tuple(
        Row((
            t.question.code, t.question.problem,
            *(f"{u.bad}/{u.answered}{'*' if u.is_small(rule) else ''}" if u.answered else NOTHING for _, u in t.units),
        ))
        for t in tabulation.questions if t.question.tells
    )  # fmt: skip
    return [Heading("Menurut RT/RW atau dusun"), Table(columns, rows, size=9)] if rows else []


def findings_paper(
    problems: Sequence[VillageProblem], potentials: Sequence[tuple[str, str]], about: VillagePaper, *,
    feedback: str = "",
) -> Document:  # fmt: skip
    """The village's problems in its own order, its potentials (kind, text), and how the community was told."""
    rows = tuple(
        Row((
            str(p.place or n), f"{p.words[:1].upper()}{p.words[1:]}", tight(p.figure) or "disampaikan warga",
            p.where or NOTHING, "" if p.votes is None else str(p.votes),
        ))
        for n, p in enumerate(problems, start=1)
    )  # fmt: skip
    columns = (
        NO, Column("Masalah", share=1.4), Column("Besarnya", share=1.1), Column("Terbanyak di", width=34),
        Column("Suara", width=16, align="right"),
    )  # fmt: skip
    empty = (Row(("Belum ada masalah yang dipilih.",), kind="group"),)
    blocks: list[Block] = [
        Title("MASALAH DAN POTENSI DESA", about.under),
        Heading("Masalah menurut urutan warga"),
        Table(columns, rows or empty, size=10),
        Heading("Potensi"),
        Items(tuple(f"{kind}: {text}" if kind else text for kind, text in potentials)) if potentials
        else Paragraph("Belum ditulis."),
        Heading("Umpan balik kepada masyarakat"),
        Paragraph(feedback or "Belum disampaikan."),
    ]  # fmt: skip
    return upright("smd-masalah-potensi", "Masalah dan potensi", blocks, about)
