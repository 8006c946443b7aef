"""Clashes of the joint calendar: what is found, what it says, where it may go, and that it stays quick."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.meetings.yearplan import DayBook
from lokmin.core.periods import Month
from lokmin.core.planning.calendar import Event, WorkDays, by_day, grid, overlaps
from lokmin.core.planning.clashes import Kind, Severity, find, load, overlapping
from lokmin.core.planning.clashwords import kind_words, next_step, sentence

pytestmark = pytest.mark.one_database
RULE = load(rules("schedule"), 2026)
NAMES = {"ratna": "Ratna Wulandari", "yusuf": "Yusuf Hidayat", "watubelah": "Desa Watubelah", "mobil": "Pusling B 12"}
TUESDAY = dt.date(2026, 5, 5)
MAY = (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
DAYS = WorkDays(
    5, DayBook({dt.date(2026, 5, 14): "Kenaikan Isa Almasih"}, ((dt.date(2026, 2, 18), dt.date(2026, 3, 19)),))
)


def at(start: int, end: int) -> tuple[dt.time, dt.time]:
    return dt.time(start), dt.time(end)


def event(key: str, day: dt.date = TUESDAY, **fields) -> Event:
    return Event(key, fields.pop("title", f"Kegiatan {key}"), day, fields.pop("last", day), **fields)


def clashes(*events: Event, since: dt.date = MAY[0], until: dt.date = MAY[1], **more):
    return find(events, DAYS, RULE, since=since, until=until, **more)


def test_one_person_at_two_things_is_said_with_both_and_a_free_day():
    lokmin = event("a", title="Lokmin bulanan", times=at(9, 12), people=("ratna", "yusuf"), fixed=True)
    posyandu = event("b", title="Posyandu Watubelah", times=at(8, 11), people=("ratna",))
    [clash] = clashes(lokmin, posyandu)
    assert sentence(clash, NAMES) == (
        "Ratna Wulandari dijadwalkan di dua kegiatan pada Selasa, 5 Mei 2026: "
        "Posyandu Watubelah (08.00–11.00) dan Lokmin bulanan (09.00–12.00)."
    )
    assert next_step(clash) == "Pindahkan Posyandu Watubelah ke Rabu, 6 Mei 2026."
    assert (clash.severity, clash.moving) == (Severity.HARD, posyandu)


def test_one_thing_after_the_other_is_no_clash():
    assert (
        clashes(event("a", times=at(8, 10), people=("ratna",)), event("b", times=at(10, 12), people=("ratna",))) == ()
    )


def test_a_whole_day_overlaps_with_every_hour():
    [clash] = clashes(event("a", people=("ratna",)), event("b", times=at(8, 9), people=("ratna",)))
    assert clash.kind is Kind.PERSON


def test_two_events_with_many_people_for_three_days_are_one_clash():
    last = dt.date(2026, 5, 7)
    people = tuple(f"p{n}" for n in range(20))
    [clash] = clashes(event("a", last=last, people=people), event("b", last=last, people=people))
    assert (clash.days, len(clash.about)) == (3, 20)
    assert "dan 17 lagi" in sentence(clash, {})
    assert "(dan 2 hari lagi)" in sentence(clash, {})


def test_the_same_car_and_the_same_hall_are_hard_and_the_same_village_is_soft_and_can_be_joined():
    one = event("a", times=at(8, 10), place="aula", resources=("mobil",), villages=("watubelah",))
    other = event("b", times=at(9, 11), place="aula", resources=("mobil",), villages=("watubelah",))
    found = {c.kind: c for c in clashes(one, other)}
    assert {k: c.severity for k, c in found.items()} == {
        Kind.PLACE: Severity.HARD, Kind.RESOURCE: Severity.HARD, Kind.VILLAGE: Severity.SOFT,
    }  # fmt: skip
    assert next_step(found[Kind.VILLAGE]).startswith("Gabungkan keduanya, atau: Pindahkan Kegiatan a ke")
    assert sentence(found[Kind.VILLAGE], NAMES).startswith("Desa Watubelah didatangi dua kegiatan")


def test_a_village_is_visited_twice_even_at_other_hours_of_the_day():
    one, other = event("a", times=at(8, 9), villages=("w",)), event("b", times=at(13, 14), villages=("w",))
    assert [c.kind for c in clashes(one, other)] == [Kind.VILLAGE]


def test_a_person_on_leave_asks_for_another_and_two_leaves_do_not_clash():
    leave = event("c", title="cuti tahunan", last=dt.date(2026, 5, 8), people=("ratna",), leave=True)
    [clash] = clashes(leave, event("a", people=("ratna",)), event("d", people=("ratna",), leave=True, title="sakit"))[
        :1
    ]
    assert clash.kind is Kind.LEAVE
    assert sentence(clash, NAMES) == (
        "Ratna Wulandari tidak bertugas pada Selasa, 5 Mei 2026 (cuti tahunan), "
        "padahal dijadwalkan di Kegiatan a (sepanjang hari)."
    )
    assert next_step(clash) == "Tunjuk pengganti, atau: Pindahkan Kegiatan a ke Senin, 4 Mei 2026."


def test_a_holiday_is_hard_a_saturday_soft_and_both_may_be_meant():
    holiday, saturday = dt.date(2026, 5, 14), dt.date(2026, 5, 16)
    found = clashes(event("a", holiday), event("b", saturday), event("c", holiday, settled=True))
    assert [(c.kind, c.severity) for c in found] == [(Kind.CLOSED, Severity.HARD), (Kind.DAYOFF, Severity.SOFT)]
    assert sentence(found[0], {}) == (
        "Kegiatan a (sepanjang hari) jatuh pada hari libur Kamis, 14 Mei 2026: Kenaikan Isa Almasih."
    )


@pytest.mark.parametrize(
    ("title", "times", "clashing"),
    [
        ("PMT pemulihan", at(17, 18), True),
        ("Posyandu Watubelah", at(8, 11), True),
        ("Posyandu Watubelah", at(16, 18), False),
        ("Kunjungan rumah TB", at(8, 11), False),
        ("Rapat posyandunya", at(8, 11), False),
    ],
)
def test_the_fasting_month_is_avoided_by_what_suffers_from_it(title, times, clashing):
    day = dt.date(2026, 2, 24)
    found = clashes(event("a", day, title=title, times=times), since=day, until=day)
    assert [c.kind for c in found] == ([Kind.FASTING] if clashing else [])
    for clash in found:
        assert clash.free
        assert not any(DAYS.fasts(d) for d in clash.free)


def test_no_day_is_proposed_that_is_over_or_taken():
    one = event("a", people=("ratna",))
    other = event("b", people=("ratna", "yusuf"))
    taken = event("c", dt.date(2026, 5, 6), people=("ratna",))
    [clash] = clashes(one, other, taken, earliest=TUESDAY)
    assert clash.free[0] == dt.date(2026, 5, 7)
    assert min(clash.free) > TUESDAY


def test_without_any_free_day_another_person_is_asked_for():
    year = event("y", dt.date(2026, 1, 1), last=dt.date(2026, 12, 31), people=("ratna",), fixed=True)
    found = clashes(year, event("a", people=("ratna",)))
    assert next_step(found[0]) == "Tidak ada hari kosong di dekatnya. Ganti petugas atau tempat Kegiatan a."


def test_every_kind_and_weight_has_words():
    assert len({kind_words(kind) for kind in Kind}) == len(Kind)


def test_a_month_has_whole_weeks_and_its_events_by_the_hour():
    weeks = grid(Month(2026, 5))
    assert weeks[0][0] == dt.date(2026, 4, 27)
    assert weeks[-1][-1] == dt.date(2026, 5, 31)
    days = by_day([event("b", times=at(10, 11)), event("a", times=at(8, 9))], *MAY)
    assert [e.key for e in days[TUESDAY]] == ["a", "b"]


def test_an_event_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="sebelum hari pertamanya"):
        event("a", last=dt.date(2026, 5, 4))
    with pytest.raises(ValueError, match="jam selesai"):
        event("a", times=(dt.time(9), dt.time(9)))


HOURS = st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda t: t[0] < t[1]).map(lambda t: at(*t))
EVENTS = st.lists(
    st.builds(
        lambda n, length, times, who, place: (n, length, times, who, place),
        st.integers(0, 6), st.integers(1, 3), st.none() | HOURS, st.sets(st.sampled_from("pqr"), max_size=2),
        st.sampled_from(["", "aula"]),
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_the_sweep_finds_what_comparing_every_pair_finds(drawn):
    monday = dt.date(2026, 5, 18)
    events = [
        event(str(i), monday + dt.timedelta(days=n), last=monday + dt.timedelta(days=n + length - 1), times=times,
              people=tuple(sorted(who)), place=place)
        for i, (n, length, times, who, place) in enumerate(drawn)
    ]  # fmt: skip
    wanted = set()
    for i, one in enumerate(events):
        for other in events[:i]:
            if one.first <= other.last and other.first <= one.last and overlaps(one, other):
                if set(one.people) & set(other.people):
                    wanted.add((Kind.PERSON, frozenset((one.key, other.key))))
                if one.place and one.place == other.place:
                    wanted.add((Kind.PLACE, frozenset((one.key, other.key))))
    found = find(events, DAYS, RULE, since=monday, until=monday + dt.timedelta(days=13))
    assert {(c.kind, frozenset((c.one.key, c.other.key))) for c in found if c.other} == wanted


class Counted(dt.time):
    """An hour that counts how often it is compared."""

    compared = 0

    def __lt__(self, other):
        Counted.compared += 1
        return super().__lt__(other)

    def __gt__(self, other):
        Counted.compared += 1
        return super().__gt__(other)


def comparisons(count: int) -> int:
    """Comparisons for so many events of one person and one day that follow one another."""
    minutes = [(n * 1440 // count, (n + 1) * 1440 // count) for n in range(count)]
    clock = lambda m: Counted(m // 60 % 24, m % 60) if m < 1440 else Counted(23, 59, 59)  # noqa: E731
    held = [event(str(n), times=(clock(a), clock(b)), people=("p",)) for n, (a, b) in enumerate(minutes)]
    Counted.compared = 0
    assert overlapping(held[::-1]) == []
    return Counted.compared


def test_work_grows_with_the_events_and_not_with_their_pairs():
    few, many = comparisons(100), comparisons(800)
    assert few > 0
    assert many <= 12 * few  # eight times the events; all pairs would be sixty-four times the work
