"""The doors: every page says which action it is, and is opened only for those who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import PERMISSIONS, may, roles


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: the head or the KTU adds people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


class CentreMiddleware:
    """Gives every request ``puskesmas`` and ``roles``; pages outside a Puskesmas have None and the empty set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.puskesmas = None  # type: ignore[attr-defined]
        request.roles = set()  # type: ignore[attr-defined]
        return self.get_response(request)


View = Callable[..., HttpResponse]


def requires(action: str) -> Callable[[View], View]:
    """A view of one Puskesmas: signed in, ``pkm`` in the address found, the action allowed.

    The view gets ``request.puskesmas`` and ``request.roles`` and no ``pkm`` argument. Somebody without any role in
    that Puskesmas gets 404 (its existence is no business of theirs), somebody with the wrong role 403.
    """
    if action not in PERMISSIONS:
        raise KeyError(action)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pkm: str, **kwargs: Any) -> HttpResponse:
            person = request.user
            if not isinstance(person, Person) or not person.is_authenticated:
                return redirect_to_login(request.get_full_path())
            puskesmas = Puskesmas.objects.select_related("place").filter(place__code=pkm, active=True).first()
            held = roles(person, puskesmas) if puskesmas else set()
            if puskesmas is None or not held:
                raise Http404(pkm)
            if not may(person, action, puskesmas):
                raise PermissionDenied(action)
            request.puskesmas = puskesmas  # type: ignore[attr-defined]
            request.roles = held  # type: ignore[attr-defined]
            return view(request, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return decorate
