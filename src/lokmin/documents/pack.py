"""The pack of a lokmin: every paper, slide and table, one PDF of everything, one ZIP with index and checksums."""

from __future__ import annotations

import hashlib
import json
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
from lokmin.documents.render.bundle import bundle_pdf
from lokmin.documents.render.excel import excel
from lokmin.documents.render.pdf import pdf
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


def build_pack(pack: PackInput, out: Writer) -> list[PackFile]:
    """Make every file of the pack and hand it to ``out``; the ZIP comes last.

    Forms named in ``pack.templates`` are filled from the office's own .docx instead of the built-in paper.

    Raises:
        BadTemplateError: when an office template cannot be filled; nothing is written.
    """
    documents = papers(pack)
    # typst works outside Python's lock: PDFs are set on the second core while Office files are written on the first.
    # The largest jobs go first; when one side is done it takes from what is left.
    with ThreadPoolExecutor(max_workers=2) as both:
        recap = both.submit(pdf, documents["rekap-pws"], pack.made_at, tags=False)
        book = both.submit(excel, pack)
        deck = both.submit(slides, pack)
        prints = {
            code: recap if code == "rekap-pws" else both.submit(pdf, document, pack.made_at)
            for code, document in documents.items()
            if code not in _UNPRINTED
        }
        letters = {name: both.submit(_letter, pack, documents[code]) for name, _, code in _NAMES if _is(name, "docx")}
        made = {code: waiting.result() for code, waiting in prints.items()}
        whole = both.submit(_everything, pack, documents, made)
        contents = {
            **{name: waiting.result() for name, waiting in letters.items()},
            **{name: made[code] for name, _, code in _NAMES if code and _is(name, "pdf")},
            _BOOK: book.result(), _DECK: deck.result(), _CHAT: chat_summary(pack).encode(), PDF_NAME: whole.result(),
        }  # fmt: skip
    files = []
    for name, title, code in _NAMES:
        out.write(name, contents[name])
        own = " (templat kantor)" if _is(name, "docx") and code in pack.templates else ""
        files.append(_file(name, title + own, contents[name]))
    archive = _archive(pack, files, contents)
    out.write(ZIP_NAME, archive)
    return [*files, _file(ZIP_NAME, "Semua berkas dalam satu ZIP", archive)]


def papers(pack: PackInput) -> dict[str, Document]:
    """Every paper by its code, in the order of the merged PDF."""
    contents = [(name, title) for name, title, _ in _NAMES[1:]]
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


_DECK, _BOOK, _CHAT = "04-materi.pptx", "05-rekap-dan-pws.xlsx", "10-ringkasan-grup.txt"
#: Papers that are handed out as Word files only.
_UNPRINTED = frozenset({"daftar-hadir-kosong"})

#: File name, what it is, code of the paper, for those that are papers.
_NAMES = (
    ("00-surat-pengantar.docx", "Surat pengantar", "surat-pengantar"),
    ("01-undangan.docx", "Undangan", "undangan"),
    ("02-susunan-acara-dan-jadwal.docx", "Susunan acara dan jadwal", "jadwal"),
    ("03-daftar-hadir.docx", "Daftar hadir", "daftar-hadir"),
    ("03-daftar-hadir-kosong.docx", "Daftar hadir, lembar kosong", "daftar-hadir-kosong"),
    (_DECK, "Materi paparan per klaster dan program", ""),
    (_BOOK, "Rekap capaian dan tabel PWS, rumus hidup", ""),
    ("05-rekap-dan-pws.pdf", "Rekap capaian dan PWS", "rekap-pws"),
    ("06-notulen.docx", "Notulen", "notulen"),
    ("06-notulen.pdf", "Notulen", "notulen"),
    ("07-matriks-rtl.docx", "Matriks rencana tindak lanjut", "matriks-rtl"),
    ("07-matriks-rtl.pdf", "Matriks rencana tindak lanjut", "matriks-rtl"),
    ("08-bahan-bacaan.pdf", "Bahan bacaan dua halaman", "bahan-bacaan"),
    ("09-laporan.docx", "Laporan lokakarya mini", "laporan"),
    (_CHAT, "Ringkasan untuk grup percakapan", ""),
    (PDF_NAME, "Semua berkas dalam satu PDF", ""),
)


def _is(name: str, kind: str) -> bool:
    return name.endswith(f".{kind}")


def _letter(pack: PackInput, document: Document) -> bytes:
    """A paper as .docx: the built-in one, or the office's own."""
    template = pack.templates.get(document.code)
    if template is None:
        return word(document, pack.made_at)
    # Only an office with templates of its own pays for the template library.
    from lokmin.documents.forms.context import template_context
    from lokmin.documents.render.templates import fill_template

    return fill_template(template, template_context(pack))


def _everything(pack: PackInput, documents: dict[str, Document], made: dict[str, bytes]) -> bytes:
    meeting = pack.meeting
    return bundle_pdf(
        [(documents[code].title, data) for code, data in made.items()], pack.made_at, title=f"Berkas {meeting.title}",
        under=f"{pack.puskesmas}, {short_date(meeting.date)}", letterhead=pack.letterhead, paper=pack.paper,
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
