"""The RPK bulanan that writes itself: every source is in it once, or it is said why not."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.periods import Month
from lokmin.core.planning.monthly import draft, fresh, months_planned
from lokmin.core.planning.monthrecords import Gap, MonthRow, Source, Sources, Todo, day_words, ordered
from lokmin.core.planning.rpk import Cost, YearRow

NOV = Month(2026, 11)
OCT = Month(2026, 10)


def year(key, activity, *, months=(11,), **more):
    return YearRow(key, activity, months=frozenset(months), **more)


def gap(village="w", people=12, indicator="K6"):
    return Gap(indicator, indicator, village, f"Desa {village.upper()}", people, "ibu", OCT, klaster=2)


def todo(key, activity, **more):
    return Todo(key, f"RTL {key}/2026", activity, **more)


def test_only_the_rows_of_the_month_come_from_the_year_with_the_money_of_the_month():
    rows = [
        year(
            "1",
            "Posyandu",
            months=(10, 11),
            volume=24_000_000,
            unit="kali",
            costs=(Cost(10, "bok", 5), Cost(11, "bok", 7)),
        ),
        year("2", "Fogging", months=(12,)),
    ]
    found = draft(NOV, Sources(year=rows))
    (row,) = found.rows
    assert (row.activity, row.cost, row.volume) == ("Posyandu", 7, 12_000_000)
    assert row.why == "RPK 2026, dijadwalkan November"


def test_what_was_not_done_last_month_stands_beside_what_is_due_now_with_the_money_left():
    last = MonthRow(
        "year:1",
        "Posyandu",
        year_row="1",
        costs=(Cost(10, "bok", 500),),
        done=False,
        note="hujan",
        paid=(Cost(10, "bok", 200),),
        volume=10_000_000,
        done_volume=4_000_000,
        days=(3,),
    )
    alone = draft(NOV, Sources(undone=[last])).rows[0]
    assert (alone.cost, alone.volume, alone.days, alone.done) == (300, 6_000_000, (), None)
    assert alone.why == "belum terlaksana Oktober 2026 (hujan)"
    both = draft(NOV, Sources(undone=[last], year=[year("1", "Posyandu", costs=(Cost(11, "bok", 500),))]))
    (row,) = both.rows
    assert row.cost == 800
    assert [origin.source for origin in row.origins] == [Source.UNDONE, Source.YEAR]


def test_an_action_about_the_same_work_joins_its_row_and_its_money_is_not_counted_twice():
    found = draft(
        NOV,
        Sources(
            year=[year("1", "Kelas ibu hamil", villages=("w", "t"), costs=(Cost(11, "bok", 900),), owner="Ratna")],
            actions=[todo("4", "Kelas  Ibu Hamil.", villages=("w",), cost=900, fund="bok", due=dt.date(2026, 11, 14))],
        ),
    )
    (row,) = found.rows
    assert row.cost == 900
    assert row.why == "RPK 2026, dijadwalkan November; RTL 4/2026, sampai 14 November 2026"
    apart = draft(
        NOV,
        Sources(
            year=[year("1", "Kelas ibu hamil", villages=("t",))],
            actions=[todo("4", "Kelas ibu hamil", villages=("w",))],
        ),
    )
    assert len(apart.rows) == 2


def test_a_gap_joins_the_work_on_it_and_the_largest_others_become_rows():
    found = draft(
        NOV,
        Sources(
            year=[year("1", "Kelas ibu hamil", indicator="K6", villages=("w",))],
            gaps=[gap("w"), gap("t", 9), gap("l", 3)],
            most_gaps=1,
        ),
    )
    assert [row.activity for row in found.rows] == [
        "Cari dan layani sasaran K6 yang terlewat di Desa T",
        "Kelas ibu hamil",
    ]
    assert "K6 Desa W Oktober 2026: kurang 12 ibu" in found.rows[1].why
    (out,) = found.left_out
    assert out.what == "K6 Desa L Oktober 2026: kurang 3 ibu"
    assert out.reason == "di luar 1 kesenjangan yang paling mendesak"


def test_what_begins_later_and_what_was_taken_out_is_said_with_its_reason():
    found = draft(
        NOV,
        Sources(
            actions=[todo("1", "Sweeping", start=dt.date(2026, 12, 3))],
            promises=[Todo("2", "Komitmen 2/2026", "Mobil siaga", partner="Desa Rejosari", support="mobil")],
            year=[year("7", "Fogging")],
            dropped={"year:7": "dana digeser"},
        ),
    )
    assert [(one.what, one.reason) for one in found.left_out] == [
        ("RTL 1/2026: Sweeping", "baru mulai 3 Desember 2026"),
        ("Fogging", "dikeluarkan: dana digeser"),
    ]
    assert found.rows[0].support == "Desa Rejosari: mobil"


def test_an_overdue_action_stays_in_the_month_and_says_so():
    (row,) = draft(NOV, Sources(actions=[todo("1", "Sweeping", due=dt.date(2026, 10, 8))])).rows
    assert row.why == "RTL 1/2026, batas 8 Oktober 2026 sudah lewat"
    assert row.days == ()


names = st.sampled_from(("Posyandu", "Kelas ibu", "Fogging", "Sweeping"))
villages = st.lists(st.sampled_from("wtl"), max_size=2, unique=True).map(tuple)
money = st.lists(st.builds(Cost, st.just(11), st.sampled_from(("bok", "apbd")), st.integers(0, 9)), max_size=2).map(
    tuple
)
year_rows = st.lists(
    st.builds(
        lambda a, v, c, m, i: (a, v, c, m, i),
        names,
        villages,
        money,
        st.frozensets(st.integers(9, 12), max_size=3),
        st.sampled_from(("", "K6")),
    ),
    max_size=6,
)
todos = st.lists(
    st.tuples(
        names,
        villages,
        st.sampled_from((None, 0, 5)),
        st.sampled_from((None, dt.date(2026, 11, 5), dt.date(2026, 12, 5))),
    ),
    max_size=6,
)


@given(year_rows, todos, st.lists(st.sampled_from("wtl"), max_size=3, unique=True), st.integers(0, 3))
def test_every_source_is_in_the_month_once_or_left_out_with_a_reason(planned, wanted, gaps, most):
    rows = [YearRow(str(n), a, villages=v, costs=c, months=m, indicator=i) for n, (a, v, c, m, i) in enumerate(planned)]
    actions = [todo(str(n), a, villages=v, cost=c, fund="bok", start=s) for n, (a, v, c, s) in enumerate(wanted)]
    given_gaps = [gap(v) for v in gaps]
    found = draft(NOV, Sources(year=rows, actions=actions, gaps=given_gaps, most_gaps=most))
    names_in = [origin.name for row in found.rows for origin in row.origins]
    assert len(names_in) == len(set(names_in))
    due = {f"year:{row.key}" for row in rows if 11 in row.months}
    due |= {f"action:{one.key}" for one in actions if not (one.start and one.start > NOV.last_day)}
    assert due <= set(names_in)
    gap_names = {name for name in names_in if name.startswith("gap:")}
    told = [out for out in found.left_out if out.source is Source.GAP]
    assert len(gap_names) + len(told) == len(gaps)
    assert all(out.reason for out in found.left_out)
    assert found.rows == ordered(reversed(found.rows))
    assert len({row.key for row in found.rows}) == len(found.rows)
    assert fresh(set(names_in), found) == ()


def names_of(found):
    return {origin.name for row in found.rows for origin in row.origins}


def test_a_new_version_shows_only_what_nobody_has_seen():
    first = draft(NOV, Sources(year=[year("1", "Posyandu")]))
    later = draft(NOV, Sources(year=[year("1", "Posyandu")], actions=[todo("9", "Sweeping")]))
    assert [row.activity for row in fresh(names_of(first), later)] == ["Sweeping"]


def test_what_was_left_undone_after_the_month_was_planned_comes_as_a_row_of_its_own():
    planned = Sources(year=[year("1", "Posyandu", costs=(Cost(11, "bok", 7),))])
    last = MonthRow("5", "Posyandu", year_row="1", costs=(Cost(10, "bok", 4),), done=False)
    later = draft(NOV, Sources(year=planned.year, undone=[last]))
    (row,) = fresh(names_of(draft(NOV, planned)), later)
    assert (row.cost, row.why) == (4, "belum terlaksana Oktober 2026")
    assert fresh({*names_of(draft(NOV, planned)), "undone:5"}, later) == ()


def test_days_are_written_as_people_write_them():
    assert day_words((21, 3, 5, 6, 7, 9, 10)) == "3, 5–7, 9, 10, 21"


def test_a_lokmin_plans_the_rest_of_its_month_and_the_next():
    assert months_planned(dt.date(2026, 11, 4)) == (NOV, NOV.next)
    assert months_planned(dt.date(2026, 10, 21)) == (NOV,)


def test_one_indicator_does_not_fill_the_month():
    gaps = [gap(village, 30) for village in "wtlb"] + [gap("w", 2, "K1")]
    found = draft(NOV, Sources(gaps=gaps, most_of_indicator=2))
    assert [row.key for row in found.rows] == ["gap:K1@w", "gap:K6@t", "gap:K6@w"]
    assert [one.reason for one in found.left_out] == ["K6 sudah di 2 desa lain"] * 2
