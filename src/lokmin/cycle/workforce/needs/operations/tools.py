"""The inventory: the starter standard, rows typed or read from a workbook, calibrations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.needs.equipment import Tool, faults, gathered
from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.models import Equipment
from lokmin.cycle.workforce.needs import rules
from lokmin.cycle.workforce.needs.records import TOOL_COLUMNS, tool_of

#: An office with more lines than this has pasted something else.
MOST = 3_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What reading a workbook did."""

    new: int
    changed: int
    same: int


def _rows(puskesmas: Puskesmas) -> dict[tuple[str, str], Equipment]:
    """The inventory by room and name as people spell them; locks the office, so that nothing is written twice."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    return {tool_of(row).key: row for row in Equipment.objects.of(puskesmas).filter(removed_at__isnull=True)}


def _fitting(tool: Tool) -> Tool:
    """Words cut to what their columns hold: a list may say much about a brand."""
    return replace(
        tool, room=tool.room[:80], name=tool.name[:120], code=tool.code[:40], source=tool.source[:60],
        brand=tool.brand[:80], permit=tool.permit[:60], note=tool.note[:200],
    )  # fmt: skip


def _refuse(tool: Tool) -> None:
    wrong = [one.message for one in faults(tool, clock.today()) if one.severity == "galat"]
    if wrong:
        raise ValidationError(wrong)


def _create(puskesmas: Puskesmas, by: Person, tools: Iterable[Tool], start: int) -> int:
    now = clock.now()
    made = Equipment.objects.bulk_create(
        Equipment(puskesmas=puskesmas, made_at=now, made_by=by, order=number,
                  **{name: getattr(tool, name) for name in TOOL_COLUMNS})
        for number, tool in enumerate(tools, start)
    )  # fmt: skip
    return len(made)


@transaction.atomic
def copy_standard(*, puskesmas: Puskesmas, by: Person) -> int:
    """Put the starter standard into the inventory, uncounted; tools that are there already only learn their standard.

    Returns how many were added.
    """
    present = _rows(puskesmas)
    fresh = []
    for tool in rules.equipment(clock.today().year).standard:
        row = present.get(tool.key)
        if row is None:
            fresh.append(tool)
        elif row.standard is None:
            row.standard, row.code, row.needs_calibration = tool.standard, tool.code, tool.needs_calibration
            row.save(update_fields=["standard", "code", "needs_calibration"])
    if fresh:
        _create(puskesmas, by, fresh, len(present))
        audit.record(
            puskesmas=puskesmas, by=by, action="alat.standar",
            sentence=f"{by} menyalin daftar standar alat: {len(fresh)} alat ditambahkan, belum dihitung.",
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def take_in(*, puskesmas: Puskesmas, by: Person, lines: Iterable[Tool], name: str) -> TakenIn:
    """Take the lines of a workbook over: each tool of a room once; what the workbook leaves empty stays as it was.

    Raises:
        ValidationError: a line that cannot be, or far too many of them.
    """
    present = _rows(puskesmas)
    fresh: list[Tool] = []
    changed = same = 0
    for tool in map(_fitting, gathered(lines)):
        _refuse(tool)
        row = present.get(tool.key)
        if row is None:
            fresh.append(tool)
        elif _write(
            row,
            {
                n: v
                for n in TOOL_COLUMNS
                if n not in ("room", "name") and (v := getattr(tool, n)) not in (None, "", False)
            },
        ):
            changed += 1
        else:
            same += 1
    if len(present) + len(fresh) > MOST:
        raise ValidationError(_("Inventaris paling banyak %(n)d baris.") % {"n": MOST})
    _create(puskesmas, by, fresh, len(present))
    audit.record(
        puskesmas=puskesmas, by=by, action="alat.impor",
        sentence=f"{by} menerima inventaris alat dari {audit.short(name)}: {len(fresh)} baru, {changed} berubah.",
    )  # fmt: skip
    return TakenIn(len(fresh), changed, same)


def _write(row: Equipment, columns: Mapping[str, Any]) -> bool:
    different = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, columns[name])
    if different:
        _refuse(tool_of(row))
        row.save(update_fields=different)
    return bool(different)


@transaction.atomic
def save_tools(
    *, puskesmas: Puskesmas, by: Person, room: str, changes: Mapping[int, Mapping[str, Any]],
    new: Iterable[Mapping[str, Any]] = (),
) -> int:  # fmt: skip
    """Save a table of one room: changed rows by their id, new ones below. Returns how many differ from before.

    Raises:
        ValidationError: a name that is there twice, a line that cannot be.
    """
    present = _rows(puskesmas)
    by_pk = {row.pk: row for row in present.values()}
    written = 0
    for pk, columns in changes.items():
        row = by_pk.get(pk)
        if row is None or row.room != room:
            raise ValidationError(_("Baris itu tidak ada lagi di ruang %(room)s. Muat ulang halaman.") % {"room": room})
        written += _write(row, columns)
    fresh = [Tool(room=room, **columns) for columns in new]
    seen = set(present)
    for tool in fresh:
        _refuse(tool)
        if tool.key in seen:
            raise ValidationError(_("%(name)s sudah ada di ruang %(room)s.") % {"name": tool.name, "room": room})
        seen.add(tool.key)
    written += _create(puskesmas, by, fresh, len(present))
    if written:
        audit.record(
            puskesmas=puskesmas, by=by, action="alat.isi",
            sentence=f"{by} mengisi inventaris alat ruang {room}: {written} alat.",
        )  # fmt: skip
    return written


@transaction.atomic
def change_tool(*, tool: Equipment, by: Person, columns: Mapping[str, Any]) -> None:
    """Correct everything of one tool.

    Raises:
        ValidationError: a line that cannot be, or a name that stands in that room already.
    """
    present = _rows(tool.puskesmas)
    row = next((one for one in present.values() if one.pk == tool.pk), None)
    if row is None:
        raise ValidationError(_("Alat itu sudah dihapus."))
    wanted = Tool(**{**{name: getattr(row, name) for name in TOOL_COLUMNS}, **columns})
    twin = present.get(wanted.key)
    if twin is not None and twin.pk != row.pk:
        raise ValidationError({"name": _("%(name)s sudah ada di ruang %(room)s.")
                               % {"name": wanted.name, "room": wanted.room}})  # fmt: skip
    if _write(row, columns):
        audit.record(
            puskesmas=row.puskesmas, by=by, action="alat.ubah", about=row,
            sentence=f"{by} mengubah {audit.short(row.name)} di ruang {row.room}.",
        )  # fmt: skip


@transaction.atomic
def remove_tool(*, tool: Equipment, by: Person) -> None:
    """Take a line out of the inventory; it stays in the trail."""
    row = Equipment.objects.select_for_update().get(pk=tool.pk)
    if row.removed_at is not None:
        return
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    audit.record(
        puskesmas=row.puskesmas, by=by, action="alat.hapus", about=row,
        sentence=f"{by} menghapus {audit.short(row.name)} dari inventaris ruang {row.room}.",
    )  # fmt: skip


@transaction.atomic
def calibrated(*, puskesmas: Puskesmas, by: Person, tools: Iterable[int], on: dt.date) -> int:
    """Several tools were calibrated on a day; when they are due again follows from the rule.

    Raises:
        ValidationError: a day to come, or no tool.
    """
    if on > clock.today():
        raise ValidationError({"on": _("Tanggal kalibrasi belum tiba.")})
    rows = list(Equipment.objects.of(puskesmas).select_for_update().filter(pk__in=list(tools), removed_at__isnull=True))
    if not rows:
        raise ValidationError({"tools": _("Pilih alat yang sudah dikalibrasi.")})
    for row in rows:
        row.calibrated_on, row.calibration_due, row.needs_calibration = on, None, True
    Equipment.objects.bulk_update(rows, ["calibrated_on", "calibration_due", "needs_calibration"])
    audit.record(
        puskesmas=puskesmas, by=by, action="alat.kalibrasi",
        sentence=f"{by} mencatat kalibrasi {len(rows)} alat pada {short_date(on)}.",
    )  # fmt: skip
    return len(rows)
