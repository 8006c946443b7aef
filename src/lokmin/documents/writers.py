"""Where the pack goes: a folder or memory. A file appears whole or not at all."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: name (with its folder), kind (``docx``), title, group, size in bytes, SHA-256 in hex.

    Attributes:
        group: ``pokok`` (what goes to the Dinkes), ``sesudah`` (lists, cards, press, summary), ``akreditasi``.
    """

    name: str
    kind: str
    title: str
    size: int
    sha256: str
    group: str = "pokok"

    @classmethod
    def of(cls, name: str, title: str, data: bytes, group: str = "pokok") -> PackFile:
        """The record of finished bytes."""
        return cls(name, name.rsplit(".", 1)[-1], title, len(data), hashlib.sha256(data).hexdigest(), group)

    def as_dict(self) -> dict[str, str | int]:
        """For the index a program reads."""
        return {
            "name": self.name, "kind": self.kind, "title": self.title, "bytes": self.size, "sha256": self.sha256,
        }  # fmt: skip


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
