"""The secretary asks the room, watches the count, closes, reads the result, and goes on from it."""

from __future__ import annotations

import pytest

from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.ballots import operations as op
from lokmin.cycle.meetings.ballots import parts, queries, sources
from lokmin.cycle.meetings.ballots.forms import read_paper
from lokmin.cycle.meetings.models import Attendance, Ballot
from lokmin.cycle.meetings.queries.gate import lacks


@pytest.fixture
def base(running, cast):
    running.attendance.filter(person__isnull=False).update(status="hadir")
    return f"/p/{cast.puskesmas.code}/lokmin/{running.pk}"


def fill(**more):
    return {"cara": "usg", "judul": "Mana dulu?", "rahasia": "ya", "tulis": "Stunting\nHipertensi\nRujukan", **more}


def ask(enter, base, **more):
    answer = enter("yusuf").post(f"{base}/suara/buka/", fill(**more))
    assert answer.status_code == 302, answer.content.decode()
    return Ballot.objects.latest("pk")


def cast_all(ballot, scores):
    for voice in ballot.meeting.attendance.filter(status="hadir"):
        data = {f"n{key}-{c}": str(v) for key, given in scores.items() for c, v in zip("USG", given, strict=True)}
        op.cast(ballot=ballot.pk, meeting=ballot.meeting_id, voice=voice, key=f"{voice.pk}",
                read=lambda b, data=data: read_paper(b, data))  # fmt: skip


def test_the_secretary_asks_watches_closes_and_takes_the_ranking_over(enter, base, running, client):
    ballot = ask(enter, base)
    assert (ballot.secret, ballot.guests, ballot.method) == (True, False, "usg")
    client = enter("yusuf")
    page = client.get(f"{base}/suara/{ballot.pk}/").content.decode()
    assert ">0</b>" in page
    assert "Tutup dan hitung" in page
    assert "Mana dulu?" in client.get(f"{base}/meja/").content.decode()
    cast_all(ballot, {"1": (2, 2, 2), "2": (5, 5, 5), "3": (1, 1, 1)})
    client.post(f"{base}/suara/{ballot.pk}/tutup/", {"kembali": "meja"})
    page = client.get(f"{base}/suara/{ballot.pk}/").content.decode()
    assert "Hipertensi didahulukan, lalu Stunting dan Rujukan" in page
    assert page.count("<svg") == 9
    client.post(f"{base}/suara/{ballot.pk}/putuskan/")
    assert "Sudah menjadi keputusan 1." in client.get(f"{base}/suara/{ballot.pk}/").content.decode()
    assert "1. Hipertensi (15,00)" in running.decisions.get().text


def test_a_form_that_lacks_something_comes_back_with_what_was_filled_in(enter, base):
    client = enter("yusuf")
    answer = client.post(f"{base}/suara/buka/", fill(judul="", tulis="Satu saja"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "sedikitnya dua masalah" in page
    assert "Satu saja</textarea>" in page
    assert 'href="#judul"' in page
    mcua = client.post(f"{base}/suara/buka/", fill(cara="mcua", **{"bobot-E": "50", "bobot-G": "30", "bobot-K": "30"}))
    assert "harus 100, sekarang 110" in mcua.content.decode()
    assert "Pilih cara menilai" in client.post(f"{base}/suara/buka/", fill(cara="dadu")).content.decode()
    assert "tidak mempunyai rumus" in client.post(f"{base}/suara/buka/", fill(**{"rumus-usg": "x"})).content.decode()
    assert Ballot.objects.count() == 0


def test_the_group_names_and_weighs_its_own_criteria(enter, base):
    made = ask(
        enter, base, cara="mcua", **{"bobot-E": "70", "nama-E": "Keresahan warga", "bobot-G": "30", "bobot-M": "0"}
    )
    criteria = made.rule["method"]["criteria"]
    assert [(c["name"], c["weight"]) for c in criteria] == [("Keresahan warga", 70), ("Banyaknya yang terkena", 30)]
    assert criteria[0]["question"] == "Keresahan warga: berapa nilainya?"


@pytest.mark.parametrize(
    ("code", "count"), [("usg", 2 * 15), ("carl", 2 * 20), ("hanlon", 2 * (33 + 10)), ("mcua", 2 * 40)]
)
def test_every_method_is_a_page_of_boxes_on_a_phone(enter, base, running, code, count):
    weights = {f"bobot-{c}": "25" for c in "EGKM"}
    ask(enter, base, cara=code, tulis="Satu\nDua", **(weights if code == "mcua" else {}))
    html = parts.hand(running)
    assert html.count('type="radio"') == count
    assert html.count("<form") == 2
    assert 'name="kunci" value=""' in html


def test_a_vote_is_a_page_with_abstain_on_a_phone(enter, base, running):
    made = ask(enter, base, cara="suara", bentuk="usul", aturan="mutlak", tulis="")
    assert made.rule["keys"] == ["setuju", "tidak"]
    html = parts.hand(running)
    assert [html.count(f'value="{v}"') for v in ("setuju", "tidak", "abstain")] == [1, 1, 1]


def test_problems_of_the_frozen_month_are_offered_with_their_figures(figures, meeting, enter, cast):
    running = meetings.open_meeting(meeting=meeting, by=cast.people["anindya"])
    base = f"/p/{cast.puskesmas.code}/lokmin/{running.pk}"
    page = enter("yusuf").get(f"{base}/suara/buka/").content.decode()
    assert "kurang 15 ibu, 17,4\u00a0%" in page
    (row,) = [c.row for c in sources.candidates(running)]
    made = ask(enter, base, tulis="Stunting", baris=str(row))
    first, second = made.options.all()
    assert (first.reference.partition("@")[0], first.gap_bp, first.missed_micro) == ("K1", 1594, 15_000_000)
    assert (second.label, second.gap_bp) == ("Stunting", None)


def test_an_open_ballot_keeps_the_meeting_open_and_cancelling_asks_why(enter, base, running):
    ballot = ask(enter, base)
    assert "suara-dibuka" in {lack.code for lack in lacks(running)}
    client = enter("anindya")
    assert client.post(f"{base}/suara/{ballot.pk}/batal/", {"alasan": " "}).status_code == 422
    client.post(f"{base}/suara/{ballot.pk}/batal/", {"alasan": "Daftar keliru"})
    assert "suara-dibuka" not in {lack.code for lack in lacks(running)}
    assert "Dibatalkan: Daftar keliru" in client.get(f"{base}/suara/").content.decode()


def test_staff_read_results_but_do_not_open_or_close(enter, base):
    ballot = ask(enter, base)
    client = enter("endah")
    assert client.get(f"{base}/suara/{ballot.pk}/").status_code == 200
    assert "Tutup dan hitung" not in client.get(f"{base}/suara/{ballot.pk}/").content.decode()
    assert client.get(f"{base}/suara/buka/").status_code == 403
    assert client.post(f"{base}/suara/{ballot.pk}/tutup/").status_code == 403


def test_a_screen_has_ten_lines_at_most_and_says_how_many_more(enter, base, running):
    ballot = ask(enter, base, tulis="\n".join(f"Masalah {n}" for n in range(1, 14)))
    cast_all(ballot, {str(n): (1 + n % 5, 3, 3) for n in range(1, 14)})
    op.close(ballot=ballot, by=running.made_by)
    (screen,) = queries.for_hall(running)
    assert (screen.key, len(screen.rows), screen.more) == (f"hasil-{ballot.pk}", 10, 3)
    assert screen.title.endswith("didahulukan")
    page = enter("yusuf").get(f"{base}/ruang/?layar={screen.key}").content.decode()
    assert "dan 3 lagi" in page


def test_a_guest_who_is_not_asked_sees_no_boxes(enter, base, running):
    ask(enter, base)
    guest = Attendance.objects.create(meeting=running, name="Camat", status="hadir")
    assert queries.for_hand(running, guest).barred
    staff = running.attendance.filter(person__isnull=False).first()
    assert not queries.for_hand(running, staff).barred


def test_opinions_far_apart_are_said_and_a_second_round_shows_the_first_medians(enter, base, running):
    ballot = ask(enter, base)
    voices = list(running.attendance.filter(status="hadir"))
    for n, voice in enumerate(voices):
        data = {f"n{k}-{c}": "3" for k in "123" for c in "USG"} | {"n1-U": "5" if n % 2 else "1"}
        op.cast(
            ballot=ballot.pk, meeting=running.pk, voice=voice, key="k", read=lambda b, data=data: read_paper(b, data)
        )
    client = enter("yusuf")
    client.post(f"{base}/suara/{ballot.pk}/tutup/")
    assert "Pendapat yang berjauhan" in client.get(f"{base}/suara/{ballot.pk}/").content.decode()
    client.post(f"{base}/suara/{ballot.pk}/ulang/")
    second = Ballot.objects.latest("pk")
    assert second.round == 2
    assert "Median putaran 1: " in parts.hand(running)
    assert "Buka putaran berikut" not in client.get(f"{base}/suara/{ballot.pk}/").content.decode()
