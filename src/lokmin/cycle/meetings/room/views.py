"""The live routes: listening, and the quick posts of phones. No session, no middleware of pages (web/asgi.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.room import hub, keys
from lokmin.cycle.meetings.room.doors import Present, RefusedError, all_present
from lokmin.cycle.meetings.room.keys import Phone
from lokmin.cycle.meetings.room.pace import pace
from lokmin.cycle.meetings.room.writer import awrite, awrite_with


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a post: the sentence for the person, where on the page, figures for the script."""

    sentence: str = ""
    anchor: str = ""
    data: dict[str, Any] = field(default_factory=dict)


#: A post on its way: the phone it came from and what it sent.
Item = tuple[Phone, QueryDict]
#: What a stage part gives for a post of phones: runs inside the writer, quick, idempotent by its own tokens.
PostJob = Callable[..., Done]
#: The same for several posts that came together: what became of each.
ManyJob = Callable[..., list[Done | ValidationError]]


async def listen(request: HttpRequest, meeting: int) -> HttpResponseBase:
    """Server-sent events of a meeting, for a page that holds a ticket (``k``)."""
    face = keys.admitted(request.GET.get("k", ""), meeting)
    if face is None:
        return HttpResponse(status=403)
    after = whole(request.headers.get("Last-Event-ID")) or whole(request.GET.get("sejak"))
    stream = StreamingHttpResponse(hub.listen(meeting, after, face), content_type="text/event-stream")
    for name, value in (("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"), ("Content-Encoding", "identity")):
        stream.headers[name] = value
    return stream


listen.door = "karcis"  # type: ignore[attr-defined]


def post(job: PostJob) -> Any:
    """A live route of phones made of ``job(present, data, **kwargs) -> Done``.

    The form carries ``kunci`` (``keys.form_key``) in place of Django's token: phones have no session. A script asks for
    JSON; a plain form is sent back to the phone's page. Answered only after the commit.
    """

    def alone(posts: list[tuple[Present, QueryDict]], **kwargs: Any) -> list[Done | ValidationError]:
        (who, data) = posts[0]
        return [job(who, data, **kwargs)]

    return _route(alone, together=False)


def post_many(job: ManyJob) -> Any:
    """The same for posts that come in crowds: ``job([(present, data), ...], **kwargs)`` says what became of each."""
    return _route(job, together=True)


def _route(job: ManyJob, *, together: bool) -> Any:
    @csrf_exempt
    async def view(request: HttpRequest, meeting: int, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        phone = keys.phone(request, meeting)
        if phone is None or not keys.is_ours(phone, request.POST.get("kunci", "")):
            return _refusal(request)
        if any("\0" in value for _name, values in request.POST.lists() for value in values):
            return HttpResponse(status=400)  # no form sends it, PostgreSQL keeps no such text

        language = _language(request)
        if pace.too_fast(phone.participant):
            with override(language):
                slower = _("Terlalu banyak kiriman dari telepon ini. Tunggu sebentar, lalu kirim lagi.")
                return _wrong(request, [slower], 429)

        def run(items: list[Item]) -> list[tuple[Done, str] | Exception]:
            # In the writer's thread, which knows no reader; those written together read the same language.
            with override(language):
                return _became(items, lambda posts: job(posts, **kwargs))

        item: Item = (phone, request.POST)
        try:
            if together:
                done, at = await awrite_with((job, meeting, language, *kwargs.items()), run, item)
            else:
                done, at = await awrite(lambda: _one(run([item])))
        except RefusedError:
            with override(language):
                return _refusal(request)
        except ValidationError as error:
            with override(language):
                return _wrong(request, error.messages, 422)
        except DatabaseError:
            with override(language):
                return _wrong(request, [_("Belum tersimpan: basis data sedang sibuk. Coba kirim lagi.")], 503)
        with override(language):
            return _answer(request, meeting, done, at)

    view.door = "telepon"  # type: ignore[attr-defined]
    return view


def _became(
    items: list[Item],
    job: Callable[[list[tuple[Present, QueryDict]]], list[Done | ValidationError]],
) -> list[tuple[Done, str] | Exception]:
    """What became of each post: its sentence with the office's hour, or why not."""
    found = all_present([phone for phone, _data in items])
    inside = [(who, data) for who, (_phone, data) in zip(found, items, strict=True) if isinstance(who, Present)]
    if not inside:
        return [RefusedError() for _item in items]
    with timezone.override(clock.zone(inside[0][0].meeting.puskesmas.settings.get("zone", ""))):
        done = iter(job(inside))
        at = f"{timezone.localtime(clock.now()):%H.%M}"
    became: list[tuple[Done, str] | Exception] = []
    for who in found:
        one = who if isinstance(who, RefusedError) else next(done)
        became.append((one, at) if isinstance(one, Done) else one)
    return became


def _one(became: list[tuple[Done, str] | Exception]) -> tuple[Done, str]:
    (one,) = became
    if isinstance(one, Exception):
        raise one
    return one


def _language(request: HttpRequest) -> str:
    """As on pages, whose middleware these routes do without: the cookie's choice, else Indonesian."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def by_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _answer(request: HttpRequest, meeting: int, done: Done, at: str) -> HttpResponseBase:
    sentence = done.sentence or _("Terkirim %(at)s") % {"at": at}
    if by_script(request):
        return _whole(JsonResponse({"kabar": sentence, "pukul": at, **done.data}))
    address = reverse("hand:home", kwargs={"meeting": meeting})
    back = HttpResponseRedirect(f"{address}#{done.anchor}" if done.anchor else address)
    back.status_code = 303
    keys.tell_next(back, sentence)
    return back


def _wrong(request: HttpRequest, sentences: list[str], status: int) -> HttpResponseBase:
    if by_script(request):
        return _whole(JsonResponse({"salah": sentences}, status=status))
    lines = "".join(f"<p>{escape(s)}</p>" for s in sentences)
    return _plain(_("Belum tersimpan"), lines, _("Tekan tombol kembali; isian Anda masih ada."), status)


def _refusal(request: HttpRequest) -> HttpResponseBase:
    if by_script(request):
        return _whole(JsonResponse({"salah": [_("Telepon ini belum masuk. Pindai kode di layar lagi.")]}, status=403))
    return _plain(
        _("Telepon ini belum masuk"), "", _("Pindai lagi kode di layar ruang, atau tanyakan kepada sekretaris."), 403
    )


def _plain(title: str, lines: str, tail: str, status: int) -> HttpResponse:
    """A page without templates: this route knows no session and no language switch."""
    html = (
        f'<!doctype html><html lang="id" data-face="hand"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(title)} – Lokmin</title><main>'
        f"<h1>{escape(title)}</h1>{lines}<p>{escape(tail)}</p></main></html>"
    )
    return _whole(HttpResponse(html, status=status))


def _whole(response: HttpResponse) -> HttpResponse:
    """With its length said, so that it goes out in one piece (pages have a middleware for this)."""
    response.headers["Content-Length"] = str(len(response.content))
    return response
