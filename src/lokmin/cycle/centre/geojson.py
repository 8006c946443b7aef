"""Areas out of a GeoJSON file: which names and codes each carries, its shape rounded to about a metre."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: A file of one kecamatan is well below this.
MAX_BYTES = 20 * 1024 * 1024
#: Degrees around Indonesia; coordinates outside are metres of a projection, not degrees.
WEST, EAST, SOUTH, NORTH = 90.0, 145.0, -15.0, 10.0
_CODE = re.compile(r"kode|code|kd|id", re.IGNORECASE)
_NAME = re.compile(r"desa|kel|nama|name|village", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """One feature: codes as digits only, texts that may be its name, and the geometry."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    geometry: dict[str, Any]

    @property
    def title(self) -> str:
        return (self.names or self.codes or ("?",))[0]


def digits(code: str) -> str:
    """``33.20.04.2001`` and ``3320042001`` are the same village."""
    return re.sub(r"\D", "", code)


def areas(data: bytes) -> list[Area]:
    """The areas of a FeatureCollection.

    Raises:
        ValidationError: with a sentence, keyed ``file``, for anything else.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError({"file": _("Berkas lebih besar dari 20 MB. Ambil batas desa untuk satu kecamatan saja.")})
    try:
        body = json.loads(data.decode("utf-8-sig"))
        features = body["features"]
        found = [_area(f) for f in features if (f.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")]
    except (UnicodeDecodeError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        sentence = _("Berkas ini bukan GeoJSON berisi kumpulan wilayah (FeatureCollection).")
        raise ValidationError({"file": sentence}) from error
    if not found:
        raise ValidationError({"file": _("Tidak ada wilayah (Polygon) di berkas ini.")})
    for area in found:
        for east, north in _points(area.geometry["coordinates"]):
            if not (WEST <= east <= EAST and SOUTH <= north <= NORTH):
                raise ValidationError(
                    {"file": _("Koordinat bukan derajat di Indonesia. Simpan berkas dengan sistem koordinat WGS 84.")}
                )
    return found


def _area(feature: dict[str, Any]) -> Area:
    properties = feature.get("properties") or {}
    texts = {str(key): str(value).strip() for key, value in properties.items() if isinstance(value, str | int)}
    codes = tuple(digits(v) for k, v in texts.items() if _CODE.search(k) and digits(v))
    likely = [v for k, v in texts.items() if _NAME.search(k) and not v.isdigit()]
    others = [v for v in texts.values() if v not in likely and not v.isdigit()]
    geometry = feature["geometry"]
    return Area(
        codes,
        tuple(v for v in (*likely, *others) if v),
        {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])},
    )


def _rounded(part: Any) -> Any:
    """Five decimals of a degree (about a metre); heights are dropped."""
    if isinstance(part[0], int | float):
        return [round(float(part[0]), 5), round(float(part[1]), 5)]
    return [_rounded(inner) for inner in part]


def _points(part: Any) -> Iterator[tuple[float, float]]:
    if isinstance(part[0], float):
        yield part[0], part[1]
    else:
        for inner in part:
            yield from _points(inner)
