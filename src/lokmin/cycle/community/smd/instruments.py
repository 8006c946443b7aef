"""Questionnaires of the office: the starter, a village's own; one that was answered is followed by a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.community import instrument as core
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.community.models import Instrument


def read(row: Instrument) -> core.Instrument:
    """The questionnaire of a row as the domain knows it."""
    return core.from_plain({"name": row.title, "source": row.source, **row.questions})


def starter(year: int) -> core.Instrument:
    """The questionnaire the program comes with."""
    return core.load(rules("smd"), year)


def _body(instrument: core.Instrument) -> dict[str, Any]:
    plain = core.to_plain(instrument)
    return {"topic": plain["topic"], "question": plain["question"]}


@transaction.atomic
def create(
    *, puskesmas: Puskesmas, by: Person, title: str, made_with: str = "", instrument: core.Instrument | None = None
) -> Instrument:
    """A new questionnaire of the office, from the starter or from another one.

    Raises:
        ValidationError: no title, or one that is taken.
    """
    words = " ".join(title.split())[:120]
    if not words:
        raise ValidationError({"title": _("Beri kuesioner ini nama, misalnya “SMD Watubelah 2026”.")})
    if Instrument.objects.of(puskesmas).filter(title=words).exists():
        raise ValidationError({"title": _("Kuesioner “%(title)s” sudah ada. Beri nama lain.") % {"title": words}})
    body = instrument or starter(clock.today().year)
    made: Instrument = Instrument.objects.create(
        puskesmas=puskesmas, title=words, questions=_body(body), source=body.source[:200],
        made_with=made_with.strip()[:200], made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="smd.kuesioner", about=made,
        sentence=f"{by} membuat kuesioner SMD “{made.title}” dengan {len(body.questions)} pertanyaan.",
    )  # fmt: skip
    return made


def answered(row: Instrument) -> bool:
    """Has any household answered it?"""
    return row.surveys.filter(answers__removed_at=None).exists()


@transaction.atomic
def put_question(*, row: Instrument, by: Person, question: core.Question) -> Instrument:
    """Change a question (by its code) or add it at the end of its part; returns the version that holds it."""
    old = read(row)
    topics = old.topics
    if question.topic not in {t.code for t in topics}:
        topics = (*topics, core.Topic(question.topic, question.topic))
    if old.question(question.code) is not None:
        questions = tuple(question if q.code == question.code else q for q in old.questions)
        words = f"mengubah pertanyaan {question.code}"
    else:
        last = max((n for n, q in enumerate(old.questions) if q.topic == question.topic), default=len(old.questions))
        questions = (*old.questions[: last + 1], question, *old.questions[last + 1 :])
        words = f"menambah pertanyaan {question.code}"
    return _changed(row, by, replace(old, questions=questions, topics=topics), words)


@transaction.atomic
def drop_question(*, row: Instrument, by: Person, code: str) -> Instrument:
    """Take a question out.

    Raises:
        ValidationError: it is the last one.
    """
    old = read(row)
    if old.question(code) is None:
        return row
    try:
        new = old.without([code])
    except ValueError as error:
        raise ValidationError(str(error)) from error
    return _changed(row, by, new, f"menghapus pertanyaan {code}")


@transaction.atomic
def agree(*, row: Instrument, by: Person, made_with: str) -> Instrument:
    """Write down who of the community made or agreed it."""
    row.made_with = made_with.strip()[:200]
    row.save(update_fields=["made_with"])
    audit.record(
        puskesmas=row.puskesmas, by=by, action="smd.kuesioner_sepakat", about=row,
        sentence=f"{by} mencatat kuesioner “{row}” disepakati bersama {row.made_with or 'belum ada'}.",
    )  # fmt: skip
    return row


def _changed(row: Instrument, by: Person, new: core.Instrument, words: str) -> Instrument:
    """In place while nobody answered; else as the next version, which surveys without answers take over."""
    target = row
    if answered(row):
        last = Instrument.objects.of(row.puskesmas).filter(title=row.title).order_by("-version").first()
        target = Instrument.objects.create(
            puskesmas=row.puskesmas, title=row.title, version=(last.version if last else row.version) + 1,
            questions=_body(new), source=row.source, made_with=row.made_with, made_at=clock.now(), made_by=by,
        )  # fmt: skip
        row.active = False
        row.save(update_fields=["active"])
        for survey in row.surveys.all():
            if not survey.answers.filter(removed_at=None).exists():
                survey.instrument = target
                survey.save(update_fields=["instrument"])
    else:
        target.questions = _body(new)
        target.save(update_fields=["questions"])
    audit.record(
        puskesmas=row.puskesmas, by=by, action="smd.kuesioner_ubah", about=target,
        sentence=f"{by} {words} di kuesioner “{target}”.",
    )  # fmt: skip
    return target
