"""Effects on paper: every verdict with its n in one table, and a picture of each that could be judged."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.effects import Outcome, Verdict, sentences
from lokmin.core.effects.promises import Kept
from lokmin.core.effects.promises import sentence as kept_sentence
from lokmin.documents.figures.beforeafter import before_after
from lokmin.documents.model import Block, Column, Figure, Heading, Paragraph, Row, Run, Table

#: Shape and colour of a verdict word are those of a status word; the words stay their own.
_DRESS = {Outcome.HELPED: "baik", Outcome.NOT_YET: "cukup", Outcome.UNKNOWN: "belum lapor"}
_ORDER = (Outcome.HELPED, Outcome.NOT_YET, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An action and its verdict: number (``7/2026``), what was done, by when."""

    label: str
    activity: str
    verdict: Verdict


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
    words = [sentences.headline(verdict), sentences.when(verdict), *sentences.cautions(verdict)]
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
            kept_sentence(line).capitalize() + ".",
            "–" if line.percent is None else f"{line.percent} %",
        ))
        for line in kept
    )  # fmt: skip
    return Table(columns, rows or (Row(("Belum ada RTL yang jatuh tempo.",), kind="group"),))


def effect_blocks(lines: tuple[EffectLine, ...], kept: tuple[Kept, ...] = ()) -> list[Block]:
    """The section of a paper: "Dampak RTL", its table, its pictures, and the promises kept."""
    blocks: list[Block] = [Heading("Dampak rencana tindak lanjut"), effect_table(lines), *effect_pictures(lines)]
    if kept:
        blocks += [Heading("Janji yang ditepati"), promise_table(kept)]
    return blocks
