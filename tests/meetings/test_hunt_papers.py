"""Scoring sheets of paper are typed back at the desk: named ones by name, secret ones without anybody's."""

from __future__ import annotations

import json

import pytest

from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import rules
from lokmin.cycle.meetings.ballots.forms import read_paper
from lokmin.cycle.meetings.models import Ballot, BallotOption, BallotPaper, BallotTurn, RoomEvent, Urn

SHEETS = [(5, 4, 3), (1, 2, 2), (4, 4, 5)]


@pytest.fixture
def base(running, cast):
    running.attendance.filter(person__isnull=False).update(status="hadir")
    return f"/p/{cast.puskesmas.code}/lokmin/{running.pk}"


@pytest.fixture
def desk(enter):
    return enter("yusuf")


def opened(running, cast, *, secret, method="usg"):
    return op.open_scoring(
        meeting=running, by=cast.people["yusuf"], title="Mana dulu?", method=rules.methods(2026)[method],
        secret=secret, options=[BallotOption(order=1, label="Watubelah: K1"), BallotOption(order=2, label="Stunting")],
    )  # fmt: skip


def here(running):
    return list(running.attendance.filter(status="hadir", person__isnull=False).order_by("pk"))


def by_phone(ballot, voice):
    data = {f"n1-{c}": "3" for c in "USG"}
    op.cast(ballot=ballot.pk, meeting=ballot.meeting_id, voice=voice, key="telepon", read=lambda b: read_paper(b, data))


def code(ballot):
    return f"L{ballot.meeting_id}-N{ballot.pk}"


def test_named_sheets_go_beside_their_names_in_one_post(running, cast, base, desk):
    ballot = opened(running, cast, secret=False)
    one, two, *_rest = here(running)
    answer = desk.post(
        f"{base}/suara/{ballot.pk}/kertas/",
        {"kode": code(ballot).lower(), f"k{one.pk}-1": "543", f"k{one.pk}-2": "1 2 2", f"k{two.pk}-1": "4,4,5"},
    )
    assert answer.status_code == 302, answer.content.decode()
    kept = {p.attendance_id: p.scores for p in BallotPaper.objects.filter(ballot=ballot)}
    assert kept == {one.pk: {"1": [5, 4, 3], "2": [1, 2, 2]}, two.pk: {"1": [4, 4, 5]}}
    assert "2 lembar kertas masuk" in desk.get(answer.url).content.decode()
    assert RoomEvent.objects.filter(kind="suara").last().data["masuk"] == 1, "only whole papers are counted"


def secret_post(ballot, people, sheets=SHEETS, **more):
    data = {"kode": code(ballot), "orang": [a.pk for a in people]}
    for n, sheet in enumerate(sheets, 1):
        data |= {f"k{n}-1": "".join(map(str, sheet)), f"k{n}-2": "333"}
    return data | more


def test_secret_sheets_lie_in_the_urn_and_the_person_has_only_voted(running, cast, base, desk):
    ballot = opened(running, cast, secret=True)
    people = here(running)[-3:]
    assert desk.post(f"{base}/suara/{ballot.pk}/kertas/", secret_post(ballot, people)).status_code == 302
    papers = Urn.objects.get(ballot=ballot).papers
    assert sorted(tuple(p["s"]["1"]) for p in papers) == sorted(SHEETS)
    assert BallotPaper.objects.count() == 0
    assert set(BallotTurn.objects.values_list("attendance", flat=True)) == {a.pk for a in people}
    line = AuditLine.objects.latest("pk")
    assert "3 lembar" in line.sentence
    assert not any(a.shown_name in line.sentence for a in people)
    assert not any(json.dumps(list(s)) in line.sentence for s in SHEETS)


def test_the_order_in_the_urn_does_not_follow_the_order_of_names(running, cast, base, desk):
    """Marks are made of keys nobody keeps; over many ballots the first sheet is not always the first person's."""
    seen = set()
    people = here(running)[-3:]
    for _n in range(12):
        ballot = opened(running, cast, secret=True)
        desk.post(f"{base}/suara/{ballot.pk}/kertas/", secret_post(ballot, people))
        seen.add(tuple(tuple(p["s"]["1"]) for p in Urn.objects.get(ballot=ballot).papers))
        op.cancel(ballot=ballot, by=cast.people["yusuf"], reason="uji")
    assert len(seen) > 1


@pytest.mark.parametrize("secret", [True, False])
def test_who_voted_by_phone_is_refused_by_name_and_nothing_is_written(running, cast, base, desk, secret):
    ballot = opened(running, cast, secret=secret)
    one, two, *_rest = here(running)
    page = f"{base}/suara/{ballot.pk}/kertas/"
    if secret:
        data = secret_post(ballot, [one, two], SHEETS[:2])
    else:
        data = {"kode": code(ballot), f"k{one.pk}-1": "555", f"k{two.pk}-1": "444"}
    assert one.shown_name in desk.get(page).content.decode()
    by_phone(ballot, one)
    assert one.shown_name not in desk.get(page).content.decode().split("<main")[1]
    answer = desk.post(page, data)
    assert answer.status_code == 422
    assert f"{one.shown_name} sudah menilai dari telepon" in answer.content.decode()
    if secret:
        assert len(Urn.objects.get(ballot=ballot).papers) == 1
        assert BallotTurn.objects.get().attendance_id == one.pk
    else:
        assert BallotPaper.objects.get().scores == {"1": [3, 3, 3]}


def test_as_many_people_as_sheets(running, cast, base, desk):
    ballot = opened(running, cast, secret=True)
    answer = desk.post(f"{base}/suara/{ballot.pk}/kertas/", secret_post(ballot, here(running)[:2]))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "3 lembar diketik, tetapi 2 orang ditandai" in page
    assert 'value="543"' in page, "what was typed is still there"
    assert Urn.objects.get(ballot=ballot).papers == []


@pytest.mark.parametrize(
    ("typed", "said"), [("563", "1 sampai 5"), ("54", "perlu 3 angka"), ("5 4 3 2", "perlu 3 angka"), ("5a4", "perlu")]
)
def test_a_wrong_number_is_told_with_its_sheet_and_problem(running, cast, base, desk, typed, said):
    ballot = opened(running, cast, secret=False)
    one = here(running)[0]
    answer = desk.post(f"{base}/suara/{ballot.pk}/kertas/", {"kode": code(ballot), f"k{one.pk}-1": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{one.shown_name}, Watubelah: K1:" in page
    assert said in page
    assert f'href="#k{one.pk}-1"' in page
    assert BallotPaper.objects.count() == 0


def test_scales_up_to_ten_are_typed_with_spaces(running, cast, base, desk):
    ballot = opened(running, cast, secret=False, method="mcua")
    one = here(running)[0]
    page = f"{base}/suara/{ballot.pk}/kertas/"
    count = len(ballot.rule["method"]["criteria"])
    given = [10, *[7] * (count - 1)]
    assert desk.post(page, {"kode": code(ballot), f"k{one.pk}-2": " ".join(map(str, given))}).status_code == 302
    assert BallotPaper.objects.get().scores == {"2": given}


@pytest.mark.parametrize("given", ["", "L99-N99", "EARLY"])
def test_a_sheet_of_another_ballot_is_refused(running, cast, base, desk, given):
    ballot = opened(running, cast, secret=False)
    one = here(running)[0]
    typed = f"L{running.pk}-N" if given == "EARLY" else given
    answer = desk.post(f"{base}/suara/{ballot.pk}/kertas/", {"kode": typed, f"k{one.pk}-1": "555"})
    words = {"": "Ketik kode", "L99-N99": "bukan kode pemungutan ini", "EARLY": "sebelum pemungutan dibuka"}[given]
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_plain_vote_on_paper_and_the_printed_sheet_bears_the_same_code(running, cast, base, desk):
    ballot = op.open_vote(
        meeting=running, by=cast.people["yusuf"], title="Posyandu pindah hari?", majority="terbanyak",
        options=[BallotOption(order=1, label="Setuju", reference="setuju"),
                 BallotOption(order=2, label="Tidak setuju", reference="tidak")],
    )  # fmt: skip
    people = here(running)[-3:]
    data = {"kode": code(ballot), "orang": [a.pk for a in people], "k1-": "setuju", "k2-": "abstain", "k3-": "setuju"}
    assert desk.post(f"{base}/suara/{ballot.pk}/kertas/", data).status_code == 302
    assert sorted(p["s"]["pilihan"] for p in Urn.objects.get(ballot=ballot).papers) == ["abstain", "setuju", "setuju"]
    from lokmin.cycle.meetings.after.prints import document as printed

    document, _given = printed(running, "lembar-nilai")
    assert code(ballot) in document.footer


def test_after_closing_the_grid_is_gone(running, cast, base, desk):
    ballot = opened(running, cast, secret=False)
    one = here(running)[0]
    by_phone(ballot, one)
    op.close(ballot=ballot, by=cast.people["yusuf"])
    answer = desk.post(f"{base}/suara/{ballot.pk}/kertas/", {"kode": code(ballot), f"k{one.pk}-1": "555"})
    assert answer.status_code == 302
    assert "tidak dibuka lagi" in desk.get(answer.url).content.decode()
    assert Ballot.objects.get().result["raters"] == 1


def test_only_who_leads_types_sheets(running, cast, base, enter):
    ballot = opened(running, cast, secret=False)
    assert enter("endah").get(f"{base}/suara/{ballot.pk}/kertas/").status_code in (302, 403, 404)
    assert enter("tetangga").get(f"{base}/suara/{ballot.pk}/kertas/").status_code in (403, 404)
