"""The writes of a dinamika kelompok: the activity, groups made by chance, what each group brought."""

from __future__ import annotations

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.groups import Member, divide, how_many
from lokmin.cycle.centre import audit
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Meeting, TeamBuilding, TeamGroup
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.room.events import tell

LONGEST_RESULT = 2000
SIZES = range(2, 51)


@transaction.atomic
def save_team(*, item: AgendaItem, by: Person, activity: str, aim: str = "", steps: str = "",
              lesson: str = "") -> TeamBuilding:  # fmt: skip
    """Write what is played, why and how; afterwards what all learned of it.

    Raises:
        ValidationError: without a name, or when closed.
    """
    meeting = not_closed(item.meeting)
    if not activity.strip():
        raise ValidationError({"activity": _("Tulis nama kegiatannya.")})
    made = TeamBuilding.objects.filter(item=item).first() or TeamBuilding(item=item)
    made.activity, made.aim, made.steps, made.lesson = activity.strip(), aim.strip(), steps.strip(), lesson.strip()
    made.save()
    tell(meeting, "kelompok", butir=item.pk)
    _told(meeting, by, f"menyiapkan kegiatan kelompok “{made.activity}”", made)
    return made


def members(meeting: Meeting) -> list[Member]:
    """Those who are in the room, with the unit and profession the list or the office knows of them."""
    here = meeting.attendance.filter(status="hadir").select_related("person").prefetch_related("person__memberships")
    return [Member(a.pk, _unit(a), _profession(a)) for a in here]


def _unit(line: Attendance) -> str:
    if line.unit or line.institution:
        return line.unit or line.institution
    membership = next((m for m in line.person.memberships.all() if m.klaster), None) if line.person else None
    return f"klaster {membership.klaster}" if membership else ""


def _profession(line: Attendance) -> str:
    said = line.profession or line.shown_job
    return said.split()[0].casefold() if said else ""


@transaction.atomic
def divide_room(*, team: TeamBuilding, by: Person, size: int, seed: str) -> list[TeamGroup]:
    """Put those present into groups of about ``size``; the seed is written down, so that anybody can do it again.

    Raises:
        ValidationError: unless the meeting runs, when too few are in, or when a group has written its result.
    """
    meeting = running(team.item.meeting)
    if size not in SIZES:
        told = {"least": SIZES.start, "most": SIZES.stop - 1}
        raise ValidationError(_("Besar kelompok %(least)s sampai %(most)s orang.") % told)
    people = members(meeting)
    if len(people) < 2:
        told = {"n": len(people)}
        raise ValidationError(_("Baru %(n)s orang yang tercatat hadir; kelompok perlu sedikitnya 2.") % told)
    if team.groups.exclude(result="").exists():
        raise ValidationError(_("Sudah ada kelompok yang menulis hasil, jadi kelompok tidak dibagi lagi."))
    dealt = divide(people, how_many(len(people), size), seed)
    team.groups.all().delete()
    made = []
    for number, keys in enumerate(dealt, 1):
        group = TeamGroup.objects.create(team=team, number=number)
        group.members.set(keys)
        made.append(group)
    tell(meeting, "kelompok", butir=team.item_id, kelompok=len(made))
    _told(meeting, by, f"membagi {len(people)} orang menjadi {len(made)} kelompok dengan benih {seed}", team)
    return made


def digest(text: str) -> str:
    """Marks the text a writer saw, so that two who write at once are told."""
    return sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def save_result(*, group: TeamGroup, text: str, seen: str, by: Person | None = None, voice: Attendance | None = None,
                name: str | None = None, task: str | None = None) -> TeamGroup:  # fmt: skip
    """What a group brought, typed at the desk or by one of its members; ``seen``: digest of the text they saw.

    Raises:
        ValidationError: when closed, not of the group, too long, or when somebody else has written meanwhile.
    """
    meeting = not_closed(group.team.item.meeting)
    if by is None and (voice is None or not group.members.filter(pk=voice.pk).exists()):
        raise ValidationError(_("Hasil ditulis oleh anggota kelompok itu sendiri."))
    text = text.strip()
    if len(text) > LONGEST_RESULT:
        told = {"n": len(text), "most": LONGEST_RESULT}
        raise ValidationError(_("Hasil %(n)s huruf; paling panjang %(most)s. Ringkas dulu.") % told)
    fresh = TeamGroup.objects.select_for_update().get(pk=group.pk)
    if fresh.result == text and name in (None, fresh.name) and task in (None, fresh.task):
        return fresh
    if fresh.result != text and digest(fresh.result) != seen:
        theirs = {"text": short(fresh.result, 200) or _("(kosong)")}
        raise ValidationError(
            _("Anggota lain sudah menulis: “%(text)s”. Muat ulang halaman ini, gabungkan, lalu kirim lagi.") % theirs
        )
    fresh.result = text
    fresh.name = fresh.name if name is None else name.strip()
    fresh.task = fresh.task if task is None else task.strip()
    fresh.save()
    tell(meeting, "kelompok", butir=group.team.item_id)
    if by is not None:
        _told(meeting, by, f"menulis hasil {fresh}", fresh)
    return fresh


def _told(meeting: Meeting, by: Person, what: str, about: object) -> None:
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="lokmin.kelompok", about=about,
        sentence=f"{by} {what} ({meeting.title}).",
    )  # fmt: skip
