"""One writer for bursts of small writes: many phones' jobs share one durable commit.

Eight free writers starve each other for seconds on SQLite (docs: shared measurement, ADR 0011). Jobs wait in a queue;
the thread takes all that wait, runs each in its own savepoint (those that are alike together), commits once, and only
then answers. A job that fails
hurts no other; a batch that cannot be committed is tried again job by job.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, connection, transaction

_T = TypeVar("_T")
_I = TypeVar("_I")
Many = Callable[[list[Any]], "list[Any]"]
#: At most so many jobs share a commit: the first of them waits for all.
LARGEST = 100
#: The link to the database is kept between batches, and let go after so long without any.
IDLE_SECONDS = 30.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to be written. With ``key``, all that wait under the same key are done by one call of ``many``."""

    done: Future[Any]
    many: Many
    key: Any = None
    item: Any = None


def _asked() -> Future[Any]:
    """An answer to come that its asker cannot call off: a phone whose link is cut has posted all the same.

    Else asyncio cancels it with the request, and giving the answer would end the thread with everybody still waiting.
    """
    done: Future[Any] = Future()
    done.set_running_or_notify_cancel()
    return done


class Writer(threading.Thread):
    """The thread; made at the first job, ends with the process."""

    def __init__(self) -> None:
        super().__init__(name="penulis", daemon=True)
        self.waiting: queue.SimpleQueue[Asked] = queue.SimpleQueue()

    def submit(self, job: Callable[[], _T]) -> Future[_T]:
        """Queue a job; its future is done after the commit that holds its writes."""
        done: Future[_T] = _asked()
        self.waiting.put(Asked(done, lambda _items: [job()]))
        return done

    def submit_with(self, key: Any, many: Callable[[list[_I]], list[_T | Exception]], item: _I) -> Future[_T]:
        """Queue one of many alike: ``many`` gets all that wait under ``key`` and says what became of each."""
        done: Future[_T] = _asked()
        self.waiting.put(Asked(done, many, key, item))
        return done

    def run(self) -> None:
        while True:
            batch = self._take()
            try:
                outcomes = _commit(batch)
            except DatabaseError:
                log.warning("Satu kumpulan %d tulisan gagal disimpan; dicoba satu per satu.", len(batch))
                connection.close()  # it may be the link that failed; a new one is opened for the next job
                outcomes = [o for one in batch for o in _alone(one)]
            except BaseException as error:  # noqa: BLE001 - nobody may wait for ever
                outcomes = [(asked.done, None, error) for asked in batch]
            for future, value, wrong in outcomes:
                if wrong is None:
                    future.set_result(value)
                else:
                    future.set_exception(wrong)

    def _take(self) -> list[Asked]:
        try:
            batch = [self.waiting.get(timeout=IDLE_SECONDS)]
        except queue.Empty:
            connection.close()  # no link is held open between meetings
            batch = [self.waiting.get()]
        while len(batch) < LARGEST:
            try:
                batch.append(self.waiting.get_nowait())
            except queue.Empty:
                break
        return batch


Outcome = tuple["Future[Any]", Any, "BaseException | None"]


def _commit(batch: list[Asked]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with transaction.atomic():
        for group in _groups(batch):
            try:
                with transaction.atomic():
                    outcomes += _done(group)
            except DatabaseError:
                raise
            except BaseException as error:  # noqa: BLE001 - told to those who asked
                outcomes += [(asked.done, None, error) for asked in group]
    return outcomes


def _groups(batch: list[Asked]) -> list[list[Asked]]:
    """Those with the same key together, each group where its first one stood."""
    groups: dict[Any, list[Asked]] = {}
    for asked in batch:
        groups.setdefault(asked if asked.key is None else asked.key, []).append(asked)
    return list(groups.values())


def _done(group: list[Asked]) -> list[Outcome]:
    became = group[0].many([asked.item for asked in group])
    return [
        (asked.done, None, one) if isinstance(one, Exception) else (asked.done, one, None)
        for asked, one in zip(group, became, strict=True)
    ]


def _alone(one: Asked) -> list[Outcome]:
    try:
        return _commit([one])
    except BaseException as error:  # noqa: BLE001
        return [(one.done, None, error)]


_lock = threading.Lock()
_writer: Writer | None = None


def _running() -> Writer:
    global _writer  # noqa: PLW0603 - one thread a process is the point
    with _lock:
        if _writer is None or not _writer.is_alive():
            _writer = Writer()
            _writer.start()
        return _writer


def write(job: Callable[[], _T]) -> _T:
    """Run a job through the writer and wait until it is durable."""
    if settings.LOKMIN_INLINE:
        return _now(job)
    return _running().submit(job).result()


async def awrite(job: Callable[[], _T]) -> _T:
    """The same without holding a thread while waiting."""
    if settings.LOKMIN_INLINE:
        return await sync_to_async(_now)(job)
    from asyncio import wrap_future

    return await wrap_future(_running().submit(job))


async def awrite_with(key: Any, many: Callable[[list[_I]], list[_T | Exception]], item: _I) -> _T:
    """One of many alike, written together with those that wait under the same key.

    Raises:
        Exception: what ``many`` said became of this one.
    """
    if settings.LOKMIN_INLINE:
        (became,) = await sync_to_async(_now)(lambda: many([item]))
        if isinstance(became, Exception):
            raise became
        return became
    from asyncio import wrap_future

    return await wrap_future(_running().submit_with(key, many, item))


def _now(job: Callable[[], _T]) -> _T:
    """In the tests, whose transaction another thread could not see."""
    with transaction.atomic():
        return job()
