"""What a version of the RPK bulanan changed: each difference in words with the reason that was given (S4-15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.planning.monthly import MonthRow

#: Columns that are compared, as they are called on paper.
_COLUMNS = {
    "activity": "kegiatan", "target_group": "sasaran", "target": "target", "owner": "penanggung jawab",
    "volume": "volume", "days": "tanggal", "place": "tempat", "workers": "pelaksana", "support": "dukungan LP/LS",
    "cost": "biaya", "funds": "sumber dana", "detail": "rincian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: ``kind`` is ``ditambah``, ``dikeluarkan`` or ``diubah``."""

    kind: str
    activity: str
    words: str
    reason: str = ""


def difference(
    before: Iterable[MonthRow], after: Iterable[MonthRow], reasons: Mapping[str, str] | None = None
) -> tuple[Change, ...]:
    """Rows added, taken out and changed, in the order of the new version; ``reasons`` by key of the row."""
    told = reasons or {}
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    found = []
    for key, row in new.items():
        if key not in old:
            found.append(Change("ditambah", row.activity, row.why, told.get(key, "")))
        elif words := _changed(old[key], row):
            found.append(Change("diubah", row.activity, words, told.get(key, "")))
    found += [
        Change("dikeluarkan", row.activity, row.why, told.get(key, "")) for key, row in old.items() if key not in new
    ]
    return tuple(found)


def summary(changes: Iterable[Change]) -> str:
    """``2 ditambah, 1 diubah``; ``tidak ada perubahan``."""
    held = tuple(changes)
    counts = {kind: sum(change.kind == kind for change in held) for kind in ("ditambah", "diubah", "dikeluarkan")}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "tidak ada perubahan"


def _changed(old: MonthRow, new: MonthRow) -> str:
    parts = [
        f"{title} dari {_said(old, name)} menjadi {_said(new, name)}"
        for name, title in _COLUMNS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    return "; ".join(parts)


def _said(row: MonthRow, name: str) -> str:
    value = getattr(row, name)
    match name:
        case "volume":
            text = "" if value is None else f"{indonesian(from_micro(value))} {row.unit}".strip()
        case "cost":
            text = "" if value is None else f"Rp{indonesian(value)}"
        case "days":
            text = day_words(value)
        case "funds":
            text = ", ".join(value)
        case _:
            text = value
    return text or "kosong"


def day_words(days: Iterable[int]) -> str:
    """Days of a month as people write them: ``3, 5–9, 21``."""
    found: list[list[int]] = []
    for day in sorted(set(days)):
        if found and day == found[-1][1] + 1:
            found[-1][1] = day
        else:
            found.append([day, day])
    return ", ".join(str(a) if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in found)
