"""What no browser sends by itself: NUL, endless numbers, ten thousand letters: refused, never a fault."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import route_samples as samples
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from test_routes import of_a_puskesmas

from lokmin.cli.demo.cast import HOME

#: PostgreSQL is the strict one: it refuses NUL and texts that are too long, SQLite takes both.
pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite: diuji di PostgreSQL, yang lebih ketat")

NEW = (
    "masalah", "sinyal", "perkiraan", "mutu", "swot", "risiko", "saya", "rtl", "pdsa", "laporan", "tenaga",
    "masyarakat", "rencana", "penilaian",
)  # fmt: skip
#: How forms and views name what they read; every name that stands in the source of a stage is tried.
_NAMED = re.compile(r"""^    (\w+) = (?:forms\.|\w+Field\()|(?:POST|GET)\.(?:get|getlist)\("([\w-]+)\"""", re.MULTILINE)
CYCLE = Path(__file__).resolve().parents[2] / "src" / "lokmin" / "cycle"


@cache
def fields(stage: str) -> tuple[str, ...]:
    """Every name a stage reads of what is sent to it."""
    sources = (path.read_text("utf-8") for path in (CYCLE / stage).rglob("*.py"))
    return tuple(sorted({a or b for text in sources for a, b in _NAMED.findall(text)} | {"b1-what"}))


ODD = ("\0", "9" * 5000, "x" * 10_000, "٣", "2026-13")
#: Stages whose forms say with ``apa`` which of their steps is meant.
STEPPING = ("monitoring", "followup", "reporting")
STEPS = ("tambah", "pakai", "ubah", "pindah", "hapus", "akar", "nilai", "pilih", "selesai", "batal", "tutup")


@pytest.fixture
def knock(cast, settings):
    settings.LOKMIN_TODAY = "2026-05-05"
    values = samples.make(cast.puskesmas, cast.people["yusuf"])
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["yusuf"], backend="django.contrib.auth.backends.ModelBackend")
    pages = [r for r in of_a_puskesmas() if r.path.removeprefix("p/<str:pkm>/").startswith(NEW)]
    pages = [r for r in pages if not r.path.endswith(("ending>", ".pdf"))]

    def everywhere(send):
        wrong = []
        for route in pages:
            inner = samples.fill(values, route.stage, route.name, [p for p in route.parts if p != "pkm"])
            address = reverse(str(route), kwargs={"pkm": HOME, **inner})
            with transaction.atomic():
                wrong += [f"{route}: {what}" for what, status in send(client, address, route.stage) if status >= 500]
                transaction.set_rollback(True)
        assert not wrong, "\n".join(wrong)

    return everywhere


@pytest.mark.slow
@pytest.mark.parametrize("word", ODD, ids=lambda word: ascii(word[:12]))
def test_no_field_breaks_a_page(word, knock):
    def post(client, address, stage):
        # In parts: a form larger than the server takes is refused before anything reads it.
        names = fields(stage)
        for first in range(0, len(names), 150):
            yield "semua", client.post(address, dict.fromkeys(names[first : first + 150], word)).status_code
        for step in STEPS if len(word) > 1000 and stage in STEPPING else ():
            yield step, client.post(address, {**dict.fromkeys(names[:150], word), "apa": step}).status_code

    knock(post)


@pytest.mark.slow
@pytest.mark.parametrize("word", ODD, ids=lambda word: ascii(word[:12]))
def test_no_address_breaks_a_page(word, knock):
    names = (
        "tahun", "program", "desa", "klaster", "status", "lembar", "ubah", "nilai", "cara", "gambar", "saring",
        "kategori", "tentang", "kini", "jadi", "lama", "orang", "bila", "sumber", "untuk", "pemilik", "unit",
    )  # fmt: skip

    def get(client, address, stage):
        del stage  # what is asked of an address has the same names everywhere
        yield "bulan", client.get(address, {"bulan": word}).status_code
        yield "lain", client.get(address, dict.fromkeys(names, word[:4400])).status_code

    knock(get)


def test_a_nul_is_refused_in_words(cast, enter):
    client = enter("yusuf")
    for answer in (
        client.get(f"/p/{HOME}/swot/?program=%00"),
        client.get(f"/p/{HOME}/sinyal/%00/{HOME}/"),
        client.post(f"/p/{HOME}/swot/tulis/", {"sel": "S", "teks": "Kader\0aktif"}),
    ):
        assert answer.status_code == 400
        assert "Permintaan tidak dapat dibaca" in answer.content.decode()
