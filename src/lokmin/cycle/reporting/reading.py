"""From the bytes of an upload to what was understood of them, and that kept small in the database."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

from django.utils import timezone

from lokmin.catalog.loading import rules
from lokmin.core.findings import Finding, Severity
from lokmin.core.places import PlaceRef, name_key
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.tables import look
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting import originals, store
from lokmin.cycle.reporting.calm import calm
from lokmin.cycle.reporting.models import ColumnMapping, PlaceSpelling, Upload
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.exchange.excel.records import (
    IGNORE_COLUMN,
    Block,
    Claim,
    Ignored,
    Memory,
    Question,
    Reading,
    Understanding,
)
from lokmin.exchange.excel.tabulated import table_cells

#: Called with (sheets done, sheets in all).
Progress = Callable[[int, int], None]


def refs_of(puskesmas: Puskesmas) -> list[PlaceRef]:
    """The places the reader may meet, with the office's other spellings."""
    return [place.ref for place in store.places_of(puskesmas)]


def memory_of(puskesmas: Puskesmas, upload: Upload | None = None) -> Memory:
    """What the office answered before, and what was answered about this upload (which wins)."""
    headers = dict(ColumnMapping.objects.of(puskesmas).values_list("signature", "element"))
    places = dict(PlaceSpelling.objects.of(puskesmas).values_list("text", "place__code"))
    periods: dict[str, str] = {}
    for answer in (upload.answers.get("questions", {}) if upload else {}).values():
        kind, key, value = answer["kind"], answer["key"], answer["value"]
        if value == IGNORE_COLUMN and kind != "header":
            continue
        if kind == "header":
            headers[key] = value
        elif kind == "place":
            places[name_key(key) or key] = value
        elif kind == "period":
            periods[key] = value
    return Memory(headers, places, periods)


def understand_upload(upload: Upload, *, progress: Progress | None = None, data: bytes | None = None) -> Understanding:
    """Read the original of an upload with the catalogue, places and memory of its Puskesmas.

    Raises:
        FileRefused: with a sentence; the file is not read at all.
    """
    year = upload.answers.get("year") or _year(upload.at)
    data = originals.load(upload.sha256) if data is None else data
    with calm():
        return _understand(upload, data, year, progress)


def _understand(upload: Upload, data: bytes, year: int, progress: Progress | None) -> Understanding:
    from lokmin.exchange.excel.understanding import understand  # heavy: calamine, openpyxl

    puskesmas = upload.puskesmas
    found: Understanding = understand(
        data,
        upload.name,
        catalogue=catalogue_for(puskesmas, year),
        places=refs_of(puskesmas),
        memory=memory_of(puskesmas, upload),
        default_year=year,
        progress=progress,
    )
    # Months are held against one another when they come in (``checks``); years have only themselves.
    limits = QualityRules.load(rules("quality"), rules("consistency"), year)
    found.findings += look(table_cells(r for r in found.readings if not r.period or len(r.period) == 4), limits)
    return found


def check(data: bytes, name: str) -> None:
    """Look whether the file may be read at all.

    Raises:
        FileRefused: with the reader's sentence.
    """
    from lokmin.exchange.excel.guards import check_file  # heavy: zipfile, re tables

    check_file(data, name)


def _year(at: dt.datetime) -> int:
    """The year meant where a workbook names only months: reports of December come in January."""
    day = timezone.localtime(at).date()
    return day.year - 1 if day.month == 1 else day.year


def pack(understanding: Understanding) -> bytes:
    """Compressed JSON; readings as columns, a column that never changes as one value."""
    columns = list(zip(*understanding.readings, strict=True))
    body: dict[str, Any] = {
        "count": len(understanding.readings),
        "readings": [
            _column(values, own=name == "header") for name, values in zip(Reading._fields, columns, strict=False)
        ],
        "questions": [_plain(q, Question) for q in understanding.questions],
        "findings": [_plain(f, Finding) for f in understanding.findings],
        "ignored": [list(i) for i in understanding.ignored],
        "blocks": [_plain(b, Block) for b in understanding.blocks],
        "claims": [_plain(c, Claim) for c in understanding.claims],
        "signature": understanding.signature,
        "year": understanding.year,
    }
    data = zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 1)
    _remember(data, understanding)
    return data


def _column(values: tuple[Any, ...], *, own: bool) -> dict[str, Any]:
    """Values of one field: once when all are the same, by number when they repeat (``own``), else as they are."""
    if own:
        numbers: dict[Any, int] = {}
        return {"by": [numbers.setdefault(v, len(numbers)) for v in values], "of": list(numbers)}
    first = values[0]
    return {"all": first} if values.count(first) == len(values) else {"each": values}


def _spread(column: dict[str, Any], count: int) -> Iterable[Any]:
    """The opposite of ``_column``."""
    if "by" in column:
        kinds = [tuple(k) for k in column["of"]]
        return [kinds[n] for n in column["by"]]
    return repeat(column["all"], count) if "all" in column else column["each"]


def _plain(record: Any, kind: type) -> list[Any]:
    return [getattr(record, name) for name in kind.__dataclass_fields__]  # type: ignore[attr-defined]


def _claim(row: list[Any]) -> Claim:
    values: list[Any] = [tuple(v) if isinstance(v, list) else v for v in row]
    return Claim(*values)


def unpack(data: bytes) -> Understanding:
    """The opposite of ``pack`` (places proposed for an empty installation are not kept)."""
    body = json.loads(zlib.decompress(data))
    columns = [_spread(column, body["count"]) for column in body["readings"]]
    return Understanding(
        readings=list(map(Reading._make, zip(*columns, strict=True))),
        questions=[
            Question(i, kind, text, key, tuple(cells), tuple(options), count, *rest)
            for i, kind, text, key, cells, options, count, *rest in body["questions"]
        ],
        findings=[Finding(Severity(severity), *rest) for severity, *rest in body["findings"]],
        ignored=[Ignored(*row) for row in body["ignored"]],
        blocks=[Block(*row) for row in body["blocks"]],
        claims=[_claim(row) for row in body.get("claims", ())],
        signature=body["signature"],
        year=body["year"],
    )


#: The last few understandings of this process, by their packed form.
_KEPT: OrderedDict[bytes, Understanding] = OrderedDict()
_MOST = 4


def _remember(data: bytes, found: Understanding) -> None:
    _KEPT[data] = found
    _KEPT.move_to_end(data)
    while len(_KEPT) > _MOST:
        _KEPT.popitem(last=False)


def understood(upload: Upload) -> Understanding:
    """What was understood of an upload; empty before it has been read."""
    if not upload.understood:
        return Understanding()
    data = bytes(upload.understood)
    found = _KEPT.get(data)
    if found is None:
        with calm():
            found = unpack(data)
    _remember(data, found)
    return found
