"""The score of one sub variabel out of target, sasaran and achievement (domain.md 3.4), exact to the last digit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lokmin.core.assessment.bands import said_band
from lokmin.core.assessment.definitions import UNITS, Rule, Sub
from lokmin.core.assessment.figures import figure, units
from lokmin.core.language import said

FULL = Fraction(100)
WHOLE = Fraction(1)


class State(StrEnum):
    """Whether a row has a score; only ``SCORED`` takes part in a mean."""

    SCORED = "dinilai"
    EMPTY = "belum diisi"
    NO_SASARAN = "tidak ada sasaran"
    NOT_APPLICABLE = "tidak berlaku"
    NO_TARGET = "belum ada target"


#: The row is settled: nothing is waited for. The others make the result provisional.
SETTLED = frozenset({State.SCORED, State.NO_SASARAN, State.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Entry:
    """What was filled in for a sub variabel. Counts are millionths; None is not filled in, never zero.

    Attributes:
        target: the office's own target in millionths of the factor's unit; None: the bundle's.
        level: the step chosen on a scale: 0, 4, 7 or 10.
        not_applicable: why the row does not apply here (``tidak ada pondok pesantren``); empty: it does.
    """

    target: int | None = None
    sasaran: int | None = None
    achieved: int | None = None
    level: int | None = None
    not_applicable: str = ""


@dataclass(frozen=True, slots=True)
class SubScore:
    """A sub variabel with its score.

    Attributes:
        score: 0 to 100; a scale's step times ten. None unless ``state`` is ``SCORED``.
        real: cakupan riil in the unit of the factor (P / S x factor); may exceed 100.
        due: target sasaran (T x S), in units.
        exceeds: the achievement is larger than the sasaran; it needs a note.
        how: the rule as it is printed: ``2.798 dari 2.759,8 = 100,0``.
        why: the reason for having no score.
    """

    sub: Sub
    entry: Entry
    state: State
    score: Fraction | None = None
    real: Fraction | None = None
    due: Fraction | None = None
    exceeds: bool = False
    how: str = ""
    why: str = ""

    @property
    def target(self) -> int | None:
        """The target in force, in millionths of the factor's unit."""
        return target_of(self.sub, self.entry)

    @property
    def points(self) -> Fraction | None:
        """The score on the scale of 0 to 10."""
        return None if self.score is None else self.score / 10


def target_of(sub: Sub, entry: Entry) -> int | None:
    """The office's target, else the bundle's."""
    return sub.target if entry.target is None else entry.target


def score(sub: Sub, entry: Entry, share: Fraction = WHOLE) -> SubScore:
    """Score one sub variabel.

    ``share`` is the part of the year's sasaran that is due (4/12 in April); it says nothing where the sasaran is not
    of a year. The cakupan riil is always over the whole sasaran.

    Raises:
        ValueError: a count is negative, or a step is not on the scale; the sentence names the row.
    """
    for name, value in (("target", entry.target), ("total sasaran", entry.sasaran), ("pencapaian", entry.achieved)):
        if value is not None and value < 0:
            raise ValueError(f"{sub.code} {sub.name}: {name} tidak boleh kurang dari 0.")
    if entry.not_applicable:
        return SubScore(sub, entry, State.NOT_APPLICABLE, why=entry.not_applicable)
    if sub.rule is Rule.SCALE:
        return _scale(sub, entry)
    if sub.rule is Rule.VALUE:
        return _value(sub, entry)
    return _coverage(sub, entry, share if sub.yearly else WHOLE)


def _scale(sub: Sub, entry: Entry) -> SubScore:
    if entry.level is None:
        return SubScore(sub, entry, State.EMPTY, why=said("Pilih skala 0, 4, 7, atau 10."))
    step = sub.step(entry.level)
    if step is None:
        choices = ", ".join(str(step.score) for step in sub.steps)
        raise ValueError(f"{sub.code} {sub.name}: nilai {entry.level} tidak ada di skalanya; pilih {choices}.")
    return SubScore(sub, entry, State.SCORED, Fraction(entry.level * 10), how=f"{step.score}: {step.text}")


def _value(sub: Sub, entry: Entry) -> SubScore:
    target, achieved = units(target_of(sub, entry)), units(entry.achieved)
    if not target:
        return SubScore(sub, entry, State.NO_TARGET, why=_no_target(target))
    if achieved is None:
        return SubScore(sub, entry, State.EMPTY, due=target, why=said("Pencapaian belum diisi; kosong bukan nol."))
    result = min(FULL, achieved / target * 100)
    how = f"{figure(achieved)} ÷ {figure(target)} × 100 = {figure(result, 1)}"
    return SubScore(sub, entry, State.SCORED, result, achieved, target, how=_capped(how, achieved > target))


def _coverage(sub: Sub, entry: Entry, share: Fraction) -> SubScore:
    target, sasaran, achieved = units(target_of(sub, entry)), units(entry.sasaran), units(entry.achieved)
    due = target * sasaran * share / sub.factor if target is not None and sasaran is not None else None
    if sasaran == 0:
        why = said("Total sasaran 0, jadi tidak dinilai dan tidak ikut rata-rata.")
        if achieved:
            why = said("Total sasaran 0 tetapi ada pencapaian: periksa sasarannya.")
        return SubScore(sub, entry, State.NO_SASARAN, due=due, exceeds=bool(achieved), why=why)
    if sasaran is None or achieved is None:
        lacking = said("Pencapaian belum diisi; kosong bukan nol.")
        if sasaran is None:
            lacking = said("Total sasaran belum diisi.")
        return SubScore(sub, entry, State.EMPTY, due=due, why=lacking)
    real = achieved / sasaran * sub.factor
    exceeds = sub.counts_people and achieved > sasaran
    if sub.rule is Rule.BAND and sub.bands is not None:
        band = sub.bands.band_of(real / share)
        how = (
            f"nilai ring: {figure(real / share)} {UNITS[sub.factor]}".rstrip()
            + f" masuk {said_band(band)} = {band.score}"
        )
        return SubScore(sub, entry, State.SCORED, Fraction(band.score), real, due, exceeds, how)
    if target is None or (target == 0 and sub.rule is Rule.TARGET):
        return SubScore(sub, entry, State.NO_TARGET, None, real, due, exceeds, why=_no_target(target))
    if sub.rule is Rule.INVERSE:
        allowed = target * share
        result = FULL if real <= allowed else allowed / real * 100
        how = f"makin kecil makin baik: {figure(allowed)} ÷ {figure(real)} × 100 = {figure(result, 1)}"
        return SubScore(sub, entry, State.SCORED, result, real, due, exceeds, _capped(how, real < allowed))
    assert due is not None  # noqa: S101 - both parts are there
    result = min(FULL, achieved / due * 100)
    how = f"{figure(achieved)} ÷ {figure(due)} × 100 = {figure(result, 1)}"
    return SubScore(sub, entry, State.SCORED, result, real, due, exceeds, _capped(how, achieved > due))


def _capped(how: str, cut: bool) -> str:
    return f"{how} ({said('dibatasi 100')})" if cut else how


def _no_target(target: Fraction | None) -> str:
    if target == 0:
        return said("Target 0 tidak dapat dibagi: isi target dari Dinkes, atau tandai tidak berlaku.")
    return said("Target belum diisi: pakai target dari SK Dinkes.")
