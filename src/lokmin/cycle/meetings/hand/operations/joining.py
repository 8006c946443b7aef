"""Coming in: by PIN, with an account, let in by the secretary, or as a guest; excused and represented."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Partner, Person
from lokmin.cycle.meetings.hand.operations.pins import Tried, tried
from lokmin.cycle.meetings.hand.operations.signing import sign_in_place
from lokmin.cycle.meetings.models import Attendance, Invitation, Meeting, Participant
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.counts import CAME, tell_present
from lokmin.cycle.meetings.room.keys import Phone

#: Why somebody does not come.
AWAY = ("izin", "sakit", "dinas luar")
#: Phones that may wait for one name, and in one hall.
WAITING_EACH, WAITING_ALL = 3, 60


@dataclass(frozen=True, slots=True)
class Came:
    """What became of somebody at the door: the phone that is now in (or waits), or why not."""

    phone: Phone | None = None
    tried: Tried | None = None


@transaction.atomic
def come(*, attendance: Attendance, pin: str, represents: Attendance | None = None) -> Came:
    """In by PIN: present from now, signed by PIN on the list; ``represents`` is somebody they stand for.

    A wrong PIN is no error: it is counted, and told in ``tried``.

    Raises:
        ValidationError: when closed.
    """
    meeting = not_closed(attendance.meeting)
    answer = tried(attendance=attendance, pin=pin)
    if not answer.right:
        return Came(tried=answer)
    _present(meeting, attendance, represents)
    sign_in_place(attendance, "pin")
    return Came(_phone(meeting, attendance, "pin"), answer)


@transaction.atomic
def come_with_account(*, attendance: Attendance, by: Person, represents: Attendance | None = None) -> Came:
    """In for somebody who is signed in on this phone."""
    if attendance.person_id != by.pk:
        raise PermissionError("not this person's name")
    meeting = not_closed(attendance.meeting)
    _present(meeting, attendance, represents)
    return Came(_phone(meeting, attendance, "akun"))


@transaction.atomic
def wait_at_door(*, attendance: Attendance) -> Came:
    """Without a PIN: wait until the secretary looks up and says yes.

    Raises:
        ValidationError: when closed, or too many phones wait already.
    """
    meeting = not_closed(attendance.meeting)
    waiting = meeting.participants.filter(state=Participant.WAITING)
    if waiting.count() >= WAITING_ALL or waiting.filter(attendance=attendance).count() >= WAITING_EACH:
        raise ValidationError(_("Terlalu banyak telepon yang menunggu. Tanyakan kepada sekretaris."))
    phone = _phone(meeting, attendance, "disetujui", state=Participant.WAITING)
    tell_present(meeting)
    return Came(phone)


@transaction.atomic
def sign_in_guest(*, meeting: Meeting, name: str, institution: str = "", partner: Partner | None = None, job: str = "",
                  phone: str = "", represents: Attendance | None = None) -> Came:  # fmt: skip
    """A guest writes themselves on the list and is in. A name that is in already with another phone has to wait.

    Raises:
        ValidationError: without a name or institution, or when closed.
    """
    fresh = not_closed(meeting)
    institution = partner.name if partner else " ".join(institution.split())
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Tulis nama Anda.")})
    if not institution:
        raise ValidationError({"institution": _("Tulis instansi Anda, misalnya Kantor Kecamatan.")})
    known = fresh.attendance.filter(person=None, name__iexact=name, institution__iexact=institution).first()
    if known is None:
        known = Attendance.objects.create(
            meeting=fresh, name=name, institution=institution, partner=partner, job=" ".join(job.split()),
            phone=phone.strip(),
        )  # fmt: skip
    elif known.participants.filter(state=Participant.IN).exists():
        return wait_at_door(attendance=known)
    return _guest_in(fresh, known, represents)


@transaction.atomic
def come_as_listed_guest(*, attendance: Attendance, represents: Attendance | None = None) -> Came:
    """In for a guest who stands on the list already; the second phone of the same guest has to wait."""
    if attendance.person_id is not None:
        raise PermissionError("a member of the staff comes in by PIN")
    fresh = not_closed(attendance.meeting)
    if attendance.participants.filter(state=Participant.IN).exists():
        return wait_at_door(attendance=attendance)
    return _guest_in(fresh, attendance, represents)


def _guest_in(meeting: Meeting, guest: Attendance, represents: Attendance | None) -> Came:
    _present(meeting, guest, represents)
    return Came(_phone(meeting, guest, "tamu"))


@transaction.atomic
def approve(*, participant: Participant, by: Person) -> None:
    """Let a waiting phone in. Approving one that is in changes nothing.

    Raises:
        ValidationError: when closed.
    """
    meeting = not_closed(participant.meeting)
    row = _held(participant)
    if row.state == Participant.IN:
        return
    row.state, row.approved_by, row.joined_at = Participant.IN, by, clock.now()
    row.save(update_fields=["state", "approved_by", "joined_at"])
    _present(meeting, row.attendance, None)
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="ruang.setuju", about=row.attendance,
        sentence=f"{by} mempersilakan {row.attendance.shown_name} masuk di {meeting.title}.",
    )  # fmt: skip


@transaction.atomic
def send_out(*, participant: Participant, by: Person) -> None:
    """Send a phone out, or refuse one that waits. What it gave so far stays; the attendance is the secretary's."""
    row = _held(participant)
    if row.state == Participant.OUT:
        return
    row.state = Participant.OUT
    row.save(update_fields=["state"])
    tell_present(row.meeting)
    audit.record(
        puskesmas=row.meeting.puskesmas, by=by, action="ruang.keluar", about=row.attendance,
        sentence=f"{by} mengeluarkan telepon {row.attendance.shown_name} dari {row.meeting.title}.",
    )  # fmt: skip


def leave(*, participant: Participant) -> None:
    """A phone goes by itself; who was present stays present."""
    Participant.objects.filter(pk=participant.pk).update(state=Participant.OUT)


@transaction.atomic
def excuse(*, attendance: Attendance, status: str, reason: str) -> None:
    """Write oneself down as excused: ``izin``, ``sakit``, ``dinas luar``. Who signed as present stays present.

    Raises:
        ValidationError: for another status, without a reason for izin, or when closed.
    """
    meeting = not_closed(attendance.meeting)
    if status not in AWAY:
        raise ValidationError({"status": _("Pilih izin, sakit atau dinas luar.")})
    if status == "izin" and not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan izin.")})
    attendance.refresh_from_db(fields=["status"])
    if attendance.status == "hadir":
        raise ValidationError(_("Anda sudah tercatat hadir. Minta sekretaris mengubahnya bila keliru."))
    attendance.status, attendance.reason, attendance.at = status, " ".join(reason.split())[:200], None
    attendance.represented_by = ""
    attendance.save(update_fields=["status", "reason", "at", "represented_by"])
    tell_present(meeting)
    _said(meeting, attendance, f"{attendance.shown_name} mencatat diri {status} di {meeting.title}.")


@transaction.atomic
def represent(*, attendance: Attendance, represents: Attendance) -> None:
    """Say whom one stands for, after having come in.

    Raises:
        ValidationError: when that person is present, or when closed.
    """
    meeting = not_closed(attendance.meeting)
    _stand_for(meeting, attendance, represents)
    tell_present(meeting)


def _phone(meeting: Meeting, attendance: Attendance, way: str, state: str = Participant.IN) -> Phone:
    key = keys.fresh()
    row = Participant.objects.create(
        meeting=meeting, attendance=attendance, key_digest=keys.digest(key), state=state, way=way,
        joined_at=clock.now(),
    )  # fmt: skip
    return Phone(meeting.pk, row.pk, key, keys.fresh())


def _present(meeting: Meeting, attendance: Attendance, represents: Attendance | None) -> None:
    """Present from the first time on; those who sent them are marked as represented."""
    attendance.refresh_from_db(fields=["status"])  # the page was opened before: somebody may have written meanwhile
    if attendance.status != "hadir":
        attendance.status, attendance.represented_by, attendance.reason = "hadir", "", ""
        attendance.at = clock.now()
        attendance.save(update_fields=["status", "represented_by", "reason", "at"])
        _said(meeting, attendance, f"{attendance.shown_name} hadir di {meeting.title}.")
    if represents is not None:
        _stand_for(meeting, attendance, represents)
    for sender in _sent_by(meeting, attendance):
        _stand_for(meeting, attendance, sender)
    tell_present(meeting)


def _sent_by(meeting: Meeting, delegate: Attendance) -> list[Attendance]:
    """Those whose answer to the invitation named this person as their delegate, and who have not come."""
    answered = Invitation.objects.filter(meeting=meeting, answer="diwakili", attendance__isnull=False)
    if delegate.person_id is not None:
        found = answered.filter(delegate_id=delegate.person_id)
    else:
        found = answered.filter(delegate__isnull=True, delegate_name__iexact=delegate.name)
    away = found.exclude(attendance=delegate).exclude(attendance__status__in=CAME)
    return [i.attendance for i in away.select_related("attendance__person") if i.attendance]


def _stand_for(meeting: Meeting, delegate: Attendance, absent: Attendance) -> None:
    if absent.meeting_id != meeting.pk or absent.pk == delegate.pk:
        raise ValidationError({"represents": _("Pilih orang lain yang diwakili.")})
    absent.refresh_from_db(fields=["status", "represented_by"])
    if absent.status == "hadir":
        raise ValidationError({"represents": _("%(name)s sudah hadir sendiri.") % {"name": absent.shown_name}})
    if absent.status == "diwakili" and absent.represented_by.casefold() == delegate.shown_name.casefold():
        return
    if absent.status == "diwakili":
        raise ValidationError(
            {"represents": _("%(name)s sudah diwakili %(by)s.")
             % {"name": absent.shown_name, "by": absent.represented_by}}
        )  # fmt: skip
    absent.status, absent.represented_by, absent.at = "diwakili", delegate.shown_name, clock.now()
    absent.save(update_fields=["status", "represented_by", "at"])
    _said(meeting, delegate, f"{delegate.shown_name} mewakili {absent.shown_name} di {meeting.title}.")


def _said(meeting: Meeting, attendance: Attendance, sentence: str) -> None:
    audit.record(
        puskesmas=meeting.puskesmas, by=attendance.person, action="lokmin.hadir", about=attendance, sentence=sentence
    )


def _held(participant: Participant) -> Participant:
    """The phone's row, held alone: PostgreSQL locks no row that may not be there (a guest has no person)."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("attendance__person", "meeting")
    return rows.get(pk=participant.pk)
