"""A staff list as offices keep it in Excel, pasted as text: which column is what, and what cannot be read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.language import said
from lokmin.core.nip import check
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.workload.professions import OTHER, Profession, guess

#: Field -> how people head its column (letters only).
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("nama", "namalengkap", "namapegawai", "namastaf", "namapetugas", "namadangelar", "namatenaga"),
    "nip": ("nip", "nipnrptt", "nipnik", "nipnipppk", "nippppk", "nipnrp"),
    "sex": ("lp", "jk", "jeniskelamin", "sex", "kelamin"),
    "profession": ("jenissdmk", "profesi", "jenistenaga", "jenisketenagaan", "tenaga"),
    "job": ("jabatan", "namajabatan", "jabatanfungsional", "jabatantugas"),
    "status": ("status", "statuskepegawaian", "statuspegawai", "kepegawaian"),
    "rank": ("pangkat", "golongan", "pangkatgolongan", "gol", "pangkatgol", "golruang", "pangkatgolruang"),
    "education": ("pendidikan", "pendidikanterakhir"),
    "klaster": ("klaster", "cluster"),
    "unit": ("unit", "unitkerja", "tempattugas", "ruang", "ruangan", "poli"),
    "village": ("desa", "desatugas", "wilayah", "desabinaan", "desakelurahan"),
    "str_number": ("str", "nostr", "nomorstr"),
    "str_until": ("strberlakusampai", "masaberlakustr", "tglstr", "akhirstr", "strsampai", "berlakustr", "masastr"),
    "sip_number": ("sip", "nosip", "nomorsip"),
    "sip_until": ("sipberlakusampai", "masaberlakusip", "tglsip", "akhirsip", "sipsampai", "berlakusip", "masasip"),
    "joined_on": ("tmt", "mulaibertugas", "tmtpuskesmas", "mulaikerja", "tmtkerja"),
    "note": ("catatan", "keterangan", "ket"),
}
_FIELD = {word: name for name, words in HEADS.items() for word in words}
#: How people write the status of employment.
_STATUSES = (
    ("cpns", ("cpns",)), ("pppk", ("pppk", "p3k")), ("pns", ("pns", "asn")), ("blud", ("blud",)), ("ptt", ("ptt",)),
    ("nusantara", ("nusantara", "penugasankhusus", "internship", "internsip")),
    ("kontrak", ("kontrak", "thl", "harianlepas", "nonasn")), ("honor", ("honor", "honorer", "gtt", "tks")),
    ("sukarela", ("sukarela", "sukwan", "magang")),
)  # fmt: skip
_MONTHS = {name[:3].casefold(): n for n, name in enumerate(MONTH_NAMES, start=1)}
_DAY = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[A-Za-z]+)\s*[-/. ]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LIFE = ("seumurhidup", "sh", "selamanya", "tidakterbatas")


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a line that cannot be taken as it stands."""

    line: int
    words: str


@dataclass(slots=True)
class Table:
    """What was read: rows as fields of the register (a village by its name), refusals, heads nobody knows."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def letters(text: str) -> str:
    """Only the letters, small: ``No. STR`` is ``nostr``."""
    return re.sub(r"[^a-z]", "", text.casefold())


def read(text: str, known: Mapping[str, Profession]) -> Table:
    """Read a pasted table (tabs, semicolons or commas); its first line with a name column is the head.

    A cell that cannot be read is told with its line and left out; the rest of the line is taken.
    """
    lines = text.splitlines()
    separator = max("\t;,", key=lambda s: sum(line.count(s) for line in lines[:5]))
    table = list(csv.reader(io.StringIO(text), delimiter=separator))
    found = Table()
    head_at = next((n for n, row in enumerate(table) if "name" in {_FIELD.get(letters(c)) for c in row}), None)
    if head_at is None:
        words = said("Tidak ada kolom “Nama” di baris pertama. Salin tabel beserta judul kolomnya.")
        found.refused.append(Refused(1, words))
        return found
    columns = [_FIELD.get(letters(cell), "") for cell in table[head_at]]
    found.unknown = [
        cell.strip() for cell, name in zip(table[head_at], columns, strict=True)
        if not name and letters(cell) not in {"", "no", "nomor", "urut", "nourut"}
    ]  # fmt: skip
    for number, row in enumerate(table[head_at + 1 :], start=head_at + 2):
        cells = {n: c.strip() for n, c in zip(columns, row, strict=False) if n and c.strip() not in {"", "-", "–"}}
        if "name" in cells and not cells["name"].isdigit():
            found.rows.append(_row(cells, number, known, found.refused))
    return found


def _row(
    cells: Mapping[str, str], line: int, known: Mapping[str, Profession], refused: list[Refused]
) -> dict[str, Any]:
    row: dict[str, Any] = dict(cells)
    who = cells["name"]

    def refuse(words: str) -> None:
        refused.append(Refused(line, f"{who}: {words}"))

    if "nip" in cells:
        nip = check(cells["nip"])
        row["nip"] = "" if nip.error else nip.digits
        if nip.error:
            refuse(nip.error)
    if "sex" in cells:
        row["sex"] = {"l": "L", "p": "P", "w": "P"}.get(letters(cells["sex"])[:1], "")
    if "profession" in cells or "job" in cells:
        row["profession"] = _profession(cells, known)
    if "status" in cells:
        told = letters(cells["status"])
        row["status"] = next((code for code, words in _STATUSES if any(w in told for w in words)), "")
        if not row["status"]:
            refuse(said("status kepegawaian “%(text)s” tidak dikenal") % {"text": cells["status"]})
    if "klaster" in cells:
        digits = re.sub(r"\D", "", cells["klaster"])
        row["klaster"] = int(digits) if digits in {"1", "2", "3", "4", "5"} else None
        if row["klaster"] is None:
            refuse(said("klaster “%(text)s” bukan 1 sampai 5") % {"text": cells["klaster"]})
    for name in ("str_until", "sip_until", "joined_on"):
        if name not in cells:
            continue
        if name == "str_until" and letters(cells[name]) in _LIFE:
            row |= {"str_until": None, "str_for_life": True}
            continue
        row[name] = day(cells[name])
        if row[name] is None:
            refuse(said("tanggal “%(text)s” tidak terbaca; tulis seperti 31/12/2027") % {"text": cells[name]})
    return row


def _profession(cells: Mapping[str, str], known: Mapping[str, Profession]) -> str:
    """The kind as it is named in the list, else as the job and the degrees say."""
    said_ = letters(cells.get("profession", ""))
    named = next((p.code for p in known.values() if said_ and said_ in (letters(p.name), letters(p.code))), "")
    if named:
        return named
    words = (cells.get("profession", ""), cells.get("job", ""))
    return next((code for w in words if w and (code := guess(known, w)) != OTHER), guess(known, "", cells["name"]))


def day(text: str) -> dt.date | None:
    """``31/12/2027``, ``31 Desember 2027``, ``2027-12-31``; None for anything else."""
    iso, usual = _ISO.match(text.strip()), _DAY.match(text.strip())
    parts: Sequence[str | int]
    if iso:
        parts = (iso[1], iso[2], iso[3])
    elif usual:
        month = usual[2] if usual[2].isdigit() else _MONTHS.get(usual[2][:3].casefold(), 0)
        parts = (usual[3], month, usual[1])
    else:
        return None
    try:
        return dt.date(*(int(p) for p in parts))
    except ValueError:
        return None
