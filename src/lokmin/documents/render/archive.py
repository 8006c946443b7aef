"""ZIP files with fixed dates: the same papers give the same bytes, so a checksum means something."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

#: The first moment a ZIP entry can carry.
EPOCH = (1980, 1, 1, 0, 0, 0)


def make_zip(entries: Iterable[tuple[str, bytes]], *, level: int = 6) -> bytes:
    """A ZIP of named bytes in the order given; what is compressed already is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, EPOCH)
            packed = name.endswith((".docx", ".xlsx", ".pptx", ".pdf", ".png", ".jpg", ".jpeg"))
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, compresslevel=None if packed else level)
    return out.getvalue()


def fixed_zip(package: bytes) -> bytes:
    """An Office file whose entries carry no clock."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return make_zip(((info.filename, archive.read(info)) for info in archive.infolist()), level=3)
