"""Shared fixtures: the one cast of fictional people, the real files where they lie beside the project."""

from __future__ import annotations

import gc
import os
import pickle
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest

os.environ.setdefault("LOKMIN_DATA", tempfile.mkdtemp(prefix="lokmin-uji-"))
os.environ.setdefault("LOKMIN_SECRET", "hanya-untuk-uji")
os.environ.setdefault("LOKMIN_INLINE", "1")
# Named here and not in pyproject.toml, where pytest-django would read the settings before the lines above.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
django.setup()  # the conftests below import tables

# Machines here are shared: an example that had to wait is no failure.
hypothesis.settings.register_profile("bersama", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("bersama")

ROOT = Path(__file__).resolve().parent.parent
REAL_DATA = ROOT.parent / "shared" / "data"


#: Folders whose tests use no database, or processes with their own: not run again on PostgreSQL.
ONE_DATABASE = (
    "analysis", "architecture", "catalog", "cli", "core", "documents", "engine", "exchange", "journeys", "live", "spec",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in ONE_DATABASE:
            item.add_marker("one_database")
        if item.get_closest_marker("real_data") and not REAL_DATA.is_dir():
            item.add_marker(pytest.mark.skip(reason="berkas nyata ../shared/data tidak ada"))


def pytest_collection_finish() -> None:
    """What is imported by now stays: walking through it again and again was a quarter of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure() -> None:
    gc.unfreeze()  # else the libraries in C say at the end that something of theirs was left


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real public tables."""
    return REAL_DATA


@pytest.fixture(autouse=True)
def _one_process(settings) -> None:
    """Settings are read before the lines above when one file of tests is named."""
    settings.LOKMIN_INLINE = True


@pytest.fixture(autouse=True)
def _fast_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_kept(request) -> None:
    """Each test starts with a new database whose stamps and keys repeat: pages and tables of the last one must go."""
    if not {"db", "transactional_db"} & set(request.fixturenames) and not request.node.get_closest_marker("django_db"):
        return
    from django.core.cache import cache

    from lokmin.cycle.monitoring.kept import forget

    cache.clear()
    forget()


#: The cast with the rows of its tables, as it was made for the first test that asked.
_CAST: list[bytes] = []


@pytest.fixture
def cast(db):
    """Puskesmas Banyuwening with its villages and people, and a neighbour nobody here may see.

    Made once by the demo itself; the tests after that get the same rows in five statements, for asking before writing
    each of them was a tenth of the time of all tests.
    """
    from lokmin.cli.demo.people import create_cast
    from lokmin.cycle.centre.models import Membership, Person, Place, Puskesmas

    tables = (Place, Puskesmas, Person, Membership, Membership.villages.through)
    if _CAST:
        made, rows = pickle.loads(_CAST[0])
        for table, those in zip(tables, rows, strict=True):
            table._base_manager.bulk_create(those)
        return made
    before = [table._base_manager.count() for table in tables]
    made = create_cast()
    if not any(before):
        _CAST.append(pickle.dumps((made, [list(table._base_manager.all()) for table in tables])))
    return made


@pytest.fixture
def enter(client):
    """Sign in as one of the players: ``enter("ratna")``."""
    from lokmin.cycle.centre.models import Person

    def sign_in(username: str):
        client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
