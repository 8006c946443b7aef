"""Writes of the staff register: people come, change, go away for days, leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lokmin.core.nip import check
from lokmin.core.periods import short_date
from lokmin.core.workload.professions import guess
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre import operations as centre
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import memberships
from lokmin.cycle.workforce.models import Leave, Staff
from lokmin.cycle.workforce.staff.matching import Register, matches
from lokmin.cycle.workforce.staff.queries import known_professions, without_row

#: What may be written of somebody. The first four are kept alike on the account.
SHARED = ("name", "nip", "rank", "job")
FIELDS = (
    *SHARED, "sex", "profession", "status", "education", "klaster", "unit", "village", "share_permille", "field_work",
    "str_number", "str_for_life", "str_until", "sip_number", "sip_until", "joined_on", "note",
)  # fmt: skip


@transaction.atomic
def begin(*, puskesmas: Puskesmas, by: Person) -> list[Staff]:
    """Take everybody with an account into the register; who is there without one (typed, pasted) gets it.

    Returns everybody who is new in it or has an account now.
    """
    made = []
    order = Staff.objects.of(puskesmas).count()
    register = Register(puskesmas)
    for person in without_row(puskesmas):
        known = register.find({"name": person.full_name, "nip": person.nip}).staff
        if known is not None and known.person_id is None:
            give_account(staff=known, by=by, person=person)
            made.append(known)
            continue
        held = memberships(person, puskesmas)
        village = next((v for m in held for v in m.villages.all()), None)
        order += 1
        made.append(
            Staff.objects.create(
                puskesmas=puskesmas, person=person, name=person.full_name, nip=_free_nip(puskesmas, person.nip),
                rank=person.rank, job=person.job, profession=guess(known_professions(), person.job, person.full_name),
                status="pns" if person.nip else "kontrak", klaster=next((m.klaster for m in held if m.klaster), None),
                village=village, order=order, made_at=clock.now(), made_by=by,
            )
        )  # fmt: skip
    if made:
        audit.record(
            puskesmas=puskesmas, by=by, action="mulai_staf",
            sentence=f"{by} mengisi daftar staf dari {len(made)} akun.",
        )  # fmt: skip
    return made


@transaction.atomic
def give_account(*, staff: Staff, by: Person, person: Person) -> None:
    """Somebody of the register has an account now; what both knew is completed from each other, the register first.

    Raises:
        ValidationError: the row has an account, or the account a row, or it belongs to another office.
    """
    if staff.person_id is not None:
        raise ValidationError({"person": _("Orang ini sudah punya akun.")})
    if person not in without_row(staff.puskesmas):
        raise ValidationError({"person": _("Akun ini bukan akun kantor ini, atau sudah dipakai staf lain.")})
    staff.person = person
    staff.save(update_fields=["person"])
    known = {"name": person.full_name, "nip": person.nip, "rank": person.rank, "job": person.job}
    fields = {name: getattr(staff, name) or text for name, text in known.items()}
    _write(staff, fields, by)
    staff.save(update_fields=list(fields))
    audit.record(
        puskesmas=staff.puskesmas, by=by, action="ubah_staf", about=staff,
        sentence=f"{by} menghubungkan {staff.name} di daftar staf dengan akunnya, {person.username}.",
    )  # fmt: skip


def _free_nip(puskesmas: Puskesmas, nip: str) -> str:
    """A NIP somebody already has in the register is left out; the page shows who lacks one."""
    return "" if nip and Staff.objects.of(puskesmas).filter(nip=nip).exists() else nip


@transaction.atomic
def add(*, puskesmas: Puskesmas, by: Person, person: Person | None = None, **fields: Any) -> Staff:
    """Somebody new in the register.

    Raises:
        ValidationError: without a name, with a NIP somebody has, a village or account of another office.
    """
    staff = Staff(
        puskesmas=puskesmas, person=person, made_at=clock.now(), made_by=by,
        order=Staff.objects.of(puskesmas).count() + 1,
    )  # fmt: skip
    _write(staff, fields, by)
    staff.save()
    audit.record(
        puskesmas=puskesmas,
        by=by,
        action="tambah_staf",
        about=staff,
        sentence=f"{by} menambah {staff.name} di daftar staf.",
    )
    return staff


@transaction.atomic
def change(*, staff: Staff, by: Person, **fields: Any) -> list[str]:
    """Correct what is known. Returns the names of the changed fields; nothing changed writes nothing.

    Raises:
        ValidationError: as ``add``; or the account may not be changed from this office.
    """
    person = fields.pop("person", None)
    before = {name: getattr(staff, name) for name in fields}
    _write(staff, fields, by)
    if person is not None:
        # The account is completed with what stands here now.
        give_account(staff=staff, by=by, person=person)
    changed = [name for name, value in before.items() if getattr(staff, name) != value]
    if changed:
        staff.save(update_fields=changed)
        names = {f.name: str(f.verbose_name) for f in Staff._meta.fields}  # noqa: SLF001 - Django's way
        words = ", ".join(names[name] for name in changed)
        audit.record(
            puskesmas=staff.puskesmas, by=by, action="ubah_staf", about=staff,
            sentence=f"{by} mengubah {words} dari {staff.name} di daftar staf.",
        )  # fmt: skip
    return changed


def _write(staff: Staff, fields: Mapping[str, Any], by: Person) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise KeyError(name)
        setattr(staff, name, value.strip() if isinstance(value, str) else value)
    if not staff.name:
        raise ValidationError({"name": _("Tulis nama lengkap dengan gelar.")})
    if not staff.profession:
        staff.profession = guess(known_professions(), staff.job, staff.name)
    nip = check(staff.nip)
    if nip.error:
        raise ValidationError({"nip": nip.error})
    staff.nip = nip.digits
    twin = Staff.objects.of(staff.puskesmas).filter(nip=staff.nip).exclude(pk=staff.pk).first() if staff.nip else None
    if twin is not None:
        raise ValidationError({"nip": _taken(twin)})
    if staff.village is not None and staff.village.served_by_id != staff.puskesmas.place_id:
        raise ValidationError({"village": _("Desa ini tidak termasuk wilayah kerja Puskesmas ini.")})
    if staff.str_for_life:
        staff.str_until = None
    person = staff.person
    if person is not None and any(name in fields for name in SHARED):
        centre.change_person(
            puskesmas=staff.puskesmas, by=by, person=person, full_name=staff.name, nip=staff.nip, rank=staff.rank,
            job=staff.job, phone=person.phone,
        )  # fmt: skip


def _taken(twin: Staff) -> str:
    told = {"name": twin.name, "day": short_date(twin.left_on) if twin.left_on else ""}
    if twin.left_on is None:
        return _("NIP ini sudah dipakai %(name)s di daftar staf.") % told
    words = _("NIP ini milik %(name)s, yang berhenti %(day)s. Centang “juga yang sudah berhenti” di daftar staf, buka "
              "namanya, lalu catat bertugas kembali.")  # fmt: skip
    return words % told


@transaction.atomic
def leave_office(*, staff: Staff, by: Person, on: dt.date, reason: str) -> None:
    """The last day of somebody here; what they did stays.

    Raises:
        ValidationError: without a reason, or a day before they came.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis sebabnya: pindah, pensiun, habis kontrak.")})
    if staff.joined_on and on < staff.joined_on:
        raise ValidationError({"on": _("Tanggal berhenti lebih awal dari mulai bertugas.")})
    staff.left_on, staff.left_reason = on, reason.strip()
    staff.save(update_fields=["left_on", "left_reason"])
    audit.record(
        puskesmas=staff.puskesmas, by=by, action="staf_berhenti", about=staff,
        sentence=f"{by} mencatat {staff.name} berhenti bertugas {short_date(on)}: {reason.strip()}.",
    )  # fmt: skip


@transaction.atomic
def come_back(*, staff: Staff, by: Person, on: dt.date | None = None) -> None:
    """Somebody works here again from a day on; without a day: it was a mistake that they left.

    After a real return the time between stays one of not being here, and what they held before does not come back.

    Raises:
        ValidationError: nobody who left, or a day up to the last one here.
    """
    if staff.left_on is None:
        raise ValidationError(_("%(name)s tidak tercatat berhenti.") % {"name": staff.name})
    since = ""
    if on is not None:
        if on <= staff.left_on:
            words = _("Harus sesudah hari terakhirnya, %(day)s.")
            raise ValidationError({"back": words % {"day": short_date(staff.left_on)}})
        for held in (staff.tasks, staff.villages):
            held.filter(Q(until__isnull=True) | Q(until__gt=staff.left_on), since__lte=staff.left_on).update(
                until=staff.left_on
            )
        first, last = staff.left_on + dt.timedelta(days=1), on - dt.timedelta(days=1)
        if first <= last:
            Leave.objects.create(staff=staff, kind=Leave.OUT, start=first, end=last, note=staff.left_reason[:200])
        since = f" sejak {short_date(on)}"
    staff.left_on, staff.left_reason = None, ""
    staff.save(update_fields=["left_on", "left_reason"])
    audit.record(
        puskesmas=staff.puskesmas, by=by, action="staf_kembali", about=staff,
        sentence=f"{by} mencatat {staff.name} bertugas kembali{since}.",
    )  # fmt: skip


@transaction.atomic
def str_for_life(*, puskesmas: Puskesmas, by: Person) -> int:
    """STR with a number and without a day hold for life (since UU 17/2023): marked for all at once.

    Returns how many.
    """
    found = Staff.objects.of(puskesmas).filter(str_for_life=False, str_until__isnull=True).exclude(str_number="")
    count = found.update(str_for_life=True)
    if count:
        audit.record(
            puskesmas=puskesmas, by=by, action="ubah_staf",
            sentence=f"{by} menandai {count} STR tanpa tanggal sebagai seumur hidup.",
        )  # fmt: skip
    return count


@transaction.atomic
def add_leave(*, staff: Staff, by: Person, kind: str, start: dt.date, end: dt.date, note: str = "") -> Leave:
    """Days away.

    Raises:
        ValidationError: the end before the start, or days already written down.
    """
    if end < start:
        raise ValidationError({"end": _("Tanggal akhir lebih awal dari tanggal mulai.")})
    twin = staff.leaves.filter(removed_at__isnull=True, start__lte=end, end__gte=start).first()
    if twin is not None:
        days = {"start": short_date(twin.start), "end": short_date(twin.end)}
        raise ValidationError({"start": _("Sudah dicatat tidak di tempat %(start)s sampai %(end)s.") % days})
    leave = Leave.objects.create(staff=staff, kind=kind, start=start, end=end, note=note.strip())
    audit.record(
        puskesmas=staff.puskesmas, by=by, action="cuti_staf", about=staff,
        sentence=f"{by} mencatat {leave.get_kind_display()} {staff.name} {short_date(start)} sampai {short_date(end)}.",
    )  # fmt: skip
    return leave


@transaction.atomic
def remove_leave(*, leave: Leave, by: Person) -> None:
    """Take a leave back."""
    if leave.removed_at is None:
        leave.removed_at = clock.now()
        leave.save(update_fields=["removed_at"])
        audit.record(
            puskesmas=leave.staff.puskesmas, by=by, action="hapus_cuti", about=leave.staff,
            sentence=f"{by} membatalkan {leave.get_kind_display()} {leave.staff.name} mulai {short_date(leave.start)}.",
        )  # fmt: skip


@transaction.atomic
def take_in(*, puskesmas: Puskesmas, by: Person, rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Rows of a table somebody pasted: known ones (by NIP, else by name) are completed, others added.

    Empty cells leave what is there. Returns how many were added and how many changed.

    Raises:
        ValidationError: the first row that is refused, named.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    added = changed = 0
    for match in matches(puskesmas, rows):
        fields = {name: value for name, value in match.row.items() if value not in (None, "")}
        if match.doubt:
            raise ValidationError(f"{fields.get('name', '?')}: {match.doubt}")
        try:
            if match.staff is None:
                add(puskesmas=puskesmas, by=by, **fields)
                added += 1
            else:
                changed += bool(change(staff=match.staff, by=by, **fields))
        except ValidationError as error:
            raise ValidationError(f"{fields.get('name', '?')}: {' '.join(error.messages)}") from None
    return added, changed
