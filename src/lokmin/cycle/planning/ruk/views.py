"""Pages of a RUK: the table, one row and its thread, several rows at once, what it may take, funding, papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.planning.money import known as known_sum
from lokmin.core.planning.ruk import ORIGIN_WORDS
from lokmin.core.planning.thread import Step, knots
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.planning.models import Plan, RukItem
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.plans import queries as known
from lokmin.cycle.planning.plans.pages import beside, book, shown, written, year_or_404
from lokmin.cycle.planning.ruk import operations, papers, queries, threads
from lokmin.cycle.planning.ruk.forms import FundingForm, ItemForm, PasteForm, RowForm, initial
from lokmin.cycle.planning.ruk.sources import Suggestion, suggestions
from lokmin.documents.forms.ruk import ruk as ruk_paper
from lokmin.documents.forms.ruk import ruk_table

#: Empty lines below the rows of the table.
NEW_LINES = 4


@requires("lihat_rencana")
@require_GET
def newest(request: Request) -> HttpResponse:
    """The RUK that is being made: next year's."""
    return redirect("planning:ruk", pkm=request.puskesmas.code, year=clock.today().year + 1)


@requires("lihat_rencana")
def ruk(request: Request, year: int) -> HttpResponse:
    """The table by upaya with subtotals, its state, and what is still to be done."""
    year_or_404(year)
    with spoken(_):
        page = queries.page(request.puskesmas, year)
        changed = known.changed_since(page.plan) if page.plan else None
    context = {
        "page": page, "year": year, "state": known.state_of(page.plan) if page.plan else None, "changed": changed,
        "errors": [f for f in page.findings if f.severity == "galat"],
        "others": [f for f in page.findings if f.severity != "galat"],
        "five": known.plan(request.puskesmas, Plan.RENSTRA, year),
    }  # fmt: skip
    return shown(request, "ruk/ruk.html", context)


@requires("susun_rencana")
def add(request: Request, year: int) -> HttpResponse:
    """One new row."""
    year_or_404(year)
    form = ItemForm(request.POST or None, puskesmas=request.puskesmas, year=year, initial=_given(request))
    if request.method == "POST" and form.is_valid():
        try:
            plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RUK, year=year)
            operations.add(plan=plan, by=request.user, **form.columns())
        except ValidationError as error:
            beside(form, error)
        else:
            messages.success(request, _("Kegiatan ditambahkan."))
            return redirect("planning:ruk", pkm=request.puskesmas.code, year=year)
    return shown(request, "ruk/edit.html", {"form": form, "year": year, "item": None}, refused=request.method == "POST")


def _given(request: Request) -> dict[str, str]:
    return {name: value for name in ("activity", "upaya", "goal", "indicator") if (value := request.GET.get(name, ""))}


@requires("lihat_rencana")
def item(request: Request, item: int) -> HttpResponse:
    """One row and its thread: from the five-year plan to the coverage."""
    row = _item(request, item)
    with spoken(_):
        thread = threads.thread(row)
        context = {"item": row, "year": row.plan.year, "thread": thread, "knots": knots(thread)}
        page = queries.page(request.puskesmas, row.plan.year)
    context |= {"steps": _steps(request, row)}
    context["line"] = next((line for g in page.groups for line in g.lines if line.pk == row.pk), None)
    return shown(request, "ruk/item.html", context)


def _steps(request: Request, row: RukItem) -> dict[str, str]:
    """Step of a thread -> the page it is mended on, as far as this person may."""

    def at(name: str, **given: int) -> str:
        return reverse(f"planning:{name}", kwargs={"pkm": request.puskesmas.code, **given})

    year = row.plan.year
    rpk = row.rpk_items.filter(removed_at=None).values_list("pk", flat=True).first()
    held = at("rpk_item", pk=rpk) if rpk else at("rpk", year=year)
    found = {Step.RENSTRA: at("renstra", year=year), Step.RPK: held, Step.MONTHS: held}
    found[Step.PAID] = at("money", year=year)
    if PERMISSIONS["susun_rencana"] & request.roles and row.removed_at is None:
        edit = at("ruk_edit", item=row.pk)
        found |= {Step.RUK: edit, Step.COVERAGE: edit} | ({} if row.renstra_id else {Step.RENSTRA: edit})
    if PERMISSIONS["setujui_rencana"] & request.roles:
        found[Step.FUNDING] = at("ruk_funding", year=year)
    return {step.value: address for step, address in found.items()}


@requires("lihat_rencana")
@require_GET
def year_threads(request: Request, year: int) -> HttpResponse:
    """Every activity of a year on one page, from five-year plan to coverage; ``?putus=1`` only where it breaks."""
    year_or_404(year)
    with spoken(_):
        found = threads.year_threads(request.puskesmas, year)
    only = request.GET.get("putus") == "1"
    lines = [line for line in found.lines if line.broken is not None or not only]
    return shown(request, "ruk/threads.html", {"found": found, "lines": lines, "only": only, "year": year})


@requires("unduh_berkas")
@require_GET
def threads_book(request: Request, year: int) -> HttpResponse:
    """The same as a workbook."""
    found = threads.year_threads(request.puskesmas, year_or_404(year))
    return book(request, f"benang-rencana-{year}", [papers.threads_table(found, request.puskesmas.name)])


@requires("susun_rencana")
def edit(request: Request, item: int) -> HttpResponse:
    """Change one row."""
    row = _item(request, item)
    year = row.plan.year
    form = ItemForm(request.POST or None, puskesmas=request.puskesmas, year=year, initial=initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            operations.write(item=row, by=request.user, **form.columns())
        except ValidationError as error:
            beside(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("planning:ruk_item", pkm=request.puskesmas.code, item=row.pk)
    return shown(request, "ruk/edit.html", {"form": form, "year": year, "item": row}, refused=request.method == "POST")


@requires("susun_rencana")
@require_POST
def remove(request: Request, item: int) -> HttpResponse:
    """Take a row out, or put it back (``kembali``)."""
    row = _item(request, item)
    if request.POST.get("kembali"):
        operations.restore(item=row, by=request.user)
        messages.success(request, _("Kegiatan dikembalikan."))
    else:
        operations.remove(item=row, by=request.user)
        messages.success(request, _("Kegiatan dihapus dari RUK. Masih ada di versi lama."))
    return redirect("planning:ruk", pkm=request.puskesmas.code, year=row.plan.year)


@requires("susun_rencana")
def sources(request: Request, year: int) -> HttpResponse:
    """What the system knows that is not in the RUK yet, by where it comes from; what is ticked is taken."""
    year_or_404(year)
    plan = known.plan(request.puskesmas, Plan.RUK, year)
    if request.method == "POST":
        plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RUK, year=year)
        ticked, whole_group = set(request.POST.getlist("ambil")), request.POST.get("semua")
        wanted = [s for s in suggestions(plan) if s.key in ticked or s.origin.value == whole_group]
        n = operations.take(plan=plan, by=request.user, suggestions=wanted)
        if n:
            messages.success(request, _("%(n)d usulan masuk RUK. Lengkapi biaya dan indikatornya.") % {"n": n})
            return redirect("planning:ruk", pkm=request.puskesmas.code, year=year)
        messages.error(request, _("Centang dahulu usulan yang akan diambil."), extra_tags="bad")
        return redirect("planning:ruk_sources", pkm=request.puskesmas.code, year=year)
    # A plan that is not begun is looked at as one that would be: nothing is written by looking.
    found = suggestions(plan or Plan(puskesmas=request.puskesmas, kind=Plan.RUK, year=year, until_year=year))
    groups: dict[str, list[Suggestion]] = {}
    for one in found:
        groups.setdefault(_(ORIGIN_WORDS[one.origin]), []).append(one)
    return shown(request, "ruk/sources.html", {"groups": groups, "year": year, "count": len(found)})


@requires("susun_rencana")
def table(request: Request, year: int) -> HttpResponse:
    """Several rows at once."""
    year_or_404(year)
    plan = known.plan(request.puskesmas, Plan.RUK, year)
    rows = list(plan.ruk_items.filter(removed_at=None).prefetch_related("money")) if plan else []
    by_pk = {row.pk: row for row in rows}
    given = [_line(row) for row in rows]
    forms = formset_factory(RowForm, extra=NEW_LINES)(
        request.POST or None, initial=given, form_kwargs={"year": year}, prefix="b"
    )
    pasted = PasteForm(request.POST or None, year=year)
    if request.method == "POST" and forms.is_valid() and pasted.is_valid():
        try:
            n = _write_table(request, year, [form for form in forms if form.has_changed()], by_pk)
            n += _add_pasted(request, year, pasted)
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence, extra_tags="bad")
        else:
            messages.success(request, _("%(n)d baris tersimpan.") % {"n": n} if n else _("Tidak ada yang berubah."))
            return redirect("planning:ruk", pkm=request.puskesmas.code, year=year)
    several = {row.pk for row in rows if len(row.money.all()) > 1}
    context = {"forms": forms, "year": year, "several": several, "pasted": pasted}
    return shown(request, "ruk/table.html", context, refused=request.method == "POST")


def _line(row: RukItem) -> dict[str, Any]:
    money = list(row.money.all())
    found = {n: getattr(row, n) for n in ("pk", "activity", "upaya", "target_group", "target", "time_text", "success")}
    if len(money) == 1:
        found |= {"rupiah": money[0].rupiah, "fund": money[0].fund}
    return found


def _write_table(request: Request, year: int, forms: list[RowForm], by_pk: dict[int, RukItem]) -> int:
    """Write the changed lines in one go; returns how many rows were written."""
    n = 0
    with transaction.atomic():
        plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RUK, year=year)
        for form in forms:
            data = dict(form.cleaned_data)
            pk, fund, rupiah = data.pop("pk"), data.pop("fund"), data.pop("rupiah")
            money = {fund: rupiah} if fund or rupiah is not None else {}
            if pk is None:
                if form.filled:
                    operations.add(plan=plan, by=request.user, money=money, **data)
                    n += 1
                continue
            row = by_pk.get(pk)
            if row is None:
                raise ValidationError(_("Satu baris sudah dihapus orang lain. Muat ulang tabelnya."))
            several = len(row.money.all()) > 1
            operations.write(item=row, by=request.user, money=None if several else money, **data)
            n += 1
    return n


def _add_pasted(request: Request, year: int, form: PasteForm) -> int:
    """The pasted rows, all or none."""
    rows = form.cleaned_data["rows"]
    if rows:
        with transaction.atomic():
            plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RUK, year=year)
            for row in rows:
                fund, rupiah = row.pop("fund"), row.pop("rupiah")
                money = {fund: rupiah} if fund or rupiah is not None else {}
                upaya = form.cleaned_data["upaya"]
                operations.add(plan=plan, by=request.user, money=money, upaya=upaya, **row)
    return len(rows)


@requires("setujui_rencana")
def funding(request: Request, year: int) -> HttpResponse:
    """What became of each row when the DPA came."""
    year_or_404(year)
    plan = known.plan(request.puskesmas, Plan.RUK, year)
    if plan is None:
        raise Http404(str(year))
    rows = list(plan.ruk_items.filter(removed_at=None).prefetch_related("money"))
    asked = {row.pk: sum(m.rupiah for m in row.money.all()) if row.money.all() else None for row in rows}
    pairs = [
        (row, asked[row.pk], FundingForm(
            request.POST or None, prefix=f"d{row.pk}",
            initial={"funding": row.funding, "funded": row.funded, "reason": row.funding_reason},
        ))
        for row in rows
    ]  # fmt: skip
    if request.method == "POST":
        n, rest = 0, request.POST.get("apa") == "sisanya"
        for row, _asked, form in pairs:
            if not form.is_valid():
                continue
            given = dict(form.cleaned_data)
            if rest and not any(given.values()):
                given["funding"] = RukItem.FULL  # of the others nothing was said: they got what they asked for
            elif not form.has_changed():
                continue
            try:
                with spoken(_):
                    operations.decide(item=row, by=request.user, **given)
                n += 1
            except ValidationError as error:
                beside(form, error)
        if all(form.is_valid() for _row, _asked, form in pairs):
            messages.success(request, _("%(n)d keputusan tersimpan.") % {"n": n})
            return redirect("planning:ruk", pkm=request.puskesmas.code, year=year)
        if n:
            messages.success(request, _("%(n)d keputusan tersimpan; yang lain perlu diperbaiki.") % {"n": n})
    context = {
        "pairs": pairs, "year": year, "asked_sum": known_sum(asked.values()),
        "decided": sum(bool(row.funding) for row in rows), "granted": known_sum(row.funded for row in rows),
    }  # fmt: skip
    return shown(request, "ruk/funding.html", context, refused=request.method == "POST")


@requires("setujui_rencana")
@require_POST
def connect(request: Request, year: int) -> HttpResponse:
    """Hang RPK rows on the RUK rows of the same name."""
    plan = known.plan(request.puskesmas, Plan.RUK, year_or_404(year))
    if plan is None:
        raise Http404(str(year))
    n = operations.connect(plan=plan, by=request.user)
    messages.success(
        request,
        _("%(n)d kegiatan dikaitkan dengan RPK.") % {"n": n}
        if n
        else _("Tidak ada kegiatan RPK bernama sama yang belum dikaitkan."),
    )
    return redirect("planning:ruk_funding", pkm=request.puskesmas.code, year=year)


@requires("unduh_berkas")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """The RUK in its official columns; ``?rinci=1`` with the details."""
    year_or_404(year)
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    paper = papers.paper(request.puskesmas, year)
    detailed = request.GET.get("rinci") == "1"
    if ending == "xlsx":
        return book(request, f"ruk-{year}", [ruk_table(paper), ruk_table(paper, detailed=True)])
    return written(ruk_paper(paper, detailed=detailed), ending)


def _item(request: Request, pk: int) -> RukItem:
    found = RukItem.objects.filter(plan__puskesmas=request.puskesmas)
    found = found.select_related("plan__puskesmas", "owner", "problem", "renstra__plan")
    row: RukItem = get_object_or_404(found.prefetch_related("money", "costs", "villages"), pk=pk)
    return row
