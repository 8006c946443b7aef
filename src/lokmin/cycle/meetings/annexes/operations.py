"""Annexes are drawn when the meeting opens, drawn anew on demand, and fixed when it approves or closes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.annex import Annex
from lokmin.core.planning.monthly import months_planned
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.annexes import naming
from lokmin.cycle.meetings.annexes.sources import draw
from lokmin.cycle.meetings.models import Meeting, MeetingAnnex
from lokmin.cycle.meetings.models.meeting import COUNTED
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.operations.minutes import decide
from lokmin.cycle.meetings.room.events import tell
from lokmin.cycle.planning.monthly import operations as monthly
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.plans import queries as plan_queries

#: Meetings that plan the months to come; the annex and the kind of plan by which they do.
PLANNING = frozenset().union(*COUNTED)
MONTH_PLAN = "rpk_bulanan"


def at_opening(meeting: Meeting, by: Person) -> None:
    """Every annex its agenda names, as it is now. Inside the transaction that opens the meeting."""
    draw_up_month(meeting, by)
    for code in naming.of_agenda(meeting.agenda.all()):
        _draw(meeting, code, by)


@transaction.atomic
def refresh(*, meeting: Meeting, code: str, by: Person) -> MeetingAnnex | None:
    """Draw one annex again: what was corrected in the room stands on the wall. An approved one stays.

    Raises:
        ValidationError: the meeting does not run, or it approved this annex.
    """
    fresh = running(meeting)
    kept = fresh.annexes.filter(code=code).first()
    if kept is not None and kept.approved_at is not None:
        raise ValidationError(_("%(title)s sudah disetujui di pertemuan ini; tidak ditarik lagi.") % _named(kept))
    if code == MONTH_PLAN:
        draw_up_month(fresh, by)
    made = _draw(fresh, code, by)
    tell(fresh, "lampiran")
    return made


@transaction.atomic
def put(*, meeting: Meeting, by: Person, annex: Annex) -> MeetingAnnex:
    """Lay something of a stage above before a meeting; doing it again replaces it until the meeting is closed.

    Raises:
        ValidationError: the meeting is closed or called off.
    """
    fresh = not_closed(meeting)
    made = _keep(fresh, annex, by, pushed=True)
    tell(fresh, "lampiran")
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.lampiran", about=fresh,
        sentence=f"{by} membawa {annex.title} ke {fresh.title}.",
    )  # fmt: skip
    return made


def coming(puskesmas: Puskesmas) -> Meeting | None:
    """The meeting something is brought to: the one that runs, else the next that is not closed or called off."""
    open_ones = Meeting.objects.of(puskesmas).exclude(state__in=[Meeting.CLOSED, Meeting.CANCELLED])
    found: Meeting | None = open_ones.filter(state=Meeting.RUNNING).first()
    return found or open_ones.filter(date__gte=clock.today()).order_by("date", "start", "pk").first()


@transaction.atomic
def approve(*, meeting: Meeting, code: str, by: Person, words: str = "") -> MeetingAnnex:
    """The meeting approves the plan an annex shows: a version of the plan, a decision in the minutes, both or neither.

    Raises:
        ValidationError: it does not run, the annex approves nothing, it was approved, or the plan is not ready.
    """
    fresh = running(meeting)
    kept = fresh.annexes.filter(code=code).first()
    annex = Annex.of(kept.body) if kept else None
    if kept is None or annex is None or not annex.approve:
        raise ValidationError(_("Tidak ada rencana untuk disetujui di acara ini."))
    if kept.approved_at is not None:
        raise ValidationError(_("%(title)s sudah disetujui di pertemuan ini.") % _named(kept))
    said = " ".join(words.split()) or _("%(title)s disetujui dan akan dilaksanakan.") % _named(kept)
    reason = f"Disetujui dalam {fresh.title} ke-{fresh.number}"
    _approve_plan(fresh, annex.approve, by, reason)
    drawn = draw(fresh, code)
    if drawn is not None:  # as it stands in the approved version
        kept.body = drawn.as_json()
    now = clock.now()
    kept.frozen_at, kept.approved_at, kept.approved_by, kept.approved_words = now, now, by, said[:300]
    kept.save()
    decide(meeting=fresh, by=by, text=said, item=kept.item)
    tell(fresh, "lampiran")
    return kept


def _approve_plan(meeting: Meeting, named: str, by: Person, reason: str) -> None:
    """``rpk:2026`` or ``rpk_bulanan:2026-05``."""
    kind, _colon, when = named.partition(":")
    year, _dash, month = when.partition("-")
    if kind == MONTH_PLAN:
        draw_up_month(meeting, by)
    plan = plans.plan_of(puskesmas=meeting.puskesmas, by=by, kind=kind, year=int(year), month=int(month or 0))
    plans.approve(plan=plan, by=by, reason=reason, origin=(Meeting.ORIGIN, str(meeting.pk)))


def draw_up_month(meeting: Meeting, by: Person) -> None:
    """The RPK bulanan writes itself at the opening, before it is shown again, and with what was decided.

    A month that was approved stays as it was approved: what came after it waits for a new version.
    """
    if meeting.kind not in PLANNING:
        return
    for month in months_planned(meeting.date):
        plan = plan_queries.plan(meeting.puskesmas, MONTH_PLAN, month.year, month.month)
        if plan is None or plan.state != plan.APPROVED:
            monthly.draw_up(puskesmas=meeting.puskesmas, by=by, month=month)


def at_closing(meeting: Meeting, by: Person) -> None:
    """From now on nothing of it changes. Inside the transaction that closes the meeting."""
    draw_up_month(meeting, by)
    meeting.annexes.filter(frozen_at=None).update(frozen_at=clock.now())


def at_reopening(meeting: Meeting) -> None:
    """What was not approved may be drawn again."""
    meeting.annexes.filter(approved_at=None).update(frozen_at=None)


def _draw(meeting: Meeting, code: str, by: Person) -> MeetingAnnex | None:
    annex = draw(meeting, code)
    return None if annex is None else _keep(meeting, annex, by, pushed=False)


def _keep(meeting: Meeting, annex: Annex, by: Person, *, pushed: bool) -> MeetingAnnex:
    named = naming.of_agenda(meeting.agenda.all())
    last = meeting.annexes.aggregate(last=models.Max("order"))["last"] or 0
    order = list(named).index(annex.code) if annex.code in named else max(last, len(named)) + 1
    made, _new = MeetingAnnex.objects.update_or_create(
        meeting=meeting, code=annex.code,
        defaults={
            "item": named.get(annex.code), "body": annex.as_json(), "pushed": pushed, "at": clock.now(), "by": by,
            "order": order,
        },
    )  # fmt: skip
    return made


def _named(kept: MeetingAnnex) -> dict[str, str]:
    return {"title": kept.body["title"]}
