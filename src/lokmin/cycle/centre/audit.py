"""The audit line that each operation writes inside its own transaction."""

from __future__ import annotations

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, Person, Puskesmas


def record(
    *, puskesmas: Puskesmas | None, by: Person | None, action: str, sentence: str, about: object | None = None
) -> AuditLine:
    """Write one line. ``sentence`` is whole: ``Ratna Wulandari menerima 1.152 angka dari laporan-ibu.xlsx.``"""
    return AuditLine.objects.create(
        puskesmas=puskesmas,
        at=clock.now(),
        by=by,
        action=action,
        sentence=sentence.removesuffix("..") + "." if sentence.endswith("..") else sentence,
        about_kind=type(about).__name__.lower() if about is not None else "",
        about_id=str(getattr(about, "pk", "")) if about is not None else "",
    )


def short(text: str, length: int = 80) -> str:
    """The start of a text on one line, for the audit trail."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= length else f"{line[: length - 1]}…"
