"""Every route without an account, from the route table: nobody, guests of elsewhere, removed phones, old codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Meeting, Participant
from lokmin.cycle.meetings.room import keys

#: What opens a route: a join code, the cookie of a phone, the ticket of a page, nothing, a key in a letter.
DOORS = {"kode", "telepon", "karcis", "terbuka", "surat", "tautan", "langganan"}


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    door: str

    def address(self, **values: object) -> str:
        parts = [piece.split(">")[0].split(":")[-1] for piece in self.path.split("<")[1:]]
        return reverse(self.name, kwargs={p: values[p] for p in parts})


def table(patterns=None, prefix: str = "", space: str = "") -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from table(pattern.url_patterns, path, pattern.namespace or space)
        elif isinstance(pattern, URLPattern):
            name = f"{space}:{pattern.name}" if space else pattern.name or ""
            yield Route(name, path, getattr(pattern.callback, "door", ""))


def behind(door: str) -> list[Route]:
    return [r for r in table() if r.door == door]


def running(puskesmas, by) -> Meeting:
    return Meeting.objects.create(
        puskesmas=puskesmas, kind="bulanan_rutin", year=2026, number=1, period="2026-04", date=dt.date(2026, 5, 5),
        start=dt.time(9), place="Aula", made_at=clock.now(), made_by=by, state="berlangsung", opened_at=clock.now(),
        opened_by=by,
    )  # fmt: skip


@pytest.fixture
def hall(cast):
    """A running meeting with its hall, and values for the parts of addresses."""
    meeting = running(cast.puskesmas, cast.people["yusuf"])
    room = op.room_of(meeting, by=cast.people["yusuf"])
    guest = Attendance.objects.create(meeting=meeting, name="Contoh Tamu")
    item = AgendaItem.objects.create(meeting=meeting, order=1, title="Pembukaan", minutes=5)
    return meeting, room, {"meeting": meeting.pk, "code": room.code, "who": guest.pk, "pk": 1, "item": item.pk}


def phone_of(meeting: Meeting, name: str = "Suparno") -> tuple[Client, keys.Phone]:
    """A guest who came in, and the browser that holds the cookie."""
    phone = op.sign_in_guest(meeting=meeting, name=name, institution="Desa").phone
    assert phone is not None
    return holding(phone), phone


def holding(phone: keys.Phone) -> Client:
    from django.http import HttpResponse

    client, answer = Client(raise_request_exception=False), HttpResponse()
    keys.give(answer, phone, secure=False)
    client.cookies[keys.COOKIE] = answer.cookies[keys.COOKIE].value
    return client


def knock(client: Client, method: str, address: str, kunci: str = "") -> int:
    with transaction.atomic():
        answer = getattr(client, method)(address, {"kunci": kunci} if method == "post" else {})
        transaction.set_rollback(True)
    return answer.status_code


def refused_everywhere(
    client: Client, values: dict[str, object], kunci: str = "", routes: list[Route] | None = None
) -> list[str]:
    """The routes of phones that did anything but refuse."""
    wrong = []
    for route in behind("telepon") if routes is None else routes:
        for method in ("get", "post"):
            status = knock(client, method, route.address(**values), kunci)
            if status not in (403, 405):
                wrong.append(f"{method} {route.name}: {status}")
    return wrong


def test_every_route_without_account_says_what_opens_it():
    known = {r.name for r in table() if r.door}
    assert {r.door for r in table() if r.door} <= DOORS
    missing = [r.name for r in table() if r.path.startswith(("hadir/", "tangan/", "langsung/")) and r.name not in known]
    assert missing == []
    assert len(behind("telepon")) >= 15


def test_nobody_is_refused_by_every_route_of_phones(hall):
    _meeting, _room, values = hall
    assert refused_everywhere(Client(raise_request_exception=False), values) == []


def test_somebody_signed_in_without_a_phone_is_refused_too(hall, cast):
    _meeting, _room, values = hall
    for name in ("yusuf", "tetangga"):
        client = Client(raise_request_exception=False)
        client.force_login(cast.people[name], backend="django.contrib.auth.backends.ModelBackend")
        assert refused_everywhere(client, values) == []


def test_a_guest_of_another_meeting_is_refused(hall, cast):
    _meeting, _room, values = hall
    theirs = running(cast.neighbour, cast.people["tetangga"])
    client, phone = phone_of(theirs)
    assert refused_everywhere(client, values, keys.form_key(phone)) == []
    assert client.get(reverse("hand:home", kwargs={"meeting": theirs.pk})).status_code == 200


def test_a_cookie_cannot_be_moved_to_another_meeting(hall, cast):
    """Even somebody who could sign cookies is not in where their row is not."""
    meeting, _room, values = hall
    theirs = running(cast.neighbour, cast.people["tetangga"])
    _client, phone = phone_of(theirs)
    moved = keys.Phone(meeting.pk, phone.participant, phone.key, phone.papers)
    assert refused_everywhere(holding(moved), values, keys.form_key(moved)) == []


def change(state: str) -> Callable[[Participant], None]:
    def put(row: Participant) -> None:
        row.state = state
        row.save()

    return put


@pytest.mark.parametrize("state", [Participant.OUT, Participant.WAITING])
def test_a_removed_phone_and_one_that_waits_are_refused(hall, state):
    meeting, _room, values = hall
    client, phone = phone_of(meeting)
    assert client.get(reverse("hand:home", kwargs={"meeting": meeting.pk})).status_code == 200
    change(state)(Participant.objects.get(pk=phone.participant))
    others = [r for r in behind("telepon") if state == Participant.OUT or r.name != "hand:home"]
    assert refused_everywhere(client, values, keys.form_key(phone), others) == []


def test_a_waiting_phone_sees_that_it_waits_and_nothing_else(hall):
    meeting, _room, _values = hall
    client, phone = phone_of(meeting)
    change(Participant.WAITING)(Participant.objects.get(pk=phone.participant))
    page = client.get(reverse("hand:home", kwargs={"meeting": meeting.pk})).content.decode()
    assert "Menunggu sekretaris" in page
    assert "Pembukaan" not in page


def test_a_cookie_of_ones_own_making_is_refused(hall):
    meeting, _room, values = hall
    _client, phone = phone_of(meeting)
    wrong_key = keys.Phone(meeting.pk, phone.participant, "x" * 32, phone.papers)
    assert refused_everywhere(holding(wrong_key), values, keys.form_key(wrong_key)) == []
    unsigned = Client(raise_request_exception=False)
    unsigned.cookies[keys.COOKIE] = f"[{meeting.pk},{phone.participant}]"
    assert refused_everywhere(unsigned, values) == []


def test_a_post_from_another_site_is_refused(hall):
    """The cookie alone is not enough: the form must be ours (``kunci``, or Django's own token on pages)."""
    meeting, _room, values = hall
    _client, phone = phone_of(meeting)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.cookies[keys.COOKIE] = holding(phone).cookies[keys.COOKIE].value
    wrong = []
    for route in behind("telepon"):
        status = knock(client, "post", route.address(**values), "0" * 32)
        if status not in (403, 405):
            wrong.append(f"{route.name}: {status}")
    assert wrong == []


def test_an_expired_code_a_replaced_one_and_a_made_up_one_open_no_door(hall, cast, settings):
    meeting, room, values = hall
    client = Client(raise_request_exception=False)

    def opened(code: str) -> list[str]:
        return [
            f"{method} {r.name}"
            for r in behind("kode")
            for method in ("get", "post")
            if knock(client, method, r.address(**{**values, "code": code})) not in (403, 429)
        ]

    assert opened("AAAAAA") == []
    settings.LOKMIN_TODAY = "2026-05-06"
    assert opened(room.code) == []
    settings.LOKMIN_TODAY = "2026-05-05"
    old = room.code
    op.new_code(room=room, by=cast.people["yusuf"])
    assert opened(old) == []
    meeting.state, meeting.closed_at, meeting.closed_by = "ditutup", clock.now(), meeting.opened_by
    meeting.save()
    assert opened(room.code) == []


def test_an_expired_code_is_no_key_to_any_route_of_phones(hall, settings):
    """Who holds nothing but yesterday's code is nobody: it is no cookie, no ticket, no ``kunci``."""
    _meeting, room, values = hall
    settings.LOKMIN_TODAY = "2026-05-06"
    client = Client(raise_request_exception=False)
    client.cookies[keys.COOKIE] = room.code
    assert refused_everywhere(client, values, room.code) == []
    for route in behind("karcis"):
        for ticket in (room.code, "", keys.ticket(values["meeting"] + 1, "tangan")):
            assert client.get(route.address(**values), {"k": ticket}).status_code == 403


def test_after_closing_a_phone_reads_but_writes_nothing(hall):
    meeting, _room, values = hall
    client, phone = phone_of(meeting)
    meeting.state, meeting.closed_at, meeting.closed_by = "ditutup", clock.now(), meeting.opened_by
    meeting.save()
    page = client.get(reverse("hand:home", kwargs={"meeting": meeting.pk}))
    assert "Terima kasih" in page.content.decode()
    wrong = []
    for route in behind("telepon"):
        if route.name.startswith("live:"):
            status = knock(client, "post", route.address(**values), keys.form_key(phone))
            if status not in (403, 422):
                wrong.append(f"{route.name}: {status}")
    assert wrong == []
