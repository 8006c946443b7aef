"""Every form of Tenaga is sent what no hand types: refused in words or taken as text, never a fault."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import route_samples as samples
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from test_routes import of_a_puskesmas

from lokmin.cli.demo.cast import HOME

#: PostgreSQL is the strict one: it refuses NUL and texts that are too long, SQLite takes both.
pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite: diuji di PostgreSQL, yang lebih ketat")

ODD = {
    "nul": "\0", "nines": "9" * 400, "long": "x" * 10_000, "other digits": "٣", "script": "=cmd()|<script>\u202e😀",
    "year": "0001-01-01", "int": "4294967296",
}  # fmt: skip
#: These are sent in every field, also in those a hand only chooses from.
EVERYWHERE = ("nul", "long")


class Forms(HTMLParser):
    """The forms of a page: address and fields (name, kind, value) of each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, tuple[str, str]]]] = []
        self._select = ""
        self._open = False

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self._open = (told.get("method") or "").lower() == "post"
            if self._open:
                self.found.append((told.get("action") or "", {}))
        if not self._open:
            return
        fields = self.found[-1][1]
        if tag in ("input", "textarea", "button") and told.get("name"):
            kind = told.get("type") or ("text" if tag != "button" else "submit")
            if kind not in ("checkbox", "radio", "submit") or told["name"] not in fields:
                fields[told["name"]] = (kind, told.get("value") or "")
        if tag == "select" and told.get("name"):
            self._select = told["name"]
            fields[self._select] = ("select", "")
        if tag == "option" and self._select and told.get("value") and not fields[self._select][1]:
            fields[self._select] = ("select", told["value"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = False


@pytest.mark.slow
def test_no_form_of_people_breaks_on_what_is_typed(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05"
    values = samples.make(cast.puskesmas, cast.people["yusuf"])
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["yusuf"], backend="django.contrib.auth.backends.ModelBackend")
    forms: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {}
    for route in of_a_puskesmas("workforce"):
        inner = samples.fill(values, route.stage, route.name, [p for p in route.parts if p != "pkm"])
        address = reverse(str(route), kwargs={"pkm": HOME, **inner})
        if address.endswith((".docx", "/docx/")):
            continue
        answer = client.get(address)
        if answer.status_code != 200 or b"<form" not in answer.content:
            continue
        page = Forms()
        page.feed(answer.content.decode())
        for action, fields in page.found:
            where = action or address
            if "/tenaga/" in where:
                forms.setdefault(re.sub(r"\d+", "N", where) + " ".join(sorted(re.sub(r"\d+", "N", f) for f in fields)),
                                 (where, fields))  # fmt: skip
    wrong = []
    for where, fields in forms.values():
        for name, odd in ODD.items():
            for everything in (False, *([True] if name in EVERYWHERE else [])):
                body = {
                    f: odd if everything or kind in ("text", "date", "number", "search") else value
                    for f, (kind, value) in fields.items() if f != "csrfmiddlewaretoken"
                }  # fmt: skip
                with transaction.atomic():
                    status = client.post(where, body).status_code
                    transaction.set_rollback(True)
                if status >= 500:
                    wrong.append(f"{where} {name} {everything}: {status}")
    assert len(forms) > 30
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_no_file_breaks_the_inventory(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05"
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["yusuf"], backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("workforce:needs_read", kwargs={"pkm": HOME})
    for name, data in (("a.xlsx", b""), ("a.xlsx", b"PK\x03\x04kosong"), ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
                       ("a.pdf", b"%PDF-1.7"), ("a.csv", b"\xff\xfe\0\0"), ("a.csv", b'"' * 5000),
                       ("x" * 300 + ".csv", b"Nama alat;Baik\nTensimeter;9999999999999999999\n")):  # fmt: skip
        answer = client.post(address, {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code < 500, name
