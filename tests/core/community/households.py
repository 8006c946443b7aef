"""Sixty households of Watubelah in three RT, for the tests of counting and of papers."""

from __future__ import annotations

from lokmin.core.community.instrument import Answer, Household, Instrument, from_plain
from lokmin.core.numbers import MICRO

INSTRUMENT: Instrument = from_plain(
    {
        "name": "Kuesioner Watubelah",
        "topic": [{"code": "A", "name": "Rumah"}, {"code": "B", "name": "Anak"}],
        "question": [
            {"code": "A1", "text": "Apakah ada jamban sehat?", "bad": ["tidak"],
             "problem": "tidak mempunyai jamban sehat", "threshold": 200},
            {"code": "A2", "text": "Air minum dari mana?", "kind": "pilihan", "choices": ["Ledeng", "Sumur", "Sungai"],
             "bad": ["c"], "problem": "minum air sungai", "threshold": 100},
            {"code": "A3", "text": "Berapa orang batuk lama?", "kind": "angka", "unit": "orang", "bad_from": 1,
             "problem": "ada yang batuk lama", "threshold": 50},
            {"code": "B1", "text": "Apakah balita ditimbang?", "bad": ["tidak"], "problem": "balitanya tidak ditimbang",
             "threshold": 200, "unless": "tidak ada balita"},
            {"code": "B2", "text": "Apakah mau kerja bakti?"},
        ],
    }
)  # fmt: skip


def households() -> list[Household]:
    """27 of 60 without a latrine, most of them in RT 03; every tenth left A2 blank; half have no toddler."""
    found = []
    for number in range(1, 61):
        unit = f"RT 0{1 + (number - 1) // 20}"
        answers: dict[str, Answer] = {
            "A1": "tidak" if number > 40 or number <= 7 else "ya",
            "A3": (2 if number % 20 == 0 else 0) * MICRO,
            "B1": "tb" if number % 2 else ("tidak" if number % 8 == 0 else "ya"),
        }
        if number % 10:
            answers["A2"] = "c" if number == 3 else "a"
        found.append(Household(number, unit, answers))
    return found
