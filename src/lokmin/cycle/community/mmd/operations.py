"""The writes of an MMD: the musyawarah, what it agreed, where each request stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.community.mmd import MEANS
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.community import columns
from lokmin.cycle.community.limits import own
from lokmin.cycle.community.models import Mmd, MmdActivity, Smd

FIELDS = ("date", "place", "leader", "notulis", "men", "women", "notes")
ACTIVITY = (
    "finding", "problem", "activity", "target_group", "volume", "owner", "due", "means", "cost", "fund",
)  # fmt: skip
#: States that need words.
STOPPED = ("ditolak", "batal")
#: States an office may set by hand; the others follow from the Musrenbang.
BY_HAND = ("disepakati", "berjalan", "selesai", "batal")
MOST_PEOPLE = 5_000


@transaction.atomic
def record(
    *, puskesmas: Puskesmas, by: Person, village: Place, date: dt.date, year: int = 0, smd: Smd | None = None,
    **values: Any,
) -> Mmd:  # fmt: skip
    """Write down a musyawarah; the same village and day is the same one. ``year`` is that of its SMD, else of the day.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    own(by, puskesmas, village)
    present: Mmd | None = Mmd.objects.of(puskesmas).filter(village=village, date=date).first()
    if present is not None:
        return present
    made = Mmd(
        puskesmas=puskesmas, village=village, date=date, smd=smd, year=smd.year if smd else (year or date.year),
        made_at=clock.now(), made_by=by, **columns.known(values, FIELDS),
    )  # fmt: skip
    _check(made)
    made.save()
    audit.record(puskesmas=puskesmas, by=by, action="mmd.catat", about=made, sentence=f"{by} mencatat {made}.")
    return made


@transaction.atomic
def change(*, mmd: Mmd, by: Person, **values: Any) -> Mmd:
    """Correct what is known of a musyawarah, or write its notulen.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    fresh: Mmd = Mmd.objects.of(mmd.puskesmas).select_for_update(of=("self",)).select_related("village").get(pk=mmd.pk)
    own(by, fresh.puskesmas, fresh.village)
    changed = columns.put(fresh, values, FIELDS)
    if not changed:
        return fresh
    _check(fresh)
    same_day = Mmd.objects.of(fresh.puskesmas).filter(village=fresh.village, date=fresh.date).exclude(pk=fresh.pk)
    if same_day.exists():
        raise ValidationError({"date": _("MMD desa ini pada hari itu sudah tercatat.")})
    fresh.save()
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="mmd.ubah", about=fresh,
        sentence=f"{by} mengubah {fresh}: {columns.labels(fresh, changed)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def agree(*, mmd: Mmd, by: Person, rows: Sequence[Mapping[str, Any]]) -> list[MmdActivity]:
    """Write down agreed activities, several at once: all or none.

    Raises:
        ValidationError: per row (``{"2-activity": ...}``), counted from 0.
        PermissionDenied: not a village of this person.
    """
    own(by, mmd.puskesmas, mmd.village)
    wrong: dict[str, str] = {}
    made = []
    for at, row in enumerate(rows):
        activity = MmdActivity(mmd=mmd, at=clock.now(), **columns.known(row, ACTIVITY))
        wrong |= {f"{at}-{name}": text for name, text in _activity_errors(activity).items()}
        made.append(activity)
    if wrong:
        raise ValidationError(wrong)
    for activity in made:
        activity.save()
    if made:
        audit.record(
            puskesmas=mmd.puskesmas, by=by, action="mmd.sepakat", about=mmd,
            sentence=f"{by} mencatat {len(made)} kegiatan yang disepakati di {mmd}: {short(made[0].activity)}"
            + (" dan lainnya." if len(made) > 1 else "."),
        )  # fmt: skip
    return made


@transaction.atomic
def change_activity(*, activity: MmdActivity, by: Person, **values: Any) -> MmdActivity:
    """Correct an agreed activity.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(activity, by)
    changed = columns.put(fresh, values, ACTIVITY)
    if not changed:
        return fresh
    if wrong := _activity_errors(fresh):
        raise ValidationError(wrong)
    fresh.save()
    audit.record(
        puskesmas=fresh.mmd.puskesmas, by=by, action="mmd.kegiatan_ubah", about=fresh.mmd,
        sentence=f"{by} mengubah kegiatan “{short(fresh.activity)}” di {fresh.mmd}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def set_state(*, activity: MmdActivity, by: Person, state: str, reason: str = "", result: str = "") -> MmdActivity:
    """Where an activity stands: running, done with its result, or called off with the reason.

    Raises:
        ValidationError: an unknown state, no reason, no result.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(activity, by)
    why, what = reason.strip()[:200], result.strip()[:300]
    if state not in dict(MmdActivity.STATES):
        raise ValidationError(_("Keadaan “%(state)s” tidak dikenal.") % {"state": state})
    if state in STOPPED and not why:
        raise ValidationError(_("Tulis mengapa kegiatan ini tidak jadi."))
    if state == "selesai" and not what:
        raise ValidationError(_("Tulis hasilnya: berapa, di mana, kapan."))
    if (fresh.state, fresh.state_reason, fresh.result) == (state, why, what or fresh.result):
        return fresh
    fresh.state, fresh.state_reason, fresh.result = state, why, what or fresh.result
    fresh.save(update_fields=["state", "state_reason", "result"])
    audit.record(
        puskesmas=fresh.mmd.puskesmas, by=by, action="mmd.kegiatan", about=fresh.mmd,
        sentence=f"{by} menandai kegiatan “{short(fresh.activity)}” {state}{f': {why}' if why else ''}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def drop_activity(*, activity: MmdActivity, by: Person) -> None:
    """Take a line out that was written by mistake.

    Raises:
        ValidationError: it stands in a Musrenbang.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(activity, by)
    if fresh.musrenbang.filter(removed_at=None).exists():
        raise ValidationError(_("Kegiatan ini sudah dibawa ke Musrenbang; batalkan dengan alasan."))
    if fresh.removed_at is None:
        fresh.removed_at = clock.now()
        fresh.save(update_fields=["removed_at"])
        audit.record(
            puskesmas=fresh.mmd.puskesmas, by=by, action="mmd.kegiatan_hapus", about=fresh.mmd,
            sentence=f"{by} menghapus kegiatan “{short(fresh.activity)}” dari {fresh.mmd}.",
        )  # fmt: skip


def _check(mmd: Mmd) -> None:
    wrong: dict[str, str] = {}
    if mmd.date > clock.today() + dt.timedelta(days=366):
        wrong["date"] = _("Tanggalnya lebih dari setahun lagi.")
    for name in ("men", "women"):
        value = getattr(mmd, name)
        if value is not None and not 0 <= value <= MOST_PEOPLE:
            wrong[name] = _("Angka ini tidak masuk akal untuk satu musyawarah.")
    if wrong:
        raise ValidationError(wrong)


def _activity_errors(activity: MmdActivity) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not activity.activity.strip():
        wrong["activity"] = _("Tulis kegiatannya.")
    if activity.means not in MEANS:
        wrong["means"] = _("Pilih swadaya atau perlu anggaran.")
    if activity.cost is not None and activity.cost < 0:
        wrong["cost"] = _("Biaya tidak boleh kurang dari nol.")
    return wrong


def _locked(activity: MmdActivity, by: Person) -> MmdActivity:
    fresh = (
        MmdActivity.objects.select_for_update(of=("self",))
        .select_related("mmd__village", "mmd__puskesmas")
        .get(pk=activity.pk)
    )
    own(by, fresh.mmd.puskesmas, fresh.mmd.village)
    return fresh
