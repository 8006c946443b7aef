"""Reads one sentence: people first, then times and money, then places, indicator and counts; the rest is the task."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from lokmin.core.meetings.sentences import dates, extras, indicators, owners, places
from lokmin.core.meetings.sentences.proposal import Known, Proposal
from lokmin.core.meetings.sentences.text import Text, normal
from lokmin.core.periods import long_date

#: Longer texts are no sentence; the rest is kept in the activity unread.
LONGEST = 1000

#: Short forms that are written out in the activity; others (bumil, IDL) are how staff and papers speak.
_WRITTEN_OUT = {
    "utk": "untuk", "dg": "dengan", "dgn": "dengan", "yg": "yang", "blm": "belum", "sdh": "sudah", "tdk": "tidak",
    "krn": "karena", "posy": "posyandu", "rmh": "rumah", "ds": "desa", "dsn": "dusun", "ttg": "tentang", "bln": "bulan",
    "tgl": "tanggal", "sm": "sama", "swiping": "sweeping", "kunj": "kunjungan", "dlm": "dalam",
}  # fmt: skip
_LOOSE_END = re.compile(
    r"(?:^|(?<=\s))(?:di|ke|dari|pada|oleh|pj|tanggal|hari|bulan|dan|nanti|tolong|mohon|serta)\s*$", re.IGNORECASE
)
_LOOSE_START = re.compile(r"^(?:(?:agar|tolong|mohon|minta|nanti|supaya|untuk)\b|[^\w(“\"'@#%]+)\s*", re.IGNORECASE)


def parse(
    sentence: str,
    *,
    today: dt.date,
    meeting_date: dt.date,
    people: Sequence[Known],
    places: Sequence[Known],
    indicators: Sequence[Known],
    partners: Sequence[Known] = (),
    funds: Sequence[Known] = (),
) -> Proposal:
    """What a sentence asks of whom. Never raises; what is unsure is among the doubts and left empty.

    Words such as "besok" count from ``meeting_date``; ``today`` only tells that a day is over by now. A ``fund``'s
    name is what the column will hold, its aliases are what people write.
    """
    text = Text(sentence[:LONGEST])
    who = owners.read(text, people, partners, frozenset(normal(p.name) for p in places))
    cost = extras.money(text, funds)
    when = dates.read(text, meeting_date)
    where = _places(text, places, who)
    about = _about(text, indicators)
    extras.counts(text, cost)
    notes = [*who.notes, *when.notes, *where.notes]
    if when.due is not None and meeting_date <= when.due < today:
        notes.append(f"{long_date(when.due)} sudah lewat hari ini.")
    return Proposal(
        text=sentence,
        activity=activity(text) + sentence[LONGEST:],
        owners=tuple(who.owners),
        owner_text=", ".join(who.owner_words),
        helpers=tuple(who.helpers),
        helper_text=", ".join(who.helper_words),
        places=tuple(where.found),
        everywhere=where.everywhere,
        place_text=where.words,
        start=when.start,
        due=when.due,
        due_words=when.words,
        repeats=when.repeats,
        indicator=about.indicator,
        target=cost.target,
        cost=cost.cost,
        fund=cost.fund,
        success=cost.success,
        doubts=(
            *who.doubts,
            *where.doubts,
            *when.doubts,
            *([about.doubt] if about.doubt else []),
            *cost.doubts,
        ),
        notes=tuple(dict.fromkeys(notes)),
        spans=tuple(sorted(text.spans)),
    )


def _places(text: Text, known: Sequence[Known], who: owners.People) -> places.Places:
    return places.read(text, known, who.role_words)


def _about(text: Text, known: Sequence[Known]) -> indicators.About:
    return indicators.read(text, known)


def activity(text: Text) -> str:
    """What is left when owner, times and money are taken away, written out and tidied."""
    kept = list(text.original)
    for start, end in text.gone:
        kept[start:end] = " " * (end - start)
    left = re.sub(r"[^\W\d_]+", lambda m: _WRITTEN_OUT.get(m[0].lower(), m[0]), "".join(kept))
    left = re.sub(r"\(\s*\)|\[\s*\]", " ", left)
    left = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(left.split()))
    left = re.sub(r"([,.;:])(?:\s*[,.;:])+", r"\1", left)
    before = None
    while before != left:
        before = left
        left = _LOOSE_START.sub("", _LOOSE_END.sub("", left.rstrip(" ,;:.-–—&+(@"))).strip()
    return left[:1].upper() + left[1:]
