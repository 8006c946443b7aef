"""The sentences of the sentences*.toml files, and how a reading is compared with what is right."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lokmin.catalog import loading
from lokmin.core.meetings.sentences import Known, Proposal, parse

DATA = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
#: Sets of another hand, each with what was right at first sight in a comment above it, and one never tuned on.
FRESH = tomllib.loads((Path(__file__).parent / "sentences_fresh.toml").read_text(encoding="utf-8"))["sets"]
LAST = tomllib.loads((Path(__file__).parent / "sentences_last.toml").read_text(encoding="utf-8"))["sets"]["last"]
MEETING = dt.date(2026, 5, 5)
RULES = loading.rules("sentences")

PEOPLE = tuple(Known(key, names[0], tuple(names[1:])) for key, names in DATA["people"].items())
PLACES = tuple(Known(key, names[0], tuple(names[1:])) for key, names in DATA["places"].items())
HEADS = tuple(
    Known(f"kades-{p.id}", f"Kepala Desa {p.name}",
          (*(a.format(desa=p.name) for a in RULES["roles"]["kepala_desa"]), "kades", "kepala desa"))
    for p in PLACES
)  # fmt: skip
PARTNERS = (*(Known(key, names[0], tuple(names[1:])) for key, names in DATA["partners"].items()), *HEADS)
_NAMES = {i.code: i.name for i in loading.load().indicators.values()}
INDICATORS = (
    *(Known(code, _NAMES[code], tuple(words)) for code, words in RULES["indicators"].items()),
    Known("", "", tuple(RULES["not_indicators"]["words"])),
)
FUNDS = tuple(Known(name, name, tuple(words)) for name, words in RULES["funds"].items())

#: The fields a sentence is judged by, and those that are checked where the case names them.
JUDGED = ("owner", "owner_text", "place", "due", "due_words", "repeats", "indicator", "doubt")
ALSO = ("start", "target", "cost", "fund", "success")


def read(case: Mapping[str, Any]) -> Proposal:
    day = case.get("on", MEETING)
    return parse(
        case["text"], today=case.get("today", day), meeting_date=day, people=PEOPLE, places=PLACES,
        indicators=INDICATORS, partners=PARTNERS, funds=FUNDS,
    )  # fmt: skip


def understood(proposal: Proposal) -> dict[str, Any]:
    """A proposal in the words of the table."""
    return {
        "owner": sorted(o.id for o in proposal.owners),
        "owner_text": proposal.owner_text,
        "place": ["*"] if proposal.everywhere else sorted(p.id for p in proposal.places),
        "start": proposal.start,
        "due": proposal.due,
        "due_words": proposal.due_words,
        "repeats": proposal.repeats,
        "indicator": proposal.indicator.id if proposal.indicator else "",
        "target": proposal.target,
        "cost": proposal.cost,
        "fund": proposal.fund,
        "success": proposal.success,
        "doubt": sorted({d.field for d in proposal.doubts}),
    }


def expected(case: Mapping[str, Any]) -> dict[str, Any]:
    """What is right; owner_text only where the case names it."""
    nothing: dict[str, Any] = {
        "owner": [], "place": [], "due": None, "due_words": "", "repeats": "", "indicator": "", "doubt": [],
    }  # fmt: skip
    right = {**nothing, **{k: v for k, v in case.items() if k not in ("text", "on", "today")}}
    for name in ("owner", "place", "doubt"):
        right[name] = sorted(right[name])
    return right


def wrong(case: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field -> (right, read) for the judged fields that differ."""
    right, got = expected(case), understood(read(case))
    return {name: (right[name], got[name]) for name in JUDGED if name in right and right[name] != got[name]}


def wrong_extras(case: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The same for the smaller columns, where the case names them."""
    got = understood(read(case))
    return {name: (case[name], got[name]) for name in ALSO if name in case and case[name] != got[name]}


def silently_wrong(case: Mapping[str, Any]) -> bool:
    """An owner or a day that is not the right one, and nothing was asked about it."""
    right, got = expected(case), understood(read(case))
    owner = got["owner"] and got["owner"] != right["owner"] and "owner" not in got["doubt"]
    due = got["due"] is not None and got["due"] != right["due"] and "due" not in got["doubt"]
    return bool(owner or due)
