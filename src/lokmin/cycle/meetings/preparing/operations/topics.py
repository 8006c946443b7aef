"""Topics pinned for a time, and letters of others that a meeting has to hear."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Focus, IncomingLetter


@transaction.atomic
def add_focus(
    *,
    puskesmas: Puskesmas,
    by: Person,
    title: str,
    since: dt.date,
    until: dt.date,
    owner: Person | None = None,
    indicator: str = "",
    detail: str = "",
    minutes: int = 10,
) -> Focus:
    """Pin a topic: it comes first into every agenda of its time.

    Raises:
        ValidationError: without a title, when it ends before it begins, or with impossible minutes.
    """
    wrong: dict[str, str] = {}
    if not title.strip():
        wrong["title"] = _("Tulis fokusnya.")
    if until < since:
        wrong["until"] = _("Harus sesudah tanggal mulai.")
    if not 1 <= minutes <= 120:
        wrong["minutes"] = _("Lama acara harus 1 sampai %(most)s menit.") % {"most": 120}
    if wrong:
        raise ValidationError(wrong)
    made: Focus = Focus.objects.create(
        puskesmas=puskesmas, title=title.strip(), since=since, until=until, owner=owner, indicator=indicator,
        detail=detail.strip(), minutes=minutes, made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="fokus.tambah", about=made,
        sentence=f"{by} menetapkan fokus utama {made.title}, {short_date(since)} sampai {short_date(until)}.",
    )  # fmt: skip
    return made


@transaction.atomic
def end_focus(*, focus: Focus, by: Person) -> Focus:
    """The topic ends yesterday, or on its first day; meetings that were keep it."""
    fresh: Focus = Focus.objects.of(focus.puskesmas).select_for_update().get(pk=focus.pk)
    fresh.until = max(fresh.since, min(fresh.until, clock.today() - dt.timedelta(days=1)))
    fresh.save(update_fields=["until"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="fokus.akhiri", about=fresh,
        sentence=f"{by} mengakhiri fokus utama {fresh.title}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def add_incoming(
    *,
    puskesmas: Puskesmas,
    by: Person,
    sender: str,
    subject: str,
    date: dt.date,
    number: str = "",
    effect: str = "",
) -> IncomingLetter:
    """Note a letter that the next meeting has to hear.

    Raises:
        ValidationError: without a sender or subject, or from a day to come.
    """
    wrong: dict[str, str] = {}
    if not sender.strip():
        wrong["sender"] = _("Tulis dari siapa.")
    if not subject.strip():
        wrong["subject"] = _("Tulis halnya.")
    if date > clock.today():
        wrong["date"] = _("Tanggal surat belum terjadi.")
    if wrong:
        raise ValidationError(wrong)
    made: IncomingLetter = IncomingLetter.objects.create(
        puskesmas=puskesmas, sender=sender.strip(), number=number.strip(), date=date, subject=subject.strip(),
        effect=effect.strip(), made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="surat.masuk", about=made,
        sentence=f"{by} mencatat surat {made.sender} {short_date(date)}: {made.subject}.",
    )  # fmt: skip
    return made


@transaction.atomic
def change_incoming(*, letter: IncomingLetter, by: Person, effect: str) -> IncomingLetter:
    """Write what a letter means for the plan."""
    letter.effect = effect.strip()
    letter.save(update_fields=["effect"])
    audit.record(
        puskesmas=letter.puskesmas, by=by, action="surat.masuk", about=letter,
        sentence=f"{by} mengubah akibat surat {letter.sender}: {letter.subject}.",
    )  # fmt: skip
    return letter
