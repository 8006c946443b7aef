"""Promises of partners in a meeting: typed at the desk, offered from a phone and taken, withdrawn; obstacles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Partner, Person
from lokmin.cycle.followup.commitments import operations as followup
from lokmin.cycle.meetings.models import Attendance, Meeting, PromiseOffer, SectorObstacle
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.room.events import tell
from lokmin.cycle.meetings.sectors.telling import tell_promises

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.followup.models import Commitment

#: More offers of one phone than this wait for the desk first.
WAITING = 10
OFFERED = ("problem", "support", "activity", "target_group", "due", "resources", "owner_text", "indicator")


@transaction.atomic
def add_promise(*, meeting: Meeting, by: Person, partner: Partner, **columns: Any) -> Commitment:
    """Write down a promise given in this meeting. Columns: see ``followup.commitments.operations.COLUMNS``.

    Raises:
        ValidationError: when the minutes are closed, or with the column that is wrong.
    """
    fresh = not_closed(meeting)
    made = followup.add(
        puskesmas=fresh.puskesmas, by=by, partner=partner, made_on=fresh.date, origin_kind=Meeting.ORIGIN,
        origin_id=str(fresh.pk), **columns,
    )  # fmt: skip
    tell_promises(fresh)
    return made


@transaction.atomic
def change_promise(*, meeting: Meeting, commitment: Commitment, by: Person, **columns: Any) -> Commitment:
    """Correct a promise of this meeting; signatures given before show that the text has changed.

    Raises:
        ValidationError: when the minutes are closed, or with the column that is wrong.
    """
    fresh = not_closed(meeting)
    made = followup.change(commitment=commitment, by=by, **columns)
    tell_promises(fresh)
    return made


@transaction.atomic
def withdraw_promise(*, meeting: Meeting, commitment: Commitment, by: Person, reason: str) -> Commitment:
    """Take a promise back out of the komitmen, with the reason; it stays on the partner's card as cancelled.

    Raises:
        ValidationError: without a reason, when the minutes are closed, or when it is no longer open.
    """
    fresh = not_closed(meeting)
    made = followup.cancel(commitment=commitment, by=by, reason=reason)
    tell_promises(fresh)
    return made


@transaction.atomic
def offer(*, voice: Attendance, token: str, **columns: Any) -> PromiseOffer:
    """What a partner types on its phone: waits for the desk. The same token again is the same offer.

    Raises:
        ValidationError: when the meeting does not run, the phone is nobody's partner, or the activity is empty.
    """
    fresh = running(voice.meeting)
    if voice.partner is None:
        raise ValidationError(_("Telepon ini belum dikenali sebagai mitra. Sebutkan instansi Anda kepada sekretaris."))
    known = PromiseOffer.objects.filter(meeting=fresh, token=token).first()
    if known is not None:
        return known
    if not str(columns.get("activity", "")).strip():
        raise ValidationError({"activity": _("Tulis apa yang akan dikerjakan.")})
    if not str(columns.get("problem", "")).strip():
        raise ValidationError({"problem": _("Pilih atau tulis masalah yang dibantu.")})
    due = columns.get("due")
    if due is not None and due < fresh.date:
        raise ValidationError({"due": _("Batas waktunya sudah lewat. Pilih hari sesudah pertemuan ini.")})
    waiting = PromiseOffer.objects.filter(meeting=fresh, partner=voice.partner, state=PromiseOffer.WAITING)
    if waiting.count() >= WAITING:
        raise ValidationError(_("Sudah ada %(n)s janji yang menunggu dicatat sekretaris.") % {"n": WAITING})
    made = PromiseOffer.objects.create(
        meeting=fresh, partner=voice.partner, voice=voice, token=token, at=clock.now(),
        **{name: columns[name] for name in OFFERED if name in columns},
    )  # fmt: skip
    tell_promises(fresh)
    audit.record(
        puskesmas=fresh.puskesmas, by=voice.person, action="komitmen.tawar", about=made,
        sentence=f"{voice.shown_name} ({voice.partner}) menawarkan dukungan: {short(made.activity)}.",
    )  # fmt: skip
    return made


@transaction.atomic
def take_offer(*, offer: PromiseOffer, by: Person, **columns: Any) -> Commitment:
    """Write an offered promise down, with what the desk completed. Taking it twice changes nothing.

    Raises:
        ValidationError: when it was refused, the minutes are closed, or with the column that is wrong.
    """
    fresh = not_closed(offer.meeting)
    mine = _locked(offer)
    if mine.commitment is not None:
        return mine.commitment
    if mine.state != PromiseOffer.WAITING:
        raise ValidationError(_("Tawaran ini sudah ditolak: %(why)s") % {"why": mine.reason})
    given = {name: getattr(mine, name) for name in OFFERED}
    made = followup.add(
        puskesmas=fresh.puskesmas, by=by, made_on=fresh.date, origin_kind=Meeting.ORIGIN, origin_id=str(fresh.pk),
        **{"partner": mine.partner, **given, **columns},
    )  # fmt: skip
    mine.state, mine.commitment, mine.decided_at, mine.decided_by = PromiseOffer.TAKEN, made, clock.now(), by
    mine.save()
    tell_promises(fresh)
    return made


@transaction.atomic
def refuse_offer(*, offer: PromiseOffer, by: Person, reason: str) -> PromiseOffer:
    """Not taken down, with the reason the partner sees on its phone.

    Raises:
        ValidationError: without a reason, when it was taken, or the minutes are closed.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya; mitra membacanya di telepon.")})
    fresh = not_closed(offer.meeting)
    mine = _locked(offer)
    if mine.state == PromiseOffer.TAKEN:
        raise ValidationError(_("Tawaran ini sudah menjadi komitmen."))
    mine.state, mine.reason, mine.decided_at, mine.decided_by = PromiseOffer.REFUSED, reason.strip(), clock.now(), by
    mine.save()
    tell_promises(fresh)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="komitmen.tawar", about=mine,
        sentence=f"{by} tidak mencatat tawaran {mine.partner}: {short(reason)}.",
    )  # fmt: skip
    return mine


@transaction.atomic
def add_obstacle(
    *,
    meeting: Meeting,
    partner: Partner,
    text: str,
    cause: str = "",
    wanted: str = "",
    by: Person | None = None,
    voice: Attendance | None = None,
) -> SectorObstacle:
    """What keeps a sector from giving its support. The same words of the same sector again are the same obstacle.

    Raises:
        ValidationError: without a text, or when the minutes are closed (from a phone: when the meeting does not run).
    """
    fresh = not_closed(meeting) if voice is None else running(meeting)
    if not text.strip():
        raise ValidationError({"text": _("Tulis hambatannya.")})
    if partner.puskesmas_id != fresh.puskesmas_id:
        raise ValidationError({"partner": _("Mitra ini bukan mitra %(name)s.") % {"name": fresh.puskesmas.name}})
    twin = SectorObstacle.objects.filter(meeting=fresh, partner=partner, text=text.strip()).first()
    if twin is not None:
        return twin
    made = SectorObstacle.objects.create(
        meeting=fresh, partner=partner, text=text.strip(), cause=cause.strip(), wanted=wanted.strip(), by=by,
        voice=voice, at=clock.now(),
    )  # fmt: skip
    tell_promises(fresh)
    who = by or (voice.shown_name if voice else "")
    audit.record(
        puskesmas=fresh.puskesmas, by=by or (voice.person if voice else None), action="lokmin.hambatan", about=made,
        sentence=f"{who} mencatat hambatan {partner}: {short(made.text)}.",
    )  # fmt: skip
    return made


@transaction.atomic
def remove_obstacle(*, obstacle: SectorObstacle, by: Person) -> None:
    """Take out an obstacle that was written down by mistake.

    Raises:
        ValidationError: when the minutes are closed.
    """
    fresh = not_closed(obstacle.meeting)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.hambatan", about=obstacle,
        sentence=f"{by} menghapus hambatan {obstacle.partner}: {short(obstacle.text)}.",
    )  # fmt: skip
    obstacle.delete()
    tell_promises(fresh)


@transaction.atomic
def seat(*, attendance: Attendance, partner: Partner | None, by: Person) -> Attendance:
    """Say which partner somebody on the list speaks for, so that their phone may promise and sign for it.

    Raises:
        ValidationError: when the minutes are closed or the partner is another office's.
    """
    fresh = not_closed(attendance.meeting)
    if partner is not None and partner.puskesmas_id != fresh.puskesmas_id:
        raise ValidationError({"partner": _("Mitra ini bukan mitra %(name)s.") % {"name": fresh.puskesmas.name}})
    line = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if line.partner_id != (partner.pk if partner else None):
        line.partner = partner
        line.save(update_fields=["partner"])
        tell(fresh, "komitmen")
        words = f"mewakili {partner}" if partner else "tidak mewakili mitra"
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="lokmin.mitra", about=line,
            sentence=f"{by} mencatat {line.shown_name} {words}.",
        )  # fmt: skip
    return line


def _locked(offer: PromiseOffer) -> PromiseOffer:
    return PromiseOffer.objects.select_for_update(of=("self",)).select_related("partner").get(pk=offer.pk)
