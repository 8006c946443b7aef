"""The map of the working area: villages filled by status, hatched where nothing was reported, with a shape in each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.language import said
from lokmin.core.places import name_key
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.canvas import GREY, PAPER, Canvas, Dress, num
from lokmin.documents.figures.reading import gap_words, rate_text

#: Pale fills: the shape and the word carry the status, the area only helps the eye.
_PALE = {
    Status.BAIK: "#a9d3d1",
    Status.KURANG: "#f9dfa6",
    Status.CUKUP: "#f9dfa6",
    Status.JELEK: "#ecb3ae",
    Status.NO_TARGET: "#e4e8ea",
}
_CODES = ("kode", "code", "kode_desa", "kd_desa", "id", "kemendagri", "KODE", "KODE_DESA", "village_code")
_NAMES = ("nama", "name", "desa", "nama_desa", "kelurahan", "NAMA", "DESA", "NAMOBJ", "WADMKD", "village")
_MAX_POINTS = 400

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class _Area:
    code: str
    rings: tuple[Ring, ...]
    row: CoverageRow | None


def village_map(
    geojson: Mapping[str, Any],
    rows: Sequence[CoverageRow],
    names: Mapping[str, str],
    *,
    indicator: str,
    people: str,
    dress: Dress = "screen",
    width: float = 760.0,
    ident: str = "peta",
) -> str:
    """Villages as polygons in the colour and shape of their status.

    Features are matched by a code property (``kode``, ``id`` ...), else by name. Features that match no village are
    drawn empty, villages without a polygon are named under the map.

    Raises:
        ValueError: when no feature is a polygon.
    """
    areas = _areas(geojson, rows, names)
    points = [point for area in areas for ring in area.rings for point in ring]
    if not points:
        raise ValueError("Batas wilayah tidak berisi poligon. Pakai GeoJSON dengan Polygon atau MultiPolygon per desa.")
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree of longitude shrinks with the cosine of the latitude (plate carrée true at the middle).
    squeeze = math.cos(math.radians((south + north) / 2)) or 1.0
    scale = min((width - 20) / max((east - west) * squeeze, 1e-9), 620 / max(north - south, 1e-9))
    height = (north - south) * scale + 20
    offset = (width - (east - west) * squeeze * scale) / 2

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return offset + (point[0] - west) * squeeze * scale, 10 + (north - point[1]) * scale

    shown = [area.row for area in areas if area.row]
    absent = [names.get(row.place, row.place) for row in rows if row.place not in {r.place for r in shown}]
    title = said("Peta %(indicator)s menurut desa") % {"indicator": indicator}
    description = "; ".join(f"{names.get(r.place, r.place)}: {_words(r, people)}" for r in shown)
    canvas = Canvas(width, height + 56 + (20 if absent else 0), title, description, dress, ident)
    for area in areas:
        d = "".join(_closed([place(p) for p in ring]) for ring in area.rings)
        fill = "none" if area.row is None else _PALE.get(area.row.status, f"url(#{canvas.hatching})")
        canvas.marks.append(f'<path d="{d}" fill="{fill}" fill-rule="evenodd" stroke="{PAPER}" stroke-width="3"/>')
        canvas.marks.append(f'<path d="{d}" fill="none" fill-rule="evenodd" stroke="{GREY}" stroke-width="1"/>')
    for area in areas:
        if area.row is not None:
            _label(canvas, [[place(p) for p in ring] for ring in area.rings], area.row, names, people)
    _legend(canvas, shown, height, absent)
    return canvas.svg()


def _words(row: CoverageRow, people: str) -> str:
    if row.status is Status.NONE:
        return said("belum lapor")
    value = rate_text(row.percent, row.factor) if row.percent is not None else "–"
    return f"{gap_words(row, people)}, {value}, {row.status.value}"


def _areas(geojson: Mapping[str, Any], rows: Sequence[CoverageRow], names: Mapping[str, str]) -> list[_Area]:
    by_code = {row.place: row for row in rows}
    by_name = {name_key(names.get(row.place, row.place)): row for row in rows}
    found = []
    for feature in geojson.get("features", ()):
        properties = feature.get("properties") or {}
        codes = [str(feature.get("id", "")), *(str(properties[key]) for key in _CODES if key in properties)]
        row = next((by_code[code] for code in codes if code in by_code), None)
        if row is None:
            keys = (name_key(str(properties[key])) for key in _NAMES if key in properties)
            row = next((by_name[key] for key in keys if key in by_name), None)
        rings = tuple(_thin(ring) for ring in _rings(feature.get("geometry") or {}))
        if rings:
            found.append(_Area(codes[0], rings, row))
    return found


def _rings(geometry: Mapping[str, Any]) -> Iterable[Ring]:
    coordinates = geometry.get("coordinates") or ()
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")), [])
    for polygon in polygons:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def _thin(ring: Ring) -> Ring:
    """Survey polygons have thousands of points; a screen needs a few hundred."""
    every = -(-len(ring) // _MAX_POINTS)
    return ring[::every] if every > 1 else ring


def _closed(points: Ring) -> str:
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "z"


def _centre(ring: Ring) -> tuple[float, float, float]:
    """Centroid and signed area of a ring (shoelace formula)."""
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        cx += (x1 + x2) * cross
        cy += (y1 + y2) * cross
    if abs(area) < 1e-9:
        return ring[0][0], ring[0][1], 0.0
    return cx / (6 * area), cy / (6 * area), area


def _label(canvas: Canvas, rings: list[Ring], row: CoverageRow, names: Mapping[str, str], people: str) -> None:
    x, y, _ = max((_centre(ring) for ring in rings), key=lambda centre: abs(centre[2]))
    canvas.shape(x, y - 18, row.status, 6)
    canvas.text(x, y + 4, names.get(row.place, row.place), "b halo", anchor="middle")
    words = said("belum lapor") if row.status is Status.NONE else gap_words(row, people)
    canvas.text(x, y + 21, words, "halo small", anchor="middle")


def _legend(canvas: Canvas, rows: Sequence[CoverageRow], top: float, absent: Sequence[str]) -> None:
    x, y = 10.0, top + 28
    for status in (Status.BAIK, Status.KURANG, Status.CUKUP, Status.JELEK, Status.NONE, Status.NO_TARGET):
        number = sum(row.status is status for row in rows)
        if not number:
            continue
        canvas.shape(x, y - 5, status, 6)
        words = said("%(status)s: %(n)s desa") % {"status": said(status.value), "n": number}
        canvas.text(x + 14, y, words)
        x += 34 + 7.4 * len(words)
    if absent:
        canvas.text(4, y + 22, said("Tanpa batas wilayah: %(names)s.") % {"names": ", ".join(absent)}, "q")
