"""Several photos of one form at once: each is judged by itself, the good ones are kept, the others are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.pictures import read_picture
from lokmin.cycle.meetings.hand.operations.photos import add_photo
from lokmin.cycle.meetings.models import Attendance, Meeting
from lokmin.cycle.meetings.room.writer import write

AT_ONCE = 10


def take_photos(*, meeting: Meeting, files: Sequence[UploadedFile[Any]], caption: str, by: Person | None,
                voice: Attendance | None = None) -> tuple[int, list[str]]:  # fmt: skip
    """How many were kept, and a sentence for each that was not. Not in a transaction: a photo takes long."""
    if not files:
        return 0, [_("Pilih foto dahulu.")]
    if not caption.strip():
        return 0, [_("Tulis keterangan foto: kegiatan apa yang terlihat.")]
    kept, wrong = 0, []
    for file in files[:AT_ONCE]:
        name = (file.name or "foto")[:120]
        try:
            picture = read_picture(file, name, file.size or 0)  # type: ignore[arg-type]
            write(
                lambda p=picture, n=name: add_photo(  # type: ignore[misc]
                    meeting=meeting, picture=p, caption=caption, name=n, by=by, voice=voice
                )
            )
            kept += 1
        except ValidationError as error:
            wrong += error.messages
    if len(files) > AT_ONCE:
        wrong.append(_("Sekali kirim paling banyak %(n)s foto; sisanya belum terkirim.") % {"n": AT_ONCE})
    return kept, wrong
