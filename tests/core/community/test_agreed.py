"""MMD, Musrenbang and how far a village is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from lokmin.core.community.mmd import BUDGET, Agreement, shares
from lokmin.core.community.musrenbang import REFUSED, TAKEN, BeritaAcara, Proposal, outcome
from lokmin.core.community.stages import VillageRound, next_step, steps

DAY = dt.date(2026, 1, 15)


def test_what_is_not_costed_is_counted_apart_and_never_as_nothing():
    agreed = [
        Agreement("Kerja bakti", who="RT 03", when="tiap Jumat"),
        Agreement("Jamban", who="desa", due=DAY, means=BUDGET, cost=12_000_000),
        Agreement("Ambulans desa", who="desa", due=DAY, means=BUDGET),
        Agreement("Lahan hibah", who="desa", due=DAY, means=BUDGET, cost=0),
    ]
    found = shares(agreed)
    assert (found.own, found.budget, found.cost, found.uncosted) == (1, 3, 12_000_000, 1)
    assert found.sentence == "4 kegiatan: 1 swadaya, 3 perlu anggaran (1 belum ada perkiraan biaya)."
    assert (found.total, shares(agreed[2:3]).total, shares([]).total) == (12_000_000, None, 0)
    assert agreed[2].lacks == ("perkiraan biaya",)
    assert agreed[3].lacks == ()
    assert Agreement("x").lacks == ("siapa yang mengerjakan", "kapan")


def test_a_berita_acara_says_what_it_lacks():
    bare = BeritaAcara("desa", "Watubelah", 2027)
    assert bare.title == "Musrenbang Desa Watubelah untuk tahun 2027"
    assert len(bare.lacks) == 4
    proposals = (Proposal("Jamban", state=TAKEN, cost=5), Proposal("Pagar", state=REFUSED), Proposal("Sumur"))
    held = replace(bare, held_on=DAY, number="05/BA/2026", proposals=proposals)
    assert not held.proven
    assert held.lacks == (
        "1 usulan belum ditandai diterima atau tidak.", "1 usulan ditolak tanpa alasan.",
        "Belum dilaporkan kepada Kepala Puskesmas.",
    )  # fmt: skip
    assert replace(held, reported_on=DAY).proven
    assert not replace(held, reported_on=DAY, number="").proven
    assert replace(held, reported_on=DAY, number="", has_file=True).proven
    assert outcome(proposals).sentence == "3 usulan: 1 diterima, 1 tidak diterima, 1 belum diputus."
    assert (outcome(proposals).total, outcome([Proposal("x", state=TAKEN)]).total) == (5, None)


def test_a_village_is_led_from_step_to_step():
    known = VillageRound()
    assert next_step(steps(known)).todo == "Pilih kuesioner."
    known = replace(known, instrument=True, agreed=True, households=28, wanted=30)
    step = next_step(steps(known))
    assert (step.code, step.detail) == ("wawancara", "28 dari 30 rumah tangga")
    known = replace(known, closed=True, problems=3, potentials=2, feedback=True, mmd_on=DAY, agreements=4, to_budget=2)
    assert next_step(steps(known)).code == "musrenbang"
    assert next_step(steps(replace(known, handed=2))) is None
    assert next_step(steps(replace(known, to_budget=0))) is None
