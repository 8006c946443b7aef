"""Everybody in the hall scores: once each, by the rule in force, and the result is what the papers say."""

from __future__ import annotations

import json
import statistics
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import results, rules, sources
from lokmin.cycle.meetings.ballots.forms import read_paper
from lokmin.cycle.meetings.models import Attendance, Ballot, BallotOption, RoomEvent

USG = ("U", "S", "G")


@pytest.fixture
def staff(running, cast):
    """Everybody of the Puskesmas, present."""
    running.attendance.filter(person__isnull=False).update(status="hadir")
    return list(running.attendance.filter(person__isnull=False))


@pytest.fixture
def guest(running):
    return Attendance.objects.create(meeting=running, name="Camat Banyuwening", institution="Kecamatan", status="hadir")


def options(*labels):
    return [BallotOption(order=n, label=label) for n, label in enumerate(labels, 1)]


@pytest.fixture
def usg(running, staff, cast):
    """K1, KF and D/S, scored secretly."""
    return op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="Mana yang didahulukan?", method=rules.methods(2026)["usg"],
        options=options("Watubelah: K1", "Kalisari: KF", "Pringgodani: D/S"),
    )  # fmt: skip


def score(**given):
    """``score(n1=(5, 4, 4))`` as a phone posts it."""
    return {f"{key}-{letter}": str(v) for key, values in given.items() for letter, v in zip(USG, values, strict=True)}


def send(ballot, voice, data, key=""):
    return op.cast(
        ballot=ballot.pk, meeting=ballot.meeting_id, voice=voice, key=key or f"kunci-{voice.pk}",
        read=lambda b: read_paper(b, data),
    )  # fmt: skip


def test_the_result_is_what_anybody_gets_who_reckons_from_the_papers(usg, staff, cast):
    given = [[(1 + (i * k + q) % 5) for q in range(3)] for i, k in zip(range(len(staff)), (2, 3, 7) * 9)]  # noqa: B905
    for voice, scores in zip(staff, given, strict=True):
        send(usg, voice, score(n1=scores, n2=scores[::-1], n3=(3, 3, 3)))
    closed = op.close(ballot=usg, by=cast.people["anindya"])
    kept = closed.result
    first = next(s for s in kept["standings"] if s["key"] == "1")
    sums = [sum(g) for g in given]
    assert kept["raters"] == len(staff)
    assert Fraction(first["score"]["mean"]) == Fraction(sum(sums), len(sums))
    assert Fraction(first["score"]["median"]) == Fraction(statistics.median(sums))
    assert Fraction(first["criteria"][0]["median"]) == Fraction(statistics.median(g[0] for g in given))
    assert results.is_true(json.loads(json.dumps(kept)))
    assert kept["method"]["stamp"] == "usg/jumlah/1"
    assert sorted(p["scores"]["1"] for p in kept["papers"]) == sorted(given)
    assert "name" not in json.dumps(kept["papers"])


def test_a_paper_grows_problem_by_problem_and_counts_when_it_is_whole(usg, staff):
    voice = staff[0]
    assert send(usg, voice, score(n1=(5, 4, 4))).done == 0
    assert send(usg, voice, score(n2=(1, 1, 1))).done == 0
    last = send(usg, voice, score(n3=(2, 2, 2)))
    assert (last.done, last.of) == (1, len(staff))
    assert last.paper == {"1": [5, 4, 4], "2": [1, 1, 1], "3": [2, 2, 2]}
    told = list(RoomEvent.objects.filter(kind="suara").values_list("data", flat=True))
    assert told == [{"kotak": usg.pk, "masuk": 1, "dari": len(staff)}]


def test_sending_twice_counts_once_and_the_last_word_holds_until_closing(usg, staff, cast):
    for voice in staff[:3]:
        send(usg, voice, score(n1=(5, 5, 5), n2=(1, 1, 1), n3=(1, 1, 1)))
    for _again in range(3):
        done = send(usg, staff[0], score(n1=(1, 1, 1)))
    assert done.done == 3
    kept = op.close(ballot=usg, by=cast.people["anindya"]).result
    assert sorted(p["scores"]["1"] for p in kept["papers"]) == [[1, 1, 1], [5, 5, 5], [5, 5, 5]]
    with pytest.raises(ValidationError, match="sudah ditutup"):
        send(usg, staff[0], score(n1=(2, 2, 2)))


def test_a_second_phone_of_the_same_person_is_no_second_vote(usg, staff):
    send(usg, staff[0], score(n1=(5, 5, 5)), key="telepon-satu")
    with pytest.raises(ValidationError, match="telepon lain"):
        send(usg, staff[0], score(n1=(1, 1, 1)), key="telepon-dua")
    # Two colleagues who share one phone have a paper each.
    send(usg, staff[1], score(n1=(2, 2, 2)), key="telepon-satu")
    usg.urn.refresh_from_db()
    assert sorted(p["s"]["1"] for p in usg.urn.papers) == [[2, 2, 2], [5, 5, 5]]


def test_guests_score_only_when_they_are_asked(usg, running, staff, guest, cast):
    with pytest.raises(ValidationError, match="hanya staf"):
        send(usg, guest, score(n1=(5, 5, 5)))
    op.cancel(ballot=usg, by=cast.people["anindya"], reason="Tamu ikut menilai")
    asked = op.open_vote(
        meeting=running, by=cast.people["yusuf"], title="Hari posyandu?", majority="terbanyak", guests=True,
        options=options("Rabu", "Sabtu"),
    )  # fmt: skip
    assert send(asked, guest, {"pilihan": "2"}).of == len(staff) + 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Beri nilai dulu"),
        ({"n1-U": "5"}, "Seberapa berat akibatnya"),
        ({"n1-U": "6", "n1-S": "1", "n1-G": "1"}, "1 sampai 5"),
        ({"n1-U": "-1", "n1-S": "1", "n1-G": "1"}, "1 sampai 5"),
        ({"n9-U": "5", "n9-S": "1", "n9-G": "1"}, "Beri nilai dulu"),
    ],
)
def test_a_wrong_paper_is_refused_with_the_question(usg, staff, data, sentence):
    with pytest.raises(ValidationError, match=sentence):
        send(usg, staff[0], data)
    assert usg.turns.count() == 0


def test_somebody_of_another_meeting_cannot_score(usg, staff, running, cast):
    stranger = Attendance.objects.create(
        meeting=meetings.prepare(
            puskesmas=running.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin",
            period=running.month.next, date=running.date.replace(month=6),
        ), name="Orang lain", status="hadir",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="tidak ada di pertemuan ini"):
        op.cast(ballot=usg.pk, meeting=running.pk, voice=stranger, key="x", read=lambda b: {})
    with pytest.raises(ValidationError, match="tidak ada di pertemuan ini"):
        op.cast(ballot=usg.pk, meeting=stranger.meeting_id, voice=stranger, key="x", read=lambda b: {})


@pytest.mark.parametrize("secret", [True, False])
def test_a_crowd_is_cast_in_five_queries(running, staff, cast, secret):
    ballot = op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="?", method=rules.methods(2026)["usg"], secret=secret,
        options=options("A", "B"),
    )  # fmt: skip
    send(ballot, staff[0], score(n1=(1, 1, 1), n2=(2, 2, 2)))
    paper = {"1": [1, 1, 1], "2": [2, 2, 2]}
    crowd = [op.Sent(voice, f"kunci {voice.pk}", lambda _ballot: paper) for voice in staff[1:]]
    with CaptureQueriesContext(connection) as seen:
        became = op.cast_all(ballot=ballot.pk, meeting=running.pk, sent=crowd)
    assert [one.done for one in became] == list(range(2, len(staff) + 1))
    assert len([q for q in seen.captured_queries if "SAVEPOINT" not in q["sql"]]) <= 5


def test_an_open_ballot_keeps_names_a_secret_one_none(running, staff, cast):
    ballot = op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="?", method=rules.methods(2026)["usg"], secret=False,
        options=options("A", "B"),
    )  # fmt: skip
    send(ballot, staff[0], score(n1=(1, 2, 3)))
    send(ballot, staff[0], score(n1=(3, 2, 1)))
    kept = op.close(ballot=ballot, by=cast.people["anindya"]).result
    assert kept["papers"] == [{"name": staff[0].shown_name, "scores": {"1": [3, 2, 1]}}]


def test_two_secret_papers_are_never_opened_nor_kept(usg, staff, cast):
    for voice in staff[:2]:
        send(usg, voice, score(n1=(5, 5, 5)))
    closed = op.close(ballot=usg, by=cast.people["anindya"])
    assert closed.result["hidden"] is True
    assert "papers" not in closed.result
    assert "Hanya 2 kertas" in closed.result["sentence"]
    closed.urn.refresh_from_db()
    assert closed.urn.papers == []
    with pytest.raises(ValidationError, match="Belum ada hasil"):
        op.adopt(ballot=closed, by=cast.people["anindya"])


def test_closing_twice_keeps_the_first_result_and_forgets_the_marks(usg, staff, cast):
    for voice in staff[:4]:
        send(usg, voice, score(n1=(4, 4, 4), n2=(1, 1, 1), n3=(2, 2, 2)))
    first = op.close(ballot=usg, by=cast.people["anindya"])
    again = op.close(ballot=usg, by=cast.people["yusuf"])
    assert (again.closed_by, again.result) == (first.closed_by, first.result)
    usg.urn.refresh_from_db()
    assert usg.urn.papers == []
    assert AuditLine.objects.filter(action="suara.tutup").count() == 1


def test_only_one_ballot_is_open_and_only_while_the_meeting_runs(usg, running, meeting, cast):
    with pytest.raises(ValidationError, match="masih dibuka"):
        op.open_vote(
            meeting=running, by=cast.people["yusuf"], title="Setuju?", majority="mutlak", options=options("a", "b")
        )
    op.cancel(ballot=usg, by=cast.people["anindya"], reason="Salah daftar masalah")
    Ballot.objects.get(pk=usg.pk, state=Ballot.CANCELLED, reason="Salah daftar masalah")
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        op.close(ballot=usg, by=cast.people["anindya"])


def test_cancelling_needs_a_reason_and_throws_the_papers_away(usg, staff, cast):
    with pytest.raises(ValidationError, match="alasannya"):
        op.cancel(ballot=usg, by=cast.people["anindya"], reason="  ")
    for voice in staff[:4]:
        send(usg, voice, score(n1=(4, 4, 4)))
    op.cancel(ballot=usg, by=cast.people["anindya"], reason="Daftar masalah keliru")
    usg.urn.refresh_from_db()
    assert usg.urn.papers == []
    with pytest.raises(ValidationError, match="dibatalkan: Daftar masalah keliru"):
        send(usg, staff[0], score(n1=(4, 4, 4)))


def test_a_second_round_asks_the_same_by_the_same_rule(usg, staff, cast):
    for n, voice in enumerate(staff):
        send(usg, voice, score(n1=(1 if n % 2 else 5, 3, 3), n2=(2, 2, 2), n3=(2, 2, 3)))
    first = op.close(ballot=usg, by=cast.people["anindya"])
    assert first.result["apart"]
    second = op.another_round(ballot=first, by=cast.people["anindya"])
    assert (second.round, second.first, second.rule) == (2, first, first.rule)
    assert [o.label for o in second.options.all()] == [o.label for o in first.options.all()]
    with pytest.raises(ValidationError, match=r"dibuka|sudah ada"):
        op.another_round(ballot=first, by=cast.people["anindya"])
    first.refresh_from_db()
    assert first.result["raters"] == len(staff)


def test_the_ranking_goes_into_the_agenda_point_and_becomes_a_decision_once(running, staff, cast):
    item = running.agenda.filter(kind="prioritas").get()
    ballot = op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="?", method=rules.methods(2026)["usg"], item=item,
        options=options("Kalisari: KF", "Watubelah: K1"),
    )  # fmt: skip
    for voice in staff[:3]:
        send(ballot, voice, score(n1=(1, 1, 1), n2=(5, 4, 4)))
    ballot = op.close(ballot=ballot, by=cast.people["anindya"])
    item.refresh_from_db()
    said = "Urutan prioritas menurut USG (3 penilai): 1. Watubelah: K1 (13,00); 2. Kalisari: KF (3,00)."
    assert item.detail.endswith(said)
    made = op.adopt(ballot=ballot, by=cast.people["anindya"])
    assert (made.text, made.manner, made.item) == (said, "mufakat", item)
    assert op.adopt(ballot=Ballot.objects.get(pk=ballot.pk), by=cast.people["anindya"]).pk == made.pk


def vote_on(running, cast, shape, **more):
    made = [BallotOption(order=1, label="Setuju", reference="setuju"),
            BallotOption(order=2, label="Tidak setuju", reference="tidak")]  # fmt: skip
    return op.open_vote(
        meeting=running, by=cast.people["yusuf"], title="Posyandu pindah ke hari Sabtu?", majority="mutlak",
        options=made if shape == "usul" else options("Rabu", "Sabtu"), **more,
    )  # fmt: skip


def test_a_proposal_that_is_carried_becomes_a_decision_with_its_votes(running, staff, cast):
    ballot = vote_on(running, cast, "usul")
    for voice, choice in zip(staff, ["setuju", "setuju", "setuju", "tidak", "abstain"], strict=False):
        send(ballot, voice, {"pilihan": choice})
    made = op.adopt(ballot=op.close(ballot=ballot, by=cast.people["anindya"]), by=cast.people["anindya"])
    assert (made.manner, made.votes_for, made.votes_against) == ("suara", 3, 1)
    assert "Usul diterima: 3 setuju, 1 tidak setuju" in made.text


def test_a_tie_is_said_and_not_decided(running, staff, cast):
    ballot = vote_on(running, cast, "usul")
    for voice, choice in zip(staff, ["setuju", "setuju", "tidak", "tidak"], strict=False):
        send(ballot, voice, {"pilihan": choice})
    closed = op.close(ballot=ballot, by=cast.people["anindya"])
    assert closed.result["sentence"].startswith("Suara seri: 2 setuju, 2 tidak setuju")
    with pytest.raises(ValidationError, match="tidak memutuskan"):
        op.adopt(ballot=closed, by=cast.people["anindya"])


def test_the_problems_of_the_frozen_month_come_with_their_gap(figures, meeting, cast):
    running = meetings.open_meeting(meeting=meeting, by=cast.people["anindya"])
    found = sources.candidates(running)
    watubelah = next(c for c in found if c.label.startswith("Watubelah: K1"))
    # 16 of 92 against 33,33 %: 17,39 % is 15,94 points short; 15 mothers are missing to 30,67.
    assert (watubelah.gap_bp, watubelah.missed_micro) == (1594, 15_000_000)
    assert watubelah.detail == "kurang 15 ibu, 17,4\u00a0%"
    assert watubelah.status == "jelek"
    assert watubelah.likely
    assert [c.row for c in sources.chosen(running, [watubelah.row])] == [watubelah.row]


def test_what_pearl_takes_out_is_said_in_the_minutes(running, staff, cast):
    ballot = op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="?", method=rules.methods(2026)["hanlon"],
        options=options("Stunting", "Rujukan"),
    )  # fmt: skip
    for n, voice in enumerate(staff[:4]):
        given = {f"n{k}-{c}": "1" for k in "12" for c in "PEKRL"} | {f"n{k}-{c}": "6" for k in "12" for c in "ABC"}
        send(ballot, voice, given | ({"n2-L": "0"} if n == 0 else {}))
    closed = op.close(ballot=ballot, by=cast.people["anindya"])
    assert results.sentence(closed, closed.result) == (
        "Urutan prioritas menurut Hanlon (4 penilai): 1. Stunting (24,00). Rujukan: Dikeluarkan oleh PEARL: Legality"
        " (1 dari 4 penilai menjawab tidak)."
    )
