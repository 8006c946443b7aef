"""An inventory out of a workbook or pasted: what was understood is shown first, then taken over."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lokmin.core.needs.equipment import Tool, gathered
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.reporting import originals
from lokmin.cycle.workforce.needs import lists, operations
from lokmin.cycle.workforce.needs.forms import ReadForm
from lokmin.cycle.workforce.needs.views.common import back, page, refused
from lokmin.exchange.excel.inventory import Inventory, read_inventory, read_pasted
from lokmin.exchange.excel.refusal import FileRefused

PASTED = "tempelan.csv"


def _salt(request: Request) -> str:
    return f"workforce.needs.inventory.{request.puskesmas.pk}"


def _read(data: bytes, name: str) -> Inventory:
    return read_pasted(data.decode(), clock.today()) if name == PASTED else read_inventory(data, name, clock.today())


@requires("isi_kebutuhan")
@require_http_methods(["GET", "POST"])
def read(request: Request) -> HttpResponse:
    """Choose a file or paste; then what was understood stands beside what is in the inventory."""
    shown = ReadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not shown.is_valid():
        return page(request, "read", {"form": shown, "found": None}, status=422 if shown.errors else 200)
    file = shown.cleaned_data["file"]
    name = str(file.name)[:120] if file else PASTED
    data = file.read() if file else shown.cleaned_data["pasted"].encode()
    try:
        found = _read(data, name)
    except FileRefused as error:
        shown.add_error("file", error.message)
        return page(request, "read", {"form": shown, "found": None}, status=422)
    ticket = signing.dumps([originals.keep(data), name], salt=_salt(request))
    present = {line.tool.key: line.tool for line in lists.tools(request.puskesmas)}
    rows = [(tool, present.get(tool.key)) for tool in gathered(line.tool for line in found.lines)]
    context = {
        "form": shown, "found": found, "rows": rows, "ticket": ticket, "name": name,
        "new": sum(before is None for _t, before in rows), "unstated": _unstated(found) > 0,
    }  # fmt: skip
    return page(request, "read", context)


def _unstated(found: Inventory) -> int:
    """Lines that say how many there are but not in which condition."""
    return sum(line.there is not None and line.tool.there is None for line in found.lines)


@requires("isi_kebutuhan")
@require_POST
def accept(request: Request) -> HttpResponse:
    """Take over what was shown."""
    try:
        # The office is part of the salt: a ticket of another one is no ticket here.
        sha256, name = signing.loads(request.POST.get("ticket", ""), salt=_salt(request), max_age=86_400)
        found = _read(originals.load(sha256), name)
    except (signing.BadSignature, FileNotFoundError, ValueError):
        messages.error(request, _("Berkasnya tidak lagi tersimpan. Unggah sekali lagi."))
        return back(request, "needs_read")
    as_good = request.POST.get("baik") == "1"
    lines: list[Tool] = [
        replace(line.tool, good=line.there, light=0, heavy=0)
        if as_good and line.there is not None and line.tool.there is None
        else line.tool
        for line in found.lines
    ]
    try:
        did = operations.take_in(puskesmas=request.puskesmas, by=request.user, lines=lines, name=name)
    except ValidationError as error:
        refused(request, error)
        return back(request, "needs_read")
    said = _("Inventaris diterima: %(new)d alat baru, %(changed)d berubah, %(same)d sama.")
    messages.success(request, said % {"new": did.new, "changed": did.changed, "same": did.same})
    return back(request, "needs_tools")
