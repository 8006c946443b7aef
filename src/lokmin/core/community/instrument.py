"""The questionnaire of a Survei Mawas Diri: dated data that a village makes its own, without anybody's name in it.

A household answers; what is kept is its number, its RT/RW or dusun, and the answers. An answer is ``ya``/``tidak``, the
letter of a choice (``a``, ``b`` ...), a number in millionths, or ``tb``: the question does not apply to this household.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lokmin.core.numbers import MAX_MICRO, MICRO

YES, NO, NOT_APPLICABLE = "ya", "tidak", "tb"
Answer = str | int

#: Letters of the choices, in their order.
LETTERS = "abcdefghij"
#: What would make a household known by name; such a question is refused.
_PERSONAL = re.compile(
    r"\b(nama(?!\s+(?:desa|dusun|kegiatan|posyandu))|nik|no(?:mor)?\.?\s*(?:hp|kk|ktp|telepon|telp|wa|bpjs|jkn)"
    r"|tanggal lahir|alamat lengkap)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{1,2}\d{1,2}")


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "ya_tidak"
    CHOICE = "pilihan"
    NUMBER = "angka"


KIND_NAMES = {Kind.YES_NO: "ya atau tidak", Kind.CHOICE: "satu pilihan", Kind.NUMBER: "angka"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        code: what stands before it and heads its column (``B2``).
        choices: texts of the choices; their letters are ``a``, ``b`` ... in this order.
        unit: what a number counts (``orang``).
        bad: answers that show the problem: ``tidak``, or letters of choices. Empty: the question only describes.
        bad_from, bad_to: of a number, from and up to where it shows the problem (millionths, inclusive).
        problem: what is the matter, said of the households: ``tidak mempunyai jamban sehat``.
        threshold: from which share of the households it is a problem of the village, in permille.
        unless: when it does not apply (``tidak ada balita``); empty: it applies to every household.
    """

    code: str
    text: str
    kind: Kind = Kind.YES_NO
    choices: tuple[str, ...] = ()
    unit: str = ""
    bad: tuple[str, ...] = ()
    bad_from: int | None = None
    bad_to: int | None = None
    problem: str = ""
    threshold: int = 200
    unless: str = ""
    topic: str = ""

    def __post_init__(self) -> None:
        name = f"Pertanyaan {self.code or '?'}"
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"{name}: kode harus huruf besar dan angka, misalnya B2.")
        if not self.text.strip():
            raise ValueError(f"{name}: teksnya kosong. Tulis pertanyaannya.")
        if found := _PERSONAL.search(self.text):
            raise ValueError(
                f"{name} menanyakan “{found[0]}”. SMD dicatat per rumah tangga tanpa nama; tanyakan keadaannya saja."
            )
        if (self.kind is Kind.CHOICE) != (2 <= len(self.choices) <= len(LETTERS)):
            raise ValueError(f"{name}: pertanyaan pilihan perlu 2 sampai {len(LETTERS)} pilihan, yang lain tidak.")
        if strange := set(self.bad) - set(self.options):
            raise ValueError(f"{name}: jawaban bermasalah “{', '.join(sorted(strange))}” tidak ada di pilihannya.")
        if self.tells and not self.problem.strip():
            raise ValueError(f"{name}: tulis masalahnya, misalnya “tidak mempunyai jamban sehat”.")
        if not 0 < self.threshold <= 1000:
            raise ValueError(f"{name}: batas masalah harus lebih dari 0 sampai 100 %.")

    @property
    def options(self) -> tuple[str, ...]:
        """The answers that may be given, without ``tb``; none for a number."""
        if self.kind is Kind.YES_NO:
            return (YES, NO)
        return tuple(LETTERS[: len(self.choices)])

    @property
    def tells(self) -> bool:
        """Can an answer show a problem?"""
        return bool(self.bad) or self.bad_from is not None or self.bad_to is not None

    def option_name(self, option: str) -> str:
        """An answer as people read it: ``ya``, ``Sumur gali``, ``tidak ada balita``."""
        if option == NOT_APPLICABLE:
            return self.unless or "tidak berlaku"
        if self.kind is Kind.CHOICE and option in self.options:
            return self.choices[LETTERS.index(option)]
        return option

    def allows(self, answer: Answer) -> bool:
        """May this stand as an answer?"""
        if isinstance(answer, int):
            return self.kind is Kind.NUMBER and 0 <= answer <= MAX_MICRO
        return answer in self.options or (answer == NOT_APPLICABLE and bool(self.unless))

    def shows_problem(self, answer: Answer) -> bool:
        """Does this answer show the problem?"""
        if isinstance(answer, int):
            if not self.tells:
                return False
            low = -1 if self.bad_from is None else self.bad_from
            high = MAX_MICRO if self.bad_to is None else self.bad_to
            return low <= answer <= high
        return answer in self.bad


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the questionnaire: its letter and its heading."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire: what a village asks its households."""

    name: str
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    source: str = ""
    confirmed: bool = False

    def __post_init__(self) -> None:
        codes = [q.code for q in self.questions]
        if not codes:
            raise ValueError("Instrumen belum punya pertanyaan. Tambahkan sedikitnya satu.")
        if twice := sorted({c for c in codes if codes.count(c) > 1}):
            raise ValueError(f"Kode pertanyaan {', '.join(twice)} dipakai dua kali. Beri kode lain.")
        known = {t.code for t in self.topics}
        if stray := sorted({q.topic for q in self.questions} - known):
            raise ValueError(f"Bagian “{', '.join(stray)}” tidak ada di instrumen.")

    def question(self, code: str) -> Question | None:
        """A question by its code."""
        return next((q for q in self.questions if q.code == code), None)

    def of_topic(self, topic: Topic) -> tuple[Question, ...]:
        """The questions of a part, in their order."""
        return tuple(q for q in self.questions if q.topic == topic.code)

    def without(self, codes: Sequence[str]) -> Instrument:
        """The same without some questions; parts without a question go with them."""
        left = tuple(q for q in self.questions if q.code not in codes)
        used = {q.topic for q in left}
        return replace(self, questions=left, topics=tuple(t for t in self.topics if t.code in used))

    def next_code(self, topic: str) -> str:
        """A code for a new question of a part: one above its highest."""
        numbers = [int(re.sub(r"\D", "", q.code)) for q in self.questions if q.code.startswith(topic)]
        return f"{topic}{max(numbers, default=0) + 1}"


@dataclass(frozen=True, slots=True)
class Household:
    """The answers of one household: a number in the village, its RT/RW or dusun, code of question -> answer.

    A question without an entry was left blank.
    """

    number: int
    unit: str = ""
    answers: Mapping[str, Answer] | None = None

    def answer(self, code: str) -> Answer | None:
        """The answer to a question; None where it was left blank."""
        return None if self.answers is None else self.answers.get(code)


def load(data: Mapping[str, Any], year: int) -> Instrument:
    """The starter questionnaire in force in a year, from the parsed ``rules/smd.toml``.

    Raises:
        ValueError: there is none, or a question makes no sense; with a sentence.
    """
    known = [entry for entry in data.get("instrument", ()) if int(entry["valid_from"]) <= year]
    if not known:
        raise ValueError(f"Tidak ada instrumen SMD yang berlaku pada tahun {year}.")
    return from_plain(max(known, key=lambda e: int(e["valid_from"])))


def from_plain(entry: Mapping[str, Any]) -> Instrument:
    """A questionnaire from plain data, as ``smd.toml`` or a village's own copy holds it.

    Raises:
        ValueError: with a sentence for the person who changed it.
    """
    topics = tuple(Topic(t["code"], t["name"]) for t in entry["topic"])
    questions = tuple(question_from(q) for q in entry["question"])
    return Instrument(
        entry["name"], topics, questions, entry.get("source", ""), confirmed=bool(entry.get("confirmed", False))
    )


def question_from(entry: Mapping[str, Any]) -> Question:
    """One question from plain data; numbers ``bad_from`` and ``bad_to`` in units, ``threshold`` in permille.

    Raises:
        ValueError: with a sentence.
    """
    known = {f for f in Question.__slots__ if f in entry}
    if unknown := set(entry) - set(Question.__slots__):
        raise ValueError(f"Pertanyaan {entry.get('code', '?')}: isian tidak dikenal: {', '.join(sorted(unknown))}.")
    values = {name: entry[name] for name in known}
    for name in ("choices", "bad"):
        values[name] = tuple(values.get(name, ()))
    for name in ("bad_from", "bad_to"):
        if values.get(name) is not None:
            values[name] = int(Fraction(str(values[name])) * MICRO)
    values["kind"] = Kind(values.get("kind", Kind.YES_NO))
    values["topic"] = values.get("topic") or re.sub(r"\d", "", str(values.get("code", "")))
    return Question(**values)


def to_plain(instrument: Instrument) -> dict[str, Any]:
    """The questionnaire as data that ``from_plain`` reads back to an equal one."""
    return {
        "name": instrument.name,
        "source": instrument.source,
        "confirmed": instrument.confirmed,
        "topic": [{"code": t.code, "name": t.name} for t in instrument.topics],
        "question": [_question_plain(q) for q in instrument.questions],
    }


def _question_plain(question: Question) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "code": question.code, "text": question.text, "kind": question.kind.value, "choices": list(question.choices),
        "unit": question.unit, "bad": list(question.bad), "problem": question.problem,
        "threshold": question.threshold, "unless": question.unless, "topic": question.topic,
    }  # fmt: skip
    for name in ("bad_from", "bad_to"):
        value = getattr(question, name)
        if value is not None:
            whole = Fraction(value, MICRO)
            entry[name] = int(whole) if whole.denominator == 1 else float(whole)
    return entry
