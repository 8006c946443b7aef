"""What has changed between two lists of the PKP, in sentences a KTU reads before taking the new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lokmin.core.assessment.definitions import UNITS, Bundle, Groups, Node, Rule, Sub
from lokmin.core.assessment.figures import figure, units
from lokmin.core.language import said


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``kind``: ``baru``, ``hilang`` or ``berubah``; ``code`` empty where it is of the whole list."""

    kind: str
    code: str
    name: str
    what: str = ""


def differences(old: Bundle, new: Bundle) -> tuple[Change, ...]:
    """All that scores otherwise, or is named otherwise, in the order of the new list; what is gone comes last."""
    found = [Change("berubah", "", name, what) for name, what in _whole(old, new)]
    nodes = {path[-1].code: path[-1] for path in old.nodes()}
    for path in new.nodes():
        node = path[-1]
        before = nodes.pop(node.code, None)
        if before is None:
            found.append(Change("baru", node.code, node.name, node.level))
        elif what := _node(before, node):
            found.append(Change("berubah", node.code, node.name, what))
        for child in node.children:
            if not isinstance(child, Sub):
                continue
            known = old.subs.get(child.code)
            if known is None:
                found.append(Change("baru", child.code, child.name, _short(child)))
            elif what := _sub(known, child, _above(old, child.code), node.code):
                found.append(Change("berubah", child.code, child.name, what))
    found += [Change("hilang", node.code, node.name, node.level) for node in nodes.values()]
    found += [
        Change("hilang", sub.code, sub.name, _short(sub)) for sub in old.subs.values() if sub.code not in new.subs
    ]
    return tuple(found)


def _above(bundle: Bundle, code: str) -> str:
    return bundle.path(code)[-1].code


def _whole(old: Bundle, new: Bundle) -> list[tuple[str, str]]:
    found = []
    for name, before, after in (
        (said("Nama susunan"), old.name, new.name), (said("Sumber"), old.source, new.source),
        (said("Ambang pelayanan"), _limits(old.service), _limits(new.service)),
        (said("Ambang manajemen"), _limits(old.management), _limits(new.management)),
    ):  # fmt: skip
        if before != after:
            found.append((name, _turned(before, after)))
    return found


def _limits(groups: Groups) -> str:
    return f"{figure(groups.good)} / {figure(groups.fair)}"


def _node(old: Node, new: Node) -> str:
    return _parts(
        (said("nama"), old.name, new.name), (said("bobot"), str(old.weight), str(new.weight)),
        (said("bagian"), old.aspect.value, new.aspect.value), (said("tingkat"), old.level, new.level),
    )  # fmt: skip


def _sub(old: Sub, new: Sub, before: str, after: str) -> str:
    return _parts(
        (said("nama"), old.name, new.name), (said("aturan"), old.rule.value, new.rule.value),
        (said("target"), _target(old), _target(new)), (said("bobot"), str(old.weight), str(new.weight)),
        (said("satuan"), old.unit, new.unit), (said("capaian"), old.indicator, new.indicator),
        (said("letak"), before, after),
        (said("rincian"), _detail(old), _detail(new)),
        (said("menit per satuan"), str(old.effort), str(new.effort)),
        (said("setahun"), said("ya") if old.yearly else said("tidak"), said("ya") if new.yearly else said("tidak")),
    )  # fmt: skip


def _parts(*parts: tuple[str, Any, Any]) -> str:
    return "; ".join(f"{name} {_turned(old, new)}" for name, old, new in parts if old != new)


def _turned(old: str, new: str) -> str:
    return f"{old or '–'} → {new or '–'}"


def _target(sub: Sub) -> str:
    return f"{figure(units(sub.target))} {UNITS[sub.factor]}".strip()


def _detail(sub: Sub) -> str:
    if sub.bands is not None:
        return ", ".join(f"{figure(b.lower)}–{figure(b.upper)} = {b.score}" for b in sub.bands.bands)
    return ", ".join(f"{s.score}: {s.text}" for s in sub.steps)


def _short(sub: Sub) -> str:
    return said("skala") if sub.rule is Rule.SCALE else _target(sub)
