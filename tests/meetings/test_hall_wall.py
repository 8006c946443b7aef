"""The wall: what it shows at each moment of a meeting, and how its pages are turned."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Attendance, Room


def at(meeting, route="hall", **more):
    return reverse(f"meetings:{route}", kwargs={"pkm": HOME, "pk": meeting.pk, **more})


@pytest.fixture
def wall(enter):
    client = enter("yusuf")

    def read(meeting, layar="", part=False):
        query = {"layar": layar} if layar else {}
        answer = client.get(at(meeting), {**query, **({"bagian": "layar"} if part else {})})
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_before_the_meeting_the_wall_says_how_to_join(figures, meeting, wall):
    page = wall(meeting)
    room = Room.objects.get(meeting=meeting)
    assert "Isi daftar hadir dari telepon Anda" in page
    assert "/hadir</b>" in page
    assert f"<b>{room.code}</b>" in page
    assert page.count("<svg") == 1


def test_the_wall_follows_the_point_under_discussion(figures, running, cast, wall):
    assert "Acara 1 dari" in wall(running, part=True)
    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    page = wall(running, part=True)
    assert "1 dari 12 desa di bawah target K1, Watubelah paling jauh" in page
    assert "Target 33,3 %" in page
    assert "menit lagi" in page


def test_a_bar_says_how_many_people_are_missing_and_where_the_month_was_frozen(figures, running, cast, wall):
    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    page = wall(running, "angka-1", part=True)
    assert "kurang 15 ibu" in page
    assert "17,4" in page
    assert "April 2026, dibekukan" in page


def test_figures_are_those_frozen_though_the_source_is_corrected_later(figures, running, cast, wall):
    from lokmin.core.numbers import MICRO
    from lokmin.cycle.reporting.models import Fact

    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    Fact.objects.filter(place__name="Watubelah", element="kia.k1").update(micro=40 * MICRO)
    assert "kurang 15 ibu" in wall(running, "angka-1", part=True)


def test_before_a_guest_small_counts_are_hidden_on_the_wall(cast, meeting, wall):
    from lokmin.core.numbers import MICRO
    from lokmin.cycle.centre import clock
    from lokmin.cycle.reporting import store
    from lokmin.cycle.reporting.models import Fact

    for village, count in zip(cast.villages, (3, *[40] * 11), strict=True):
        Fact.objects.create(
            puskesmas=cast.puskesmas, by=cast.people["ratna"], at=clock.now(), place=village, period="2026",
            element="sasaran.bumil", variant="proyeksi", micro=90 * MICRO,
        )  # fmt: skip
        Fact.objects.create(
            puskesmas=cast.puskesmas, by=cast.people["ratna"], at=clock.now(), place=village, period="2026-04",
            element="kia.k1", micro=count * MICRO,
        )  # fmt: skip
    store.lock(cast.puskesmas)
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    op.start_item(item=meeting.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    assert "<b>3,3</b>" in wall(meeting, "angka-1", part=True)
    op.add_guest(meeting=meeting, by=cast.people["yusuf"], name="Drs. Suryo", institution="Kecamatan", status="hadir")
    page = wall(meeting, "angka-1", part=True)
    assert "<b>3,3</b>" not in page
    assert "&lt; 5" in page
    op.start_item(item=meeting.agenda.get(kind="prioritas"), by=cast.people["anindya"])
    page = wall(meeting, "angka-1", part=True)
    assert "Banyuwening: K1" in page
    assert "3,3 %" not in page
    op.start_item(item=meeting.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    cast.puskesmas.settings["sembunyikan_kecil"] = False
    cast.puskesmas.save()
    assert "<b>3,3</b>" in wall(meeting, "angka-1", part=True)


def test_pages_are_turned_by_plain_links_one_after_the_other(figures, running, cast, wall):
    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    seen, key = [], "gabung"
    while key:
        page = wall(running, key, part=True)
        seen.append(page[page.index("<h1>") + 4 : page.index("</h1>")])
        tail = page[: page.index('rel="next"')].rsplit('data-turn="', 1) if 'rel="next"' in page else None
        key = tail[1].split('"')[0] if tail else ""
    assert seen[0] == "Isi daftar hadir dari telepon Anda"
    assert len(seen) == len(set(seen)) >= 3
    assert f"{len(seen)} dari {len(seen)}" in page


def test_old_promises_come_with_their_result_late_ones_first(figures, running, cast, wall):
    from lokmin.cycle.followup import operations as followup

    common = {"puskesmas": cast.puskesmas, "by": cast.people["ratna"], "problem": "K1", "expected": "naik"}
    day = dt.date(2026, 4, 7)
    done = followup.add(made_on=day, activity="Sweeping campak", owner_text="Hendra", indicator="K1",
                        due=dt.date(2026, 4, 20), **common)  # fmt: skip
    done.status, done.result, done.finished_on = "selesai", "48 dari 52 anak", dt.date(2026, 4, 24)
    done.save()
    followup.add(made_on=day, activity="Surat ambulans desa", owner_text="Yusuf", indicator="K1",
                 due=dt.date(2026, 4, 10), **common)  # fmt: skip
    op.start_item(item=running.agenda.get(kind="evaluasi_rtl"), by=cast.people["anindya"])
    page = wall(running, part=True)
    assert "1 dari 2 janji yang lalu selesai, 1 terlambat" in page
    assert page.index("Surat ambulans desa") < page.index("Sweeping campak")
    assert "Hasil: 48 dari 52 anak" in page


def test_no_screen_has_more_than_ten_rows_and_the_rest_is_counted(figures, running, cast, wall):
    for n in range(27):
        op.decide(meeting=running, by=cast.people["yusuf"], text=f"Keputusan nomor {n}", manner="mufakat")
    page = wall(running, "keputusan-4", part=True)
    assert page.count("<li>") <= 10
    assert "7 lagi ada di notulen" in page


def test_the_wall_held_fast_stays_until_it_is_let_go(figures, running, cast, enter, wall):
    client = enter("anindya")
    client.post(at(running, "show"), {"layar": "gabung"})
    assert "Isi daftar hadir" in wall(running, part=True)
    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    assert "Isi daftar hadir" in wall(running, part=True)
    client = enter("anindya")
    client.post(at(running, "show"), {"layar": ""})
    assert "Watubelah paling jauh" in wall(running, part=True)


def test_closed_minutes_end_with_counts_and_without_the_join_code(figures, running, cast, complete, wall):
    op.add_rtl(meeting=running, by=cast.people["yusuf"], **complete)
    running.refresh_from_db()
    running.state, running.closed_at, running.closed_by = "ditutup", running.opened_at, cast.people["anindya"]
    running.signed_rtl = [{}]
    running.save()
    running.signed_rtl = []
    running.save()
    page = wall(running, part=True)
    assert "Terima kasih. Notulen ditutup pukul" in page
    assert "/hadir/" not in page


def test_no_ranking_of_persons_and_no_waiting_names_on_the_wall(figures, running, cast, wall):
    from lokmin.cycle.meetings.hand import operations as hand

    line = running.attendance.get(person=cast.people["bambang"])
    hand.wait_at_door(attendance=line)
    for screen in ("", "gabung", "acara", "angka-1"):
        assert "Bambang" not in wall(running, screen)


def test_without_scripts_the_wall_reads_itself_again(figures, running, wall):
    page = wall(running)
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in page


def test_many_codes_for_the_wall_are_answered_quickly(figures, running, cast, wall, django_assert_max_num_queries):
    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=cast.people["anindya"])
    wall(running, part=True)
    with django_assert_max_num_queries(70):
        wall(running, part=True)


def test_present_counts_people_who_came_or_are_represented(figures, running, wall):
    lines = list(Attendance.objects.filter(meeting=running))
    Attendance.objects.filter(pk__in=[a.pk for a in lines[:3]]).update(status="hadir")
    assert f'data-count="hadir-hadir">3</span></b> <span>dari <span data-count="hadir-dari">{len(lines)}' in wall(
        running, "gabung", part=True
    )


def test_a_test_left_open_does_not_hold_the_wall_when_the_meeting_goes_on(figures, running, cast, wall):
    from lokmin.cycle.meetings.learning import operations as learning
    from lokmin.cycle.meetings.learning.library import topics

    item, by = running.agenda.get(kind="pengetahuan"), cast.people["yusuf"]
    made = learning.save_knowledge(item=item, by=by, topic="ANC", questions=topics()[0].questions)
    op.start_item(item=item, by=by)
    learning.set_phase(knowledge=made, by=by, phase="pre")
    assert "Tes awal “ANC”: jawab 3 soal" in wall(running, part=True)
    op.start_item(item=running.agenda.get(kind="klaster", klaster=2), by=by)
    assert "Watubelah paling jauh" in wall(running, part=True)


def test_an_open_vote_comes_before_everything_and_its_result_after_it(figures, running, cast, wall):
    from lokmin.cycle.meetings.ballots import operations as ballots
    from lokmin.cycle.meetings.models import BallotOption

    by = cast.people["anindya"]
    ballot = ballots.open_vote(
        meeting=running, by=by, title="Pusling hari Rabu?", majority="terbanyak",
        options=[BallotOption(order=n, label=label) for n, label in enumerate(("Rabu", "Sabtu"), 1)],
    )  # fmt: skip
    page = wall(running, part=True)
    assert "<h1>Pusling hari Rabu?</h1>" in page
    assert 'data-count="suara-masuk"' in page
    ballots.close(ballot=ballot, by=by)
    assert 'class="screen hasil"' in wall(running, part=True) or 'class="screen acara"' in wall(running, part=True)
    assert 'class="screen hasil"' in wall(running, "hasil", part=True)


def test_a_photo_is_shown_with_its_caption_as_the_sentence(running, cast, wall):
    from lokmin.cycle.centre import clock
    from lokmin.cycle.meetings.models import Photo

    made = Photo.objects.create(
        meeting=running, caption="Kader Watubelah memperagakan kelas ibu", name="a.jpg", sha256="0" * 64, width=1600,
        height=1200, at=clock.now(),
    )  # fmt: skip
    page = wall(running, "foto", part=True)
    assert "<h1>Kader Watubelah memperagakan kelas ibu</h1>" in page
    assert f'src="{at(running, "photo_file", photo=made.pk)}"' in page


def test_where_sectors_sit_at_the_table_their_screens_come_with_their_points(figures, cast, wall):
    from lokmin.core.periods import Month
    from lokmin.cycle.centre import operations as centre
    from lokmin.cycle.followup.commitments import operations as promises
    from lokmin.cycle.meetings.models import Meeting

    by = cast.people["yusuf"]
    kua = centre.add_partner(puskesmas=cast.puskesmas, by=by, sector="kua", name="KUA Banyuwening")
    promises.add(
        puskesmas=cast.puskesmas,
        by=by,
        partner=kua,
        made_on=dt.date(2026, 2, 10),
        problem="K1",
        activity="Rujuk calon pengantin",
        due=dt.date(2026, 4, 30),
        origin_kind=Meeting.ORIGIN,
        origin_id="0",
    )
    meeting = op.prepare(
        puskesmas=cast.puskesmas, by=by, kind="tribulanan_rutin", period=Month(2026, 4), date=dt.date(2026, 5, 12)
    )
    op.open_meeting(meeting=meeting, by=by)
    op.start_item(item=meeting.agenda.get(kind="evaluasi_rtl"), by=by)
    page = wall(meeting, part=True)
    assert 'class="screen sektor"' in page
    assert "Rujuk calon pengantin" in page
