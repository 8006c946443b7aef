"""Who listens, and how they are told: events of a tick are encoded once and handed to every listener.

One room has one task on the loop of the server. Writers on any thread call ``publish``; what other processes wrote is
found by looking into the table once a second while somebody listens.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections

from lokmin.cycle.centre import clock

if TYPE_CHECKING:
    from lokmin.cycle.meetings.room.events import Told

#: Events that come within a tick travel together.
TICK_SECONDS = 0.02
LONGEST_TICK_SECONDS = 0.08
#: How often the table is looked into for what other processes wrote.
LOOK_SECONDS = 1.0
#: A line without meaning that shows a broken link to both sides.
ALIVE_SECONDS = 15.0
#: Phones come back after so many milliseconds.
RETRY = 1500
#: A listener who does not read is let go; it comes back with the number of what it last heard.
QUEUE = 500
#: Numbers remembered as sent: PostgreSQL may commit them out of order.
REMEMBERED = 1000
#: Looked back so far: PostgreSQL may commit a number after a later one.
LATE = 50
HAND = "tangan"
#: Too much has happened: every part is read anew.
AFRESH = b'data: {"k":"segar"}\n\n'
log = logging.getLogger(__name__)


class Room:
    """The listeners of one meeting."""

    def __init__(self, meeting: int) -> None:
        self.meeting = meeting
        self.loop = asyncio.get_running_loop()
        self.listeners: dict[asyncio.Queue[bytes | None], str] = {}
        self.pending: list[Told] = []
        self.sent: OrderedDict[int, None] = OrderedDict()
        #: Events up to here were there before anybody listened: each listener asks for what it missed by itself.
        self.floor: int | None = None
        self.newest = 0
        self.wake = asyncio.Event()
        self.task = self.loop.create_task(self._run())

    def push(self, told: Told) -> None:
        """An event from this process; on the loop's own thread."""
        if told.pk not in self.sent:
            self._remember(told.pk)
            self.pending.append(told)
            self.wake.set()

    def _remember(self, pk: int) -> None:
        self.sent[pk] = None
        self.newest = max(self.newest, pk)
        while len(self.sent) > REMEMBERED:
            self.sent.popitem(last=False)

    async def _run(self) -> None:
        alive = time.monotonic()
        while self.listeners:
            try:
                await asyncio.wait_for(self.wake.wait(), LOOK_SECONDS)
            except TimeoutError:
                await self._look()
            if self.pending:
                self.wake.clear()
                batch, self.pending = self.pending, []
                await self._send(batch)
                await self._rest()
            elif time.monotonic() - alive > ALIVE_SECONDS:
                alive = time.monotonic()
                self._hand_out(b": hidup\n\n", b": hidup\n\n")
        _rooms.pop(self.meeting, None)

    async def _rest(self) -> None:
        """A tick; longer while the loop is busy handing out, so that answers to votes are not kept waiting."""
        begun = time.monotonic()
        await asyncio.sleep(TICK_SECONDS)
        late = time.monotonic() - begun - TICK_SECONDS
        if late > TICK_SECONDS:
            await asyncio.sleep(min(late, LONGEST_TICK_SECONDS))

    async def _look(self) -> None:
        if self.floor is None:  # the first listener is still asking for what it missed: that is not news
            return
        try:
            after = max(self.floor, self.newest - LATE)
            found, reached = await sync_to_async(_missed, thread_sensitive=False)(self.meeting, after)
        except Error:  # also a link that broke: this task must live as long as somebody listens
            log.warning("Basis data sedang sibuk; kejadian dari proses lain dicari lagi sedetik kemudian.")
            return
        if found is None:  # more than can be told one by one
            self.floor = self.newest = reached
            self._hand_out(AFRESH, AFRESH)
        for told in found or ():
            self.push(told)

    async def _send(self, batch: list[Told]) -> None:
        from lokmin.cycle.meetings.room import parts

        plain = b"".join(encode(t) for t in batch)
        hands = plain
        if HAND in self.listeners.values() and any(t.kind in parts.PUSHED for t in batch):
            try:
                html = await sync_to_async(parts.pushed, thread_sensitive=False)(self.meeting, {t.kind for t in batch})
                hands = b"".join(encode(t, html.get(t.kind)) for t in batch)
            except Exception:
                # Without the part phones read it themselves; nobody may stop hearing because one part is broken.
                log.exception("Bagian untuk telepon tidak dapat ditulis (%s).", ", ".join(t.kind for t in batch))
        self._hand_out(plain, hands)

    def _hand_out(self, plain: bytes, hands: bytes) -> None:
        for listener, face in list(self.listeners.items()):
            if listener.full():
                self.listeners.pop(listener, None)
                listener.get_nowait()
                listener.put_nowait(None)
            else:
                listener.put_nowait(hands if face == HAND else plain)


def encode(told: Told, html: str | None = None) -> bytes:
    """One server-sent event. ``t`` is the server's hour in milliseconds: phones' own clocks are not believed."""
    body = {"k": told.kind, "t": clock.milliseconds(), **told.data}
    if html is not None:
        body["html"] = html
    return f"id: {told.pk}\ndata: {json.dumps(body, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


_rooms: dict[int, Room] = {}
_guard = threading.Lock()


def publish(meeting: int, told: Told) -> None:
    """Hand an event to the listeners of a meeting, from any thread. Nobody listening: nothing to do."""
    with _guard:
        room = _rooms.get(meeting)
    if room is not None:
        try:
            room.loop.call_soon_threadsafe(room.push, told)
        except RuntimeError:  # its loop has ended (a test, a server going down)
            _rooms.pop(meeting, None)


def listeners(meeting: int) -> int:
    """How many listen now."""
    room = _rooms.get(meeting)
    return len(room.listeners) if room else 0


def _missed(meeting: int, after: int) -> tuple[list[Told] | None, int]:
    """What happened since a number, and the newest number; on a thread of the loop's own, which no request tidies.

    A number that was never given (another database, or made up) asks for nothing and holds nobody else up.
    """
    from lokmin.cycle.meetings.room.events import last, since

    close_old_connections()
    newest = last(meeting)
    found = since(meeting, min(after, newest))
    if found is None:  # whoever reads all anew now sees what came between the two questions, too
        newest = last(meeting)
    return found, max([newest, *(t.pk for t in found or ())])


async def listen(meeting: int, after: int, face: str) -> AsyncIterator[bytes]:
    """What somebody hears from a number on, for ever; ends when they are let go."""
    heard: asyncio.Queue[bytes | None] = asyncio.Queue(QUEUE)
    room = _enter(meeting, heard, face)
    try:
        yield f"retry: {RETRY}\n\n".encode()
        # Joined first, then asked for what was missed: an event between the two is heard twice, never lost.
        missed, reached = await sync_to_async(_missed, thread_sensitive=False)(meeting, after)
        if missed is None:
            yield AFRESH
        if room.floor is None:
            room.floor = reached
        room.newest = max(room.newest, reached)
        if missed:
            yield b"".join(encode(t) for t in missed)
        while (chunk := await heard.get()) is not None:
            more = [chunk]
            while not heard.empty():
                following = heard.get_nowait()
                if following is None:
                    return
                more.append(following)
            yield b"".join(more)
    finally:
        room.listeners.pop(heard, None)


def _enter(meeting: int, heard: asyncio.Queue[bytes | None], face: str) -> Room:
    with _guard:
        room = _rooms.get(meeting)
        if room is None or room.task.done() or room.loop is not asyncio.get_running_loop():
            room = _rooms[meeting] = Room(meeting)
        room.listeners[heard] = face
        return room
