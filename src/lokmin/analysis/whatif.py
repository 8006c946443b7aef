"""What if: contacts a month from now on -> the year's end and the load; and backwards, what a target would take.

Extra contacts c a month over k months with a share s that reach one more person each add c k s people. What is added
varies by chance, c k s (1 - s), and because the share is a guess worth ``share_contacts`` contacts: a beta-binomial
with mean s and that many prior contacts (Gelman et al., *Bayesian Data Analysis*, 3rd ed. 2013, 2.4). Its mean and
variance are added to those of the forecast, and the interval is taken of the sum (``ranges``). Fewer contacts take
away by the same arithmetic, never below what is already in.
"""

from __future__ import annotations

import math

import numpy as np

from lokmin.analysis.forecast import chance_of
from lokmin.analysis.ranges import Floats, count_limit
from lokmin.core.forecasts.records import Base, Effort, Outcome
from lokmin.core.forecasts.rules import ForecastRule, WhatIfRule


def outcome(base: Base, effort: Effort, due: float | None, rule: ForecastRule, whatif: WhatIfRule) -> Outcome:
    """The year's end if the effort is made.

    Raises:
        ValueError: for a share outside 0..1 or a negative number of contacts or months.
    """
    if not 0 <= effort.share <= 1 or min(effort.current, effort.then, effort.months) < 0:
        raise ValueError("andai: bagian harus 0 sampai 1, kunjungan dan bulan tidak boleh negatif")
    contacts = effort.extra * effort.months
    added, spread = contacts * effort.share, gained_variance(abs(contacts), effort.share, whatif.share_contacts)
    rest = max(base.rest + added, 0.0)
    variance = base.variance + spread if rest > 0 else 0.0
    mean, var = np.array([rest]), np.array([variance])
    tail = (1.0 - rule.level) / 2.0
    low, high = (base.known + float(count_limit(mean, var, level)[0]) for level in (tail, 1.0 - tail))
    return Outcome(base.known + rest, low, high, None if due is None else _chance(base, mean, var, due), added)


def gained_variance(contacts: float, share: float, worth: float) -> float:
    """Variance of a beta-binomial: ``n s (1 - s) (a + n) / (a + 1)``, a the contacts the guess is worth."""
    return contacts * share * (1 - share) * (worth + contacts) / (worth + 1) if contacts else 0.0


def needed(base: Base, effort: Effort, due: float, chance: float, whatif: WhatIfRule) -> int | None:
    """Contacts a month at which the target is reached with a chance; None beyond ``whatif.most`` or without months.

    ``effort.then`` is not looked at. With 0 the target is reached without any contact.
    """
    if not effort.months or not effort.share:
        return None
    contacts = np.arange(0, whatif.most + 1, dtype=np.float64)
    extra = (contacts - effort.current) * effort.months
    rest = np.maximum(base.rest + extra * effort.share, 0.0)
    a = whatif.share_contacts
    n = np.abs(extra)
    variance = base.variance + n * effort.share * (1 - effort.share) * (a + n) / (a + 1)
    reach = _chances(base, rest, np.where(rest > 0, variance, 0.0), due)
    # More contacts never lower the chance of a target beyond today's forecast; the first that suffices is the answer.
    enough = np.flatnonzero(reach >= chance)
    return int(enough[0]) if enough.size else None


def _chance(base: Base, mean: Floats, variance: Floats, due: float) -> float:
    return float(_chances(base, mean, variance, due)[0])


def _chances(base: Base, mean: Floats, variance: Floats, due: float) -> Floats:
    # A due count of 66.66 people is met by 67.
    whole = np.full(mean.shape, math.ceil(due - 1e-9) - base.known)
    return chance_of(mean, variance, whole, np.ones(mean.shape, np.bool_))
