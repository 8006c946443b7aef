"""How far a village is: from the questionnaire to the Musrenbang desa, each step with what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.language import said


@dataclass(frozen=True, slots=True)
class VillageRound:
    """What is known of one village's SMD and MMD in a year.

    Attributes:
        agreed: the questionnaire was agreed with the villagers.
        households, wanted: answered, and how many were to be asked (0: no number was set).
        problems, potentials: how many are listed.
        feedback: the result was shown to the community, with a proof.
        mmd_on, agreements, to_budget: when the MMD was, what it agreed, and how many of it need money.
        handed: how many of those stand in a Musrenbang desa.
    """

    instrument: bool = False
    agreed: bool = False
    households: int = 0
    wanted: int = 0
    closed: bool = False
    problems: int = 0
    potentials: int = 0
    feedback: bool = False
    mmd_on: dt.date | None = None
    agreements: int = 0
    to_budget: int = 0
    handed: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step: done, or the next thing to do in words; ``detail`` says how far it is."""

    code: str
    name: str
    done: bool
    detail: str
    todo: str


def steps(known: VillageRound) -> tuple[Step, ...]:
    """The seven steps of a village in their order."""
    k = known
    count = said("%(n)d rumah tangga") % {"n": k.households}
    if k.wanted:
        count = said("%(n)d dari %(wanted)d rumah tangga") % {"n": k.households, "wanted": k.wanted}
    money = said("%(n)d dari %(all)d kegiatan yang perlu anggaran") % {"n": k.handed, "all": k.to_budget}
    return (
        Step("instrumen", said("Kuesioner disepakati"), k.instrument and k.agreed, "",
             said("Sepakati kuesioner dengan warga dan kader.") if k.instrument else said("Pilih kuesioner.")),
        Step("wawancara", said("Wawancara rumah tangga"), k.closed and k.households > 0, count if k.households else "",
             said("Ketik jawaban atau unggah Excel, lalu nyatakan selesai.")),
        Step("masalah", said("Masalah dan potensi"), k.problems > 0 and k.potentials > 0,
             said("%(problems)d masalah, %(potentials)d potensi") % {
                 "problems": k.problems, "potentials": k.potentials},
             said("Pilih masalah dari tabulasi dan tulis potensi desa.")),
        Step("umpan-balik", said("Umpan balik ke masyarakat"), k.feedback, "",
             said("Sampaikan hasilnya kepada warga dan unggah buktinya (foto atau daftar hadir).")),
        Step("mmd", said("Musyawarah Masyarakat Desa"), k.mmd_on is not None, "",
             said("Catat tanggal, pimpinan, dan jumlah yang hadir.")),
        Step("kesepakatan", said("Kegiatan disepakati"), k.agreements > 0,
             said("%(n)d kegiatan") % {"n": k.agreements} if k.agreements else "",
             said("Tulis kegiatan: siapa, kapan, swadaya atau perlu anggaran.")),
        Step("musrenbang", said("Dibawa ke Musrenbang desa"), k.agreements > 0 and k.handed >= k.to_budget,
             money if k.to_budget else "",
             said("Bawa kegiatan yang perlu anggaran ke Musrenbang desa.")),
    )  # fmt: skip


def next_step(found: Sequence[Step]) -> Step | None:
    """The first step that is not done; None when all are."""
    return next((step for step in found if not step.done), None)
