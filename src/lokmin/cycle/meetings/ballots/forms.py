"""What comes from the opening page and from a voter's page, checked before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from lokmin.core.meetings.scoring.methods import Method
from lokmin.core.meetings.scoring.papers import checked
from lokmin.core.meetings.voting import ABSTAIN, AGAINST, FOR
from lokmin.core.numbers import whole
from lokmin.cycle.meetings.ballots import rules
from lokmin.cycle.meetings.ballots.results import CHOICE, Paper
from lokmin.cycle.meetings.ballots.sources import Candidate, chosen
from lokmin.cycle.meetings.models import AgendaItem, Ballot, BallotOption, Meeting

#: Lines of options typed by hand, and options in all.
MOST_OPTIONS = 20
#: What is put to the vote, and its labels, when it is a proposal.
PROPOSAL = ((FOR, "Setuju"), (AGAINST, "Tidak setuju"))


def field_name(key: str, letter: str) -> str:
    """The name of the boxes of one question about one option."""
    return f"n{key}-{letter}"


def read_paper(ballot: Ballot, data: Mapping[str, str]) -> Paper:
    """The scores somebody sent: whole options only, those left out stay as they were.

    Raises:
        ValidationError: nothing chosen, a question left open, a score off its scale; the sentence names it.
    """
    if rules.is_vote(ballot.rule):
        choice = data.get(CHOICE, "")
        if choice not in rules.choices_of(ballot.rule):
            raise ValidationError(_("Pilih dulu salah satu jawaban."))
        return {CHOICE: choice}
    method = rules.method_of(ballot.rule)
    paper: Paper = {}
    for key in ballot.rule["keys"]:
        given = [data.get(field_name(key, c.letter), "") for c in method.criteria]
        if not any(given):
            continue
        for criterion, text in zip(method.criteria, given, strict=True):
            if not text:
                raise ValidationError(_("Jawab dulu “%(question)s”.") % {"question": _(criterion.question)})
        scores = [int(text) if text.isdecimal() and len(text) < 4 else -1 for text in given]
        try:
            paper[key] = list(checked(method, scores))
        except ValueError as error:
            raise ValidationError(str(error)) from None
    if not paper:
        raise ValidationError(_("Beri nilai dulu, lalu kirim."))
    return paper


@dataclass
class Opening:
    """What the secretary or the chair filled in to open a ballot; ``errors`` by field name, empty when it can open."""

    meeting: Meeting
    method: str = "usg"
    formula: str = ""
    title: str = ""
    secret: bool = True
    guests: bool = False
    item: AgendaItem | None = None
    rows: frozenset[int] = frozenset()
    lines: str = ""
    shape: str = "usul"
    majority: str = "terbanyak"
    weights: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, meeting: Meeting, data: QueryDict) -> Opening:
        """From a post; every wrong field at once."""
        methods = rules.methods(meeting.date.year)
        item = data.get("acara", "")
        found = cls(
            meeting,
            method=data.get("cara", ""),
            title=" ".join(data.get("judul", "").split())[:160],
            secret=data.get("rahasia", "ya") == "ya",
            guests=data.get("tamu") == "ya",
            item=next((a for a in meeting.agenda.all() if str(a.pk) == item), None),
            rows=frozenset(whole(row) for row in data.getlist("baris")),
            lines=data.get("tulis", ""),
            shape=data.get("bentuk", "usul"),
            majority=data.get("aturan", ""),
        )
        found.formula = data.get(f"rumus-{found.method}", "")
        if (method := methods.get(found.method)) is not None and method.weighted:
            found.weights = {c.letter: data.get(f"bobot-{c.letter}", "").strip() for c in method.criteria}
            found.names = {c.letter: " ".join(data.get(f"nama-{c.letter}", "")[:60].split()) for c in method.criteria}
        found._check()
        return found

    @property
    def is_vote(self) -> bool:
        return self.method == rules.VOTE

    @property
    def scoring(self) -> Method:
        """The method with the chosen formula and, for MCUA, the group's weights.

        Raises:
            ValueError: an unknown formula, weights that do not add up; with a sentence.
        """
        method = rules.methods(self.meeting.date.year)[self.method]
        if self.formula:
            method = method.using(self.formula)
        if method.weighted:
            weights = {k: whole(v) for k, v in self.weights.items()}
            method = rules.weighed(method, weights, self.names)
        return method

    @property
    def typed(self) -> list[str]:
        """The options typed by hand, one a line."""
        lines = (" ".join(line.split())[:200] for line in self.lines.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def options(self) -> list[BallotOption]:
        """The options in their order, not saved."""
        if self.is_vote and self.shape == "usul":
            return [BallotOption(order=n, label=name, reference=key) for n, (key, name) in enumerate(PROPOSAL, 1)]
        offered: list[Candidate] = [] if self.is_vote else chosen(self.meeting, self.rows)
        made = [c.option(n) for n, c in enumerate(offered, 1)]
        return made + [BallotOption(order=n, label=t) for n, t in enumerate(self.typed, len(made) + 1)]

    def _check(self) -> None:
        known = rules.methods(self.meeting.date.year)
        if self.method not in known and not self.is_vote:
            self.errors["cara"] = _("Pilih cara menilai.")
            self.method = next(iter(known))
            return
        if not self.title:
            self.errors["judul"] = _("Tulis pertanyaannya, sebagaimana akan dibaca di telepon.")
        if self.is_vote:
            self._check_vote()
            return
        try:
            _method = self.scoring
        except ValueError as error:
            self.errors["bobot" if known[self.method].weighted else "cara"] = str(error)
        count = len(self.options())
        if count < 2:
            self.errors["tulis"] = _("Pilih atau tulis sedikitnya dua masalah untuk diurutkan.")
        elif count > MOST_OPTIONS:
            self.errors["tulis"] = _("Paling banyak %(n)s masalah sekali menilai.") % {"n": MOST_OPTIONS}

    def _check_vote(self) -> None:
        if self.majority not in rules.majorities(self.meeting.date.year):
            self.errors["aturan"] = _("Pilih aturan suara.")
        if self.shape != "usul" and not 2 <= len(self.typed) <= MOST_OPTIONS:
            self.errors["tulis"] = _("Tulis 2 sampai %(n)s pilihan, satu pada setiap baris.") % {"n": MOST_OPTIONS}
        if any(line.casefold() == ABSTAIN for line in self.typed):
            self.errors["tulis"] = _("Abstain selalu ada; tidak perlu ditulis sebagai pilihan.")
