"""A bundle out of plain data (TOML of the catalogue, JSON an office keeps), checked as it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lokmin.core.assessment.bands import bands
from lokmin.core.assessment.definitions import LEVELS, Aspect, Bundle, Groups, Node, Rule, Step, Sub
from lokmin.core.numbers import to_micro

_SUB_FIELDS = {
    "code", "name", "rule", "target", "factor", "unit", "weight", "indicator", "known_by", "yearly", "ring",
    "ring_upper_closed", "skala", "definition", "proof", "source", "confirmed", "effort",
}  # fmt: skip
_NODE_FIELDS = {"code", "name", "under", "weight", "aspect", "flat", "sub"}
_DEFAULTS = {"source", "confirmed", "proof"}


def bundle_from(data: Mapping[str, Any]) -> Bundle:
    """The bundle of one file.

    ``upaya``, ``program`` and ``variabel`` are lists of nodes with ``code``, ``name`` and (but for upaya) ``under``;
    each may carry ``sub``, a list of rows. ``ring`` is a list of ``{below, score}`` or ``{lower, upper, score}``;
    ``skala`` one of ``{score, text, least}``. A row inherits ``source`` and ``confirmed`` from the bundle.

    Raises:
        ValueError: a part is missing, unknown or impossible; the sentence names the entry.
    """
    code = str(data.get("code", "?"))
    try:
        parents: dict[str, list[Node | Sub]] = {}
        defaults = {key: data[key] for key in _DEFAULTS if key in data}
        groups = data["kelompok"]
        service, management = (
            Groups(_fraction(groups[name]["baik"]), _fraction(groups[name]["cukup"])) for name in Aspect
        )
        _refuse_orphans(data)
        for level in reversed(LEVELS[1:]):
            for entry in data.get(level, ()):
                parents.setdefault(str(entry["under"]), []).append(_node(entry, level, parents, defaults))
        upaya = tuple(_node(entry, "upaya", parents, defaults) for entry in data["upaya"])
        return Bundle(
            code=code,
            name=str(data["name"]),
            valid_from=int(data["valid_from"]),
            source=str(data["source"]),
            upaya=upaya,
            service=service,
            management=management,
            dinkes=tuple(_fraction(value) for value in data.get("dinkes", (80, 61))),  # type: ignore[arg-type]
            composite=tuple(int(value) for value in data.get("gabungan", (1, 1))),  # type: ignore[arg-type]
            confirmed=bool(data.get("confirmed", False)),
        )
    except KeyError as error:
        raise ValueError(f"Bundel PKP {code}: isian {error} belum ada. Lengkapi dahulu.") from None
    except (TypeError, AttributeError) as error:
        raise ValueError(f"Bundel PKP {code}: susunannya tidak terbaca ({error}).") from None
    except ValueError as error:
        raise ValueError(f"Bundel PKP {code}: {error}") from None


def _refuse_orphans(data: Mapping[str, Any]) -> None:
    """Every node stands under one of a higher level, or the rows under it would vanish."""
    known: set[str] = set()
    for level in LEVELS:
        for entry in data.get(level, ()):
            under = str(entry["under"]) if level != "upaya" else ""
            if under and under not in known:
                raise ValueError(f"{level} {entry['code']} berada di bawah {under}, yang tidak ada.")
        here = [str(entry["code"]) for entry in data.get(level, ())]
        twice = sorted({code for code in here if here.count(code) > 1} | (known & set(here)))
        if twice:
            raise ValueError(f"kode {', '.join(twice)} dipakai dua kali.")
        known |= set(here)


def _node(
    entry: Mapping[str, Any], level: str, parents: Mapping[str, list[Node | Sub]], defaults: Mapping[str, Any]
) -> Node:
    unknown = set(entry) - _NODE_FIELDS
    if unknown:
        raise ValueError(f"{level} {entry.get('code', '?')}: isian tidak dikenal: {', '.join(sorted(unknown))}.")
    rows: Sequence[Node | Sub] = [sub_from({**defaults, **row}) for row in entry.get("sub", ())]
    children = (*rows, *parents.get(str(entry["code"]), ()))
    if not children:
        raise ValueError(f"{level} {entry['code']} {entry['name']} tidak punya isi.")
    aspect = Aspect(entry.get("aspect", Aspect.SERVICE))
    return Node(
        code=str(entry["code"]),
        name=str(entry["name"]),
        level=level,
        children=tuple(children),
        weight=int(entry.get("weight", 1)),
        aspect=aspect,
        flat=bool(entry.get("flat", aspect is Aspect.MANAGEMENT)),
    )


def sub_from(row: Mapping[str, Any]) -> Sub:
    """One row out of plain data.

    Raises:
        ValueError: an unknown field, or an impossible rule.
    """
    unknown = set(row) - _SUB_FIELDS
    if unknown:
        raise ValueError(f"sub {row.get('code', '?')}: isian tidak dikenal: {', '.join(sorted(unknown))}.")
    plain = {
        "rule",
        "target",
        "ring",
        "ring_upper_closed",
        "skala",
        "factor",
        "weight",
        "yearly",
        "confirmed",
        "effort",
    }
    rule = Rule(row.get("rule", Rule.SCALE if "skala" in row else Rule.BAND if "ring" in row else Rule.TARGET))
    found: Any = {key: str(value) for key, value in row.items() if key not in plain}
    for key, kind in (("factor", int), ("weight", int), ("effort", int), ("yearly", bool), ("confirmed", bool)):
        if key in row:
            found[key] = kind(row[key])
    if row.get("target") is not None:
        found["target"] = to_micro(Decimal(str(row["target"])))
    if "ring" in row:
        intervals = [(_end(b.get("lower")), _end(b.get("upper")), int(b["score"])) for b in row["ring"]]
        found["bands"] = bands(intervals, upper_closed=bool(row.get("ring_upper_closed", False)))
    if "skala" in row:
        found["steps"] = tuple(Step(int(s["score"]), str(s["text"]), s.get("least")) for s in row["skala"])
    return Sub(rule=rule, **found)


def _fraction(value: object) -> Fraction:
    return Fraction(str(value))


def _end(value: object) -> Fraction | None:
    return None if value is None else _fraction(value)
