"""Addresses of static files that change with their contents, so that a browser may keep them for long."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static


@cache
def _version(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:10] if found else ""


def asset(name: str) -> str:
    """``/static/web/lokmin.css?v=5f1c9a0b2d``; an unknown name is left without version."""
    if settings.DEBUG:
        return static(name)
    version = _version(name)
    return f"{static(name)}?v={version}" if version else static(name)
