"""The papers of problems: the register, the cause sheet, the table of solutions."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.translation import override

from lokmin.core.periods import Month, short_date
from lokmin.core.problems.register import Raised, wording
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.canvas import words
from lokmin.cycle.followup.canvas.queries import RegisterLine, Tried
from lokmin.cycle.monitoring.register.papers import book, office, sent, written
from lokmin.cycle.monitoring.register.queries import Entry, ProblemPage, root_texts
from lokmin.documents.forms.causes import cause_sheet as sheet_paper
from lokmin.documents.forms.problemrecords import OldAction, ProblemSheet, RegisterRow, SolutionRow, Way
from lokmin.documents.forms.problems import register_paper
from lokmin.documents.forms.solutions import table_of_solutions


def register_file(puskesmas: Puskesmas, lines: Sequence[RegisterLine], ending: str) -> HttpResponse:
    """The problems as PDF, Word or Excel."""
    with override("id"):
        roots = root_texts(puskesmas)
        rows = [_register_row(line, "; ".join(roots.get(line.entry.pk, ()))) for line in lines]
    if ending != "xlsx":
        return written(register_paper(rows, office(puskesmas)), ending)
    heads = ("No", "Rumusan masalah", "Kategori", "Asal", "Sejak", "Riwayat", "Akar masalah", "RTL", "Keadaan")
    told = [
        (r.number, r.statement, r.category, r.source, r.since, r.history, r.cause, r.actions, r.state) for r in rows
    ]
    return book(puskesmas, "daftar-masalah", "Daftar masalah", heads, (10, 60, 20, 18, 16, 34, 40, 26, 34), told)


def _register_row(line: RegisterLine, roots: str) -> RegisterRow:
    entry = line.entry
    helped = sum(t.judged is not None and t.judged.outcome == "berhasil" for t in line.tried)
    actions = f"{len(line.tried)} RTL" if line.tried else ""
    return RegisterRow(
        number=entry.label, statement=entry.statement, category=str(words.CATEGORIES.get(entry.category, "")),
        source=str(words.SOURCES.get(entry.source, entry.source)), since=_since(entry), history=entry.history,
        state=words.next_step(line) or str(words.STATES[entry.status]),
        actions=f"{actions}, {helped} berhasil" if helped else actions,
        closed=entry.closed_reason, cause=roots,
    )  # fmt: skip


def _since(entry: Entry) -> str:
    return Month.parse(entry.first_period).label if entry.first_period else short_date(entry.made_on)


def sheet(page: ProblemPage, tried: Sequence[Tried]) -> ProblemSheet:
    """One problem as its cause sheet shows it."""
    entry, record = page.entry, page.record
    raised = Raised(record.what, record.who, record.where, record.when, record.how_big)
    return ProblemSheet(
        tree=page.tree, number=f"Masalah {entry.label}", place=record.where,
        category=str(words.CATEGORIES.get(entry.category, "")),
        source=str(words.SOURCES.get(entry.source, entry.source)), evidence=record.evidence, history=entry.history,
        asked="" if entry.found else wording(raised).asked, old=tuple(map(_old, tried)),
    )  # fmt: skip


def _old(one: Tried) -> OldAction:
    line = one.line
    days = " – ".join(short_date(day) for day in (line.start, line.due) if day)
    verdict = ""
    if one.judged is not None:
        said, outcome = one.judged.sentence, one.judged.outcome
        verdict = said if said.casefold().startswith(outcome) else f"{outcome}. {said}"
    return OldAction(line.activity, line.owner, days, line.status, line.result, verdict)


def cause_sheet(puskesmas: Puskesmas, page: ProblemPage, tried: Sequence[Tried], ending: str) -> HttpResponse:
    """The cause sheet as PDF, Word or slides."""
    with override("id"):
        made = sheet(page, tried)
    if ending == "pptx":
        # python-pptx is heavy; only who downloads pays for it.
        from lokmin.documents.render.causeslides import cause_slides

        return sent(cause_slides([made], page.rules, office(puskesmas)), "lembar-penyebab", ending)
    return written(sheet_paper([made], page.rules, office(puskesmas)), ending)


def solution_rows(page: ProblemPage) -> tuple[SolutionRow, ...]:
    """The ways of a problem by the cause they answer; those without one last."""
    causes: dict[str, list[Way]] = {}
    notes: dict[str, list[str]] = {}
    for way in page.ways.lines:
        score = "" if way.place is None else way.score
        causes.setdefault(way.cause, []).append(Way(way.text, score, way.chosen))
        if way.note:
            notes.setdefault(way.cause, []).append(way.note)
    ordered = sorted(causes, key=lambda text: not text)
    return tuple(
        SolutionRow(page.entry.statement, text, tuple(causes[text]), "\n".join(notes.get(text, ()))) for text in ordered
    )


def solutions(puskesmas: Puskesmas, page: ProblemPage, ending: str) -> HttpResponse:
    """The table of solutions in its official columns, as PDF or Word."""
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    scored = any(way.place is not None for way in page.ways.lines)
    formula = f"{page.ways.method.name}, {page.ways.formula} ({page.ways.version})" if scored else ""
    return written(table_of_solutions(solution_rows(page), office(puskesmas), formula=formula), ending)
