"""Why no division is possible: which limit stands in the way, and how much to relax it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.workload.darbin.greedy import greedy
from lokmin.core.workload.darbin.limits import Block, allowed, blocks, room
from lokmin.core.workload.darbin.records import Problem, Staff, Village


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason, as a sentence with its next step.

    Attributes:
        metres, most: the least limit with which this reason is gone; None where the limit does not help.
    """

    sentence: str
    metres: int | None = None
    most: int | None = None


def obstacles(problem: Problem) -> tuple[Obstacle, ...]:
    """Empty when a division exists; otherwise at least one reason."""
    if not problem.villages:
        return (Obstacle(said("Belum ada desa. Isi desa di Pengaturan, Wilayah.")),)
    if not problem.staff:
        return (Obstacle(said("Belum ada petugas yang dapat menjadi PJ. Pilih sedikitnya satu orang.")),)
    if greedy(problem) is not None:
        return ()
    may = allowed(problem)
    lonely = [v for v in problem.villages if not may[v.code]]
    if lonely:
        return tuple(_nobody(problem, village) for village in lonely)
    return (_crowded(problem),)


def _nobody(problem: Problem, village: Village) -> Obstacle:
    """A village that every limit together keeps from everybody."""
    held = {s.key: blocks(problem, s, village) for s in problem.staff}
    only_far = [s for s in problem.staff if held[s.key] == {Block.FAR}]
    told = {"village": village.name}
    if village.pinned and all(Block.PINNED in found for key, found in held.items() if key != village.now):
        holder = next((s for s in problem.staff if s.key == village.now), None)
        return Obstacle(
            said("%(village)s diminta tetap pada %(name)s, yang tidak dapat menjadi PJ. Lepas tanda tetapnya.")
            % {**told, "name": holder.short if holder else said("petugas yang tidak ada lagi")}
        )
    if only_far:
        near = min(only_far, key=lambda s: (problem.metres(s, village) or 0, s.key))
        way = problem.metres(near, village) or 0
        if near.metres is not None and way > near.metres:
            return Obstacle(
                said("%(village)s terlalu jauh untuk semua. Yang terdekat %(name)s, %(way)s; batasnya sendiri %(own)s.")
                % {**told, "name": near.short, "way": km(way), "own": km(near.metres)}
            )
        return Obstacle(
            said("%(village)s terlalu jauh untuk semua. Yang terdekat %(name)s, %(way)s. Longgarkan batas jarak"
                 " menjadi %(limit)s.")
            % {**told, "name": near.short, "way": km(way), "limit": km(_whole_km(way))}, metres=_whole_km(way),
        )  # fmt: skip
    away = [s.short for s in problem.staff if Block.AWAY in held[s.key] and not held[s.key] - {Block.AWAY, Block.FAR}]
    if away:
        return Obstacle(
            said("%(village)s: yang dapat memegangnya (%(names)s) cuti terlalu lama. Pilih petugas lain, atau"
                 " longgarkan batas lama cuti.")
            % {**told, "names": _names(away)}
        )  # fmt: skip
    cannot = [s.short for s in problem.staff if Block.NEVER in held[s.key]]
    if cannot:
        return Obstacle(
            said("%(village)s: %(names)s menyatakan tidak bisa, dan tidak ada petugas lain. Bicarakan, atau"
                 " pilih petugas lagi.")
            % {**told, "names": _names(cannot)}
        )  # fmt: skip
    return Obstacle(
        said("%(village)s: semua petugas yang dipilih adalah bidan desa di desa lain. Pilih seorang petugas lagi.")
        % told
    )


def _crowded(problem: Problem) -> Obstacle:
    """Too few places: a group of villages that only a few people may get (a set that breaks Hall's condition)."""
    may = allowed(problem)
    there = [s for s in problem.staff if any(s.key in keys for keys in may.values())]
    short = sum(room(s, problem) for s in there) < len(problem.villages)
    villages, staff = (problem.villages, there) if short else _tight(problem)
    places = sum(room(s, problem) for s in staff)
    told = {
        "count": len(villages), "villages": _names(v.name for v in villages), "names": _names(s.short for s in staff),
        "places": places, "people": len(staff),
    }  # fmt: skip
    if len(villages) == len(problem.villages):
        opening = said("%(count)d desa, tetapi %(people)d orang hanya boleh memegang %(places)d desa.") % told
    else:
        opening = (
            said("%(count)d desa (%(villages)s) hanya dapat dipegang %(names)s, yang bersama-sama boleh memegang"
                 " %(places)d desa.")
            % told
        )  # fmt: skip
    most, metres = _enough_most(problem), _enough_metres(problem)
    steps = []
    if most is not None:
        steps.append(said("naikkan batas menjadi %(most)d desa seorang") % {"most": most})
    if metres is not None:
        steps.append(said("longgarkan batas jarak menjadi %(km)s") % {"km": km(metres)})
    steps.append(said("pilih petugas lagi"))
    said_steps = f" {said('atau')} ".join(steps)
    return Obstacle(f"{opening} {said_steps[0].upper()}{said_steps[1:]}.", metres, most)


def _tight(problem: Problem) -> tuple[Sequence[Village], Sequence[Staff]]:
    """A group that cannot be made smaller: villages are dropped while the rest still cannot be shared out."""
    left = list(problem.villages)
    for village in problem.villages:
        fewer = [v for v in left if v.code != village.code]
        if fewer and greedy(replace(problem, villages=tuple(fewer))) is None:
            left = fewer
    may = allowed(problem)
    keys = {key for v in left for key in may[v.code]}
    return left, [s for s in problem.staff if s.key in keys]


def _enough_most(problem: Problem) -> int | None:
    """The least number of villages a person with which a division exists; None when own limits stand in the way."""
    if problem.limits.most is None:
        return None
    for most in range(problem.limits.most + 1, len(problem.villages) + 1):
        if greedy(replace(problem, limits=replace(problem.limits, most=most))) is not None:
            return most
    return None


def _enough_metres(problem: Problem) -> int | None:
    """The least limit of distance (whole kilometres) with which a division exists; None when it does not help."""
    if problem.limits.metres is None:
        return None
    ways = {problem.metres(s, v) or 0 for s in problem.staff for v in problem.villages}
    for way in sorted({_whole_km(w) for w in ways if w > problem.limits.metres}):
        if greedy(replace(problem, limits=replace(problem.limits, metres=way))) is not None:
            return way
    return None


def km(metres: int) -> str:
    """``17,4 km``."""
    return f"{indonesian(metres / 1000, 0 if metres % 1000 == 0 else 1)}\u00a0km"


def _whole_km(metres: int) -> int:
    return -(-metres // 1000) * 1000


def _names(names: Iterable[str]) -> str:
    found = list(names)
    shown = found if len(found) <= 5 else [*found[:4], said("%(n)d lainnya") % {"n": len(found) - 4}]
    return ", ".join(shown)
