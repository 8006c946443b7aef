"""Who asked and who answered, and what guests directed: notes of the minutes by their kind."""

from __future__ import annotations

import re

from lokmin.cycle.meetings.models import Meeting, Note
from lokmin.documents.forms import roomrecords as paper

#: ``@Lukman: skrining`` and ``@(Lukman Arifin): skrining`` make a proposal; on paper it says ``Lukman: skrining``.
_ADDRESSED = re.compile(r"(?m)^[ \t]*@\(?([^:()\n]{1,60}?)\)?[ \t]*:")
#: Kinds that have a place of their own in the minutes and do not stand among the discussion again.
APART = ("tanya", "jawab", "arahan")


def plain(text: str) -> str:
    """A note as papers print it: without the sign before the name it is addressed to."""
    return _ADDRESSED.sub(r"\1:", text)


def apart(meeting: Meeting) -> set[int]:
    """Ids of the notes that stand elsewhere."""
    return set(meeting.notes.filter(kind__in=APART).values_list("pk", flat=True))


def questions(meeting: Meeting) -> tuple[paper.Question, ...]:
    """Every question with its answers, in the order they were asked; an answer without a question stands alone."""
    told = _told(meeting, "tanya", "jawab")
    answers: dict[int | None, list[tuple[Note, str]]] = {}
    for note, text in told:
        if note.kind == "jawab":
            answers.setdefault(note.reply_to_id, []).append((note, text))
    found = [_question(note, text, answers.get(note.pk, [])) for note, text in told if note.kind == "tanya"]
    alone = [paper.Question("", "(tanpa pertanyaan)", note.speaker, text) for note, text in answers.get(None, [])]
    return (*found, *alone)


def _question(note: Note, text: str, given: list[tuple[Note, str]]) -> paper.Question:
    return paper.Question(
        asked_by=note.speaker,
        question=text,
        answered_by=", ".join(dict.fromkeys(answer.speaker for answer, _text in given if answer.speaker)),
        answer=" ".join(words for _answer, words in given),
        topic=note.item.title if note.item else "",
    )


def guidance(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """(who, what) of each direction of the head or a guest."""
    return tuple((note.speaker or "Arahan", text) for note, text in _told(meeting, "arahan"))


def _told(meeting: Meeting, *kinds: str) -> list[tuple[Note, str]]:
    """Notes of some kinds with the text in force, in the order they were written."""
    found = []
    for note in meeting.notes.filter(kind__in=kinds).select_related("item").prefetch_related("revisions"):
        current = next((r for r in reversed(list(note.revisions.all())) if not r.rival), None)
        if current is not None:
            found.append((note, plain(current.text)))
    return found
