"""One writer for bursts of small writes: many phones' jobs share one durable commit.

Eight free writers starve each other for seconds on SQLite (docs: shared measurement, ADR 0011). Jobs wait in a queue;
the thread takes all that wait, runs each in its own savepoint, commits once, and only then answers. A job that fails
hurts no other; a batch that cannot be committed is tried again job by job.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction

_T = TypeVar("_T")
Job = Callable[[], Any]
#: At most so many jobs share a commit: the first of them waits for all.
LARGEST = 100
log = logging.getLogger(__name__)


class Writer(threading.Thread):
    """The thread; made at the first job, ends with the process."""

    def __init__(self) -> None:
        super().__init__(name="penulis", daemon=True)
        self.waiting: queue.SimpleQueue[tuple[Job, Future[Any]]] = queue.SimpleQueue()

    def submit(self, job: Callable[[], _T]) -> Future[_T]:
        """Queue a job; its future is done after the commit that holds its writes."""
        done: Future[_T] = Future()
        self.waiting.put((job, done))
        return done

    def run(self) -> None:
        while True:
            batch = self._take()
            close_old_connections()
            try:
                outcomes = _commit(batch)
            except DatabaseError:
                log.warning("Satu kumpulan %d tulisan gagal disimpan; dicoba satu per satu.", len(batch))
                outcomes = [o for one in batch for o in _alone(one)]
            except BaseException as error:  # noqa: BLE001 - nobody may wait for ever
                outcomes = [(future, None, error) for _job, future in batch]
            for future, value, wrong in outcomes:
                if wrong is None:
                    future.set_result(value)
                else:
                    future.set_exception(wrong)

    def _take(self) -> list[tuple[Job, Future[Any]]]:
        batch = [self.waiting.get()]
        while len(batch) < LARGEST:
            try:
                batch.append(self.waiting.get_nowait())
            except queue.Empty:
                break
        return batch


Outcome = tuple["Future[Any]", Any, "BaseException | None"]


def _commit(batch: list[tuple[Job, Future[Any]]]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with transaction.atomic():
        for job, future in batch:
            try:
                with transaction.atomic():
                    outcomes.append((future, job(), None))
            except DatabaseError:
                raise
            except BaseException as error:  # noqa: BLE001 - told to the one who asked
                outcomes.append((future, None, error))
    return outcomes


def _alone(one: tuple[Job, Future[Any]]) -> list[Outcome]:
    try:
        return _commit([one])
    except BaseException as error:  # noqa: BLE001
        return [(one[1], None, error)]


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


def _now(job: Callable[[], _T]) -> _T:
    """In the tests, whose transaction another thread could not see."""
    with transaction.atomic():
        return job()
