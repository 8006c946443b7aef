"""K1 of Watubelah from its fourth red month to "berhasil": four months, four lokmin, one problem, in a browser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from world import NARROW, WIDE, Server, scrolls_sideways, sign_in, violations

from lokmin.cli.demo import books
from lokmin.cli.demo.cast import HOME
from lokmin.cli.demo.figures import coming, figures
from lokmin.core.periods import Month

#: What Watubelah reaches once somebody knocks at every door.
BETTER = {("Watubelah", "kia.k1"): 12}
WHY = "Kader baru tidak tahu cara mendata ibu hamil"
ROOT = "Kader pengganti belum pernah dilatih"
WAY = "Latih enam kader mendata ibu hamil dari rumah ke rumah"
OTHER = "Buka kelas ibu hamil tambahan di balai desa"
SCORES = {WAY: {"M": 4, "I": 5, "V": 4, "C": 2}, OTHER: {"M": 2, "I": 3, "V": 3, "C": 3}}
Snap = Callable[[Any, str, str], None]


def photo() -> bytes:
    """A picture as a phone takes it."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (96, 128, 96)).save(out, "JPEG")
    return out.getvalue()


class Story:
    """The secretary at the desk and the village midwife with her phone; the server wakes in another month each time."""

    def __init__(self, browser: Any, server: Server, folder: Path, snap: Snap | None = None) -> None:
        self.browser, self.server, self.folder = browser, server, folder
        self.snap: Snap = snap or (lambda _page, _name, _size: None)
        # A camera puts a style of its own on the page; who only walks keeps the rules of the page.
        self.context = {"locale": "id-ID", "bypass_csp": snap is not None}
        self.root = f"/p/{HOME}/"
        self.desk = self._face(WIDE, "yusuf")
        self.phone = self._face(NARROW, "endah")
        self.problem = self.action = self.meeting = ""

    def _face(self, size: dict[str, int], who: str) -> Any:
        page = self.browser.new_context(viewport=size, has_touch=size is NARROW, **self.context).new_page()
        sign_in(page, self.server, who)
        return page

    def wake(self, today: str) -> None:
        """The laptop is opened again on another day; the people are still signed in."""
        self.server.stop()
        self.server.today = today
        self.server.start()

    def open(self, path: str, page: Any = None) -> Any:
        page = page or self.desk
        page.goto(f"{self.server.address}{self.root}{path}")
        self._look(page)
        return page

    def _look(self, page: Any) -> None:
        assert "gagal mengerjakan" not in page.title(), page.url
        assert violations(page) == []
        assert not scrolls_sideways(page), page.url

    def press(self, name: str, page: Any = None, within: str = "main") -> None:
        page = page or self.desk
        with page.expect_navigation():
            page.locator(within).get_by_role("button", name=name).first.click()
        self._look(page)

    def text(self, page: Any = None) -> str:
        return str((page or self.desk).inner_text("main"))

    # -- the months

    def figures_come(self, month: Month) -> None:
        """The mothers' workbook of a month is dropped, looked through and accepted."""
        facts = figures() | coming(month, BETTER)
        book = books.write_monthly(self.folder / month.code, facts, month)[0]
        self.open("data/")
        self.desk.set_input_files("input[type=file]", str(book))
        self.desk.get_by_role("button", name="Unggah dan periksa").click()
        self.desk.get_by_role("button", name="Terima").wait_for(timeout=90_000)
        self.press("Terima")
        assert "masuk" in self.text().lower()

    def hold(self, day: str) -> None:
        """A monthly lokmin is prepared and opened."""
        self.open("lokmin/siapkan/")
        self.desk.fill("input[name=date]", day)
        self.press("Susun lokmin")
        self.press("Buka dan bekukan angka")
        self.meeting = self.desk.url.split("/lokmin/")[1].split("/")[0]

    def begin(self, title: str) -> None:
        """A point of the agenda begins."""
        self.open(f"lokmin/{self.meeting}/meja/")
        with self.desk.expect_navigation():
            self.desk.locator("ol.agenda").get_by_role("link", name=title).first.click()
        if self.desk.get_by_role("button", name="Mulai acara ini").count():
            self.press("Mulai acara ini")

    def close(self, reason: str = "") -> None:
        """Everybody is ticked as present and the minutes are closed; without an RTL the reason is written."""
        self.open(f"lokmin/{self.meeting}/hadir/")
        self.press("Yang belum dicatat: hadir")
        self.open(f"lokmin/{self.meeting}/tutup/")
        if reason:
            self.desk.fill("[name=close_reason]", reason)
        self.press("Tutup dan kunci notulen")
        self.open(f"lokmin/{self.meeting}/meja/")
        assert "Notulen sudah ditutup" in self.text()

    def may_finds_the_root(self) -> None:
        """Lokmin of 5 May: red for the fourth month; its root is found, the best way chosen and promised."""
        self.hold("2026-05-05")
        self.open("masalah/daftar/")
        self.snap(self.desk, "masalah-daftar", "1280")
        with self.desk.expect_navigation():
            self.desk.get_by_role("link", name="K1 Watubelah").first.click()
        self._look(self.desk)
        self.problem = self.desk.url.split("/masalah/")[1].split("/")[0]
        assert "kurang 15 ibu" in self.text()
        assert "bulan keempat merah" in self.text()
        self._causes()
        self._ways()
        self.begin("Klaster 2")
        beside = self.desk.locator("#masalah", has_text=WAY)
        assert beside.count(), "the chosen way must stand beside the minutes"
        with self.desk.expect_navigation():
            beside.locator("li", has_text=WAY).get_by_role("link", name="Jadikan RTL").first.click()
        self._promise()
        self.close()

    def _causes(self) -> None:
        page = self.desk
        page.fill("#teks-baru", WHY)
        page.select_option("#tulang-baru", "manusia")
        self.press("Tambah", within="#tambah")
        node = page.locator("ol.causes li", has_text=WHY)
        if not node.locator("details[open]").count():
            node.locator("summary").click()
        node.locator("input[name=teks]").fill(ROOT)
        with page.expect_navigation():
            node.get_by_role("button", name="Tulis").click()
        root = page.locator("ol.causes li", has_text=ROOT)
        if not root.locator("details[open]").count():
            root.locator("summary").click()
        with page.expect_navigation():
            root.get_by_role("button", name="Ini akar masalah").click()
        self._look(page)
        assert "akar masalah" in page.locator("ol.causes li.root", has_text=ROOT).inner_text()
        for code in ("tulang", "pohon"):
            tab = page.locator("#penyebab nav a").nth(1 if code == "tulang" else 2)
            with page.expect_navigation():
                tab.click()
            self._look(page)
            assert page.locator("figure.cause-picture svg").count(), code
            self.snap(page, f"penyebab-{code}", "1280")
        self.open(f"masalah/{self.problem}/")

    def _ways(self) -> None:
        page = self.desk
        for text in (WAY, OTHER):
            page.fill("#alternatif-baru", text)
            page.select_option("#alternatif-sebab", label=f"◆ {ROOT}")
            self.press("Tambah alternatif")
        for text, scores in SCORES.items():
            row = page.locator("#alternatif tr", has_text=text)
            with page.expect_navigation():
                row.get_by_role("link", name="Nilai, ubah, hapus").click()
            for letter, value in scores.items():
                page.locator(f"input[name={letter}][value='{value}']").check(force=True)
            self.press("Simpan nilai")
        first = page.locator("#alternatif tbody tr").first.inner_text()
        assert WAY in first
        assert "40" in first, "4 x 5 x 4 / 2"
        with page.expect_navigation():
            page.locator("#alternatif tr", has_text=WAY).get_by_role("button", name=re.compile("^Pilih")).click()
        self._look(page)
        self.snap(page, "masalah-satu", "1280")

    def _promise(self) -> None:
        page = self.desk
        assert page.input_value("[name=activity]") == WAY
        assert page.input_value("[name=cause]") == ROOT
        page.select_option("[name=owner]", label="Endah Puspita, A.Md.Keb.")
        page.fill("[name=start]", "2026-05-06")
        page.fill("[name=due]", "2026-07-31")
        page.fill("[name=expected]", "K1 Watubelah sedikitnya 11 ibu sebulan")
        self.press("Simpan RTL")
        assert WAY in self.text()

    def endah_works(self, note: str, *, done: bool = False) -> None:
        """The midwife writes what was done from her phone, with a photo as proof."""
        page = self.open("saya/", self.phone)
        with page.expect_navigation():
            page.get_by_role("link", name=WAY).first.click()
        self.action = page.url.split("/rtl/")[1].split("/")[0]
        self.snap(page, "rtl-satu", "360")
        if done:
            page.locator("input[name=step][value=selesai]").check(force=True)
        page.fill("#kemajuan [name=note]", note)
        sent = {"name": "kunjungan.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        page.set_input_files("#id_files", sent)
        self.press("Simpan", page, "#kemajuan")
        assert note in self.text(page)
        assert page.locator("#bukti img, .proofs img, img").count(), "the photo is shown"

    def next_opens_without_a_verdict(self, month: Month, day: str) -> None:
        """A lokmin that comes too early says so, with n."""
        self.figures_come(month)
        self.hold(day)
        self.begin("Tindak lanjut bulan lalu")
        beside = self.desk.locator("#dampak").inner_text()
        assert "0 RTL terbukti berhasil" in beside, beside
        self.open(f"rtl/{self.action}/dampak/")
        said = self.text()
        assert "elum bisa dinilai" in said
        assert "sesudah" in said
        self.close("RTL bulan lalu masih berjalan; belum ada yang baru.")

    def august_opens_with_what_helped(self) -> None:
        """Three months after: against the other villages, with n and its picture, and the wall shows it first."""
        self.figures_come(Month(2026, 7))
        self.hold("2026-08-04")
        self.begin("Tindak lanjut bulan lalu")
        beside = self.desk.locator("#dampak").inner_text()
        assert WAY in beside, beside
        assert "berhasil" in beside, beside
        self.snap(self.desk, "dampak-meja", "1280")
        wall = self.browser.new_context(viewport={"width": 1024, "height": 768}, **self.context).new_page()
        sign_in(wall, self.server, "yusuf")
        wall.goto(f"{self.server.address}{self.root}lokmin/{self.meeting}/ruang/")
        assert "1 RTL terbukti berhasil" in wall.inner_text("main")
        self._look(wall)
        self.snap(wall, "ruang-dampak", "1024")
        wall.goto(f"{self.server.address}{self.root}lokmin/{self.meeting}/ruang/?layar=dampak-1")
        assert wall.locator("main svg").count()
        self._look(wall)
        self.snap(wall, "ruang-dampak-gambar", "1024")
        wall.close()
        self.open(f"rtl/{self.action}/dampak/")
        said = self.text()
        assert self.desk.locator("main .status.baik").first.inner_text().strip() == "berhasil"
        assert "3 bulan sesudah" in said
        assert "11 desa" in said
        assert self.desk.locator("main svg").count()
        self.snap(self.desk, "dampak-satu", "1280")
        self.open(f"masalah/{self.problem}/")
        assert "berhasil" in self.text()
        self.snap(self.desk, "masalah-berhasil", "1280")
        self.close("Dampak RTL sudah terbukti; yang lain diteruskan.")

    def four_months(self) -> None:
        """From the fourth red month to the proof."""
        self.may_finds_the_root()
        self.wake("2026-05-22")
        self.endah_works("Enam kader dilatih dua hari; dua dusun selesai didata.")
        self.wake("2026-06-02")
        self.next_opens_without_a_verdict(Month(2026, 5), "2026-06-02")
        self.wake("2026-06-20")
        self.endah_works("Empat dusun selesai didata, sebelas ibu baru ditemukan.")
        self.wake("2026-07-07")
        self.next_opens_without_a_verdict(Month(2026, 6), "2026-07-07")
        self.wake("2026-07-30")
        self.endah_works("Semua dusun didata tiap bulan oleh kader sendiri.", done=True)
        self.wake("2026-08-04")
        self.august_opens_with_what_helped()
