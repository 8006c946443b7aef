"""Papers of the division and of the reports, from what is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.letterhead import letterhead
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.workforce.darbin import pictures, queries, reports
from lokmin.cycle.workforce.darbin.queries import Board
from lokmin.cycle.workforce.darbin.reports import ReportLine
from lokmin.cycle.workforce.division import queries as division
from lokmin.cycle.workforce.staff import queries as register
from lokmin.documents.forms import darbin as form
from lokmin.documents.forms import darbinagreement, darbinreport
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.roomrecords import Sign
from lokmin.documents.model import Document, Figure, Paper

_UNKNOWN = "........................"


def given(puskesmas: Puskesmas, since: dt.date, decree: str = "") -> form.DivisionPaper:
    """What all papers of the division share."""
    return form.DivisionPaper(
        puskesmas=puskesmas.name, letterhead=letterhead(puskesmas), head=_head(puskesmas),
        town=str(puskesmas.letterhead.get("town") or puskesmas.place.name), day=clock.today(), since=since,
        decree=decree, paper=Paper.F4,
    )  # fmt: skip


def _head(puskesmas: Puskesmas) -> Signer:
    found = Person.objects.filter(
        memberships__puskesmas=puskesmas, memberships__role=Role.KEPALA.value, is_active=True
    ).order_by("pk").first()  # fmt: skip
    if found is None:
        return Signer(_UNKNOWN, "Kepala Puskesmas")
    return Signer(found.full_name, found.job or "Kepala Puskesmas", found.rank, found.nip)


def matrix(puskesmas: Puskesmas, on: dt.date) -> Document:
    """Both matrices and the loads as they are on a day."""
    board = queries.board(puskesmas, on)
    tasks = division.task_rows(puskesmas, on)
    drawn = pictures.loads_now(board, "paper")
    figure = Figure("Beban tiap PJ", svg=drawn, width=150) if drawn else None
    notes = ["Menit sebulan: hitungan kantor, atau perkiraan dari kunjungan, perjalanan dan kunjungan rumah."]
    if board.without:
        notes.insert(0, f"Belum punya PJ: {', '.join(board.without)}.")
    return form.division(
        given(puskesmas, on, division.decree(puskesmas, on)), tasks, village_lines(board), board.loads, figure=figure,
        notes=notes,
    )  # fmt: skip


def village_lines(board: Board) -> list[form.VillageLine]:
    """Matrix 2 as the paper takes it."""
    return [
        form.VillageLine(
            line.village, line.pj.name if line.pj else "", line.others.get("pembina", ""), line.others.get("bidan", ""),
            line.others.get("pustu", ""), line.others.get("kader", ""), line.others.get("cadangan", ""), line.since,
            line.until,
        )
        for line in board.lines
    ]  # fmt: skip


def agreement(
    puskesmas: Puskesmas, year: int, signed: Mapping[int, Sign] | None = None, held: dt.date | None = None
) -> Document:
    """The sheet of all staff of the year's first lokmin; ``signed``: account -> how somebody signed in the room."""
    today = clock.today()
    on = held or (today if today.year == year else dt.date(year, 12, 31) if today.year > year else dt.date(year, 1, 1))
    # Both go through the register in its order: two of one name without NIP stay two.
    rows = [
        darbinagreement.Agreed(
            one.name, one.nip, one.job or one.profession_name, (*task.main, *task.extra), task.villages,
            (signed or {}).get(one.person_pk or 0),
        )
        for one, task in zip(register.staff(puskesmas, on), division.task_rows(puskesmas, on), strict=True)
    ]  # fmt: skip
    return darbinagreement.agreement(given(puskesmas, dt.date(year, 1, 1)), rows, held)


def report(puskesmas: Puskesmas, line: ReportLine, month: Month) -> Document:
    """One village's report, signed by its PJ."""
    row = line.pj
    by = Signer(row.name, row.job, row.rank, row.nip) if row else Signer(line.holder or _UNKNOWN, "")
    return darbinreport.report(given(puskesmas, month.first_day), month, told(line), by)


def recap(puskesmas: Puskesmas, month: Month) -> Document:
    """All villages of a month."""
    lines = reports.reports(puskesmas, month.code)
    return darbinreport.recap(given(puskesmas, month.first_day), month, [told(line) for line in lines])


def told(line: ReportLine) -> darbinreport.VillageReport:
    """A line as the papers take it; a draft is not yet a report."""
    row = line.report
    if row is None or row.sent_at is None:
        return darbinreport.VillageReport(line.village, line.holder, None)
    return darbinreport.VillageReport(
        line.village, line.holder, timezone.localtime(row.sent_at).date(), row.visits, row.condition, row.problems,
        row.achieved, row.followup, row.support, row.seen_note,
    )  # fmt: skip
