"""Who came, who did not and why, who was represented; guests by name and institution."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Attendance, Meeting
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.room.counts import CAME, tell_present

STATES = {code for code, _label in Attendance.STATES}


@transaction.atomic
def record_attendance(*, meeting: Meeting, by: Person, rows: Mapping[int, Mapping[str, str]]) -> int:
    """Write the attendance of several people at once; returns how many changed.

    ``rows``: id of the attendance -> ``status`` and, as needed, ``represented_by``, ``reason``.

    Raises:
        ValidationError: when closed, for an unknown status, or "diwakili" without saying by whom.
    """
    fresh = not_closed(meeting)
    changed = 0
    wrong = []
    for line in fresh.attendance.select_related("person").filter(pk__in=rows):
        new = rows[line.pk]
        status = new.get("status", line.status)
        substitute = new.get("represented_by", line.represented_by).strip()
        reason = new.get("reason", line.reason).strip()
        if status not in STATES:
            wrong.append(_("Kehadiran “%(status)s” tidak dikenal.") % {"status": status})
        elif status == "diwakili" and not substitute:
            wrong.append(_("%(name)s diwakili: tulis nama wakilnya.") % {"name": line.shown_name})
        elif (status, substitute, reason) != (line.status, line.represented_by, line.reason):
            came = status in CAME
            line.at = (line.at or clock.now()) if came else None
            line.status, line.represented_by, line.reason = status, substitute, reason
            line.save()
            changed += 1
    if wrong:
        raise ValidationError(wrong)
    if changed:
        tell_present(fresh)
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.hadir", about=fresh,
            sentence=f"{by} mencatat kehadiran {changed} orang di {fresh.title}.",
        )  # fmt: skip
    return changed


@transaction.atomic
def add_guest(*, meeting: Meeting, by: Person, name: str, institution: str = "", job: str = "",
              phone: str = "", sex: str = "", status: str = "") -> Attendance:  # fmt: skip
    """Add a guest to the list, invited or present.

    Raises:
        ValidationError: without a name or when closed.
    """
    fresh = not_closed(meeting)
    if not name.strip():
        raise ValidationError({"name": _("Tulis nama tamu.")})
    if status not in STATES:
        raise ValidationError({"status": _("Kehadiran “%(status)s” tidak dikenal.") % {"status": status}})
    guest = Attendance.objects.create(
        meeting=fresh, name=name.strip(), institution=institution.strip(), job=job.strip(), phone=phone.strip(),
        sex=sex, status=status, at=clock.now() if status == "hadir" else None,
    )  # fmt: skip
    tell_present(fresh)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.tamu", about=guest,
        sentence=f"{by} menambah tamu {guest.name} ({guest.institution or 'tanpa instansi'}) di {fresh.title}.",
    )  # fmt: skip
    return guest
