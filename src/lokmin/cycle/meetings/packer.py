"""Makes a pack in a process of its own: pages go on while papers are set, and the page can be left and found again.

``python -m lokmin.cycle.meetings.packer KODE 3`` makes the pack of meeting 3 of a Puskesmas. A mark beside the packs
says that one is being made and by which process; a mark that is old or of no living process was left by a power cut.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lokmin.cycle.meetings.models import Meeting

MARK, WRONG, FAR = ".sedang-dibuat", ".gagal", ".kemajuan"
#: Seconds after which a mark is that of a stopped process; a pack takes a few.
STALE = 180


def begin(meeting: Meeting) -> None:
    """Have the pack made: at once with ``LOKMIN_INLINE``, else in a process that outlives this one."""
    from django.conf import settings

    home = _home(meeting)
    home.mkdir(parents=True, exist_ok=True)
    (home / WRONG).unlink(missing_ok=True)
    if being_made(meeting):
        return
    (home / MARK).write_text("", "utf-8")
    if settings.LOKMIN_INLINE:
        make(meeting)
        return
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE or "lokmin.web.settings"}
    process = subprocess.Popen(
        [sys.executable, "-m", "lokmin.cycle.meetings.packer", meeting.puskesmas.code, str(meeting.pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )
    with contextlib.suppress(FileNotFoundError), (home / MARK).open("r+", encoding="utf-8") as mark:
        mark.write(str(process.pid))  # a pack that is ready already has taken its mark away


def after_close(meeting: Meeting) -> None:
    """Have the papers made because the minutes were closed; what goes wrong stands on the page of the pack."""
    with contextlib.suppress(Exception):  # the sentence is kept, and closing must not fail for a paper
        begin(meeting)


def progress(meeting: Meeting) -> tuple[int, int]:
    """How many papers are ready and of how many; (0, 0) as long as nothing is known."""
    try:
        done, whole = (_home(meeting) / FAR).read_text("utf-8").split("/")
        return int(done), int(whole)
    except (OSError, ValueError):
        return 0, 0


def being_made(meeting: Meeting) -> bool:
    """Whether a process is at it."""
    mark = _home(meeting) / MARK
    try:
        return time.time() - mark.stat().st_mtime < STALE and _lives(mark.read_text("utf-8"))
    except FileNotFoundError:
        return False


def _lives(pid: str) -> bool:
    """Whether the process of the mark still runs; unknown (a mark without number, no POSIX) counts as yes."""
    if not pid or os.name != "posix":
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody's, so there
        return True
    return True


def failure(meeting: Meeting) -> str:
    """Why the last attempt made nothing; empty when it did."""
    wrong = _home(meeting) / WRONG
    return wrong.read_text("utf-8") if wrong.is_file() else ""


def make(meeting: Meeting) -> None:
    """Make and keep the pack; a failure is left as a sentence for the page."""
    from lokmin.cycle.meetings import pack

    home = _home(meeting)
    home.mkdir(parents=True, exist_ok=True)
    try:
        pack.keep(meeting, lambda done, whole: _tell(home, done, whole))
    except pack.PackError as error:
        (home / WRONG).write_text(str(error), "utf-8")
    except Exception as error:
        (home / WRONG).write_text(f"Berkas tidak dapat dibuat: {error}", "utf-8")
        raise
    finally:
        (home / MARK).unlink(missing_ok=True)
        (home / FAR).unlink(missing_ok=True)


def _tell(home: Path, done: int, whole: int) -> None:
    """Keep how far it is; two threads may tell at once, so each writes a file of its own and puts it in place."""
    fresh = home / f"{FAR}.{done}"
    fresh.write_text(f"{done}/{whole}", "utf-8")
    fresh.replace(home / FAR)


def _home(meeting: Meeting) -> Path:
    from lokmin.cycle.meetings import pack

    return pack.home(meeting)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
    django.setup()
    from lokmin.cycle.centre.models import Puskesmas
    from lokmin.cycle.meetings.models import Meeting

    puskesmas = Puskesmas.objects.select_related("place").get(place__code=sys.argv[1])
    make(Meeting.objects.of(puskesmas).get(pk=int(sys.argv[2])))


if __name__ == "__main__":
    main()
