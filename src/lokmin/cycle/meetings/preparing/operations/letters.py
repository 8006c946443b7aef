"""Letters of invitation: to whom, with which number, sent or not yet."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import long_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Partner, Person
from lokmin.cycle.meetings.models import Attendance, Invitation, LetterNumber, Meeting
from lokmin.cycle.meetings.operations.letters import give_number
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.operations.prepare import invite
from lokmin.cycle.meetings.preparing.queries.letters import unlettered

#: One number for all letters; one for the staff and one for each other letter; one for each letter; none yet.
ONE, OTHERS, EACH, LATER = "satu", "mitra", "sendiri", "menyusul"
NUMBERINGS = (ONE, OTHERS, EACH, LATER)
#: ``LetterNumber.paper`` of the letter that all of a series share.
SERIES = "undangan"


def address(partner: Partner) -> str:
    """How a letter names a partner: ``Camat Kecamatan Banyuwening``, ``Kepala Desa Watubelah``."""
    if not partner.job:
        return f"Pimpinan {partner.name}"
    last, first = partner.job.split()[-1], partner.name.split()[0]
    name = partner.name[len(first) :].strip() if last.casefold() == first.casefold() else partner.name
    return f"{partner.job} {name}".strip()


@transaction.atomic
def make_letters(
    *,
    meeting: Meeting,
    by: Person,
    staff: bool = True,
    partners: Iterable[Partner] = (),
    addressees: Iterable[str] = (),
) -> int:
    """A letter for everybody on the list who has none, for the partners named, and for those written freely.

    Partners and free addressees come on the attendance list too. Returns how many letters are new.

    Raises:
        ValidationError: when the meeting has been opened.
    """
    fresh = before_opening(meeting)
    had = set(fresh.invitations.values_list("attendance_id", flat=True))
    made = []
    if staff:
        made += [_letter(fresh, line) for line in unlettered(fresh).select_related("person", "partner")]
    invited = set(fresh.invitations.values_list("partner_id", flat=True)) | {m.partner_id for m in made}
    for partner in partners:
        if partner.pk in invited:
            continue
        line = fresh.attendance.filter(partner=partner, person=None).first() or Attendance.objects.create(
            meeting=fresh, partner=partner, name=partner.head or address(partner), institution=partner.name,
            job=partner.job, phone=partner.phone, unit=partner.name[:60],
        )  # fmt: skip
        if line.pk not in had | {m.attendance_id for m in made}:
            made.append(_letter(fresh, line))
    known = set(fresh.invitations.values_list("addressee", flat=True))
    for text in dict.fromkeys(" ".join(a.split())[:120] for a in addressees):
        if text and text not in known:
            made.append(_letter(fresh, Attendance.objects.create(meeting=fresh, name=text)))
    Invitation.objects.bulk_create(made)
    if made:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="surat.undangan", about=fresh,
            sentence=f"{by} menyiapkan {len(made)} surat undangan {fresh.title} {long_date(fresh.date)}.",
        )  # fmt: skip
    return len(made)


def _letter(meeting: Meeting, line: Attendance) -> Invitation:
    if line.person is not None:
        name = line.person.full_name
    elif line.partner is not None:
        name = address(line.partner)
    else:
        name = ", ".join(filter(None, (line.name, line.job, line.institution)))
    return Invitation(
        meeting=meeting, attendance=line, partner=line.partner, addressee=name[:200], where="Tempat",
        token=secrets.token_urlsafe(32),
    )  # fmt: skip


@transaction.atomic
def send_letters(*, meeting: Meeting, by: Person, numbering: str = ONE, day: dt.date | None = None) -> Meeting:
    """Send what is not sent: letters for the list are made, numbered as chosen, marked sent; the meeting is "diundang".

    A letter that was numbered or sent keeps its number and its day; doing it twice changes nothing.

    Raises:
        ValidationError: once opened, for an unknown way of numbering, or a wrong number pattern.
    """
    fresh = before_opening(meeting)
    make_letters(meeting=fresh, by=by)
    number_letters(meeting=fresh, by=by, numbering=numbering, day=day)
    sent = fresh.invitations.filter(sent_at=None).update(sent_at=clock.now(), sent_by=by)
    again = fresh.state != Meeting.DRAFT
    fresh = invite(meeting=fresh, by=by, numbered=False)
    if sent and again:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.undang", about=fresh,
            sentence=f"{by} mengirim {sent} undangan lagi untuk {fresh.title} {long_date(fresh.date)}.",
        )  # fmt: skip
    return fresh


@transaction.atomic
def number_letters(*, meeting: Meeting, by: Person, numbering: str, day: dt.date | None = None) -> int:
    """Give numbers to the letters that have none or a void one; returns how many got one.

    Raises:
        ValidationError: for an unknown way of numbering, a wrong pattern, or a closed meeting.
    """
    if numbering not in NUMBERINGS:
        raise ValidationError(_("Cara menomori “%(way)s” tidak dikenal.") % {"way": numbering})
    fresh = not_closed(meeting)
    if numbering == LATER:
        return 0
    if numbering == ONE and not fresh.invitations.exists():
        _number(fresh, by, SERIES, day, "")
        return 0
    given = 0
    for one in fresh.invitations.select_related("number", "attendance"):
        if one.number is not None and not one.number.void_reason:
            continue
        shared = numbering == ONE or (numbering == OTHERS and _of_staff(one))
        paper = SERIES if shared else f"{SERIES}-{one.pk}"
        one.number = _number(fresh, by, paper, day, "" if shared else one.addressee)
        one.save(update_fields=["number"])
        given += 1
    return given


def _of_staff(one: Invitation) -> bool:
    return one.attendance is not None and one.attendance.person_id is not None


def _number(meeting: Meeting, by: Person, paper: str, day: dt.date | None, addressee: str) -> LetterNumber:
    purpose = f"undangan {meeting.title} {long_date(meeting.date)}"
    if addressee:
        purpose = f"{purpose}, {addressee}"
    return give_number(puskesmas=meeting.puskesmas, by=by, meeting=meeting, paper=paper, day=day, purpose=purpose[:200])


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Take back a letter that was not sent; who stood on the list for it alone goes too.

    Raises:
        ValidationError: when it was sent or answered, or the meeting has been opened.
    """
    fresh = before_opening(invitation.meeting)
    if invitation.sent_at is not None or invitation.answer:
        raise ValidationError(_("Surat untuk %(name)s sudah dikirim.") % {"name": invitation.addressee})
    line = invitation.attendance
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="surat.tarik", about=invitation,
        sentence=f"{by} menarik surat undangan untuk {invitation.addressee} ({fresh.title}).",
    )  # fmt: skip
    invitation.delete()
    if line is not None and line.person_id is None and not line.status:
        line.delete()


def before_opening(meeting: Meeting) -> Meeting:
    """Locked, and refused once it has been opened.

    Raises:
        ValidationError: when opened or closed.
    """
    fresh = not_closed(meeting)
    if fresh.opened_at is not None:
        raise ValidationError(
            _("%(meeting)s sudah dibuka. Sampaikan langsung kepada sekretaris.") % {"meeting": fresh.title},
            code="sudah-dibuka",
        )
    return fresh
