"""The dated rules of the part as a year needs them, and the names of funds and programmes."""

from __future__ import annotations

from lokmin.catalog.loading import rules
from lokmin.core.needs.equipment import EquipmentRules
from lokmin.core.needs.logistics import LogisticRules
from lokmin.core.needs.proposals import PriorityRules
from lokmin.core.planning.funds import FundBook
from lokmin.documents.forms.parts import programme_name


def equipment(year: int) -> EquipmentRules:
    """Tools: bands, calibration, starter standard."""
    return EquipmentRules.load(rules("equipment"), year)


def logistics(year: int) -> LogisticRules:
    """Usual goods of programmes."""
    return LogisticRules.load(rules("logistics"), year)


def priority(year: int) -> PriorityRules:
    """How proposals are ordered."""
    return PriorityRules.load(rules("proposals"), year)


def funds(year: int) -> dict[str, str]:
    """Code -> short name of every fund that is asked of somebody, in the order of the rule."""
    return {fund.code: fund.short for fund in FundBook.load(rules("funds"), year).funds}


#: Programmes goods are asked for, beside those of the catalogue.
_MORE = {"haji": "Kesehatan haji", "farmasi": "Farmasi", "lab": "Laboratorium", "ppi": "PPI dan kewaspadaan",
         "umum": "Umum"}  # fmt: skip
_CATALOGUE = ("kia", "gizi", "imunisasi", "promkes", "kesling", "p2", "ptm", "ukp", "admen")


def programmes() -> dict[str, str]:
    """Code -> name."""
    return {code: programme_name(code) for code in _CATALOGUE} | _MORE
