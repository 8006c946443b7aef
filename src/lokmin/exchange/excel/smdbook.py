"""The workbook of an SMD: empty rows to type into, or what was answered; read back by ``smd`` as it stands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction

import xlsxwriter

from lokmin.core.community.instrument import NOT_APPLICABLE, Household, Instrument, Kind, Question
from lokmin.core.numbers import MICRO

_HEAD = 3


def smd_workbook(instrument: Instrument, title: str, households: Sequence[Household] = (), *, rows: int = 100) -> bytes:
    """An .xlsx with one row a household; the allowed answers are lists to choose from, the texts a sheet of their own.

    ``rows`` empty ones follow the households.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "font_size": 13})
    quiet = book.add_format({"italic": True, "font_color": "#4b555b"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "bg_color": "#f2f5f6"})
    cell = book.add_format({"border": 1})
    sheet = book.add_worksheet("Jawaban")
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(
        1, 0, "Satu baris satu rumah tangga, tanpa nama. Kosong = tidak dijawab; tb = tidak berlaku.", quiet
    )
    for column, name in enumerate(("No", "RT/RW", *(q.code for q in instrument.questions))):
        sheet.write_string(_HEAD, column, name, head)
    last = _HEAD + len(households) + rows
    for at in range(len(households) + rows):
        home = households[at] if at < len(households) else None
        line = _HEAD + 1 + at
        sheet.write_number(line, 0, home.number if home else at + 1, cell)
        sheet.write_string(line, 1, home.unit, cell) if home else sheet.write_blank(line, 1, None, cell)
        for column, question in enumerate(instrument.questions, start=2):
            answer = home.answer(question.code) if home else None
            if isinstance(answer, int):
                sheet.write_number(line, column, float(Fraction(answer, MICRO)), cell)
            elif answer is None:
                sheet.write_blank(line, column, None, cell)
            else:
                sheet.write_string(line, column, answer, cell)
    for column, question in enumerate(instrument.questions, start=2):
        sheet.data_validation(_HEAD + 1, column, last, column, _allowed(question))
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 1 + len(instrument.questions), 7)
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    words = book.add_worksheet("Pertanyaan")
    for column, (name, width) in enumerate((("Kode", 8), ("Pertanyaan", 70), ("Jawaban", 80))):
        words.set_column(column, column, width)
        words.write_string(0, column, name, head)
    for line, question in enumerate(instrument.questions, start=1):
        for column, text in enumerate((question.code, question.text, _answers(question))):
            words.write_string(line, column, text)
    book.close()
    return out.getvalue()


def _allowed(question: Question) -> dict[str, object]:
    message = f"{question.code}: {_answers(question)}"[:255]
    if question.kind is Kind.NUMBER:
        return {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Periksa jawaban",
                "error_message": message}  # fmt: skip
    options = [*question.options, *([NOT_APPLICABLE] if question.unless else [])]
    return {"validate": "list", "source": options, "error_title": "Periksa jawaban", "error_message": message}


def _answers(question: Question) -> str:
    if question.kind is Kind.NUMBER:
        return f"angka {question.unit}".strip()
    parts = [o if question.kind is Kind.YES_NO else f"{o} = {question.option_name(o)}" for o in question.options]
    return "; ".join([*parts, *([f"tb = {question.unless}"] if question.unless else [])])
