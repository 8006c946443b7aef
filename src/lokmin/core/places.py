"""Places: the seven levels from the nation to the posyandu, and how their names are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Administrative or service level; the value is what files and the database hold."""

    NATION = "negara"
    PROVINCE = "provinsi"
    DISTRICT = "kabkota"
    KECAMATAN = "kecamatan"
    PUSKESMAS = "puskesmas"
    DESA = "desa"
    POSYANDU = "posyandu"


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as the domain needs it: a code (string, leading zeros kept), its name and level, other spellings."""

    code: str
    name: str
    level: Level
    aliases: tuple[str, ...] = ()


_PREFIX = re.compile(
    r"^(desa|kelurahan|kel|ds|posyandu|puskesmas|pkm|uptd puskesmas|kecamatan|kec)\b[ .:]*", re.IGNORECASE
)


def name_key(name: str) -> str:
    """The form two spellings of the same place share: no case, accents, punctuation, prefixes or double spaces.

    >>> name_key("  Ds. PECANGAAN  kulon ")
    'pecangaankulon'
    """
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    text = _PREFIX.sub("", text.strip().lower())
    return re.sub(r"[^a-z0-9]", "", text)
