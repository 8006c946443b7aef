"""The papers of the register for download: who prints them, and the answer of a view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import override

from lokmin.core.periods import short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.letterhead import letterhead
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import Role
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.model import Document, Paper

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
}
_LINE = "........................"


def office(puskesmas: Puskesmas) -> Office:
    """Who prints: the office on this day, signed by its head; a line to write on where nobody holds the role."""
    held = Person.objects.filter(
        memberships__puskesmas=puskesmas, memberships__role=Role.KEPALA.value, is_active=True
    ).order_by("pk").first()  # fmt: skip
    job = "Kepala Puskesmas"
    head = Signer(held.full_name, held.job or job, held.rank, held.nip) if held else Signer(_LINE, job)
    town = str(puskesmas.letterhead.get("town") or puskesmas.place.name)
    paper = Paper(puskesmas.settings.get("paper", "A4"))
    return Office(puskesmas.name, letterhead(puskesmas), town, clock.today(), head, paper)


def written(document: Document, ending: str) -> HttpResponse:
    """A paper as PDF or Word.

    Raises:
        Http404: for another ending.
    """
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    # Typst and python-docx are heavy; only who downloads pays for them.
    from lokmin.documents.render.pdf import pdf
    from lokmin.documents.render.word import word

    at = timezone.localtime(clock.now())
    with override("id"):  # papers are Indonesian, whoever makes them
        data = pdf(document, at) if ending == "pdf" else word(document, at)
    return sent(data, document.code, ending)


def book(
    puskesmas: Puskesmas, code: str, title: str, heads: Sequence[str], widths: Sequence[int],
    rows: Sequence[Sequence[str | int | dt.date | None]], sums: Collection[int] = (),
) -> HttpResponse:  # fmt: skip
    """A list as a workbook; ``sums``: columns with a live sum below them."""
    # As above.
    from lokmin.documents.render.listbook import list_workbook

    under = f"{puskesmas.name}, menurut catatan per {short_date(clock.today())}"
    data = list_workbook(title, under, heads, widths, rows, made=clock.now(), office=puskesmas.name, sums=sums)
    return sent(data, code, "xlsx")


def sent(data: bytes, name: str, ending: str) -> HttpResponse:
    """A file to be kept."""
    answer = HttpResponse(data, content_type=KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
