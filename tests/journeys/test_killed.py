"""kill -9 of the real server and its helpers: nothing confirmed is lost, nothing half-written is shown.

Minutes that are being saved are killed in ``tests/meetings/test_killed.py``, through the same server.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from world import WIDE, Server, lokmin, sign_in

from lokmin.cli.demo import books
from lokmin.cli.demo.cast import HOME
from lokmin.cli.demo.figures import LAST, figures

pytestmark = [pytest.mark.browser, pytest.mark.slow]
#: The clock stands; a later server stands later, so that a dead reader's last sign of life is old.
# The day after what was taken in before, at whatever hour the test runs: the newest upload stands first.
BEFORE, AFTER = "2026-05-05T09:00", "2026-05-05T09:10"


def stored(data: Path) -> tuple[str, int]:
    """State of the newest upload and the number of facts in force that came with it."""
    with sqlite3.connect(data / "lokmin.sqlite3", timeout=20) as base:
        pk, state = base.execute("SELECT id, state FROM reporting_upload ORDER BY id DESC LIMIT 1").fetchone()
        return state, base.execute("SELECT count(*) FROM reporting_fact WHERE upload_id = ?", [pk]).fetchone()[0]


def helpers(data: Path, module: str) -> list[int]:
    """Processes of this data folder that run a module."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes()
            inside = f"LOKMIN_DATA={data}".encode() in (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if module.encode() in words and inside:
            found.append(int(entry.name))
    return found


def kill_helpers(data: Path, module: str) -> int:
    pids = helpers(data, module)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return len(pids)


def wait(done: Any, seconds: float = 30) -> None:
    """Look again and again until it is so."""
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.005)


def desk(browser: Any, server: Server) -> Any:
    page = browser.new_page(viewport=WIDE, locale="id-ID")
    sign_in(page, server, "yusuf")
    return page


def send_and_forget(page: Any, button: str) -> None:
    """Press a button and do not wait for the answer: the server will not live to give it."""
    page.get_by_role("button", name=button).first.click(no_wait_after=True)


def test_a_killed_import_is_whole_or_not_there_and_its_reading_goes_on(browser, empty_office, tmp_path):
    yearly = books.write_yearly(tmp_path / "buku", figures())
    book = books.write_monthly(tmp_path / "buku", figures(), LAST)[0]
    cast = (
        "from lokmin.cli.demo.taking_in import take_in; from lokmin.cli.demo.people import create_cast; import pathlib"
    )
    put = f"{cast}; c = create_cast(); take_in(c.puskesmas, c.people['yusuf'], pathlib.Path({str(yearly[0])!r}))"
    lokmin(empty_office, "manage", "shell", "--verbosity", "0", "-c", put)

    server = Server(empty_office, BEFORE).start()
    page = desk(browser, server)
    page.goto(f"{server.address}/p/{HOME}/data/")
    page.set_input_files("input[type=file]", str(book))
    send_and_forget(page, "Unggah dan periksa")
    wait(lambda: helpers(empty_office, "reporting.worker"))
    wait(lambda: stored(empty_office)[0] == "dibaca")
    kill_helpers(empty_office, "reporting.worker")
    server.kill()
    page.close()
    assert stored(empty_office) == ("dibaca", 0)

    server = Server(empty_office, AFTER).start()
    wait(lambda: stored(empty_office)[0] == "siap", 60)  # somebody took the reading over
    page = desk(browser, server)
    whole = 0
    for delay in (0.0, 0.08, 0.2, 0.35):
        review(page, server)
        send_and_forget(page, "Terima")
        time.sleep(delay)
        server.kill()
        state, facts = stored(empty_office)
        assert state in {"siap", "masuk"}
        assert (facts > 0) == (state == "masuk"), (state, facts)
        page.close()
        server = Server(empty_office, AFTER).start()
        page = desk(browser, server)
        if state == "masuk":
            whole = facts
            break
    if not whole:
        review(page, server)
        page.get_by_role("button", name="Terima").first.click()
        page.wait_for_load_state()
        state, whole = stored(empty_office)
        assert state == "masuk"
    assert whole > 1000, "all four months came in"
    page.goto(f"{server.address}/p/{HOME}/")
    assert "Cakupan sampai April 2026" in page.inner_text("main")
    page.close()
    server.stop()


def review(page: Any, server: Server) -> None:
    page.goto(f"{server.address}/p/{HOME}/data/")
    page.locator("table.uploads th a").first.click()
    page.get_by_role("button", name="Terima").wait_for()


def test_a_killed_pack_leaves_no_half_and_can_be_made_again(browser, own_copy):
    server = Server(own_copy).start()
    page = desk(browser, server)
    page.goto(f"{server.address}/p/{HOME}/lokmin/")
    page.locator("ol.agenda a").first.click()
    page.wait_for_load_state()
    number = page.url.split("/lokmin/")[1].split("/")[0]
    address = f"{server.address}/p/{HOME}/lokmin/{number}/berkas/"
    page.goto(address)
    send_and_forget(page, "uat berkas")
    wait(lambda: helpers(own_copy, "meetings.packer"))
    time.sleep(0.5)
    assert kill_helpers(own_copy, "meetings.packer")
    server.kill()
    page.close()

    server = Server(own_copy).start()
    page = desk(browser, server)
    address = f"{server.address}/p/{HOME}/lokmin/{number}/berkas/"
    page.goto(address)
    text = page.inner_text("main")
    assert "berkas-lokmin.zip" not in text, "a pack that was never whole is not shown"
    assert "Sedang membuat" not in text, "nobody is at it any more"
    page.get_by_role("button", name="uat berkas").first.click()
    whole = page.locator("a[href$='/berkas-lokmin.zip']")
    whole.wait_for(timeout=90_000)
    with page.expect_download() as waiting:
        whole.click()
    assert waiting.value.failure() is None
    page.close()
    server.stop()
