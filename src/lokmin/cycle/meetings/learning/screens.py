"""The screens of the wall: the open test, what was gained, the material, the groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.learning.queries import Taught, Team, for_desk
from lokmin.cycle.meetings.models import Meeting

#: Rows a screen has room for: lines of two, groups of two.
LINES, GROUPS = 5, 5


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen; ``rest`` counts in words what is left out."""

    key: str
    title: str
    template: str
    data: Any
    rest: str = ""
    source: str = ""


def for_hall(meeting: Meeting) -> list[Screen]:
    """Tests first, then material, then groups: of the point that runs before the others."""
    found = for_desk(meeting)
    screens: list[Screen] = []
    for taught in found.taught:
        screens += _taught(taught)
    for team in found.teams:
        screens += _team(team)
    return screens


def _taught(taught: Taught) -> list[Screen]:
    knowledge, made = taught.knowledge, []
    said = {"topic": Truncator(knowledge.topic).chars(60, truncate="…"), "n": taught.gain.of}
    if knowledge.phase == "pre":
        title = _("Tes awal “%(topic)s”: jawab %(n)s soal di telepon Anda") % said
        made.append(Screen("tes", title, "meetings/learning/hall.html", taught, source=knowledge.topic))
    elif knowledge.phase == "post":
        title = _("Tes akhir “%(topic)s”: jawab %(n)s soal di telepon Anda") % said
        made.append(Screen("tes", title, "meetings/learning/hall.html", taught, source=knowledge.topic))
    elif taught.gain.post:
        made.append(
            Screen(
                f"tes-hasil-{taught.item.pk}", taught.gain.sentence, "meetings/learning/hall_gain.html", taught,
                source=knowledge.topic,
            )
        )  # fmt: skip
    if taught.lines:
        left = len(taught.lines) - LINES
        rest = _("%(n)s baris lagi di telepon Anda") % {"n": left} if left > 0 else ""
        lines = [Truncator(line).chars(150, truncate="…") for line in taught.lines[:LINES]]
        made.append(
            Screen(f"tes-materi-{taught.item.pk}", knowledge.topic, "meetings/learning/hall_material.html", lines, rest)
        )
    return made


def _team(team: Team) -> list[Screen]:
    key, pk = "kelompok", team.item.pk
    if not team.groups:
        if not (team.steps or team.team.aim):
            return []
        lines = [Truncator(s).chars(130, truncate="…") for s in team.steps[:LINES]]
        return [Screen(f"{key}-{pk}", team.team.activity, "meetings/learning/hall_material.html", lines)]
    told = sum(bool(g.result) for g, _names in team.groups)
    said = {"what": team.team.activity, "told": told, "all": len(team.groups)}
    if told:
        title = _("%(what)s: %(told)s dari %(all)s kelompok sudah menulis hasil") % said
    else:
        title = _("%(what)s: cari kelompok Anda") % said
    pieces = [team.groups[i : i + GROUPS] for i in range(0, len(team.groups), GROUPS)]
    return [
        Screen(f"{key}-{pk}-{n}", title, "meetings/learning/hall_groups.html", piece)
        for n, piece in enumerate(pieces, 1)
    ]
