"""Pages of MMD: one musyawarah with its notulen, its agreed activities, its photos and papers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.community.mmd import plan_year
from lokmin.core.numbers import whole
from lokmin.core.periods import short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.proofs import ACCEPT
from lokmin.cycle.community import files
from lokmin.cycle.community.common import attach, only, own_villages, page, pressed, to, writable
from lokmin.cycle.community.mmd import operations, queries
from lokmin.cycle.community.mmd.forms import COLUMNS, ROWS, ActivityForm, MmdForm, typed_rows
from lokmin.cycle.community.models import Mmd, MmdActivity, Smd, VillageFinding
from lokmin.cycle.community.smd.findings import PROBLEM, standing
from lokmin.cycle.monitoring.register.papers import book, written
from lokmin.documents.forms import mmd as forms


def mmd_or_404(request: Request, pk: int) -> Mmd:
    """A musyawarah of the Puskesmas on screen."""
    rows = Mmd.objects.of(request.puskesmas).select_related("village", "smd__village", "puskesmas__place__parent")
    found: Mmd = get_object_or_404(rows, pk=pk)
    return found


def _problems(found: Mmd) -> list[VillageFinding]:
    return list(standing(found.smd).filter(kind=PROBLEM).order_by("rank", "pk")) if found.smd else []


@requires("lihat_masyarakat")
@require_GET
def mmd(request: Request, mmd: int) -> HttpResponse:
    """One musyawarah."""
    return show(request, mmd_or_404(request, mmd))


def show(request: Request, found: Mmd, *, refused: bool = False, **more: Any) -> HttpResponse:
    """The page of a musyawarah, also with rows that were refused."""
    context = {
        "mmd": found, "lines": queries.lines(found), "counted": queries.counted(found), "files": files.of(found),
        "accept": ACCEPT, "problems": _problems(found), "writable": writable(request, found.village),
        "attended": queries.paper(found, photos=False).attended, "wrong": {}, "errors": [],
        "rows": [dict.fromkeys(COLUMNS, "") for _row in range(ROWS)], "plan_year": plan_year(found.date), **more,
    }  # fmt: skip
    return page(request, "mmd/mmd.html", context, refused=refused)


@requires("kelola_smd")
def new(request: Request) -> HttpResponse:
    """Write down a musyawarah, out of a survey (``?smd=``) or of a village without one."""
    pk = whole(request.POST.get("smd") or request.GET.get("smd"))
    smd: Smd | None = Smd.objects.of(request.puskesmas).filter(pk=pk).select_related("village").first()
    villages = own_villages(request)
    if smd is not None:
        only(request, smd.village)
        villages = [smd.village]
    given = {"date": clock.today(), "village": smd.village.code if smd else request.GET.get("desa", "")}
    form = MmdForm(request.POST or None, villages=villages, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.record(puskesmas=request.puskesmas, by=request.user, smd=smd, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("MMD tersimpan. Tulis kegiatan yang disepakati."))
            return to(request, "mmd", "kegiatan", mmd=made.pk)
    return page(request, "mmd/edit.html", {"form": form, "mmd": None, "smd": smd}, refused=request.method == "POST")


@requires("kelola_smd")
def edit(request: Request, mmd: int) -> HttpResponse:
    """Correct a musyawarah, write its notulen."""
    found = mmd_or_404(request, mmd)
    only(request, found.village)
    form = MmdForm(request.POST or None, villages=[], mmd=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(mmd=found, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return to(request, "mmd", mmd=mmd)
    context = {"form": form, "mmd": found, "smd": found.smd}
    return page(request, "mmd/edit.html", context, refused=request.method == "POST")


@requires("kelola_smd")
@require_POST
def agree(request: Request, mmd: int) -> HttpResponse:
    """Several agreed activities at once."""
    found = mmd_or_404(request, mmd)
    rows, typed, wrong = typed_rows(request.POST, _problems(found))
    if rows and not wrong:
        try:
            made = operations.agree(mmd=found, by=request.user, rows=rows)
        except ValidationError as error:
            wrong = {name: " ".join(texts) for name, texts in error.message_dict.items()}
        else:
            words = ngettext("%(n)d kegiatan tersimpan.", "%(n)d kegiatan tersimpan.", len(made)) % {"n": len(made)}
            messages.success(request, words)
            return to(request, "mmd", "kegiatan", mmd=mmd)
    errors = [(f"id_{name}", _("Baris %(n)s: %(why)s") % {"n": int(name.split("-")[0]) + 1, "why": why})
              for name, why in wrong.items()]  # fmt: skip
    if not rows:
        errors = [("id_0-activity", _("Isi sedikitnya satu kegiatan."))]
    return show(request, found, refused=True, rows=typed, wrong=wrong, errors=errors)


def _activity(request: Request, mmd: int, pk: int) -> MmdActivity:
    found = mmd_or_404(request, mmd)
    rows = MmdActivity.objects.filter(mmd=found, removed_at=None).select_related("mmd__village", "mmd__puskesmas")
    return get_object_or_404(rows, pk=pk)


@requires("kelola_smd")
def activity(request: Request, mmd: int, activity: int) -> HttpResponse:
    """Correct one agreed activity."""
    found = mmd_or_404(request, mmd)
    only(request, found.village)
    row = _activity(request, mmd, activity)
    form = ActivityForm(request.POST or None, problems=_problems(found), activity=row)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_activity(activity=row, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return to(request, "mmd", "kegiatan", mmd=mmd)
    return page(
        request, "mmd/activity.html", {"form": form, "row": row, "mmd": found}, refused=request.method == "POST"
    )


@requires("kelola_smd")
@require_POST
def state(request: Request, mmd: int, activity: int) -> HttpResponse:
    """Running, done with its result, called off with the reason, or written by mistake."""
    row = _activity(request, mmd, activity)
    words = request.POST.get("keterangan", "")
    change = partial(operations.set_state, activity=row, by=request.user)
    pressed(request, {
        "berjalan": partial(change, state="berjalan"),
        "selesai": partial(change, state="selesai", result=words),
        "batal": partial(change, state="batal", reason=words),
        "hapus": partial(operations.drop_activity, activity=row, by=request.user),
    })  # fmt: skip
    return to(request, "mmd", "kegiatan", mmd=mmd)


@requires("kelola_smd")
@require_POST
def add_files(request: Request, mmd: int) -> HttpResponse:
    """Photos and files of the musyawarah."""
    found = mmd_or_404(request, mmd)
    pressed(request, {"berkas": lambda: attach(request, found)})
    return to(request, "mmd", "berkas", mmd=mmd)


@requires("lihat_masyarakat")
@require_GET
def paper(request: Request, mmd: int, paper: str, ending: str) -> HttpResponse:
    """``undangan``, ``daftar-hadir``, ``notulen``, ``kegiatan`` and ``usulan``; the last two also as Excel."""
    found = mmd_or_404(request, mmd)
    with override("id"):  # papers are Indonesian, whoever makes them
        made = queries.paper(found, photos=paper == "notulen")
        if ending == "xlsx" and paper in ("kegiatan", "usulan"):
            return _book(found, made, asked=paper == "usulan")
        makers = {
            "undangan": forms.invitation, "daftar-hadir": forms.attendance_sheet, "notulen": forms.mmd_minutes,
            "kegiatan": forms.activities_paper, "usulan": forms.proposal,
        }  # fmt: skip
        if paper not in makers:
            raise Http404(paper)
        return written(makers[paper](made), ending)


def _book(found: Mmd, made: forms.MmdPaper, *, asked: bool) -> HttpResponse:
    """The agreed activities as a workbook; ``asked``: only those that need a budget."""
    heads = ("No", "Masalah", "Kegiatan", "Volume", "Siapa", "Sampai", "Cara", "Biaya (rupiah)", "Sumber dana")
    chosen = [a for a in made.agreements if a.needs_budget or not asked]
    rows = [
        (n, a.problem, a.activity, a.volume, a.who, short_date(a.due) if a.due else "", a.means, a.cost, a.fund)
        for n, a in enumerate(chosen, start=1)
    ]
    name = found.village.name
    title = f"Usulan Desa {name} {plan_year(found.date)}" if asked else f"Kesepakatan MMD {name}"
    code = "mmd-usulan" if asked else "mmd-kegiatan"
    return book(found.puskesmas, code, title, heads, (5, 40, 44, 14, 26, 16, 12, 16, 16), rows, sums=(7,))
