"""Reads the catalogue: elements and indicators written as dated TOML with a citation, checked as they are read."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from lokmin.core.indicators.definitions import Aggregation, Catalogue, DatedTarget, Direction, Element, Indicator
from lokmin.core.indicators.expr import ExpressionError
from lokmin.core.indicators.headers import header_key
from lokmin.core.indicators.parse import rate

__all__ = ["CatalogueError", "header_key", "load", "load_from", "parse_indicator", "rules"]

ROOT = Path(__file__).parent
E = TypeVar("E", bound=StrEnum)

_ELEMENT_FIELDS = {
    "name", "short", "unit", "programme", "aggregation", "aliases", "part_of", "yearly", "whole", "source",
}  # fmt: skip
_INDICATOR_FIELDS = set(Indicator.__slots__) - {"local"}
_NEEDED = ("code", "name", "numerator", "people", "definition", "why", "source")
_NEEDED_WORDS = {
    "code": "kode", "name": "nama", "numerator": "pembilang", "people": "satuan orang", "definition": "definisi",
    "why": "alasan (mengapa penting)", "source": "sumber",
}  # fmt: skip


class CatalogueError(ValueError):
    """A mistake in a definition; the sentence names the file, the entry and what to do."""


@functools.cache
def load() -> Catalogue:
    """The shipped catalogue, read once per process."""
    return load_from(ROOT)


def load_from(folder: Path) -> Catalogue:
    """Read ``elements/*.toml`` and ``indicators/*/*.toml`` under a folder.

    Raises:
        CatalogueError: unknown fields, missing texts, codes or aliases used twice, expressions that mean nothing.
    """
    elements: dict[str, Element] = {}
    claimed: dict[str, str] = {}
    for path in sorted((folder / "elements").glob("*.toml")):
        for element in _elements(path):
            _claim(element, elements, claimed, path)
    for element in elements.values():
        if element.part_of and element.part_of not in elements:
            raise CatalogueError(f"Unsur {element.code}: bagian dari “{element.part_of}”, tetapi unsur itu tidak ada.")
    indicators: dict[str, Indicator] = {}
    for path in sorted((folder / "indicators").glob("*/*.toml")):
        for indicator in _indicators(path, elements):
            _add(indicator, indicators, path)
    ordered = dict(sorted(indicators.items(), key=lambda item: (item[1].order, item[0])))
    return Catalogue(elements, ordered)


def parse_indicator(
    entry: Mapping[str, Any], elements: Mapping[str, Element] | None = None, *, local: bool = True
) -> Indicator:
    """One indicator from plain data, as an office adds it in the app: the same checks as for shipped ones.

    ``targets`` are ``{year, value, source}`` with the value in the unit of the factor (80 for 80 %).

    Raises:
        CatalogueError: with a sentence for the person who typed it.
    """
    known = load().elements if elements is None else elements
    return _indicator(entry, known, "Indikator setempat" if local else "Indikator", local=local)


def _add(indicator: Indicator, indicators: dict[str, Indicator], path: Path) -> None:
    """Several dated definitions may share a code: the youngest keeps the plain key, older ones get ``K4@2010``."""
    twin = indicators.get(indicator.code)
    if twin is None:
        indicators[indicator.code] = indicator
        return
    older, younger = sorted((twin, indicator), key=lambda i: i.valid_from)
    key = f"{older.code}@{older.valid_from}"
    if older.valid_from == younger.valid_from or key in indicators:
        raise CatalogueError(
            f"{_name(path)}: kode indikator “{indicator.code}” sudah dipakai. Beri kode atau tahun lain."
        )
    indicators[older.code] = younger
    indicators[key] = older


@functools.cache
def rules(name: str) -> Mapping[str, Any]:
    """The dated rules of ``rules/<name>.toml`` as plain data, read once.

    Raises:
        CatalogueError: when there is no such file or it is not TOML.
    """
    return _read(ROOT / "rules" / f"{name}.toml")


def _name(path: Path) -> str:
    return "/".join(path.parts[-2:] if path.parent.name == "elements" else path.parts[-3:])


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"Berkas {_name(path)} tidak ada.") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{_name(path)}: bukan TOML yang benar: {error}") from None


def _elements(path: Path) -> list[Element]:
    data = _read(path)
    entries = data.pop("element", {})
    unknown = set(data) - _ELEMENT_FIELDS
    if unknown or "programme" not in data:
        raise CatalogueError(f"{_name(path)}: isian umum salah: {', '.join(sorted(unknown)) or 'programme belum ada'}.")
    found = []
    for key, entry in entries.items():
        where = f"{_name(path)}, unsur “{key}”"
        fields = {**data, **entry}
        unknown = set(fields) - _ELEMENT_FIELDS
        missing = {"name", "short", "unit"} - set(fields)
        if unknown or missing:
            raise CatalogueError(f"{where}: isian tidak dikenal atau kurang: {', '.join(sorted(unknown | missing))}.")
        found.append(
            Element(
                **{
                    **fields,
                    "code": f"{data['programme']}.{key}",
                    "aggregation": _choice(Aggregation, fields.get("aggregation", Aggregation.FLOW), where),
                    "aliases": tuple(fields.get("aliases", ())),
                }
            )
        )
    return found


def _claim(element: Element, elements: dict[str, Element], claimed: dict[str, str], path: Path) -> None:
    """Take an element in; a header text may belong to one element only, else the reader could guess wrongly."""
    if element.code in elements:
        raise CatalogueError(f"{_name(path)}: unsur “{element.code}” ditulis dua kali.")
    elements[element.code] = element
    for alias in (element.name, element.short, *element.aliases):
        key = header_key(alias.split(">"))
        owner = claimed.setdefault(key, element.code)
        if owner != element.code:
            raise CatalogueError(
                f"{_name(path)}, unsur “{element.code}”: judul kolom “{alias}” sudah milik “{owner}”. Hapus salah satu."
            )


def _indicators(path: Path, elements: Mapping[str, Element]) -> list[Indicator]:
    data = _read(path)
    unknown = set(data) - {"defaults", "indicator"}
    if unknown:
        raise CatalogueError(f"{_name(path)}: bagian tidak dikenal: {', '.join(sorted(unknown))}.")
    defaults = data.get("defaults", {})
    return [
        _indicator({**defaults, **entry}, elements, _name(path), local=False) for entry in data.get("indicator", [])
    ]


def _indicator(entry: Mapping[str, Any], elements: Mapping[str, Element], where: str, *, local: bool) -> Indicator:
    label = f"{where}, indikator “{entry.get('code') or entry.get('name') or '?'}”"
    missing = [_NEEDED_WORDS[name] for name in _NEEDED if not str(entry.get(name, "")).strip()]
    if missing:
        raise CatalogueError(f"{label}: belum ada {', '.join(missing)}. Lengkapi dahulu.")
    unknown = set(entry) - _INDICATOR_FIELDS
    if unknown:
        raise CatalogueError(f"{label}: isian tidak dikenal: {', '.join(sorted(unknown))}.")
    fields = {
        "official": "", "short": entry["name"], "denominator": "", "programme": "lokal", "klaster": 1, "upaya": "UKM",
        **entry,
    }  # fmt: skip
    fields |= {
        "nature": tuple(entry.get("nature", ("promotif",))),
        "levels": tuple(entry.get("levels", ("desa", "puskesmas"))),
        "direction": _choice(Direction, entry.get("direction", Direction.UP), label),
        "aggregation": _choice(Aggregation, entry.get("aggregation", Aggregation.FLOW), label),
        "targets": tuple(_target(t, entry, label) for t in entry.get("targets", ())),
        "local": local,
    }
    indicator = Indicator(**fields)
    if not 1 <= indicator.klaster <= 5:
        raise CatalogueError(f"{label}: klaster harus 1 sampai 5, bukan {indicator.klaster}.")
    try:
        rate(indicator, elements)
    except ExpressionError as error:
        raise CatalogueError(f"{label}: {error}") from None
    return indicator


def _target(entry: Mapping[str, Any], indicator: Mapping[str, Any], label: str) -> DatedTarget:
    """A target; without its own year it holds as long as the definition does."""
    if "value" not in entry or not str(entry.get("source", "")).strip():
        raise CatalogueError(f"{label}: tiap target memerlukan nilai dan sumber.")
    points = Decimal(str(entry["value"])) * 100
    if points != points.to_integral_value() or points < 0:
        raise CatalogueError(
            f"{label}: target {entry['value']} paling banyak dua angka di belakang koma, tidak negatif."
        )
    return DatedTarget(int(entry.get("year", indicator.get("valid_from", 2000))), int(points), entry["source"])


def _choice(kind: type[E], value: str, where: str) -> E:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(member) for member in kind)
        raise CatalogueError(f"{where}: “{value}” tidak dikenal; pilih salah satu: {known}.") from None
