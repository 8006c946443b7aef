"""A secret vote stays secret from whoever reads every table: nothing joins a paper to the person who sent it."""

from __future__ import annotations

import itertools
import json
import random
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import connection
from django.http import QueryDict

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import phone as ballots_phone
from lokmin.cycle.meetings.ballots import queries, rules
from lokmin.cycle.meetings.models import Attendance, BallotOption, BallotPaper, BallotTurn, Participant, RoomEvent, Urn
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.doors import Present

VOTERS = 30
#: A paper of its own for everybody, so that one seen anywhere tells whose it is.
PAPERS = [list(scores) for scores in itertools.product(range(1, 6), repeat=3)][7 : 7 + 3 * VOTERS : 3]


@pytest.fixture
def voters(running):
    """Thirty phones that came in through the door."""
    found = []
    for n in range(VOTERS):
        line = Attendance.objects.create(meeting=running, name=f"Pemilih {n}", status="hadir", at=clock.now())
        phone = keys.Phone(running.pk, 0, keys.fresh(), keys.fresh())
        entry = Participant.objects.create(
            meeting=running, attendance=line, key_digest=keys.digest(phone.key), state="masuk", way="tamu",
            joined_at=clock.now(),
        )  # fmt: skip
        found.append(Present(running, line, entry, keys.Phone(running.pk, entry.pk, phone.key, phone.papers)))
    return found


def opened(running, cast):
    return op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="Mana dulu?", method=rules.methods(2026)["usg"], guests=True,
        options=[BallotOption(order=1, label="Watubelah: K1"), BallotOption(order=2, label="Kalisari: KF")],
    )  # fmt: skip


def vote(ballot, voters, order):
    for n in order:
        data = QueryDict(mutable=True)
        data.update({f"n1-{letter}": str(v) for letter, v in zip("USG", PAPERS[n], strict=True)})
        data.update({f"n2-{letter}": "3" for letter in "USG"})
        (done,) = ballots_phone.cast([(voters[n], data)], pk=ballot.pk)
        assert done.data["masuk"]


def rows():
    """Every row of every table, as text, by table."""
    found: dict[str, list[dict[str, str]]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found[table] = [{k: _text(v) for k, v in zip(names, row, strict=True)} for row in cursor.fetchall()]
    return found


def _text(value):
    return value if isinstance(value, str) else json.dumps(value, default=str)


def holding(scores):
    """The tables in which somebody's paper can be seen."""
    word = json.dumps(scores).replace(" ", "")
    return {
        table
        for table, lines in rows().items()
        for line in lines
        if any(word in v.replace(" ", "") for v in line.values())
    }


URN, BALLOT = Urn._meta.db_table, "meetings_ballot"


@pytest.fixture
def voted(running, voters, cast):
    ballot = opened(running, cast)
    before = AuditLine.objects.count()
    order = random.Random(5).sample(range(VOTERS), VOTERS)
    vote(ballot, voters, order)
    assert AuditLine.objects.count() == before
    return ballot, order


def test_a_paper_stands_in_the_urn_alone_and_afterwards_in_the_result_alone(voted, cast):
    ballot, _order = voted
    assert all(holding(paper) == {URN} for paper in PAPERS)
    op.close(ballot=ballot, by=cast.people["anindya"])
    assert all(holding(paper) == {BALLOT} for paper in PAPERS)
    assert BallotPaper.objects.count() == 0


def test_the_urn_is_one_row_whose_marks_are_found_nowhere_else_and_made_of_nothing_that_is_kept(voted):
    ballot, _order = voted
    assert Urn.objects.filter(ballot=ballot).count() == 1
    tables = rows()
    marks = {paper["k"] for paper in Urn.objects.get(ballot=ballot).papers}
    kept = {value for table, lines in tables.items() if table != URN for line in lines for value in line.values()}
    assert not marks & kept
    assert not any(mark in value for value in kept for mark in marks)
    # Somebody who knows how marks are made and tries every value of every table finds none of them.
    people = list(Attendance.objects.filter(meeting=ballot.meeting).values_list("pk", flat=True))
    for value, pk in itertools.product(kept, people):
        assert sha256(f"{pk}:{value}".encode()).hexdigest()[:24] not in marks


def test_a_turn_says_who_and_nothing_more(voted):
    ballot, _order = voted
    assert BallotTurn.objects.filter(ballot=ballot).count() == VOTERS
    columns = {field.column for field in BallotTurn._meta.get_fields() if hasattr(field, "column")}
    assert columns == {"id", "ballot_id", "attendance_id"}
    assert {field.column for field in Urn._meta.get_fields() if hasattr(field, "column")} == {
        "id",
        "ballot_id",
        "papers",
    }


def test_events_count_and_never_name(voted, voters):
    ballot, _order = voted
    told = list(RoomEvent.objects.filter(kind="suara").values_list("data", flat=True))
    here = ballot.meeting.attendance.filter(status="hadir").count()
    assert told == [{"kotak": ballot.pk, "masuk": n, "dari": here} for n in range(1, VOTERS + 1)]


def test_the_same_votes_in_any_order_leave_the_same_urn_and_the_same_result(running, voters, cast):
    """Order is the only thing that could still tell: turns are kept in the order people voted."""
    seen = []
    for seed in (1, 2):
        ballot = opened(running, cast)
        order = random.Random(seed).sample(range(VOTERS), VOTERS)
        vote(ballot, voters, order)
        turned = [int(t.attendance.name.split()[1]) for t in BallotTurn.objects.filter(ballot=ballot).order_by("pk")]
        assert turned == order
        laid = [paper["s"]["1"] for paper in Urn.objects.get(ballot=ballot).papers]
        assert laid != [PAPERS[n] for n in order]
        assert [p["k"] for p in ballot.urn.papers] == sorted(p["k"] for p in ballot.urn.papers)
        closed = op.close(ballot=ballot, by=cast.people["anindya"])
        seen.append(json.dumps(closed.result))
        assert Urn.objects.get(ballot=ballot).papers == []
    assert seen[0] == seen[1]
    assert [p["scores"]["1"] for p in json.loads(seen[0])["papers"]] == sorted(PAPERS)


def test_only_the_phone_that_sent_a_paper_sees_it_again(voted, voters):
    ballot, _order = voted
    mine = queries.for_hand(ballot.meeting, voters[4].attendance, voters[4].phone)
    assert mine.questions[0].given == tuple(PAPERS[4])
    other = queries.for_hand(ballot.meeting, voters[4].attendance, voters[5].phone)
    assert other.questions[0].given == ()
    assert other.elsewhere
    for_all = queries.for_hand(ballot.meeting, None)
    assert all(question.given == () for question in for_all.questions)


def test_nothing_of_the_papers_is_read_for_a_face_before_closing(voted, enter, cast):
    ballot, _order = voted
    client = enter("yusuf")
    base = f"/p/{cast.puskesmas.code}/lokmin/{ballot.meeting_id}"
    for path in (
        "/suara/",
        f"/suara/{ballot.pk}/",
        f"/suara/{ballot.pk}/?bagian=kotak",
        "/ruang/?layar=suara",
        "/kursi/",
    ):
        page = client.get(base + path).content.decode()
        assert "didahulukan, lalu" not in page
        assert "median" not in page.lower()
        assert f"{VOTERS}</b> dari" in page or path == "/suara/"
