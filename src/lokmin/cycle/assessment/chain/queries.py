"""Reads of the evidence chain: computed from what is there, beside what people add to a step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.assessment.chain import Chain, ChainRule, StepResult, judge, named, usual_deadline
from lokmin.cycle.assessment.chain.evidence import evidence
from lokmin.cycle.assessment.models import AssessmentFile, ChainNote
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.documents.forms.chain import StepNote, score_of, total

#: Under this key of ``Puskesmas.settings`` lie the office's own deadlines: year -> part -> day.
KEY = "rantai"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the page shows it: computed, with what people said, and the score that counts."""

    result: StepResult
    note: ChainNote | None
    files: tuple[AssessmentFile, ...]
    score: int | None


@dataclass(frozen=True, slots=True)
class ChainPage:
    """The chain of a year; ``total`` counts the office's own scores where it set them."""

    chain: Chain
    rule: ChainRule
    lines: tuple[StepLine, ...]
    notes: dict[int, StepNote]
    total: int
    verified: int | None


def rule_of(year: int) -> ChainRule:
    """The steps in force."""
    return ChainRule.load(rules("chain"), year)


def deadlines(puskesmas: Puskesmas, year: int) -> dict[str, dt.date]:
    """Part -> the day the office wrote down for it (the Musrenbang kabupaten, what the Dinkes asks), where it did."""
    kept = puskesmas.settings.get(KEY, {}).get(str(year), {})
    return {part: dt.date.fromisoformat(day) for part, day in kept.items()}


def dated_parts(year: int) -> tuple[tuple[str, str, dt.date], ...]:
    """Parts that have a deadline: (code, name, the usual day)."""
    parts = [p for s in rule_of(year).steps for p in s.parts if p.deadline is not None]
    return tuple((p.code, named(p.name, year), usual_deadline(p, year) or dt.date(year, 1, 1)) for p in parts)


def chain(puskesmas: Puskesmas, year: int) -> Chain:
    """The 15 steps of a year as the system can prove them, without anybody's word."""
    today = clock.today()
    return judge(
        rule_of(year), year, evidence(puskesmas, year, today), today=today, deadlines=deadlines(puskesmas, year)
    )


def about(year: int, step: int) -> str:
    """How files of a step are marked."""
    return f"chain:{year}:{step}"


def page(puskesmas: Puskesmas, year: int) -> ChainPage:
    """The chain with notes, own scores, the Dinkes' scores and files."""
    found = chain(puskesmas, year)
    rows = {n.step: n for n in ChainNote.objects.of(puskesmas).filter(year=year).select_related("made_by")}
    files: dict[int, list[AssessmentFile]] = {}
    kept = AssessmentFile.objects.of(puskesmas).filter(about__startswith=f"chain:{year}:", removed_at=None)
    for one in kept.select_related("by"):
        files.setdefault(int(one.about.rsplit(":", 1)[1]), []).append(one)
    notes = {
        step: StepNote(row.score, row.note, row.verified, row.verified_note) for step, row in rows.items()
    }  # fmt: skip
    lines = tuple(
        StepLine(s, rows.get(s.step.number), tuple(files.get(s.step.number, ())),
                 score_of(s, notes.get(s.step.number)))
        for s in found.steps
    )  # fmt: skip
    verified = [n.verified for n in rows.values() if n.verified is not None]
    return ChainPage(
        found, rule_of(year), lines, notes, total(found, notes), sum(verified) if verified else None
    )  # fmt: skip


def years(puskesmas: Puskesmas) -> list[int]:
    """Years to choose from: last, present and next, and those with notes; the youngest first."""
    today = clock.today().year
    noted = set(ChainNote.objects.of(puskesmas).values_list("year", flat=True))
    return sorted(noted | {today - 1, today, today + 1}, reverse=True)
