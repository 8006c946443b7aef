"""A whole meeting in browsers: a projector, the secretary, the chair on a phone by keyboard alone, three voters.

One voter's phone runs no scripts. Every face is looked at with axe; the papers are opened again at the end.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error
from world import NARROW, WIDE, Server, lokmin, scrolls_sideways, serving, sign_in, violations

from lokmin.cli.demo.cast import HOME

pytestmark = pytest.mark.browser
WALL = {"width": 1024, "height": 768}
PINS = """
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.hand.operations.pins import set_pin
office = Puskesmas.objects.get(place__code="P9901010201")
for name, pin in (("ratna", "2468"), ("endah", "1357")):
    person = Person.objects.get(username=name)
    set_pin(person=person, pin=pin, by=person, puskesmas=office)
"""
SCORES = {"ratna": "544", "endah": "443", "camat": "555"}


class Face:
    """One screen in the hall."""

    def __init__(self, browser: Any, server: Server, size: dict[str, int], *, scripts: bool = True) -> None:
        options = {"locale": "id-ID", "viewport": size, "java_script_enabled": scripts, "accept_downloads": True}
        self.page = browser.new_context(**options).new_page()
        self.server, self.scripts = server, scripts
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def goto(self, path: str) -> Face:
        answer = self.page.goto(self.server.address + path)
        assert answer.ok, f"{path}: {answer.status}"
        return self

    def look(self) -> Face:
        """Whole: nothing sideways, no script error, no violation."""
        assert self.errors == []
        if self.scripts:
            assert self.checked() == []
            assert not scrolls_sideways(self.page), self.page.url
        return self

    def checked(self) -> list[str]:
        """What axe finds; a page that was just going to the next one is looked at there."""
        try:
            return violations(self.page)
        except Error:
            self.page.wait_for_timeout(1000)
            return violations(self.page)

    def press(self, name: str | re.Pattern[str]) -> Face:
        """Press a button; wait for the next page, unless a script sends the form from where it stands."""
        button = self.page.get_by_role("button", name=name).first
        stays = button.locator("xpath=ancestor::form[@data-send]").count()
        if stays and self.scripts:
            button.click()
            self.page.locator(".sent:not(.wait)").first.wait_for(timeout=15_000)
        else:
            with self.page.expect_navigation():
                button.click()
        return self

    def follow(self, name: str) -> Face:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        return self

    def by_keyboard(self, name: str) -> Face:
        """Tab to a button or link and press Enter, as somebody without mouse or touch."""
        self.page.evaluate("document.activeElement.blur()")
        for _step in range(120):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")
            if here.strip().startswith(name):
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return self
        raise AssertionError(f"“{name}” tidak tercapai dengan tombol Tab di {self.page.url}")

    def waits_for(self, text: str) -> Face:
        """It comes by itself: nobody loads the page anew (with scripts), or by loading it anew (without)."""
        if self.scripts:
            self.page.get_by_text(text).first.wait_for(timeout=15_000)
        else:
            self.page.reload()
            assert text in self.text()
        return self

    def text(self) -> str:
        return str(self.page.inner_text("body"))


@pytest.fixture
def hall(own_copy: Path, browser: Any) -> Any:
    lokmin(own_copy, "manage", "shell", "--verbosity", "0", "-c", PINS)
    with serving(own_copy, "2026-05-05") as server:
        yield Hall(browser, server)


class Hall:
    """The faces of one meeting; signed in where a face needs it."""

    def __init__(self, browser: Any, server: Server) -> None:
        self.server, self.browser = server, browser
        self.desk = Face(browser, server, WIDE)
        sign_in(self.desk.page, server, "yusuf")
        self.desk.goto(f"/p/{HOME}/lokmin/")
        found = [
            int(re.search(r"/lokmin/(\d+)/", a).group(1))
            for a in self.desk.page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href') || '')")
            if re.search(r"/lokmin/\d+/$", a)
        ]
        self.meeting = found[0]

    def at(self, path: str) -> str:
        return f"/p/{HOME}/lokmin/{self.meeting}/{path}"

    def signed_in(self, who: str, size: dict[str, int]) -> Face:
        face = Face(self.browser, self.server, size)
        sign_in(face.page, self.server, who)
        return face

    def staff(self, code: str, name: str, pin: str, *, scripts: bool = True) -> Face:
        """Through the door: own name, PIN."""
        face = Face(self.browser, self.server, NARROW, scripts=scripts).goto(f"/hadir/{code}/").look()
        face.follow(name).look()
        face.page.fill("input[name=pin]", pin)
        return face.press("Simpan kehadiran").look()

    def guest(self, code: str) -> Face:
        face = Face(self.browser, self.server, NARROW).goto(f"/hadir/{code}/").follow("Saya tamu").look()
        face.page.fill("input[name=name]", "Suryo Wibisono")
        face.page.fill("input[name=institution]", "Kecamatan Banyuwening")
        face.page.fill("input[name=job]", "Camat")
        return face.press("Simpan kehadiran").look()


def test_a_whole_meeting_from_the_door_to_the_papers(hall: Hall, tmp_path: Path) -> None:
    desk = hall.desk
    desk.goto(hall.at("")).press("Buka dan bekukan angka").look()
    wall = hall.signed_in("yusuf", WALL).goto(hall.at("ruang/")).look()
    desk.goto(hall.at("ruang/atur/")).look()
    code = re.search(r"/hadir/(\w{6})/", desk.text()).group(1)

    # --- the door ---
    voters = {
        "ratna": hall.staff(code, "Ratna Wulandari", "2468"),
        "endah": hall.staff(code, "Endah Puspita", "1357", scripts=False),
        "camat": hall.guest(code),
    }
    desk.goto(hall.at("meja/")).look()
    assert re.search(r"\b[3-9]\b\s+dari \d+", desk.text())  # with those who answered their letter beforehand
    chair = hall.signed_in("anindya", NARROW).goto(hall.at("kursi/")).look()

    # --- the chair leads by keyboard; wall and phones follow by themselves ---
    chair.by_keyboard("Lanjut").look()
    wall.waits_for("janji yang lalu selesai")
    for face in (voters["ratna"], voters["endah"]):
        face.waits_for("Tindak lanjut bulan lalu")
    wall.look()
    for _point in range(6):
        if "Klaster 2" in chair.page.inner_text("h1"):
            break
        chair.by_keyboard("Lanjut")
    wall.waits_for("desa di bawah target")
    wall.look()

    # --- somebody asks to speak, the chair lets them ---
    voters["ratna"].press(re.compile("Minta bicara|Ingin bicara|Angkat tangan"))
    chair.waits_for("Ratna Wulandari")
    chair.look()

    # --- the secretary writes while the chair leads ---
    desk.goto(hall.at("meja/"))
    desk.page.fill("textarea[name=text]", "Kader Watubelah berganti; dua dusun belum terdata.")
    desk.press("Simpan catatan").look()
    assert "dua dusun belum terdata" in desk.text()

    # --- USG on phones ---
    vote(hall, desk, wall, voters)

    # --- a sentence becomes an action only when the chair says so ---
    phone = voters["ratna"].page
    phone.get_by_text("Usul tindak lanjut").click()
    phone.fill("textarea[name=usul]", "@Endah: pendataan ulang ibu hamil Watubelah sebelum 23/5, K1 8 ibu")
    voters["ratna"].press("Kirim usulan")
    chair.waits_for("pendataan ulang ibu hamil")
    assert "pendataan ulang" not in rtl_of(hall)
    chair.look()
    chair.by_keyboard("Tetapkan")
    assert "endataan ulang ibu hamil" in rtl_of(hall)

    close_and_open_again(hall, desk, wall, voters, tmp_path)


def vote(hall: Hall, desk: Face, wall: Face, voters: dict[str, Face]) -> None:
    desk.goto(hall.at("suara/buka/") + "?cara=usg").look()
    page = desk.page
    for box in page.query_selector_all("input[name=baris]:checked")[2:]:
        box.uncheck()
    page.get_by_label("Tamu lintas sektor ikut menilai").check()
    desk.press("Buka untuk semua telepon").look()
    wall.waits_for("0 dari")
    wall.look()
    for name, face in voters.items():
        if face.scripts:
            face.page.locator("form[action*='/suara/']").first.wait_for(timeout=15_000)
        else:
            face.page.reload()
        score(face, SCORES[name])
    desk.page.locator("[data-count='suara-masuk']", has_text="3").wait_for(timeout=15_000)  # counted as they came
    desk.press("Tutup dan hitung").look()
    assert "Median" in desk.text()
    wall.waits_for("3 dari")
    wall.look()


def score(face: Face, digits: str) -> None:
    """Every problem of the open ballot, one after the other."""
    count = face.page.locator("form[data-vote]").count()
    assert count == 2
    for number in range(1, count + 1):
        form = face.page.locator(f"#masalah-{number}")
        for letter, value in zip("USG", digits, strict=True):
            form.locator(f"input[name$='-{letter}'][value='{value}']").check(force=True)
        if face.scripts:
            form.get_by_role("button", name=f"Kirim nilai {', '.join(digits)}").click()
            form.locator(".sent:not(.wait)").wait_for(timeout=15_000)
        else:
            with face.page.expect_navigation():
                form.locator("button").first.click()
    face.look()


def rtl_of(hall: Hall) -> str:
    reader = hall.signed_in("yusuf", WIDE)
    text = reader.goto(hall.at("meja/")).page.inner_text("#keputusan, main")
    body = str(text).split("Keputusan dan RTL")[-1]
    reader.page.close()
    return body.split("Usulan")[0] if "Usulan" in body else body


def close_and_open_again(hall: Hall, desk: Face, wall: Face, voters: dict[str, Face], folder: Path) -> None:
    desk.goto(hall.at("tutup/")).look()
    assert "belum ada perubahan yang diharapkan" in desk.text()
    desk.follow("Lengkapi, atau tulis alasannya").look()
    desk.page.fill("[name=expected]", "K1 Mei sedikitnya 8 ibu")
    desk.press("Simpan RTL").look()
    desk.goto(hall.at("tutup/")).look()
    desk.page.fill("textarea[name=conclusion]", "Pendataan ulang Watubelah didahulukan.")
    desk.press(re.compile("^Tutup")).look()
    assert "Tutup" not in desk.page.title(), desk.text()[:600]
    voters["camat"].waits_for("Terima kasih")
    voters["camat"].look()
    desk.goto(hall.at("berkas/"))
    desk.page.get_by_role("link", name=re.compile("zip", re.IGNORECASE)).first.wait_for(timeout=90_000)
    desk.look()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=re.compile("zip", re.IGNORECASE)).first.click()
    kept = folder / "berkas.zip"
    download.value.save_as(kept)
    with zipfile.ZipFile(kept) as pack:
        names = pack.namelist()
        assert any("notulen" in n.lower() and n.endswith(".docx") for n in names), names
        minutes = next(n for n in names if "notulen" in n.lower() and n.endswith(".docx"))
        pack.extract(minutes, folder)
    from docx import Document

    paper = Document(str(folder / minutes))
    cells = [c.text for t in paper.tables for r in t.rows for c in r.cells]
    words = "\n".join([p.text for p in paper.paragraphs] + cells)
    assert "dua dusun belum terdata" in words
    assert "endataan ulang ibu hamil" in words
    assert "USG" in words
