"""Questionnaires: the list, one with its questions, a question changed in the words of the village."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.community.common import page, pressed, refuse, to
from lokmin.cycle.community.models import Instrument
from lokmin.cycle.community.smd import instruments, queries
from lokmin.cycle.community.smd.forms import QuestionForm


def _instrument(request: Request, pk: int) -> Instrument:
    found: Instrument = get_object_or_404(
        Instrument.objects.of(request.puskesmas).select_related("puskesmas__place"), pk=pk
    )
    return found


@requires("lihat_masyarakat")
def listed(request: Request) -> HttpResponse:
    """The office's questionnaires; the starter is copied, never changed."""
    rows = queries.instruments(request.puskesmas)
    return page(request, "smd/instruments.html", {
        "rows": [(row, instruments.read(row)) for row in rows], "starter": instruments.starter(clock.today().year),
    })  # fmt: skip


@requires("kelola_smd")
@require_POST
def create(request: Request) -> HttpResponse:
    """A copy of the starter, or of another questionnaire, under a new name."""
    source = request.POST.get("dari", "")
    other = _instrument(request, int(source)) if source.isdecimal() and len(source) < 19 else None
    try:
        made = instruments.create(
            puskesmas=request.puskesmas, by=request.user, title=request.POST.get("title", ""),
            instrument=instruments.read(other) if other else None,
        )  # fmt: skip
    except ValidationError as error:
        refuse(request, error)
        return to(request, "instruments")
    return to(request, "instrument", instrument=made.pk)


@requires("lihat_masyarakat")
def one(request: Request, instrument: int) -> HttpResponse:
    """A questionnaire with all its questions."""
    row = _instrument(request, instrument)
    context = {
        "row": row, "instrument": instruments.read(row), "answered": instruments.answered(row),
        "surveys": list(row.surveys.select_related("village")),
    }  # fmt: skip
    return page(request, "smd/instrument.html", context)


@requires("kelola_smd")
def question(request: Request, instrument: int, code: str = "") -> HttpResponse:
    """Change a question, or add one."""
    row = _instrument(request, instrument)
    known = instruments.read(row)
    present = known.question(code)
    given = {"code": known.next_code(known.topics[-1].code), "kind": "ya_tidak", "threshold": 20}
    form = QuestionForm(request.POST or None, question=present, initial=given)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["question"]
        if new.code != code and known.question(new.code) is not None:
            form.add_error("code", _("Kode %(code)s sudah dipakai.") % {"code": new.code})
        else:
            try:
                saved = instruments.put_question(row=row, by=request.user, question=new)
                if code and new.code != code:
                    saved = instruments.drop_question(row=saved, by=request.user, code=code)
            except (ValidationError, ValueError) as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Pertanyaan %(code)s tersimpan.") % {"code": new.code})
                return to(request, "instrument", f"soal-{new.code}", instrument=saved.pk)
    context = {"row": row, "form": form, "question": present, "answered": instruments.answered(row)}
    return page(request, "smd/question.html", context, refused=request.method == "POST")


@requires("kelola_smd")
@require_POST
def change(request: Request, instrument: int) -> HttpResponse:
    """Take a question out, or write who agreed the questionnaire."""
    row = _instrument(request, instrument)
    kept = row

    def drop() -> None:
        nonlocal kept
        kept = instruments.drop_question(row=row, by=request.user, code=request.POST.get("kode", ""))

    pressed(request, {
        "hapus": drop,
        "sepakat": lambda: instruments.agree(row=row, by=request.user, made_with=request.POST.get("made_with", "")),
    })  # fmt: skip
    return to(request, "instrument", instrument=kept.pk)
