"""STR and SIP: which hold, which end soon, what to do then. Dated rules: an STR is for life since UU 17/2023."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lokmin.core.language import said
from lokmin.core.periods import short_date


class State(StrEnum):
    """How a licence stands on a day."""

    LIFE = "seumur hidup"
    HOLDS = "berlaku"
    SOON = "segera habis"
    OVER = "habis"
    MISSING = "belum dicatat"
    UNDATED = "tanpa tanggal"
    NOT_NEEDED = "tidak perlu"

    @property
    def needs_work(self) -> bool:
        return self in {State.SOON, State.OVER, State.MISSING, State.UNDATED}


@dataclass(frozen=True, slots=True)
class LicenceRule:
    """What holds from a day on.

    Attributes:
        str_for_life: an STR does not end any more. ``soon``: so many days before, it is said.
    """

    valid_from: dt.date
    str_for_life: bool
    soon: int
    renew_str: str
    renew_sip: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence of one person as it was written down."""

    kind: str
    number: str = ""
    until: dt.date | None = None
    for_life: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A licence on a day: its state, the days left, and what to say and do."""

    licence: Licence
    state: State
    days: int | None
    sentence: str


def rule_on(data: Mapping[str, Any], day: dt.date) -> LicenceRule:
    """The rule in force on a day.

    Raises:
        ValueError: none holds.
    """
    held = [rule for rule in data.get("licence", ()) if rule["valid_from"] <= day]
    if not held:
        raise ValueError(f"Aturan STR dan SIP pada {short_date(day)} tidak ada.")
    rule = max(held, key=lambda r: r["valid_from"])
    return LicenceRule(
        rule["valid_from"], bool(rule["str_for_life"]), int(rule["soon_days"]), rule["renew_str"], rule["renew_sip"],
        rule["source"], bool(rule["confirmed"]),
    )  # fmt: skip


def standing(licence: Licence, day: dt.date, rule: LicenceRule, *, needed: bool) -> Standing:
    """How a licence stands; ``needed``: does the profession ask for it."""
    told = {"kind": licence.kind, "on": short_date(licence.until) if licence.until else ""}
    do = rule.renew_str if licence.kind == "STR" else rule.renew_sip
    if not licence.number and licence.until is None and not licence.for_life:
        if not needed:
            return Standing(licence, State.NOT_NEEDED, None, "")
        return Standing(
            licence, State.MISSING, None, said("%(kind)s belum dicatat. Isi nomornya di daftar staf.") % told
        )
    if licence.kind == "STR" and licence.for_life:
        return Standing(licence, State.LIFE, None, said("%(kind)s seumur hidup.") % told)
    if licence.until is None and licence.kind == "STR" and rule.str_for_life:
        words = said("STR tanpa tanggal. Tandai seumur hidup, atau isi tanggal STR lama.")
        return Standing(licence, State.UNDATED, None, words)
    if licence.until is None:
        return Standing(licence, State.UNDATED, None, said("%(kind)s belum bertanggal. Isi sampai kapan.") % told)
    days = (licence.until - day).days
    told["days"] = str(abs(days))
    if days < 0:
        words = said("%(kind)s habis %(on)s, sudah %(days)s hari.") % told
        return Standing(licence, State.OVER, days, f"{words} {do}".strip())
    if days <= rule.soon:
        words = said("%(kind)s habis %(on)s, %(days)s hari lagi.") % told
        return Standing(licence, State.SOON, days, f"{words} {do}".strip())
    return Standing(licence, State.HOLDS, days, said("%(kind)s berlaku sampai %(on)s.") % told)
