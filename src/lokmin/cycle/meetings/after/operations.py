"""Writes after a meeting: versions of the press text."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Meeting, PressRelease
from lokmin.cycle.meetings.operations.locks import locked


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a text; ``beside`` is the version somebody else wrote meanwhile, None when there was none."""

    version: PressRelease
    beside: PressRelease | None


@transaction.atomic
def save_press(*, meeting: Meeting, by: Person, title: str, text: str, base: int) -> Kept:
    """Keep a version of the press text. Nothing is overwritten; the same text again is the same version.

    ``base`` is the version the writer started from (0: the draft). Closed minutes do not change by a press text, so it
    can be written at any time.

    Raises:
        ValidationError: without a title or a text.
    """
    wrong: dict[str, str] = {}
    if not title.strip():
        wrong["title"] = _("Tulis judulnya.")
    if not text.strip():
        wrong["text"] = _("Naskah masih kosong.")
    if wrong:
        raise ValidationError(wrong)
    fresh = locked(meeting)
    words = "\n".join(line.rstrip() for line in text.strip().splitlines())
    last = fresh.press.order_by("-number").first()
    if last is not None and (last.title, last.text) == (title.strip(), words):
        return Kept(last, None)
    number = (fresh.press.aggregate(last=models.Max("number"))["last"] or 0) + 1
    made = PressRelease.objects.create(
        meeting=fresh, number=number, title=title.strip(), text=words, at=clock.now(), by=by
    )
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="siaran.simpan", about=made,
        sentence=f"{by} menyimpan naskah siaran pers {number} dari {fresh.title}.",
    )  # fmt: skip
    beside = last if last is not None and last.number != base and last.by_id != by.pk else None
    return Kept(made, beside)
