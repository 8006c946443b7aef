"""Many papers into one ranking: mean score, median and spread, PEARL, ties broken with a reason that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from lokmin.core.indicators.words import number
from lokmin.core.meetings.scoring.methods import FarApart, Method
from lokmin.core.meetings.scoring.papers import Paper, score
from lokmin.core.meetings.scoring.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Option:
    """A thing to be rated.

    Attributes:
        gap: basis points short of the running target in the month's snapshot; None when it has none.
        missed: whole people missed; None when unknown. Both break ties only.
    """

    key: str
    name: str
    gap: int | None = None
    missed: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one thing stands.

    Attributes:
        place: 1 for the first; None when nobody rated it or PEARL removed it.
        score: mean, median and spread of the raters' scores; None when nobody rated it.
        criteria: spread of each criterion in the method's order; empty when nobody rated it.
        removed: why it was taken out, as a sentence.
    """

    option: Option
    place: int | None
    score: Spread | None
    criteria: tuple[Spread, ...]
    removed: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome of a round: standings in order, how ties were broken, where opinions are far apart."""

    raters: int
    standings: tuple[Standing, ...]
    ties: tuple[str, ...]
    apart: tuple[str, ...]


def rank(method: Method, options: Sequence[Option], papers: Iterable[Paper], rule: FarApart) -> Ranking:
    """Combine papers and rank by the mean score, largest first; the order of papers never matters.

    A paper counts for what it rates; one that rates nothing is no rater. Equal means are ordered by the larger gap,
    then by more people missed, then by name; each reason is a sentence of the result.

    Raises:
        ValueError: two options with one key, a paper that rates something unknown or off its scale.
    """
    kept = [paper for paper in papers if paper]
    known = {option.key for option in options}
    if len(known) != len(options):
        raise ValueError("Dua pilihan memakai kunci yang sama.")
    for paper in kept:
        if set(paper) - known:
            raise ValueError("Ada nilai untuk hal yang tidak sedang dinilai.")
    standings = [_combined(method, option, [p[option.key] for p in kept if option.key in p]) for option in options]
    ranked = sorted((s for s in standings if s.score and not s.removed), key=_key)
    removed = sorted((s for s in standings if s.removed), key=lambda s: (s.option.name, s.option.key))
    silent = sorted((s for s in standings if s.score is None), key=lambda s: (s.option.name, s.option.key))
    placed = [replace(s, place=place) for place, s in enumerate(ranked, start=1)]
    ties = tuple(_reason(first, second) for first, second in pairwise(placed) if _mean(first) == _mean(second))
    order = (*placed, *removed, *silent)
    apart = tuple(text for s in order for text in far_apart(method, s, rule))
    return Ranking(len(kept), order, ties, apart)


def far_apart(method: Method, standing: Standing, rule: FarApart) -> list[str]:
    """On which criteria of one thing the raters are far apart, as sentences; none when they are too few."""
    if standing.score is None or standing.score.n < rule.least_raters:
        return []
    found = []
    for criterion, given in zip(method.criteria, standing.criteria, strict=True):
        if given.quartile_distance >= rule.quartile_share * criterion.width:
            low, high = number(given.lower), number(given.upper)
            said = f"seperempat penilai memberi {low} atau kurang, seperempat {high} atau lebih"
            if criterion.gate:
                said = f"{int(given.total)} menjawab ya, {given.n - int(given.total)} menjawab tidak"
            found.append(f"{standing.option.name}, {criterion.name}: {said}.")
    return found


def _combined(method: Method, option: Option, given: list[Sequence[int]]) -> Standing:
    if not given:
        return Standing(option, None, None, ())
    total = spread(score(method, scores) for scores in given)
    criteria = tuple(spread(column) for column in zip(*given, strict=True))
    return Standing(option, None, total, criteria, _removal(method, criteria))


def _removal(method: Method, criteria: Sequence[Spread]) -> str:
    """Why PEARL takes a thing out: by one "no", or by more than half, as the formula says."""
    by = method.variant.removed_by
    said_no = []
    for criterion, given in zip(method.criteria, criteria, strict=True):
        no = given.n - int(given.total) if criterion.gate else 0
        if no and (by == "satu" or (by == "mayoritas" and 2 * no > given.n)):
            said_no.append(f"{criterion.name} ({no} dari {given.n} penilai menjawab tidak)")
    return f"Dikeluarkan oleh PEARL: {', '.join(said_no)}." if said_no else ""


def _mean(standing: Standing) -> Fraction:
    return standing.score.mean if standing.score else Fraction(0)


def _key(standing: Standing) -> tuple[Fraction, int, int, str, str]:
    option = standing.option
    # What has no figure stands behind what has one; a gap is never taken for zero, hence -1.
    gap = -1 if option.gap is None else option.gap
    missed = -1 if option.missed is None else option.missed
    return (-_mean(standing), -gap, -missed, option.name, option.key)


def _reason(first: Standing, second: Standing) -> str:
    """Why of two equal scores one stands first."""
    a, b = first.option, second.option
    start = f"Nilai “{a.name}” dan “{b.name}” sama ({number(_mean(first), 2)}); “{a.name}” didahulukan karena"
    if a.gap != b.gap:
        mine = number(Fraction(a.gap or 0, 100), 1)
        other = f"{mine} banding {number(Fraction(b.gap, 100), 1)} poin" if b.gap is not None else f"{mine} poin"
        return f"{start} lebih jauh dari target ({other})."
    if a.missed != b.missed:
        other = f"{a.missed} banding {b.missed}" if b.missed is not None else f"{a.missed}"
        return f"{start} lebih banyak orang yang terlewat ({other})."
    return f"{start} jarak dan jumlah orang yang terlewat pun sama, maka menurut abjad."
