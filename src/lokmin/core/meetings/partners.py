"""Who the partners of a Puskesmas usually are, and which of them is usually asked for what (rules/partners.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class UsualPartner:
    """A partner as the rule or practice knows it; ``name`` may hold ``{kecamatan}`` or ``{desa}``.

    Attributes:
        per: ``desa`` (one for every village) or ``kecamatan`` (one).
        confirmed: False when it is common practice and stands in no rule that was read.
    """

    sector: str
    per: str
    name: str
    job: str
    role: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A partner proposed for a working area. ``key`` is stable; ``village`` the code of its desa, empty for all."""

    key: str
    sector: str
    name: str
    job: str
    role: str
    village: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Support:
    """What a sector is usually asked for."""

    sector: str
    support: str
    activity: str


@dataclass(frozen=True, slots=True)
class SupportRule:
    """The supports asked for when one of these indicators, or any of these programmes, is behind."""

    indicators: tuple[str, ...]
    programmes: tuple[str, ...]
    wanted: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class PartnerRules:
    """All of ``rules/partners.toml``."""

    partners: tuple[UsualPartner, ...]
    supports: tuple[SupportRule, ...]


def load(data: Mapping[str, Any]) -> PartnerRules:
    """The parsed file as records.

    Raises:
        ValueError: for a partner that is neither one for each village nor one for the kecamatan.
    """
    partners = tuple(UsualPartner(**entry) for entry in data.get("partner", ()))
    for partner in partners:
        if partner.per not in ("desa", "kecamatan"):
            raise ValueError(f"Mitra “{partner.name}”: per harus desa atau kecamatan, bukan “{partner.per}”.")
    supports = tuple(
        SupportRule(
            tuple(entry.get("indicators", ())), tuple(entry.get("programmes", ())),
            tuple(Support(**wanted) for wanted in entry["wanted"]),
        )
        for entry in data.get("support", ())
    )  # fmt: skip
    return PartnerRules(partners, supports)


def same_name(name: str) -> str:
    """What two spellings of a partner share: no case, no punctuation. ``Desa`` and ``Kecamatan`` stay: they differ."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def proposed(
    rules: PartnerRules, kecamatan: str, villages: Sequence[tuple[str, str]], known: Iterable[str] = ()
) -> list[Proposed]:
    """The usual partners of a working area that are not yet registered.

    ``villages`` are (code, name) in the office's order; ``known`` are names already registered, in any spelling.
    """
    have = {same_name(name) for name in known}
    found = []
    for number, usual in enumerate(rules.partners):
        places = villages if usual.per == "desa" else [("", "")]
        for code, village in places:
            name = " ".join(usual.name.format(kecamatan=kecamatan, desa=village).split())
            if same_name(name) in have:
                continue
            found.append(
                Proposed(
                    f"{number}-{code}" if code else str(number), usual.sector, name, usual.job, usual.role, code,
                    usual.source, usual.confirmed,
                )
            )  # fmt: skip
    return found


def wanted(rules: Iterable[SupportRule], indicator: str, programme: str) -> tuple[Support, ...]:
    """What to ask for when an indicator is behind: what names the indicator, else what names its programme.

    The first rule that fits decides, so that what an office puts before the shipped rules wins.
    """
    every = tuple(rules)
    for rule in every:
        if indicator in rule.indicators:
            return rule.wanted
    for rule in every:
        if programme in rule.programmes:
            return rule.wanted
    return ()
