"""What the desk types of a knowledge point and a dinamika kelompok."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.cycle.meetings.learning.library import QUESTIONS, Activity, Question, Topic
from lokmin.cycle.meetings.learning.results import jpl
from lokmin.cycle.meetings.models import Knowledge, TeamBuilding

OPTIONS = 4
LONGEST_JPL = 40


@dataclass
class QuestionRow:
    """One question as typed; ``right`` is the number of the option, empty when none was marked."""

    number: int
    text: str = ""
    options: list[str] = field(default_factory=lambda: [""] * OPTIONS)
    right: str = ""
    error: str = ""

    def question(self) -> Question | None:
        """The question it makes; None for an empty row. Sets ``error`` when it is half typed."""
        given = [o.strip() for o in self.options]
        filled = [o for o in given if o]
        if not self.text.strip() and not filled:
            return None
        if not self.text.strip():
            self.error = _("Soal %(n)s: tulis pertanyaannya.") % {"n": self.number}
        elif len(filled) < 2:
            self.error = _("Soal %(n)s: tulis sedikitnya dua pilihan.") % {"n": self.number}
        elif self.right not in map(str, range(OPTIONS)) or not given[int(self.right)]:
            self.error = _("Soal %(n)s: tandai pilihan yang benar.") % {"n": self.number}
        elif len(set(filled)) < len(filled):
            self.error = _("Soal %(n)s: dua pilihan sama.") % {"n": self.number}
        if self.error:
            return None
        return Question(self.text.strip(), tuple(filled), filled.index(given[int(self.right)]))


class KnowledgeForm(forms.Form):
    """Topic, speaker, material, lesson hours."""

    topic = forms.CharField(label=gettext_lazy("Topik"), max_length=160)
    speaker = forms.CharField(label=gettext_lazy("Narasumber"), max_length=120, required=False)
    material = forms.CharField(
        label=gettext_lazy("Materi"), max_length=6000, required=False, widget=forms.Textarea(attrs={"rows": 7})
    )
    jpl = forms.CharField(label=gettext_lazy("Jam pelajaran (JPL)"), max_length=5, required=False)

    def clean_jpl(self) -> int:
        """Tenths of a lesson hour: ``0,5`` is 5."""
        said = self.cleaned_data["jpl"].strip().replace(",", ".")
        if not said:
            return 0
        try:
            tenths = Decimal(said) * 10
        except InvalidOperation as error:
            raise forms.ValidationError(_("Tulis angka, misalnya 0,5.")) from error
        if tenths != int(tenths) or not 0 <= tenths <= LONGEST_JPL * 10:
            raise forms.ValidationError(_("JPL 0 sampai %(most)s, paling kecil 0,1.") % {"most": LONGEST_JPL})
        return int(tenths)


def start_of(made: Knowledge | None, topic: Topic | None) -> tuple[dict[str, str], list[QuestionRow]]:
    """What stands in the fields at first: what was saved, or a topic of the library."""
    if topic is not None:
        values = {"topic": topic.title, "material": topic.material, "jpl": jpl(topic.jpl_tenths)}
        return values, _rows([(q.text, list(q.options), q.right) for q in topic.questions])
    if made is None:
        return {}, _rows([])
    values = {"topic": made.topic, "speaker": made.speaker, "material": made.material, "jpl": jpl(made.jpl_tenths)}
    return values, _rows([(q.text, list(q.options), q.right) for q in made.questions.all()])


def _rows(known: list[tuple[str, list[str], int]]) -> list[QuestionRow]:
    rows = [
        QuestionRow(n, text, (options + [""] * OPTIONS)[:OPTIONS], str(right))
        for n, (text, options, right) in enumerate(known, 1)
    ]
    return rows + [QuestionRow(n) for n in range(len(rows) + 1, QUESTIONS + 1)]


def read_rows(data: Mapping[str, str]) -> list[QuestionRow]:
    """The question rows of a post."""
    return [
        QuestionRow(
            n, data.get(f"soal{n}", "")[:300], [data.get(f"soal{n}-{o}", "")[:160] for o in range(OPTIONS)],
            data.get(f"benar{n}", ""),
        )
        for n in range(1, QUESTIONS + 1)
    ]  # fmt: skip


class TeamForm(forms.Form):
    """Activity, aim, steps, and afterwards the common lesson."""

    activity = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=160)
    aim = forms.CharField(
        label=gettext_lazy("Tujuan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    steps = forms.CharField(
        label=gettext_lazy("Langkah"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Satu langkah satu baris."),
    )  # fmt: skip
    lesson = forms.CharField(
        label=gettext_lazy("Pelajaran bersama"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Diisi sesudah kegiatan; dicetak di notulen."),
    )  # fmt: skip

    @classmethod
    def start(cls, made: TeamBuilding | None, ready: Activity | None) -> dict[str, str]:
        """What stands in the fields at first: an activity of the library, or what was saved."""
        if ready is not None:
            steps = [*ready.steps, _("Bahas: %(ask)s") % {"ask": ready.ask}]
            return {"activity": ready.title, "aim": ready.aim, "steps": "\n".join(steps)}
        return {name: getattr(made, name) for name in cls.base_fields} if made else {}
