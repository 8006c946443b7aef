"""Running the optimiser and keeping what it proposes; taking it into the RPK with a version, or leaving it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from lokmin.core.planning.schedule import Schedule
from lokmin.core.planning.scheduleload import WeekLoad, planned, scheduled
from lokmin.core.planning.schedulereasons import moves, unplaced
from lokmin.core.planning.schedulewords import gap_words, reason_words, unplaced_words
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.planning.models import Plan, RpkItem, ScheduleRun
from lokmin.cycle.planning.optimise.problem import Chosen, Year, year_of
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk import operations as rpk


def run(*, plan: Plan, by: Person, chosen: Chosen) -> ScheduleRun:
    """Spread the rounds of an RPK that are still to come, and keep the proposal with its reasons.

    The solver works outside of any transaction: other pages write meanwhile.

    Raises:
        ValidationError: no row names a month that is still to come, or the orders go in a circle.
    """
    # Only who runs the optimiser pays for the solver.
    from lokmin.analysis.schedule import Ended, solve

    try:
        year = year_of(plan, chosen)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    if not year.problem.activities:
        raise ValidationError(_("Belum ada kegiatan dengan bulan yang akan datang. Centang dahulu bulannya di RPK."))
    found = solve(year.problem, seconds=float(chosen.seconds))
    before, after = _both(year, found.schedule)
    with override("id"):
        body = {
            "chosen": chosen.as_json(),
            "before": {code: list(months) for code, months in year.months.items()},
            "after": {code: [*year.past[code], *found.schedule.months(code)] for code in year.months},
            "moves": [
                {
                    "row": int(move.activity.code), "name": move.activity.name, "from": move.wanted, "to": move.month,
                    "why": reason_words(move.reason, move.activity, year.problem, year.names),
                }
                for move in moves(year.problem, found.schedule)
            ],
            "unplaced": [
                {"row": int(u.activity.code), "sentence": unplaced_words(u, year.problem, year.names)}
                for u in unplaced(year.problem, found.schedule)
            ],
            "gap": found.gap_permille,
            "words": gap_words(found.gap_permille, proven=found.ended is Ended.BEST),
            "weeks": {"before": _weeks(before), "after": _weeks(after)},
            "without": list(year.without),
            "days": _days(found.schedule),
        }  # fmt: skip
    return _kept(plan, by, body)


@transaction.atomic
def _kept(plan: Plan, by: Person, body: dict[str, Any]) -> ScheduleRun:
    kept: ScheduleRun = ScheduleRun.objects.create(
        puskesmas=plan.puskesmas, plan=plan, body=body, made_at=clock.now(), made_by=by
    )
    audit.record(
        puskesmas=plan.puskesmas, by=by, action="jadwal.hitung", about=kept,
        sentence=f"{by} menghitung usulan jadwal {plan}: {len(body['moves'])} perubahan bulan.",
    )  # fmt: skip
    return kept


def _both(year: Year, schedule: Schedule) -> tuple[tuple[WeekLoad, ...], tuple[WeekLoad, ...]]:
    """The weeks of the plan as it is and of the proposal; what is over lies spread over its months in both."""
    over = planned(year.problem, year.past, year.loads)
    after = tuple(
        replace(new, load=new.load + old.load) for new, old in zip(scheduled(year.problem, schedule), over, strict=True)
    )
    return planned(year.problem, year.months, year.loads), after


def _days(schedule: Schedule) -> dict[str, dict[str, list[str]]]:
    """Row -> month -> first days of its visits, for who gives the rows of a month their days."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in schedule.placed:
        found.setdefault(one.code, {}).setdefault(str(one.month), []).append(one.days[0].isoformat())
    return found


@transaction.atomic
def take(*, run: ScheduleRun, by: Person, rows: Collection[int], reason: str) -> int:
    """Write the months of some rows into the RPK, their money with them, and make a version. Gives how many changed.

    A row whose months were changed since the run is left as it is.

    Raises:
        ValidationError: no reason, a run that was decided on already, or nothing left to write.
    """
    run = _open(run)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan perubahan jadwal.")})
    before, after = run.body["before"], run.body["after"]
    changed = 0
    wanted = [pk for pk in rows if before.get(str(pk)) != after.get(str(pk)) and str(pk) in after]
    items = run.plan.rpk_items.filter(removed_at=None, pk__in=wanted).prefetch_related("months", "money")
    for item in items:
        old = {m.month: m.times for m in item.months.all()}
        new = after[str(item.pk)]
        # Rounds without a place stay where they were: nothing is taken out of a plan by a computation.
        if sorted(old) != before[str(item.pk)] or len(new) != len(old):
            continue
        _write(item, by, dict(zip(sorted(old), new, strict=True)), old)
        changed += 1
    if not changed:
        raise ValidationError(_("Tidak ada baris yang dapat diubah: bulannya sudah diubah setelah usulan dihitung."))
    plans.new_version(plan=run.plan, by=by, reason=reason, origin=("jadwal", str(run.pk)))
    _decided(run, by, ScheduleRun.TAKEN, reason, f"memakai usulan jadwal {run.plan} untuk {changed} kegiatan")
    return changed


def _write(item: RpkItem, by: Person, moved: dict[int, int], old: dict[int, int]) -> None:
    """Other months of one row: each round takes its times and its money along."""
    cells: dict[tuple[str, int], int] = {}
    for money in item.money.all():
        key = (money.fund, moved.get(money.month) or min(moved.values(), key=lambda m: abs(m - money.month)))
        cells[key] = cells.get(key, 0) + money.rupiah
    rpk.set_money(item=item, by=by, cells=cells, times={new: old[month] for month, new in moved.items()})


@transaction.atomic
def leave(*, run: ScheduleRun, by: Person, reason: str) -> None:
    """Note that a proposal is not used, and why.

    Raises:
        ValidationError: no reason, or decided on already.
    """
    run = _open(run)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa usulan tidak dipakai.")})
    _decided(run, by, ScheduleRun.LEFT, reason, f"tidak memakai usulan jadwal {run.plan}")


def _open(run: ScheduleRun) -> ScheduleRun:
    found: ScheduleRun = ScheduleRun.objects.of(run.puskesmas).select_for_update(of=("self",)).get(pk=run.pk)
    if found.state != ScheduleRun.WAITING:
        raise ValidationError(_("Usulan ini sudah diputuskan. Hitung usulan baru."))
    return found


def _decided(run: ScheduleRun, by: Person, state: str, reason: str, words: str) -> None:
    run.state, run.reason, run.decided_at = state, " ".join(reason.split())[:200], clock.now()
    run.save(update_fields=["state", "reason", "decided_at"])
    audit.record(
        puskesmas=run.puskesmas, by=by, action="jadwal.putusan", about=run,
        sentence=f"{by} {words}: {audit.short(run.reason)}.",
    )  # fmt: skip


def _weeks(weeks: Sequence[WeekLoad]) -> list[list[Any]]:
    return [[w.first.isoformat(), w.last.isoformat(), w.load, w.workdays, w.fasting] for w in weeks]
