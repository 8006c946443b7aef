"""The input box: a line from anybody, with a name or without; the desk answers it or puts it on the agenda."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import AgendaItem, Attendance, InputNote, Meeting, Note
from lokmin.cycle.meetings.operations.agenda import add_item
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.operations.minutes import save_note

LONGEST = 1000
STATES = {code for code, _label in InputNote.STATES}


@transaction.atomic
def put_note(
    *,
    puskesmas: Puskesmas,
    text: str,
    anonymous: bool,
    token: str,
    by: Person | None = None,
    voice: Attendance | None = None,
    meeting: Meeting | None = None,
    name: str = "",
    institution: str = "",
) -> InputNote:
    """Put a line into the box; the same ``token`` sent twice makes one line.

    ``name`` and ``institution`` are what somebody without an account wrote of themselves.
    Of an anonymous one nothing is kept but the text, the day and the meeting: no person, no hour, no line in the trail.

    Raises:
        ValidationError: without text, when it is too long, or from a phone of a meeting that is closed.
    """
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise ValidationError({"text": _("Tulis masukan Anda.")})
    if len(words) > LONGEST:
        raise ValidationError({"text": _("Terlalu panjang; paling panjang %(n)s huruf.") % {"n": LONGEST}})
    if voice is not None and meeting is not None:
        not_closed(meeting)
    person = by or (voice.person if voice else None)
    named = not anonymous
    kept: InputNote
    kept, made = InputNote.objects.get_or_create(
        token=token[:43] or secrets.token_urlsafe(24),
        defaults={
            "puskesmas": puskesmas, "meeting": meeting, "text": words, "day": clock.today(), "anonymous": anonymous,
            "by": person if named else None,
            "name": (voice.name if voice else name)[:120] if named and person is None else "",
            "institution": (voice.institution if voice else institution)[:120] if named and person is None else "",
        },
    )  # fmt: skip
    if made and named:
        who = str(person) if person else kept.name
        audit.record(
            puskesmas=puskesmas, by=person, action="masukan.tulis", about=kept,
            sentence=f"{who} menulis masukan: {short(words)}.",
        )  # fmt: skip
    return kept


@transaction.atomic
def answer_note(*, note: InputNote, by: Person, state: str, answer: str = "") -> InputNote:
    """Say what became of a line: discussed, or answered with words everybody may read.

    Raises:
        ValidationError: for an unknown state, or "dijawab" without an answer.
    """
    if state not in STATES:
        raise ValidationError({"state": _("Keadaan “%(state)s” tidak dikenal.") % {"state": state}})
    words = answer.replace("\r\n", "\n").strip()
    if state == "dijawab" and not words:
        raise ValidationError({"answer": _("Tulis tanggapannya.")})
    fresh: InputNote = InputNote.objects.of(note.puskesmas).select_for_update().get(pk=note.pk)
    fresh.state, fresh.answer = state, words or fresh.answer
    fresh.save(update_fields=["state", "answer"])
    audit.record(
        puskesmas=note.puskesmas, by=by, action="masukan.jawab", about=fresh,
        sentence=f"{by} menandai masukan “{short(note.text, 50)}” {state}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def note_to_agenda(*, note: InputNote, by: Person, meeting: Meeting, minutes: int = 5) -> AgendaItem:
    """Make a line of the box a point of the agenda; who wrote it is not said there.

    Raises:
        ValidationError: when the meeting is closed.
    """
    fresh = not_closed(meeting)
    made = add_item(
        meeting=fresh, by=by, title=_("Masukan: %(text)s") % {"text": short(note.text, 100)}, minutes=minutes,
        kind="masukan", detail=note.text,
    )  # fmt: skip
    note.meeting = fresh
    note.save(update_fields=["meeting"])
    answer_note(note=note, by=by, state="dibahas")
    return made


@transaction.atomic
def note_to_minutes(*, note: InputNote, by: Person, meeting: Meeting, item: AgendaItem | None = None) -> Note:
    """Write a line of the box into the minutes; an anonymous one without a name.

    Raises:
        ValidationError: when the meeting does not run.
    """
    who = note.by.full_name if note.by else note.name or _("tanpa nama")
    text = _("Masukan dari kotak (%(who)s): %(text)s") % {"who": who, "text": note.text}
    saved = save_note(meeting=meeting, by=by, text=text, token=f"masukan-{note.pk}", item=item)
    answer_note(note=note, by=by, state="dibahas")
    return saved.note
