"""Writes of the PKP: begin a year, fill in, verify, send (frozen), problems to the register, the score to a lokmin."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.assessment.definitions import Rule
from lokmin.core.assessment.figures import figure, units
from lokmin.core.assessment.pkp import Result, assess
from lokmin.core.assessment.reading import bundle_from
from lokmin.core.assessment.scores import Entry, State, SubScore
from lokmin.core.assessment.scores import score as score_of
from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.assessment.models import Pkp, PkpMonth, PkpRow, PkpScore
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.annex import annex_of
from lokmin.cycle.assessment.pkp.bundles import bundle_of, choices
from lokmin.cycle.assessment.pkp.filled import AUTOMATIC, IMPORTED, TYPED
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.annexes import operations as annexes
from lokmin.cycle.monitoring.register import operations as register

if TYPE_CHECKING:  # tables of other stages are named for the checker only
    from lokmin.cycle.meetings.models import MeetingAnnex
    from lokmin.cycle.monitoring.models import Problem

#: What a form may change of a row.
COLUMNS = frozenset({
    "target_text", "target_micro", "population_micro", "achieved_micro", "level", "na_reason", "note", "proof", "cause",
    "followup",
})  # fmt: skip
_NUMBERS = frozenset({"population_micro", "achieved_micro", "level"})


@transaction.atomic
def begin(*, puskesmas: Puskesmas, by: Person, year: int, bundle: str) -> Pkp:
    """Begin a year with a list, which is kept as it is now; a year that was begun stays as it is.

    Raises:
        ValidationError: no such list in that year.
    """
    present = queries.find(puskesmas, year)
    if present is not None:
        return present
    chosen = next((choice for choice in choices(puskesmas, year) if choice.code == bundle), None)
    if chosen is None:
        raise ValidationError({"bundle": _("Pilih susunan yang berlaku pada tahun %(year)s.") % {"year": year}})
    pkp: Pkp = Pkp.objects.create(
        puskesmas=puskesmas, year=year, bundle=bundle, body=chosen.body, made_at=clock.now(), made_by=by
    )
    _log(pkp, by, "pkp.mulai", f"{by} memulai PKP {year} dengan {chosen.name}.")
    return pkp


@transaction.atomic
def save_rows(
    *, pkp: Pkp, by: Person, changes: Mapping[str, Mapping[str, Any]], source: str = TYPED, source_text: str = ""
) -> int:
    """Write columns of rows by code; returns how many differ now. Emptied numbers give a row back to the data.

    Raises:
        ValidationError: the year was sent, or by code: what is impossible in which row.
    """
    fresh = _filling(pkp)
    bundle = bundle_of(fresh)
    rows = {row.code: row for row in fresh.rows.select_for_update()}
    wrong: dict[str, str] = {}
    changed = []
    for code, columns in changes.items():
        if code not in bundle.subs or set(columns) - COLUMNS:
            raise KeyError(code)
        row = rows.get(code) or PkpRow(pkp=fresh, code=code)
        if all(getattr(row, name) == value for name, value in columns.items()) and (
            row.pk or not any(columns.values())
        ):
            continue
        numbers = {name: value for name, value in columns.items() if name in _NUMBERS and getattr(row, name) != value}
        for name, value in columns.items():
            setattr(row, name, value)
        try:
            score_of(bundle.subs[code], Entry(row.target_micro, row.population_micro, row.achieved_micro, row.level))
        except ValueError as error:
            wrong[code] = str(error)
            continue
        if numbers:
            empty = row.population_micro is None and row.achieved_micro is None and row.level is None
            row.source, row.source_text = ("", "") if empty else (source, source_text[:200])
        row.revision += 1
        row.saved_at, row.saved_by = clock.now(), by
        changed.append(row)
    if wrong:
        raise ValidationError(wrong)
    for row in changed:
        row.save()
    if changed:
        words = source_text or "dengan tangan"
        _log(fresh, by, "pkp.isi", f"{by} mengisi {len(changed)} baris PKP {fresh.year} ({words}).")
    return len(changed)


@transaction.atomic
def save_month(*, pkp: Pkp, by: Person, code: str, month: int, achieved: int | None) -> None:
    """Note what a row reached up to a month, where no report of the system counts it; None takes the note back.

    The latest note is the achievement of the year so far.

    Raises:
        ValidationError: the year was sent, or a later month would have less than an earlier one.
    """
    fresh = _filling(pkp)
    sub = bundle_of(fresh).subs[code]
    row = fresh.rows.select_for_update().filter(code=code).first()
    if row is None:
        row = PkpRow.objects.create(pkp=fresh, code=code, saved_at=clock.now(), saved_by=by)
    if achieved is None:
        row.months.filter(month=month).delete()
    else:
        PkpMonth.objects.update_or_create(row=row, month=month, defaults={"achieved_micro": achieved})
    noted = list(row.months.order_by("month"))
    for earlier, later in pairwise(noted):
        if sub.yearly and later.achieved_micro < earlier.achieved_micro:
            raise ValidationError(
                _("Capaian sampai bulan %(later)s kurang dari sampai bulan %(earlier)s. Isi jumlah sejak Januari.")
                % {"later": later.month, "earlier": earlier.month}
            )
    if noted:
        row.achieved_micro, row.source, row.source_text = noted[-1].achieved_micro, TYPED, ""
    row.revision += 1
    row.saved_at, row.saved_by = clock.now(), by
    row.save()
    _log(fresh, by, "pkp.isi", f"{by} mencatat {sub.name} sampai bulan {month} di PKP {fresh.year}.")


@transaction.atomic
def verify(
    *, pkp: Pkp, by: Person, given: Mapping[str, tuple[int | None, int | None, str]], done: bool, note: str = ""
) -> int:
    """The Dinkes' own values by code: achievement, step, note; None is "as the office says". ``done`` closes it.

    Raises:
        ValidationError: the PKP was not sent, or by code: a step that is not on the scale, a number below 0, a number
            where the office gave no sasaran, another value that is closed without a word on why.
    """
    fresh = _locked(pkp)
    if fresh.state == Pkp.FILLING:
        raise ValidationError(_("PKP %(year)s belum dikirim, jadi belum dapat diverifikasi.") % {"year": fresh.year})
    bundle, present = bundle_of(fresh), {row.code: row for row in fresh.rows.select_for_update()}
    wrong: dict[str, str] = {}
    changed = []
    for code, (achieved, level, words) in given.items():
        # What the office left blank the Dinkes may still judge.
        row = present.get(code) or PkpRow(pkp=fresh, code=code, saved_at=clock.now(), saved_by=by)
        try:
            score_of(bundle.subs[code], Entry(row.target_micro, row.population_micro, achieved, level))
        except ValueError as error:
            wrong[code] = str(error)
            continue
        sub = bundle.subs[code]
        if achieved is not None and row.population_micro is None and sub.rule is not Rule.VALUE:
            wrong[code] = _("%(name)s: Puskesmas belum mengisi total sasarannya, jadi tidak dapat dinilai.") % {
                "name": sub.name,
            }  # fmt: skip
            continue
        other = (achieved is not None and achieved != row.achieved_micro) or (level is not None and level != row.level)
        if done and other and not words:
            wrong[code] = _("%(name)s: tulis alasan nilainya berbeda.") % {"name": sub.name}
            continue
        if (row.verified_achieved_micro, row.verified_level, row.verified_note) == (achieved, level, words):
            continue
        row.verified_achieved_micro, row.verified_level, row.verified_note = achieved, level, words
        row.revision += 1
        changed.append(row)
    if wrong:
        raise ValidationError(wrong)
    for row in changed:
        row.save()
    if done:
        fresh.state = Pkp.ANSWERED if fresh.state == Pkp.ANSWERED else Pkp.VERIFIED
        fresh.verified_at, fresh.verified_by, fresh.note = clock.now(), by, note.strip()
        fresh.save()
        year = queries.of(fresh)
        result = year.verified or year.result
        _freeze(fresh, by, "verifikasi", result)
        words = f"pelayanan {figure(result.service, 2)}, manajemen {figure(result.management, 2)}"
        _log(fresh, by, "pkp.verifikasi", f"{by} memverifikasi PKP {fresh.year}: {words}.")
    elif changed:
        _log(fresh, by, "pkp.verifikasi", f"{by} memeriksa {len(changed)} baris PKP {fresh.year}.")
    return len(changed)


@transaction.atomic
def send(*, pkp: Pkp, by: Person, reason: str = "", origin: tuple[str, str] = ("", "")) -> PkpScore:
    """Freeze the year as it stands and mark it as sent; numbers that followed the data are written down.

    Raises:
        ValidationError: it was sent, or rows are not filled in and no reason is given.
    """
    fresh = _filling(pkp)
    year = queries.of(fresh)
    if year.lacking and not reason.strip():
        raise ValidationError(
            {"reason": _("%(n)s sub variabel belum diisi. Lengkapi, atau tulis alasannya.") % {"n": len(year.lacking)}}
        )
    for code, cell in year.cells.items():
        if cell.source != AUTOMATIC:
            continue
        row = cell.row or PkpRow(pkp=fresh, code=code)
        row.population_micro, row.achieved_micro = cell.entry.sasaran, cell.entry.achieved
        row.level, row.source, row.source_text = cell.entry.level, AUTOMATIC, cell.source_text[:200]
        if cell.known is not None and not row.proof:
            row.proof = "; ".join(proof.text for proof in cell.known.proofs)[:300]
        row.saved_at, row.saved_by = clock.now(), by
        row.save()
    fresh.state, fresh.sent_at, fresh.sent_by = Pkp.SENT, clock.now(), by
    if reason.strip():
        fresh.note = reason.strip()
    fresh.save()
    frozen = _freeze(fresh, by, "sendiri", year.result, origin)
    words = f"pelayanan {figure(year.result.service, 2)}, manajemen {figure(year.result.management, 2)}"
    _log(fresh, by, "pkp.kirim", f"{by} mengirim PKP {fresh.year}: {words}, sidik jari {frozen.sha256[:12]}.")
    return frozen


@transaction.atomic
def take_back(*, pkp: Pkp, by: Person, reason: str) -> Pkp:
    """Open a sent year again before the Dinkes verified it. What was sent stays as it was sent.

    Raises:
        ValidationError: without a reason, or it is not in that state.
    """
    fresh = _locked(pkp)
    if fresh.state != Pkp.SENT:
        raise ValidationError(_("Hanya PKP yang sudah dikirim dan belum diverifikasi yang dapat ditarik."))
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan menarik kembali.")})
    # Numbers that were written down at sending follow the data again.
    fresh.rows.filter(source=AUTOMATIC).update(
        population_micro=None, achieved_micro=None, level=None, source="", source_text=""
    )
    fresh.state, fresh.sent_at, fresh.sent_by = Pkp.FILLING, None, None
    fresh.save()
    _log(fresh, by, "pkp.tarik", f"{by} menarik kembali PKP {fresh.year}: {audit.short(reason)}.")
    return fresh


@transaction.atomic
def to_register(*, pkp: Pkp, by: Person, codes: Iterable[str]) -> list[Problem]:
    """Bring rows that fall short into the problem register; the same row of the same year only once.

    What an earlier year brought up and is still open is the same problem: it gets this year's figures as evidence.
    """
    year = queries.present(pkp)
    wanted = {code for code in codes if code in year.bundle.subs}
    before = queries.standing(pkp)
    when = _("tahun %(year)s") % {"year": pkp.year}
    if year.running:
        when = _("Januari sampai %(month)s %(year)s") % {"month": MONTH_NAMES[year.until - 1], "year": pkp.year}
    found = []
    for row in year.below:
        code = row.sub.code
        if code not in wanted:
            continue
        cell = year.cells[code]
        if cell.row is not None and cell.row.problem is not None:
            found.append(cell.row.problem)  # however it has been worded since
            continue
        evidence = _("PKP %(year)s, %(where)s: %(how)s") % {
            "year": pkp.year, "where": " > ".join(node.name for node in year.bundle.path(code)), "how": row.how,
        }  # fmt: skip
        problem = before.get(code)
        if problem is not None:
            register.change(problem=problem, by=by, evidence=f"{problem.evidence}\n{evidence}".strip())
        else:
            problem = register.record_problem(
                puskesmas=pkp.puskesmas, by=by, source="pkp", what=row.sub.name[:200], where=pkp.puskesmas.name,
                when=when, how_big=how_big(row)[:200], indicator=row.sub.indicator, evidence=evidence,
                origin_kind="pkp", origin_id=f"{pkp.pk}:{code}"[:40],
            )  # fmt: skip
        kept = cell.row or PkpRow(pkp=pkp, code=code, saved_at=clock.now(), saved_by=by)
        kept.problem = problem
        kept.save()
        found.append(problem)
    return found


def how_big(row: SubScore) -> str:
    """``capaian 48,6 %, target 100 %, nilai 48,6``; of a scale ``nilai 4 dari 10``."""
    if row.sub.rule is Rule.SCALE:
        return _("nilai %(score)s dari 10") % {"score": figure(row.points)}
    sign = {100: " %", 1000: " ‰"}.get(row.sub.factor, "")
    return _("capaian %(real)s%(sign)s, target %(target)s%(sign)s, nilai %(score)s") % {
        "real": figure(row.real, 1), "target": figure(units(row.target)), "sign": sign, "score": figure(row.score, 1),
    }  # fmt: skip


@transaction.atomic
def push(*, pkp: Pkp, by: Person) -> MeetingAnnex:
    """Lay the score before the coming lokmin.

    Raises:
        ValidationError: no lokmin is prepared.
    """
    meeting = annexes.coming(pkp.puskesmas)
    if meeting is None:
        raise ValidationError(
            _("Belum ada lokmin yang disiapkan. Siapkan dahulu di menu Lokmin, lalu bawa PKP ke sana.")
        )
    return annexes.put(meeting=meeting, by=by, annex=annex_of(queries.present(pkp)))


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of a workbook as it was accepted, with the cell it is from."""

    code: str
    columns: Mapping[str, Any]


def take_in(*, pkp: Pkp, by: Person, rows: Iterable[Imported], filename: str) -> int:
    """Accept rows of a workbook. As ``save_rows``."""
    changes = {row.code: row.columns for row in rows}
    return save_rows(pkp=pkp, by=by, changes=changes, source=IMPORTED, source_text=filename)


def _freeze(pkp: Pkp, by: Person, kind: str, result: Result, origin: tuple[str, str] = ("", "")) -> PkpScore:
    body = frozen_body(pkp, result)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return PkpScore.objects.create(
        pkp=pkp, kind=kind, until=12, body=body, service_micro=_micro(result.service), origin_kind=origin[0],
        management_micro=_micro(result.management), sha256=hashlib.sha256(text.encode()).hexdigest(),
        at=clock.now(), by=by, origin_id=origin[1],
    )  # fmt: skip


def frozen_body(pkp: Pkp, result: Result) -> dict[str, Any]:
    """Entries, scores and the list itself: all that is needed to work the score out again."""
    rows = {}
    for row in result.subs():
        entry = row.entry
        rows[row.sub.code] = {
            "target": row.target, "sasaran": entry.sasaran, "achieved": entry.achieved, "level": entry.level,
            "na": entry.not_applicable, "state": row.state.value, "score": _pair(row.score),
        }  # fmt: skip
    nodes = {
        node.node.code: _pair(node.score) for level in ("upaya", "program", "variabel") for node in result.nodes(level)
    }
    return {"year": pkp.year, "bundle": pkp.body, "rows": rows, "nodes": nodes, "service": _pair(result.service),
            "management": _pair(result.management)}  # fmt: skip


def thaw(score: PkpScore) -> Result:
    """The result out of what was frozen, worked out again."""
    bundle = bundle_from(score.body["bundle"])
    entries = {
        code: Entry(row["target"], row["sasaran"], row["achieved"], row["level"], row["na"])
        for code, row in score.body["rows"].items()
        if row["state"] != State.EMPTY or row["sasaran"] is not None or row["achieved"] is not None
    }
    return assess(bundle, entries)


def _pair(value: Any) -> list[int] | None:
    return None if value is None else [value.numerator, value.denominator]


def _micro(value: Any) -> int | None:
    return None if value is None else round(value * MICRO)


def _locked(pkp: Pkp) -> Pkp:
    found: Pkp = Pkp.objects.select_for_update().get(pk=pkp.pk)
    return found


def _filling(pkp: Pkp) -> Pkp:
    fresh = _locked(pkp)
    if fresh.state != Pkp.FILLING:
        raise ValidationError(
            _("PKP %(year)s sudah %(state)s. Tarik kembali dahulu bila perlu diperbaiki.")
            % {"year": fresh.year, "state": fresh.state}
        )
    return fresh


def _log(pkp: Pkp, by: Person, action: str, sentence: str) -> None:
    audit.record(puskesmas=pkp.puskesmas, by=by, action=action, sentence=sentence, about=pkp)
