"""Every setting of an installation in one table, with its meaning. Values come from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    default: str
    meaning: str

    @property
    def value(self) -> str:
        return os.environ.get(self.name, self.default)


OPTIONS: dict[str, Option] = {
    o.name: o
    for o in (
        Option("LOKMIN_DATA", "", "Map data: basis data, berkas asli, berkas lokmin. Kosong: ./lokmin-data"),
        Option("DATABASE_URL", "", "postgresql://user:sandi@host:port/nama; kosong: SQLite di map data"),
        Option("LOKMIN_HOSTS", "*", "Nama host yang dilayani, dipisah koma; * karena alamat Wi-Fi aula berubah-ubah"),
        Option("LOKMIN_DEBUG", "", "1 hanya untuk pengembang"),
        Option("LOKMIN_HTTPS", "", "1 bila di belakang HTTPS: kuki hanya lewat sambungan aman"),
        Option("LOKMIN_SECRET", "", "Kunci rahasia; kosong: dibuat sekali dan disimpan di map data"),
        Option("LOKMIN_TODAY", "", "Tanggal hari ini untuk demo (TTTT-BB-HH); kosong: jam komputer"),
        Option("LOKMIN_INLINE", "", "1: buku kerja dibaca di proses yang sama (uji); kosong: proses sendiri"),
    )
}


def data_dir() -> Path:
    """The data folder; made when missing."""
    path = Path(OPTIONS["LOKMIN_DATA"].value or "lokmin-data").expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key() -> str:
    """The installation's secret: from the environment, else made once and kept beside the database."""
    if given := OPTIONS["LOKMIN_SECRET"].value:
        return given
    path = data_dir() / "rahasia"
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(fd, "w", encoding="ascii") as file:
        import secrets

        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
