"""The frame of every page: safe headers, small, pages for what went wrong that name the next step."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.web import guide

FIRST, LATER, SCRIPT = 60 * 1024, 15 * 1024, 20 * 1024


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@pytest.fixture
def office(enter, cast):
    return enter("yusuf")


PAGES = ["people", "person_new", "places", "village_new", "office", "trail"]


def test_the_policy_allows_no_inline_script_and_no_other_host(client, db):
    answer = client.get(reverse("account_login"))
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_what_the_policy_would_block(office, name):
    page = office.get(reverse(f"centre:{name}", kwargs={"pkm": HOME})).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert "<style" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r'(?:src|href)="https?://', page)


def test_figures_are_not_kept_by_shared_caches(office):
    assert "private" in office.get(reverse("centre:people", kwargs={"pkm": HOME})).headers["Cache-Control"]


def test_the_first_page_and_the_later_ones_are_light(office):
    page = office.get(reverse("centre:people", kwargs={"pkm": HOME})).content
    files = re.findall(rb'(?:href|src)="/static/([^"?]+)', page)
    parts = [Path(str(finders.find(name.decode()))).read_bytes() for name in files]
    assert packed(page) + sum(packed(part) for part in parts) <= FIRST
    for name in PAGES:
        assert packed(office.get(reverse(f"centre:{name}", kwargs={"pkm": HOME})).content) <= LATER
    assert packed(office.get(reverse("components")).content) <= LATER


def test_all_scripts_together_are_small():
    """Over the air, as the other budgets are (architecture.md 7)."""
    root = Path(__file__).resolve().parents[2] / "src" / "lokmin"
    assert sum(packed(path.read_bytes()) for path in root.rglob("*.js")) <= SCRIPT


def test_addresses_of_static_files_change_with_their_contents():
    from lokmin.web.assets import asset

    assert re.fullmatch(r"/static/web/lokmin\.css\?v=[0-9a-f]{10}", asset("web/lokmin.css"))
    assert asset("web/tidak-ada.css") == "/static/web/tidak-ada.css"


@pytest.mark.django_db
def test_a_missing_page_says_where_to_go(client):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()
    assert "Ke halaman depan" in answer.content.decode()


def test_a_wrong_role_is_told_whom_to_ask(enter, cast):
    answer = enter("camat").get(reverse("centre:people", kwargs={"pkm": HOME}))
    assert answer.status_code == 403
    assert "Peran Anda tidak boleh membuka halaman ini" in answer.content.decode()


def test_a_page_open_for_too_long_is_explained(cast):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "yusuf", "password": "x"})
    assert answer.status_code == 403
    assert "sudah terlalu lama terbuka" in answer.content.decode()


def test_a_fault_of_the_program_gets_a_calm_page(cast, monkeypatch, client):
    from lokmin.cycle.centre.models import Person

    client.force_login(Person.objects.get(username="yusuf"), backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    monkeypatch.setattr("lokmin.cycle.centre.queries.staff", lambda _: 1 / 0)
    answer = client.get(reverse("centre:people", kwargs={"pkm": HOME}))
    assert answer.status_code == 500
    assert "Lokmin gagal mengerjakan permintaan ini" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()


def test_the_gallery_shows_every_component_without_signing_in(client, db):
    page = client.get(reverse("components")).content.decode()
    for word in ("belum lapor", "tanpa", "kurang 15 ibu", "Salah:", "Belum terkirim", "Mei belum dibuka"):
        assert word in page


def test_the_guide_is_read_without_network_and_without_signing_in(client, db):
    found = guide.topics()
    assert len(found) >= 1
    for topic in found:
        assert topic.title
        assert client.get(reverse("help_topic", kwargs={"topic": topic.slug})).status_code == 200
    assert client.get(reverse("help_topic", kwargs={"topic": "tidak-ada"})).status_code == 404


def test_pages_of_the_guide_name_only_pages_that_exist():
    known = {topic.slug for topic in guide.topics()}
    for topic in guide.topics():
        for target in re.findall(r'href="\.\./([a-z0-9-]+)/"', topic.html):
            assert target in known, f"{topic.slug} → {target}"
