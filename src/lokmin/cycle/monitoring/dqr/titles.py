"""Titles of the data-quality pages that say the finding, and words of their cells."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Dimension, Grade, Outcome, Score
from lokmin.core.quality.stress import Stress
from lokmin.core.quality.twosources import Compared
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr.desk import Desk
from lokmin.cycle.monitoring.dqr.flags import State
from lokmin.cycle.monitoring.dqr.queries import MeetingQuality

GRADES: dict[Grade, str | Promise] = {
    Grade.GOOD: gettext_lazy("baik"),
    Grade.FAIR: gettext_lazy("cukup"),
    Grade.POOR: gettext_lazy("perlu dibenahi"),
    Grade.NONE: gettext_lazy("belum dapat dinilai"),
}
DIMENSIONS: dict[Dimension, str | Promise] = {
    Dimension.REPORTING: gettext_lazy("Kelengkapan laporan"),
    Dimension.TIMELINESS: gettext_lazy("Ketepatan waktu"),
    Dimension.INDICATOR: gettext_lazy("Kelengkapan angka"),
    Dimension.OUTLIERS: gettext_lazy("Angka yang menyimpang"),
    Dimension.OVER_TIME: gettext_lazy("Kesesuaian antarwaktu"),
    Dimension.RELATED: gettext_lazy("Kesesuaian antarindikator"),
    Dimension.EXTERNAL: gettext_lazy("Kesesuaian dengan survei"),
    Dimension.DENOMINATORS: gettext_lazy("Kesesuaian sasaran"),
}
OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.PASS: gettext_lazy("lulus"),
    Outcome.FAIL: gettext_lazy("perlu diperiksa"),
    Outcome.UNKNOWN: gettext_lazy("belum dapat dinilai"),
}
STATES: dict[State, str | Promise] = {
    State.OPEN: gettext_lazy("belum dijawab"),
    State.CHECKING: gettext_lazy("sedang dicek"),
    State.ANSWERED: gettext_lazy("terjawab"),
    State.CORRECTED: gettext_lazy("diperbaiki"),
}
SCENARIOS: dict[str, str | Promise] = {
    "riil": gettext_lazy("Pendataan riil"),
    "proyeksi": gettext_lazy("Proyeksi penduduk"),
    "sk": gettext_lazy("SK Dinas Kesehatan"),
    "lebih": gettext_lazy("10 % lebih besar"),
    "kurang": gettext_lazy("10 % lebih kecil"),
}


def score(found: Score) -> str:
    """``86, cukup``; ``belum dapat dinilai``."""
    grade = str(GRADES[found.grade])
    return grade if found.points is None else f"{found.points}, {grade}"


def desk(found: Desk) -> str:
    """``Mutu data April 2026: 84, cukup; paling lemah Gizi (61)``."""
    month, whole = words.month_year(found.table.month), found.score()
    told = {"month": month, "score": score(whole)}
    judged = [(p, s.points) for p in found.programmes if (s := found.score(p)).points is not None]
    weakest = min(judged, key=lambda item: item[1] or 0, default=None)
    if weakest is None or len(judged) < 2:
        return _("Mutu data %(month)s: %(score)s") % told
    told |= {"programme": words.programme(weakest[0]), "points": str(weakest[1])}
    return _("Mutu data %(month)s: %(score)s; paling lemah %(programme)s (%(points)s)") % told


def meeting(found: MeetingQuality) -> str:
    """``Mutu data Gizi April 2026: 91, baik; 2 pertanyaan belum dijawab``."""
    told = {
        "name": found.name,
        "month": words.month_year(found.month),
        "score": score(found.score),
        "n": indonesian(len(found.open)),
    }
    title = (
        _("Mutu data %(name)s %(month)s: %(score)s") if found.programme else _("Mutu data %(month)s: %(score)s")
    ) % told
    return title + (_("; %(n)s pertanyaan belum dijawab") % told if found.open else _("; semua pertanyaan terjawab"))


def stress(found: Stress) -> str:
    """``14 dari 264 angka berganti status bila memakai sasaran pendataan riil``."""
    name = str(SCENARIOS[found.scenario.code])
    told = {
        "n": indonesian(len(found.turned)),
        "all": indonesian(found.judged),
        "name": name[:1].lower() + name[1:] if found.scenario.code != "sk" else name,
    }
    if not found.replaced:
        return _("Belum ada sasaran %(name)s, jadi belum dapat diuji") % told
    if not found.turned:
        return _("Tidak satu pun dari %(all)s angka berganti status bila memakai sasaran %(name)s") % told
    return _("%(n)s dari %(all)s angka berganti status bila memakai sasaran %(name)s") % told


def two_sources(compared: Compared | None) -> str:
    """``12 dari 96 angka berbeda dengan ASIK``."""
    if compared is None:
        return _("Belum ada sumber pembanding")
    both = len(compared.differing) + compared.agreeing
    told = {"n": indonesian(len(compared.differing)), "all": indonesian(both), "source": compared.source}
    if not compared.differing:
        return _("Semua %(all)s angka sama dengan %(source)s") % told
    return _("%(n)s dari %(all)s angka berbeda dengan %(source)s") % told


def number(name: str, place: str, period: str, value: str) -> str:
    """``K1 Watubelah April 2026: 12``; without a value ``Laporan Watubelah April 2026``."""
    when = words.month_year(Month.parse(period)) if len(period) == 7 else period
    told = {"what": name, "place": place, "when": when, "value": value}
    return (_("%(what)s %(place)s %(when)s: %(value)s") if value else _("%(what)s %(place)s %(when)s")) % told
