"""Twenty phones send at once, each three times: every vote is there, none twice, and nothing lies about after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.meetings.voters import SCORES, VOTERS, crowd, hall

HERE = Path(__file__).resolve().parent


@pytest.mark.one_database
def test_all_votes_once_in_a_file_and_no_former_urn_left_in_it(tmp_path):
    """A real file: in memory threads cannot wait for one another, and nothing would be left over to be found."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"LOKMIN_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, HERE / "voters.py"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert sorted(found["papers"]) == sorted(SCORES)
    assert max(found["told"]) == VOTERS
    assert found["before"] > VOTERS
    assert found["after"] == 0


@pytest.mark.django_db(transaction=True)
def test_all_votes_once_on_a_server(cast):
    if connection.vendor == "sqlite":
        pytest.skip("PostgreSQL saja")
    ballot, voices = hall(cast)
    told = crowd(ballot, voices)
    ballot.urn.refresh_from_db()
    assert sorted(paper["s"]["1"] for paper in ballot.urn.papers) == sorted(SCORES)
    assert ballot.turns.count() == max(told) == VOTERS
