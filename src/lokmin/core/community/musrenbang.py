"""Berita acara of a Musrenbang: what was proposed, what was taken or refused, and what the paper still lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lokmin.core.language import said

DESA, KECAMATAN = "desa", "kecamatan"
LEVEL_NAMES = {DESA: "Musrenbang desa", KECAMATAN: "Musrenbang kecamatan"}
WAITING, TAKEN, REFUSED = "usulan", "diterima", "ditolak"
STATE_NAMES = {WAITING: "belum diputus", TAKEN: "diterima", REFUSED: "tidak diterima"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal as the berita acara has it.

    Attributes:
        village: name of the desa it comes from; empty for one of the whole kecamatan.
        origin: where it began (``MMD 12 Oktober 2025``, ``Lokmin lintas sektor``).
        cost: whole rupiah; None is "not costed".
        state: one of the three above; a refusal carries its ``reason``.
    """

    activity: str
    problem: str = ""
    village: str = ""
    volume: str = ""
    cost: int | None = None
    fund: str = ""
    origin: str = ""
    state: str = WAITING
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BeritaAcara:
    """A Musrenbang as far as it is known; ``year`` is the year it plans for."""

    level: str
    place: str
    year: int
    held_on: dt.date | None = None
    number: str = ""
    has_file: bool = False
    reported_on: dt.date | None = None
    reported_by: str = ""
    proposals: tuple[Proposal, ...] = ()

    @property
    def title(self) -> str:
        """``Musrenbang Desa Watubelah untuk tahun 2027``."""
        name = LEVEL_NAMES[self.level].title()
        return said("%(name)s %(place)s untuk tahun %(year)d") % {"name": name, "place": self.place, "year": self.year}

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing until the berita acara is a proof, as short sentences with the next step."""
        missing = []
        if self.held_on is None:
            missing.append(said("Tanggal pelaksanaan belum ditulis."))
        if not self.number.strip() and not self.has_file:
            missing.append(said("Berita acara belum ada: tulis nomornya atau unggah foto atau berkasnya."))
        if not self.proposals:
            missing.append(said("Belum ada usulan kesehatan yang dibawa."))
        waiting = sum(p.state == WAITING for p in self.proposals)
        if waiting and self.held_on is not None:
            missing.append(said("%(n)d usulan belum ditandai diterima atau tidak.") % {"n": waiting})
        silent = sum(p.state == REFUSED and not p.reason.strip() for p in self.proposals)
        if silent:
            missing.append(said("%(n)d usulan ditolak tanpa alasan.") % {"n": silent})
        if self.reported_on is None:
            missing.append(said("Belum dilaporkan kepada Kepala Puskesmas."))
        return tuple(missing)

    @property
    def proven(self) -> bool:
        """Held, written, and reported to the head: the ninth step of the evidence chain (domain.md 2.4)."""
        written = bool(self.number.strip()) or self.has_file
        return self.held_on is not None and written and self.reported_on is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Proposals counted by what became of them; ``cost`` is rupiah of the taken that are costed."""

    taken: int
    refused: int
    waiting: int
    cost: int
    uncosted: int

    @property
    def total(self) -> int | None:
        """Rupiah of the taken that are costed; None where none is."""
        return None if self.uncosted and self.uncosted == self.taken else self.cost

    @property
    def sentence(self) -> str:
        """``6 usulan: 4 diterima, 1 tidak diterima, 1 belum diputus.``"""
        if not self.taken + self.refused + self.waiting:
            return said("Belum ada usulan.")
        text = said("%(all)d usulan: %(taken)d diterima, %(refused)d tidak diterima, %(waiting)d belum diputus.")
        return text % {
            "all": self.taken + self.refused + self.waiting, "taken": self.taken, "refused": self.refused,
            "waiting": self.waiting,
        }  # fmt: skip


def outcome(proposals: Iterable[Proposal]) -> Outcome:
    """Count what became of the proposals."""
    found = tuple(proposals)
    taken = [p for p in found if p.state == TAKEN]
    priced = [p.cost for p in taken if p.cost is not None]
    refused = sum(p.state == REFUSED for p in found)
    return Outcome(len(taken), refused, len(found) - len(taken) - refused, sum(priced), len(taken) - len(priced))
