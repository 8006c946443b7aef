"""Writes about villages and their people: who has a village from a day on, sizes, wishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.workforce.models import Distance, Staff, VillageAssignment, VillageLoad, Wish

ROLE_WORDS = dict(VillageAssignment.ROLES)


@dataclass(frozen=True, slots=True)
class Change:
    """A village gets somebody (``staff`` or, for kader, ``name``) in a role; both empty: nobody any more."""

    village: Place
    role: str
    staff: Staff | None = None
    name: str = ""


@transaction.atomic
def assign(
    *, puskesmas: Puskesmas, by: Person, changes: list[Change], since: dt.date, reason: str = "",
    origin: tuple[str, str] = ("", ""),
) -> int:  # fmt: skip
    """Write who has which village from a day on; what was before ends the day before, and stays readable.

    What began on the very day is corrected in place. Returns how many really changed.

    Where somebody is chosen for a day to come, the one chosen now holds it until then.

    Raises:
        ValidationError: somebody of another office, a PJ without a person, or a day before what already began later.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    told = []
    kept: dict[tuple[int, str], list[VillageAssignment]] = {}
    rows = VillageAssignment.objects.of(puskesmas).filter(village__in={c.village.pk for c in changes})
    for row in rows.select_related("staff").order_by("since"):
        kept.setdefault((row.village_id, row.role), []).append(row)
    for change in changes:
        _check(puskesmas, change, since)
        own = kept.setdefault((change.village.pk, change.role), [])
        if sentence := _put(puskesmas, by, change, own, since, reason.strip(), origin):
            told.append(sentence)
    if told:
        why = f" Alasan: {audit.short(reason)}." if reason.strip() else ""
        audit.record(
            puskesmas=puskesmas, by=by, action="darbin",
            sentence=f"{by.full_name} menetapkan darbin sejak {short_date(since)}: {'; '.join(told)}.{why}",
        )  # fmt: skip
    return len(told)


def _check(puskesmas: Puskesmas, change: Change, since: dt.date) -> None:
    if change.village.served_by_id != puskesmas.place_id:
        raise ValidationError(_("%(village)s bukan desa puskesmas ini.") % {"village": change.village})
    if change.staff is not None and change.staff.puskesmas_id != puskesmas.pk:
        raise ValidationError(_("%(name)s bukan staf puskesmas ini.") % {"name": change.staff})
    if change.staff is not None and change.staff.left_on is not None and _gone(change.staff, since):
        told = {"name": change.staff, "day": short_date(change.staff.left_on)}
        raise ValidationError(_("%(name)s berhenti bertugas %(day)s. Pilih orang lain.") % told)


def _put(
    puskesmas: Puskesmas, by: Person, change: Change, rows: list[VillageAssignment], since: dt.date, reason: str,
    origin: tuple[str, str],
) -> str:  # fmt: skip
    """One change among what the village has in that role, the oldest first; the words for the audit trail.

    Nothing is said, nor written, when it is so already.
    """
    later = next((row for row in rows if row.since > since), None)
    name = " ".join(change.name.split())
    nobody = change.staff is None and not name
    # Until somebody begins who is already chosen for a day to come, another may hold it; the past is not cut into.
    if later is not None and (nobody or later.since <= clock.today()):
        told = {"village": change.village, "name": later.staff or later.name, "day": short_date(later.since)}
        raise ValidationError(
            _("%(village)s sudah ditetapkan untuk %(name)s sejak %(day)s. Pilih tanggal sesudahnya.") % told
        )
    until = later.since - dt.timedelta(days=1) if later is not None else None
    here = [row for row in rows if row.since <= since and (row.until is None or row.until >= since)]
    now = here[-1] if here else None
    if now is not None and (now.staff, now.name) == (change.staff, name) and now.until == until:
        return ""
    # Whoever stopped working here holds nothing any more: there is nobody to be taken off.
    if nobody and (now is None or _gone(now.staff, since)):
        return ""
    before = str(now.staff or now.name) if now is not None else ""
    if now is not None and now.since == since:
        if nobody:
            rows.remove(now)
            now.delete()
        else:
            now.staff, now.name, now.until, now.reason = change.staff, name, until, reason
            now.made_at, now.made_by, (now.origin_kind, now.origin_id) = clock.now(), by, origin
            now.save()
        return _told(change, before)
    if now is not None:
        now.until = since - dt.timedelta(days=1)
        now.save(update_fields=["until"])
    if not nobody:
        made = VillageAssignment.objects.create(
            puskesmas=puskesmas, village=change.village, role=change.role, staff=change.staff, name=name, since=since,
            until=until, reason=reason, origin_kind=origin[0], origin_id=origin[1], made_at=clock.now(), made_by=by,
        )  # fmt: skip
        rows.append(made)
        rows.sort(key=lambda row: row.since)
    return _told(change, before)


def _gone(staff: Staff | None, since: dt.date) -> bool:
    return staff is not None and staff.left_on is not None and staff.left_on < since


def _told(change: Change, before: str) -> str:
    after = str(change.staff or change.name or "tidak ada")
    return f"{ROLE_WORDS[change.role]} {change.village.name} {after}" + (f" (semula {before})" if before else "")


#: Columns of a village's size that may be entered.
SIZE_COLUMNS = ("people", "families", "posyandu", "schools", "minutes", "metres")


@transaction.atomic
def set_sizes(
    *, puskesmas: Puskesmas, by: Person, year: int, rows: Mapping[Place, Mapping[str, Any]],
    distances: Mapping[tuple[Place, Place], int | None] | None = None, source: str = "",
) -> int:  # fmt: skip
    """Enter how large and far the villages are, for a year; returns how many villages or distances changed."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    changed = 0
    for village, columns in rows.items():
        row = VillageLoad.objects.of(puskesmas).filter(village=village, year=year).first()
        if row is None:
            if all(value is None for value in columns.values()):
                continue
            row = VillageLoad(puskesmas=puskesmas, village=village, year=year)
        given = {name: columns[name] for name in SIZE_COLUMNS if name in columns}
        if row.pk and all(getattr(row, name) == value for name, value in given.items()) and row.source == source:
            continue
        for name, value in given.items():
            setattr(row, name, value)
        row.source, row.made_at, row.made_by = source, clock.now(), by
        row.save()
        changed += 1
    for (one, other), metres in (distances or {}).items():
        a, b = (one, other) if one.pk < other.pk else (other, one)
        kept = Distance.objects.of(puskesmas).filter(a=a, b=b).first()
        if (kept.metres if kept else None) == metres:
            continue
        changed += 1
        if metres is None:
            Distance.objects.of(puskesmas).filter(a=a, b=b).delete()
        else:
            Distance.objects.update_or_create(puskesmas=puskesmas, a=a, b=b, defaults={"metres": metres})
    if changed:
        audit.record(
            puskesmas=puskesmas, by=by, action="darbin",
            sentence=f"{by.full_name} mengisi ukuran dan jarak desa {year}: {changed} baris berubah.",
        )  # fmt: skip
    return changed


@transaction.atomic
def wish(
    *, staff: Staff, by: Person, wishes: Mapping[Place, tuple[int, str]]
) -> int:  # fmt: skip
    """Set what somebody would like (2, 1), rather not (-1) or cannot (-2, with why); what is left out is taken back.

    Raises:
        ValidationError: "never" without a reason, or a village of another office.
    """
    for village, (weight, reason) in wishes.items():
        if village.served_by_id != staff.puskesmas.place_id:
            raise ValidationError(_("%(village)s bukan desa puskesmas ini.") % {"village": village})
        if weight == -2 and not reason.strip():
            raise ValidationError(_("%(village)s: tulis alasannya bila tidak bisa.") % {"village": village})
    changed = 0
    present = {w.village_id: w for w in Wish.objects.of(staff.puskesmas).filter(staff=staff)}
    for village, (weight, reason) in wishes.items():
        kept = present.pop(village.pk, None)
        if kept is not None and (kept.weight, kept.reason) == (weight, reason.strip()):
            continue
        changed += 1
        Wish.objects.update_or_create(
            staff=staff, village=village, defaults={
                "puskesmas": staff.puskesmas, "weight": weight, "reason": reason.strip(), "made_at": clock.now(),
                "made_by": by,
            },
        )  # fmt: skip
    for kept in present.values():
        kept.delete()
        changed += 1
    if changed:
        whose = "sendiri" if staff.person_id == by.pk else staff.name
        audit.record(
            puskesmas=staff.puskesmas, by=by, action="darbin", about=staff,
            sentence=f"{by.full_name} mengisi keinginan darbin {whose}: {changed} desa berubah.",
        )  # fmt: skip
    return changed
