"""The writes about promises of partners: each one named, by a person, in one transaction, with its audit line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Partner, Person, Puskesmas
from lokmin.cycle.followup import ledger
from lokmin.cycle.followup.models import Commitment, CommitmentEvent

#: The columns of the kesepakatan (domain.md 9.3) somebody may fill in; the rest follows from what becomes of it.
COLUMNS = (
    "partner", "problem", "support", "activity", "target_group", "village", "start", "due", "resources", "owner_text",
    "indicator",
)  # fmt: skip


@transaction.atomic
def add(
    *,
    puskesmas: Puskesmas,
    by: Person,
    partner: Partner,
    made_on: dt.date | None = None,
    origin_kind: str = "",
    origin_id: str = "",
    **columns: Any,
) -> Commitment:
    """Write down a promise with the next number of its year.

    ``made_on`` is the day it was given (the meeting's), today when absent. ``columns`` are any of ``COLUMNS``;
    ``problem`` and ``activity`` must not be empty; where no form of support is named, the activity stands for it.

    Raises:
        ValidationError: with the column it is about.
    """
    ledger.known(COLUMNS, columns)
    day = made_on or clock.today()
    made = Commitment(
        puskesmas=puskesmas, partner=partner, year=day.year, made_on=day, made_at=clock.now(), made_by=by,
        origin_kind=origin_kind, origin_id=origin_id, **columns,
    )  # fmt: skip
    _check(made)
    made.number = ledger.next_number(Commitment, puskesmas, day.year)
    made.save()
    _log(made, by, note="Dibuat.")
    _tell(made, by, "komitmen.tambah", f"{by} mencatat {made} dari {partner}: {audit.short(made.activity)}.")
    return made


@transaction.atomic
def change(*, commitment: Commitment, by: Person, **columns: Any) -> Commitment:
    """Change what was promised. Nothing is written when nothing differs.

    Raises:
        ValidationError: as ``add``.
    """
    ledger.known(COLUMNS, columns)
    fresh = _locked(commitment)
    changes = ledger.put(fresh, columns)
    if not changes:
        return fresh
    _check(fresh)
    fresh.save()
    _log(fresh, by, changes=changes)
    _tell(fresh, by, "komitmen.ubah", f"{by} mengubah {fresh}: {ledger.names(fresh, changes)}.")
    return fresh


@transaction.atomic
def progress(*, commitment: Commitment, by: Person, note: str, proof: str = "") -> Commitment:
    """Write down how far the partner is.

    Raises:
        ValidationError: without a note, or when it is no longer open.
    """
    if not note.strip():
        raise ValidationError({"note": _("Tulis apa yang sudah dikerjakan mitra.")})
    fresh = _open(commitment)
    fresh.status = Commitment.RUNNING
    return _step(fresh, by, note, proof, "komitmen.kemajuan", f"{by} mencatat kemajuan {fresh}: {audit.short(note)}.")


@transaction.atomic
def finish(
    *, commitment: Commitment, by: Person, result: str, proof: str = "", on: dt.date | None = None
) -> Commitment:
    """The promise was kept: what came of it, with the proof.

    Raises:
        ValidationError: without a result, or when it is no longer open.
    """
    if not result.strip():
        raise ValidationError({"note": _("Tulis hasilnya: apa yang berubah karena dukungan ini.")})
    fresh = _open(commitment)
    fresh.status, fresh.finished_on, fresh.result = Commitment.DONE, on or clock.today(), result.strip()
    said = f"{by} menyatakan {fresh} selesai: {audit.short(result)}."
    return _step(fresh, by, result, proof, "komitmen.selesai", said)


@transaction.atomic
def cancel(*, commitment: Commitment, by: Person, reason: str, moved: bool = False) -> Commitment:
    """The partner cannot (``dibatalkan``), or another takes it over (``dialihkan``), with the reason.

    Raises:
        ValidationError: without a reason, or when it is no longer open.
    """
    if not reason.strip():
        raise ValidationError({"note": _("Tulis alasannya; alasan tampil di kartu mitra.")})
    fresh = _open(commitment)
    fresh.status = Commitment.MOVED if moved else Commitment.CANCELLED
    fresh.status_reason = reason.strip()
    verb = "mengalihkan" if moved else "membatalkan"
    return _step(fresh, by, reason, "", "komitmen.batal", f"{by} {verb} {fresh}: {audit.short(reason)}.")


@transaction.atomic
def resume(*, commitment: Commitment, by: Person, note: str) -> Commitment:
    """Open a finished or stopped promise again, with the reason.

    Raises:
        ValidationError: without a reason.
    """
    if not note.strip():
        raise ValidationError({"note": _("Tulis mengapa komitmen ini dibuka lagi.")})
    fresh = _locked(commitment)
    fresh.status, fresh.status_reason, fresh.finished_on = Commitment.RUNNING, "", None
    return _step(fresh, by, note, "", "komitmen.buka", f"{by} membuka lagi {fresh}: {audit.short(note)}.")


def _check(made: Commitment) -> None:
    """Refuse with a sentence what the database would refuse with a name."""
    wrong: dict[str, str] = {}
    if made.partner.puskesmas_id != made.puskesmas_id:
        wrong["partner"] = _("Mitra ini bukan mitra %(puskesmas)s.") % {"puskesmas": made.puskesmas.name}
    if not made.problem.strip():
        wrong["problem"] = _("Tulis masalah yang dibantu.")
    if not made.activity.strip():
        wrong["activity"] = _("Tulis apa yang akan dikerjakan mitra.")
    if early := ledger.too_early(made.start, made.due):
        wrong["due"] = early
    elif made.due and made.due < made.made_on:
        wrong["due"] = _("Batas waktu %(due)s sudah lewat pada hari janji ini dibuat, %(day)s.") % {
            "due": short_date(made.due), "day": short_date(made.made_on),
        }  # fmt: skip
    if wrong:
        raise ValidationError(wrong)
    made.support = made.support.strip() or audit.short(made.activity, 200)


def _locked(commitment: Commitment) -> Commitment:
    found: Commitment = Commitment.objects.of(commitment.puskesmas).select_for_update().get(pk=commitment.pk)
    return found


def _open(commitment: Commitment) -> Commitment:
    fresh = _locked(commitment)
    ledger.must_be_open(fresh)
    return fresh


def _step(made: Commitment, by: Person, note: str, proof: str, action: str, sentence: str) -> Commitment:
    if proof.strip():
        made.proof = proof.strip()
    made.save()
    _log(made, by, note=note.strip())
    _tell(made, by, action, sentence)
    return made


def _log(made: Commitment, by: Person, *, note: str = "", changes: dict[str, list[str]] | None = None) -> None:
    CommitmentEvent.objects.create(
        commitment=made, at=clock.now(), by=by, status=made.status, note=note, changes=changes or {}
    )


def _tell(made: Commitment, by: Person, action: str, sentence: str) -> None:
    audit.record(puskesmas=made.puskesmas, by=by, action=action, about=made, sentence=sentence)
