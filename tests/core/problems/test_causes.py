"""One tree of causes: four views of it, what is wrong with it, and what helped before."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.problems.causecheck import check, would_circle
from lokmin.core.problems.causes import (
    CauseNode,
    CauseRules,
    CauseTree,
    Level,
    Side,
    determinants,
    fishbone,
    five_whys,
    most_said,
    problem_tree,
)
from lokmin.core.problems.earlier import About, EarlierCause, Verdict, suggest

RULES = CauseRules.load(rules("causes"), 2026)
NODES = (
    CauseNode("1", "", "Ibu datang terlambat", rib="manusia"),
    CauseNode("2", "1", "Kader tidak tahu"),
    CauseNode("3", "2", "Tidak ada daftar pasangan usia subur", root=True, evidence="Wawancara"),
    CauseNode("4", "1", "Ibu malu", determinant="pertama", order=-1),
    CauseNode("5", "", "Buku KIA habis", rib="bahan"),
    CauseNode("6", "", "Rujukan terlambat", side=Side.EFFECT),
)
TREE = CauseTree("K6 rendah", NODES)


def texts(nodes):
    return [node.text for node in nodes]


def remarks(nodes, problem="K6 rendah", **more):
    return check(CauseTree(problem, tuple(nodes), **more), RULES)


def test_the_six_ribs_carry_their_indonesian_names_and_their_determinants():
    assert [rib.name for rib in RULES.of_set("enam")] == [
        "Manusia", "Dana", "Bahan", "Metode", "Alat", "Lingkungan",
    ]  # fmt: skip
    assert [rib.name for rib in RULES.of_set("proses")] == ["Masukan", "Proses", "Lingkungan"]
    assert [step.name for step in RULES.determinants] == [
        "Ketersediaan komoditas", "Tenaga", "Akses", "Kontak pertama", "Kontak berlanjut", "Mutu",
    ]  # fmt: skip
    assert RULES.mapping()["bahan"] == "komoditas"


def test_the_rules_say_when_they_are_broken():
    data = dict(rules("causes"))
    with pytest.raises(ValueError, match="tahun 1999"):
        CauseRules.load(data, 1999)
    data["rib"] = [{**data["rib"][0], "determinant": "sihir"}]
    with pytest.raises(ValueError, match="sihir"):
        CauseRules.load(data, 2026)


def test_a_chain_hangs_on_the_rib_of_its_first_answer():
    bones = {bone.code: bone for bone in fishbone(TREE, RULES)}
    assert texts(node for _, node in bones["manusia"].causes) == [
        "Ibu datang terlambat", "Ibu malu", "Kader tidak tahu", "Tidak ada daftar pasangan usia subur",
    ]  # fmt: skip
    assert [depth for depth, _ in bones["manusia"].causes] == [1, 2, 2, 3]
    assert texts(node for _, node in bones["bahan"].causes) == ["Buku KIA habis"]
    assert bones["dana"].causes == ()
    assert "" not in bones


def test_a_cause_on_no_rib_is_not_lost():
    bones = fishbone(CauseTree("P", (CauseNode("1", "", "Entah"), CauseNode("2", "", "Masukan", rib="input"))), RULES)
    assert (bones[-1].name, len(bones[-1].causes)) == ("Belum dikelompokkan", 2)


def test_effects_stand_above_and_causes_below():
    tree = problem_tree(TREE)
    assert texts(branch.node for branch in tree.effects) == ["Rujukan terlambat"]
    assert texts(branch.node for branch in tree.causes) == ["Ibu datang terlambat", "Buku KIA habis"]
    assert tree.causes[0].leaves == 2


def test_every_last_answer_ends_a_chain_of_why():
    chains = five_whys(TREE)
    assert [texts(chain.answers) for chain in chains] == [
        ["Ibu datang terlambat", "Ibu malu"],
        ["Ibu datang terlambat", "Kader tidak tahu", "Tidak ada daftar pasangan usia subur"],
        ["Buku KIA habis"],
    ]
    assert [chain.ends for chain in chains] == [False, True, False]


def test_roots_and_last_answers_stand_at_their_determinants():
    steps = {step.determinant.code: step for step in determinants(TREE, RULES)}
    assert texts(steps["tenaga"].causes) == ["Tidak ada daftar pasangan usia subur"]
    assert texts(steps["pertama"].causes) == ["Ibu malu"]
    assert texts(steps["komoditas"].causes) == ["Buku KIA habis"]
    assert not any(step.breaks for step in steps.values())
    assert most_said(tuple(steps.values())) is steps["komoditas"]


def test_an_office_may_map_its_ribs_otherwise():
    steps = {s.determinant.code: s for s in determinants(CauseTree("P", NODES, mapping={"bahan": "mutu"}), RULES)}
    assert texts(steps["mutu"].causes) == ["Buku KIA habis"]
    assert steps["komoditas"].causes == ()


def test_the_service_breaks_off_where_most_is_lost():
    """DPT1 276 of 300, DPT3 213 of 300: 21 points are lost between first and continued contact."""
    levels = (Level("akses", 300, 300), Level("pertama", 276, 300, "DPT1"), Level("berlanjut", 213, 300, "DPT3"))
    steps = {s.determinant.code: s for s in determinants(CauseTree("P", levels=levels), RULES)}
    assert steps["pertama"].lost == Fraction(8, 100)
    assert steps["berlanjut"].lost == Fraction(21, 100)
    assert steps["berlanjut"].breaks
    assert [s.determinant.code for s in steps.values() if s.breaks] == ["berlanjut"]
    assert steps["komoditas"].lost is None


def test_a_level_above_the_one_before_is_no_break_and_nothing_reached_is():
    rising = determinants(CauseTree("P", levels=(Level("akses", 10, 10), Level("mutu", 12, 10))), RULES)
    assert not any(step.breaks for step in rising)
    assert rising[-1].lost == Fraction(-1, 5)
    unknown = determinants(CauseTree("P", levels=(Level("akses", 0, 0), Level("mutu", 0, 10))), RULES)
    assert [step.breaks for step in unknown] == [False] * 5 + [True]


@st.composite
def crooked(draw):
    n = draw(st.integers(0, 14))
    ids = [str(i) for i in range(n)]
    return CauseTree(
        "P",
        tuple(
            CauseNode(
                i, draw(st.sampled_from(["", "tiada", *ids])), i, draw(st.sampled_from(Side)), root=draw(st.booleans())
            )
            for i in ids
        ),
    )


@given(crooked())
def test_nothing_said_is_lost_however_crooked_the_tree(tree):
    assert sorted(node.id for _, node in tree.walk()) == sorted(node.id for node in tree.nodes)
    sides = [node for side in Side for _, node in tree.walk(side=side)]
    assert len(sides) == len(tree.nodes)
    ends = {chain.answers[-1].id for chain in five_whys(tree)}
    below = [node for _, node in tree.walk(side=Side.CAUSE)]
    assert ends == {node.id for node in below if not tree.children(node.id)}


@given(crooked())
def test_a_tree_with_a_circle_or_a_lost_parent_is_refused(tree):
    above = {node.id: node.parent for node in tree.nodes}

    def sound(ident):
        seen = set()
        while ident:
            if ident in seen or ident not in above:
                return False
            seen.add(ident)
            ident = above[ident]
        return True

    wrong = not all(sound(ident) for ident in above)
    words = ("menjelaskan dirinya", "sudah tidak ada")
    assert any(word in r.text for r in check(tree, RULES) if r.refuses for word in words) == wrong


def test_two_nodes_cannot_share_an_id():
    with pytest.raises(ValueError, match="nomor yang sama"):
        CauseTree("P", (NODES[0], NODES[0]))


def test_moving_a_cause_under_its_own_answer_would_go_in_circles():
    assert would_circle(TREE, "1", "3")
    assert would_circle(TREE, "1", "1")
    assert not would_circle(TREE, "5", "3")
    assert not would_circle(TREE, "5", "")


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (CauseNode("9", "", "  "), "tanpa tulisan"),
        (CauseNode("9", "", "a" * 241), "lebih dari 240 huruf"),
        (CauseNode("9", "77", "Sesat"), "sudah tidak ada"),
        (CauseNode("9", "9", "Diri"), "dirinya sendiri"),
        (CauseNode("9", "6", "Bercabang"), "sisi yang sama"),
        (CauseNode("9", "", "Gawat", Side.EFFECT, root=True), "akar masalah hanya di sisi sebab"),
    ],
)
def test_what_must_not_be_kept_is_refused_in_words(node, words):
    found = [remark for remark in remarks((*NODES, node)) if remark.refuses]
    assert [remark.node for remark in found] == ["9"]
    assert words in found[0].text


def test_too_deep_too_many_and_no_problem_are_refused():
    chain = [CauseNode(str(n), str(n - 1) if n else "", f"sebab {n}") for n in range(7)]
    assert any("mengapa ke-6" in r.text for r in remarks(chain) if r.refuses)
    assert not any(r.refuses for r in remarks(chain[:6]))
    assert any("61 penyebab" in r.text for r in remarks([CauseNode(str(n), "", f"s {n}") for n in range(61)]))
    assert remarks(NODES, problem=" ")[0].refuses


def test_a_chain_is_asked_on_until_somebody_can_act():
    told = {remark.node: remark.text for remark in remarks(NODES) if not remark.refuses}
    assert "baru mengapa ke-1" in told["5"]
    assert "belum sampai akar" in told["4"]
    assert "3" not in told
    assert "Belum ada penyebab" in remarks(())[0].text


def test_a_root_needs_proof_and_stands_at_the_end_and_nothing_twice():
    nodes = (
        CauseNode("1", "", "Kader kurang", root=True, evidence="SK"),
        CauseNode("2", "1", "Tidak ada insentif", root=True),
        CauseNode("3", "", "kader  kurang.", root=True, evidence="SK"),
    )
    told = {remark.node: remark.text for remark in remarks(nodes)}
    assert "masih ada penyebab di bawahnya" in told["1"]
    assert "belum ada buktinya" in told["2"]
    assert "ditulis dua kali" in told["3"]


HERE = About("K6", "kia", "watubelah", "Cakupan K6 Desa Watubelah 15,2 %")


def earlier(text, indicator="K6", place="watubelah", programme="kia", period="2026-01", **more):
    return EarlierCause(text, About(indicator, programme, place), period, "Desa " + place.title(), **more)


HISTORY = (
    earlier(
        "Kader kurang",
        place="kalisari",
        action="Menambah kader",
        verdict=Verdict.WORKED,
        evidence="Naik 9 poin (n = 6).",
    ),
    earlier("Buku KIA habis", rib="bahan"),
    earlier("Jadwal bentrok", period="2025-07", action="Ganti hari", verdict=Verdict.NOT_YET),
    earlier("Bidan cuti", period="2025-03", action="Bidan pengganti", verdict=Verdict.WORKED),
    earlier("buku KIA  habis.", indicator="K1", period="2026-03"),
    earlier("Jamban rusak", indicator="STBM", programme="kesling"),
    earlier("Alat EKG rusak", indicator="HT", programme="ptm", place="rejosari"),
)


def test_what_worked_for_the_same_indicator_in_the_same_village_comes_first():
    found = suggest(HISTORY, HERE)
    assert [s.text for s in found] == [
        "Bidan cuti",
        "buku KIA habis.",
        "Jadwal bentrok",
        "Kader kurang",
        "Jamban rusak",
    ]
    assert found[0].then == "Sesudah “Bidan pengganti”: berhasil."
    assert found[0].near == "Disebut pada Maret 2025, Desa Watubelah; indikator dan desa yang sama."
    assert found[1].near == "Disebut 2 kali, terakhir Maret 2026, Desa Watubelah; indikator dan desa yang sama."
    assert (found[1].times, found[1].rib, found[1].then) == (2, "bahan", "")
    assert "belum berhasil. Cari cara lain." in found[2].then
    assert found[3].then == "Sesudah “Menambah kader”: berhasil. Naik 9 poin (n = 6)."
    assert "indikator yang sama" in found[3].near


def test_suggestions_do_not_depend_on_the_order_of_history():
    first = suggest(HISTORY, HERE)
    for seed in range(20):
        shuffled = list(HISTORY)
        Random(seed).shuffle(shuffled)
        assert suggest(shuffled, HERE) == first


def test_another_place_and_programme_say_nothing_and_the_list_is_short():
    assert suggest(HISTORY, About("HIV", "p2", "sendangayu")) == ()
    assert suggest(HISTORY, About()) == ()
    assert len(suggest(HISTORY, HERE, limit=2)) == 2
