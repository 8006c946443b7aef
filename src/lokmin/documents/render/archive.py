"""ZIP files with fixed dates: the same papers give the same bytes, so a checksum means something."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

#: The first moment a ZIP entry can carry.
EPOCH = (1980, 1, 1, 0, 0, 0)
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def make_zip(entries: Iterable[tuple[str, bytes]], *, level: int = 6) -> bytes:
    """A ZIP of named bytes in the order given; what is compressed already is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, EPOCH)
            packed = name.endswith((".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg"))
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, compresslevel=None if packed else level)
    return out.getvalue()


def fixed_zip(package: bytes, created: str = "") -> bytes:
    """An Office file with the clock taken out: entry dates, and the core dates of workbooks inside it.

    Args:
        created: W3C date put into the core properties of embedded workbooks, e.g. ``2026-05-05T12:00:00Z``.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
    if created:
        stamp = created.encode()
        entries = [
            (name, _still(data, stamp) if name.endswith(".xlsx") else data) for name, data in entries
        ]
    return make_zip(entries, level=3)


def _still(workbook: bytes, stamp: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
    fixed = [
        (name, _CREATED.sub(rb"\g<1>" + stamp + rb"\g<3>", data) if name == "docProps/core.xml" else data)
        for name, data in entries
    ]
    return make_zip(fixed, level=1)
