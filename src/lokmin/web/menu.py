"""The menu: the stages of the work, each with its present state under it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from lokmin.cycle import STAGES


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: title, address, state in a few words, whether it is the present stage."""

    title: str
    href: str
    state: str
    current: bool


def stages(request: HttpRequest) -> list[Entry]:
    """The menu of the Puskesmas on screen; empty outside one."""
    puskesmas = getattr(request, "puskesmas", None)
    if puskesmas is None:
        return []
    match = request.resolver_match
    here = match.app_name if match else ""
    entries = []
    for stage in STAGES:
        if not stage.route:
            continue
        try:
            href = reverse(stage.route, kwargs={"pkm": puskesmas.code})
        except NoReverseMatch:
            continue
        queries = import_module(f"lokmin.cycle.{stage.name}.queries")
        state = queries.menu_line(puskesmas) if hasattr(queries, "menu_line") else ""
        entries.append(Entry(gettext(stage.title), href, state, here == stage.name))
    return entries
