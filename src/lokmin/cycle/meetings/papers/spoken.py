"""Who asked and who answered, and what guests directed: notes of the minutes by their kind."""

from __future__ import annotations

from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.queries.desk import written
from lokmin.documents.forms import roomrecords as paper

#: Kinds that have a place of their own in the minutes and do not stand among the discussion again.
APART = ("tanya", "jawab", "arahan")


def questions(meeting: Meeting) -> tuple[paper.Question, ...]:
    """Every question with its answers, in the order they were asked; an answer without a question stands alone."""
    notes = {n.pk: n for n in meeting.notes.select_related("item")}
    texts = {w.pk: w for w in written(meeting)}
    answers: dict[int | None, list[int]] = {}
    for note in notes.values():
        if note.kind == "jawab" and note.pk in texts:
            answers.setdefault(note.reply_to_id, []).append(note.pk)
    found = []
    for note in notes.values():
        if note.kind == "tanya" and note.pk in texts:
            given = [texts[pk] for pk in answers.get(note.pk, ())]
            found.append(
                paper.Question(
                    asked_by=note.speaker, question=texts[note.pk].text,
                    answered_by=", ".join(dict.fromkeys(w.speaker for w in given if w.speaker)),
                    answer=" ".join(w.text for w in given), topic=note.item.title if note.item else "",
                )
            )  # fmt: skip
    found += [
        paper.Question("", "(tanpa pertanyaan)", texts[pk].speaker, texts[pk].text) for pk in answers.get(None, ())
    ]
    return tuple(found)


def guidance(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """(who, what) of each direction of the head or a guest."""
    kinds = {n.pk for n in meeting.notes.filter(kind="arahan")}
    return tuple((w.speaker or "Arahan", w.text) for w in written(meeting) if w.pk in kinds)


def apart(meeting: Meeting) -> set[int]:
    """Ids of the notes that stand elsewhere."""
    return set(meeting.notes.filter(kind__in=APART).values_list("pk", flat=True))
