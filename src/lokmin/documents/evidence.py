"""The bundle for accreditation 1.6.2: one ZIP of folders with an index that names every missing part."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lokmin.documents.forms.accreditation import (
    LETTER,
    MINUTES,
    PLANS,
    PRESENCE,
    PROOF,
    SCHEDULE,
    bukti,
    daftar_bukti,
    missing,
)
from lokmin.documents.forms.letters import surat_pengantar
from lokmin.documents.forms.records import PackInput
from lokmin.documents.pictures import picture_size
from lokmin.documents.render.archive import make_zip
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.word import word

EVIDENCE_ZIP = "akreditasi-1.6.2.zip"
_INDEX = "00-daftar-bukti"
#: Folder -> files of the pack that stand in it: (name in the pack, name in the folder).
_FROM_PACK = (
    (SCHEDULE, "02-susunan-acara-dan-jadwal.docx", "jadwal-dan-susunan-acara.docx"),
    (LETTER, "01-undangan.docx", "undangan.docx"),
    (PRESENCE, "03-daftar-hadir.docx", "daftar-hadir.docx"),
    (MINUTES, "06-notulen.docx", "notulen.docx"),
    (MINUTES, "06-notulen.pdf", "notulen.pdf"),
    (PLANS, "07-matriks-rtl.docx", "matriks-rtl.docx"),
    (PLANS, "07-matriks-rtl.pdf", "matriks-rtl.pdf"),
    (PLANS, "12-rpk-bulanan.docx", "rpk-bulanan.docx"),
    (PLANS, "11-kesepakatan.docx", "kesepakatan.docx"),
)
#: The printed twin of a Word file, by the code of its paper.
_PRINTS = (
    (SCHEDULE, "jadwal", "jadwal-dan-susunan-acara.pdf"),
    (LETTER, "undangan", "undangan.pdf"),
    (PRESENCE, "daftar-hadir", "daftar-hadir.pdf"),
)


def evidence_zip(pack: PackInput, contents: Mapping[str, bytes], prints: Mapping[str, bytes]) -> bytes:
    """The bundle from the files of the pack (by name) and its printed papers (by code); nothing is set twice."""
    entries = [(f"{folder}/{name}", contents[source]) for folder, source, name in _FROM_PACK if source in contents]
    entries += [(f"{folder}/{name}", prints[code]) for folder, code, name in _PRINTS if code in prints]
    entries += _photos(pack)
    entries += _proofs(pack)
    entries.sort(key=lambda entry: entry[0])
    files: dict[str, tuple[str, ...]] = {}
    for path, _ in entries:
        folder, name = path.split("/", 1)
        files[folder] = (*files.get(folder, ()), name)
    index = daftar_bukti(pack, files)
    cover = surat_pengantar(pack, [(f"{_INDEX}.pdf", "Daftar bukti"), *((path, path) for path, _ in entries)])
    words = "\r\n".join(gap.said for gap in missing(pack)) or "Semua bukti yang diminta sudah ada."
    front = [
        (f"{_INDEX}.pdf", pdf(index, pack.made_at)),
        (f"{_INDEX}.docx", word(index, pack.made_at)),
        ("00-surat-pengantar.docx", word(cover, pack.made_at)),
        ("YANG-BELUM-ADA.txt", f"{words}\r\n".encode()),
    ]
    return make_zip([*front, *entries])


def _photos(pack: PackInput) -> list[tuple[str, bytes]]:
    found = []
    for number, photo in enumerate(pack.meeting.photos, start=1):
        try:
            kind, _, _ = picture_size(photo.image)
        except ValueError:
            continue
        suffix = "jpg" if kind == "jpeg" else kind
        found.append((f"{MINUTES}/foto-{number:02d}-{slug(photo.caption)}.{suffix}", photo.image))
    return found


def _proofs(pack: PackInput) -> list[tuple[str, bytes]]:
    """The matrix of what was done, and the files people handed in; without any recommendation there is nothing."""
    if not pack.meeting.previous_rtl and not pack.room.proofs:
        return []
    sheet = bukti(pack)
    found = [
        (f"{PROOF}/bukti-tindak-lanjut.docx", word(sheet, pack.made_at)),
        (f"{PROOF}/bukti-tindak-lanjut.pdf", pdf(sheet, pack.made_at)),
    ]
    for number, proof in enumerate(pack.room.proofs, start=1):
        if proof.content:
            found.append((f"{PROOF}/{number:02d}-{slug(proof.name, keep='.')}", proof.content))
    return found


def slug(words: str, keep: str = "") -> str:
    """A file name every machine can write: small letters, figures and dashes."""
    return re.sub(rf"[^a-z0-9{re.escape(keep)}]+", "-", words.lower()).strip("-.")[:40] or "tanpa-nama"
