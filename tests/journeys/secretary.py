"""A secretary at the pages: reads a form as the browser shows it, fills it by its labels' names, presses a button."""

from __future__ import annotations

import re
from typing import Any, Protocol
from urllib.parse import urljoin

from django.test import Client
from lxml import html

from lokmin.cli.demo.cast import HOME


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


class Clerk(Protocol):
    """Somebody before the pages: with Django's own client (``Secretary``) or in a browser (``InBrowser``)."""

    url: str
    status: int

    def at(self, moment: str) -> Clerk: ...
    def goto(self, path: str) -> Clerk: ...
    def follow(self, name: str) -> Clerk: ...
    def press(self, name: str, /, **typed: str) -> Clerk: ...
    def send(self, name: str, /, **typed: str) -> Clerk: ...
    def shows(self, *words: str) -> Clerk: ...
    def number(self) -> int: ...
    def other(self, username: str = "") -> Clerk: ...
    def fetch(self, path: str) -> bytes: ...
    def texts(self, path: str) -> list[str]: ...

    @property
    def text(self) -> str: ...


def meeting_in(url: str) -> int:
    """The number of the meeting whose page this is."""
    found = re.search(r"/lokmin/(\d+)/", url)
    assert found, url
    return int(found[1])


class Secretary:
    """One person signed in. Only what stands on a page can be sent: unknown fields and choices are an error."""

    def __init__(self, client: Any, clock: Any) -> None:
        self.client, self.clock = client, clock
        self.url, self.status, self.tree = "", 0, html.fromstring("<p/>")

    def at(self, moment: str) -> Secretary:
        """The clock of the office stands at this moment."""
        self.clock.LOKMIN_TODAY = moment
        return self

    def goto(self, path: str) -> Secretary:
        """A page of the Puskesmas; with a slash before it any page."""
        to = path if path.startswith("/") else f"/p/{HOME}/{path}"
        return self._arrive(self.client.get(to, follow=True), to)

    def follow(self, name: str) -> Secretary:
        links = [a for a in self.tree.iter("a") if squeezed(a.text_content()).startswith(name)]
        assert links, f"tidak ada tautan “{name}” di {self.url}: {self.text[:800]}"
        to = urljoin(self.url, links[0].get("href"))
        return self._arrive(self.client.get(to, follow=True), to)

    def press(self, name: str, /, **typed: str) -> Secretary:
        """Press a button of the first form that has it and all the fields typed into; must be taken."""
        self.send(name, **typed)
        assert self.status == 200, f"{self.status} {self.url}: {self.text[:1500]}"
        return self

    def send(self, name: str, /, **typed: str) -> Secretary:
        """The same, refused or taken."""
        form, button = self._form(name, typed)
        data = {**self._values(form), **{k: self._choice(form, k, v) for k, v in typed.items()}}
        if button.get("name"):
            data[button.get("name")] = button.get("value", "")
        to = urljoin(self.url, button.get("formaction") or form.get("action") or self.url)
        return self._arrive(self.client.post(to, data, follow=True), to)

    @property
    def text(self) -> str:
        main = self.tree.find(".//main")
        return squeezed((self.tree if main is None else main).text_content())

    def shows(self, *words: str) -> Secretary:
        for word in words:
            assert word in self.text, f"“{word}” tidak ada di {self.url}: {self.text[:3000]}"
        return self

    def number(self) -> int:
        return meeting_in(self.url)

    def other(self, username: str = "") -> Secretary:
        """Another browser: signed in, or a phone in the hall."""
        from lokmin.cycle.centre.models import Person

        client = Client()
        if username:
            person = Person.objects.get(username=username)
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return Secretary(client, self.clock)

    def fetch(self, path: str) -> bytes:
        """A file as somebody downloads it."""
        answer = self.client.get(f"/p/{HOME}/{path}")
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return bytes(answer.getvalue())

    def texts(self, path: str) -> list[str]:
        """The words of some elements on screen."""
        return [squeezed(e.text_content()) for e in self.tree.findall(path)]

    def _arrive(self, answer: Any, url: str) -> Secretary:
        self.status = answer.status_code
        self.url = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        self.tree = html.fromstring(answer.content.decode())
        assert self.status in {200, 422}, f"{self.status} {self.url}: {self.text[:1500]}"
        return self

    def _form(self, name: str, typed: dict[str, str]) -> tuple[Any, Any]:
        for form in self.tree.iter("form"):
            have = {e.get("name") for e in form.xpath(".//input|.//select|.//textarea")}
            for button in form.iter("button"):
                if squeezed(button.text_content()).startswith(name) and set(typed) <= have:
                    return form, button
        raise AssertionError(f"tidak ada tombol “{name}” dengan {sorted(typed)} di {self.url}: {self.text[:1500]}")

    def _values(self, form: Any) -> dict[str, Any]:
        """What a browser would send untouched."""
        data: dict[str, Any] = {}
        for e in form.xpath(".//input|.//select|.//textarea"):
            name, kind = e.get("name"), e.get("type", "text")
            if not name or (e.tag == "input" and kind in {"submit", "button", "file"}):
                continue
            if e.tag == "textarea":
                data[name] = (e.text or "").removeprefix("\n")
            elif e.tag == "select":
                options = list(e.iter("option"))
                chosen = [o for o in options if o.get("selected") is not None] or options[:1]
                data[name] = chosen[-1].get("value", "") if chosen else ""
            elif kind in {"checkbox", "radio"}:
                if e.get("checked") is not None:
                    data.setdefault(name, [])
                    data[name] = [*data[name], e.get("value", "on")] if kind == "checkbox" else e.get("value", "on")
            else:
                data[name] = e.get("value", "")
        return data

    def _choice(self, form: Any, name: str, wanted: str) -> str:
        """A choice may be said by its words, as a person sees it."""
        selects = form.xpath(f".//select[@name='{name}']")
        radios = form.xpath(f".//input[@name='{name}'][@type='radio']")
        if radios:
            values = [r.get("value") for r in radios]
            assert wanted in values, f"{name}: {wanted} tidak di antara {values}"
            return wanted
        if not selects:
            return wanted
        options = [(o.get("value", ""), squeezed(o.text_content())) for o in selects[0].iter("option")]
        for value, text in options:
            if wanted in {value, text}:
                return str(value)
        for value, text in options:
            if wanted and text.startswith(wanted):
                return str(value)
        raise AssertionError(f"{name}: “{wanted}” tidak di antara {options[:30]}")
