"""In a browser, at 360 and 1280 px: only tables scroll sideways, axe finds nothing, the policy blocks nothing."""

from __future__ import annotations

import pytest

from lokmin.cli.demo.cast import HOME, PASSWORD

CHROMIUM = "/usr/bin/chromium"
SIGNED_OUT = ["/akun/masuk/", "/akun/lupa-sandi/", "/panduan/", "/panduan/status-pws/", "/komponen/", "/tidak-ada/"]
PEOPLE = ["orang/", "orang/baru/", "orang/{person}/"]
OFFICE = [*PEOPLE, "tempat/", "tempat/baru/", "tempat/{village}/", "kantor/", "jejak/"]
ACCOUNT = ["/akun/", "/akun/sandi/", "/akun/dua-langkah/", "/akun/keluar/"]


@pytest.fixture
def browser(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in the thread of the test
    from pathlib import Path

    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.skip("chromium tidak terpasang")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_the_frame_fits_and_is_accessible(browser, live_server, cast, width, height):
    from axe_playwright_python.sync_playwright import Axe

    person, village = cast.people["sri"].pk, cast.villages[1].pk
    inside = [f"/p/{HOME}/{path.format(person=person, village=village)}" for path in OFFICE]
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width == 360)
    page = context.new_page()
    page.on("console", lambda m: wrong.append(f"{page.url}: {m.text}") if "Content Security" in m.text else None)

    def look(path: str) -> None:
        page.goto(f"{live_server.url}{path}")
        reached = page.evaluate("document.documentElement.scrollWidth")
        if reached > width:
            wrong.append(f"{path}: {reached} px wide")
        wrong.extend(
            f"{path}: {found['id']} {[node['html'][:120] for node in found['nodes'][:2]]}"
            for found in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        )
        if width == 360:
            small = page.evaluate(
                "[...document.querySelectorAll('main .btn, .mast .btn, .stages a')].filter(e => "
                "e.offsetParent && e.getBoundingClientRect().height < 40 && !e.classList.contains('small'))"
                ".map(e => e.textContent.trim())"
            )
            if small:
                wrong.append(f"{path}: small targets {small}")

    for path in SIGNED_OUT:
        look(path)
    page.goto(f"{live_server.url}/akun/masuk/")
    page.fill("#id_login", "yusuf")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    for path in [*inside, *ACCOUNT]:
        look(path)
    page.goto(f"{live_server.url}{inside[1]}")
    page.click("main form .btn")  # an empty form: the browser or the page says what is missing
    page.click("button[name=language][value=en]")
    page.wait_for_url("**/orang/baru/")
    look(inside[0])
    context.close()
    assert not wrong, "\n".join(wrong)
