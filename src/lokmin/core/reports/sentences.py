"""Words about reports, for pages, papers and the chat group alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from lokmin.core.language import said
from lokmin.core.periods import DAY_NAMES, MONTH_NAMES, long_date, short_date
from lokmin.core.reports.kinds import Report
from lokmin.core.reports.periods import Frequency
from lokmin.core.reports.states import Standing, State
from lokmin.core.reports.summary import Tally

#: A chat message stays readable on a phone.
LIMIT = 1000


def state_words(stands: Standing) -> str:
    """``terkirim tepat waktu``, ``terkirim terlambat 3 hari``, ``terlambat 2 hari``, ``jatuh tempo 4 hari lagi``."""
    match stands.state:
        case State.SENT:
            return said("nihil, tepat waktu") if stands.nothing else said("terkirim tepat waktu")
        case State.SENT_LATE:
            return said("terkirim terlambat %s hari") % stands.days
        case State.MISSING:
            return said("terlambat %s hari") % stands.days
        case State.OPEN:
            return said("jatuh tempo %s hari lagi") % stands.days if stands.days else said("jatuh tempo hari ini")
        case _:
            return said("belum waktunya")


def due_words(report: Report) -> str:
    """The rule of a report: ``paling lambat tanggal 5 bulan berikutnya``."""
    due = report.due
    if report.frequency is Frequency.EVENT:
        if due.hours > 72 and due.hours % 24 == 0:
            return said("paling lambat %s hari sesudah kejadian") % (due.hours // 24)
        return said("paling lambat %s jam sesudah kejadian") % due.hours
    if report.frequency is Frequency.WEEK:
        return said("paling lambat hari %s sesudah minggunya") % said(DAY_NAMES[due.weekday])
    if report.frequency is Frequency.YEAR:
        years, month = divmod(12 + due.months - 1, 12)
        given = {"day": due.day, "month": said(MONTH_NAMES[month])}
        if years == 0:
            return said("paling lambat %(day)s %(month)s tahun itu juga") % given
        if years < 0:
            return said("paling lambat %(day)s %(month)s tahun sebelumnya") % given
        return said("paling lambat %(day)s %(month)s tahun berikutnya") % given
    if due.months == 0:
        return said("paling lambat tanggal %s bulan terakhirnya") % due.day
    if due.months == 1:
        return said("paling lambat tanggal %s bulan berikutnya") % due.day
    if due.months > 1:
        return said("paling lambat tanggal %(day)s, %(n)s bulan sesudahnya") % {"day": due.day, "n": due.months}
    return said("paling lambat tanggal %(day)s, %(n)s bulan sebelumnya") % {"day": due.day, "n": -due.months}


def closed_words(due: dt.date, closed: Mapping[dt.date, str], workdays: int = 5) -> str:
    """Why nobody may be at the desk on a due day: ``hari Minggu`` or the holiday's name; empty on a working day.

    The due day stays as it is; whoever reads this sends the report the day before. ``workdays``: days a week the
    office works; with 6 Saturday is none of them.
    """
    if due in closed:
        return closed[due]
    if due.weekday() >= workdays:
        return said("hari %s") % said(DAY_NAMES[due.weekday()])
    return ""


def tally_words(counted: Tally) -> str:
    """``18 dari 25 laporan terkirim, 3 terlambat, 4 belum jatuh tempo; 15 dari 21 tepat waktu (71 %)``.

    The last part counts those whose due day is over.
    """
    if not counted.known:
        return said("belum ada laporan yang dapat dikirim")
    text = said("%(sent)s dari %(all)s laporan terkirim") % {"sent": counted.sent, "all": counted.known}
    if counted.missing:
        text += said(", %s terlambat") % counted.missing
    if counted.open:
        text += said(", %s belum jatuh tempo") % counted.open
    if counted.expected:
        text += said("; %(timely)s dari %(expected)s yang lewat jatuh tempo terkirim tepat waktu (%(percent)s %%)") % {
            "timely": counted.in_time, "expected": counted.expected, "percent": counted.timely_percent,
        }  # fmt: skip
    return text


def line(stands: Standing) -> str:
    """``Laporan LB1 April 2026, jatuh tempo 5 Mei 2026, terlambat 2 hari``."""
    return said("%(report)s %(period)s, jatuh tempo %(due)s, %(state)s") % {
        "report": stands.report.name, "period": stands.period.label, "due": short_date(stands.due),
        "state": state_words(stands),
    }  # fmt: skip


def chat(groups: Iterable[tuple[str, Sequence[Standing]]], office: str, today: dt.date) -> str:
    """A text for the staff's chat group: per owner what is late and what is due soon; at most ``LIMIT`` characters.

    Lines that do not fit are counted, an owner's name is never left without a line. ``groups``: (owner, what the owner
    still owes, the most urgent first).
    """
    head = [said("*Laporan yang ditunggu, %s*") % office, long_date(today)]
    told = [(owner, list(rows)) for owner, rows in groups if rows]
    if not told:
        return "\n".join([*head, "", said("Semua laporan yang jatuh tempo sudah terkirim. Terima kasih.")]) + "\n"
    total = sum(len(rows) for _, rows in told)
    end = said("Sudah dikirim? Tandai di Lokmin, halaman Laporan, agar tidak diingatkan lagi.")
    for kept in range(total, 0, -1):
        text = _chat(head, told, kept, total, end)
        if len(text) <= LIMIT:
            return text
    return _chat(head, [], 0, total, end)


def _chat(head: list[str], told: list[tuple[str, list[Standing]]], kept: int, total: int, end: str) -> str:
    lines = list(head)
    left = kept
    for owner, rows in told:
        if left <= 0:
            break
        shown = rows[:left]
        left -= len(shown)
        lines += ["", f"*{owner}*"]
        lines += [
            f"- {s.report.name}, {s.period.label}: {state_words(s)}"
            + (f" ({short_date(s.due)})" if s.state is State.OPEN else "")
            for s in shown
        ]
    if kept < total:
        lines.append(said("… dan %s laporan lagi") % (total - kept))
    return "\n".join([*lines, "", end]) + "\n"
