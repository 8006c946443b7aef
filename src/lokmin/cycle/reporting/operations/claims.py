"""Adopting the denominators a workbook proves, and giving them back; inside the transaction of the upload."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from lokmin.cycle.centre import audit
from lokmin.cycle.centre.models import Person
from lokmin.cycle.reporting.models import Definition, Upload
from lokmin.cycle.reporting.offers import Offer
from lokmin.cycle.reporting.queries.catalogue import DENOMINATOR
from lokmin.cycle.reporting.queries.claims import adopted


def adopt(*, upload: Upload, by: Person, at: dt.datetime, offers: Sequence[Offer]) -> tuple[str, ...]:
    """Make the chosen offers the office's own denominators; returns the indicators' codes."""
    taken = []
    for offer in offers:
        if not offer.chosen:
            continue
        claim = offer.claim
        key: dict[str, Any] = {"code": claim.indicator, "valid_from": offer.year, "kind": DENOMINATOR}
        key["puskesmas"] = upload.puskesmas
        before = Definition.objects.of(upload.puskesmas).filter(**key).first()
        source = f"{upload.name}, lembar {claim.sheet}, sel {claim.at}"
        body = {
            "denominator": claim.denominator,
            "source": f"{source} {claim.formula}".strip(),
            "upload": upload.pk,
            "before": before.body if before else None,
        }
        Definition.objects.update_or_create(**key, defaults={"body": body, "by": by, "at": at})
        sentence = (
            f"{by} memakai pembagi kantor untuk {offer.name}: {offer.office}, bukan {offer.defined}, mulai "
            f"{offer.year}; terbaca di {source}."
        )
        audit.record(puskesmas=upload.puskesmas, by=by, action="atur_indikator", sentence=sentence, about=upload)
        taken.append(claim.indicator)
    return tuple(taken)


def give_back(*, upload: Upload, by: Person, at: dt.datetime) -> tuple[str, ...]:
    """Undo what ``adopt`` did, except where somebody has set another denominator since."""
    rows = adopted(upload)
    for row in rows:
        before = row.body.get("before")
        if before:
            row.body, row.by, row.at = before, by, at
            row.save(update_fields=["body", "by", "at"])
        else:
            row.delete()
    if rows:
        codes = ", ".join(row.code for row in rows)
        sentence = f"{by} membatalkan {upload.name}: pembagi {codes} kembali seperti sebelumnya."
        audit.record(puskesmas=upload.puskesmas, by=by, action="atur_indikator", sentence=sentence, about=upload)
    return tuple(row.code for row in rows)
