"""Scoring sheets of paper typed back in one go: by name into an open ballot, without one into a secret urn."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.core.meetings.scoring.methods import Method
from lokmin.core.meetings.voting import ABSTAIN
from lokmin.cycle.centre import audit
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import results, rules
from lokmin.cycle.meetings.ballots.forms import field_name, read_paper
from lokmin.cycle.meetings.models import Attendance, Ballot, BallotOption, Urn
from lokmin.cycle.meetings.operations.locks import running
from lokmin.cycle.meetings.room.counts import HERE
from lokmin.cycle.meetings.room.keys import fresh

#: Rows of a secret grid; whoever has more sheets sends twice.
MOST_ROWS = 40


def sheet_code(ballot: Ballot) -> str:
    """What the printed sheet of this ballot carries (``documents/forms/fallback.py``): ``L12-N7``."""
    return f"L{ballot.meeting_id}-N{ballot.pk}"


def voters(ballot: Ballot) -> list[Attendance]:
    """Who is here, may vote, and has not."""
    here = ballot.meeting.attendance.filter(status__in=HERE).select_related("person", "partner")
    if not ballot.guests:
        here = here.filter(person__isnull=False)
    return list(here.exclude(pk__in=_voted(ballot)).order_by("pk"))


def _voted(ballot: Ballot) -> set[int]:
    """Those of whom a paper is there, by phone or typed."""
    rows = ballot.turns if ballot.secret else ballot.papers
    return set(rows.values_list("attendance", flat=True))


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the grid: a problem on one sheet, or the choice of a vote."""

    name: str
    label: str
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet: ``who`` is its voter in an open ballot, empty in a secret one."""

    number: int
    who: str
    cells: tuple[Cell, ...]


class Grid:
    """The grid as it is shown, sent and shown again with what is wrong; ``errors`` by the id of its box."""

    def __init__(self, ballot: Ballot, data: QueryDict | None = None) -> None:
        self.ballot, self.data = ballot, data or QueryDict()
        self.vote = rules.is_vote(ballot.rule)
        self.method: Method | None = None if self.vote else rules.method_of(ballot.rule)
        self.options: list[BallotOption] = list(ballot.options.all())
        self.voters = voters(ballot)
        self.code = self.data.get("kode", "").strip()
        self.ticked = {int(pk) for pk in self.data.getlist("orang") if pk.isdecimal()}
        self.errors: dict[str, str] = {}
        self.papers: dict[int, dict[str, str]] = {}
        if data is not None:
            self._read()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a sheet of a vote may say, with the ids printed on it."""
        named = [(results.key_of(o), f"P{o.order} {o.label}") for o in self.options]
        return [("", "–"), *named, (ABSTAIN, _("Abstain"))]

    @property
    def example(self) -> str:
        """How one box is typed."""
        if self.method is None:
            return ""
        numbers = [str(c.high) for c in self.method.criteria]
        return "".join(numbers) if self._digits else " ".join(numbers)

    @property
    def lines(self) -> list[Line]:
        return [Line(number, who, tuple(self._cells(row))) for number, (row, who) in enumerate(self._rows, 1)]

    @property
    def _rows(self) -> list[tuple[int, str]]:
        """(number in the names of its boxes, voter)."""
        if not self.ballot.secret:
            return [(a.pk, a.shown_name) for a in self.voters]
        return [(n, "") for n in range(1, min(len(self.voters), MOST_ROWS) + 1)]

    @property
    def _digits(self) -> bool:
        """Whether every score is one digit, so that ``544`` can be typed without spaces."""
        return self.method is not None and all(c.high < 10 for c in self.method.criteria)

    def _cells(self, row: int) -> list[Cell]:
        keys = [("", _("Pilihan"))] if self.vote else [(results.key_of(o), o.label) for o in self.options]
        return [
            Cell(name, label, self.data.get(name, ""), self.errors.get(name, ""))
            for key, label in keys
            if (name := f"k{row}-{key}")
        ]

    def _read(self) -> None:
        if (given := re.sub(r"\s", "", self.code).upper()) != sheet_code(self.ballot):
            self.errors["kode"] = _code_problem(self.ballot, given)
        known = {a.pk for a in self.voters}
        rows = self._rows
        if not self.ballot.secret:  # a voter whose row is gone has voted since: told by ``type_papers``
            sent = {int(m[1]) for name in self.data if (m := re.fullmatch(r"k(\d{1,12})-.*", name))}
            rows = rows + [(pk, "") for pk in sorted(sent - known)]
        for number, (row, who) in enumerate(rows, 1):
            paper = self._paper(row, who or _("lembar %(n)s") % {"n": number})
            if paper:
                self.papers[row] = paper
        if not self.errors and not self.papers:
            self.errors["kode"] = _("Belum ada nilai yang diketik.")
        if self.ballot.secret and not self.errors and len(self.papers) != len(self.ticked):
            told = {"papers": len(self.papers), "people": len(self.ticked)}
            self.errors["orang"] = (
                _("%(papers)s lembar diketik, tetapi %(people)s orang ditandai. Jumlahnya harus sama.") % told
            )

    def _paper(self, row: int, sheet: str) -> dict[str, str]:
        """What a sheet says, under the names a phone sends; a wrong box is told where it stands."""
        paper: dict[str, str] = {}
        if self.vote:
            choice = self.data.get(f"k{row}-", "")
            return {results.CHOICE: choice} if choice else {}
        for option in self.options:
            key = results.key_of(option)
            name = f"k{row}-{key}"
            text = self.data.get(name, "").strip()
            if not text:
                continue
            assert self.method is not None  # noqa: S101 - a vote was told apart above
            numbers = re.findall(r"\d+", text)
            if len(numbers) == 1 and self._digits:
                numbers = list(numbers[0])
            one = {field_name(key, c.letter): n for c, n in zip(self.method.criteria, numbers, strict=False)}
            told = {"sheet": sheet, "problem": option.label}
            try:
                if len(numbers) != len(self.method.criteria) or re.search(r"[^\d\s,;./-]", text):
                    letters = ", ".join(c.name for c in self.method.criteria)
                    raise ValidationError(  # noqa: TRY301 - told beside its box
                        _("perlu %(n)s angka: %(letters)s.") % {"n": len(self.method.criteria), "letters": letters}
                    )
                read_paper(self.ballot, one)
            except ValidationError as error:
                said = " ".join(error.messages)
                self.errors[name] = _("%(sheet)s, %(problem)s:") % told + f" {said}"
            else:
                paper |= one
        return paper


def _code_problem(ballot: Ballot, given: str) -> str:
    if not given:
        return _("Ketik kode yang tercetak di kepala lembar.")
    if given == f"L{ballot.meeting_id}-N":
        return _("Lembar ini dicetak sebelum pemungutan dibuka; nomor masalahnya belum tentu sama. Cetak lembar baru.")
    return _("Kode %(given)s bukan kode pemungutan ini (%(code)s). Periksa kepala lembar.") % {
        "given": given[:20], "code": sheet_code(ballot),
    }  # fmt: skip


@transaction.atomic
def type_papers(*, ballot: Ballot, by: Person, papers: Mapping[int, Mapping[str, str]],
                people: Sequence[int] = ()) -> int:  # fmt: skip
    """Put typed sheets in: all of them, or none. How many there were.

    An open ballot: ``papers`` by attendance. A secret one: by any number, and ``people`` who handed one in; papers are
    shuffled and marked with keys nobody keeps, so that neither order nor mark tells whose is whose.

    Raises:
        ValidationError: closed, somebody has voted already (their name is said), is not here, or a wrong paper.
    """
    meeting = running(ballot.meeting)
    fresh_ballot: Ballot = Urn.objects.select_for_update(of=("self",)).select_related("ballot").get(
        ballot=ballot.pk).ballot  # fmt: skip
    wanted = list(people) if fresh_ballot.secret else list(papers)
    if len(set(wanted)) != len(papers):
        raise ValidationError(_("Jumlah lembar dan jumlah orang harus sama."))
    found = meeting.attendance.select_related("person").in_bulk(wanted)
    voted = _voted(fresh_ballot)
    for pk in wanted:
        _may_on_paper(found.get(pk), voted)
    sheets = list(papers.values())
    if fresh_ballot.secret:
        secrets.SystemRandom().shuffle(sheets)
    sent = [op.Sent(found[pk], fresh(), partial(_read, sheet=sheet)) for pk, sheet in zip(wanted, sheets, strict=True)]
    became = op.cast_all(ballot=fresh_ballot.pk, meeting=meeting.pk, sent=sent)
    wrong = [text for one in became if isinstance(one, ValidationError) for text in one.messages]
    if wrong:
        raise ValidationError(list(dict.fromkeys(wrong)))
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="suara.kertas", about=fresh_ballot,
        sentence=f"{by} mengetik {len(sheets)} lembar nilai kertas “{short(fresh_ballot.title)}” di {meeting.title}.",
    )  # fmt: skip
    return len(sheets)


def _may_on_paper(voice: Attendance | None, voted: set[int]) -> None:
    if voice is None or voice.status not in HERE:
        raise ValidationError(
            _("%(name)s belum tercatat hadir. Catat kehadirannya dulu, lalu kirim lagi.")
            % {"name": voice.shown_name if voice else _("Seorang pemilih")}
        )
    if voice.pk in voted:
        raise ValidationError(
            _("%(name)s sudah menilai dari telepon atau lembar lain; lembarnya tidak dihitung lagi.")
            % {"name": voice.shown_name}
        )


def _read(ballot: Ballot, *, sheet: Mapping[str, str]) -> results.Paper:
    return read_paper(ballot, sheet)


def said(count: int) -> str:
    """What the secretary is told afterwards."""
    return ngettext("%(n)s lembar kertas masuk.", "%(n)s lembar kertas masuk.", count) % {"n": count}
