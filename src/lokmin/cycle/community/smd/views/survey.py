"""The page of one survey: its steps, its problems and potentials, how the community was told."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.proofs import ACCEPT
from lokmin.cycle.community import files
from lokmin.cycle.community import queries as stage
from lokmin.cycle.community.common import attach, only, own_villages, page, pressed, to, writable
from lokmin.cycle.community.models import Smd, VillageFinding
from lokmin.cycle.community.smd import findings, instruments, operations, queries
from lokmin.cycle.community.smd.forms import FeedbackForm, SurveyForm


def survey_or_404(request: Request, pk: int) -> Smd:
    """A survey of the Puskesmas on screen."""
    found: Smd = get_object_or_404(
        Smd.objects.of(request.puskesmas).select_related("village", "instrument", "puskesmas__place__parent"), pk=pk
    )
    return found


@requires("lihat_masyarakat")
@require_GET
def survey(request: Request, smd: int) -> HttpResponse:
    """One village: where it stands, what was found, what comes next."""
    return show(request, survey_or_404(request, smd))


def show(request: Request, found: Smd, *, refused: bool = False, **more: Any) -> HttpResponse:
    """The page of a survey, also with a form that was refused."""
    rounds = stage.rounds(request.puskesmas, found.year)
    one = next(r for r in rounds if r.village.pk == found.village_id)
    counted = queries.result(found)
    listed = queries.problems_of(found, counted)
    held = {f.row.question for f in listed}
    context = {
        "smd": found, "round": one, "counted": counted, "found": listed,
        "open_problems": [p for p in counted.problems if p.code not in held],
        "potentials": queries.potentials_of(found), "kinds": queries.potential_kinds(),
        "files": files.of(found), "accept": ACCEPT, "mmds": list(found.mmds.order_by("date")),
        "writable": writable(request, found.village), "feedback": FeedbackForm(
            initial={"on": found.feedback_on or clock.today(), "how": found.feedback_how}
        ),
        **more,
    }  # fmt: skip
    return page(request, "smd/survey.html", context, refused=refused)


@requires("kelola_smd")
def new(request: Request) -> HttpResponse:
    """Begin the survey of a village."""
    given = {"year": clock.today().year, "village": request.GET.get("desa", "")}
    if whole(request.GET.get("tahun")):
        given["year"] = whole(request.GET.get("tahun"))
    choices = own_villages(request)
    form = SurveyForm(request.POST or None, puskesmas=request.puskesmas, villages=choices, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            made = _begin(request, form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("SMD disiapkan. Sepakati kuesionernya dengan warga, lalu mulai wawancara."))
            return to(request, "smd", smd=made.pk)
    return page(request, "smd/edit.html", {"form": form, "smd": None}, refused=request.method == "POST")


def _begin(request: Request, values: dict[str, Any]) -> Smd:
    village, year = values["village"], values["year"]
    instrument = values.pop("instrument")
    if instrument is None:
        title = f"SMD {village.name} {year}"
        present = next((i for i in queries.instruments(request.puskesmas) if i.title == title), None)
        instrument = present or instruments.create(puskesmas=request.puskesmas, by=request.user, title=title)
    return operations.start(puskesmas=request.puskesmas, by=request.user, instrument=instrument, **values)


@requires("kelola_smd")
def edit(request: Request, smd: int) -> HttpResponse:
    """Correct what is known of a survey."""
    found = survey_or_404(request, smd)
    only(request, found.village)
    form = SurveyForm(request.POST or None, puskesmas=request.puskesmas, villages=[], smd=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(smd=found, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return to(request, "smd", smd=smd)
    return page(request, "smd/edit.html", {"form": form, "smd": found}, refused=request.method == "POST")


@requires("kelola_smd")
@require_POST
def state(request: Request, smd: int) -> HttpResponse:
    """Begin, finish, open again."""
    found = survey_or_404(request, smd)
    change = partial(operations.set_state, smd=found, by=request.user)
    pressed(request, {
        "mulai": partial(change, state=Smd.RUNNING), "selesai": partial(change, state=Smd.DONE),
        "buka": partial(change, state=Smd.RUNNING),
    })  # fmt: skip
    return to(request, "smd", smd=smd)


@requires("kelola_smd")
@require_POST
def finding(request: Request, smd: int) -> HttpResponse:
    """Take problems out of the tabulation; write one down, take one out, send one to the register."""
    found = survey_or_404(request, smd)
    by, given = request.user, request.POST
    wanted = set(given.getlist("kode"))

    def line() -> VillageFinding:
        row: VillageFinding = get_object_or_404(
            VillageFinding.objects.select_related("smd__village", "smd__puskesmas"), smd=found, removed_at=None,
            pk=whole(given.get("baris")),
        )  # fmt: skip
        return row

    def take() -> None:
        counted = queries.result(found)
        chosen = [p for p in (*counted.problems, *counted.unsure) if p.code in wanted]
        new_ones = findings.take(smd=found, by=by, problems=chosen)
        messages.success(request, _("%(n)s masalah masuk daftar desa.") % {"n": new_ones})

    def register() -> None:
        row = findings.to_register(finding=line(), by=by)
        messages.success(request, _("Masuk daftar masalah Puskesmas, nomor %(n)s.") % {"n": row.problem})

    pressed(request, {
        "ambil": take,
        "masalah": lambda: findings.add(smd=found, by=by, kind=findings.PROBLEM, text=given.get("teks", "")),
        "potensi": lambda: findings.add(
            smd=found, by=by, kind=findings.POTENTIAL, text=given.get("teks", ""), group=given.get("golongan", "")[:20]
        ),
        "hapus": lambda: findings.remove(finding=line(), by=by),
        "daftar": register,
    })  # fmt: skip
    return to(request, "smd", "potensi" if given.get("apa") == "potensi" else "masalah", smd=smd)


@requires("kelola_smd")
@require_POST
def order(request: Request, smd: int) -> HttpResponse:
    """Put the problems in order by votes or by USG."""
    found = survey_or_404(request, smd)
    rows = list(findings.standing(found).filter(kind=findings.PROBLEM).values_list("pk", flat=True))
    given = request.POST

    def votes() -> None:
        findings.vote(smd=found, by=request.user, votes={pk: whole(given.get(f"suara-{pk}")) for pk in rows})

    def usg() -> None:
        scores = {}
        for pk in rows:
            told = tuple(whole(given.get(f"{letter}-{pk}")) for letter in findings.USG)
            if any(told):
                scores[pk] = (told[0], told[1], told[2])
        findings.score(smd=found, by=request.user, scores=scores)

    pressed(request, {"suara": votes, "usg": usg})
    return to(request, "smd", "masalah", smd=smd)


@requires("kelola_smd")
@require_POST
def feedback(request: Request, smd: int) -> HttpResponse:
    """Write down how the community was told, with its proof."""
    found = survey_or_404(request, smd)
    form = FeedbackForm(request.POST)
    if form.is_valid():
        try:
            operations.give_feedback(smd=found, by=request.user, **form.cleaned_data)
            attach(request, found)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Umpan balik tersimpan."))
            return to(request, "smd", "umpan-balik", smd=smd)
    return show(request, found, refused=True, feedback=form)


@requires("kelola_smd")
@require_POST
def add_files(request: Request, smd: int) -> HttpResponse:
    """Photos and files of the survey."""
    found = survey_or_404(request, smd)
    pressed(request, {"berkas": lambda: attach(request, found)})
    return to(request, "smd", "berkas", smd=smd)
