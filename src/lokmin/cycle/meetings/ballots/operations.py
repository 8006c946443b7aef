"""The writes of a ballot: open, cast, close with a frozen result, cancel, another round, into the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from lokmin.core.meetings.scoring.methods import Method
from lokmin.core.meetings.voting import FOR
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.ballots import results, rules
from lokmin.cycle.meetings.ballots.results import Paper, Reader
from lokmin.cycle.meetings.ballots.traces import wipe_after_commit
from lokmin.cycle.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotOption,
    BallotPaper,
    BallotTurn,
    Decision,
    Meeting,
    Urn,
)
from lokmin.cycle.meetings.operations.locks import running
from lokmin.cycle.meetings.operations.minutes import decide
from lokmin.cycle.meetings.room.counts import HERE
from lokmin.cycle.meetings.room.events import tell


@dataclass(frozen=True, slots=True)
class Cast:
    """What became of a paper: as it now lies there, and how many have finished theirs, of how many."""

    paper: Paper
    done: int
    of: int


@transaction.atomic
def open_scoring(*, meeting: Meeting, by: Person, title: str, method: Method, options: Sequence[BallotOption],
                 secret: bool = True, guests: bool = False, item: AgendaItem | None = None) -> Ballot:  # fmt: skip
    """Put problems to the room to be scored. The rule in force goes into the ballot and is never read anew.

    Raises:
        ValidationError: the meeting does not run, another ballot is open, or fewer than two options.
    """
    fresh = running(meeting)
    if len(options) < 2:
        raise ValidationError(_("Sedikitnya dua masalah diperlukan untuk diurutkan."))
    rule = rules.scoring(method, fresh.date.year, [str(o.order) for o in options])
    return _open(fresh, by, Ballot(method=method.code, title=title, secret=secret, guests=guests, item=item), rule,
                 options)  # fmt: skip


@transaction.atomic
def open_vote(*, meeting: Meeting, by: Person, title: str, majority: str, options: Sequence[BallotOption],
              secret: bool = True, guests: bool = False, item: AgendaItem | None = None) -> Ballot:  # fmt: skip
    """Put a proposal or several choices to the vote; an option's ``reference`` is its key, else its order.

    Raises:
        ValidationError: the meeting does not run, another ballot is open, or fewer than two options.
    """
    fresh = running(meeting)
    if len(options) < 2:
        raise ValidationError(_("Sedikitnya dua pilihan diperlukan."))
    known = rules.majorities(fresh.date.year)
    keys = [results.key_of(o) for o in options]
    rule = rules.vote(known[majority], fresh.date.year, keys)
    return _open(fresh, by, Ballot(method=rules.VOTE, title=title, secret=secret, guests=guests, item=item), rule,
                 options)  # fmt: skip


def _open(meeting: Meeting, by: Person, ballot: Ballot, rule: dict[str, object],
          options: Sequence[BallotOption]) -> Ballot:  # fmt: skip
    other = meeting.ballots.filter(state=Ballot.OPEN).first()
    if other is not None:
        raise ValidationError(_("“%(title)s” masih dibuka. Tutup atau batalkan dulu.") % {"title": other.title})
    ballot.meeting, ballot.rule, ballot.opened_at, ballot.opened_by = meeting, rule, clock.now(), by
    ballot.title = ballot.title.strip()
    ballot.save()
    for option in options:
        option.ballot = ballot
    BallotOption.objects.bulk_create(options)
    # Every ballot has its urn: the row that casting locks. Only secret papers lie in it.
    Urn.objects.create(ballot=ballot)
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="suara.buka", about=ballot,
        sentence=f"{by} membuka {results.method_name(ballot)} “{short(ballot.title)}” di {meeting.title},"
                 f" {'rahasia' if ballot.secret else 'terbuka'}, {len(options)} pilihan.",
    )  # fmt: skip
    tell(meeting, "kotak", kotak=ballot.pk, apa="buka")
    return ballot


@dataclass(frozen=True, slots=True)
class Sent:
    """A paper on its way: whose, the key known to their phone alone, and how to read it for the ballot it is for."""

    voice: Attendance
    key: str
    read: Reader


def cast(*, ballot: int, meeting: int, voice: Attendance, key: str, read: Reader) -> Cast:
    """Put somebody's paper in, or replace what they sent before; the same paper twice counts once.

    ``key`` is known to the voter's phone alone (``room.keys.paper_key``); it marks the paper in a secret urn until
    closing. ``read`` reads what was sent for the ballot it turns out to be for (``forms.read_paper``).

    Raises:
        ValidationError: closed, cancelled, not theirs to vote on, voted with another phone, or a wrong paper.
    """
    (became,) = cast_all(ballot=ballot, meeting=meeting, sent=[Sent(voice, key, read)])
    if isinstance(became, ValidationError):
        raise became
    return became


@transaction.atomic
def cast_all(*, ballot: int, meeting: int, sent: Sequence[Sent]) -> list[Cast | ValidationError]:
    """Papers that came together: one look at the urn, one write, one event. A wrong one spoils no other.

    Nothing is written beside a person but that they voted: no hour, no audit line, no event that names them.
    """
    urn = _urn(ballot, meeting)
    if urn is None:
        return [ValidationError(_("Pemungutan ini tidak ada di pertemuan ini.")) for _one in sent]
    box = _Secret(urn, sent) if urn.ballot.secret else _Named(urn, sent)
    before = done = results.count_complete(urn.ballot.rule, box.papers())
    became: list[Cast | ValidationError] = []
    of = _of(urn)
    for one in sent:
        try:
            if one.voice.meeting_id != meeting:
                raise ValidationError(_("Pemungutan ini tidak ada di pertemuan ini."))  # noqa: TRY301 - told to one of many
            _may(urn.ballot, one.voice)
            paper = one.read(urn.ballot)
            mine = box.mine(one)
        except ValidationError as error:
            became.append(error)
            continue
        was = results.is_complete(urn.ballot.rule, mine)
        mine.update(paper)
        done += results.is_complete(urn.ballot.rule, mine) - was
        became.append(Cast(dict(mine), done, max(of, done)))
    box.keep()
    if done != before:
        tell(meeting, "suara", kotak=ballot, masuk=done, dari=max(of, done))
    return became


def _urn(ballot: int, meeting: int) -> Urn | None:
    """The urn with its ballot, both held until the transaction ends, and how many are there to vote."""
    here = (
        Attendance.objects.filter(meeting=OuterRef("ballot__meeting"), status__in=HERE)
        .order_by().values("meeting").annotate(n=Count("pk"), staff=Count("person"))
    )  # fmt: skip
    found: Urn | None = (
        Urn.objects.select_for_update(of=("self", "ballot"))
        .select_related("ballot")
        .filter(ballot=ballot, ballot__meeting=meeting)
        .annotate(here=Subquery(here.values("n")), staff=Subquery(here.values("staff")))
        .first()
    )
    return found


def _of(urn: Urn) -> int:
    return int((urn.here if urn.ballot.guests else urn.staff) or 0)  # type: ignore[attr-defined]


def _may(ballot: Ballot, voice: Attendance) -> None:
    if ballot.state == Ballot.CLOSED:
        raise ValidationError(_("“%(title)s” sudah ditutup; nilai tidak dapat dikirim lagi.") % {"title": ballot.title})
    if ballot.state == Ballot.CANCELLED:
        raise ValidationError(_("“%(title)s” dibatalkan: %(why)s") % {"title": ballot.title, "why": ballot.reason})
    if voice.person_id is None and not ballot.guests:
        raise ValidationError(_("Kali ini hanya staf Puskesmas yang menilai."))


class _Secret:
    """The papers of a secret ballot: in the urn, marked until it closes."""

    def __init__(self, urn: Urn, sent: Sequence[Sent]) -> None:
        self.urn = urn
        self.by_mark = {str(p["k"]): p for p in urn.papers}
        turns = BallotTurn.objects.filter(ballot=urn.ballot, attendance__in=[s.voice.pk for s in sent])
        self.voted = set(turns.values_list("attendance", flat=True))
        self.new: list[BallotTurn] = []

    def papers(self) -> list[Paper]:
        return [p["s"] for p in self.urn.papers]

    def mine(self, one: Sent) -> Paper:
        """The paper of this phone, empty when it is the first."""
        mark = mark_of(one.voice.pk, one.key)
        if mark not in self.by_mark:
            if one.voice.pk in self.voted:
                raise ValidationError(
                    _("Anda sudah menilai di telepon lain atau di kertas; nilai rahasia tidak dapat diubah di sini.")
                )
            self.voted.add(one.voice.pk)
            self.new.append(BallotTurn(ballot=self.urn.ballot, attendance=one.voice))
            self.by_mark[mark] = {"k": mark, "s": {}}
        scores: Paper = self.by_mark[mark]["s"]
        return scores

    def keep(self) -> None:
        BallotTurn.objects.bulk_create(self.new)
        self.urn.papers = [self.by_mark[mark] for mark in sorted(self.by_mark)]
        self.urn.save(update_fields=["papers"])


class _Named:
    """The papers of an open ballot, each under its voter's name."""

    def __init__(self, urn: Urn, _sent: Sequence[Sent]) -> None:
        self.ballot = urn.ballot
        self.by_voter = {p.attendance_id: p for p in BallotPaper.objects.filter(ballot=urn.ballot)}
        self.touched: set[int] = set()

    def papers(self) -> list[Paper]:
        return [p.scores for p in self.by_voter.values()]

    def mine(self, one: Sent) -> Paper:
        """What they sent before, empty when it is the first."""
        made = BallotPaper(ballot=self.ballot, attendance=one.voice, scores={})
        found = self.by_voter.setdefault(one.voice.pk, made)
        self.touched.add(one.voice.pk)
        scores: Paper = found.scores
        return scores

    def keep(self) -> None:
        touched = [self.by_voter[pk] for pk in self.touched]
        BallotPaper.objects.bulk_create([p for p in touched if p.pk is None])
        BallotPaper.objects.bulk_update([p for p in touched if p.pk is not None], ["scores"])


def mark_of(attendance: int, key: str) -> str:
    """Marks one person's paper, also where two share a phone; nobody without the phone's key can make it."""
    return sha256(f"{attendance}:{key}".encode()).hexdigest()[:24]


@transaction.atomic
def close(*, ballot: Ballot, by: Person) -> Ballot:
    """Count, freeze the result, and forget which phone laid which paper. Closing twice changes nothing.

    Raises:
        ValidationError: cancelled, or the meeting does not run.
    """
    meeting = running(ballot.meeting)
    urn = _held(ballot, meeting)
    found = urn.ballot
    if found.state == Ballot.CLOSED:
        return found
    if found.state == Ballot.CANCELLED:
        raise ValidationError(_("Pemungutan ini sudah dibatalkan."))
    papers, names = _papers(urn)
    found.result = results.result(found, list(found.options.all()), papers, names, max(_of(urn), len(papers)))
    found.state, found.closed_at, found.closed_by = Ballot.CLOSED, clock.now(), by
    found.save(update_fields=["result", "state", "closed_at", "closed_by"])
    _emptied(urn)
    said = results.sentence(found, found.result)
    if found.item is not None and not rules.is_vote(found.rule) and not found.result.get("hidden"):
        _into_agenda(found.item, said)
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="suara.tutup", about=found,
        sentence=f"{by} menutup “{short(found.title)}” di {meeting.title}. {said}",
    )  # fmt: skip
    tell(meeting, "kotak", kotak=found.pk, apa="tutup")
    return found


def _held(ballot: Ballot, meeting: Meeting) -> Urn:
    urn = _urn(ballot.pk, meeting.pk)
    if urn is None:
        raise ValidationError(_("Pemungutan ini tidak ada di pertemuan ini."))
    return urn


def _papers(urn: Urn) -> tuple[list[Paper], list[str]]:
    """All papers and, of an open ballot, whose they are."""
    if urn.ballot.secret:
        return [p["s"] for p in urn.papers], []
    kept = [p for p in urn.ballot.papers.select_related("attendance__person") if p.scores]
    return [p.scores for p in kept], [p.attendance.shown_name for p in kept]


def _emptied(urn: Urn) -> None:
    """The papers stand in the result, without marks; in the urn they would still be somebody's."""
    urn.papers = []
    urn.save(update_fields=["papers"])
    if urn.ballot.secret:
        wipe_after_commit()


_ORDER = "Urutan prioritas menurut "


def _into_agenda(item: AgendaItem, said: str) -> None:
    """The ranking stands in the agenda point it was made for; a later round replaces it."""
    lines = [line for line in item.detail.splitlines() if not line.startswith(_ORDER)]
    item.detail = "\n".join([*lines, said])
    item.save(update_fields=["detail"])


@transaction.atomic
def cancel(*, ballot: Ballot, by: Person, reason: str) -> Ballot:
    """Give an open ballot up; its papers are thrown away unread.

    Raises:
        ValidationError: without a reason, or when it is closed already.
    """
    meeting = running(ballot.meeting)
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise ValidationError({"alasan": _("Tulis alasannya; semua orang akan membacanya.")})
    urn = _held(ballot, meeting)
    found = urn.ballot
    if found.state == Ballot.CLOSED:
        raise ValidationError(_("Hasilnya sudah ditutup dan tidak dapat dibatalkan. Buka putaran kedua bila perlu."))
    found.state, found.closed_at, found.closed_by, found.reason = Ballot.CANCELLED, clock.now(), by, reason
    found.save(update_fields=["state", "closed_at", "closed_by", "reason"])
    _emptied(urn)
    found.papers.all().delete()
    audit.record(
        puskesmas=meeting.puskesmas, by=by, action="suara.batal", about=found,
        sentence=f"{by} membatalkan “{short(found.title)}” di {meeting.title}: {short(reason)}.",
    )  # fmt: skip
    tell(meeting, "kotak", kotak=found.pk, apa="batal")
    return found


@transaction.atomic
def another_round(*, ballot: Ballot, by: Person) -> Ballot:
    """Ask the same again, by the same rule, after talking about where opinions were apart.

    Raises:
        ValidationError: the ballot is not closed, a later round exists, or another ballot is open.
    """
    meeting = running(ballot.meeting)
    if ballot.state != Ballot.CLOSED:
        raise ValidationError(_("Putaran berikut dibuka sesudah putaran ini ditutup."))
    first = ballot.first or ballot
    last = meeting.ballots.filter(Q(pk=first.pk) | Q(first=first)).exclude(state=Ballot.CANCELLED).last()
    if last is not None and last.pk != ballot.pk:
        raise ValidationError(_("Putaran %(n)s sudah ada.") % {"n": last.round})
    options = list(ballot.options.all())
    for option in options:
        option.pk = None
    new = Ballot(
        method=ballot.method, title=ballot.title, secret=ballot.secret, guests=ballot.guests, item=ballot.item,
        round=ballot.round + 1, first=first,
    )  # fmt: skip
    return _open(meeting, by, new, ballot.rule, options)


@transaction.atomic
def adopt(*, ballot: Ballot, by: Person) -> Decision:
    """Take a result over into the minutes as a decision. Twice is once.

    Raises:
        ValidationError: not closed, not opened for secrecy, nobody voted, or a tie: a tie is not decided by itself.
    """
    meeting = running(ballot.meeting)
    fresh = meeting.ballots.select_for_update().get(pk=ballot.pk)
    if fresh.decision is not None:
        return fresh.decision
    kept = fresh.result
    if fresh.state != Ballot.CLOSED or kept.get("hidden") or not kept.get("raters"):
        raise ValidationError(_("Belum ada hasil yang dapat dijadikan keputusan."))
    said = results.sentence(fresh, kept)
    if rules.is_vote(fresh.rule):
        if not kept["winner"]:
            raise ValidationError(_("Suara tidak memutuskan apa pun. Tulis sendiri kesepakatannya di keputusan."))
        won = sum(c["votes"] for c in kept["counts"] if c["key"] == kept["winner"])
        valid = sum(c["votes"] for c in kept["counts"])
        yes = won if not rules.is_proposal(fresh.rule) or kept["winner"] == FOR else valid - won
        made = decide(
            meeting=meeting, by=by, item=fresh.item, text=f"{fresh.title.rstrip('.?')}: {said}", manner="suara",
            votes_for=yes, votes_against=valid - yes,
        )  # fmt: skip
    else:
        made = decide(meeting=meeting, by=by, item=fresh.item, text=said)
    fresh.decision = made
    fresh.save(update_fields=["decision"])
    tell(meeting, "keputusan", keputusan=made.pk)
    return made
