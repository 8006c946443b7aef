"""Words that the four pictures of causes share: what marks a root, and each picture told as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lokmin.core.indicators.words import number
from lokmin.core.language import said
from lokmin.core.problems.causes import Bone, Branch, CauseNode, ProblemTree, Step, WhyChain

#: Stands in every box of an agreed root cause: never by the edge alone.
ROOT = "Akar masalah"


def root_lead(node: CauseNode) -> str:
    """The bold word above a root cause; empty for others."""
    return said(ROOT) if node.root else ""


def css_of(narrow: bool) -> str:
    """The class that shows a drawing on the screens it was made for."""
    return "only-narrow" if narrow else "only-wide"


def named(node: CauseNode) -> str:
    """A cause as it is read aloud."""
    return f"{node.text} ({said(ROOT).lower()})" if node.root else node.text


def bones_said(bones: Sequence[Bone]) -> str:
    """``Manusia: kader dua orang; bidan cuti. Dana: belum disebut.``"""
    parts = [
        f"{said(bone.name)}: {'; '.join(named(node) for _, node in bone.causes) or said('belum disebut')}."
        for bone in bones
    ]
    return " ".join(parts)


def tree_said(tree: ProblemTree) -> str:
    """Effects, then causes, each with what stands under it in brackets."""
    effects = "; ".join(_branch(branch) for branch in tree.effects) or said("belum disebut")
    causes = "; ".join(_branch(branch) for branch in tree.causes) or said("belum disebut")
    return f"{said('Akibat')}: {effects}. {said('Sebab')}: {causes}."


def _branch(branch: Branch) -> str:
    below = "; ".join(_branch(one) for one in branch.below)
    return f"{named(branch.node)} [{below}]" if below else named(branch.node)


def chains_said(chains: Sequence[WhyChain]) -> str:
    """Every chain of why in one sentence."""
    if not chains:
        return said("Belum ada penyebab.")
    return " ".join(f"{', '.join(named(node) for node in (chain.answers))}." for chain in chains)


def percent(share: Fraction) -> str:
    """``92 %``, ``70,7 %``."""
    value = share * 100
    return f"{number(value, 0 if value.denominator == 1 else 1)} %"


def level_words(step: Step) -> str:
    """``276 dari 300 (DPT1)``; that there is no number where there is none."""
    if step.level is None:
        return said("belum ada angka")
    counted = said("%(reached)s dari %(of)s") % {"reached": number(step.level.reached), "of": number(step.level.of)}
    return f"{counted} ({step.level.label})" if step.level.label else counted


def loss_words(step: Step) -> str:
    """``hilang 21 poin``; where the level is higher than the one before it, that is said; empty for no change."""
    if step.lost is None or step.lost == 0:
        return ""
    points = abs(step.lost) * 100
    words = number(points, 0 if points.denominator == 1 else 1)
    if step.lost < 0:
        return said("lebih tinggi %(n)s poin daripada langkah sebelumnya; periksa angkanya") % {"n": words}
    text = said("Putus di sini: hilang %(n)s poin") if step.breaks else said("hilang %(n)s poin")
    return text % {"n": words}


def steps_said(steps: Sequence[Step]) -> str:
    """Every determinant with its level, its loss and its causes."""
    parts = []
    for step in steps:
        level = f"{percent(step.level.share)}, {level_words(step)}" if step.level else level_words(step)
        words = "; ".join(part for part in (level, loss_words(step), *map(named, step.causes)) if part)
        parts.append(f"{said(step.determinant.name)}: {words}.")
    return " ".join(parts)
