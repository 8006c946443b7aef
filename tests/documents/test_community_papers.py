"""The papers of SMD, MMD, Musrenbang and of the evidence chain say what was counted, agreed and proven."""

from __future__ import annotations

import datetime as dt

from tests.core.community.households import INSTRUMENT, households

from lokmin.catalog import loading
from lokmin.core.assessment.chain import ChainRule, Evidence, judge
from lokmin.core.community import instrument as inst
from lokmin.core.community.mmd import BUDGET, Agreement, plan_year
from lokmin.core.community.musrenbang import REFUSED, TAKEN, BeritaAcara, Proposal
from lokmin.core.community.problems import by_votes, found
from lokmin.core.community.tabulation import SmdRule, tabulate
from lokmin.documents.figures.answers import answers_chart
from lokmin.documents.forms.chain import StepNote, chain_paper, total
from lokmin.documents.forms.mmd import MmdPaper, activities_paper, attendance_sheet, invitation, mmd_minutes, proposal
from lokmin.documents.forms.musrenbang import MusrenbangPaper, berita_acara
from lokmin.documents.forms.smd import findings_paper, questionnaire, tabulation_paper
from lokmin.documents.forms.smdparts import VillagePaper

from .causecast import OFFICE

ABOUT = VillagePaper("Desa Watubelah", "Kecamatan Banyuwening", 2026, OFFICE)
RULE = SmdRule.load(loading.rules("smd"), 2026)
TABLE = tabulate(INSTRUMENT, households())
PROBLEMS = by_votes(found(TABLE, RULE), {"A1": 20, "B1": 11})
MMD = MmdPaper(
    ABOUT, dt.date(2026, 1, 12), "Balai Desa", "Kepala Desa Watubelah", "Endah Puspita", 20, 28, "Warga setuju.",
    PROBLEMS,
    (
        Agreement("Kerja bakti", who="RT 03", when="tiap Jumat"),
        Agreement("Jamban", who="desa", means=BUDGET, cost=24_000_000),
        Agreement("Ambulans", who="desa", means=BUDGET),
    ),
)  # fmt: skip


def words(document) -> str:
    return "\n".join(document.texts())


def test_the_blank_questionnaire_has_every_question_a_box_for_every_answer_and_no_name():
    shipped = inst.load(loading.rules("smd"), 2026)
    text = words(questionnaire(shipped, ABOUT))
    assert all(q.text in text for q in shipped.questions)
    assert "d. Sungai, kebun, atau tempat terbuka" in text
    assert "tidak ada ibu hamil" in text
    assert "Jangan tulis nama siapa pun" in text


def test_the_tabulation_says_what_its_shares_are_of():
    text = words(tabulation_paper(TABLE, INSTRUMENT, RULE, ABOUT))
    assert "tidak: 27 (45,0 %)" in text
    assert "54 menjawab, 6 kosong" in text
    assert "20/20" in text
    assert "60 menjawab (RT 01 20, RT 02 20, RT 03 20)" in text


def test_few_answers_are_marked_on_paper_and_hatched_in_the_chart():
    few = tabulate(INSTRUMENT, households()[:7])
    assert "7/7*" not in words(tabulation_paper(few, INSTRUMENT, RULE, ABOUT))  # one unit only: no table of units
    assert "arsir" in answers_chart(few, RULE, title="x", dress="paper")
    assert "arsir" not in answers_chart(TABLE, RULE, title="x", dress="paper")
    assert "belum ada jawaban" in answers_chart(tabulate(INSTRUMENT, []), RULE, title="x", narrow=True)


def test_problems_stand_in_the_villagers_order_with_their_votes():
    text = words(findings_paper(PROBLEMS, [("Orang", "12 kader")], ABOUT, feedback=""))
    assert text.index("Tidak mempunyai jamban sehat") < text.index("Balitanya tidak ditimbang")
    assert "Orang: 12 kader" in text
    assert "Belum disampaikan." in text


def test_the_minutes_of_the_musyawarah_name_who_does_what_and_what_it_costs():
    text = words(mmd_minutes(MMD))
    assert "48 orang (20 laki-laki, 28 perempuan)" in text
    assert "3 kegiatan: 1 swadaya, 2 perlu anggaran (1 belum ada perkiraan biaya)." in text
    plan = words(activities_paper(MMD))
    assert "Dikerjakan sendiri (swadaya): 1 kegiatan" in plan
    assert "Rp24.000.000" in plan
    assert "1 belum dihitung" in plan
    assert attendance_sheet(MMD).blocks


def test_the_berita_acara_shows_what_was_taken_and_why_the_rest_was_not():
    proposals = (
        Proposal("Jamban", cost=24_000_000, state=TAKEN, origin="MMD 12 Januari 2026"),
        Proposal("Ambulans", state=REFUSED, reason="dana tidak cukup"),
    )
    record = BeritaAcara("desa", "Watubelah", 2027, dt.date(2026, 1, 15), proposals=proposals)
    text = words(berita_acara(MusrenbangPaper(record, OFFICE)))
    assert "BERITA ACARA MUSRENBANG DESA WATUBELAH UNTUK TAHUN 2027" in text
    assert "(nomor menyusul)" in text
    assert "dana tidak cukup" in text
    assert "2 usulan: 1 diterima, 1 tidak diterima, 0 belum diputus." in text


def test_the_chain_on_paper_adds_up_with_the_office_s_own_scores():
    rule = ChainRule.load(loading.rules("chain"), 2026)
    chain = judge(rule, 2026, [Evidence("rpk-ada", "RPK 2026", dt.date(2026, 1, 5))], today=dt.date(2026, 6, 1))
    notes = {1: StepNote(10, "SK ada di map", 5, "tanda tangan kurang"), 2: StepNote(note="belum")}
    assert (chain.total, total(chain, notes)) == (5, 10)
    text = words(chain_paper(chain, notes, OFFICE, rule.source))
    assert "10/150" in text
    assert "RPK 2026, 5 Januari 2026" in text
    assert "SK ada di map" in text
    assert "RPK 2026 disetujui: belum ada." in text


def test_the_invitation_calls_the_villagers_with_what_the_survey_found_and_needs_no_kop_of_the_puskesmas():
    made = invitation(MMD)
    text = words(made)
    assert made.letterhead is None
    assert "Senin, 12 Januari 2026" in text
    assert "Tidak mempunyai jamban sehat" in text
    assert "Kepala Desa," in text
    assert "...." in words(invitation(MmdPaper(ABOUT)))


def test_the_proposal_of_a_village_holds_only_what_needs_money_with_its_sum():
    text = words(proposal(MMD))
    assert "untuk Musrenbang desa, rencana tahun 2027" in text
    assert "Kerja bakti" not in text
    assert ["Jamban" in text, "Ambulans" in text, "1 belum dihitung" in text] == [True] * 3
    assert text.count("Rp24.000.000") == 2
    assert "Tidak ada kegiatan yang perlu anggaran." in words(proposal(MmdPaper(ABOUT)))


def test_what_is_agreed_in_november_and_in_january_goes_to_the_same_musrenbang():
    assert {plan_year(dt.date(2025, 11, 12)), plan_year(dt.date(2026, 1, 20))} == {2027}
