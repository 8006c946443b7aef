"""What the papers of problems share: the office that prints them, and their landscape page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.periods import short_date
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.records import PackInput, Signer
from lokmin.documents.model import Block, Document, Letterhead, Margins, Paper, Signatures

#: Landscape papers of this family: room for wide tables and for pictures.
MARGINS = Margins(top=14, right=14, bottom=14, left=18)


@dataclass(frozen=True, slots=True)
class Office:
    """Who prints: ``day`` is the day the paper is made, ``head`` signs it."""

    puskesmas: str
    letterhead: Letterhead
    town: str
    day: dt.date
    head: Signer
    paper: Paper = Paper.A4


def office(pack: PackInput) -> Office:
    """The office of a meeting's pack, on the day of the meeting."""
    meeting = pack.meeting
    return Office(pack.puskesmas, pack.letterhead, meeting.town, meeting.date, meeting.head, pack.paper)


def landscape(code: str, title: str, blocks: list[Block], by: Office, *, signed: bool = True) -> Document:
    """A landscape paper of the office, signed by its head unless it is a working sheet."""
    closing = [Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True)] if signed else []
    return Document(
        code=code,
        title=title,
        blocks=(*blocks, *closing),
        letterhead=by.letterhead if signed else None,
        paper=by.paper,
        landscape=True,
        margins=MARGINS,
        footer=f"{title}, {by.puskesmas}",
        base=10,
        author=by.head.name,
    )
