"""kill -9 while numbers are being accepted, two people accepting at once, a reader that died."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from lokmin.cycle.centre import clock
from lokmin.cycle.reporting import operations, worker
from lokmin.cycle.reporting.models import Fact, Upload
from reporting.book import ready
from reporting.sheets import workbook

SETUP = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
import django
django.setup()
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.reporting import operations
from lokmin.cycle.reporting.models import Upload
"""
PREPARE = (
    SETUP
    + """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from lokmin.cli.demo.people import create_cast
from lokmin.core.periods import Month
sys.path.insert(0, sys.argv[1])
from reporting.book import reading, ready
cast = create_cast()
from lokmin.catalog.loading import load
elements = [code for code, e in load().elements.items() if not e.yearly]
rows = [
    reading(v.code, month.code, element, 5, cell=f"D{i}")
    for month in Month(2015, 1).until(Month(2025, 12))
    for v in cast.villages
    for i, element in enumerate(elements[:8], 1)
]
ready(cast.puskesmas, cast.people["ratna"], rows)
print(len(rows))
"""
)
ACCEPT = (
    SETUP
    + """
upload = Upload.objects.get()
print("mulai", flush=True)
operations.accept(upload=upload, by=Person.objects.get(username="ratna"))
print("selesai", flush=True)
"""
)


def _environment(folder: Path) -> dict[str, str]:
    keep = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return keep | {"LOKMIN_DATA": str(folder), "LOKMIN_INLINE": "1", "LOKMIN_SECRET": "uji"}


def _start(code: str, folder: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *args], env=_environment(folder), stdout=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor")
    done, _ = _start(PREPARE, folder, str(Path(__file__).parent.parent)).communicate(timeout=120)
    return folder, int(done)


@pytest.fixture
def office(prepared, tmp_path):
    """A data folder of its own with a big upload that waits to be accepted, and the number of its facts."""
    folder, number = prepared
    shutil.copytree(folder, tmp_path / "data")
    return tmp_path / "data", number


def _stored(folder: Path) -> tuple[int, str]:
    with sqlite3.connect(folder / "lokmin.sqlite3") as base:
        facts = base.execute("SELECT count(*) FROM reporting_fact").fetchone()[0]
        return facts, base.execute("SELECT state FROM reporting_upload").fetchone()[0]


@pytest.mark.slow
def test_kill_9_while_accepting_leaves_all_or_nothing(office):
    folder, number = office
    chance = random.Random(9)
    for _ in range(5):
        process = _start(ACCEPT, folder)
        assert process.stdout.readline() == "mulai\n"
        time.sleep(chance.uniform(0.0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        facts, state = _stored(folder)
        assert (facts, state) in {(0, "siap"), (number, "masuk")}
    process = _start(ACCEPT, folder)
    assert process.communicate(timeout=60)[0].endswith("selesai\n")
    assert _stored(folder) == (number, "masuk")


@pytest.mark.slow
def test_two_programs_accepting_at_once_store_each_number_once(office):
    folder, number = office
    both = [_start(ACCEPT, folder), _start(ACCEPT, folder)]
    assert all(p.communicate(timeout=60)[0].endswith("selesai\n") for p in both)
    assert _stored(folder) == (number, "masuk")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("not __import__('os').environ.get('DATABASE_URL')", reason="hanya PostgreSQL; SQLite di atas")
def test_two_people_accepting_two_files_about_the_same_cells_store_each_once(request):
    from lokmin.cli.demo.people import create_cast

    cast = create_cast()
    people = [cast.people["ratna"], cast.people["yusuf"]]
    rows = [(v.code, "2026-03", "kia.k1", 4) for v in cast.villages]
    uploads = [
        ready(cast.puskesmas, who, [(*r[:3], r[3] + i) for r in rows], f"{i}.csv") for i, who in enumerate(people)
    ]
    failures: list[BaseException] = []

    def accept(upload, who):
        try:
            operations.accept(upload=upload, by=who)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=pair) for pair in zip(uploads, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Fact.objects.filter(superseded_at=None, withdrawn_at=None).count() == 12
    assert Fact.objects.count() == 24


def test_a_reader_that_died_is_replaced_and_one_that_lives_is_not(cast, settings, tmp_path):
    settings.LOKMIN_INLINE, settings.MEDIA_ROOT = True, tmp_path
    upload = operations.receive(puskesmas=cast.puskesmas, by=cast.people["ratna"], name="a.xlsx", data=workbook())
    Upload.objects.update(state="dibaca", worker="hidup", heartbeat=clock.now())
    upload.refresh_from_db()
    assert not worker.ensure(upload)
    assert worker.claim(upload.pk) == ""
    Upload.objects.update(heartbeat=clock.now() - worker.STALE - dt.timedelta(seconds=1))
    assert operations.resume_reading() == 1
    upload.refresh_from_db()
    assert upload.state == "siap"
    assert operations.preview(upload).accepted == 24


def test_a_late_reader_does_not_overwrite_the_one_that_took_over(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = operations.receive(puskesmas=cast.puskesmas, by=cast.people["ratna"], name="a.xlsx", data=workbook())
    old = worker.claim(upload.pk)
    Upload.objects.update(worker="baru")
    operations.read(upload, claim=old)
    assert Upload.objects.get().state == "dibaca"


def test_a_file_that_kills_its_reader_is_given_up_with_a_sentence(cast, settings, tmp_path):
    settings.LOKMIN_INLINE, settings.MEDIA_ROOT = True, tmp_path
    upload = operations.receive(puskesmas=cast.puskesmas, by=cast.people["ratna"], name="a.xlsx", data=workbook())
    Upload.objects.update(summary={"tries": worker.MAX_TRIES})
    worker.work(upload.pk)
    upload.refresh_from_db()
    assert upload.state == "gagal"
    assert "tiga kali" in upload.error


@pytest.mark.slow
def test_a_reading_process_of_its_own_shows_the_upload_ready(office):
    folder, _ = office
    code = (
        SETUP
        + """
from lokmin.cycle.reporting import worker
from django.conf import settings
settings.LOKMIN_INLINE = False
pkm, ratna = Puskesmas.objects.first(), Person.objects.get(username="ratna")
upload = operations.receive(puskesmas=pkm, by=ratna, name="a.xlsx", data=open(sys.argv[1], "rb").read())
worker.start(upload)
print(upload.pk)
"""
    )
    book = folder / "a.xlsx"
    book.write_bytes(workbook())
    pk = int(_start(code, folder, str(book)).communicate(timeout=60)[0])
    for _ in range(100):
        with sqlite3.connect(folder / "lokmin.sqlite3") as base:
            state = base.execute("SELECT state FROM reporting_upload WHERE id = ?", (pk,)).fetchone()[0]
        if state == "siap":
            break
        time.sleep(0.2)
    assert state == "siap"
