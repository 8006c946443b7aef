"""That a report went out: noted alone or many at once, with proof, taken back with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.core.reports.kinds import Book, Report
from lokmin.core.reports.periods import Frequency, Period, event, parse
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.proofs import Proof
from lokmin.cycle.reporting import originals
from lokmin.cycle.reporting.models import ReportSent
from lokmin.cycle.reporting.tracker.book import book_of

LARGEST_PROOF = 10 * 1024 * 1024
#: Names told in the audit line of many reports noted at once.
_NAMED = 6
_MOST_A_DAY = 20


def owed(book: Book, code: str, period_code: str) -> tuple[Report, Period]:
    """A report and a period of it, as they are in force at its end.

    Raises:
        ValidationError: no such report, no such period, or the report is not owed for it.
    """
    try:
        period = parse(period_code, book.starts)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    report = book.at(code, period.last)
    if report is None:
        raise ValidationError(_("Laporan %(code)s tidak ada di daftar kantor ini.") % {"code": code})
    fits = report.frequency is period.frequency and (
        report.frequency is Frequency.EVENT or period in report.periods(period.last, period.last, book.starts)
    )
    if not fits or not report.active:
        raise ValidationError(
            _("%(report)s tidak dikirim untuk %(period)s.") % {"report": report.name, "period": period.label}
        )
    return report, period


@transaction.atomic
def mark(
    *, puskesmas: Puskesmas, by: Person, report: str, period: str, on: dt.date, nothing: bool = False, how: str = "",
    recipient: str = "", proof: str = "", file: Proof | None = None, note: str = "",
) -> ReportSent:  # fmt: skip
    """Note that a report of a period went out on a day.

    Raises:
        ValidationError: not owed, sent already, or a day that cannot be.
    """
    _lock(puskesmas)
    kind, about = owed(book_of(puskesmas), report, period)
    known = ReportSent.objects.of(puskesmas).filter(report=report, period=period, withdrawn_at=None)
    row: ReportSent | None = known.select_related("by").first()
    if row is not None and row.sent_on is not None:
        raise ValidationError(
            _("%(report)s %(period)s sudah dicatat terkirim %(day)s oleh %(by)s.")
            % {"report": kind.name, "period": about.label, "day": short_date(row.sent_on), "by": row.by}
        )
    row = _filled(
        row, puskesmas, by, kind, about, on, nothing=nothing, how=how, recipient=recipient, proof=proof, note=note
    )
    row.save()
    if file is not None:
        _keep(row, file)
    audit.record(
        puskesmas=puskesmas, by=by, action="laporan.kirim", about=row,
        sentence=f"{by} mencatat {kind.name} {about.label} terkirim {short_date(on)}{' (nihil)' if nothing else ''}.",
    )  # fmt: skip
    return row


@transaction.atomic
def mark_many(
    *, puskesmas: Puskesmas, by: Person, reports: Sequence[tuple[str, str]], on: dt.date, proof: str = ""
) -> list[ReportSent]:
    """Note many reports at once, all or none; those already noted are left as they are.

    ``reports`` are pairs of report code and period code.

    Raises:
        ValidationError: nothing chosen, or one of them is not owed.
    """
    if not reports:
        raise ValidationError(_("Centang dahulu laporan yang sudah dikirim."))
    _lock(puskesmas)
    book = book_of(puskesmas)
    wanted = dict.fromkeys(reports)
    found = ReportSent.objects.of(puskesmas).filter(withdrawn_at=None, period__in={p for _r, p in wanted})
    known = {(row.report, row.period): row for row in found}
    rows: list[ReportSent] = []
    new: list[ReportSent] = []
    names: list[str] = []
    for code, period_code in wanted:
        row = known.get((code, period_code))
        if row is not None and row.sent_on is not None:
            continue
        kind, about = owed(book, code, period_code)
        filled = _filled(row, puskesmas, by, kind, about, on, proof=proof)
        if row is None:
            new.append(filled)
        else:
            filled.save()
        names.append(f"{kind.name} {about.label}")
        rows.append(filled)
    if not rows:
        return []
    ReportSent.objects.bulk_create(new)
    told = "; ".join(names[:_NAMED]) + (f"; dan {len(names) - _NAMED} lagi" if len(names) > _NAMED else "")
    audit.record(
        puskesmas=puskesmas, by=by, action="laporan.kirim", about=rows[0],
        sentence=f"{by} mencatat {len(rows)} laporan terkirim {short_date(on)}: {told}.",
    )  # fmt: skip
    return rows


@transaction.atomic
def note_event(
    *, puskesmas: Puskesmas, by: Person, report: str, day: dt.date, note: str, sent_on: dt.date | None = None
) -> ReportSent:
    """Note that something happened that must be reported, reported already or not yet.

    Raises:
        ValidationError: a report that is not about events, a day to come, or nothing said of it.
    """
    _lock(puskesmas)
    if day > clock.today():
        raise ValidationError({"day": _("Tanggal kejadian belum tiba.")})
    if not note.strip():
        raise ValidationError({"note": _("Tulis singkat kejadiannya, tanpa nama orang.")})
    taken = set(
        ReportSent.objects.of(puskesmas).filter(report=report, withdrawn_at=None).values_list("period", flat=True)
    )
    about = next((p for p in (event(day, n) for n in range(1, _MOST_A_DAY)) if p.code not in taken), None)
    if about is None:
        raise ValidationError(_("Sudah terlalu banyak kejadian dicatat pada hari itu."))
    kind, about = owed(book_of(puskesmas), report, about.code)
    if sent_on is not None:
        _check_day(kind, about, sent_on)
    row = ReportSent.objects.create(
        puskesmas=puskesmas, report=report, period=about.code, sent_on=sent_on, note=note.strip()[:300], by=by,
        at=clock.now(),
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="laporan.kejadian", about=row,
        sentence=f"{by} mencatat kejadian untuk {kind.name}, {short_date(day)}: {audit.short(note)}.",
    )  # fmt: skip
    return row


@transaction.atomic
def add_proof(*, sent: ReportSent, by: Person, proof: str = "", file: Proof | None = None) -> None:
    """Put a proof to a report that was noted before; a new file takes the place of the old one.

    Raises:
        ValidationError: nothing given.
    """
    if not proof.strip() and file is None:
        raise ValidationError({"proof": _("Tulis buktinya atau pilih foto atau berkasnya.")})
    if proof.strip():
        sent.proof = proof.strip()[:300]
    sent.save(update_fields=["proof"])
    if file is not None:
        _keep(sent, file)
    audit.record(
        puskesmas=sent.puskesmas, by=by, action="laporan.bukti", about=sent,
        sentence=f"{by} menambah bukti laporan {sent}.",
    )  # fmt: skip


@transaction.atomic
def take_back(*, sent: ReportSent, by: Person, reason: str) -> None:
    """Say that it was not sent after all; an event stays known of, until that itself is taken back.

    Raises:
        ValidationError: without a reason, or when it was taken back already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya.")})
    fresh = ReportSent.objects.of(sent.puskesmas).select_for_update().get(pk=sent.pk)
    if fresh.withdrawn_at is not None:
        raise ValidationError(_("Catatan ini sudah dibatalkan."))
    fresh.withdrawn_at, fresh.withdrawn_by, fresh.withdrawn_reason = clock.now(), by, reason.strip()[:300]
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if fresh.sent_on is not None and parse(fresh.period).frequency is Frequency.EVENT:
        ReportSent.objects.create(
            puskesmas=fresh.puskesmas, report=fresh.report, period=fresh.period, sent_on=None, note=fresh.note, by=by,
            at=clock.now(),
        )  # fmt: skip
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="laporan.batal", about=fresh,
        sentence=f"{by} membatalkan catatan laporan {fresh}: {audit.short(reason)}.",
    )  # fmt: skip


def _lock(puskesmas: Puskesmas) -> None:
    """Two people who press at once come one after the other."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)


def _check_day(report: Report, period: Period, on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({"on": _("Tanggal kirim %(day)s belum tiba.") % {"day": short_date(on)}})
    # A plan goes out before its year; everything else not before its period has begun.
    if on < min(period.first, report.due.of(period) - dt.timedelta(days=92)):
        raise ValidationError(
            {
                "on": _("Tanggal kirim %(day)s lebih awal daripada periodenya, %(period)s.")
                % {"day": short_date(on), "period": period.label}
            }
        )


def _filled(
    row: ReportSent | None, puskesmas: Puskesmas, by: Person, report: Report, period: Period, on: dt.date, *,
    nothing: bool = False, how: str = "", recipient: str = "", proof: str = "", note: str = "",
) -> ReportSent:  # fmt: skip
    """The row as it is to be kept, not saved; of an event that was known of, what was said of it stays."""
    _check_day(report, period, on)
    filled = row or ReportSent(puskesmas=puskesmas, report=report.code, period=period.code)
    filled.sent_on, filled.nothing, filled.by, filled.at = on, nothing, by, clock.now()
    filled.how, filled.recipient = how.strip()[:80] or report.channel[:80], recipient.strip()[:120] or report.section
    filled.proof, filled.note = proof.strip()[:300], note.strip()[:300] or filled.note
    return filled


def _keep(row: ReportSent, file: Proof) -> None:
    row.sha256, row.file_name = originals.keep(file.data), file.name[:120]
    row.save(update_fields=["sha256", "file_name"])
