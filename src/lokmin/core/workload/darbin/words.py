"""Why a village went to somebody, what moved, how sure it is: in sentences anybody in the hall understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.workload.darbin.limits import Block, allowed, blocks
from lokmin.core.workload.darbin.loads import Scale, Value, carried, relative, value
from lokmin.core.workload.darbin.obstacles import km
from lokmin.core.workload.darbin.records import Division, Measure, Problem, Staff, Village


def unit(measure: Measure) -> str:
    """What a load is counted in: ``jiwa``."""
    return {
        Measure.PEOPLE: said("jiwa"), Measure.HOUSEHOLDS: said("KK"), Measure.MINUTES: said("menit sebulan"),
    }[measure]  # fmt: skip


def why_not(hard: frozenset[Block]) -> str:
    """The limits in the way, in words."""
    told = {
        Block.AWAY: said("cuti terlalu lama"),
        Block.FAR: said("di luar batas jarak"),
        Block.TIED: said("bidan desa di desa lain"),
        Block.OWNED: said("desa ini punya bidan desa sendiri"),
        Block.PINNED: said("desa ini diminta tetap pada PJ-nya"),
        Block.NEVER: said("menyatakan tidak bisa"),
    }
    return ", ".join(told[block] for block in sorted(hard))


@dataclass(frozen=True, slots=True)
class Choice:
    """One village of a proposal: from whom, to whom (names; ``before`` empty where it had no PJ), and why."""

    code: str
    village: str
    key: str
    name: str
    before: str
    moved: bool
    why: str


def unit_of(problem: Problem) -> str:
    """The unit of a problem; ``desa`` where nobody entered a size, as every village then counts as one."""
    measure = problem.limits.measure
    if measure is not Measure.MINUTES and len(Scale(problem).unknown) == len(problem.villages):
        return said("desa")
    return unit(measure)


def amount(load: int, problem: Problem) -> str:
    """``6.300 jiwa``."""
    return f"{indonesian(load)} {unit_of(problem)}"


def _times(load: int, average: int) -> str:
    return indonesian(load / average, 1)


def choices(problem: Problem, division: Division, names: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    """Every village in its order with the reason; ``names``: of present PJ who are no longer to choose from."""
    scale = Scale(problem)
    people = {s.key: s for s in problem.staff}
    called = {**(names or {}), **{s.key: s.name for s in problem.staff}}
    may = allowed(problem)
    loads_now = carried(scale, {v.code: v.now for v in problem.villages})
    after = carried(scale, division)
    found = []
    for village in problem.villages:
        taker = people[division[village.code]]
        moved = bool(village.now) and village.now != taker.key
        if moved:
            holder = people.get(village.now)
            why = _moved(scale, village, holder, loads_now, after)
        else:
            why = _stays(village, taker) or _given(problem, village, taker, may[village.code], after)
        if moved and len(may[village.code]) > 1:
            why += " " + _given(problem, village, taker, may[village.code], after)
        found.append(Choice(village.code, village.name, taker.key, taker.name, called.get(village.now, ""), moved, why))
    return tuple(found)


def _stays(village: Village, taker: Staff) -> str:
    if village.code in taker.own:
        return said("Bidan desa di desa ini.")
    if village.now != taker.key:
        return ""
    if village.pinned:
        return said("Diminta tetap.")
    if village.code in taker.wishes:
        return said("Tetap, dan diminta sendiri.")
    return said("Tetap: sudah dikenal dan bebannya sesuai.")


def _moved(
    scale: Scale, village: Village, holder: Staff | None, now: Mapping[str, int], after: Mapping[str, int]
) -> str:
    """Why it could not stay where it was."""
    if holder is None:
        return said("PJ sebelumnya tidak lagi dipilih.")
    hard = blocks(scale.problem, holder, village)
    if hard:
        return said("%(name)s tidak dapat lagi: %(why)s.") % {"name": holder.short, "why": why_not(hard)}
    before, then = (relative(loads[holder.key], holder.capacity) for loads in (now, after))
    if before > then:
        return said("Beban %(name)s %(before)s, %(times)s kali bagian rata; sesudahnya %(after)s.") % {
            "name": holder.short, "before": amount(now[holder.key], scale.problem), "times": _times(before, scale.fair),
            "after": amount(after[holder.key], scale.problem),
        }  # fmt: skip
    return said("Ditukar supaya beban semua lebih merata.")


def _given(problem: Problem, village: Village, taker: Staff, may: tuple[str, ...], after: Mapping[str, int]) -> str:
    """What speaks for the one who gets it."""
    name = {"name": taker.short}
    if village.code in taker.own:
        return said("%(name)s bidan desa di desa ini.") % name
    if may == (taker.key,):
        return said("Hanya %(name)s yang memenuhi semua batas.") % name
    if village.code in taker.wishes:
        return said("%(name)s memintanya sendiri.") % name
    way = problem.metres(taker, village)
    ways = [m for s in problem.staff if s.key in may and (m := problem.metres(s, village)) is not None]
    if way is not None and len(set(ways)) > 1 and way == min(ways):
        return said("%(name)s yang paling dekat (%(km)s).") % {**name, "km": km(way)}
    if village.code in taker.avoids:
        return said("%(name)s keberatan, tetapi tanpa desa ini beban yang lain menjadi terlalu besar.") % name
    return said("%(name)s sesudahnya memegang %(load)s.") % {
        **name, "load": amount(after[taker.key], problem),
    }  # fmt: skip


def unmet(problem: Problem, division: Division) -> tuple[str, ...]:
    """Wishes that are not met, each with the reason."""
    villages = {v.code: v for v in problem.villages}
    people = {s.key: s for s in problem.staff}
    found = []
    for staff in problem.staff:
        for code in staff.wishes:
            village = villages.get(code)
            if village is None or division[code] == staff.key:
                continue
            told = {"name": staff.short, "village": village.name, "other": people[division[code]].short}
            hard = blocks(problem, staff, village)
            if hard:
                found.append(said("%(name)s meminta %(village)s: %(why)s.") % {**told, "why": why_not(hard)})
            elif code in people[division[code]].wishes:
                found.append(said("%(name)s meminta %(village)s: diminta juga oleh %(other)s.") % told)
            else:
                found.append(said("%(name)s meminta %(village)s: beban yang merata atau jarak didahulukan.") % told)
    return tuple(found)


def present_value(problem: Problem) -> Value | None:
    """What the present division is worth; None where a village has no PJ among those to choose from."""
    keys = {s.key for s in problem.staff}
    if any(v.now not in keys for v in problem.villages):
        return None
    return value(Scale(problem), {v.code: v.now for v in problem.villages})


def summary(problem: Problem, worth: Value) -> str:
    """``Beban terbesar turun dari 9.240 menjadi 6.300 jiwa. 3 dari 12 desa berganti PJ. ...``"""
    now = present_value(problem)
    told = {"after": amount(worth.largest, problem), "before": indonesian(now.largest) if now else ""}
    if now and worth.largest < now.largest:
        first = said("Beban terbesar turun dari %(before)s menjadi %(after)s.") % told
    elif now and worth.largest == now.largest:
        first = said("Beban terbesar tetap %(after)s.") % told
    elif now:
        # The present one breaks a limit, else it would have been proposed.
        first = said("Beban terbesar naik dari %(before)s menjadi %(after)s karena batas yang dipilih.") % told
    else:
        first = said("Beban terbesar %(after)s.") % told
    parts = [first]
    if worth.moved:
        count = {"moved": worth.moved, "all": len(problem.villages)}
        parts.append(said("%(moved)d dari %(all)d desa berganti PJ.") % count)
    elif now:
        parts.append(said("Tidak ada desa yang berganti PJ."))
    if worth.broken:
        parts.append(said("%(n)d keinginan tidak terpenuhi.") % {"n": worth.broken})
    if worth.against:
        parts.append(said("%(n)d desa diberikan kepada yang keberatan.") % {"n": worth.against})
    return " ".join(parts)


def certainty(gap: int, *, ended: bool) -> str:
    """The stated gap in words; ``gap`` in permille above the proven bound."""
    told = {"gap": f"{indonesian(gap / 10, 1 if gap % 10 else 0)}\u00a0%"}
    if gap == 0:
        best = said("Tidak ada pembagian dengan beban terbesar yang lebih kecil.")
    else:
        best = said("Beban terbesar ini paling banyak %(gap)s di atas yang terkecil yang mungkin.") % told
    if ended:
        return best
    return f"{best} {said('Waktu mencari habis: ini yang terbaik yang ditemukan.')}"


def unknown(scale: Scale) -> str:
    """Villages that were counted as average because nobody entered their size; empty when all are known."""
    if scale.unknown and len(scale.unknown) == len(scale.problem.villages):
        return said("Belum ada angka penduduk atau KK satu desa pun; tiap desa dihitung sama besar.")
    names = ", ".join(v.name for v in scale.unknown)
    return said("Belum ada angka untuk %(names)s; dihitung sebesar rata-rata.") % {"names": names} if names else ""
