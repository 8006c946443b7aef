"""The writes of the hall: the room and its code, PINs, coming in, signing, speaking, photos, typed-back sheets."""

from lokmin.cycle.meetings.hand.operations.joining import (
    Came,
    approve,
    come,
    come_as_listed_guest,
    come_with_account,
    excuse,
    leave,
    represent,
    send_out,
    sign_in_guest,
    wait_at_door,
)
from lokmin.cycle.meetings.hand.operations.photos import (
    add_photo,
    caption_photo,
    photo_bytes,
    photo_path,
    remove_photo,
)
from lokmin.cycle.meetings.hand.operations.pins import Slip, Tried, make_pins, set_pin, tried, unlock
from lokmin.cycle.meetings.hand.operations.rooms import change_room, new_code, room_of
from lokmin.cycle.meetings.hand.operations.sheets import Typed, rows_of, sheet_code, type_back
from lokmin.cycle.meetings.hand.operations.signing import (
    clear_signature,
    read_strokes,
    sign_by_pin,
    sign_by_tick,
    sign_drawn,
)
from lokmin.cycle.meetings.hand.operations.speaking import ask_to_speak, call_to_speak, end_turn, let_speak, withdraw
from lokmin.cycle.meetings.hand.operations.taking import take_photos

__all__ = [
    "Came", "Slip", "Tried", "Typed", "add_photo", "approve", "ask_to_speak", "call_to_speak", "caption_photo",
    "change_room", "clear_signature", "come", "come_as_listed_guest", "come_with_account", "end_turn", "excuse",
    "leave", "let_speak", "make_pins", "new_code", "photo_bytes", "photo_path", "read_strokes",
    "remove_photo", "represent", "room_of", "rows_of", "send_out", "set_pin", "sheet_code", "sign_by_pin",
    "sign_by_tick", "sign_drawn", "sign_in_guest", "take_photos", "tried", "type_back", "unlock", "wait_at_door",
    "withdraw",
]  # fmt: skip
