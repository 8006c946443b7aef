"""Writing the minutes: notes as revisions, quoted figures, decisions, actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.meetings import figures
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Decision, Meeting, Note, NoteRevision, Quote
from lokmin.cycle.meetings.operations.locks import running
from lokmin.cycle.meetings.room.events import tell

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.followup.models import Action


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text: ``revision`` holds it; after a lost race it stands beside ``current``."""

    note: Note
    revision: NoteRevision
    current: NoteRevision

    @property
    def lost_race(self) -> bool:
        return self.revision.rival


@dataclass(frozen=True, slots=True)
class Said:
    """What a note is and who said it: ``kind`` of ``Note.KINDS``; ``reply_to``: the question an answer belongs to."""

    kind: str = "catatan"
    speaker: str = ""
    voice: Attendance | None = None
    reply_to: Note | None = None


@transaction.atomic
def save_note(
    *,
    meeting: Meeting,
    by: Person,
    text: str,
    token: str,
    note: Note | None = None,
    base_revision: int = 0,
    item: AgendaItem | None = None,
    said: Said | None = None,
    draft: bool = False,
) -> Saved:
    """Keep a text of the minutes as a new revision. Whatever comes is kept; nothing is overwritten.

    ``token`` is the writer's own name for a new note: the same token again is the same note. ``base_revision`` is the
    revision the writer started from; when somebody else has written since, the text is kept as a rival beside theirs,
    to be merged by a person (``merge_note``). ``said``: what the note is and who said it; None leaves that as it is.
    ``draft``: saved by itself while somebody types; such a revision gets no audit line of its own.

    Raises:
        ValidationError: for an empty text, or when the meeting does not run.
    """
    fresh = running(meeting)
    if not text.strip():
        raise ValidationError({"text": _("Catatan masih kosong.")})
    if note is None:
        note = Note.objects.filter(meeting=fresh, token=token).first()
    if note is None:
        note = Note.objects.create(
            meeting=fresh, item=item, token=token, at=clock.now(), by=by, **_who_said(fresh, said or Said())
        )
        base_revision = 0
    elif note.meeting_id != fresh.pk:
        raise ValidationError(_("Catatan ini milik pertemuan lain."))
    elif said is not None:
        _said_by(fresh, note, by, said, draft=draft)
    current = _current(note)
    if current is not None and current.text == text.strip():
        return Saved(note, current, current)
    repeated = note.revisions.filter(rival=True, settled_by=None, author=by, text=text.strip()).first()
    if repeated is not None and current is not None:
        return Saved(note, repeated, current)
    rival = current is not None and base_revision != current.number and not _own_chain(note, current, base_revision, by)
    revision = _write(note, by, text, base_revision, rival=rival)
    if rival:  # a writer who goes on typing has one text waiting, not many
        note.revisions.filter(rival=True, settled_by=None, author=by).exclude(pk=revision.pk).update(
            settled_by=revision
        )
    tell(fresh, "catatan", catatan=note.pk, acara=note.item_id)
    if current is None or rival:
        manner = "menulis naskah tandingan" if rival else "menulis catatan"
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="notulen.tulis", about=note,
            sentence=f"{by} {manner} di notulen {fresh.title}: {short(text)}.",
        )  # fmt: skip
    elif not draft:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="notulen.ubah", about=note,
            sentence=f"{by} memperbarui catatan {note.pk} di notulen {fresh.title} (naskah {revision.number}).",
        )  # fmt: skip
    return Saved(note, revision, current if rival and current else revision)


@transaction.atomic
def merge_note(*, note: Note, by: Person, text: str, base_revision: int) -> Saved:
    """Make one text of the text in force and its rivals; both stay readable in the history.

    Raises:
        ValidationError: for an empty text, or when the text in force changed since the writer saw it (nothing is
            lost: the merged text is kept as a rival).
    """
    fresh = running(note.meeting)
    if not text.strip():
        raise ValidationError({"text": _("Naskah gabungan masih kosong.")})
    current = _current(note)
    if current is None or current.number != base_revision:
        return save_note(meeting=fresh, by=by, text=text, token=note.token, note=note, base_revision=base_revision)
    revision = _write(note, by, text, base_revision, rival=False)
    note.revisions.filter(rival=True, settled_by=None).update(settled_by=revision)
    tell(fresh, "catatan", catatan=note.pk, acara=note.item_id)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="notulen.gabung", about=note,
        sentence=f"{by} menyatukan naskah catatan {note.pk} di notulen {fresh.title}.",
    )  # fmt: skip
    return Saved(note, revision, revision)


@transaction.atomic
def quote(*, note: Note, row: int, by: Person) -> Quote:
    """Tie a frozen sentence to a row (its number) of the meeting's snapshot. The same row twice is one quote.

    Raises:
        ValidationError: when the meeting does not run or the snapshot has no such row.
    """
    fresh = running(note.meeting)
    found = figures.row(fresh, row)
    if found is None:
        raise ValidationError(_("Potret pertemuan ini tidak punya baris %(row)s.") % {"row": row})
    made, new = Quote.objects.get_or_create(
        note=note, row_id=found.pk,
        defaults={"sentence": found.sentence, "status": found.status, "by": by, "at": clock.now()},
    )  # fmt: skip
    if new:
        tell(fresh, "catatan", catatan=note.pk, acara=note.item_id)
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="notulen.kutip", about=made,
            sentence=f"{by} mengutip baris {row} di notulen {fresh.title}: {short(found.sentence)}.",
        )  # fmt: skip
    return made


@transaction.atomic
def unquote(*, quote: Quote, by: Person) -> None:
    """Take a quoted figure out of the minutes.

    Raises:
        ValidationError: when the meeting does not run.
    """
    fresh = running(quote.note.meeting)
    tell(fresh, "catatan", catatan=quote.note_id, acara=quote.note.item_id)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="notulen.hapus-kutipan", about=quote,
        sentence=f"{by} mengeluarkan kutipan dari notulen {fresh.title}: {short(quote.sentence)}.",
    )  # fmt: skip
    quote.delete()


@transaction.atomic
def decide(*, meeting: Meeting, by: Person, text: str, item: AgendaItem | None = None, note: Note | None = None,
           manner: str = "mufakat", votes_for: int | None = None, votes_against: int | None = None,
           reservations: str = "") -> Decision:  # fmt: skip
    """Write down a decision, by consensus or by counted votes.

    Raises:
        ValidationError: without a text, or a vote without its counts.
    """
    fresh = running(meeting)
    last = fresh.decisions.aggregate(last=models.Max("number"))["last"] or 0
    made = Decision(
        meeting=fresh, item=item, note=note, number=last + 1, text=text.strip(), manner=manner, votes_for=votes_for,
        votes_against=votes_against, reservations=reservations.strip(), by=by, at=clock.now(),
    )  # fmt: skip
    _check_decision(made)
    made.save()
    tell(fresh, "keputusan")
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="notulen.keputusan", about=made,
        sentence=f"{by} mencatat keputusan {made.number} {fresh.title}: {short(text)}.",
    )  # fmt: skip
    return made


@transaction.atomic
def redecide(*, decision: Decision, by: Person, text: str, manner: str = "mufakat", votes_for: int | None = None,
             votes_against: int | None = None, reservations: str = "") -> Decision:  # fmt: skip
    """Correct a decision while the meeting runs; the former words stay in the audit trail.

    Raises:
        ValidationError: as ``decide``.
    """
    fresh = running(decision.meeting)
    before = decision.text
    decision.text, decision.manner, decision.reservations = text.strip(), manner, reservations.strip()
    decision.votes_for, decision.votes_against = votes_for, votes_against
    _check_decision(decision)
    decision.save()
    tell(fresh, "keputusan")
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="notulen.keputusan", about=decision,
        sentence=f"{by} mengubah keputusan {decision.number} {fresh.title}; semula: {before}",
    )  # fmt: skip
    return decision


@transaction.atomic
def add_rtl(*, meeting: Meeting, by: Person, **columns: Any) -> Action:
    """Commission an action from this meeting. Columns: see ``followup.operations.COLUMNS``.

    Raises:
        ValidationError: when the meeting does not run, or with the column that is wrong.
    """
    fresh = running(meeting)
    tell(fresh, "rtl")
    return followup.add(
        puskesmas=fresh.puskesmas,
        by=by,
        made_on=fresh.date,
        origin_kind=Meeting.ORIGIN,
        origin_id=str(fresh.pk),
        **columns,
    )


@transaction.atomic
def change_rtl(*, meeting: Meeting, action: Action, by: Person, **columns: Any) -> Action:
    """Complete an action of this meeting while it runs; afterwards its progress is written on its own page.

    Raises:
        ValidationError: as ``add_rtl``.
    """
    tell(running(meeting), "rtl")
    return followup.change(action=action, by=by, **columns)


@transaction.atomic
def conclude(*, meeting: Meeting, by: Person, text: str) -> Meeting:
    """Write the conclusion of the meeting.

    Raises:
        ValidationError: when the meeting does not run.
    """
    fresh = running(meeting)
    if fresh.conclusion != text.strip():
        fresh.conclusion = text.strip()
        fresh.save(update_fields=["conclusion"])
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="notulen.kesimpulan", about=fresh,
            sentence=f"{by} menulis kesimpulan {fresh.title}: {short(text)}.",
        )  # fmt: skip
    return fresh


def _check_decision(decision: Decision) -> None:
    wrong: dict[str, str] = {}
    if not decision.text:
        wrong["text"] = _("Tulis keputusannya.")
    if decision.manner != "mufakat" and (decision.votes_for is None or decision.votes_against is None):
        wrong["votes_for"] = _("Isi jumlah suara setuju dan tidak setuju.")
    if wrong:
        raise ValidationError(wrong)


def _who_said(meeting: Meeting, said: Said) -> dict[str, Any]:
    """The columns of a note that say what it is and who said it; an answer keeps its question, others have none."""
    kind = said.kind if said.kind in dict(Note.KINDS) else "catatan"
    speaker = said.speaker.strip()[:120] or (said.voice.shown_name if said.voice else "")
    ours = said.reply_to is not None and said.reply_to.meeting_id == meeting.pk and said.reply_to.kind == "tanya"
    return {
        "kind": kind, "speaker": speaker, "voice": said.voice,
        "reply_to": said.reply_to if kind == "jawab" and ours else None,
    }  # fmt: skip


def _said_by(meeting: Meeting, note: Note, by: Person, said: Said, *, draft: bool) -> None:
    """Correct what a note is and who said it; nothing is written when nothing differs."""
    columns = _who_said(meeting, said)
    changed = [name for name, value in columns.items() if getattr(note, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(note, name, columns[name])
    note.save(update_fields=changed)
    tell(meeting, "catatan", catatan=note.pk, acara=note.item_id)
    if not draft:
        who = f" dari {note.speaker}" if note.speaker else ""
        audit.record(
            puskesmas=meeting.puskesmas, by=by, action="notulen.ubah", about=note,
            sentence=f"{by} menandai catatan {note.pk} di notulen {meeting.title} sebagai {note.kind}{who}.",
        )  # fmt: skip


def _current(note: Note) -> NoteRevision | None:
    return note.revisions.filter(rival=False).order_by("-number").first()


def _own_chain(note: Note, current: NoteRevision, base: int, by: Person) -> bool:
    """Whether all that was written since ``base`` is the writer's own (an answer got lost on the way): no race."""
    since = note.revisions.filter(rival=False, number__gt=base, number__lte=current.number)
    return not since.exclude(author=by).exists()


def _write(note: Note, by: Person, text: str, base: int, *, rival: bool) -> NoteRevision:
    # The meeting row is locked by the caller, so numbers are given one after another.
    last = note.revisions.aggregate(last=models.Max("number"))["last"] or 0
    return NoteRevision.objects.create(
        note=note, number=last + 1, text=text.strip(), author=by, at=clock.now(), base=min(base, last), rival=rival
    )
