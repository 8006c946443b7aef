"""What nobody means to type, into every form of plans, money, months, calendar, villages and chain: never a fault."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
import route_samples as samples
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from test_routes import of_a_puskesmas

from lokmin.cli.demo.cast import HOME

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite: diuji di PostgreSQL, yang lebih ketat"),
    pytest.mark.slow,
]
PAGES = {
    "bulan dan desa": ("rencana/bulan", "rencana/kalender", "rencana/jadwal", "masyarakat", "penilaian/bukti"),
    "rencana dan dana": (
        "rencana/ruk", "rencana/rpk", "rencana/renstra", "rencana/dokumen", "rencana/situasi", "rencana/impor",
        "rencana/dana", "rencana/monev",
    ),
}  # fmt: skip
ODD = ("9" * 400, "-1", "x" * 10_000, "=cmd()|' /C calc'!A0", "\U0001f469\u202e<script>٣")
#: What a person can put anything into.
FREE = {"text", "search", "number", "date", "time", "email", "tel"}


class Forms(HTMLParser):
    """The forms of a page that are posted: action, fields as they are, and which of them are free text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, list[str]], set[str]]] = []
        self._form: tuple[str, dict[str, list[str]], set[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        name, kind = held.get("name") or "", held.get("type") or "text"
        if tag == "form":
            self._form = (held.get("action") or "", {}, set()) if held.get("method") == "post" else None
        if self._form is None:
            return
        _action, fields, free = self._form
        if tag == "textarea" or (tag == "input" and kind in FREE):
            fields[name] = [held.get("value") or ""]
            free.add(name)
        elif tag == "select":
            self._select = name
            fields.setdefault(name, [""])
        elif tag == "option" and self._select and held.get("value"):
            fields[self._select] = [held["value"] or ""]
        elif name and (tag == "button" or (tag == "input" and kind in {"hidden", "radio", "checkbox"})):
            fields.setdefault(name, []).append(held.get("value") or "on")

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""
        if tag == "form" and self._form:
            self.found.append(self._form)
            self._form = None


@pytest.mark.parametrize("pages", PAGES.values(), ids=PAGES)
def test_no_form_breaks_whatever_is_typed_into_it(pages, cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05"
    values = samples.make(cast.puskesmas, cast.people["yusuf"])
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["yusuf"], backend="django.contrib.auth.backends.ModelBackend")
    forms, wrong, posts = {}, [], 0
    for route in of_a_puskesmas():
        if not route.path.removeprefix("p/<str:pkm>/").startswith(pages) or route.path.endswith(("ending>", ".xlsx")):
            continue
        inner = samples.fill(values, route.stage, route.name, [p for p in route.parts if p != "pkm"])
        address = reverse(str(route), kwargs={"pkm": HOME, **inner})
        for word in (*ODD[2:], ""):
            answer = client.get(address, dict.fromkeys(("tahun", "desa", "cari", "pj", "keadaan", "hari", "smd"), word))
            if answer.status_code >= 500:
                wrong.append(f"GET {route} {word[:9]!r}")
        page = Forms()
        page.feed(answer.content.decode(errors="ignore")) if answer["Content-Type"].startswith("text/html") else None
        forms |= {(action or address, tuple(sorted(fields))): (fields, free) for action, fields, free in page.found}
    for (action, _names), (fields, free) in forms.items():
        if not action.startswith(f"/p/{HOME}/") or not action.removeprefix(f"/p/{HOME}/").startswith(pages):
            continue
        buttons = fields.get("apa") or [""]
        for word in ODD:
            for button in buttons:
                given = {name: word if name in free else held for name, held in fields.items()} | {"apa": button}
                with transaction.atomic():
                    status = client.post(action, given).status_code
                    transaction.set_rollback(True)
                posts += 1
                if status >= 500:
                    wrong.append(f"POST {action} {button} {word[:9]!r}: {status}")
    assert not wrong, "\n".join(wrong)
    assert posts > 100
