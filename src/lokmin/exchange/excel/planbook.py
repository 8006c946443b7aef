"""Reads a plan out of somebody's workbook: rows with their cells, questions, findings; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lokmin.core.findings import Finding, Severity
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.rules import PlanRule
from lokmin.exchange.excel.intake import Sheet, open_workbook
from lokmin.exchange.excel.planbookheads import Head, find_head
from lokmin.exchange.excel.planbookrecords import Added, PlanLine, PlanReading, Question
from lokmin.exchange.excel.planbookrows import Reader
from lokmin.exchange.excel.records import address

_YEAR = re.compile(r"\b(20\d\d)\b")
_RUK = re.compile(r"\bruk\b|rencana\s+usul", re.IGNORECASE)
_RPK = re.compile(r"\brpk\b|\bpoa\b|plan\s+of\s+action|rencana\s+pelaksanaan", re.IGNORECASE)


def read_plan(
    data: bytes, filename: str, *, funds: FundBook, rule: PlanRule, answers: Mapping[str, str] | None = None
) -> PlanReading:
    """Every sheet that holds a plan. ``answers``: question key -> value, from an earlier reading of the same file.

    Raises:
        FileRefused: the file cannot be opened safely; the sentence says what to do.
    """
    book = open_workbook(data, filename)
    given = dict(answers or {})
    lines: list[PlanLine] = []
    findings: list[Finding] = list(book.findings)
    questions: list[Question] = []
    added: list[Added] = []
    heads: list[tuple[str, str, str, str]] = []
    titles = [filename]
    for sheet in book.sheets:
        head = find_head(sheet, funds, given)
        if head is None:
            if any(any(v not in ("", None) for v in row) for row in sheet.rows):
                findings.append(_silent(sheet))
            continue
        titles += [sheet.name, *_titles(sheet, head)]
        body = Reader(sheet, head, funds, rule, given).read()
        lines += body.lines
        findings += body.findings
        questions += body.questions
        added += body.added
        heads += [
            (sheet.name, address(head.last, c), head.texts.get(c, ""), name) for c, name in sorted(head.columns.items())
        ]
        if not body.lines:
            text = f"Lembar “{sheet.name}” punya kepala tabel rencana, tetapi tidak ada kegiatan di bawahnya."
            findings.append(Finding(Severity.INFO, "tabel-kosong", text, sheet=sheet.name))
    if not heads:
        text = (
            f"Tidak ada tabel rencana di “{filename}”. Kepala tabel perlu kolom Kegiatan dan sedikitnya tiga kolom "
            "lain (Tujuan, Sasaran, Anggaran, ...)."
        )
        findings.append(Finding(Severity.ERROR, "bukan-rencana", text))
    findings += _twice(lines)
    return PlanReading(
        filename, _kind(titles), _year(titles), tuple(lines), tuple(findings), tuple(_asked_once(questions)),
        tuple(added), tuple(heads),
    )  # fmt: skip


def _silent(sheet: Sheet) -> Finding:
    text = f"Lembar “{sheet.name}” tidak dikenali sebagai rencana dan tidak dibaca."
    return Finding(Severity.INFO, "lembar-dilewati", text, sheet=sheet.name)


def _titles(sheet: Sheet, head: Head) -> list[str]:
    return [str(v) for row in sheet.rows[: head.first] for v in row if isinstance(v, str) and v.strip()]


def _kind(titles: list[str]) -> str:
    text = " ".join(titles)
    usul, laksana = bool(_RUK.search(text)), bool(_RPK.search(text))
    return "" if usul == laksana else "ruk" if usul else "rpk"


def _year(titles: list[str]) -> int | None:
    """The one year the titles name; None where they name none or several."""
    found = {int(y) for text in titles[1:] for y in _YEAR.findall(text)} or {int(y) for y in _YEAR.findall(titles[0])}
    return found.pop() if len(found) == 1 else None


def _asked_once(questions: list[Question]) -> list[Question]:
    return list({question.key: question for question in questions}.values())


def _same(one: PlanLine, other: PlanLine) -> bool:
    groups = {line.text("target_group").casefold() for line in (one, other)}
    return len(groups) == 1 or ("" in groups and one.sheet != other.sheet)


def _twice(lines: list[PlanLine]) -> list[Finding]:
    """The same activity for the same sasaran and money in two places: a copied sheet, or a slip.

    Another sheet that shows the rows again (money by month) may leave the sasaran out.
    """
    seen: dict[tuple[str, int | None], list[PlanLine]] = {}
    found = []
    for line in lines:
        others = seen.setdefault((line.activity.casefold(), line.cost), [])
        first = next((one for one in others if _same(one, line)), None)
        others.append(line)
        if first is not None:
            text = (
                f"“{line.activity}” sudah ada di lembar “{first.sheet}” baris {first.row}. Bila sama, lepas centang "
                "salah satu."
            )
            cell = line.cells.get("activity", "")
            found.append(Finding(Severity.WARNING, "kegiatan-ganda", text, sheet=line.sheet, cell=cell))
    return found
