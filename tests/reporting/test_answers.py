"""What an answer does to the cells that waited for it."""

from __future__ import annotations

import pytest

from lokmin.core.numbers import MICRO
from lokmin.cycle.reporting.asjson import as_json
from lokmin.cycle.reporting.models import PlaceSpelling
from lokmin.cycle.reporting.operations import Refused, answer, preview
from lokmin.cycle.reporting.settling import period_of
from lokmin.exchange.excel.records import Question
from reporting.book import reading, ready

A, B = "99.01.01.2001", "99.01.01.2002"


def after(cast, rows, questions, answers):
    upload = ready(cast.puskesmas, cast.people["ratna"], rows, questions=questions)
    before = preview(upload)
    answer(upload=upload, by=cast.people["ratna"], questions=answers)
    upload.refresh_from_db()
    return before, preview(upload)


@pytest.mark.parametrize(
    ("said", "read", "meant"),
    [
        ("2026-04", None, "2026-04"),
        ("Mei", "2026-04", "2026-05"),
        ("2025", "2026-04", "2025-04"),
        ("2026", None, "2026"),
        ("2026-13", None, None),
        ("entah", None, None),
    ],
)
def test_what_an_answer_about_the_month_means(said, read, meant):
    assert period_of(said, read, 2026) == meant


def test_the_month_of_a_table_is_answered_for_all_its_cells(cast):
    question = Question("period:x", "period", "Bulan apa?", "x")
    rows = [
        reading(p, None, "kia.k1", 4, cell=f"D{i}", question="period:x", state_hint="tanya")
        for i, p in enumerate((A, B), 7)
    ]
    before, now = after(cast, rows, [question], {"period:x": "2026-03"})
    assert (before.accepted, before.counts["warning"]) == (0, 2)
    assert {w.key[:2] for w in now.writes} == {(A, "2026-03"), (B, "2026-03")}


def test_a_doubtful_place_still_waits_behind_an_answered_month(cast):
    month, place = (
        Question("period:x", "period", "?", "x"),
        Question("place:Watubela", "place", "?", "Watubela", options=(B,)),
    )
    row = reading(B, None, "kia.k1", 4, question="period:x", state_hint="tanya")._replace(place_text="Watubela")
    _before, now = after(cast, [row], [month, place], {"period:x": "2026-03"})
    assert now.accepted == 0
    assert now.cells[0].asks == "place:Watubela"


def test_an_answer_that_is_no_month_is_refused(cast):
    question = Question("period:x", "period", "?", "x")
    upload = ready(cast.puskesmas, cast.people["ratna"], [(A, "2026-03", "kia.k1", 4)], questions=[question])
    with pytest.raises(Refused, match="bukan bulan"):
        answer(upload=upload, by=cast.people["ratna"], questions={"period:x": "lusa"})


def test_of_two_sheets_that_differ_the_chosen_one_is_stored(cast):
    question = Question("total:a|b", "total", "Yang mana?", "a|b", options=("satu!D10", "dua!E10"))
    left = reading(A, "2026-03", "kia.k1", 4, question="total:a|b", state_hint="tanya")._replace(sheet="satu")
    right = left._replace(sheet="dua", cell="E10", micro=6 * MICRO)
    before, now = after(cast, [left, right], [question], {"total:a|b": "dua!E10"})
    assert before.accepted == 0
    assert [w.micro for w in now.writes] == [6 * MICRO]
    assert now.counts["ignored"] == 1


def test_a_column_of_percentages_is_left_out_and_one_of_counts_is_not(cast):
    question = Question("number:x", "number", "?", "x", options=("persentase", "jumlah"))
    row = reading(A, "2026", "sasaran.bumil", 4.5, question="number:x", state_hint="tanya")
    _before, now = after(cast, [row], [question], {"number:x": "persentase"})
    assert (now.accepted, now.counts["ignored"]) == (0, 1)
    _before, now = after(cast, [row], [question], {"number:x": "jumlah"})
    assert now.writes[0].micro == 4_500_000


def test_two_readings_of_a_word_and_a_typed_third(cast):
    question = Question("number:x", "number", "?", "x", options=("1234", "1,234"))
    row = reading(A, "2026-03", "kia.k1", 1.234, question="number:x", state_hint="tanya", raw="1.234")
    before, now = after(cast, [row], [question], {"number:x": "1234"})
    assert before.accepted == 0
    assert now.writes[0].micro == 1234 * MICRO
    _before, now = after(cast, [row], [question], {"number:x": "7"})
    assert now.writes[0].micro == 7 * MICRO


def test_a_row_without_a_name_is_answered_for_this_file_only(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    question = Question("place:S!B8", "place", "Milik tempat mana?", "S!B8")
    row = reading("", "2026-03", "kia.k1", 4, question="place:S!B8", state_hint="tanya")._replace(place_code=None)
    upload = ready(cast.puskesmas, cast.people["ratna"], [row], questions=[question])
    assert answer(upload=upload, by=cast.people["ratna"], questions={"place:S!B8": A})
    upload.refresh_from_db()
    assert [w.key[0] for w in preview(upload).writes] == [A]
    assert not PlaceSpelling.objects.exists()


def test_parts_by_sex_add_up_and_two_different_numbers_wait(cast):
    ladies = reading(A, "2026-03", "kia.lahir_hidup", 4, cell="D9", part="P")
    men = reading(A, "2026-03", "kia.lahir_hidup", 3, cell="C9", part="L")
    twice = [reading(B, "2026-03", "kia.k1", n, cell=f"E{n}") for n in (4, 5)]
    plan = preview(ready(cast.puskesmas, cast.people["ratna"], [ladies, men, *twice]))
    assert [(w.key[0], w.micro) for w in plan.writes] == [(A, 7 * MICRO)]
    assert {c.cell for c in plan.errors} == {"E4", "E5"}


def test_scripts_are_told_what_each_cell_of_a_pair_holds_itself(cast):
    ladies = reading(A, "2026-03", "kia.lahir_hidup", 4, cell="D9", part="P")
    men = reading(A, "2026-03", "kia.lahir_hidup", 3, cell="C9", part="L")
    facts = as_json(preview(ready(cast.puskesmas, cast.people["ratna"], [men, ladies])))["facts"]
    assert {(f["cell"], f["value"], f["item"], f["period"]) for f in facts} == {
        ("C9", 3, "kia.lahir_hidup", "2026-03"),
        ("D9", 4, "kia.lahir_hidup", "2026-03"),
    }
