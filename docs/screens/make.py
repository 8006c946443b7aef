"""Photographs the main pages and papers of the demo, at desk and phone width.

``.venv/bin/python docs/screens/make.py`` plays the demo in a folder that is thrown away, serves it, and walks through
it in Debian's Chromium. The pictures have fixed names (``beranda-1280.png``) so that texts may point at them; words
after the command choose some of them.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "journeys"))

import helped_album as helped  # noqa: E402 - beside this file
import room  # noqa: E402
import year_album as year  # noqa: E402
from papers import photograph_papers  # noqa: E402
from shrink import shrink  # noqa: E402
from world import NARROW, WIDE, Server, chromium, lokmin, serving, sign_in  # noqa: E402

HOME = "P9901010201"
TALLEST = 2400
#: Phones and the wall are shown as far as a hand scrolls once.
HAND = 1100
WIDTHS = {"1280": WIDE, "360": NARROW, "1024": {"width": 1024, "height": 768}}
BOTH, DESK, PHONE = ("1280", "360"), ("1280",), ("360",)

#: Name of the picture, who looks, address inside the Puskesmas. ``{lokmin}`` is the number of the coming meeting.
LOOKED_AT: tuple[tuple[str, str, str], ...] = (
    ("beranda", "yusuf", ""),
    ("beranda-semua", "yusuf", "?program=semua"),
    ("indikator", "yusuf", "indikator/K1/"),
    ("desa", "yusuf", "desa/99.01.01.2002/"),
    ("angka", "yusuf", "angka/K1/99.01.01.2012/"),
    ("masalah", "yusuf", "masalah/"),
    ("mutu", "yusuf", "mutu/"),
    ("data", "ratna", "data/"),
    ("isi", "endah", "data/isi/?bulan=2026-04&desa=99.01.01.2002&program=kia"),
    ("sasaran", "yusuf", "data/sasaran/"),
    ("target", "yusuf", "data/target/"),
    ("indikator-sendiri", "yusuf", "data/indikator/"),
    ("lokmin", "yusuf", "lokmin/"),
    ("lokmin-siap", "yusuf", "lokmin/{lokmin}/"),
    ("jadwal", "yusuf", "lokmin/jadwal/"),
    ("undangan", "yusuf", "lokmin/{lokmin}/undangan/"),
    ("bahan", "ratna", "lokmin/{lokmin}/bahan/{bahan}/"),
    ("masukan", "endah", "lokmin/masukan/"),
    ("sektor", "yusuf", "lokmin/{lintas}/sektor/"),
    ("komitmen", "yusuf", "lokmin/{lintas}/sektor/komitmen/"),
    ("mitra", "yusuf", "mitra/"),
    ("kartu-mitra", "yusuf", "{kartu}"),
    ("rtl", "ratna", "rtl/"),
    ("masalah-daftar", "yusuf", "masalah/daftar/"),
    ("kesenjangan", "yusuf", "masalah/kesenjangan/"),
    ("swot", "yusuf", "swot/"),
    ("risiko", "yusuf", "risiko/"),
    ("sinyal", "yusuf", "sinyal/"),
    ("sinyal-satu", "yusuf", "sinyal/K4/99.01.01.2002/"),
    ("perkiraan", "yusuf", "perkiraan/"),
    ("perkiraan-satu", "yusuf", "perkiraan/K1/99.01.01.2002/"),
    ("mutu-lokmin", "yusuf", "mutu/lokmin/"),
    ("mutu-tinjauan", "yusuf", "mutu/tinjauan/"),
    ("mutu-sasaran", "yusuf", "mutu/sasaran/"),
    ("laporan", "yusuf", "laporan/"),
    ("laporan-setahun", "yusuf", "laporan/tahun/"),
    ("saya", "endah", "saya/"),
    ("janji", "yusuf", "rtl/janji/"),
    ("masyarakat", "yusuf", "masyarakat/"),
    ("tenaga", "yusuf", "tenaga/"),
    ("staf", "yusuf", "tenaga/staf/"),
    ("uraian-tugas", "endah", "tenaga/tugas/"),
    ("darbin", "yusuf", "tenaga/darbin/"),
    ("kebutuhan", "yusuf", "tenaga/kebutuhan/"),
    ("perencanaan", "yusuf", "rencana/"),
    ("bulan", "yusuf", "rencana/bulan/2026/5/"),
    ("kalender", "yusuf", "rencana/kalender/"),
    ("dana", "yusuf", "rencana/dana/2026/"),
    ("benang", "yusuf", "rencana/ruk/2026/benang/"),
    ("situasi", "yusuf", "rencana/situasi/2027/"),
    ("penilaian", "yusuf", "penilaian/"),
    ("bukti", "yusuf", "penilaian/bukti/2026/"),
    ("susunan-pkp", "yusuf", "penilaian/susunan/"),
    ("orang", "yusuf", "orang/"),
    ("jejak", "yusuf", "jejak/"),
)
#: Looked at in one width only.
ONE_SIZE = {"kesenjangan": DESK, "swot": DESK, "risiko": DESK, "mutu-tinjauan": DESK, "laporan-setahun": DESK,
            "saya": PHONE, "janji": DESK, "undangan": DESK, "bahan": DESK, "masukan": PHONE, "sektor": DESK,
            "komitmen": DESK, "mitra": DESK, "kartu-mitra": PHONE, "uraian-tugas": PHONE, "kebutuhan": DESK,
            "benang": DESK, "situasi": DESK, "susunan-pkp": DESK}  # fmt: skip


class Album:
    """Takes pictures of one browser's pages into the folder, under fixed names."""

    def __init__(self, browser: Any, wanted: set[str]) -> None:
        self.browser, self.wanted = browser, wanted
        self._pages: dict[tuple[str, str, str], Any] = {}

    def wants(self, name: str) -> bool:
        return not self.wanted or name in self.wanted

    def page(self, server: Server, username: str, size: str) -> Any:
        """A signed-in page; the same one for the same person and width."""
        key = (server.address, username, size)
        if key not in self._pages:
            page = self.browser.new_page(viewport=WIDTHS[size], locale="id-ID", bypass_csp=True)
            if username:
                sign_in(page, server, username)
            self._pages[key] = page
        return self._pages[key]

    def fresh(self, size: str) -> Any:
        """A page of its own: somebody's telephone, the wall."""
        context = self.browser.new_context(viewport=WIDTHS[size], locale="id-ID", bypass_csp=True)
        return context.new_page()

    def take(self, page: Any, name: str, size: str) -> None:
        """The whole page, but not taller than ``TALLEST`` pixels; the wall as it hangs."""
        # A bar that keeps to the edge of the window would lie in the middle of a picture of the whole page.
        page.add_style_tag(content=".entry .closing { position: static !important; }")
        most = HAND if name.startswith(("tangan", "kursi")) else TALLEST
        tall = min(int(page.evaluate("document.documentElement.scrollHeight")), most)
        if size == "1024":
            tall = WIDTHS[size]["height"]
        file = HERE / f"{name}-{size}.png"
        clip = {"x": 0, "y": 0, "width": WIDTHS[size]["width"], "height": tall}
        page.screenshot(path=str(file), full_page=True, clip=clip, animations="disabled")
        shrink(file)
        print(f"{file.name:32} {file.stat().st_size // 1024:4} KB")

    def visit(self, server: Server, name: str, username: str, path: str, sizes: Iterable[str] = BOTH) -> None:
        """One address at both widths, or at one."""
        if not self.wants(name):
            return
        for size in sizes:
            page = self.page(server, username, size)
            page.goto(server.address + path)
            page.wait_for_load_state()
            self.take(page, name, size)


def main(wanted: set[str]) -> None:
    """Make all pictures, or those named."""
    with tempfile.TemporaryDirectory(prefix="lokmin-gambar-") as folder, chromium() as browser:
        album = Album(browser, wanted)
        reviewing(album, Path(folder) / "unggah")
        data = Path(folder) / "data"
        lokmin(data, "demo", "--no-serve")
        with serving(data, "2026-05-04T14:31") as server:
            number = coming(album, server)
            frame(album, server)
            words = addresses(album, server, number)
            for name, who, path in LOOKED_AT:
                album.visit(server, name, who, f"/p/{HOME}/{path.format(**words)}", ONE_SIZE.get(name, BOTH))
            held = Path(folder) / "berkas-maret"
            lokmin(data, "pack", "--puskesmas", HOME, "--period", "2026-03", "--out", str(held))
            if not wanted or wanted & room.PICTURES:
                room.play(album, server, number, held)
            for pk, paper in ((number, "notulen"), (number, "daftar-hadir"), (words["lintas"], "kesepakatan")):
                answer = album.page(server, "yusuf", "1280").request.get(
                    f"{server.address}/p/{HOME}/lokmin/{pk}/cetak/{paper}.pdf"
                )
                (held / f"{paper}.pdf").write_bytes(answer.body())
        photograph_papers(held, data / "berkas-lokmin" / "2026-04", HERE, album.wants)
        if not wanted or wanted & helped.PICTURES:
            helped.play(album, Path(folder) / "empat-bulan", HERE)
        if not wanted or wanted & year.PICTURES:
            year.play(album, Path(folder) / "setahun", HERE)
    pictures = list(HERE.glob("*.png"))
    print(f"{len(pictures)} gambar, {sum(p.stat().st_size for p in pictures) // 1024} KB")


def coming(album: Album, server: Server) -> str:
    """The number of the meeting that is not held yet."""
    page = album.page(server, "yusuf", "1280")
    page.goto(f"{server.address}/p/{HOME}/lokmin/")
    href = page.locator("ol.agenda a").first.get_attribute("href")
    return str(href).split("/lokmin/")[1].split("/")[0]


def addresses(album: Album, server: Server, number: str) -> dict[str, str]:
    """Numbers of the coming meeting, of its first presenter's page and of the last across sectors; a partner's card."""
    page = album.page(server, "yusuf", "1280")

    def first(path: str, pattern: str) -> str:
        page.goto(f"{server.address}/p/{HOME}/{path}")
        found = re.search(pattern, page.content())
        assert found, f"{pattern} tidak ada di {path}"
        return found[1]

    held = first("lokmin/", r'/lokmin/([0-9]+)/[^"]*"[^>]*>[^<]*[Tt]ribulanan pertama')
    partner = first("mitra/", r'/mitra/([0-9]+)/[^"]*"[^>]*>[^<]*Desa Watubelah')
    return {
        "lokmin": number,
        "bahan": first(f"lokmin/{number}/bahan/", r'/bahan/([0-9]+)/"[^>]*>[^<]*Klaster 2'),
        "lintas": held,
        "kartu": f"mitra/{partner}/kartu/",
    }


def frame(album: Album, server: Server) -> None:
    """Sign-in, help, components and the English home."""
    album.visit(server, "masuk", "", "/")
    album.visit(server, "panduan", "yusuf", "/panduan/")
    album.visit(server, "komponen", "yusuf", "/komponen/")
    for size in BOTH if album.wants("beranda-en") else ():
        page = album.page(server, "hendra", size)
        with switched(page, "English", "Indonesia"):
            album.take(page, "beranda-en", size)


@contextmanager
def switched(page: Any, there: str, back: str) -> Iterator[None]:
    """The page in the other language."""
    page.get_by_role("button", name=there).click()
    page.wait_for_load_state()
    yield
    page.get_by_role("button", name=back).click()
    page.wait_for_load_state()


def reviewing(album: Album, data: Path) -> None:
    """The review page: April's workbook on the desk of an office that has numbers up to March."""
    if not album.wants("unggah"):
        return
    lokmin(data, "manage", "migrate", "--verbosity", "0")
    lokmin(data, "manage", "shell", "--verbosity", "0", "-c", UP_TO_MARCH)
    book = next((data / "buku-kerja-peragaan" / "2026-05-02").glob("BANYUWENING*"))
    with serving(data, "2026-05-02T08:12") as server:
        page = album.page(server, "ratna", "1280")
        page.goto(f"{server.address}/p/{HOME}/data/")
        page.set_input_files("input[type=file]", str(book))
        page.get_by_role("button", name="Unggah dan periksa").click()
        page.get_by_role("button", name="Terima").wait_for(timeout=60_000)
        address = page.url.removeprefix(server.address)
        album.visit(server, "unggah", "ratna", address)


UP_TO_MARCH = """
from django.conf import settings
from lokmin.cli.demo import books
from lokmin.cli.demo.figures import LAST, figures
from lokmin.cli.demo.people import create_cast
from lokmin.cli.demo.taking_in import take_in
from lokmin.core.periods import Month
folder = settings.DATA / "buku-kerja-peragaan"
cast, facts = create_cast(), figures()
for path in books.write_yearly(folder / "2026-01-12", facts):
    take_in(cast.puskesmas, cast.people["yusuf"], path)
for path in books.write_monthly(folder / "2026-04-02", facts, Month(2026, 3)):
    take_in(cast.puskesmas, cast.people["ratna"], path)
# What happens the night before the deadline: a minus sign, a slip of the finger, a late correction of March.
facts["Pringgodani", "2026-04", "kia.k1_dokter"] = -4
facts["Kalisari", "2026-04", "kia.k4"] = 77
facts["Tlogomulyo", "2026-03", "kia.k4"] += 1
books.write_monthly(folder / "2026-05-02", facts, LAST)
"""


if __name__ == "__main__":
    main(set(sys.argv[1:]))
