"""Writes of uraian tugas: a new version, laid out from the library, acknowledged by the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.core.workload.duties import PARTS
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.duties import queries
from lokmin.cycle.workforce.models import DutySheet, Staff


@transaction.atomic
def write(
    *, staff: Staff, by: Person, year: int, summary: str, parts: Mapping[str, Sequence[str]], decree: str = "",
    reason: str = "",
) -> DutySheet:  # fmt: skip
    """Write somebody's sheet. What nobody acknowledged is corrected; what was, becomes a new version with its reason.

    Raises:
        ValidationError: no task at all, an acknowledged sheet changed without a reason, nothing changed.
    """
    lists = {name: [s.strip() for s in parts.get(name, ()) if s.strip()] for name, _title in PARTS}
    if not lists["duties"]:
        raise ValidationError({"duties": _("Tulis sedikitnya satu tugas pokok.")})
    body = {**lists, "summary": summary.strip(), "decree": decree.strip()[:80]}
    last = queries.newest(staff, year)
    if last is not None and last.year == year and all(getattr(last, name) == value for name, value in body.items()):
        raise ValidationError(_("Tidak ada yang berubah."))
    if last is not None and last.year == year and last.acknowledged_at is None:
        for name, value in body.items():
            setattr(last, name, value)
        last.reason = reason.strip()[:200] or last.reason
        last.save(update_fields=[*body, "reason"])
        sheet, verb = last, "memperbaiki"
    else:
        if last is not None and last.year == year and not reason.strip():
            raise ValidationError({"reason": _("Uraian ini sudah disetujui. Tulis mengapa diubah.")})
        number = last.version + 1 if last is not None and last.year == year else 1
        sheet = DutySheet.objects.create(
            puskesmas=staff.puskesmas, staff=staff, year=year, version=number, reason=reason.strip()[:200],
            made_at=clock.now(), made_by=by, **body,
        )  # fmt: skip
        verb = "menulis"
    audit.record(
        puskesmas=staff.puskesmas, by=by, action="uraian_tugas", about=staff,
        sentence=f"{by} {verb} uraian tugas {staff.name} {year} versi {sheet.version}.",
    )  # fmt: skip
    return sheet


@transaction.atomic
def lay_out(*, puskesmas: Puskesmas, by: Person, year: int) -> int:
    """Give everybody without a sheet of the year one: their last one, else the library's. Returns how many."""
    people = {s.pk: s for s in Staff.objects.of(puskesmas)}
    made = []
    for line in queries.lines(puskesmas, year):
        if line.sheet is not None:
            continue
        before = queries.newest(people[line.staff.pk], year)
        source = before or queries.offered(line.staff)
        if source is None:
            continue
        made.append(
            DutySheet(
                puskesmas=puskesmas, staff=people[line.staff.pk], year=year, summary=source.summary,
                decree=before.decree if before else "", made_at=clock.now(), made_by=by,
                **{name: list(getattr(source, name)) for name, _title in PARTS},
            )
        )  # fmt: skip
    DutySheet.objects.bulk_create(made)
    if made:
        audit.record(
            puskesmas=puskesmas, by=by, action="susun_uraian",
            sentence=f"{by} menyiapkan uraian tugas {year} untuk {len(made)} orang.",
        )  # fmt: skip
    return len(made)


@transaction.atomic
def acknowledge(*, sheet: DutySheet, by: Person, read: str) -> None:
    """The person the sheet is about says that they have read and agree; nobody else can.

    ``read`` is the fingerprint of the text they had before them.

    Raises:
        PermissionDenied: somebody else. ValidationError: a newer version is there, or the text changed meanwhile.
    """
    if sheet.staff.person_id is None or sheet.staff.person_id != by.pk:
        raise PermissionDenied
    fresh = _open(sheet)
    if fresh is None:
        return
    if read != queries.fingerprint(fresh):
        raise ValidationError(_("Uraian tugas ini berubah sejak Anda membukanya. Baca lagi, lalu setujui."))
    _agree(fresh, by, clock.now(), f"{by} menyetujui uraian tugasnya {sheet.year} versi {sheet.version}.")


@transaction.atomic
def signed_on_paper(*, sheet: DutySheet, by: Person, on: dt.date) -> None:
    """Somebody without an account signed the printed sheet; the office writes it down.

    Raises:
        ValidationError: they have an account (and tick themselves), a newer version is there, a day to come or before
            the sheet was written.
    """
    if sheet.staff.person_id is not None:
        raise ValidationError(_("Orang ini punya akun: hanya ia sendiri yang dapat menyetujuinya."))
    fresh = _open(sheet)
    if fresh is None:
        return
    if not timezone.localtime(fresh.made_at).date() <= on <= clock.today():
        raise ValidationError(_("Tanggal tanda tangan harus antara hari uraian ini ditulis dan hari ini."))
    moment = timezone.make_aware(dt.datetime.combine(on, dt.time(12)))
    name, day = sheet.staff.name, short_date(on)
    _agree(fresh, by, moment, f"{by} mencatat {name} menandatangani uraian tugas {sheet.year} di kertas {day}.")


def _open(sheet: DutySheet) -> DutySheet | None:
    """The sheet as it is now, held until the end; None when it is acknowledged already."""
    fresh: DutySheet = DutySheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    newest = queries.newest(sheet.staff, sheet.year)
    if newest is not None and newest.pk != sheet.pk:
        raise ValidationError(_("Uraian tugas ini sudah diganti. Baca versi yang terbaru."))
    return fresh if fresh.acknowledged_at is None else None


def _agree(sheet: DutySheet, by: Person, at: dt.datetime, sentence: str) -> None:
    sheet.acknowledged_at, sheet.acknowledged_by = at, by
    sheet.save(update_fields=["acknowledged_at", "acknowledged_by"])
    audit.record(puskesmas=sheet.puskesmas, by=by, action="setujui_uraian", about=sheet.staff, sentence=sentence)
