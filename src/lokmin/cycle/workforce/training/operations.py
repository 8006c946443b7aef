"""Writes of the part: needs taken over or written, trainings planned, held or dropped, with who took part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.models import Staff, Training, TrainingNeed, TrainingPart
from lokmin.cycle.workforce.training import queries

HELD, PLANNED, DROPPED = queries.HELD, queries.PLANNED, queries.DROPPED
COLUMNS = ("title", "kind", "provider", "start", "end", "month", "jpl_tenths", "cost", "fund", "state", "state_reason")


@dataclass(frozen=True, slots=True)
class Part:
    """One who takes part; ``attended`` None as long as it was not held; ``need`` what it meets."""

    staff: int
    attended: bool | None = None
    jpl_tenths: int | None = None
    certificate: str = ""
    need: int | None = None


def _staff(puskesmas: Puskesmas, pks: Iterable[int]) -> dict[int, Staff]:
    wanted = set(pks)
    found = {row.pk: row for row in Staff.objects.of(puskesmas).filter(pk__in=wanted)}
    if wanted - found.keys():
        raise ValidationError(_("Ada peserta yang tidak ada di daftar staf."))
    return found


@transaction.atomic
def want(
    *, puskesmas: Puskesmas, by: Person, year: int, topic: str, why: str = "", staff: Sequence[int] = (),
    profession: str = "", priority: int | None = None, origin: tuple[str, str] = ("usul", ""),
) -> tuple[TrainingNeed, ...]:  # fmt: skip
    """Write a need: one for each person named, else one for a profession or for all.

    Raises:
        ValidationError: no topic, somebody who is not on the staff.
    """
    if not topic.strip():
        raise ValidationError({"topic": _("Tulis pelatihannya.")})
    people: list[Staff | None] = [*_staff(puskesmas, staff).values()] or [None]
    now = clock.now()
    made = tuple(
        TrainingNeed.objects.create(
            puskesmas=puskesmas, made_at=now, made_by=by, year=year, staff=one, profession="" if one else profession,
            topic=topic.strip()[:160], why=why.strip()[:200], priority=priority, origin_kind=origin[0],
            origin_id=origin[1],
        )
        for one in people
    )  # fmt: skip
    whom = ", ".join(one.short_name for one in people if one) or _("semua yang memerlukan")
    audit.record(
        puskesmas=puskesmas, by=by, action="pelatihan.butuh", about=made[0],
        sentence=f"{by} mencatat kebutuhan pelatihan {year}: {audit.short(topic)} untuk {whom}.",
    )  # fmt: skip
    return made


@transaction.atomic
def take_over(*, puskesmas: Puskesmas, by: Person, year: int, keys: Iterable[str], aside: bool = False) -> int:
    """Take suggestions over as needs, or put them ``aside`` so that they are not suggested again this year.

    ``keys`` are ``kind:id`` of ``Suggestion.origin``; what is no longer suggested is passed over.
    """
    wanted = set(keys)
    now, n = clock.now(), 0
    for one in queries.suggestions(puskesmas, year):
        if ":".join(one.origin) not in wanted:
            continue
        TrainingNeed.objects.create(
            puskesmas=puskesmas, made_at=now, made_by=by, year=year, staff_id=int(one.member) if one.member else None,
            profession="" if one.member else one.profession, topic=one.topic[:160], why=one.why[:200],
            priority=1 if one.urgent else 2, origin_kind=one.origin[0], origin_id=one.origin[1],
            removed_at=now if aside else None,
        )  # fmt: skip
        n += 1
    if n:
        what = "mengesampingkan" if aside else "menerima"
        audit.record(
            puskesmas=puskesmas, by=by, action="pelatihan.saran",
            sentence=f"{by} {what} {n} saran kebutuhan pelatihan {year}.",
        )  # fmt: skip
    return n


@transaction.atomic
def remove_need(*, need: TrainingNeed, by: Person) -> None:
    """Take a need back; nothing happens to a training that was planned for it."""
    row = TrainingNeed.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if row.removed_at is None:
        row.removed_at = clock.now()
        row.save(update_fields=["removed_at"])
        audit.record(
            puskesmas=row.puskesmas, by=by, action="pelatihan.butuh", about=row,
            sentence=f"{by} menghapus kebutuhan pelatihan {row.year}: {audit.short(row.topic)}.",
        )  # fmt: skip


@transaction.atomic
def plan_needs(*, puskesmas: Puskesmas, by: Person, year: int, needs: Iterable[int]) -> tuple[Training, ...]:
    """Plan one training for each topic among the needs, with the people named in them.

    Raises:
        ValidationError: no need, or none that is still open.
    """
    rows = TrainingNeed.objects.of(puskesmas).filter(pk__in=list(needs), year=year, removed_at__isnull=True)
    open_ones = [row for row in rows.order_by("pk") if not row.met_by.exclude(training__state=DROPPED).exists()]
    if not open_ones:
        raise ValidationError(_("Centang kebutuhan yang belum direncanakan."))
    by_topic: dict[str, list[TrainingNeed]] = {}
    for row in open_ones:
        by_topic.setdefault(row.topic.casefold(), []).append(row)
    made = []
    for group in by_topic.values():
        people = {row.staff_id: Part(row.staff_id, need=row.pk) for row in group if row.staff_id}
        for row in group:
            if not row.staff_id and row.profession:
                found = Staff.objects.of(puskesmas).filter(profession=row.profession, left_on__isnull=True)
                for pk in found.values_list("pk", flat=True):
                    people.setdefault(pk, Part(pk, need=row.pk))
        made.append(
            save(puskesmas=puskesmas, by=by, year=year, columns={"title": group[0].topic}, parts=people.values())
        )
    return tuple(made)


@transaction.atomic
def save(
    *, puskesmas: Puskesmas, by: Person, year: int, columns: Mapping[str, Any], parts: Iterable[Part],
    training: Training | None = None, origin: tuple[str, str] = ("", ""),
) -> Training:  # fmt: skip
    """Write a training with everybody who takes part; who is not among ``parts`` is taken off.

    Raises:
        ValidationError: held without a day or in the future, dropped without a reason, days the wrong way round,
            somebody who is not on the staff.
    """
    if strange := set(columns) - set(COLUMNS):
        raise ValidationError(_("Tidak dapat diubah di sini: %(names)s.") % {"names": ", ".join(sorted(strange))})
    row = training or Training(puskesmas=puskesmas, made_at=clock.now(), made_by=by)
    if training is not None:
        row = Training.objects.of(puskesmas).select_for_update(of=("self",)).get(pk=training.pk)
    row.year = year
    for name, value in columns.items():
        setattr(row, name, value)
    if any(origin):
        row.origin_kind, row.origin_id = origin
    _check(row)
    row.save()
    _write_parts(row, list(parts))
    audit.record(
        puskesmas=puskesmas, by=by, action="pelatihan.tulis", about=row,
        sentence=f"{by} menulis pelatihan {audit.short(row.title)} {year}: {row.state}, {row.parts.count()} peserta.",
    )  # fmt: skip
    return row


def _check(row: Training) -> None:
    if not row.title.strip():
        raise ValidationError({"title": _("Tulis nama pelatihannya.")})
    if row.start and row.end and row.end < row.start:
        raise ValidationError({"end": _("Tanggal selesai sebelum tanggal mulai.")})
    if row.state == HELD and row.start is None:
        raise ValidationError({"start": _("Tulis tanggal mulai pelatihan yang sudah terlaksana.")})
    if row.state == HELD and row.start and row.start > clock.today():
        raise ValidationError({"state": _("Pelatihan itu belum dimulai; biarkan sebagai rencana.")})
    if row.state == DROPPED and not row.state_reason.strip():
        raise ValidationError({"state_reason": _("Tulis alasan batalnya.")})


def _write_parts(row: Training, parts: list[Part]) -> None:
    staff = _staff(row.puskesmas, (p.staff for p in parts))
    wanted_needs = {p.need for p in parts if p.need}
    needs = set(TrainingNeed.objects.of(row.puskesmas).filter(pk__in=wanted_needs).values_list("pk", flat=True))
    present = {part.staff_id: part for part in row.parts.all()}
    for one in parts:
        part = present.pop(one.staff, None) or TrainingPart(training=row, staff=staff[one.staff])
        part.attended = one.attended if row.state == HELD else None
        part.jpl_tenths, part.certificate = one.jpl_tenths, one.certificate.strip()[:80]
        if one.need in needs:
            part.need_id = one.need
        part.save()
    TrainingPart.objects.filter(pk__in=[part.pk for part in present.values()]).delete()


@transaction.atomic
def tell_lesson(
    *, puskesmas: Puskesmas, by: Person, origin: tuple[str, str], title: str, day: dt.date, jpl_tenths: int | None,
    people: Iterable[Person], provider: str = "",
) -> Training | None:  # fmt: skip
    """A lesson that was given inside (the knowledge point of a lokmin): told by the stage that held it.

    Told again with the same origin it is corrected. None when nobody of the staff register was there.
    """
    staff = list(Staff.objects.of(puskesmas).filter(person__in=list(people)).values_list("pk", flat=True))
    row = Training.objects.of(puskesmas).filter(origin_kind=origin[0], origin_id=origin[1]).first()
    if not staff and row is None:
        return None
    columns = {
        "title": title[:160], "kind": "peningkatan pengetahuan di lokmin", "provider": provider[:120] or puskesmas.name,
        "start": day, "end": day, "jpl_tenths": jpl_tenths, "cost": 0, "state": HELD,
    }  # fmt: skip
    kept = {part.staff_id: part.certificate for part in row.parts.all()} if row else {}
    return save(
        puskesmas=puskesmas, by=by, year=day.year, columns=columns, training=row, origin=origin,
        parts=[Part(pk, attended=True, certificate=kept.get(pk, "")) for pk in staff],
    )  # fmt: skip
