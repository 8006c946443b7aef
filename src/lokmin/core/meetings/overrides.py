"""What an office changes of a kind of meeting for itself, laid over the national rule and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from lokmin.core.meetings.kinds import FUNCTIONS, POINT_KINDS, SPANS, WHO, FixedPoint, Kind, Paper, point_of

#: Field -> its name on the page. These and no others may be changed.
FIELDS = {
    "aim": "tujuan umum",
    "purposes": "tujuan khusus",
    "inputs": "masukan",
    "steps": "proses",
    "outputs": "luaran",
    "participants": "peserta",
    "recipients": "yang diundang (Yth.)",
    "papers": "berkas",
    "legal_base": "dasar hukum",
    "organiser": "penyelenggara",
    "opener": "yang membuka",
    "leader": "yang memimpin",
    "lead_days": "undangan, hari sebelumnya",
    "material_days": "bahan penyaji, hari sebelumnya",
    "reading_days": "bahan bacaan, hari sebelumnya",
    "place": "tempat",
    "agenda": "acara tetap",
}
LISTS = ("purposes", "inputs", "steps", "outputs", "participants", "recipients", "legal_base")
DAYS = ("lead_days", "material_days", "reading_days")
MOST_DAYS = 60
MOST_MINUTES = 240
LONGEST_LINE = 300
LONGEST_TITLE = 160


class KindError(ValueError):
    """What is wrong with an override: ``problems`` is field -> sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


def in_force(overrides: Iterable[Mapping[str, Any]], year: int) -> Mapping[str, Any]:
    """Of overrides (``valid_from``, ``fields``) the fields of the youngest that holds in a year; empty for none."""
    holding = [o for o in overrides if int(o["valid_from"]) <= year]
    found: Mapping[str, Any] = max(holding, key=lambda o: int(o["valid_from"]))["fields"] if holding else {}
    return found


def merged(kind: Kind, override: Mapping[str, Any], pack: Mapping[str, Paper] | None = None) -> Kind:
    """A kind as one office has it: its changed fields over the national ones.

    Args:
        kind: the national rule.
        override: field -> value; lists of lines, ``agenda`` a list of tables as in the data file, ``papers`` codes.
        pack: the papers there are; without it those of the kind.

    Raises:
        KindError: unknown fields, empty lines, impossible days or minutes, an agenda that does not open and close.
    """
    known = pack if pack is not None else {p.code: p for p in kind.papers}
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, value in override.items():
        if name not in FIELDS:
            problems[name] = f"“{name}” bukan bagian jenis pertemuan yang dapat diubah."
            continue
        try:
            values[name] = _checked(name, value, known)
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise KindError(problems)
    changed = tuple(name for name in FIELDS if name in values and values[name] != getattr(kind, name))
    return replace(kind, **values, changed=changed)


def difference(kind: Kind, wanted: Mapping[str, Any], pack: Mapping[str, Paper] | None = None) -> dict[str, Any]:
    """Of all fields of a form only those that differ from the national rule: what is worth keeping.

    Raises:
        KindError: as ``merged``.
    """
    return {name: wanted[name] for name in merged(kind, wanted, pack).changed}


def _checked(name: str, value: Any, known: Mapping[str, Paper]) -> Any:
    label = FIELDS[name]
    if name == "agenda":
        return _agenda(value)
    if name == "papers":
        return _papers(value, known)
    if name in LISTS:
        return _lines(label, value)
    if name in DAYS:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DAYS:
            raise ValueError(f"{label.capitalize()}: isi 0 sampai {MOST_DAYS} hari.")
        return value
    if not isinstance(value, str):
        raise ValueError(f"{label.capitalize()}: isi dengan kalimat.")  # noqa: TRY004 - one kind of error for the form
    if name in {"organiser", "opener", "leader"} and value not in FUNCTIONS:
        raise ValueError(f"{label.capitalize()}: pilih salah satu dari {', '.join(FUNCTIONS.values())}.")
    return value.strip()


def _lines(label: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(line, str) for line in value):
        raise ValueError(f"{label.capitalize()}: isi satu baris satu butir.")
    lines = tuple(line.strip() for line in value if line.strip())
    long = next((line for line in lines if len(line) > LONGEST_LINE), None)
    if long:
        raise ValueError(f"{label.capitalize()}: “{long[:40]}…” lebih dari {LONGEST_LINE} huruf. Pendekkan.")
    return lines


def _papers(value: Any, known: Mapping[str, Paper]) -> tuple[Paper, ...]:
    codes = set(value)
    unknown = sorted(codes - set(known))
    if unknown:
        raise ValueError(f"Berkas: tidak ada berkas “{', '.join(unknown)}”.")
    return tuple(paper for code, paper in known.items() if code in codes)


def _agenda(value: Any) -> tuple[FixedPoint, ...]:
    points = []
    for number, entry in enumerate(value, start=1):
        if isinstance(entry, FixedPoint):
            points.append(entry)
            continue
        where = f"Acara {number}" + (f" (“{entry['title']}”)" if entry.get("title") else "")
        for check, sentence in _POINT_CHECKS:
            if not check(entry):
                raise ValueError(f"{where}: {sentence}")
        points.append(point_of(entry))
    if [p.kind for p in points[:1]] != ["pembukaan"] or points[-1].kind != "penutup":
        raise ValueError("Acara tetap dimulai dengan pembukaan dan diakhiri dengan penutup.")
    return tuple(points)


def _minutes(entry: Mapping[str, Any]) -> bool:
    least, wanted = entry.get("least"), entry.get("wanted")
    return isinstance(least, int) and isinstance(wanted, int) and 1 <= least <= wanted <= MOST_MINUTES


def _placeholders(entry: Mapping[str, Any]) -> bool:
    try:
        str(entry["title"]).format(bulan="", berikut="", tahun="", tahun_depan="")
    except (KeyError, ValueError, IndexError, AttributeError):
        return False
    return True


_POINT_CHECKS: tuple[tuple[Callable[[Mapping[str, Any]], bool], str], ...] = (
    (
        lambda e: set(e) <= {"title", "kind", "least", "wanted", "who", "months", "spans", "optional", "annexes"},
        "ada isian yang tidak dikenal.",
    ),
    (lambda e: e.get("kind") in POINT_KINDS, "pilih jenis acara dari daftar."),
    (lambda e: e.get("who", "") in WHO, "yang membawakan: pembuka, pemimpin, PJ klaster, atau kosong."),
    (lambda e: bool(str(e.get("title", "")).strip()) or e["kind"] == "klaster", "beri judul."),
    (lambda e: len(str(e.get("title", ""))) <= LONGEST_TITLE, f"judul paling panjang {LONGEST_TITLE} huruf."),
    (_minutes, f"menit harus 1 sampai {MOST_MINUTES}; yang wajar tidak lebih kecil dari yang paling sedikit."),
    (_placeholders, "di antara kurung kurawal hanya {bulan}, {berikut}, {tahun}, {tahun_depan}."),
    (lambda e: all(m in range(1, 13) for m in e.get("months", ())), "bulan harus 1 sampai 12."),
    (lambda e: all(s in SPANS for s in e.get("spans", ())), "rentang yang dibahas: 1, 3, 6 atau 12 bulan."),
)
