"""The evidence chain of planning on paper: 15 steps with score, proofs, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lokmin.core.assessment.chain import Chain, Evidence, StepResult
from lokmin.core.periods import short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Block, Column, Document, Heading, Paragraph, Row, Small, Table, Text, Title


@dataclass(frozen=True, slots=True)
class StepNote:
    """What people add to a step: the office's own score and words, the Dinkes' score."""

    own: int | None = None
    note: str = ""
    verified: int | None = None
    verified_note: str = ""


_COLUMNS = (
    Column("No", width=9),
    Column("Langkah", share=1.3),
    Column("Nilai", width=14, align="right"),
    Column("Bukti", share=1.7),
    Column("Yang belum ada", share=1.3),
    Column("Nilai Dinkes", width=20, align="right"),
)


def chain_paper(chain: Chain, notes: Mapping[int, StepNote], by: Office, source: str) -> Document:
    """The chain as a table, landscape; ``notes`` by the number of the step."""
    title = f"Bukti Perencanaan Tahun {chain.year}"
    rows = [_row(step, notes.get(step.step.number)) for step in chain.steps]
    rows.append(Row(("", "Jumlah", f"{total(chain, notes)}/{chain.most}", chain.sentence, "", _verified(notes)),
                    kind="total"))  # fmt: skip
    blocks: list[Block] = [Title(title.upper(), by.puskesmas), Table(_COLUMNS, tuple(rows), size=8, breakable=True)]
    if chain.further:
        more = tuple(_row(step, None) for step in chain.further)
        blocks += [Heading("Selain 15 langkah (tidak ikut jumlah)"), Table(_COLUMNS, more, size=8)]
    blocks += [
        Paragraph("10: lengkap. 5: sebagian atau terlambat. 0: belum ada bukti. –: tidak ada yang perlu dibuktikan.",
                  small=True),
        Small((source,)),
    ]  # fmt: skip
    return landscape("bukti-perencanaan", title, blocks, by)


def score_of(step: StepResult, note: StepNote | None) -> int | None:
    """The score that counts: the office's own where it was set, otherwise as computed."""
    return note.own if note is not None and note.own is not None else step.score


def total(chain: Chain, notes: Mapping[int, StepNote]) -> int:
    """Sum of the scores that count."""
    return sum(score_of(step, notes.get(step.step.number)) or 0 for step in chain.steps)


def _row(step: StepResult, note: StepNote | None) -> Row:
    score = score_of(step, note)
    proofs = [_proof(one) for one in step.proofs]
    if note is not None and note.note:
        proofs.append(note.note)
    verified = "" if note is None or note.verified is None else str(note.verified)
    lack: Text = "\n".join(step.lacks) or NOTHING
    if step.ahead and step.lacks:
        lack = f"{lack}\nLazimnya {step.due}."
    return Row((
        str(step.step.number), step.name, NOTHING if score is None else str(score), "\n".join(proofs) or NOTHING,
        lack, "\n".join(t for t in (verified, note.verified_note if note else "") if t),
    ))  # fmt: skip


def _proof(one: Evidence) -> str:
    counted = f" ({one.done} dari {one.of})" if one.of > 1 else ""
    on = f", {short_date(one.on)}" if one.on else ""
    return f"{one.text}{counted}{on}"


def _verified(notes: Mapping[int, StepNote]) -> str:
    known = [n.verified for n in notes.values() if n.verified is not None]
    return str(sum(known)) if known else ""
