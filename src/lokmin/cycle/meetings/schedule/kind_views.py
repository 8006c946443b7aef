"""Pages about the kinds of meetings: what the rule says, what the office changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.meetings.kinds import FUNCTIONS, SPANS, FixedPoint, Kind, filled
from lokmin.core.meetings.overrides import FIELDS
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import KindOverride
from lokmin.cycle.meetings.schedule import choices, rules
from lokmin.cycle.meetings.schedule.forms import (
    POINT_CHOICES,
    POINT_NAMES,
    WHO_CHOICES,
    KindForm,
    lines_of,
    points_of,
    typed_lines,
)
from lokmin.cycle.meetings.views.common import page


@requires("lihat_lokmin")
def kinds(request: Request) -> HttpResponse:
    """Every kind of meeting as this office has it."""
    year = clock.today().year
    found = rules.kinds_of(request.puskesmas, year)
    return page(request, "schedule/kinds.html", {"kinds": list(found.values()), "year": year, "fields": FIELDS})


@requires("lihat_lokmin")
def kind(request: Request, kind: str) -> HttpResponse:
    """One kind: aims, inputs, steps, outputs, papers, legal base, fixed points."""
    year = clock.today().year
    found = _kind_or_404(request, kind, year)
    context = {
        "kind": found,
        "year": year,
        "functions": FUNCTIONS,
        "fields": FIELDS,
        "points": [_shown(point, _words(year)) for point in found.agenda],
        "month_inputs": _by_month(found.month_inputs),
        "month_outputs": _by_month(found.month_outputs),
        "words": _words(year),
        "filled": filled,
        "own": list(KindOverride.objects.of(request.puskesmas).filter(kind=kind).select_related("by")),
    }
    return page(request, "schedule/kind.html", context)


@requires("atur_jadwal")
def kind_edit(request: Request, kind: str) -> HttpResponse:
    """The office's own wording of a kind, from a year on, with its reason."""
    year = clock.today().year
    found = _kind_or_404(request, kind, year)
    start = {**KindForm.of(found), "valid_from": year}
    form = KindForm(request.POST or None, pack=rules.pack(), initial=start)
    lines = typed_lines(request.POST) if request.method == "POST" else lines_of(found.agenda)
    if request.method == "POST" and form.is_valid():
        try:
            wanted = {**form.wanted(), "agenda": points_of(lines)}
            saved = choices.save_kind(
                puskesmas=request.puskesmas, by=request.user, kind=kind, wanted=wanted,
                valid_from=form.cleaned_data["valid_from"], reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except ValidationError as error:
            told(form, error)
        else:
            text = _("Tersimpan.") if saved else _("Sama dengan aturan nasional; tidak ada yang perlu disimpan.")
            messages.success(request, text, extra_tags="good")
            return redirect("meetings:kind", pkm=request.puskesmas.code, kind=kind)
    context = {
        "kind": found, "form": form, "lines": lines, "point_kinds": POINT_CHOICES, "who": WHO_CHOICES, "spans": SPANS,
    }  # fmt: skip
    return page(request, "schedule/kind_edit.html", context, refused=request.method == "POST")


@requires("atur_jadwal")
@require_POST
def kind_drop(request: Request, kind: str, override: int) -> HttpResponse:
    """Back to the rule."""
    found = get_object_or_404(KindOverride.objects.of(request.puskesmas), pk=override, kind=kind)
    choices.drop_kind(override=found, by=request.user)
    return redirect("meetings:kind", pkm=request.puskesmas.code, kind=kind)


def _words(year: int) -> dict[str, str]:
    """The placeholders where no meeting is meant yet."""
    return {
        "bulan": _("yang dibahas"), "berikut": _("bulan berikut"), "tahun": str(year), "tahun_depan": str(year + 1)
    }  # fmt: skip


def _kind_or_404(request: Request, code: str, year: int) -> Kind:
    found = rules.kind_of(request.puskesmas, code, year)
    if found is None:
        raise Http404(code)
    return found


def _shown(point: FixedPoint, words: dict[str, str]) -> dict[str, str]:
    """A fixed point in words."""
    when = [*(_(MONTH_NAMES[m - 1]) for m in point.months), *(_(SPANS[s]) for s in point.spans)]
    return {
        "title": filled(point.title, words) or _("Paparan tiap klaster"),
        "kind": POINT_NAMES.get(point.kind, point.kind),
        "minutes": f"{point.least}–{point.wanted}" if point.least < point.wanted else str(point.wanted),
        "who": dict(WHO_CHOICES)[point.who],
        "when": ", ".join(filter(None, [*when, _("boleh gugur") if point.optional else ""])),
    }


def _by_month(lines: Mapping[int, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    return [(_(MONTH_NAMES[month - 1]), texts) for month, texts in lines.items()]
