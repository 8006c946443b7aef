"""The writes of proposals: sent, corrected, confirmed by the chair, refused with a reason. None is an RTL before."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Meeting, Note, Proposal
from lokmin.cycle.meetings.operations.locks import running
from lokmin.cycle.meetings.operations.minutes import add_rtl
from lokmin.cycle.meetings.proposals import problems
from lokmin.cycle.meetings.proposals.understanding import for_action, from_form, read, settle, understood
from lokmin.cycle.meetings.room.events import tell

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.followup.models import Action

LONGEST = 500
#: So many proposals of one phone may wait: somebody leaning on the button fills no screen.
WAITING_EACH = 20
#: What is asked in words, by the field of the doubt.
FIELDS = {
    "owner": "penanggung jawab", "place": "desa", "due": "batas waktu", "start": "mulai", "indicator": "indikator",
    "cost": "biaya",
}  # fmt: skip


@transaction.atomic
def propose(
    *,
    meeting: Meeting,
    text: str,
    token: str,
    by: Person | None = None,
    voice: Attendance | None = None,
    item: AgendaItem | None = None,
    note: Note | None = None,
) -> Proposal:
    """Keep a sentence as a proposal. The same sentence with the same token is one proposal, however often it comes.

    From a phone (``voice``) it is kept as it is and read when the desk looks at it.

    Raises:
        ValidationError: empty, too long, too many waiting, or the meeting does not run.
    """
    fresh = running(meeting)
    sentence = " ".join(text.split())
    if not sentence:
        raise ValidationError({"text": _("Tulis usulannya: siapa, apa, di mana, sampai kapan.")})
    if len(sentence) > LONGEST:
        raise ValidationError({"text": _("Usulan paling panjang %(n)s huruf. Bagi menjadi dua.") % {"n": LONGEST}})
    key = f"{token[:20]}.{sha256(sentence.encode()).hexdigest()[:20]}"
    known = Proposal.objects.filter(meeting=fresh, token=key).first()
    if known is not None:
        return known
    waiting = fresh.proposals.filter(state=Proposal.WAITING)
    if voice is not None and waiting.filter(voice=voice).count() >= WAITING_EACH:
        raise ValidationError(_("Usulan Anda yang menunggu sudah banyak. Tunggu ketua menetapkannya dulu."))
    columns, doubts = ({}, []) if voice is not None else read(fresh, sentence)
    made = Proposal.objects.create(
        meeting=fresh, item=item, note=note, token=key, text=sentence, columns=columns, doubts=doubts, by=by,
        voice=voice, at=clock.now(),
    )  # fmt: skip
    audit.record(
        puskesmas=fresh.puskesmas, by=by or (voice.person if voice else None), action="usul.kirim", about=made,
        sentence=f"{by or voice} mengusulkan RTL di {fresh.title}: {short(sentence)}.",
    )  # fmt: skip
    _tell(fresh)
    return made


@transaction.atomic
def correct(*, proposal: Proposal, by: Person, columns: Mapping[str, Any]) -> Proposal:
    """Put what a person typed (``ActionForm.columns``) over what was read; nothing is in doubt any more.

    Raises:
        ValidationError: already confirmed or refused, or the meeting does not run.
    """
    fresh = _waiting(proposal)
    before = understood(fresh)[0]
    fresh.columns = {**from_form(columns), "spans": before.get("spans", []), "notes": [], "corrected": True}
    fresh.doubts = []
    fresh.save(update_fields=["columns", "doubts"])
    audit.record(
        puskesmas=fresh.meeting.puskesmas, by=by, action="usul.ubah", about=fresh,
        sentence=f"{by} melengkapi usulan RTL di {fresh.meeting.title}: {short(fresh.text)}.",
    )  # fmt: skip
    _tell(fresh.meeting)
    return fresh


@transaction.atomic
def confirm(*, proposal: Proposal, by: Person, choices: Mapping[str, str] | None = None) -> Action:
    """Make it an RTL of the meeting. ``choices``: field of each doubt -> key of the chosen option, "" for none.

    Confirming it again gives the same action.

    Raises:
        ValidationError: a doubt without an answer, a choice that was not offered, refused before, or not running.
    """
    running(proposal.meeting)
    again = Proposal.objects.select_related("action").get(pk=proposal.pk)
    if again.state == Proposal.TAKEN and again.action is not None:
        return again.action
    fresh = _waiting(proposal)
    columns, doubts = understood(fresh)
    given = choices or {}
    if open_fields := [d["field"] for d in doubts if d["field"] not in given]:
        words = ", ".join(_(FIELDS[f]) for f in dict.fromkeys(open_fields))
        raise ValidationError(_("Pilih dulu: %(what)s.") % {"what": words})
    for doubt in doubts:
        choice = given[doubt["field"]]
        if choice and choice not in {o["id"] for o in doubt["options"]}:
            raise ValidationError(_("Pilihan itu tidak ditawarkan. Muat ulang halaman lalu pilih lagi."))
        columns = settle(columns, doubt["field"], choice, fresh.meeting.puskesmas)
    ready = for_action(columns, fresh.meeting.puskesmas)
    ready["problem"] = ready.get("problem") or problems.of(fresh, columns)
    action = add_rtl(meeting=fresh.meeting, by=by, **ready)
    fresh.state, fresh.action, fresh.columns, fresh.doubts = Proposal.TAKEN, action, columns, doubts
    fresh.decided_at, fresh.decided_by = clock.now(), by
    fresh.save()
    audit.record(
        puskesmas=fresh.meeting.puskesmas, by=by, action="usul.tetapkan", about=fresh,
        sentence=f"{by} menetapkan usulan menjadi {action}: {short(fresh.text)}.",
    )  # fmt: skip
    _tell(fresh.meeting)
    return action


@transaction.atomic
def refuse(*, proposal: Proposal, by: Person, reason: str) -> Proposal:
    """Refuse it, with the reason its sender will read.

    Raises:
        ValidationError: without a reason, already confirmed or refused, or the meeting does not run.
    """
    fresh = _waiting(proposal)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya; pengusul akan membacanya.")})
    fresh.state, fresh.reason = Proposal.REFUSED, reason.strip()[:200]
    fresh.decided_at, fresh.decided_by = clock.now(), by
    fresh.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    audit.record(
        puskesmas=fresh.meeting.puskesmas, by=by, action="usul.tolak", about=fresh,
        sentence=f"{by} menolak usulan “{short(fresh.text)}”: {short(reason)}.",
    )  # fmt: skip
    _tell(fresh.meeting)
    return fresh


@transaction.atomic
def from_note(*, note: Note, by: Person, whole: bool = False) -> list[Proposal]:
    """What a saved note proposes: its lines that begin with @, all of it for a guest's arahan or when ``whole``.

    A proposal of a line that is gone from the note is taken back, unless somebody has decided on it or corrected it.
    """
    current = note.revisions.filter(rival=False).order_by("-number").first()
    lines = [line.strip() for line in current.text.splitlines()] if current else []
    wanted = [line for line in lines if line.startswith("@")]
    if not wanted and (whole or is_direction(note)):
        wanted = [" ".join(line for line in lines if line)]
    made = [
        propose(meeting=note.meeting, by=by, text=line[:LONGEST], token=f"catatan-{note.pk}", item=note.item, note=note)
        for line in wanted
    ]
    kept = {p.pk for p in made}
    for old in note.proposals.filter(state=Proposal.WAITING).exclude(pk__in=kept):
        if not old.columns.get("corrected") and (old.text.startswith("@") or is_direction(note)):
            _take_back(old, by)
    return made


@transaction.atomic
def _take_back(proposal: Proposal, by: Person) -> None:
    audit.record(
        puskesmas=proposal.meeting.puskesmas, by=by, action="usul.tarik", about=proposal,
        sentence=f"{by} mengubah catatan; usulan “{short(proposal.text)}” tidak ada lagi di dalamnya.",
    )  # fmt: skip
    proposal.delete()
    _tell(proposal.meeting)


def is_direction(note: Note) -> bool:
    """A guest's arahan: said by somebody on the attendance list who is not of the staff."""
    if note.kind != "arahan" or note.voice is None:
        return False
    person = note.voice.person
    return person is None or person.memberships.filter(puskesmas=note.meeting.puskesmas, role="tamu").exists()


def _waiting(proposal: Proposal) -> Proposal:
    meeting = running(proposal.meeting)
    fresh = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    fresh.meeting = meeting
    if fresh.state == Proposal.TAKEN:
        raise ValidationError(_("Usulan ini sudah ditetapkan menjadi RTL."))
    if fresh.state == Proposal.REFUSED:
        raise ValidationError(_("Usulan ini sudah ditolak."))
    return fresh


def _tell(meeting: Meeting) -> None:
    tell(meeting, "usul", menunggu=meeting.proposals.filter(state=Proposal.WAITING).count())
