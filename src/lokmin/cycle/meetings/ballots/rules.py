"""What a ballot keeps of the rules in force when it was opened, and how it is read back; never read anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lokmin.catalog.loading import rules
from lokmin.core.meetings import voting
from lokmin.core.meetings.scoring import frozen
from lokmin.core.meetings.scoring.methods import Criterion, FarApart, Method, far_apart_rule, load
from lokmin.core.meetings.voting import ABSTAIN, AGAINST, FOR, Majority
from lokmin.cycle.meetings.models import Ballot

#: ``Ballot.method`` of a plain vote; every other one is the code of a scoring method.
VOTE = "suara"


def methods(year: int) -> dict[str, Method]:
    """The scoring methods a ballot may use, in the order they are offered."""
    found = load(rules("scoring"), year)
    return {code: found[code] for code, _name in Ballot.METHODS if code in found}


def majorities(year: int) -> dict[str, Majority]:
    """The majority rules in force."""
    return voting.load(rules("scoring"), year)


def least_papers(year: int) -> int:
    """A secret ballot with fewer papers is never opened."""
    known = [r for r in rules("scoring")["secrecy"] if int(r["valid_from"]) <= year]
    return int(max(known, key=lambda r: int(r["valid_from"]))["least_papers"])


def scoring(method: Method, year: int, keys: Sequence[str]) -> dict[str, Any]:
    """What a scoring ballot keeps."""
    return {
        "kind": "scoring",
        "least": least_papers(year),
        "method": frozen.method_kept(method),
        "apart": frozen.rule_kept(far_apart_rule(rules("scoring"), year)),
        "keys": list(keys),
    }


def vote(majority: Majority, year: int, keys: Sequence[str]) -> dict[str, Any]:
    """What a plain vote keeps; the keys ``setuju`` and ``tidak`` make it a proposal."""
    return {"kind": "vote", "least": least_papers(year), "majority": voting.rule_kept(majority), "keys": list(keys)}


def method_of(rule: Mapping[str, Any]) -> Method:
    return frozen.method_of(rule["method"])


def apart_of(rule: Mapping[str, Any]) -> FarApart:
    return frozen.rule_of(rule["apart"])


def majority_of(rule: Mapping[str, Any]) -> Majority:
    return voting.rule_of(rule["majority"])


def is_vote(rule: Mapping[str, Any]) -> bool:
    return bool(rule.get("kind") == "vote")


def is_proposal(rule: Mapping[str, Any]) -> bool:
    return is_vote(rule) and set(rule["keys"]) == {FOR, AGAINST}


def choices_of(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """All that may stand on a paper of a plain vote."""
    return (*rule["keys"], ABSTAIN)


def weighed(method: Method, weights: Mapping[str, int], names: Mapping[str, str]) -> Method:
    """A weighted method with the group's own weights and names by letter; a criterion of weight 0 is left out.

    Raises:
        ValueError: the weights do not add up; with a sentence.
    """
    criteria = [
        Criterion(
            c.letter, names.get(c.letter) or c.name, c.question if names.get(c.letter, c.name) == c.name else "",
            c.low, c.high, c.low_label, c.high_label, c.gate, weights.get(c.letter, c.weight),
        )
        for c in method.criteria
        if weights.get(c.letter, c.weight)
    ]  # fmt: skip
    return method.weighing([c if c.question else _asked(c) for c in criteria])


def _asked(criterion: Criterion) -> Criterion:
    """The question of a criterion the group named itself; its labels would not fit any more."""
    return Criterion(
        criterion.letter, criterion.name, f"{criterion.name}: berapa nilainya?", criterion.low, criterion.high,
        "paling kecil", "paling besar", criterion.gate, criterion.weight,
    )  # fmt: skip
