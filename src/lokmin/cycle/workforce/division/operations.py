"""Writes of the division of tasks: a PJ from a day on, the helpers, a task of the office's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.division import queries
from lokmin.cycle.workforce.models import Staff, TaskAssignment


@dataclass(frozen=True, slots=True)
class Lead:
    """A task gets its PJ; ``staff`` None: nobody any more."""

    code: str
    staff: Staff | None
    decree: str = ""


@transaction.atomic
def set_leads(
    *, puskesmas: Puskesmas, by: Person, leads: Iterable[Lead], since: dt.date, reason: str = "",
    origin: tuple[str, str] = ("", ""),
) -> int:  # fmt: skip
    """Write the PJ of tasks from a day on; who was PJ before stays readable. Returns how many changed.

    Raises:
        ValidationError: an unknown task, somebody of another office, or a day before what began later.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    told = []
    for lead in leads:
        name = _name(puskesmas, lead.code)
        _check(puskesmas, lead.staff, since)
        if _put_lead(puskesmas, by, lead, name, since, reason.strip(), origin):
            told.append(f"{name}: {lead.staff or 'tidak ada'}")
    if told:
        why = f" Alasan: {audit.short(reason)}." if reason.strip() else ""
        audit.record(
            puskesmas=puskesmas, by=by, action="pembagian",
            sentence=f"{by.full_name} menetapkan PJ sejak {short_date(since)}: {'; '.join(told)}.{why}",
        )  # fmt: skip
    return len(told)


@transaction.atomic
def set_members(*, puskesmas: Puskesmas, by: Person, code: str, staff: Iterable[Staff], since: dt.date) -> int:
    """Who helps with a task from a day on; those left out end the day before. Returns how many changed.

    Raises:
        ValidationError: as ``set_leads``.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    name = _name(puskesmas, code)
    wanted = {s.pk: s for s in staff}
    for one in wanted.values():
        _check(puskesmas, one, since)
    rows = TaskAssignment.objects.of(puskesmas).filter(programme=code, role=TaskAssignment.MEMBER)
    changed = 0
    for row in rows.filter(Q(until__isnull=True) | Q(until__gte=since)):
        if row.staff_id in wanted and row.until is None:
            wanted.pop(row.staff_id)
        elif row.staff_id not in wanted:
            _end(row, since)
            changed += 1
    known = queries.known_tasks().get(code)
    for one in wanted.values():
        TaskAssignment.objects.create(
            puskesmas=puskesmas, staff=one, programme=code, text="" if known else name, kind=_kind(code, one),
            role=TaskAssignment.MEMBER, klaster=known.klaster if known else one.klaster, since=since,
            made_at=clock.now(), made_by=by,
        )  # fmt: skip
        changed += 1
    if changed:
        audit.record(
            puskesmas=puskesmas, by=by, action="pembagian",
            sentence=f"{by.full_name} mengubah pelaksana {name} sejak {short_date(since)}: {changed} orang.",
        )  # fmt: skip
    return changed


@transaction.atomic
def add_task(*, puskesmas: Puskesmas, by: Person, name: str, staff: Staff, since: dt.date, decree: str = "") -> str:
    """A task only this office has, with its PJ; returns its key.

    Raises:
        ValidationError: no name, or one that is there already.
    """
    text = " ".join(name.split())
    key = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:34]
    if not key:
        raise ValidationError({"name": _("tulis nama tugasnya.")})
    there = {t.name.casefold() for t in queries.known_tasks().values()}
    there |= {n.casefold() for n in queries.own_names(puskesmas).values()}
    code = f"sendiri:{key}"[:40]
    if text.casefold() in there or TaskAssignment.objects.of(puskesmas).filter(programme=code).exists():
        raise ValidationError({"name": _("tugas ini sudah ada.")})
    _check(puskesmas, staff, since)
    TaskAssignment.objects.create(
        puskesmas=puskesmas, staff=staff, programme=code, text=text, kind="tambahan", klaster=staff.klaster,
        decree=decree.strip(), since=since, made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="pembagian",
        sentence=f"{by.full_name} menambah tugas {text}, PJ {staff}.",
    )  # fmt: skip
    return code


def _name(puskesmas: Puskesmas, code: str) -> str:
    name = queries.task_name(puskesmas, code)
    if name is None:
        raise ValidationError(_("Tugas “%(code)s” tidak dikenal.") % {"code": code})
    return name


def _check(puskesmas: Puskesmas, staff: Staff | None, since: dt.date) -> None:
    if staff is not None and staff.puskesmas_id != puskesmas.pk:
        raise ValidationError(_("%(name)s bukan staf puskesmas ini.") % {"name": staff})
    if staff is not None and staff.left_on is not None and staff.left_on < since:
        told = {"name": staff, "day": short_date(staff.left_on)}
        raise ValidationError(_("%(name)s berhenti bertugas %(day)s. Pilih orang lain.") % told)


def _kind(code: str, staff: Staff) -> str:
    """A task of one's own klaster is a main task, one of another klaster integrates."""
    task = queries.known_tasks().get(code)
    if task is None:
        return "tambahan"
    return "pokok" if staff.klaster in (None, task.klaster) else "integrasi"


def _end(row: TaskAssignment, since: dt.date) -> None:
    """End a row the day before; one that began on the very day never was."""
    if row.since >= since:
        row.delete()
    else:
        row.until = since - dt.timedelta(days=1)
        row.save(update_fields=["until"])


def _put_lead(
    puskesmas: Puskesmas, by: Person, lead: Lead, name: str, since: dt.date, reason: str, origin: tuple[str, str]
) -> bool:
    rows = TaskAssignment.objects.of(puskesmas).filter(programme=lead.code, role=TaskAssignment.PJ)
    later = rows.filter(since__gt=since).select_related("staff").order_by("since").first()
    # Until somebody begins who is already chosen for a day to come, another may hold it; the past is not cut into.
    if later is not None and (lead.staff is None or later.since <= clock.today()):
        told = {"what": name, "name": later.staff, "day": short_date(later.since)}
        raise ValidationError(
            _("%(what)s sudah ditetapkan untuk %(name)s sejak %(day)s. Pilih tanggal sesudahnya.") % told
        )
    until = later.since - dt.timedelta(days=1) if later is not None else None
    now = rows.filter(Q(until__isnull=True) | Q(until__gte=since), since__lte=since).order_by("-since").first()
    decree = " ".join(lead.decree.split())
    if lead.staff is None and (now is None or (now.staff.left_on is not None and now.staff.left_on < since)):
        return False
    if now is not None and lead.staff is not None and now.staff_id == lead.staff.pk and now.until == until:
        if decree and now.decree != decree:
            now.decree = decree
            now.save(update_fields=["decree"])
            return True
        return False
    if now is not None:
        _end(now, since)
    if lead.staff is not None:
        helping = TaskAssignment.objects.of(puskesmas).filter(
            programme=lead.code, role=TaskAssignment.MEMBER, staff=lead.staff, until__isnull=True
        )
        for row in helping:
            _end(row, since)
        known = queries.known_tasks().get(lead.code)
        TaskAssignment.objects.create(
            puskesmas=puskesmas, staff=lead.staff, programme=lead.code, text="" if known else name,
            kind=_kind(lead.code, lead.staff), klaster=known.klaster if known else lead.staff.klaster, decree=decree,
            since=since, until=until, reason=reason, origin_kind=origin[0], origin_id=origin[1], made_at=clock.now(),
            made_by=by,
        )  # fmt: skip
    return True
