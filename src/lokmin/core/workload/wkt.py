"""Waktu Kerja Tersedia: the table A to G of a year, as computed and as the regulation rounds it (domain.md 5.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lokmin.core.language import said
from lokmin.core.numbers import BASIS
from lokmin.core.workload.exact import written

_WEEKS = 52


@dataclass(frozen=True, slots=True)
class WktRow:
    """One line of the table; ``code`` as on the form (``A`` .. ``G``, then what follows from them)."""

    code: str
    factor: str
    value: Fraction
    unit: str
    how: str = ""

    @property
    def text(self) -> str:
        """The value as the form prints it."""
        return written(self.value, 3)


@dataclass(frozen=True, slots=True)
class WorkTime:
    """The working time of one person in one year.

    Attributes:
        week: working days a week, 5 or 6. ``leave``, ``holidays``, ``training``, ``absence``: working days a year.
        week_minutes: F in minutes (37.5 hours are 2,250). ``effective_bp``: the 70 % of G.
        regulation: use the minutes of the regulation instead of those computed.
        regulated: the minutes of the regulation (1,200 hours are 72,000).

    Raises:
        ValueError: a week that is not 5 or 6 days, days below zero, or nothing left to work.
    """

    week: int
    leave: int
    holidays: int
    training: int
    absence: int
    week_minutes: int = 2250
    effective_bp: int = 7000
    regulation: bool = True
    regulated: int = 72_000
    source: str = ""

    def __post_init__(self) -> None:
        if self.week not in (5, 6):
            raise ValueError(said("Hari kerja seminggu harus 5 atau 6, bukan %(week)s.") % {"week": self.week})
        if min(self.leave, self.holidays, self.training, self.absence) < 0:
            raise ValueError(said("Hari cuti, libur, pelatihan, dan absen tidak boleh kurang dari 0."))
        if self.days <= 0:
            off = {"off": self.off, "days": self.year_days}
            raise ValueError(
                said("Hari tidak bekerja %(off)s dari %(days)s hari: tidak ada hari kerja tersisa. Periksa B sampai E.")
                % off
            )
        if self.week_minutes <= 0 or not 0 < self.effective_bp <= BASIS or self.regulated <= 0:
            raise ValueError(said("Jam kerja seminggu dan bagian jam kerja efektif harus lebih dari 0."))

    @property
    def year_days(self) -> int:
        """A: working days of 52 weeks."""
        return _WEEKS * self.week

    @property
    def off(self) -> int:
        """B + C + D + E."""
        return self.leave + self.holidays + self.training + self.absence

    @property
    def days(self) -> int:
        """A - (B + C + D + E)."""
        return self.year_days - self.off

    @property
    def effective_week(self) -> Fraction:
        """G in minutes: 70 % of F."""
        return Fraction(self.week_minutes * self.effective_bp, BASIS)

    @property
    def day_minutes(self) -> Fraction:
        """G / 5 or G / 6."""
        return self.effective_week / self.week

    @property
    def computed(self) -> Fraction:
        """Minutes a year as the table gives them: 66,780 (1,113 hours) with five days, 69,300 (1,155) with six."""
        return self.days * self.day_minutes

    @property
    def minutes(self) -> Fraction:
        """Minutes a year that are used."""
        return Fraction(self.regulated) if self.regulation else self.computed

    @property
    def other(self) -> Fraction:
        """The minutes that are not used: shown beside."""
        return self.computed if self.regulation else Fraction(self.regulated)

    @property
    def basis(self) -> str:
        """In words, which of both is used."""
        told = {"minutes": written(self.minutes, 0), "hours": written(self.minutes / 60, 2)}
        if self.regulation:
            return said("%(minutes)s menit (%(hours)s jam), pembulatan Permenkes 33/2015") % told
        return said("%(minutes)s menit (%(hours)s jam), menurut tabel WKT") % told

    def rows(self) -> tuple[WktRow, ...]:
        """The table as the form has it, with how each line comes about."""
        f, g = Fraction(self.week_minutes, 60), self.effective_week / 60
        return (
            WktRow("A", said("Hari kerja"), Fraction(self.year_days), said("hari/tahun"), f"{self.week} × {_WEEKS}"),
            WktRow("B", said("Cuti pegawai"), Fraction(self.leave), said("hari/tahun")),
            WktRow("C", said("Libur nasional dan cuti bersama"), Fraction(self.holidays), said("hari/tahun")),
            WktRow("D", said("Pelatihan"), Fraction(self.training), said("hari/tahun")),
            WktRow("E", said("Absen (sakit dan lain-lain)"), Fraction(self.absence), said("hari/tahun")),
            WktRow("F", said("Waktu kerja dalam seminggu"), f, said("jam/minggu")),
            WktRow("G", said("Jam kerja efektif"), g, said("jam/minggu"), f"{written(self.share, 2)} % × F"),
            WktRow("WK", said("Waktu kerja dalam sehari"), self.day_minutes / 60, said("jam/hari"), f"G : {self.week}"),
            WktRow("HK", said("Hari kerja tersedia"), Fraction(self.days), said("hari/tahun"), "A − (B + C + D + E)"),
            WktRow("WKT", said("Waktu kerja tersedia, dihitung"), self.computed / 60, said("jam/tahun"), "HK × WK"),
            WktRow("", said("Waktu kerja tersedia, dihitung"), self.computed, said("menit/tahun"), "WKT × 60"),
            WktRow("", said("Menurut Permenkes 33/2015"), Fraction(self.regulated), said("menit/tahun")),
            WktRow("", said("Yang dipakai"), self.minutes, said("menit/tahun")),
        )

    @property
    def share(self) -> Fraction:
        """The effective part in percent: 70."""
        return Fraction(self.effective_bp, 100)


def off_days(days: Iterable[dt.date], year: int, week: int) -> int:
    """C counted from a calendar: the days off of a year that fall on a working day (Monday to Friday or Saturday)."""
    return len({day for day in days if day.year == year and day.weekday() < week})


@dataclass(frozen=True, slots=True)
class LoadRule:
    """What is said about a workload: when a share is worth a warning. Basis points, from dated data."""

    ftp_warn_bp: int
    light_bp: int
    heavy_bp: int
    source: str = ""
    confirmed: bool = False


def load_rule(data: Mapping[str, Any], year: int) -> LoadRule:
    """The thresholds in force in a year."""
    rule = in_force(data, "load", year)
    return LoadRule(
        rule["ftp_warn_bp"], rule["light_bp"], rule["heavy_bp"], rule["source"], bool(rule["confirmed"])
    )  # fmt: skip


def starting(data: Mapping[str, Any], year: int, week: int, holidays: int | None = None) -> WorkTime:
    """The table an office begins with; ``holidays`` as its calendar counts them, else as the rule has them."""
    rule = in_force(data, "wkt", year)
    return WorkTime(
        week=week, leave=rule["leave"], holidays=rule["holidays"] if holidays is None else holidays,
        training=rule["training"], absence=rule["absence"], week_minutes=rule["week_minutes"],
        effective_bp=rule["effective_bp"], regulated=rule["regulated_minutes"], source=rule["source"],
    )  # fmt: skip


def in_force(data: Mapping[str, Any], name: str, year: int) -> Mapping[str, Any]:
    """The youngest of dated rules that holds in a year.

    Raises:
        ValueError: none does.
    """
    held: list[Mapping[str, Any]] = [rule for rule in data.get(name, ()) if int(rule["valid_from"]) <= year]
    if not held:
        raise ValueError(f"Aturan “{name}” untuk tahun {year} tidak ada.")
    return max(held, key=lambda rule: int(rule["valid_from"]))
