"""The original files, kept as they came under their hash: the same bytes once, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / "unggahan" / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Store bytes and return their SHA-256. Afterwards they survive a power cut; a killed write leaves no file."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".sementara-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - atomic on one file system
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    _sync_folder(path.parent)
    return sha256


def load(sha256: str) -> bytes:
    """The bytes, checked against their hash.

    Raises:
        ValueError: the file on disk is not what was stored.
        FileNotFoundError: it is gone.
    """
    data = path_of(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError("Berkas asli di penyimpanan tidak lagi sama dengan yang diunggah. Unggah ulang berkasnya.")
    return data


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
