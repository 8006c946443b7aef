"""What is known of the effect of one action with the figures up to a month: the record, its words, its JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from lokmin.core.periods import Month


class Outcome(StrEnum):
    """The only words for the effect of an action."""

    HELPED = "berhasil"
    NOT_YET = "belum"
    UNKNOWN = "belum bisa dinilai"


class Method(StrEnum):
    NONE = ""
    OTHERS = "beda-dalam-beda"
    SERIES = "deret-terputus"


class Reason(StrEnum):
    """Why an effect cannot be judged (yet)."""

    NONE = ""
    NOT_DONE = "belum-dikerjakan"
    STOPPED = "dihentikan"
    NO_INDICATOR = "tanpa-indikator"
    NO_START = "tanpa-tanggal-mulai"
    NO_FIGURES = "tanpa-angka"
    FEW_BEFORE = "sebelum-kurang"
    FEW_AFTER = "sesudah-kurang"
    FEW_OTHERS = "pembanding-kurang"
    SHORT_SERIES = "deret-pendek"
    NO_VARIATION = "angka-tidak-bergerak"


class Caution(StrEnum):
    """What must be said beside a verdict."""

    SMALL = "angka-kecil"
    SHARED = "bersama-rtl-lain"
    ALREADY = "sudah-membaik"
    RUNNING = "masih-berjalan"
    LEFT_OUT = "pembanding-dikeluarkan"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict with everything its sentence and its picture need.

    Rates and effects are whole basis points of the indicator's unit (two points are 200; for a plain number
    hundredths), None where not known. An effect is literal: negative is "went down", also where that is good.

    Attributes:
        month: the last month whose figures were used; ``start`` the first month that counts as after ("" unknown).
        acted: names of the villages acted on; ``others`` number of villages compared with; ``left_out`` those
            that had an action of their own on this indicator.
        before, after: months with a figure on each side.
        effect_bp, low_bp, high_bp: estimate and interval (an end may be open); ``chance_ppm`` in millionths.
        people_micro: the effect in people over the months after, as far as the indicator counts people.
        expected_micro, expected_bp: what the action promised; ``expected_level_bp`` the rate that would keep it.
        months: codes of ``own`` and ``rest``, the monthly rates of the villages acted on and of the others together
            (None = not reported), with ``rest_low`` and ``rest_high`` the lowest and highest of the others.
        own_levels, rest_levels: mean rate before and after.
        judged_from: the first month whose figures could allow a verdict, "" when waiting does not help.
        together: labels of other actions on the same indicator and village in the same months.
        rule: version of the rule.
    """

    outcome: Outcome
    month: str
    indicator: str = ""
    short: str = ""
    people: str = ""
    factor: int = 100
    higher_is_better: bool = True
    acted: tuple[str, ...] = ()
    start: str = ""
    method: Method = Method.NONE
    reason: Reason = Reason.NONE
    before: int = 0
    after: int = 0
    others: int = 0
    effect_bp: int | None = None
    low_bp: int | None = None
    high_bp: int | None = None
    chance_ppm: int | None = None
    rank: int = 0
    people_micro: int | None = None
    expected_micro: int | None = None
    expected_bp: int | None = None
    expected_level_bp: int | None = None
    months: tuple[str, ...] = ()
    own: tuple[int | None, ...] = ()
    rest: tuple[int | None, ...] = ()
    rest_low: tuple[int | None, ...] = ()
    rest_high: tuple[int | None, ...] = ()
    own_levels: tuple[int | None, int | None] = (None, None)
    rest_levels: tuple[int | None, int | None] = (None, None)
    judged_from: str = ""
    together: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    rule: str = ""

    def __post_init__(self) -> None:
        judged = self.outcome is not Outcome.UNKNOWN
        if judged and (self.before < 3 or self.after < 3):
            raise ValueError("kurang dari tiga titik di satu sisi: selalu “belum bisa dinilai”")
        if judged and (self.effect_bp is None or self.chance_ppm is None):
            raise ValueError("putusan tanpa besar dampak dan peluangnya")
        if judged == (self.reason is not Reason.NONE):
            raise ValueError("alasan ada pada yang belum bisa dinilai, dan hanya di sana")

    @property
    def judged(self) -> bool:
        return self.outcome is not Outcome.UNKNOWN

    @property
    def better(self) -> bool:
        """Whether it changed the good way, by chance or not."""
        return self.effect_bp is not None and (self.effect_bp > 0) == self.higher_is_better and self.effect_bp != 0

    @property
    def since(self) -> Month | None:
        """The first month that counts as after."""
        return Month.parse(self.start) if self.start else None

    @property
    def n(self) -> int:
        """Months with a figure, both sides."""
        return self.before + self.after

    def body(self) -> dict[str, Any]:
        """The record as JSON knows it."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """The opposite of :meth:`body`; fields a later version added keep their defaults."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items() if k in known}
        values |= {
            "outcome": Outcome(values["outcome"]),
            "method": Method(values.get("method", "")),
            "reason": Reason(values.get("reason", "")),
            "cautions": tuple(Caution(c) for c in values.get("cautions", ())),
        }
        return cls(**values)
