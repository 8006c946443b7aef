"""Every page a person can reach, looked at: no error, no violation, nothing sideways, no English, not heavy."""

from __future__ import annotations

import gzip
import re
import urllib.parse
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import pytest
from world import NARROW, WIDE, scrolls_sideways, sign_in, violations

from lokmin.cli.demo.cast import HOME

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAYERS = ("yusuf", "ratna", "endah", "camat", "dinkes", "admin")
#: Pages of the same shape that are fetched: for the first person several, for the others one (their rights differ).
#: The first page of an address that anybody reaches is also drawn in the browser, whatever was asked of it.
FETCHED = 2
FIRST_VISIT, LATER = 60 * 1024, 15 * 1024
#: A table of every indicator of every village: stated in performance.md as the one page that is heavier. The RUK typed
#: as one table is for a desk.
HEAVY = re.compile(
    r"program=semua|kosong=1|/masalah/|/jejak/|/potret/\d+/|/data/unggahan/\d+/|/komponen/|/ruk/\d+/tabel/"
)
HEAVIEST = 60 * 1024
LEFT_ALONE = re.compile(
    r"/(unduh|asli|keluar|admin|batas|lambang)/|/berkas/unduh/|/formulir/[^/]+/unduh/|unduh=|"
    r"\.(docx|xlsx|pptx|pdf|zip|png|jpg|txt|ics)(\?|$)"  # papers made for the asking; each has its own tests
)
ENGLISH = re.compile(
    r"\b(the|this|that|with|your|please|submit|save|cancel|delete|add|edit|search|next|previous|back|page|user|"
    r"password|sign in|log ?in|log ?out|error|upload|download|village|month|year|target group|none|true|false|"
    r"required|field|january|february|march|may|june|july|august|october|december|null|undefined|nan)\b",
    re.IGNORECASE,
)
#: The page of one report, of one of its periods, of its rules: 132 reports look alike.
REPORTS = (
    (re.compile(r"/laporan/atur/(?!baru/)[^/]+/"), "/laporan/atur/*/"),
    (re.compile(r"/laporan/(?!(?:saya|tahun|ingatkan|atur|unduh)/)[^/]+/$"), "/laporan/*/"),
    (re.compile(r"/laporan/(?!(?:saya|tahun|ingatkan|atur|unduh)/)[^/]+/.+"), "/laporan/*/*"),
)
#: Words of the list that are also Indonesian or names in their place.
HARMLESS = {"target group"}


@dataclass
class Look:
    """What was seen on one walk."""

    wrong: list[str] = field(default_factory=list)
    visited: int = 0
    drawn: int = 0


def test_every_page_that_can_be_reached_is_whole(browser, demo_server):
    """Fetched for everybody, drawn once for each kind of page, on a phone and made as wide as a desk."""
    seen = Look()
    known: set[str] = set()
    for username in PLAYERS:
        phone = browser.new_context(viewport=NARROW, locale="id-ID", has_touch=True)
        page = phone.new_page()
        sign_in(page, demo_server, username)
        walk(page, demo_server.address, username, seen, known, FETCHED if username == PLAYERS[0] else 1)
        phone.close()
    assert seen.visited > 100, "the walk got nowhere"
    assert seen.drawn > 50
    assert not seen.wrong, "\n".join(seen.wrong)


def walk(page: Any, address: str, username: str, seen: Look, known: set[str], each: int) -> None:
    """Breadth first from home. ``known`` holds the kinds of pages already drawn for somebody."""
    waiting = deque([f"/p/{HOME}/", "/panduan/", "/komponen/"])
    fetched: dict[str, int] = {}
    queued = set(waiting)
    while waiting:
        path = waiting.popleft()
        form = shape(path)
        if fetched.get(form, 0) >= each:
            continue
        fetched[form] = fetched.get(form, 0) + 1
        seen.visited += 1
        answer = page.request.get(address + path, max_redirects=5)
        if answer.status >= 400:
            seen.wrong.append(f"{username} {path}: {answer.status}")
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        text = answer.text()
        judge_text(text, f"{username} {path}", seen)
        kind = form.partition("?")[0]
        if kind not in known:
            part = kind.split("/")[1]
            draw(page, address + path, username, seen, both=part not in {one.split("/")[1] for one in known})
            known.add(kind)
        for href in links(text, path):
            if href not in queued:
                queued.add(href)
                waiting.append(href)


def links(text: str, path: str) -> list[str]:
    """Addresses inside the Puskesmas that a page leads to, without their fragments."""
    found = []
    for href in re.findall(r'<a\b[^>]*?href="([^"]+)"', text):
        whole = urllib.parse.urljoin(path, href.replace("&amp;", "&")).split("#")[0]
        inside = whole.startswith((f"/p/{HOME}/", "/panduan/", "/akun/"))
        if inside and not LEFT_ALONE.search(whole):
            found.append(whole)
    return found


def shape(path: str) -> str:
    """Numbers and codes out: pages of one shape are the same template."""
    bare, _, query = path.partition("?")
    bare = re.sub(r"/(indikator|desa|angka|sinyal|perkiraan)/.+", r"/\1/*", bare.removeprefix(f"/p/{HOME}"))
    for pattern, same in REPORTS:
        bare = pattern.sub(same, bare)
    names = sorted(urllib.parse.parse_qs(query))
    return re.sub(r"\d+", "*", bare) + "?" + "&".join(names)


def judge_text(text: str, where: str, seen: Look) -> None:
    """Title, language and weight of one page."""
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    if title is None or title[1].split("–")[0].strip() == "":
        seen.wrong.append(f"{where}: no title")
    words = re.sub(r"(?is)<(script|style|code|pre)\b.*?</\1>|<[^>]*\blang=\"en\"[^>]*>[^<]*|<[^>]+>", " ", text)
    english = {w.lower() for w in ENGLISH.findall(words)} - HARMLESS
    if english:
        seen.wrong.append(f"{where}: English {sorted(english)}")
    weight, limit = len(gzip.compress(text.encode(), 6)), HEAVIEST if HEAVY.search(where) else LATER
    if weight > limit:
        seen.wrong.append(f"{where}: {weight} bytes packed, more than {limit}")


def draw(page: Any, address: str, username: str, seen: Look, *, both: bool) -> None:
    """One page of each kind in the browser: axe, and nothing but tables may scroll sideways, narrow and wide.

    The frame around a page differs between the two widths, its contents do not: ``both`` asks axe again wide.
    """
    page.set_viewport_size(NARROW)
    page.goto(address)
    seen.drawn += 1
    for width, asked in ((NARROW, True), (WIDE, both)):
        page.set_viewport_size(width)
        if asked:
            seen.wrong.extend(f"{username} {width['width']} {line}" for line in violations(page))
        if scrolls_sideways(page):
            seen.wrong.append(f"{username} {address}: wider than the screen of {width['width']}")


def test_the_first_visit_is_light(browser, demo_server):
    context = browser.new_context(viewport=NARROW, locale="id-ID")
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda r: sizes.__setitem__(r.url, int(r.headers.get("content-length") or 0)))
    sign_in(page, demo_server, "yusuf")
    page.wait_for_load_state("networkidle")
    context.close()
    packed = {url: size for url, size in sizes.items() if url.startswith(demo_server.address)}
    assert any("lokmin" in url and ".css" in url for url in packed), packed
    assert sum(packed.values()) <= FIRST_VISIT, packed
