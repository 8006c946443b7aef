"""The writes of this stage: each one named, by a person, in one transaction, with its audit line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup import ledger
from lokmin.cycle.followup.models import Action, ActionEvent
from lokmin.cycle.followup.work import problems
from lokmin.cycle.followup.work.proofs import Kept, add_rows, has_proof
from lokmin.cycle.reporting.queries.catalogue import catalogue_for

#: The columns of the matrix somebody may fill in; the rest follows from what is done with the action.
COLUMNS = (
    "problem", "cause", "activity", "target_group", "target", "place_text", "village", "start", "due", "owner",
    "owner_text", "partners", "cost", "fund", "success", "indicator", "expected_micro", "expected_bp", "expected",
    "result", "proof", "evaluation", "missing_reason", "klaster", "programme", "register", "root", "repeat",
    "repeat_until",
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
    ``columns`` are any of ``COLUMNS``; ``problem`` and ``activity`` must not be empty. ``register`` and ``root`` (the
    problem of the register and the cause it works on) may be given by their ids.

    Raises:
        ValidationError: with the column it is about.
    """
    day = made_on or clock.today()
    ledger.known(COLUMNS, columns)
    action = Action(
        puskesmas=puskesmas, year=day.year, made_on=day, made_at=clock.now(), made_by=by,
        origin_kind=origin_kind, origin_id=origin_id, **_linked(columns),
    )  # fmt: skip
    _tag(action)
    _check(action)
    action.number = ledger.next_number(Action, puskesmas, day.year)
    action.save()
    log(action, by, note="Dibuat.")
    tell(action, by, "rtl.tambah", f"{by} menambah {action}: {audit.short(action.activity)}.")
    return action


@transaction.atomic
def change(*, action: Action, by: Person, **columns: Any) -> Action:
    """Change columns of an action. Nothing is written when nothing differs.

    Raises:
        ValidationError: as ``add``.
    """
    ledger.known(COLUMNS, columns)
    fresh = locked(action)
    changes = ledger.put(fresh, _linked(columns))
    if not changes:
        return fresh
    _tag(fresh)
    _check(fresh)
    fresh.save()
    log(fresh, by, changes=changes)
    tell(fresh, by, "rtl.ubah", f"{by} mengubah {fresh}: {ledger.names(fresh, changes)}.")
    return fresh


@transaction.atomic
def progress(
    *,
    action: Action,
    by: Person,
    note: str,
    status: str = Action.RUNNING,
    proof: str = "",
    period: str = "",
    proofs: Sequence[Kept] = (),
) -> Action:
    """Write down how far it is. ``status`` is ``berjalan`` or ``belum mulai``.

    ``period`` is the month the note is about (``2026-05``), this month when empty; ``proofs`` are photos and files
    whose bytes are already kept.

    Raises:
        ValidationError: without a note, or when the action is no longer open.
    """
    if not note.strip():
        raise ValidationError({"note": _("Tulis apa yang sudah dikerjakan.")})
    fresh = locked(action)
    ledger.must_be_open(fresh)
    fresh.status = status if status in Action.OPEN else Action.RUNNING
    said = f"{by} mencatat kemajuan {fresh}: {audit.short(note)}."
    return _step(fresh, by, note, proof, "rtl.kemajuan", said, period, proofs)


@transaction.atomic
def finish(
    *,
    action: Action,
    by: Person,
    result: str,
    proof: str = "",
    on: dt.date | None = None,
    proofs: Sequence[Kept] = (),
) -> Action:
    """Mark as done, with what came of it. Done needs proof: words, a photo or a file, now or from an earlier note.

    Raises:
        ValidationError: without a result or any proof, or when the action is no longer open.
    """
    if not result.strip():
        raise ValidationError({"note": _("Tulis hasilnya: apa yang berubah karena kegiatan ini.")})
    fresh = locked(action)
    ledger.must_be_open(fresh)
    if not (proof.strip() or proofs or has_proof(fresh)):
        raise ValidationError(
            {"proof": _("Selesai perlu bukti: tulis apa dan di mana, atau lampirkan foto atau berkas.")}
        )
    fresh.status, fresh.finished_on, fresh.result = Action.DONE, on or clock.today(), result.strip()
    said = f"{by} menyatakan {fresh} selesai: {audit.short(result)}."
    return _step(fresh, by, result, proof, "rtl.selesai", said, proofs=proofs)


@transaction.atomic
def cancel(*, action: Action, by: Person, reason: str, moved: bool = False) -> Action:
    """Give it up (``dibatalkan``), or hand it to somebody else such as the Dinkes (``dialihkan``), with the reason.

    Raises:
        ValidationError: without a reason, or when the action is no longer open.
    """
    if not reason.strip():
        raise ValidationError({"note": _("Tulis alasannya; alasan ikut tercetak di matriks RTL.")})
    fresh = locked(action)
    ledger.must_be_open(fresh)
    fresh.status = Action.MOVED if moved else Action.CANCELLED
    fresh.status_reason = reason.strip()
    verb = "mengalihkan" if moved else "membatalkan"
    return _step(fresh, by, reason, "", "rtl.batal", f"{by} {verb} {fresh}: {audit.short(reason)}.")


@transaction.atomic
def resume(*, action: Action, by: Person, note: str) -> Action:
    """Open a finished or stopped action again, with the reason.

    Raises:
        ValidationError: without a reason.
    """
    if not note.strip():
        raise ValidationError({"note": _("Tulis mengapa RTL ini dibuka lagi.")})
    fresh = locked(action)
    fresh.status, fresh.status_reason, fresh.finished_on = Action.RUNNING, "", None
    return _step(fresh, by, note, "", "rtl.buka", f"{by} membuka lagi {fresh}: {audit.short(note)}.")


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
    if early := ledger.too_early(action.start, action.due):
        wrong["due"] = early
    if endless := ledger.endless(action):
        wrong["repeat_until"] = endless
    wrong |= ledger.foreign(action)
    if action.cost is not None and action.cost < 0:
        wrong["cost"] = _("Biaya tidak boleh kurang dari nol.")
    if wrong:
        raise ValidationError(wrong)


def _linked(columns: dict[str, Any]) -> dict[str, Any]:
    """The problem of the register and the root cause as rows; a root alone brings its problem with it."""
    found = dict(columns)
    for name, find in (("register", problems.problem), ("root", problems.root)):
        if isinstance(found.get(name), int):
            found[name] = find(found[name])
    if found.get("root") is not None and found.get("register") is None:
        cause = found["root"].problem
        found["register"] = cause.merged_into or cause
    return found


def locked(action: Action) -> Action:
    """The row as it is now, held until the end of the transaction."""
    found: Action = Action.objects.of(action.puskesmas).select_for_update().get(pk=action.pk)
    return found


def _step(
    action: Action, by: Person, note: str, proof: str, kind: str, sentence: str, period: str = "",
    proofs: Sequence[Kept] = (),
) -> Action:  # fmt: skip
    if proof.strip():
        action.proof = proof.strip()
    action.save()
    event = log(action, by, note=note.strip(), period=period or clock.today().strftime("%Y-%m"))
    add_rows(action=action, event=event, by=by, kept=proofs)
    tell(action, by, kind, sentence)
    return action


def log(
    action: Action, by: Person, *, note: str = "", changes: dict[str, list[str]] | None = None, period: str = ""
) -> ActionEvent:
    """One more step in the life of an action."""
    return ActionEvent.objects.create(
        action=action, at=clock.now(), by=by, status=action.status, note=note, changes=changes or {}, period=period
    )


def tell(action: Action, by: Person | None, kind: str, sentence: str) -> None:
    """The audit line; all of an action's work is about the action, so that its calendar entries count with it."""
    audit.record(puskesmas=action.puskesmas, by=by, action=kind, about=action, sentence=sentence)
