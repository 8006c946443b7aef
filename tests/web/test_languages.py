"""Two languages on every page: Indonesian in the source, a complete English catalogue, a switch without script."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.web import messages

#: Words are the same on every database.
pytestmark = pytest.mark.one_database

PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")


def test_every_text_of_the_source_has_an_english_translation():
    assert messages.untranslated() == []


def test_translations_keep_the_places_for_values():
    wrong = []
    for message in messages.read():
        if not message.id or not message.string:
            continue
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = set(PLACE.findall(ids[0]))
        wrong += [text for text in texts if text and set(PLACE.findall(text)) != wanted]
    assert wrong == []


def test_the_catalogue_is_compiled_when_it_is_older_than_its_texts(tmp_path, monkeypatch):
    import shutil

    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(messages.PO, folder / "django.po")
    monkeypatch.setattr(messages, "__file__", str(tmp_path / "messages.py"))
    assert [p.name for p in messages.compile_catalogues()] == ["django.mo"]
    assert messages.compile_catalogues() == []


def test_a_browser_in_english_still_starts_in_indonesian(client, db):
    page = client.get(reverse("account_login"), headers={"accept-language": "en-US,en"}).content.decode()
    assert '<html lang="id"' in page
    assert "Masuk ke Lokmin" in page


def test_the_switch_works_without_script_also_signed_out(client, db):
    door = reverse("account_login")
    answer = client.post(reverse("set_language"), {"language": "en", "next": door})
    assert answer.headers["Location"] == door
    page = client.get(door).content.decode()
    assert '<html lang="en"' in page
    assert "Sign in to Lokmin" in page
    client.post(reverse("set_language"), {"language": "id", "next": door})
    assert "Masuk ke Lokmin" in client.get(door).content.decode()


@pytest.mark.parametrize("name", ["people", "places", "office", "trail"])
def test_the_pages_of_the_office_are_read_in_english(enter, cast, name):
    client = enter("yusuf")
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = client.get(reverse(f"centre:{name}", kwargs={"pkm": HOME})).content.decode()
    heading = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert heading in {"People and their roles", "Working area", "Office and letterhead", "Trail of the work"}


def test_dates_are_read_in_the_language_of_the_page(db):
    import datetime as dt

    from django.utils import translation

    from lokmin.web.jinja import day_text, month_text

    day = dt.date(2026, 5, 5)
    assert (day_text(day), month_text("2026-05")) == ("Selasa, 5 Mei 2026", "Mei 2026")
    with translation.override("en"):
        assert (day_text(day), month_text("2026-05")) == ("Tuesday, 5 May 2026", "May 2026")
