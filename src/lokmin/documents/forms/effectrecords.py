"""What a meeting looked back on, as papers need it: verdicts of earlier actions and promises kept."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.effects import Verdict
from lokmin.core.effects.promises import Kept
from lokmin.documents.forms.quality import QualityPage


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An action and its verdict: number (``7/2026``), what was done, by when."""

    label: str
    activity: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What a meeting opened with: verdicts, promises kept by klaster, quality of the figures."""

    effects: tuple[EffectLine, ...] = ()
    kept: tuple[Kept, ...] = ()
    quality: QualityPage | None = None
