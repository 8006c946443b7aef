"""What an office changes of the list of reports: due days, owners, switched off or its own; from a month on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import Month, short_date
from lokmin.core.reports import entries
from lokmin.core.reports.kinds import Report
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.reporting.models import ReportKind
from lokmin.cycle.reporting.tracker.book import CHANGED, LOCAL, SETTING, book_of, shipped

#: What may be changed of a shipped report; of an own one everything.
OPEN = (*entries.DUE, "section", "channel", "frequency", "months", "active")
_WORDS = {
    "due_day": "tanggal", "due_months": "bulan jatuh tempo", "due_weekday": "hari", "due_hours": "jam",
    "section": "tujuan", "channel": "lewat", "frequency": "seberapa sering", "months": "bulan", "active": "dipakai",
    "name": "nama", "category": "kelompok", "programme": "program", "klaster": "klaster",
}  # fmt: skip


@transaction.atomic
def change_report(
    *, puskesmas: Puskesmas, by: Person, code: str, changes: Mapping[str, Any], owner: Person | None, since: Month
) -> None:
    """Change a report from a month on: periods that ended before keep what was in force.

    ``changes`` are fields of ``core.reports.entries``; ``owner`` None: as it follows from programme and klaster.
    Nothing is written when nothing differs.

    Raises:
        ValidationError: an unknown report, a field that is not open, or a rule that means nothing.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    book = book_of(puskesmas)
    present = book.at(code, since.last_day)
    if present is None:
        raise ValidationError(_("Laporan %(code)s tidak ada di daftar kantor ini.") % {"code": code})
    allowed = (*OPEN, "name", "category", "programme", "klaster") if present.local else OPEN
    if unknown := set(changes) - set(allowed):
        raise ValidationError(_("Tidak dapat diubah: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    before = entries.entry(present)
    different = {k: v for k, v in changes.items() if before[k] != v}
    new_owner = owner.pk if owner else None
    if not different and new_owner == present.owner:
        return
    row = ReportKind.objects.of(puskesmas).filter(code=code).first() or ReportKind(
        puskesmas=puskesmas, code=code, kind=CHANGED, body={"versions": []}
    )
    if different:
        start = max(since.first_day, present.valid_from)
        _check({**different, "valid_from": start.isoformat()}, present)
        versions = [v for v in row.body.get("versions", []) if v["valid_from"] != start.isoformat()]
        same: dict[str, Any] = next(
            (v for v in row.body.get("versions", []) if v["valid_from"] == start.isoformat()), {}
        )
        versions.append({**same, **different, "valid_from": start.isoformat()})
        row.body = {"versions": sorted(versions, key=lambda v: v["valid_from"])}
    row.owner, row.by, row.at = owner, by, clock.now()
    row.save()
    latest = book_of(puskesmas).at(code, dt.date.max)
    row.active = bool(latest and latest.active)
    row.save(update_fields=["active"])
    told = [_WORDS.get(name, name) for name in different] + (["penanggung jawab"] if new_owner != present.owner else [])
    audit.record(
        puskesmas=puskesmas, by=by, action="laporan.atur", about=row,
        sentence=f"{by} mengubah laporan {present.name} mulai {since.label}: {', '.join(told)}.",
    )  # fmt: skip


@transaction.atomic
def new_report(
    *, puskesmas: Puskesmas, by: Person, entry: Mapping[str, Any], owner: Person | None, since: Month
) -> Report:
    """Add a report of the office's own.

    Raises:
        ValidationError: a code or name that is taken, or a rule that means nothing.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    code = str(entry.get("code", ""))
    book = book_of(puskesmas)
    if code in book.versions or code in shipped().versions:
        raise ValidationError({"code": _("Kode %(code)s sudah dipakai laporan lain.") % {"code": code}})
    body = {**entry, "valid_from": since.first_day.isoformat(), "source": f"ditambahkan {by}", "confirmed": True}
    found = _check(body, None)
    row = ReportKind.objects.create(
        puskesmas=puskesmas, code=code, kind=LOCAL, body={"versions": [body]}, owner=owner, by=by, at=clock.now()
    )
    audit.record(
        puskesmas=puskesmas, by=by, action="laporan.atur", about=row,
        sentence=f"{by} menambah laporan {found.name} ({code}) mulai {since.label}.",
    )  # fmt: skip
    return found


@transaction.atomic
def begin(*, puskesmas: Puskesmas, by: Person, since: dt.date) -> None:
    """Set the day from which on reports are followed; what was due before is not called late.

    Raises:
        ValidationError: a day to come.
    """
    if since > clock.today():
        raise ValidationError({"since": _("Tanggal mulai belum tiba.")})
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    if fresh.settings.get(SETTING) == since.isoformat():
        return
    fresh.settings[SETTING] = since.isoformat()
    fresh.save(update_fields=["settings"])
    puskesmas.settings = fresh.settings
    audit.record(
        puskesmas=puskesmas, by=by, action="laporan.atur", about=puskesmas,
        sentence=f"{by} menetapkan laporan dipantau sejak {short_date(since)}.",
    )  # fmt: skip


def _check(body: Mapping[str, Any], base: Report | None) -> Report:
    try:
        return entries.report(body, base)
    except ValueError as error:
        raise ValidationError(str(error)) from error
