"""Reads an inventory of tools as ASPAK and the offices write it: a workbook, a CSV, or rows pasted out of Excel."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.findings import Finding, Severity
from lokmin.core.needs.equipment import OLDEST, Tool, faults
from lokmin.core.numbers import MICRO
from lokmin.core.periods import MAX_YEAR
from lokmin.exchange.excel.bilangan import AMBIGUOUS, EMPTY, VALUE, read_number
from lokmin.exchange.excel.delimited import read_delimited
from lokmin.exchange.excel.intake import open_workbook
from lokmin.exchange.excel.inventory_columns import WORDS, find_heads
from lokmin.exchange.excel.kapan import MONTH_OF
from lokmin.exchange.excel.layout import show
from lokmin.exchange.excel.records import address
from lokmin.exchange.excel.words import is_total_row, squash

MOST_LINES = 5_000
PASTED = "tempelan"

_DAY = re.compile(r"^(\d{1,2})[/\-. ](\d{1,2}|[a-z]+)[/\-. ]((?:19|20)\d\d)$")
_ISO = re.compile(r"^((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"^(\d{1,2}|[a-z]+)[/\-. ]((?:19|20)\d\d)$")
_ROOM = re.compile(
    r"^(?:[a-z]|[ivx]{1,5}|\d{1,2})?[.)]?\s*(?:ruang(?:an)?|poli|unit|klaster|laboratorium|igd|ugd)\b", re.IGNORECASE
)
_SET = re.compile(r"^(?:[a-z]|[ivx]{1,5}|\d{1,2})?[.)]?\s*(?:set|peralatan|alat)\b", re.IGNORECASE)
_LIST_SIGN = re.compile(r"^\s*(?:[A-Za-z]|[IVXivx]{1,5}|\d{1,2})[.)]\s*")
_CAPITALS = frozenset(("KIA", "KB", "IGD", "UGD", "USG", "EKG", "AED", "MTBS", "TB", "VK", "ASI", "KIA/KB", "P2", "IVA",
                       "LED", "AKDR", "IUD", "SDIDTK", "APD"))  # fmt: skip
_YES = frozenset(("ya", "y", "v", "perlu", "wajib", "sudah", "1", "true", "x", "✓", "√", "belum"))
_NO = frozenset(("tidak", "t", "tdk", "n", "0", "false", "tidakperlu"))
_CONDITIONS = {
    "baik": "good", "b": "good", "bagus": "good", "berfungsi": "good", "layak": "good", "rusakringan": "light",
    "rr": "light", "kurangbaik": "light", "kb": "light", "rusaksedang": "light", "rusak": "light",
    "rusakberat": "heavy", "rb": "heavy", "tidakberfungsi": "heavy", "afkir": "heavy", "hilang": "heavy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it was read; ``there`` is the number the paper itself states, beside its conditions."""

    tool: Tool
    there: int | None
    sheet: str
    cell: str


@dataclass(slots=True)
class Inventory:
    """What a file holds: its lines, what is odd with its address, which head was taken for which field."""

    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heads: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that must be put right first."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


def read_inventory(data: bytes, filename: str, today: dt.date) -> Inventory:
    """Every table of tools in a workbook or CSV.

    Raises:
        FileRefused: the file cannot be opened safely.
    """
    book = open_workbook(data, filename)
    found = Inventory(findings=list(book.findings))
    for sheet in book.sheets:
        _read_sheet(found, sheet.name, sheet.rows, today)
    return _checked(found)


def read_pasted(text: str, today: dt.date) -> Inventory:
    """Rows copied out of Excel (tabs) or typed with semicolons; the heads must be among them."""
    found = Inventory()
    if text.strip():
        _read_sheet(found, PASTED, read_delimited(text.encode(), PASTED), today)
    return _checked(found)


def _checked(found: Inventory) -> Inventory:
    if not found.lines and not found.wrong:
        found.findings.append(Finding(
            Severity.ERROR, "tabel-alat-tidak-ada",
            "Tidak ada tabel alat yang dikenali. Perlu baris judul dengan “Nama alat” dan sedikitnya satu dari: "
            "standar, jumlah, baik, rusak ringan, rusak berat, kondisi. Sertakan baris judul itu saat menyalin.",
        ))  # fmt: skip
    return found


def _read_sheet(found: Inventory, name: str, rows: Sequence[Sequence[Any]], today: dt.date) -> None:
    start = 0
    while (heads := find_heads(rows, start)) is not None:
        top, body, columns, titles = heads
        following = find_heads(rows, body)
        end = following[0] if following else len(rows)
        found.heads += [(WORDS[f], titles[f], f"{name}!{address(top, c)}") for f, c in columns.items()]
        room = next(
            (t for r in reversed(rows[max(0, top - 6) : top]) for v in r if _ROOM.match(t := show(v).strip())), ""
        )
        _Table(found, name, columns, today, room or name).read(rows, body, end)
        start = end


class _Table:
    """One table: its columns and the room its rows stand in."""

    def __init__(self, found: Inventory, sheet: str, columns: dict[str, int], today: dt.date, room: str) -> None:
        self.found, self.sheet, self.columns, self.today = found, sheet, columns, today
        self.room = "" if squash(room).startswith(("sheet", "lembar", "tempelan")) else _plain(room)
        self.row: Sequence[Any] = ()
        self.at = 0

    def read(self, rows: Sequence[Sequence[Any]], start: int, end: int) -> None:
        for self.at in range(start, end):
            self.row = rows[self.at]
            name = self._text("name")
            if not name or is_total_row(name) or name.isdigit():
                continue
            if own := self._text("room"):
                self.room = _plain(own)
            elif self._is_heading(name):
                if not _SET.match(name):
                    self.room = _plain(name)
                continue
            if len(self.found.lines) >= MOST_LINES:
                self._say(
                    Severity.ERROR, "alat-terlalu-banyak", "name", f"lebih dari {MOST_LINES} baris. Bagi berkasnya."
                )
                return
            self._take(name)

    def _take(self, name: str) -> None:
        counts: dict[str, int | None] = {f: self._count(f) for f in ("standard", "there", "good", "light", "heavy")}
        if (broken := self._count("broken")) is not None:
            counts["light"] = (counts["light"] or 0) + broken
        self._by_condition(counts)
        last, due = self._day("calibrated_on"), self._day("calibration_due")
        needs, last = self._needs(last)
        brand = " ".join(part for part in (self._text("brand"), self._text("model")) if part)
        cell = address(self.at, self.columns["name"])
        tool = Tool(
            room=self.room or "Tanpa ruang", name=_plain(name), code=self._text("code")[:40],
            standard=counts["standard"], good=counts["good"], light=counts["light"], heavy=counts["heavy"],
            acquired=self._year(), source=self._text("source"), brand=brand, permit=self._text("permit"),
            needs_calibration=needs or bool(last or due), calibrated_on=last, calibration_due=due,
            price=self._count("price"), note=self._text("note"), where=cell,
        )  # fmt: skip
        self.found.findings += [
            Finding(one.severity, one.code, one.message, sheet=self.sheet, cell=cell)
            for one in faults(tool, self.today, counts["there"])
        ]
        self.found.lines.append(Line(tool, counts["there"], self.sheet, cell))

    def _by_condition(self, counts: dict[str, int | None]) -> None:
        """``Kondisi: Baik`` beside a number: so many are in that condition. One without a number is one."""
        said = self._text("condition")
        if not said or any(counts[f] is not None for f in ("good", "light", "heavy")):
            return
        into = _CONDITIONS.get(squash(said))
        if into is None:
            self._say(Severity.WARNING, "alat-kondisi", "condition",
                      f"kondisi “{said}” tidak dikenal. Tulis baik, rusak ringan, atau rusak berat.")  # fmt: skip
            return
        there = counts["there"] if counts["there"] is not None else 1
        counts.update({"good": 0, "light": 0, "heavy": 0, into: there})

    def _is_heading(self, name: str) -> bool:
        """A row that only names a room or a set: nothing else stands in it but a letter or a Roman number."""
        others = [f for f in self.columns if f not in ("number", "name") and self._text(f)]
        if others:
            return False
        number = self._text("number")
        if number.rstrip(".)").isdigit():
            return bool(_ROOM.match(name))
        return bool(number) or bool(_ROOM.match(name) or _SET.match(name)) or name.isupper()

    def _raw(self, name: str) -> Any:
        column = self.columns.get(name)
        return self.row[column] if column is not None and column < len(self.row) else ""

    def _text(self, name: str) -> str:
        value = self._raw(name)
        text = "" if isinstance(value, bool) else show(value).strip()
        return "" if text in ("-", "–", "—") else " ".join(text.split())[:200]

    def _count(self, name: str) -> int | None:
        """A whole number of pieces or rupiah; what is none is told with its cell and left empty."""
        value = self._raw(name)
        if isinstance(value, bool) or value is None or value == "":
            return None
        if isinstance(value, int | float):
            if value == int(value):
                return int(value)
            self._odd(name, value)
            return None
        number = read_number(str(value), "koma" if name == "price" else "")
        if number.kind == EMPTY:
            return None
        if number.kind in (VALUE, AMBIGUOUS) and number.micro % MICRO == 0:
            return number.micro // MICRO
        self._odd(name, value)
        return None

    def _odd(self, name: str, value: object) -> None:
        self._say(Severity.ERROR, "alat-bukan-bilangan", name,
                  f"{WORDS[name]} “{value}” bukan bilangan bulat. Tulis angkanya saja.")  # fmt: skip

    def _year(self) -> int | None:
        value = self._raw("acquired")
        if isinstance(value, dt.date):
            return value.year
        text = self._text("acquired")
        if not text:
            return None
        years = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]
        if years and OLDEST <= years[-1] <= MAX_YEAR:
            return years[-1]
        self._say(Severity.WARNING, "alat-tahun", "acquired", f"tahun perolehan “{text}” tidak terbaca. Tulis 4 angka.")
        return None

    def _day(self, name: str) -> dt.date | None:
        value = self._raw(name)
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        text = self._text(name)
        if not text:
            return None
        found = read_day(text)
        if found is None:
            self._say(Severity.WARNING, "alat-tanggal", name,
                      f"{WORDS[name]} “{text}” bukan tanggal. Tulis misalnya 31/05/2026.")  # fmt: skip
            return None
        day, whole = found
        if not whole:
            self._say(Severity.INFO, "alat-tanggal-bulan", name, f"{WORDS[name]} “{text}” dibaca tanggal 1 bulan itu.")
        return day

    def _needs(self, last: dt.date | None) -> tuple[bool, dt.date | None]:
        """A column ``Kalibrasi`` says yes or no, or holds the day itself."""
        value = self._raw("needs_calibration")
        if isinstance(value, bool):
            return value, last
        text = squash(self._text("needs_calibration"))
        if not text or text in _NO:
            return False, last
        if text in _YES:
            return True, last
        day = value.date() if isinstance(value, dt.datetime) else value if isinstance(value, dt.date) else None
        read = (day, True) if day else read_day(self._text("needs_calibration"))
        return (True, last or read[0]) if read else (False, last)

    def _say(self, severity: Severity, code: str, name: str, message: str) -> None:
        column = self.columns.get(name, self.columns["name"])
        self.found.findings.append(
            Finding(severity, code, f"{self._text('name')}: {message}", sheet=self.sheet, cell=address(self.at, column))
        )


def _plain(text: str) -> str:
    """A name without the sign of a list before it; capitals are calmed, abbreviations stay (``Ruang KIA``)."""
    name = _LIST_SIGN.sub("", text).strip(" .:") or text.strip()
    if name.isupper() and len(name) > 5:
        words = [word if word.strip(",/()-") in _CAPITALS else word.lower() for word in name.split()]
        name = " ".join(words)
        name = name[:1].upper() + name[1:]
    return name[:80]


def read_day(text: str) -> tuple[dt.date, bool] | None:
    """``31/05/2026``, ``31 Mei 2026``, ``2026-05-31``; of ``Mei 2026`` the first day and False. None: no day."""
    plain = " ".join(text.lower().split())
    try:
        if hit := _ISO.match(plain):
            return dt.date(int(hit[1]), int(hit[2]), int(hit[3])), True
        if hit := _DAY.match(plain):
            return dt.date(int(hit[3]), _month(hit[2]), int(hit[1])), True
        if hit := _MONTH.match(plain):
            return dt.date(int(hit[2]), _month(hit[1]), 1), False
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTH_OF.get(word, 0)
