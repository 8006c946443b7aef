"""The list of reports as the office keeps it: rules, owners, its own reports, since when they are followed."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.reports.kinds import Report
from lokmin.core.reports.sentences import due_words
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Person
from lokmin.cycle.reporting.models import ReportKind
from lokmin.cycle.reporting.tracker import operations as op
from lokmin.cycle.reporting.tracker.book import Owners, begun, book_of
from lokmin.cycle.reporting.tracker.forms import FREQUENCIES, ReportForm, initial, told
from lokmin.cycle.reporting.tracker.views import common


@requires("atur_laporan")
@require_GET
def home(request: Request) -> HttpResponse:
    """Every report with its rule and owner."""
    book, owners = book_of(request.puskesmas), Owners(request.puskesmas)
    changed = set(ReportKind.objects.of(request.puskesmas).values_list("code", flat=True))
    groups: dict[str, list[dict[str, object]]] = {}
    words = {code: str(text) for code, text in FREQUENCIES}
    with spoken(_):
        for report in book.on(dt.date.max):
            groups.setdefault(report.category, []).append(
                {
                    "report": report, "rule": due_words(report), "owner": owners.of(report),
                    "changed": report.code in changed, "often": words[report.frequency.value],
                }
            )  # fmt: skip
    context: dict[str, object] = {
        "groups": [(title, groups[key]) for key, title in book.categories.items() if key in groups],
        "begun": begun(request.puskesmas), "today": clock.today(),
        "active": sum(r.active for r in book.on(dt.date.max)),
    }  # fmt: skip
    return common.page(request, "settings.html", context)


@requires("atur_laporan")
@require_POST
def begin(request: Request) -> HttpResponse:
    """Since when reports are followed."""
    try:
        op.begin(
            puskesmas=request.puskesmas, by=request.user, since=dt.date.fromisoformat(request.POST.get("since", ""))
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages), extra_tags="bad")
    except ValueError:
        messages.error(request, _("Tulis tanggal mulainya."), extra_tags="bad")
    else:
        messages.success(request, _("Tersimpan."), extra_tags="good")
    return common.to(request, "report_settings")


def _form(request: Request, report: Report | None, given: dict[str, object] | None = None) -> ReportForm:
    book, today = book_of(request.puskesmas), clock.today()
    start = initial(report, today) if report else given
    return ReportForm(
        request.POST if request.method == "POST" else None, report=report, owners=Owners(request.puskesmas),
        categories=dict(book.categories), today=today, initial=start,
    )  # fmt: skip


def _owner(form: ReportForm) -> Person | None:
    pk = form.owner_pk()
    return Person.objects.get(pk=pk) if pk else None


@requires("atur_laporan")
def change(request: Request, code: str) -> HttpResponse:
    """The rule of one report from a month on."""
    report = book_of(request.puskesmas).present(code, clock.today())
    if report is None:
        raise Http404(code)
    form = _form(request, report)
    if request.method == "POST" and form.is_valid():
        try:
            op.change_report(
                puskesmas=request.puskesmas, by=request.user, code=code, changes=form.rule(), owner=_owner(form),
                since=form.since_month(),
            )  # fmt: skip
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("%(report)s tersimpan.") % {"report": report.name}, extra_tags="good")
            return common.to(request, "report_settings")
    with spoken(_):
        rule = due_words(report)
    context: dict[str, object] = {"report": report, "form": form, "rule": rule, "versions": _versions(request, code)}
    return common.page(request, "edit.html", context, refused=request.method == "POST")


def _versions(request: Request, code: str) -> list[tuple[dt.date, str, bool]]:
    with spoken(_):
        return [(r.valid_from, due_words(r), r.active) for r in book_of(request.puskesmas).versions[code]]


@requires("atur_laporan")
def new(request: Request) -> HttpResponse:
    """A report of the office's own."""
    today = clock.today()
    start: dict[str, object] = {
        "category": "manajemen", "klaster": 1, "frequency": "bulanan", "due_day": 5, "due_months": 1, "due_weekday": 1,
        "due_hours": 24, "active": True, "since": f"{today.year:04d}-{today.month:02d}", "channel": "kertas",
    }  # fmt: skip
    form = _form(request, None, start)
    if request.method == "POST" and form.is_valid():
        entry = {**form.rule(), "code": form.cleaned_data["code"]}
        try:
            report = op.new_report(
                puskesmas=request.puskesmas, by=request.user, entry=entry, owner=_owner(form), since=form.since_month()
            )
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("%(report)s ditambahkan.") % {"report": report.name}, extra_tags="good")
            return common.to(request, "report_settings")
    context: dict[str, object] = {"report": None, "form": form, "rule": "", "versions": []}
    return common.page(request, "edit.html", context, refused=request.method == "POST")
