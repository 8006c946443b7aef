"""Reads of uraian tugas: who has a sheet, who acknowledged it, what the library offers."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.language import said
from lokmin.core.workload.duties import PARTS, Duties, Library, library, suggested
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.models import DutySheet, Staff
from lokmin.cycle.workforce.staff import queries as register
from lokmin.cycle.workforce.staff.queries import StaffRow


@functools.cache
def sheets() -> Library:
    """The library, read once."""
    return library(rules("duties"))


def offered(row: StaffRow) -> Duties | None:
    """The sheet of the library that fits somebody best."""
    known = register.known_professions().get(row.profession)
    return suggested(sheets(), row.job, known.duty if known else "")


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One person and their newest sheet of the year; None where there is none."""

    staff: StaffRow
    sheet: DutySheet | None

    @property
    def state(self) -> str:
        """``disetujui``, ``menunggu persetujuan`` or ``belum disusun``."""
        if self.sheet is None:
            return "belum disusun"
        return "disetujui" if self.sheet.acknowledged_at else "menunggu persetujuan"


def fingerprint(sheet: DutySheet) -> str:
    """What stands in a sheet, in a few letters: a tick is for the text that was read, not for a later one."""
    body = [sheet.pk, sheet.summary, sheet.decree, *(getattr(sheet, name) for name, _title in PARTS)]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()[:16]


def on_paper(sheet: DutySheet, person: int | None) -> bool:
    """Whether it was signed by hand: the office wrote it down for somebody without an account of their own."""
    return sheet.acknowledged_by_id is not None and sheet.acknowledged_by_id != person


def lines(puskesmas: Puskesmas, year: int) -> tuple[DutyLine, ...]:
    """Everybody in service with their newest sheet of a year; two queries."""
    newest: dict[int, DutySheet] = {}
    for sheet in DutySheet.objects.of(puskesmas).filter(year=year).order_by("version"):
        newest[sheet.staff_id] = sheet
    return tuple(DutyLine(row, newest.get(row.pk)) for row in register.staff(puskesmas))


def newest(staff: Staff, year: int) -> DutySheet | None:
    """The sheet in force in a year: of that year, else the last one before it."""
    return staff.duty_sheets.filter(year__lte=year).order_by("-year", "-version").first()


def versions(staff: Staff) -> tuple[DutySheet, ...]:
    """All sheets of one person, the newest first."""
    return tuple(staff.duty_sheets.select_related("acknowledged_by", "made_by"))


def waiting_for(puskesmas: Puskesmas, staff_pk: int, year: int) -> DutySheet | None:
    """The sheet somebody is asked to acknowledge: their newest, when they have not."""
    found = DutySheet.objects.of(puskesmas).filter(staff=staff_pk, year__lte=year).order_by("-year", "-version").first()
    return found if found is not None and found.acknowledged_at is None else None


def state_line(puskesmas: Puskesmas, year: int) -> str:
    """How many acknowledged, for the home page of the stage."""
    found = lines(puskesmas, year)
    agreed = sum(line.state == "disetujui" for line in found)
    told = {"n": agreed, "all": len(found)}
    return said("%(n)s dari %(all)s disetujui") % told if found else ""
