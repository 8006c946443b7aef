"""A meeting read for writing: locked, fresh, and in a state that allows the write."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.models import Meeting


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends."""
    found: Meeting = Meeting.objects.of(meeting.puskesmas).select_for_update().get(pk=meeting.pk)
    return found


def not_closed(meeting: Meeting) -> Meeting:
    """Locked, and refused when its minutes are closed or it was called off.

    Raises:
        ValidationError: when closed or cancelled.
    """
    fresh = locked(meeting)
    if fresh.is_closed:
        raise ValidationError(
            _("%(meeting)s sudah ditutup dan hanya dapat dibaca. Buka kembali dulu dengan alasan bila perlu diubah.")
            % {"meeting": fresh.title},
            code="ditutup",
        )
    if fresh.is_cancelled:
        raise ValidationError(
            _("%(meeting)s dibatalkan: %(reason)s. Pulihkan dulu di jadwal bila jadi diadakan.")
            % {"meeting": fresh.title, "reason": fresh.cancel_reason.rstrip(".")},
            code="dibatalkan",
        )
    return fresh


def running(meeting: Meeting) -> Meeting:
    """Locked, and refused when it does not run.

    Raises:
        ValidationError: when closed or not yet opened.
    """
    fresh = not_closed(meeting)
    if not fresh.is_running:
        raise ValidationError(_("%(meeting)s belum dibuka.") % {"meeting": fresh.title}, code="belum-dibuka")
    return fresh
