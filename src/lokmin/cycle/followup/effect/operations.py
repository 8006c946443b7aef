"""The writes of effects: verdicts as a meeting saw them, and turns of plan-do-study-act."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.core.effects import Verdict as Record
from lokmin.core.effects import pdsa, sentences
from lokmin.core.periods import Month
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup.effect import queries
from lokmin.cycle.followup.effect.turns import turn_of, turns_with
from lokmin.cycle.followup.models import Action, Pdsa, Verdict

#: The largest number of an integer column of PostgreSQL; the whole number stands in the record beside it.
_MOST = 2**31 - 1
#: The columns of a turn somebody writes.
COLUMNS = ("aim", "plan", "done", "study", "act", "decision", "start", "end")


@transaction.atomic
def freeze_verdicts(
    *, puskesmas: Puskesmas, month: Month, by: Person | None, origin_kind: str = "", origin_id: str = ""
) -> tuple[Verdict, ...]:
    """Keep what is known of every action's effect with the figures up to ``month``, as a meeting is to see it.

    A record that says the same as the last one of that action and month, for the same occasion, is not written again.
    Returns the verdicts of all actions, those kept before included.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    at, kept, fresh = clock.now(), [], 0
    for line in queries.verdicts(puskesmas, month):
        body = line.verdict.body()
        last = Verdict.objects.filter(action_id=line.pk, period=month.code).first()
        same = last is not None and last.body == body and (last.origin_kind, last.origin_id) == (origin_kind, origin_id)
        if last is not None and same:
            kept.append(last)
            continue
        kept.append(_stored(line.pk, line.verdict, body, by, at, (origin_kind, origin_id)))
        fresh += 1
    if fresh:
        audit.record(
            puskesmas=puskesmas, by=by, action="dampak.bekukan", about=puskesmas,
            sentence=f"Dampak {fresh} RTL dicatat dengan angka sampai {month.label}.",
        )  # fmt: skip
    return tuple(kept)


@transaction.atomic
def freeze_one(*, action: Action, month: Month, by: Person) -> Verdict:
    """Keep the verdict of one action on demand; when it says what was kept last, nothing is written again."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=action.puskesmas_id)
    found = queries.verdict(action, month)
    last = Verdict.objects.filter(action=action, period=month.code).first()
    if last is not None and last.body == found.body():
        return last
    stored = _stored(action.pk, found, found.body(), by, clock.now(), ("", ""))
    sentence = f"{by} mencatat dampak {action}: {found.outcome.value}."
    audit.record(puskesmas=action.puskesmas, by=by, action="dampak.catat", about=action, sentence=sentence)
    return stored


@transaction.atomic
def begin_turn(*, puskesmas: Puskesmas, by: Person, problem: Any = None, action: Action | None = None,
               indicator: str = "", **columns: str) -> Pdsa:  # fmt: skip
    """Begin a turn on a problem of the register, an action or an indicator (one of them).

    Raises:
        ValidationError: what it lacks, or why no turn may follow the last one.
    """
    _known(columns)
    turn = Pdsa(
        puskesmas=puskesmas, problem=problem, action=action, indicator=indicator, made_at=clock.now(), made_by=by,
        **{name: text.strip() for name, text in columns.items()},
    )  # fmt: skip
    if not (problem or action or indicator):
        raise ValidationError({"indicator": _("Pilih masalah, RTL atau indikator yang dicoba diperbaiki.")})
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    same = turns_with(turn)
    if refusal := pdsa.may_follow([turn_of(one) for one in same], turn.plan):
        raise ValidationError({"plan": refusal})
    turn.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    _check(turn)
    turn.save()
    _tell(turn, by, "pdsa.mulai", f"{by} memulai putaran {turn.number}: {audit.short(turn.aim)}.")
    return turn


@transaction.atomic
def write_turn(*, turn: Pdsa, by: Person, **columns: str) -> Pdsa:
    """Write the parts of a turn; nothing is written when nothing differs.

    Raises:
        ValidationError: parts out of their order, or a turn that others already follow.
    """
    _known(columns)
    fresh = Pdsa.objects.of(turn.puskesmas).select_for_update(of=("self",)).get(pk=turn.pk)
    changed = [name for name, text in columns.items() if getattr(fresh, name) != text.strip()]
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, columns[name].strip())
    if "decision" in changed and turns_with(fresh).filter(number__gt=fresh.number).exists():
        raise ValidationError({"decision": _("Putaran berikutnya sudah dimulai dari keputusan ini.")})
    _check(fresh)
    fresh.changed_at = clock.now()
    fresh.save()
    _tell(fresh, by, "pdsa.tulis", f"{by} menulis putaran {fresh.number}: {audit.short(fresh.aim)}.")
    return fresh


def _stored(
    pk: int, found: Record, body: dict[str, Any], by: Person | None, at: Any, origin: tuple[str, str]
) -> Verdict:
    return Verdict.objects.create(
        action_id=pk,
        period=found.month,
        outcome=found.outcome.value,
        method=found.method.value,
        before=found.before,
        after=found.after,
        others=found.others,
        effect_bp=_column(found.effect_bp),
        low_bp=_column(found.low_bp),
        high_bp=_column(found.high_bp),
        chance_ppm=found.chance_ppm,
        sentence=sentences.headline(found),
        body=body,
        origin_kind=origin[0],
        origin_id=origin[1],
        at=at,
        by=by,
    )


def _column(bp: int | None) -> int | None:
    """As far as a column goes: a figure typed a million times too large must not keep a meeting from opening."""
    return None if bp is None else max(-_MOST, min(bp, _MOST))


def _known(columns: dict[str, str]) -> None:
    if unknown := set(columns) - set(COLUMNS):
        raise TypeError(f"not a column: {', '.join(sorted(unknown))}")


def _check(turn: Pdsa) -> None:
    wrong = pdsa.faults(turn_of(turn))
    if not turn.aim:
        wrong["aim"] = _("Tulis tujuannya: apa yang harus membaik, berapa, sampai kapan.")
    for name in ("start", "end"):
        text = getattr(turn, name)
        try:
            month = Month.parse(text) if text or name == "start" else None
        except ValueError as error:
            wrong[name] = str(error)
        else:
            setattr(turn, name, month.code if month else "")
    if wrong:
        raise ValidationError(wrong)


def _tell(turn: Pdsa, by: Person, kind: str, sentence: str) -> None:
    audit.record(puskesmas=turn.puskesmas, by=by, action=kind, about=turn, sentence=sentence)
