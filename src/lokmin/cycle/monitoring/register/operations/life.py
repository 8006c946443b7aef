"""The life of a problem in people's hands: raised, worded again, merged, split, closed, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.problems.register import Raised, RegisterRule, wording
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.monitoring.models import Alternative, Cause, Problem
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.register import ledger

#: What people may write of a problem; of one found in figures only what the figures do not say.
COLUMNS = ("what", "who", "where", "when", "how_big", "category", "evidence", "indicator", "village", "raised_by")
OF_FOUND = ("category", "evidence")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a problem that is split: its own wording, its village, and the causes it takes along (ids)."""

    raised: Raised
    village: Place | None = None
    causes: tuple[int, ...] = ()


@transaction.atomic
def record_problem(
    *,
    puskesmas: Puskesmas,
    by: Person,
    source: str,
    what: str,
    where: str = "",
    who: str = "",
    when: str = "",
    how_big: str = "",
    indicator: str = "",
    village: Place | None = None,
    category: str = "",
    evidence: str = "",
    origin_kind: str = "",
    origin_id: str = "",
    raised_by: str = "",
) -> Problem:
    """Write a problem down that somebody raised; the same matter from the same origin is written only once.

    ``source`` is one of ``Problem.SOURCES``; ``origin_kind`` and ``origin_id`` name the meeting or the note of the box
    it is from; ``raised_by`` whose words these are, when not those of ``by``.

    Raises:
        ValidationError: with the field it is about.
    """
    problem = Problem(
        puskesmas=puskesmas, kind=Problem.RAISED, source=source, what=what, where=where, who=who, when=when,
        how_big=how_big, indicator=indicator, village=village, category=category, evidence=evidence.strip(),
        origin_kind=origin_kind, origin_id=origin_id, raised_by=raised_by.strip(), made_at=clock.now(), made_by=by,
    )  # fmt: skip
    _word(problem)
    if origin_id:
        ledger.hold(puskesmas)
        same = Problem.objects.of(puskesmas).filter(origin_kind=origin_kind, origin_id=origin_id, what=problem.what)
        if (present := same.first()) is not None:
            return present
    _number(problem)
    ledger.log(problem, by, _("Diangkat."), kind="usul", sentence=f"mengangkat {problem}: {problem.statement}")
    return problem


@transaction.atomic
def change(*, problem: Problem, by: Person, **columns: Any) -> Problem:
    """Word a problem anew, or give it another category, village or evidence. Nothing is written when nothing differs.

    Raises:
        ValidationError: with the field it is about; when the problem is no longer open.
    """
    if unknown := set(columns) - set(COLUMNS):
        raise TypeError(f"not a column: {', '.join(sorted(unknown))}")
    fresh = ledger.locked(problem)
    ledger.must_be_open(fresh)
    if fresh.kind == Problem.FOUND:
        columns = {name: value for name, value in columns.items() if name in OF_FOUND}
    changes: dict[str, list[str]] = {}
    for name, value in columns.items():
        before = getattr(fresh, name)
        if before != value:
            changes[name] = [str(before or ""), str(value or "")]
            setattr(fresh, name, value)
    if not changes:
        return fresh
    if fresh.kind == Problem.RAISED:
        _word(fresh)
    fresh.save()
    labels = {field.name: str(field.verbose_name) for field in Problem._meta.concrete_fields}  # noqa: SLF001 - public API
    said = ", ".join(labels[name] for name in changes)
    ledger.log(
        fresh, by, _("Diubah: %(columns)s.") % {"columns": said}, kind="ubah",
        sentence=f"mengubah {fresh}: {said}.", changes=changes,
    )  # fmt: skip
    return fresh


@transaction.atomic
def merge(*, problem: Problem, into: Problem, by: Person, reason: str) -> Problem:
    """Two problems are one: ``problem`` ends, all of it stays reachable from ``into``, which is given back.

    Raises:
        ValidationError: without a reason, for the same problem, another Puskesmas, or when one is not open.
    """
    ledger.hold(problem.puskesmas)
    fresh, target = ledger.locked(problem), ledger.survivor(ledger.locked(into))
    why = ledger.needs(reason, _("Tulis mengapa keduanya masalah yang sama."))
    if fresh.puskesmas_id != target.puskesmas_id or fresh.pk == target.pk:
        raise ValidationError({"into": _("Pilih masalah lain yang akan memuat masalah ini.")})
    ledger.must_be_open(fresh)
    ledger.must_be_open(target)
    fresh.status, fresh.merged_into = Problem.MERGED, target
    fresh.closed_on, fresh.closed_reason = clock.today(), audit.short(why, 300)
    fresh.save(update_fields=["status", "merged_into", "closed_on", "closed_reason"])
    ledger.log(
        fresh, by, _("Digabung ke %(target)s: %(why)s") % {"target": target, "why": why}, kind="gabung",
        sentence=f"menggabung {fresh} ke {target}: {why}",
    )  # fmt: skip
    ledger.log(
        target, by, _("Memuat %(problem)s: %(why)s") % {"problem": fresh, "why": why}, kind="muat",
        sentence=f"memasukkan {fresh} ke {target}.",
    )  # fmt: skip
    return target


@transaction.atomic
def split(*, problem: Problem, by: Person, parts: Sequence[Part]) -> list[Problem]:
    """One problem is several: each part becomes a problem of its own and takes its causes along.

    A problem people raised that falls into two or more parts ends with them; one found in the figures stays open,
    because the figures go on. What nobody took along stays with it, one click away from each part.

    Raises:
        ValidationError: without parts, with a part that says nothing, or with a cause of another problem.
    """
    # Before the row, as everybody who holds both: the other way round two of them would wait for one another.
    ledger.hold(problem.puskesmas)
    fresh = ledger.locked(problem)
    ledger.must_be_open(fresh)
    if not parts:
        raise ValidationError({"parts": _("Tulis sedikitnya satu bagian yang menjadi masalah sendiri.")})
    family = ledger.family_ids(fresh)
    made = []
    for part in parts:
        new = Problem(
            puskesmas=fresh.puskesmas, kind=Problem.RAISED, source=fresh.source if fresh.source != "angka" else "staf",
            category=fresh.category, klaster=fresh.klaster, programme=fresh.programme, indicator=fresh.indicator,
            village=part.village, evidence=fresh.evidence, split_from=fresh, origin_kind=fresh.origin_kind,
            origin_id=fresh.origin_id, raised_by=fresh.raised_by, made_at=clock.now(), made_by=by,
            what=part.raised.what, who=part.raised.who, where=part.raised.where, when=part.raised.when,
            how_big=part.raised.how_big,
        )  # fmt: skip
        _word(new)
        _number(new)
        _take_along(new, part.causes, family)
        ledger.log(
            new, by, _("Dipisah dari %(problem)s.") % {"problem": fresh}, kind="pisah",
            sentence=f"memisah {new} dari {fresh}: {new.statement}",
        )  # fmt: skip
        made.append(new)
    note = _("Dibagi menjadi %(parts)s.") % {"parts": ledger.numbered(made)}
    if fresh.kind == Problem.RAISED and len(made) > 1:
        fresh.status, fresh.closed_on, fresh.closed_reason = Problem.DROPPED, clock.today(), note
        fresh.save(update_fields=["status", "closed_on", "closed_reason"])
    ledger.log(fresh, by, note, kind="bagi", sentence=f"membagi {fresh} menjadi {ledger.numbered(made)}.")
    return made


def _take_along(new: Problem, wanted: Sequence[int], family: Sequence[int]) -> None:
    """Move causes with all that hangs below them and the ways that answer them."""
    tops = list(Cause.objects.filter(pk__in=wanted, problem__in=family))
    if len(tops) != len(set(wanted)):
        raise ValidationError({"causes": _("Penyebab itu bukan milik masalah yang dibagi.")})
    moving, waiting = {c.pk for c in tops}, {c.pk for c in tops}
    while waiting:
        waiting = set(Cause.objects.filter(parent__in=waiting).values_list("pk", flat=True)) - moving
        moving |= waiting
    Cause.objects.filter(pk__in=[c.pk for c in tops if c.parent_id not in moving]).update(parent=None)
    Cause.objects.filter(pk__in=moving).update(problem=new)
    Alternative.objects.filter(cause__in=moving).update(problem=new)


@transaction.atomic
def close(*, problem: Problem, by: Person, reason: str, solved: bool) -> Problem:
    """End a problem: solved, or given up; the figures open a solved one again when it turns red.

    Raises:
        ValidationError: without a reason, or when it is not open.
    """
    fresh = ledger.locked(problem)
    ledger.must_be_open(fresh)
    why = ledger.needs(reason, _("Tulis alasannya: apa yang menunjukkan masalah ini selesai atau tidak dilanjutkan."))
    fresh.status, fresh.closed_on = Problem.SOLVED if solved else Problem.DROPPED, clock.today()
    fresh.closed_reason = audit.short(why, 300)
    fresh.save(update_fields=["status", "closed_on", "closed_reason"])
    ledger.log(fresh, by, why, kind="tutup", sentence=f"menutup {fresh} ({fresh.status}): {why}")
    return fresh


@transaction.atomic
def reopen(*, problem: Problem, by: Person, reason: str) -> Problem:
    """Open a problem again; one that was merged stands by itself again, with all it brought.

    Raises:
        ValidationError: without a reason, when it is open, or when its figures stand in another open problem.
    """
    ledger.hold(problem.puskesmas)
    fresh = ledger.locked(problem)
    why = ledger.needs(reason, _("Tulis mengapa masalah ini dibuka lagi."))
    if fresh.status == Problem.OPEN:
        raise ValidationError(_("%(problem)s masih terbuka.") % {"problem": fresh})
    other = Problem.objects.of(fresh.puskesmas).filter(key=fresh.key, status=Problem.OPEN).exclude(key="").first()
    if other is not None:
        raise ValidationError(_("Angka yang sama sudah dikerjakan di %(other)s.") % {"other": other})
    fresh.status, fresh.merged_into, fresh.closed_on, fresh.closed_reason = Problem.OPEN, None, None, ""
    fresh.save(update_fields=["status", "merged_into", "closed_on", "closed_reason"])
    ledger.log(fresh, by, why, kind="buka", sentence=f"membuka lagi {fresh}: {why}")
    return fresh


def _word(problem: Problem) -> None:
    """Put the five answers into the official sentence; refuse what cannot be one."""
    for name in ("what", "who", "where", "when", "how_big"):
        setattr(problem, name, " ".join(str(getattr(problem, name)).split()))
    if not problem.where and problem.village is not None:
        problem.where = f"Desa {problem.village.name}"
    year = clock.today().year
    known = sources.catalogue(problem.puskesmas, year).for_year(year)
    wrong: dict[str, str] = {}
    if not problem.what:
        wrong["what"] = _("Tulis apa masalahnya.")
    if problem.source not in dict(Problem.SOURCES):
        wrong["source"] = _("Pilih dari mana masalah ini berasal.")
    if problem.category and problem.category not in dict(_rule(year).categories):
        wrong["category"] = _("Pilih kategori dari daftar.")
    if problem.indicator and problem.indicator not in known:
        wrong["indicator"] = _("Indikator “%(code)s” tidak ada di katalog tahun %(year)d.") % {
            "code": problem.indicator, "year": year,
        }  # fmt: skip
    wrong |= {
        name: _("Paling panjang 200 huruf; tulis singkat, rinciannya di bukti.")
        for name in ("what", "who", "where", "when", "how_big")
        if len(getattr(problem, name)) > 200
    }
    if wrong:
        raise ValidationError(wrong)
    if problem.indicator:
        problem.klaster, problem.programme = known[problem.indicator].klaster, known[problem.indicator].programme
    raised = Raised(problem.what, problem.who, problem.where, problem.when, problem.how_big)
    problem.statement = wording(raised).text


def _rule(year: int) -> RegisterRule:
    return RegisterRule.load(rules("register"), year)


def _number(problem: Problem) -> None:
    problem.year = clock.today().year
    problem.number = ledger.next_number(Problem, problem.puskesmas, problem.year)
    problem.save()
