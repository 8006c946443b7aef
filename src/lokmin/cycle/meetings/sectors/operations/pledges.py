"""Signing the komitmen bersama: drawn or agreed on a phone, or on paper and typed back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Partner, Person
from lokmin.cycle.meetings.hand.operations.signing import Strokes
from lokmin.cycle.meetings.models import Attendance, Meeting, Pledge
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.room.counts import CAME
from lokmin.cycle.meetings.sectors.statement import clauses, digest, staff_sign
from lokmin.cycle.meetings.sectors.telling import tell_signed


@transaction.atomic
def sign(*, voice: Attendance, read: str, strokes: Strokes | None = None) -> Pledge:
    """Sign from a phone, for one's sector or for oneself. The same again changes nothing; a new text is signed anew.

    ``read`` is the digest of the text the phone showed. Without ``strokes`` (a drawing) a staff member signs by the PIN
    of the door, a guest by plain consent.

    Raises:
        ValidationError: when the meeting does not run, nothing is promised yet, the text has changed since it was
            read, the person is not present, or somebody else has signed for the sector.
    """
    fresh = running(voice.meeting)
    if voice.status not in CAME:
        raise ValidationError(_("Komitmen hanya ditandatangani yang hadir."))
    if voice.partner_id is None and (voice.person_id is None or not staff_sign(fresh, voice)):
        raise ValidationError(
            _("Komitmen ini ditandatangani mitra dan kepala; sebutkan instansi Anda kepada sekretaris.")
        )
    now = _current(fresh)
    if read != now:
        raise ValidationError(_("Naskah berubah sejak Anda membukanya. Baca lagi, lalu tanda tangani."))
    known = _known(fresh, voice)
    if known is not None and known.text_sha256 == now:
        if known.attendance_id != voice.pk:
            raise ValidationError(
                _("%(name)s sudah menandatangani untuk %(sector)s.") % {"name": known.name, "sector": known.partner}
            )
        if not strokes or known.strokes == strokes:
            return known
    kind = "gambar" if strokes else "pin" if voice.person_id else "setuju"
    values: dict[str, Any] = {
        "partner": voice.partner, "attendance": voice, "name": voice.represented_by or voice.shown_name,
        "job": "" if voice.represented_by else voice.shown_job, "kind": kind, "strokes": strokes or [],
        "text_sha256": now, "at": clock.now(), "by": None,
    }  # fmt: skip
    made = _written(fresh, known, values)
    who = f"{made.name} ({voice.partner})" if voice.partner else made.name
    audit.record(
        puskesmas=fresh.puskesmas, by=voice.person, action="komitmen.tanda-tangan", about=made,
        sentence=f"{who} menandatangani komitmen bersama {fresh.title}.",
    )  # fmt: skip
    return made


@transaction.atomic
def sign_on_paper(
    *, meeting: Meeting, by: Person, name: str, job: str = "", partner: Partner | None = None,
    attendance: Attendance | None = None,
) -> Pledge:  # fmt: skip
    """Type back a signature given with a pen, for a partner or somebody on the list.

    Raises:
        ValidationError: without a name, when nothing is promised yet, or the minutes are closed.
    """
    fresh = not_closed(meeting)
    if not name.strip():
        raise ValidationError({"name": _("Tulis nama yang menandatangani.")})
    if partner is None and attendance is None:
        raise ValidationError(_("Pilih untuk siapa tanda tangan ini."))
    now = _current(fresh)
    line = {"partner": partner} if partner is not None else {"attendance": attendance, "partner": None}
    known = fresh.pledges.select_for_update(of=("self",)).filter(**line).first()
    if known is not None and known.text_sha256 == now:
        return known
    values: dict[str, Any] = {
        "partner": partner, "attendance": attendance, "name": name.strip(), "job": job.strip(), "kind": "kertas",
        "strokes": [], "text_sha256": now, "at": clock.now(), "by": by,
    }  # fmt: skip
    made = _written(fresh, known, values)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="komitmen.tanda-tangan", about=made,
        sentence=f"{by} mencatat tanda tangan {made.name} di lembar komitmen {fresh.title}.",
    )  # fmt: skip
    return made


@transaction.atomic
def remove_pledge(*, pledge: Pledge, by: Person) -> None:
    """Take off a signature that was given by mistake.

    Raises:
        ValidationError: when the minutes are closed.
    """
    fresh = not_closed(pledge.meeting)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="komitmen.tanda-tangan", about=pledge,
        sentence=f"{by} menghapus tanda tangan {pledge.name} di komitmen {fresh.title}.",
    )  # fmt: skip
    pledge.delete()
    tell_signed(fresh)


def _current(meeting: Meeting) -> str:
    lines = clauses(meeting)
    if not lines:
        raise ValidationError(_("Belum ada janji yang dicatat, jadi belum ada yang ditandatangani."))
    return digest(lines)


def _known(meeting: Meeting, voice: Attendance) -> Pledge | None:
    """What this sector, or this person, has signed before. Who signed for himself and now speaks for a sector signs
    once, for the sector.
    """
    own = meeting.pledges.select_for_update(of=("self",)).select_related("partner").filter(attendance=voice)
    if voice.partner_id is None:
        return own.first()
    own.filter(partner=None).delete()
    return (
        meeting.pledges.select_for_update(of=("self",))
        .select_related("partner")
        .filter(partner_id=voice.partner_id)
        .first()
    )


def _written(meeting: Meeting, known: Pledge | None, values: dict[str, Any]) -> Pledge:
    made = known or Pledge(meeting=meeting)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    tell_signed(meeting)
    return made
