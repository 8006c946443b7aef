"""The office's own .docx forms and its pattern of letter numbers."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.numbers import indonesian
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import LetterNumber, OfficeTemplate
from lokmin.cycle.meetings.operations.letters import PATTERN, fill
from lokmin.cycle.meetings.pack import template_problem

MAX_BYTES = 5 * 1024 * 1024
#: Unpacked: a document of letters with two crests is far below.
MAX_UNPACKED = 60 * 1024 * 1024
PARTS = ("klasifikasi", "nomor", "unit", "bulan", "tahun")


@transaction.atomic
def save_template(*, puskesmas: Puskesmas, by: Person, form: str, name: str, content: bytes) -> OfficeTemplate:
    """Use an office's own form from now on; the one before is kept, no longer used.

    Raises:
        ValidationError: when it is no usable Word document, saying what to change.
    """
    check_docx(puskesmas, content)
    mine = OfficeTemplate.objects.of(puskesmas).filter(form=form)
    mine.filter(active=True).update(active=False)
    made: OfficeTemplate = OfficeTemplate.objects.create(
        puskesmas=puskesmas, form=form, name=name[-200:], content=content, sha256=hashlib.sha256(content).hexdigest(),
        by=by, at=clock.now(),
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="formulir.pasang", about=made,
        sentence=f"{by} memasang formulir kantor {name} untuk {form}.",
    )  # fmt: skip
    return made


@transaction.atomic
def drop_template(*, puskesmas: Puskesmas, by: Person, form: str) -> None:
    """Go back to the built-in paper."""
    if OfficeTemplate.objects.of(puskesmas).filter(form=form, active=True).update(active=False):
        audit.record(
            puskesmas=puskesmas, by=by, action="formulir.lepas",
            sentence=f"{by} kembali memakai formulir bawaan untuk {form}.",
        )  # fmt: skip


@transaction.atomic
def set_pattern(*, puskesmas: Puskesmas, by: Person, register: str, choices: Mapping[str, str]) -> None:
    """Set how letters of a register are numbered: ``pola``, ``klasifikasi``, ``unit``. Old letters keep theirs.

    Raises:
        ValidationError: for an unknown register or a pattern that cannot be filled.
    """
    if register not in dict(LetterNumber.REGISTERS):
        raise ValidationError(_("Buku nomor “%(name)s” tidak dikenal.") % {"name": register})
    cleaned = {k: choices.get(k, "").strip() for k in ("pola", "klasifikasi", "unit")}
    fill(cleaned["pola"] or PATTERN, dict.fromkeys(PARTS, "1"))
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    fresh.settings = {**fresh.settings, "nomor_surat": {**fresh.settings.get("nomor_surat", {}), register: cleaned}}
    fresh.save(update_fields=["settings"])
    puskesmas.settings = fresh.settings
    audit.record(
        puskesmas=puskesmas, by=by, action="surat.pola",
        sentence=f"{by} menetapkan pola nomor {register}: {cleaned['pola'] or PATTERN}.",
    )  # fmt: skip


def check_docx(puskesmas: Puskesmas, content: bytes) -> None:
    """Refuse what is no plain Word document or whose fields the paper does not know.

    Raises:
        ValidationError: naming what is wrong and the next step.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError(
            _("Berkas %(size)s MB terlalu besar; paling besar 5 MB. Kecilkan gambar di dalamnya.")
            % {"size": indonesian(len(content) / 1024 / 1024, 1)}
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
        unpacked = sum(i.file_size for i in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ValidationError(_("Ini bukan berkas Word .docx. Simpan ulang dari Word sebagai .docx.")) from error
    if "word/document.xml" not in names:
        raise ValidationError(_("Ini bukan berkas Word .docx. Simpan ulang dari Word sebagai .docx."))
    if unpacked > MAX_UNPACKED:
        raise ValidationError(_("Isi berkas ini terlalu besar setelah dibuka, jadi tidak diterima."))
    if any(n.lower().endswith("vbaproject.bin") or "/activex/" in n.lower() for n in names):
        raise ValidationError(_("Berkas ini memuat makro. Simpan ulang sebagai .docx tanpa makro."))
    if any("/embeddings/" in n.lower() for n in names):
        raise ValidationError(_("Berkas ini memuat objek tertanam. Hapus objek itu, lalu unggah lagi."))
    for name in names:
        if name.endswith(".rels") and b'TargetMode="External"' in archive.read(name):
            text = archive.read(name).decode("utf-8", "replace")
            if (
                "attachedTemplate" in text
                or "oleObject" in text
                or "/image" in text.split('TargetMode="External"')[0][-300:]
            ):
                raise ValidationError(
                    _("Berkas ini menunjuk ke berkas lain di luar. Tempelkan isinya, lalu unggah lagi.")
                )
    if problem := template_problem(puskesmas, content):
        raise ValidationError(problem)
