"""The whole way in a browser: upload, review, accept, look, prepare, open, write, close, download."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from world import NARROW, WIDE, Server, scrolls_sideways, serving, sign_in, violations

from lokmin.cli.demo import books
from lokmin.cli.demo.cast import HOME
from lokmin.cli.demo.figures import LAST, figures

pytestmark = pytest.mark.browser


class Walk:
    """A person walking through the pages, with every page checked on the way."""

    def __init__(self, page: Any, server: Server) -> None:
        self.page, self.server, self.seen = page, server, []

    def look(self) -> None:
        """The page on screen is whole: no violation, nothing sideways, no error page."""
        assert violations(self.page) == []
        assert not scrolls_sideways(self.page), self.page.url
        assert "gagal mengerjakan" not in self.page.title()
        self.seen.append(self.page.url)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=False).first.click()
        self.page.wait_for_load_state()
        self.look()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=False).first.click()
        self.page.wait_for_load_state()
        self.look()

    def goto(self, path: str) -> None:
        self.page.goto(f"{self.server.address}/p/{HOME}/{path}")
        self.look()

    def text(self) -> str:
        return str(self.page.inner_text("main"))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
def test_from_the_workbook_to_the_papers(browser, empty_office, tmp_path, size):
    yearly = books.write_yearly(tmp_path / "buku", figures())
    monthly = books.write_monthly(tmp_path / "buku", figures(), LAST)
    with serving(empty_office) as server:
        page = browser.new_page(viewport=size, accept_downloads=True, locale="id-ID")
        sign_in(page, server, "yusuf")
        walk = Walk(page, server)
        for book in (yearly[0], monthly[0]):
            upload(walk, book)
        look_at_the_month(walk)
        hold_the_meeting(walk)
        download_the_pack(walk, tmp_path)
        page.close()


def upload(walk: Walk, book: Path) -> None:
    walk.goto("data/")
    walk.page.set_input_files("input[type=file]", str(book))
    walk.press("Unggah dan periksa")
    walk.page.get_by_role("button", name="Terima").wait_for(timeout=60_000)
    walk.look()
    assert "Yang dipahami" in walk.text()
    walk.press("Terima")
    assert "masuk" in walk.text().lower()


def look_at_the_month(walk: Walk) -> None:
    walk.goto("")
    assert "Cakupan sampai April 2026" in walk.text()
    assert "Watubelah" in walk.text()
    walk.goto("indikator/K1/")
    assert "Lebakharjo belum melapor" in walk.text()
    walk.goto("angka/K1/99.01.01.2012/")
    assert "23 + 6 + 6 + 19 = 54" in walk.text()
    walk.goto("desa/99.01.01.2002/")
    walk.goto("mutu/")
    assert "dokter" in walk.text()
    walk.goto("masalah/")


def hold_the_meeting(walk: Walk) -> None:
    walk.goto("lokmin/siapkan/")
    walk.page.fill("input[name=date]", "2026-05-05")
    walk.press("Susun lokmin")
    assert "Selasa, 5 Mei 2026" in walk.text()
    walk.press("Buka dan bekukan angka")
    walk.page.fill("textarea[name=text]", "Kader Watubelah berganti; ibu hamil baru tidak terdata.")
    walk.press("Kutip angka")
    walk.page.get_by_role("button", name="Kutip", exact=False).first.click()
    walk.page.wait_for_load_state()
    walk.look()
    assert "Kader Watubelah berganti" in walk.text()
    assert "potret" in walk.text()
    number = walk.page.url.split("/lokmin/")[1].split("/")[0]
    walk.goto(f"lokmin/{number}/hadir/")
    walk.press("Yang belum dicatat: hadir")
    walk.goto(f"lokmin/{number}/rtl/")
    page = walk.page
    page.fill("[name=problem]", "K1 Watubelah di bawah target")
    page.fill("[name=activity]", "Pendataan ibu hamil di empat dusun")
    walk.press("Simpan RTL")
    walk.goto(f"lokmin/{number}/tutup/")
    walk.press("Tutup dan kunci notulen")
    assert "penanggung jawab" in walk.text().lower(), "the gate must say what the RTL lacks"
    walk.goto(f"lokmin/{number}/meja/")
    walk.follow("Lengkapi")
    page.select_option("[name=owner]", label="Endah Puspita, A.Md.Keb.")
    page.fill("[name=due]", "2026-05-23")
    page.select_option("[name=indicator]", "K1")
    page.fill("[name=expected]", "K1 Mei sedikitnya 8 ibu")
    walk.press("Simpan RTL")
    walk.goto(f"lokmin/{number}/tutup/")
    walk.press("Tutup dan kunci notulen")
    walk.goto(f"lokmin/{number}/meja/")
    assert "Notulen sudah ditutup" in walk.text()


def download_the_pack(walk: Walk, folder: Path) -> None:
    number = walk.page.url.split("/lokmin/")[1].split("/")[0]
    walk.goto(f"lokmin/{number}/berkas/")
    # Closing made the papers; the page renews itself until they are there.
    everything = walk.page.locator("a[href$='/berkas-lokmin.zip']")
    everything.wait_for(timeout=60_000)
    walk.look()
    with walk.page.expect_download() as waiting:
        everything.click()
    target = folder / "berkas.zip"
    waiting.value.save_as(target)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    for ending in (".docx", ".pdf", ".xlsx", ".pptx", ".txt"):
        assert any(name.endswith(ending) for name in names), (ending, names)
