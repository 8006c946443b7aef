"""Photos of the meeting: their files, their captions, how many there may be."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.pictures import Picture
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Meeting, Photo
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.queries.desk import current_item
from lokmin.cycle.meetings.room.events import tell

MOST_EACH, MOST_ALL = 20, 200


def photo_path(photo: Photo) -> Path:
    """Where the file of a photo lies."""
    return _folder() / photo.sha256[:2] / f"{photo.sha256}.jpg"


def photo_bytes(photo: Photo) -> bytes:
    """The JPEG of a photo; empty when the file is lost."""
    path = photo_path(photo)
    return path.read_bytes() if path.is_file() else b""


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "foto"


def keep(picture: Picture) -> None:
    """Put the file in its place; done before its row is written, so that a row never lacks its file."""
    path = _folder() / picture.sha256[:2] / f"{picture.sha256}.jpg"
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{secrets.token_hex(6)}")
    with half.open("xb") as out:
        out.write(picture.data)
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)


@transaction.atomic
def add_photo(*, meeting: Meeting, picture: Picture, caption: str, name: str, by: Person | None,
              voice: Attendance | None = None, item: AgendaItem | None = None) -> Photo:  # fmt: skip
    """Add a photo; ``by`` somebody signed in, ``voice`` somebody with a phone. The same picture is kept once.

    Raises:
        ValidationError: without a caption, when there are too many, or when closed.
    """
    fresh = not_closed(meeting)
    caption = " ".join(caption.split())
    if not caption:
        raise ValidationError({"caption": _("Tulis keterangan foto: kegiatan apa yang terlihat.")})
    known = fresh.photos.filter(sha256=picture.sha256).first()
    if known is not None:
        return known
    if voice is not None and fresh.photos.filter(voice=voice).count() >= MOST_EACH:
        raise ValidationError(_("Dari satu orang paling banyak %(n)s foto.") % {"n": MOST_EACH})
    if fresh.photos.count() >= MOST_ALL:
        raise ValidationError(_("Sudah ada %(n)s foto. Hapus yang tidak dipakai dahulu.") % {"n": MOST_ALL})
    keep(picture)
    photo = Photo.objects.create(
        meeting=fresh, item=item or current_item(fresh), caption=caption[:200], name=Path(name).name[:120] or "foto",
        sha256=picture.sha256, width=picture.width, height=picture.height, at=clock.now(), by=by, voice=voice,
    )  # fmt: skip
    tell(fresh, "foto", jumlah=fresh.photos.count())
    who = by or (voice.person if voice else None)
    audit.record(
        puskesmas=fresh.puskesmas, by=who, action="lokmin.foto", about=photo,
        sentence=f"{who or voice} menambah foto “{short(caption)}” di {fresh.title}.",
    )  # fmt: skip
    return photo


@transaction.atomic
def caption_photo(*, photo: Photo, by: Person, caption: str, item: AgendaItem | None = None) -> None:
    """Change what is written under a photo, and which point of the agenda it shows.

    Raises:
        ValidationError: without a caption, or when closed.
    """
    fresh = not_closed(photo.meeting)
    caption = " ".join(caption.split())[:200]
    if not caption:
        raise ValidationError({"caption": _("Tulis keterangan foto: kegiatan apa yang terlihat.")})
    if (caption, item) == (photo.caption, photo.item):
        return
    photo.caption, photo.item = caption, item
    photo.save(update_fields=["caption", "item"])
    tell(fresh, "foto", jumlah=fresh.photos.count())
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.foto", about=photo,
        sentence=f"{by} mengubah keterangan foto menjadi “{short(caption)}”.",
    )  # fmt: skip


@transaction.atomic
def remove_photo(*, photo: Photo, by: Person) -> None:
    """Take a photo out of the meeting; its file goes when no other meeting uses it.

    Raises:
        ValidationError: when closed.
    """
    fresh = not_closed(photo.meeting)
    path, caption, sha256 = photo_path(photo), photo.caption, photo.sha256
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="lokmin.foto", about=photo,
        sentence=f"{by} menghapus foto “{short(caption)}” dari {fresh.title}.",
    )  # fmt: skip
    photo.delete()
    tell(fresh, "foto", jumlah=fresh.photos.count())
    if not Photo.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
