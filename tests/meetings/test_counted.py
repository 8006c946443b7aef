"""Which meeting of the year it is, and where a new point of the agenda goes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.periods import Month
from lokmin.cycle.meetings import operations as op

pytestmark = pytest.mark.django_db


def prepared(cast, kind: str, day: dt.date):
    return op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind=kind, date=day,
                      period=Month(day.year, day.month).previous)  # fmt: skip


def test_the_first_and_the_routine_lokmin_of_a_year_are_counted_together(cast):
    january = prepared(cast, "bulanan_pertama", dt.date(2026, 1, 6))
    february = prepared(cast, "bulanan_rutin", dt.date(2026, 2, 3))
    sectors = prepared(cast, "tribulanan_pertama", dt.date(2026, 2, 10))
    assert (january.number, february.number, sectors.number) == (1, 2, 1)


def test_a_number_can_be_corrected_but_not_given_twice(cast):
    first = prepared(cast, "bulanan_rutin", dt.date(2026, 10, 6))
    assert op.change_meeting(meeting=first, by=cast.people["yusuf"], number=10).number == 10
    second = prepared(cast, "bulanan_rutin", dt.date(2026, 11, 3))
    assert second.number == 11
    with pytest.raises(ValidationError, match="Nomor ke-10 sudah dipakai Lokmin bulanan rutin, Selasa, 6 Oktober 2026"):
        op.change_meeting(meeting=second, by=cast.people["yusuf"], number=10)


def test_a_new_point_goes_after_the_one_that_was_chosen(meeting, cast):
    first = meeting.agenda.first()
    op.add_item(meeting=meeting, by=cast.people["yusuf"], title="Arahan Dinas", minutes=10, after=first)
    assert list(meeting.agenda.values_list("title", flat=True))[:2] == [first.title, "Arahan Dinas"]
    orders = list(meeting.agenda.values_list("order", flat=True))
    assert len(set(orders)) == len(orders)
