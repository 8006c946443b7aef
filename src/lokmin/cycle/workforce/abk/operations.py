"""Writes of the ABK: working time, tasks, who does which part, the standard; versions that are agreed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.language import spoken
from lokmin.core.workload.abk import Kind, Task, analyse
from lokmin.core.workload.result import as_body
from lokmin.core.workload.starting import filled, fills, starter
from lokmin.core.workload.wkt import WorkTime, load_rule
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.abk import queries
from lokmin.cycle.workforce.models import (
    AbkVersion,
    MeetingMinutes,
    Staff,
    StaffStandard,
    WorkItem,
    WorkShare,
    WorkYear,
)
from lokmin.cycle.workforce.staff import queries as register

_TIME = ("week", "leave", "holidays", "training", "absence", "week_minutes", "effective_bp", "regulation", "source")


@transaction.atomic
def begin(*, puskesmas: Puskesmas, by: Person, year: int, more: Iterable[str] = ()) -> int:
    """Lay out the year: last year's tasks where there are any, else the starter rows of the professions that work here.

    ``more``: professions nobody has here yet, whose need is to be shown. What the system knows (meetings, reports,
    working days) is filled in. Professions that have rows stay as they are. Returns how many rows were added.
    """
    if not WorkYear.objects.of(puskesmas).filter(year=year).exists():
        set_time(puskesmas=puskesmas, by=by, year=year, time=queries.usual_time(puskesmas, year))
    here = set(queries.tasks(puskesmas, year))
    before = queries.tasks(puskesmas, year - 1)
    wanted: dict[str, tuple[Task, ...]] = {}
    present = [code for code, _count in register.by_profession(register.staff(puskesmas))]
    for code in dict.fromkeys([*present, *(c for c in more if c in register.known_professions())]):
        if code not in here:
            wanted[code] = before.get(code) or starter(rules("workload"), code)
    wanted |= {code: rows for code, rows in before.items() if code not in here and code not in wanted}
    told = queries.held(puskesmas, year), queries.reported(puskesmas, year, queries.elements_of(wanted))
    time, _written = queries.work_time(puskesmas, year)
    rows = [
        _row(puskesmas, by, year, code, filled(task, time, *told), order)
        for code, found in wanted.items()
        for order, task in enumerate(found, start=1)
    ]
    WorkItem.objects.bulk_create(rows)
    if rows:
        audit.record(
            puskesmas=puskesmas, by=by, action="mulai_abk",
            sentence=f"{by} memulai ABK {year}: {len(rows)} kegiatan dari {len(wanted)} jenis tenaga.",
        )  # fmt: skip
    return len(rows)


def _row(puskesmas: Puskesmas, by: Person, year: int, profession: str, task: Task, order: int) -> WorkItem:
    return WorkItem(
        puskesmas=puskesmas, year=year, profession=profession, kind=task.kind.value, activity=task.activity[:200],
        unit=task.unit[:40], norm_micro=task.norm, volume_micro=task.volume, source=task.source[:200], auto=task.auto,
        overwritten=task.own, order=order, made_at=clock.now(), made_by=by,
    )  # fmt: skip


@transaction.atomic
def refill(*, puskesmas: Puskesmas, by: Person, year: int) -> int:
    """Fill the rows that fill themselves again. Returns how many changed."""
    found = queries.tasks(puskesmas, year)
    told = queries.held(puskesmas, year), queries.reported(puskesmas, year, queries.elements_of(found))
    time, _written = queries.work_time(puskesmas, year)
    changed = []
    kept = WorkItem.objects.of(puskesmas).filter(year=year, removed_at__isnull=True, overwritten=False)
    for item in kept.exclude(auto=""):
        task = queries.as_task(item)
        new = filled(task, time, *told)
        if (new.norm, new.volume) != (task.norm, task.volume):
            item.norm_micro, item.volume_micro, item.source = new.norm, new.volume, new.source[:200]
            changed.append(item)
    WorkItem.objects.bulk_update(changed, ["norm_micro", "volume_micro", "source"])
    if changed:
        audit.record(
            puskesmas=puskesmas, by=by, action="isi_abk",
            sentence=f"{by} mengisi ulang {len(changed)} capaian ABK {year} dari laporan dan pertemuan nyata.",
        )  # fmt: skip
    return len(changed)


@transaction.atomic
def set_time(*, puskesmas: Puskesmas, by: Person, year: int, time: WorkTime) -> WorkYear:
    """Write table A to G of a year; ``WorkTime`` has refused what nobody can work."""
    fields = {name: getattr(time, name) for name in _TIME}
    fields["source"] = time.source[:200]
    row, made = WorkYear.objects.get_or_create(
        puskesmas=puskesmas, year=year, defaults={**fields, "made_at": clock.now(), "made_by": by}
    )
    if not made:
        WorkYear.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    audit.record(
        puskesmas=puskesmas, by=by, action="wkt", about=row,
        sentence=f"{by} menulis waktu kerja tersedia {year}: {time.basis}.",
    )  # fmt: skip
    return row


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as it was typed; ``pk`` None: new. An empty activity of a new row is no row."""

    pk: int | None
    kind: Kind
    activity: str
    unit: str
    norm: int | None
    volume: int | None
    source: str = ""
    drop: bool = False
    #: Take the system's own figure again.
    system: bool = False


@transaction.atomic
def write_tasks(*, puskesmas: Puskesmas, by: Person, year: int, profession: str, lines: Iterable[Line]) -> int:
    """Write the table of a profession: rows changed, added and taken away. Returns how many.

    Raises:
        ValidationError: an activity twice, a norm that is not above zero, all working time in tugas penunjang.
    """
    here = {i.pk: i for i in WorkItem.objects.of(puskesmas).filter(year=year, profession=profession, removed_at=None)}
    given = list(lines)
    _no_twins(given, here)
    system = queries.offered(puskesmas, year, [queries.as_task(item) for item in here.values()])
    done, order = 0, len(here)
    for line in given:
        item = here.get(line.pk) if line.pk is not None else None
        if line.pk is not None and item is None:
            raise ValidationError(_("Ada baris yang sudah dihapus orang lain. Muat ulang halaman ini."))
        if item is not None and line.drop:
            item.removed_at = clock.now()
            item.save(update_fields=["removed_at"])
            del here[item.pk]
            done += 1
        elif item is not None and line.system and str(item.pk) in system:
            done += _given_back(item, system[str(item.pk)])
        elif item is not None:
            done += _changed(item, line)
        elif line.activity.strip() and not line.drop:
            order += 1
            new = _row(puskesmas, by, year, profession, _task(line), order)
            new.save()
            here[new.pk] = new
            done += 1
    if done:
        time, _written = queries.work_time(puskesmas, year)
        with spoken(_):
            kept = (queries.as_task(item) for item in here.values())
            refusal = analyse(profession, kept, time, 0, load_rule(rules("wkt"), year)).refusal
        if refusal:
            raise ValidationError(refusal)
        audit.record(
            puskesmas=puskesmas, by=by, action="tulis_abk",
            sentence=f"{by} menulis {done} kegiatan ABK {register.profession_name(profession).lower()} {year}.",
        )  # fmt: skip
    return done


def _task(line: Line) -> Task:
    """The row as the domain takes it, with its refusals."""
    try:
        with spoken(_):
            return Task("", line.kind, line.activity.strip(), line.unit.strip(), line.norm, line.volume, line.source)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def _changed(item: WorkItem, line: Line) -> bool:
    task = _task(line)
    if not task.activity:
        raise ValidationError(_("Nama kegiatan kosong. Centang “hapus” bila kegiatan ini tidak dipakai lagi."))
    new = {
        "kind": task.kind.value, "activity": task.activity[:200], "unit": task.unit[:40], "norm_micro": task.norm,
        "volume_micro": task.volume,
    }  # fmt: skip
    typed = {name for name, value in (("norm", task.norm), ("volume", task.volume))
             if value != getattr(item, f"{name}_micro")}  # fmt: skip
    over = bool(typed & fills(item.auto)) and not item.overwritten
    if line.source.strip() != item.source:
        new["source"] = line.source.strip()[:200]
    elif over or (typed and (item.overwritten or not item.auto)):
        # What a person writes over a figure of the system is no longer the system's.
        new["source"] = "diketik"
    fields = {name: value for name, value in new.items() if getattr(item, name) != value}
    if over:
        fields["overwritten"] = True
    for name, value in fields.items():
        setattr(item, name, value)
    if fields:
        item.save(update_fields=list(fields))
    return bool(fields)


def _given_back(item: WorkItem, system: Task) -> bool:
    """The row as the system has it, filled by itself again."""
    item.overwritten = False
    item.norm_micro, item.volume_micro, item.source = system.norm, system.volume, system.source[:200]
    item.save(update_fields=["overwritten", "norm_micro", "volume_micro", "source"])
    return True


def _no_twins(lines: Iterable[Line], here: Mapping[int, WorkItem]) -> None:
    """Refuse an activity that would stand twice; names that change places are made free first."""
    after = {pk: (item.kind, item.activity) for pk, item in here.items()}
    new = []
    for line in lines:
        if line.drop:
            after.pop(line.pk or 0, None)
        elif line.pk in after:
            after[line.pk] = (after[line.pk][0], line.activity.strip())
        elif line.pk is None and line.activity.strip():
            new.append((line.kind.value, line.activity.strip()))
    seen: set[tuple[str, str]] = set()
    for kind, activity in [*after.values(), *new]:
        key = (kind, activity[:200].casefold())
        if key in seen:
            words = _("Kegiatan “%(activity)s” tertulis dua kali. Gabungkan capaiannya.")
            raise ValidationError(words % {"activity": activity[:80]})
        seen.add(key)
    for pk, (_kind, activity) in after.items():
        if activity[:200] != here[pk].activity:
            WorkItem.objects.of(here[pk].puskesmas).filter(pk=pk).update(activity=f"{pk} …")


@transaction.atomic
def share(*, staff: Staff, by: Person, year: int, parts: Mapping[int, int | None]) -> int:
    """Write which part of each activity one person does, in permille; None: as everybody. Returns how many changed.

    Raises:
        ValidationError: parts of a tugas pokok that come to more than the whole.
    """
    puskesmas = staff.puskesmas
    items = {
        i.pk: i
        for i in WorkItem.objects.of(puskesmas).filter(year=year, profession=staff.profession, removed_at__isnull=True)
    }
    had = dict(WorkShare.objects.filter(staff=staff, item__in=items).values_list("item", "permille"))
    changed = 0
    for pk, permille in parts.items():
        if pk not in items or had.get(pk) == permille:
            continue
        changed += 1
        if permille is None:
            WorkShare.objects.filter(staff=staff, item=items[pk]).delete()
        elif not 1 <= permille <= 1000:
            words = _("%(activity)s: bagian harus 0,1 sampai 100 persen.")
            raise ValidationError(words % {"activity": items[pk].activity})
        else:
            WorkShare.objects.update_or_create(staff=staff, item=items[pk], defaults={"permille": permille})
    if changed:
        found = queries.result(puskesmas, year).of(staff.profession)
        if found is not None and found.fault:
            raise ValidationError(found.fault)
        audit.record(
            puskesmas=puskesmas, by=by, action="bagi_abk", about=staff,
            sentence=f"{by} menulis bagian {staff.name} di {changed} kegiatan ABK {year}.",
        )  # fmt: skip
    return changed


@transaction.atomic
def set_standard(
    *, puskesmas: Puskesmas, by: Person, year: int, numbers: Mapping[str, int], source: str, inpatient: bool,
    urban: bool, back: Iterable[str] = (),
) -> list[str]:  # fmt: skip
    """What the office changes of the standard from a year on; ``back``: lines that follow the regulation again.

    A number that was in force before stays in force for the years before. Returns the lines that changed.

    Raises:
        ValidationError: a changed number without its source.
    """
    chosen = dict(puskesmas.settings) | {queries.INPATIENT: inpatient, queries.URBAN: urban}
    now = {line.code: line for line in queries.standard_of(puskesmas, year, chosen).lines}
    returned = [code for code in back if code in now and now[code].own]
    changed = [
        code for code, needed in numbers.items()
        if code in now and now[code].needed != needed and code not in returned
    ]  # fmt: skip
    if changed and not source.strip():
        raise ValidationError({"source": _("Tulis dasar angka yang diubah, misalnya nomor SK atau peraturannya.")})
    if chosen != puskesmas.settings:
        puskesmas.settings = chosen
        puskesmas.save(update_fields=["settings"])
        kind = "rawat inap" if inpatient else "non rawat inap"
        audit.record(
            puskesmas=puskesmas, by=by, action="jenis_puskesmas",
            sentence=f"{by} menetapkan Puskesmas {kind}, {'perkotaan' if urban else 'bukan perkotaan'}.",
        )  # fmt: skip
    for code in changed:
        StaffStandard.objects.update_or_create(
            puskesmas=puskesmas, profession=code, valid_from=year,
            defaults={"needed": numbers[code], "source": source.strip(), "made_at": clock.now(), "made_by": by},
        )  # fmt: skip
    for code in returned:
        # Of years before it is kept; from this one on the regulation's own number holds.
        StaffStandard.objects.of(puskesmas).filter(profession=code, valid_from=year).delete()
        if any(own.line == code and own.valid_from < year for own in queries.own_standard(puskesmas)):
            StaffStandard.objects.create(
                puskesmas=puskesmas, profession=code, valid_from=year, needed=None, source="", made_at=clock.now(),
                made_by=by,
            )  # fmt: skip
    if returned:
        words = ", ".join(now[code].name.lower() for code in returned)
        audit.record(
            puskesmas=puskesmas, by=by, action="standar_tenaga",
            sentence=f"{by} mengembalikan standar {words} ke peraturan mulai {year}.",
        )  # fmt: skip
    if changed:
        words = ", ".join(f"{now[code].name.lower()} {numbers[code]}" for code in changed)
        audit.record(
            puskesmas=puskesmas, by=by, action="standar_tenaga",
            sentence=f"{by} mengubah standar ketenagaan mulai {year}: {words}. Dasar: {source.strip()}.",
        )  # fmt: skip
    return [*changed, *returned]


@transaction.atomic
def freeze(
    *, puskesmas: Puskesmas, by: Person, year: int, reason: str, origin: tuple[str, str] = ("", "")
) -> AbkVersion:
    """Keep the analysis as it was agreed, never to be changed; the reason says which occasion or what changed.

    Raises:
        ValidationError: without a reason, nothing to agree on, something refused, or nothing new since the last one.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya, misalnya “disepakati di lokmin pertama”.")})
    found = queries.result(puskesmas, year)
    if found.refusals:
        raise ValidationError(found.refusals[0])
    if not found.counted:
        raise ValidationError(_("Belum ada yang dapat disepakati: isi norma waktu dan capaian setahun."))
    body = as_body(found)
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    last = AbkVersion.objects.of(puskesmas).filter(year=year).order_by("-number").first()
    if last is not None and last.sha256 == digest:
        raise ValidationError(_("Tidak ada yang berubah sejak versi %(n)s.") % {"n": last.number})
    version = AbkVersion.objects.create(
        puskesmas=puskesmas, year=year, number=last.number + 1 if last else 1, reason=reason.strip()[:200], body=body,
        sha256=digest, origin_kind=origin[0], origin_id=origin[1], made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="sepakati_abk", about=version,
        sentence=f"{by} menyimpan ABK {year} versi {version.number}: {reason.strip()}.",
    )  # fmt: skip
    return version


@transaction.atomic
def tell_meetings(*, puskesmas: Puskesmas, year: int, kinds: Mapping[str, tuple[int, int]]) -> None:
    """What the stage of meetings knows: kind -> (how many were held, minutes of all); called when one is closed.

    Kinds are ``lokmin_bulanan``, ``lokmin_tribulanan``, ``pra_lokmin``.
    """
    for kind, (held, minutes) in kinds.items():
        MeetingMinutes.objects.update_or_create(
            puskesmas=puskesmas, year=year, kind=kind,
            defaults={"held": held, "minutes": minutes, "told_at": clock.now()},
        )  # fmt: skip


__all__ = [
    "Line",
    "begin",
    "freeze",
    "refill",
    "set_standard",
    "set_time",
    "share",
    "tell_meetings",
    "write_tasks",
]
