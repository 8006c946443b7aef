"""The one ASGI process: pages through all their middleware, live routes of the meeting through none of it."""

import os
import warnings
from typing import Any

from django.core.asgi import get_asgi_application
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.exception import convert_exception_to_response

# WhiteNoise hands out small static files as plain iterators; read whole under ASGI, which is what we want.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")

#: Routes of ``cycle/meetings/room/urls.py``: they bring their own keys and know neither session nor account.
LIVE = "/langsung/"


class LiveHandler(ASGIHandler):
    """Django without middleware: two hundred phones vote within a second (ADR 0011).

    Ten middlewares, most of them synchronous, cost a thread hop each; what they give (session, account, language,
    messages) a live route does not use. Routes, requests and errors are Django's own.
    """

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's signature
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        self._middleware_chain = convert_exception_to_response(self._get_response_async)  # type: ignore[attr-defined]


pages = get_asgi_application()
live = LiveHandler()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Dispatch by the address."""
    handler = live if scope["type"] == "http" and scope["path"].startswith(LIVE) else pages
    await handler(scope, receive, send)
