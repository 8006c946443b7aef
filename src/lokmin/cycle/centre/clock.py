"""The one place that reads the clock, so that a demo and a test can hold the day still."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware; on the demo's day when LOKMIN_TODAY is set (the time of day runs on)."""
    present = timezone.now()
    held: str = settings.LOKMIN_TODAY
    if not held:
        return present
    local = timezone.localtime(present)
    return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(held), local.time()))


def today() -> dt.date:
    """The local date."""
    return timezone.localtime(now()).date()
