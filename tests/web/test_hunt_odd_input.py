"""What no browser sends by itself: NUL, endless numbers, ten thousand letters: refused, never a fault."""

from __future__ import annotations

import pytest
import route_samples as samples
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from test_routes import of_a_puskesmas

from lokmin.cli.demo.cast import HOME

#: PostgreSQL is the strict one: it refuses NUL and texts that are too long, SQLite takes both.
pytestmark = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite: diuji di PostgreSQL, yang lebih ketat")

NEW = ("masalah", "sinyal", "perkiraan", "mutu", "swot", "risiko", "saya", "rtl", "pdsa", "laporan")
#: Names of fields and of parts of addresses in these pages.
FIELDS = (
    "apa", "teks", "sebab", "bawah", "tulang", "penentu", "sisi", "gambar", "bukti", "alternatif", "cara", "nilai",
    "keterangan", "hapus", "sel", "program", "desa", "masa", "unsur", "tanda", "reason", "text", "tanggal", "laporan",
    "satu", "saring", "dari", "sumber", "source", "table", "month", "element", "what", "who", "where", "when",
    "how_big", "cost", "expected", "number", "village", "indicator", "category", "origin_kind", "origin_id", "into",
    "how", "b1-what", "note", "due", "caption", "person", "owner", "role", "to", "wanted", "answer", "tentang", "aim",
    "plan", "start", "subject", "unit", "risk", "occurrence", "severity", "review_on", "day", "on", "recipient",
    "proof", "micro", "year", "remind", "lokmin", "kembali", "klaster", "kategori", "tahun", "kepada", "untuk",
    "lembar", "kini", "jadi", "lama", "orang", "ubah",
)  # fmt: skip
ODD = ("\0", "9" * 5000, "x" * 10_000, "٣", "2026-13")
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
                wrong += [f"{route}: {what}" for what, status in send(client, address) if status >= 500]
                transaction.set_rollback(True)
        assert not wrong, "\n".join(wrong)

    return everywhere


@pytest.mark.slow
@pytest.mark.parametrize("word", ODD, ids=lambda word: ascii(word[:12]))
def test_no_field_breaks_a_page(word, knock):
    def post(client, address):
        yield "semua", client.post(address, dict.fromkeys(FIELDS, word[:20_000])).status_code
        for step in STEPS if len(word) > 1000 else ():
            yield step, client.post(address, {**dict.fromkeys(FIELDS, word), "apa": step}).status_code

    knock(post)


@pytest.mark.slow
@pytest.mark.parametrize("word", ODD, ids=lambda word: ascii(word[:12]))
def test_no_address_breaks_a_page(word, knock):
    names = (
        "tahun", "program", "desa", "klaster", "status", "lembar", "ubah", "nilai", "cara", "gambar", "saring",
        "kategori", "tentang", "kini", "jadi", "lama", "orang", "bila", "sumber", "untuk", "pemilik", "unit",
    )  # fmt: skip

    def get(client, address):
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
