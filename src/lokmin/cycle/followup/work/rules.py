"""The rules of following up as they hold in a Puskesmas: the shipped ones, with the office's own choices over them."""

from __future__ import annotations

from typing import Any

from lokmin.catalog.loading import rules
from lokmin.core.actions.rules import Rules, rules_for
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas

#: Under this key of ``Puskesmas.settings`` lies what the office chose.
KEY = "rtl"


def rules_of(puskesmas: Puskesmas, year: int = 0) -> Rules:
    """Of this year when none is named."""
    return rules_for(rules("actions"), year or clock.today().year, own(puskesmas))


def own(puskesmas: Puskesmas) -> dict[str, Any]:
    """What the office chose itself; empty when it took the shipped rules."""
    return dict(puskesmas.settings.get(KEY) or {})
