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
from lokmin.core.workload.names import bare
from lokmin.core.workload.professions import OTHER, Profession, guess

#: Field -> how people head its column (letters only).
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("nama", "namalengkap", "namapegawai", "namastaf", "namapetugas", "namadangelar", "namatenaga", "namanip",
             "namadannip", "namapegawainip", "namalengkapdangelar"),
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
    "joined_on": ("tmt", "mulaibertugas", "tmtpuskesmas", "mulaikerja", "tmtkerja"),
    "note": ("catatan", "keterangan", "ket"),
}
_FIELD = {word: name for name, words in HEADS.items() for word in words}
#: A head about STR or SIP speaks of its last day with one of these, of its first with one of those.
_LAST = frozenset(("berlaku", "masa", "tgl", "tanggal", "akhir", "berakhir", "habis", "sampai", "ed", "expired",
                   "kadaluarsa", "kedaluwarsa"))  # fmt: skip
_FIRST = frozenset(("terbit", "mulai", "dikeluarkan"))
#: Letters each field takes.
LONGEST = {"name": 120, "job": 120, "rank": 60, "education": 80, "unit": 80, "village": 120, "str_number": 60,
           "sip_number": 60, "note": 200}  # fmt: skip
#: How people write the status of employment.
_STATUSES = (
    ("cpns", ("cpns",)), ("pppk", ("pppk", "p3k")), ("pns", ("pns", "asn")), ("blud", ("blud",)), ("ptt", ("ptt",)),
    ("nusantara", ("nusantara", "penugasankhusus", "internship", "internsip")),
    ("kontrak", ("kontrak", "thl", "harianlepas", "nonasn")), ("honor", ("honor", "honorer", "gtt", "tks")),
    ("sukarela", ("sukarela", "sukwan", "magang")),
)  # fmt: skip
_MONTHS = {name[:3].casefold(): n for n, name in enumerate(MONTH_NAMES, start=1)}
_MONTHS |= {"may": 5, "aug": 8, "agt": 8, "oct": 10, "nop": 11, "dec": 12}
_DAY = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[A-Za-z]+)\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
#: A day that lost its format in Excel is counted from here, and lies between 1954 and 2099.
_EXCEL, _SERIAL = dt.date(1899, 12, 30), range(20_000, 73_051)
#: Two digits of a year from here on are of the last century.
_CENTURY = 70
_IN_NAME = re.compile(r"(?i)(?:\bnip\b[\s.:/]*)?(\d{8}\s?\d{6}\s?\d\s?\d{3})(?!\d)")
_POWER = re.compile(r"(?i)\d([.,]\d*)?e\+?\d+")
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
    found = Table()
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=separator))
        if separator == "\t" and any("\t" in cell for row in table for cell in row):
            # A quotation mark that nobody closed has swallowed cells.
            table = [line.split("\t") for line in lines]
    except csv.Error:
        words = said("Tabel tidak terbaca: ada sel yang terlalu panjang. Periksa tanda petik.")
        found.refused.append(Refused(1, words))
        return found
    head_at = next((n for n, row in enumerate(table) if "name" in {_field(c) for c in row}), None)
    if head_at is None:
        words = said("Tidak ada kolom “Nama” di baris pertama. Salin tabel beserta judul kolomnya.")
        found.refused.append(Refused(1, words))
        return found
    heads = _heads(table[head_at : head_at + 2])
    columns = [_field(cell) for cell in heads]
    found.unknown = [
        " ".join(cell.split()) for cell, name in zip(heads, columns, strict=True)
        if not name and letters(cell) not in {"", "no", "nomor", "urut", "nourut"}
    ]  # fmt: skip
    seen: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(table[head_at + 1 :], start=head_at + 2):
        cells: dict[str, str] = {}
        for name, cell in zip(columns, row, strict=False):
            if name and (tidy := " ".join(cell.split())) not in {"", "-", "–"}:
                cells.setdefault(name, tidy)
        if "name" not in cells or not letters(cells["name"]):
            continue
        # One column for both: the number is taken out of the name.
        if "nip" not in cells and (inside := _IN_NAME.search(cells["name"])):
            cells |= {"nip": inside[1], "name": (cells["name"][: inside.start()]).rstrip(" /,-") or cells["name"]}
        if len(cells["name"]) > LONGEST["name"]:
            words = said("nama lebih dari %(n)s huruf; periksa tanda petik di baris ini") % {"n": LONGEST["name"]}
            found.refused.append(Refused(number, words))
            continue
        taken = _row(cells, number, known, found.refused)
        if _first_time(taken, number, seen, found.refused):
            found.rows.append(taken)
    return found


def _heads(rows: Sequence[Sequence[str]]) -> list[str]:
    """The heads; where a second line stands under merged ones (``STR`` over ``Nomor``, ``Berlaku``), both together."""
    first, below = rows[0], rows[1] if len(rows) > 1 else []
    joined, above = [], ""
    for at, cell in enumerate(first):
        above = cell if cell.strip() else above
        joined.append(f"{above} {below[at] if at < len(below) else ''}")
    named = [_field(cell) for cell in first]
    under = [c for c in below if c.strip()]
    if under and not any(_field(c) in {"name", "nip"} or re.search(r"\d{3}", c) for c in under):
        better = [_field(cell) for cell in joined]
        if "name" in better and len(set(better)) > len(set(named)):
            return joined
    return list(first)


def _field(head: str) -> str:
    """What a column holds, by its head; empty for one nobody knows."""
    if found := _FIELD.get(letters(head)):
        return found
    words = set(re.findall("[a-z]+", head.casefold()))
    for kind in ("str", "sip"):
        if kind in words or letters(head) in {f"no{kind}", f"nomor{kind}"}:
            if words & _LAST and not words & _FIRST:
                return f"{kind}_until"
            return f"{kind}_number" if words <= {kind, "no", "nomor"} else ""
        if letters(head) in {f"tgl{kind}", f"akhir{kind}", f"berlaku{kind}", f"masa{kind}", f"masaberlaku{kind}"}:
            return f"{kind}_until"
    return ""


def _first_time(
    row: Mapping[str, Any], line: int, seen: dict[str, tuple[int, str]], refused: list[Refused]
) -> bool:
    """False for somebody who stands in the table twice: the second line is told and left out."""
    nip, name = str(row.get("nip") or ""), bare(str(row["name"]))
    if nip and f"nip {nip}" in seen:
        told = {"who": row["name"], "line": seen[f"nip {nip}"][0]}
        refused.append(Refused(line, said("%(who)s: NIP-nya sama dengan baris %(line)s; baris ini dilewati") % told))
        return False
    if name in seen and not (nip and seen[name][1]):
        told = {"who": row["name"], "line": seen[name][0]}
        words = said("%(who)s: namanya sama dengan baris %(line)s; dilewati. Bila orang lain, isi NIP keduanya")
        refused.append(Refused(line, words % told))
        return False
    seen[name] = (line, nip)
    if nip:
        seen[f"nip {nip}"] = (line, nip)
    return True


def _row(
    cells: Mapping[str, str], line: int, known: Mapping[str, Profession], refused: list[Refused]
) -> dict[str, Any]:
    row: dict[str, Any] = dict(cells)
    who = cells["name"]

    def refuse(words: str) -> None:
        refused.append(Refused(line, f"{who}: {words}"))

    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            del row[name]
            too_long = {"text": f"{cells[name][:30]} …", "n": most}
            refuse(said("“%(text)s” lebih dari %(n)s huruf; ringkas dahulu") % too_long)
    if "nip" in cells:
        nip = check(re.sub(r"(?i)^['’`]|nip[\s.:]*", "", cells["nip"]))
        spoilt = bool(_POWER.fullmatch(cells["nip"].replace(" ", ""))) or nip.digits[15:] == "000"
        row["nip"] = "" if nip.error or spoilt else nip.digits
        if spoilt:
            spoiling = said("NIP “%(text)s” sudah dibulatkan Excel. Jadikan kolomnya Teks, ketik ulang, salin lagi")
            refuse(spoiling % {"text": cells["nip"]})
        elif nip.error:
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
    if letters(cells.get("str_number", "")) in _LIFE:
        row |= {"str_number": "", "str_for_life": True}
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
    """``31/12/2027``, ``31 Desember 2027``, ``31-Des-27``, ``2027-12-31``, Excel's own number; else None."""
    number = text.strip().removesuffix(".0").removesuffix(",0")
    if number.isdecimal() and len(number) == 5 and int(number) in _SERIAL:
        return _EXCEL + dt.timedelta(days=int(number))
    iso, usual = _ISO.match(text.strip()), _DAY.match(text.strip())
    parts: Sequence[str | int]
    if iso:
        parts = (iso[1], iso[2], iso[3])
    elif usual:
        month = usual[2] if usual[2].isdigit() else _MONTHS.get(usual[2][:3].casefold(), 0)
        year = int(usual[3])
        if len(usual[3]) == 2:
            year += 1900 if year >= _CENTURY else 2000
        parts = (year, month, usual[1])
    else:
        return None
    try:
        return dt.date(*(int(p) for p in parts))
    except ValueError:
        return None
