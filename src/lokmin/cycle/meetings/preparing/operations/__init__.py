"""The writes before a meeting: letters, answers, presenters' pages, the input box, focus topics, incoming letters."""

from lokmin.cycle.meetings.preparing.operations.answers import answer
from lokmin.cycle.meetings.preparing.operations.box import answer_note, note_to_agenda, note_to_minutes, put_note
from lokmin.cycle.meetings.preparing.operations.letters import (
    address,
    make_letters,
    number_letters,
    send_letters,
    withdraw,
)
from lokmin.cycle.meetings.preparing.operations.pages import SavedPage, save_page
from lokmin.cycle.meetings.preparing.operations.topics import add_focus, add_incoming, change_incoming, end_focus

__all__ = [
    "SavedPage", "add_focus", "add_incoming", "address", "answer", "answer_note", "change_incoming", "end_focus",
    "make_letters", "note_to_agenda", "note_to_minutes", "number_letters", "put_note", "save_page", "send_letters",
    "withdraw",
]  # fmt: skip
