"""Tools of rooms as in ASPAK against their standard: need, fulfilment and its band (domain.md 5.4)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lokmin.core.findings import Finding, Severity
from lokmin.core.needs.rules import held
from lokmin.core.numbers import BASIS

OLDEST = 1950
#: More pieces of one tool no room holds; above it a digit was typed too often.
MOST_PIECES = 99_999
#: A thousand times what all Puskesmas together spend in a year.
MOST_RUPIAH = 10**15


@dataclass(frozen=True, slots=True)
class Tool:
    """One kind of tool in one room. Counts are None where nobody has counted; an empty cell is never zero.

    Attributes:
        code: of the standard list; empty for what the office added itself.
        standard: least number by the standard; None outside of it.
        price: of one, in whole rupiah.
        where: address in a workbook, when it was read from one.
    """

    room: str
    name: str
    code: str = ""
    standard: int | None = None
    good: int | None = None
    light: int | None = None
    heavy: int | None = None
    acquired: int | None = None
    source: str = ""
    brand: str = ""
    permit: str = ""
    needs_calibration: bool = False
    calibrated_on: dt.date | None = None
    calibration_due: dt.date | None = None
    price: int | None = None
    note: str = ""
    where: str = ""

    @property
    def there(self) -> int | None:
        """How many there are in any condition; None where nothing was counted."""
        counted = [n for n in (self.good, self.light, self.heavy) if n is not None]
        return sum(counted) if counted else None

    @property
    def need(self) -> int | None:
        """Standard - good, never below zero; None where either is not known."""
        return None if self.standard is None or self.good is None else max(0, self.standard - self.good)

    @property
    def cost(self) -> int | None:
        """Of the need, in whole rupiah; 0 where nothing is needed, None where it cannot be said."""
        if self.need == 0:
            return 0
        return None if self.need is None or self.price is None else self.need * self.price

    @property
    def key(self) -> tuple[str, str]:
        """Room and name in the form two spellings share."""
        return name_key(self.room), name_key(self.name)


def name_key(text: str) -> str:
    """The form in which names of rooms and tools are compared: no case, accents, punctuation, leading numbers."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"^\s*(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s*", "", plain)
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^\s*(?:ruang(?:an)?|r\.)\s+", "", plain))


@dataclass(frozen=True, slots=True)
class Band:
    """From ``least_bp`` (basis points) on this score of the Dinkes."""

    least_bp: int
    score: int


@dataclass(frozen=True, slots=True)
class EquipmentRules:
    """``catalog/rules/equipment.toml`` for a year.

    Attributes:
        count: ``jenis`` (kinds that reach their standard) or ``unit`` (pieces, each kind at most its standard).
        bands: half-open, from the highest down; below the last band the score is that of the last.
        soon_days: so many days before its day a calibration is called near; ``months`` between two of them.
        standard: the starter list, one tool without counts a line.
    """

    count: str
    bands: tuple[Band, ...]
    soon_days: int
    months: int
    standard: tuple[Tool, ...]
    source: str
    calibration_source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> EquipmentRules:
        """The rule in force in a year.

        Raises:
            ValueError: there is none, it counts by something unknown, or its bands do not fall down to 0 %.
        """
        rule = held(data, year, "alat kesehatan")
        bands = tuple(Band(int(band["least_bp"]), int(band["score"])) for band in rule["band"])
        falling = [band.least_bp for band in bands]
        if rule["count"] not in ("jenis", "unit"):
            raise ValueError(f"Cara hitung pemenuhan alat “{rule['count']}” tidak dikenal: pilih jenis atau unit.")
        if falling != sorted(set(falling), reverse=True) or not falling or falling[-1] != 0:
            raise ValueError("Pita nilai pemenuhan alat harus turun dan berakhir pada 0 %.")
        standard = tuple(
            Tool(room["name"], tool["name"], code=tool["code"], standard=int(tool["least"]),
                 needs_calibration=bool(tool.get("calibrate", False)))
            for room in rule["room"] for tool in room["tool"]
        )  # fmt: skip
        return cls(
            rule["count"], bands, int(rule["soon_days"]), int(rule["months"]), standard, rule["source"],
            rule["calibration_source"], bool(rule["confirmed"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How much of the standard is there in good order.

    Attributes:
        met, standard: kinds or pieces, as the rule counts. ``unknown``: the part of ``standard`` nobody has counted.
    """

    met: int
    standard: int
    unknown: int

    @property
    def low_bp(self) -> int | None:
        """Basis points if all that is not counted is missing; None without a standard."""
        return self.met * BASIS // self.standard if self.standard else None

    @property
    def high_bp(self) -> int | None:
        """Basis points if all that is not counted is there."""
        return (self.met + self.unknown) * BASIS // self.standard if self.standard else None


def fulfilment(tools: Iterable[Tool], rules: EquipmentRules) -> Fulfilment:
    """Pemenuhan = fulfilled / standard. Tools outside of the standard do not count; uncounted ones are told apart."""
    met = standard = unknown = 0
    for tool in tools:
        if not tool.standard:
            continue
        weight = 1 if rules.count == "jenis" else tool.standard
        standard += weight
        if tool.good is None:
            unknown += weight
        elif rules.count == "jenis":
            met += tool.good >= tool.standard
        else:
            met += min(tool.good, tool.standard)
    return Fulfilment(met, standard, unknown)


def score(found: Fulfilment, rules: EquipmentRules) -> tuple[int, int] | None:
    """Lowest and highest score that can still come out; equal when the uncounted tools cannot change it."""
    if found.low_bp is None or found.high_bp is None:
        return None
    return _band(found.low_bp, rules), _band(found.high_bp, rules)


def _band(share: int, rules: EquipmentRules) -> int:
    return next(band.score for band in rules.bands if share >= band.least_bp)


def by_room(tools: Sequence[Tool], rules: EquipmentRules) -> tuple[tuple[str, Fulfilment], ...]:
    """The fulfilment of each room, in the order the rooms come."""
    rooms = dict.fromkeys(tool.room for tool in tools)
    return tuple((room, fulfilment([tool for tool in tools if tool.room == room], rules)) for room in rooms)


def gathered(lines: Iterable[Tool]) -> tuple[Tool, ...]:
    """Several lines of one tool in one room (lots, years, brands) as one, in the order they come.

    Counts are added; the oldest calibration, the newest year and the larger standard count; every brand stands once.
    """
    found: dict[tuple[str, str], Tool] = {}
    for line in lines:
        known = found.get(line.key)
        found[line.key] = line if known is None else _both(known, line)
    return tuple(found.values())


def _both(a: Tool, b: Tool) -> Tool:
    return replace(
        a,
        code=a.code or b.code,
        standard=_largest(a.standard, b.standard),
        good=_sum(a.good, b.good), light=_sum(a.light, b.light), heavy=_sum(a.heavy, b.heavy),
        acquired=_largest(a.acquired, b.acquired),
        source=_words(a.source, b.source), brand=_words(a.brand, b.brand), permit=_words(a.permit, b.permit),
        note=_words(a.note, b.note),
        needs_calibration=a.needs_calibration or b.needs_calibration,
        calibrated_on=_earliest(a.calibrated_on, b.calibrated_on),
        calibration_due=_earliest(a.calibration_due, b.calibration_due),
        price=_largest(a.price, b.price), where=_words(a.where, b.where),
    )  # fmt: skip


def _sum(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else a + b


def _largest(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else max(a, b)


def _earliest(a: dt.date | None, b: dt.date | None) -> dt.date | None:
    return b if a is None else a if b is None else min(a, b)


def _words(a: str, b: str) -> str:
    return "; ".join(dict.fromkeys(part for text in (a, b) for part in text.split("; ") if part))


def faults(tool: Tool, today: dt.date, there: int | None = None) -> tuple[Finding, ...]:
    """What cannot be of one line; ``there`` is the number of pieces the paper itself states."""
    found: list[Finding] = []
    where = f"{tool.name} ({tool.room})" if tool.room else tool.name

    def say(severity: Severity, code: str, message: str) -> None:
        found.append(Finding(severity, code, f"{where}: {message}", cell=tool.where))

    named = {"standar": tool.standard, "baik": tool.good, "rusak ringan": tool.light, "rusak berat": tool.heavy,
             "harga": tool.price}  # fmt: skip
    for word, value in named.items():
        if value is not None and value < 0:
            say(Severity.ERROR, "alat-negatif", f"{word} {value}. Tulis 0 atau lebih.")
        elif value is not None and value > (MOST_RUPIAH if word == "harga" else MOST_PIECES):
            say(Severity.ERROR, "alat-terlalu-besar", f"{word} {value} terlalu besar. Periksa angkanya.")
    if there is not None and tool.there is not None and there != tool.there:
        say(Severity.WARNING, "alat-jumlah-beda",
            f"jumlah ada {there}, tetapi baik dan rusak berjumlah {tool.there}. Hitung ulang di ruangnya.")  # fmt: skip
    if tool.acquired is not None and not OLDEST <= tool.acquired <= today.year:
        say(Severity.ERROR, "alat-tahun", f"tahun perolehan {tool.acquired}. Tulis tahun {OLDEST} sampai {today.year}.")
    if tool.calibrated_on and tool.calibrated_on > today:
        say(Severity.ERROR, "kalibrasi-nanti", "kalibrasi terakhir belum terjadi. Pindahkan ke kalibrasi berikut.")
    if tool.calibrated_on and tool.calibration_due and tool.calibration_due <= tool.calibrated_on:
        say(Severity.ERROR, "kalibrasi-terbalik", "kalibrasi berikut tidak sesudah yang terakhir. Periksa tanggalnya.")
    return tuple(found)
