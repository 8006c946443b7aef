"""A preview for scripts: facts, findings and ignored cells as one JSON object, and as one sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lokmin.core.findings import Severity
from lokmin.core.numbers import MICRO, indonesian
from lokmin.cycle.reporting.offers import Offer
from lokmin.cycle.reporting.preview import ERROR, IGNORED, WARNING, Cell, Preview

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def as_json(preview: Preview) -> dict[str, list[dict[str, Any]]]:
    """``{"facts": [...], "findings": [...], "ignored": [...]}``.

    A cell that was read as a number is a fact (also one that waits or is refused; its state says so), one that could
    not be read is a finding, all others are ignored with the reason. What is odd about a fact is a finding too.
    """
    facts = [_fact(c) for c in preview.cells if c.micro is not None and c.state != IGNORED]
    findings = [
        {"level": _LEVELS[f.severity], "code": f.code, "sheet": f.sheet, "cell": f.cell, "message": f.message}
        for f in preview.findings
    ]
    told = {(f.sheet, f.cell) for f in preview.findings if f.severity is Severity.ERROR}
    findings += [
        {"level": "error", "code": "angka-ganda", "sheet": c.sheet, "cell": c.cell, "message": c.note}
        for c in preview.cells
        if c.state == ERROR and (c.sheet, c.cell) not in told
    ]
    for question in preview.questions:
        sheet, _sign, cell = (question.cells[0] if question.cells else "").rpartition("!")
        code = f"tanya-{question.kind}"
        findings.append({"level": "question", "code": code, "sheet": sheet, "cell": cell, "message": question.text})
    findings += [_offer(offer) for offer in preview.offers]
    ignored = [{"sheet": c.sheet, "cell": c.cell, "reason": c.note} for c in preview.cells if c.state == IGNORED]
    return {"facts": facts, "findings": findings, "ignored": ignored}


def _offer(offer: Offer) -> dict[str, Any]:
    """A denominator of the office: what the workbook proves and what accepting does about it."""
    claim = offer.claim
    return {
        "level": _LEVELS[Severity.INFO],
        "code": "pembagi-kantor",
        "sheet": claim.sheet,
        "cell": claim.at,
        "message": f"{offer.statement} {offer.evidence} {offer.outcome}",
        "indicator": claim.indicator,
        "denominator": claim.denominator,
        "definition": claim.defined,
        "adopted": offer.chosen,
    }


def _fact(c: Cell) -> dict[str, Any]:
    # Scripts compare cell by cell: of a pair L + P each cell is listed with what it holds itself.
    micro = (c.micro if c.own is None else c.own) or 0
    return {
        "place": c.place,
        "place_code": c.place_code or None,
        "period": c.period or None,
        "item": c.element or None,
        "header": " > ".join(c.header),
        "value": micro // MICRO if micro % MICRO == 0 else micro / MICRO,
        "state": WARNING if c.flagged else c.state,
        "sheet": c.sheet,
        "cell": c.cell,
    }


def sentence(preview: Preview) -> str:
    """What a person at the command line is told."""
    counts = {state: indonesian(n) for state, n in preview.counts.items()}
    said = (
        _(
            "%(new)s angka baru, %(changed)s berubah, %(same)s sama; %(warning)s menunggu jawaban, %(error)s salah, "
            "%(ignored)s sel diabaikan."
        )
        % counts
    )
    return "\n".join([said, *(f"{offer.statement} {offer.outcome}" for offer in preview.offers)])
