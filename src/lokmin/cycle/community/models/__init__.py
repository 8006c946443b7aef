"""The tables of the stage: surveys of villages, musyawarah and Musrenbang."""

from lokmin.cycle.community.models.deliberation import Mmd, MmdActivity, MusrenbangItem, MusrenbangRecord
from lokmin.cycle.community.models.survey import CommunityFile, Household, Instrument, Smd, VillageFinding

__all__ = [
    "CommunityFile",
    "Household",
    "Instrument",
    "Mmd",
    "MmdActivity",
    "MusrenbangItem",
    "MusrenbangRecord",
    "Smd",
    "VillageFinding",
]
