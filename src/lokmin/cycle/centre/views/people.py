"""People: who is here, in which role, and how they sign in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre import operations, queries
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import NewPersonForm, PersonForm, RoleForm, person_start, put_errors
from lokmin.cycle.centre.models import Membership, Person

REFUSED = 422
_ONCE = "sandi_sekali_pakai"


@requires("lihat_orang")
def people(request: Request) -> HttpResponse:
    """Everybody with a role in this Puskesmas."""
    rows = queries.staff(request.puskesmas)
    return render(
        request,
        "centre/people.html",
        {"rows": [r for r in rows if r.active], "past": [r for r in rows if not r.active]},
    )


@requires("atur_orang")
def add(request: Request) -> HttpResponse:
    """Somebody new."""
    form = NewPersonForm(request.POST or None, puskesmas=request.puskesmas)
    if request.method == "POST" and form.is_valid():
        try:
            person, password = operations.add_person(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            _keep(request, person, password)
            _warn(request, form)
            return redirect("centre:person", pkm=request.puskesmas.code, person=person.pk)
    status = REFUSED if form.errors else 200
    return render(request, "centre/person_new.html", {"form": form}, status=status)


@requires("atur_orang")
def person(request: Request, person: int) -> HttpResponse:
    """One person: what is known, roles, password, account."""
    who = _found(request, person)
    form = PersonForm(request.POST or None, initial=person_start(who))
    if request.method == "POST" and form.is_valid():
        try:
            changed = operations.change_person(
                puskesmas=request.puskesmas, by=request.user, person=who, **form.cleaned_data
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan.") if changed else _("Tidak ada yang berubah."))
            _warn(request, form)
            return redirect("centre:person", pkm=request.puskesmas.code, person=who.pk)
    return _person_page(request, who, form, RoleForm(puskesmas=request.puskesmas))


@requires("atur_orang")
@require_POST
def grant(request: Request, person: int) -> HttpResponse:
    """Give a role."""
    who = _found(request, person)
    form = RoleForm(request.POST, puskesmas=request.puskesmas)
    if form.is_valid():
        try:
            operations.grant_role(puskesmas=request.puskesmas, by=request.user, person=who, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Peran ditambahkan."))
            return redirect("centre:person", pkm=request.puskesmas.code, person=who.pk)
    return _person_page(request, who, PersonForm(initial=person_start(who)), form)


@requires("atur_orang")
@require_POST
def end(request: Request, person: int, membership: int) -> HttpResponse:
    """End a role."""
    who = _found(request, person)
    held = get_object_or_404(Membership, pk=membership, person=who, puskesmas=request.puskesmas)
    try:
        operations.end_role(puskesmas=request.puskesmas, by=request.user, membership=held)
        messages.success(request, _("Peran diakhiri."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centre:person", pkm=request.puskesmas.code, person=who.pk)


@requires("atur_orang")
@require_POST
def password(request: Request, person: int) -> HttpResponse:
    """Make a one-time password, shown once on the next page."""
    who = _found(request, person)
    try:
        _keep(request, who, operations.reset_password(puskesmas=request.puskesmas, by=request.user, person=who))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centre:person", pkm=request.puskesmas.code, person=who.pk)


@requires("atur_orang")
@require_POST
def activity(request: Request, person: int) -> HttpResponse:
    """Open or close the account (field ``aktif``: 1 or 0)."""
    who = _found(request, person)
    active = request.POST.get("aktif") == "1"
    try:
        operations.set_active(puskesmas=request.puskesmas, by=request.user, person=who, active=active)
        messages.success(request, _("Akun diaktifkan.") if active else _("Akun dinonaktifkan."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centre:person", pkm=request.puskesmas.code, person=who.pk)


def _found(request: Request, pk: int) -> Person:
    """Somebody who has or had a role here; 404 for everybody else."""
    return get_object_or_404(Person.objects.filter(memberships__puskesmas=request.puskesmas).distinct(), pk=pk)


def _person_page(request: Request, who: Person, form: PersonForm, role_form: RoleForm) -> HttpResponse:
    kept = request.session.pop(_ONCE, None)
    context = {
        "who": who,
        "form": form,
        "role_form": role_form,
        "roles": queries.roles_held(who, request.puskesmas),
        "once": kept["sandi"] if kept and kept["orang"] == who.pk else "",
        "manageable": operations.may_manage(request.user, who),
        "myself": who.pk == request.user.pk,
    }
    return render(request, "centre/person.html", context, status=REFUSED if form.errors or role_form.errors else 200)


def _keep(request: Request, who: Person, text: str) -> None:
    request.session[_ONCE] = {"orang": who.pk, "sandi": text}


def _warn(request: Request, form: PersonForm) -> None:
    if form.nip_warning:
        messages.warning(request, _("NIP tersimpan, tetapi perlu dilihat. %(warning)s") % {"warning": form.nip_warning})
