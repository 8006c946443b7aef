"""A photo or file that somebody gives as proof: judged by its content, cleaned, named tidily; not yet kept."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lokmin.cycle.centre import filekinds
from lokmin.cycle.centre.pictures import read_picture

PHOTO, FILE = "foto", "berkas"
#: What may be given as a file; photos are written anew.
KINDS = ("pdf", "docx", "xlsx", "pptx")
#: For the ``accept`` of a form: what a phone offers first is its camera.
ACCEPT = "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.pptx"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is to be kept. ``kind``: ``foto`` or ``berkas``; of a photo its width and height in pixels."""

    kind: str
    name: str
    data: bytes
    width: int = 0
    height: int = 0


def read_proof(given: UploadedFile[Any], largest: int) -> Proof:
    """A photo without anything the camera wrote into it, or a file as it is.

    Raises:
        ValidationError: which file, why, and what to do next.
    """
    name, size = (given.name or _("berkas"))[-100:], given.size or 0
    if size == 0:
        raise ValidationError(_("%(name)s kosong. Pilih lagi berkasnya.") % {"name": name})
    if size > largest:
        raise ValidationError(
            _("%(name)s %(size)s MB; paling besar %(most)s MB. Kecilkan atau foto bagian yang penting saja.")
            % {"name": name, "size": math.ceil(size / 1024 / 1024), "most": largest // 1024 // 1024}
        )
    content = given.read()
    ending = filekinds.kind(content)
    if ending in filekinds.PICTURES:
        picture = read_picture(io.BytesIO(content), name, size)
        return Proof(PHOTO, f"{filekinds.stem(name, 'foto')}.jpg", picture.data, picture.width, picture.height)
    if ending not in KINDS:
        raise ValidationError(
            _(
                "%(name)s bukan foto (JPG, PNG, WebP), PDF, Word, Excel atau PowerPoint tanpa makro. "
                "Simpan sebagai PDF atau foto layarnya, lalu kirim lagi."
            )
            % {"name": name}
        )
    return Proof(FILE, f"{filekinds.stem(name, 'berkas')}.{ending}", content)


def read_proofs(
    given: Sequence[UploadedFile[Any]], *, largest: int, at_once: int
) -> tuple[tuple[Proof, ...], list[str]]:
    """Each file is judged by itself: the good ones, and a sentence for each that is not."""
    good: list[Proof] = []
    wrong: list[str] = []
    for one in given[:at_once]:
        try:
            good.append(read_proof(one, largest))
        except ValidationError as error:
            wrong += error.messages
    if len(given) > at_once:
        wrong.append(_("Sekali kirim paling banyak %(n)s berkas; sisanya belum terkirim.") % {"n": at_once})
    return tuple(good), wrong
