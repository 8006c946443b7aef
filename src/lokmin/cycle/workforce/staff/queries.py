"""Reads of the staff register: who works here on a day, who is away, whose licence ends."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from lokmin.catalog.loading import rules
from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month, short_date
from lokmin.core.workload.licences import Licence, LicenceRule, Standing, State, rule_on, standing
from lokmin.core.workload.professions import OTHER, Profession, professions
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Membership, Person, Puskesmas
from lokmin.cycle.centre.roles import Role, in_force
from lokmin.cycle.workforce.models import Leave, Staff

STATUS_NAMES = dict(Staff.STATUSES)


@functools.cache
def known_professions() -> dict[str, Profession]:
    """Kinds of staff by code, in the order of the data."""
    return professions(rules("staffing"))


def profession_name(code: str) -> str:
    """The name of a kind of staff; a code nobody knows stands for itself."""
    found = known_professions().get(code)
    return found.name if found else code


def licence_rule(day: dt.date) -> LicenceRule:
    """The rule of STR and SIP on a day."""
    return rule_on(rules("wkt"), day)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One who works here; ``share`` in thousandths of a full working time."""

    pk: int
    person_pk: int | None
    name: str
    nip: str
    sex: str
    profession: str
    profession_name: str
    job: str
    status: str
    status_name: str
    rank: str
    education: str
    klaster: int | None
    unit: str
    village_pk: int | None
    village_code: str
    village: str
    share: int
    field_work: bool
    str_number: str
    str_for_life: bool
    str_until: dt.date | None
    sip_number: str
    sip_until: dt.date | None
    joined_on: dt.date | None
    left_on: dt.date | None
    left_reason: str
    note: str

    @property
    def short_name(self) -> str:
        return self.name.split(",")[0]

    @property
    def licensed(self) -> bool:
        """Does the profession ask for STR and SIP."""
        found = known_professions().get(self.profession)
        return found is not None and found.licensed

    def licences(self, day: dt.date) -> tuple[Standing, Standing]:
        """STR and SIP as they stand on a day."""
        rule = licence_rule(day)
        return (
            standing(
                Licence("STR", self.str_number, self.str_until, self.str_for_life), day, rule, needed=self.licensed
            ),
            standing(Licence("SIP", self.sip_number, self.sip_until), day, rule, needed=self.licensed),
        )


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """Days somebody is away, both ends counted."""

    pk: int
    staff_pk: int
    kind: str
    kind_name: str
    start: dt.date
    end: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Expiring:
    """A licence that asks for something."""

    staff: StaffRow
    standing: Standing


def staff(puskesmas: Puskesmas, on: dt.date | None = None, *, left: bool = False) -> tuple[StaffRow, ...]:
    """Everybody in service on a day (today), in the office's order; ``left``: those who went, too."""
    found = Staff.objects.of(puskesmas).select_related("person", "village")
    if not left:
        day = on or clock.today()
        out = Leave.objects.filter(
            staff__puskesmas=puskesmas, kind=Leave.OUT, removed_at__isnull=True, start__lte=day, end__gte=day
        )
        found = found.filter(
            Q(left_on__isnull=True) | Q(left_on__gte=day), Q(joined_on__isnull=True) | Q(joined_on__lte=day)
        ).exclude(pk__in=out.values("staff"))
    return tuple(_row(s) for s in found)


def one(puskesmas: Puskesmas, pk: int) -> StaffRow | None:
    """One row of the register, also of somebody who left."""
    found = Staff.objects.of(puskesmas).select_related("person", "village").filter(pk=pk).first()
    return _row(found) if found else None


def _row(s: Staff) -> StaffRow:
    # With an account, what is known of the person is kept there.
    person = s.person
    return StaffRow(
        pk=s.pk, person_pk=s.person_id, name=(person.full_name if person else "") or s.name,
        nip=person.nip if person else s.nip, sex=s.sex, profession=s.profession,
        profession_name=profession_name(s.profession), job=person.job if person else s.job, status=s.status,
        status_name=STATUS_NAMES.get(s.status, s.status), rank=person.rank if person else s.rank,
        education=s.education, klaster=s.klaster, unit=s.unit, village_pk=s.village_id,
        village_code=s.village.code if s.village else "", village=s.village.name if s.village else "",
        share=s.share_permille, field_work=s.field_work, str_number=s.str_number, str_for_life=s.str_for_life,
        str_until=s.str_until, sip_number=s.sip_number, sip_until=s.sip_until, joined_on=s.joined_on,
        left_on=s.left_on, left_reason=s.left_reason, note=s.note,
    )  # fmt: skip


def choices(puskesmas: Puskesmas) -> list[tuple[int, str]]:
    """For a select of a form: everybody in service with their job."""
    return [(s.pk, f"{s.short_name} ({s.job or s.profession_name})") for s in staff(puskesmas)]


def of_person(puskesmas: Puskesmas, person: Person) -> StaffRow | None:
    """The row of an account; None for somebody who is not in the register."""
    found = Staff.objects.of(puskesmas).select_related("person", "village").filter(person=person).first()
    return _row(found) if found else None


def without_row(puskesmas: Puskesmas) -> list[Person]:
    """Accounts of the office (no guests, no Dinkes) that the register does not have yet."""
    today = clock.today()
    kept = set(Staff.objects.filter(person__isnull=False).values_list("person", flat=True))
    wanted = [r.value for r in Role if r not in {Role.TAMU, Role.DINKES, Role.ADMIN}]
    held = Membership.objects.filter(puskesmas=puskesmas, role__in=wanted, person__is_active=True)
    order = {role: n for n, role in enumerate(wanted)}
    found = sorted(
        (m for m in held.select_related("person") if in_force(m, today) and m.person_id not in kept),
        key=lambda m: (order[m.role], m.pk),
    )
    return list({m.person_id: m.person for m in found}.values())


def away(puskesmas: Puskesmas, first: dt.date, last: dt.date) -> dict[int, tuple[LeaveRow, ...]]:
    """Leave that touches the days between both, by staff."""
    found = Leave.objects.filter(
        staff__puskesmas=puskesmas, removed_at__isnull=True, start__lte=last, end__gte=first
    ).order_by("start", "pk")  # fmt: skip
    rows: dict[int, list[LeaveRow]] = {}
    for leave in found:
        row = LeaveRow(
            leave.pk, leave.staff_id, leave.kind, leave.get_kind_display(), leave.start, leave.end, leave.note
        )
        rows.setdefault(leave.staff_id, []).append(row)
    return {pk: tuple(lines) for pk, lines in rows.items()}


def expiring(puskesmas: Puskesmas, today: dt.date, within_days: int | None = None) -> tuple[Expiring, ...]:
    """Licences that ended or end soon, the most pressing first; ``within_days`` instead of the rule's.

    What was never written down is not among them; the page of licences names it.
    """
    return tuple(
        sorted(
            (e for e in _pressing(staff(puskesmas, today), today, within_days) if e.standing.days is not None),
            key=lambda e: e.standing.days or 0,
        )
    )


def _pressing(rows: Iterable[StaffRow], today: dt.date, within: int | None) -> Iterable[Expiring]:
    for row in rows:
        for held in row.licences(today):
            pressing = held.state in {State.OVER, State.SOON}
            if pressing if within is None else held.days is not None and held.days <= within:
                yield Expiring(row, held)


def by_profession(rows: Iterable[StaffRow]) -> tuple[tuple[str, int], ...]:
    """How many of each kind, the most first; kinds of one size in the order of the data."""
    counted = Counter(row.profession for row in rows)
    order = [*known_professions(), *sorted(counted.keys() - known_professions().keys())]
    return tuple((code, counted[code]) for code in sorted(counted, key=lambda c: (-counted[c], order.index(c))))


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """STR and SIP that ended or end soon after the month, for the lokmin."""
    day = Month(year, month).last_day
    today = min(day, clock.today()) if day.year == clock.today().year else day
    found = expiring(puskesmas, today)
    if not found:
        return None
    over = sum(e.standing.state is State.OVER for e in found)
    soon = len(found) - over
    parts = [
        f"{over} sudah habis" if over else "",
        f"{soon} habis dalam {licence_rule(today).soon} hari" if soon else "",
    ]
    return Annex(
        code="str_sip",
        title="STR dan SIP yang perlu diperpanjang",
        sentence=f"{' dan '.join(p for p in parts if p)}: {len(found)} STR atau SIP perlu diurus",
        columns=("No", "Nama", "Jenis SDMK", "Izin", "Nomor", "Berlaku sampai", "Sisa hari"),
        rows=tuple(
            (
                str(number), e.staff.name, e.staff.profession_name, e.standing.licence.kind,
                e.standing.licence.number or "–",
                short_date(e.standing.licence.until) if e.standing.licence.until else "–",
                str(e.standing.days).replace("-", "−"),
            )
            for number, e in enumerate(found, start=1)
        ),
        right=(6,),
        notes=(f"Per {short_date(today)}. {licence_rule(today).source}.",),
        link="workforce:staff_licences",
    )  # fmt: skip


def state_line(puskesmas: Puskesmas) -> str:
    """How many work here, for the home page of the stage; one query."""
    n = Staff.objects.of(puskesmas).filter(Q(left_on__isnull=True) | Q(left_on__gte=clock.today())).count()
    return gettext("%(n)s orang") % {"n": n} if n else ""


__all__ = [
    "OTHER",
    "Expiring",
    "LeaveRow",
    "StaffRow",
    "away",
    "by_profession",
    "choices",
    "expiring",
    "for_meeting",
    "known_professions",
    "of_person",
    "one",
    "profession_name",
    "staff",
    "state_line",
    "without_row",
]
