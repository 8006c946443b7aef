"""The evidence chain: 10, 5 or 0 out of what exists, what is missing in words, the next step."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog import loading
from lokmin.core.assessment.chain import ChainRule, Evidence, State, enclosed, judge

RULE = ChainRule.load(loading.rules("chain"), 2026)
TODAY = dt.date(2026, 6, 10)
PARTS = [p.code for s in RULE.steps for p in s.parts]


def step(code, *evidence, today=TODAY, **more):
    chain = judge(RULE, 2026, evidence, today=today, **more)
    return next(s for s in (*chain.steps, *chain.further) if s.step.code == code)


def test_there_are_the_fifteen_steps_of_the_dinkes_with_their_source():
    assert [s.number for s in RULE.steps] == list(range(1, 16))
    assert "Dinkes" in RULE.source
    assert not RULE.confirmed
    assert all(s.full and s.half and s.none and s.due for s in RULE.steps)
    assert all(p.todo for s in (*RULE.steps, *RULE.further) for p in s.parts)


def test_without_anything_every_step_is_nought_and_says_what_to_do():
    chain = judge(RULE, 2026, [], today=TODAY)
    assert (chain.total, chain.most) == (0, 150)
    assert chain.sentence == "Nilai 0 dari 150: 0 langkah lengkap, 0 sebagian, 15 belum ada bukti."
    assert chain.steps[0].lacks == ("RPK 2026 disusun: belum ada.", "RPK 2026 disetujui: belum ada.")
    assert chain.steps[0].todo == "Susun RPK 2026 di Perencanaan."
    assert chain.steps[4].name == "RUK tahun 2027 ada"
    assert all(s.todo for s in chain.steps)


def test_all_parts_give_ten_some_give_five():
    made, approved = Evidence("rpk-ada", "RPK 2026"), Evidence("rpk-disetujui", "disetujui 5 Januari 2026")
    assert step("rpk", made).score == 5
    assert step("rpk", made).criterion == "RPK ada, belum disetujui."
    assert step("rpk", made, approved).score == 10
    assert step("rpk", made, approved).todo == ""


def test_a_count_is_full_partly_or_nothing():
    full = step("ruk-ke-rpk", Evidence("ruk-disesuaikan", "RUK", done=25, of=25))
    some = step("ruk-ke-rpk", Evidence("ruk-disesuaikan", "RUK", done=20, of=25))
    none = step("ruk-ke-rpk", Evidence("ruk-disesuaikan", "RUK", done=0, of=25))
    assert (full.score, some.score, none.score) == (10, 5, 0)
    assert "baru 20 dari 25 kegiatan" in some.lacks[0]
    assert "baru 0 dari 25 kegiatan" in none.lacks[0]


def test_a_late_paper_is_worth_half_and_the_days_are_said():
    rpk = Evidence("rpk-diserahkan", "surat 12", dt.date(2026, 2, 5))
    rka = Evidence("rka-diserahkan", "tanda terima", dt.date(2026, 1, 30))
    found = step("rpk-dikirim", rpk, rka)
    assert found.score == 5
    assert found.lacks == ("RPK 2026 diserahkan ke Dinkes: terlambat 5 hari (batas 31 Januari 2026).",)
    assert step("rpk-dikirim", rpk, rka, deadlines={"rpk-diserahkan": dt.date(2026, 2, 28)}).score == 10
    on_the_day = Evidence("rpk-diserahkan", "surat", dt.date(2026, 1, 31))
    assert step("rpk-dikirim", on_the_day, rka).score == 10


def test_the_best_proof_of_a_part_counts_and_all_are_shown():
    found = step(
        "musrenbang-desa", Evidence("ba-desa", "sistem", done=3, of=12), Evidence("ba-desa", "map", manual=True)
    )
    assert found.score == 10
    assert [e.text for e in found.proofs] == ["sistem", "map"]


def test_where_nothing_had_to_be_proven_the_step_leaves_the_total():
    chain = judge(RULE, 2026, [Evidence("mmd-di-ruk", "tidak ada kegiatan yang perlu dana", done=0, of=0)], today=TODAY)
    found = next(s for s in chain.steps if s.step.code == "mmd-ruk")
    assert (found.score, found.parts[0].state, chain.most) == (None, State.NOTHING, 140)
    assert found.lacks == ()


def test_steps_whose_month_is_to_come_are_told_from_those_that_are_late():
    assert step("ruk-dikirim", today=dt.date(2026, 2, 20)).ahead
    assert step("ruk-dikirim", today=dt.date(2026, 2, 20)).due == "Maret 2026"
    assert not step("ruk-dikirim", today=dt.date(2026, 3, 1)).ahead


def test_what_stands_beside_the_chain_is_never_in_its_total():
    chain = judge(RULE, 2026, [Evidence("abk", "ABK 2026")], today=TODAY)
    assert chain.total == 0
    assert next(s for s in chain.further if s.step.code == "sdm").score == 10


def test_evidence_for_a_part_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="xyz"):
        judge(RULE, 2026, [Evidence("xyz", "apa saja")], today=TODAY)


@given(
    st.lists(
        st.builds(
            Evidence, part=st.sampled_from(PARTS), text=st.text(max_size=3), done=st.integers(0, 4),
            of=st.integers(0, 4), on=st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
        ), max_size=25,
    ), st.randoms(),
)  # fmt: skip
def test_order_changes_nothing_and_one_more_whole_proof_never_costs_points(evidence, rng):
    chain = judge(RULE, 2026, evidence, today=TODAY)
    shuffled = list(evidence)
    rng.shuffle(shuffled)
    assert [s.score for s in judge(RULE, 2026, shuffled, today=TODAY).steps] == [s.score for s in chain.steps]
    part = rng.choice(PARTS)
    more = judge(RULE, 2026, [*evidence, Evidence(part, "bukti")], today=TODAY)
    assert more.total >= chain.total
    for found in chain.steps:
        assert found.score in (0, 5, 10, None)
        assert bool(found.lacks) == (found.score in (0, 5))


@pytest.mark.parametrize(
    ("note", "there"),
    [
        ("RUK dan KAK, surat 050/12", True),
        ("dengan kak", True),
        ("RUK; KAK menyusul", False),
        ("tanpa KAK", False),
        ("diterima kakak pegawai", False),
        ("", False),
        ("KAK lengkap, RKA menyusul", True),
    ],
)
def test_what_went_along_is_read_from_the_note_of_sending(note, there):
    assert enclosed("KAK", note) is there
