"""Files of a material: judged by their content, kept under their hash."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lokmin.cycle.reporting import originals

LARGEST = 15 * 1024 * 1024
#: What a presentation may become when unpacked: a small file can hold a very large one.
LARGEST_UNPACKED = 200 * 1024 * 1024
TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


def read(given: UploadedFile[Any] | None) -> tuple[str, bytes]:
    """Name and bytes of an upload; a large one is refused before it fills the memory of an old laptop.

    Raises:
        ValidationError: none chosen, or too large.
    """
    if given is None:
        raise ValidationError(_("Pilih berkas PDF, PPTX atau gambar dulu."))
    name, size = given.name or "", given.size or 0
    if size > LARGEST:
        raise _too_large(name, size)
    return name, given.read()


def _too_large(name: str, size: int) -> ValidationError:
    told = {"name": name, "size": round(size / 1024 / 1024), "most": LARGEST // 1024 // 1024}
    return ValidationError(
        _("Berkas %(name)s %(size)s MB; paling besar %(most)s MB. Kecilkan gambarnya lalu coba lagi.") % told
    )


def keep(name: str, content: bytes) -> tuple[str, str]:
    """Store a material; its tidy name and its hash.

    Raises:
        ValidationError: empty, too large, or neither PDF, PPTX nor picture by its content.
    """
    if not content:
        raise ValidationError(_("Berkas %(name)s kosong.") % {"name": name})
    if len(content) > LARGEST:
        raise _too_large(name, len(content))
    ending = kind(content)
    if not ending:
        raise ValidationError(
            _("Berkas %(name)s bukan PDF, PPTX atau gambar. Simpan sebagai PDF lalu unggah lagi.") % {"name": name}
        )
    stem = " ".join(PurePath(name.replace("\\", "/")).stem.split())[:100] or _("materi")
    return f"{stem}.{ending}", originals.keep(content)


def kind(content: bytes) -> str:
    """``pdf``, ``pptx``, ``jpg``, ``png``, ``webp`` by content; empty for anything else."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return "pptx" if _is_pptx(content) else ""


def _is_pptx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {i.filename for i in archive.infolist()}
            large = sum(i.file_size for i in archive.infolist()) > LARGEST_UNPACKED
    except zipfile.BadZipFile:
        return False
    return "ppt/presentation.xml" in names and not large and not any(n.endswith("vbaProject.bin") for n in names)


def content_type(name: str) -> str:
    """The type a stored material is served as."""
    return TYPES.get(PurePath(name).suffix.lstrip("."), "application/octet-stream")
