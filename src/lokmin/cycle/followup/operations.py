"""The writes of this stage: each one named, by a person, in one transaction, with its audit line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup.models import Action, ActionEvent
from lokmin.cycle.reporting.queries.catalogue import catalogue_for

#: The columns of the matrix somebody may fill in; the rest follows from what is done with the action.
COLUMNS = (
    "problem", "cause", "activity", "target_group", "target", "place_text", "village", "start", "due", "owner",
    "owner_text", "partners", "cost", "fund", "success", "indicator", "expected_micro", "expected_bp", "expected",
    "result", "proof", "evaluation", "missing_reason", "klaster", "programme",
)  # fmt: skip


@transaction.atomic
def add(
    *,
    puskesmas: Puskesmas,
    by: Person,
    made_on: dt.date | None = None,
    origin_kind: str = "",
    origin_id: str = "",
    **columns: Any,
) -> Action:
    """Add an action with the next number of its year.

    ``made_on`` is the day it was agreed on (the meeting's), today when absent; its year gives the number's year.
    ``columns`` are any of ``COLUMNS``; ``problem`` and ``activity`` must not be empty.

    Raises:
        ValidationError: with the column it is about.
    """
    day = made_on or clock.today()
    _known(columns)
    action = Action(
        puskesmas=puskesmas, year=day.year, made_on=day, made_at=clock.now(), made_by=by,
        origin_kind=origin_kind, origin_id=origin_id, **columns,
    )  # fmt: skip
    _tag(action)
    _check(action)
    # The lock makes two people who add at once get two numbers.
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    last = Action.objects.of(puskesmas).filter(year=day.year).aggregate(last=models.Max("number"))["last"]
    action.number = (last or 0) + 1
    action.save()
    _log(action, by, note="Dibuat.")
    audit.record(
        puskesmas=puskesmas, by=by, action="rtl.tambah", about=action,
        sentence=f"{by} menambah {action}: {audit.short(action.activity)}.",
    )  # fmt: skip
    return action


@transaction.atomic
def change(*, action: Action, by: Person, **columns: Any) -> Action:
    """Change columns of an action. Nothing is written when nothing differs.

    Raises:
        ValidationError: as ``add``.
    """
    _known(columns)
    fresh = _locked(action)
    changes: dict[str, list[str]] = {}
    for name, value in columns.items():
        before = getattr(fresh, name)
        if before != value:
            changes[name] = [_text(before), _text(value)]
            setattr(fresh, name, value)
    if not changes:
        return fresh
    _tag(fresh)
    _check(fresh)
    fresh.save()
    _log(fresh, by, changes=changes)
    labels = {field.name: str(field.verbose_name) for field in Action._meta.concrete_fields}  # noqa: SLF001 - public API
    names = ", ".join(labels[name] for name in changes)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rtl.ubah", about=fresh, sentence=f"{by} mengubah {fresh}: {names}."
    )
    return fresh


@transaction.atomic
def progress(*, action: Action, by: Person, note: str, status: str = Action.RUNNING, proof: str = "") -> Action:
    """Write down how far it is. ``status`` is ``berjalan`` or ``belum mulai``.

    Raises:
        ValidationError: without a note, or when the action is no longer open.
    """
    if not note.strip():
        raise ValidationError({"note": _("Tulis apa yang sudah dikerjakan.")})
    fresh = _locked(action)
    _must_be_open(fresh)
    fresh.status = status if status in Action.OPEN else Action.RUNNING
    if proof.strip():
        fresh.proof = proof.strip()
    fresh.save()
    _log(fresh, by, note=note.strip())
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rtl.kemajuan", about=fresh,
        sentence=f"{by} mencatat kemajuan {fresh}: {audit.short(note)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def finish(*, action: Action, by: Person, result: str, proof: str = "", on: dt.date | None = None) -> Action:
    """Mark as done, with what came of it.

    Raises:
        ValidationError: without a result, or when the action is no longer open.
    """
    if not result.strip():
        raise ValidationError({"note": _("Tulis hasilnya: apa yang berubah karena kegiatan ini.")})
    fresh = _locked(action)
    _must_be_open(fresh)
    fresh.status, fresh.finished_on, fresh.result = Action.DONE, on or clock.today(), result.strip()
    if proof.strip():
        fresh.proof = proof.strip()
    fresh.save()
    _log(fresh, by, note=result.strip())
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rtl.selesai", about=fresh,
        sentence=f"{by} menyatakan {fresh} selesai: {audit.short(result)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def cancel(*, action: Action, by: Person, reason: str, moved: bool = False) -> Action:
    """Give it up (``dibatalkan``), or hand it to somebody else such as the Dinkes (``dialihkan``), with the reason.

    Raises:
        ValidationError: without a reason, or when the action is no longer open.
    """
    if not reason.strip():
        raise ValidationError({"note": _("Tulis alasannya; alasan ikut tercetak di matriks RTL.")})
    fresh = _locked(action)
    _must_be_open(fresh)
    fresh.status = Action.MOVED if moved else Action.CANCELLED
    fresh.status_reason = reason.strip()
    fresh.save()
    _log(fresh, by, note=reason.strip())
    verb = "mengalihkan" if moved else "membatalkan"
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rtl.batal", about=fresh,
        sentence=f"{by} {verb} {fresh}: {audit.short(reason)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def resume(*, action: Action, by: Person, note: str) -> Action:
    """Open a finished or stopped action again, with the reason.

    Raises:
        ValidationError: without a reason.
    """
    if not note.strip():
        raise ValidationError({"note": _("Tulis mengapa RTL ini dibuka lagi.")})
    fresh = _locked(action)
    fresh.status, fresh.status_reason, fresh.finished_on = Action.RUNNING, "", None
    fresh.save()
    _log(fresh, by, note=note.strip())
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rtl.buka", about=fresh,
        sentence=f"{by} membuka lagi {fresh}: {audit.short(note)}.",
    )  # fmt: skip
    return fresh


def _known(columns: dict[str, Any]) -> None:
    if unknown := set(columns) - set(COLUMNS):
        raise TypeError(f"not a column of an action: {', '.join(sorted(unknown))}")


def _tag(action: Action) -> None:
    """An action on an indicator belongs to the indicator's cluster and programme where nobody said otherwise."""
    if action.indicator and (action.klaster is None or not action.programme):
        year = action.made_on.year
        found = catalogue_for(action.puskesmas, year).for_year(year).get(action.indicator)
        if found is not None:
            action.klaster = action.klaster or found.klaster
            action.programme = action.programme or found.programme


def _check(action: Action) -> None:
    """Refuse with a sentence what the database would refuse with a name."""
    wrong: dict[str, str] = {}
    if not action.problem.strip():
        wrong["problem"] = _("Tulis masalahnya.")
    if not action.activity.strip():
        wrong["activity"] = _("Tulis kegiatan yang akan dikerjakan.")
    if action.start and action.due and action.due < action.start:
        wrong["due"] = _("Batas waktu %(due)s lebih awal daripada mulainya, %(start)s.") % {
            "due": short_date(action.due), "start": short_date(action.start),
        }  # fmt: skip
    if action.cost is not None and action.cost < 0:
        wrong["cost"] = _("Biaya tidak boleh kurang dari nol.")
    if wrong:
        raise ValidationError(wrong)


def _locked(action: Action) -> Action:
    found: Action = Action.objects.of(action.puskesmas).select_for_update().get(pk=action.pk)
    return found


def _must_be_open(action: Action) -> None:
    if action.status not in Action.OPEN:
        raise ValidationError(
            _("%(action)s sudah %(status)s. Buka lagi dulu bila masih perlu dikerjakan.")
            % {"action": action, "status": action.status}
        )


def _log(action: Action, by: Person, *, note: str = "", changes: dict[str, list[str]] | None = None) -> None:
    ActionEvent.objects.create(
        action=action, at=clock.now(), by=by, status=action.status, note=note, changes=changes or {}
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
