"""The first migration of a stage as one step: a new installation does not build the state of all tables 200 times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Makes the tables its operations end in, each once and whole.

    Django renders every table that is related to a new one after every operation; here all tables hang on the office
    and its people, so that this was nine tenths of the time of a first start. Only operations that make tables,
    columns, indexes and constraints of the same stage belong in here; what they say is unchanged, and so is what
    ``makemigrations`` knows of it.
    """

    atomic = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in self._made(app_label, schema_editor, from_state, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in reversed(self._made(app_label, schema_editor, to_state, from_state)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        return f"Make {len(self.operations)} tables, columns and constraints at once"

    def _made(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> list[Any]:
        """The models that stand after and did not before, in the order of their making."""
        found = [after.apps.get_model(*key) for key in after.models if key[0] == app_label and key not in before.models]
        return [model for model in found if self.allow_migrate_model(schema_editor.connection.alias, model)]
