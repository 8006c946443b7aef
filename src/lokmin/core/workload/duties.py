"""The library of uraian tugas: what a job is there for, may decide and answers for; a sheet begins from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Parts of a sheet in the order of the form (domain.md 5.3), with their headings.
PARTS: tuple[tuple[str, str], ...] = (
    ("duties", "Tugas pokok"),
    ("extra", "Tugas tambahan"),
    ("authority", "Wewenang"),
    ("responsibility", "Tanggung jawab"),
    ("requirements", "Syarat jabatan"),
    ("relations", "Tata hubungan kerja"),
)


@dataclass(frozen=True, slots=True)
class Duties:
    """One sheet: a summary and lists of sentences. ``words``: words of job titles it is offered for."""

    code: str
    name: str
    summary: str
    duties: tuple[str, ...]
    extra: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def part(self, name: str) -> tuple[str, ...]:
        """The sentences of a part by the name it has in ``PARTS``."""
        found: tuple[str, ...] = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Library:
    """All sheets by code, in the order of the data, and where they come from."""

    sheets: Mapping[str, Duties]
    source: str
    confirmed: bool


def library(data: Mapping[str, Any]) -> Library:
    """Read the sheets; what every job shares stands behind what is its own."""
    common = data.get("common", {})
    sheets = {}
    for entry in data["job"]:
        lists = {name: (*entry.get(name, ()), *common.get(name, ())) for name, _ in PARTS}
        sheets[entry["code"]] = Duties(
            entry["code"], entry["name"], entry["summary"], words=tuple(entry.get("words", ())), **lists
        )
    return Library(sheets, data["source"], bool(data["confirmed"]))


def suggested(known: Library, job: str, profession_duty: str = "") -> Duties | None:
    """The sheet a job title names (longest words first), else that of the profession; None where nothing fits."""
    title = job.casefold()
    fits = [
        (len(word), sheet) for sheet in known.sheets.values() for word in sheet.words if word.casefold() in title
    ]  # fmt: skip
    if fits:
        return max(fits, key=lambda fit: fit[0])[1]
    return known.sheets.get(profession_duty)


def sentences(text: str) -> tuple[str, ...]:
    """What somebody typed or pasted, one sentence a line; bullets and numbers in front fall away."""
    found = []
    for line in text.splitlines():
        words = line.strip().lstrip("-–•*·").strip()
        head, _, rest = words.partition(" ")
        if rest and head[-1] in ".)" and head[:-1].isdigit():
            words = rest.strip()
        if words:
            found.append(words)
    return tuple(found)
