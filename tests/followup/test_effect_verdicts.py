"""Whether an action helped, from the figures of the months before and after: the word, its n, and what is missing."""

from __future__ import annotations

import datetime as dt

import effectworld
import pytest

from lokmin.core.effects import Caution, Method, Outcome, Reason, sentences
from lokmin.core.periods import Month
from lokmin.cycle.followup import operations
from lokmin.cycle.followup.effect import operations as effects
from lokmin.cycle.followup.effect import queries
from lokmin.cycle.followup.models import Action, Verdict

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY, AUGUST = (Month(2026, month) for month in (5, 6, 7, 8))


def made(cast, columns, *, done=True, **changes):
    action = operations.add(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 5, 5), **{**columns, **changes}
    )
    if done:
        operations.finish(
            action=action, by=cast.people["endah"], result="Empat dusun didata", proof="Daftar 41 ibu",
            on=dt.date(2026, 5, 22),
        )  # fmt: skip
    return Action.objects.get(pk=action.pk)


def test_a_village_that_improves_beyond_the_others_is_a_success_with_its_n(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    found = queries.verdict(made(cast, columns), AUGUST)
    assert found.outcome is Outcome.HELPED
    assert (found.method, found.before, found.after, found.others) == (Method.OTHERS, 12, 3, 11)
    assert found.start == "2026-06"
    assert found.effect_bp is not None
    assert 400 < found.effect_bp < 800
    assert found.own_levels[0] == pytest.approx(400, abs=40)
    assert sentences.headline(found).startswith("Berhasil: K1 Watubelah naik")
    assert "12 bulan sebelum, 3 bulan sesudah" in sentences.headline(found)
    assert found.people_micro == pytest.approx(36_000_000, rel=0.3)


def test_where_nothing_changed_it_is_not_yet(cast, columns):
    effectworld.report(cast, AUGUST)
    found = queries.verdict(made(cast, columns), AUGUST)
    assert found.outcome is Outcome.NOT_YET
    assert found.chance_ppm is not None
    assert found.chance_ppm > 25_000


@pytest.mark.parametrize(("month", "after", "start"), [(MAY, 0, "Agustus"), (JUNE, 1, "Agustus"), (JULY, 2, "Agustus")])
def test_fewer_than_three_months_after_are_never_judged_and_the_month_is_named(cast, columns, month, after, start):
    effectworld.report(cast, month, more=12, since=JUNE)
    found = queries.verdict(made(cast, columns), month)
    assert (found.outcome, found.reason, found.after) == (Outcome.UNKNOWN, Reason.FEW_AFTER, after)
    assert sentences.when(found) == f"Dapat dinilai mulai angka {start} 2026."


def test_a_start_early_in_the_month_counts_from_that_month(cast, columns):
    effectworld.report(cast, JULY, more=12, since=MAY)
    found = queries.verdict(made(cast, columns, start=dt.date(2026, 5, 6)), JULY)
    assert (found.start, found.after, found.outcome) == ("2026-05", 3, Outcome.HELPED)


def test_fewer_than_three_months_before_are_never_judged(cast, columns):
    effectworld.report(cast, AUGUST, first=Month(2026, 3), more=12, since=JUNE)
    found = queries.verdict(made(cast, columns), AUGUST)
    assert (found.outcome, found.reason, found.before) == (Outcome.UNKNOWN, Reason.FEW_BEFORE, 2)
    assert "diunggah" in sentences.when(found)


def test_a_month_not_reported_is_missing_and_not_zero(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    effectworld.silent(cast, "Watubelah", JULY)
    found = queries.verdict(made(cast, columns), AUGUST)
    assert (found.outcome, found.reason, found.after) == (Outcome.UNKNOWN, Reason.FEW_AFTER, 2)
    assert found.own[found.months.index("2026-07")] is None
    assert found.judged_from == "2026-09"


def test_few_villages_to_compare_with_and_a_short_series_cannot_be_judged(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE, villages=cast.villages[:4])
    found = queries.verdict(made(cast, columns), AUGUST)
    assert (found.outcome, found.reason, found.others) == (Outcome.UNKNOWN, Reason.FEW_OTHERS, 3)


def test_few_villages_but_a_long_series_is_judged_by_itself(cast, columns):
    effectworld.report(cast, AUGUST, first=Month(2023, 1), more=12, since=JUNE, villages=cast.villages[:4])
    found = queries.verdict(made(cast, columns), AUGUST)
    assert (found.method, found.outcome, found.others) == (Method.SERIES, Outcome.HELPED, 0)


def test_an_action_for_the_whole_puskesmas_needs_a_long_series(cast, columns):
    effectworld.report(cast, AUGUST)
    found = queries.verdict(made(cast, columns, village=None), AUGUST)
    assert (found.outcome, found.reason, found.acted) == (Outcome.UNKNOWN, Reason.SHORT_SERIES, ())


def test_a_village_with_an_action_of_its_own_is_no_comparison(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    first = made(cast, columns)
    made(cast, columns, village=next(v for v in cast.villages if v.name == "Rejosari"))
    found = queries.verdict(first, AUGUST)
    assert found.left_out == ("Rejosari",)
    assert found.others == 10
    assert Caution.LEFT_OUT in found.cautions


def test_two_actions_at_once_share_the_verdict_and_it_is_said(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    first = made(cast, columns)
    made(cast, columns, activity="Kunjungan rumah")
    found = queries.verdict(first, AUGUST)
    assert found.together == ("2/2026",)
    assert any("RTL 2/2026" in words for words in sentences.cautions(found))


@pytest.mark.parametrize(
    ("changes", "done", "reason"),
    [({}, False, Reason.NOT_DONE), ({"indicator": ""}, True, Reason.NO_INDICATOR)],
)
def test_what_was_not_done_or_names_no_indicator_is_not_judged(cast, columns, changes, done, reason):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    found = queries.verdict(made(cast, columns, done=done, **changes), AUGUST)
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, reason)


def test_after_six_months_the_verdict_stays(cast, columns):
    effectworld.report(cast, Month(2026, 12), more=12, since=JUNE)
    action = made(cast, columns)
    november, december = (queries.verdict(action, Month(2026, month)) for month in (11, 12))
    assert november.after == december.after == 6
    assert (november.effect_bp, november.chance_ppm) == (december.effect_bp, december.chance_ppm)


def test_a_correction_of_the_figures_is_seen_at_once_and_the_frozen_verdict_stays(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    action = made(cast, columns)
    (kept,) = effects.freeze_verdicts(puskesmas=cast.puskesmas, month=AUGUST, by=cast.people["yusuf"])
    effectworld.silent(cast, "Watubelah", JUNE, JULY)
    assert queries.verdict(action, AUGUST).outcome is Outcome.UNKNOWN
    kept.refresh_from_db()
    assert kept.outcome == "berhasil"
    assert kept.sentence.startswith("Berhasil: K1 Watubelah")


def test_freezing_twice_for_one_meeting_writes_once(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    made(cast, columns)
    options = {"puskesmas": cast.puskesmas, "month": AUGUST, "by": cast.people["yusuf"], "origin_kind": "lokmin"}
    first = effects.freeze_verdicts(**options, origin_id="7")
    assert effects.freeze_verdicts(**options, origin_id="7") == first
    assert Verdict.objects.count() == 1
    effects.freeze_verdicts(**options, origin_id="8")
    assert Verdict.objects.count() == 2


def test_the_next_lokmin_opens_with_what_is_new(cast, columns, settings):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    helped = made(cast, columns)
    waiting = made(cast, columns, done=False, activity="Kelas ibu", indicator="K4")
    for number, month in enumerate((JULY, AUGUST, AUGUST), 7):
        effects.freeze_verdicts(
            puskesmas=cast.puskesmas, month=month, by=cast.people["yusuf"], origin_kind="lokmin", origin_id=str(number)
        )
    seen = queries.seen_by(cast.puskesmas, "lokmin", 8)
    assert [(line.pk, line.verdict.outcome.value) for line in seen] == [
        (helped.pk, "berhasil"), (waiting.pk, "belum bisa dinilai")
    ]  # fmt: skip
    assert [line.pk for line in seen if line.news] == [helped.pk]
    assert not any(line.news for line in queries.seen_by(cast.puskesmas, "lokmin", 9))


def test_effective_needs_a_frozen_verdict_or_an_evaluation_with_its_n(cast, columns):
    effectworld.report(cast, AUGUST, more=12, since=JUNE)
    helped = made(cast, columns)
    evaluated = made(cast, columns, village=None, indicator="", evaluation="28 dari 34 ibu datang lagi")
    made(cast, columns, village=None, indicator="", evaluation="Bagus sekali")
    assert [e.pk for e in queries.effective(cast.puskesmas, 2026)] == [evaluated.pk]
    effects.freeze_verdicts(puskesmas=cast.puskesmas, month=AUGUST, by=cast.people["yusuf"])
    found = {e.pk: e for e in queries.effective(cast.puskesmas, 2026)}
    assert set(found) == {helped.pk, evaluated.pk}
    assert (found[helped.pk].evidence, found[evaluated.pk].evidence) == ("putusan", "evaluasi")
    assert found[helped.pk].period == "2026-08"


def test_promises_are_counted_by_klaster_and_hidden_when_few(cast, columns):
    for _turn in range(4):
        made(cast, columns)
    (kept,) = queries.promise_index(cast.puskesmas, MAY)
    assert kept.hidden
    made(cast, columns, done=False)
    (kept,) = queries.promise_index(cast.puskesmas, MAY)
    assert (kept.klaster, kept.due, kept.kept, kept.open) == (2, 5, 4, 1)


def test_another_puskesmas_reads_nothing_of_it(cast, columns):
    effectworld.report(cast, AUGUST)
    made(cast, columns)
    neighbour = cast.neighbour
    assert queries.verdicts(neighbour, AUGUST) == ()
    assert queries.effective(neighbour, 2026) == ()
    assert queries.promise_index(neighbour, MAY) == ()
