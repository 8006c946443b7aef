"""The office itself: kop surat, crest, choices of paper, zone, letter numbers and judging."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person, Puskesmas

PAPERS = ("F4", "A4")
ZONES = ("WIB", "WITA", "WIT")
#: How a month equal to the one before is judged: as the rule says, as better, as worse.
SAME_AS = ("", "naik", "turun")
NUMBER_PARTS = ("klasifikasi", "nomor", "unit", "bulan", "tahun")
REGISTER = "surat keluar"
LOGO_BYTES = 1024 * 1024
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


@transaction.atomic
def set_letterhead(
    *, puskesmas: Puskesmas, by: Person, lines: Sequence[str], address: str, contact: str, code: str, town: str
) -> None:
    """The kop surat as it is printed; ``town`` stands before the date of a letter."""
    kept = [line.strip() for line in lines if line.strip()]
    if not kept:
        raise ValidationError({"lines": _("Kop surat perlu sedikitnya satu baris, misalnya nama Puskesmas.")})
    new = {
        "lines": kept,
        "address": address.strip(),
        "contact": contact.strip(),
        "code": code.strip(),
        "town": town.strip(),
    }
    if new == {key: puskesmas.letterhead.get(key, "") for key in new}:
        return
    puskesmas.letterhead = {**puskesmas.letterhead, **new}
    puskesmas.save(update_fields=["letterhead"])
    audit.record(
        puskesmas=puskesmas, by=by, action="kop_surat", about=puskesmas,
        sentence=f"{by} mengubah kop surat {puskesmas.name}.",
    )  # fmt: skip


def check_number_pattern(pattern: str) -> None:
    """Refuse a pattern of letter numbers with unknown parts or without ``{nomor}``."""
    try:
        parts = {name for _text, name, _spec, _conv in string.Formatter().parse(pattern) if name is not None}
    except ValueError as error:
        raise ValidationError({"number_pattern": _("Kurung kurawal di pola nomor tidak berpasangan.")}) from error
    known = ", ".join(f"{{{part}}}" for part in NUMBER_PARTS)
    if parts - set(NUMBER_PARTS):
        raise ValidationError({"number_pattern": _("Bagian yang dikenal: %(parts)s.") % {"parts": known}})
    if "nomor" not in parts:
        raise ValidationError({"number_pattern": _("Pola nomor surat harus memuat {nomor}.")})


@transaction.atomic
def set_choices(
    *,
    puskesmas: Puskesmas,
    by: Person,
    paper: str,
    zone: str,
    same_as: str,
    hide_small: bool,
    number_pattern: str = "",
    classification: str = "",
    unit: str = "",
) -> list[str]:
    """The office's choices. Returns what changed, in words.

    Raises:
        ValidationError: for a choice that does not exist.
    """
    if paper not in PAPERS:
        raise ValidationError({"paper": _("Pilih F4 atau A4.")})
    if zone not in ZONES:
        raise ValidationError({"zone": _("Pilih WIB, WITA atau WIT.")})
    if same_as not in SAME_AS:
        raise ValidationError({"same_as": _("Pilih salah satu cara menilai bulan yang tetap.")})
    if number_pattern.strip():
        check_number_pattern(number_pattern)
    letters = dict(puskesmas.settings.get("nomor_surat") or {})
    given = {"pola": number_pattern.strip(), "klasifikasi": classification.strip(), "unit": unit.strip()}
    letters[REGISTER] = {key: value for key, value in given.items() if value}
    new = {
        "paper": paper,
        "zone": zone,
        "tetap_dinilai": same_as,
        "sembunyikan_kecil": hide_small,
        "nomor_surat": letters,
    }
    defaults = {"tetap_dinilai": "", "sembunyikan_kecil": True, "nomor_surat": {REGISTER: {}}}
    words = {
        "paper": f"ukuran kertas menjadi {paper}",
        "zone": f"waktu setempat menjadi {zone}",
        "tetap_dinilai": f"cara menilai bulan yang tetap menjadi {same_as or 'menurut pedoman'}",
        "sembunyikan_kecil": f"angka kecil {'disembunyikan dari' if hide_small else 'diperlihatkan kepada'} tamu",
        "nomor_surat": "pola nomor surat",
    }
    changed = [words[key] for key in new if puskesmas.settings.get(key, defaults.get(key)) != new[key]]
    if changed:
        puskesmas.settings = {**puskesmas.settings, **new}
        puskesmas.save(update_fields=["settings"])
        audit.record(
            puskesmas=puskesmas, by=by, action="pilihan", about=puskesmas,
            sentence=f"{by} mengubah {'; '.join(changed)}.",
        )  # fmt: skip
    return changed


def logo_path(puskesmas: Puskesmas) -> Path | None:
    """Where the crest lies in the data folder; None when there is none."""
    name: str = puskesmas.settings.get("logo", "")
    path = Path(settings.DATA) / name
    return path if name and path.is_file() else None


@transaction.atomic
def set_logo(*, puskesmas: Puskesmas, by: Person, data: bytes) -> None:
    """The crest printed on the left of the kop surat; a PNG or JPEG of at most 1 MB, judged by its first bytes."""
    kind = next((k for k, start in _SIGNATURES.items() if data.startswith(start)), None)
    if kind is None:
        raise ValidationError({"logo": _("Berkas ini bukan gambar PNG atau JPG.")})
    if len(data) > LOGO_BYTES:
        raise ValidationError({"logo": _("Gambar lebih besar dari 1 MB. Perkecil dahulu, 600 piksel sudah cukup.")})
    folder = Path(settings.DATA) / "logo"
    folder.mkdir(exist_ok=True)
    path = folder / f"{puskesmas.pk}.{kind}"
    path.write_bytes(data)
    puskesmas.settings = {**puskesmas.settings, "logo": f"logo/{path.name}"}
    puskesmas.save(update_fields=["settings"])
    audit.record(
        puskesmas=puskesmas, by=by, action="logo", about=puskesmas, sentence=f"{by} memasang lambang di kop surat."
    )


@transaction.atomic
def remove_logo(*, puskesmas: Puskesmas, by: Person) -> None:
    """Print the kop surat without a crest."""
    if not puskesmas.settings.get("logo"):
        return
    puskesmas.settings = {key: value for key, value in puskesmas.settings.items() if key != "logo"}
    puskesmas.save(update_fields=["settings"])
    audit.record(
        puskesmas=puskesmas, by=by, action="logo", about=puskesmas, sentence=f"{by} melepas lambang dari kop surat."
    )
