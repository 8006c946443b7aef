"""What phones post: the answers to a test, what a group brought. Runs inside the writer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.learning import operations, teams
from lokmin.cycle.meetings.models import Knowledge, TeamGroup
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.room.views import Done


def answer(present: Present, data: QueryDict, *, pk: int) -> Done:
    """``tahap`` and one ``j<n>`` for each question; a second post of the same test changes nothing."""
    found = Knowledge.objects.select_related("item__meeting").filter(pk=pk, item__meeting_id=present.meeting.pk).first()
    if found is None:
        raise ValidationError(_("Tes ini tidak ada lagi. Muat ulang halaman ini."))
    count = found.questions.count()
    given = [
        int(v) if v.isdecimal() and len(v) < 3 else -1 for n in range(1, count + 1) if (v := data.get(f"j{n}", ""))
    ]
    made = operations.answer(knowledge=found, voice=present.attendance, phase=data.get("tahap", "")[:4], answers=given)
    if made.phase == "post":
        return Done(
            _("Terkirim. %(n)s dari %(of)s benar") % {"n": made.right, "of": count}, "tes", {"benar": made.right}
        )
    return Done(_("Terkirim. Hasilnya sesudah tes akhir"), "tes")


def group_result(present: Present, data: QueryDict, *, pk: int) -> Done:
    """``hasil``, and ``seen``: the mark of the text the phone showed."""
    found = TeamGroup.objects.select_related("team__item__meeting").filter(
        pk=pk, team__item__meeting_id=present.meeting.pk
    ).first()  # fmt: skip
    if found is None:
        raise ValidationError(_("Kelompok sudah dibagi ulang. Muat ulang halaman ini."))
    saved = teams.save_result(
        group=found, text=data.get("hasil", ""), seen=data.get("seen", ""), voice=present.attendance
    )
    return Done(anchor="kelompok", data={"seen": teams.digest(saved.result)})
