"""Reads of the joint calendar: events and leave, clashes with free days, rows without a day, what a meeting sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.meetings.annex import Annex
from lokmin.core.meetings.yearplan import DayBook
from lokmin.core.periods import Month
from lokmin.core.planning.calendar import Event as CoreEvent
from lokmin.core.planning.calendar import WorkDays
from lokmin.core.planning.clashes import ClashRule, load
from lokmin.cycle.centre import calendar
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.planning.calendar.lokmins import lokmin_days
from lokmin.cycle.planning.calendar.records import Book, Found, Line
from lokmin.cycle.planning.models import Event, MonthRow, Plan, Resource
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.cycle.workforce.staff.queries import StaffRow

#: So long lasts what has a start and no end.
USUAL = dt.timedelta(hours=2)
#: When meetings are that only have a day.
MORNING = (dt.time(9), dt.time(12))
#: Fewer rows of a meeting's table are read than these.
_ROWS = 20
#: Placeholder of everybody where there are no staff in the register yet.
EVERYBODY = "staf:semua"


def person_key(pk: int) -> str:
    return f"staf:{pk}"


def resource_key(pk: int) -> str:
    return f"sarana:{pk}"


def workdays(puskesmas: Puskesmas, *years: int) -> WorkDays:
    """The days the office works in some years: its week, holidays and its own days, the fasting months."""
    chosen = calendar.chosen(puskesmas)
    closed: dict[dt.date, str] = {}
    fasting: list[tuple[dt.date, dt.date]] = []
    for year in sorted(set(years)):
        closed |= calendar.closed_days(year, calendar.own_days(chosen))
        fasting += [(f.first, f.last) for f in calendar.fasting(year, chosen)]
    return WorkDays(int(chosen.get("week", 5)), DayBook(closed, tuple(dict.fromkeys(fasting))))


def rule(year: int) -> ClashRule:
    """How heavy clashes weigh in a year."""
    return load(rules("schedule"), year)


def book(puskesmas: Puskesmas, first: dt.date, last: dt.date) -> Book:
    """All of a stretch of days, with what lies around it; five queries however much there is."""
    held = rule(first.year)
    since, until = first - dt.timedelta(days=held.ahead), last + dt.timedelta(days=held.ahead)
    people = {row.pk: row for row in staff.staff(puskesmas, left=True)}
    leaves = _leaves(puskesmas, since, until, people)
    lines = [*_stored(puskesmas, since, until, people, leaves, held), *leaves]
    names = {person_key(pk): row.short_name for pk, row in people.items()}
    names[EVERYBODY] = _("seluruh staf")
    names |= {village.code: _("Desa %s") % village.name for village in villages(puskesmas)}
    names |= {resource_key(r.pk): r.name for r in Resource.objects.of(puskesmas)}
    names |= {line.event.place: line.place for line in lines if line.event.place}
    days = workdays(puskesmas, since.year, first.year, last.year, until.year)
    return Book(first, last, tuple(lines), names, days, held)


def month_book(puskesmas: Puskesmas, month: Month) -> Book:
    """All of one month."""
    return book(puskesmas, month.first_day, month.last_day)


def events(puskesmas: Puskesmas, first: dt.date, last: dt.date) -> tuple[CoreEvent, ...]:
    """What happens between two days, leave among it."""
    return tuple(line.event for line in book(puskesmas, first, last).within)


def clashes(puskesmas: Puskesmas, first: dt.date, last: dt.date) -> tuple[Found, ...]:
    """What clashes between two days, with sentences and free days."""
    return book(puskesmas, first, last).clashes


def _stored(
    puskesmas: Puskesmas, since: dt.date, until: dt.date, people: Mapping[int, StaffRow], leaves: Sequence[Line],
    held: ClashRule,
) -> list[Line]:  # fmt: skip
    found = (
        Event.objects.of(puskesmas)
        .filter(removed_at=None, date__lte=until)
        .filter(Q(until__gte=since) | Q(until=None, date__gte=since))
        .select_related("resource", "row__plan")
        .prefetch_related("villages", "staff")
    )
    return [_line(event, people, leaves, held) for event in found]


def _line(event: Event, people: Mapping[int, StaffRow], leaves: Sequence[Line], held: ClashRule) -> Line:
    """A stored event as a line. All staff are those in service on its day who are not away."""
    if event.all_staff:
        away = {
            key for leave in leaves if leave.event.first <= event.date <= leave.event.last for key in leave.event.people
        }
        there = (person_key(pk) for pk, row in people.items() if _there(row, event.date))
        keys = tuple(key for key in there if key not in away) or (EVERYBODY,)
        names: tuple[str, ...] = (_("seluruh staf"),)
    else:
        staff_pks = [one.pk for one in event.staff.all()]
        keys = tuple(person_key(pk) for pk in staff_pks)
        names = tuple(people[pk].short_name for pk in staff_pks if pk in people)
    places = list(event.villages.all())
    last = event.until or event.date
    # A row's place often only says its villages again; these are looked at as villages.
    place = "" if event.place == ", ".join(v.name for v in places) else held.place(event.place)
    row, times = event.row, times_of(event)
    core = CoreEvent(
        f"acara:{event.pk}", event.title, event.date, last, times, keys, place, tuple(v.code for v in places),
        (resource_key(event.resource_id),) if event.resource_id else (), event.programme,
        event.origin_kind or ("rpk" if row else "acara"), fixed=bool(event.origin_id),
        window=times is None and (last - event.date).days >= held.window, avoids_fasting=event.avoid_fasting,
        settled=event.settled,
    )  # fmt: skip
    return Line(
        event.pk, core, names, tuple(v.name for v in places), event.place,
        event.resource.name if event.resource else "", event.programme, row.pk if row else None,
        (row.plan.year, row.plan.month) if row else None, event.all_staff, (event.origin_kind, event.origin_id),
        event.moved_reason,
    )  # fmt: skip


def _there(row: StaffRow, day: dt.date) -> bool:
    return (row.left_on is None or row.left_on >= day) and (row.joined_on is None or row.joined_on <= day)


def times_of(event: Event) -> tuple[dt.time, dt.time] | None:
    """Start and end on each day; without an end two hours, through a night the whole day.

    A planned meeting whose hours nobody set yet takes the morning, not the day.
    """
    if event.start is None:
        return MORNING if event.origin_id else None
    if event.end is None:
        end = (dt.datetime.combine(event.date, event.start) + USUAL).time()
        return (event.start, end if end > event.start else dt.time.max)
    return (event.start, event.end) if event.end > event.start else None


def _leaves(puskesmas: Puskesmas, since: dt.date, until: dt.date, people: Mapping[int, StaffRow]) -> list[Line]:
    found = []
    for pk, rows in staff.away(puskesmas, since, until).items():
        for row in rows:
            name = people[pk].short_name if pk in people else ""
            core = CoreEvent(
                f"cuti:{row.pk}", row.kind_name, row.start, row.end, None, (person_key(pk),), source="cuti", leave=True,
                fixed=True,
            )  # fmt: skip
            found.append(Line(0, core, (name,), (), "", "", ""))
    return found


def undated(puskesmas: Puskesmas, month: Month) -> tuple[MonthRow, ...]:
    """Rows of a month's plan that have no day yet; a lokmin has that of its meeting."""
    rows = MonthRow.objects.filter(
        plan__puskesmas=puskesmas, plan__kind=Plan.MONTHLY, plan__year=month.year, plan__month=month.month,
        removed_at=None, state=MonthRow.PLANNED,
    ).exclude(events__removed_at=None, events__isnull=False)  # fmt: skip
    found = list(rows.select_related("plan", "owner", "rpk_item__resource").prefetch_related("villages").distinct())
    held = lokmin_days(puskesmas, month, found)
    return tuple(row for row in found if row.pk not in held)


def resources(puskesmas: Puskesmas, *, active: bool = True) -> tuple[Resource, ...]:
    """Vehicles, rooms and tools."""
    found = Resource.objects.of(puskesmas)
    return tuple(found.filter(active=True) if active else found)


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """What clashes in the month that is planned; None where the calendar of the month is empty."""
    held = month_book(puskesmas, Month(year, month))
    own = [line for line in held.within if not line.event.leave]
    if not own:
        return None
    found = held.clashes
    hard = sum(f.hard for f in found)
    name = Month(year, month).label
    if not found:
        sentence = f"Kalender {name}: {len(own)} kegiatan, tidak ada yang berbenturan"
    else:
        sentence = f"Kalender {name}: {len(found)} benturan, {hard} di antaranya harus diubah"
    left = len(undated(puskesmas, Month(year, month)))
    return Annex(
        code="kalender", title=f"Benturan kalender {name}", sentence=sentence,
        columns=("No", "Berat", "Benturan", "Langkah") if found else (),
        rows=tuple((str(n), f.severity, f.sentence, f.step) for n, f in enumerate(found[:_ROWS], start=1)),
        notes=tuple(
            filter(
                None,
                (
                    f"dan {len(found) - _ROWS} benturan lain di halaman kalender." if len(found) > _ROWS else "",
                    f"{left} kegiatan RPK bulan ini belum bertanggal." if left else "",
                ),
            )
        ),
        link="planning:calendar",
    )  # fmt: skip


def state_line(puskesmas: Puskesmas, month: Month) -> str:
    """One line for the home of the stage; two queries."""
    count = (
        Event.objects.of(puskesmas)
        .filter(removed_at=None, date__gte=month.first_day, date__lte=month.last_day)
        .count()
    )  # fmt: skip
    if not count:
        return ""
    left = len(undated(puskesmas, month))
    text = _("%(n)s kegiatan di %(month)s") % {"n": count, "month": _(month.name)}
    return text + (", " + _("%(n)s belum bertanggal") % {"n": left} if left else "")
