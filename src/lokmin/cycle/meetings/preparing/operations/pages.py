"""The page of a presenter: obstacles, analysis, proposals, plan; of two who write at once no text is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import AgendaItem, PresenterPage
from lokmin.cycle.meetings.operations.locks import not_closed

FIELDS = ("obstacles", "analysis", "proposals", "plan")
LONGEST = 8000


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page as it stands; ``both`` names the fields in which two texts now stand one below the other."""

    page: PresenterPage
    both: tuple[str, ...] = ()


def mark(text: str) -> str:
    """What a form keeps of a text it was given, so that at saving it is known who changed what."""
    return hashlib.sha256(_clean(text).encode()).hexdigest()[:16]


@transaction.atomic
def save_page(
    *, item: AgendaItem, by: Person, texts: Mapping[str, str], seen: Mapping[str, str], ready: bool
) -> SavedPage:
    """Save the texts of a page. ``seen``: the ``mark`` of each text as its writer was shown it.

    A text only one side changed is taken from that side; one that both changed keeps both, the later below.

    Raises:
        ValidationError: when the minutes are closed, or a text is too long.
    """
    meeting = not_closed(item.meeting)
    page = PresenterPage.objects.select_for_update().filter(item=item).first() or PresenterPage(item=item)
    both = []
    was_ready = page.ready_at is not None
    before = {name: getattr(page, name) for name in FIELDS}
    for name in FIELDS:
        mine, there = _clean(texts.get(name, "")), before[name]
        base = seen.get(name, mark(""))
        if mine == there or mark(mine) == base:
            continue
        if mark(there) == base or not there:
            setattr(page, name, mine)
        else:
            stamp = f"{by.full_name}, {timezone.localtime(clock.now()):%H.%M}:"
            setattr(page, name, f"{there}\n\n{stamp}\n{mine}")
            both.append(name)
        if len(getattr(page, name)) > LONGEST:
            raise ValidationError({name: _("Terlalu panjang; paling panjang %(n)s huruf.") % {"n": LONGEST}})
    changed = any(getattr(page, name) != before[name] for name in FIELDS)
    if not changed and ready == was_ready and page.pk:
        return SavedPage(page)
    page.revision += 1
    page.saved_at, page.saved_by = clock.now(), by
    page.ready_at = (page.ready_at or clock.now()) if ready else None
    page.save()
    if page.revision == 1 or ready != was_ready:
        # Not one line for each pause in writing: that it was begun, and that it is ready.
        what = "menyatakan siap bahan" if ready else "mengisi bahan"
        audit.record(
            puskesmas=meeting.puskesmas, by=by, action="lokmin.bahan", about=page,
            sentence=f"{by} {what} {item.title} ({meeting.title}).",
        )  # fmt: skip
    return SavedPage(page, tuple(both))


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
