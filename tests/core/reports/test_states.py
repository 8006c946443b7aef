"""How reports stand on a day, what is counted, and what is said of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.reports.entries import entry, load, report
from lokmin.core.reports.kinds import Book, Due, Report
from lokmin.core.reports.periods import Frequency, parse
from lokmin.core.reports.sentences import LIMIT, chat, closed_words, due_words, line, state_words, tally_words
from lokmin.core.reports.states import Sent, Standing, State, standing, standings, tasks
from lokmin.core.reports.summary import tallies, tally

LB1 = Report("LB1", "LB1: data kesakitan", "yankes", Frequency.MONTH, Due(day=5), dt.date(2016, 1, 1))
W1 = Report("W1", "W1", "surveilans", Frequency.EVENT, Due(hours=24), dt.date(2016, 1, 1))
W2 = Report("W2", "W2", "surveilans", Frequency.WEEK, Due(weekday=0), dt.date(2016, 1, 1))
BOOK = Book({"LB1": (LB1,), "W1": (W1,), "W2": (W2,)}, {"yankes": "Yankes", "surveilans": "Surveilans"})
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def on(day: dt.date, sent: dt.date | None = None) -> Standing:
    row = Sent("LB1", "2026-04", sent) if sent else None
    return standing(LB1, parse("2026-04"), row, day)


@pytest.mark.parametrize(
    ("today", "sent", "words"),
    [
        (dt.date(2026, 4, 20), None, "belum waktunya"),
        (dt.date(2026, 5, 1), None, "jatuh tempo 4 hari lagi"),
        (dt.date(2026, 5, 5), None, "jatuh tempo hari ini"),
        (dt.date(2026, 5, 7), None, "terlambat 2 hari"),
        (dt.date(2026, 5, 7), dt.date(2026, 5, 5), "terkirim tepat waktu"),
        (dt.date(2026, 5, 7), dt.date(2026, 5, 6), "terkirim terlambat 1 hari"),
        (dt.date(2026, 4, 30), dt.date(2026, 4, 29), "terkirim tepat waktu"),
    ],
)
def test_a_report_says_how_it_stands(today: dt.date, sent: dt.date | None, words: str) -> None:
    assert state_words(on(today, sent)) == words


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 3, 1)), st.none() | st.dates(dt.date(2026, 4, 1), dt.date(2026, 9, 1))
)
def test_a_sent_report_stays_as_it_was_whatever_the_day(today: dt.date, sent: dt.date | None) -> None:
    found = on(today, sent)
    if sent is not None:
        later = on(dt.date(2030, 1, 1), sent)
        assert (found.state, found.days, found.sent_on) == (later.state, later.days, later.sent_on)
        assert (found.state is State.SENT_LATE) == (sent > found.due)
    else:
        assert (found.state is State.MISSING) == (today > found.due)
        assert found.days >= 0


def test_a_plan_due_before_its_year_ends_is_open_on_its_due_day_and_not_before() -> None:
    plan = replace(LB1, code="RUK", frequency=Frequency.YEAR, due=Due(day=31, months=-11))
    assert standing(plan, parse("2026"), None, dt.date(2026, 1, 20)).state is State.WAITING
    assert standing(plan, parse("2026"), None, dt.date(2026, 1, 31)).state is State.OPEN
    assert standing(plan, parse("2026"), None, dt.date(2026, 2, 1)).state is State.MISSING


def test_nothing_owed_before_the_office_began_is_called_late() -> None:
    known = [Sent("LB1", "2026-01", dt.date(2026, 2, 9))]
    found = standings(BOOK, known, since=YEAR[0], until=YEAR[1], today=dt.date(2026, 5, 4), begun=dt.date(2026, 4, 1))
    lb1 = {s.period.code: s.state for s in found if s.report is LB1}
    assert lb1["2026-01"] is State.SENT_LATE  # noted although older
    assert "2026-02" not in lb1
    assert lb1["2026-03"] is State.MISSING
    assert lb1["2026-04"] is State.OPEN
    assert all(s.due >= dt.date(2026, 4, 1) for s in found if s.report is W2)


def test_an_outbreak_nobody_reported_is_late_after_a_day_and_no_outbreak_is_nothing() -> None:
    options = {"since": YEAR[0], "until": YEAR[1], "today": dt.date(2026, 4, 19)}
    assert [s for s in standings(BOOK, [], **options) if s.report is W1] == []
    (told,) = [s for s in standings(BOOK, [Sent("W1", "2026-04-17", None)], **options) if s.report is W1]
    assert (told.state, told.days, told.due) == (State.MISSING, 1, dt.date(2026, 4, 18))
    (sent,) = [
        s for s in standings(BOOK, [Sent("W1", "2026-04-17", dt.date(2026, 4, 18))], **options) if s.report is W1
    ]
    assert sent.state is State.SENT


def test_a_changed_due_day_leaves_the_months_before_it_as_they_were() -> None:
    changed = report({"due_day": 10, "valid_from": "2026-04-01"}, LB1)
    book = BOOK.with_versions([changed])
    due = {p.code: r.due.of(p) for r, p in book.owed(*YEAR) if r.code == "LB1"}
    assert due["2026-03"] == dt.date(2026, 4, 5)
    assert due["2026-04"] == dt.date(2026, 5, 10)
    assert len(due) == 12


def test_a_report_switched_off_is_no_longer_owed_and_may_come_back() -> None:
    off = report({"active": False, "valid_from": "2026-04-01"}, LB1)
    again = report({"active": True, "valid_from": "2026-07-01"}, off)
    codes = [p.code for r, p in BOOK.with_versions([off, again]).owed(*YEAR) if r.code == "LB1"]
    assert codes == ["2026-01", "2026-02", "2026-03", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]


def test_from_monthly_to_quarterly_no_month_is_owed_twice() -> None:
    quarterly = report({"frequency": "triwulan", "valid_from": "2026-07-01"}, LB1)
    codes = [p.code for r, p in BOOK.with_versions([quarterly]).owed(*YEAR) if r.code == "LB1"]
    assert codes == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-Q3", "2026-Q4"]


def test_what_is_counted_is_what_was_due() -> None:
    sent = [Sent("LB1", "2026-01", dt.date(2026, 2, 5)), Sent("LB1", "2026-02", dt.date(2026, 3, 8))]
    found = [
        s for s in standings(BOOK, sent, since=YEAR[0], until=YEAR[1], today=dt.date(2026, 5, 4)) if s.report is LB1
    ]
    counted = tally(found)
    assert (counted.on_time, counted.late, counted.missing, counted.open, counted.waiting) == (1, 1, 1, 1, 8)
    assert counted.early == 0
    assert (counted.expected, counted.complete_percent, counted.timely_percent) == (3, 66, 33)
    assert tally_words(counted) == (
        "2 dari 4 laporan terkirim, 1 terlambat, 1 belum jatuh tempo; "
        "1 dari 3 yang lewat jatuh tempo terkirim tepat waktu (33 %)"
    )
    assert tally([]).timely_percent is None
    assert tally_words(tally([])) == "belum ada laporan yang dapat dikirim"
    per_month = tallies(found, lambda s: s.period.month.code)
    assert sum(t.expected for t in per_month.values()) == counted.expected
    assert per_month["2026-03"].missing == 1


def test_what_went_out_early_counts_from_its_due_day_on() -> None:
    sent = Sent("LB1", "2026-04", dt.date(2026, 5, 2))
    before, after = (tally([standing(LB1, parse("2026-04"), sent, dt.date(2026, 5, d))]) for d in (5, 6))
    assert (before.sent, before.expected, before.timely_percent, before.complete_percent) == (1, 0, None, None)
    assert (after.sent, after.expected, after.timely_percent, after.complete_percent) == (1, 1, 100, 100)
    assert tally_words(before) == "1 dari 1 laporan terkirim"


def test_the_task_list_has_the_longest_late_first_and_nothing_that_can_wait() -> None:
    found = standings(BOOK, [], since=YEAR[0], until=YEAR[1], today=dt.date(2026, 5, 3), begun=dt.date(2026, 4, 1))
    listed = tasks(found)
    assert [s.due for s in listed] == sorted(s.due for s in listed)
    assert listed[0].due == dt.date(2026, 4, 5)
    assert listed[-1].due == dt.date(2026, 5, 5)
    assert all(s.soon for s in listed)


def test_a_due_day_on_a_sunday_or_holiday_stays_and_says_so() -> None:
    waisak = {dt.date(2026, 6, 1): "Hari Lahir Pancasila"}
    assert closed_words(dt.date(2026, 7, 5), waisak) == "hari Minggu"
    assert closed_words(dt.date(2026, 6, 1), waisak) == "Hari Lahir Pancasila"
    assert closed_words(dt.date(2026, 6, 6), waisak) == "hari Sabtu"
    assert closed_words(dt.date(2026, 6, 6), waisak, workdays=6) == ""
    assert closed_words(dt.date(2026, 6, 5), waisak) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "paling lambat tanggal 5 bulan berikutnya"),
        ({"due_months": 0, "due_day": 31}, "paling lambat tanggal 31 bulan terakhirnya"),
        ({"frequency": "mingguan", "due_weekday": 1}, "paling lambat hari Selasa sesudah minggunya"),
        ({"frequency": "kejadian", "due_hours": 24}, "paling lambat 24 jam sesudah kejadian"),
        ({"frequency": "kejadian", "due_hours": 168}, "paling lambat 7 hari sesudah kejadian"),
        ({"frequency": "tahunan", "due_day": 31, "due_months": -9}, "paling lambat 31 Maret tahun itu juga"),
        ({"frequency": "tahunan", "due_day": 31, "due_months": 1}, "paling lambat 31 Januari tahun berikutnya"),
        ({"frequency": "tahunan", "due_day": 1, "due_months": -12}, "paling lambat 1 Desember tahun sebelumnya"),
    ],
)
def test_the_rule_is_said_as_people_say_it(changes: dict[str, object], words: str) -> None:
    assert due_words(report(changes, LB1)) == words


@given(st.integers(0, 60))
def test_the_chat_text_stays_readable_and_counts_what_it_leaves_out(count: int) -> None:
    late = [standing(LB1, parse("2026-03"), None, dt.date(2026, 4, 9))] * count
    text = chat([("Lukman Arifin", late), ("Sri Lestari", [])], "Puskesmas Banyuwening", dt.date(2026, 4, 9))
    assert len(text) <= LIMIT
    assert "Sri Lestari" not in text
    told = text.count("- LB1")
    left = count - told
    assert (f"dan {left} laporan lagi" in text) == (left > 0)
    assert ("Semua laporan" in text) == (count == 0)


def test_a_line_names_report_period_day_and_state() -> None:
    assert line(on(dt.date(2026, 5, 7))) == "LB1: data kesakitan April 2026, jatuh tempo 5 Mei 2026, terlambat 2 hari"


def test_the_shipped_list_is_about_130_reports_in_ten_groups_each_with_its_source() -> None:
    book = load(rules("reports"))
    shipped = [versions[0] for versions in book.versions.values()]
    assert 120 <= len(shipped) <= 140
    assert len(book.categories) == 10
    assert {r.category for r in shipped} == set(book.categories)
    assert all(r.source and r.section and not r.confirmed for r in shipped)
    for code in ("LB1", "LPLPO", "PWS-KIA", "PWS-IMUNISASI", "PWS-KB", "W1", "W2", "K3JH", "SPM", "PERKESMAS",
                 "PKP", "MPDN", "EPPGBM", "SITB", "SIHA", "ASPAK", "SISDMK", "INM", "IKP", "STBM", "SKDR",
                 "KOMDAT"):  # fmt: skip
        assert code in book.versions, code
    assert len({r.name for r in shipped}) == len(shipped)


def test_a_report_kept_as_plain_data_comes_back_the_same() -> None:
    for versions in load(rules("reports")).versions.values():
        assert report(entry(versions[0])) == versions[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"hari": 5}, "tidak dikenal: hari"), ({"code": "lb 1"}, "huruf besar"), ({"klaster": 6}, "klaster"),
     ({"months": [13]}, "bulan harus"), ({"name": " "}, "belum bernama"), ({"frequency": "harian"}, "harian")],
)  # fmt: skip
def test_a_mistake_in_the_list_is_refused(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        report(wrong, LB1)
