"""The one place that reads the clock, so that a demo and a test can hold the day still."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware.

    LOKMIN_TODAY set to a day (``2026-05-04``) moves only the day, the time of day runs on; set to a moment
    (``2026-04-07T09:41``) the clock stands still there.
    """
    present = timezone.now()
    held: str = settings.LOKMIN_TODAY
    if not held:
        return present
    if "T" in held:
        return timezone.make_aware(dt.datetime.fromisoformat(held))
    local = timezone.localtime(present)
    return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(held), local.time()))


#: The three zones of the country, as offices write them.
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def zone(name: str) -> ZoneInfo:
    """The time zone of an office by its own word; WIB where it is not set."""
    return ZoneInfo(ZONES.get(name, ZONES["WIB"]))


def today() -> dt.date:
    """The local date."""
    return timezone.localtime(now()).date()


def milliseconds() -> int:
    """The present moment as pages count it: milliseconds since 1970."""
    return int(now().timestamp() * 1000)
