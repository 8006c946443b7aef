"""Compares what the reader understood of an ugly workbook with its truth."""

from __future__ import annotations

from dataclasses import dataclass, field

from exchange.office import PUSKESMAS, VILLAGES, Ugly
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.places import Level, PlaceRef, name_key
from lokmin.exchange.excel.records import ASK
from lokmin.exchange.excel.understanding import understand

PLACES = (
    *(PlaceRef(f"33.99.01.2{i:03d}", name, Level.DESA) for i, name in enumerate(VILLAGES, 1)),
    PlaceRef("P3399010101", PUSKESMAS, Level.PUSKESMAS),
)
CODES = {name_key(p.name): p.code for p in PLACES if p.level == Level.DESA}


@dataclass
class Score:
    """Counts over the cells of one or more workbooks."""

    clean: int = 0
    right: int = 0
    asked_clean: int = 0
    missed: int = 0
    wrong: int = 0
    taken: int = 0
    unaccounted: int = 0
    doubled: int = 0
    details: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("clean", "right", "asked_clean", "missed", "wrong", "taken", "unaccounted", "doubled"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.details += other.details


def judge(ugly: Ugly, catalogue: Catalogue) -> Score:
    found = understand(ugly.data, ugly.filename, catalogue=catalogue, places=PLACES if ugly.knows_places else ())
    score = Score()
    at = {(r.sheet, r.cell): r for r in found.readings}
    findings = {(f.sheet, f.cell) for f in found.findings}
    ignored = [(i.sheet, i.cell) for i in found.ignored]
    meant = {(t.sheet, t.cell) for t in ugly.truths}
    tag = f"{ugly.seed}:{ugly.layout}:{ugly.filename}"
    for truth in ugly.truths:
        key = (truth.sheet, truth.cell)
        reading = at.get(key)
        score.clean += truth.clean
        if reading is None:
            if key in findings:
                score.asked_clean += truth.clean
            else:
                score.missed += truth.clean
                reason = next((i.reason for i in found.ignored if (i.sheet, i.cell) == key), "tak tercatat")
                score.details.append(f"{tag} HILANG {truth} {reason}")
            continue
        posyandu_unknown = bool(truth.within) and ugly.knows_places
        if reading.state_hint == ASK and not (posyandu_unknown and reading.question.startswith("place")):
            score.asked_clean += truth.clean
            if truth.clean:
                score.details.append(f"{tag} TANYA {truth} {reading.question}")
            continue
        right_place = name_key(reading.place_text) == name_key(truth.place) and name_key(reading.within) == name_key(
            truth.within
        )
        if truth.within == "" and not right_place:
            right_place = name_key(reading.place_text) == name_key(truth.place)
        if ugly.knows_places and not truth.within:
            centre = truth.place.startswith("Puskesmas ")
            right_place = reading.place_code == (PLACES[-1].code if centre else CODES[name_key(truth.place)])
        if right_place and reading.period == truth.period and reading.micro == truth.micro:
            score.right += truth.clean
        else:
            score.wrong += 1
            score.details.append(f"{tag} SALAH {truth} -> {reading}")
    for reading in found.readings:
        key = (reading.sheet, reading.cell)
        if key not in meant and reading.state_hint != ASK:
            score.taken += 1
            score.details.append(f"{tag} DIAMBIL {reading}")
    seen = list(at) + ignored
    numeric = {
        (p.name if ugly.filename.endswith((".xlsx", ".ods")) else ugly.filename.rsplit(".", 1)[0], _cell(at_))
        for p in ugly.papers
        for at_, v in p.cells.items()
        if isinstance(v, (int, float))
    }
    accounted = set(seen) | findings
    for key in numeric - accounted:
        score.unaccounted += 1
        score.details.append(f"{tag} LUPUT {key}")
    counts: dict[tuple[str, str], int] = {}
    for key in seen:
        counts[key] = counts.get(key, 0) + 1
    for key, n in counts.items():
        if n > 1 or key in findings:
            score.doubled += 1
            score.details.append(f"{tag} GANDA {key} {n} {key in findings}")
    return score


def _cell(at: tuple[int, int]) -> str:
    from exchange.paper import cell_name

    return cell_name(at)
