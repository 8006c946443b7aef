"""Reads an upload in a process of its own, so that a big workbook never holds up the pages.

``python -m lokmin.cycle.reporting.worker 17`` claims upload 17, reads it and shows its progress in the row. Only one
process holds a claim; one whose heartbeat is old is dead, and the next page view or server start takes over.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
import time
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Q

    from lokmin.cycle.reporting.models import Upload

#: A reader that gave no sign of life for so long is dead.
STALE = dt.timedelta(seconds=30)
_BEAT, _STEP = 5.0, 0.4
#: Stands in place of a claim between starting a process and its first words.
STARTING = "mulai"
#: Seconds under which a reading does not hold up a page.
QUICK = 1.0
#: A file that killed its reader so often is not tried again.
MAX_TRIES = 3


class ClaimLost(Exception):  # noqa: N818 - an event, not a mistake
    """Another process took over, or the upload was thrown away: stop reading."""


def start(upload: Upload) -> None:
    """Have an upload read in a process that outlives this one; at once with ``LOKMIN_INLINE``.

    A file that is read again after an answer and was quick the first time is read at once too.
    """
    from django.conf import settings

    from lokmin.cycle.centre import clock
    from lokmin.cycle.reporting.models import Upload

    if settings.LOKMIN_INLINE or upload.summary.get("seconds", QUICK) < QUICK:
        work(upload.pk)
        upload.refresh_from_db()
        return
    # Reserved first, so that a page that is asked for again does not start a second process.
    reserve = Upload.objects.filter(_unclaimed(clock.now()), pk=upload.pk, state__in=("diterima", "dibaca"))
    if not reserve.update(worker=STARTING, heartbeat=clock.now()):
        return
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE or "lokmin.web.settings"}
    subprocess.Popen(
        [sys.executable, "-m", "lokmin.cycle.reporting.worker", str(upload.pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )


def ensure(upload: Upload) -> bool:
    """Start a reader for an upload that waits for one (never started, or its reader died); says whether it did."""
    from lokmin.cycle.centre import clock

    if upload.state not in ("diterima", "dibaca") or not _free(upload, clock.now()):
        return False
    start(upload)
    return True


def resume() -> int:
    """Start readers for all uploads left behind by a stopped computer; returns how many."""
    from lokmin.cycle.reporting.models import Upload

    waiting = Upload.objects.filter(state__in=("diterima", "dibaca")).defer("understood").select_related("puskesmas")
    return sum(ensure(upload) for upload in waiting)


def _free(upload: Upload, now: dt.datetime) -> bool:
    """Not claimed, or claimed by the dead."""
    return upload.heartbeat is None or now - upload.heartbeat > STALE


def _unclaimed(now: dt.datetime) -> Q:
    from django.db.models import Q

    return Q(heartbeat__isnull=True) | Q(heartbeat__lt=now - STALE)


def claim(pk: int) -> str:
    """Take an upload for this process; an empty text when another has it."""
    from django.db.models import Q

    from lokmin.cycle.centre import clock
    from lokmin.cycle.reporting.models import Upload

    now, token = clock.now(), uuid.uuid4().hex
    free = _unclaimed(now) | Q(worker=STARTING)
    mine = Upload.objects.filter(free, pk=pk, state__in=("diterima", "dibaca"))
    return token if mine.update(state="dibaca", worker=token, heartbeat=now, progress=1) else ""


def work(pk: int) -> None:
    """Claim, read, store. Does nothing when another process has the upload."""
    from lokmin.cycle.reporting.models import Upload
    from lokmin.cycle.reporting.operations import uploads

    token = claim(pk)
    if not token:
        return
    upload = Upload.objects.select_related("puskesmas__place").get(pk=pk)
    tries = upload.summary.get("tries", 0) + 1
    if tries > MAX_TRIES:
        uploads.failed(upload, "Pembaca berhenti tiga kali pada berkas ini. Simpan ulang dari Excel, lalu unggah lagi.")
        return
    upload.summary = {**upload.summary, "tries": tries}
    upload.save(update_fields=["summary"])
    stop = threading.Event()
    beating = threading.Thread(target=_beat, args=(pk, token, stop), daemon=True)
    if not _inline():
        beating.start()
    last = [0.0]

    def progress(done: int, total: int) -> None:
        if time.monotonic() - last[0] >= _STEP:
            last[0] = time.monotonic()
            if not _alive(pk, token, min(99, 10 + 85 * done // max(total, 1))):
                raise ClaimLost

    try:
        began = time.monotonic()
        read = uploads.read(upload, progress=progress, claim=token)
        if read.state in ("siap", "masuk"):
            Upload.objects.filter(pk=pk).update(summary={**read.summary, "seconds": round(time.monotonic() - began, 2)})
    except ClaimLost:
        return
    finally:
        stop.set()


def _inline() -> bool:
    from django.conf import settings

    return bool(settings.LOKMIN_INLINE)


def _alive(pk: int, token: str, percent: int | None = None) -> bool:
    """Give a sign of life; False when the claim is gone."""
    from lokmin.cycle.centre import clock
    from lokmin.cycle.reporting.models import Upload

    mine = Upload.objects.filter(pk=pk, worker=token, state="dibaca")
    values = {"heartbeat": clock.now()} | ({} if percent is None else {"progress": percent})
    return bool(mine.update(**values))


def _beat(pk: int, token: str, stop: threading.Event) -> None:
    """Signs of life during long steps that report no progress."""
    from django.db import OperationalError, connection

    while not stop.wait(_BEAT):
        try:
            if not _alive(pk, token):
                break
        except OperationalError:  # the database is busy for a moment; the next beat will do
            continue
    connection.close()


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
    django.setup()
    work(int(sys.argv[1]))


if __name__ == "__main__":
    main()
