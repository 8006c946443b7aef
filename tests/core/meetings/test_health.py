"""Meeting health says what was recorded, says when it was not, and never knows who."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.meetings.health import Course, Health, ItemRun, compare, measure, sentences

NINE = dt.datetime(2026, 5, 5, 9, 0, tzinfo=dt.UTC)


def at(minutes: float) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minutes)


def course(**changes):
    given_ = {
        "invited_for": NINE, "planned": 120, "opened": at(12), "closed": at(140), "decisions": 8, "present": 38,
        "items": (
            ItemRun(10, at(12), at(20)),
            ItemRun(20, at(20), at(48), red=True),
            ItemRun(40, at(48), at(90), red=True),
            ItemRun(30, at(90), None),
        ),
        "speakers": ("p1", "p2", "p2", "tamu 4"),
    }  # fmt: skip
    return Course(**{**given_, **changes})


def test_a_recorded_meeting_gives_its_five_figures():
    health = measure(course())
    assert (health.delay, health.minutes, health.per_decision) == (12, 128, Fraction(16))
    assert health.red_share == Fraction(70, 78)
    assert (health.spoke, health.present, health.spoke_share) == (3, 38, Fraction(3, 38))
    assert (health.timed, health.items, health.overrun) == (3, 4, 2)
    assert sentences(health) == (
        "Mulai 12 menit sesudah jam undangan.",
        (
            "Berlangsung 128 menit dari 120 menit yang direncanakan; "
            "2 dari 3 acara yang tercatat waktunya melewati jatahnya."
        ),
        "8 keputusan, satu keputusan tiap 16 menit.",
        "90\u00a0% waktu untuk indikator merah: 70 dari 78 menit (3 dari 4 acara tercatat waktunya).",
        "3 dari 38 orang yang hadir bersuara.",
    )


def test_what_was_not_recorded_is_said_and_never_zero():
    health = measure(Course(NINE, 120))
    assert (health.delay, health.minutes, health.per_decision, health.red_share, health.spoke_share) == (None,) * 5
    assert sentences(health) == (
        "Keterlambatan mulai tidak terukur: jam mulai tidak tercatat, atau pertemuan dimasukkan di lain waktu.",
        "Lamanya tidak terukur: jam mulai dan jam tutup tidak tercatat pada hari pertemuan.",
        "Tidak ada keputusan yang dicatat.",
        "Waktu untuk indikator merah tidak terukur: waktu tiap acara tidak tercatat.",
        "Berapa orang yang bersuara tidak terukur: nama pembicara tidak dicatat.",
    )


def test_a_minute_late_counts_and_half_a_minute_does_not():
    assert measure(course(opened=at(0.9))).delay == 0
    assert measure(course(opened=at(1))).delay == 1
    assert sentences(measure(course(opened=at(-5))))[0] == "Mulai 5 menit sebelum jam undangan."
    assert sentences(measure(course(opened=NINE)))[0] == "Mulai tepat waktu."


def test_a_meeting_typed_in_at_night_has_no_delay_and_no_length():
    health = measure(course(opened=at(700), closed=at(700.5)))
    assert (health.delay, health.minutes) == (None, None)
    assert measure(course(opened=at(240))).delay == 240


def test_a_clock_set_back_gives_no_negative_times():
    health = measure(course(closed=at(-30), items=(ItemRun(10, at(20), at(5), red=True),)))
    assert health.minutes is None
    assert health.red_share is None


def test_more_speakers_than_names_on_the_list_never_exceed_the_whole():
    health = measure(course(present=2, speakers=("a", "b", "c")))
    assert (health.spoke, health.present) == (3, 3)


def test_the_usual_value_is_the_median_and_needs_two_meetings():
    one = compare(measure(course()), [measure(course(opened=at(30)))])
    assert (one[0].usual, one[0].n, one[0].word) == (None, 1, "")
    three = compare(measure(course()), [measure(course(opened=at(m))) for m in (30, 20, 90)])
    assert (three[0].now, three[0].usual, three[0].n, three[0].word) == ("12", "30", 3, "lebih baik")
    assert compare(measure(course()), [measure(course(opened=at(m))) for m in (12, 13)])[0].word == "sama"
    assert compare(measure(course()), [measure(course(opened=at(m))) for m in (2, 3)])[0].word == "lebih buruk"


def test_minutes_per_decision_have_no_good_side():
    rows = compare(measure(course()), [measure(course(decisions=d)) for d in (1, 1, 1)])
    row = next(r for r in rows if r.name == "Menit per keputusan")
    assert (row.now, row.usual, row.word) == ("16", "128", "")


def test_only_the_latest_six_meetings_count():
    before = [measure(course(opened=at(100)))] * 5 + [measure(course(opened=at(12)))] * 6
    assert compare(measure(course()), before)[0].usual == "12"


def test_nothing_that_leaves_knows_a_person():
    """Figures are whole numbers only: no key of a speaker can leave through them."""
    health = measure(course(speakers=("Endah Puspita", "Sri Lestari")))
    assert all(isinstance(getattr(health, f.name), int) for f in fields(Health))
    said = " ".join(sentences(health)) + repr(compare(health, [health, health]))
    assert "Endah" not in said
    assert "Sri" not in said


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 90), st.booleans()), max_size=12), st.integers(0, 30))
def test_shares_are_shares_whatever_happened(runs, decisions):
    items, now = [], NINE
    for planned, took, red in runs:
        items.append(ItemRun(planned, now, now + dt.timedelta(minutes=took), red))
        now += dt.timedelta(minutes=took)
    health = measure(Course(NINE, 120, NINE, now, tuple(items), decisions, 10, ("a",) * len(runs)))
    assert health.red_share is None or 0 <= health.red_share <= 1
    assert health.overrun == sum(took > planned for planned, took, _ in runs)
    assert health.minutes == (sum(took for _, took, _ in runs) or None)
    assert all(sentence.endswith(".") for sentence in sentences(health))
