"""A closed ballot as pages show it: rows with place, score, median and spread; sentences; how it was reckoned."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lokmin.core.numbers import indonesian
from lokmin.cycle.meetings.ballots import results
from lokmin.cycle.meetings.models import Ballot, BallotOption
from lokmin.documents.figures.spread import spread_strip


@dataclass(frozen=True, slots=True)
class Said:
    """What the raters said to one question about one thing, ready to be shown."""

    letter: str
    name: str
    median: str
    ends: str
    figure: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    """One problem, or one choice of a vote (then ``score`` is its votes and ``share`` their part, 0..1).

    Attributes:
        problem, indicator, village: to make an RTL of it; empty where it is no indicator at a place.
    """

    place: int | None
    key: str
    name: str
    detail: str
    status: str
    score: str
    median: str
    ends: str
    raters: int
    share: float
    removed: str
    said: tuple[Said, ...]
    gates: str = ""
    problem: str = ""
    indicator: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A closed ballot.

    Attributes:
        finding: what came first, as the title of a screen; headline: the first three.
        sentence: the whole result as the minutes say it.
        ties, apart: how equal scores were put in order; where opinions are far apart (then a second round is proposed).
        how: formula, version, source in words. papers: raw papers as texts, with a name where the ballot was open.
        later: a following round was already opened.
    """

    pk: int
    title: str
    method: str
    vote: bool
    secret: bool
    round: int
    raters: int
    of: int
    closed_at: dt.datetime
    hidden: bool
    finding: str
    headline: str
    sentence: str
    rows: tuple[Row, ...]
    letters: tuple[tuple[str, str], ...]
    gated: bool
    most: str
    abstained: int
    ties: tuple[str, ...]
    apart: tuple[str, ...]
    how: str
    unconfirmed: bool
    papers: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[str, ...]
    decision: int | None
    later: bool


def outcome(ballot: Ballot, *, later: bool, drawn: bool = False) -> Outcome:
    """Read a closed ballot from what it keeps; nothing is reckoned anew. ``drawn``: with a figure for every answer."""
    kept: Mapping[str, Any] = ballot.result
    options = {results.key_of(o): o for o in ballot.options.all()}
    hidden = bool(kept.get("hidden"))
    vote = kept["kind"] == "vote"
    rows = () if hidden else _votes(kept) if vote else _standings(ballot, kept, options, drawn=drawn)
    papers, columns = ((), ()) if hidden else _papers(kept, options)
    sentence = results.sentence(ballot, kept)
    ranked = not vote and bool(rows) and rows[0].place is not None
    assert ballot.closed_at is not None  # noqa: S101 - the table guards it
    return Outcome(
        pk=ballot.pk,
        title=ballot.title,
        method=results.method_name(ballot),
        vote=vote,
        secret=ballot.secret,
        round=ballot.round,
        raters=kept["raters"],
        of=kept["of"],
        closed_at=ballot.closed_at,
        hidden=hidden,
        finding=_("%(name)s didahulukan") % {"name": rows[0].name} if ranked else sentence,
        headline=_headline(rows) if ranked else sentence,
        sentence=sentence,
        rows=rows,
        letters=tuple((c["letter"], c["name"]) for c in _criteria(ballot, kept) if not c["gate"]),
        gated=any(c["gate"] for c in _criteria(ballot, kept)),
        most="" if hidden or vote else _most(kept),
        abstained=0 if hidden else kept.get("abstained", 0),
        ties=tuple(kept.get("ties", ())),
        apart=tuple(kept.get("apart", ())),
        how="" if hidden else _how(kept),
        unconfirmed=not hidden and not (kept["rule"] if vote else kept["method"])["confirmed"],
        papers=papers,
        columns=columns,
        decision=ballot.decision.number if ballot.decision else None,
        later=later,
    )


def _headline(rows: tuple[Row, ...]) -> str:
    first = rows[0]
    others = [r.name for r in rows[1:3] if r.place]
    if not others:
        return _("%(name)s didahulukan") % {"name": first.name}
    listed = _(" dan ").join(others)
    return _("%(name)s didahulukan, lalu %(others)s") % {"name": first.name, "others": listed}


def _standings(
    ballot: Ballot, kept: Mapping[str, Any], options: Mapping[str, BallotOption], *, drawn: bool
) -> tuple[Row, ...]:
    counted = _counted(kept) if drawn else {}
    rows = []
    for s in kept["standings"]:
        option = options.get(s["key"])
        indicator, _at, village = (option.reference if option else "").partition("@")
        score = s["score"]
        rows.append(
            Row(
                place=s["place"],
                key=s["key"],
                name=s["name"],
                detail=option.detail if option else "",
                status=option.status if option else "",
                score=results.shown(score["mean"]) if s["place"] else "–",
                median=results.plain(score["median"]) if s["place"] else "–",
                ends=_ends(score) if s["place"] else "",
                raters=score["n"] if score else 0,
                share=0.0,
                removed=s["removed"],
                said=tuple(
                    _said(f"s{ballot.pk}-{s['key']}-{c['letter']}", s["name"], c, given, counted.get((s["key"], at)))
                    for at, (c, given) in enumerate(zip(kept["method"]["criteria"], s["criteria"], strict=False))
                    if not c["gate"]
                ),
                gates=_gates(kept["method"]["criteria"], s["criteria"]),
                problem=f"{s['name']}, {option.detail}" if option and option.detail else s["name"],
                indicator=indicator if village else "",
                village=village,
            )
        )
    return tuple(rows)


def _criteria(ballot: Ballot, kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [] if kept.get("hidden") or ballot.rule["kind"] == "vote" else list(kept["method"]["criteria"])


def _gates(criteria: list[dict[str, Any]], given: list[dict[str, Any]]) -> str:
    """How PEARL was answered: everybody yes, or how many said no to what."""
    no = [
        _("%(n)s tidak: %(name)s") % {"n": s["n"] - int(Fraction(s["total"])), "name": c["name"]}
        for c, s in zip(criteria, given, strict=False)
        if c["gate"] and int(Fraction(s["total"])) < s["n"]
    ]
    return ", ".join(no) or _("semua ya")


def _counted(kept: Mapping[str, Any]) -> dict[tuple[str, int], Counter[int]]:
    counted: dict[tuple[str, int], Counter[int]] = {}
    for paper in kept["papers"]:
        for key, scores in paper["scores"].items():
            for at, value in enumerate(scores):
                counted.setdefault((key, at), Counter())[value] += 1
    return counted


def _said(
    ident: str, name: str, criterion: Mapping[str, Any], given: Mapping[str, Any], counts: Counter[int] | None
) -> Said:
    figure = _drawn(ident, name, criterion, given, counts) if counts else SafeString("")
    return Said(criterion["letter"], criterion["name"], results.plain(given["median"]), _ends(given), figure)


def _drawn(
    ident: str, name: str, criterion: Mapping[str, Any], given: Mapping[str, Any], counts: Counter[int]
) -> SafeString:
    listed = ", ".join(
        _("%(n)s penilai memberi %(score)s") % {"n": n, "score": score} for score, n in sorted(counts.items())
    )
    quartiles = (Fraction(given["lower"]), Fraction(given["median"]), Fraction(given["upper"]))
    figure = spread_strip(
        dict(counts), (criterion["low"], criterion["high"]), quartiles, title=f"{name}, {criterion['name']}",
        description=listed, ident=ident,
    )  # fmt: skip
    return mark_safe(figure)  # noqa: S308 - drawn by us, texts escaped


def _ends(given: Mapping[str, Any]) -> str:
    least, most = (results.plain(given[end]) for end in ("least", "most"))
    return _("semua %(n)s") % {"n": least} if least == most else f"{least}–{most}"


def _votes(kept: Mapping[str, Any]) -> tuple[Row, ...]:
    valid = sum(c["votes"] for c in kept["counts"]) or 1
    return tuple(
        Row(
            place=n, key=c["key"], name=c["name"], detail="", status="", score=indonesian(c["votes"]), median="",
            ends="", raters=c["votes"], share=c["votes"] / valid, removed="", said=(),
        )
        for n, c in enumerate(kept["counts"], 1)
    )  # fmt: skip


def _most(kept: Mapping[str, Any]) -> str:
    """The largest score the formula can give."""
    from lokmin.core.meetings.scoring.frozen import method_of

    method = method_of(kept["method"])
    best = max(
        method.formula({c.letter: c.high for c in method.criteria}),
        method.formula({c.letter: c.low for c in method.criteria}),
    )
    return results.shown(str(best)).removesuffix(",00")


def _how(kept: Mapping[str, Any]) -> str:
    if kept["kind"] == "vote":
        return f"{kept['rule']['name']}. {kept['rule']['source']}."
    method = kept["method"]
    return _("%(name)s, rumus %(formula)s, rata-rata semua penilai; versi %(stamp)s. %(source)s.") % {
        "name": method["long_name"], "formula": method["formula"]["written"], "stamp": method["stamp"],
        "source": method["source"],
    }  # fmt: skip


def _papers(
    kept: Mapping[str, Any], options: Mapping[str, BallotOption]
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """Raw papers as texts and the heads of their columns."""
    if kept["kind"] == "vote":
        names = {c["key"]: c["name"] for c in kept["choices"]} | {"abstain": _("Abstain")}
        return tuple((p.get("name", ""), (names[p["vote"]],)) for p in kept["papers"]), (_("Suara"),)
    keys = [o["key"] for o in kept["options"]]
    papers = tuple(
        (p.get("name", ""), tuple(", ".join(map(str, p["scores"].get(key, ()))) or "–" for key in keys))
        for p in kept["papers"]
    )
    return papers, tuple(options[key].label if key in options else key for key in keys)
