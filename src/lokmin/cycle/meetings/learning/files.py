"""Files of a material: judged by their content, kept under their hash."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lokmin.cycle.centre import filekinds
from lokmin.cycle.reporting import originals

LARGEST = 15 * 1024 * 1024
#: What a material may be.
KINDS = ("pdf", "pptx", *filekinds.PICTURES)


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
    ending = filekinds.kind(content)
    if ending not in KINDS:
        raise ValidationError(
            _("Berkas %(name)s bukan PDF, PPTX atau gambar. Simpan sebagai PDF lalu unggah lagi.") % {"name": name}
        )
    return f"{filekinds.stem(name, _('materi'))}.{ending}", originals.keep(content)
