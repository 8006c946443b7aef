"""Reads about the dropped files."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting import originals
from lokmin.cycle.reporting.models import Fact, PeriodNote, ReportSent, Upload
from lokmin.cycle.reporting.store import CURRENT


def uploads(puskesmas: Puskesmas, limit: int = 50) -> list[Upload]:
    """The newest uploads that were not thrown away, without the heavy column."""
    rows = Upload.objects.of(puskesmas).exclude(state="dibuang").select_related("by", "accepted_by", "withdrawn_by")
    return list(rows.defer("understood")[:limit])


def damaged_originals() -> list[str]:
    """Names of uploads and proofs whose kept file is gone or no longer what was given (``lokmin check``)."""
    damaged = []
    dropped = Upload.objects.order_by("pk").values_list("name", "sha256")
    proofs = ReportSent.objects.exclude(sha256="").order_by("pk").values_list("file_name", "sha256")
    for name, sha256 in (*dropped, *proofs):
        try:
            originals.load(sha256)
        except (OSError, ValueError):
            damaged.append(name)
    return damaged


def last_upload(puskesmas: Puskesmas) -> Upload | None:
    """The newest upload whose numbers are in."""
    rows = Upload.objects.of(puskesmas).filter(state="masuk").select_related("by", "accepted_by")
    found: Upload | None = rows.defer("understood").first()
    return found


def period_notes(puskesmas: Puskesmas) -> dict[str, str]:
    """Month -> what was already done with it (``sudah dibahas di lokmin 7 April 2026``)."""
    return dict(PeriodNote.objects.of(puskesmas).values_list("period", "text"))


def menu_line(puskesmas: Puskesmas) -> str:
    """The state of the stage in a few words for the menu."""
    waiting = Upload.objects.of(puskesmas).filter(state__in=("diterima", "dibaca", "siap")).count()
    if waiting:
        return ngettext("%(n)d unggahan menunggu", "%(n)d unggahan menunggu", waiting) % {"n": waiting}
    last = Fact.objects.of(puskesmas).filter(CURRENT, variant="").aggregate(last=Max("period"))["last"]
    if not last:
        return _("belum ada angka")
    month = Month.parse(last)
    return _("%(month)s masuk") % {"month": f"{_(month.name)} {month.year}"}
