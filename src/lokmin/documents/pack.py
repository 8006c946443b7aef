"""The pack of a lokmin: every paper, slide and table, one PDF of everything, one ZIP with index and checksums."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lokmin.core.periods import short_date
from lokmin.documents.forms.attendance import daftar_hadir, lembar_kosong
from lokmin.documents.forms.chat import chat_summary
from lokmin.documents.forms.followup import matriks_rtl
from lokmin.documents.forms.letters import surat_pengantar, undangan
from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.prereading import prabaca
from lokmin.documents.forms.recap import rekap_pws
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.report import laporan
from lokmin.documents.forms.schedule import jadwal
from lokmin.documents.model import Document
from lokmin.documents.render.archive import make_zip
from lokmin.documents.render.excel import excel
from lokmin.documents.render.pdf import bundle_pdf, pdf
from lokmin.documents.render.slides import slides
from lokmin.documents.render.word import word
from lokmin.documents.writers import Writer

ZIP_NAME = "berkas-lokmin.zip"
PDF_NAME = "berkas-lengkap.pdf"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the pack; ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    kind: str
    title: str
    size: int
    sha256: str

    def as_dict(self) -> dict[str, str | int]:
        """For JSON."""
        return {
            "name": self.name, "kind": self.kind, "title": self.title, "bytes": self.size, "sha256": self.sha256,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Item:
    """A file to be made: its form (for office templates) and how."""

    name: str
    title: str
    make: Callable[[], bytes]
    by_typst: bool = False
    form: str = ""

    @property
    def kind(self) -> str:
        return self.name.rsplit(".", 1)[-1]


def build_pack(pack: PackInput, out: Writer) -> list[PackFile]:
    """Make every file of the pack and hand it to ``out``; the ZIP comes last.

    Forms named in ``pack.templates`` are filled from the office's own .docx instead of the built-in paper.

    Raises:
        BadTemplateError: when an office template cannot be filled; nothing after it is written.
    """
    items = list(_items(pack))
    # typst works outside Python's lock: PDFs are set on the second core while Office files are written on the first.
    with ThreadPoolExecutor(max_workers=1) as second:
        waiting = {item.name: second.submit(item.make) for item in items if item.by_typst}
        made = {item.name: item.make() for item in items if not item.by_typst}
        made |= {name: future.result() for name, future in waiting.items()}
    files = []
    for item in items:
        data = made[item.name]
        out.write(item.name, data)
        files.append(_file(item.name, item.title, data))
    archive = _archive(pack, files, made)
    out.write(ZIP_NAME, archive)
    return [*files, _file(ZIP_NAME, "Semua berkas dalam satu ZIP", archive)]


def papers(pack: PackInput) -> dict[str, Document]:
    """Every paper by its code, in the order of the merged PDF."""
    contents = [(name, title) for name, title, *_ in _NAMES]
    made = (
        surat_pengantar(pack, contents),
        undangan(pack),
        jadwal(pack),
        daftar_hadir(pack),
        prabaca(pack),
        rekap_pws(pack),
        notulen(pack),
        matriks_rtl(pack),
        laporan(pack),
        lembar_kosong(pack),
    )
    return {document.code: document for document in made}


#: File name, what it is, code of the paper, for those that are papers.
_NAMES = (
    ("01-undangan.docx", "Undangan", "undangan"),
    ("02-susunan-acara-dan-jadwal.docx", "Susunan acara dan jadwal", "jadwal"),
    ("03-daftar-hadir.docx", "Daftar hadir", "daftar-hadir"),
    ("03-daftar-hadir-kosong.docx", "Daftar hadir, lembar kosong", "daftar-hadir-kosong"),
    ("04-materi.pptx", "Materi paparan per klaster dan program", ""),
    ("05-rekap-dan-pws.xlsx", "Rekap capaian dan tabel PWS, rumus hidup", ""),
    ("05-rekap-dan-pws.pdf", "Rekap capaian dan PWS", "rekap-pws"),
    ("06-notulen.docx", "Notulen", "notulen"),
    ("06-notulen.pdf", "Notulen", "notulen"),
    ("07-matriks-rtl.docx", "Matriks rencana tindak lanjut", "matriks-rtl"),
    ("07-matriks-rtl.pdf", "Matriks rencana tindak lanjut", "matriks-rtl"),
    ("08-bahan-bacaan.pdf", "Bahan bacaan dua halaman", "bahan-bacaan"),
    ("09-laporan.docx", "Laporan lokakarya mini", "laporan"),
    ("10-ringkasan-grup.txt", "Ringkasan untuk grup percakapan", ""),
    (PDF_NAME, "Semua berkas dalam satu PDF", ""),
)


def _items(pack: PackInput) -> Iterator[_Item]:
    documents = papers(pack)
    yield _word_item(pack, "00-surat-pengantar.docx", "Surat pengantar", documents["surat-pengantar"])
    for name, title, code in _NAMES:
        if name.endswith(".docx"):
            yield _word_item(pack, name, title, documents[code])
        elif name == PDF_NAME:
            yield _Item(name, title, lambda: _everything(pack, documents), by_typst=True)
        elif name.endswith(".pdf"):
            yield _Item(name, title, _setter(documents[code], pack.made_at), by_typst=True, form=code)
        elif name.endswith(".pptx"):
            yield _Item(name, title, lambda: slides(pack))
        elif name.endswith(".xlsx"):
            yield _Item(name, title, lambda: excel(pack))
        else:
            yield _Item(name, title, lambda: chat_summary(pack).encode())


def _word_item(pack: PackInput, name: str, title: str, document: Document) -> _Item:
    template = pack.templates.get(document.code)

    def make() -> bytes:
        if template is None:
            return word(document, pack.made_at)
        # Only an office with templates of its own pays for the template library.
        from lokmin.documents.forms.context import template_context
        from lokmin.documents.render.templates import fill_template

        return fill_template(template, template_context(pack))

    return _Item(name, title + (" (templat kantor)" if template else ""), make, form=document.code)


def _setter(document: Document, made_at: dt.datetime) -> Callable[[], bytes]:
    return lambda: pdf(document, made_at)


def _everything(pack: PackInput, documents: dict[str, Document]) -> bytes:
    meeting = pack.meeting
    chosen = [document for code, document in documents.items() if code != "daftar-hadir-kosong"]
    return bundle_pdf(
        chosen, pack.made_at, title=f"Berkas {meeting.title}", under=f"{pack.puskesmas}, {short_date(meeting.date)}",
        letterhead=pack.letterhead,
    )  # fmt: skip


def _file(name: str, title: str, data: bytes) -> PackFile:
    return PackFile(name, name.rsplit(".", 1)[-1], title, len(data), hashlib.sha256(data).hexdigest())


def _archive(pack: PackInput, files: list[PackFile], made: dict[str, bytes]) -> bytes:
    """The ZIP: index for people, index for programs, checksums in the form ``sha256sum -c`` reads, then the files."""
    meeting = pack.meeting
    lines = [
        f"DAFTAR ISI BERKAS {meeting.title.upper()}", f"{pack.puskesmas}, {short_date(meeting.date)}",
        f"Capaian sampai {pack.month.label}" + (f"; potret {pack.snapshot}" if pack.snapshot else ""), "",
        *(f"{number:>2}. {file.name}  {file.title}" for number, file in enumerate(files, start=1)), "",
        "Keutuhan berkas dapat diperiksa dengan: sha256sum -c SHA256SUMS.txt", "",
    ]  # fmt: skip
    index = {
        "puskesmas": pack.puskesmas, "period": pack.month.code, "meeting": meeting.date.isoformat(),
        "snapshot": pack.snapshot, "files": [file.as_dict() for file in files],
    }  # fmt: skip
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    entries = [
        ("DAFTAR-ISI.txt", "\r\n".join(lines).encode()),
        ("index.json", json.dumps(index, ensure_ascii=False, indent=1).encode()),
        ("SHA256SUMS.txt", sums.encode()),
    ]
    return make_zip([*entries, *((file.name, made[file.name]) for file in files)])


__all__ = ["PDF_NAME", "ZIP_NAME", "PackFile", "PackInput", "build_pack", "papers"]
