"""The writes of knowledge points and team building: prepared at the desk, answered from phones."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.learning import files
from lokmin.cycle.meetings.learning.library import Question
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Knowledge, Meeting, QuizAnswer, QuizQuestion
from lokmin.cycle.meetings.operations.locks import not_closed, running
from lokmin.cycle.meetings.room.counts import present
from lokmin.cycle.meetings.room.events import tell

PHASES = {"pre": "tes awal", "post": "tes akhir"}


@transaction.atomic
def save_knowledge(*, item: AgendaItem, by: Person, topic: str, speaker: str = "", material: str = "",
                   jpl_tenths: int = 0, questions: Sequence[Question] = ()) -> Knowledge:  # fmt: skip
    """Write topic, material and questions of a point that teaches.

    Raises:
        ValidationError: without a topic, when closed, or for other questions once somebody has answered them.
    """
    meeting = not_closed(item.meeting)
    if not topic.strip():
        raise ValidationError({"topic": _("Tulis topiknya.")})
    made = Knowledge.objects.filter(item=item).first() or Knowledge(item=item)
    made.topic, made.speaker, made.material = topic.strip(), speaker.strip(), material.strip()
    made.jpl_tenths = jpl_tenths
    made.save()
    _replace_questions(made, questions)
    tell(meeting, "tes", fase=made.phase)
    _told(meeting, by, f"menyiapkan materi “{made.topic}”", made)
    return made


def _replace_questions(knowledge: Knowledge, questions: Sequence[Question]) -> None:
    old = [Question(q.text, tuple(q.options), q.right) for q in knowledge.questions.all()]
    if old == list(questions):
        return
    answered = knowledge.answers.values("attendance").distinct().count()
    if answered:
        raise ValidationError(
            _("Soal sudah dijawab %(n)s orang dan tidak dapat diubah lagi; topik dan materi masih dapat.")
            % {"n": answered}
        )
    knowledge.questions.all().delete()
    QuizQuestion.objects.bulk_create(
        QuizQuestion(knowledge=knowledge, order=n, text=q.text, options=list(q.options), right=q.right)
        for n, q in enumerate(questions, 1)
    )


@transaction.atomic
def keep_file(*, knowledge: Knowledge, by: Person, name: str, content: bytes) -> Knowledge:
    """Put the file of the material in; the one before is no longer shown.

    Raises:
        ValidationError: as ``files.keep``, or when closed.
    """
    meeting = not_closed(knowledge.item.meeting)
    knowledge.file_name, knowledge.file_sha256 = files.keep(name, content)
    knowledge.save(update_fields=["file_name", "file_sha256"])
    tell(meeting, "tes", fase=knowledge.phase)
    _told(meeting, by, f"mengunggah materi {knowledge.file_name}", knowledge)
    return knowledge


@transaction.atomic
def drop_file(*, knowledge: Knowledge, by: Person) -> None:
    """Take the file of the material away.

    Raises:
        ValidationError: when closed.
    """
    meeting = not_closed(knowledge.item.meeting)
    if not knowledge.file_name:
        return
    name, knowledge.file_name, knowledge.file_sha256 = knowledge.file_name, "", ""
    knowledge.save(update_fields=["file_name", "file_sha256"])
    tell(meeting, "tes", fase=knowledge.phase)
    _told(meeting, by, f"menghapus berkas materi {name}", knowledge)


@transaction.atomic
def set_phase(*, knowledge: Knowledge, by: Person, phase: str) -> Knowledge:
    """Open the test before (``pre``) or after (``post``), or close it (empty). One test is open at a time.

    Raises:
        ValidationError: unless the meeting runs and there are questions.
    """
    if phase and phase not in PHASES:
        raise KeyError(phase)
    meeting = running(knowledge.item.meeting)
    if phase and not knowledge.questions.exists():
        told = {"topic": knowledge.topic}
        raise ValidationError(_("Materi “%(topic)s” belum punya soal. Tulis soalnya dulu.") % told)
    knowledge.refresh_from_db(fields=["phase"])
    if knowledge.phase == phase:
        return knowledge
    Knowledge.objects.filter(item__meeting=meeting).exclude(phase="").update(phase="")
    before, knowledge.phase = knowledge.phase, phase
    knowledge.save(update_fields=["phase"])
    came, _listed = present(meeting)
    tell(meeting, "tes", butir=knowledge.item_id, fase=phase, masuk=answered(knowledge, phase or before), dari=came)
    what = f"membuka {PHASES[phase]}" if phase else f"menutup {PHASES[before]}"
    _told(meeting, by, f"{what} “{knowledge.topic}”", knowledge)
    return knowledge


def answered(knowledge: Knowledge, phase: str) -> int:
    """How many have answered a test."""
    return knowledge.answers.filter(phase=phase).count()


@transaction.atomic
def answer(*, knowledge: Knowledge, voice: Attendance, phase: str, answers: Sequence[int]) -> QuizAnswer:
    """Somebody's answers, once: sent again they change nothing, the first ones count. From a phone (``by`` is None).

    Raises:
        ValidationError: when the test is not open, or a question is left out.
    """
    known = QuizAnswer.objects.filter(knowledge=knowledge, attendance=voice, phase=phase).first()
    if known is not None:
        return known
    if not phase or knowledge.phase != phase or not knowledge.item.meeting.is_running:
        raise ValidationError(_("Tes ini tidak sedang dibuka. Tunggu tanda dari depan."))
    questions = list(knowledge.questions.all())
    if len(answers) != len(questions) or any(
        not 0 <= a < len(q.options) for a, q in zip(answers, questions, strict=False)
    ):
        raise ValidationError(_("Jawab semua %(n)s soal dulu.") % {"n": len(questions)})
    made, is_new = QuizAnswer.objects.get_or_create(
        knowledge=knowledge, attendance=voice, phase=phase,
        defaults={
            "answers": list(answers), "right": sum(a == q.right for a, q in zip(answers, questions, strict=True)),
            "at": clock.now(),
        },
    )  # fmt: skip
    if is_new:
        tell(knowledge.item.meeting_id, "jawaban", butir=knowledge.item_id, masuk=answered(knowledge, phase))
    return made


def _told(meeting: Meeting, by: Person, what: str, about: object) -> None:
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="lokmin.pengetahuan", about=about,
        sentence=f"{by} {what} ({meeting.title}).",
    )  # fmt: skip
