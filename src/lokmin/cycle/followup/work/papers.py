"""Papers of actions made when somebody asks: cards of owners, the matrix as a workbook or a page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lokmin.core.periods import long_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup import listing, queries
from lokmin.cycle.followup.work import cards as making
from lokmin.cycle.followup.work.matrix import rtl_row
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.documents.forms.followup import daftar_rtl
from lokmin.documents.forms.owncard import card_text
from lokmin.documents.model import Paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("lihat_rtl")
@require_GET
def cards(request: Request) -> HttpResponse:
    """Everybody with open work: their card to print, and the same as a message."""
    found = making.owners(request.puskesmas, clock.today())
    lists = [(owner, card_text(owner.cards)) for owner in found]
    sheets = -(-sum(len(owner.cards) for owner in found) // 4)
    return render(request, "followup/work/cards.html", {"lists": lists, "sheets": sheets}, using="jinja2")


@requires("lihat_rtl")
@require_GET
def card_file(request: Request) -> HttpResponse:
    """The cards of all, or of those named in the address, four to a sheet."""
    from lokmin.documents.render.cards import cards_pdf  # typst, only where a card is printed

    wanted = set(request.GET.getlist("untuk"))
    found = [o for o in making.owners(request.puskesmas, clock.today()) if not wanted or o.key in wanted]
    if not found:
        raise Http404("kartu")
    title = _("Kartu tugas %(who)s") % {"who": found[0].name if len(found) == 1 else request.puskesmas.name}
    data = cards_pdf([card for owner in found for card in owner.cards], clock.now(), title)
    return _file(data, "application/pdf", "kartu-tugas.pdf")


@requires("lihat_rtl")
@require_GET
def matrix(request: Request, ending: str) -> HttpResponse:
    """The actions on screen as the official matrix."""
    today = clock.today()
    every = queries.actions(request.puskesmas, today)
    chosen = listing.Chosen.of(request.GET, request.user)
    named = {code: i.short for code, i in catalogue_for(request.puskesmas, today.year).indicators.items()}
    rows = tuple(rtl_row(a, named) for a in chosen.lines(every))
    name, about = request.puskesmas.name, f"{len(rows)} RTL per {long_date(today)}."
    paper = Paper(request.puskesmas.settings.get("paper", Paper.A4.value))
    if ending == "xlsx":
        from lokmin.documents.render.rtlbook import rtl_workbook  # the writer of workbooks, only where one is made

        data = rtl_workbook(rows, puskesmas=name, about=about, made_at=clock.now(), paper=paper.value)
        return _file(data, XLSX, f"matriks-rtl-{today}.xlsx", inline=False)
    if ending == "pdf":
        from lokmin.documents.render.pdf import pdf  # typst, only where a paper is made

        data = pdf(daftar_rtl(rows, name, today, about, paper), clock.now())
        return _file(data, "application/pdf", f"matriks-rtl-{today}.pdf")
    raise Http404(ending)


def _file(data: bytes, mime: str, name: str, *, inline: bool = True) -> HttpResponse:
    answer = HttpResponse(data, content_type=mime)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    # Made from what stands in the tables now; nobody may be shown yesterday's.
    answer["Cache-Control"] = "private, no-store"
    return answer
