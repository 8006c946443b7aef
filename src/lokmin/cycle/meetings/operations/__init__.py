"""The writes of this stage: each one named, by a person, in one transaction, with its audit line."""

from lokmin.cycle.meetings.operations.agenda import (
    add_item,
    change_item,
    compose_again,
    extend_item,
    finish_item,
    move_item,
    remove_item,
    start_item,
)
from lokmin.cycle.meetings.operations.attendance import add_guest, record_attendance
from lokmin.cycle.meetings.operations.letters import give_number, void_number
from lokmin.cycle.meetings.operations.minutes import (
    Said,
    Saved,
    add_rtl,
    change_rtl,
    conclude,
    decide,
    merge_note,
    quote,
    redecide,
    save_note,
    unquote,
)
from lokmin.cycle.meetings.operations.prepare import change_meeting, invite, prepare
from lokmin.cycle.meetings.operations.room import close, open_meeting, reopen

__all__ = [
    "Said", "Saved", "add_guest", "add_item", "add_rtl", "change_item", "change_meeting", "change_rtl", "close",
    "compose_again", "conclude", "decide", "extend_item", "finish_item", "give_number", "invite",
    "merge_note", "move_item", "open_meeting", "prepare", "quote", "record_attendance", "redecide",
    "remove_item", "reopen", "save_note", "start_item", "unquote",
    "void_number",
]  # fmt: skip
