"""A month frozen for a meeting: its hash, tampering, and then/now beside the signed figure."""

from __future__ import annotations

import pytest

from lokmin.core.periods import Month
from lokmin.core.pws.rows import Status
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.monitoring import operations, queries
from lokmin.cycle.reporting.queries import period_notes

APRIL = Month(2026, 4)


@pytest.fixture
def frozen(figures):
    return operations.freeze(puskesmas=figures.puskesmas, month=APRIL, by=figures.people["anindya"])


def test_a_frozen_month_keeps_its_rows_and_their_cells(figures, frozen):
    rows = {(f.name, f.short): f for f in queries.frozen_rows(frozen)}
    watubelah = rows["Watubelah", "K1"]
    assert watubelah.row.gap_people == 15
    assert watubelah.row.status is Status.JELEK
    assert ("2026-04", "kia.k1", 1_000_000) in [cell[:3] for cell in watubelah.cells]
    assert str(watubelah.source) == "formulir, lembar 1.DATA KIA, sel D127"
    assert rows["Puskesmas Banyuwening", "K1"].row.numerator == 264_000_000


def test_the_rows_are_numbered_from_one_without_gaps(frozen):
    assert [f.number for f in queries.frozen_rows(frozen)] == list(range(1, frozen.rows.count() + 1))


def test_freezing_the_same_data_twice_gives_the_same_hash(figures, frozen):
    again = operations.freeze(puskesmas=figures.puskesmas, month=APRIL, by=figures.people["yusuf"])
    assert again.pk != frozen.pk
    assert again.sha256 == frozen.sha256


def test_freezing_is_told_as_a_sentence_and_noted_for_later_changes(figures, frozen):
    line = AuditLine.objects.get(action="bekukan_bulan")
    assert line.sentence.startswith("dr. Anindya Prameswari membekukan angka April 2026:")
    assert "dibekukan" in period_notes(figures.puskesmas)["2026-04"]


def test_a_changed_figure_does_not_match_the_hash(frozen):
    assert operations.verify(frozen)
    row = frozen.rows.get(number=5)
    row.body["row"]["gap_people"] = 0
    row.save()
    assert not operations.verify(frozen)


def test_a_row_taken_away_or_moved_does_not_match_the_hash(frozen):
    last = frozen.rows.last()
    number, last.number = last.number, 9999
    last.save()
    assert not operations.verify(frozen)
    last.number = number
    last.save()
    assert operations.verify(frozen)
    last.delete()
    assert not operations.verify(frozen)


def test_without_a_correction_nothing_differs(frozen):
    assert queries.then_and_now(frozen) == []


def test_a_later_correction_shows_then_and_now(figures, frozen, report):
    report(figures, "Watubelah", "2026-04", "kia.k1", 3)
    found = {(d.then.name, d.then.short): d for d in queries.then_and_now(frozen)}
    watubelah = found["Watubelah", "K1"]
    assert watubelah.then.row.numerator == 16_000_000
    assert watubelah.now.numerator == 18_000_000
    assert found["Puskesmas Banyuwening", "K1"].now.numerator == 266_000_000
    assert ("Tlogomulyo", "K1") not in found, "only its rank could have moved"
    assert operations.verify(frozen), "the signed rows stay as they were"
