"""Two desks in two browsers: what one writes the other sees; a broken link loses no note and doubles none."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from world import NARROW, WIDE, Server, lokmin, scrolls_sideways, serving, sign_in, violations

from lokmin.cli.demo.cast import HOME

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAY = "2026-05-05T09:30"
MEETING = """
import datetime as dt
from lokmin.cli.demo.people import create_cast
from lokmin.core.periods import Month
from lokmin.cycle.meetings import operations as op
cast = create_cast()
meeting = op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4),
                     date=dt.date(2026, 5, 5))
meeting = op.open_meeting(meeting=meeting, by=cast.people["anindya"])
op.add_guest(meeting=meeting, by=cast.people["yusuf"], name="Kepala Dinas", institution="Dinas Kesehatan")
op.start_item(item=meeting.agenda.first(), by=cast.people["yusuf"])
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting just opened, made once."""
    data = tmp_path_factory.mktemp("meja") / "data"
    lokmin(data, "manage", "migrate", "--verbosity", "0")
    lokmin(data, "manage", "shell", "--verbosity", "0", "-c", MEETING)
    return data


@pytest.fixture
def office(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "data"))


@pytest.fixture
def room(office: Path) -> Any:
    """The running meeting, served on the day it is held."""
    with serving(office, DAY) as server:
        yield server


def desk(browser: Any, server: Server, who: str, size: dict[str, int] = WIDE) -> Any:
    page = browser.new_context(viewport=size, locale="id-ID").new_page()
    sign_in(page, server, who)
    page.goto(f"{server.address}/p/{HOME}/lokmin/{number(server.data)}/meja/")
    return page


def emptied(page: Any) -> None:
    """The box is free for the next note (the policy of the pages forbids to wait by a script of our own)."""
    expect(page.locator("#baru")).to_have_value("", timeout=10_000)


def number(data: Path) -> int:
    with sqlite3.connect(data / "lokmin.sqlite3", timeout=20) as base:
        return int(base.execute("SELECT max(id) FROM meetings_meeting").fetchone()[0])


def texts(data: Path) -> list[str]:
    """The texts in force, oldest first."""
    newest = "SELECT max(number) FROM meetings_noterevision r WHERE r.note_id = n.id AND NOT r.rival"
    with sqlite3.connect(data / "lokmin.sqlite3", timeout=20) as base:
        rows = base.execute(
            f"SELECT text FROM meetings_note n JOIN meetings_noterevision v ON v.note_id = n.id"
            f" WHERE v.number = ({newest}) ORDER BY n.id"
        )
        return [row[0] for row in rows]


def test_what_one_desk_writes_the_other_sees_and_the_chair_confirms(room, browser):
    writer, chair = desk(browser, room, "yusuf"), desk(browser, room, "anindya")
    writer.select_option("#jenis", "arahan")
    writer.fill("#pembicara", "Kepala Dinas")
    writer.fill("#baru", "Semua desa punya mobil siaga sebelum 30 Juni.")
    writer.get_by_role("button", name="Simpan catatan").click()
    chair.get_by_text("Arahan, Kepala Dinas").wait_for(timeout=10_000)
    writer.fill("#baru", "@Endah: sweeping imunisasi Desa Watubelah sebelum 20/6")
    writer.get_by_role("button", name="Simpan catatan").click()
    card = chair.locator("article.proposal", has=chair.get_by_role("heading", name="Sweeping imunisasi Desa Watubelah"))
    card.wait_for(timeout=10_000)
    assert "Endah Puspita" in card.inner_text()
    assert "Sabtu, 20 Juni 2026" in card.inner_text()
    assert violations(chair) == []
    card.get_by_role("button", name="Tetapkan jadi RTL").click()
    chair.wait_for_load_state()
    writer.locator("#keputusan article", has_text="Sweeping imunisasi Desa Watubelah").wait_for(timeout=10_000)
    phone = desk(browser, room, "anindya", NARROW)
    assert not scrolls_sideways(phone)
    assert violations(phone) == []


def test_notes_saved_without_a_link_wait_in_line_and_are_written_once(room, browser):
    page = desk(browser, room, "yusuf")
    page.context.set_offline(True)
    for text in ("Catatan pertama.", "Catatan kedua."):
        page.fill("#baru", text)
        page.get_by_role("button", name="Simpan catatan").click()
        emptied(page)
    assert page.locator("#tersimpan").inner_text() == "Belum terkirim"
    assert "2 catatan belum terkirim" in page.locator("[data-draft-state]").inner_text()
    assert texts(room.data) == []
    page.context.set_offline(False)
    page.locator("#tersimpan", has_text="Tersimpan").wait_for(timeout=15_000)
    page.get_by_text("Catatan kedua.").wait_for(timeout=10_000)
    page.wait_for_timeout(6_000)
    assert texts(room.data) == ["Catatan pertama.", "Catatan kedua."]


def test_a_killed_server_keeps_no_note_from_being_written_and_none_comes_twice(office, browser):
    server = Server(office, DAY).start()
    page = desk(browser, server, "yusuf")
    page.fill("#baru", "Ditulis saat laptop mati.")
    page.locator("#tersimpan", has_text="Tersimpan").wait_for(timeout=15_000)
    server.kill()
    page.fill("#baru", "Ditulis saat laptop mati, lalu hidup lagi.")
    page.get_by_role("button", name="Simpan catatan").click()
    emptied(page)
    again = Server(office, DAY)
    again.port, again.address = server.port, server.address
    again.start()
    page.locator("#tersimpan", has_text="Tersimpan").wait_for(timeout=20_000)
    assert texts(office) == ["Ditulis saat laptop mati, lalu hidup lagi."]
    again.stop()


def test_an_unfinished_note_is_still_there_after_the_page_was_closed(room, browser):
    page = desk(browser, room, "yusuf")
    page.context.set_offline(True)
    page.fill("#baru", "Belum selesai ditulis")
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.reload()
    assert page.input_value("#baru") == "Belum selesai ditulis"
    assert "dipulihkan" in page.locator("[data-draft-state]").inner_text()


def test_the_day_of_the_meeting_is_the_day_besok_counts_from(room, browser):
    page = desk(browser, room, "anindya")
    page.goto(f"{room.address}/p/{HOME}/lokmin/{number(room.data)}/usul/")
    page.fill("#kalimat", "@Ratna: kunjungan rumah Kalisari besok")
    page.get_by_role("button", name="Usulkan").click()
    page.wait_for_load_state()
    assert f"{dt.date(2026, 5, 6).day} Mei 2026" in page.locator("article.proposal").inner_text()
