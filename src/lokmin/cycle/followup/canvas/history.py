"""Causes named before and what then worked, for the canvas of one problem."""

from __future__ import annotations

from dataclasses import replace

from lokmin.core.problems.earlier import About, EarlierCause, Suggestion, Verdict, suggest
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.canvas.queries import Judged, judged
from lokmin.cycle.followup.models import Action
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.monitoring.register.queries import ProblemPage


def suggestions(puskesmas: Puskesmas, page: ProblemPage) -> tuple[Suggestion, ...]:
    """Causes of other problems of this office that may hold here too; what stands on the canvas already is left out."""
    known = register.named_causes(puskesmas, without=page.family)
    if not known:
        return ()
    by_root: dict[int, list[Action]] = {}
    by_problem: dict[int, list[Action]] = {}
    for action in Action.objects.of(puskesmas).filter(register__isnull=False):
        if action.root_id:
            by_root.setdefault(action.root_id, []).append(action)
        else:
            by_problem.setdefault(action.register_id or 0, []).append(action)
    verdicts = judged(a.pk for actions in (*by_root.values(), *by_problem.values()) for a in actions)
    history = []
    for cause in known:
        about = About(cause.indicator, cause.programme, cause.village_code, cause.statement)
        followed = by_root.get(cause.pk, []) or (by_problem.get(cause.problem, []) if cause.root else [])
        plain = EarlierCause(cause.text, about, cause.period, cause.village, cause.rib, cause.determinant, cause.root)
        history += [_after(plain, action, verdicts) for action in followed] or [plain]
    entry = page.entry
    here = About(entry.indicator, entry.programme, entry.village_code, entry.statement)
    present = {" ".join(node.text.casefold().split()) for node in page.tree.nodes}
    found = suggest(history, here, limit=page.rules.suggestions + len(present))
    fresh = [s for s in found if " ".join(s.text.casefold().split()) not in present]
    return tuple(fresh[: page.rules.suggestions])


def _after(cause: EarlierCause, action: Action, verdicts: dict[int, Judged]) -> EarlierCause:
    known = verdicts.get(action.pk)
    outcome, said = (Verdict(known.outcome), known.sentence) if known else (Verdict.NONE, "")
    return replace(cause, action=action.activity, verdict=outcome, evidence=said)
