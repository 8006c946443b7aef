"""Takes a workbook in as its owner would: drop it, answer what is clear, accept, leave the doubtful waiting."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.reporting import operations
from lokmin.cycle.reporting.models import Upload


def take_in(puskesmas: Puskesmas, by: Person, path: Path) -> Upload:
    """Import one file; a file that is in already is left alone.

    Questions about a misspelt village with one near name are answered with that name, as a person at the desk would;
    everything else that is asked keeps waiting.
    """
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    known = Upload.objects.of(puskesmas).filter(sha256=digest).order_by("pk").last()
    if known is not None and known.state == "masuk":
        return known
    upload = known or operations.receive(puskesmas=puskesmas, by=by, name=path.name, data=data)
    if upload.state != "siap":
        operations.read(upload)
    preview = operations.preview(upload)
    near = {q.id: q.options[0] for q in preview.questions if q.kind == "place" and q.options}
    if near and operations.answer(upload=upload, by=by, questions=near):
        upload.refresh_from_db()
        operations.read(upload)
    operations.accept(upload=upload, by=by)
    return upload
