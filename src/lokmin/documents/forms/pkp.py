"""The PKP on paper: the verdict, the table of services in the official columns (domain.md 3.3), management, the net."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lokmin.core.assessment.definitions import Aspect, Group, Groups, Rule
from lokmin.core.assessment.figures import figure, units
from lokmin.core.assessment.pkp import NodeScore, Result, dinkes_points
from lokmin.core.assessment.scores import State, SubScore
from lokmin.core.periods import short_date
from lokmin.documents.figures.radar import LEAST_AXES, Net, net_of
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.pkpnet import net_blocks
from lokmin.documents.forms.pkprecords import PkpPaper, reached_words, target_words
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Margins,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Run,
    Signatures,
    Small,
    Table,
    Text,
    Title,
)  # fmt: skip

#: The official columns in their order; the book has the same heads.
COLUMNS = (
    Column("No", width=16),
    Column("Indikator", share=2.2),
    Column("Target tahun ini (T, %)", width=16, align="right"),
    Column("Satuan sasaran", width=19),
    Column("Total sasaran (S)", width=16, align="right"),
    Column("Target sasaran (T × S)", width=17, align="right"),
    Column("Pencapaian (P)", width=18, align="right"),
    Column("% cakupan riil (P/S × 100)", width=15, align="right"),
    Column("% kinerja sub variabel", width=16, align="right"),
    Column("% kinerja variabel", width=16, align="right"),
    Column("% kinerja program", width=16, align="right"),
    Column("Ketercapaian target tahunan", width=22),
    Column("Analisa akar penyebab masalah", share=1.4),
    Column("Rencana tindak lanjut", share=1.4),
)
SCALE_COLUMNS = (
    Column("No", width=12),
    Column("Jenis variabel", share=1.3),
    Column("Nilai 0", share=0.8),
    Column("Nilai 4", share=1.0),
    Column("Nilai 7", share=1.0),
    Column("Nilai 10", share=1.0),
    Column("Nilai", width=13, align="right"),
    Column("Verifikasi Dinas", width=17, align="right"),
    Column("Bukti", share=1.2),
)
_MARGINS = Margins(top=14, right=12, bottom=14, left=18)


def group_words(group: Group | None) -> str:
    """``Kelompok I (baik)``."""
    return NOTHING if group is None else f"Kelompok {group.roman} ({group.value})"


def pkp(paper: PkpPaper) -> Document:
    """The whole PKP of a year: verdict and recap, net, services, management; signed by the head."""
    title = f"Penilaian Kinerja Puskesmas {paper.period}"
    blocks = [
        *_verdict(paper, title),
        *_net_page(paper),
        *_management(paper),
        PageBreak(),
        *_service(paper),
        Signatures((signature(paper.office.head, f"{paper.office.town}, {short_date(paper.office.day)}"),), right=True),
    ]
    return Document(
        code=f"pkp-{paper.year}",
        title=title,
        blocks=tuple(blocks),
        letterhead=paper.office.letterhead,
        paper=Paper.F4,
        landscape=True,
        margins=_MARGINS,
        footer=f"{title}, {paper.office.puskesmas}",
        base=10,
        author=paper.office.head.name,
    )


def limits(groups: Groups) -> str:
    """``baik ≥ 91; cukup ≥ 81 dan < 91; kurang < 81``."""
    good, fair = figure(groups.good), figure(groups.fair)
    return f"baik ≥ {good}; cukup ≥ {fair} dan < {good}; kurang < {fair}"


def _verdict(paper: PkpPaper, title: str) -> list[Block]:
    result, checked = paper.result, paper.verified
    facts: list[tuple[str, Text]] = [
        ("Cakupan pelayanan", _verdict_words(result.service, result.service_group, "")),
        ("Manajemen", _verdict_words(result.management, result.management_group, " (skala 0–10)")),
        ("Kelompok Puskesmas", f"{group_words(result.group)}: yang terendah dari keduanya"),
        ("Nilai gabungan", f"{figure(result.composite, 2)} (pelayanan dan manajemen × 10)"),
    ]
    if checked is not None:
        words = f"pelayanan {figure(checked.service, 2)}, manajemen {figure(checked.management, 2)}"
        facts.append(("Hasil verifikasi Dinas", f"{words}; {group_words(checked.group)}"))
    lacking = sum(u.leaves - u.settled for u in result.upaya)
    small = [
        f"Susunan: {result.bundle.name}. Sumber: {result.bundle.source}."
        + ("" if result.bundle.confirmed else " Belum dikukuhkan Dinkes."),
        f"Batas pelayanan: {limits(result.bundle.service)}. Dibandingkan sebelum dibulatkan.",
        f"Batas manajemen: {limits(result.bundle.management)}.",
    ]
    if lacking:
        small.insert(0, f"Nilai sementara: {lacking} sub variabel belum diisi; yang kosong tidak dihitung nol.")
    if paper.until < 12:
        small.insert(0, f"Sasaran setahun dinilai {paper.until} dari 12 bagian.")
    if paper.state:
        small.append(paper.state)
    return [
        Title(title.upper(), paper.office.puskesmas),
        Facts(tuple(facts), label_width=44),
        Table(_RECAP, tuple(_recap(paper)), size=8),
        Small(tuple(small)),
        *_differences(paper),
    ]


_DIFFERENCES = (
    Column("Kode", width=18), Column("Sub variabel", share=1.6), Column("Penilaian Puskesmas", width=32, align="right"),
    Column("Verifikasi Dinas", width=32, align="right"), Column("Selisih nilai", width=20, align="right"),
    Column("Alasan", share=1.6),
)  # fmt: skip


def _differences(paper: PkpPaper) -> list[Block]:
    """Each row the Dinkes saw otherwise, with its reason."""
    if paper.verified is None:
        return []
    rows = []
    for own, checked in zip(paper.result.subs(), paper.verified.subs(), strict=True):
        note = paper.of(own).verified_note
        if own.entry == checked.entry and not note:
            continue
        scale = own.sub.rule is Rule.SCALE
        values = [row.points if scale else row.score for row in (own, checked)]
        before, after = values
        gap = figure(None if before is None or after is None else after - before, 1)
        told = [
            figure(value) if scale else f"{figure(value, 1)} ({figure(units(row.entry.achieved))})"
            for value, row in zip(values, (own, checked), strict=True)
        ]
        rows.append(Row((own.sub.code, own.sub.name, *told, gap, note or NOTHING)))
    if not rows:
        return [Small(("Verifikasi Dinas sama dengan penilaian Puskesmas di semua sub variabel.",))]
    return [Heading("Perbedaan penilaian Puskesmas dan verifikasi Dinas"), Table(_DIFFERENCES, tuple(rows), size=8)]


_RECAP = (
    Column("Kode", width=16),
    Column("Upaya dan program"),
    Column("Nilai", width=20, align="right"),
    Column("Verifikasi Dinas", width=24, align="right"),
    Column("Tahun lalu", width=20, align="right"),
    Column("Kelompok", width=40),
    Column("Nilai Dinkes (10/5/0)", width=24, align="right"),
    Column("Terisi", width=24),
)


def _recap(paper: PkpPaper) -> Iterator[Row]:
    for upaya in paper.result.upaya:
        managed = upaya.node.aspect is Aspect.MANAGEMENT
        yield _recap_row(paper, upaya, managed=managed)
        for program in upaya.nodes("program"):
            yield _recap_row(paper, program, managed=managed)


def _recap_row(paper: PkpPaper, node: NodeScore, *, managed: bool) -> Row:
    code = node.node.code
    value = node.points if managed else node.score
    groups = paper.result.bundle.management if managed else paper.result.bundle.service
    group = group_words(None if value is None else groups.of(value))
    points = NOTHING if managed or node.score is None else str(dinkes_points(node.score, paper.result.bundle))
    return Row(
        (
            code, node.node.name, figure(value, 2), _other(paper.verified, code, managed=managed),
            _other(paper.before, code, managed=managed), group, points,
            f"{node.settled} dari {node.leaves}",
        ),
        kind="total" if node.node.level == "upaya" else "body",
    )  # fmt: skip


def _other(result: Result | None, code: str, *, managed: bool) -> str:
    """The score of the same node in another result."""
    if result is None:
        return NOTHING
    for level in ("upaya", "program"):
        for node in result.nodes(level):
            if node.node.code == code:
                return figure(node.points if managed else node.score, 2)
    return NOTHING


def _verdict_words(value: Fraction | None, group: Group | None, scale: str) -> tuple[Run, ...]:
    return (
        Run(figure(value, 2), bold=True),
        Run(f"{scale}, {group_words(group)}" if group else f"{scale} belum dinilai"),
    )


def programme_net(result: Result, before: Result | None = None) -> Net | None:
    """The net of the service programmes in the order of the form; None with fewer than three."""
    found = [p for u in result.upaya if u.node.aspect is Aspect.SERVICE for p in u.nodes("program")]
    if len(found) < LEAST_AXES:
        return None
    old = {} if before is None else {p.node.code: p.score for p in before.nodes("program")}
    net = net_of(
        [p.node.name for p in found], [_float(p.score) for p in found],
        before=[_float(old.get(p.node.code)) for p in found], names=("Capaian", "Target (100)", "Tahun lalu"),
    )  # fmt: skip
    return Net(net.axes, net.reached, net.target, net.before, rings_of(result.bundle.service))


def rings_of(groups: Groups) -> tuple[tuple[float, str], ...]:
    """The named rings of a net: where cukup and where baik begins."""
    return tuple((float(value), figure(value)) for value in (groups.fair, groups.good))


def _net_page(paper: PkpPaper) -> list[Block]:
    """The net of the programmes, then of the villages for each programme they report."""
    net = programme_net(paper.result, paper.before)
    found: list[Block] = []
    if net is not None:
        found += [PageBreak(), *net_blocks(net, "Jaring laba-laba kinerja program")]
    for name, drawn in paper.villages:
        found += [PageBreak(), *net_blocks(drawn, f"Jaring laba-laba {name} menurut desa", "Desa")]
    return found


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _service(paper: PkpPaper) -> list[Block]:
    rows: list[Row] = []
    for upaya in paper.result.upaya:
        if upaya.node.aspect is Aspect.SERVICE:
            rows.append(_node_row(upaya, 10, kind="total"))
            rows += _under(paper, upaya)
    return [Heading("Cakupan pelayanan kesehatan"), Table(COLUMNS, tuple(rows), size=8, breakable=True)]


def _under(paper: PkpPaper, node: NodeScore) -> list[Row]:
    rows: list[Row] = []
    for child in node.children:
        if isinstance(child, SubScore):
            rows.append(_sub_row(paper, child))
        else:
            rows.append(_node_row(child, 9 if child.node.level == "variabel" else 10, kind="total"))
            rows += _under(paper, child)
    return rows


def _node_row(node: NodeScore, column: int, *, kind: str) -> Row:
    cells = [""] * len(COLUMNS)
    cells[0], cells[1], cells[column] = node.node.code, node.node.name, figure(node.score, 1)
    return Row(tuple(cells), kind="total" if kind == "total" else "body")


def _sub_row(paper: PkpPaper, row: SubScore) -> Row:
    words = paper.of(row)
    mark = " (melebihi sasaran)" if row.exceeds else ""
    return Row(
        (
            row.sub.code, row.sub.name, target_words(row, words), row.sub.unit or NOTHING,
            figure(units(row.entry.sasaran)), figure(row.due), figure(units(row.entry.achieved)) + mark,
            figure(row.real, 1), figure(row.score, 1), "", "", reached_words(row), words.cause or NOTHING,
            words.followup or NOTHING,
        )
    )  # fmt: skip


def _management(paper: PkpPaper) -> list[Block]:
    managed = [u for u in paper.result.upaya if u.node.aspect is Aspect.MANAGEMENT]
    if not managed:
        return []
    rows: list[Row] = []
    for upaya in managed:
        for program in upaya.children:
            if isinstance(program, SubScore):
                rows.append(_scale_row(paper, program))
            else:
                rows.append(Row((f"{program.node.code}  {program.node.name}",), kind="group"))
                rows += [_scale_row(paper, row) for row in program.subs()]
    checked = NOTHING if paper.verified is None else figure(paper.verified.management, 2)
    rows.append(Row(("", "Rata-rata", "", "", "", "", figure(paper.result.management, 2), checked, ""), kind="total"))
    return [PageBreak(), Heading("Manajemen Puskesmas"), Table(SCALE_COLUMNS, tuple(rows), size=8, breakable=True),
            Paragraph("Nilai manajemen = rata-rata semua variabel.", small=True)]  # fmt: skip


def _scale_row(paper: PkpPaper, row: SubScore) -> Row:
    steps = {step.score: step.text for step in row.sub.steps}
    checked = None
    if paper.verified is not None:
        found = paper.verified.sub(row.sub.code)
        checked = found.points if found.state is State.SCORED else None
    words = paper.of(row)
    proof = "; ".join(filter(None, (words.proof, words.note)))
    return Row(
        (
            row.sub.code, row.sub.name, *(steps.get(score, NOTHING) for score in (0, 4, 7, 10)), figure(row.points),
            figure(checked), proof or (f"perlu: {row.sub.proof}" if row.sub.proof else NOTHING),
        )
    )  # fmt: skip
