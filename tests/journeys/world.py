"""A real server with its own data folder, and a real browser in front of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=id-ID",
]  # fmt: skip
TODAY = "2026-05-04"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def environment(data: Path, today: str = TODAY) -> dict[str, str]:
    """The environment of a fresh installation in ``data``; the tests' own settings do not leak in."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LOKMIN_", "DATABASE_URL", "DJANGO_"))}
    return {**clean, "LOKMIN_DATA": str(data), "LOKMIN_TODAY": today}


def lokmin(data: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command of Lokmin as a person at the keyboard would."""
    done = subprocess.run(
        [sys.executable, "-m", "lokmin.cli", *words], env=environment(data), capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    if check and done.returncode:
        raise AssertionError(f"lokmin {' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``lokmin serve`` as a process that can be killed."""

    def __init__(self, data: Path, today: str = TODAY) -> None:
        self.data, self.today, self.port = data, today, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        log = (self.data.parent / f"{self.data.name}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lokmin.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)],
            env=environment(self.data, self.today), stdout=log, stderr=log,
        )  # fmt: skip
        for _ in range(300):
            try:
                with urllib.request.urlopen(self.address + "/akun/masuk/", timeout=2):
                    return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                if self.process.poll() is not None:
                    raise AssertionError(Path(log.name).read_text("utf-8")[-3000:]) from None
                time.sleep(0.1)
        raise AssertionError("server tidak siap")

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def serving(data: Path, today: str = TODAY) -> Iterator[Server]:
    """A server while the block runs; ``today`` is a day, or a moment at which its clock stands."""
    server = Server(data, today).start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGS)
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Any, server: Server, username: str) -> None:
    from lokmin.cli.demo.cast import PASSWORD

    page.goto(server.address + "/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit], main button.btn")
    page.wait_for_load_state()
    assert "masuk" not in page.url, page.url


def violations(page: Any) -> list[str]:
    """What axe finds, one line each; empty when the page is in order."""
    from axe_playwright_python.sync_playwright import Axe

    # Without the list of all that was in order, which takes as long again as looking.
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [f"{page.url} {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]


def scrolls_sideways(page: Any) -> bool:
    """Whether the page itself (not a table inside it) is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
