"""Tables that are no monthly report: weeks, days, and lists of people. Their numbers are asked about or left out."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from lokmin.exchange.excel import words
from lokmin.exchange.excel.kapan import read_time
from lokmin.exchange.excel.records import address
from lokmin.exchange.excel.tables import Context, Table

_DAY_HEADS = frozenset(("tanggal", "tgl", "hari", "haritanggal", "tanggalbulan", "haritgl"))
_DAY = re.compile(
    r"^\s*(?:(\d{1,2})[/\-. ](?:\d{1,2}|[a-z]+)[/\-. ](?:19|20)?\d\d|"
    r"(?:19|20)\d\d[/\-.]\d{1,2}[/\-.](\d{1,2}))",
    re.IGNORECASE,
)
#: What is asked of one person.
_PERSON = re.compile(
    r"^(?:nama(?: (?:pasien|ibu|bumil|bulin|balita|bayi|anak|penderita|lengkap|klien|peserta|lansia|siswa|suami|kk|"
    r"ortu|orang ?tua)\b.*)?|nik|no\.? ?(?:kk|rm|rekam medis|bpjs|ktp)|(?:nama )?(?:suami|ortu|orang tua).*|hpht|htp|"
    r"tgl\.? ?lahir|tanggal lahir|umur(?: .*)?|usia(?: .*)?|bb(?: .*)?|tb(?: .*)?|lila(?: .*)?|gpa|pekerjaan)$"
)
_NAME = re.compile(
    r"^nama$|^nik$|^nama (?!desa|kel|posyandu|puskesmas|kec|wilayah|sekolah|pos\b|dusun|faskes|unit|kab|indikator|"
    r"penyakit|data|kegiatan|program|obat|tempat|bulan)"
)


def settle(ctx: Context, table: Table) -> None:
    """Leave lists of people out; ask about weeks and days, whose sums belong to a month nobody named."""
    if _is_register(table):
        for column in table.measures:
            column.skip = "daftar orang, bukan laporan jumlah"
        return
    if not table.doubt and (what := _finer(table)):
        cell = address(table.rows[0].at, table.region.left)
        table.doubt = ctx.ledger.ask(
            "period", f"{table.sheet.name}:{table.rows[0].at + 1}:{what}",
            f"Tabel di lembar “{table.sheet.name}” (baris {table.rows[0].at + 1}) berisi angka {what}, bukan angka "
            f"satu bulan. Untuk bulan mana, dan apakah dijumlahkan?",
            table.sheet.name, cell,
        )  # fmt: skip


def _is_register(table: Table) -> bool:
    """A head NAMA and at least two more of what is asked of one person (age, NIK, birth, weight ...)."""
    heads = {words.tidy(c.path[-1]) for c in table.columns if c.path}
    return any(_NAME.match(h) for h in heads) and sum(bool(_PERSON.match(h)) for h in heads) >= 3


def _finer(table: Table) -> str:
    if any(c.skip == words.WEEK for c in table.measures) or any(
        words.is_week(" ".join(texts)) for _, texts in table.region.titles
    ):
        return "mingguan"
    labels = [c for c in (*table.labels.period, table.labels.place, table.labels.item) if c is not None]
    for column in labels:
        values = [v for row in table.region.body[:400] if (v := _at(table, row, column.index)) not in ("", None)]
        if sum(isinstance(v, str) and words.is_week(v) for v in values) * 2 > len(values):
            return "mingguan"
        if column in table.labels.period and _daily(values, column.path[-1] if column.path else ""):
            return "harian"
    return ""


def _daily(values: list[Any], head: str) -> bool:
    """Several days of one month, or plain day numbers under TANGGAL."""
    plain = [v for v in values if isinstance(v, (int, float)) and v == int(v) and 1 <= v <= 31]
    if plain and (max(plain) > 12 or words.squash(head) in _DAY_HEADS) and len(plain) * 2 > len(values):
        return True
    days: dict[tuple[int | None, int | None], set[int]] = {}
    for value in values:
        if isinstance(value, dt.date):
            days.setdefault((value.year, value.month), set()).add(value.day)
        elif isinstance(value, str) and (found := _DAY.match(value)):
            when = read_time(value)
            days.setdefault((when.year, when.month), set()).add(int(found[1] or found[2]))
    return any(len(told) > 1 for told in days.values())


def _at(table: Table, row: int, index: int) -> Any:
    values = table.sheet.rows[row]
    return values[index] if index < len(values) else ""
