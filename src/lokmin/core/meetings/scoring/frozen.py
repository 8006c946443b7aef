"""A result as it is kept for years: method, formula version, raters, raw scores, medians, ranking, ties; plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from lokmin.core.meetings.scoring.methods import Criterion, FarApart, Method, Variant
from lokmin.core.meetings.scoring.papers import Paper
from lokmin.core.meetings.scoring.ranking import Option, Ranking, Standing, rank
from lokmin.core.meetings.scoring.spread import Spread

#: Shape of the kept result; a reader of later years tells old shapes by it.
SHAPE = 1

Kept = dict[str, Any]


def frozen(
    method: Method, options: Sequence[Option], papers: Iterable[Paper], rule: FarApart, names: Sequence[str] = ()
) -> Kept:
    """The result of a round as plain JSON values; fractions are texts (``25/2``).

    ``names`` are the raters of an open round in the order of its papers; of a secret round none are given, and then the
    raw papers are sorted by what stands on them, so that their order tells nothing.

    Raises:
        ValueError: names and papers differ in number; see also ``rank``.
    """
    raw = [{key: list(scores) for key, scores in paper.items()} for paper in papers]
    if names and len(names) != len(raw):
        raise ValueError(f"{len(names)} nama untuk {len(raw)} kertas.")
    if names:
        named = sorted(({"name": name, "scores": paper} for name, paper in zip(names, raw, strict=True)), key=_text)
    else:
        named = sorted(({"scores": paper} for paper in raw), key=_text)
    outcome = rank(method, options, raw, rule)
    return {
        "shape": SHAPE,
        "kind": "scoring",
        "method": method_kept(method),
        "rule": rule_kept(rule),
        "options": [{"key": o.key, "name": o.name, "gap": o.gap, "missed": o.missed} for o in options],
        "papers": [paper for paper in named if paper["scores"]],
        **_outcome(outcome),
    }


def again(kept: Mapping[str, Any]) -> Ranking:
    """Rank anew from what a kept result holds: its own method, formula, rule and raw papers."""
    return rank(
        method_of(kept["method"]),
        [Option(o["key"], o["name"], o["gap"], o["missed"]) for o in kept["options"]],
        [paper["scores"] for paper in kept["papers"]],
        rule_of(kept["rule"]),
    )


def is_true(kept: Mapping[str, Any]) -> bool:
    """Does the kept ranking follow from the kept raw papers, to the last fraction?"""
    if kept.get("hidden"):
        return True
    anew = _outcome(again(kept))
    return all(kept[name] == value for name, value in anew.items())


def method_of(entry: Mapping[str, Any]) -> Method:
    """The method as it was when it was kept, from those words alone: ``method_kept`` read back."""
    criteria = tuple(Criterion(**criterion) for criterion in entry["criteria"])
    formula = entry["formula"]
    scales = {c.letter: (c.low, c.high) for c in criteria}
    variant = Variant(formula["code"], formula["name"], formula["expression"], formula["removed_by"], scales)
    return Method(
        entry["code"], entry["valid_from"], entry["version"], entry["name"], entry["long_name"], entry["about"],
        entry["source"], entry["confirmed"], criteria, (variant,), entry["weighted"], entry["weight_base"],
        formula["code"],
    )  # fmt: skip


def rule_kept(rule: FarApart) -> Kept:
    """The rule of the second round as plain JSON values."""
    return {"least_raters": rule.least_raters, "quartile_share": str(rule.quartile_share), "source": rule.source}


def rule_of(entry: Mapping[str, Any]) -> FarApart:
    """``rule_kept`` read back."""
    return FarApart(entry["least_raters"], Fraction(entry["quartile_share"]), entry["source"])


def method_kept(method: Method) -> Kept:
    """A method with its chosen formula as plain JSON values."""
    variant = method.variant
    return {
        "code": method.code,
        "valid_from": method.valid_from,
        "version": method.version,
        "name": method.name,
        "long_name": method.long_name,
        "about": method.about,
        "source": method.source,
        "confirmed": method.confirmed,
        "stamp": method.stamp,
        "weighted": method.weighted,
        "weight_base": method.weight_base,
        "formula": {
            "code": variant.code,
            "name": variant.name,
            "expression": method.expression,
            "written": method.written,
            "removed_by": variant.removed_by,
        },
        "criteria": [{name: getattr(c, name) for name in Criterion.__slots__} for c in method.criteria],
    }


def _outcome(outcome: Ranking) -> Kept:
    return {
        "raters": outcome.raters,
        "standings": [_standing(s) for s in outcome.standings],
        "ties": list(outcome.ties),
        "apart": list(outcome.apart),
    }


def _standing(standing: Standing) -> Kept:
    return {
        "key": standing.option.key,
        "name": standing.option.name,
        "place": standing.place,
        "score": _spread(standing.score) if standing.score else None,
        "criteria": [_spread(given) for given in standing.criteria],
        "removed": standing.removed,
    }


def _spread(given: Spread) -> Kept:
    return {
        "n": given.n,
        "total": str(given.total),
        "mean": str(given.mean),
        "median": str(given.median),
        "lower": str(given.lower),
        "upper": str(given.upper),
        "least": str(given.least),
        "most": str(given.most),
    }


def _text(paper: Mapping[str, Any]) -> str:
    return json.dumps(paper, sort_keys=True, ensure_ascii=False)
