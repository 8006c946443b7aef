"""Hostile files: what a dropped file really is, and whether its zip may be unpacked at all."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from lokmin.core.findings import Finding, Severity
from lokmin.exchange.excel.refusal import FileRefused

#: Limits against bombs. A real Puskesmas workbook of a year is below 2 MB packed and 30 MB unpacked.
MAX_FILE = 30 * 2**20
MAX_PART = 100 * 2**20
MAX_UNPACKED = 300 * 2**20
MAX_ENTRIES = 5_000
MAX_RATIO = 200
RATIO_FROM = 5 * 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_KNOWN_BINARIES = {
    b"%PDF": "PDF",
    b"\x89PNG": "gambar PNG",
    b"\xff\xd8\xff": "gambar JPEG",
    b"GIF8": "gambar GIF",
    b"Rar!": "arsip RAR",
    b"7z\xbc\xaf": "arsip 7z",
    b"\x1f\x8b": "arsip gzip",
    b"MZ": "program Windows",
    b"\x7fELF": "program",
    b"{\\rtf": "dokumen RTF",
}


@dataclass(slots=True)
class Checked:
    """A file that may be read: its kind (``xlsx``, ``xls``, ``ods``, ``csv``) and what to tell about it."""

    kind: str
    archive: zipfile.ZipFile | None = None
    findings: list[Finding] = field(default_factory=list)
    missing_links: bool = False


def check_file(data: bytes, filename: str) -> Checked:
    """Look at the content, never at the extension.

    Raises:
        FileRefused: with a code and an Indonesian sentence.
    """
    if not data:
        raise FileRefused("berkas-kosong", f"Berkas “{filename}” kosong. Unggah ulang berkas yang berisi laporan.")
    if len(data) > MAX_FILE:
        raise FileRefused(
            "berkas-terlalu-besar",
            f"Berkas “{filename}” berukuran {len(data) / 2**20:.0f} MB; batasnya {MAX_FILE // 2**20} MB. "
            "Hapus gambar dan lembar yang tidak dipakai, lalu unggah lagi.",
        )
    if data[:4] == b"PK\x03\x04":
        return _check_zip(data, filename)
    if data[:4] in (b"PK\x05\x06", b"PK\x07\x08"):
        raise FileRefused("bukan-buku-kerja", f"Berkas “{filename}” adalah arsip kosong, bukan buku kerja Excel.")
    if data[:8] == _OLE:
        return _check_ole(data, filename)
    for magic, name in _KNOWN_BINARIES.items():
        if data.startswith(magic):
            raise FileRefused(
                "bukan-buku-kerja",
                f"Berkas “{filename}” adalah {name}, bukan buku kerja. Unggah berkas .xlsx, .xls, .ods atau .csv.",
            )
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise FileRefused(
            "bukan-buku-kerja",
            f"Berkas “{filename}” adalah halaman web atau XML yang diberi nama seperti Excel. "
            "Buka di Excel, pilih Simpan Sebagai .xlsx, lalu unggah lagi.",
        )
    if b"\x00" in data[:8192] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused(
            "bukan-buku-kerja",
            f"Isi berkas “{filename}” tidak dikenali. Unggah berkas .xlsx, .xls, .ods atau .csv.",
        )
    return Checked("csv")


def _check_ole(data: bytes, filename: str) -> Checked:
    names = data.replace(b"\x00", b"")
    if b"EncryptedPackage" in names or b"EncryptionInfo" in names:
        raise FileRefused(
            "berkas-terkunci",
            f"Berkas “{filename}” dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya "
            "(Berkas › Info › Proteksi), simpan, lalu unggah lagi.",
        )
    if b"WordDocument" in names or b"PowerPoint Document" in names:
        raise FileRefused("bukan-buku-kerja", f"Berkas “{filename}” adalah dokumen Word atau PowerPoint, bukan Excel.")
    checked = Checked("xls")
    if b"_VBA_PROJECT" in names:
        checked.findings.append(_macro_finding())
    return checked


def _macro_finding() -> Finding:
    return Finding(
        Severity.INFO,
        "berisi-makro",
        "Berkas ini berisi makro. Makro tidak dijalankan; hanya angka yang tersimpan yang dibaca.",
    )


def _check_zip(data: bytes, filename: str) -> Checked:
    broken = FileRefused(
        "berkas-rusak",
        f"Berkas “{filename}” rusak atau terpotong. Buka di Excel, simpan ulang, lalu unggah lagi.",
    )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise broken from error
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise FileRefused("bom-zip", f"Berkas “{filename}” berisi {len(entries)} bagian, jauh di atas wajar; ditolak.")
    total = 0
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"^[A-Za-z]:", name):
            raise FileRefused("jalur-berbahaya", f"Berkas “{filename}” memuat bagian dengan nama berbahaya; ditolak.")
        if entry.flag_bits & 1:
            raise FileRefused("berkas-terkunci", f"Berkas “{filename}” dikunci dengan kata sandi. Hapus kata sandinya.")
        total += entry.file_size
        too_dense = entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or total > MAX_UNPACKED or too_dense:
            raise FileRefused(
                "bom-zip",
                f"Berkas “{filename}” mengembang terlalu besar saat dibuka (bagian {entry.filename}); ditolak demi "
                "keamanan. Salin tabel yang diperlukan ke buku kerja baru, lalu unggah lagi.",
            )
    names = {entry.filename for entry in entries}
    kind = _zip_kind(archive, names, filename)
    _refuse_entities(archive, entries, filename, broken)
    checked = Checked(kind, archive)
    if any(name.lower().endswith("vbaproject.bin") for name in names) or any(n.startswith("Basic/") for n in names):
        checked.findings.append(_macro_finding())
    if any(name.startswith("xl/externalLinks/") for name in names):
        checked.missing_links = True
        checked.findings.append(
            Finding(
                Severity.INFO,
                "tautan-luar",
                "Berkas ini bertaut ke buku kerja lain. Tautan tidak dibuka; nilai yang tersimpan terakhir yang "
                "dibaca.",
            ),
        )
    return checked


def _zip_kind(archive: zipfile.ZipFile, names: set[str], filename: str) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise FileRefused(
            "bukan-buku-kerja",
            f"Berkas “{filename}” berformat .xlsb. Buka di Excel, pilih Simpan Sebagai .xlsx, lalu unggah lagi.",
        )
    if "content.xml" in names:
        try:
            mime = archive.read("mimetype")[:200] if "mimetype" in names else b""
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError):
            mime = b""
        if b"spreadsheet" in mime or not mime:
            return "ods"
    what = "dokumen Word" if "word/document.xml" in names else "berkas zip"
    raise FileRefused(
        "bukan-buku-kerja",
        f"Berkas “{filename}” adalah {what}, bukan buku kerja. Unggah berkas .xlsx, .xls, .ods atau .csv.",
    )


def _refuse_entities(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], filename: str, broken: FileRefused
) -> None:
    """A document type declaration stands before the root element; no spreadsheet program writes one."""
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        try:
            with archive.open(entry) as part:
                head = part.read(4096)
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError, NotImplementedError) as error:
            raise broken from error
        except Exception as error:  # zlib.error is raised without a common base
            raise broken from error
        if _ENTITY.search(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise FileRefused(
                "entitas-xml",
                f"Berkas “{filename}” memuat deklarasi XML yang dapat membahayakan; ditolak. Simpan ulang dari Excel.",
            )
