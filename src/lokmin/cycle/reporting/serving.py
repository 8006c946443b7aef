"""A stored file as an answer: never opened as a page of this house, whatever somebody uploaded under its name."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse

from lokmin.cycle.centre.access import Request
from lokmin.cycle.centre.filekinds import content_type
from lokmin.cycle.centre.models import KeptFile
from lokmin.cycle.centre.pictures import thumbnail
from lokmin.cycle.reporting import originals

#: A file served a second time within a day comes from the browser that has it.
_DAY = "private, max-age=86400"


def kept(request: Request, one: KeptFile) -> HttpResponse:
    """A photo (``?kecil=1``: a small one) to look at, or a file to download, under a name without anybody's words.

    Raises:
        Http404: the bytes are gone or are not what was stored.
    """
    photo = one.kind == KeptFile.PHOTO
    data = _bytes(one.sha256, one.name)
    called = f"bukti-{one.pk}{one.name[one.name.rfind('.') :]}"
    small = photo and bool(request.GET.get("kecil"))
    return _answer(thumbnail(data) if small else data, content_type(one.name), called, looked_at=photo, cache=_DAY)


def as_sent(sha256: str, name: str, *, kind: str = "") -> HttpResponse:
    """A file under the name it was sent with; a photo may be looked at unless a ``kind`` of content is given.

    Raises:
        Http404: the bytes are gone or are not what was stored.
    """
    looked_at = not kind and name.endswith(".jpg")
    return _answer(_bytes(sha256, name), kind or content_type(name), name, looked_at=looked_at)


def _bytes(sha256: str, name: str) -> bytes:
    try:
        return originals.load(sha256)
    except (OSError, ValueError) as error:
        raise Http404(name) from error


def _answer(data: bytes, kind: str, called: str, *, looked_at: bool, cache: str = "private, no-store") -> HttpResponse:
    way = "inline" if looked_at else "attachment"
    return HttpResponse(
        data, content_type=kind,
        headers={
            "Content-Disposition": f"{way}; filename*=UTF-8''{quote(called, safe='')}",
            "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": cache,
        },
    )  # fmt: skip
