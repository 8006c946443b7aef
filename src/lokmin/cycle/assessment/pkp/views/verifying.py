"""The Dinkes looks each row over: agrees, or puts its own value beside the office's."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lokmin.core.assessment.definitions import Rule
from lokmin.cycle.assessment.pkp import operations, queries
from lokmin.cycle.assessment.pkp.queries import Year
from lokmin.cycle.assessment.pkp.views.common import page, pkp_or_404, to
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.fields import CountField

_COUNT = CountField(required=False)


@requires("verifikasi_pkp")
@require_http_methods(["GET", "POST"])
def verify(request: Request, year: int) -> HttpResponse:
    """All rows as they were sent, with room for the Dinkes' value and a note."""
    pkp = pkp_or_404(request, year)
    found = queries.of(pkp)
    errors: list[tuple[str, str]] = []
    texts: dict[str, dict[str, str]] = {}
    if request.method == "POST":
        given, errors, texts = _read(request, found)
        if not errors:
            done = "selesai" in request.POST
            try:
                operations.verify(
                    pkp=pkp, by=request.user, given=given, done=done, note=request.POST.get("catatan", "")
                )
            except ValidationError as error:
                told = getattr(error, "message_dict", {"": error.messages})
                errors = [(f"v-{code}" if code else "", " ".join(said)) for code, said in told.items()]
            else:
                words = _("Verifikasi selesai.") if done else _("Disimpan; verifikasi belum ditutup.")
                messages.success(request, words, extra_tags="good")
                return to(request, "pkp_year" if done else "pkp_verify", year=year)
    # Exact to the last digit: a rounded number would come back as another one.
    context = {"year": found, "pkp": pkp, "errors": errors, "texts": texts, "shown": _shown}
    return page(request, "verify.html", context, refused=bool(errors))


def _shown(micro: int | None) -> str:
    return "" if micro is None else str(_COUNT.prepare_value(micro))


def _read(
    request: Request, year: Year
) -> tuple[dict[str, tuple[int | None, int | None, str]], list[tuple[str, str]], dict[str, dict[str, str]]]:
    given: dict[str, tuple[int | None, int | None, str]] = {}
    errors: list[tuple[str, str]] = []
    texts: dict[str, dict[str, str]] = {}
    for code, cell in year.cells.items():
        value = request.POST.get(f"v-{code}", "").strip()
        note = request.POST.get(f"n-{code}", "").strip()[:300]
        if cell.row is None and not value and not note:
            continue
        texts[code] = {"v": value, "n": note}
        sub = year.bundle.subs[code]
        try:
            number = _COUNT.clean(value)
        except ValidationError as error:
            errors.append((f"v-{code}", f"{sub.name}: {' '.join(error.messages)}"))
            continue
        if sub.rule is not Rule.SCALE:
            given[code] = (number, None, note)
        elif value and value not in {str(step.score) for step in sub.steps}:
            errors.append((f"v-{code}", _("%(name)s: nilai tidak ada di skala.") % {"name": sub.name}))
        else:
            given[code] = (None, int(value) if value else None, note)
    return given, errors, texts
