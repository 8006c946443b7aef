"""The writes about sectors: each one named, by a person or a phone, in one transaction, with its audit line."""

from lokmin.cycle.meetings.sectors.operations.musrenbang import (
    add_proposal,
    agree_proposals,
    change_proposal,
    decide_proposal,
)
from lokmin.cycle.meetings.sectors.operations.pledges import remove_pledge, sign, sign_on_paper
from lokmin.cycle.meetings.sectors.operations.promises import (
    add_obstacle,
    add_promise,
    change_promise,
    offer,
    refuse_offer,
    remove_obstacle,
    seat,
    take_offer,
    withdraw_promise,
)
from lokmin.cycle.meetings.sectors.operations.support import drop_support, set_support

__all__ = [
    "add_obstacle", "add_promise", "add_proposal", "agree_proposals", "change_promise", "change_proposal",
    "decide_proposal",
    "drop_support", "offer", "refuse_offer", "remove_obstacle", "remove_pledge", "seat", "set_support", "sign",
    "sign_on_paper", "take_offer", "withdraw_promise",
]  # fmt: skip
