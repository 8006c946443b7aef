"""The closing gate: what a meeting still lacks before its minutes can be closed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.models import Ballot, Meeting, NoteRevision
from lokmin.cycle.meetings.sectors import statement


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing missing: a stable code, a sentence, and the action or note it is about (0 = the meeting)."""

    code: str
    sentence: str
    action: int = 0
    note: int = 0


def lacks(meeting: Meeting) -> list[Lack]:
    """All that keeps the minutes open; empty when they can be closed."""
    found = []
    if meeting.leader_id is None:
        found.append(Lack("pemimpin", _("Pemimpin rapat belum dicatat.")))
    if meeting.notulis_id is None:
        found.append(Lack("notulis", _("Notulis belum dicatat.")))
    found += [
        Lack(
            "dua-naskah",
            _("Catatan pukul %(at)s punya dua naskah yang belum disatukan.")
            % {"at": f"{timezone.localtime(rival.note.at):%H.%M}"},
            note=rival.note_id,
        )
        for rival in open_rivals(meeting)
    ]
    found += [
        Lack("suara-dibuka", _("“%(what)s” masih dibuka untuk dinilai. Tutup atau batalkan dulu.") % {"what": ballot})
        for ballot in meeting.ballots.filter(state=Ballot.OPEN)
    ]
    rtl = followup.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)
    # Across sectors the partners' promises are what follows; an RTL of the house may come beside them.
    promised = statement.is_sectoral(meeting) and bool(statement.promised(meeting))
    if not rtl and not promised and not meeting.close_reason:
        found.append(Lack("tanpa-rtl", _("Belum ada RTL. Tambah RTL, atau tulis mengapa tidak ada.")))
    if statement.lacks_commitment(meeting):
        found.append(
            Lack("tanpa-komitmen", _("Belum ada janji lintas sektor. Catat janji mitra, atau tulis mengapa tidak ada."))
        )
    found += [
        Lack(
            "rtl-kurang",
            _("RTL %(n)s, %(action)s: belum ada %(what)s.")
            % {"n": n, "action": line.activity, "what": ", ".join(line.lacks)},
            action=line.pk,
        )
        for n, line in enumerate(rtl, 1)
        if line.lacks and not line.missing_reason and line.status != "dibatalkan"
    ]
    return found


def open_rivals(meeting: Meeting) -> list[NoteRevision]:
    """Texts that lost a race and wait to be merged."""
    return list(
        NoteRevision.objects.filter(note__meeting=meeting, rival=True, settled_by=None).select_related("note", "author")
    )
