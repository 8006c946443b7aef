"""A dozen people at the same moment: nothing twice, nothing lost, nobody sees an error; on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).resolve().parent


def judge(told):
    strange = {k: v for k, v in told.items() if isinstance(v, dict) and set(v) - {"ok", "ditolak"}}
    assert not strange
    assert told["sama_baris"] == 1, "satu masukan menjadi satu masalah"
    assert told["nomor_kembar"] == 0
    assert told["putar"] == 0, "dua masalah saling memuat"
    assert told["gabung_pisah"]["ok"] >= 8
    assert told["bagian"] == {"ok": 12}
    assert told["bagian_jejak"] == 1
    assert told["giliran_baris"] == 1
    assert told["bawa_baris"] == 1, "satu RTL dibawa sekali ke tiap alamat"
    assert told["jawab"]["ok"] == 1
    assert told["beku_baris"] == 1
    assert told["beku_satu_baris"] <= 2
    assert told["selesai"]["ok"] == 1
    assert told["kirim"]["ok"] == 1
    assert told["kirim_baris"] == 1
    assert told["alasan"] == {"ok": 12}
    assert told["alasan_baris"] == 1


@pytest.mark.skipif("sqlite" not in os.environ.get("DATABASE_URL", "sqlite"), reason="SQLite: lihat uji berikut")
def test_a_dozen_at_once_in_a_file(tmp_path):
    """On SQLite the test database lies in memory, where threads cannot wait for one another: a real file is used."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"LOKMIN_DATA": str(tmp_path)}
    script = [sys.executable, HERE / "hunt_crowd.py"]
    done = subprocess.run(script, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    judge(json.loads(done.stdout))


@pytest.mark.django_db(transaction=True)
def test_a_dozen_at_once_on_a_server(cast, settings):
    if connection.vendor == "sqlite":
        pytest.skip("PostgreSQL saja")
    settings.LOKMIN_TODAY = "2026-05-05"
    from tests.monitoring.hunt_crowd import press

    judge(press(cast))
