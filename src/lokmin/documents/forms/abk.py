"""ABK Kes on paper: the six steps with all their tables, per profession and per person (Permenkes 33/2015)."""

from __future__ import annotations

from fractions import Fraction

from lokmin.core.workload.abk import Abk
from lokmin.core.workload.exact import fixed, of_micro, written
from lokmin.core.workload.persons import Loads
from lokmin.core.workload.result import Outcome, Result
from lokmin.core.workload.wkt import WorkTime
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    Title,
)

NOTHING = "–"
_WKT = (
    Column("Kode", width=16), Column("Faktor", share=2), Column("Nilai", width=30, align="right"),
    Column("Satuan", width=34), Column("Cara menghitung", share=1.4),
)  # fmt: skip
_MAIN = (
    Column("No", width=10, align="right"), Column("Tugas pokok (kegiatan)", share=2.4), Column("Satuan", width=30),
    Column("Norma waktu (menit)", width=28, align="right"),
    Column("SBK (per orang per tahun)", width=34, align="right"),
    Column("Capaian setahun", width=30, align="right"), Column("Kebutuhan SDMK", width=28, align="right"),
    Column("Sumber angka", share=1.5),
)  # fmt: skip
_SUPPORT = (
    Column("No", width=10, align="right"), Column("Tugas penunjang (kegiatan)", share=2.4), Column("Satuan", width=30),
    Column("Waktu (menit)", width=28, align="right"), Column("Kali setahun", width=30, align="right"),
    Column("Menit setahun", width=34, align="right"), Column("% dari WKT", width=28, align="right"),
    Column("Sumber angka", share=1.5),
)  # fmt: skip
_PEOPLE = (
    Column("No", width=10, align="right"), Column("Nama", share=2),
    Column("Tugas pokok (menit)", width=36, align="right"),
    Column("Tugas penunjang (menit)", width=40, align="right"), Column("Jumlah (menit)", width=34, align="right"),
    Column("Waktu tersedia (menit)", width=38, align="right"), Column("Beban kerja", width=26, align="right"),
    Column("Penilaian", width=30),
)  # fmt: skip
_RECAP = (
    Column("No", width=10, align="right"), Column("Jenis SDMK", share=2), Column("JKT", width=24, align="right"),
    Column("FTP (%)", width=24, align="right"), Column("STP", width=24, align="right"),
    Column("Kebutuhan (JKT × STP)", width=34, align="right"), Column("Dibulatkan", width=24, align="right"),
    Column("Yang ada", width=22, align="right"), Column("Selisih", width=22, align="right"),
    Column("Beban rata-rata", width=30, align="right"),
)  # fmt: skip


def four(value: Fraction | None) -> str:
    """A fraction with its four decimals, also where they are zeros: ``0,1600``."""
    return fixed(value)


def abk_paper(result: Result, by: Office, *, version: str = "") -> Document:
    """The whole analysis, landscape; ``version`` says which one was agreed, and why."""
    year = result.inputs.year
    title = f"Analisis Beban Kerja Kesehatan Tahun {year}"
    blocks: list[Block] = [
        Title(title.upper(), by.puskesmas),
        *([Paragraph(version, align="center", small=True)] if version else []),
        Heading("Langkah 1. Fasyankes dan jenis SDMK"),
        Facts((("Fasyankes", by.puskesmas), ("Jenis SDMK", _kinds(result)))),
        Heading("Langkah 2. Waktu kerja tersedia (WKT)"),
        *_time(result.inputs.time),
        PageBreak(),
        *_recap(result),
    ]
    for outcome in result.outcomes:
        if outcome.group.tasks:
            blocks += [PageBreak(), *_profession(outcome)]
    blocks += [PageBreak(), *_everybody(result)]
    return landscape("abk", title, blocks, by)


def _kinds(result: Result) -> str:
    return ", ".join(f"{o.name.lower()} ({len(o.group.workers)})" for o in result.outcomes) or NOTHING


def _time(time: WorkTime) -> list[Block]:
    rows = tuple(Row((r.code, r.factor, r.text, r.unit, r.how)) for r in time.rows()[:-1])
    used = Row(("", "Yang dipakai", written(time.minutes), "menit/tahun", time.basis), "total")
    source = f" Sumber: {time.source}." if time.source else ""
    return [
        Table(_WKT, (*rows, used), size=9),
        Paragraph(f"Hasil hitungan tabel {written(time.computed)} menit; menurut peraturan {written(time.regulated)} "
                  f"menit.{source}", small=True),
    ]  # fmt: skip


def _profession(outcome: Outcome) -> list[Block]:
    abk = outcome.abk
    blocks: list[Block] = [Heading(outcome.name, 1), Heading("Langkah 3 dan 4. Beban kerja, norma waktu, dan SBK")]
    main = tuple(
        Row(
            (
                str(n), line.task.activity, line.task.unit or NOTHING, _micro(line.task.norm), written(line.sbk, 2),
                _micro(line.task.volume), four(line.need), line.task.source or NOTHING,
            )
        )
        for n, line in enumerate(abk.main, start=1)
    )  # fmt: skip
    total = Row(("", "Jumlah kebutuhan tugas pokok (JKT)", "", "", "", "", four(abk.known_jkt), ""), "total")
    empty = (Row(("Belum ada tugas pokok.",), kind="group"),)
    blocks.append(Table(_MAIN, (*main, total) if main else empty, size=8.5))
    blocks.append(Heading("Langkah 5. Standar tugas penunjang (STP)"))
    support = tuple(
        Row(
            (
                str(n), line.task.activity, line.task.unit or NOTHING, _micro(line.task.norm), _micro(line.task.volume),
                written(line.minutes, 2), four(line.percent), line.task.source or NOTHING,
            )
        )
        for n, line in enumerate(abk.support, start=1)
    )  # fmt: skip
    ftp = Row(("", "Faktor tugas penunjang (FTP)", "", "", "", "", four(abk.ftp), ""), "total")
    none = (Row(("Belum ada tugas penunjang.",), kind="group"),)
    blocks.append(Table(_SUPPORT, (*support, ftp) if support else none, size=8.5))
    blocks.append(Paragraph(_stp(abk), small=True))
    blocks += [Heading("Langkah 6. Kebutuhan SDMK"), Paragraph(_need(abk)), *_notes(outcome)]
    return [*blocks, *_people(outcome.loads)]


def _stp(abk: Abk) -> str:
    if abk.stp is None:
        return abk.refusal
    return f"STP = 1 / (1 − FTP/100) = 1 / (1 − {four(abk.ftp / 100)}) = {four(abk.stp)}"


def _need(abk: Abk) -> Text:
    if abk.need is None or abk.stp is None:
        return (Run(abk.sentence, bold=True),)
    sum_ = f"Kebutuhan = JKT × STP = {four(abk.jkt)} × {four(abk.stp)} = {four(abk.need)}, dibulatkan "
    gap = f"; selisih {_signed(abk.gap)}" if abk.gap is not None else ""
    return (Run(sum_), Run(f"{abk.rounded} orang", bold=True), Run(f". Yang ada {abk.have} orang{gap}."))


def _notes(outcome: Outcome) -> list[Block]:
    found = [*outcome.abk.warnings, *((outcome.fault,) if outcome.fault else ())]
    return [Paragraph(f"Catatan: {words}", small=True) for words in found]


def _people(loads: Loads) -> list[Block]:
    if not loads.people:
        return []
    rows = tuple(
        Row(
            (
                str(n), p.worker.name, written(p.main, 0), written(p.support, 0), written(p.minutes, 0),
                written(p.available, 0), f"{written(p.percent, 1)} %", p.load.value,
            )
        )
        for n, p in enumerate(loads.people, start=1)
    )  # fmt: skip
    blocks: list[Block] = [Heading("Beban kerja tiap orang"), Table(_PEOPLE, rows, size=8.5)]
    if loads.undivided:
        words = "; ".join(f"{t.task.activity} {written(t.minutes, 0)} menit" for t in loads.undivided)
        blocks.append(Paragraph(f"Belum dibagi: {words}.", small=True))
    return blocks


def _recap(result: Result) -> list[Block]:
    rows = []
    for n, o in enumerate(result.outcomes, start=1):
        average = o.loads.average
        rows.append(
            Row(
                (
                    str(n), o.name, four(o.abk.known_jkt), written(o.abk.ftp, 2), four(o.abk.stp), four(o.abk.need),
                    str(o.abk.rounded) if o.abk.rounded is not None else NOTHING, str(o.abk.have), _signed(o.abk.gap),
                    f"{written(average, 0)} %" if average is not None else NOTHING,
                )
            )
        )  # fmt: skip
    have = sum(o.abk.have for o in result.outcomes)
    total = Row(("", "Jumlah", "", "", "", "", str(result.need), str(have), "", ""), "total")
    return [
        Heading("Rekapitulasi kebutuhan SDMK"), Paragraph(f"{result.sentence}."),
        Table(_RECAP, (*rows, total), size=8.5),
        Paragraph("Selisih = kebutuhan − yang ada; di atas nol berarti kurang. Kebutuhan kosong: norma atau capaian "
                  "belum diisi.", small=True),
    ]  # fmt: skip


def _everybody(result: Result) -> list[Block]:
    columns = (_PEOPLE[0], _PEOPLE[1], Column("Jenis SDMK", share=1.4), *_PEOPLE[2:])
    found = [(o, p) for o in result.outcomes for p in o.loads.people]
    rows = tuple(
        Row(
            (
                str(n), p.worker.name, o.name, written(p.main, 0), written(p.support, 0), written(p.minutes, 0),
                written(p.available, 0), f"{written(p.percent, 1)} %", p.load.value,
            )
        )
        for n, (o, p) in enumerate(found, start=1)
    )  # fmt: skip
    rule = result.inputs.rule
    light, heavy = (written(Fraction(bp, 100), 2) for bp in (rule.light_bp, rule.heavy_bp))
    words = f"Longgar di bawah {light} %, berlebih di atas {heavy} % dari waktu kerja tersedia."
    body = rows or (Row(("Belum ada staf.",), kind="group"),)
    return [Heading("Beban kerja seluruh staf"), Table(columns, body, size=8.5), Paragraph(words, small=True)]


def _micro(micro: int | None) -> str:
    return written(of_micro(micro), 2)


def _signed(gap: int | None) -> str:
    return NOTHING if gap is None else str(gap).replace("-", "−")
