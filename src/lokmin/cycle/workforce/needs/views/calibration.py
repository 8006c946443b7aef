"""Calibration: what is overdue, never noted or due soon; days noted for several tools; the letter to the Dinkes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.needs.calibration import State, calibrations, wanted
from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.needs import lists, operations, rules
from lokmin.cycle.workforce.needs.forms import CalibratedForm
from lokmin.cycle.workforce.needs.views.common import allowed, back, page, refused
from lokmin.documents.forms import inventory as form

#: What the letter says of itself -> the question of the page.
_ASKED = {"number": "nomor", "to": "kepada", "place": "di", "talked": "bahas"}


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """The longest overdue first, then what was never noted, what is near, what is valid."""
    today = clock.today()
    rule = rules.equipment(today.year)
    lines = lists.tools(request.puskesmas, today)
    pks = {line.tool.key: line.pk for line in lines}
    found = [(pks[one.tool.key], one, form.calibration_words(one))
             for one in calibrations((line.tool for line in lines), today, rule)]  # fmt: skip
    states = [one.state for _pk, one, _w in found]
    context = {
        "lines": found, "late": states.count(State.LATE), "never": states.count(State.NEVER),
        "soon": states.count(State.SOON), "rule": rule, "form": CalibratedForm(),
        "may": allowed(request, "isi_kebutuhan"),
    }  # fmt: skip
    return page(request, "calibration", context)


@requires("isi_kebutuhan")
@require_POST
def note(request: Request) -> HttpResponse:
    """The ticked tools were calibrated on a day."""
    shown = CalibratedForm(request.POST)
    if not shown.is_valid():
        messages.error(request, _("Tulis tanggal kalibrasinya."))
        return back(request, "needs_calibration")
    pks = [whole(pk) for pk in request.POST.getlist("alat")]
    try:
        n = operations.calibrated(puskesmas=request.puskesmas, by=request.user, tools=pks, on=shown.cleaned_data["on"])
    except ValidationError as error:
        refused(request, error)
    else:
        said = ngettext("Kalibrasi %(n)d alat tercatat.", "Kalibrasi %(n)d alat tercatat.", n)
        messages.success(request, said % {"n": n})
    return back(request, "needs_calibration")


@requires("lihat_tenaga")
@require_GET
def letter(request: Request, ending: str) -> HttpResponse:
    """The letter that asks the Dinkes for calibration; ``?bahas=`` names the meeting that talked about it."""
    today = clock.today()
    rule = rules.equipment(today.year)
    asked = wanted((line.tool for line in lists.tools(request.puskesmas, today)), today, rule)
    typed = {name: request.GET.get(key, "").strip()[:120] for name, key in _ASKED.items()}
    words = form.Request(**{name: text for name, text in typed.items() if text})
    return papers.written(form.calibration_letter(asked, words, rule, papers.office(request.puskesmas)), ending)
