"""The menu: the stages of the work, each with its present state under it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import get_language, gettext

from lokmin.cycle import STAGES
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, Puskesmas
from lokmin.cycle.centre.roles import PERMISSIONS, Role

KEPT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: title, address, state in a few words, whether it is the present stage."""

    title: str
    href: str
    state: str
    current: bool


def stages(request: HttpRequest) -> list[Entry]:
    """The menu of the Puskesmas on screen, without doors that are shut for this person; empty outside one."""
    puskesmas = getattr(request, "puskesmas", None)
    if puskesmas is None:
        return []
    match = request.resolver_match
    here = match.app_name if match else ""
    held: set[Role] = getattr(request, "roles", set())
    return [
        Entry(title, href, state, here == name)
        for name, title, href, state, action in _lines(puskesmas)
        if PERMISSIONS[action] & held
    ]


def _lines(puskesmas: Puskesmas) -> list[tuple[str, str, str, str, str]]:
    """Stage, title, address, state and the action that opens each entry.

    Kept until somebody writes: every important write leaves an audit line. What changes without one (a file that
    could not be read) is seen after ``KEPT_SECONDS``.
    """
    newest = AuditLine.objects.filter(puskesmas=puskesmas).order_by("-id").values_list("id", flat=True).first()
    kept_as = f"menu:{puskesmas.pk}:{newest}:{clock.today()}:{get_language()}"
    lines: list[tuple[str, str, str, str, str]] | None = cache.get(kept_as)
    if lines is None:
        lines = []
        for stage in STAGES:
            if not stage.route:
                continue
            try:
                href = reverse(stage.route, kwargs={"pkm": puskesmas.code})
            except NoReverseMatch:
                continue
            queries = import_module(f"lokmin.cycle.{stage.name}.queries")
            state = queries.menu_line(puskesmas) if hasattr(queries, "menu_line") else ""
            action: str = resolve(href).func.action  # type: ignore[attr-defined]
            lines.append((stage.name, gettext(stage.title), href, state, action))
        cache.set(kept_as, lines, KEPT_SECONDS)
    return lines
