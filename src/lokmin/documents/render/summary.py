"""The shareable summary as PNG (1,080 pixels wide, for a phone) and as a PDF of the same look."""

from __future__ import annotations

import functools
import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.sharing import shared
from lokmin.documents.render.pdf import fonts
from lokmin.documents.render.plain import cleaned

_TEMPLATE = Path(__file__).with_name("summary.typ")
#: 90 mm at this resolution are 1,080 pixels: what phones and chat programs show without scaling.
_PPI = 1080 / 90 * 25.4


@functools.cache
def _source() -> bytes:
    return _TEMPLATE.read_bytes()


def summary_png(pack: PackInput) -> bytes:
    """The picture; the same input gives the same bytes."""
    return _compiled(pack, "png")


def summary_pdf(pack: PackInput) -> bytes:
    """The same as a PDF whose text can be searched and read aloud."""
    return _compiled(pack, "pdf")


def _compiled(pack: PackInput, kind: Literal["png", "pdf"]) -> bytes:
    families, sans, serif = fonts()
    made_at = pack.made_at
    data = {
        **cleaned(asdict(shared(pack))), "sans": sans, "serif": serif,
        "date": [made_at.year, made_at.month, made_at.day],
    }  # fmt: skip
    given = {"data": json.dumps(data, ensure_ascii=False)}
    if kind == "png":
        made = typst.compile(_source(), format="png", ppi=_PPI, font_paths=families, sys_inputs=given)
    else:
        stamp = int(made_at.timestamp())
        made = typst.compile(_source(), format="pdf", font_paths=families, sys_inputs=given, timestamp=stamp)
    found: bytes = made[0] if isinstance(made, list) else made
    return found
