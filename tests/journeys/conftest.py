"""The world of the journeys: the demo played once, copied for each journey that changes it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from world import Server, chromium, lokmin, serving


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after ``lokmin demo --no-serve``; played once for all runs that name the same folder."""
    shared = os.environ.get("UJI_DUNIA")
    world = Path(shared) if shared else tmp_path_factory.mktemp("dunia")
    data = world / "data"
    with (world / "kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (world / "selesai").exists():
            lokmin(data, "demo", "--no-serve")
            (world / "selesai").touch()
    return data


@pytest.fixture
def own_copy(played: Path, tmp_path: Path) -> Path:
    """The demo's data to change freely."""
    return Path(shutil.copytree(played, tmp_path / "data"))


@pytest.fixture(scope="session")
def demo_server(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, served; for journeys that only look (and those a few tokens and sign-ins write)."""
    data = tmp_path_factory.mktemp("dilihat") / "data"
    with serving(Path(shutil.copytree(played, data))) as server:
        yield server


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables, people and places; made once, for making all tables takes as long as a journey."""
    data = tmp_path_factory.mktemp("kantor") / "data"
    lokmin(data, "manage", "migrate", "--verbosity", "0")
    cast = "from lokmin.cli.demo.people import create_cast; create_cast()"
    lokmin(data, "manage", "shell", "--verbosity", "0", "-c", cast)
    return data


@pytest.fixture
def empty_office(peopled: Path, tmp_path: Path) -> Path:
    """People and places are there, no number yet."""
    return Path(shutil.copytree(peopled, tmp_path / "data"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started
