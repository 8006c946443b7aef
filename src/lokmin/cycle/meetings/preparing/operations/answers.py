"""Answers to letters: hadir, diwakili by whom, izin with a reason; they fill the attendance list beforehand."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Attendance, Invitation, Meeting
from lokmin.cycle.meetings.preparing.operations.letters import before_opening

COME, INSTEAD, AWAY = "hadir", "diwakili", "izin"


@transaction.atomic
def answer(
    *,
    invitation: Invitation,
    by: Person | None,
    answer: str,
    delegate: Person | None = None,
    delegate_name: str = "",
    delegate_job: str = "",
    reason: str = "",
) -> Invitation:
    """Take an answer; it may be changed until the meeting opens.

    Who says izin or diwakili is written so on the attendance list; who comes instead gets a line of their own there.
    ``by`` is None when the answer came by the link of the letter.

    Raises:
        ValidationError: once opened, without an answer, izin without reason, diwakili without saying by whom.
    """
    meeting = before_opening(invitation.meeting)
    name, job, why = (" ".join(t.split()) for t in (delegate_name, delegate_job, reason))
    _check(invitation, answer, delegate, name, why)
    one = Invitation.objects.select_related("attendance__person", "delegate").get(pk=invitation.pk)
    _drop_delegate(meeting, one)
    instead = answer == INSTEAD
    one.answer, one.answered_at = answer, clock.now()
    one.delegate = delegate if instead else None
    one.delegate_name = name if instead and delegate is None else ""
    one.delegate_job = job if instead and delegate is None else ""
    one.reason = why if answer != COME else ""
    one.save()
    if one.attendance is not None:
        _fill(meeting, one, one.attendance)
    told = {COME: "akan hadir", INSTEAD: f"diwakili {_delegate(one)}", AWAY: f"izin: {short(why)}"}[answer]
    who = str(by) if by is not None else "Lewat tautan surat, undangan"
    sentence = f"{who} menjawab undangan {one.addressee}" if by is not None else f"{who} {one.addressee} dijawab"
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="surat.jawab", about=one,
        sentence=f"{sentence} ({meeting.title}): {told}.",
    )  # fmt: skip
    return one


def _check(invitation: Invitation, answer: str, delegate: Person | None, name: str, reason: str) -> None:
    wrong: dict[str, str] = {}
    if answer not in (COME, INSTEAD, AWAY):
        wrong["answer"] = _("Pilih hadir, diwakili, atau izin.")
    if answer == INSTEAD and delegate is None and not name:
        wrong["delegate_name"] = _("Tulis siapa yang mewakili.")
    own = invitation.attendance.person_id if invitation.attendance else None
    if answer == INSTEAD and delegate is not None and delegate.pk == own:
        wrong["delegate"] = _("Pilih orang lain sebagai wakil.")
    if answer == AWAY and not reason:
        wrong["reason"] = _("Tulis alasan izin.")
    if wrong:
        raise ValidationError(wrong)


def _delegate(one: Invitation) -> str:
    return one.delegate.full_name if one.delegate else one.delegate_name


def _fill(meeting: Meeting, one: Invitation, line: Attendance) -> None:
    line.status = "" if one.answer == COME else one.answer
    line.represented_by = _delegate(one) if one.answer == INSTEAD else ""
    line.reason = one.reason
    line.at = None
    line.save()
    if one.answer != INSTEAD:
        return
    if one.delegate is not None:
        Attendance.objects.get_or_create(meeting=meeting, person=one.delegate, defaults={"job": one.delegate.job})
    else:
        Attendance.objects.create(
            meeting=meeting, name=one.delegate_name, job=one.delegate_job,
            institution=line.institution or _office(meeting, line), partner=line.partner, unit=line.unit,
            reason=_("mewakili %(name)s") % {"name": line.shown_name},
        )  # fmt: skip


def _office(meeting: Meeting, line: Attendance) -> str:
    return meeting.puskesmas.name if line.person_id else ""


def _drop_delegate(meeting: Meeting, one: Invitation) -> None:
    """The line of a delegate who is not sent after all, unless they are already there."""
    if one.answer != INSTEAD or not one.delegate_name:
        return
    lines = meeting.attendance.filter(
        person=None, name=one.delegate_name, status="", invitation=None, participants=None, signature=None
    )
    for line in lines[:1]:
        line.delete()
