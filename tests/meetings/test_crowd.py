"""Letter numbers under twenty requests at the same moment: none twice, none left out, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from lokmin.cycle.meetings.models import LetterNumber

HERE = Path(__file__).resolve().parent


@pytest.mark.skipif("sqlite" not in os.environ.get("DATABASE_URL", "sqlite"), reason="SQLite: lihat uji berikut")
def test_twenty_at_once_get_each_a_number_without_gap_or_double_in_a_file(tmp_path):
    """On SQLite the test database lies in memory, where threads cannot wait for one another: a real file is used."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"LOKMIN_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, HERE / "crowd.py"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    asked, numbers, letters, rows = json.loads(done.stdout)
    assert sorted(asked) == list(range(1, 21))
    assert letters >= 5
    assert numbers == list(range(1, letters + 1)), "surat yang dikirim empat kali sekaligus bernomor sekali"
    assert rows == ["Fogging", "Kelas ibu hamil", "Posyandu", "Sweeping"]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers_on_a_server(cast):
    if connection.vendor == "sqlite":
        pytest.skip("PostgreSQL saja")
    from tests.meetings.crowd import ask

    assert sorted(ask(cast.puskesmas, cast.people["yusuf"])) == list(range(1, 21))
    assert LetterNumber.objects.count() == 20


@pytest.mark.django_db(transaction=True)
def test_letters_sent_twenty_times_at_once_are_numbered_once_each_on_a_server(cast):
    if connection.vendor == "sqlite":
        pytest.skip("PostgreSQL saja")
    from tests.meetings.crowd import send

    numbers, letters = send(cast.puskesmas, cast.people["yusuf"])
    assert letters >= 20
    assert numbers == list(range(1, letters + 1))


@pytest.mark.django_db(transaction=True)
def test_a_month_drawn_up_by_eight_at_once_has_each_row_once_on_a_server(cast):
    if connection.vendor == "sqlite":
        pytest.skip("PostgreSQL saja")
    from tests.meetings.crowd import draw

    assert draw(cast.puskesmas, cast.people["yusuf"]) == ["Fogging", "Kelas ibu hamil", "Posyandu", "Sweeping"]
