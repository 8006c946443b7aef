"""What a closed ballot keeps: made once from its papers, read back as records, checked against itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from lokmin.core.indicators.words import number
from lokmin.core.meetings import voting
from lokmin.core.meetings.scoring import frozen
from lokmin.core.meetings.scoring.ranking import Option
from lokmin.core.numbers import MICRO
from lokmin.cycle.meetings.ballots import rules
from lokmin.cycle.meetings.models import Ballot, BallotOption

#: One voter's paper: scores by option key, or ``{"pilihan": key}`` in a plain vote.
Paper = dict[str, Any]
CHOICE = "pilihan"
#: Reads what a phone sent for the ballot it turns out to be for.
Reader = Callable[[Ballot], Paper]


def key_of(option: BallotOption) -> str:
    """How papers name an option: the same in every round. Proposals have the keys of the majority rule."""
    return option.reference if option.reference in (voting.FOR, voting.AGAINST) else str(option.order)


def is_complete(rule: Mapping[str, Any], paper: Paper) -> bool:
    """Has this paper an answer to everything?"""
    return CHOICE in paper if rules.is_vote(rule) else set(paper) >= set(rule["keys"])


def count_complete(rule: Mapping[str, Any], papers: Sequence[Paper]) -> int:
    return sum(is_complete(rule, paper) for paper in papers)


def result(ballot: Ballot, options: Sequence[BallotOption], papers: Sequence[Paper], names: Sequence[str],
           of: int) -> dict[str, Any]:  # fmt: skip
    """The result as it is kept. ``names`` are the raters of an open ballot in the order of the papers, else empty.

    A secret ballot with fewer papers than the rule asks is not opened at all: its papers are not kept either.
    """
    head = {"secret": ballot.secret, "round": ballot.round, "of": of}
    least = int(ballot.rule["least"])
    if ballot.secret and 0 < len(papers) < least:
        sentence = (
            f"Hanya {len(papers)} kertas; suara rahasia dibuka mulai {least} kertas, supaya tidak tertebak siapa"
            " menilai apa. Kertasnya tidak disimpan."
        )
        return {
            **head, "shape": frozen.SHAPE, "kind": ballot.rule["kind"], "hidden": True, "raters": len(papers),
            "sentence": sentence,
        }  # fmt: skip
    if rules.is_vote(ballot.rule):
        choices = [(key_of(o), o.label) for o in options]
        votes = [str(p[CHOICE]) for p in papers]
        return {**voting.frozen(choices, votes, rules.majority_of(ballot.rule), names), **head}
    kept = frozen.frozen(
        rules.method_of(ballot.rule), [option(o) for o in options], papers, rules.apart_of(ballot.rule), names
    )
    return {**kept, **head}


def option(row: BallotOption) -> Option:
    """A row of the ballot as the core ranks it."""
    missed = row.missed_micro // MICRO if row.missed_micro is not None else None
    return Option(key_of(row), row.label, row.gap_bp, missed)


def is_true(kept: Mapping[str, Any]) -> bool:
    """Does a kept result follow from its own papers?"""
    if kept.get("hidden"):
        return True
    if kept["kind"] == "vote":
        outcome = voting.again(kept)
        return (outcome.winner, outcome.sentence, outcome.raters) == (kept["winner"], kept["sentence"], kept["raters"])
    return frozen.is_true(kept)


def sentence(ballot: Ballot, kept: Mapping[str, Any]) -> str:
    """The result in one sentence, for minutes and the hall."""
    if kept.get("hidden") or kept["kind"] == "vote":
        return str(kept["sentence"])
    ranked = [s for s in kept["standings"] if s["place"]]
    if not kept["raters"]:
        return "Belum ada yang menilai."
    listed = "; ".join(f"{s['place']}. {s['name']} ({shown(s['score']['mean'])})" for s in ranked)
    name = kept["method"]["name"]
    again = f" putaran {ballot.round}" if ballot.round > 1 else ""
    out = "".join(f" {s['name']}: {s['removed']}" for s in kept["standings"] if s["removed"])
    return f"Urutan prioritas menurut {name}{again} ({kept['raters']} penilai): {listed or 'tidak ada'}.{out}"


def method_name(ballot: Ballot) -> str:
    """``USG``, ``Pemungutan suara``."""
    return _("Pemungutan suara") if ballot.method == rules.VOTE else str(ballot.get_method_display())


def shown(fraction: str, places: int = 2) -> str:
    """A kept fraction as people write it: ``37/3`` is 12,33."""
    return number(Fraction(fraction), places)


def plain(fraction: str) -> str:
    """A median or an end of a scale: ``4``, ``4,5``."""
    return shown(fraction, 1).removesuffix(",0")
