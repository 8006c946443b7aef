"""The same secretary in a real browser: finds buttons and links by their words, fills what stands on the page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from secretary import meeting_in, squeezed
from world import Server, scrolls_sideways, sign_in

from lokmin.cli.demo.cast import HOME


class InBrowser:
    """One person at one screen. The server is started anew when the day changes."""

    def __init__(self, browser: Any, server: Server, size: dict[str, int], username: str = "") -> None:
        self.browser, self.server, self.size = browser, server, size
        self.status = 200
        self.page = browser.new_context(viewport=size, locale="id-ID").new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("response", self._heard)
        if username:
            sign_in(self.page, server, username)

    def at(self, moment: str) -> InBrowser:
        if moment[:10] != self.server.today[:10]:
            self.page.goto("about:blank")
            self.server.stop()
            self.server.today = moment
            self.server.start()
        return self

    @property
    def url(self) -> str:
        return urlsplit(self.page.url).path

    def goto(self, path: str) -> InBrowser:
        to = path if path.startswith("/") else f"/p/{HOME}/{path}"
        self.page.goto(self.server.address + to)
        return self._arrive()

    def follow(self, name: str) -> InBrowser:
        link = self.page.locator("main a", has_text=re.compile(rf"^\s*{re.escape(name)}")).first
        self._unfold(link)
        with self.page.expect_event("load"):
            link.click()
        return self._arrive()

    def press(self, name: str, /, **typed: str) -> InBrowser:
        self.send(name, **typed)
        assert self.status == 200, f"{self.status} {self.url}: {self.text[:1500]}"
        return self

    def send(self, name: str, /, **typed: str) -> InBrowser:
        form, button = self._form(name, typed)
        for field, words in typed.items():
            self._fill(form, field, words)
        self._unfold(button)
        with self.page.expect_event("load"):  # the desk's script goes to the new note, then takes the page anew
            button.click()
        return self._arrive()

    def shows(self, *words: str) -> InBrowser:
        for word in words:
            assert word in self.text, f"“{word}” tidak ada di {self.url}: {self.text[:3000]}"
        return self

    def number(self) -> int:
        return meeting_in(self.page.url)

    def other(self, username: str = "") -> InBrowser:
        return InBrowser(self.browser, self.server, self.size, username)

    def fetch(self, path: str) -> bytes:
        answer = self.page.request.get(f"{self.server.address}/p/{HOME}/{path}", timeout=90_000)
        assert answer.ok, f"{path}: {answer.status}"
        return bytes(answer.body())

    def texts(self, path: str) -> list[str]:
        return [squeezed(words) for words in self.page.locator(f"xpath={path}").all_text_contents()]

    @property
    def text(self) -> str:
        return squeezed(self.page.text_content("main") or "")

    def _heard(self, answer: Any) -> None:
        if answer.request.is_navigation_request():
            self.status = answer.status

    def _arrive(self) -> InBrowser:
        assert self.status in {200, 422}, f"{self.status} {self.url}: {self.text[:1500]}"
        assert self.errors == []
        assert not scrolls_sideways(self.page), self.page.url
        return self

    def _form(self, name: str, typed: dict[str, str]) -> tuple[Any, Any]:
        starts = re.compile(rf"^\s*{re.escape(name)}")
        for form in self.page.locator("main form").all():
            button = form.locator("button", has_text=starts)
            if button.count() and all(form.locator(f"[name='{field}']").count() for field in typed):
                return form, button.first
        raise AssertionError(f"tidak ada tombol “{name}” dengan {sorted(typed)} di {self.url}: {self.text[:1500]}")

    def _fill(self, form: Any, field: str, words: str) -> None:
        place = form.locator(f"[name='{field}']").first
        self._unfold(place)
        tag, kind = place.evaluate("e => [e.tagName, e.type]")
        if tag == "SELECT":
            options = place.locator("option").evaluate_all("all => all.map(o => [o.value, o.textContent.trim()])")
            fits = [v for v, text in options if words in (v, text)] or [v for v, t in options if t.startswith(words)]
            assert fits, f"{field}: “{words}” tidak di antara {options[:30]}"
            place.select_option(fits[0])
        elif kind == "radio":
            form.locator(f"[name='{field}'][value='{words}']").check()
        else:
            place.fill(_iso(words) if kind == "date" else words)

    def _unfold(self, place: Any) -> None:
        """Open what it is folded away in, as a person does by the summary."""
        while place.evaluate("e => !!e.closest('details:not([open])')"):
            place.locator("xpath=ancestor::details[not(@open)][last()]/summary").click()


def _iso(words: str) -> str:
    """``18/1/2025`` as a date field of the browser takes it."""
    day, month, year = (int(part) for part in words.split("/"))
    return dt.date(year, month, day).isoformat()
