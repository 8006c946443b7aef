"""The register as a list: each problem with its newest month and how far the search for causes has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from lokmin.catalog.loading import rules
from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.core.problems.found import found
from lokmin.core.problems.register import Raised, RegisterRule, history_sentence, key, wording
from lokmin.core.pws.rows import Status
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.models import Problem, ProblemEvent, ProblemMonth
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.problems import rule as ranking_of
from lokmin.cycle.monitoring.queries.table import default_month, month_table
from lokmin.cycle.monitoring.register.ledger import survivor

#: What is to be done next, as far as this stage knows; the stage of actions goes on from ``pilih``.
WORDS, CAUSES, ROOTS, WAYS, CHOOSE, ACT = "lengkapi", "sebab", "akar", "alternatif", "pilih", "rtl"
RED = (Status.JELEK, Status.CUKUP)
#: Raised problems have no score; they stand behind so many of the figures' ones.
BESIDE = 5


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What the figures said in one month."""

    period: str
    statement: str
    status: str
    red_months: int
    gap_people: int | None
    frozen: bool

    @property
    def red(self) -> bool:
        return self.status in RED


@dataclass(frozen=True, slots=True)
class Entry:
    """One problem as lists show it.

    Attributes:
        label: ``3/2026``. ``title``: ``K1 Watubelah``, or what was raised. ``size``: ``kurang 15 ibu``; may be empty.
        status: of the register (``terbuka`` ...); ``pws``: status of the newest month, empty for raised ones.
        red_months: months in a row up to the newest known; 0 for raised ones. ``age``: whole months since the first.
        missing: what the wording still lacks (``di mana``). ``due``: red long enough that causes must be sought.
        step: what comes next, a code of this module.
        merged: numbers of the problems merged into it.
    """

    pk: int
    label: str
    kind: str
    source: str
    statement: str
    title: str
    size: str
    village: str
    village_code: str
    indicator: str
    programme: str
    klaster: int | None
    category: str
    status: str
    closed_on: dt.date | None
    closed_reason: str
    raised_by: str
    made_on: dt.date
    first_period: str
    last_period: str
    pws: str
    red_months: int
    gap_people: int | None
    age: int
    history: str
    missing: tuple[str, ...]
    due: bool
    causes: int
    roots: int
    ways: int
    chosen: int
    merged: tuple[str, ...]
    step: str

    @property
    def open(self) -> bool:
        return self.status == Problem.OPEN

    @property
    def found(self) -> bool:
        return self.kind == Problem.FOUND


def register(
    puskesmas: Puskesmas, *, state: str = Problem.OPEN, kind: str = "", klaster: str = "", village: str = "",
    programme: str = "", category: str = "",
) -> tuple[Entry, ...]:  # fmt: skip
    """The problems that fit, those that must be talked about first; an empty text narrows nothing."""
    rows = Problem.objects.of(puskesmas)
    if state:
        rows = rows.filter(status=state)
    if kind:
        rows = rows.filter(kind=kind)
    if klaster:
        rows = rows.filter(klaster=whole(klaster))
    if village:
        rows = rows.filter(village__code=village)
    if programme:
        rows = rows.filter(programme=programme)
    if category:
        rows = rows.filter(category=category)
    rank = _ranking(puskesmas)

    def urgency(entry: Entry) -> tuple[bool, int, int]:
        place = rank.get(key(entry.indicator, entry.village_code), len(rank)) if entry.found else BESIDE
        return not entry.open, place, entry.pk

    return tuple(sorted(entries(puskesmas, rows), key=urgency))


def _ranking(puskesmas: Puskesmas) -> dict[str, int]:
    """Where the newest month ranks each of its figures."""
    month = default_month(puskesmas)
    if month is None:
        return {}
    ranked = found(month_table(puskesmas, month).judged(), ranking_of(month.year))
    return {key(p.row.indicator, p.row.place): at for at, p in enumerate(ranked)}


def entries(puskesmas: Puskesmas, rows: Iterable[Problem]) -> list[Entry]:
    """Rows of the store as records, by year and number; the same few queries however many there are."""
    if not hasattr(rows, "select_related"):
        rows = Problem.objects.of(puskesmas).filter(pk__in=[row.pk for row in rows])
    living = Q(causes__removed_at=None) & ~Q(causes=None)
    asked = (
        rows.select_related("village")
        .annotate(
            n_causes=Count("causes", filter=living, distinct=True),
            n_roots=Count("causes", filter=living & Q(causes__root=True), distinct=True),
            n_ways=Count("alternatives", filter=Q(alternatives__removed_at=None), distinct=True),
            n_chosen=Count(
                "alternatives", filter=Q(alternatives__removed_at=None, alternatives__chosen=True), distinct=True
            ),
        )
        .order_by("year", "number", "pk")
        .prefetch_related("months", "merged")
    )
    year = clock.today().year
    rule = RegisterRule.load(rules("register"), year)
    shorts = {code: i.short for code, i in sources.catalogue(puskesmas, year).for_year(year).items()}
    return [_entry(row, rule, shorts) for row in asked]


def _entry(row: Problem, rule: RegisterRule, shorts: Mapping[str, str]) -> Entry:
    months = [month_line(m) for m in row.months.all()]
    last = months[-1] if months else None
    today = clock.today()
    red = last.red_months if last is not None and last.red else 0
    missing = () if row.kind == Problem.FOUND else wording(
        Raised(row.what, row.who, row.where, row.when, row.how_big)
    ).missing  # fmt: skip
    due = row.status == Problem.OPEN and red >= rule.red_months
    since = Month.parse(row.first_period) if row.first_period else Month(row.made_at.year, row.made_at.month)
    name = row.village.name if row.village else ""
    own = row.kind == Problem.FOUND
    counts = (row.n_causes, row.n_roots, row.n_ways, row.n_chosen)  # type: ignore[attr-defined]
    return Entry(
        pk=row.pk, label=f"{row.number}/{row.year}", kind=row.kind, source=row.source, statement=row.statement,
        title=f"{shorts.get(row.indicator, row.indicator)} {name}".strip() if own else _title(row),
        size=row.how_big, village=name, village_code=row.village.code if row.village else "", indicator=row.indicator,
        programme=row.programme, klaster=row.klaster, category=row.category, status=row.status,
        closed_on=row.closed_on, closed_reason=row.closed_reason, raised_by=row.raised_by,
        made_on=row.made_at.date(), first_period=row.first_period, last_period=row.last_period,
        pws=last.status if last else "", red_months=red, gap_people=last.gap_people if last else None,
        age=max(0, (today.year - since.year) * 12 + today.month - since.month),
        history=_history(months),
        missing=missing, due=due, causes=counts[0], roots=counts[1], ways=counts[2], chosen=counts[3],
        merged=tuple(f"{m.number}/{m.year}" for m in row.merged.all()), step=_step(missing, *counts, due=due),
    )  # fmt: skip


def _history(months: Sequence[MonthLine]) -> str:
    """``juga merah pada Februari, Maret 2026``: before the newest month."""
    if not months:
        return ""
    return history_sentence([Month.parse(m.period) for m in months if m.red], Month.parse(months[-1].period))


def _title(row: Problem) -> str:
    return row.what[:1].upper() + row.what[1:]


def _step(missing: tuple[str, ...], causes: int, roots: int, ways: int, chosen: int, *, due: bool) -> str:
    if missing and not causes:
        return WORDS
    if not causes:
        return CAUSES
    if not roots and (due or not ways):
        return ROOTS
    if not ways:
        return WAYS
    return ACT if chosen else CHOOSE


def month_line(row: ProblemMonth) -> MonthLine:
    """One month of a problem as a record."""
    return MonthLine(row.period, row.statement, row.status, row.red_months, row.gap_people, row.snapshot_id is not None)


def keys(puskesmas: Puskesmas) -> dict[str, int]:
    """``K1@99.01.01.2002`` -> the open problem of these figures; a merged one leads to what it was merged into."""
    rows = Problem.objects.of(puskesmas).exclude(key="").filter(status__in=[Problem.OPEN, Problem.MERGED])
    held: dict[str, int] = {}
    for row in rows.select_related("merged_into").order_by("-status", "pk"):
        end = survivor(row)
        if end.status == Problem.OPEN:
            held[row.key] = end.pk
    return held


def ends(puskesmas: Puskesmas) -> dict[int, int]:
    """Of every problem the one it is part of now: itself, or what it was merged into, however far."""
    into: dict[int, int | None] = dict(Problem.objects.of(puskesmas).values_list("pk", "merged_into"))

    def end(pk: int) -> int:
        seen: set[int] = set()
        while (above := into.get(pk)) is not None and pk not in seen:
            seen.add(pk)
            pk = above
        return pk

    return {pk: end(pk) for pk in into}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the register holds a red figure: by its own key, or by another step of its road in the same village."""

    exact: Mapping[str, int]
    by_road: Mapping[tuple[str, int], int]
    roads: Mapping[str, int]
    due: frozenset[int]

    def of(self, indicator: str, place: str) -> int | None:
        """Id of the problem; None where the register does not hold the figure."""
        held = self.exact.get(key(indicator, place))
        if held is None and indicator in self.roads:
            held = self.by_road.get((place, self.roads[indicator]))
        return held

    def waits(self, pk: int) -> bool:
        """Red for long, and nobody has agreed on its root cause yet."""
        return pk in self.due


def links(puskesmas: Puskesmas) -> Links:
    """For pages full of figures: which of them lead to a problem, and which of those wait for their causes."""
    exact = keys(puskesmas)
    roads = ranking_of(clock.today().year).roads
    by_road: dict[tuple[str, int], int] = {}
    for name, pk in exact.items():
        indicator, place = name.split("@", 1)
        if indicator in roads:
            by_road.setdefault((place, roads[indicator]), pk)
    shown = entries(puskesmas, Problem.objects.of(puskesmas).filter(pk__in=set(exact.values())))
    return Links(exact, by_road, roads, frozenset(e.pk for e in shown if e.due and not e.roots))


def stamp(puskesmas: Puskesmas) -> int:
    """Changes with every step in the life of any problem: what a kept page must be compared with."""
    return ProblemEvent.objects.filter(problem__puskesmas=puskesmas).aggregate(last=Max("pk"))["last"] or 0


def for_key(puskesmas: Puskesmas, indicator: str, place: str) -> Entry | None:
    """The open problem a red figure belongs to (see ``Links``); None where the register does not hold it."""
    pk = links(puskesmas).of(indicator, place)
    return entries(puskesmas, Problem.objects.of(puskesmas).filter(pk=pk))[0] if pk else None


def of_origin(puskesmas: Puskesmas, kind: str, pk: object) -> list[Entry]:
    """The problems that were raised by one thing of another stage (``masukan`` and its id)."""
    return entries(puskesmas, Problem.objects.of(puskesmas).filter(origin_kind=kind, origin_id=str(pk)))


def still_open(puskesmas: Puskesmas, kind: str) -> dict[str, Problem]:
    """Open problems by what brought them up (``origin_id``), of one kind; of several the oldest."""
    found = Problem.objects.of(puskesmas).filter(origin_kind=kind, status=Problem.OPEN).order_by("-pk")
    return {problem.origin_id: problem for problem in found}


def due_for_causes(puskesmas: Puskesmas, month: Month | None = None) -> tuple[Entry, ...]:
    """Open problems red long enough, whose root cause nobody has agreed on yet; up to a month of the register."""
    found = register(puskesmas, kind=Problem.FOUND)
    return tuple(
        entry for entry in found if entry.due and not entry.roots and (month is None or entry.last_period >= month.code)
    )


def newest_month(puskesmas: Puskesmas) -> Month | None:
    """The last month the register has followed; None before the first."""
    last = ProblemMonth.objects.filter(problem__puskesmas=puskesmas).aggregate(last=Max("period"))["last"]
    return Month.parse(last) if last else None
