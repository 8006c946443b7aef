"""The columns of an inventory of tools by the heads people write over them (ASPAK exports, KIR lists, own tables)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lokmin.exchange.excel.layout import show
from lokmin.exchange.excel.words import squash

#: Field -> heads, in the squashed form; a head over two rows is tried as its leaf and as both joined.
HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("no", "nomor", "nourut", "nomorurut"),
    "room": ("ruang", "ruangan", "ruangpelayanan", "ruanganpelayanan", "namaruang", "namaruangan", "lokasi", "unit",
             "unitpelayanan", "pelayanan", "ruangataupelayanan", "poli", "penempatan", "lokasialat"),
    "name": ("namaalat", "namaalatkesehatan", "alat", "alatkesehatan", "namaalkes", "alkes", "jenisalat", "jenisalkes",
             "namaperalatan", "peralatan", "jenisperalatan", "namabarang", "jenisbarangnamabarang", "uraianalat"),
    "code": ("kode", "kodealat", "kodestandar", "kodeaspak", "kodebarang"),
    "standard": ("standar", "standard", "standarminimal", "standarminimum", "jumlahminimal", "jumlahminimum",
                 "jumlahminimumperalatan", "jumlahstandar", "standarjumlah", "minimal", "minimum", "standarpmk43",
                 "standarpermenkes", "jmlstandar"),
    "there": ("jumlah", "jml", "jumlahada", "jumlahalat", "jumlahtersedia", "ada", "tersedia", "ketersediaan",
              "jumlahyangada", "jumlahbarang", "jumlahunit", "total", "qty"),
    "good": ("baik", "kondisibaik", "jumlahbaik", "keadaanbaik", "b", "kondisib", "berfungsi", "berfungsibaik"),
    "light": ("rusakringan", "kondisirusakringan", "rr", "kondisirr", "keadaanrusakringan", "jumlahrusakringan",
              "kurangbaik", "kb", "kondisikurangbaik", "keadaankurangbaik", "rusaksedang"),
    "heavy": ("rusakberat", "kondisirusakberat", "rb", "kondisirb", "keadaanrusakberat", "jumlahrusakberat",
              "tidakberfungsi"),
    "broken": ("rusak", "kondisirusak", "jumlahrusak"),
    "condition": ("kondisi", "kondisialat", "keadaan", "keadaanalat", "kondisibarang", "keadaanbarang"),
    "acquired": ("tahun", "tahunperolehan", "tahunpengadaan", "tahunpembelian", "thnperolehan", "thnpengadaan", "thn",
                 "tahunbeli", "perolehantahun"),
    "source": ("sumber", "sumberdana", "sumberperolehan", "asalusul", "sumberanggaran", "sumberpengadaan", "asal",
               "perolehansumber", "caraperolehan"),
    "brand": ("merek", "merk", "merktipe", "merektipe", "merktype", "merkmodel", "mereklmodel", "merktypemodel",
              "merkdantipe", "merekdantipe"),
    "model": ("tipe", "type", "model"),
    "permit": ("izinedar", "nomorizinedar", "noizinedar", "nie", "nomorizinedarakdakl", "akdakl", "ijinedar",
               "nomorijinedar"),
    "calibrated_on": ("kalibrasiterakhir", "tanggalkalibrasi", "tglkalibrasi", "tanggalkalibrasiterakhir",
                      "tglkalibrasiterakhir", "terakhirkalibrasi", "terakhirdikalibrasi", "kalibrasitanggal"),
    "calibration_due": ("kalibrasiberikut", "kalibrasiberikutnya", "kalibrasiulang", "tanggalkalibrasiberikutnya",
                        "tglkalibrasiberikutnya", "berlakusampai", "kalibrasiberlakusampai", "masaberlakukalibrasi",
                        "kalibrasimasaberlaku", "jatuhtempokalibrasi", "kalibrasijatuhtempo"),
    "needs_calibration": ("perlukalibrasi", "wajibkalibrasi", "harusdikalibrasi", "kalibrasi", "statuskalibrasi"),
    "price": ("harga", "hargasatuan", "perkiraanharga", "perkiraanhargasatuan", "hargaperolehan", "hargarp",
              "hargasatuanrp"),
    "note": ("keterangan", "ket", "catatan"),
}  # fmt: skip

#: How the fields are called when they are told back.
WORDS: Mapping[str, str] = {
    "number": "nomor urut", "room": "ruang", "name": "nama alat", "code": "kode", "standard": "standar minimal",
    "there": "jumlah ada", "good": "baik", "light": "rusak ringan", "heavy": "rusak berat", "broken": "rusak",
    "condition": "kondisi", "acquired": "tahun perolehan", "source": "sumber", "brand": "merek/tipe", "model": "tipe",
    "permit": "izin edar", "calibrated_on": "kalibrasi terakhir", "calibration_due": "kalibrasi berikut",
    "needs_calibration": "perlu kalibrasi", "price": "harga satuan", "note": "catatan",
}  # fmt: skip

_FIELD = {head: field for field, heads in HEADS.items() for head in heads}
#: Fields that by themselves make a row of heads believable beside the name.
_COUNTS = ("standard", "there", "good", "light", "heavy", "broken", "condition")


def field_of(head: str, over: str = "") -> str | None:
    """Which field a head names; ``over`` is what stands above it (``Kondisi`` over ``Baik``)."""
    leaf, above = squash(head), squash(over)
    return _FIELD.get(above + leaf) or _FIELD.get(leaf) or (_FIELD.get(above) if not leaf else None)


def find_heads(rows: Sequence[Sequence[Any]], start: int = 0) -> tuple[int, int, dict[str, int], dict[str, str]] | None:
    """The first row of heads from ``start`` on: ``(first row, first body row, field -> column, field -> head)``.

    A second row of heads below it (baik, rusak ringan, rusak berat under kondisi) is read with it.
    """
    for index in range(start, len(rows)):
        one = _claimed([show(value).strip() for value in rows[index]], [])
        if "name" not in one[0] and not (index + 1 < len(rows) and len(one[0]) > 1):
            continue
        found, heads, used = *one, 1
        if index + 1 < len(rows):
            two = _claimed([show(v).strip() for v in rows[index + 1]], [show(v).strip() for v in rows[index]])
            if len(two[0]) > len(found):
                found, heads, used = *two, 2
        if "name" in found and any(field in found for field in _COUNTS):
            return index, index + used, found, heads
    return None


def _claimed(leaves: Sequence[str], tops: Sequence[str]) -> tuple[dict[str, int], dict[str, str]]:
    """Fields of one row of heads under another; a head above reaches over the empty cells to its right."""
    found: dict[str, int] = {}
    heads: dict[str, str] = {}
    over = ""
    for column in range(max(len(leaves), len(tops))):
        top = tops[column] if column < len(tops) else ""
        leaf = leaves[column] if column < len(leaves) else ""
        over = top or (over if leaf else "")
        if leaf.isdigit() or not (leaf or top):
            continue
        field = field_of(leaf, over if tops else "")
        if field is not None and field not in found:
            found[field] = column
            heads[field] = " › ".join(part for part in (over if tops else "", leaf) if part)
    return found, heads
