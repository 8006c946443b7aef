"""Photos of a meeting as papers show them: the bytes from the data folder with their captions."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from lokmin.cycle.meetings.models import Meeting, Photo
from lokmin.documents.forms import records as paper

#: A notulen with more pictures is an album.
MOST = 12


def photos(meeting: Meeting) -> tuple[paper.Photo, ...]:
    """The photos in their order; one whose file is gone is named by its caption and cannot be shown."""
    return tuple(paper.Photo(_bytes(photo), photo.caption) for photo in meeting.photos.all()[:MOST])


def _bytes(photo: Photo) -> bytes:
    """By its hash, as ``hand.operations.photos`` lays it down (writes are not imported for a read)."""
    try:
        return Path(settings.MEDIA_ROOT, "foto", photo.sha256[:2], f"{photo.sha256}.jpg").read_bytes()
    except OSError:
        return b""
