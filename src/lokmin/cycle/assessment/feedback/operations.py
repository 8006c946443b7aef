"""Writes of feedback: a letter with its points, and what is done with each point: an RTL, a problem, or words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.cycle.assessment.models import AssessmentFile, Feedback, FeedbackPoint, Pkp
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.proofs import Proof
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.reporting import originals

#: The largest scan of a letter.
LARGEST = 10 * 1024 * 1024
#: A letter has so many points at most.
MOST = 60


@transaction.atomic
def write(
    *, puskesmas: Puskesmas, by: Person, about: str, year: int, date: dt.date, number: str = "", sender: str = "",
    text: str = "", points: Sequence[tuple[str, str]] = (), file: Proof | None = None,
) -> Feedback:  # fmt: skip
    """A letter and its points (text, code of an indicator or nothing). A letter on the PKP marks that year as answered.

    Raises:
        ValidationError: a date to come, a letter on a year without PKP, one that was noted before, or too many points.
    """
    _dated(date)
    pkp = Pkp.objects.select_for_update().filter(puskesmas=puskesmas, year=year).first() if about == "pkp" else None
    if about == "pkp" and pkp is None:
        raise ValidationError({"year": _("PKP %(year)s belum ada di Lokmin. Mulai dahulu tahunnya.") % {"year": year}})
    Puskesmas.objects.select_for_update().get(pk=puskesmas.pk)
    same = Feedback.objects.of(puskesmas).filter(
        about=about, year=year, date=date, number=number.strip(), text=text.strip()
    ).first()  # fmt: skip
    if same is not None and {p.text for p in same.points.all()} >= {words for words, _code in points}:
        raise ValidationError(_("Surat ini sudah dicatat. Buka di daftar surat untuk menambah butirnya."))
    letter: Feedback = Feedback.objects.create(
        puskesmas=puskesmas, pkp=pkp, about=about, year=year, number=number.strip(), date=date, sender=sender.strip(),
        text=text.strip(), made_at=clock.now(), made_by=by,
    )  # fmt: skip
    add_points(letter=letter, by=by, points=points)
    if file is not None:
        AssessmentFile.objects.create(
            puskesmas=puskesmas, feedback=letter, about="umpan-balik", kind=file.kind, name=file.name,
            sha256=originals.keep(file.data), size=len(file.data), width=file.width, height=file.height,
            at=clock.now(), by=by,
        )  # fmt: skip
    if pkp is not None and pkp.state in (Pkp.SENT, Pkp.VERIFIED):
        pkp.state = Pkp.ANSWERED
        pkp.save(update_fields=["state"])
    sentence = f"{by} mencatat umpan balik {about.upper()} {year}, surat {short_date(date)}, {len(points)} butir."
    audit.record(puskesmas=puskesmas, by=by, action="umpan_balik.catat", sentence=sentence, about=letter)
    return letter


@transaction.atomic
def add_points(*, letter: Feedback, by: Person, points: Sequence[tuple[str, str]]) -> list[FeedbackPoint]:
    """More points of a letter; one that stands there already is not written twice.

    Raises:
        ValidationError: too many.
    """
    del by  # points are words of the letter, not of whoever types them
    there = set(letter.points.values_list("text", flat=True))
    present, points = len(there), [point for point in dict.fromkeys(points) if point[0] not in there]
    if present + len(points) > MOST:
        raise ValidationError({"points": _("Satu surat paling banyak %(n)s butir.") % {"n": MOST}})
    return [
        FeedbackPoint.objects.create(feedback=letter, text=text, code=code, order=present + number)
        for number, (text, code) in enumerate(points, start=1)
    ]


@transaction.atomic
def change(*, letter: Feedback, by: Person, number: str, date: dt.date, sender: str, text: str) -> Feedback:
    """Put right what was typed of a letter.

    Raises:
        ValidationError: a date to come.
    """
    _dated(date)
    fresh: Feedback = Feedback.objects.select_for_update().get(pk=letter.pk)
    before = (fresh.number, fresh.date, fresh.sender, fresh.text)
    fresh.number, fresh.date, fresh.sender, fresh.text = number.strip(), date, sender.strip(), text.strip()
    if before != (fresh.number, fresh.date, fresh.sender, fresh.text):
        fresh.save()
        sentence = f"{by} membetulkan surat umpan balik {fresh.about.upper()} {fresh.year}, {short_date(date)}."
        audit.record(puskesmas=fresh.puskesmas, by=by, action="umpan_balik.catat", sentence=sentence, about=fresh)
    return fresh


@transaction.atomic
def reword(*, point: FeedbackPoint, by: Person, text: str) -> None:
    """Put right what was typed of a point; an empty text takes it away, as long as nobody took it up.

    Raises:
        ValidationError: it is to be taken away but was answered, became an RTL or a problem.
    """
    fresh: FeedbackPoint = FeedbackPoint.objects.select_for_update().get(pk=point.pk)
    words = text.strip()
    if words == fresh.text:
        return
    if not words and (fresh.state != "belum" or fresh.response or fresh.action_id or fresh.problem_id):
        raise ValidationError(_("Butir yang sudah ditindaklanjuti tidak dapat dihapus. Betulkan kata-katanya saja."))
    _log(
        fresh, by, f"{by} {'membetulkan' if words else 'menghapus'} butir umpan balik “{audit.short(fresh.text, 60)}”."
    )
    if not words:
        fresh.delete()
        return
    fresh.text = words
    fresh.save(update_fields=["text"])


def _dated(date: dt.date) -> None:
    if date > clock.today():
        raise ValidationError({"date": _("Tanggal surat belum tiba. Periksa tanggalnya.")})


@transaction.atomic
def answer(*, point: FeedbackPoint, by: Person, state: str, response: str) -> FeedbackPoint:
    """What was done with a point, in words.

    Raises:
        ValidationError: it is done or not done without a word on how or why.
    """
    if state not in dict(FeedbackPoint.STATES):
        raise ValidationError({"state": _("Pilih keadaannya.")})
    words = response.strip()
    if not words and state in ("selesai", "tidak dilakukan"):
        raise ValidationError({"response": _("Tulis apa yang sudah dilakukan, atau mengapa tidak dilakukan.")})
    fresh: FeedbackPoint = FeedbackPoint.objects.select_for_update().get(pk=point.pk)
    fresh.state, fresh.response = state, words
    fresh.save()
    _log(fresh, by, f"{by} menjawab butir umpan balik “{audit.short(fresh.text, 60)}”: {state}.")
    return fresh


@transaction.atomic
def to_action(
    *, point: FeedbackPoint, by: Person, activity: str, owner: Person | None, due: dt.date | None
) -> FeedbackPoint:
    """Follow a point with an RTL; once.

    Raises:
        ValidationError: as the RTL says (no activity, a day that has gone).
    """
    fresh: FeedbackPoint = FeedbackPoint.objects.select_for_update().get(pk=point.pk)
    if fresh.action_id:
        raise ValidationError(_("Butir ini sudah menjadi RTL."))
    letter = fresh.feedback
    fresh.action = followup.add(
        puskesmas=letter.puskesmas, by=by, problem=fresh.text, activity=activity, owner=owner, due=due,
        start=None, origin_kind="umpan_balik", origin_id=str(letter.pk),
    )  # fmt: skip
    fresh.state = "ditindaklanjuti" if fresh.state == "belum" else fresh.state
    fresh.save()
    _log(fresh, by, f"{by} membuat {fresh.action} dari umpan balik.")
    return fresh


@transaction.atomic
def to_problem(*, point: FeedbackPoint, by: Person) -> FeedbackPoint:
    """Bring a point into the problem register; once."""
    fresh: FeedbackPoint = FeedbackPoint.objects.select_for_update().get(pk=point.pk)
    letter = fresh.feedback
    fresh.problem = register.record_problem(
        puskesmas=letter.puskesmas, by=by, source="dinkes", what=audit.short(fresh.text, 200),
        where=letter.puskesmas.name, when=_("tahun %(year)s") % {"year": letter.year}, how_big="",
        evidence=_("Umpan balik Dinas, surat %(day)s: %(text)s") % {"day": short_date(letter.date), "text": fresh.text},
        origin_kind="umpan_balik", origin_id=str(fresh.pk), raised_by=letter.sender,
    )  # fmt: skip
    fresh.state = "ditindaklanjuti" if fresh.state == "belum" else fresh.state
    fresh.save()
    return fresh


def _log(point: FeedbackPoint, by: Person, sentence: str) -> None:
    letter = point.feedback
    audit.record(puskesmas=letter.puskesmas, by=by, action="umpan_balik.jawab", sentence=sentence, about=letter)
