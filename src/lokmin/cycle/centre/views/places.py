"""Places: the villages of the working area with their spellings, posyandu, boundaries."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.places import Level
from lokmin.cycle.centre import operations, queries
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import NewVillageForm, VillageForm, put_errors
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.views.people import REFUSED


@requires("lihat_orang")
def places(request: Request) -> HttpResponse:
    """The villages in the office's order."""
    return render(request, "centre/places.html", {"rows": queries.village_rows(request.puskesmas)})


@requires("atur_tempat")
def add(request: Request) -> HttpResponse:
    """Take a village into the working area."""
    form = NewVillageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            village = operations.add_village(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Desa %(name)s masuk wilayah kerja.") % {"name": village.name})
            return redirect("centre:places", pkm=request.puskesmas.code)
    return render(request, "centre/village_new.html", {"form": form}, status=REFUSED if form.errors else 200)


@requires("atur_tempat")
def village(request: Request, village: int) -> HttpResponse:
    """One village: name, spellings, order, its posyandu."""
    place = _village(request, village)
    start = {"name": place.name, "aliases": "\n".join(place.aliases), "order": place.order}
    form = VillageForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"order": form.cleaned_data["order"] or place.order}
        try:
            operations.change_village(puskesmas=request.puskesmas, by=request.user, village=place, **values)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("centre:places", pkm=request.puskesmas.code)
    return _page(request, place, form)


@requires("atur_tempat")
@require_POST
def release(request: Request, village: int) -> HttpResponse:
    """Let a village go."""
    place = _village(request, village)
    operations.release_village(puskesmas=request.puskesmas, by=request.user, village=place)
    messages.success(request, _("Desa %(name)s dikeluarkan dari wilayah kerja.") % {"name": place.name})
    return redirect("centre:places", pkm=request.puskesmas.code)


@requires("atur_tempat")
@require_POST
def posyandu_add(request: Request, village: int) -> HttpResponse:
    """A new posyandu of a village."""
    place, name = _village(request, village), request.POST.get("posyandu", "")
    try:
        operations.add_posyandu(puskesmas=request.puskesmas, by=request.user, village=place, name=name)
        messages.success(request, _("Posyandu ditambahkan."))
    except ValidationError as error:
        return _page(request, place, posyandu=(name, " ".join(error.messages)))
    return redirect("centre:village", pkm=request.puskesmas.code, village=place.pk)


@requires("atur_tempat")
@require_POST
def posyandu_rename(request: Request, village: int, posyandu: int) -> HttpResponse:
    """Correct the name of a posyandu."""
    place = _village(request, village)
    post = get_object_or_404(Place, pk=posyandu, level=Level.POSYANDU, parent=place)
    try:
        operations.rename_posyandu(
            puskesmas=request.puskesmas, by=request.user, posyandu=post, name=request.POST.get("nama", "")
        )
        messages.success(request, _("Tersimpan."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centre:village", pkm=request.puskesmas.code, village=place.pk)


@requires("atur_tempat")
@require_POST
def boundaries(request: Request) -> HttpResponse:
    """Load boundaries from a GeoJSON file."""
    file = request.FILES.get("berkas")
    if file is None:
        messages.error(request, _("Pilih dahulu berkas GeoJSON."))
        return redirect("centre:places", pkm=request.puskesmas.code)
    try:
        done = operations.load_boundaries(
            puskesmas=request.puskesmas, by=request.user, data=file.read(), name=str(file.name)
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("centre:places", pkm=request.puskesmas.code)
    messages.success(request, _("Batas %(n)s desa dimuat.") % {"n": len(done.matched)})
    if done.missing:
        messages.warning(request, _("Belum punya batas: %(names)s.") % {"names": ", ".join(done.missing)})
    return redirect("centre:places", pkm=request.puskesmas.code)


def _village(request: Request, pk: int) -> Place:
    return get_object_or_404(Place, pk=pk, level=Level.DESA, served_by=request.puskesmas.place)


def _page(
    request: Request, place: Place, form: VillageForm | None = None, posyandu: tuple[str, str] = ("", "")
) -> HttpResponse:
    start = {"name": place.name, "aliases": "\n".join(place.aliases), "order": place.order}
    form = form or VillageForm(initial=start)
    context = {"village": place, "form": form, "posts": queries.posyandu(place), "posyandu": posyandu}
    return render(request, "centre/village.html", context, status=REFUSED if form.errors or posyandu[1] else 200)
