"""Cards of owners as PDF: four A6 cards on each A4 sheet."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Sequence
from pathlib import Path

import typst

from lokmin.documents.forms.owncard import OwnCard, plain_card
from lokmin.documents.render.pdf import fonts
from lokmin.documents.render.plain import cleaned

_TEMPLATE = Path(__file__).with_name("cards.typ")


@functools.cache
def _source() -> bytes:
    return _TEMPLATE.read_bytes()


def cards_pdf(cards: Sequence[OwnCard], made_at: dt.datetime, title: str) -> bytes:
    """All cards in their order; the same cards give the same bytes.

    Raises:
        ValueError: no card.
    """
    if not cards:
        raise ValueError("Tidak ada kartu untuk dicetak.")
    families, sans, serif = fonts()
    data = {
        "title": title, "sans": sans, "serif": serif, "date": [made_at.year, made_at.month, made_at.day],
        "cards": [plain_card(card) for card in cards],
    }  # fmt: skip
    given = {"data": json.dumps(cleaned(data), ensure_ascii=False)}
    made = typst.compile(
        _source(), format="pdf", font_paths=families, sys_inputs=given, timestamp=int(made_at.timestamp())
    )
    found: bytes = made[0] if isinstance(made, list) else made
    return found
