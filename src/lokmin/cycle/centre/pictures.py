"""Photos that people send: judged by their content, turned upright, made smaller, freed of where they were taken."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_BYTES = 10 * 1024 * 1024
#: Long edge as kept; enough for a third of an A4 page at 200 dpi.
LONGEST_EDGE = 1600
#: As shown beside a sentence.
SMALL_EDGE = 360
#: A file of a few kilobytes can claim to be a picture of a gigabyte.
MOST_PIXELS = 80_000_000
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept: JPEG bytes without any metadata."""

    data: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_picture(file: BinaryIO, name: str, size: int) -> Picture:
    """Judge a file by its content, turn it upright, shrink it, write it anew: nothing of the camera is left.

    Raises:
        ValidationError: naming the file and what to do.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # only where a photo comes in

    if size > LARGEST_BYTES:
        raise ValidationError(
            _("%(name)s lebih besar dari 10 MB. Kirim foto dengan ukuran lebih kecil.") % {"name": name}
        )
    try:
        with Image.open(file, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValidationError(_("%(name)s terlalu besar untuk dibuka.") % {"name": name})
            # Large ones are read at a fraction of their size where the format allows it: the laptop is an old one.
            opened.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
            return _written(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("%(name)s bukan foto JPG, PNG atau WebP. Ubah pengaturan kamera ke JPG, lalu foto lagi.") % {"name": name}
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("%(name)s rusak atau terpotong. Kirim lagi.") % {"name": name}) from error


def _written(image: Image) -> Picture:
    from PIL import Image as Pictures  # as above

    if image.mode in ("RGBA", "LA", "P"):
        flat = Pictures.new("RGB", image.size, "white")
        layered = image.convert("RGBA")
        flat.paste(layered, mask=layered.getchannel("A"))
    else:
        flat = Pictures.new("RGB", image.size)
        flat.paste(image.convert("RGB"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Picture(out.getvalue(), flat.width, flat.height)


def thumbnail(data: bytes) -> bytes:
    """A kept photo, ``SMALL_EDGE`` pixels at most: read at a fraction of its size, so it costs a few milliseconds.

    What cannot be read comes back as it is: the browser then shows its words.
    """
    from PIL import Image, UnidentifiedImageError  # only where a photo is shown

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            opened.draft("RGB", (SMALL_EDGE, SMALL_EDGE))
            opened.thumbnail((SMALL_EDGE, SMALL_EDGE))
            out = io.BytesIO()
            opened.convert("RGB").save(out, "JPEG", quality=QUALITY)
    except (UnidentifiedImageError, OSError):
        return data
    return out.getvalue()
