"""Before guests a small figure stands neither on phones nor on the page of the ballot; the order stays whole."""

from __future__ import annotations

import pytest

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import parts, rules, sources
from lokmin.cycle.meetings.ballots.forms import read_paper
from lokmin.cycle.meetings.models import Attendance


@pytest.fixture
def ballot(figures, meeting, cast):
    """Watubelah counted 16 K1 in the year and 1 in April; made small by its January to March taken away."""
    from lokmin.cycle.reporting import store
    from lokmin.cycle.reporting.models import Fact

    Fact.objects.filter(place__name="Watubelah", element="kia.k1").exclude(period="2026-04").update(micro=0)
    Fact.objects.filter(place__name="Watubelah", element="kia.k1", period="2026-04").update(micro=3 * MICRO)
    Fact.objects.filter(place__name="Tlogomulyo", element="kia.k1").update(micro=5 * MICRO)
    store.lock(cast.puskesmas)
    running = meetings.open_meeting(meeting=meeting, by=cast.people["anindya"])
    running.attendance.filter(person__isnull=False).update(status="hadir")
    assert running.snapshot.period == Month(2026, 4).code
    found = {c.label: c for c in sources.candidates(running)}
    few, many = found["Watubelah: K1"], found["Tlogomulyo: K1"]
    return op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="Mana dulu?", method=rules.methods(2026)["usg"], secret=False,
        options=[few.option(1), many.option(2)],
    )  # fmt: skip


def details(ballot):
    return [o.detail for o in ballot.options.all()]


def test_staff_alone_see_every_figure_on_their_phones(ballot):
    html = parts.hand(ballot.meeting)
    assert all(d in html for d in details(ballot))


def test_with_a_guest_in_the_hall_the_small_one_is_gone_and_its_status_stays(ballot):
    few, many = details(ballot)
    Attendance.objects.create(meeting=ballot.meeting, name="Camat", status="hadir", at=clock.now())
    html = parts.hand(ballot.meeting)
    assert few not in html
    assert many in html
    assert html.count('class="status') == 2


def test_the_office_may_show_them(ballot):
    ballot.meeting.puskesmas.settings["sembunyikan_kecil"] = False
    ballot.meeting.puskesmas.save()
    Attendance.objects.create(meeting=ballot.meeting, name="Camat", status="hadir", at=clock.now())
    assert all(d in parts.hand(ballot.meeting) for d in details(ballot))


def test_a_few_people_missed_is_small_too(ballot):
    option = ballot.options.get(order=2)
    option.missed_micro = 2 * MICRO
    option.save()
    Attendance.objects.create(meeting=ballot.meeting, name="Camat", status="hadir", at=clock.now())
    assert option.detail not in parts.hand(ballot.meeting)


def test_a_guest_with_an_account_reads_the_order_without_the_small_figure(ballot, cast, enter):
    few, many = details(ballot)
    data = {f"n{k}-{c}": "4" for k in "12" for c in "USG"}
    for voice in ballot.meeting.attendance.filter(status="hadir")[:3]:
        op.cast(ballot=ballot.pk, meeting=ballot.meeting_id, voice=voice, key="x", read=lambda b: read_paper(b, data))
    op.close(ballot=ballot, by=cast.people["yusuf"])
    address = f"/p/{cast.puskesmas.code}/lokmin/{ballot.meeting_id}/suara/{ballot.pk}/"
    staff, guest = (enter(who).get(address).content.decode() for who in ("endah", "camat"))
    assert few in staff
    assert few not in guest
    assert many in guest
    assert "Watubelah: K1" in guest
