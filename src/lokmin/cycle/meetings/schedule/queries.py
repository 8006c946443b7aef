"""Reads of the year's schedule: its rows, what is late, what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.meetings.kinds import Kind, span_label
from lokmin.core.meetings.reminders import Coming, Reminder, chat, reminders
from lokmin.core.meetings.yearplan import deviation, overdue
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import AgendaItem, Meeting, ScheduleEntry
from lokmin.cycle.meetings.models.meeting import CLUSTER_KIND, KIND_NAMES, PLAIN_KINDS, SECTOR_KINDS
from lokmin.cycle.meetings.schedule import habits, rules
from lokmin.cycle.meetings.schedule.habits import Shape

#: Points whose presenter fills a page beforehand.
WITH_PAGE = ("klaster", "ukp", "ukm")
#: So far ahead an entry without a meeting may remind.
SOON = 21

#: Reminders that others can help with.
WITH_CHAT = ("undang", "bahan")

#: State of a row -> the shape of its status word.
SHAPES = {
    "direncanakan": "nihil", "dipindah": "nihil", "disiapkan": "nihil", "diundang": "baru", "berlangsung": "kurang",
    "diadakan": "baik", "dibatalkan": "tanpa", "terlewat": "jelek", "tidak tercatat": "tanpa",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the year: an entry, its meeting, or a meeting nobody planned.

    Attributes:
        entry, meeting: their ids, None without one.
        planned: the day it was first laid out for, None when it was not planned. ``day``: the day as it stands now.
        deviation: ``7 hari sesudah rencana``, ``belum diadakan, lewat 6 hari``, or empty.
        state: one of ``SHAPES``. ``note``: reason of a move or of the day.
    """

    entry: int | None
    meeting: int | None
    month: int
    kind: str
    name: str
    number: int | None
    planned: dt.date | None
    day: dt.date
    state: str
    shape: str
    deviation: str
    note: str
    about: str
    place: str
    recipients: tuple[str, ...]
    start: dt.time | None

    @property
    def month_name(self) -> str:
        return _(MONTH_NAMES[self.month - 1])


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder with the meeting or entry it is about, and a text for the chat group where one helps."""

    reminder: Reminder
    entry: int | None
    meeting: int | None
    chat: str = ""


def kind_name(kind: str, klaster: int | None = None) -> str:
    """``Lokmin bulanan rutin``, ``Pra-lokmin klaster 2``: as a meeting of the kind is titled."""
    name = KIND_NAMES[kind] + (f" {klaster}" if klaster and kind == CLUSTER_KIND else "")
    return name.capitalize() if kind in PLAIN_KINDS else f"Lokmin {name}"


def short_name(kind: str, klaster: int | None, month: int) -> str:
    """As people say it: ``Lokmin Mei``, ``Lokmin tribulanan Mei``, ``Rapat tinjauan manajemen Juli``."""
    said_month = _(MONTH_NAMES[month - 1])
    if kind.startswith("bulanan"):
        return f"Lokmin {said_month}"
    return f"Lokmin tribulanan {said_month}" if kind in SECTOR_KINDS else f"{kind_name(kind, klaster)} {said_month}"


def year_rows(puskesmas: Puskesmas, year: int) -> list[Row]:
    """The whole year by day: planned, moved, held, late, called off, and what was held without a plan."""
    today = clock.today()
    kinds = rules.kinds_of(puskesmas, year)
    entries = list(ScheduleEntry.objects.of(puskesmas).filter(year=year).select_related("meeting"))
    shape = habits.shape(puskesmas, year) if entries else None
    rows = [_row(entry, today, kinds[entry.kind], shape) for entry in entries if shape]
    rows += [_unplanned(m) for m in Meeting.objects.of(puskesmas).filter(year=year, entry=None)]
    return sorted(rows, key=lambda r: (r.month, r.day, r.name))


def _row(entry: ScheduleEntry, today: dt.date, kind: Kind, shape: Shape) -> Row:
    meeting: Meeting | None = entry.meeting
    day = meeting.date if meeting else entry.planned
    state, text = _state(entry, meeting, day, today)
    last = Month(entry.year, entry.month).previous
    span = meeting.about if meeting else span_label(last, shape.span(entry.kind, entry.month))
    return Row(
        entry.pk, meeting.pk if meeting else None, entry.month, entry.kind,
        meeting.title if meeting else kind_name(entry.kind, entry.klaster), meeting.number if meeting else None,
        entry.first_planned, day, state, SHAPES[state], text, entry.reason, span,
        meeting.place if meeting else kind.place, tuple(meeting.recipients) if meeting else kind.recipients,
        meeting.start if meeting else None,
    )  # fmt: skip


def _state(entry: ScheduleEntry, meeting: Meeting | None, day: dt.date, today: dt.date) -> tuple[str, str]:
    """The state of an entry in one word and how far it is from its plan."""
    moved = deviation(entry.first_planned, day).sentence
    if entry.state == ScheduleEntry.CANCELLED or (meeting is not None and meeting.is_cancelled):
        return "dibatalkan", ""
    if meeting is not None and meeting.opened_at is not None:
        held = timezone.localtime(meeting.opened_at).date() if meeting.is_running else day
        return ("berlangsung" if meeting.is_running and held == today else "diadakan"), moved
    if late := overdue(day, today).sentence:
        return ("terlewat", late) if counted(entry) else ("tidak tercatat", "")
    if meeting is not None:
        return ("diundang" if meeting.state == Meeting.INVITED else "disiapkan"), moved
    return ("dipindah" if entry.state == ScheduleEntry.MOVED else "direncanakan"), moved


def counted(entry: ScheduleEntry) -> bool:
    """Whether a missed day counts as late: not when the schedule was laid out after that day."""
    return entry.planned >= timezone.localtime(entry.made_at).date()


def _unplanned(meeting: Meeting) -> Row:
    if meeting.is_cancelled:
        state = "dibatalkan"
    elif meeting.opened_at is not None:
        state = "berlangsung" if meeting.is_running else "diadakan"
    else:
        state = "diundang" if meeting.state == Meeting.INVITED else "disiapkan"
    return Row(
        None, meeting.pk, meeting.date.month, meeting.kind, meeting.title, meeting.number, None, meeting.date, state,
        SHAPES[state], "", meeting.cancel_reason, meeting.about, meeting.place,
        tuple(meeting.recipients), meeting.start,
    )  # fmt: skip


def counts(rows: list[Row]) -> dict[str, int]:
    """How many of the year's monthly and quarterly lokmin were held, and how many missed: what the rule counts."""
    monthly = [r for r in rows if r.kind in {"bulanan_pertama", "bulanan_rutin"}]
    sectors = [r for r in rows if r.kind in SECTOR_KINDS]
    return {
        "monthly": sum(r.state == "diadakan" for r in monthly),
        "sectors": sum(r.state == "diadakan" for r in sectors),
        "missed": sum(r.state == "terlewat" for r in rows),
    }


def years(puskesmas: Puskesmas) -> list[int]:
    """The years that have a schedule or meetings, and this and the next one; newest first."""
    here = clock.today().year
    planned = ScheduleEntry.objects.of(puskesmas).values_list("year", flat=True).distinct()
    held = Meeting.objects.of(puskesmas).values_list("year", flat=True).distinct()
    return sorted({here, here + 1, *planned, *held}, reverse=True)


def due(puskesmas: Puskesmas) -> list[Due]:
    """What is due or late, the oldest first; for the people who prepare meetings."""
    with spoken(_):
        return _due(puskesmas, clock.today())


def _due(puskesmas: Puskesmas, today: dt.date) -> list[Due]:
    kinds = rules.kinds_of(puskesmas, today.year)
    found = []
    for meeting in waiting(puskesmas):
        kind = kinds.get(meeting.kind)
        if kind is None:
            continue
        coming = _coming(meeting, kind, _missing(meeting))
        hour = f"{meeting.start:%H.%M} {meeting.zone}"
        text = chat(coming, hour, meeting.place)
        found += [Due(r, None, meeting.pk, text if r.code in WITH_CHAT else "") for r in reminders(coming, today)]
    for entry in _unheld(puskesmas, today, today + dt.timedelta(days=SOON)):
        name = short_name(entry.kind, entry.klaster, entry.month)
        lead = kinds[entry.kind].lead_days
        plan = Coming(name, entry.planned, prepared=False, lead_days=lead, counted=counted(entry))
        found += [Due(r, entry.pk, None) for r in reminders(plan, today)]
    return sorted(found, key=lambda d: (d.reminder.due, d.reminder.sentence))


def upcoming(puskesmas: Puskesmas, count: int = 3) -> list[Row]:
    """The next lines of the schedule that nobody has prepared yet."""
    today = clock.today()
    rows = [r for y in (today.year, today.year + 1) for r in year_rows(puskesmas, y)]
    return [r for r in rows if r.meeting is None and r.day >= today and r.state != "dibatalkan"][:count]


def waiting(puskesmas: Puskesmas) -> list[Meeting]:
    """Meetings that were prepared, not opened and not called off."""
    found = Meeting.objects.of(puskesmas).filter(opened_at=None).exclude(state=Meeting.CANCELLED)
    return list(found.order_by("date", "start"))


def _unheld(puskesmas: Puskesmas, today: dt.date, until: dt.date) -> list[ScheduleEntry]:
    """Entries of this year up to a day that nobody prepared, oldest first.

    One that was missed is left out once a later meeting of its sort was held: then it says nothing to anybody.
    """
    found = ScheduleEntry.objects.of(puskesmas).filter(meeting=None, planned__lte=until, planned__year=today.year)
    held: dict[str, dt.date] = {}
    opened = Meeting.objects.of(puskesmas).filter(opened_at__isnull=False, date__year=today.year)
    for kind, day in opened.values_list("kind", "date"):
        held[_sort(kind)] = max(day, held.get(_sort(kind), day))
    return [
        entry
        for entry in found.exclude(state=ScheduleEntry.CANCELLED).order_by("planned", "pk")
        if entry.planned >= today or (counted(entry) and entry.planned > held.get(_sort(entry.kind), dt.date.min))
    ]


def _sort(kind: str) -> str:
    """Kinds that take each other's place: a cluster's meeting is over once its lokmin was held."""
    if kind == CLUSTER_KIND or kind.startswith("bulanan"):
        return "bulanan"
    return "tribulanan" if kind in SECTOR_KINDS else kind


def _coming(meeting: Meeting, kind: Kind, missing: tuple[str, ...]) -> Coming:
    return Coming(
        short_name(meeting.kind, meeting.klaster, meeting.date.month), meeting.date, prepared=True,
        invited=meeting.state != Meeting.DRAFT, missing=missing, lead_days=kind.lead_days,
        material_days=kind.material_days, reading_days=kind.reading_days,
    )  # fmt: skip


def _missing(meeting: Meeting) -> tuple[str, ...]:
    """Who has not said that the page of their point is ready."""
    items = AgendaItem.objects.filter(meeting=meeting, kind__in=WITH_PAGE, page__ready_at=None)
    names = [item.speaker for item in items.select_related("presenter")]
    return tuple(dict.fromkeys(n for n in names if n))


def late_line(puskesmas: Puskesmas) -> str:
    """``Lokmin Mei belum diadakan, lewat 6 hari``: the latest; empty when nothing is late. Cheap."""
    today = clock.today()
    prepared = Meeting.objects.of(puskesmas).filter(opened_at=None, date__lt=today).exclude(state=Meeting.CANCELLED)
    meeting = prepared.order_by("-date").first()
    if meeting is not None:
        return _late(meeting.kind, meeting.klaster, meeting.date.month, overdue(meeting.date, today).days)
    for entry in reversed(_unheld(puskesmas, today, today - dt.timedelta(days=1))):
        if entry.kind != CLUSTER_KIND:
            return _late(entry.kind, entry.klaster, entry.month, overdue(entry.planned, today).days)
    return ""


def _late(kind: str, klaster: int | None, month: int, days: int) -> str:
    name = short_name(kind, klaster, month)
    return _("%(name)s belum diadakan, lewat %(n)s hari") % {"name": name, "n": days}
