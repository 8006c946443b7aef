"""Reads of any plan: its versions, what changed since, and the state of all plans of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.core.periods import Month, short_date
from lokmin.core.planning.versions import Difference, difference
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan, PlanChapter, PlanVersion
from lokmin.cycle.planning.plans import bodies


@dataclass(frozen=True, slots=True)
class PlanState:
    """How far one plan has come.

    Attributes:
        rows: of the working state; ``total`` of the last version (None: none or nothing costed).
        versions: how many; ``approved_on`` the day of the last approval, ``version_on`` of the last version.
        revised_after_sent: a version was made after the plan was handed to the Dinkes.
        occasions: (kind, id) of the meetings its versions were made in.
    """

    pk: int
    kind: str
    year: int
    month: int
    state: str
    rows: int
    total: int | None
    versions: int
    approved_on: dt.date | None
    version_on: dt.date | None
    sent_on: dt.date | None
    sent_note: str
    revised_after_sent: bool
    occasions: tuple[tuple[str, str], ...]

    @property
    def approved(self) -> bool:
        return self.approved_on is not None


@dataclass(frozen=True, slots=True)
class PlanStates:
    """The plans that count in a year: those of it, the RUK of the next, the Renstra it lies in, its months."""

    year: int
    renstra: PlanState | None
    ruk: PlanState | None
    ruk_next: PlanState | None
    rpk: PlanState | None
    months: tuple[PlanState, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as lists show it."""

    pk: int
    number: int
    reason: str
    rows: int
    total: int | None
    made_at: dt.datetime
    made_by: str
    approved: bool
    approved_by: str
    summary: str
    origin_kind: str
    origin_id: str


def plan(puskesmas: Puskesmas, kind: str, year: int, month: int = 0) -> Plan | None:
    """The plan, or None when nobody began it. Of a Renstra any year it covers finds it."""
    found = Plan.objects.of(puskesmas).filter(kind=kind)
    if kind == Plan.RENSTRA:
        return found.filter(year__lte=year, until_year__gte=year).order_by("-year").first()
    return found.filter(year=year, month=month).first()


def versions(plan: Plan) -> tuple[VersionLine, ...]:
    """The versions, the newest first."""
    rows = plan.versions.select_related("made_by", "approved_by").defer("body")
    return tuple(
        VersionLine(
            v.pk, v.number, v.reason, v.rows, v.total, v.made_at, str(v.made_by), v.approved_at is not None,
            str(v.approved_by or ""), v.changes[0] if v.changes else "", v.origin_kind, v.origin_id,
        )
        for v in rows
    )  # fmt: skip


def changed_since(plan: Plan, version: PlanVersion | None = None) -> Difference | None:
    """What the working rows differ from a version (the last one unless said); None without any version."""
    against = version or plan.versions.first()
    if against is None:
        return None
    return difference(bodies.lines(against.body), bodies.lines(bodies.body(plan)))


def moved_on(plan: Plan) -> bool:
    """True when the rows are no longer those of the last version. An RPK bulanan is carried out, so it never is."""
    last = plan.versions.defer("body", "changes").first()
    return last is not None and plan.kind != Plan.MONTHLY and last.sha256 != bodies.stamp(bodies.body(plan))


def standing(plan: Plan | None) -> str:
    """What a paper of the working rows says of itself, in Indonesian: approved only what was really approved."""
    last = plan.versions.defer("body", "changes").first() if plan else None
    if plan is None or last is None:
        return "Rancangan"
    approved = f"disetujui {short_date(_day(last.approved_at))}" if last.approved_at else ""
    if moved_on(plan):
        return f"Rancangan perubahan atas versi {last.number}" + (f" yang {approved}" if approved else "")
    return f"Versi {last.number}, {approved or short_date(_day(last.made_at))}"


def between(older: PlanVersion | None, newer: PlanVersion) -> Difference:
    """What a version changed against an older one; all its rows are new without one."""
    return difference(bodies.lines(older.body) if older else (), bodies.lines(newer.body))


def chapters(plan: Plan) -> dict[str, PlanChapter]:
    """Code -> chapter, as far as somebody wrote it."""
    return {chapter.code: chapter for chapter in plan.chapters.select_related("saved_by")}


def every(puskesmas: Puskesmas) -> tuple[PlanState, ...]:
    """All plans of an office, the newest year first."""
    return tuple(_states(puskesmas, Plan.objects.of(puskesmas)))


def state_of(plan: Plan) -> PlanState:
    """How far one plan has come."""
    return next(iter(_states(plan.puskesmas, Plan.objects.of(plan.puskesmas).filter(pk=plan.pk))))


def state(puskesmas: Puskesmas, year: int) -> PlanStates:
    """The plans that count in a year; few queries however many there are."""
    wanted = Plan.objects.of(puskesmas).filter(
        Q(kind__in=[Plan.RPK, Plan.MONTHLY], year=year)
        | Q(kind=Plan.RUK, year__in=[year, year + 1])
        | Q(kind=Plan.RENSTRA, year__lte=year, until_year__gte=year)
    )
    found = list(_states(puskesmas, wanted))

    def one(kind: str, of: int | None = None) -> PlanState | None:
        return next((s for s in found if s.kind == kind and (of is None or s.year == of)), None)

    months = tuple(sorted((s for s in found if s.kind == Plan.MONTHLY), key=lambda s: s.month))
    return PlanStates(
        year, one(Plan.RENSTRA), one(Plan.RUK, year), one(Plan.RUK, year + 1), one(Plan.RPK, year), months
    )


def _states(puskesmas: Puskesmas, plans: Iterable[Plan]) -> Iterable[PlanState]:
    listed = list(plans)
    pks = [p.pk for p in listed]
    counts = {
        name: dict(
            Plan.objects.of(puskesmas)
            .filter(pk__in=pks)
            .annotate(n=Count(name, filter=Q(**{f"{name}__removed_at": None}), distinct=True))
            .order_by("pk")
            .values_list("pk", "n")
        )
        for name in ("renstra_lines", "ruk_items", "rpk_items", "month_rows")
    }
    of_kind = {
        Plan.RENSTRA: "renstra_lines", Plan.RUK: "ruk_items", Plan.RPK: "rpk_items", Plan.MONTHLY: "month_rows",
    }  # fmt: skip
    made: dict[int, list[PlanVersion]] = {}
    for version in PlanVersion.objects.filter(plan__in=pks).defer("body", "changes").order_by("plan_id", "-number"):
        made.setdefault(version.plan_id, []).append(version)
    for one in listed:
        own = made.get(one.pk, [])
        approved = next((v.approved_at for v in own if v.approved_at), None)
        last = _day(own[0].made_at) if own else None
        yield PlanState(
            one.pk, one.kind, one.year, one.month, one.state, counts[of_kind[one.kind]][one.pk],
            own[0].total if own else None, len(own), _day(approved) if approved else None, last, one.sent_on,
            one.sent_note, bool(one.sent_on and last and last > one.sent_on),
            tuple(dict.fromkeys((v.origin_kind, v.origin_id) for v in own if v.origin_kind)),
        )  # fmt: skip


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def title(kind: str, year: int, month: int = 0, until: int = 0) -> str:
    """``RUK 2027``, ``Rencana lima tahunan 2026–2030``, ``RPK Mei 2026``."""
    if kind == Plan.RENSTRA:
        return _("Rencana lima tahunan %(first)s–%(last)s") % {"first": year, "last": until or year + 4}
    if kind == Plan.MONTHLY:
        return f"RPK {Month(year, month).label}"
    return f"{kind.upper()} {year}"
