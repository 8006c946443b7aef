"""The body of the coverage table as HTML, built cell by cell in plain Python: the same markup as ``parts.cell``.

A table may have 3,000 cells; a macro call for each is several times slower (see ``benchmarks/pages.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.pages import Reader
from lokmin.cycle.monitoring.queries.home import Home

#: The CSS class that gives a status its shape and colour.
SHAPES = {
    Status.BAIK: "baik",
    Status.KURANG: "kurang",
    Status.CUKUP: "cukup",
    Status.JELEK: "jelek",
    Status.NONE: "nihil",
    Status.NO_TARGET: "tanpa",
}


class CellWriter:
    """Writes cells in the language of the reader; made once for a table.

    Args:
        guest: hide rates that rest on a small count.
    """

    def __init__(self, *, guest: bool = False) -> None:
        self.guest = guest
        self._words = {status: pgettext("status", status.value) for status in Status}
        self._reached, self._more = escape(_("tercapai")), escape(_("lebih"))
        self._short = escape(pgettext("jumlah", "kurang"))
        none = (pgettext("sel", "belum"), pgettext("sel", "lapor"))
        without = (pgettext("sel", "tanpa"), pgettext("sel", "target"))
        self._empty = {
            status: f"<i>{escape(top)}</i> <i>–</i> <span>{escape(bottom)}</span> <span>"
            for status, (top, bottom) in ((Status.NONE, none), (Status.NO_TARGET, without))
        }

    def inside(self, row: CoverageRow) -> str:
        """Word and people above, status and rate below."""
        status = row.status
        if status is Status.NONE:
            return self._empty[status] + "</span>"
        percent = words.percent(row, guest=self.guest)
        if status is Status.NO_TARGET:
            return f"{self._empty[status]}{percent}</span>"
        if status in (Status.BAIK, Status.KURANG):
            return f"<i>{self._reached}</i> <i></i> <span>{self._words[status]}</span> <span>{percent}</span>"
        word = self._short if row.higher_is_better else self._more
        number = words.gap_number(row)
        return f"<i>{word}</i> <b>{number}</b> <span>{self._words[status]}</span> <span>{percent}</span>"

    def cell(self, row: CoverageRow, href: str) -> str:
        """A whole ``<td>``; ``href`` is already escaped."""
        return f'<td><a href="{href}" class="cell {SHAPES[row.status]}">{self.inside(row)}</a></td>'

    def line(self, name: str, href: str, rows: Iterable[CoverageRow], address: Callable[[CoverageRow], str]) -> str:
        """A whole ``<tr>``: the name that leads to its page, then its cells; addresses are already escaped."""
        cells = "".join(self.cell(row, address(row)) for row in rows)
        return f'<tr><th scope="row"><a href="{href}">{escape(name)}</a></th>{cells}</tr>'


def joined(lines: Iterable[str]) -> SafeString:
    """Lines of a table body as one safe text; every part was escaped where it was put in."""
    return mark_safe("\n".join(lines))  # noqa: S308 - names and addresses are escaped in ``line``, the rest are numbers


def coverage(page: Home, reader: Reader) -> tuple[SafeString, SafeString]:
    """The rows of the home table, and the cells of the Puskesmas under them (none when indicators are the rows).

    A village's figure leads to how it was made, for those who may see sources; otherwise to its indicator.
    """
    writer, table = CellWriter(guest=reader.guest), page.table
    query = f"?bulan={table.month.code}"
    of_indicator = {
        i.code: escape(reader.go("monitoring:indicator", code=i.code) + query) for i in table.indicators
    }
    made = {
        i.code: escape(reader.go("monitoring:made", code=i.code, place="-0-") + query) for i in table.indicators
    }
    sources = reader.can("lihat_sumber")

    def address(row: CoverageRow) -> str:
        if sources and row.place != table.total.code:
            return made[row.indicator].replace("-0-", row.place)
        return of_indicator[row.indicator]

    by, places = table.by, (*page.villages, table.total)
    if page.across:
        return joined(
            writer.line(i.short, of_indicator[i.code], (by[p.code, i.code] for p in places), address)
            for i in table.indicators
        ), joined(())
    body = joined(
        writer.line(
            v.name,
            escape(reader.go("monitoring:village", code=v.code) + query),
            (by[v.code, i.code] for i in table.indicators),
            address,
        )
        for v in page.villages
    )
    total = table.total.code
    return body, joined(writer.cell(by[total, i.code], of_indicator[i.code]) for i in table.indicators)
