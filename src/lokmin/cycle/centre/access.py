"""The doors: every page says which action it is, and is opened only for those who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import PERMISSIONS, Role, roles


class Request(HttpRequest):
    """What a view behind ``requires`` gets: somebody signed in, one Puskesmas, the roles held there today."""

    user: Person
    puskesmas: Puskesmas
    roles: set[Role]


class CentreMiddleware:
    """Gives every request ``puskesmas`` and ``roles``; pages outside a Puskesmas have None and the empty set.

    Somebody who signed in with a one-time password is led to choose their own before anything else.
    """

    #: Routes that stay open while a one-time password is to be changed.
    OPEN = frozenset({"account_change_password", "account_logout", "account_reauthenticate", "set_language"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.puskesmas = None  # type: ignore[attr-defined]
        request.roles = set()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and match.url_name in self.OPEN:
            return None
        person = request.user
        if isinstance(person, Person) and person.must_change_password:
            wanted = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
            return redirect(f"{reverse('account_change_password')}?{wanted}")
        return None


View = Callable[..., HttpResponseBase]


def requires(action: str) -> Callable[[View], View]:
    """A view of one Puskesmas: signed in, ``pkm`` in the address found, the action allowed.

    The view gets a ``Request`` and no ``pkm`` argument, and runs in the time zone of the office. Somebody without any
    role in that Puskesmas gets 404 (its existence is no business of theirs), somebody with the wrong role 403.
    """
    if action not in PERMISSIONS:
        raise KeyError(action)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pkm: str, **kwargs: Any) -> HttpResponseBase:
            person = request.user
            if not isinstance(person, Person) or not person.is_authenticated:
                return redirect_to_login(request.get_full_path())
            # With the places above it: whether a Dinkes reaches it, and the district's name on the page.
            found = Puskesmas.objects.select_related("place__parent__parent__parent__parent")
            puskesmas = found.filter(place__code=pkm, active=True).first()
            held = roles(person, puskesmas) if puskesmas else set()
            if puskesmas is None or not held:
                raise Http404(pkm)
            request.puskesmas = puskesmas  # type: ignore[attr-defined]
            request.roles = held  # type: ignore[attr-defined]
            if not PERMISSIONS[action] & held:
                raise PermissionDenied(action)
            with timezone.override(clock.zone(puskesmas.settings.get("zone", ""))):
                return view(request, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return decorate
