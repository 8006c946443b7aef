"""The body of the coverage table as HTML, built cell by cell in plain Python: the same markup as ``parts.cell``.

A table may have 3,000 cells; a macro call for each is several times slower (see ``benchmarks/pages.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

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
_END = "</span></a></td>"


class CellWriter:
    """Writes cells in the language of the reader; made once for a table.

    Everything of a cell that does not depend on its figures is put together beforehand, by status.

    Args:
        guest: hide rates that rest on a small count.
    """

    def __init__(self, *, guest: bool = False) -> None:
        self.guest = guest
        reached, more, short = _("tercapai"), _("lebih"), pgettext("jumlah", "kurang")
        self._good, self._fell = (
            _opening(status, reached) + f"<i></i> {_word(status)} <span>" for status in (Status.BAIK, Status.KURANG)
        )
        below = (Status.CUKUP, Status.JELEK)
        self._short = {status.value: _opening(status, short) + "<b>" for status in below}
        self._more = {status.value: _opening(status, more) + "<b>" for status in below}
        self._after = {status.value: f"</b> {_word(status)} <span>" for status in below}
        self._none, self._aimless = (
            f"{_opening(status, top)}<i>–</i> <span>{escape(bottom)}</span> <span>"
            for status, top, bottom in (
                (Status.NONE, pgettext("sel", "belum"), pgettext("sel", "lapor")),
                (Status.NO_TARGET, pgettext("sel", "tanpa"), pgettext("sel", "target")),
            )
        )

    def cell(self, row: CoverageRow, href: str) -> str:
        """A whole ``<td>``: word and people above, status and rate below; ``href`` is already escaped."""
        status = row.status
        start = f'<td><a href="{href}'
        if status is Status.NONE:
            return start + self._none + _END
        rate = words.percent_so_far(row, guest=self.guest)
        if status is Status.BAIK:
            return f"{start}{self._good}{rate}{_END}"
        if status is Status.KURANG:
            return f"{start}{self._fell}{rate}{_END}"
        if status is Status.NO_TARGET:
            return f"{start}{self._aimless}{rate}{_END}"
        code = status._value_
        opening = self._short if row.higher_is_better else self._more
        return f"{start}{opening[code]}{words.gap_number(row)}{self._after[code]}{rate}{_END}"

    def line(self, name: str, href: str, cells: Iterable[tuple[CoverageRow, str]]) -> str:
        """A whole ``<tr>``: the name that leads to its page, then its cells; addresses are already escaped."""
        cell = self.cell
        body = "".join([cell(row, address) for row, address in cells])
        return f'<tr><th scope="row"><a href="{href}">{escape(name)}</a></th>{body}</tr>'


def _opening(status: Status, word: str) -> str:
    return f'" class="cell {SHAPES[status]}"><i>{escape(word)}</i> '


def _word(status: Status) -> str:
    return f"<span>{escape(words.status_word(status))}</span>"


def joined(lines: Iterable[str]) -> SafeString:
    """Lines of a table body as one safe text; every part was escaped where it was put in."""
    return mark_safe("\n".join(lines))  # noqa: S308 - names and addresses are escaped in ``line``, the rest are numbers


def coverage(page: Home, reader: Reader) -> tuple[SafeString, SafeString]:
    """The rows of the home table, and the cells of the Puskesmas under them (none when indicators are the rows).

    A village's figure leads to how it was made, for those who may see sources; otherwise to its indicator.
    """
    writer, table, by = CellWriter(guest=reader.guest), page.table, page.table.by
    query = f"?bulan={table.month.code}"
    total = table.total.code
    # Asking the router for each of 250 addresses would take longer than writing the 3,000 cells.
    to_indicator = escape(reader.go("monitoring:indicator", code="-0-") + query).split("-0-")
    to_made = escape(reader.go("monitoring:made", code="-0-", place="-1-") + query)
    codes = {i.code: escape(quote(i.code, safe="")) for i in table.indicators}
    of_indicator = {code: quoted.join(to_indicator) for code, quoted in codes.items()}
    made = {code: to_made.replace("-0-", quoted).split("-1-") for code, quoted in codes.items()}
    sources = reader.can("lihat_sumber")

    def address(place: str, indicator: str) -> str:
        return place.join(made[indicator]) if sources and place != total else of_indicator[indicator]

    if page.across:
        places = [place.code for place in (*page.villages, table.total)]
        return joined(
            writer.line(i.short, of_indicator[i.code], [(by[p, i.code], address(p, i.code)) for p in places])
            for i in table.indicators
        ), joined(())
    body = joined(
        writer.line(
            v.name,
            escape(reader.go("monitoring:village", code=v.code) + query),
            [(by[v.code, code], address(v.code, code)) for code in codes],
        )
        for v in page.villages
    )
    return body, joined(writer.cell(by[total, code], of_indicator[code]) for code in codes)
