"""Answers household by household on a cheap phone; the list for correcting; a workbook taken in."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.findings import Severity
from lokmin.core.numbers import from_micro, indonesian, whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.community.common import only, page, refuse, to, writable
from lokmin.cycle.community.models import Household, Smd
from lokmin.cycle.community.smd import operations, queries
from lokmin.cycle.community.smd.forms import typed_answers
from lokmin.cycle.community.smd.instruments import read
from lokmin.cycle.community.smd.views.survey import survey_or_404
from lokmin.cycle.reporting import originals

_SALT = "smd-impor"
#: So many mistakes are listed; the rest is counted.
_LISTED = 40


@requires("isi_smd")
def entry(request: Request, smd: int, household: int | None = None) -> HttpResponse:
    """The form of one household. After saving the next one is there at once; nothing is lost when the link drops."""
    found = survey_or_404(request, smd)
    only(request, found.village)
    row = _household(found, household)
    instrument = read(found.instrument)
    if request.method == "POST":
        answers, typed, wrong = typed_answers(instrument, request.POST)
        number, area = request.POST.get("nomor", "").strip(), request.POST.get("wilayah", "")
        errors = [(f"id_j-{code}", f"{code}: {text}") for code, text in wrong.items()]
        if number and not whole(number):
            errors.append(("id_nomor", _("Nomor rumah tangga ditulis sebagai angka.")))
        if not errors:
            # A number that was only offered may have been taken by another phone meanwhile: then the next one is used.
            try:
                saved = operations.save_household(
                    smd=found, by=request.user, token=request.POST.get("token", "")[:43], answers=answers, area=area,
                    number=None if number == request.POST.get("usul") else whole(number) or None, household=row,
                )  # fmt: skip
            except ValidationError as error:
                if hasattr(error, "error_dict"):
                    errors = [
                        ("id_nomor" if name == "number" else f"id_j-{name}", " ".join(texts))
                        for name, texts in error.message_dict.items()
                    ]
                else:
                    errors = [("", text) for text in error.messages]
            else:
                blank = operations.missing(answers, instrument)
                words = _("Rumah tangga %(n)s tersimpan.") % {"n": saved.number}
                if blank:
                    words += " " + ngettext("%(n)d pertanyaan kosong.", "%(n)d pertanyaan kosong.", blank) % {
                        "n": blank
                    }
                messages.success(request, words)
                if row is not None:
                    return to(request, "smd_households", smd=smd)
                return to(request, "smd_entry", smd=smd)
        context = _form(request, found, row, typed, number=number, area=area, token=request.POST.get("token", ""))
        context["offered"] = request.POST.get("usul", "")[:5]
        return page(request, "smd/entry.html", {**context, "errors": errors, "wrong": wrong}, refused=True)
    if row is None and found.state == Smd.DONE:
        messages.error(request, _("SMD ini sudah dinyatakan selesai. Buka kembali untuk menambah."), extra_tags="bad")
        return to(request, "smd", smd=smd)
    shown = {code: _shown(answer) for code, answer in (row.values if row else {}).items()}
    area = row.area if row else queries.last_area(found, request.user.pk)
    number = str(row.number if row else operations.next_number(found))
    return page(request, "smd/entry.html", _form(request, found, row, shown, number=number, area=area))


def _form(
    request: Request, found: Smd, row: Household | None, typed: dict[str, str], *, number: str, area: str,
    token: str = "",
) -> dict[str, Any]:  # fmt: skip
    instrument = read(found.instrument)
    return {
        "smd": found, "household": row, "instrument": instrument, "typed": typed, "number": number, "area": area,
        "token": token or (row.token if row else operations.new_token()), "errors": [], "wrong": {},
        "offered": "" if row else number, "count": operations.living(found).count(), "areas": _areas(found),
        "writable": writable(request, found.village),
    }  # fmt: skip


def _areas(found: Smd) -> list[str]:
    names = operations.living(found).exclude(area="").values_list("area", flat=True)
    return sorted(set(names))


def _shown(answer: str | int) -> str:
    return indonesian(from_micro(answer)) if isinstance(answer, int) else answer


def _household(found: Smd, pk: int | None) -> Household | None:
    if pk is None:
        return None
    row: Household = get_object_or_404(found.answers.select_related("smd__village", "smd__puskesmas"), pk=pk,
                                       removed_at=None)  # fmt: skip
    return row


@requires("lihat_masyarakat")
@require_GET
def households(request: Request, smd: int) -> HttpResponse:
    """The households by number: how many blanks, by whom; to correct or take out."""
    found = survey_or_404(request, smd)
    context = {"smd": found, "rows": queries.household_rows(found), "writable": writable(request, found.village)}
    return page(request, "smd/households.html", context)


@requires("isi_smd")
@require_POST
def drop(request: Request, smd: int, household: int) -> HttpResponse:
    """Take a household out."""
    row = _household(survey_or_404(request, smd), household)
    if row is not None:
        try:
            operations.remove_household(household=row, by=request.user)
        except ValidationError as error:
            refuse(request, error)
        else:
            messages.success(request, _("Rumah tangga %(n)s dihapus.") % {"n": row.number})
    return to(request, "smd_households", smd=smd)


@requires("isi_smd")
def importing(request: Request, smd: int) -> HttpResponse:
    """A filled workbook: looked at first, every mistake with its cell, then taken in."""
    found = survey_or_404(request, smd)
    only(request, found.village)
    context: dict[str, Any] = {"smd": found, "refused": "", "reading": None}
    if request.method != "POST":
        return page(request, "smd/import.html", context)
    if request.POST.get("kunci"):
        return _take(request, found)
    given = request.FILES.get("berkas")
    if given is None:
        return page(request, "smd/import.html", {**context, "refused": _("Pilih dahulu berkasnya.")}, refused=True)
    data = given.read()
    return _look(request, found, data, given.name or "smd.xlsx")


def _look(request: Request, found: Smd, data: bytes, name: str, problem: str = "") -> HttpResponse:
    from lokmin.exchange.excel.refusal import FileRefused
    from lokmin.exchange.excel.smd import read_smd  # heavy: calamine

    try:
        reading = read_smd(data, name, read(found.instrument))
    except FileRefused as refusal:
        context = {"smd": found, "refused": refusal.message, "reading": None}
        return page(request, "smd/import.html", context, refused=True)
    present = set(operations.living(found).values_list("number", flat=True))
    key = signing.dumps({"smd": found.pk, "sha": originals.keep(data), "name": name[-80:]}, salt=_SALT)
    shown: dict[str, Any] = {
        "smd": found, "refused": problem, "reading": reading, "name": name, "key": key,
        "wrong": [f for f in reading.findings if f.severity is Severity.ERROR][:_LISTED],
        "other": [f for f in reading.findings if f.severity is not Severity.ERROR][:_LISTED],
        "mistakes": sum(f.severity is Severity.ERROR for f in reading.findings),
        "clash": sum(h.number in present for h in reading.households),
    }  # fmt: skip
    return page(request, "smd/import.html", shown, refused=bool(problem))


def _take(request: Request, found: Smd) -> HttpResponse:
    from lokmin.exchange.excel.smd import read_smd  # heavy: calamine

    try:
        kept = signing.loads(request.POST["kunci"], salt=_SALT, max_age=24 * 3600)
        data = originals.load(kept["sha"])
    except (signing.BadSignature, FileNotFoundError, ValueError) as error:
        raise Http404("impor") from error
    if kept["smd"] != found.pk:
        raise Http404("impor")
    reading = read_smd(data, kept["name"], read(found.instrument))
    try:
        count = operations.take_import(
            smd=found, by=request.user, households=reading.households, sha256=hashlib.sha256(data).hexdigest(),
            replace=request.POST.get("ganti") == "1",
        )  # fmt: skip
    except ValidationError as error:
        return _look(request, found, data, kept["name"], " ".join(error.messages))
    words = ngettext("%(n)d rumah tangga masuk.", "%(n)d rumah tangga masuk.", count) % {"n": count}
    messages.success(request, words)
    return to(request, "smd_table", smd=found.pk)
