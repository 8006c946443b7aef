"""Backups: one ZIP with a manifest of checksums, the database and the files.

SQLite is copied page by page while people work (sqlite3's backup interface), PostgreSQL table by table as JSON.
A restore checks every checksum before it touches anything, and keeps what was there beside the new data.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from lokmin import __version__
from lokmin.cli import CommandError
from lokmin.web.options import OPTIONS, data_dir

MANIFEST = "manifes.json"
SQLITE = "lokmin.sqlite3"
ROWS = "baris.json"


def write(target: Path) -> dict[str, Any]:
    """Write a backup; it appears under its name only when whole."""
    if not target.parent.is_dir():
        raise CommandError(f"Map “{target.parent}” tidak ada.")
    folder = data_dir()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".cadangan-") as scratch:
        work = Path(scratch)
        members = {_database(work): None}
        sources: dict[str, Path] = {name: work / name for name in members}
        for path in _files(folder):
            sources[path.relative_to(folder).as_posix()] = path
        part = work / "cadangan.zip"
        sums: dict[str, str] = {}
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in sorted(sources.items()):
                sums[name] = _sha256(path)
                archive.write(path, name)
            manifest = {"lokmin": __version__, "made": dt.datetime.now(dt.UTC).isoformat(), "sha256": sums}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    return {"file": str(target), "files": len(sums), "size": target.stat().st_size}


def read(source: Path, *, replace: bool) -> dict[str, Any]:
    """Restore a backup into the data folder.

    Raises:
        CommandError: not a backup, damaged, or data present and ``replace`` not asked.
    """
    if not source.is_file():
        raise CommandError(f"Berkas “{source}” tidak ada.")
    folder = data_dir()
    present = any(folder.iterdir())
    if present and not replace:
        raise CommandError(
            f"Map {folder} sudah berisi data. Ulangi dengan --ganti; data lama akan disimpan di sampingnya."
        )
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".pulih-"))
    try:
        manifest = _unpack(source, fresh)
    except CommandError:
        shutil.rmtree(fresh)
        raise
    kept = None
    if present:
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
        kept = folder.with_name(f"{folder.name}-sebelum-{stamp}")
        folder.rename(kept)
    else:
        folder.rmdir()
    fresh.rename(folder)
    if (folder / ROWS).exists():
        _load_rows(folder / ROWS)
    return {"made": manifest["made"], "files": len(manifest["sha256"]), "kept": str(kept) if kept else None}


def _files(folder: Path) -> list[Path]:
    """What is kept beside the database: originals, templates, logos, the secret key."""
    found = [folder / "rahasia"] if (folder / "rahasia").exists() else []
    return found + sorted(p for p in (folder / "berkas").rglob("*") if p.is_file())


def _database(work: Path) -> str:
    if OPTIONS["DATABASE_URL"].value:
        from django.core.management import call_command

        call_command("dumpdata", "--exclude=contenttypes", "--exclude=auth.permission", "--exclude=sessions",
                     output=str(work / ROWS), verbosity=0)  # fmt: skip
        return ROWS
    with sqlite3.connect(data_dir() / SQLITE) as source, sqlite3.connect(work / SQLITE) as copy:
        source.backup(copy)
    return SQLITE


def _load_rows(path: Path) -> None:
    from django.core.management import call_command

    from lokmin.cli.start import setup

    setup()
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(path), verbosity=0)
    path.unlink()


def _unpack(source: Path, fresh: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            for name, expected in manifest["sha256"].items():
                path = (fresh / name).resolve()
                if not path.is_relative_to(fresh.resolve()):
                    raise CommandError(f"Cadangan ini memuat nama berkas yang tidak wajar: {name}")
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, path.open("wb") as out:
                    shutil.copyfileobj(packed, out)
                if _sha256(path) != expected:
                    raise CommandError(f"Cadangan rusak pada {name}. Pakai cadangan lain; data sekarang tidak diubah.")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise CommandError(f"“{source}” bukan cadangan Lokmin atau rusak. Data sekarang tidak diubah.") from error
    needed = ROWS if OPTIONS["DATABASE_URL"].value else SQLITE
    if not (fresh / needed).exists():
        raise CommandError("Cadangan ini dari jenis basis data lain. Pakai DATABASE_URL seperti waktu dibuat.")
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
