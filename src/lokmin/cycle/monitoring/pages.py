"""Pages that are kept until the numbers change: the main part, compressed; only the frame around it is made anew.

A page has two templates: its main part, which depends on the data, the language and what the reader may see, and the
frame (``monitoring/frame.html``: name of the reader, menu, messages). The main part is kept under the stamp of the
data. Its compressed form is spliced into the answer, so a kept page costs hardly more than its frame.
"""

from __future__ import annotations

import secrets
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.roles import PERMISSIONS, Role
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import sources

#: Bytes of kept pages in one process.
KEPT = 32 * 1024 * 1024
_MARK = "<!--isi-->"


@dataclass(frozen=True, slots=True)
class Part:
    """The main part of a page, ready to be sent."""

    title: str
    html: bytes
    deflated: bytes


@dataclass(frozen=True, slots=True)
class Reader:
    """What of a reader changes a page: the Puskesmas, the rights, whether small counts are hidden."""

    puskesmas: Puskesmas
    roles: frozenset[Role]
    guest: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Reader:
        puskesmas: Puskesmas = request.puskesmas  # type: ignore[attr-defined]
        roles = frozenset(request.roles)  # type: ignore[attr-defined]
        hide = bool(puskesmas.settings.get("sembunyikan_kecil", True))
        return cls(puskesmas, roles, hide and roles == {Role.TAMU})

    def can(self, action: str) -> bool:
        return bool(PERMISSIONS[action] & self.roles)

    def go(self, route: str, **kwargs: Any) -> str:
        """Address of a page of this Puskesmas."""
        return reverse(route, kwargs={"pkm": self.puskesmas.code, **kwargs})


_parts: Kept[Part] = Kept(KEPT, lambda part: len(part.html) + len(part.deflated))
Build = Callable[[Reader], tuple[str, str, Mapping[str, Any]]]


def page(request: HttpRequest, build: Build, *key: object) -> HttpResponse:
    """A page kept under the data stamp, the reader and ``key`` (everything of the address that changes it).

    ``build`` gives the title, the template of the main part and its context; it is called only when the page is not
    kept. It may raise Http404.
    """
    reader = Reader.of(request)
    name = (reader, sources.stamp(reader.puskesmas), get_language(), key)
    part = _parts.get(name)
    if part is None:
        part = _render(reader, *build(reader))
        _parts.put(name, part)
    return _answer(request, part)


def fresh(request: HttpRequest, build: Build) -> HttpResponse:
    """A page that is made each time: what it shows depends on more than the numbers."""
    reader = Reader.of(request)
    return _answer(request, _render(reader, *build(reader)))


def _render(reader: Reader, title: str, template: str, context: Mapping[str, Any]) -> Part:
    frame = {
        "words": words,
        "reader": reader,
        "guest": reader.guest,
        "puskesmas": reader.puskesmas,
        "go": reader.go,
        "can": reader.can,
        "language": get_language(),
    }
    html = engines["jinja2"].get_template(f"monitoring/{template}").render({**frame, **context}).encode()
    return Part(title, html, _deflate(html))


def _deflate(data: bytes, *, last: bool = False) -> bytes:
    """A piece of a raw deflate stream that ends on a whole byte, so that pieces can be put one after another."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def _answer(request: HttpRequest, part: Part) -> HttpResponse:
    template = engines["jinja2"].get_template("monitoring/frame.html")
    frame = template.render({"title": part.title, "mark": _MARK}, request)
    before, _, after = frame.partition(_MARK)
    head, tail = before.encode(), after.encode()
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(head + part.html + tail)
    body = _deflate(head) + part.deflated + _deflate(tail, last=True)
    check = zlib.crc32(tail, zlib.crc32(part.html, zlib.crc32(head)))
    size = len(head) + len(part.html) + len(tail)
    # A name of random length, as Django's own middleware adds, so that sizes tell nothing about the token inside.
    name = b"a" * secrets.randbelow(100) + b"\0"
    start = b"\x1f\x8b\x08\x08\0\0\0\0\x00\xff" + name
    response = HttpResponse(start + body + struct.pack("<LL", check, size & 0xFFFFFFFF))
    response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response
