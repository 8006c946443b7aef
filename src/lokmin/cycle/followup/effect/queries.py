"""Reads of effects: verdicts as of now and as a meeting saw them, what may be called effective, promises kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lokmin.catalog.loading import rules
from lokmin.core.effects import Caution, Outcome, Verdict
from lokmin.core.effects.evidence import names_n
from lokmin.core.effects.promises import Kept as KeptPromises
from lokmin.core.effects.promises import Promise, index
from lokmin.core.effects.rules import EffectRule, PromiseRule
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.effect.deeds import deeds
from lokmin.cycle.followup.models import Action, ActionProof
from lokmin.cycle.followup.models import Verdict as StoredVerdict
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import default_month, sources

#: Actions of so many months are judged.
MONTHS = 12


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An action and its verdict. ``before``: the outcome frozen before, if any; ``activity`` as in the matrix."""

    pk: int
    label: str
    activity: str
    problem: str
    village: str
    indicator: str
    status: str
    klaster: int | None
    evaluation: str
    verdict: Verdict
    before: Outcome | None = None

    @property
    def news(self) -> bool:
        """The word changed since it was last put before a meeting."""
        return self.before is not self.verdict.outcome


@dataclass(frozen=True, slots=True)
class Effective:
    """An action that may be called effective, with the evidence: a frozen verdict, or an evaluation with its n."""

    pk: int
    label: str
    activity: str
    problem: str
    village: str
    indicator: str
    klaster: int | None
    evidence: str
    sentence: str
    period: str
    shared: bool


_kept: Kept[Verdict] = Kept(2000, lambda _: 1)


def effect_rule(year: int) -> EffectRule:
    """The rule by which effects of a year are judged."""
    return EffectRule.load(rules("effect"), year)


def verdict(action: Action, month: Month) -> Verdict:
    """The effect of one action with the figures up to a month, computed from the figures in force now."""
    return _judged(action.puskesmas, [action], month)[action.pk]


def verdict_now(action: Action) -> Verdict | None:
    """The effect with all figures there are, for the page of an action; None while there is nothing to say of it."""
    if not action.indicator or action.status not in (Action.RUNNING, Action.DONE):
        return None
    month = default_month(action.puskesmas)
    return verdict(action, month) if month else None


def verdicts(puskesmas: Puskesmas, month: Month) -> tuple[EffectLine, ...]:
    """The actions of the last twelve months (and older ones still at work) with their verdicts, by number."""
    since = month.plus(-MONTHS).first_day
    wanted = Action.objects.of(puskesmas).filter(Q(made_on__gte=since) | Q(status__in=Action.OPEN))
    chosen = list(
        wanted.filter(made_on__lte=month.plus(2).last_day)
        .exclude(status__in=[Action.CANCELLED, Action.MOVED])
        .select_related("village", "puskesmas")
    )
    judged, last = _judged(puskesmas, chosen, month), last_outcomes(puskesmas)
    return tuple(_line(action, judged[action.pk], last.get(action.pk)) for action in chosen)


def seen_by(puskesmas: Puskesmas, origin_kind: str, origin_id: object) -> tuple[EffectLine, ...]:
    """The verdicts as they were put before one meeting: what changed since the one before first, by word, by number."""
    mine = StoredVerdict.objects.filter(
        action__puskesmas=puskesmas, origin_kind=origin_kind, origin_id=str(origin_id)
    ).select_related("action__village")
    newest = {row.action_id: row for row in mine.order_by("at", "id")}
    first = min((row.at for row in newest.values()), default=None)
    earlier = {} if first is None else {
        pk: Outcome(word)
        for pk, word in StoredVerdict.objects.filter(action_id__in=newest, at__lt=first)
        .exclude(origin_kind=origin_kind, origin_id=str(origin_id))
        .order_by("at", "id")
        .values_list("action_id", "outcome")
    }  # fmt: skip
    lines = [_line(row.action, Verdict.of(row.body), earlier.get(pk)) for pk, row in newest.items()]
    order = list(Outcome)
    return tuple(sorted(lines, key=lambda x: (order.index(x.verdict.outcome), not x.news, x.pk)))


def frozen(action: Action) -> tuple[StoredVerdict, ...]:
    """The verdicts that were put before meetings, the newest first."""
    return tuple(action.verdicts.select_related("by"))


def last_outcomes(puskesmas: Puskesmas) -> dict[int, Outcome]:
    """Action -> the word last frozen."""
    rows = StoredVerdict.objects.filter(action__puskesmas=puskesmas).order_by("at", "id")
    return {pk: Outcome(word) for pk, word in rows.values_list("action_id", "outcome")}


def effective(puskesmas: Puskesmas, year: int) -> tuple[Effective, ...]:
    """Actions of a year that may be called effective, for PKP and for next year's plan.

    Only the last frozen verdict counts, so a success that did not last is none; without any judged verdict a written
    evaluation counts when it says how many it is about.
    """
    found = []
    actions = Action.objects.of(puskesmas).filter(year=year).exclude(status__in=[Action.CANCELLED, Action.MOVED])
    for action in actions.select_related("village").prefetch_related("verdicts"):
        judged = [v for v in action.verdicts.all() if v.outcome != StoredVerdict.UNKNOWN]
        last = max(judged, key=lambda v: (v.period, v.at, v.pk), default=None)
        if last is not None and last.outcome == StoredVerdict.HELPED:
            shared = Caution.SHARED in last.body.get("cautions", ())
            found.append(
                Effective(
                    **_about(action), evidence="putusan", sentence=last.sentence, period=last.period, shared=shared
                )
            )
        elif last is None and action.status == Action.DONE and names_n(action.evaluation):
            found.append(
                Effective(**_about(action), evidence="evaluasi", sentence=action.evaluation, period="", shared=False)
            )
    return tuple(found)


def promise_index(puskesmas: Puskesmas, month: Month) -> tuple[KeptPromises, ...]:
    """The promise-keeping index of each klaster over the rule's months up to a month; never by person."""
    actions = Action.objects.of(puskesmas).filter(due__isnull=False, due__lte=month.last_day)
    pictured = set(
        ActionProof.objects.filter(action__puskesmas=puskesmas, removed_at=None).values_list("action_id", flat=True)
    )
    promises = [
        Promise(
            klaster=a.klaster,
            due=a.due,
            finished_on=a.finished_on if a.finished_on and a.finished_on <= month.last_day else None,
            proved=bool(a.proof.strip()) or a.pk in pictured,
            stopped=a.status in (Action.CANCELLED, Action.MOVED),
        )
        for a in actions
        if a.due is not None
    ]
    return index(promises, month, PromiseRule.load(rules("effect"), month.year))


def latest_month(puskesmas: Puskesmas) -> Month | None:
    """The last month with figures."""
    return default_month(puskesmas)


def _judged(puskesmas: Puskesmas, actions: list[Action], month: Month) -> Mapping[int, Verdict]:
    """Verdicts by action, kept by the state of the data and of all actions that touch one another."""
    from lokmin.cycle.followup.effect.judging import judge  # numpy: pages without figures do not pay for it

    if not actions:
        return {}
    rule, known_deeds = effect_rule(month.year), deeds(puskesmas)
    state = (puskesmas.pk, month.code, sources.stamp(puskesmas), rule, tuple(known_deeds.values()))
    found: dict[int, Verdict] = {}
    figures = None
    for action in actions:
        known = _kept.get((action.pk, state))
        if known is None:
            from lokmin.cycle.followup.effect.figures import Figures  # as above

            figures = figures or Figures(puskesmas, month, rule.series_most + rule.after_most + 2)
            others = [deed for pk, deed in known_deeds.items() if pk != action.pk]
            known = judge(known_deeds[action.pk], others, figures, rule)
            _kept.put((action.pk, state), known)
        found[action.pk] = known
    return found


def _about(action: Action) -> dict[str, Any]:
    """What lists say of an action."""
    return {
        "pk": action.pk,
        "label": f"{action.number}/{action.year}",
        "activity": action.activity,
        "problem": action.problem,
        "village": action.village.name if action.village else "",
        "indicator": action.indicator,
        "klaster": action.klaster,
    }


def _line(action: Action, found: Verdict, before: Outcome | None) -> EffectLine:
    own = _about(action)
    return EffectLine(**own, status=action.status, evaluation=action.evaluation, verdict=found, before=before)


def by_outcome(lines: Iterable[EffectLine]) -> list[tuple[Outcome, list[EffectLine]]]:
    """The lines in three groups, in the order berhasil, belum, belum bisa dinilai."""
    every = list(lines)
    return [(outcome, [line for line in every if line.verdict.outcome is outcome]) for outcome in Outcome]
