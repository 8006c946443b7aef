"""The one writer: answered only when durable, one bad job hurts no other, many jobs share a commit."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from lokmin.cycle.centre.models import Place
from lokmin.cycle.meetings.room import writer


@pytest.fixture
def really(settings, transactional_db, monkeypatch):
    """The thread itself, not the shortcut of the tests; it lets its link go soon, as PostgreSQL wants at the end."""
    settings.LOKMIN_INLINE = False
    monkeypatch.setattr(writer, "IDLE_SECONDS", 0.1)
    monkeypatch.setattr(writer, "_writer", None)
    yield
    time.sleep(0.3)


def place(code: str) -> Place:
    return Place.objects.create(code=code, name=f"Desa {code}", level="desa")


def test_an_answered_job_is_in_the_table(really):
    made = writer.write(lambda: place("88.01"))
    assert Place.objects.get(pk=made.pk).name == "Desa 88.01"


def test_a_job_that_fails_hurts_no_other_and_tells_its_own_asker(really):
    held = threading.Event()
    first = writer._running().submit(lambda: held.wait(5))  # the next three wait together and share a commit

    def wrong():
        place("88.98")
        raise ValidationError("Desa itu tidak ada.")

    jobs = [writer._running().submit(job) for job in (lambda: place("88.11"), wrong, lambda: place("88.12"))]
    held.set()
    assert first.result(5)
    assert jobs[0].result(5).code == "88.11"
    with pytest.raises(ValidationError, match="Desa itu tidak ada"):
        jobs[1].result(5)
    assert jobs[2].result(5).code == "88.12"
    assert set(Place.objects.filter(code__startswith="88.").values_list("code", flat=True)) == {"88.11", "88.12"}


def test_a_batch_the_database_refuses_is_tried_one_by_one(really):
    place("88.21")
    held = threading.Event()
    writer._running().submit(lambda: held.wait(5))
    good = writer._running().submit(lambda: place("88.22"))
    twice = writer._running().submit(lambda: place("88.21"))
    held.set()
    assert good.result(5).code == "88.22"
    with pytest.raises(IntegrityError):
        twice.result(5)
    assert Place.objects.filter(code__startswith="88.2").count() == 2


def test_many_waiting_jobs_share_few_commits(really, monkeypatch):
    sizes = []
    commit = writer._commit
    monkeypatch.setattr(writer, "_commit", lambda batch: sizes.append(len(batch)) or commit(batch))
    held = threading.Event()
    writer._running().submit(lambda: held.wait(5))
    jobs = [writer._running().submit(lambda n=n: place(f"88.3{n:03d}")) for n in range(150)]
    held.set()
    assert all(job.result(20) for job in jobs)
    assert max(sizes) <= writer.LARGEST
    assert len(sizes) <= 5


def test_what_is_told_after_a_commit_is_told_once_and_only_then(really):
    told = []

    def job():
        transaction.on_commit(lambda: told.append(connection.in_atomic_block))
        return len(told)

    assert writer.write(job) == 0
    assert told == [False]


def test_a_phone_whose_link_is_cut_while_its_post_waits_stops_nobody(really):
    """The server calls the request off; what was posted is written, and those who wait with it are answered."""
    thread, held = writer._running(), threading.Event()
    thread.submit(lambda: held.wait(5))

    async def cut_off():
        asked = asyncio.create_task(writer.awrite(lambda: place("88.41")))
        beside = asyncio.create_task(writer.awrite(lambda: place("88.42")))
        await asyncio.sleep(0.05)
        asked.cancel()
        await asyncio.sleep(0.05)
        held.set()
        return await asyncio.wait_for(beside, 5)

    assert asyncio.run(cut_off()).code == "88.42"
    assert writer._running() is thread
    assert Place.objects.filter(code__in=["88.41", "88.42"]).count() == 2
