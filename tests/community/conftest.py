"""The story's two villages, played once for each test that asks for them; the clock stands in May 2026."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.conf import settings as held


@pytest.fixture(autouse=True)
def _place(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LOKMIN_TODAY = "2026-05-05T09:00"


@pytest.fixture
def villages(cast):
    """SMD and MMD of Watubelah and Tlogomulyo, a Musrenbang desa, and the survey Pringgodani has begun."""
    from lokmin.cli.demo.community import fill_community

    @contextmanager
    def at(moment):
        before, held.LOKMIN_TODAY = held.LOKMIN_TODAY, moment
        try:
            yield
        finally:
            held.LOKMIN_TODAY = before

    fill_community(cast, at)
    return cast
