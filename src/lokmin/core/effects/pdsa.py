"""Turns of plan, do, study, act: what a turn needs before it ends, and what may follow it (Langley et al. 2009)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.language import said


class Decision(StrEnum):
    """How a turn ends."""

    GO_ON = "lanjut"
    CHANGE = "ubah"
    STOP = "henti"


class Stage(StrEnum):
    """Where a turn stands."""

    PLAN = "rencana"
    DO = "kerjakan"
    STUDY = "pelajari"
    ACT = "tindak lanjuti"
    ENDED = "selesai"


@dataclass(frozen=True, slots=True)
class Turn:
    """The texts of one turn; ``start`` and ``end`` are months (``2026-05``), ``end`` empty while it runs."""

    number: int
    plan: str
    done: str = ""
    study: str = ""
    act: str = ""
    decision: str = ""
    start: str = ""
    end: str = ""

    @property
    def stage(self) -> Stage:
        """The first part that is not written yet."""
        parts = ((self.done, Stage.DO), (self.study, Stage.STUDY), (self.decision, Stage.ACT))
        return next((stage for text, stage in parts if not text.strip()), Stage.ENDED)


def faults(turn: Turn) -> dict[str, str]:
    """What is wrong with a turn, by field. Parts are written in their order: nothing is studied that was not done."""
    wrong = {}
    if not turn.plan.strip():
        wrong["plan"] = said("Tulis rencananya: apa yang dicoba, di mana, oleh siapa.")
    if turn.study.strip() and not turn.done.strip():
        wrong["done"] = said("Tulis dulu apa yang dikerjakan, baru yang dipelajari.")
    if turn.decision and not turn.study.strip():
        wrong["study"] = said("Tulis dulu apa yang dipelajari, dengan angkanya, baru keputusannya.")
    if turn.act.strip() and not turn.decision:
        wrong["decision"] = said("Pilih keputusannya: lanjutkan, ubah, atau hentikan.")
    if turn.decision and turn.decision not in set(Decision):
        wrong["decision"] = said("Keputusannya lanjutkan, ubah, atau hentikan.")
    if turn.decision and not turn.end:
        wrong["end"] = said("Isi bulan terakhir putaran ini.")
    if turn.end and turn.start and turn.end < turn.start:
        wrong["end"] = said("Bulan terakhir lebih awal daripada bulan mulainya.")
    return wrong


def may_follow(turns: Sequence[Turn], plan: str = "") -> str:
    """Why no further turn may begin; empty when it may. ``turns`` in their order, ``plan`` of the new one."""
    if not turns:
        return ""
    last = turns[-1]
    if not last.decision:
        return said("Putaran %(n)s belum diputuskan. Tulis hasil dan keputusannya dulu.") % {"n": last.number}
    if last.decision == Decision.STOP:
        return said("Putaran %(n)s berakhir dengan “hentikan”. Mulai tujuan baru bila ada cara lain.") % {
            "n": last.number
        }
    same = " ".join(plan.split()).casefold() == " ".join(last.plan.split()).casefold()
    if last.decision == Decision.CHANGE and plan.strip() and same:
        return said("Putaran %(n)s diputuskan “ubah”, tetapi rencananya masih sama.") % {"n": last.number}
    return ""
