"""Posts of the survey values coverage is held against."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.dqr import operations
from lokmin.cycle.monitoring.dqr.forms import BenchmarkForm
from lokmin.cycle.monitoring.dqr.views import review_page
from lokmin.cycle.monitoring.dqr.views.common import month_of, nothing_yet, sentences
from lokmin.cycle.monitoring.models import Benchmark
from lokmin.cycle.monitoring.queries.table import month_table


@requires("atur_target")
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep a survey's value."""
    month = month_of(request)
    if month is None:
        return nothing_yet(request)
    form = BenchmarkForm(request.POST, table=month_table(request.puskesmas, month))
    if form.is_valid():
        try:
            kept = operations.save_benchmark(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            for name, text in sentences(error):
                form.add_error(name or None, text)
        else:
            messages.success(request, _("Nilai survei tersimpan: %(survey)s.") % {"survey": kept})
            return redirect(_address(request))
    return review_page(request, month, form, 422)


@requires("atur_target")
@require_POST
def drop(request: Request, survey: int) -> HttpResponse:
    """Take a survey's value away."""
    operations.drop_benchmark(
        benchmark=get_object_or_404(Benchmark.objects.of(request.puskesmas), pk=survey), by=request.user
    )
    messages.success(request, _("Nilai survei dihapus."))
    return redirect(_address(request))


def _address(request: Request) -> str:
    return reverse("monitoring:dqr", kwargs={"pkm": request.puskesmas.code}) + "#survei"
