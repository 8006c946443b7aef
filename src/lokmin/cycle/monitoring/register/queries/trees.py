"""The causes of a problem as the one tree of the core, with everything its page needs beside it."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.catalog.loading import rules
from lokmin.core.problems.causes import SIX, CauseNode, CauseRules, CauseTree, Side
from lokmin.cycle.monitoring.models import Cause, Problem
from lokmin.cycle.monitoring.register.ledger import family_ids

#: The set of ribs input, process, environment.
THREE = "proses"


def cause_rules(year: int) -> CauseRules:
    """Names, questions and limits of causes in a year."""
    return CauseRules.load(rules("causes"), year)


def causes_of(problem_pk: int) -> CauseTree:
    """The tree of a problem and of all that was merged into it; ids are those of the store, as text.

    The set of ribs is the one its causes hang on.
    """
    problem = Problem.objects.get(pk=problem_pk)
    kept = Cause.objects.filter(problem__in=family_ids(problem), removed_at=None).select_related("by")
    return tree_of(problem.statement, list(kept))


def tree_of(statement: str, causes: Sequence[Cause]) -> CauseTree:
    """A tree out of rows of the store."""
    nodes = tuple(
        CauseNode(
            id=str(c.pk), parent=str(c.parent_id or ""), text=c.text, side=Side(c.side), rib=c.rib,
            determinant=c.determinant, root=c.root, evidence=c.evidence, order=c.order, by=str(c.by) if c.by else "",
        )
        for c in causes
    )  # fmt: skip
    three = {rib.code for rib in cause_rules(9999).of_set(THREE)}
    used = {node.rib for node in nodes if node.rib}
    return CauseTree(statement, nodes, rib_set=THREE if used & three else SIX)
