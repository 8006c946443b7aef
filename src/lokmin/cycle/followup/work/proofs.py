"""Photos and files as proof: kept first, then their rows, so that a row never lacks its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.proofs import read_proofs
from lokmin.cycle.followup.models import Action, ActionEvent, ActionProof
from lokmin.cycle.followup.work.rules import rules_of
from lokmin.cycle.reporting import originals


@dataclass(frozen=True, slots=True)
class Kept:
    """A proof whose bytes lie safely in the data folder."""

    kind: str
    name: str
    sha256: str
    size: int
    width: int = 0
    height: int = 0
    caption: str = ""


def take(puskesmas: Puskesmas, files: Sequence[UploadedFile[Any]], caption: str = "") -> tuple[list[Kept], list[str]]:
    """Clean and keep files; a sentence for each that could not be taken.

    Called before the transaction that writes the rows: reading a photo takes long, and whoever pulls the plug between
    leaves a file without a row, never a row without its file.
    """
    rules = rules_of(puskesmas)
    good, wrong = read_proofs(files, largest=rules.largest, at_once=rules.at_once)
    words = " ".join(caption.split())[:200]
    kept = [
        Kept(one.kind, one.name, originals.keep(one.data), len(one.data), one.width, one.height, words) for one in good
    ]
    return kept, wrong


def add_rows(*, action: Action, event: ActionEvent | None, by: Person, kept: Sequence[Kept]) -> list[ActionProof]:
    """Rows of kept files; inside the caller's transaction, with the action held. The same file is there once.

    Raises:
        ValidationError: too many.
    """
    if not kept:
        return []
    present = {proof.sha256: proof for proof in action.proofs.filter(removed_at=None)}
    fresh = {one.sha256: one for one in kept if one.sha256 not in present}
    most = rules_of(action.puskesmas).most
    if len(present) + len(fresh) > most:
        raise ValidationError(
            {"files": _("Satu RTL paling banyak %(n)s foto dan berkas. Hapus yang tidak perlu.") % {"n": most}}
        )
    made = [
        ActionProof.objects.create(
            action=action,
            event=event,
            kind=one.kind,
            caption=one.caption,
            name=one.name[:120],
            sha256=one.sha256,
            size=one.size,
            width=one.width,
            height=one.height,
            at=clock.now(),
            by=by,
        )
        for one in fresh.values()
    ]
    return [*(present[one.sha256] for one in kept if one.sha256 in present), *made]


def has_proof(action: Action) -> bool:
    """Whether anything proves what was done: words, a photo or a file."""
    return bool(action.proof.strip()) or action.proofs.filter(removed_at=None).exists()
