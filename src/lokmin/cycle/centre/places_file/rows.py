"""The lists as rows: which kind of file it is, its separator and encoding, and what is wrong in which line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lokmin.core.findings import Finding, Severity
from lokmin.core.places import Level

NATION = "00"
#: How people write the kind of a place.
KINDS: dict[str, Level] = {
    **dict.fromkeys(("negara", "nasional", "nation", "country"), Level.NATION),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "province"), Level.PROVINCE),
    **dict.fromkeys(
        ("kabkota", "kabupatenkota", "kabupaten", "kota", "kab", "district", "regency", "kabupatenataukota"),
        Level.DISTRICT,
    ),
    **dict.fromkeys(("kecamatan", "kec", "distrik", "kapanewon", "kemantren", "subdistrict"), Level.KECAMATAN),
    **dict.fromkeys(("puskesmas", "pkm", "uptdpuskesmas", "upt", "uptpuskesmas"), Level.PUSKESMAS),
    **dict.fromkeys(
        ("desa", "kelurahan", "kel", "desakelurahan", "ds", "nagari", "gampong", "kampung", "pekon", "kalurahan",
         "village", "desaataukelurahan", "desakel", "keldesa", "kelurahandesa"),
        Level.DESA,
    ),
    **dict.fromkeys(("posyandu", "pos"), Level.POSYANDU),
}  # fmt: skip
#: How people head the columns.
HEADS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "code", "kodewilayah", "kodetempat", "id"),
    "name": ("nama", "name", "namawilayah", "namatempat"),
    "kind": ("jenis", "level", "tingkat", "tipe", "jeniswilayah", "jenistempat", "type"),
    "parent": ("induk", "parent", "kodeinduk", "indukwilayah", "parentcode"),
}
ADMINISTRATIVE = (Level.PROVINCE, Level.DISTRICT, Level.KECAMATAN, Level.DESA)
_WIDTHS = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.KECAMATAN, 10: Level.DESA}
_SQL_ROW = re.compile(r"\(\s*'([0-9]{2}(?:\.[0-9]{2,4})*)'\s*,\s*'((?:[^']|'')*)'\s*\)")
_ROMAN = re.compile(r"(?=[IVX])X{0,2}(IX|IV|V?I{0,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One place as a line of a file names it. ``supplement``: an older list that fills gaps and renames nothing."""

    line: int
    code: str
    name: str
    level: Level
    parent: str
    supplement: bool = False


@dataclass
class Reading:
    """What a file holds."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, line: int, code: str, message: str) -> None:
        self.findings.append(Finding(Severity.ERROR, code, f"Baris {line}: {message}", cell=str(line)))


def read(data: bytes) -> Reading:
    """Recognise the file by its contents and read it."""
    reading = Reading()
    text = _text(data)
    if "INSERT INTO" in text[:200_000].upper():
        reading.rows = list(_sql(text))
        if not reading.rows:
            reading.wrong(1, "sql-tanpa-wilayah", "tidak ada pasangan kode dan nama wilayah di berkas SQL ini.")
        return reading
    lines = text.splitlines()
    head_at = next((i for i, line in enumerate(lines) if line.strip()), None)
    if head_at is None:
        reading.wrong(1, "berkas-kosong", "berkas ini kosong.")
        return reading
    separator = max(";,\t|", key=lines[head_at].count)
    table = csv.reader(io.StringIO("\n".join(lines[head_at:])), delimiter=separator)
    head = [_word(cell) for cell in next(table)]
    filled = ([cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row))
    numbered = ((head_at + table.line_num, row) for row in filled)
    if {"kodekab", "kodeinstansi", "unitkerja"} <= set(head):
        _puskesmas_list(reading, head, numbered)
    elif {"kodeprov", "kodekab", "kodekec", "namawilayah"} <= set(head):
        _region_list(reading, head, numbered)
    else:
        _standard(reading, head, numbered, head_at + 1)
    return reading


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _word(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def dotted(code: str, level: Level) -> str:
    """Kemendagri codes the one way: ``3320042001`` and ``33.20.04.2001`` become ``33.20.04.2001``."""
    if level not in ADMINISTRATIVE or not code.isdigit() or _WIDTHS.get(len(code)) != level:
        return code
    parts = [code[i : i + 2] for i in range(0, min(len(code), 6), 2)]
    return ".".join([*parts, code[6:]] if len(code) > 6 else parts)


def titled(text: str) -> str:
    """``TEUPAH SELATAN II`` as ``Teupah Selatan II``; a name that already has small letters is left as it is."""
    if not text.isupper():
        return text
    return " ".join(w.upper() if _ROMAN.fullmatch(w) else w.capitalize() for w in text.split())


def _sql(text: str) -> Iterator[Row]:
    line, at = 1, 0
    for match in _SQL_ROW.finditer(text):
        line, at = line + text.count("\n", at, match.start()), match.start()
        code = match[1]
        level = _WIDTHS.get(len(code.replace(".", "")))
        if level is not None:
            # The file doubles its quotes twice in names such as Ba'u.
            name = match[2].replace("''", "'")
            yield Row(line, code, name, level, code.rpartition(".")[0] or NATION)


def _puskesmas_list(reading: Reading, head: list[str], rows: Iterator[tuple[int, list[str]]]) -> None:
    kab, code, name = head.index("kodekab"), head.index("kodeinstansi"), head.index("unitkerja")
    for line, cells in rows:
        if len(cells) <= max(kab, code, name):
            reading.wrong(line, "kolom-kurang", "kolomnya kurang.")
        elif not cells[name].upper().startswith("PUSKESMAS"):
            reading.wrong(line, "bukan-puskesmas", f"“{cells[name]}” bukan Puskesmas, jadi tidak dimuat.")
        else:
            short = titled(cells[name][len("PUSKESMAS") :].strip())
            parent = dotted(cells[kab], Level.DISTRICT)
            reading.rows.append(Row(line, cells[code], short, Level.PUSKESMAS, parent, supplement=True))


def _region_list(reading: Reading, head: list[str], rows: Iterator[tuple[int, list[str]]]) -> None:
    columns = [head.index(name) for name in ("kodeprov", "kodekab", "kodekec")]
    name = head.index("namawilayah")
    for line, cells in rows:
        codes = [cells[c] for c in columns if c < len(cells) and cells[c] not in ("", "NULL")]
        level = _WIDTHS.get(len(codes[-1])) if codes else None
        if level is None:
            reading.wrong(line, "kode-wilayah-salah", f"kode wilayah “{' '.join(codes)}” tidak dikenal.")
            continue
        code = dotted(codes[-1], level)
        reading.rows.append(
            Row(line, code, titled(cells[name]), level, code.rpartition(".")[0] or NATION, supplement=True)
        )


def _standard(reading: Reading, head: list[str], rows: Iterator[tuple[int, list[str]]], head_line: int) -> None:
    at = {name: next((i for i, cell in enumerate(head) if cell in words), None) for name, words in HEADS.items()}
    missing = [HEADS[name][0] for name, index in at.items() if index is None]
    if missing:
        columns = ", ".join(missing)
        reading.wrong(head_line, "kepala-kolom", f"kepala kolom {columns} tidak ada; tulis kode;nama;jenis;induk.")
        return
    for line, cells in rows:
        values = {name: cells[index] if index is not None and index < len(cells) else "" for name, index in at.items()}
        level = KINDS.get(_word(values["kind"]))
        if not values["code"] or not values["name"]:
            reading.wrong(line, "kode-atau-nama-kosong", "kode dan nama harus diisi.")
        elif re.fullmatch(r"[0-9][.,][0-9]+E\+?[0-9]+", values["code"], re.IGNORECASE):
            reading.wrong(
                line,
                "kode-jadi-bilangan",
                f"kode “{values['code']}” sudah diubah Excel menjadi bilangan; jadikan kolom kode teks, simpan ulang.",
            )
        elif level is None:
            reading.wrong(
                line, "jenis-tidak-dikenal",
                f"jenis “{values['kind']}” tidak dikenal; pakai {', '.join(level.value for level in Level)}.",
            )  # fmt: skip
        else:
            code = dotted(values["code"], level)
            parent = values["parent"] or (NATION if level == Level.PROVINCE else "")
            reading.rows.append(Row(line, code, values["name"], level, parent))
