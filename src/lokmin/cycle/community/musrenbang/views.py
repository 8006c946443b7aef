"""Pages of Musrenbang: berita acara of a year, one of them with its proposals and what became of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.community.musrenbang import outcome
from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.proofs import ACCEPT
from lokmin.cycle.community import files
from lokmin.cycle.community import queries as stage
from lokmin.cycle.community.common import (
    attach,
    chosen_year,
    kecamatan,
    only,
    own_villages,
    page,
    pressed,
    refuse,
    to,
    writable,
)
from lokmin.cycle.community.models import MmdActivity, MusrenbangItem, MusrenbangRecord
from lokmin.cycle.community.musrenbang import operations
from lokmin.cycle.community.musrenbang.forms import ItemForm, RecordForm
from lokmin.cycle.monitoring.register.papers import book, office, written
from lokmin.documents.forms.musrenbang import MusrenbangPaper, berita_acara


def record_or_404(request: Request, pk: int) -> MusrenbangRecord:
    """A berita acara of the Puskesmas on screen."""
    rows = MusrenbangRecord.objects.of(request.puskesmas).select_related("village", "puskesmas__place__parent")
    found: MusrenbangRecord = get_object_or_404(rows, pk=pk)
    return found


def _place(puskesmas: Puskesmas) -> str:
    return kecamatan(puskesmas).removeprefix("Kecamatan ") or puskesmas.place.name


@requires("lihat_masyarakat")
@require_GET
def home(request: Request) -> HttpResponse:
    """The berita acara of a year, those of villages first, and the villages without one."""
    year = chosen_year(request, clock.today().year + 1)
    rows = MusrenbangRecord.objects.of(request.puskesmas).filter(year=year).select_related("village")
    judged = [(row, stage.berita_acara(row, _place(request.puskesmas))) for row in rows.order_by("level", "date")]
    held = {row.village_id for row, _ba in judged}
    years = set(MusrenbangRecord.objects.of(request.puskesmas).values_list("year", flat=True))
    context = {
        "year": year, "years": sorted(years | {year, clock.today().year + 1}, reverse=True),
        "desa": [(r, ba, outcome(ba.proposals)) for r, ba in judged if r.level == "desa"],
        "kecamatan": [(r, ba, outcome(ba.proposals)) for r, ba in judged if r.level == "kecamatan"],
        "without": [v for v in own_villages(request) if v.pk not in held],
        "wishes": stage.for_plan(request.puskesmas, year),
    }  # fmt: skip
    return page(request, "musrenbang/home.html", context)


@requires("kelola_smd")
def new(request: Request) -> HttpResponse:
    """Write down a Musrenbang."""
    given = {
        "year": whole(request.GET.get("tahun")) or clock.today().year + 1, "date": clock.today(),
        "village": request.GET.get("desa", ""), "level": request.GET.get("tingkat", "desa"),
    }  # fmt: skip
    form = RecordForm(request.POST or None, villages=own_villages(request), initial=given)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        only(request, values["village"])
        try:
            made = operations.record(puskesmas=request.puskesmas, by=request.user, **values)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan. Bawa usulan, lalu tulis keputusannya."))
            return to(request, "musrenbang_record", record=made.pk)
    return page(request, "musrenbang/edit.html", {"form": form, "record": None}, refused=request.method == "POST")


@requires("kelola_smd")
def edit(request: Request, record: int) -> HttpResponse:
    """Correct a berita acara."""
    found = record_or_404(request, record)
    only(request, found.village)
    form = RecordForm(request.POST or None, villages=[], record=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(record=found, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return to(request, "musrenbang_record", record=record)
    return page(request, "musrenbang/edit.html", {"form": form, "record": found}, refused=request.method == "POST")


@requires("lihat_masyarakat")
@require_GET
def record(request: Request, record: int) -> HttpResponse:
    """One berita acara."""
    return show(request, record_or_404(request, record))


def show(request: Request, found: MusrenbangRecord, *, refused: bool = False, **more: Any) -> HttpResponse:
    """The page of a berita acara, also with what was refused."""
    judged = stage.berita_acara(found, _place(request.puskesmas))
    items = found.items.filter(removed_at=None).select_related("activity__mmd__village")
    context = {
        "record": found, "judged": judged, "outcome": outcome(judged.proposals), "items": list(items),
        "waiting": _waiting(found), "files": files.of(found), "accept": ACCEPT, "form": ItemForm(), "errors": [],
        "typed": {}, "writable": writable(request, found.village), "states": MusrenbangItem.STATES, **more,
    }  # fmt: skip
    return page(request, "musrenbang/record.html", context, refused=refused)


def _waiting(found: MusrenbangRecord) -> list[MmdActivity]:
    """Agreed activities that need a budget and do not stand in this berita acara."""
    rows = MmdActivity.objects.filter(
        mmd__puskesmas=found.puskesmas, mmd__year__in=(found.year - 1, found.year - 2), means="anggaran",
        removed_at=None,
    ).exclude(state__in=stage.OVER)  # fmt: skip
    if found.village_id is not None:
        rows = rows.filter(mmd__village=found.village)
    there = found.items.filter(removed_at=None, activity__isnull=False).values("activity")
    return list(rows.exclude(pk__in=there).select_related("mmd__village", "mmd__puskesmas").order_by("mmd__date", "pk"))


@requires("kelola_smd")
@require_POST
def items(request: Request, record: int) -> HttpResponse:
    """Bring agreed activities, write a proposal down, take one out, report to the head."""
    found = record_or_404(request, record)
    by, given = request.user, request.POST
    if given.get("apa") == "tambah":
        form = ItemForm(given)
        if form.is_valid():
            try:
                operations.add(record=found, by=by, **form.cleaned_data)
            except ValidationError as error:
                put_errors(form, error)
            else:
                return to(request, "musrenbang_record", "usulan", record=record)
        return show(request, found, refused=True, form=form)

    def bring() -> None:
        chosen = {whole(v) for v in given.getlist("kegiatan")}
        count = operations.bring(record=found, by=by, activities=[a for a in _waiting(found) if a.pk in chosen])
        messages.success(request, ngettext("%(n)d usulan dibawa.", "%(n)d usulan dibawa.", count) % {"n": count})

    pressed(request, {
        "bawa": bring,
        "hapus": lambda: operations.drop(item=get_object_or_404(
            MusrenbangItem.objects.select_related("activity", "record__puskesmas"), record=found, removed_at=None,
            pk=whole(given.get("baris"))), by=by),
        "lapor": lambda: operations.change(record=found, by=by, reported_on=clock.today()),
    })  # fmt: skip
    return to(request, "musrenbang_record", "usulan", record=record)


@requires("kelola_smd")
@require_POST
def decide(request: Request, record: int) -> HttpResponse:
    """What became of all proposals, in one form."""
    found = record_or_404(request, record)
    pks = list(found.items.filter(removed_at=None).values_list("pk", flat=True))
    given = {pk: (request.POST.get(f"putus-{pk}", "usulan"), request.POST.get(f"sebab-{pk}", "")) for pk in pks}
    try:
        count = operations.decide(record=found, by=request.user, decisions=given)
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            refuse(request, error)
            return to(request, "musrenbang_record", "usulan", record=record)
        errors = [(f"sebab-{pk}", " ".join(texts)) for pk, texts in error.message_dict.items()]
        return show(request, found, refused=True, errors=errors, typed=given)
    messages.success(
        request, ngettext("%(n)d keputusan tersimpan.", "%(n)d keputusan tersimpan.", count) % {"n": count}
    )
    return to(request, "musrenbang_record", "usulan", record=record)


@requires("kelola_smd")
@require_POST
def add_files(request: Request, record: int) -> HttpResponse:
    """The berita acara itself, photos."""
    found = record_or_404(request, record)
    pressed(request, {"berkas": lambda: attach(request, found)})
    return to(request, "musrenbang_record", "berkas", record=record)


@requires("lihat_masyarakat")
@require_GET
def paper(request: Request, record: int, paper: str, ending: str) -> HttpResponse:
    """``berita-acara`` as PDF, Word or Excel."""
    found = record_or_404(request, record)
    if paper != "berita-acara":
        raise Http404(paper)
    with override("id"):  # papers are Indonesian, whoever makes them
        judged = stage.berita_acara(found, _place(request.puskesmas))
        if ending == "xlsx":
            heads = ("No", "Usulan", "Masalah", "Desa", "Volume", "Biaya (rupiah)", "Asal", "Keputusan", "Keterangan")
            rows = [
                (n, p.activity, p.problem, p.village, p.volume, p.cost, p.origin, p.state, p.reason)
                for n, p in enumerate(judged.proposals, start=1)
            ]
            widths = (5, 44, 36, 18, 14, 16, 22, 14, 30)
            return book(found.puskesmas, "ba-musrenbang", judged.title, heads, widths, rows)
        made = MusrenbangPaper(judged, office(found.puskesmas), found.place, found.attended_by, found.result)
        return written(berita_acara(made), ending)
