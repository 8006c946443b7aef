"""A list of the PKP as an outline of lines, as a table or a spreadsheet holds it, and back: what people edit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lokmin.core.assessment.definitions import LEVELS, Aspect, Rule, plain_code
from lokmin.core.assessment.figures import figure
from lokmin.core.assessment.reading import bundle_from, sub_from
from lokmin.core.assessment.targets import read_target
from lokmin.core.numbers import MICRO, indonesian

#: The level of a leaf, below ``LEVELS``.
LEAF = "indikator"
#: How a rule is named in a table; the first word of each is written, all are read.
RULES: dict[Rule, tuple[str, ...]] = {
    Rule.TARGET: ("target",),
    Rule.INVERSE: ("makin kecil makin baik", "inverse", "terbalik"),
    Rule.VALUE: ("nilai",),
    Rule.BAND: ("ring", "nilai ring"),
    Rule.SCALE: ("skala",),
}
PER: dict[int, tuple[str, ...]] = {
    100: ("%", "persen"),
    1000: ("‰", "permil"),
    1: ("angka", "rasio", "1"),
    100_000: ("per 100.000", "per 100000"),
}
_YES, _NO = ("ya", "y", "1"), ("tidak", "t", "0")
#: More lines than any district has.
MOST_LINES = 1500
_PART = re.compile(
    r"^(?:(?P<sign><|≤|<=|>|≥|>=)\s*(?P<end>[\d.,]+)|(?P<low>[\d.,]+)\s*(?:-|–|sampai)\s*(?P<high>[\d.,]+)|semua)"
    r"\s*(?:=|:)\s*(?P<score>\d{1,3})$"
)
_STEP = re.compile(r"^(?P<score>\d{1,2})\s*(?:\(mulai (?P<least>\d{1,6})\))?\s*[:=]\s*(?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an upaya, a program, a variabel or an indikator; which stands under which is said by their order.

    Attributes:
        level: ``upaya``, ``program``, ``variabel`` or ``indikator``.
        rule: of an indikator how it is scored, of an upaya ``pelayanan`` or ``manajemen``.
        per: what the target is quoted in. yearly: ``ya`` where the sasaran is of a year.
        effort: minutes of work for one more, for the order of the cheapest points.
        detail: the rings (``< 20 = 100; ≥ 20 = 0``) or the steps of a scale, one a line (``7 (mulai 5): ...``).
    """

    level: str = LEAF
    code: str = ""
    name: str = ""
    weight: str = ""
    rule: str = ""
    target: str = ""
    per: str = ""
    unit: str = ""
    yearly: str = ""
    detail: str = ""
    indicator: str = ""
    known_by: str = ""
    proof: str = ""
    definition: str = ""
    source: str = ""
    confirmed: str = ""
    effort: str = ""

    @property
    def leaf(self) -> bool:
        return self.level == LEAF


#: The fields of a line in the order of the table, and what their columns are called in a workbook.
KEYS = tuple(field.name for field in fields(Line))
HEADS = dict(
    zip(
        KEYS,
        ("Tingkat", "Kode", "Nama", "Bobot", "Aturan", "Target", "Satuan target", "Satuan sasaran", "Setahun",
         "Rincian ring/skala", "Kode capaian", "Dinilai sistem", "Bukti", "Definisi", "Sumber", "Dikukuhkan",
         "Menit per satuan"),
        strict=True,
    )
)  # fmt: skip


class OutlineError(ValueError):
    """Lines that make no list; ``wrong`` holds a sentence by the number of the line, from 0 (-1: the whole)."""

    def __init__(self, wrong: Mapping[int, str]) -> None:
        super().__init__(next(iter(wrong.values())))
        self.wrong = dict(wrong)


def lines_of(body: Mapping[str, Any]) -> list[Line]:
    """The lines of a list as plain data (see ``reading.bundle_from``), in the order of the form."""
    found: list[Line] = []
    below: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for level in LEVELS[1:]:
        for entry in body.get(level, ()):
            below.setdefault(str(entry["under"]), []).append((level, entry))

    def walk(level: str, entry: Mapping[str, Any]) -> None:
        weight = str(entry.get("weight", 1))
        aspect = str(entry.get("aspect", Aspect.SERVICE)) if level == "upaya" else ""
        found.append(Line(level, str(entry["code"]), str(entry["name"]), weight if weight != "1" else "", aspect))
        found.extend(_leaf(row) for row in entry.get("sub", ()))
        # The parts of a higher level come last, so that a variabel stays with the program it follows.
        for inner, child in sorted(below.get(str(entry["code"]), ()), key=lambda one: -LEVELS.index(one[0])):
            walk(inner, child)

    for entry in body.get("upaya", ()):
        walk("upaya", entry)
    return found


def _leaf(row: Mapping[str, Any]) -> Line:
    sub = sub_from({key: value for key, value in row.items() if key != "source"})
    detail = ""
    if sub.bands is not None:
        detail = ring_words(row["ring"], closed=sub.bands.upper_closed)
    elif sub.steps:
        detail = "\n".join(
            f"{s.score}{'' if s.least is None else f' (mulai {s.least})'}: {' '.join(s.text.split())}"
            for s in sub.steps
        )
    scale = sub.rule is Rule.SCALE
    return Line(
        LEAF, sub.code, sub.name, str(sub.weight) if sub.weight != 1 else "", RULES[sub.rule][0],
        "" if sub.target is None else indonesian(Decimal(sub.target) / MICRO), "" if scale else PER[sub.factor][0],
        sub.unit, "" if scale else "ya" if sub.yearly else "tidak", detail, sub.indicator, sub.known_by, sub.proof,
        sub.definition, str(row.get("source", "")), "ya" if row.get("confirmed") else "",
        str(sub.effort or ""),
    )  # fmt: skip


def ring_words(ring: Sequence[Mapping[str, Any]], *, closed: bool = False) -> str:
    """``< 20 = 100; 20 - 40 = 75; ≥ 40 = 0``."""
    parts = []
    for band in ring:
        low, high, score = band.get("lower"), band.get("upper"), band["score"]
        if low is None and high is None:
            parts.append(f"semua = {score}")
        elif low is None:
            parts.append(f"{'≤' if closed else '<'} {_plain(high)} = {score}")
        elif high is None:
            parts.append(f"{'>' if closed else '≥'} {_plain(low)} = {score}")
        else:
            parts.append(f"{_plain(low)} - {_plain(high)} = {score}")
    return "; ".join(parts)


def read_ring(text: str) -> tuple[list[dict[str, Any]], bool]:
    """Rings out of words, and whether the upper end belongs to its ring ("≤ 5").

    Raises:
        ValueError: a part that is no ring.
    """
    found, closed = [], False
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        read = _PART.match(part)
        if read is None:
            raise ValueError(f"ring “{part[:40]}” tidak terbaca. Contoh: < 20 = 100; 20 - 40 = 75; ≥ 40 = 0")
        band: dict[str, Any] = {"score": int(read["score"])}
        if read["low"]:
            band |= {"lower": _number(read["low"]), "upper": _number(read["high"])}
        elif read["sign"]:
            band["upper" if read["sign"][0] in "<≤" else "lower"] = _number(read["end"])
            closed = closed or read["sign"] in ("≤", "<=", ">")
        found.append(band)
    if not found:
        raise ValueError("aturan ring memerlukan rinciannya. Contoh: < 20 = 100; 20 - 40 = 75; ≥ 40 = 0")
    return found, closed


def read_scale(text: str) -> list[dict[str, Any]]:
    """Steps out of lines ``7 (mulai 5): 5 sampai 8 kali``.

    Raises:
        ValueError: a line that is no step.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.splitlines())):
        read = _STEP.match(part)
        if read is None:
            raise ValueError(f"skala “{part[:40]}” tidak terbaca. Tulis satu baris satu nilai, misalnya 10: ada")
        step: dict[str, Any] = {"score": int(read["score"]), "text": read["text"].strip()}
        if read["least"]:
            step["least"] = int(read["least"])
        found.append(step)
    if not found:
        raise ValueError("skala memerlukan rinciannya, satu baris satu nilai. Contoh: 0: tidak ada, lalu 10: ada")
    return found


def body_of(lines: Sequence[Line], head: Mapping[str, Any]) -> dict[str, Any]:
    """The list the lines make, with name, source and thresholds of ``head``; checked as a whole.

    Raises:
        OutlineError: what is wrong in which line.
    """
    if len(lines) > MOST_LINES:
        raise OutlineError({-1: f"Paling banyak {MOST_LINES} baris."})
    body: dict[str, Any] = {key: value for key, value in head.items() if key not in LEVELS}
    body |= {level: [] for level in LEVELS}
    path: list[tuple[str, dict[str, Any]]] = []
    wrong: dict[int, str] = {}
    seen: set[str] = set()
    for number, line in enumerate(lines):
        try:
            _place(line, path, body, seen)
        except (ValueError, ArithmeticError) as error:
            wrong[number] = f"{line.code or line.name or 'baris'}: {error}"
    if not wrong:
        try:
            bundle_from(body)
        except ValueError as error:
            wrong[-1] = str(error)
    if wrong:
        raise OutlineError(wrong)
    return body


def _place(line: Line, path: list[tuple[str, dict[str, Any]]], body: dict[str, Any], seen: set[str]) -> None:
    """Put one line where its order says."""
    if line.code in seen:
        raise ValueError("kodenya sudah dipakai di atas")
    seen.add(line.code)
    if not line.code.strip() or not line.name.strip():
        raise ValueError("isi kode dan namanya")
    plain_code(line.code)
    if len(line.code) > 40 or len(line.name) > 300:
        raise ValueError("kode paling panjang 40 huruf, nama 300")
    weight = int(line.weight) if line.weight.isdecimal() and len(line.weight) < 7 else 0 if line.weight else 1
    if weight < 1:
        raise ValueError(f"bobot “{line.weight[:20]}” harus bilangan bulat mulai 1")
    if line.leaf:
        if not path:
            raise ValueError("indikator harus di bawah upaya, program, atau variabel")
        path[-1][1].setdefault("sub", []).append(_row(line, weight))
        return
    if line.level not in LEVELS:
        raise ValueError(f"tingkat “{line.level[:20]}” tidak dikenal; pilih {', '.join((*LEVELS, LEAF))}")
    while path and LEVELS.index(path[-1][0]) >= LEVELS.index(line.level):
        path.pop()
    node: dict[str, Any] = {"code": line.code, "name": line.name}
    if line.level == "upaya":
        if line.rule not in ("", *Aspect):
            raise ValueError(f"bagian “{line.rule[:20]}” tidak dikenal; pilih pelayanan atau manajemen")
        if line.rule == Aspect.MANAGEMENT:
            node["aspect"] = line.rule
    elif not path:
        raise ValueError(f"{line.level} harus di bawah upaya")
    else:
        node["under"] = path[-1][1]["code"]
    if weight != 1:
        node["weight"] = weight
    body[line.level].append(node)
    path.append((line.level, node))


def _row(line: Line, weight: int) -> dict[str, Any]:
    """An indikator as plain data.

    Raises:
        ValueError: a cell that is not understood.
    """
    rule = _one(line.rule or "target", RULES, "aturan")
    row: dict[str, Any] = {"code": line.code, "name": line.name}
    read = read_target(line.target) if line.target else None
    if line.target and read is None:
        raise ValueError(f"target “{line.target[:30]}” bukan bilangan")
    if read is not None and read.rule is Rule.INVERSE and rule is Rule.TARGET and line.rule:
        raise ValueError(f"target “{line.target[:30]}” berarti makin kecil makin baik; ganti aturannya")
    if read is not None and read.rule is Rule.INVERSE and not line.rule:
        rule = Rule.INVERSE
    if rule is Rule.SCALE:
        row["skala"] = read_scale(line.detail)
    else:
        factor = _one(line.per, PER, "satuan target") if line.per else (read.factor if read else None) or 100
        if rule is Rule.VALUE and not line.per:
            factor = 1
        if read is not None:
            value = Fraction(read.micro * factor, MICRO * (read.factor or factor))
            row["target"] = int(value) if value.denominator == 1 else str(Decimal(value.numerator) / value.denominator)
        if factor != 100:
            row["factor"] = factor
        if line.yearly and _said_yes(line.yearly) is False:
            row["yearly"] = False
    if rule is Rule.BAND:
        row["ring"], closed = read_ring(line.detail)
        if closed:
            row["ring_upper_closed"] = True
    elif rule in (Rule.INVERSE, Rule.VALUE):
        row["rule"] = rule.value
    if weight != 1:
        row["weight"] = weight
    for key in ("unit", "indicator", "known_by", "proof", "definition", "source"):
        if text := getattr(line, key).strip():
            row[key] = text[:1000]
    if line.confirmed and _said_yes(line.confirmed):
        row["confirmed"] = True
    if line.effort:
        if not (line.effort.isdecimal() and len(line.effort) < 7):
            raise ValueError(f"menit per satuan “{line.effort[:20]}” harus bilangan bulat")
        row["effort"] = int(line.effort)
    sub_from(row)  # a gapped ring or a falling scale is told in its own line
    return row


def _one(text: str, words: Mapping[Any, tuple[str, ...]], what: str) -> Any:
    plain = " ".join(text.lower().split())
    for key, names in words.items():
        if plain in names:
            return key
    choices = ", ".join(names[0] for names in words.values())
    raise ValueError(f"{what} “{text[:30]}” tidak dikenal; pilih {choices}")


def _said_yes(text: str) -> bool:
    plain = text.strip().lower()
    if plain not in (*_YES, *_NO):
        raise ValueError(f"“{text[:20]}” harus ya atau tidak")
    return plain in _YES


def _plain(value: Any) -> str:
    return figure(Fraction(str(value))) if Fraction(str(value)) * 100 % 1 == 0 else str(value).replace(".", ",")


def _number(text: str) -> Any:
    read = read_target(text)
    if read is None:
        raise ValueError(f"“{text[:20]}” bukan bilangan")
    value = Fraction(read.micro, MICRO)
    return int(value) if value.denominator == 1 else str(Decimal(value.numerator) / value.denominator)


def segment(lines: Sequence[Line], code: str) -> tuple[int, int] | None:
    """Where a node and all under it stand: first line and the one after the last; None without such a node."""
    first = next((n for n, line in enumerate(lines) if line.code == code and not line.leaf), None)
    if first is None:
        return None
    level = LEVELS.index(lines[first].level)
    ends = (
        n for n in range(first + 1, len(lines)) if not lines[n].leaf and LEVELS.index(lines[n].level) <= level
    )  # fmt: skip
    return first, next(ends, len(lines))
