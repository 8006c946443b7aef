"""The writes of an action's work: parts, people, turns, photos and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Partner, Person
from lokmin.cycle.followup import ledger
from lokmin.cycle.followup.models import Action, ActionEvent, ActionOwner, ActionProof, ActionTask, ActionTurn
from lokmin.cycle.followup.operations import locked, log, tell
from lokmin.cycle.followup.work import proofs
from lokmin.cycle.followup.work.proofs import Kept
from lokmin.cycle.followup.work.schedule import planned

MOST_TASKS = 30


@transaction.atomic
def add_task(
    *, action: Action, by: Person, text: str, owner: Person | None = None, owner_text: str = "",
    due: dt.date | None = None,
) -> ActionTask:  # fmt: skip
    """One part of the work with its own owner and date.

    Raises:
        ValidationError: without a text, after the action's own date, too many, or when it is no longer open.
    """
    fresh = locked(action)
    ledger.must_be_open(fresh)
    words = " ".join(text.split())[:200]
    if not words:
        raise ValidationError({"text": _("Tulis bagian kerja yang harus diselesaikan.")})
    if due and fresh.due and due > fresh.due:
        raise ValidationError(
            {"due": _("Batas waktu bagian ini sesudah batas waktu RTL, %(day)s.") % {"day": short_date(fresh.due)}}
        )
    present = fresh.tasks.filter(removed_at=None)
    if present.count() >= MOST_TASKS:
        raise ValidationError(_("Satu RTL paling banyak %(n)s bagian kerja.") % {"n": MOST_TASKS})
    last = present.aggregate(last=Max("order"))["last"] or 0
    made = ActionTask.objects.create(
        action=fresh, text=words, owner=owner, owner_text=owner_text.strip()[:120], due=due, order=last + 1
    )
    tell(fresh, by, "rtl.bagian", f"{by} menambah bagian kerja {fresh}: {audit.short(words)}.")
    return made


@transaction.atomic
def tick(*, task: ActionTask, by: Person, done: bool = True, on: dt.date | None = None) -> ActionTask:
    """Mark a part as done, or take that back. When two people tick at once, the first one's name stays.

    Raises:
        ValidationError: when it was taken out, or the action is no longer open.
    """
    fresh = locked(task.action)
    ledger.must_be_open(fresh)
    part = fresh.tasks.get(pk=task.pk)
    if part.removed_at is not None:
        raise ValidationError(_("Bagian “%(part)s” sudah dihapus.") % {"part": part.text})
    if done == (part.done_on is not None):
        return part
    part.done_on, part.done_by = ((on or clock.today()), by) if done else (None, None)
    part.save(update_fields=["done_on", "done_by"])
    _begin(fresh)
    _note(fresh, by, f"Bagian {'selesai' if done else 'dibuka lagi'}: {part.text}")
    verb = "menyelesaikan" if done else "membuka lagi"
    tell(fresh, by, "rtl.bagian", f"{by} {verb} bagian kerja {fresh}: {audit.short(part.text)}.")
    return part


@transaction.atomic
def remove_task(*, task: ActionTask, by: Person) -> None:
    """Take a part out; it stays in the trail."""
    fresh = locked(task.action)
    part = fresh.tasks.get(pk=task.pk)
    if part.removed_at is None:
        part.removed_at = clock.now()
        part.save(update_fields=["removed_at"])
        tell(fresh, by, "rtl.bagian", f"{by} menghapus bagian kerja {fresh}: {audit.short(part.text)}.")


@transaction.atomic
def add_owner(
    *, action: Action, by: Person, role: str, person: Person | None = None, partner: Partner | None = None,
    name: str = "", part: str = "",
) -> ActionOwner:  # fmt: skip
    """One more who answers for it or takes part: somebody with an account, a partner of another sector, or a name.

    Adding somebody who is there changes what they do.

    Raises:
        ValidationError: nobody named, several at once, a partner of another Puskesmas, or already the main owner.
    """
    fresh = locked(action)
    ledger.must_be_open(fresh)
    words = " ".join(name.split())[:120]
    if sum((person is not None, partner is not None, bool(words))) != 1:
        raise ValidationError({"person": _("Pilih satu: orang, mitra, atau tulis namanya.")})
    if role not in dict(ActionOwner.ROLES):
        raise ValidationError({"role": _("Pilih sebagai apa orang ini ikut.")})
    if partner is not None and partner.puskesmas_id != fresh.puskesmas_id:
        raise ValidationError({"partner": _("Mitra ini bukan mitra %(pkm)s.") % {"pkm": fresh.puskesmas.name}})
    if person is not None and person.pk == fresh.owner_id:
        raise ValidationError({"person": _("%(who)s sudah penanggung jawab utama.") % {"who": person}})
    present = fresh.more_owners.filter(removed_at=None)
    same = present.filter(person=person, partner=partner, name=words).first()
    made = same or ActionOwner(action=fresh, person=person, partner=partner, name=words)
    made.role, made.part = role, " ".join(part.split())[:200]
    made.save()
    tell(fresh, by, "rtl.orang", f"{by} mencatat {made} sebagai {made.get_role_display()} {fresh}.")
    return made


@transaction.atomic
def remove_owner(*, owner: ActionOwner, by: Person) -> None:
    """Somebody no longer takes part."""
    fresh = locked(owner.action)
    found = fresh.more_owners.select_related("person", "partner").get(pk=owner.pk)
    if found.removed_at is None:
        found.removed_at = clock.now()
        found.save(update_fields=["removed_at"])
        tell(fresh, by, "rtl.orang", f"{by} mengeluarkan {found} dari {fresh}.")


@transaction.atomic
def write_turn(
    *, action: Action, by: Person, due: dt.date, done_on: dt.date | None = None, skipped_reason: str = "",
    note: str = "", kept: Sequence[Kept] = (),
) -> ActionTurn:  # fmt: skip
    """Write down that a turn was done, or left out with the reason. A turn already written down stays as it is.

    Raises:
        ValidationError: not one of its days, a day that is yet to come, or left out without a reason.
    """
    fresh = locked(action)
    ledger.must_be_open(fresh)
    known = fresh.turns.filter(due=due).first()
    if known is not None:
        return known
    if due not in planned(fresh):
        raise ValidationError(_("%(day)s bukan giliran %(action)s.") % {"day": short_date(due), "action": fresh})
    if done_on is None and not skipped_reason.strip():
        raise ValidationError({"note": _("Tulis mengapa giliran ini tidak dikerjakan.")})
    if due > clock.today() and done_on is None:
        raise ValidationError(_("Giliran %(day)s belum tiba.") % {"day": short_date(due)})
    made = ActionTurn.objects.create(
        action=fresh, due=due, done_on=done_on, skipped_reason="" if done_on else skipped_reason.strip()[:300],
        note=note.strip()[:300], at=clock.now(), by=by,
    )  # fmt: skip
    _begin(fresh)
    words = f"dikerjakan. {made.note}" if done_on else f"tidak dikerjakan: {made.skipped_reason}"
    event = _note(fresh, by, f"Giliran {short_date(due)} {words}".strip(), f"{due:%Y-%m}")
    proofs.add_rows(action=fresh, event=event, by=by, kept=kept)
    tell(fresh, by, "rtl.giliran", f"{by} mencatat giliran {short_date(due)} {fresh}.")
    return made


@transaction.atomic
def erase_turn(*, turn: ActionTurn, by: Person) -> None:
    """Take a turn back that was written by mistake."""
    fresh = locked(turn.action)
    ledger.must_be_open(fresh)
    if fresh.turns.filter(pk=turn.pk).delete()[0]:
        _note(fresh, by, f"Catatan giliran {short_date(turn.due)} dibatalkan.")
        tell(fresh, by, "rtl.giliran", f"{by} membatalkan catatan giliran {short_date(turn.due)} {fresh}.")


def attach(
    *, action: Action, by: Person, upload: UploadedFile[Any], caption: str, event: ActionEvent | None = None
) -> ActionProof:
    """One photo or file as proof.

    Raises:
        ValidationError: which file, why, and what to do next.
    """
    kept, wrong = proofs.take(action.puskesmas, [upload], caption)
    if wrong:
        raise ValidationError({"files": wrong})
    return attach_kept(action=action, by=by, kept=kept, event=event)[0]


@transaction.atomic
def attach_kept(
    *, action: Action, by: Person, kept: Sequence[Kept], event: ActionEvent | None = None
) -> list[ActionProof]:
    """Files whose bytes are already kept; also of an action that is done.

    Raises:
        ValidationError: none, or too many.
    """
    if not kept:
        raise ValidationError({"files": _("Pilih foto atau berkas dulu.")})
    fresh = locked(action)
    made = proofs.add_rows(action=fresh, event=event or _note(fresh, by, "Bukti ditambahkan."), by=by, kept=kept)
    tell(fresh, by, "rtl.bukti", f"{by} menambah {len(made)} bukti untuk {fresh}: {audit.short(str(made[0]))}.")
    return made


@transaction.atomic
def remove_proof(*, proof: ActionProof, by: Person, reason: str) -> None:
    """Take a proof out, with the reason; its file stays, since a signed paper may name it.

    Raises:
        ValidationError: without a reason, or when it is the only proof of a finished action.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa bukti ini dihapus.")})
    fresh = locked(proof.action)
    found = fresh.proofs.get(pk=proof.pk)
    if found.removed_at is not None:
        return
    found.removed_at, found.removed_reason = clock.now(), reason.strip()[:200]
    found.save(update_fields=["removed_at", "removed_reason"])
    if fresh.status == Action.DONE and not proofs.has_proof(fresh):
        raise ValidationError(
            {
                "reason": _("Ini satu-satunya bukti bahwa %(action)s selesai. Tambahkan bukti lain dulu.")
                % {"action": fresh}
            }
        )
    tell(fresh, by, "rtl.bukti", f"{by} menghapus bukti “{audit.short(str(found))}” dari {fresh}: {reason.strip()}.")


def _begin(action: Action) -> None:
    """Work on a part means that the whole has begun."""
    if action.status == Action.WAITING:
        action.status = Action.RUNNING
        action.save(update_fields=["status"])


def _note(action: Action, by: Person, words: str, period: str = "") -> ActionEvent:
    return log(action, by, note=words, period=period or clock.today().strftime("%Y-%m"))
