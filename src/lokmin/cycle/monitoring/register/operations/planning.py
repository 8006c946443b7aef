"""SWOT lines and the risk register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.problems.risks import SCALE
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.monitoring.models import Risk, SwotLine
from lokmin.cycle.monitoring.register import ledger

RISK_COLUMNS = (
    "unit", "risk", "occurrence", "severity", "cause", "effect", "prevention", "handling", "owner", "owner_text",
    "problem", "review_on",
)  # fmt: skip


@transaction.atomic
def add_swot(*, puskesmas: Puskesmas, by: Person, year: int, cell: str, text: str, programme: str = "") -> SwotLine:
    """Write a line into a quadrant (S, W, O, T) or a strategy (SO, WO, ST, WT).

    Raises:
        ValidationError: without a text or for a cell that is not there.
    """
    if cell not in dict(SwotLine.CELLS):
        raise ValidationError({"cell": _("Pilih kuadran atau strategi.")})
    said = ledger.needs(text, _("Tulis isinya."), "text")[:300]
    same = SwotLine.objects.of(puskesmas).filter(year=year, programme=programme, cell=cell)
    line: SwotLine = SwotLine.objects.create(
        puskesmas=puskesmas, year=year, programme=programme, cell=cell, text=said, order=same.count(), at=clock.now(),
        by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="swot.tambah", about=line,
        sentence=f"{by} menulis SWOT {year} {cell}: {audit.short(said)}.",
    )  # fmt: skip
    return line


@transaction.atomic
def remove_swot(*, line: SwotLine, by: Person) -> None:
    """Take a line away; it stays in the store."""
    line.removed_at = clock.now()
    line.save(update_fields=["removed_at"])
    audit.record(
        puskesmas=line.puskesmas, by=by, action="swot.hapus", about=line,
        sentence=f"{by} menghapus SWOT {line.year} {line.cell}: {audit.short(line.text)}.",
    )  # fmt: skip


@transaction.atomic
def add_risk(*, puskesmas: Puskesmas, by: Person, year: int | None = None, **columns: Any) -> Risk:
    """Add a line to the risk register with the next number of its year.

    Raises:
        ValidationError: with the field it is about.
    """
    _known(columns)
    in_year = year or clock.today().year
    risk = Risk(puskesmas=puskesmas, year=in_year, made_at=clock.now(), made_by=by, **columns)
    _sound(risk)
    risk.number = ledger.next_number(Risk, puskesmas, in_year)
    risk.save()
    _tell(risk, by, "tambah", f"{by} menambah {risk}: {audit.short(risk.risk)}.")
    return risk


@transaction.atomic
def change_risk(*, risk: Risk, by: Person, **columns: Any) -> Risk:
    """Change columns of a risk. Nothing is written when nothing differs.

    Raises:
        ValidationError: as ``add_risk``.
    """
    _known(columns)
    fresh: Risk = Risk.objects.of(risk.puskesmas).select_for_update().get(pk=risk.pk)
    changed = {name: value for name, value in columns.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    for name, value in changed.items():
        setattr(fresh, name, value)
    _sound(fresh)
    fresh.save()
    labels = {field.name: str(field.verbose_name) for field in Risk._meta.concrete_fields}  # noqa: SLF001 - public API
    _tell(fresh, by, "ubah", f"{by} mengubah {fresh}: {', '.join(labels[name] for name in changed)}.")
    return fresh


@transaction.atomic
def close_risk(*, risk: Risk, by: Person, reopen: bool = False) -> Risk:
    """Close a risk that is no longer one, or open it again."""
    fresh: Risk = Risk.objects.of(risk.puskesmas).select_for_update().get(pk=risk.pk)
    fresh.status = Risk.OPEN if reopen else Risk.CLOSED
    fresh.save(update_fields=["status"])
    _tell(fresh, by, "tutup", f"{by} {'membuka lagi' if reopen else 'menutup'} {fresh}: {audit.short(fresh.risk)}.")
    return fresh


def _known(columns: dict[str, Any]) -> None:
    if unknown := set(columns) - set(RISK_COLUMNS):
        raise TypeError(f"not a column: {', '.join(sorted(unknown))}")


def _sound(risk: Risk) -> None:
    """Refuse with a sentence what the database would refuse with a name."""
    wrong: dict[str, str] = {}
    if not risk.unit.strip():
        wrong["unit"] = _("Tulis unit atau ruangannya.")
    if not risk.risk.strip():
        wrong["risk"] = _("Tulis risikonya: apa yang dapat terjadi.")
    for name, value in (("occurrence", risk.occurrence), ("severity", risk.severity)):
        if not isinstance(value, int) or not 1 <= value <= SCALE:
            wrong[name] = _("Isi dengan angka 1 sampai 5.")
    if isinstance(risk.review_on, dt.date) and risk.review_on.year < risk.year:
        wrong["review_on"] = _("Tanggal peninjauan lebih awal daripada tahun daftar ini.")
    if wrong:
        raise ValidationError(wrong)


def _tell(risk: Risk, by: Person, kind: str, sentence: str) -> None:
    audit.record(puskesmas=risk.puskesmas, by=by, action=f"risiko.{kind}", about=risk, sentence=sentence)
