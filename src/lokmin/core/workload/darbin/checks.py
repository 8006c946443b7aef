"""Is everything shared out, exactly once, to people who are there, and fairly? (domain.md 5.3)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.findings import Finding, Severity
from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.periods import short_date
from lokmin.core.workload.darbin.limits import days_away
from lokmin.core.workload.darbin.records import Away, Limits, Staff


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody is PJ of a village or a programme, from a day to a day (both counted; None: until further notice)."""

    what: str
    key: str
    name: str
    since: dt.date
    until: dt.date | None = None
    backup: str = ""

    def on(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def one_holder(things: Mapping[str, str], held: Iterable[Held], start: dt.date, end: dt.date) -> tuple[Finding, ...]:
    """Every thing (code -> name) has exactly one PJ on every day of the period; gaps and doubles with their days."""
    rows = list(held)
    found = []
    for code, name in things.items():
        own = sorted((h for h in rows if h.what == code), key=lambda h: h.since)
        if not any(h.since <= end and (h.until is None or h.until >= start) for h in own):
            found.append(
                _error("tanpa-pj", code, said("%(what)s belum punya PJ. Tetapkan satu orang.") % {"what": name})
            )
            continue
        found += _gaps(code, name, own, start, end)
        found += _doubles(code, name, own, start, end)
    return tuple(found)


def _gaps(code: str, name: str, own: Sequence[Held], start: dt.date, end: dt.date) -> list[Finding]:
    found, free = [], start
    for held in own:
        if held.until is not None and held.until < free:
            continue
        if held.since > free and free <= end:
            last = min(held.since - dt.timedelta(days=1), end)
            found.append(_gap(code, name, free, last))
        if held.until is None:
            return found
        free = max(free, held.until + dt.timedelta(days=1))
    if free <= end:
        found.append(_gap(code, name, free, end))
    return found


def _gap(code: str, name: str, first: dt.date, last: dt.date) -> Finding:
    told = {"what": name, "first": short_date(first), "last": short_date(last)}
    return _error(
        "pj-terputus", code, said("%(what)s tanpa PJ dari %(first)s sampai %(last)s. Tetapkan PJ-nya.") % told
    )


def _doubles(code: str, name: str, own: Sequence[Held], start: dt.date, end: dt.date) -> list[Finding]:
    found = []
    for number, one in enumerate(own):
        for other in own[number + 1 :]:
            first, last = max(one.since, other.since, start), min(one.until or end, other.until or end, end)
            if first <= last:
                told = {"what": name, "one": one.name, "other": other.name, "first": short_date(first)}
                found.append(
                    _error(
                        "dua-pj", code,
                        said("%(what)s punya dua PJ sejak %(first)s: %(one)s dan %(other)s. Akhiri salah satu.") % told,
                    )
                )  # fmt: skip
    return found


def absences(
    held: Iterable[Held], away: Mapping[str, tuple[Away, ...]], limits: Limits, things: Mapping[str, str]
) -> tuple[Finding, ...]:
    """PJ on long leave in the period: an error without somebody in their place, else only told."""
    found = []
    for one in held:
        days = days_away(away.get(one.key, ()), limits)
        if days < limits.long_leave or not _overlaps(one, limits):
            continue
        told = {"name": one.name, "what": things.get(one.what, one.what), "days": days, "backup": one.backup}
        if one.backup:
            told_line = said("%(name)s (PJ %(what)s) tidak ada %(days)d hari; digantikan %(backup)s.") % told
            found.append(Finding(Severity.INFO, "pj-cuti-diganti", told_line, place=one.what))
        else:
            alone = said(
                "%(name)s (PJ %(what)s) tidak ada %(days)d hari tanpa pengganti. Tunjuk pengganti atau PJ lain."
            )
            found.append(_error("pj-cuti", one.what, alone % told))
    return tuple(found)


def _overlaps(held: Held, limits: Limits) -> bool:
    return held.since <= limits.end and (held.until is None or held.until >= limits.start)


def spread(loads: Mapping[str, int], names: Mapping[str, str], unit: str, permille: int) -> Finding | None:
    """The largest load when it is far above the average of those who carry something; None when fair."""
    carrying = {key: load for key, load in loads.items() if load > 0}
    if len(carrying) < 2:
        return None
    total = sum(carrying.values())
    key = max(sorted(carrying), key=lambda k: carrying[k])
    if carrying[key] * 1000 * len(carrying) <= permille * total:
        return None
    told = {
        "name": names[key], "load": indonesian(carrying[key]), "unit": unit,
        "times": indonesian(carrying[key] * len(carrying) / total, 1),
        "average": indonesian(-(-total // len(carrying))),
    }  # fmt: skip
    sentence = said("%(name)s memegang %(load)s %(unit)s, %(times)s kali rata-rata (%(average)s). Coba usul pembagian.")
    return Finding(Severity.WARNING, "beban-tidak-rata", sentence % told)


def strangers(held: Iterable[Held], staff: Iterable[Staff], villages: Mapping[str, str]) -> tuple[Finding, ...]:
    """A bidan desa who is PJ of another village than her own."""
    own = {s.key: s.own for s in staff if s.own}
    return tuple(
        Finding(
            Severity.WARNING, "bidan-desa-lain",
            said("%(name)s bidan desa, tetapi menjadi PJ %(village)s. Pastikan ini disengaja.")
            % {"name": h.name, "village": villages.get(h.what, h.what)}, place=h.what,
        )
        for h in held if h.key in own and h.what not in own[h.key]
    )  # fmt: skip


def without_task(staff: Mapping[str, str], busy: Iterable[str]) -> Finding | None:
    """Staff (key -> name) with no programme and no village: the agreement wants a task for everybody."""
    working = set(busy)
    idle = [name for key, name in staff.items() if key not in working]
    if not idle:
        return None
    shown = ", ".join(idle[:6]) + (said(", dan %(n)d lainnya") % {"n": len(idle) - 6} if len(idle) > 6 else "")
    told = {"n": len(idle), "names": shown}
    sentence = said("%(n)d orang belum punya tugas program atau desa: %(names)s.") % told
    return Finding(Severity.WARNING, "tanpa-tugas", sentence)


def _error(code: str, place: str, sentence: str) -> Finding:
    return Finding(Severity.ERROR, code, sentence, place=place)
