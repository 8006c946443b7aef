"""No page mixes its languages: no English on Indonesian pages, no Indonesian where an English reader looks first."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import route_samples as samples
from django.urls import reverse
from test_routes import elsewhere, of_a_puskesmas

from lokmin.cli.demo.cast import HOME
from lokmin.core.indicators.explain import Step
from lokmin.cycle import STAGES

#: Words are the same on every database.
pytestmark = pytest.mark.one_database

WORD = re.compile("[a-z]+")
ENGLISH = set(
    WORD.findall(
        "the and of with please required field save cancel delete submit choose your this not is are was were has have "
        "select value valid invalid file sheet row column village figure month year password username sign"
    )
)
INDONESIAN = set(
    WORD.findall(
        "dan yang untuk dari dengan belum sudah tidak simpan tambah ubah lihat hapus angka bulan sampai berkas unggah "
        "tampilkan pilih batal kirim cari isi jumlah capaian cakupan masalah orang tempat tanggal mulai selesai"
    )
)
#: What an English reader sees first; beneath it stand names of the catalogue and what people wrote.
FIRST = {"h1", "h2", "h3", "button", "legend", "summary", "nav"}


class Texts(HTMLParser):
    """Visible texts of a page, and of some tags alone."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self.first: list[str] = []
        self.open: list[str] = []
        #: Of each open tag whether it says that its words are Indonesian: names of reports, what people wrote.
        self.marked: list[bool] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "th" and values.get("scope") == "col":
            tag = "h3"  # a head like the others
        if tag not in {"input", "meta", "link", "br", "img", "hr", "col", "wbr"}:
            self.open.append(tag)
            self.marked.append(values.get("lang") == "id")
        self.all += [v for k, v in attrs if v and k in {"title", "aria-label", "placeholder", "alt", "data-busy"}]

    def handle_endtag(self, tag):
        if self.open:
            self.open.pop()
            self.marked.pop()

    def handle_data(self, data):
        if not data.strip() or set(self.open) & {"script", "style"}:
            return
        self.all.append(data)
        # The page itself says its language on <html>; only what is marked inside of it counts.
        if set(self.open) & FIRST and not any(self.marked[1:]):
            self.first.append(data)


def read(page: str) -> Texts:
    texts = Texts()
    texts.feed(page)
    return texts


def mixed(texts: list[str], words: set[str]) -> list[str]:
    return [text.strip() for text in texts if words & set(WORD.findall(text.lower()))]


def addresses(cast, stage: str) -> list[str]:
    values = samples.make(cast.puskesmas, cast.people["yusuf"])
    found = []
    for route in of_a_puskesmas(stage):
        inner = samples.fill(values, stage, route.name, [p for p in route.parts if p != "pkm"])
        found.append(reverse(str(route), kwargs={"pkm": HOME, **inner}))
    return found


def pages(client, addresses: list[str]):
    """Address and page of those that answer with a page of their own."""
    for address in addresses:
        answer = client.get(address)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            yield address, answer.content.decode()


@pytest.mark.parametrize("stage", [s.name for s in STAGES])
def test_no_english_is_left_on_an_indonesian_page(stage, cast, enter):
    client = enter("yusuf")
    wrong = {a: found for a, page in pages(client, addresses(cast, stage)) if (found := mixed(read(page).all, ENGLISH))}
    assert wrong == {}


@pytest.mark.parametrize("stage", [s.name for s in STAGES])
def test_headings_buttons_and_heads_of_tables_are_english_on_an_english_page(stage, cast, enter):
    client = enter("yusuf")
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    known = {"Persalinan di faskes", "Contoh Orang"}  # names of the catalogue and what people wrote
    wrong = {}
    for address, page in pages(client, addresses(cast, stage)):
        found = [text for text in mixed(read(page).first, INDONESIAN) if text not in known]
        if found:
            wrong[address] = found
    assert wrong == {}


def test_the_doors_of_the_program_are_indonesian_too(client, db):
    doors = [reverse(str(r).lstrip(":")) for r in elsewhere() if r.name != "set_language" and not r.parts]
    wrong = {a: found for a, page in pages(client, doors) if (found := mixed(read(page).all, ENGLISH))}
    assert wrong == {}


def test_errors_of_forms_say_what_to_do_in_indonesian(enter, cast):
    client = enter("yusuf")
    page = client.post(reverse("centre:person_new", kwargs={"pkm": HOME}), {"full_name": ""}).content.decode()
    assert "Belum diisi." in page
    assert mixed(read(page).all, ENGLISH) == []
    person = cast.people["endah"]
    page = client.post(reverse("centre:grant", kwargs={"pkm": HOME, "person": person.pk}), {"role": "dukun"})
    assert "“dukun” tidak ada di daftar. Pilih salah satu yang tersedia." in page.content.decode()


def test_charts_and_explanations_are_said_in_the_language_of_the_reader(enter, cast):
    samples._monitoring(cast.puskesmas, cast.people["yusuf"])
    client = enter("yusuf")
    address = reverse("monitoring:indicator", kwargs={"pkm": HOME, "code": "K1"})
    page = client.get(address).content.decode()
    assert "K1 kumulatif Januari–April 2026 menurut desa" in page
    assert "Penyebut menurut definisi" in page
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = client.get(address).content.decode()
    assert "K1 cumulative January–April 2026 by village" in page
    assert "Denominator as defined" in page
    assert "mothers" in page
    assert "menurut" not in page.partition("<svg")[2].partition("</svg>")[0]


def test_what_is_made_without_a_reader_stays_indonesian():
    from lokmin.core.language import said, spoken

    with spoken(str.upper):
        assert said("kurang") == "KURANG"
        with spoken(str.title):
            assert said("kurang") == "Kurang"
        assert said("") == ""
    assert said("kurang") == "kurang"
    assert Step("Rumus", said("kosong")).text == "kosong"
