"""The tables: keys point downward, and what belongs to a Puskesmas is reached only through it."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps
from django.db import models

from lokmin.cycle import STAGES
from lokmin.cycle.assessment.models import PkpBundle
from lokmin.cycle.centre.models import AuditLine, FeedToken, Membership, Owned, Person, Pin, Place, Puskesmas
from lokmin.cycle.planning.models import CostLine

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "lokmin"
ORDER = [stage.name for stage in STAGES]
#: Tables of the centre that belong to everybody, to a person (who may work in two places), or carry their own scope.
SHARED = {Place, Puskesmas, Person, Membership, AuditLine, Pin, FeedToken, PkpBundle}
#: Tables that hang on exactly one of several rows: the check constraint that says so.
ONE_OF = {CostLine: "cost_of_one_row"}
#: Calls that read or change rows without naming the Puskesmas.
READS = {
    "all", "filter", "exclude", "get", "first", "last", "count", "exists", "values", "values_list", "order_by",
    "update", "delete", "in_bulk", "aggregate", "annotate", "select_related", "select_for_update", "iterator", "latest",
}  # fmt: skip
#: path, or path::function: why it may read an owned table without ``of``.
EXCEPTIONS = {
    "cli/commands/check.py": "checks every row of the installation, by the person at its console",
    "cycle/reporting/queries/uploads.py::damaged_originals": "what `lokmin check` looks at",
    "cycle/reporting/worker.py": "a process of its own reads the upload it was started for, whoever's it is",
    "cycle/meetings/room/doors.py::all_present": "the phone's signed cookie names the meeting",
    "cycle/meetings/room/parts.py::pushed": "the meeting whose listeners are being told",
    "cycle/monitoring/register/queries/trees.py::causes_of": "the problem its caller has found within its Puskesmas",
    "cycle/workforce/staff/queries.py::without_row": "an account has one row in one register, whoever's it is",
    "cli/commands/doctor.py": "looks at the installation as a whole, by the person at its console",
}


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("lokmin.")]


def stage_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[2]


def test_keys_point_downward_only():
    wrong = []
    for model in own_models():
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if not field.concrete or other is None or isinstance(other, str):
                continue
            if not other.__module__.startswith("lokmin."):
                wrong.append(f"{model.__name__}.{field.name} points to a table of a library: {other.__name__}")
            elif ORDER.index(stage_of(other)) > ORDER.index(stage_of(model)):
                wrong.append(f"{model.__name__}.{field.name} points up to {other.__name__}")
    # The groups and permissions of Django's own user model are not used, but belong to it.
    assert [w for w in wrong if not w.startswith(("Person.groups", "Person.user_permissions"))] == []


def test_every_table_belongs_to_a_puskesmas_or_to_a_row_that_does():
    """A table without owner must hang on one that has it, and nothing may be deleted along."""
    for model in own_models():
        if model in SHARED or issubclass(model, Owned):
            continue
        one_of = ONE_OF.get(model, "") in {c.name for c in model._meta.constraints}
        parents = [
            f.related_model
            for f in model._meta.get_fields()
            if f.concrete and isinstance(f, models.ForeignKey | models.OneToOneField) and (one_of or not f.null)
        ]
        owners = [p for p in parents if isinstance(p, type) and stage_of(p) == stage_of(model)]
        assert any(issubclass(p, Owned) or any(_owned(g) for g in _parents(p)) for p in owners) or any(
            p is Puskesmas for p in parents
        ), f"{model.__name__} belongs to nobody"


def _parents(model: type[models.Model]) -> list[type[models.Model]]:
    return [f.related_model for f in model._meta.get_fields() if f.concrete and isinstance(f, models.ForeignKey)]


def _owned(model: object) -> bool:
    """A table of the office, or one whose parent is (an answer, of a question, of a point, of a meeting)."""
    return isinstance(model, type) and (
        issubclass(model, Owned) or any(_owned(p) for p in _parents(model) if p is not model)
    )


def test_facts_meetings_and_people_cannot_be_deleted_along():
    """A row of another table never disappears because something it names is deleted (memberships go with a person)."""
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.concrete
        and isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is models.CASCADE
        and model is not Membership
        and not issubclass(field.related_model, tuple(m for m in own_models() if stage_of(m) == stage_of(model)))
    ]
    assert not wrong, "\n".join(wrong)


def test_owned_rows_are_reached_through_their_puskesmas():
    owned = {m.__name__ for m in own_models() if issubclass(m, Owned)}
    wrong = []
    for path in SRC.rglob("*.py"):
        where = path.relative_to(SRC).as_posix()
        if "migrations/" in where or where in EXCEPTIONS or where.startswith("cli/demo/"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        wrong += [
            f"{where}:{node.lineno} {ast.unparse(node)[:80]}"
            for node in ast.walk(tree)
            if _reads_at_large(node, owned)
            and not _names_its_owner(node, above)
            and f"{where}::{_function(node, above)}" not in EXCEPTIONS
        ]
    assert not wrong, "\n".join(wrong)


def _reads_at_large(node: ast.AST, owned: set[str]) -> bool:
    """``Fact.objects.filter(...)`` and its like."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS):
        return False
    manager = node.func.value
    return (
        isinstance(manager, ast.Attribute)
        and manager.attr in ("objects", "_default_manager")
        and isinstance(manager.value, ast.Name)
        and manager.value.id in owned
    )


def _function(node: ast.AST, above: dict[ast.AST, ast.AST]) -> str:
    here: ast.AST | None = node
    while here is not None and not isinstance(here, ast.FunctionDef):
        here = above.get(here)
    return here.name if here is not None else ""


def _names_its_owner(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """The chain of calls names the Puskesmas, or takes a lock on a row that was already reached (``pk=upload.pk``)."""
    here: ast.AST | None = node
    while isinstance(here, ast.Call | ast.Attribute):
        for keyword in here.keywords if isinstance(here, ast.Call) else ():
            if keyword.arg and keyword.arg.startswith("puskesmas"):
                return True
            if keyword.arg == "pk" and isinstance(keyword.value, ast.Attribute) and keyword.value.attr == "pk":
                return True
        here = above.get(here)
    return False
