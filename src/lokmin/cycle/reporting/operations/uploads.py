"""A dropped workbook's way: received, read, previewed, answered, accepted, taken back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month, short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.roles import villages_of
from lokmin.cycle.reporting import originals, reading, store
from lokmin.cycle.reporting.calm import calm
from lokmin.cycle.reporting.checks import doubts
from lokmin.cycle.reporting.models import PeriodNote, Upload
from lokmin.cycle.reporting.operations.claims import adopt, give_back
from lokmin.cycle.reporting.preview import Preview, Setting, compute
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.reporting.queries.claims import offers
from lokmin.cycle.reporting.queries.uploads import period_notes
from lokmin.cycle.reporting.refusals import Refused
from lokmin.exchange.excel.records import Understanding
from lokmin.exchange.excel.refusal import FileRefused


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting did. ``waiting`` cells need an answer, ``wrong`` ones a correction.

    ``denominators``: indicators that are divided by the office's own denominator from now on.
    """

    new: int
    changed: int
    same: int
    waiting: int
    wrong: int
    denominators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What taking back did, as keys (place code, period, element, variant).

    ``restored``: the older number is in force again; ``removed``: not reported any more; ``kept_because_changed``:
    somebody changed it since, so what they wrote stays. ``denominators``: indicators divided as before again.
    """

    restored: tuple[store.Key, ...]
    removed: tuple[store.Key, ...]
    kept_because_changed: tuple[store.Key, ...]
    denominators: tuple[str, ...] = ()


def receive(*, puskesmas: Puskesmas, by: Person, name: str, data: bytes) -> Upload:
    """Keep a dropped file as it came.

    Raises:
        Refused: wrong or hostile file, with the reader's sentence; nothing is kept.
    """
    name = _clean(name)
    try:
        reading.check(data, name)
    except FileRefused as refusal:
        raise Refused(refusal.message) from refusal
    sha256 = originals.keep(data)
    with transaction.atomic():
        upload: Upload = Upload.objects.create(
            puskesmas=puskesmas, name=name, sha256=sha256, size=len(data), by=by, at=clock.now()
        )
        sentence = f"{by} mengunggah {name} ({indonesian(len(data) // 1024 or 1)} KB)."
        audit.record(puskesmas=puskesmas, by=by, action="unggah", sentence=sentence, about=upload)
    return upload


def read(
    upload: Upload, *, year: int | None = None, progress: reading.Progress | None = None, claim: str = ""
) -> Upload:
    """Understand the file now, in this process, and store the result; a refusal becomes the state ``gagal``.

    ``year`` is the one meant where the workbook names only months. ``claim`` is the reading process's hold on the
    upload: when another took over or the upload was thrown away meanwhile, nothing is stored.
    """
    if year:
        upload.answers = {**upload.answers, "year": year}
        upload.save(update_fields=["answers"])
    try:
        found = reading.understand_upload(upload, progress=progress)
    except (FileRefused, ValueError, OSError) as error:
        return failed(upload, str(error), claim=claim)
    return understood(upload, found, claim=claim)


def understood(upload: Upload, found: Understanding, *, claim: str = "") -> Upload:
    """Store what was understood; the upload is ready to be looked at."""
    summary = {
        **upload.summary,
        "tries": 0,
        "cells": len(found.readings) + len(found.ignored),
        "questions": len(found.questions),
        "errors": sum(f.severity == "galat" for f in found.findings),
    }
    # An upload that has been accepted in part stays so when it is read again after an answer.
    state = "masuk" if upload.accepted_at else "siap"
    with calm():
        packed = reading.pack(found)
    return _set(upload, claim, understood=packed, summary=summary, state=state, progress=100, error="")


def failed(upload: Upload, sentence: str, *, claim: str = "") -> Upload:
    """Say why a file could not be read."""
    return _set(upload, claim, state="gagal", error=sentence)


def _set(upload: Upload, claim: str, **values: object) -> Upload:
    mine = Upload.objects.filter(pk=upload.pk).exclude(state="dibuang")
    if claim:
        mine = mine.filter(worker=claim)
    mine.update(worker="", heartbeat=None, **values)
    upload.refresh_from_db()
    return upload


def preview(upload: Upload, *, by: Person | None = None, ask_noted: bool = True) -> Preview:
    """What accepting would do now, for this person (a bidan desa only for the own villages)."""
    found = reading.understood(upload)
    puskesmas = upload.puskesmas
    limit = villages_of(by, puskesmas) if by else None
    places = store.places_of(puskesmas)
    answers = upload.answers
    catalogue = catalogue_for(puskesmas, found.year)
    # Whole years, because the checks hold a month against the months before it.
    years = {r.period[:4] for r in found.readings if r.period}
    periods = years | {f"{year}-{month:02d}" for year in years for month in range(1, 13)}
    current = store.current(puskesmas, periods)
    names = {place.code: place.name for place in places}
    setting = Setting(
        catalogue=catalogue,
        current=current,
        names=names,
        check=lambda new: doubts(new, current, catalogue, names),
        allowed=None if limit is None else _with_posyandu(places, limit),
        sheet_variant=answers.get("variant", "sk"),
        cells=answers.get("cells", {}),
        answered={qid: a["value"] for qid, a in answers.get("questions", {}).items()},
        noted=period_notes(puskesmas),
        ask_noted=ask_noted,
    )
    year = found.year or clock.today().year
    told = offers(upload, found.claims, catalogue=catalogue, year=year, by=by)
    return replace(compute(found, setting), offers=told)


def _with_posyandu(places: list[Place], limit: set[str]) -> frozenset[str]:
    own = {place.pk for place in places if place.code in limit}
    return frozenset(p.code for p in places if p.pk in own or p.parent_id in own)


def accept(*, upload: Upload, by: Person, ask_noted: bool = True) -> Accepted:
    """Store what is sure: new numbers are added, changed ones supersede, what waits or is wrong stays out.

    Two people accepting at once, or one twice, store each number once.

    Raises:
        Refused: the upload is not ready, was taken back or thrown away.
    """
    with calm(), transaction.atomic():
        store.lock(upload.puskesmas)
        row = Upload.objects.select_for_update().select_related("puskesmas__place").get(pk=upload.pk)
        if row.state not in ("siap", "masuk"):
            raise Refused(_not_ready(row))
        plan = preview(row, by=by, ask_noted=ask_noted)
        now = clock.now()
        store.write(puskesmas=row.puskesmas, by=by, at=now, writes=plan.writes, upload=row)
        taken = adopt(upload=row, by=by, at=now, offers=plan.offers)
        changed = sum(w.replaces is not None for w in plan.writes)
        counts = Accepted(
            len(plan.writes) - changed,
            changed,
            plan.counts["same"],
            plan.counts["warning"],
            plan.counts["error"],
            taken,
        )
        if plan.writes or taken or (row.state == "siap" and not counts.waiting):
            row.state = "masuk"
            row.accepted_at, row.accepted_by = row.accepted_at or now, row.accepted_by or by
            before = row.summary
            row.summary = {
                **before,
                "new": before.get("new", 0) + counts.new,
                "changed": before.get("changed", 0) + changed,
                "waiting": counts.waiting,
                "wrong": counts.wrong,
                "pembagi": [*before.get("pembagi", []), *taken],
                "months": sorted(set(before.get("months", [])) | {w.key[1] for w in plan.writes}),
            }
            row.save(update_fields=["state", "accepted_at", "accepted_by", "summary"])
            total = indonesian(len(plan.writes))
            sentence = f"{by} menerima {total} angka dari {row.name}: {counts.new} baru, {changed} berubah."
            audit.record(puskesmas=row.puskesmas, by=by, action="terima_unggahan", sentence=sentence, about=row)
    upload.refresh_from_db()
    return counts


def _not_ready(upload: Upload) -> str:
    return {
        "dibatalkan": _("Unggahan ini sudah dibatalkan. Unggah lagi berkasnya bila angkanya hendak dimasukkan."),
        "dibuang": _("Unggahan ini sudah dibuang. Unggah lagi berkasnya bila angkanya hendak dimasukkan."),
        "gagal": _("Berkas ini tidak dapat dibaca: %(why)s") % {"why": upload.error},
    }.get(upload.state, _("Berkas ini masih dibaca. Tunggu sampai selesai, lalu terima."))


def withdraw(*, upload: Upload, by: Person) -> Withdrawal:
    """Take an accepted upload back: exactly what was before is in force again, except where it was changed since.

    Raises:
        Refused: its numbers are not in.
    """
    with transaction.atomic():
        store.lock(upload.puskesmas)
        row = Upload.objects.select_for_update().select_related("puskesmas__place").get(pk=upload.pk)
        if row.state != "masuk":
            raise Refused(_("Angka dari unggahan ini tidak sedang tersimpan, jadi tidak ada yang dibatalkan."))
        now = clock.now()
        result = store.take_back(puskesmas=row.puskesmas, upload=row, at=now)
        denominators = give_back(upload=row, by=by, at=now)
        row.state, row.withdrawn_at, row.withdrawn_by = "dibatalkan", now, by
        row.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
        sentence = (
            f"{by} membatalkan {row.name}: {len(result.restored)} angka lama dipulihkan, {len(result.removed)} angka "
            f"dihapus dari laporan, {len(result.kept)} tetap karena sudah diubah sesudahnya."
        )
        audit.record(puskesmas=row.puskesmas, by=by, action="batalkan_unggahan", sentence=sentence, about=row)
    upload.refresh_from_db()
    return Withdrawal(result.restored, result.removed, result.kept, denominators)


def discard(*, upload: Upload, by: Person) -> None:
    """Throw away an upload whose numbers are not in; the original and the audit line stay.

    Raises:
        Refused: its numbers are in; they must be taken back first.
    """
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        if row.state == "masuk":
            raise Refused(_("Angka dari unggahan ini sudah masuk. Batalkan dahulu."))
        row.state, row.worker = "dibuang", ""
        row.save(update_fields=["state", "worker"])
        sentence = f"{by} membuang unggahan {row.name}; tidak ada angka yang masuk."
        audit.record(puskesmas=row.puskesmas, by=by, action="buang_unggahan", sentence=sentence, about=row)
    upload.refresh_from_db()


def preview_bytes(*, puskesmas: Puskesmas, name: str, data: bytes, year: int | None = None) -> Preview:
    """What accepting a file would do, without storing anything.

    Raises:
        Refused: with the reader's sentence.
    """
    answers = {"year": year} if year else {}
    upload = Upload(puskesmas=puskesmas, name=_clean(name), size=len(data), at=clock.now(), answers=answers)
    try:
        upload.understood = reading.pack(reading.understand_upload(upload, data=data))
    except FileRefused as refusal:
        raise Refused(refusal.message) from refusal
    return preview(upload, ask_noted=False)


def note_period(*, puskesmas: Puskesmas, period: str, text: str) -> None:
    """Remember that a month was shown in a meeting (``sudah dibahas di lokmin 7 April 2026``); the latest word stays.

    Part of the operation that freezes the month, inside its transaction: no audit line of its own.
    """
    Month.parse(period)
    PeriodNote.objects.update_or_create(
        puskesmas=puskesmas, period=period, defaults={"text": text[:200], "at": clock.now()}
    )


def _clean(name: str) -> str:
    """The last part of a file name without control characters, at most 200 long, its ending kept."""
    text = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    text = re.split(r"[\\/]", text)[-1].strip() or f"unggahan {short_date(clock.today())}"
    stem, dot, ending = text.rpartition(".")
    return text if len(text) <= 200 else f"{stem[: 199 - len(ending)]}{dot}{ending}"[:200]
