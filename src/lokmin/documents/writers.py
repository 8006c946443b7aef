"""Where the pack goes: a folder or memory. A file appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol


class Writer(Protocol):
    """Takes finished files one by one."""

    def write(self, name: str, data: bytes) -> None:
        """Keep ``data`` under ``name``; an older file of that name is replaced."""


class MemoryWriter:
    """Keeps the files in a dictionary."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, name: str, data: bytes) -> None:
        self.files[name] = data


class FolderWriter:
    """Writes into a folder: first beside, then renamed, so that a power cut never leaves half a paper."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, data: bytes) -> None:
        target = self.folder / name
        beside = target.with_name(f".{name}.{os.getpid()}.sebagian")
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
