"""The PKP as PDF, Word and Excel."""

from __future__ import annotations

from fractions import Fraction

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lokmin.core.numbers import whole
from lokmin.core.periods import short_date
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.queries import Year
from lokmin.cycle.assessment.pkp.views.common import pkp_or_404
from lokmin.cycle.assessment.pkp.views.reading import village_lines
from lokmin.cycle.assessment.pkp.views.rows import row_words
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register.papers import office, sent, written
from lokmin.documents.forms.pkp import pkp as form
from lokmin.documents.forms.pkprecords import PkpPaper


@requires("lihat_pkp")
@require_GET
def paper(request: Request, year: int, ending: str) -> HttpResponse:
    """The whole PKP; ``?sampai=6`` as it stands in June, judged by half of the year's sasaran."""
    pkp = pkp_or_404(request, year)
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    until = whole(request.GET.get("sampai")) if 1 <= whole(request.GET.get("sampai")) <= 12 else 12
    with override("id"):  # papers are Indonesian, whoever makes them
        made = paper_of(queries.of(pkp, until, Fraction(until, 12)))
        if ending != "xlsx":
            return written(form(made), ending)
        # The writer of workbooks is heavy; only who downloads pays for it.
        from lokmin.documents.render.pkpbook import pkp_workbook

        return sent(pkp_workbook(made, timezone.localtime(clock.now())), f"pkp-{year}", "xlsx")


def paper_of(year: Year) -> PkpPaper:
    """What the papers of a year are made of."""
    pkp = year.pkp
    state = ""
    if pkp.sent_at is not None:
        state = f"Dikirim {short_date(timezone.localtime(pkp.sent_at).date())}."
    if pkp.verified_at is not None:
        state += f" Diverifikasi {short_date(timezone.localtime(pkp.verified_at).date())}."
    words = {code: row_words(cell.row) for code, cell in year.cells.items()}
    nets = [
        (p.node.name, village_lines(queries.village_net(year, p), year.bundle.service))
        for p in queries.service_programmes(year.result)
    ]
    villages = tuple((name, net) for name, net in nets if net is not None)
    return PkpPaper(
        office(pkp.puskesmas), pkp.year, year.result, year.until, year.verified, year.before, words, state.strip(),
        villages,
    )  # fmt: skip
