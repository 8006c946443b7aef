"""One's own account: what is known about me, my password, what to do when it is forgotten."""

from __future__ import annotations

from allauth.account.views import PasswordChangeView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.queries import puskesmas_of, roles_in_words


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Name, roles, the second step, the password."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - login_required
    context = {
        "roles": [(p, roles_in_words(person, p)) for p in puskesmas_of(person)],
        "two_steps": is_mfa_enabled(person),
    }
    return render(request, "account/account.html", context)


def forgotten(request: HttpRequest) -> HttpResponse:
    """No mail leaves the office's computer: somebody who knows the person makes a one-time password."""
    return render(request, "account/password_reset.html")


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """The own password; after a one-time password back to the page that was asked for."""

    def get_success_url(self) -> str:
        wanted: str = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if safe else "/"


change_password = login_required(ChangePassword.as_view())
