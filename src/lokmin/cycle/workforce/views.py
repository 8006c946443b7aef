"""The first page of the stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.language import spoken
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.abk import queries as abk
from lokmin.cycle.workforce.darbin import queries as darbin
from lokmin.cycle.workforce.division import queries as division
from lokmin.cycle.workforce.duties import queries as duties
from lokmin.cycle.workforce.needs import queries as needs
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.cycle.workforce.training import queries as training


class Part(NamedTuple):
    """One part of the stage: its route, its name, what it answers, its state this year (may be empty)."""

    route: str
    title: object
    what: object
    state: Callable[[Puskesmas, int], str] | None = None


#: In the order of the work; each part keeps its own line.
PARTS = (
    Part("workforce:staff", gettext_lazy("Daftar staf"), gettext_lazy("Siapa bekerja di sini, cuti, STR dan SIP"),
         lambda puskesmas, _year: staff.state_line(puskesmas)),
    Part("workforce:duties", gettext_lazy("Uraian tugas"), gettext_lazy("Tugas, wewenang, tanggung jawab, disetujui "
         "masing-masing"), duties.state_line),
    Part("workforce:abk_latest", gettext_lazy("Analisis beban kerja"), gettext_lazy("Kebutuhan tenaga tiap jenis dan "
         "beban tiap orang"), abk.state_line),
    Part("workforce:division", gettext_lazy("Pembagian tugas"), gettext_lazy("Tiap program punya satu penanggung "
         "jawab"), lambda puskesmas, _year: division.state_line(puskesmas, clock.today())),
    Part("workforce:darbin", gettext_lazy("Daerah binaan"), gettext_lazy("Tiap desa punya satu penanggung jawab"),
         lambda puskesmas, _year: darbin.state_line(puskesmas, clock.today())),
    Part("workforce:needs", gettext_lazy("Usulan kebutuhan"), gettext_lazy("Tenaga, alat, logistik, pelatihan dalam "
         "satu tabel"), needs.state_line),
    Part("workforce:training", gettext_lazy("Pelatihan"), gettext_lazy("Kebutuhan, rencana, yang diikuti, JPL"),
         training.state_line),
)  # fmt: skip


@requires("lihat_tenaga")
def home(request: Request) -> HttpResponse:
    """What the stage holds, each part with its present state."""
    year, lines = clock.today().year, []
    for part in PARTS:
        href = reverse(part.route, kwargs={"pkm": request.puskesmas.code})
        with spoken(_):
            state = part.state(request.puskesmas, year) if part.state else ""
        lines.append((href, part.title, part.what, state))
    pressing = staff.expiring(request.puskesmas, clock.today())
    waiting = None
    mine = staff.of_person(request.puskesmas, request.user)
    if mine is not None:
        waiting = duties.waiting_for(request.puskesmas, mine.pk, year)
    context = {"lines": lines, "pressing": pressing, "mine": mine, "waiting": waiting}
    return render(request, "workforce/home.html", context, using="jinja2")
