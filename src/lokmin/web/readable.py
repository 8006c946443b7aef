"""Refuses a request with a NUL in it: no text of people holds one, and PostgreSQL keeps none (SQLite would)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\0"


class Readable:
    """Looks at the address and the fields of a form before the page does; files are looked at where they are read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> None:
        if NUL in request.path or _holds(request.GET) or (request.method == "POST" and _holds(request.POST)):
            raise BadRequest("NUL")


def _holds(given: QueryDict) -> bool:
    return any(NUL in name or any(NUL in text for text in texts) for name, texts in given.lists())
