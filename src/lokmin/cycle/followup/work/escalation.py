"""Carrying an action to somebody who can do more: by hand with a reason, or by the rule; and their answer."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.actions.escalation import Waiting, rung
from lokmin.core.actions.turns import missed_in_a_row
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup import ledger
from lokmin.cycle.followup.models import Action, Escalation
from lokmin.cycle.followup.operations import locked, log, tell
from lokmin.cycle.followup.work.rules import rules_of
from lokmin.cycle.followup.work.schedule import seen


@transaction.atomic
def escalate(*, action: Action, by: Person, to: str, reason: str, wanted: str = "") -> Escalation:
    """Carry an action to the next lokmin, lintas sektor or the Dinkes. What is already with them stays as it is.

    Raises:
        ValidationError: an unknown addressee, without a reason, to the Dinkes without what is wanted, or not open.
    """
    if to not in dict(Escalation.TO):
        raise ValidationError({"to": _("Pilih kepada siapa dibawa.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa tidak selesai di sini.")})
    if to == Escalation.DINKES and not wanted.strip():
        raise ValidationError({"wanted": _("Tulis apa yang diminta dari Dinas Kesehatan.")})
    fresh = locked(action)
    ledger.must_be_open(fresh)
    return _carry(fresh, by, to, reason.strip(), wanted.strip())


@transaction.atomic
def escalate_overdue(*, puskesmas: Puskesmas, today: dt.date) -> tuple[Escalation, ...]:
    """Carry what is too long late, by the rule of the office; doing it again the same day changes nothing.

    Called when a meeting opens and by ``lokmin remind``.
    """
    ladder = rules_of(puskesmas, today.year).ladder
    found = Action.objects.of(puskesmas).filter(status__in=Action.OPEN).select_for_update()
    made = []
    for action in found.prefetch_related("turns", "escalations", "more_owners"):
        waiting = Waiting(
            due=action.due, missed=missed_in_a_row(seen(action, today)),
            partners=bool(action.partners) or any(o.partner_id and not o.removed_at for o in action.more_owners.all()),
            told=frozenset(e.to for e in action.escalations.all()),
        )  # fmt: skip
        carried = rung(waiting, ladder, today)
        if carried is not None:
            made.append(_carry(action, None, carried.to, carried.reason, ""))
    return tuple(made)


def _carry(action: Action, by: Person | None, to: str, reason: str, wanted: str) -> Escalation:
    present = action.escalations.filter(to=to, answered_at=None).first()
    if present is not None:
        return present
    made = Escalation.objects.create(
        puskesmas_id=action.puskesmas_id, action=action, to=to, reason=reason[:300], wanted=wanted[:300],
        at=clock.now(), by=by,
    )  # fmt: skip
    addressee = made.get_to_display()
    if by is not None:
        log(action, by, note=f"Dibawa ke {addressee}: {made.reason}")
    who = by or "Aturan"
    tell(action, by, "rtl.eskalasi", f"{who} membawa {action} ke {addressee}: {audit.short(reason)}.")
    return made


@transaction.atomic
def answer_escalation(
    *, escalation: Escalation, by: Person, answer: str, taken: bool = False, origin_kind: str = "", origin_id: str = ""
) -> Escalation:
    """Answer what was carried to somebody; ``taken``: they take it over, and the action becomes ``dialihkan``.

    The first answer stays: a second one is refused with the first.

    Raises:
        ValidationError: without an answer, or already answered.
    """
    words = answer.strip()[:300]
    if not words:
        raise ValidationError({"answer": _("Tulis jawabannya: apa yang akan dilakukan, oleh siapa, kapan.")})
    action = locked(escalation.action)
    fresh: Escalation = Escalation.objects.of(action.puskesmas).select_for_update().get(pk=escalation.pk)
    if fresh.answered_at is not None:
        raise ValidationError(
            {
                "answer": _("Sudah dijawab %(who)s: %(answer)s")
                % {"who": fresh.answered_by or "–", "answer": fresh.answer}
            }
        )
    fresh.answer, fresh.answered_at, fresh.answered_by = words, clock.now(), by
    fresh.origin_kind, fresh.origin_id = origin_kind, origin_id
    fresh.save()
    addressee = fresh.get_to_display()
    if taken and action.status in Action.OPEN:
        action.status = Action.MOVED
        action.status_reason = f"Diambil alih {addressee}: {words}"[:300]
        action.save(update_fields=["status", "status_reason"])
    log(action, by, note=f"Jawaban {addressee}: {words}")
    tell(action, by, "rtl.eskalasi", f"{by} menjawab {action} yang dibawa ke {addressee}: {audit.short(words)}.")
    return fresh
