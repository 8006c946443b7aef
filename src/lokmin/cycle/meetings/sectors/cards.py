"""One page for one partner: only its own promises with their results, and the figures of its own area in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.followup.commitments.queries import CommitmentLine
from lokmin.cycle.meetings.sectors.support import RED
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries import default_month, month_table
from lokmin.cycle.monitoring.queries.problems import Issue, issues

#: So many figures and ended promises fit a page of half a sheet.
FIGURES, ENDED = 4, 6


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of the area in plain words: what is counted, how far it is, what is missing."""

    title: str
    sentence: str
    status: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the card shows. Nothing of any other partner, and no count small enough to point to a family."""

    partner: Partner
    area: str
    opened: tuple[CommitmentLine, ...]
    ended: tuple[CommitmentLine, ...]
    kept: int
    month: Month | None
    figures: tuple[Told, ...]

    @property
    def all(self) -> int:
        return len(self.opened) + len(self.ended)


def card(partner: Partner) -> Card:
    """The card of a partner as it is today. Guests read it: small counts are hidden as the office has chosen."""
    puskesmas = partner.puskesmas
    lines = promises.of_partner(puskesmas, partner.pk)
    ended = [a for a in lines if not a.open]
    month = default_month(puskesmas)
    area = partner.village.name if partner.village else puskesmas.name
    figures = _figures(partner, month, {a.indicator for a in lines if a.indicator}) if month else ()
    return Card(
        partner=partner,
        area=area,
        opened=tuple(a for a in lines if a.open),
        ended=tuple(ended[:ENDED]),
        kept=sum(a.status == "selesai" for a in ended),
        month=month,
        figures=figures,
    )


def _figures(partner: Partner, month: Month, promised: set[str]) -> tuple[Told, ...]:
    """The red figures of the area, those it has promised something for first."""
    puskesmas = partner.puskesmas
    guest = bool(puskesmas.settings.get("sembunyikan_kecil", True))
    red = [i for i in issues(month_table(puskesmas, month)) if i.row.status in RED]
    if partner.village is not None:
        red = [i for i in red if i.place.code == partner.village.code]
        chosen = sorted(red, key=lambda i: i.indicator.code not in promised)
    else:
        chosen = sorted(_one_each(red), key=lambda i: i.indicator.code not in promised)
    shown = [i for i in chosen if not (guest and (words.hides(i.row) or _few(i)))]
    return tuple(_told(i, partner, guest=guest) for i in shown[:FIGURES])


def _one_each(red: Sequence[Issue]) -> list[Issue]:
    """For a partner of the whole area: of each indicator the village that needs it most."""
    found: dict[str, Issue] = {}
    for issue in red:
        found.setdefault(issue.indicator.code, issue)
    return list(found.values())


def _few(issue: Issue) -> bool:
    """One to four people missing may point to one family."""
    return issue.row.gap_people is not None and 0 < issue.row.gap_people <= words.SMALL


def _told(issue: Issue, partner: Partner, *, guest: bool) -> Told:
    """``Penimbangan balita (D/S)``: ``baru 61,2 %, seharusnya sudah 75,0 %: kurang 40 balita``."""
    unit = words.unit(issue.indicator)
    place = "" if partner.village else f" {issue.place.name}"
    told = {
        "have": f"{words.percent_so_far(issue.row, guest=guest)}{unit}",
        "target": f"{words.target(issue.row)}{unit}",
        "gap": words.gap(issue.row, issue.indicator),
    }
    if issue.row.higher_is_better:
        sentence = _("baru %(have)s, seharusnya sudah %(target)s: %(gap)s") % told
    else:
        sentence = _("%(have)s, seharusnya paling banyak %(target)s: %(gap)s") % told
    return Told(f"{issue.indicator.name}{place}", sentence, issue.row.status.value)
