"""Answers of households counted: per question, per RT/RW or dusun; blanks and "does not apply" stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

from lokmin.core.community.instrument import NOT_APPLICABLE, Answer, Household, Instrument, Kind, Question
from lokmin.core.indicators.words import number, rate
from lokmin.core.language import said
from lokmin.core.numbers import MICRO

#: How households without an RT/RW or dusun are headed.
NO_UNIT = "tanpa RT/RW"


@dataclass(frozen=True, slots=True)
class SmdRule:
    """``[[rule]]`` of ``catalog/rules/smd.toml`` for a year; see there for the meaning."""

    small: int
    least: int
    sample: int
    methods: tuple[str, ...]
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> SmdRule:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none.
        """
        known = [rule for rule in data.get("rule", ()) if int(rule["valid_from"]) <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan SMD yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        return cls(
            int(rule["small"]), int(rule["least"]), int(rule["sample"]), tuple(rule["methods"]), rule["source"],
            confirmed=bool(rule["confirmed"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """One question in one place.

    Attributes:
        asked: households in all; the next four add up to it.
        answered: gave an answer that counts; the base of every share.
        blank: left it empty.
        not_applicable: the question is not about them (``tidak ada balita``).
        odd: kept answers that the question, as it reads today, does not know.
        counts: how many gave each answer, in the order of ``Question.options``; empty for a number.
        bad: how many answers show the problem.
        numbers: the answers of a number question in millionths, ascending.
    """

    asked: int
    answered: int
    blank: int
    not_applicable: int
    odd: int
    counts: tuple[int, ...]
    bad: int
    numbers: tuple[int, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The part of the answers that shows the problem; None where nobody answered."""
        return Fraction(self.bad, self.answered) if self.answered else None

    @property
    def total(self) -> int | None:
        """Sum of the numbers in millionths; None without any."""
        return sum(self.numbers) if self.numbers else None

    @property
    def mean(self) -> Fraction | None:
        """Mean of the numbers, in units."""
        return Fraction(sum(self.numbers), len(self.numbers) * MICRO) if self.numbers else None

    @property
    def middle(self) -> Fraction | None:
        """Median of the numbers, in units."""
        return Fraction(median(Fraction(n) for n in self.numbers)) / MICRO if self.numbers else None

    def percent(self, count: int) -> str:
        """``45,0 %`` of the answers; a dash where nobody answered."""
        return rate(Fraction(count * 100, self.answered), 100) if self.answered else "–"

    def is_small(self, rule: SmdRule) -> bool:
        """Too few answers for a share to say much."""
        return 0 < self.answered < rule.small


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A question with its tally in the whole village and in every unit."""

    question: Question
    whole: Tally
    units: tuple[tuple[str, Tally], ...]

    def worst(self, rule: SmdRule) -> tuple[str, Tally] | None:
        """The unit with the largest share among those with answers enough; None where fewer than two have enough."""
        told = [(name, tally) for name, tally in self.units if tally.answered >= rule.small]
        if len(told) < 2:
            return None
        return min(told, key=lambda pair: (-(pair[1].share or 0), pair[0]))


@dataclass(frozen=True, slots=True)
class Tabulation:
    """All questions over all households. ``units`` holds (name, households), in the order of their names."""

    households: int
    units: tuple[tuple[str, int], ...]
    questions: tuple[QuestionTable, ...]

    def of(self, code: str) -> QuestionTable | None:
        """The table of one question."""
        return next((t for t in self.questions if t.question.code == code), None)


def tabulate(instrument: Instrument, households: Iterable[Household]) -> Tabulation:
    """Count the answers; the order of the households never matters."""
    found = tuple(households)
    by_unit: dict[str, list[Household]] = {}
    for household in found:
        by_unit.setdefault(household.unit.strip() or NO_UNIT, []).append(household)
    names = sorted(by_unit, key=lambda name: (name == NO_UNIT, _natural(name)))
    tables = tuple(
        QuestionTable(
            question,
            _tally(question, [h.answer(question.code) for h in found]),
            tuple((name, _tally(question, [h.answer(question.code) for h in by_unit[name]])) for name in names),
        )
        for question in instrument.questions
    )
    return Tabulation(len(found), tuple((name, len(by_unit[name])) for name in names), tables)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """``RT 2`` stands before ``RT 10``."""
    parts: list[tuple[int, str]] = []
    word = ""
    digits = ""
    for letter in f"{name.casefold()} ":
        if letter.isdecimal():
            if word:
                parts.append((-1, word))
                word = ""
            digits += letter
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        word += letter
    return (*parts, (-1, word.strip()))


def _tally(question: Question, answers: Sequence[Answer | None]) -> Tally:
    given = [a for a in answers if a is not None]
    known = [a for a in given if question.allows(a)]
    counted = [a for a in known if a != NOT_APPLICABLE]
    numbers = tuple(sorted(a for a in counted if isinstance(a, int))) if question.kind is Kind.NUMBER else ()
    return Tally(
        asked=len(answers),
        answered=len(counted),
        blank=len(answers) - len(given),
        not_applicable=len(known) - len(counted),
        odd=len(given) - len(known),
        counts=tuple(counted.count(option) for option in question.options),
        bad=sum(question.shows_problem(a) for a in counted),
        numbers=numbers,
    )


def base_words(tally: Tally) -> str:
    """What the shares are of: ``58 menjawab, 2 kosong, 12 tidak berlaku``; parts that are nil are left out."""
    parts = [
        (tally.answered, said("%(n)d menjawab")), (tally.blank, said("%(n)d kosong")),
        (tally.not_applicable, said("%(n)d tidak berlaku")), (tally.odd, said("%(n)d tidak cocok dengan pilihan")),
    ]  # fmt: skip
    return ", ".join(text % {"n": n} for at, (n, text) in enumerate(parts) if n or not at)


def number_words(tally: Tally, unit: str) -> str:
    """``jumlah 14 orang, rata-rata 0,2, tengah 0, terkecil 0, terbesar 3``; a dash without answers."""
    if not tally.numbers or tally.mean is None or tally.middle is None or tally.total is None:
        return "–"
    text = said("jumlah %(total)s, rata-rata %(mean)s, tengah %(middle)s, terkecil %(low)s, terbesar %(high)s")
    low, high = (number(Fraction(n, MICRO)) for n in (tally.numbers[0], tally.numbers[-1]))
    middle = number(tally.middle, 0 if tally.middle.denominator == 1 else 1)
    return text % {
        "total": f"{number(Fraction(tally.total, MICRO))} {unit}".strip(), "mean": number(tally.mean, 1),
        "middle": middle, "low": low, "high": high,
    }  # fmt: skip
