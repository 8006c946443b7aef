"""The kinds of meetings the rule knows, as dated data: aims, inputs, steps, outputs, papers, fixed points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.periods import Month

#: What a point of an agenda can be for.
POINT_KINDS = (
    "pembukaan", "evaluasi_rtl", "klaster", "ukp", "ukm", "masalah", "prioritas", "rencana", "materi", "pengetahuan",
    "dinamika", "arahan", "masukan", "fokus", "komitmen", "lintas_sektor", "penutup", "lain",
)  # fmt: skip
WHO = ("", "pembuka", "pemimpin", "klaster")
#: Who organises, opens or leads a meeting of a kind, by function.
FUNCTIONS = {
    "kepala": "Kepala Puskesmas",
    "ktu": "Kepala Tata Usaha",
    "camat": "Camat",
    "pj_klaster": "PJ klaster",
    "pj_mutu": "PJ mutu",
}
#: How many months a meeting may look back on, and how that is called.
SPANS = {1: "sebulan", 3: "triwulan", 6: "semester", 12: "setahun"}


@dataclass(frozen=True, slots=True)
class FixedPoint:
    """A point every meeting of a kind has.

    Attributes:
        title: may hold the placeholders of ``Words``; empty for klaster.
        kind: what it is for, one of ``POINT_KINDS``; ``klaster`` stands for one each.
        least, wanted: minutes it needs at least and takes by habit.
        who: ``pembuka``, ``pemimpin``, ``klaster`` or nobody.
        months: only in meetings of these months; empty for all.
        spans: only when the meeting looks back on so many months; empty for all.
        optional: may be left out when the time is short.
        annexes: codes of what other parts of the cycle lay on the table at this point (``core.meetings.annex``).
    """

    title: str
    kind: str
    least: int
    wanted: int
    who: str = ""
    months: tuple[int, ...] = ()
    spans: tuple[int, ...] = ()
    optional: bool = False
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A rule a kind stands on, in force in the years named (``until`` counts; 0 = still).

    ``confirmed`` is False as long as nobody compared it with the text of the rule.
    """

    code: str
    title: str
    since: int
    until: int = 0
    confirmed: bool = True
    note: str = ""

    def holds(self, year: int) -> bool:
        return self.since <= year and (not self.until or year <= self.until)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the pack; ``minimum``: asked for by accreditation 1.6.2."""

    code: str
    name: str
    minimum: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind in force from a year on, with its source.

    Attributes:
        aim, purposes: tujuan umum and tujuan khusus.
        inputs, steps, outputs: masukan, proses, luaran; ``month_inputs`` and ``month_outputs`` those of one month only.
        organiser, opener, leader: a key of ``FUNCTIONS``.
        lead_days, material_days, reading_days: how many days before the meeting the invitation goes out, the material
            of the presenters is in, and the pre-reading is handed out.
        place: where it is by habit; empty for the hall of the Puskesmas.
        confirmed: False when part of it is general knowledge, not read in the rule.
        changed: names of the fields the office changed for itself.
    """

    code: str
    valid_from: int
    source: str
    purposes: tuple[str, ...]
    recipients: tuple[str, ...]
    legal_base: tuple[str, ...]
    agenda: tuple[FixedPoint, ...]
    name: str = ""
    aim: str = ""
    inputs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    laws: tuple[Law, ...] = ()
    organiser: str = "kepala"
    opener: str = "kepala"
    leader: str = "kepala"
    lead_days: int = 2
    material_days: int = 3
    reading_days: int = 3
    place: str = ""
    confirmed: bool = True
    month_inputs: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    month_outputs: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    changed: tuple[str, ...] = ()

    def points(self, month: int, span: int = 1) -> tuple[FixedPoint, ...]:
        """The points of a meeting held in a month (1..12) that looks back on ``span`` months."""
        return tuple(
            p for p in self.agenda if (not p.months or month in p.months) and (not p.spans or span in p.spans)
        )

    def inputs_in(self, month: int) -> tuple[str, ...]:
        return (*self.inputs, *self.month_inputs.get(month, ()))

    def outputs_in(self, month: int) -> tuple[str, ...]:
        return (*self.outputs, *self.month_outputs.get(month, ()))


def span_name(last: Month, months: int = 1) -> str:
    """The period without its year: ``April``, ``Januari–Maret``; with years where it crosses one."""
    first = last.plus(1 - months)
    if months == 1:
        return last.name
    return f"{first.name}–{last.name}" if first.year == last.year else f"{first.label}–{last.label}"


def span_label(last: Month, months: int = 1) -> str:
    """``April 2026``, ``Januari–Maret 2026``, ``November 2025–Januari 2026``; a calendar year is ``tahun 2026``."""
    if months == 12 and last.month == 12:
        return f"tahun {last.year}"
    name = span_name(last, months)
    return name if name.endswith(str(last.year)) else f"{name} {last.year}"


def words(held: Month, last: Month, months: int = 1) -> dict[str, str]:
    """What the placeholders of a kind stand for in a meeting held in a month that looks back up to ``last``."""
    return {
        "bulan": span_name(last, months),
        "berikut": held.next.name,
        "tahun": str(held.year),
        "tahun_depan": str(held.year + 1),
    }


def filled(text: str, said: Mapping[str, str]) -> str:
    """A text of a kind with its placeholders put in; other braces, as an office may have typed them, stay."""
    for name, value in said.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def papers(data: Mapping[str, Any]) -> dict[str, Paper]:
    """The papers of the pack by code, in their order."""
    return {
        code: Paper(code, entry["name"], bool(entry.get("minimum"))) for code, entry in data.get("papers", {}).items()
    }


def load(data: Mapping[str, Any], year: int) -> dict[str, Kind]:
    """The kinds in force in a year, by code, from the parsed ``rules/lokmin.toml``.

    Raises:
        ValueError: a point whose habit is shorter than what it needs, a law or a paper that is not there.
    """
    laws = {
        e["code"]: Law(
            e["code"], e["title"], int(e["valid_from"]), int(e.get("valid_until", 0)), bool(e.get("confirmed", True)),
            e.get("note", ""),
        )
        for e in data.get("law", ())
    }  # fmt: skip
    pack = papers(data)
    found: dict[str, Kind] = {}
    for entry in sorted(data["kind"], key=lambda e: int(e["valid_from"])):
        if int(entry["valid_from"]) <= year:
            found[entry["code"]] = _kind(entry, laws, pack, year)
    return found


def point_of(entry: Mapping[str, Any]) -> FixedPoint:
    """A point out of its table of data."""
    lists = {name: tuple(int(n) for n in entry.get(name, ())) for name in ("months", "spans")}
    return FixedPoint(**{**entry, **lists, "annexes": tuple(entry.get("annexes", ()))})


_LISTS = ("purposes", "recipients", "inputs", "steps", "outputs", "participants")
_PLAIN = (
    "name", "aim", "organiser", "opener", "leader", "lead_days", "material_days", "reading_days", "place", "confirmed",
)  # fmt: skip


def _kind(entry: Mapping[str, Any], laws: Mapping[str, Law], pack: Mapping[str, Paper], year: int) -> Kind:
    where = entry["code"]
    named = ((entry.get("laws", ()), laws), (entry.get("papers", ()), pack))
    missing = [code for codes, known in named for code in codes if code not in known]
    if missing:
        raise ValueError(f"{where}: tidak ada dasar hukum atau berkas dengan kode {', '.join(missing)}.")
    points = tuple(point_of(p) for p in entry["agenda"])
    for point in points:
        if not 1 <= point.least <= point.wanted:
            raise ValueError(f"Acara “{point.title}” di {where}: menit {point.least} sampai {point.wanted}.")
        if point.kind not in POINT_KINDS or point.who not in WHO:
            raise ValueError(f"Acara “{point.title}” di {where}: “{point.kind}” atau “{point.who}” tidak dikenal.")
    mine = tuple(laws[c] for c in entry.get("laws", ()) if laws[c].holds(year))
    texts: dict[str, Any] = {n: tuple(entry.get(n, ())) for n in _LISTS} | {n: entry[n] for n in _PLAIN if n in entry}
    return Kind(
        code=where,
        valid_from=int(entry["valid_from"]),
        source=entry["source"],
        legal_base=tuple(law.title for law in mine),
        laws=mine,
        agenda=points,
        papers=tuple(pack[c] for c in entry.get("papers", ())),
        month_inputs=_by_month(entry, "month_inputs"),
        month_outputs=_by_month(entry, "month_outputs"),
        **texts,
    )


def _by_month(entry: Mapping[str, Any], name: str) -> dict[int, tuple[str, ...]]:
    return {int(month): tuple(lines) for month, lines in entry.get(name, {}).items()}
