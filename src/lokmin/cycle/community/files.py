"""Photos and files of a survey, a musyawarah or a Musrenbang: kept first, then their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.proofs import PHOTO, Proof, read_proofs
from lokmin.cycle.community.limits import own
from lokmin.cycle.community.models import CommunityFile, Mmd, MusrenbangRecord, Smd
from lokmin.cycle.reporting import originals
from lokmin.documents.forms.records import Photo

About = Smd | Mmd | MusrenbangRecord

LARGEST = 15 * 1024 * 1024
AT_ONCE, MOST = 10, 60


def _column(about: About) -> str:
    return "smd" if isinstance(about, Smd) else "mmd" if isinstance(about, Mmd) else "record"


def attach(*, about: About, by: Person, files: Sequence[UploadedFile[Any]], caption: str = "") -> list[str]:
    """Clean, keep and write down files; a sentence for each that was not taken. The same file is there once.

    Raises:
        ValidationError: too many.
        PermissionDenied: not a village of this person.
    """
    own(by, about.puskesmas, about.village)
    good, wrong = read_proofs(files, largest=LARGEST, at_once=AT_ONCE)
    keep(about=about, by=by, proofs=good, caption=caption)
    return wrong


def keep(*, about: About, by: Person, proofs: Sequence[Proof], caption: str = "") -> list[CommunityFile]:
    """Write down what was cleaned; bytes first, so that a row never lacks its file.

    Raises:
        ValidationError: too many.
    """
    kept = [(one, originals.keep(one.data)) for one in proofs]
    if not kept:
        return []
    with transaction.atomic():
        present = set(about.files.filter(removed_at=None).values_list("sha256", flat=True))
        fresh = {sha: one for one, sha in kept if sha not in present}
        if len(present) + len(fresh) > MOST:
            raise ValidationError(_("Paling banyak %(n)s foto dan berkas. Hapus yang tidak perlu.") % {"n": MOST})
        made = [
            CommunityFile.objects.create(
                puskesmas=about.puskesmas, kind=one.kind, caption=" ".join(caption.split())[:200],
                name=one.name[-120:], sha256=sha, size=len(one.data), width=one.width, height=one.height,
                at=clock.now(), by=by, **{_column(about): about},
            )
            for sha, one in fresh.items()
        ]  # fmt: skip
        if made:
            audit.record(
                puskesmas=about.puskesmas, by=by, action="masyarakat.berkas", about=about,
                sentence=f"{by} menambahkan {len(made)} foto atau berkas pada {about}.",
            )  # fmt: skip
    return made


@transaction.atomic
def drop(*, file: CommunityFile, by: Person, reason: str) -> None:
    """Take a file out, with the reason.

    Raises:
        ValidationError: no reason.
        PermissionDenied: not a village of this person.
    """
    about = file.smd or file.mmd or file.record
    if about is not None:
        own(by, file.puskesmas, about.village)
    if not reason.strip():
        raise ValidationError(_("Tulis mengapa berkas ini dihapus."))
    if file.removed_at is not None:
        return
    file.removed_at, file.removed_reason = clock.now(), reason.strip()[:200]
    file.save(update_fields=["removed_at", "removed_reason"])
    audit.record(
        puskesmas=file.puskesmas, by=by, action="masyarakat.berkas_hapus", about=file,
        sentence=f"{by} menghapus berkas “{file}” pada {about}: {file.removed_reason}.",
    )  # fmt: skip


def of(about: About) -> list[CommunityFile]:
    """The files that stand, oldest first."""
    return list(about.files.filter(removed_at=None).select_related("by"))


def photos(about: About, puskesmas: Puskesmas) -> tuple[Photo, ...]:
    """The photos for a paper; one whose bytes are gone is left out, the paper does not fail for it."""
    found = []
    for one in CommunityFile.objects.of(puskesmas).filter(kind=PHOTO, removed_at=None, **{_column(about): about}):
        try:
            found.append(Photo(originals.load(one.sha256), one.caption or one.name))
        except (FileNotFoundError, ValueError):
            continue
    return tuple(found)
