"""A phone that loses the link while sending says so where it was sent from, and says there too when it has arrived."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from world import NARROW, WIDE, lokmin, serving, sign_in

from lokmin.cli.demo.cast import HOME

pytestmark = pytest.mark.browser
PIN = """
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.hand.operations.pins import set_pin
office = Puskesmas.objects.get(place__code="P9901010201")
person = Person.objects.get(username="ratna")
set_pin(person=person, pin="2468", by=person, puskesmas=office)
"""


def test_what_was_sent_without_a_link_arrives_once_and_its_warning_goes(own_copy: Path, browser: Any) -> None:
    lokmin(own_copy, "manage", "shell", "--verbosity", "0", "-c", PIN)
    with serving(own_copy, "2026-05-05") as server:
        desk = browser.new_context(locale="id-ID", viewport=WIDE).new_page()
        sign_in(desk, server, "yusuf")
        desk.goto(f"{server.address}/p/{HOME}/lokmin/")
        links = desk.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href') || '')")
        meeting = next(found[1] for a in links if (found := re.search(r"/lokmin/(\d+)/$", a)))
        desk.goto(f"{server.address}/p/{HOME}/lokmin/{meeting}/")
        with desk.expect_navigation():
            desk.get_by_role("button", name="Buka dan bekukan angka").click()
        desk.goto(f"{server.address}/p/{HOME}/lokmin/{meeting}/ruang/atur/")
        code = re.search(r"/hadir/(\w{6})/", desk.inner_text("body"))
        assert code is not None

        phone = browser.new_context(locale="id-ID", viewport=NARROW).new_page()
        phone.goto(f"{server.address}/hadir/{code[1]}/")
        with phone.expect_navigation():
            phone.get_by_role("link", name="Ratna Wulandari").first.click()
        phone.fill("input[name=pin]", "2468")
        with phone.expect_navigation():
            phone.get_by_role("button", name="Simpan kehadiran").click()
        phone.get_by_text("Usul tindak lanjut").click()
        phone.fill("textarea[name=usul]", "@Sri: timbang ulang balita Kalisari sebelum 20/5")
        phone.context.set_offline(True)
        phone.get_by_role("button", name="Kirim usulan").click()
        phone.get_by_text("Belum terkirim").wait_for(timeout=10_000)
        phone.context.set_offline(False)
        phone.get_by_text("menunggu ketua").wait_for(timeout=20_000)
        assert phone.get_by_text("Belum terkirim").count() == 0
        assert phone.get_by_text("Usulan terkirim").count() == 1
        assert phone.input_value("textarea[name=usul]") == ""
        phone.reload()
        phone.get_by_text("Usul tindak lanjut").click()
        assert phone.get_by_text("timbang ulang balita Kalisari").count() == 1
