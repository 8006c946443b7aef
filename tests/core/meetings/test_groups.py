"""Groups for a dinamika kelompok: fair, repeatable, nobody left out, and different from meeting to meeting."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.meetings.groups import Member, divide, how_many

UNITS = st.sampled_from(["", "klaster 1", "klaster 2", "klaster 3", "Desa Watubelah"])
PROFESSIONS = st.sampled_from(["", "bidan", "perawat", "dokter"])


@st.composite
def halls(draw):
    people = draw(st.lists(st.tuples(UNITS, PROFESSIONS), min_size=1, max_size=60))
    members = [Member(n, unit, profession) for n, (unit, profession) in enumerate(people)]
    return members, draw(st.integers(1, len(members))), draw(st.text(max_size=8))


@given(halls())
def test_everybody_is_in_exactly_one_group(hall):
    members, count, seed = hall
    groups = divide(members, count, seed)
    assert len(groups) == count
    assert sorted(key for group in groups for key in group) == [m.key for m in members]


@given(halls())
def test_sizes_differ_by_one_at_most(hall):
    sizes = [len(group) for group in divide(*hall)]
    assert max(sizes) - min(sizes) <= 1


@given(halls())
def test_each_unit_is_spread_as_evenly_as_it_can_be(hall):
    members, count, seed = hall
    unit_of = {m.key: m.unit for m in members}
    groups = [Counter(unit_of[key] for key in group) for group in divide(members, count, seed)]
    for unit in set(unit_of.values()):
        counts = [g[unit] for g in groups]
        assert max(counts) - min(counts) <= 1


@given(halls(), st.randoms())
def test_the_same_seed_gives_the_same_groups_in_whatever_order_people_came(hall, chance):
    members, count, seed = hall
    shuffled = list(members)
    chance.shuffle(shuffled)
    assert [set(g) for g in divide(members, count, seed)] == [set(g) for g in divide(shuffled, count, seed)]


def test_professions_are_mixed_where_units_leave_a_choice():
    members = [Member(n, "klaster 2", "bidan" if n < 4 else "perawat") for n in range(8)]
    for seed in range(50):
        groups = divide(members, 4, str(seed))
        bidan = [sum(key < 4 for key in group) for group in groups]
        assert max(bidan) <= 2


def test_any_two_people_meet_about_equally_often():
    """Twelve of one unit in three groups: a pair is together 3 times in 11; over 2000 seeds within a fifth of that."""
    members = [Member(n, "klaster 2") for n in range(12)]
    together: Counter[tuple[int, int]] = Counter()
    for seed in range(2000):
        for group in divide(members, 3, str(seed)):
            together.update((a, b) for a in group for b in group if a < b)
    expected = 2000 * 3 / 11
    assert len(together) == 66
    assert all(0.8 * expected < n < 1.2 * expected for n in together.values())


def test_another_seed_gives_other_groups():
    members = [Member(n, f"klaster {n % 3}") for n in range(30)]
    assert len({tuple(map(tuple, divide(members, 5, str(seed)))) for seed in range(20)}) == 20


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="0 kelompok"):
        divide([Member(1)], 0, "a")
    with pytest.raises(ValueError, match="1 orang untuk 2"):
        divide([Member(1)], 2, "a")
    with pytest.raises(ValueError, match="dua kali"):
        divide([Member(1), Member(1)], 1, "a")


@pytest.mark.parametrize(
    ("people", "wanted", "groups"), [(38, 6, 6), (5, 6, 1), (3, 1, 1), (12, 5, 2), (0, 6, 1), (4, 2, 2)]
)
def test_how_many_groups_of_about_that_size(people, wanted, groups):
    assert how_many(people, wanted) == groups
