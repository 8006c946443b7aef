"""Dropped workbooks: the list, the review, accepting, taking back, the original."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import indonesian, whole
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.centre.roles import may
from lokmin.cycle.reporting import operations, queries, serving, worker
from lokmin.cycle.reporting.models import Upload
from lokmin.cycle.reporting.queries import claims, review
from lokmin.cycle.reporting.refusals import Refused
from lokmin.cycle.reporting.store import places_of
from lokmin.cycle.reporting.tracker.queries import home_line


def _go(request: HttpRequest, route: str, **kwargs: object) -> str:
    return reverse(f"reporting:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs})  # type: ignore[attr-defined]


def _upload(request: Request, number: int) -> Upload:
    found: Upload = get_object_or_404(
        Upload.objects.of(request.puskesmas).select_related("by", "accepted_by"), pk=number
    )
    found.puskesmas = request.puskesmas
    return found


@requires("lihat_sumber")
@require_GET
def home(request: Request) -> HttpResponse:
    """What has come in: drop a workbook, the uploads, who has reported which month."""
    return render(request, "reporting/home.html", _home(request))


def _home(request: Request) -> dict[str, Any]:
    pkm = request.puskesmas
    today = clock.today()
    rows = queries.uploads(pkm)
    for upload in rows:
        worker.ensure(upload)
    year = _year(request, today.year)
    counts = queries.reported_counts(pkm, year)
    last = today.month if year == today.year else 12
    months = Month(year, 1).until(Month(year, last)) if year <= today.year else ()
    writes = may(request.user, "catat_laporan", pkm)
    return {
        "refused": "",
        "owed": home_line(pkm, today, request.user) if writes else (0, 0),
        "uploads": rows,
        "year": year,
        "months": months,
        "villages": villages(pkm),
        "counts": counts,
        "full": {m.code: max((n for (_p, period), n in counts.items() if period == m.code), default=0) for m in months},
        "reported": {m.code: sum((v.code, m.code) in counts for v in villages(pkm)) for m in months},
        "this_month": Month(today.year, today.month),
    }


def _year(request: HttpRequest, default: int) -> int:
    text = request.GET.get("tahun", "")
    return whole(text) if 1990 <= whole(text) <= 2100 else default


@requires("unggah")
@require_POST
def receive(request: Request) -> HttpResponse:
    """A dropped file; what is wrong with it is told on the same page."""
    file = request.FILES.get("berkas")
    if file is None:
        sentence = _("Pilih dahulu berkas buku kerja (.xlsx, .xls, .ods atau .csv).")
        return render(request, "reporting/home.html", {**_home(request), "refused": sentence}, status=422)
    try:
        upload = operations.receive(
            puskesmas=request.puskesmas, by=request.user, name=file.name or "", data=file.read()
        )
    except Refused as refusal:
        return render(request, "reporting/home.html", {**_home(request), "refused": refusal.message}, status=422)
    operations.start_reading(upload)
    return redirect(_go(request, "upload", number=upload.pk))


@requires("lihat_sumber")
@require_GET
def upload(request: Request, number: int) -> HttpResponse:
    """One upload: being read, ready to be looked at, in, taken back or refused."""
    found = _upload(request, number)
    worker.ensure(found)
    if found.state in ("diterima", "dibaca", "gagal", "dibuang"):
        return render(request, "reporting/waiting.html", {"upload": found})
    return render(request, "reporting/review.html", _review(request, found))


def _review(request: Request, found: Upload, problems: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    preview = operations.preview(found, by=request.user)
    catalogue = queries.catalogue_for(request.puskesmas)
    names = {place.code: place.name for place in places_of(request.puskesmas)}
    state = request.GET.get("keadaan", "")
    shown = review.in_order(preview.of(state))
    page = request.GET.get("hal", "1")
    page_number = max(1, whole(page))
    first = (page_number - 1) * review.PER_PAGE
    asked = review.asks(preview, catalogue, names, found.answers.get("cells", {}))
    may_write = may(request.user, "unggah", request.puskesmas) and found.state in ("siap", "masuk")
    return {
        "upload": found,
        "title": found.name.rpartition(".")[0].replace("_", " ") or found.name,
        "preview": preview,
        "blocks": review.block_lines(preview, catalogue),
        "asks": asked,
        "open": sum(not a.chosen for a in asked),
        "tabs": [(key, label, len(preview.cells) if not key else preview.counts[key]) for key, label in review.tabs()],
        "state": state,
        "cells": shown[first : first + review.PER_PAGE],
        "first": first,
        "total": len(shown),
        "page": page_number,
        "more": first + review.PER_PAGE < len(shown),
        "many_sheets": len({c.sheet for c in shown[first : first + review.PER_PAGE]}) > 1,
        "what": lambda cell: review.what(cell, catalogue),
        "when": review.when,
        "elements": catalogue.elements.values(),
        "places": list(names.items()),
        "typed": found.answers.get("cells", {}),
        "has_sasaran": any(len(c.period) == 4 for c in preview.cells),
        "variant": found.answers.get("variant", "sk"),
        "problems": problems,
        "may_write": may_write,
        "adopted": claims.brought(found, catalogue),
    }


@requires("unggah")
@require_POST
def answer(request: Request, number: int) -> HttpResponse:
    """Answers and typed corrections are kept; with the big button what is sure goes in."""
    found = _upload(request, number)
    here = _go(request, "upload", number=number)
    post = request.POST
    shown = operations.question_ids(found)
    questions = {}
    for index, qid in enumerate(shown):
        value = post.get(f"lain:{index}", "").strip() or post.get(f"tanya:{index}", "")
        if value:
            questions[qid] = value
    cells = {}
    for name in post:
        if name.startswith("sel:"):
            address = name.removeprefix("sel:")
            cells[address] = post.get(f"angka:{address}", "").strip() or post[name]
        elif name.startswith("angka:") and post[name].strip():
            cells.setdefault(name.removeprefix("angka:"), post[name])
    try:
        again = operations.answer(
            upload=found,
            by=request.user,
            questions=questions,
            cells=cells,
            variant=post.get("sasaran", ""),
            claims={code: code in post.getlist("pembagi") for code in post.getlist("pembagi-ada")},
        )
        found.refresh_from_db()
        if again:
            operations.start_reading(found)
            messages.success(request, _("Jawaban tersimpan dan diingat. Buku kerja dibaca ulang dengan jawaban itu."))
        elif post.get("lakukan") == "terima":
            counts = operations.accept(upload=found, by=request.user)
            messages.success(request, _accepted(counts))
        else:
            messages.success(request, _("Jawaban tersimpan. Belum ada angka yang masuk; lanjutkan kapan saja."))
    except Refused as refusal:
        problems = refusal.problems or (("", refusal.message),)
        return render(request, "reporting/review.html", _review(request, found, problems), status=422)
    return redirect(here)


def _accepted(counts: operations.Accepted) -> str:
    if not counts.new and not counts.changed and counts.waiting and not counts.denominators:
        return _("Belum ada angka yang masuk: %(n)s menunggu jawaban Anda.") % {"n": indonesian(counts.waiting)}
    text = _("%(new)s angka baru disimpan dan %(changed)s angka lama digantikan.") % {
        "new": indonesian(counts.new),
        "changed": indonesian(counts.changed),
    }
    if counts.waiting or counts.wrong:
        text += " " + _("%(waiting)d ragu dan %(wrong)d salah masih menunggu di bawah.") % {
            "waiting": counts.waiting,
            "wrong": counts.wrong,
        }
    if counts.denominators:
        text += " " + _("Pembagi kantor dipakai untuk %(names)s.") % {"names": ", ".join(counts.denominators)}
    return text


@requires("unggah")
@require_POST
def as_second(request: Request, number: int) -> HttpResponse:
    """What was read is kept beside the facts, under the name of its source; nothing goes into the coverage."""
    found = _upload(request, number)
    try:
        kept = operations.keep_as_second(upload=found, by=request.user, source=request.POST.get("sumber", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(_go(request, "upload", number=number))
    messages.success(
        request,
        _("%(n)s angka dari %(name)s menjadi pembanding. Tidak ada yang masuk ke cakupan.")
        % {"n": indonesian(kept.new + kept.changed), "name": found.name},
    )
    return redirect(reverse("monitoring:dqr_sources", kwargs={"pkm": request.puskesmas.code}))


@requires("unggah")
@require_POST
def discard(request: Request, number: int) -> HttpResponse:
    """Thrown away before anything went in; the original stays kept."""
    found = _upload(request, number)
    try:
        operations.discard(upload=found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(_go(request, "upload", number=number))
    messages.success(request, _("%(name)s dibuang. Tidak ada angka yang masuk.") % {"name": found.name})
    return redirect(_go(request, "home"))


@requires("batalkan_unggahan")
@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """Taken back: what was before is in force again, what was changed since stays."""
    found = _upload(request, number)
    try:
        done = operations.withdraw(upload=found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(_go(request, "upload", number=number))
    text = _("Dibatalkan: %(restored)d angka lama dipulihkan, %(removed)d kembali menjadi belum dilaporkan.") % {
        "restored": len(done.restored),
        "removed": len(done.removed),
    }
    if done.kept_because_changed:
        names = {place.code: place.name for place in places_of(request.puskesmas)}
        elements = queries.catalogue_for(request.puskesmas).elements
        listed = "; ".join(
            f"{names.get(place, place)}, {elements[element].short if element in elements else element}, "
            f"{review.when(period, year=True)}"
            for place, period, element, _variant in done.kept_because_changed[:5]
        )
        text += " " + ngettext(
            "%(n)d angka tetap karena sudah diubah sesudahnya: %(list)s.",
            "%(n)d angka tetap karena sudah diubah sesudahnya: %(list)s.",
            len(done.kept_because_changed),
        ) % {"n": len(done.kept_because_changed), "list": listed}
    if done.denominators:
        text += " " + _("Pembagi %(names)s kembali seperti sebelumnya.") % {"names": ", ".join(done.denominators)}
    messages.success(request, text)
    return redirect(_go(request, "upload", number=number))


@requires("lihat_sumber")
@require_GET
def original(request: Request, number: int) -> HttpResponse:
    """The file as it came; always a download, never opened by the browser."""
    found = _upload(request, number)
    return serving.as_sent(found.sha256, found.name, kind="application/octet-stream")
