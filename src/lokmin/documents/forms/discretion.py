"""What leaves the office carries no personal data: names are replaced by the function, small counts are hidden.

Names of the staff, of guests and of owners are known to the program and are found. A name that only stands in a free
text (a patient's) cannot be known; that is why a person reads every text before it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lokmin.documents.forms.records import PackInput, Problem

#: Fewer people than this are not said outside: in a small village they could be recognised.
SMALL = 5
_LONG_DIGITS = re.compile(r"(?<!\d)(?:\+?\d[\s.-]?){8,}\d(?!\d)")
_TITLE = re.compile(r"(?:(?<=\s)|^)(?:dr|drg|drs|dra|ir|hj?|apt|ns|bdn|prof|ny|tn)\.(?=\s)", re.IGNORECASE)
_HONORIFIC = (
    r"(?:(?:Bapak|Pak|Ibu|Bu|Ny\.|Tn\.|Saudara|Saudari|Sdr\.?|Sdri\.?|Bidan|Ners|Mas|Mbak|dr\.|drg\.|H\.|Hj\.)\s+)?"
)
_DEGREES = r"(?:,\s*(?:[A-Z][\w]*\.)+\w*\.?)*"
#: Shorter parts of a name are words of their own (Sri, Nur, Adi).
_PART = 4
_FIGURE = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


def public(pack: PackInput, text: str) -> str:
    """A text for outside: no name of anybody the meeting knows, no phone number, no NIP."""
    without = _LONG_DIGITS.sub("(nomor)", text)
    for pattern in _patterns(pack):
        without = pattern.sub("petugas", without)
    # "petugas dan petugas" says no more than "petugas"; a double comes from "nama, jabatan".
    return re.sub(r"\bpetugas(?:(?:,| dan|;) petugas\b)+", "petugas", without)


def _patterns(pack: PackInput) -> Iterator[re.Pattern[str]]:
    """Whole names first, then the parts people are called by, unless a part is also a word of a place."""
    places = {word.casefold() for place in pack.names.values() for word in place.split()}
    bare = {core(name) for name in _names(pack)}
    whole = {name for name in bare if " " in name or len(name) >= _PART}
    parts = {part for name in bare for part in name.split() if len(part) >= _PART and part.casefold() not in places}
    for words, tail in ((whole, _DEGREES), (parts, "")):
        if words:
            longest_first = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
            yield re.compile(rf"{_HONORIFIC}\b(?:{longest_first})\b{tail}")


def core(name: str) -> str:
    """A name without its titles: ``dr. Anindya Prameswari, M.Kes`` -> ``Anindya Prameswari``."""
    return " ".join(_TITLE.sub("", name.split(",", maxsplit=1)[0]).split())


def _names(pack: PackInput) -> Iterable[str]:
    meeting, room = pack.meeting, pack.room
    for row in (*meeting.rtl, *meeting.previous_rtl):
        yield from (part for part in re.split(r"[;/]| dan ", row.owner) if _personal(part))
    for signer in (meeting.head, meeting.leader, meeting.notulis):
        yield signer.name
    yield from (person.name for person in meeting.participants)
    yield from (item.speaker for item in meeting.agenda if _personal(item.speaker))
    yield from (note.speaker for note in meeting.notes if _personal(note.speaker))
    yield from (opening.speaker for opening in meeting.openings if _personal(opening.speaker))
    for a in room.attendees:
        yield from (a.name, a.instead)
    yield from (one.name for one in room.signatories)
    yield from (partner.name for partner in room.partners)
    yield from (promise.owner for promise in room.promises if _personal(promise.owner))


#: An owner is often a function, and functions may be named.
_FUNCTIONS = (
    "kepala", "kader", "bidan", "camat", "pj", "koordinator", "petugas", "tim", "ketua", "dinas", "puskesmas", "desa",
    "lurah", "kua", "pkk", "polsek", "koramil", "sekolah", "perawat", "dokter", "semua", "seluruh", "pokja", "ka.",
)  # fmt: skip


def _personal(words: str) -> bool:
    first = words.strip().split(" ", maxsplit=1)[0].casefold().rstrip(".,")
    return bool(first) and first not in {word.rstrip(".") for word in _FUNCTIONS}


def public_people(words: str) -> str:
    """``kurang 15 ibu`` stays; ``kurang 3 ibu`` becomes ``kurang, di bawah 5 ibu``."""
    found = _FIGURE.search(words)
    if found is None or not 0 < float(found[0].replace(".", "").replace(",", ".")) < SMALL:
        return words
    return f"{words[: found.start()].rstrip()}, di bawah {SMALL}{words[found.end() :]}"


def public_problem(pack: PackInput, problem: Problem) -> str:
    """How far a problem is, for outside; the percentage only where it gives no small count away."""
    said = public_people(public(pack, problem.people))
    return said or public(pack, problem.title)
