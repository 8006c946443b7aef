"""What a file is, judged by its content and never by its name or by what a browser says of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
PICTURES = ("jpg", "png", "webp")
#: What an office file may become when unpacked: a small file can hold a very large one.
LARGEST_UNPACKED = 200 * 1024 * 1024
_OFFICE = {"ppt/presentation.xml": "pptx", "word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def kind(content: bytes) -> str:
    """A key of ``TYPES``; empty for anything else, for office files with macros and for those that unpack too large."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return _office(content)


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {i.filename for i in archive.infolist()}
            large = sum(i.file_size for i in archive.infolist()) > LARGEST_UNPACKED
    except zipfile.BadZipFile:
        return ""
    if large or any(name.endswith("vbaProject.bin") for name in names):
        return ""
    return next((ending for inside, ending in _OFFICE.items() if inside in names), "")


def content_type(name: str) -> str:
    """The type a stored file is served as."""
    return TYPES.get(PurePath(name).suffix.lstrip("."), "application/octet-stream")


def stem(name: str, otherwise: str) -> str:
    """The tidy name of a file without its folder and ending, at most 100 characters."""
    return " ".join(PurePath(name.replace("\\", "/")).stem.split())[:100] or otherwise
