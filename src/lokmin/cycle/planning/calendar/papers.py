"""The calendar for taking away: a month or a year on F4, as a workbook, for phones."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lokmin.core.periods import MONTH_NAMES, Month, short_date
from lokmin.core.planning.rpk import MONTHS
from lokmin.cycle.centre import calendar, clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import book as list_book
from lokmin.cycle.monitoring.register.papers import office, written
from lokmin.cycle.planning.calendar import queries
from lokmin.cycle.planning.calendar.records import Book, Line
from lokmin.cycle.planning.calendar.views import asked_month
from lokmin.documents.forms.yearcalendar import CalendarEntry, CalendarPaper, ClashLine, kalender
from lokmin.documents.model import Document

_HEADS = ("Tanggal", "Sampai", "Jam", "Kegiatan", "Pelaksana", "Desa, tempat", "Kendaraan, ruang", "Keterangan")
_WIDTHS = (12, 12, 14, 40, 34, 30, 22, 30)


@requires("unduh_berkas")
@require_GET
def paper(request: Request, ending: str) -> HttpResponse:
    """The month on screen, or with ``?tahun=`` the whole year, as PDF, Word or Excel."""
    months = _asked(request)
    if ending == "xlsx":
        with override("id"):
            book = _book(request.puskesmas, months)
        title = _title(months)
        code = f"kalender-{months[0].code}" if len(months) == 1 else f"kalender-{months[0].year}"
        return list_book(request.puskesmas, code, title, _HEADS, _WIDTHS, [_row(line) for line in book.within])
    with override("id"):
        document = of(request.puskesmas, months)
    return written(document, ending)


def _asked(request: Request) -> tuple[Month, ...]:
    given = request.GET.get("tahun", "")
    if not given:
        return (asked_month(request),)
    if not given.isdecimal() or len(given) != 4:
        raise Http404(given)
    try:
        return tuple(Month(int(given), m) for m in MONTHS)
    except ValueError as error:
        raise Http404(given) from error


def _title(months: tuple[Month, ...]) -> str:
    return f"Kalender kegiatan {months[0].label if len(months) == 1 else months[0].year}"


def _book(puskesmas: Puskesmas, months: tuple[Month, ...]) -> Book:
    return queries.book(puskesmas, months[0].first_day, months[-1].last_day)


def of(puskesmas: Puskesmas, months: tuple[Month, ...]) -> Document:
    """The calendar of some months of one year as a paper."""
    book, by, year = _book(puskesmas, months), office(puskesmas), months[0].year
    fasting = [
        f"{short_date(f.first)}–{short_date(f.last)}{' (perkiraan)' if f.estimated else ''}"
        for f in calendar.fasting(year, calendar.chosen(puskesmas))
        if f.last >= book.first and f.first <= book.last
    ]
    closed = tuple(sorted((d, n) for d, n in book.days.book.closed.items() if book.first <= d <= book.last))
    return kalender(
        CalendarPaper(
            year=year, months=tuple(m.month for m in months), puskesmas=by.puskesmas, letterhead=by.letterhead,
            head=by.head, town=by.town, day=clock.today(), entries=tuple(_entry(line) for line in book.within),
            clashes=tuple(ClashLine(f.severity, f.sentence, f.step) for f in book.clashes), closed=closed,
            fasting=f"Bulan puasa: {'; '.join(fasting)}." if fasting else "",
        )
    )  # fmt: skip


def _entry(line: Line) -> CalendarEntry:
    event = line.event
    hours = "" if event.times is None else event.hours
    return CalendarEntry(
        event.first, event.last, event.title, hours, line.people, line.where, line.programme, line.resource,
        not (event.leave or event.window),
    )  # fmt: skip


def _row(line: Line) -> tuple[str | dt.date | None, ...]:
    event = line.event
    return (
        event.first, event.last if event.last != event.first else None, "" if event.times is None else event.hours,
        event.title, ", ".join(line.people), line.where, line.resource, line.moved_reason,
    )  # fmt: skip


@requires("unduh_berkas")
@require_GET
def ics(request: Request) -> HttpResponse:
    """A month for the calendar of a phone or of Outlook."""
    # The library is read only by who takes a calendar away.
    from lokmin.exchange.icalendar import MIME, MeetingEvent, Person
    from lokmin.exchange.icalendar import calendar as written_calendar

    month, puskesmas = asked_month(request), request.puskesmas
    book = queries.month_book(puskesmas, month)
    organiser = Person(puskesmas.name, f"lokmin/puskesmas/{puskesmas.code}", group=True)
    found = []
    for line in book.within:
        if not line.pk:
            continue
        start, end = line.event.times or (dt.time(7, 30), dt.time(14))
        found.append(
            MeetingEvent(
                uid=f"kalender-{line.pk}@{puskesmas.code}", title=line.event.title,
                start=dt.datetime.combine(line.event.first, start), end=dt.datetime.combine(line.event.last, end),
                zone=puskesmas.settings.get("zone", "WIB"), stamp=clock.now(), organiser=organiser, place=line.where,
                description=", ".join(line.people), alarms=(),
            )
        )  # fmt: skip
    name = _("Kalender %(office)s") % {"office": puskesmas.name}
    answer = HttpResponse(written_calendar(found, name=name), content_type=MIME)
    file = f"kalender-{MONTH_NAMES[month.month - 1].lower()}-{month.year}.ics"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer
