"""The register follows the figures: new problems, a new month of those that stand, solved ones, returning ones."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from lokmin.catalog.loading import rules
from lokmin.core.periods import Month, short_date
from lokmin.core.problems.entering import EntryRule, entering, is_solved
from lokmin.core.problems.found import Problem as Found
from lokmin.core.problems.found import choose, found, statement
from lokmin.core.problems.register import key
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.monitoring.models import Problem, ProblemMonth, Snapshot
from lokmin.cycle.monitoring.queries.problems import rule as ranking_of
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table
from lokmin.cycle.monitoring.register import ledger

CATEGORY = "cakupan"


def refresh(*, puskesmas: Puskesmas, month: Month, by: Person | None = None) -> tuple[Problem, ...]:
    """Bring the register up to a month; doing it again changes nothing.

    A problem of the figures gets its line for the month; one that reached its target long enough is solved; one that
    should enter and was solved before is opened again with its history, otherwise it is new. A month before the newest
    known one only gets its lines. ``by`` None: the figures themselves, no person.

    Returns:
        the open problems of the figures, by number.
    """
    # What is kept is Indonesian, whoever opened the meeting.
    with transaction.atomic(), override("id"):
        return _Refreshing(puskesmas, month, by).run()


class _Refreshing:
    """One run: the month's table, and what the register knew before it."""

    def __init__(self, puskesmas: Puskesmas, month: Month, by: Person | None) -> None:
        ledger.hold(puskesmas)
        self.puskesmas, self.month, self.by = puskesmas, month, by
        self.table = month_table(puskesmas, month)
        self.rule = EntryRule.load(rules("problems"), month.year)
        kept = Problem.objects.of(puskesmas).exclude(key="").select_related("village", "merged_into")
        #: The newest problem of each key; an open or merged one before one that ended.
        self.by_key: dict[str, Problem] = {}
        for problem in sorted(kept, key=lambda p: (p.status in (Problem.OPEN, Problem.MERGED), p.pk)):
            self.by_key[problem.key] = problem
        known = ProblemMonth.objects.filter(problem__puskesmas=puskesmas).aggregate(last=Max("period"))["last"]
        self.newest = not known or month.code >= known
        self.snapshot = Snapshot.objects.of(puskesmas).filter(period=month.code).order_by("-taken_at").first()

    def run(self) -> tuple[Problem, ...]:
        standing = {code: p for code, p in self.by_key.items() if self._stands(p)}
        for code, problem in standing.items():
            row = self._row(code)
            if row is not None:
                self._write(problem, row)
        if self.newest:
            for problem in standing.values():
                if problem.status == Problem.OPEN:
                    self._solve(problem)
            self._enter({code for code, p in standing.items() if self._stands(p)})
        opened = Problem.objects.of(self.puskesmas).filter(status=Problem.OPEN, kind=Problem.FOUND)
        return tuple(opened.order_by("year", "number"))

    def _stands(self, problem: Problem) -> bool:
        """Open, or merged into one that is."""
        return ledger.survivor(problem).status == Problem.OPEN

    def _row(self, code: str) -> CoverageRow | None:
        indicator, place = code.split("@", 1)
        return self.table.by.get((place, indicator))

    def _write(self, problem: Problem, row: CoverageRow, table: MonthTable | None = None) -> None:
        """The line of a month; one of a frozen month stays as it is."""
        table = table or self.table
        snapshot = self.snapshot if table is self.table else None
        present = ProblemMonth.objects.filter(problem=problem, period=row.period).first()
        if present is not None and present.snapshot_id is not None:
            return
        said = statement(row, table.defined(row.indicator), _name(table, row.place))
        values = {
            "statement": said, "status": row.status.value, "red_months": row.red_months,
            "gap_people": row.gap_people, "snapshot": snapshot,
        }  # fmt: skip
        ProblemMonth.objects.update_or_create(problem=problem, period=row.period, defaults=values)
        if row.period >= problem.last_period and table is self.table:
            problem.statement, problem.last_period = said, row.period
            problem.when, problem.how_big = f"s.d. {table.month.label}", _how_big(row, table)
            problem.save(update_fields=["statement", "last_period", "when", "how_big"])

    def _solve(self, problem: Problem) -> None:
        """Solved when the problem and all that was merged into it reached their targets long enough."""
        keyed = Problem.objects.of(self.puskesmas).filter(pk__in=ledger.family_ids(problem)).exclude(key="")
        for one in keyed:
            lines = one.months.filter(period__lte=self.month.code).order_by("period")
            if not is_solved([line.status for line in lines], self.rule):
                return
        problem.status, problem.closed_on = Problem.SOLVED, clock.today()
        problem.closed_reason = (
            f"Target berjalan tercapai {self.rule.solved_months} bulan berturut-turut sampai {self.month.label}."
        )
        problem.save(update_fields=["status", "closed_on", "closed_reason"])
        ledger.log(
            problem, self.by, problem.closed_reason, kind="teratasi",
            sentence=f"mencatat {problem} teratasi: {problem.statement}",
        )  # fmt: skip

    def _enter(self, present: set[str]) -> None:
        ranking = ranking_of(self.month.year)
        ranked = found(self.table.judged(), ranking)
        few, _rest = choose(ranked, ranking)
        # What a person gave up rests for a while; the figures do not bring it back at once.
        rested = {code for code, p in self.by_key.items() if self._rests(p)}
        places = {place.code: place for place in Place.objects.filter(code__in={p.row.place for p in ranked})}
        for one in entering(ranked, few, present | rested, self.rule, ranking):
            before = self.by_key.get(key(one.row.indicator, one.row.place))
            if before is not None:
                self._reopen(ledger.survivor(before), before, one.row)
            else:
                self._new(one, places[one.row.place])

    def _rests(self, problem: Problem) -> bool:
        end = ledger.survivor(problem)
        if end.status != Problem.DROPPED or end.closed_on is None:
            return False
        return self.month <= Month(end.closed_on.year, end.closed_on.month).plus(self.rule.rest_months)

    def _reopen(self, problem: Problem, keyed: Problem, row: CoverageRow) -> None:
        before, since = problem.status, problem.closed_on
        problem.status, problem.closed_on, problem.closed_reason = Problem.OPEN, None, ""
        problem.save(update_fields=["status", "closed_on", "closed_reason"])
        self._write(keyed, row)
        note = f"Merah lagi pada {self.month.label}; {before} sejak {_day(since)}. Riwayatnya tetap."
        ledger.log(
            problem, self.by, note, kind="buka", sentence=f"membuka lagi {problem}: merah lagi {self.month.label}."
        )

    def _new(self, one: Found, place: Place) -> None:
        row, indicator = one.row, self.table.defined(one.row.indicator)
        first = self.month.plus(1 - max(row.red_months, 1))
        year = clock.today().year
        problem = Problem.objects.create(
            puskesmas=self.puskesmas, year=year, number=ledger.next_number(Problem, self.puskesmas, year),
            kind=Problem.FOUND, source=Problem.FOUND, statement=statement(row, indicator, _name(self.table, row.place)),
            what=f"Cakupan {indicator.short}" if row.higher_is_better and row.factor == 100 else indicator.short,
            who=indicator.people, where=_name(self.table, row.place), when=f"s.d. {self.month.label}",
            how_big=_how_big(row, self.table), category=CATEGORY, key=key(row.indicator, row.place),
            evidence=f"Angka PWS {self.month.label}, dihitung dari laporan yang masuk.",
            indicator=row.indicator, village=place, klaster=indicator.klaster, programme=indicator.programme,
            first_period=first.code, last_period=self.month.code, made_at=clock.now(), made_by=self.by,
        )  # fmt: skip
        # The earlier months of this run of red are known to the figures already: the history starts with them.
        month = first
        while month < self.month:
            table = month_table(self.puskesmas, month)
            earlier = table.by.get((row.place, row.indicator))
            if earlier is not None:
                self._write(problem, earlier, table)
            month = month.next
        self._write(problem, row)
        ledger.log(
            problem, self.by, "Ditemukan dari angka.", kind="temu", sentence=f"mencatat {problem}: {problem.statement}"
        )


def _name(table: MonthTable, code: str) -> str:
    """``Desa Watubelah``; the Puskesmas by its own name."""
    name = table.names[code]
    return name if code == table.total.code else f"Desa {name}"


def _how_big(row: CoverageRow, table: MonthTable) -> str:
    if not row.gap_people:
        return ""
    way = "kurang" if row.higher_is_better else "lebih"
    return f"{way} {row.gap_people} {table.defined(row.indicator).people}".strip()


def _day(day: dt.date | None) -> str:
    return short_date(day) if day else "–"
