"""Answers to what the reader asked, kept with the upload; those about headings and spellings are remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.numbers import to_micro
from lokmin.core.places import name_key
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.reporting import reading, store
from lokmin.cycle.reporting.models import ColumnMapping, PlaceSpelling, Upload
from lokmin.cycle.reporting.offers import KEEP, USE
from lokmin.cycle.reporting.preview import HOLD, OK, REREAD
from lokmin.cycle.reporting.refusals import Refused
from lokmin.cycle.reporting.settling import period_of
from lokmin.exchange.excel.records import IGNORE_COLUMN


def answer(
    *,
    upload: Upload,
    by: Person,
    questions: Mapping[str, str] | None = None,
    cells: Mapping[str, str] | None = None,
    variant: str = "",
    claims: Mapping[str, bool] | None = None,
) -> bool:
    """Store answers; those about headers and places are remembered for the next file of the office.

    ``questions``: question id -> chosen option (element code, place code, period, or a text); empty takes it back.
    ``cells``: ``sheet!cell`` -> ``benar``, ``tahan``, a number as typed, or empty to take the answer back.
    ``variant``: which set the sasaran of this workbook are.
    ``claims``: indicator -> whether the denominator of this workbook is used (or the definition's kept).

    Returns:
        Whether the file has to be read again (the caller starts it).

    Raises:
        Refused: an answer that cannot be understood, all of them named; nothing is stored.
    """
    found = reading.understood(upload)
    known = {q.id: q for q in found.questions}
    spellings = {r.place_text for r in found.readings} if questions else set()
    values, problems = _cell_answers(cells or {})
    if problems:
        raise Refused(_("Ada jawaban yang belum terbaca."), tuple(problems))
    again = False
    with transaction.atomic():
        store.lock(upload.puskesmas)
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        answers = {"questions": {}, "cells": {}, **upload.answers}
        for qid, value in (questions or {}).items():
            question = known.get(qid)
            if question is None or not value:
                continue
            if answers["questions"].get(qid, {}).get("value") == value:
                continue
            if question.kind == "period" and period_of(value, "2000-01", 2000) is None:
                text = _("“%(text)s” bukan bulan. Tulis misalnya 2026-04.") % {"text": value}
                raise Refused(text, ((qid, text),))
            answers["questions"][qid] = {"kind": question.kind, "key": question.key, "value": value}
            if question.kind in REREAD:
                again = True
                # A row without a name or a whole sheet is about this file only; a spelling is for the office.
                if question.kind == "header" or question.key in spellings:
                    _remember(upload.puskesmas, by, question.kind, question.key, value)
        answers["cells"] = {a: v for a, v in {**answers["cells"], **values}.items() if v != ""}
        if variant:
            answers["variant"] = variant
        if claims:
            said = {code: USE if use else KEEP for code, use in claims.items()}
            answers["claims"] = {**answers.get("claims", {}), **said}
        upload.answers = answers
        if again:
            upload.state, upload.progress = "diterima", 0
        upload.save(update_fields=["answers", "state", "progress"])
    return again


def question_ids(upload: Upload) -> list[str]:
    """Ids of the questions in the order of the review page."""
    return [q.id for q in reading.understood(upload).questions]


def _cell_answers(cells: Mapping[str, str]) -> tuple[dict[str, str | int], list[tuple[str, str]]]:
    values: dict[str, str | int] = {}
    problems = []
    for address, text in cells.items():
        plain = text.strip()
        if plain in {OK, HOLD, ""}:
            values[address] = plain
            continue
        try:
            values[address] = parse_number(plain)
        except ValueError as error:
            problems.append((address, str(error)))
    return values, problems


def parse_number(text: str) -> int:
    """A typed number in millionths: ``4812``, ``4.812`` (thousands), ``12,5``.

    Raises:
        ValueError: with a sentence.
    """
    plain = text.strip().replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "")
    if not re.fullmatch(r"\d+(,\d{1,6})?", plain):
        raise ValueError(_("“%(text)s” bukan angka. Tulis angka saja, misalnya 19 atau 12,5.") % {"text": text})
    try:
        return to_micro(Decimal(plain.replace(",", ".")))
    except ValueError as error:
        raise ValueError(_("“%(text)s” terlalu besar.") % {"text": text}) from error


def _remember(puskesmas: Puskesmas, by: Person, kind: str, key: str, value: str) -> None:
    now = clock.now()
    if kind == "header":
        ColumnMapping.objects.update_or_create(
            puskesmas=puskesmas, signature=key[:300], defaults={"element": value, "by": by, "at": now}
        )
    elif kind == "place" and value != IGNORE_COLUMN:
        place = next((p for p in store.places_of(puskesmas) if p.code == value), None)
        if place is None:
            raise Refused(_("Tempat itu tidak ada di wilayah kerja ini."))
        PlaceSpelling.objects.update_or_create(
            puskesmas=puskesmas, text=(name_key(key) or key)[:120], defaults={"place": place, "by": by, "at": now}
        )
