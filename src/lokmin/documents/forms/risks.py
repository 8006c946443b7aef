"""The risk register on paper, in the columns in use (domain.md 7.2)."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.problems.risks import Risk, RiskRule, grade, ranked
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Block, Column, Document, Items, Paragraph, Row, Run, Table, Text, Title

#: In their order.
COLUMNS = (
    Column("No", width=9),
    Column("Unit", share=0.8),
    Column("Risiko", share=1.3),
    Column("O", width=8, align="right"),
    Column("S", width=8, align="right"),
    Column("Tingkat (O×S)", width=16, align="right"),
    Column("Grade", width=25),
    Column("Penyebab", share=1.1),
    Column("Akibat", share=1.1),
    Column("Pencegahan", share=1.2),
    Column("Penanganan", share=1.2),
    Column("PJ", share=0.9),
)


def risk_register(risks: Sequence[Risk], rule: RiskRule, by: Office) -> Document:
    """The register, the gravest first, landscape; what each grade asks for stands below it.

    Raises:
        ValueError: a likelihood or an impact is off its scale.
    """
    title = f"Register Risiko Tahun {by.day.year}"
    body = tuple(Row((str(number), *_cells(risk, rule))) for number, risk in enumerate(ranked(risks, rule), start=1))
    scale = "; ".join(f"{number} {word}" for number, word in enumerate(rule.likelihood, start=1))
    impact = "; ".join(f"{number} {word}" for number, word in enumerate(rule.impact, start=1))
    grades: tuple[Text, ...] = tuple((Run(f"{one.name}: ", bold=True), Run(one.action)) for one in rule.grades)
    blocks: list[Block] = [
        Title(title.upper(), by.puskesmas),
        Table(COLUMNS, body or (Row(("Belum ada risiko yang dicatat.",), kind="group"),), size=8, breakable=True),
        Paragraph(f"O (peluang): {scale}. S (dampak): {impact}.", small=True, keep_next=True),
        Items(grades),
        Paragraph(
            f"Sumber matriks: {rule.source}." + ("" if rule.confirmed else " Belum dikukuhkan Dinkes."), small=True
        ),
    ]
    return landscape("register-risiko", title, blocks, by)


def _cells(risk: Risk, rule: RiskRule) -> tuple[Text, ...]:
    words = (risk.cause, risk.effect, risk.prevention, risk.handling, risk.owner)
    return (
        risk.unit or NOTHING, risk.risk, str(risk.o), str(risk.s), str(risk.level),
        (Run(grade(risk.o, risk.s, rule).name, bold=True),), *(word or NOTHING for word in words),
    )  # fmt: skip
