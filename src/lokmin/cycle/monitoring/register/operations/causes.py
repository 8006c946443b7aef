"""The tree of causes, one line at a time: added, reworded, hung elsewhere, marked as root, taken away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.problems.causecheck import check, would_circle
from lokmin.core.problems.causes import CauseRules, CauseTree
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.monitoring.models import Cause, Problem
from lokmin.cycle.monitoring.register import ledger
from lokmin.cycle.monitoring.register.queries.trees import causes_of

COLUMNS = ("text", "rib", "determinant", "root", "evidence")


@transaction.atomic
def add_cause(
    *,
    problem: Problem,
    by: Person,
    text: str,
    parent: Cause | None = None,
    rib: str = "",
    determinant: str = "",
    side: str = "sebab",
    root: bool = False,
    evidence: str = "",
) -> Cause:
    """Write a cause (or an effect) down: at the problem, or as the answer to "mengapa?" below another one.

    A deeper one takes the side of the one above it, and its rib unless it names another.

    Raises:
        ValidationError: with the field it is about; when the problem is not open or the tree would not hold together.
    """
    fresh = ledger.locked(problem)
    ledger.must_be_open(fresh)
    if parent is not None:
        parent = _held(parent)
        _of(fresh, parent)
        side = parent.side
        if parent.root:
            parent.root = False
            parent.save(update_fields=["root"])
    siblings = Cause.objects.filter(problem__in=ledger.family_ids(fresh), parent=parent, removed_at=None)
    cause = Cause.objects.create(
        problem=fresh if parent is None else parent.problem, parent=parent, side=side, order=siblings.count(),
        text=_text(text), root=root, evidence=_line(evidence), at=clock.now(), by=by,
        **_known(rib=rib, determinant=determinant),
    )  # fmt: skip
    _hold_together(fresh, cause)
    ledger.log(
        fresh, by, _("Penyebab: %(text)s") % {"text": cause.text}, kind="sebab",
        sentence=f"menulis penyebab {fresh}: {audit.short(cause.text)}.",
    )  # fmt: skip
    return cause


@transaction.atomic
def change_cause(*, cause: Cause, by: Person, **columns: Any) -> Cause:
    """Reword a cause, hang it on another rib, mark it as root, write its evidence.

    Raises:
        ValidationError: as ``add_cause``.
    """
    if unknown := set(columns) - set(COLUMNS):
        raise TypeError(f"not a column: {', '.join(sorted(unknown))}")
    problem = ledger.survivor(ledger.locked(cause.problem))
    ledger.must_be_open(problem)
    fresh = _held(cause)
    if "text" in columns:
        columns["text"] = _text(columns["text"])
    if "evidence" in columns:
        columns["evidence"] = _line(columns["evidence"])
    columns |= _known(**{name: columns[name] for name in ("rib", "determinant") if name in columns})
    changed = {name for name, value in columns.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, columns[name])
    fresh.save()
    _hold_together(problem, fresh)
    said = _("Akar masalah: %(text)s") if changed == {"root"} and fresh.root else _("Penyebab diubah: %(text)s")
    ledger.log(
        problem, by, said % {"text": fresh.text}, kind="sebab_ubah",
        sentence=f"mengubah penyebab {problem}: {audit.short(fresh.text)}.",
    )  # fmt: skip
    return fresh


def mark_root(*, cause: Cause, by: Person, root: bool = True) -> Cause:
    """The chain of why ends here, because something can be done about it; or it does not."""
    return change_cause(cause=cause, by=by, root=root)


@transaction.atomic
def move_cause(*, cause: Cause, by: Person, parent: Cause | None) -> Cause:
    """Hang a cause with all below it under another one, or at the problem.

    Raises:
        ValidationError: when it would explain itself, or the other one belongs to another problem.
    """
    problem = ledger.survivor(ledger.locked(cause.problem))
    ledger.must_be_open(problem)
    fresh = _held(cause)
    if parent is not None:
        parent = _held(parent)
        _of(problem, parent)
        tree = causes_of(problem.pk)
        if parent.pk == fresh.pk or would_circle(tree, str(fresh.pk), str(parent.pk)):
            raise ValidationError(
                {"parent": _("“%(text)s” tidak dapat menjelaskan dirinya sendiri.") % {"text": fresh.text}}
            )
        if parent.side != fresh.side:
            raise ValidationError({"parent": _("Sebab dan akibat tidak dapat saling menjelaskan.")})
    fresh.parent = parent
    fresh.order = Cause.objects.filter(parent=parent, problem__in=ledger.family_ids(problem), removed_at=None).count()
    fresh.save(update_fields=["parent", "order"])
    ledger.log(
        problem, by, _("Penyebab dipindah: %(text)s") % {"text": fresh.text}, kind="sebab_pindah",
        sentence=f"memindah penyebab {problem}: {audit.short(fresh.text)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def remove_cause(*, cause: Cause, by: Person) -> int:
    """Take a cause away with all that hangs below it; how many were taken. They stay in the store."""
    problem = ledger.survivor(ledger.locked(cause.problem))
    ledger.must_be_open(problem)
    going, waiting = {cause.pk}, {cause.pk}
    while waiting:
        below = Cause.objects.filter(parent__in=waiting, removed_at=None).values_list("pk", flat=True)
        waiting = set(below) - going
        going |= waiting
    Cause.objects.filter(pk__in=going).update(removed_at=clock.now())
    ledger.log(
        problem, by, _("Penyebab dihapus: %(text)s") % {"text": cause.text}, kind="sebab_hapus",
        sentence=f"menghapus penyebab {problem}: {audit.short(cause.text)}.",
    )  # fmt: skip
    return len(going)


def _held(cause: Cause) -> Cause:
    """A cause as it is now, held until the transaction ends; somebody else may have taken it away meanwhile."""
    found = Cause.objects.select_for_update().filter(pk=cause.pk, removed_at=None).first()
    if found is None:
        raise ValidationError(_("Penyebab itu sudah tidak ada. Muat ulang halaman ini."))
    return found


def _of(problem: Problem, cause: Cause) -> None:
    if cause.problem_id not in ledger.family_ids(problem):
        raise ValidationError({"parent": _("Penyebab di atasnya sudah tidak ada. Muat ulang halaman ini.")})


def _text(text: str) -> str:
    return ledger.needs(text, _("Tulis penyebabnya."), "text")[:300]


def _known(**codes: str) -> dict[str, str]:
    """Codes of the rule's ribs and determinants; what is none of them says nothing."""
    rule = CauseRules.load(rules("causes"), clock.today().year)
    listed = {"rib": {rib.code for rib in rule.ribs}, "determinant": {step.code for step in rule.determinants}}
    return {name: code if code in listed[name] else "" for name, code in codes.items()}


def _line(text: str) -> str:
    return " ".join(text.split())[:300]


def _hold_together(problem: Problem, cause: Cause) -> None:
    """Refuse what the rules of the tree refuse about this cause, in their words."""
    tree: CauseTree = causes_of(problem.pk)
    rule = CauseRules.load(rules("causes"), clock.today().year)
    wrong = [r.text for r in check(tree, rule) if r.refuses and r.node in ("", str(cause.pk))]
    if wrong:
        raise ValidationError({"text": wrong})
