"""The list of reports as one office keeps it: the shipped one, its own changes, and whose each report is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from django.utils import timezone

from lokmin.catalog.loading import rules
from lokmin.core.reports import entries
from lokmin.core.reports.kinds import Book, Report
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Membership, Person, Puskesmas
from lokmin.cycle.centre.roles import Role, in_force
from lokmin.cycle.reporting.models import ReportKind, ReportSent

LOCAL, CHANGED = "lokal", "ubah"
#: Where ``Puskesmas.settings`` keeps since when the office keeps this list.
SETTING = "laporan_sejak"
#: A report of a programme belongs to who holds that programme, under any of these words.
_PROGRAMMES = {"p2": ("p2", "p2p"), "kia": ("kia", "kb")}


@cache
def shipped() -> Book:
    """The list of ``catalog/rules/reports.toml``, read once."""
    return entries.load(rules("reports"))


def book_of(puskesmas: Puskesmas) -> Book:
    """The list of an office; one query."""
    base = shipped()
    rows = list(ReportKind.objects.of(puskesmas).order_by("pk"))
    own: list[Report] = []
    for row in rows:
        start = base.at(row.code, dt.date.max)
        for version in row.body.get("versions", ()):
            start = replace(entries.report(version, start), local=row.kind == LOCAL)
            own.append(start)
    book = base.with_versions(own)
    # Who is asked is a matter of today: it holds for old periods too.
    owned = {
        row.code: tuple(replace(version, owner=row.owner_id) for version in book.versions[row.code])
        for row in rows
        if row.owner_id and row.code in book.versions
    }
    return replace(book, versions={**book.versions, **owned}) if owned else book


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who may send reports: name, roles of today, klaster and programmes held."""

    pk: int
    name: str
    short: str
    held: tuple[tuple[Role, int | None, str], ...]


class Owners:
    """Whose a report is: whom the office named, else who holds its programme, its klaster, else the KTU."""

    def __init__(self, puskesmas: Puskesmas) -> None:
        today = clock.today()
        rows = Membership.objects.filter(puskesmas=puskesmas, person__is_active=True).select_related("person")
        found: dict[int, list[Membership]] = {}
        for row in rows.order_by("pk"):
            if in_force(row, today) and row.role not in (Role.TAMU, Role.DINKES, Role.ADMIN):
                found.setdefault(row.person_id, []).append(row)
        self.keepers = {
            pk: Keeper(
                pk, held[0].person.full_name, held[0].person.get_short_name(),
                tuple((Role(m.role), m.klaster, m.programme) for m in held),
            )
            for pk, held in found.items()
        }  # fmt: skip
        self._known: dict[tuple[int | None, str, int], Keeper | None] = {}

    def of(self, report: Report) -> Keeper | None:
        """The one a report is asked of; None in an office without anybody."""
        key = (report.owner, report.programme, report.klaster)
        if key not in self._known:
            self._known[key] = self._find(report)
        return self._known[key]

    def usual(self, report: Report) -> Keeper | None:
        """The one a report is asked of while the office names nobody."""
        return self.of(replace(report, owner=None))

    def _find(self, report: Report) -> Keeper | None:
        if report.owner in self.keepers:
            return self.keepers[report.owner]
        wanted = _PROGRAMMES.get(report.programme, (report.programme,)) if report.programme else ()
        everybody = self.keepers.values()
        ranks = (
            lambda role, _klaster, programme: role is Role.PJ and programme in wanted,
            lambda role, klaster, _programme: role is Role.PJ and klaster == report.klaster,
            lambda role, _klaster, _programme: role is Role.KTU,
            lambda role, _klaster, _programme: role is Role.KEPALA,
        )
        found = (next((k for k in everybody if any(fits(*held) for held in k.held)), None) for fits in ranks)
        return next((keeper for keeper in found if keeper), None)

    def may_send(self, person: Person, held: Iterable[Role], report: Report) -> bool:
        """Leaders and PJ note any report, staff their own."""
        if {Role.KEPALA, Role.KTU, Role.ADMIN, Role.PJ} & set(held):
            return True
        owner = self.of(report)
        return bool({Role.STAF, Role.BIDAN} & set(held)) and owner is not None and owner.pk == person.pk


def begun(puskesmas: Puskesmas) -> dt.date:
    """Since when reports are followed: as the office wrote, else the month in which somebody first noted one.

    What was due before is not called late: nobody knows.
    """
    written = puskesmas.settings.get(SETTING)
    if written:
        return dt.date.fromisoformat(written)
    first = ReportSent.objects.of(puskesmas).order_by("at").values_list("at", flat=True).first()
    return (timezone.localtime(first).date() if first else clock.today()).replace(day=1)
