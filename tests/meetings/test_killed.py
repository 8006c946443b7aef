"""kill -9 of the server while minutes are saved: what was acknowledged is there after the restart, none twice."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

# Its servers have a database of their own.
pytestmark = [pytest.mark.slow, pytest.mark.one_database]
PASSWORD = "banyu-wening-2026"
PREPARE = """
import datetime as dt, os
os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from lokmin.cli.demo.people import create_cast
from lokmin.core.periods import Month
from lokmin.cycle.meetings import operations as op
cast = create_cast()
about = {"kind": "bulanan_rutin", "period": Month(2026, 4), "date": dt.date(2026, 5, 5)}
m = op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], **about)
op.open_meeting(meeting=m, by=cast.people["anindya"])
"""
READ = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "lokmin.web.settings"
import django; django.setup()
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.queries.desk import written
print(json.dumps([n.text for n in written(Meeting.objects.get())]))
"""


@pytest.fixture
def office(tmp_path):
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    env |= {"LOKMIN_DATA": str(tmp_path), "LOKMIN_SECRET": "hanya-untuk-uji"}
    subprocess.run([sys.executable, "-c", PREPARE], env=env, check=True)
    return env


def serve(env, port):
    command = [sys.executable, "-m", "uvicorn", "lokmin.web.asgi:application", "--port", str(port)]
    server = subprocess.Popen([*command, "--log-level", "error"], env=env)
    for _wait in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return server
    raise AssertionError("server tidak hidup")


class Writer:
    """A secretary's browser, reduced to forms."""

    def __init__(self, port):
        self.home = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        return self.opener.open(self.home + path, timeout=60).read().decode()

    def post(self, path, **fields):
        token = next(c.value for c in self.jar if c.name == "csrftoken")
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(self.home + path, data, {"Accept": "application/json"})
        return self.opener.open(request, timeout=60).read().decode()

    def sign_in(self):
        page = self.get("/?")
        action = re.search(r'<form[^>]*method="post"[^>]*action="([^"]*masuk[^"]*)"', page)
        self.post(action[1].replace("&amp;", "&") if action else "/akun/masuk/", login="ratna", password=PASSWORD)


def test_an_acknowledged_sentence_survives_the_kill_and_is_there_once(office):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    acknowledged, asked = [], []
    for life in range(3):
        server = serve(office, port)
        writer = Writer(port)
        writer.sign_in()
        deadline = time.monotonic() + 0.8 + life * 0.4
        killer = subprocess.Popen(["sh", "-c", f"sleep {0.8 + life * 0.4}; kill -9 {server.pid}"])
        try:
            for n in range(1000):
                text = f"Kalimat {life}-{n}."
                asked.append(text)
                answer = json.loads(writer.post("/p/P9901010201/lokmin/1/catatan/", text=text, token=f"{life}-{n}"))
                assert answer["naskah"] == 1
                acknowledged.append(text)
        except (urllib.error.URLError, OSError, ValueError):
            assert time.monotonic() > deadline - 0.5
        killer.wait()
        server.wait()
        assert server.returncode == -signal.SIGKILL
        assert len(acknowledged) > life
    found = json.loads(subprocess.run([sys.executable, "-c", READ], env=office, check=True, capture_output=True).stdout)
    assert set(acknowledged) <= set(found)
    assert len(found) == len(set(found))
    assert set(found) <= set(asked)
