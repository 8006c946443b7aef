"""The inventory: by room, one room as a table to fill, one tool, the standard, on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.models import Equipment
from lokmin.cycle.workforce.needs import lists, operations, queries, rules
from lokmin.cycle.workforce.needs.forms import ToolForm, ToolRow, problems, table
from lokmin.cycle.workforce.needs.records import TOOL_COLUMNS
from lokmin.cycle.workforce.needs.views.common import allowed, back, page
from lokmin.cycle.workforce.needs.views.files import workbook
from lokmin.documents.forms import inventory as form

BLANK = 4


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """The inventory by room."""
    found = queries.inventory(request.puskesmas)
    context = {"found": found, "rule": rules.equipment(clock.today().year), "may": allowed(request, "isi_kebutuhan")}
    return page(request, "tools", context)


@requires("isi_kebutuhan")
@require_POST
def standard(request: Request) -> HttpResponse:
    """Copy the starter standard."""
    n = operations.copy_standard(puskesmas=request.puskesmas, by=request.user)
    if n:
        said = ngettext("%(n)d alat standar ditambahkan.", "%(n)d alat standar ditambahkan.", n) % {"n": n}
        messages.success(request, f"{said} {_('Hitung tiap ruang: tulis 0 bila memang tidak ada.')}")
    else:
        messages.info(request, _("Semua alat standar sudah ada di inventaris."))
    return back(request, "needs_tools")


@requires("isi_kebutuhan")
@require_http_methods(["GET", "POST"])
def room(request: Request) -> HttpResponse:
    """One room as a table: several rows are filled at once, new ones below."""
    asked = (request.POST.get("ruang") or request.GET.get("ruang") or "").strip()[:80]
    lines = [line for line in lists.tools(request.puskesmas) if line.tool.room == asked]
    rooms = list(dict.fromkeys(line.tool.room for line in lists.tools(request.puskesmas)))
    names = list(ToolRow.base_fields)
    values = [(line.pk, {name: getattr(line.tool, name) for name in names}) for line in lines]
    data = request.POST if request.method == "POST" else None
    present, fresh = table(ToolRow, values, BLANK, data)
    wrong: list[tuple[str, str]] = []
    if data is not None:
        wrong = problems([f for _pk, f in present if not f.is_valid()] + [f for f in fresh if not f.is_valid()])
        wrong += [] if asked else [("id_ruang", _("Tulis nama ruangnya."))]
        if not wrong:
            changes = {pk: {n: f.cleaned_data[n] for n in f.changed_data} for pk, f in present if f.has_changed()}
            new = [f.cleaned_data for f in fresh if f.has_changed()]
            try:
                n = operations.save_tools(
                    puskesmas=request.puskesmas, by=request.user, room=asked, changes=changes, new=new
                )
            except ValidationError as error:
                wrong = [("", text) for text in error.messages]
            else:
                said = ngettext("%(n)d alat di ruang %(room)s tersimpan.", "%(n)d alat di ruang %(room)s tersimpan.", n)
                messages.success(request, said % {"n": n, "room": asked})
                return back(request, "needs_tools")
    context = {"room": asked, "rooms": rooms, "present": present, "fresh": fresh, "wrong": wrong}
    return page(request, "room", context, status=422 if wrong else 200)


@requires("lihat_tenaga")
@require_GET
def one(request: Request, pk: int) -> HttpResponse:
    """One tool with all its columns."""
    return _one(request, pk)


@requires("isi_kebutuhan")
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Correct a tool; what is wrong is shown on its page."""
    return _one(request, pk)


def _one(request: Request, pk: int) -> HttpResponse:
    kept = get_object_or_404(Equipment.objects.of(request.puskesmas), pk=pk, removed_at__isnull=True)
    may = allowed(request, "isi_kebutuhan")
    names = [name for name in TOOL_COLUMNS if name in ToolForm.base_fields]
    shown = ToolForm(request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and shown.is_valid():
        try:
            operations.change_tool(tool=kept, by=request.user, columns=shown.cleaned_data)
        except ValidationError as error:
            put_errors(shown, error)
        else:
            messages.success(request, _("%(name)s tersimpan.") % {"name": shown.cleaned_data["name"]})
            return back(request, "needs_tools")
    line = next(line for line in lists.tools(request.puskesmas) if line.pk == kept.pk)
    context = {"form": shown, "line": line, "may": may}
    return page(request, "tool", context, status=422 if shown.errors else 200)


@requires("isi_kebutuhan")
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a tool out of the inventory."""
    kept = get_object_or_404(Equipment.objects.of(request.puskesmas), pk=pk, removed_at__isnull=True)
    operations.remove_tool(tool=kept, by=request.user)
    messages.success(request, _("%(name)s dihapus dari inventaris.") % {"name": kept.name})
    return back(request, "needs_tools")


@requires("lihat_tenaga")
@require_GET
def paper(request: Request, ending: str) -> HttpResponse:
    """The inventory with its calibration."""
    today = clock.today()
    rule = rules.equipment(today.year)
    tools = [line.tool for line in lists.tools(request.puskesmas, today)]
    if ending == "xlsx":
        made = form.inventory_table(tools, today, rule, request.puskesmas.name)
        return workbook(request.puskesmas, [made], f"inventaris-alkes-{today}")
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    return papers.written(form.inventory_paper(tools, rule, papers.office(request.puskesmas)), ending)
