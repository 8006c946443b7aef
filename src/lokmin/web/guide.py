"""The user guide inside the program: pages written in Markdown in ``panduan/``, shown without any network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent / "panduan"
_NAME = re.compile(r"(\d\d)-([a-z0-9-]+)\.md")


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide: its name in the address, its title, its first sentence and the whole as HTML."""

    slug: str
    title: str
    summary: str
    html: Markup


def _plain(text: str) -> str:
    """The first paragraph without marks: bold words and the words of links stay."""
    return re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text.replace("**", "").replace("\n", " "))


@cache
def _read() -> dict[str, Topic]:
    import markdown  # only when somebody opens the guide

    found: dict[str, Topic] = {}
    for path in sorted(FOLDER.glob("*.md")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        head, _, body = path.read_text("utf-8").partition("\n")
        title = head.removeprefix("#").strip()
        # A percentage is not torn from its sign.
        body = body.replace(" %", "\u00a0%")
        html = markdown.markdown(body, extensions=["tables", "toc", "fenced_code"], output_format="html")
        # Our own files, shipped with the program: nothing a user typed comes this way.
        found[match[2]] = Topic(match[2], title, _plain(body.strip().partition("\n\n")[0]), Markup(_scrolling(html)))  # noqa: S704
    return found


def _scrolling(html: str) -> str:
    """On a phone a wide table scrolls by itself, not the page; each says which it is."""
    number = count(1)

    def opened(_: re.Match[str]) -> str:
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="Tabel {next(number)}, dapat digeser"><table>'
        )

    return re.sub("<table>", opened, html).replace("</table>", "</table></div>")


def topics() -> list[Topic]:
    """All pages in reading order."""
    return list(_read().values())


def topic(slug: str) -> Topic | None:
    return _read().get(slug)
