"""What the kinds of meetings say, and how an office changes them for itself."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from lokmin.core.meetings.kinds import POINT_KINDS, filled, load, papers, span_label, span_name, words
from lokmin.core.meetings.overrides import KindError, difference, in_force, merged
from lokmin.core.meetings.timebox import Slot, fit
from lokmin.core.periods import Month

DATA = tomllib.loads(files("lokmin.catalog").joinpath("rules/lokmin.toml").read_text("utf-8"))
PACK = papers(DATA)
LOKMIN = ("bulanan_pertama", "bulanan_rutin", "tribulanan_pertama", "tribulanan_rutin")


def monthly(year: int = 2026):
    return load(DATA, year)["bulanan_rutin"]


def plain(kind):
    """The agenda of a kind as a form sends it."""
    return [
        {"title": p.title, "kind": p.kind, "least": p.least, "wanted": p.wanted, "who": p.who, "months": list(p.months)}
        for p in kind.agenda
    ]


@pytest.mark.parametrize("code", LOKMIN)
def test_a_lokmin_says_its_aim_inputs_steps_outputs_and_who_comes(code):
    kind = load(DATA, 2026)[code]
    for said in (kind.aim, kind.purposes, kind.inputs, kind.steps, kind.outputs, kind.participants, kind.recipients):
        assert said
    assert {"jadwal", "undangan", "daftar_hadir", "notulen", "foto"} <= {p.code for p in kind.papers}


def test_the_camat_opens_and_leads_across_sectors_and_nobody_claims_the_rule_says_so():
    found = load(DATA, 2026)
    for code in ("tribulanan_pertama", "tribulanan_rutin"):
        assert (found[code].opener, found[code].leader, found[code].lead_days) == ("camat", "camat", 7)
        assert not found[code].confirmed
    assert (found["bulanan_pertama"].opener, found["bulanan_pertama"].leader) == ("ktu", "kepala")
    assert found["rtm"].leader == "pj_mutu"


def test_a_meeting_of_january_2023_stands_on_the_rule_of_2019_and_one_of_2026_does_not():
    assert any("43 Tahun 2019" in title for title in monthly(2023).legal_base)
    assert not any("43 Tahun 2019" in title for title in monthly(2026).legal_base)
    assert any("19 Tahun 2024" in title for title in monthly(2026).legal_base)
    assert [law.confirmed for law in monthly(2026).laws if law.code == "pmk-19-2024"] == [False]


def test_the_first_meeting_has_the_nine_topics_of_the_real_one():
    first = load(DATA, 2025)["bulanan_pertama"]
    titles = [p.title.format(**words(Month(2025, 1), Month(2024, 12), 12)) for p in first.points(1, 12)]
    nine = (
        "Kebijakan program", "Laporan kinerja program tahun lalu", "Upaya peningkatan kinerja", "Usulan kebutuhan SDM",
        "Usulan kebutuhan alat kesehatan", "Analisis beban kerja tiap petugas", "Pembagian daerah binaan",
        "Persetujuan RPK 2025 dan RUK 2026", "Penyusunan Renstra",
    )  # fmt: skip
    assert [t for t in titles if t in nine] == list(nine)


def test_february_asks_for_the_village_proposals_and_brings_the_musrenbang_material():
    kind = monthly()
    assert "Bahan Musrenbang kecamatan" in kind.inputs_in(2)
    assert "Bahan Musrenbang kecamatan" not in kind.inputs_in(3)
    assert any("RUK" in line for line in kind.outputs_in(2))
    assert len(kind.outputs_in(7)) == len(kind.outputs) + 1


def test_a_quarter_is_evaluated_by_ukp_and_ukm_and_a_month_by_cluster():
    kind = monthly()
    month = {p.kind for p in kind.points(10, 1)}
    quarter = {p.kind for p in kind.points(10, 3)}
    assert "klaster" in month
    assert not {"ukp", "ukm"} & month
    assert {"ukp", "ukm"} <= quarter
    assert any("{tahun_depan}" in p.title for p in kind.points(10, 3))


@pytest.mark.parametrize("span", [1, 3, 6, 12])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_fixed_points_of_every_kind_fit_two_hours(month, span):
    for kind in load(DATA, 2026).values():
        points = kind.points(month, span)
        slots = [Slot(p.least, p.wanted, fixed=not p.optional) for p in points if p.kind != "klaster"]
        assert sum(fit(slots, 120)) <= 120
        assert {p.kind for p in points} <= set(POINT_KINDS)
        for point in points:
            point.title.format(**words(Month(2026, month), Month(2026, month).previous, span))


def test_a_period_is_named_truly():
    assert span_label(Month(2026, 4)) == "April 2026"
    assert span_label(Month(2026, 3), 3) == "Januari–Maret 2026"
    assert span_label(Month(2026, 1), 3) == "November 2025–Januari 2026"
    assert span_label(Month(2026, 12), 12) == "tahun 2026"
    assert span_name(Month(2025, 9), 3) == "Juli–September"


def test_an_office_changes_what_it_names_and_keeps_the_rest():
    kind = monthly()
    own = merged(kind, {"lead_days": 4, "purposes": ["Menjaga mutu", "  "]}, PACK)
    assert (own.lead_days, own.purposes) == (4, ("Menjaga mutu",))
    assert own.inputs == kind.inputs
    assert own.changed == ("purposes", "lead_days")
    assert merged(kind, {"lead_days": kind.lead_days}, PACK).changed == ()


def test_of_a_whole_form_only_the_changes_are_kept():
    kind = monthly()
    same = {"aim": kind.aim, "inputs": list(kind.inputs), "papers": [p.code for p in kind.papers], "opener": "ktu"}
    assert difference(kind, same, PACK) == {"opener": "ktu"}


def test_the_youngest_change_that_holds_wins():
    changes = [{"valid_from": 2025, "fields": {"lead_days": 3}}, {"valid_from": 2027, "fields": {"lead_days": 5}}]
    assert in_force(changes, 2024) == {}
    assert in_force(changes, 2026) == {"lead_days": 3}
    assert in_force(changes, 2027) == {"lead_days": 5}


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"lead_days": 90}, "lead_days", "isi 0 sampai 60 hari"),
        ({"lead_days": "tiga"}, "lead_days", "isi 0 sampai 60 hari"),
        ({"opener": "bupati"}, "opener", "Camat"),
        ({"papers": ["resep"]}, "papers", "tidak ada berkas “resep”"),
        ({"purposes": "satu kalimat"}, "purposes", "satu baris satu butir"),
        ({"inputs": ["x" * 301]}, "inputs", "lebih dari 300 huruf"),
        ({"warna": "biru"}, "warna", "bukan bagian jenis pertemuan"),
        ({"agenda": []}, "agenda", "dimulai dengan pembukaan"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_in_words(change, field, said):
    with pytest.raises(KindError) as refused:
        merged(monthly(), change, PACK)
    assert said in refused.value.problems[field]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"least": 9, "wanted": 5}, "yang wajar tidak lebih kecil"),
        ({"kind": "pesta"}, "pilih jenis acara"),
        ({"title": " "}, "beri judul"),
        ({"title": "Capaian {desa}"}, "hanya {bulan}"),
        ({"months": [13]}, "bulan harus 1 sampai 12"),
        ({"who": "bupati"}, "pembuka, pemimpin"),
    ],
)
def test_a_point_that_makes_no_sense_is_named_with_its_number(wrong, said):
    agenda = plain(monthly())
    agenda[1] = {**agenda[1], **wrong}
    with pytest.raises(KindError) as refused:
        merged(monthly(), {"agenda": agenda}, PACK)
    assert refused.value.problems["agenda"].startswith("Acara 2")
    assert said in refused.value.problems["agenda"]


def test_a_law_that_is_not_there_is_a_mistake_of_the_data():
    with pytest.raises(ValueError, match="pmk-99"):
        load({**DATA, "kind": [{**DATA["kind"][0], "laws": ["pmk-99"]}]}, 2026)


def test_braces_an_office_typed_for_itself_stay_as_they_are():
    said = words(Month(2026, 5), Month(2026, 4))
    assert filled("RPK {berikut} {2} {desa}", said) == "RPK Juni {2} {desa}"
