"""The writes of the evidence chain: what an office adds to a step, and the Dinkes' score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.assessment.chain import FULL_SCORE, HALF_SCORE, NO_SCORE
from lokmin.core.periods import short_date
from lokmin.cycle.assessment.chain.queries import KEY, about, dated_parts, rule_of
from lokmin.cycle.assessment.models import AssessmentFile, ChainNote
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.proofs import Proof
from lokmin.cycle.reporting import originals

SCORES = (FULL_SCORE, HALF_SCORE, NO_SCORE)
LARGEST = 15 * 1024 * 1024
#: Files of one step.
MOST = 20


@transaction.atomic
def say(
    *, puskesmas: Puskesmas, by: Person, year: int, step: int, note: str = "", score: int | None = None,
    on: dt.date | None = None, proofs: Sequence[Proof] = (),
) -> ChainNote:  # fmt: skip
    """What the office says of a step: words, a day, files; its own score only with words or a file as proof.

    Raises:
        ValidationError: with the field it is about.
    """
    row = _row(puskesmas, by, year, step)
    words = " ".join(note.split())[:300]
    there = AssessmentFile.objects.of(puskesmas).filter(about=about(year, step), removed_at=None)
    if score is not None and score not in SCORES:
        raise ValidationError({"score": _("Nilai hanya 10, 5, atau 0.")})
    if score is not None and not words and not proofs and not there.exists():
        raise ValidationError({"note": _("Tulis apa buktinya atau unggah berkasnya; nilai sendiri perlu bukti.")})
    if on is not None and on > clock.today():
        raise ValidationError({"on": _("Tanggalnya belum tiba.")})
    present = set(there.values_list("sha256", flat=True))
    fresh = {originals.keep(one.data): one for one in proofs}
    new = {sha: one for sha, one in fresh.items() if sha not in present}
    if len(present) + len(new) > MOST:
        raise ValidationError({"files": _("Satu langkah paling banyak %(n)s berkas.") % {"n": MOST}})
    row.note, row.score, row.on = words, score, on
    row.save()
    for sha, one in new.items():
        AssessmentFile.objects.create(
            puskesmas=puskesmas, about=about(year, step), kind=one.kind, name=one.name[-120:], sha256=sha,
            size=len(one.data), width=one.width, height=one.height, at=clock.now(), by=by,
        )  # fmt: skip
    told = _("nilai sendiri %(n)s") % {"n": score} if score is not None else _("tanpa nilai sendiri")
    audit.record(
        puskesmas=puskesmas, by=by, action="rantai.catat", about=row,
        sentence=f"{by} mencatat langkah {step} bukti perencanaan {year}: {told}, {len(new)} berkas baru. "
        + short(words),
    )  # fmt: skip
    return row


@transaction.atomic
def verify(*, puskesmas: Puskesmas, by: Person, year: int, step: int, score: int | None, note: str = "") -> ChainNote:
    """The Dinkes' score of a step; None takes it back.

    Raises:
        ValidationError: with the field it is about.
    """
    row = _row(puskesmas, by, year, step)
    if score is not None and score not in SCORES:
        raise ValidationError({"verified": _("Nilai hanya 10, 5, atau 0.")})
    row.verified, row.verified_note = score, " ".join(note.split())[:300]
    row.save()
    audit.record(
        puskesmas=puskesmas, by=by, action="rantai.verifikasi", about=row,
        sentence=f"{by} menilai langkah {step} bukti perencanaan {year}: {'–' if score is None else score}.",
    )  # fmt: skip
    return row


@transaction.atomic
def set_deadlines(*, puskesmas: Puskesmas, by: Person, year: int, days: Mapping[str, dt.date | None]) -> None:
    """The office's own last days of a year; None takes one back to the usual day.

    Raises:
        ValidationError: a day far from the year.
    """
    known = {code for code, _name, _day in dated_parts(year)}
    kept = {part: day for part, day in days.items() if part in known and day is not None}
    if any(abs(day.year - year) > 1 for day in kept.values()):
        raise ValidationError(_("Batas waktu harus di sekitar tahun %(year)s.") % {"year": year})
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    own = dict(fresh.settings.get(KEY, {}))
    own[str(year)] = {part: day.isoformat() for part, day in kept.items()}
    fresh.settings = {**fresh.settings, KEY: own}
    fresh.save(update_fields=["settings"])
    puskesmas.settings = fresh.settings
    told = ", ".join(f"{part} {short_date(day)}" for part, day in sorted(kept.items()))
    audit.record(
        puskesmas=fresh, by=by, action="rantai.batas", about=fresh,
        sentence=f"{by} mengatur batas waktu bukti perencanaan {year}: {told or 'menurut kebiasaan'}.",
    )  # fmt: skip


@transaction.atomic
def drop_file(*, file: AssessmentFile, by: Person, reason: str) -> None:
    """Take a proof out, with the reason.

    Raises:
        ValidationError: no reason.
    """
    if not reason.strip():
        raise ValidationError(_("Tulis mengapa berkas ini dihapus."))
    if file.removed_at is not None:
        return
    file.removed_at, file.removed_reason = clock.now(), reason.strip()[:200]
    file.save(update_fields=["removed_at", "removed_reason"])
    audit.record(
        puskesmas=file.puskesmas, by=by, action="rantai.berkas_hapus", about=file,
        sentence=f"{by} menghapus bukti “{file.name}” ({file.about}): {file.removed_reason}.",
    )  # fmt: skip


def _row(puskesmas: Puskesmas, by: Person, year: int, step: int) -> ChainNote:
    if not 1 <= step <= len(rule_of(year).steps):
        raise ValidationError(_("Langkah %(n)s tidak ada.") % {"n": step})
    if not 2000 <= year <= 2100:
        raise ValidationError(_("Tahun %(year)s tidak masuk akal.") % {"year": year})
    found = ChainNote.objects.of(puskesmas).select_for_update().filter(year=year, step=step).first()
    row: ChainNote = found or ChainNote(puskesmas=puskesmas, year=year, step=step)
    row.made_at, row.made_by = clock.now(), by
    return row
