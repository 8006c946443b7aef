"""What actions and promises of partners share: the number of the year, changed columns, what may be done when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.models import Action, Commitment


def known(columns: Collection[str], given: Mapping[str, Any]) -> None:
    """Refuse a column that nobody may fill in.

    Raises:
        TypeError: a mistake of ours, with the names.
    """
    if unknown := set(given) - set(columns):
        raise TypeError(f"not a column: {', '.join(sorted(unknown))}")


def next_number(model: type[Action | Commitment], puskesmas: Puskesmas, year: int) -> int:
    """The next number of a year; the lock makes two people who add at once get two."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    last = model.objects.of(puskesmas).filter(year=year).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


def put(row: Action | Commitment, columns: Mapping[str, Any]) -> dict[str, list[str]]:
    """Set the columns that differ; what changed, as ``{column: [before, after]}`` in text."""
    changes: dict[str, list[str]] = {}
    for name, value in columns.items():
        before = getattr(row, name)
        if before != value:
            changes[name] = [_text(before), _text(value)]
            setattr(row, name, value)
    return changes


def names(row: Action | Commitment, changes: Collection[str]) -> str:
    """The changed columns in words, for the audit trail."""
    labels = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}  # noqa: SLF001 - public API
    return ", ".join(labels[name] for name in changes)


def too_early(start: dt.date | None, due: dt.date | None) -> str:
    """The sentence for a due day before the start; empty when there is nothing wrong."""
    if start is None or due is None or due >= start:
        return ""
    return _("Batas waktu %(due)s lebih awal daripada mulainya, %(start)s.") % {
        "due": short_date(due), "start": short_date(start),
    }  # fmt: skip


def endless(action: Action) -> str:
    """The sentence for a repeated action that never ends or ends before it begins; empty when nothing is wrong."""
    if not action.repeat:
        return ""
    end, begin = action.repeat_until or action.due, action.start or action.made_on
    if end is None:
        return _("Kegiatan berulang perlu batas: isi berulang sampai kapan, atau batas waktu.")
    if end < begin:
        return _("Berulang sampai %(end)s lebih awal daripada mulainya, %(begin)s.") % {
            "end": short_date(end), "begin": short_date(begin),
        }  # fmt: skip
    return ""


def foreign(action: Action) -> dict[str, str]:
    """Sentences by column for a problem of another Puskesmas, or a root of another problem."""
    if action.register is not None and action.register.puskesmas_id != action.puskesmas_id:
        return {"register": _("Masalah ini bukan masalah %(puskesmas)s.") % {"puskesmas": action.puskesmas.name}}
    if action.root is not None and action.register_id not in (
        action.root.problem_id,
        action.root.problem.merged_into_id,
    ):
        return {"root": _("Akar masalah “%(root)s” bukan dari masalah yang dipilih.") % {"root": action.root.text}}
    return {}


def must_be_open(row: Action | Commitment) -> None:
    """Refuse a step on what is finished or stopped.

    Raises:
        ValidationError: with its status and what to do.
    """
    if row.status not in row.OPEN:
        raise ValidationError(
            _("%(action)s sudah %(status)s. Buka lagi dulu bila masih perlu dikerjakan.")
            % {"action": row, "status": row.status}
        )


def _text(value: object) -> str:
    return "" if value is None else str(value)
