"""Listening: what was missed comes first, nothing twice, a slow phone is let go, a ticket opens one meeting only."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time

import pytest
from django.db import transaction

from lokmin.cycle.meetings.room import events, hub, keys


@pytest.fixture
def room(transactional_db):
    from tests.meetings.conftest import DAY

    from lokmin.cli.demo.people import create_cast
    from lokmin.core.periods import Month
    from lokmin.cycle.meetings import operations as op

    cast = create_cast()
    return op.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4), date=DAY
    )


def tell(meeting, kind, **data):
    with transaction.atomic():
        events.tell(meeting, kind, **data)


async def hear(meeting, after, wanted, meanwhile=None, face="tangan"):
    """What a listener hears until ``wanted`` events have come."""
    heard = []
    stream = hub.listen(meeting.pk, after, face)

    async def read():
        async for chunk in stream:
            heard.extend(json.loads(line[6:]) for line in chunk.decode().splitlines() if line.startswith("data: "))
            if len(heard) >= wanted:
                return

    reading = asyncio.create_task(read())
    if meanwhile is not None:
        await asyncio.sleep(0.2)
        await asyncio.to_thread(meanwhile)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(reading, 5)
    await stream.aclose()
    return heard


def numbers(heard):
    return [told["n"] for told in heard]


def test_what_was_missed_comes_first_and_what_happens_then_after_it(room):
    for n in range(3):
        tell(room, "foto", n=n)
    first = events.last(room.pk) - 2
    heard = asyncio.run(hear(room, first, 4, lambda: [tell(room, "foto", n=n) for n in (3, 4)]))
    assert numbers(heard) == [1, 2, 3, 4]


def test_an_event_of_another_process_is_found_by_looking(room):
    def from_elsewhere():
        from lokmin.cycle.centre import clock
        from lokmin.cycle.meetings.models import RoomEvent

        RoomEvent.objects.create(meeting=room, kind="foto", data={"n": 7}, at=clock.now())  # no publish

    assert numbers(asyncio.run(hear(room, 0, 1, from_elsewhere))) == [7]


def test_what_was_heard_before_is_not_told_again_when_the_table_is_looked_into(room, monkeypatch):
    monkeypatch.setattr(hub, "LOOK_SECONDS", 0.1)
    for n in range(3):
        tell(room, "foto", n=n)
    last = events.last(room.pk)
    heard = asyncio.run(hear(room, last, 1, lambda: (time.sleep(0.5), tell(room, "foto", n=9))))
    assert numbers(heard) == [9]


def test_a_write_that_is_taken_back_is_told_to_nobody(room):
    def half():
        with contextlib.suppress(RuntimeError), transaction.atomic():
            events.tell(room, "foto", n=1)
            raise RuntimeError
        tell(room, "foto", n=2)

    assert numbers(asyncio.run(hear(room, 0, 1, half))) == [2]


def test_too_much_missed_means_read_the_page_anew(room):
    for n in range(301):
        tell(room, "foto", n=n)
    assert asyncio.run(hear(room, 0, 1)) == [{"k": "segar"}]


def test_too_much_of_another_process_means_read_the_page_anew_once(room, monkeypatch):
    from lokmin.cycle.centre import clock
    from lokmin.cycle.meetings.models import RoomEvent

    def from_elsewhere(count):
        RoomEvent.objects.bulk_create(
            RoomEvent(meeting=room, kind="foto", data={"n": n}, at=clock.now()) for n in range(count)
        )

    monkeypatch.setattr(hub, "LOOK_SECONDS", 0.1)

    def meanwhile():
        from_elsewhere(400)
        time.sleep(0.5)
        from_elsewhere(1)

    assert [told["k"] for told in asyncio.run(hear(room, 0, 2, meanwhile))] == ["segar", "foto"]


def test_what_comes_between_asking_for_the_newest_and_asking_for_all_is_not_told_of_again(room, monkeypatch):
    newest, asked = events.last, []

    def last(meeting):
        asked.append(meeting)
        if len(asked) == 1:
            for n in range(301):
                tell(room, "foto", n=n)
            return 0
        return newest(meeting)

    monkeypatch.setattr(events, "last", last)
    assert hub._missed(room.pk, 0) == (None, newest(room.pk))


def test_a_number_that_was_never_given_holds_nobody_up(room, monkeypatch):
    from lokmin.cycle.centre import clock
    from lokmin.cycle.meetings.models import RoomEvent

    monkeypatch.setattr(hub, "LOOK_SECONDS", 0.1)
    tell(room, "foto", n=0)

    def from_elsewhere():
        RoomEvent.objects.create(meeting=room, kind="foto", data={"n": 1}, at=clock.now())

    assert numbers(asyncio.run(hear(room, 10**17, 1, from_elsewhere))) == [1]


def test_a_phone_that_does_not_read_is_let_go_and_others_hear_on(room, monkeypatch):
    monkeypatch.setattr(hub, "QUEUE", 2)
    monkeypatch.setattr(hub, "TICK_SECONDS", 0)

    async def play():
        asleep = hub.listen(room.pk, 0, "tangan")
        await anext(asleep)
        await asyncio.sleep(0.1)
        for n in range(6):
            await asyncio.to_thread(tell, room, "foto", n=n)
            await asyncio.sleep(0.05)
        return hub.listeners(room.pk)

    assert asyncio.run(play()) == 0


def test_an_unknown_kind_is_a_mistake_of_ours(room):
    with pytest.raises(KeyError):
        events.tell(room, "gosip")


@pytest.mark.parametrize("ticket", ["", "palsu", "WzEsInRhbmdhbiJd:1:x"])
def test_without_a_ticket_of_this_meeting_nobody_listens(client, room, ticket):
    assert client.get(f"/langsung/{room.pk}/siar/", {"k": ticket}).status_code == 403
    other = keys.ticket(room.pk + 1, "tangan")
    assert client.get(f"/langsung/{room.pk}/siar/", {"k": other}).status_code == 403
