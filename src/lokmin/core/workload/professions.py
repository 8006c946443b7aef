"""Kinds of staff (jenis SDMK) as dated data, and which of them a job title or a degree speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.language import said
from lokmin.core.meetings.professions import profession as profession_of_words
from lokmin.core.workload.wkt import in_force

#: What an office writes that has no profession of its own.
OTHER = "lain"


@dataclass(frozen=True, slots=True)
class Profession:
    """One kind of staff.

    Attributes:
        code: stable short name. ``line``: the line of the staffing standard it counts for, empty for none.
        nakes: is it one of health workers (who need STR and SIP where ``licensed``).
        said_as: the word by which ``core.meetings.professions`` knows it.
        duty: the job in the library of duties that fits it best.
    """

    code: str
    name: str
    line: str = ""
    nakes: bool = True
    licensed: bool = True
    said_as: str = ""
    duty: str = ""


def professions(data: Mapping[str, Any]) -> dict[str, Profession]:
    """By code, in the order of the data."""
    return {
        entry["code"]: Profession(
            entry["code"], entry["name"], entry.get("line", ""), bool(entry.get("nakes", True)),
            bool(entry.get("licensed", entry.get("nakes", True))), entry.get("said_as", entry["name"]),
            entry.get("duty", entry["code"]),
        )
        for entry in data["profession"]
    }  # fmt: skip


def guess(known: Mapping[str, Profession], job: str, name: str = "") -> str:
    """The code that a job title or the degrees behind a name speak of; ``lain`` where neither does."""
    word = profession_of_words(job, name)
    return next((p.code for p in known.values() if word in (p.said_as, p.name)), OTHER)


@dataclass(frozen=True, slots=True)
class StandardLine:
    """The least number of a line of the standard; ``professions`` that count for it together."""

    code: str
    name: str
    professions: tuple[str, ...]
    needed: int
    source: str
    own: bool = False
    note: str = ""
    #: Of an own number: the year it holds from.
    since: int | None = None


@dataclass(frozen=True, slots=True)
class OwnStandard:
    """What an office changed of a line from a year on; ``needed`` None: from then on the regulation's number again."""

    line: str
    valid_from: int
    needed: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard of one kind of Puskesmas in one year. ``confirmed``: was it compared with the regulation."""

    lines: tuple[StandardLine, ...]
    source: str
    confirmed: bool
    inpatient: bool
    urban: bool

    @property
    def words(self) -> str:
        """Where the numbers come from, and which of them the office has of its own, since when and by what."""
        own = "; ".join(
            said("%(name)s %(n)s sejak %(year)s, %(source)s")
            % {"name": line.name.lower(), "n": line.needed, "year": line.since or "–", "source": line.source}
            for line in self.lines if line.own
        )  # fmt: skip
        source = self.source.rstrip(".")
        return f"{source}. {said('Angka kantor:')} {own.rstrip('.')}" if own else source


def standard(
    data: Mapping[str, Any], year: int, *, inpatient: bool, urban: bool = False, own: Sequence[OwnStandard] = ()
) -> Standard:  # fmt: skip
    """The standard in force, with what the office changed over it.

    Raises:
        ValueError: none holds in that year.
    """
    rule = in_force(data, "standard", year)
    known = professions(data)
    chosen = {c.line: c for c in sorted(own, key=lambda c: c.valid_from) if c.valid_from <= year}
    lines = []
    for line in rule["line"]:
        code, kind = line["code"], "inap" if inpatient else "non"
        needed = line.get(f"{kind}_perkotaan", line[kind]) if urban else line[kind]
        change = chosen.get(code)
        members, note = tuple(p.code for p in known.values() if p.line == code), line.get("note", "")
        if change is None or change.needed is None:
            lines.append(StandardLine(code, line["name"], members, needed, rule["source"], note=note))
        else:
            lines.append(
                StandardLine(
                    code, line["name"], members, change.needed, change.source, own=True, note=note,
                    since=change.valid_from,
                )
            )  # fmt: skip
    return Standard(tuple(lines), rule["source"], bool(rule["confirmed"]), inpatient, urban)
