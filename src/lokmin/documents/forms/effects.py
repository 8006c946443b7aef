"""Effects on paper: every verdict with its n in one table, and a picture of each that could be judged."""

from __future__ import annotations

from lokmin.core.effects import Outcome, sentences
from lokmin.core.effects.promises import Kept
from lokmin.core.effects.promises import sentence as kept_sentence
from lokmin.core.periods import short_date
from lokmin.documents.figures.beforeafter import before_after
from lokmin.documents.forms.effectrecords import EffectLine
from lokmin.documents.forms.parts import foot, signature, signed_by_head
from lokmin.documents.forms.records import PackInput
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Title,
)

#: Shape and colour of a verdict word are those of a status word; the words stay their own.
_DRESS = {Outcome.HELPED: "baik", Outcome.NOT_YET: "cukup", Outcome.UNKNOWN: "belum lapor"}
_ORDER = (Outcome.HELPED, Outcome.NOT_YET, Outcome.UNKNOWN)
COLUMNS = (
    Column("RTL", width=16),
    Column("Kegiatan", share=1.0),
    Column("Dampak", width=27),
    Column("n (bulan)", width=20),
    Column("Penjelasan", share=1.7),
)


def effect_table(lines: tuple[EffectLine, ...]) -> Table:
    """One row for each action, grouped by verdict; n: months before and after, and the villages compared with."""
    rows: list[Row] = []
    for outcome in _ORDER:
        group = [line for line in lines if line.verdict.outcome is outcome]
        if group:
            rows.append(Row((f"{outcome.value.capitalize()} ({len(group)})",), kind="group"))
        rows += [_row(line) for line in group]
    empty = Row(("Belum ada RTL yang menunjuk indikator.",), kind="group")
    return Table(COLUMNS, tuple(rows) or (empty,), size=8.5, breakable=True)


def _row(line: EffectLine) -> Row:
    verdict = line.verdict
    n = f"{verdict.before} + {verdict.after}" + (f"; {verdict.others} desa" if verdict.others else "")
    words = [_first_large(sentences.explained(verdict)), sentences.when(verdict), *sentences.cautions(verdict)]
    return Row((
        line.label,
        line.activity,
        (Run(verdict.outcome.value, bold=True, status=_DRESS[verdict.outcome]),),
        n,
        " ".join(filter(None, words)),
    ))  # fmt: skip


def effect_pictures(lines: tuple[EffectLine, ...], most: int = 4) -> list[Block]:
    """A picture of each judged action, the successes first, at most ``most`` of them."""
    judged = sorted((line for line in lines if line.verdict.judged), key=lambda one: _ORDER.index(one.verdict.outcome))
    blocks: list[Block] = []
    for number, line in enumerate(judged[:most]):
        svg = before_after(line.verdict, dress="paper", ident=f"dampak{number}")
        if not svg:
            continue
        verdict = line.verdict
        blocks += [
            Heading(f"RTL {line.label}: {line.activity}", level=3),
            Figure(alt=sentences.headline(verdict), svg=svg),
            Paragraph(" ".join(filter(None, (sentences.headline(verdict), sentences.levels(verdict))))),
            Paragraph(sentences.method(verdict), small=True),
        ]
    return blocks


def promise_table(kept: tuple[Kept, ...]) -> Table:
    """The promise-keeping index by klaster; few actions are not counted out."""
    columns = (Column("Klaster", width=24), Column("Janji yang ditepati"), Column("Indeks", width=22, align="right"))
    rows = tuple(
        Row((
            f"Klaster {line.klaster}" if line.klaster else "Tanpa klaster",
            _first_large(kept_sentence(line)) + ".",
            "–" if line.percent is None else f"{line.percent} %",
        ))
        for line in kept
    )  # fmt: skip
    return Table(columns, rows or (Row(("Belum ada RTL yang jatuh tempo.",), kind="group"),))


def _first_large(text: str) -> str:
    """The first letter large; RTL stays RTL."""
    return text[:1].upper() + text[1:]


def effect_blocks(lines: tuple[EffectLine, ...], kept: tuple[Kept, ...] = ()) -> list[Block]:
    """The section of a paper: "Dampak RTL", its table, its pictures, and the promises kept."""
    blocks: list[Block] = [Heading("Dampak rencana tindak lanjut"), effect_table(lines), *effect_pictures(lines)]
    if kept:
        blocks += [Heading("Janji yang ditepati"), promise_table(kept)]
    return blocks


def dampak_rtl(pack: PackInput) -> Document:
    """Whether earlier actions helped, as this meeting saw it when it opened."""
    meeting = pack.meeting
    title = f"Dampak Rencana Tindak Lanjut, {meeting.title}"
    blocks = [
        Title(title.upper(), f"{pack.puskesmas}, {short_date(meeting.date)}, angka sampai {pack.month.label}"),
        *effect_blocks(pack.looked_back.effects, pack.looked_back.kept),
        Signatures((
            signed_by_head(meeting, "Mengetahui,"),
            signature(meeting.notulis, f"{meeting.town}, {short_date(meeting.date)}", "Notulis,", jabatan=False),
        )),
    ]  # fmt: skip
    return Document(
        code="dampak-rtl",
        title=title,
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, f"{title}, {short_date(meeting.date)}"),
        author=meeting.notulis.name,
    )
