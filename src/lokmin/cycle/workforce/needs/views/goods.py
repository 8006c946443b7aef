"""Goods of programmes: the map of a year, one programme as a table to fill, on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.core.needs.logistics import costs
from lokmin.core.numbers import whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.needs import lists, operations, rules
from lokmin.cycle.workforce.needs.forms import GoodRow, problems, table
from lokmin.cycle.workforce.needs.views.common import allowed, asked_year, back, page, refused
from lokmin.cycle.workforce.needs.views.files import workbook
from lokmin.documents.forms import needs as form

BLANK = 4


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """Programme x item x need x stock x gap x cost x source."""
    year = asked_year(request)
    lines = lists.goods(request.puskesmas, year)
    names = rules.programmes()
    groups = [
        (code, names.get(code, code), [line for line in lines if line.good.programme == code])
        for code in dict.fromkeys(line.good.programme for line in lines)
    ]
    cost, uncosted = costs(line.good for line in lines)
    context = {
        "groups": groups, "cost": cost, "uncosted": uncosted, "programmes": names, "fund_names": rules.funds(year),
        "lacking": sum(bool(line.good.gap) for line in lines), "n": len(lines),
        "unknown": sum(line.good.gap is None for line in lines), "rule": rules.logistics(year),
        "may": allowed(request, "isi_kebutuhan"),
    }  # fmt: skip
    return page(request, "goods", context)


@requires("isi_kebutuhan")
@require_POST
def usual(request: Request) -> HttpResponse:
    """Take the usual goods over and compute their need from sasaran."""
    year = asked_year(request)
    new, changed = operations.take_norms(puskesmas=request.puskesmas, by=request.user, year=year)
    if new or changed:
        said = _("%(new)d barang ditambahkan, %(changed)d kebutuhan dihitung ulang. Isi stok dan harganya.")
        messages.success(request, said % {"new": new, "changed": changed})
    else:
        messages.info(request, _("Daftar biasa sudah ada dan sasarannya tidak berubah."))
    return back(request, "needs_goods", tahun=year)


@requires("isi_kebutuhan")
@require_http_methods(["GET", "POST"])
def programme(request: Request) -> HttpResponse:
    """One programme as a table."""
    year, names = asked_year(request), rules.programmes()
    asked = request.POST.get("program") or request.GET.get("program") or next(iter(names))
    if asked not in names:
        raise Http404(asked)
    lines = lists.goods(request.puskesmas, year, asked)
    values = [
        (line.pk, {"item": line.good.item, "unit": line.good.unit, "need_micro": line.good.need,
                   "stock_micro": line.good.stock, "price": line.good.price, "fund": line.good.fund})
        for line in lines
    ]  # fmt: skip
    data = request.POST if request.method == "POST" else None
    present, fresh = table(GoodRow, values, BLANK, data, year=year)
    wrong: list[tuple[str, str]] = []
    if data is not None:
        wrong = problems([f for _pk, f in present if not f.is_valid()] + [f for f in fresh if not f.is_valid()])
        if not wrong:
            changes = {pk: {n: f.cleaned_data[n] for n in GoodRow.base_fields if n != "remove"} for pk, f in present}
            removed = [pk for pk, f in present if f.cleaned_data["remove"]]
            new = [{n: v for n, v in f.cleaned_data.items() if n != "remove"} for f in fresh if f.has_changed()]
            try:
                n = operations.save_goods(
                    puskesmas=request.puskesmas, by=request.user, year=year, programme=asked, changes=changes, new=new,
                    removed=removed,
                )  # fmt: skip
            except ValidationError as error:
                wrong = [("", text) for text in error.messages]
            else:
                said = ngettext("%(n)d barang tersimpan.", "%(n)d barang tersimpan.", n)
                messages.success(request, said % {"n": n})
                return back(request, "needs_goods", tahun=year)
    basis = {line.pk: line.good.basis for line in lines}
    by_people = any(line.formula.get("per_person_micro") and not line.formula.get("sasaran") for line in lines)
    context = {"by_people": by_people, "asked": asked, "programmes": names, "present": present, "fresh": fresh,
               "wrong": wrong, "basis": basis}  # fmt: skip
    return page(request, "programme", context, status=422 if wrong else 200)


@requires("isi_kebutuhan")
@require_POST
def people(request: Request) -> HttpResponse:
    """Compute a programme for so many people."""
    year, asked = asked_year(request), request.POST.get("program", "")
    try:
        n = operations.for_people(
            puskesmas=request.puskesmas, by=request.user, year=year, programme=asked,
            people=whole(request.POST.get("orang", "").replace(".", "")),
        )  # fmt: skip
    except ValidationError as error:
        refused(request, error)
    else:
        said = ngettext("Kebutuhan %(n)d barang dihitung.", "Kebutuhan %(n)d barang dihitung.", n)
        messages.success(request, said % {"n": n})
    return back(request, "needs_programme", tahun=year, program=asked)


@requires("lihat_tenaga")
@require_GET
def paper(request: Request, ending: str) -> HttpResponse:
    """The map of logistic needs."""
    year = asked_year(request)
    goods = [line.good for line in lists.goods(request.puskesmas, year)]
    names, funds = rules.programmes(), rules.funds(year)
    if ending == "xlsx":
        made = form.logistic_table(goods, year, request.puskesmas.name, names, funds)
        return workbook(request.puskesmas, [made], f"kebutuhan-logistik-{year}")
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    return papers.written(form.logistic_paper(goods, year, papers.office(request.puskesmas), names, funds), ending)
