"""Two people at once: a part ticked twice, a turn written twice, the same photo sent twice, two actions numbered."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection

from lokmin.cycle.followup import operations
from lokmin.cycle.followup.models import Action, ActionProof, ActionTask, ActionTurn, Escalation
from lokmin.cycle.followup.work import escalation as carry
from lokmin.cycle.followup.work import operations as work
from lokmin.cycle.followup.work.proofs import Kept

pytestmark = pytest.mark.django_db(transaction=True)
DUE = dt.date(2026, 5, 11)


def both(*jobs: Callable[[], object]) -> list[BaseException]:
    """Run jobs in threads that start together; what they raised. A locked SQLite in memory is asked again."""
    gate, wrong = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        try:
            gate.wait(5)
            for attempt in range(200):
                try:
                    job()
                except OperationalError:
                    if attempt == 199:
                        raise
                    time.sleep(0.01)
                else:
                    return
        except BaseException as error:  # noqa: BLE001 - told to the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return wrong


@pytest.fixture
def made(cast, columns, settings):
    settings.LOKMIN_TODAY = "2026-05-20"
    columns |= {"repeat": "mingguan", "start": dt.date(2026, 5, 4), "due": dt.date(2026, 5, 31)}
    return operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=dt.date(2026, 5, 4), **columns)


def test_two_people_tick_the_same_part_and_one_name_stays(made, cast):
    endah, bambang = cast.people["endah"], cast.people["bambang"]
    task = work.add_task(action=made, by=endah, text="Cetak")
    assert both(lambda: work.tick(task=task, by=endah), lambda: work.tick(task=task, by=bambang)) == []
    done = ActionTask.objects.get()
    assert done.done_by in (endah, bambang)
    assert made.events.filter(note="Bagian selesai: Cetak").count() == 1


def test_two_people_write_the_same_turn_and_it_is_there_once(made, cast):
    people = (cast.people["endah"], cast.people["bambang"])
    jobs = [lambda p=p: work.write_turn(action=made, by=p, due=DUE, done_on=DUE) for p in people]
    assert both(*jobs) == []
    assert ActionTurn.objects.count() == 1


def test_the_same_photo_sent_twice_is_one_proof(made, cast):
    kept = [Kept("foto", "a.jpg", "0" * 64, 12)]
    job = lambda: work.attach_kept(action=made, by=cast.people["endah"], kept=kept)  # noqa: E731
    assert both(job, job) == []
    assert ActionProof.objects.count() == 1


def test_the_rule_run_twice_at_once_carries_an_action_once(made, cast):
    day = dt.date(2026, 7, 5)
    job = lambda: carry.escalate_overdue(puskesmas=cast.puskesmas, today=day)  # noqa: E731
    assert both(job, job) == []
    assert Escalation.objects.count() == 1


def test_two_actions_added_at_once_get_two_numbers(cast, columns):
    job = lambda: operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], **columns)  # noqa: E731
    assert both(job, job, job) == []
    assert sorted(Action.objects.values_list("number", flat=True)) == [1, 2, 3]
