"""A table pasted from Excel or typed: villages down, months or data elements across; comma and dot understood."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.indicators.headers import header_key, level_key
from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.places import PlaceRef, name_key
from lokmin.cycle.reporting.operations import Figure
from lokmin.exchange.excel import bilangan

#: More rows are no table of one Puskesmas.
MOST_ROWS = 400
#: Rows that add up others, as offices name them.
_TOTALS = {"jumlah", "total", "puskesmas", "jumlahtotal", "grandtotal", "kecamatan"}
_SHORT = {"agt": 8, "agust": 8, "nop": 11, "peb": 2, "may": 5, "aug": 8, "oct": 10, "dec": 12}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood.

    Attributes:
        figures: numbers with place, month, element and their cell (``baris 3, kolom 2``).
        problems: sentences about cells and heads that must be mended first.
        ignored: rows and columns left out, told to the person (totals, running numbers).
    """

    figures: tuple[Figure, ...]
    problems: tuple[str, ...]
    ignored: tuple[str, ...]


def read(text: str, *, places: Sequence[PlaceRef], catalogue: Catalogue, month: Month, element: str = "") -> Pasted:
    """Read a pasted table whose first row names the columns.

    A column is a month (``Jan``, ``Januari``, ``2026-01``; the year is that of ``month``) of ``element``, or a data
    element of ``month`` by any name the catalogue knows. The column of villages is found by its names.
    """
    rows = _rows(text)
    if len(rows) < 2:
        return Pasted((), (_("Tempel tabel dengan judul kolom pada baris pertama dan satu desa tiap baris."),), ())
    known = {name_key(word): p for p in places for word in (p.name, *p.aliases)}
    at = _column_of_villages(rows[1:], known)
    if at is None:
        return Pasted((), (_("Nama desa tidak ditemukan. Sertakan satu kolom berisi nama desa."),), ())
    heads, problems, ignored = _heads(rows[0], at, catalogue, month, element)
    convention = next((c for row in rows[1:] for cell in row if (c := bilangan.convention_of(cell))), "")
    figures: list[Figure] = []
    for line, row in enumerate(rows[1:], 2):
        name = row[at].strip() if at < len(row) else ""
        place = known.get(name_key(name))
        if place is None:
            _not_a_village(name, line, row, problems, ignored)
            continue
        for column, (period, code) in heads.items():
            cell = row[column] if column < len(row) else ""
            where = _("baris %(row)d, kolom %(column)d") % {"row": line, "column": column + 1}
            micro = _number(cell, convention, where, problems, whole=catalogue.elements[code].whole)
            if micro is not None:
                figures.append(Figure(place.code, period, code, micro, where))
    return Pasted(tuple(figures), tuple(problems), tuple(ignored))


def _rows(text: str) -> list[list[str]]:
    """Cells by row: tabs from Excel, else semicolons; commas only where no cell could hold a decimal."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    lines = lines[: MOST_ROWS + 1]
    sign = next((s for s in ("\t", ";", ",") if lines and s in lines[0]), "\t")
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=sign)]


def _column_of_villages(rows: list[list[str]], known: Mapping[str, PlaceRef]) -> int | None:
    width = max(map(len, rows))
    counts = [sum(len(row) > c and name_key(row[c]) in known for row in rows) for c in range(width)]
    best = max(range(width), key=lambda c: counts[c])
    return best if counts[best] else None


def _heads(
    row: list[str], villages: int, catalogue: Catalogue, month: Month, element: str
) -> tuple[dict[int, tuple[str, str]], list[str], list[str]]:
    """Column -> (period, element); what could not be understood, and what was left out."""
    claimed = {
        header_key(alias.split(">")): e.code
        for e in catalogue.elements.values()
        if not e.yearly
        for alias in (e.name, e.short, e.code, *e.aliases)
    }
    heads: dict[int, tuple[str, str]] = {}
    problems, ignored = [], []
    for column, head in enumerate(row):
        key = level_key(head)
        if column == villages or key in {"", "no", "nomor"}:
            continue
        when, code = _month(head, month.year), claimed.get(header_key([head]))
        if when is not None and element:
            heads[column] = (when.code, element)
        elif when is not None:
            problems.append(_("Kolom “%(head)s” sebuah bulan. Pilih unsur datanya.") % {"head": head})
        elif code is not None:
            heads[column] = (month.code, code)
        elif key in _TOTALS or key in {"ket", "keterangan", "persen"}:
            ignored.append(_("kolom “%(head)s”") % {"head": head})
        else:
            problems.append(
                _("Kolom “%(head)s” bukan bulan dan bukan unsur data. Ganti judulnya atau hapus.") % {"head": head}
            )
    return heads, problems, ignored


def _month(text: str, year: int) -> Month | None:
    """The month a head names."""
    try:
        return Month.parse(text)
    except ValueError:
        pass
    key = level_key(text).removesuffix(str(year))
    if not key.isalpha() or len(key) < 3:
        return None
    for number, name in enumerate(MONTH_NAMES, 1):
        if name.lower().startswith(key):
            return Month(year, number)
    return Month(year, _SHORT[key]) if key in _SHORT else None


def _not_a_village(name: str, line: int, row: list[str], problems: list[str], ignored: list[str]) -> None:
    if not name or name_key(name) in _TOTALS or any(name_key(cell) in _TOTALS for cell in row):
        ignored.append(_("baris %(row)d %(name)s") % {"row": line, "name": name})
    else:
        problems.append(
            _("Baris %(row)d: “%(name)s” bukan desa di wilayah kerja. Perbaiki ejaannya atau hapus barisnya.")
            % {"row": line, "name": name}
        )


def _number(cell: str, convention: str, where: str, problems: list[str], *, whole: bool) -> int | None:
    """The number of a cell in millionths; None where it is empty or must be mended first."""
    found = bilangan.read_number(cell, convention)
    if found.kind == bilangan.EMPTY:
        return None
    if found.kind == bilangan.AMBIGUOUS:
        problems.append(
            _("“%(cell)s” (%(where)s) dapat dibaca dua cara. Tulis ribuan tanpa titik, pecahan dengan koma.")
            % {"cell": cell, "where": where}
        )
        return None
    if found.kind != bilangan.VALUE or found.micro is None:
        problems.append(_("“%(cell)s” (%(where)s) bukan angka.") % {"cell": cell, "where": where})
        return None
    if found.micro < 0 or (whole and found.micro % MICRO):
        problems.append(_("“%(cell)s” (%(where)s) tidak dapat negatif atau pecahan.") % {"cell": cell, "where": where})
        return None
    micro: int = found.micro
    return micro
