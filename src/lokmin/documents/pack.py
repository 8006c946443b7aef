"""The pack of a lokmin: every paper, slide and table, one PDF of everything, one ZIP with index and checksums."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from lokmin.core.periods import short_date
from lokmin.documents.evidence import EVIDENCE_ZIP, evidence_zip
from lokmin.documents.forms.chat import chat_summary
from lokmin.documents.forms.letters import surat_pengantar
from lokmin.documents.forms.owners import NOBODY, owner_text, task_lists
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.sharing import shared_text
from lokmin.documents.model import Document
from lokmin.documents.plan import (
    ACCREDITATION,
    BASIC,
    BOOK,
    CHAT,
    COVER,
    DECK,
    FORMS,
    RPK_BOOK,
    SHARED_PDF,
    SHARED_PNG,
    SHARED_TXT,
    TASKS,
    UNPRINTED,
    Entry,
    entries,
)
from lokmin.documents.render.archive import make_zip
from lokmin.documents.render.bundle import bundle_pdf
from lokmin.documents.render.excel import excel
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.rpkbook import rpk_workbook
from lokmin.documents.render.slides import slides
from lokmin.documents.render.summary import summary_pdf, summary_png
from lokmin.documents.render.word import word
from lokmin.documents.writers import PackFile, Writer

ZIP_NAME = "berkas-lokmin.zip"
PDF_NAME = "berkas-lengkap.pdf"
ORDINARY = frozenset({BASIC})
#: Called with how many files are ready and of how many.
Progress = Callable[[int, int], None]


def build_pack(
    pack: PackInput, out: Writer, groups: frozenset[str] = ORDINARY, progress: Progress | None = None
) -> list[PackFile]:
    """Make the files of the groups and hand them to ``out``; archives come last.

    Forms named in ``pack.templates`` are filled from the office's own .docx instead of the built-in paper.

    Raises:
        BadTemplateError: when an office template cannot be filled; nothing is written.
    """
    wanted = entries(pack, groups)
    made = _made(pack, wanted, progress)
    files = []
    for entry in wanted:
        own = " (templat kantor)" if entry.kind == "docx" and entry.code in pack.templates else ""
        files.append(PackFile.of(entry.name, entry.title + own, made.contents[entry.name], entry.group))
    whole = PackFile.of(PDF_NAME, "Semua berkas dalam satu PDF", made.whole)
    made.contents[PDF_NAME] = made.whole
    sent = [file for file, entry in zip(files, wanted, strict=True) if entry.sent] + [whole]
    archive = _archive(pack, sent, made.contents)
    apart = [file for file, entry in zip(files, wanted, strict=True) if not entry.sent]
    found = [*sent, *apart]
    if ACCREDITATION in groups:
        bundle = evidence_zip(pack, made.contents, made.prints)
        made.contents[EVIDENCE_ZIP] = bundle
        found.append(PackFile.of(EVIDENCE_ZIP, "Bukti akreditasi 1.6.2 dalam satu ZIP", bundle, ACCREDITATION))
    for file in found:
        out.write(file.name, made.contents[file.name])
    out.write(ZIP_NAME, archive)
    return [*found, PackFile.of(ZIP_NAME, "Semua berkas dalam satu ZIP", archive)]


def papers(pack: PackInput, groups: frozenset[str] = ORDINARY) -> dict[str, Document]:
    """Every paper by its code, in the order of the merged PDF."""
    return _papers(pack, entries(pack, groups))


def _papers(pack: PackInput, wanted: Sequence[Entry]) -> dict[str, Document]:
    codes = {entry.code for entry in wanted}
    listed = [(entry.name, entry.title) for entry in wanted if entry is not COVER and entry.sent]
    cover = {COVER.code: surat_pengantar(pack, [*listed, (PDF_NAME, "Semua berkas dalam satu PDF")])}
    return cover | {code: form(pack) for code, form in FORMS.items() if code in codes}


@dataclass(slots=True)
class _Made:
    """Finished bytes: files by name, printed papers by code, the merged PDF."""

    contents: dict[str, bytes] = field(default_factory=dict)
    prints: dict[str, bytes] = field(default_factory=dict)
    whole: bytes = b""


def _made(pack: PackInput, wanted: Sequence[Entry], progress: Progress | None) -> _Made:
    documents = _papers(pack, wanted)
    printed = {entry.code for entry in wanted if entry.kind == "pdf"}
    # typst works outside Python's lock: PDFs are set on the second core while Office files are written on the first.
    # The largest jobs go first; when one side is done it takes from what is left.
    with ThreadPoolExecutor(max_workers=2) as both:
        names = {entry.name for entry in wanted}
        recap = both.submit(pdf, documents["rekap-pws"], pack.made_at, tags=False)
        waiting: dict[str, Future[bytes]] = {
            name: both.submit(make, pack) for name, make in _OWN.items() if name in names
        }
        prints = {
            code: recap if code == "rekap-pws" else both.submit(pdf, document, pack.made_at)
            for code, document in documents.items()
            if code not in UNPRINTED or code in printed
        }
        waiting |= {
            entry.name: both.submit(letter, pack, documents[entry.code]) for entry in wanted if entry.kind == "docx"
        }
        if progress is not None:
            _count([*waiting.values(), *prints.values()], progress)
        made = _Made(prints={code: future.result() for code, future in prints.items()})
        merged = [(documents[code].title, data) for code, data in made.prints.items() if code not in UNPRINTED]
        whole = both.submit(_everything, pack, merged)
        made.contents = {name: future.result() for name, future in waiting.items()}
        made.contents |= {entry.name: made.prints[entry.code] for entry in wanted if entry.code and entry.kind == "pdf"}
        made.whole = whole.result()
    return made


def _count(jobs: Sequence[Future[bytes]], progress: Progress) -> None:
    done: list[int] = []

    def ready(future: Future[bytes]) -> None:
        del future
        done.append(1)  # a list grows safely under two threads
        progress(len(done), len(jobs))

    for job in jobs:
        job.add_done_callback(ready)


def _tasks(pack: PackInput) -> bytes:
    """Each owner's list as a message, one after another, to be copied apart."""
    texts = [owner_text(pack, name, rows) for name, rows in task_lists(pack).items() if name != NOBODY]
    return "\n---\n\n".join(texts).encode()


#: Files that are no printed paper: how each is made.
_OWN: dict[str, Callable[[PackInput], bytes]] = {
    BOOK: excel,
    DECK: slides,
    CHAT: lambda pack: chat_summary(pack).encode(),
    RPK_BOOK: rpk_workbook,
    TASKS: _tasks,
    SHARED_PNG: summary_png,
    SHARED_PDF: summary_pdf,
    SHARED_TXT: lambda pack: shared_text(pack).encode(),
}


def letter(pack: PackInput, document: Document) -> bytes:
    """A paper as .docx: the built-in one, or the office's own."""
    template = pack.templates.get(document.code)
    if template is None:
        return word(document, pack.made_at)
    # Only an office with templates of its own pays for the template library.
    from lokmin.documents.forms.context import template_context
    from lokmin.documents.render.templates import fill_template

    return fill_template(template, template_context(pack))


def _everything(pack: PackInput, printed: Sequence[tuple[str, bytes]]) -> bytes:
    meeting = pack.meeting
    return bundle_pdf(
        printed, pack.made_at, title=f"Berkas {meeting.title}", under=f"{pack.puskesmas}, {short_date(meeting.date)}",
        letterhead=pack.letterhead, paper=pack.paper,
    )  # fmt: skip


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
    front = [
        ("DAFTAR-ISI.txt", "\r\n".join(lines).encode()),
        ("index.json", json.dumps(index, ensure_ascii=False, indent=1).encode()),
        ("SHA256SUMS.txt", sums.encode()),
    ]
    return make_zip([*front, *((file.name, made[file.name]) for file in files)])


__all__ = ["ORDINARY", "PDF_NAME", "ZIP_NAME", "PackFile", "PackInput", "build_pack", "letter", "papers"]
