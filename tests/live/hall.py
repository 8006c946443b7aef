"""A hall full of phones against a real server: prepared in its tables, listening and posting over plain sockets.

Used by the tests of this folder and by ``benchmarks/live.py``. A phone here is what the server sees of one: a cookie,
a stream of events that is opened again when it breaks, posts that are sent again until they are answered.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PREPARE = """
import datetime as dt, json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from lokmin.cli.demo.people import create_cast
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Attendance, Participant
from lokmin.cycle.meetings.room import keys
from django.core import signing
phones = int(sys.argv[1])
cast = create_cast()
about = {"kind": "bulanan_rutin", "period": Month(2026, 4), "date": dt.date(2026, 5, 5)}
m = op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], **about)
op.open_meeting(meeting=m, by=cast.people["anindya"])
out = []
for n in range(phones):
    a = Attendance.objects.create(meeting=m, name=f"Kader {n + 1}", institution="Posyandu", status="hadir",
                                  at=clock.now())
    key, papers = keys.fresh(), keys.fresh()
    p = Participant.objects.create(meeting=m, attendance=a, key_digest=keys.digest(key), state="masuk", way="tamu",
                                   joined_at=clock.now())
    phone = keys.Phone(m.pk, p.pk, key, papers)
    out.append({"cookie": signing.dumps([phone.meeting, phone.participant, phone.key, phone.papers], salt=keys.COOKIE),
                "kunci": keys.form_key(phone), "attendance": a.pk})
print(json.dumps({"meeting": m.pk, "ticket": keys.ticket(m.pk, "tangan"), "phones": out}))
"""


def environment(data: Path) -> dict[str, str]:
    """A fresh installation in ``data``, on SQLite, with its own clock."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LOKMIN_", "DATABASE_URL", "DJANGO_"))}
    return {**clean, "LOKMIN_DATA": str(data), "LOKMIN_SECRET": "hanya-untuk-uji"}


def run(data: Path, code: str, *words: str) -> Any:
    """Run Python inside the installation; its last line is JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment(data), capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    return json.loads(done.stdout.strip().splitlines()[-1])


def ask(data: Path, code: str) -> Any:
    """The same with Django set up; ``code`` prints JSON."""
    start = (
        'import json, os\nos.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"\nimport django; django.setup()\n'
    )
    return run(data, start + code)


class Server:
    """``lokmin serve`` on a port of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        log = (self.data.parent / f"{self.data.name}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lokmin.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)],
            env=environment(self.data), stdout=log, stderr=log,
        )  # fmt: skip
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return self
            if self.process.poll() is not None:
                raise AssertionError(Path(log.name).read_text("utf-8")[-3000:])
            time.sleep(0.05)
        raise AssertionError("server tidak hidup")

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def memory_mb(self) -> float:
        """Resident memory of the server, MB; the highest since its start."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


@dataclass
class Phone:
    """One phone: what it was told, and how to post."""

    port: int
    meeting: int
    ticket: str
    cookie: str
    kunci: str
    heard: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    last: int = 0
    joined: int = 0
    stopped: bool = False
    _stream: asyncio.StreamWriter | None = None

    async def listen(self) -> None:
        """Hear events until stopped; come back after a broken link with the number of the last one heard."""
        while not self.stopped:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, ConnectionError, ValueError):
                await self._listen_once()
            if not self.stopped:
                await asyncio.sleep(0.2)

    async def _listen_once(self) -> None:
        reader, self._stream = await asyncio.open_connection("127.0.0.1", self.port)
        path = f"/langsung/{self.meeting}/siar/?k={urllib.parse.quote(self.ticket)}"
        more = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        self._stream.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n{more}\r\n".encode()
        )
        status = (await reader.readline()).split()
        if not status or status[1] != b"200":
            raise OSError("tidak diterima")
        self.joined += 1
        number = 0
        while line := await reader.readline():
            if line.startswith(b"id: "):
                number = int(line[4:])
            elif line.startswith(b"data: "):
                told = json.loads(line[6:])
                if number > self.last or told.get("k") == "segar":
                    self.last = max(self.last, number)
                    self.ids.append(number)
                    self.heard.append((time.time(), told))

    def cut(self) -> None:
        """The link breaks without a word."""
        if self._stream is not None:
            self._stream.transport.abort()

    def stop(self) -> None:
        self.stopped = True
        self.cut()

    async def post(self, path: str, *, give_up_after: float = 30.0, **fields: Any) -> tuple[int, float, dict[str, Any]]:
        """Post a form until it is answered; the status, the seconds of the last try, the answer."""
        body = urllib.parse.urlencode({**fields, "kunci": self.kunci}, doseq=True).encode()
        until = time.monotonic() + give_up_after
        while time.monotonic() < until:
            begun = time.perf_counter()
            try:
                status, answer = await asyncio.wait_for(self._post_once(path, body), 10)
            except (OSError, asyncio.IncompleteReadError, ConnectionError, ValueError, IndexError, TimeoutError):
                await asyncio.sleep(0.2)
                continue
            return status, time.perf_counter() - begun, answer
        raise TimeoutError(path)

    async def _post_once(self, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            lines = (
                f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: lokmin_tangan={self.cookie}",
                "Accept: application/json", "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}", "Connection: close", "", "",
            )  # fmt: skip
            writer.write("\r\n".join(lines).encode() + body)
            head = await reader.readuntil(b"\r\n\r\n")
            text = await reader.read()
            return int(head.split()[1]), json.loads(text) if text.startswith(b"{") else {}
        finally:
            writer.close()


def fill(data: Path, phones: int) -> dict[str, Any]:
    """An installation with a running meeting and so many phones in it."""
    data.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = run(data, PREPARE, str(phones))
    return found


def phones(server: Server, hall: dict[str, Any]) -> list[Phone]:
    return [Phone(server.port, hall["meeting"], hall["ticket"], p["cookie"], p["kunci"]) for p in hall["phones"]]
