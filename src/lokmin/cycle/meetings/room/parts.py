"""Parts of the phone's page that are the same for everybody: written once by the server, pushed to all phones."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import override

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.ballots import parts as ballots
from lokmin.cycle.meetings.hand import parts as hand
from lokmin.cycle.meetings.learning import parts as learning
from lokmin.cycle.meetings.models import Meeting

#: Kind of event -> the part of the same name on the phone's page, as HTML. Forms in it carry an empty ``kunci``: the
#: script fills it in, and pages written for one phone have it already.
PUSHED: dict[str, Callable[[Meeting], str]] = {"acara": hand.now, "kotak": ballots.hand, "tes": learning.hand}


def pushed(meeting: int, kinds: set[str]) -> dict[str, str]:
    """The parts that belong to the kinds, in Indonesian; phones in another language read their page anew."""
    wanted = kinds & PUSHED.keys()
    if not wanted:
        return {}
    found = Meeting.objects.select_related("puskesmas__place").get(pk=meeting)
    with override("id"), timezone.override(clock.zone(found.puskesmas.settings.get("zone", ""))):
        return {kind: PUSHED[kind](found) for kind in wanted}
