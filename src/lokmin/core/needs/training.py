"""Training: who lacks which competence and why, and the lesson hours (JPL) of each person in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.findings import Finding, Severity
from lokmin.core.needs.rules import held
from lokmin.core.periods import short_date

#: Lesson hours are kept in tenths.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class TrainingRules:
    """``catalog/rules/training.toml`` for a year.

    Attributes:
        least: lesson hours in tenths a year by status of employment; a status that is not there has no minimum.
        soon_days: so many days before a licence ends its renewal is proposed.
        ribs: codes of ribs and determinants whose root causes speak of what people know and can do.
        words: in lower case; a root cause that uses one of them speaks of it, too, whatever its rib.
        forms: kinds of training people choose from.
    """

    least: Mapping[str, int]
    soon_days: int
    ribs: tuple[str, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...]
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> TrainingRules:
        """The rule in force in a year.

        Raises:
            ValueError: there is none.
        """
        rule = held(data, year, "pelatihan")
        least = {str(status): int(tenths) for status, tenths in rule["least_tenths"].items()}
        return cls(
            least, int(rule["soon_days"]), tuple(rule["ribs"]), tuple(rule["words"]), tuple(rule["forms"]),
            rule["source"], bool(rule["confirmed"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff: ``licences`` are (name, valid until), e.g. ``("SIP", 2026-08-01)``."""

    key: str
    name: str
    profession: str
    status: str
    licences: tuple[tuple[str, dt.date], ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A root cause of a problem in the register, with its rib and determinant."""

    key: str
    problem: str
    text: str
    rib: str = ""
    determinant: str = ""

    def of_people(self, rules: TrainingRules) -> bool:
        """Is it about what people know and can do?"""
        said = self.text.lower()
        return self.rib in rules.ribs or self.determinant in rules.ribs or any(word in said for word in rules.words)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A training need the system sees itself: ``origin`` is ``(kind, id)`` so that it is proposed once.

    Attributes:
        member: key of the person it is for; empty for a profession or for all.
        urgent: a licence has run out, or a problem waits for it.
    """

    topic: str
    why: str
    origin: tuple[str, str]
    member: str = ""
    profession: str = ""
    urgent: bool = False


def from_licences(members: Iterable[Member], today: dt.date, rules: TrainingRules) -> tuple[Suggestion, ...]:
    """Licences that have ended or end soon: the credits for renewing them are gathered in time."""
    found = []
    for member in members:
        for name, until in member.licences:
            days = (until - today).days
            if days > rules.soon_days:
                continue
            said = f"{name} berakhir {short_date(until)}" if days >= 0 else f"{name} sudah berakhir {short_date(until)}"
            found.append((days, Suggestion(
                f"Pemenuhan kompetensi untuk perpanjangan {name}", said, (name.lower(), member.key), member.key,
                member.profession, urgent=days < 0,
            )))  # fmt: skip
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].member)))


def from_causes(causes: Iterable[Cause], rules: TrainingRules) -> tuple[Suggestion, ...]:
    """Root causes of the kind *manusia*: whoever is meant must learn something; what, stands in the cause."""
    return tuple(
        Suggestion(cause.text, f"Akar masalah: {cause.problem}", ("masalah", cause.key), urgent=True)
        for cause in causes
        if cause.of_people(rules)
    )


def from_workload(gaps: Iterable[tuple[str, str, int]]) -> tuple[Suggestion, ...]:
    """``(profession, its name, people who lack)``: until they come, those who are there do more and must be able to."""
    return tuple(
        Suggestion(f"Penguatan kompetensi {_inside(name)} yang ada",
                   f"ABK kurang {lacks} orang; pekerjaannya dibagi kepada yang ada", ("abk", profession),
                   profession=profession)
        for profession, name, lacks in gaps
        if lacks > 0
    )  # fmt: skip


def _inside(name: str) -> str:
    """A name as it stands inside a sentence; abbreviations stay (``ATLM``)."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


@dataclass(frozen=True, slots=True)
class Attended:
    """One training one person took part in; ``jpl`` in tenths, None when the certificate does not say it."""

    member: str
    title: str
    start: dt.date
    end: dt.date | None = None
    jpl: int | None = None
    certificate: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """The lesson hours of one person in a year.

    Attributes:
        jpl: sum in tenths; ``trainings`` how many; ``unknown`` of them without hours; ``unproved`` without a
            certificate number.
        least: the minimum in tenths; None when none holds for this status.
    """

    member: Member
    jpl: int
    trainings: int
    unknown: int
    unproved: int
    least: int | None

    @property
    def lacks(self) -> int | None:
        """Tenths still to be gathered; None without a minimum."""
        return None if self.least is None else max(0, self.least - self.jpl)


def hours(
    members: Sequence[Member], attended: Iterable[Attended], year: int, rules: TrainingRules
) -> tuple[Hours, ...]:
    """JPL per person in the order of the members; a training counts in the year it ended."""
    taken: dict[str, list[Attended]] = {}
    for one in attended:
        if (one.end or one.start).year == year:
            taken.setdefault(one.member, []).append(one)
    return tuple(
        Hours(
            member, sum(one.jpl or 0 for one in mine), len(mine), sum(one.jpl is None for one in mine),
            sum(not one.certificate for one in mine), rules.least.get(member.status),
        )
        for member in members
        for mine in (taken.get(member.key, []),)
    )  # fmt: skip


def reached(rows: Iterable[Hours]) -> tuple[int, int]:
    """How many reached their minimum, of how many who have one."""
    judged = [row for row in rows if row.least is not None]
    return sum(row.lacks == 0 for row in judged), len(judged)


def jpl_words(tenths: int | None) -> str:
    """``20``, ``7,5``, ``–`` when nobody said it."""
    if tenths is None:
        return "–"
    whole, part = divmod(tenths, TENTHS)
    return f"{whole},{part}" if part else str(whole)


def doubts(attended: Iterable[Attended], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Certificate numbers that stand twice for one person, and trainings one person had twice on the same day."""
    found: list[Finding] = []
    seen: dict[tuple[str, str], Attended] = {}
    for one in attended:
        signs = ((one.certificate.strip().lower(), "nomor sertifikat"), (f"{one.start} {one.title}", "pelatihan"))
        for sign, what in signs:
            if not sign:
                continue
            first = seen.setdefault((one.member, sign), one)
            if first is not one:
                name = names.get(one.member, one.member)
                found.append(Finding(
                    Severity.WARNING, "pelatihan-dua-kali",
                    f"{name}: {what} “{one.certificate or one.title}” tercatat dua kali ({first.title}; {one.title}). "
                    "Hapus salah satu bila sama.",
                ))  # fmt: skip
                break
    return tuple(found)
