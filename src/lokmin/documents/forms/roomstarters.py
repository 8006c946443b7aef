"""Starter templates of the papers after closing: kesepakatan, RPK, usulan, keterangan, siaran pers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lokmin.documents.forms.starterparts import FACTS, HEAD, listed, looped, signer
from lokmin.documents.model import Block, Column, Document, Heading, Margins, Paragraph, Signatures, Title

_WIDE = Margins(14, 12, 14, 14)


def _columns(*heads: str) -> tuple[Column, ...]:
    return tuple(Column(head, width=11 if head == "No" else 0) for head in heads)


def _paper(code: str, name: str, blocks: Sequence[Block], *, wide: bool = False) -> Document:
    return Document(code, f"Templat {name}", tuple(blocks), letterhead=HEAD, landscape=wide,
                    margins=_WIDE if wide else Margins())  # fmt: skip


def _commitment() -> Document:
    promises = looped(
        _columns("No", "Masalah prioritas", "Bentuk dukungan", "Sektor/instansi", "Kegiatan", "Sasaran/lokasi", "Waktu",
                 "Sumber daya", "PJ"),
        "komitmen", ("no", "masalah", "dukungan", "sektor", "kegiatan", "sasaran", "waktu", "sumber", "pj"), 8.5,
    )  # fmt: skip
    signs = looped(
        _columns("No", "Sektor/instansi", "Nama", "Jabatan", "Tanda tangan dan stempel"), "penandatangan",
        ("no", "sektor", "nama", "jabatan", "tanda"),
    )  # fmt: skip
    return _paper("kesepakatan", "kesepakatan", (
        Title("KESEPAKATAN BERSAMA", "{{ judul }}"), FACTS, Paragraph("Dasar:"), *listed("dasar_hukum"), promises,
        Heading("Yang menandatangani"), signs, Signatures((signer("kepala", "{{ kota }}, {{ tanggal }}"),), right=True),
    ), wide=True)  # fmt: skip


def _rpk() -> Document:
    rows = looped(
        _columns("No", "Bulan", "Upaya", "Kegiatan", "Tujuan", "Sasaran", "Target", "PJ", "Volume", "Tanggal", "Tempat",
                 "Pelaksana", "Dukungan LP/LS", "Rincian", "Biaya", "Sumber dana", "Realisasi", "Keterangan"),
        "rpk", ("no", "bulan", "upaya", "kegiatan", "tujuan", "sasaran", "target", "pj", "volume", "tanggal", "tempat",
                "pelaksana", "dukungan", "rincian", "biaya", "dana", "realisasi", "keterangan"), 7,
    )  # fmt: skip
    return _paper("rpk-bulanan", "RPK bulanan", (
        Title("RENCANA PELAKSANAAN KEGIATAN BULANAN", "{{ puskesmas }}"), rows,
        Signatures((signer("kepala", "{{ kota }}, {{ tanggal }}"),), right=True),
    ), wide=True)  # fmt: skip


def _proposals() -> Document:
    rows = looped(
        _columns("No", "Usulan", "Alasan dan data", "Lokasi", "Volume", "Perkiraan biaya", "Sumber dana", "Tingkat",
                 "Pengusul", "Status"),
        "usulan", ("no", "usulan", "alasan", "lokasi", "volume", "biaya", "dana", "tingkat", "pengusul", "status"), 8.5,
    )  # fmt: skip
    return _paper("usulan-musrenbang", "usulan Musrenbang", (
        Title("USULAN BIDANG KESEHATAN UNTUK MUSRENBANG", "{{ puskesmas }}"), FACTS, rows,
        Signatures((signer("kepala", "{{ kota }}, {{ tanggal }}"),), right=True),
    ), wide=True)  # fmt: skip


def _knowledge() -> Document:
    rows = looped(
        _columns("No", "Nama", "Jabatan", "NIP", "Keterangan"), "penyegaran",
        ("no", "nama", "jabatan", "nip", "keterangan"),
    )  # fmt: skip
    return _paper("keterangan-penyegaran", "keterangan penyegaran ilmu", (
        Title("KETERANGAN PENYEGARAN ILMU", "{{ judul }}"), FACTS, rows,
        Signatures((signer("kepala", "{{ kota }}, {{ tanggal }}"),), right=True),
    ))  # fmt: skip


def _press() -> Document:
    return _paper("siaran-pers", "siaran pers", (
        Title("SIARAN PERS", "{{ puskesmas }}"), Heading("{{ siaran_judul }}", 1), *listed("siaran", mark=""),
        Paragraph("{{ kota }}, {{ tanggal }}. {{ kepala.nama }}, {{ kepala.jabatan }}.", small=True),
    ))  # fmt: skip


#: Forms that an office may replace, beside those of ``starters``.
ROOM_STARTERS: dict[str, Callable[[], Document]] = {
    "kesepakatan": _commitment,
    "rpk-bulanan": _rpk,
    "usulan-musrenbang": _proposals,
    "keterangan-penyegaran": _knowledge,
    "siaran-pers": _press,
}
