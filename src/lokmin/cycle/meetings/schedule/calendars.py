"""Calendar files: one meeting, and the private feed of one person with their meetings and actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Max
from django.urls import reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, FeedToken, Puskesmas
from lokmin.cycle.centre.models import Person as User
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.followup.work.feed import FeedItem, alarms, feed_items
from lokmin.cycle.followup.work.queries import shares
from lokmin.cycle.meetings.models import Attendance, Invitation, Meeting, ScheduleEntry
from lokmin.cycle.meetings.schedule import habits
from lokmin.cycle.meetings.schedule.queries import kind_name
from lokmin.exchange.icalendar import MeetingEvent, Method, Person, Task, calendar

#: A feed shows what was so many days ago and all that comes.
BACK = dt.timedelta(days=120)
#: Finished actions stay in a feed so long.
DONE = dt.timedelta(days=45)
START = dt.time(9)
ANSWERS = {"hadir": "ACCEPTED", "izin": "DECLINED", "diwakili": "DELEGATED"}
STATES = {
    "belum mulai": "NEEDS-ACTION", "berjalan": "IN-PROCESS", "terlambat": "IN-PROCESS", "selesai": "COMPLETED",
    "dibatalkan": "CANCELLED", "dialihkan": "CANCELLED",
}  # fmt: skip


def uid(meeting: Meeting) -> str:
    """The same for the life of a meeting."""
    return f"lokmin-{meeting.pk}@{meeting.puskesmas.code}"


def page_of(meeting: Meeting) -> str:
    """The address of a meeting's page, without the installation's own."""
    return reverse("meetings:before", kwargs={"pkm": meeting.puskesmas.code, "pk": meeting.pk})


def meeting_file(meeting: Meeting, url: str) -> bytes:
    """One meeting to put into a calendar; of a cancelled one the file that takes it away."""
    method = Method.CANCEL if meeting.is_cancelled else Method.PUBLISH
    return calendar([_event(meeting, _stamps([meeting]), url)], method=method)


def actions_file(puskesmas: Puskesmas, actions: Iterable[ActionLine], root: str) -> bytes:
    """Some actions as tasks with their own dates: what one owner puts into a calendar. ``root`` as in ``feed``."""
    chosen = list(actions)
    trail = _trail("action", (a.pk for a in chosen))
    origins = followup.origins(puskesmas, [a.pk for a in chosen], Meeting.ORIGIN)
    return calendar([], [_task(puskesmas, a, trail, origins.get(a.pk, ""), root) for a in chosen])


def request_file(meeting: Meeting, url: str) -> bytes:
    """The same as an invitation with everybody invited, for an office that sends e-mail."""
    people = tuple(
        Person(a.shown_name, f"lokmin/hadir/{a.pk}", answer=_answer(a), chair=_leads(a, meeting))
        for a in meeting.attendance.select_related("person", "invitation")
    )
    return calendar([_event(meeting, _stamps([meeting]), url, people)], method=Method.REQUEST)


def _leads(attendance: Attendance, meeting: Meeting) -> bool:
    return attendance.person_id is not None and attendance.person_id == meeting.leader_id


def _answer(attendance: Attendance) -> str:
    """What somebody answered to the invitation, as a calendar says it."""
    invitation: Invitation | None = getattr(attendance, "invitation", None)
    return ANSWERS.get(invitation.answer, "NEEDS-ACTION") if invitation else "NEEDS-ACTION"


def holder_of(token: str) -> User | None:
    """Whose feed an address is; None when it was never given, was taken back, or the person is gone."""
    found = FeedToken.objects.select_related("person").filter(token=token, revoked_at=None).first()
    return found.person if found is not None and found.person.is_active else None


def feed(person: User, root: str) -> bytes:
    """The meetings somebody is invited to, what is planned at their office, and their own actions.

    ``root``: the address of the installation, for links. Only titles, days and places: never names of patients.
    """
    today = clock.today()
    offices = _offices(person)
    meetings = list(
        Meeting.objects.filter(puskesmas__in=offices, attendance__person=person, date__gte=today - BACK)
        .select_related("puskesmas__place", "leader")
        .order_by("date", "start", "pk")
    )
    stamps = _stamps(meetings)
    events = [_event(m, stamps, root + page_of(m)) for m in meetings]
    tasks: list[Task] = []
    for office in offices:
        events += _planned(office, today)
        tasks += _tasks(office, person, today, root)
    return calendar(events, tasks, name=f"Lokmin {person.get_short_name()}")


def _offices(person: User) -> list[Puskesmas]:
    """Where somebody has a role of their own today; a Dinkes or an admin has no meetings by that."""
    today = clock.today()
    held = person.memberships.filter(puskesmas__isnull=False, puskesmas__active=True)
    current = [m for m in held if (m.since is None or m.since <= today) and (m.until is None or today <= m.until)]
    ids = {m.puskesmas_id for m in current if m.puskesmas_id}
    return list(Puskesmas.objects.filter(pk__in=ids).select_related("place").order_by("pk"))


def _office(puskesmas: Puskesmas) -> Person:
    return Person(puskesmas.name, f"lokmin/puskesmas/{puskesmas.code}", group=True)


def _event(meeting: Meeting, stamps: dict[str, dt.datetime], url: str, people: tuple[Person, ...] = ()) -> MeetingEvent:
    begin = meeting.begins
    length = dt.timedelta(minutes=meeting.planned_minutes)
    end = dt.datetime.combine(meeting.date, meeting.end) if meeting.end else begin + length
    lines = [f"Membahas {meeting.about}."]
    if meeting.leader_id:
        lines.append(f"Pemimpin: {meeting.leader}.")
    if meeting.is_cancelled:
        lines.insert(0, f"Dibatalkan: {meeting.cancel_reason}.")
    return MeetingEvent(
        uid=uid(meeting), title=meeting.title, start=begin, end=end, zone=meeting.zone, place=meeting.place,
        stamp=stamps.get(str(meeting.pk), meeting.made_at), organiser=_office(meeting.puskesmas),
        description="\n".join(lines), sequence=meeting.calendar_sequence, confirmed=meeting.state != Meeting.DRAFT,
        cancelled=meeting.is_cancelled, attendees=people, url=url,
    )  # fmt: skip


def _planned(puskesmas: Puskesmas, today: dt.date) -> list[MeetingEvent]:
    """Entries of the schedule nobody has prepared yet: tentative."""
    waiting = ScheduleEntry.objects.of(puskesmas).filter(meeting=None, planned__gte=today)
    entries = list(waiting.exclude(state=ScheduleEntry.CANCELLED))
    found = []
    shapes = {year: habits.shape(puskesmas, year) for year in {e.year for e in entries}}
    for entry in entries:
        begin = dt.datetime.combine(entry.planned, START)
        minutes = shapes[entry.year].minutes(entry.kind, entry.month, entry.planned)
        found.append(
            MeetingEvent(
                uid=f"jadwal-{entry.pk}@{puskesmas.code}",
                title=kind_name(entry.kind, entry.klaster),
                start=begin,
                end=begin + dt.timedelta(minutes=minutes),
                zone=puskesmas.settings.get("zone", "WIB"),
                stamp=entry.made_at,
                organiser=_office(puskesmas),
                description="Menurut jadwal tahunan, belum disiapkan.",
                sequence=int(entry.planned != entry.first_planned),
                confirmed=False,
                alarms=(),
            )
        )
    return found


def _tasks(puskesmas: Puskesmas, person: User, today: dt.date, root: str) -> list[Task]:
    shared = {a.pk: a for a in followup.actions(puskesmas, today, shares(person))}
    mine = [a for a in shared.values() if a.open or (a.finished_on is not None and a.finished_on >= today - DONE)]
    items = feed_items(puskesmas, person, today, DONE)
    trail = _trail("action", {*(a.pk for a in mine), *(i.pk for i in items)})
    origins = followup.origins(puskesmas, [a.pk for a in mine], Meeting.ORIGIN)
    before = alarms(puskesmas)
    tasks = [_task(puskesmas, a, trail, origins.get(a.pk, ""), root, before) for a in mine]
    return tasks + [_item(puskesmas, i, trail, root, today) for i in items]


def _item(
    puskesmas: Puskesmas, i: FeedItem, trail: dict[str, tuple[dt.datetime, int]], root: str, today: dt.date
) -> Task:
    """A part or a turn; it counts as changed whenever its action was."""
    stamp, changes = trail.get(str(i.pk), (dt.datetime.combine(i.due, dt.time(0), dt.UTC), 1))
    done = dt.datetime.combine(i.done_on, dt.time(0), dt.UTC) if i.done_on else None
    state = "COMPLETED" if done else "CANCELLED" if i.gone else "NEEDS-ACTION"
    return Task(
        uid=f"{i.key}@{puskesmas.code}", title=i.title[:200], stamp=stamp, organiser=_office(puskesmas), due=i.due,
        status=state, priority=1 if i.due < today else 5, finished=done,
        description=f"Tempat: {i.place}." if i.place else "", meeting=f"rtl-{i.pk}@{puskesmas.code}",
        sequence=max(0, changes - 1),
        url=root + reverse("followup:detail", kwargs={"pkm": puskesmas.code, "pk": i.pk}),
    )  # fmt: skip


def _task(
    puskesmas: Puskesmas, a: ActionLine, trail: dict[str, tuple[dt.datetime, int]], meeting: str, root: str,
    before: tuple[dt.timedelta, ...] = (dt.timedelta(days=1),),
) -> Task:  # fmt: skip
    made = dt.datetime.combine(a.made_on, dt.time(0), dt.UTC)
    stamp, changes = trail.get(str(a.pk), (made, 1))
    done = dt.datetime.combine(a.finished_on, dt.time(0), dt.UTC) if a.finished_on else None
    return Task(
        uid=f"rtl-{a.pk}@{puskesmas.code}", title=a.activity[:200], stamp=stamp, organiser=_office(puskesmas),
        due=a.due,
        start=a.start, status=STATES.get(a.status, "NEEDS-ACTION"), priority=1 if a.late else 5, finished=done,
        description=f"RTL {a.label}." + (f" Tempat: {a.place}." if a.place else ""),
        meeting=f"lokmin-{meeting}@{puskesmas.code}" if meeting else "", sequence=max(0, changes - 1),
        url=root + reverse("followup:detail", kwargs={"pkm": puskesmas.code, "pk": a.pk}), alarms=before,
    )  # fmt: skip


def _stamps(meetings: Iterable[Meeting]) -> dict[str, dt.datetime]:
    return {pk: at for pk, (at, _n) in _trail("meeting", (m.pk for m in meetings)).items()}


def _trail(kind: str, keys: Iterable[int]) -> dict[str, tuple[dt.datetime, int]]:
    """Of things by their id when they were last written and how often, from the audit trail."""
    lines = AuditLine.objects.filter(about_kind=kind, about_id__in=[str(k) for k in keys]).values("about_id")
    counted = lines.annotate(last=Max("at"), n=Count("pk")).order_by()
    return {row["about_id"]: (row["last"], row["n"]) for row in counted}
