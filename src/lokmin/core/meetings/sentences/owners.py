"""Who is to do it, and with whom: what each name in a sentence has to do with the task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lokmin.core.meetings.sentences.people import Directory, Entry, Mention
from lokmin.core.meetings.sentences.proposal import Doubt, Known, Option
from lokmin.core.meetings.sentences.text import Text, phrase
from lokmin.core.meetings.sentences.words import ASK, BY, GROUPS, MANY, ORDINARY, RESPONSIBLE, TO, TOLD, WITH, some

_ALL = r"semua|seluruh|para|masing - masing|masing 2|setiap"
_GROUP = phrase(rf"(?:(?P<all>{_ALL}) (?:{GROUPS}|{MANY})|{GROUPS})(?: masing - masing| masing 2)?")
_DEGREES = phrase(
    r", (?:(?:s|m|a) \. (?:md \. |tr \. |st \. )?[a-z]{1,5}(?: \. [a-z]{1,5}){0,2}(?: \.)?"
    r"|skm|sst|ns|amd(?: \. [a-z]+)?)"
)
_AND = frozenset(["dan", ",", "/", "+", "serta"])
#: Between two who own a task together.
_JOINS = _AND | {"sama", "@", "."}
#: After these somebody new may begin to do something.
_BREAKS = some(", ; . : ( - – — | dan atau lalu kemudian sedangkan sementara selanjutnya adapun serta +")
_QUANTITY = frozenset(["semua", "seluruh", "para", "setiap", "masing", "-", "2"])
_ANNOUNCE = RESPONSIBLE | {":"}
_ADDRESSING = some(": tolong mohon minta agar harap supaya dimohon diminta")
_AUXILIARY = some("akan perlu harus wajib dapat segera telah sudah")
#: Who does only this is there and owns nothing.
_ATTENDS = some("ikut hadir mengikuti menghadiri menyaksikan mendampingi membantu bantu")


@dataclass(frozen=True, slots=True)
class _Part:
    """A mention or a group with what it has to do with the task.

    ``role``: ``by``, ``start``, ``with``, ``to``, ``asked`` (by another who is named) or ``loose``. ``fresh``: it may
    begin a clause of its own. ``before``, ``after``: the words around it. ``passive``: something is
    done to them.
    """

    first: int
    last: int
    role: str
    who: tuple[Entry, ...] = ()
    words: str = ""
    sure: bool = True
    note: str = ""
    called: bool = False
    fresh: bool = False
    before: str = ""
    after: str = ""
    passive: bool = False


@dataclass(slots=True)
class People:
    """All a sentence says about people. ``role_words``: the words their roles were said with, for the place."""

    owners: list[Known] = field(default_factory=list)
    owner_words: list[str] = field(default_factory=list)
    helpers: list[Known] = field(default_factory=list)
    helper_words: list[str] = field(default_factory=list)
    role_words: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(
    text: Text, people: Sequence[Known], partners: Sequence[Known], villages: frozenset[str] = frozenset()
) -> People:
    """Take the owners out of a text and note the helpers. ``villages``: a group before one is a single person."""
    found = People()
    parts = _parts(text, Directory(people, partners), villages)
    owners = _owners(parts, text.norm.split(" "), found)
    for part in parts:
        if part.role == "with":
            _help(found, part)
            text.take(text.offset(part.first), text.offset(part.last) - 1, "helper", keep=True)
    for part in owners:
        _own(found, part)
    for part in owners:
        found.role_words += text.norm[text.offset(part.first) : text.offset(part.last)].split()
        _take(text, part)
    return found


def _parts(text: Text, directory: Directory, villages: frozenset[str]) -> list[_Part]:
    words = text.norm.split(" ") if text.norm else []
    groups = {text.index(m.start()): (text.index(m.end() - 1) + 1, m["all"]) for m in text.find(_GROUP)}
    parts: list[_Part] = []
    at = 0
    while at < len(words):
        part = _at(text, words, at, directory, groups.get(at), parts, villages)
        if part is None:
            at += 1
        else:
            if not part.who and part.sure and part.last < len(words) and words[part.last] in villages:
                shown = text.written(text.offset(part.first), text.offset(part.last + 1) - 1).lstrip("@ ")
                part = replace(part, last=part.last + 1, words=shown, sure=False)
            if part.who and (degrees := _DEGREES.match(text.norm, min(text.offset(part.last), len(text.norm)))):
                part = replace(part, last=text.index(degrees.end() - 1) + 1)
            parts.append(_placed(part, words, parts))
            parts += _same_role(words, parts[-1], directory, villages)
            at = max(parts[-1].last, at + 1)
    return parts


def _same_role(words: list[str], part: _Part, directory: Directory, villages: frozenset[str]) -> list[_Part]:
    """``Kades Watubelah, Rejosari, dan Kalisari``: the same role of the villages that follow."""
    found: list[_Part] = []
    at = part.last
    role = words[part.first : at - 1]
    if len(part.who) != 1 or not role or words[at - 1] not in villages:
        return []
    while at < len(words) and words[at] in _AND:
        at += 1 + (words[at + 1 : at + 2] == ["dan"])
        if at >= len(words) or words[at] not in villages or (found and at == found[-1].last):
            break
        one = directory.mention([*(w for w in role if w != "@"), words[at]], 0, called=False)
        who = one.who if one is not None and one.last == len(role) + 1 - role.count("@") else ()
        shown = f"{' '.join(role)} {words[at]}".removeprefix("@ ")
        found.append(replace(part, first=at, last=at + 1, who=who, words=shown, sure=len(who) == 1, note=""))
        at += 1
    return found


def _placed(part: _Part, words: list[str], parts: list[_Part]) -> _Part:
    """The part with its neighbours; a person beside another one begins no clause."""
    before = words[part.first - 1] if part.first else ""
    after = next((w for w in words[part.last :] if w not in (":", ")")), "")
    fresh = before in _BREAKS and after not in _ATTENDS and not (parts and _joined(words, parts[-1], part))
    # "dikunjungi Endah": who does it stands after the passive, also without "oleh".
    fresh = fresh or (part.role == "loose" and len(before) > 4 and before.startswith("di"))
    passive = _passive(after) or any(
        left in _AUXILIARY and _passive(right) for left, right in pairwise(words[part.last : part.last + 8])
    )
    return replace(part, fresh=fresh, before=before, after=after, passive=passive)


def _passive(word: str) -> bool:
    """``dilatih``, but not ``diminta``: who is asked to do it does it."""
    return len(word) > 5 and word.startswith("di") and word not in TOLD


def _joined(words: list[str], left: _Part, right: _Part) -> bool:
    """Whether only words such as "dan" stand between two parts."""
    between = words[left.last : right.first]
    return left.role == right.role and between != ["."] and all(word in _JOINS for word in between)


def _at(
    text: Text, words: list[str], at: int, directory: Directory, group: tuple[int, str | None] | None,
    parts: list[_Part], villages: frozenset[str],
) -> _Part | None:  # fmt: skip
    called = words[at] == "@" and at + 1 < len(words) and words[at + 1].isalpha() and words[at + 1] != "rp"
    begin = at + called
    role = _role(words, at, parts)
    if called and (role not in ("with", "to") or (parts and parts[-1].last >= at - 1)):
        role = "by"
    announced = role == "by" and (called or words[at - 1] in (":", "oleh"))
    mention = directory.mention(words, begin, called=announced)
    if role == "to" and _addressed(words, at, mention):
        role = "by"
    if group is None and called:
        matches = [m for m in text.find(_GROUP) if text.index(m.start()) == begin]
        group = (text.index(matches[0].end() - 1) + 1, matches[0]["all"]) if matches else None
    if mention is not None and group and group[0] > mention.last:
        mention = None
    if mention is not None and (called or announced or _plain(text, words, begin, mention, role)):
        shown = text.written(text.offset(mention.first), text.offset(mention.last) - 1)
        sure = mention.sure and not _of_another(text, words, mention, villages)
        return _Part(at, mention.last, role, mention.who, shown, sure, mention.note, called)
    if group is not None:
        return _group(text, at, begin, group, role, called=called)
    if called:
        return _unknown(text, words, at)
    if at == 0 or words[at] in ORDINARY:
        perhaps = directory.maybe(words[at]) if at or text.words[0].raw[:1].isupper() else None
        if perhaps is not None:
            return _Part(at, at + 1, "maybe", perhaps.who, text.words[at].raw, sure=False)
    return None


def _addressed(words: list[str], at: int, mention: Mention | None) -> bool:
    """``Untuk Bu Endah: …``: who a sentence is addressed to."""
    if mention is None or at != 1 or words[0] not in ("untuk", "kepada", "buat"):
        return False
    return bool(_ADDRESSING.intersection(words[mention.last : mention.last + 1]))


def _of_another(text: Text, words: list[str], mention: Mention, villages: frozenset[str]) -> bool:
    """``Kepala Kepolisian``, ``Camat Wonosari``, ``PKK Desa Rejosari``: an office that is not the one on the list."""
    office = words[mention.last - 1] == "kepala" or any(e.partner for e in mention.who)
    if not office or mention.last >= len(words) or text.original.isupper():
        return False
    named = any(w in e.name for e in mention.who for w in words[mention.first : mention.last])
    after, raw = words[mention.last], text.words[mention.last].raw
    if named or after in villages or after.startswith(("me", "ber", "di")):
        return False
    return raw.isalpha() and raw[0].isupper() and not raw.isupper()


def _plain(text: Text, words: list[str], at: int, mention: Mention, role: str) -> bool:
    """Whether a name without @ is one: an ordinary word such as "titik" needs a title, a capital or a list."""
    if mention.titled or mention.last - mention.first > 1:
        return True
    if words[at] not in ORDINARY:
        return True
    return role in ("start", "with", "by") or (at > 0 and text.words[at].raw[:1].isupper() and words[at] != "kepala")


def _group(text: Text, at: int, begin: int, group: tuple[int, str | None], role: str, *, called: bool) -> _Part | None:
    last, every = group
    if last < len(text.words) and text.words[last - 1].norm == "posyandu" and _is_name(text.words[last].raw):
        last += 1  # Kader Posyandu Melati
    shown = text.written(text.offset(begin), text.offset(last) - 1)
    if role == "loose" and not every and text.words[at - 1].norm != ":":
        # "Sampai Lebaran, tim gerak cepat siaga": after a short beginning, where nobody else is named.
        return _Part(at, last, "maybe", (), shown) if at <= 5 and text.words[at - 1].norm == "," else None
    return _Part(at, last, role, (), shown.replace("masing2", "masing-masing"), called=called)


def _is_name(raw: str) -> bool:
    return raw.isalpha() and raw[0].isupper() and not raw.isupper()


def _unknown(text: Text, words: list[str], at: int) -> _Part:
    """``@Tono:``, whom nobody knows: the words up to a colon, or one."""
    last = at + 1
    for ahead in range(at + 1, min(at + 5, len(words))):
        if words[ahead] in (":", ","):
            last = ahead
            break
    last = max(last, min(at + 2, len(words)))
    shown = text.written(text.offset(at), text.offset(last) - 1).lstrip("@ ")
    return _Part(at, last, "by", (), shown, sure=False, called=True)


def _role(words: list[str], at: int, parts: list[_Part]) -> str:
    back = at - 1
    while back >= 0 and words[back] in _QUANTITY:
        back -= 1
    if back > 0 and words[back] == "." and words[back - 1] in TO:  # "an. Dewi"
        back -= 1
    if back < 0:
        return "start"
    word = words[back]
    if parts and word in _AND and parts[-1].last == back and (word != "," or parts[-1].role != "to"):
        return parts[-1].role
    if word == ":" and back > 0:
        return "by" if {"pj", "jawab", "pic", "pelaksana"} & set(words[max(0, back - 2) : back]) else "loose"
    if word == "jawab":
        return "by"
    if word in WITH:
        return "with"
    if word in ASK and (askers := [p for p in parts if p.called or p.role == "start"]):
        return "to" if any(p.called for p in askers) else "asked"
    if word in TO:
        return "by" if back > 0 and words[back - 1] == "yang" else "to"
    if word in BY:
        return "by"
    return "loose"


def _owners(parts: list[_Part], words: list[str], found: People) -> list[_Part]:
    """The parts that own the task: who is called or told, else who begins the sentence, else who is named alone.

    Where others might own it as well (a second task in the sentence, one who asks another) nobody does: it is asked.
    """
    called = [p for p in parts if p.called and p.role == "by"]
    announced = [p for p in parts if p.role == "by" and p.before in _ANNOUNCE]
    for those in (
        called,
        announced,
        *([p for p in parts if p.role == role] for role in ("by", "start", "loose", "maybe")),
    ):
        # "progres semua klaster" beside a person is what the task is about.
        persons = any(p.who for p in those)
        chosen = [p for p in those if not persons or p.who or p.fresh or p.role != "loose" or not p.sure]
        if not chosen:
            continue
        together = [chosen[0]]
        for part in parts[parts.index(chosen[0]) + 1 :]:
            if part.role == chosen[0].role and _joined(words, together[-1], part):
                together.append(part)
        rivals = [p for p in chosen if p not in together] + _rivals(parts, together)
        if not rivals:
            return together
        options = {e.known.id: e.known.name for p in (*together, *rivals) for e in p.who}
        found.doubts.append(
            Doubt("owner", "Ada beberapa nama di kalimat ini. Siapa penanggung jawabnya?",
                  tuple(Option(*pair) for pair in options.items()))
        )  # fmt: skip
        return []
    return []


def _rivals(parts: list[_Part], chosen: list[_Part]) -> list[_Part]:
    """Others who may be meant to do it: with a clause of their own, asked by the first, or the first before "oleh"."""
    ids = {e.known.id for p in chosen for e in p.who}
    others = [p for p in parts if p not in chosen and not (p.who and ids.issuperset(e.known.id for e in p.who))]
    if chosen[0].called or chosen[0].role == "start":
        return [
            p for p in others
            if p.role == "asked" or (p.fresh and p.role in ("loose", "by", "start"))
            or (p.role == "by" and p.before in _ANNOUNCE)
        ]  # fmt: skip
    if chosen[0].role == "by" and chosen[0].before not in _ANNOUNCE:
        return [p for p in others if p.role == "start" and not p.passive]
    return []


def _own(found: People, part: _Part) -> None:
    if len(part.who) == 1 and part.sure:
        if part.who[0].known not in found.owners:
            found.owners.append(part.who[0].known)
        if part.note:
            found.notes.append(part.note)
    elif part.who:
        options = tuple(Option(e.known.id, e.known.name) for e in part.who)
        asks = (
            f"“{part.words}” dapat berarti {len(part.who)} orang. Siapa yang dimaksud?"
            if len(part.who) > 1
            else f"“{part.words}”: mungkin {part.who[0].known.name}?"
        )
        found.doubts.append(Doubt("owner", asks, options))
    elif not part.sure:
        found.doubts.append(Doubt("owner", f"“{part.words}” tidak ada di daftar orang. Siapa yang dimaksud?"))
    else:
        found.owner_words.append(part.words)


def _help(found: People, part: _Part) -> None:
    if len(part.who) == 1 and part.sure:
        found.helpers.append(part.who[0].known)
    else:
        found.helper_words.append(part.words)


def _take(text: Text, part: _Part) -> None:
    """Take an owner away with the words that only announce it: ``PJ:``, ``oleh``, the colon, the brackets."""
    words = text.norm.split(" ")
    first, last = part.first, part.last
    start, end = text.offset(first), text.offset(last) - 1
    text.take(start, end, "owner")
    while first > 0 and words[first - 1] in (*BY, *_AND, ":", "(", "penanggung", "jawab"):
        first -= 1
        text.take(text.offset(first), text.offset(first) + len(words[first]), "")
    while last < len(words) and words[last] in (":", ")", "-", "–"):
        text.take(text.offset(last), text.offset(last) + len(words[last]), "")
        last += 1
