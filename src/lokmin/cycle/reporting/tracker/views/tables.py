"""Lists of reports: what is due and a month, a year, one's own, the text for the chat group; noting many at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.reports.sentences import tally_words
from lokmin.core.reports.states import State
from lokmin.core.reports.summary import tally
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.reporting.tracker import operations as op
from lokmin.cycle.reporting.tracker import queries
from lokmin.cycle.reporting.tracker.forms import PROGRAMMES
from lokmin.cycle.reporting.tracker.queries import reminding
from lokmin.cycle.reporting.tracker.views import common

#: Months that may be chosen on the page of a month.
_MONTHS_BACK, _MONTHS_AHEAD = 14, 1
#: So many of what is late or due soon are listed at once, the longest late first.
_TASKS = 80
#: Pages a noting may come from, and where it goes back to.
_BACK = {"reports", "report_mine", "report_remind"}


@requires("lihat_laporan")
@require_GET
def home(request: Request) -> HttpResponse:
    """What is late or due soon, and every report about one month."""
    tracked = queries.load(request.puskesmas)
    return _month(request, tracked, common.Filter.of(request), "reports")


@requires("lihat_laporan")
@require_GET
def mine(request: Request) -> HttpResponse:
    """The same, only what is asked of the person on screen."""
    tracked = queries.load(request.puskesmas)
    return _month(request, tracked, common.Filter(owner=str(request.user.pk)), "report_mine")


def _month(request: Request, tracked: queries.Tracked, chosen: common.Filter, route: str) -> HttpResponse:
    month = common.asked_month(request)
    board = queries.board(tracked, month)
    tasks = [line for line in board.tasks if chosen.keeps(line)]
    shown_tasks = tasks if request.GET.get("semua") else tasks[:_TASKS]
    groups = [
        (key, title, tally(line.standing for line in lines), lines)
        for key, title, lines in ((k, t, [x for x in rows if chosen.keeps(x)]) for k, t, _c, rows in board.groups)
        if lines
    ]
    shown = [line.standing for _k, _t, _c, lines in groups for line in lines]
    here = Month(tracked.today.year, tracked.today.month)
    with spoken(_):
        words = tally_words(tally(shown) if chosen.any else board.total)
        before = tally_words(board.before) if not chosen.any and board.before.known else ""
    return common.page(
        request, "month.html",
        {
            "route": route, "month": month, "months": here.plus(-_MONTHS_BACK).until(here.plus(_MONTHS_AHEAD))[::-1],
            "tasks": shown_tasks, "hidden": len(tasks) - len(shown_tasks), "due": len(tasks),
            "late": sum(line.state is State.MISSING for line in tasks), "groups": groups,
            "events": board.events if not chosen.any else (), "words": words, "before": before, "filter": chosen,
            "may": common.may_send(request, tracked, [*shown_tasks, *(x for g in groups for x in g[3])]),
            "today": tracked.today, "begun": board.begun, "query": _query(month, chosen, route),
            **common.choices(tracked),
        },
    )  # fmt: skip


def _query(month: Month, chosen: common.Filter, route: str) -> str:
    return f"bulan={month.code}" + (f"&{chosen.query}" if chosen.query and route == "reports" else "")


@requires("catat_laporan")
@require_POST
def mark(request: Request) -> HttpResponse:
    """One report by its own button, or all that were ticked, with one day and one proof."""
    post = request.POST
    one = post.get("satu", "")
    keys = [one] if one else post.getlist("laporan")
    tracked = queries.load(request.puskesmas)
    wanted = [tuple(key.split("@", 1)) for key in dict.fromkeys(keys) if key.count("@") == 1]
    for code, _period in wanted:
        report = tracked.book.present(code, tracked.today)
        if report is not None and not tracked.owners.may_send(request.user, request.roles, report):
            raise PermissionDenied(code)
    try:
        day = clock.today() if one else dt.date.fromisoformat(post.get("tanggal", "") or clock.today().isoformat())
    except ValueError:
        messages.error(request, _("Tanggal kirim tidak dapat dibaca."), extra_tags="bad")
        day = None
    if day is not None:
        try:
            done = op.mark_many(
                puskesmas=request.puskesmas, by=request.user, reports=[(c, p) for c, p in wanted], on=day,
                proof="" if one else post.get("bukti", ""),
            )  # fmt: skip
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence, extra_tags="bad")
        else:
            _tell(request, tracked, [(row.report, row.period) for row in done])
    route = post.get("dari", "")
    return common.to(request, route if route in _BACK else "reports", _safe(post.get("saring", "")))


def _tell(request: Request, tracked: queries.Tracked, done: list[tuple[str, str]]) -> None:
    if not done:
        messages.info(request, _("Laporan itu sudah dicatat terkirim sebelumnya."))
        return
    if len(done) == 1:
        code, period = done[0]
        report, about = op.owed(tracked.book, code, period)
        with spoken(_):
            given = {"report": report.name, "period": about.label}
            sentence = _("%(report)s %(period)s dicatat terkirim.") % given
    else:
        sentence = ngettext("%(n)s laporan dicatat terkirim.", "%(n)s laporan dicatat terkirim.", len(done)) % {
            "n": len(done)
        }
    messages.success(request, sentence, extra_tags="good")


def _safe(query: str) -> str:
    """The filter as the page sent it, only what belongs into an address."""
    kept = "".join(c for c in query if c.isalnum() or c in "=&-_%+.")
    return kept[:300]


@requires("lihat_laporan")
@require_GET
def year(request: Request) -> HttpResponse:
    """Every report of a year, month by month."""
    tracked = queries.load(request.puskesmas)
    asked = common.asked_year(request)
    chosen = replace(common.Filter.of(request), state="")
    table = queries.year_table(tracked, asked)
    groups = [
        (key, title, rows)
        for key, title, rows in (
            (k, t, [r for r in rows if _keeps_row(chosen, r)]) for k, t, rows in table.groups
        )
        if rows
    ]  # fmt: skip
    with spoken(_):
        words = tally_words(table.total)
    return common.page(
        request, "year.html",
        {
            "year": asked, "groups": groups, "totals": table.months, "words": words, "filter": chosen,
            "years": range(tracked.today.year + 1, tracked.today.year - 4, -1),
            "programme_counts": [
                (str(name), table.programmes[code]) for code, name in PROGRAMMES if code in table.programmes
            ],
            "month_names": [_(name)[:3] for name in MONTH_NAMES],
            **common.choices(tracked),
        },
    )  # fmt: skip


def _keeps_row(chosen: common.Filter, row: queries.YearRow) -> bool:
    return (
        (not chosen.category or row.report.category == chosen.category)
        and (not chosen.programme or row.report.programme == chosen.programme)
        and (not chosen.owner or (row.owner is not None and str(row.owner.pk) == chosen.owner))
    )


@requires("lihat_laporan")
@require_GET
def remind(request: Request) -> HttpResponse:
    """The text for the chat group, and per owner what is late and due soon."""
    tracked = queries.load(request.puskesmas)
    return common.page(request, "remind.html", {"text": reminding.chat(tracked), "owners": reminding.by_owner(tracked)})
