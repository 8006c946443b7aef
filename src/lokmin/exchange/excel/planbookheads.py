"""Finds the head of a plan in a sheet, over one to four rows with merged cells, and names its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.planning.funds import FundBook
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import month_of
from lokmin.exchange.excel.planbookcells import shown
from lokmin.exchange.excel.planbookrecords import FIELDS

#: Field -> how offices call it; compared without case, dots, brackets and numbering.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "no": ("no", "nomor", "no urut", "nomer"),
    "upaya": ("upaya kesehatan", "upaya", "program", "jenis upaya", "upaya program", "program upaya", "pelayanan",
              "upaya kesehatan program", "unit", "jenis pelayanan", "klaster"),
    "activity": ("kegiatan", "nama kegiatan", "uraian kegiatan", "jenis kegiatan", "rencana kegiatan", "sub kegiatan",
                 "kegiatan yang diusulkan", "usulan kegiatan", "kegiatan pokok", "aktivitas"),
    "details": ("rincian kegiatan", "rincian pelaksanaan", "rincian", "uraian", "detail kegiatan", "rincian belanja",
                "uraian belanja", "rincian biaya", "tahapan kegiatan"),
    "purpose": ("tujuan", "tujuan kegiatan", "maksud dan tujuan"),
    "target_group": ("sasaran", "kelompok sasaran", "sasaran kegiatan"),
    "target": ("target sasaran", "target", "jumlah sasaran", "target kegiatan", "target kinerja",
               "target sasaran tahunan"),
    "owner": ("penanggung jawab", "pj", "penanggungjawab", "pelaksana", "petugas", "pj kegiatan", "pelaksana kegiatan",
              "penanggung jawab kegiatan", "penanggung jwb"),
    "resources": ("kebutuhan sumber daya", "sumber daya", "kebutuhan sumberdaya",
                  "kebutuhan sumber daya dana alat tenaga",
                  "sumber daya yang dibutuhkan"),
    "partners": ("mitra kerja", "mitra", "lintas sektor", "lp ls", "lintas program lintas sektor", "mitra kerja lp ls"),
    "when": ("waktu pelaksanaan", "waktu", "jadwal pelaksanaan", "jadwal", "waktu kegiatan", "bulan pelaksanaan"),
    "volume": ("volume kegiatan", "volume", "vol", "frekuensi", "volume frekuensi"),
    "unit": ("satuan", "sat"),
    "price": ("harga satuan", "unit cost", "biaya satuan", "tarif"),
    "cost": ("kebutuhan anggaran", "anggaran", "biaya", "jumlah biaya", "total biaya", "kebutuhan dana", "besar biaya",
             "jumlah anggaran", "total anggaran", "total", "jumlah", "pagu", "besaran anggaran", "rencana anggaran",
             "kebutuhan biaya", "jumlah harga", "anggaran biaya"),
    "fund": ("sumber pembiayaan", "sumber dana", "sumber biaya", "sumber anggaran", "sumber", "sumber pendanaan",
             "pembiayaan"),
    "indicator": ("indikator kinerja", "indikator", "indikator keberhasilan", "tolok ukur",
                  "indikator kinerja kegiatan",
                  "indikator pelaksanaan", "indikator capaian"),
    "place": ("lokasi pelaksanaan", "lokasi", "tempat", "tempat pelaksanaan", "lokasi kegiatan"),
    "method": ("metode", "metode pelaksanaan", "cara pelaksanaan"),
}  # fmt: skip
_BY_WORDS = {text: name for name, texts in SYNONYMS.items() for text in texts}
#: Beneath "kebutuhan sumber daya".
_RESOURCES = {"dana": "money", "alat": "tools", "bahan": "tools", "alat bahan": "tools", "tenaga": "staff",
              "sdm": "staff", "man": "staff", "money": "money", "sarana": "tools"}  # fmt: skip
#: A column of sources for whatever has none of its own: its rupiah count, their source is chosen later.
_OTHERS = frozenset(
    ("lain lain", "lainnya", "lain", "dana lain", "dana lainnya", "sumber lain", "sumber lainnya", "dll")
)
_THOUSANDS = re.compile(r"(dalam\s*)?(ribuan|x\s*1\.?000|rp\.?\s*1\.?000|\b000\b)", re.IGNORECASE)
_RUPIAH = re.compile(r"\s*rp\.?\s*\d", re.IGNORECASE)
_SEARCHED, _DEEPEST, _FEWEST = 60, 4, 4
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its first and last row (0-based), column -> field, months, funds and what nobody knows.

    ``funds``: column -> source, empty for "lain-lain". ``thousand``: columns whose head says that figures are in
    thousands.
    """

    first: int
    last: int
    columns: Mapping[int, str]
    months: Mapping[int, int]
    funds: Mapping[int, str]
    unknown: Mapping[int, str]
    thousand: frozenset[int]
    texts: Mapping[int, str]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.columns.values())

    def column(self, name: str) -> int | None:
        return next((at for at, field in self.columns.items() if field == name), None)


def words_of(text: Any) -> str:
    """``KEBUTUHAN ANGGARAN (Rp.)`` -> ``kebutuhan anggaran``."""
    plain = re.sub(r"\(.*?\)|\brp\.?\b|\bidr\b", " ", str(text).casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def grid(sheet: Sheet, rows: range) -> dict[tuple[int, int], str]:
    """The texts of some rows; a merged cell stands in all the cells it covers."""
    found = {}
    for r in rows:
        for c, value in enumerate(sheet.rows[r] if r < len(sheet.rows) else ()):
            if value not in ("", None):
                found[r, c] = shown(value)
    for top, left, bottom, right in sheet.merged:
        if top in rows and (top, left) in found:
            for r in range(top, min(bottom, rows.stop - 1) + 1):
                for c in range(left, right + 1):
                    found.setdefault((r, c), found[top, left])
    return found


def covered(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell -> the first cell of the merge it lies in."""
    found = {}
    for top, left, bottom, right in sheet.merged:
        if (bottom - top + 1) * (right - left + 1) > 20_000:
            continue
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                found[r, c] = (top, left)
    return found


def find_head(sheet: Sheet, funds: FundBook, answers: Mapping[str, str]) -> Head | None:
    """The rows that name most columns of a plan; None where there is no activity among them."""
    best: tuple[int, int, Head] | None = None
    height = min(len(sheet.rows), _SEARCHED)
    for first in range(height):
        for depth in range(1, _DEEPEST + 1):
            if first + depth > len(sheet.rows):
                break
            head = _named(sheet, range(first, first + depth), funds, answers)
            named = len(head.funds) if len(head.funds) > 1 else 0
            known = len(head.fields - {"no"}) + len(head.months) // 3 + named
            if "activity" not in head.fields or known < _FEWEST:
                continue
            if best is None or known > best[0] or (known == best[0] and depth < best[1]):
                best = (known, depth, head)
        if best is not None and first > best[2].last:
            break
    return best[2] if best else None


def _named(sheet: Sheet, rows: range, funds: FundBook, answers: Mapping[str, str]) -> Head:
    texts = grid(sheet, rows)
    if _is_body(sheet, rows):
        return Head(rows.start, rows.stop - 1, {}, {}, {}, {}, frozenset(), {})
    width = max((c for _r, c in texts), default=-1) + 1
    columns: dict[int, str] = {}
    months: dict[int, int] = {}
    sources: dict[int, str] = {}
    unknown: dict[int, str] = {}
    heads: dict[int, str] = {}
    thousand = set()
    parent: dict[int, str] = {}
    initials = _initials(texts, rows.stop - 1, width)
    for r in rows:  # a head over several columns that was not merged reaches to the next one
        last = ""
        for c in range(width):
            last = texts.get((r, c), last if r < rows.stop - 1 and (rows.stop - 1, c) in texts else "")
            if r < rows.stop - 1 and last:
                parent[c] = f"{parent.get(c, '')} > {last}".strip(" >") if last not in parent.get(c, "") else parent[c]
    for c in range(width):
        own = list(dict.fromkeys(texts[r, c] for r in rows if (r, c) in texts))
        above = [text for text in parent.get(c, "").split(" > ") if text]
        path = list(dict.fromkeys([*above, *own]))
        if not path:
            continue
        heads[c] = " › ".join(path)
        if _THOUSANDS.search(heads[c]):
            thousand.add(c)
        answered = answers.get(f"kolom:{sheet.name}:{words_of(heads[c])}")
        if answered in FIELDS:
            columns[c] = answered
            continue
        kind, value = _meaning(path, funds)
        if c in initials:
            months[c] = initials[c]
        elif kind == "month":
            months[c] = int(value)
        elif kind == "fund":
            sources[c] = value
        elif kind == "field":
            columns[c] = value
        elif words_of(heads[c]):
            unknown[c] = heads[c]
    _once(columns, unknown, heads)
    return Head(rows.start, rows.stop - 1, columns, months, sources, unknown, frozenset(thousand), heads)


def _initials(texts: Mapping[tuple[int, int], str], row: int, width: int) -> dict[int, int]:
    """Twelve columns side by side headed ``J F M A M J J A S O N D``: column -> month."""
    letters = [texts.get((row, c), "").strip().upper() for c in range(width)]
    for c in range(width - 11):
        if letters[c : c + 12] == list("JFMAMJJASOND"):
            return {c + n: n + 1 for n in range(12)}
    return {}


def _is_body(sheet: Sheet, rows: range) -> bool:
    """Rows with several figures are no head, unless they only count the columns or the months; nor is one of rupiah."""
    for r in rows:
        row = sheet.rows[r] if r < len(sheet.rows) else []
        if any(isinstance(v, str) and _RUPIAH.match(v) for v in row):
            return True
        figures = [v for v in row if isinstance(v, (int, float)) and not isinstance(v, bool)]
        if any(v > 31 for v in figures) and not all(1900 < v < 2100 for v in figures):
            return True
    return False


def _meaning(path: Sequence[str], funds: FundBook) -> tuple[str, str]:
    """What a column with this path of heads holds: a month, a fund, a field, or nothing known."""
    leaf, above = path[-1], [words_of(text) for text in path[:-1]]
    named = [_BY_WORDS.get(text, "") for text in above]
    plain = words_of(leaf)
    month = month_of(leaf)
    timed = any(name == "when" or "jadwal" in text or "bulan" in text for name, text in zip(named, above, strict=True))
    if month is None and timed:
        if plain.isdigit() and 1 <= int(plain) <= 12:
            month = int(plain)
        elif plain in _ROMAN:
            month = _ROMAN.index(plain) + 1
    if month is not None:
        return "month", str(month)
    if any(name in ("fund", "cost") for name in named):
        fund = funds.match(leaf)
        if fund is not None:
            return "fund", fund.code
        if plain in _OTHERS:
            return "fund", ""
    if any(name == "resources" for name in named) and plain in _RESOURCES:
        return "field", _RESOURCES[plain]
    for text in (plain, words_of(" ".join(path)), *reversed(above)):
        if text in _BY_WORDS:
            # A column under "jadwal" that is no month is not the whole schedule.
            name = _BY_WORDS[text]
            return ("", "") if name == "when" and text in above and text != plain else ("field", name)
    return "", ""


def _once(columns: dict[int, str], unknown: dict[int, str], heads: Mapping[int, str]) -> None:
    """A field has one column: the one whose own head says it best, else the first; the others are asked about."""
    for name in set(columns.values()) - {"no"}:
        same = [c for c, field in columns.items() if field == name]
        if len(same) < 2:
            continue

        def rank(c: int, name: str = name) -> tuple[int, int]:
            plain = words_of(heads[c].rsplit(" › ", 1)[-1])
            order = SYNONYMS.get(name, ())
            return (order.index(plain) if plain in order else len(order), c)

        for c in sorted(same, key=rank)[1:]:
            unknown[c] = heads[c]
            del columns[c]
