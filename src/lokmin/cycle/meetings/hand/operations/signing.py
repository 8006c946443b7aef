"""Signatures on the attendance list: drawn with a finger, given by PIN, or typed back from paper."""

from __future__ import annotations

import json
import math
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Pin
from lokmin.cycle.meetings.hand.operations.pins import Tried, tried
from lokmin.cycle.meetings.models import Attendance, Signature
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.room.counts import tell_present

Strokes = list[list[list[int]]]

#: The box a signature is drawn in, as the papers draw it again.
WIDTH, HEIGHT = 1000, 300
LARGEST_TEXT = 40_000
MOST_STROKES, MOST_POINTS = 80, 3000
#: A dot or a short dash is no signature: so many points and so long a line (in units of the box) are asked for.
FEWEST_POINTS, SHORTEST = 8, 250


def read_strokes(text: str) -> Strokes:
    """Polylines in the box of 1000 x 300 from what the phone posted.

    Raises:
        ValidationError: with a sentence, when it is no drawing, too large, or nothing but a dot.
    """
    if len(text) > LARGEST_TEXT:
        raise ValidationError(_("Gambar tanda tangan terlalu rumit. Hapus dan gambar lebih sederhana."))
    try:
        strokes = [[[int(x), int(y)] for x, y in stroke] for stroke in json.loads(text)]
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ValidationError(_("Gambar tanda tangan tidak terbaca. Hapus dan gambar lagi.")) from error
    points = [p for stroke in strokes for p in stroke]
    inside = all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    if not inside or len(strokes) > MOST_STROKES or len(points) > MOST_POINTS:
        raise ValidationError(_("Gambar tanda tangan terlalu rumit. Hapus dan gambar lebih sederhana."))
    length = sum(math.dist(a, b) for stroke in strokes for a, b in pairwise(stroke))
    if len(points) < FEWEST_POINTS or length < SHORTEST:
        raise ValidationError(_("Tanda tangan masih kosong. Gambar dengan jari di dalam kotak."))
    return [s for s in strokes if s]


@transaction.atomic
def sign_drawn(*, attendance: Attendance, strokes: Strokes) -> Signature:
    """Sign with a drawing; it takes the place of a signature by PIN. The same again changes nothing.

    Raises:
        ValidationError: when closed, or the person is not present.
    """
    meeting = not_closed(attendance.meeting)
    _must_be_present(attendance)
    known = Signature.objects.filter(attendance=attendance).first()
    if known is not None and known.strokes == strokes:
        return known
    signed, _new = Signature.objects.update_or_create(
        attendance=attendance, defaults={"kind": "gambar", "strokes": strokes, "at": clock.now(), "by": None}
    )
    tell_present(meeting)
    audit.record(
        puskesmas=meeting.puskesmas, by=attendance.person, action="lokmin.tanda-tangan", about=attendance,
        sentence=f"{attendance.shown_name} menandatangani daftar hadir {meeting.title} dengan gambar.",
    )  # fmt: skip
    return signed


@transaction.atomic
def sign_by_pin(*, attendance: Attendance, pin: str) -> Tried:
    """Sign by typing the PIN; a wrong one is counted as at the door and told in the answer.

    Raises:
        ValidationError: when closed, or the person is not present.
    """
    meeting = not_closed(attendance.meeting)
    _must_be_present(attendance)
    answer = tried(attendance=attendance, pin=pin)
    if answer.right and sign_in_place(attendance, "pin"):
        tell_present(meeting)
    return answer


@transaction.atomic
def sign_by_tick(*, attendance: Attendance) -> None:
    """Sign by ticking the sentence that says so: for who has no PIN and whose phone draws nothing. Once.

    Raises:
        ValidationError: when closed, the person is not present, or has a PIN to sign with.
    """
    meeting = not_closed(attendance.meeting)
    _must_be_present(attendance)
    if attendance.person_id and Pin.objects.filter(person=attendance.person_id).exists():
        raise ValidationError(_("Tanda tangani dengan PIN Anda."))
    if sign_in_place(attendance, "centang"):
        tell_present(meeting)
        audit.record(
            puskesmas=meeting.puskesmas, by=attendance.person, action="lokmin.tanda-tangan", about=attendance,
            sentence=f"{attendance.shown_name} menandatangani daftar hadir {meeting.title} dengan centang di telepon.",
        )  # fmt: skip


def sign_in_place(attendance: Attendance, kind: str, by: Person | None = None) -> bool:
    """Put a signature without drawing where there is none yet; whether one was put. In the caller's transaction."""
    _signed, made = Signature.objects.get_or_create(
        attendance=attendance, defaults={"kind": kind, "at": clock.now(), "by": by}
    )
    return made


@transaction.atomic
def clear_signature(*, attendance: Attendance, by: Person) -> None:
    """Take a signature off that was given by mistake, so that it can be given again.

    Raises:
        ValidationError: when closed.
    """
    meeting = not_closed(attendance.meeting)
    if Signature.objects.filter(attendance=attendance).delete()[0]:
        tell_present(meeting)
        audit.record(
            puskesmas=meeting.puskesmas, by=by, action="lokmin.tanda-tangan", about=attendance,
            sentence=f"{by} menghapus tanda tangan {attendance.shown_name} di {meeting.title}.",
        )  # fmt: skip


def _must_be_present(attendance: Attendance) -> None:
    if attendance.status != "hadir":
        raise ValidationError(_("Daftar hadir hanya ditandatangani yang hadir."))
