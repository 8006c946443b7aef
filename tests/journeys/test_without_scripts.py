"""With scripts off every form is a plain post; with the keyboard alone a midwife signs in and types a number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from world import NARROW, WIDE, Server, serving, sign_in

from lokmin.cli.demo.cast import HOME, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CSV = "LAPORAN KIA BULAN MEI 2026;;\nDesa;K1;K4\nWatubelah;7;6\nTlogomulyo;5;4\nWonolelo;4;4\n"


@pytest.fixture
def office(own_copy: Path) -> Any:
    with serving(own_copy) as server:
        yield server


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def test_the_whole_way_without_scripts(browser, office: Server, tmp_path):
    context = browser.new_context(viewport=WIDE, locale="id-ID", java_script_enabled=False)
    page = context.new_page()
    root = f"{office.address}/p/{HOME}/"
    sign_in(page, office, "yusuf")
    upload_and_accept(page, root, tmp_path)
    type_a_number(page, root)
    write_and_close(page, root)
    context.close()


def upload_and_accept(page: Any, root: str, folder: Path) -> None:
    book = folder / "K1 K4 Mei 2026.csv"
    book.write_text(CSV, "utf-8")
    page.goto(root + "data/")
    page.set_input_files("input[type=file]", str(book))
    press(page, "Unggah dan periksa")
    # The waiting page renews itself by a plain refresh.
    page.get_by_role("heading", name="sel dibaca").wait_for(timeout=60_000)
    press(page, "Terima")
    assert "masuk" in page.inner_text("main").lower()
    page.goto(root + "indikator/K1/?bulan=2026-05")
    assert "7" in page.locator("table.full tbody tr", has_text="Watubelah").inner_text()


def type_a_number(page: Any, root: str) -> None:
    address = root + "data/isi/?bulan=2026-05&desa=99.01.01.2012&program=kia"
    page.goto(address)
    page.fill("[name='angka:kia.k1']", "dua belas")
    press(page, "Simpan Sendangayu")
    assert page.locator("[name='angka:kia.k1'][aria-invalid=true]").input_value() == "dua belas"
    page.fill("[name='angka:kia.k1']", "12")
    press(page, "Simpan Sendangayu")
    page.goto(address)
    assert page.input_value("[name='angka:kia.k1']") == "12"


def write_and_close(page: Any, root: str) -> None:
    page.goto(root + "lokmin/")
    page.locator("ol.agenda a").first.click()
    press(page, "Buka dan bekukan angka")
    number = page.url.split("/lokmin/")[1].split("/")[0]
    desk = f"{root}lokmin/{number}/"
    page.goto(desk + "meja/")
    page.fill("textarea[name=text]", "Dua dusun belum terdata.")
    press(page, "Simpan catatan")
    assert "Dua dusun belum terdata." in page.inner_text("main")
    page.goto(desk + "rtl/")
    page.fill("[name=problem]", "K1 Watubelah di bawah target")
    page.fill("[name=activity]", "Pendataan ibu hamil")
    page.select_option("[name=owner]", label="Endah Puspita, A.Md.Keb.")
    page.fill("[name=due]", "2026-05-23")
    page.select_option("[name=indicator]", "K1")
    page.fill("[name=expected]", "K1 Mei sedikitnya 8 ibu")
    press(page, "Simpan RTL")
    page.goto(desk + "tutup/")
    press(page, "Tutup dan kunci notulen")
    page.goto(desk + "meja/")
    assert "Notulen sudah ditutup" in page.inner_text("main")


def test_the_keyboard_is_enough(browser, office: Server):
    context = browser.new_context(viewport=NARROW, locale="id-ID")
    page = context.new_page()
    page.goto(office.address + "/")
    tab_to(page, "[name=login]")
    page.keyboard.type("endah")
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{office.address}/p/{HOME}/data/isi/?bulan=2026-05")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", "the first stop leaps over the menu"
    tab_to(page, "[name^='angka:']")
    name = page.evaluate("document.activeElement.name")
    page.keyboard.type("4")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{office.address}/p/{HOME}/data/isi/?bulan=2026-05")
    assert page.input_value(f"[name='{name}']") == "4"
    context.close()


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the field has the focus, seeing the focus on the way."""
    for _ in range(80):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
        style = "e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' || s.backgroundColor }"
        assert page.evaluate(f"({style})(document.activeElement)"), "the focus cannot be seen"
    raise AssertionError(f"Tab never reaches {selector}")
