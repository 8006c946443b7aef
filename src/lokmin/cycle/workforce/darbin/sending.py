"""Writes of the monthly reports: keeping, sending, reading, raising a problem to the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import Month
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.workforce.darbin import basis
from lokmin.cycle.workforce.models import DarbinReport

COLUMNS = ("visits", "condition", "problems", "achieved", "followup", "support")
#: Of a report that is sent, at least these say something.
_NEEDED = ("condition", "followup")


@transaction.atomic
def write(
    *, puskesmas: Puskesmas, village: Place, month: Month, by: Person, columns: Mapping[str, Any], revision: int,
    send: bool,
) -> DarbinReport:  # fmt: skip
    """Keep a report as a draft, or send it; a sent one may be corrected and stays sent.

    Raises:
        ValidationError: a month that has not begun, somebody saved meanwhile, or nothing to send.
    """
    if village.served_by_id != puskesmas.place_id:
        raise ValidationError(_("%(village)s bukan desa puskesmas ini.") % {"village": village})
    if month.first_day > clock.today():
        raise ValidationError(_("%(month)s belum mulai.") % {"month": month.label})
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    row = DarbinReport.objects.of(puskesmas).filter(village=village, period=month.code).first()
    if row is None:
        pj = basis.holder(puskesmas, village, month.last_day)
        row = DarbinReport(puskesmas=puskesmas, village=village, period=month.code, staff=pj)
    elif row.revision != revision:
        told = {"who": row.made_by.full_name if row.made_by else "–"}
        raise ValidationError(
            _("Sementara itu %(who)s menyimpan laporan ini. Salin tulisan Anda, muat ulang, lalu gabungkan.") % told
        )
    for name in COLUMNS:
        value = columns[name]
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if send or row.sent_at is not None:
        empty = [name for name in _NEEDED if not getattr(row, name)]
        if empty:
            raise ValidationError({name: _("isi dahulu, walaupun singkat.") for name in empty})
    before = row.sent_at
    row.revision += 1
    row.made_at, row.made_by = clock.now(), by
    if send and before is None:
        row.sent_at = clock.now()
    row.save()
    did = "memperbaiki" if before else "mengirim" if send else "menyimpan konsep"
    audit.record(
        puskesmas=puskesmas, by=by, action="darbin", about=row,
        sentence=f"{by.full_name} {did} laporan darbin {village.name} {month.label}.",
    )  # fmt: skip
    return row


@transaction.atomic
def see(*, report: DarbinReport, by: Person, note: str) -> DarbinReport:
    """The head has read a report, with a word to its PJ.

    Raises:
        ValidationError: it was not sent yet.
    """
    fresh: DarbinReport = DarbinReport.objects.select_for_update().get(pk=report.pk)
    if fresh.sent_at is None:
        raise ValidationError(_("Laporan ini belum dikirim."))
    fresh.seen_at, fresh.seen_note = clock.now(), " ".join(note.split())
    fresh.save(update_fields=["seen_at", "seen_note"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="darbin", about=fresh,
        sentence=f"{by.full_name} membaca laporan darbin {fresh.village.name} {Month.parse(fresh.period).label}.",
    )  # fmt: skip
    return fresh


def raise_problem(*, report: DarbinReport, by: Person, what: str) -> str:
    """Put one problem of a report on the problem register; the same words of the same report only once.

    Returns what the register calls it.

    Raises:
        ValidationError: nothing said, or too long.
    """
    month = Month.parse(report.period)
    problem = register.record_problem(
        puskesmas=report.puskesmas, by=by, source="staf", what=what, where=f"Desa {report.village.name}",
        when=month.label, village=report.village, origin_kind="darbin", origin_id=str(report.pk),
        evidence=f"Laporan darbin {report.village.name} {month.label}",
    )  # fmt: skip
    return str(problem)
