"""A plain vote: for, against, abstain, or one of several choices; the majority is a rule, a tie is not decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

#: The choices of a proposal that is put to the vote. An abstention counts for taking part, not for the majority.
FOR, AGAINST, ABSTAIN = "setuju", "tidak", "abstain"
#: Shape of the kept outcome; a reader of later years tells old shapes by it.
SHAPE = 1


@dataclass(frozen=True, slots=True)
class Majority:
    """A majority rule in force, with its source.

    Attributes:
        needed: part of the valid votes (without abstentions) to be reached; None when the most votes are enough.
        over: more than that part, not only that part.
    """

    code: str
    valid_from: int
    name: str
    source: str
    confirmed: bool
    needed: Fraction | None = None
    over: bool = False

    def reached(self, votes: int, valid: int) -> bool:
        """Are so many of the valid votes enough?"""
        if not votes:
            return False
        if self.needed is None:
            return True
        return votes > self.needed * valid if self.over else votes >= self.needed * valid


@dataclass(frozen=True, slots=True)
class Count:
    """The votes of one choice."""

    key: str
    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a vote.

    Attributes:
        counts: most votes first, abstentions not among them.
        winner: key of the choice that carries; empty when there is a tie or the majority is not reached.
        sentence: what is read out and written in the minutes.
    """

    raters: int
    counts: tuple[Count, ...]
    abstained: int
    winner: str
    sentence: str


def load(data: Mapping[str, Any], year: int) -> dict[str, Majority]:
    """The majority rules in force in a year by code, from the parsed ``rules/scoring.toml``."""
    found: dict[str, Majority] = {}
    for entry in sorted(data["majority"], key=lambda e: int(e["valid_from"])):
        if int(entry["valid_from"]) <= year:
            needed = Fraction(*entry["needed"]) if "needed" in entry else None
            found[entry["code"]] = Majority(
                entry["code"], int(entry["valid_from"]), entry["name"], entry["source"], bool(entry["confirmed"]),
                needed, bool(entry.get("over", False)),
            )  # fmt: skip
    return found


def count(choices: Sequence[tuple[str, str]], votes: Iterable[str], rule: Majority) -> Outcome:
    """Count votes for ``(key, name)`` choices; ``ABSTAIN`` may be cast in any vote and is no choice.

    Raises:
        ValueError: a vote for something that is not put to the vote.
    """
    tally = {key: 0 for key, _ in choices if key != ABSTAIN}
    abstained = raters = 0
    for vote in votes:
        raters += 1
        if vote == ABSTAIN:
            abstained += 1
        elif vote in tally:
            tally[vote] += 1
        else:
            raise ValueError("Ada suara untuk pilihan yang tidak diajukan.")
    names = dict(choices)
    counts = tuple(sorted((Count(key, names[key], n) for key, n in tally.items()), key=lambda c: (-c.votes, c.name)))
    winner, sentence = _verdict(counts, raters - abstained, rule)
    if abstained:
        sentence = f"{sentence} Abstain {abstained}."
    return Outcome(raters, counts, abstained, winner, sentence)


def frozen(
    choices: Sequence[tuple[str, str]], votes: Sequence[str], rule: Majority, names: Sequence[str] = ()
) -> dict[str, Any]:
    """The outcome as plain JSON values to be kept; ``names`` are the voters of an open vote, in the order of ``votes``.

    Raises:
        ValueError: names and votes differ in number; see also ``count``.
    """
    if names and len(names) != len(votes):
        raise ValueError(f"{len(names)} nama untuk {len(votes)} suara.")
    outcome = count(choices, votes, rule)
    papers: list[dict[str, str]] = [{"vote": vote} for vote in sorted(votes)]
    if names:
        papers = [{"name": name, "vote": vote} for name, vote in sorted(zip(names, votes, strict=True))]
    return {
        "shape": SHAPE,
        "kind": "vote",
        "rule": rule_kept(rule),
        "choices": [{"key": key, "name": name} for key, name in choices],
        "papers": papers,
        "raters": outcome.raters,
        "counts": [{"key": c.key, "name": c.name, "votes": c.votes} for c in outcome.counts],
        "abstained": outcome.abstained,
        "winner": outcome.winner,
        "sentence": outcome.sentence,
    }


def again(kept: Mapping[str, Any]) -> Outcome:
    """Count anew from what a kept outcome holds: its own rule, choices and votes."""
    choices = [(c["key"], c["name"]) for c in kept["choices"]]
    return count(choices, [paper["vote"] for paper in kept["papers"]], rule_of(kept["rule"]))


def rule_kept(rule: Majority) -> dict[str, Any]:
    """A majority rule as plain JSON values."""
    words = {name: getattr(rule, name) for name in Majority.__slots__}
    return {**words, "needed": str(rule.needed) if rule.needed else ""}


def rule_of(entry: Mapping[str, Any]) -> Majority:
    """``rule_kept`` read back."""
    return Majority(**{**entry, "needed": Fraction(entry["needed"]) if entry["needed"] else None})


def _verdict(counts: Sequence[Count], valid: int, rule: Majority) -> tuple[str, str]:
    if not valid:
        return "", "Tidak ada suara sah."
    first = counts[0]
    level = [c for c in counts if c.votes == first.votes]
    if {c.key for c in counts} == {FOR, AGAINST}:
        yes = next(c.votes for c in counts if c.key == FOR)
        tally = f"{yes} setuju, {valid - yes} tidak setuju"
        if len(level) > 1:
            return "", f"Suara seri: {tally}. Usul tidak diputuskan oleh suara; pimpinan mengajak mufakat."
        if first.key == FOR and rule.reached(yes, valid):
            return FOR, f"Usul diterima: {tally} ({rule.name.lower()})."
        if first.key == FOR:
            return AGAINST, f"Usul tidak diterima: {tally}, diperlukan {rule.name.lower()}."
        return AGAINST, f"Usul tidak diterima: {tally}."
    if len(level) > 1:
        names = " dan ".join((", ".join(c.name for c in level[:-1]), level[-1].name))
        return "", f"Suara seri: {names} masing-masing {first.votes} dari {valid} suara sah. Belum ada keputusan."
    tally = f"{first.votes} dari {valid} suara sah"
    if not rule.reached(first.votes, valid):
        return "", f"{first.name} mendapat suara terbanyak ({tally}), tetapi diperlukan {rule.name.lower()}."
    return first.key, f"{first.name} dipilih dengan {tally} ({rule.name.lower()})."
