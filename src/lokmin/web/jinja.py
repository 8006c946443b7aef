"""The Jinja2 environment: components as macros, Indonesian numbers and dates as filters, gettext."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month, long_date, short_date
from lokmin.web.assets import asset


def micro_text(micro: int | None, places: int | None = None) -> str:
    """A count in millionths as people write it; ``–`` for "not reported"."""
    return "–" if micro is None else indonesian(from_micro(micro), places)


def percent_text(value: Decimal | float | None, places: int = 1) -> str:
    """A rate with one decimal and a comma, without sign; ``–`` when there is none."""
    return "–" if value is None else indonesian(value, places)


def clock_text(moment: dt.datetime) -> str:
    """``09.41`` in local time."""
    return timezone.localtime(moment).strftime("%H.%M")


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return timezone.localtime(moment).date() if isinstance(moment, dt.datetime) else moment


def _english() -> bool:
    return (get_language() or "").startswith("en")


def day_text(moment: dt.date | dt.datetime) -> str:
    """``Sabtu, 4 Januari 2025``; for English readers ``Saturday, 4 January 2025``. Papers are always Indonesian."""
    day = _day(moment)
    if _english():
        return f"{calendar.day_name[day.weekday()]}, {day.day} {calendar.month_name[day.month]} {day.year}"
    return long_date(day)


def short_day_text(moment: dt.date | dt.datetime) -> str:
    """``4 Januari 2025``."""
    day = _day(moment)
    return f"{day.day} {calendar.month_name[day.month]} {day.year}" if _english() else short_date(day)


def month_text(code: str | Month) -> str:
    """``April 2026`` from a month or its code."""
    month = code if isinstance(code, Month) else Month.parse(code)
    return f"{calendar.month_name[month.month]} {month.year}" if _english() else month.label


def address(route: str, kwargs: dict[str, Any] | None = None, **more: Any) -> str:
    """Address of a page outside any Puskesmas: ``url("hand:home", meeting=3)``."""
    return reverse(route, kwargs={**(kwargs or {}), **more})


def environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend."""
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    env = Environment(**options)  # noqa: S701 - Django's backend sets autoescape
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(static=asset, url=address, get_messages=get_messages)
    env.filters.update(
        micro=micro_text, percent=percent_text, clock=clock_text, day=day_text, short_day=short_day_text,
        month=month_text, number=indonesian,
    )  # fmt: skip
    return env


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: who, where, the stages of the menu, the language."""
    from lokmin.cycle.centre.queries import district
    from lokmin.cycle.centre.roles import PERMISSIONS, Role
    from lokmin.web.menu import stages

    puskesmas = getattr(request, "puskesmas", None)
    held: set[Role] = getattr(request, "roles", set())

    def go(route: str, **kwargs: Any) -> str:
        """Address of a page of the Puskesmas on screen: ``go("monitoring:indicator", code="K1")``."""
        return reverse(route, kwargs={"pkm": puskesmas.code, **kwargs}) if puskesmas else reverse(route, kwargs=kwargs)

    def can(action: str) -> bool:
        """Whether the person on screen may do something here; hides buttons, never guards."""
        return bool(PERMISSIONS[action] & held)

    return {
        "puskesmas": puskesmas,
        "district": district(puskesmas) if puskesmas else "",
        "go": go,
        "can": can,
        "person": request.user if getattr(request, "user", None) and request.user.is_authenticated else None,
        "language": get_language() or settings.LANGUAGE_CODE,
        "stages": stages(request),
        "path": request.get_full_path(),
    }
