"""What the room adds to the minutes: guidance of guests, ballots, questions, knowledge, team building, promises."""

from __future__ import annotations

from collections.abc import Iterator

from lokmin.core.numbers import indonesian
from lokmin.documents.forms.commitments import promised_when
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import BallotResult, Knowledge, PresenterPage, Promise, Question, TeamBuilding
from lokmin.documents.model import Block, Column, Items, Paragraph, Row, Run, Table

_NO = Column("No", width=9)


def guidance(pack: PackInput) -> Iterator[tuple[str, list[Block]]]:
    """What guests said before the discussion; their directions stand among the RTL."""
    if pack.room.guidance:
        said: list[Block] = [
            Paragraph((Run(who, bold=True), Run(f": {words}"))) for who, words in pack.room.guidance
        ]  # fmt: skip
        yield "Arahan tamu", said


def discussed(pack: PackInput) -> Iterator[tuple[str, list[Block]]]:
    """The sections behind the discussion, each with its heading; only those that have something to say."""
    room = pack.room
    if pages := said(pack):
        yield "Hambatan dan usulan penyaji", [_presenters(pages)]
    if room.questions:
        yield "Tanya jawab", [_questions(room.questions)]
    for ballot in room.ballots:
        yield _heading(ballot), _ballot(ballot)
    if room.knowledge:
        yield "Penyegaran ilmu", [Paragraph(knowledge_sentence(item)) for item in room.knowledge]
    if room.team:
        yield "Dinamika kelompok", [block for item in room.team for block in _team(item)]


def agreed(pack: PackInput) -> Iterator[tuple[str, list[Block]]]:
    """The sections behind the RTL: promises of partners, proposals, what walks on to the next meeting."""
    room = pack.room
    if room.promises:
        yield "Dukungan yang disepakati", [promises_table(room.promises)]
    if room.proposals:
        items = tuple(", ".join(filter(None, (p.title, p.place, p.volume))) for p in room.proposals)
        yield "Usulan untuk Musrenbang", [Items(items, ordered=True)]
    if room.carried:
        yield "Belum dibahas, dibawa ke pertemuan berikutnya", [Items(room.carried, ordered=True)]


def said(pack: PackInput) -> list[PresenterPage]:
    """The presenters who wrote something beforehand."""
    return [p for p in pack.room.presenters if any((p.obstacles, p.analysis, p.proposals, p.next_plans))]


def _presenters(pages: list[PresenterPage]) -> Table:
    rows = tuple(
        Row((
            f"{p.title} ({p.presenter})" if p.presenter else p.title,
            "\n".join(filter(None, (p.obstacles, p.analysis))) or NOTHING,
            "\n".join(filter(None, (p.proposals, *p.next_plans))) or NOTHING,
        ))
        for p in pages
    )  # fmt: skip
    columns = (Column("Acara", width=42), Column("Hambatan dan analisis"), Column("Usulan dan rencana"))
    return Table(columns, rows, breakable=True)


def _questions(questions: tuple[Question, ...]) -> Table:
    rows = tuple(
        Row((
            str(number), f"{q.question} ({q.asked_by})" if q.asked_by else q.question,
            (f"{q.answer} ({q.answered_by})" if q.answered_by else q.answer) or "belum dijawab",
        ))
        for number, q in enumerate(questions, start=1)
    )  # fmt: skip
    return Table((_NO, Column("Pertanyaan atau masukan"), Column("Jawaban")), rows, breakable=True)


def _heading(ballot: BallotResult) -> str:
    raters = f", {ballot.raters} penilai" if ballot.raters else ""
    return f"{ballot.title} ({ballot.method}{raters}{', rahasia' if ballot.secret else ''})"


def _ballot(ballot: BallotResult) -> list[Block]:
    rows = tuple(
        Row((str(row.rank) if row.rank else NOTHING, row.choice, *(cell or NOTHING for cell in row.cells)))
        for row in ballot.rows
    )
    width = 20 if len(ballot.heads) <= 4 else 15
    columns = (
        Column("Urutan", width=14, align="right"),
        Column("Pilihan"),
        *(Column(head, width=width, align="right") for head in ballot.heads),
    )
    notes: list[Block] = [Paragraph(note, small=True) for note in ballot.notes]
    return [Table(columns, rows or (Row(("Belum ada suara.",), kind="group"),), size=8.5), *notes]


def knowledge_sentence(item: Knowledge) -> str:
    """Topic, who, how long, and the gain where enough people answered before and after.

    ``Penyegaran “Tanda bahaya” oleh Ratna, 20 menit. 31 orang menjawab sebelum dan sesudah: rata-rata benar 48 %
    menjadi 81 %, naik 33 poin.``
    """
    speaker = f" oleh {item.speaker}" if item.speaker else ""
    long = f", {item.minutes} menit" if item.minutes else ""
    said = [f"Penyegaran “{item.topic}”{speaker}{long}."]
    if item.summary:
        said.append(item.summary)
    said.append(gain_sentence(item))
    return " ".join(said)


def gain_sentence(item: Knowledge) -> str:
    """The gain between both tests; said as not measured where nobody, or too few for a mean, answered both."""
    if item.paired and (item.before is None or item.after is None):
        return f"Rata-rata tidak disebut: hanya {item.paired} orang menjawab sebelum dan sesudah."
    if item.before is None or item.after is None or not item.paired:
        return "Kenaikan pengetahuan tidak terukur: belum ada yang menjawab sebelum dan sesudah."
    change = round(item.after) - round(item.before)
    word = "tetap" if change == 0 else f"naik {change} poin" if change > 0 else f"turun {-change} poin"
    before, after = (indonesian(round(value)) for value in (item.before, item.after))
    return (
        f"{item.paired} orang menjawab sebelum dan sesudah: rata-rata jawaban benar {before}\u00a0% menjadi "
        f"{after}\u00a0%, {word}."
    )


def _team(item: TeamBuilding) -> list[Block]:
    blocks: list[Block] = [Paragraph((Run(item.activity, bold=True), Run(f". {item.result}" if item.result else "")))]
    if item.groups:
        rows = tuple(Row((g.name, str(g.members) if g.members else NOTHING, g.result or NOTHING)) for g in item.groups)
        columns = (Column("Kelompok", width=40), Column("Anggota", width=18, align="right"), Column("Hasil"))
        blocks.append(Table(columns, rows, size=8.5))
    return blocks


def promises_table(promises: tuple[Promise, ...]) -> Table:
    """Promises in the five columns that fit an upright page."""
    rows = tuple(
        Row((
            str(number), p.sector or NOTHING, p.activity or p.support or NOTHING, promised_when(p),
            p.resources or NOTHING, p.owner or NOTHING,
        ))
        for number, p in enumerate(promises, start=1)
    )  # fmt: skip
    columns = (
        _NO, Column("Sektor/instansi", width=30), Column("Dukungan", share=1.4), Column("Waktu", width=28),
        Column("Sumber daya"), Column("Penanggung jawab"),
    )  # fmt: skip
    return Table(columns, rows, breakable=True)
