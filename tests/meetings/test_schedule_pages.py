"""Pages of the schedule, calendar files and the private feed, as people use them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse

from lokmin.core.periods import Month
from lokmin.cycle.centre.models import FeedToken
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import KindOverride, Meeting, ScheduleEntry
from lokmin.cycle.meetings.schedule import operations
from lokmin.cycle.meetings.schedule.feed_views import renew_feed
from lokmin.cycle.meetings.schedule.forms import KindForm, lines_of
from lokmin.cycle.meetings.schedule.rules import kind_of

DAY = dt.date(2026, 5, 5)


@pytest.fixture
def year(cast, settings):
    settings.LOKMIN_TODAY = "2026-01-02"
    operations.lay_out(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026)
    settings.LOKMIN_TODAY = "2026-04-28"
    return cast


def go(cast, route: str, **kwargs) -> str:
    return reverse(f"meetings:{route}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


def may_line(cast) -> ScheduleEntry:
    return ScheduleEntry.objects.of(cast.puskesmas).get(kind="bulanan_rutin", month=5)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_secretary_lays_out_prints_and_prepares_from_the_schedule(cast, enter, settings):
    settings.LOKMIN_TODAY = "2026-04-28"
    client = enter("yusuf")
    assert "Jadwal tahun ini belum disusun" in text(client.get(go(cast, "schedule")))
    answer = client.post(go(cast, "lay_out"), {"tahun": "2026"}, follow=True)
    assert "18 pertemuan dimasukkan" in text(answer)
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(go(cast, "schedule_paper", ending=ending) + "?tahun=2026").content.startswith(start)
    page = client.get(go(cast, "prepare") + f"?jadwal={may_line(cast).pk}")
    assert 'value="Selasa, 5 Mei 2026"' in text(page)
    answer = client.post(
        go(cast, "prepare"),
        {
            "jadwal": may_line(cast).pk, "kind": "bulanan_rutin", "period": "2026-04", "date": "Selasa, 5 Mei 2026",
            "start": "09:00", "planned_minutes": "120", "place": "aula",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert may_line(cast).meeting == Meeting.objects.of(cast.puskesmas).get()


def test_a_quarter_can_be_chosen_and_a_cluster_must_be(year, enter):
    client = enter("yusuf")
    given = {
        "kind": "bulanan_rutin", "period": "2026-03/3", "date": "Selasa, 7 April 2026", "start": "09:00",
        "planned_minutes": "150", "place": "aula",
    }  # fmt: skip
    answer = client.post(go(year, "prepare"), {**given, "kind": "pra_lokmin_klaster"})
    assert answer.status_code == 422
    assert "pilih klaster yang bertemu" in text(answer)
    assert client.post(go(year, "prepare"), given).status_code == 302
    meeting = Meeting.objects.of(year.puskesmas).get()
    assert meeting.about == "Januari–Maret 2026"
    assert "Membahas Januari–Maret 2026" in text(client.get(go(year, "home")))
    page = text(client.get(go(year, "change", pk=meeting.pk)))
    assert '<option value="2026-03/3" selected>' in page


def test_a_meeting_with_the_sectors_is_proposed_with_its_leader_its_hall_and_its_quarter(year, enter):
    page = text(enter("yusuf").get(go(year, "prepare") + "?jenis=tribulanan_rutin"))
    assert '<option value="tribulanan_rutin" selected>' in page
    assert 'value="aula kecamatan"' in page
    assert '<option value="2026-03/3" selected>' in page
    assert page.count(f'<option value="{year.people["camat"].pk}" selected>') == 2


def test_a_day_name_that_contradicts_its_date_is_refused_when_moving(year, enter):
    client = enter("yusuf")
    wrong = {"apa": "pindah", "day": "Senin, 12 Mei 2026", "reason": "Aula dipakai"}
    answer = client.post(go(year, "entry", entry=may_line(year).pk), wrong)
    assert answer.status_code == 422
    assert "12 Mei 2026 adalah hari Selasa, bukan Senin" in text(answer)
    client.post(go(year, "entry", entry=may_line(year).pk), {**wrong, "day": "Selasa, 12 Mei 2026"})
    assert may_line(year).planned == dt.date(2026, 5, 12)
    page = text(client.get(go(year, "schedule")))
    assert "7 hari sesudah rencana" in page
    assert "Aula dipakai" in page


def test_the_list_says_what_is_due_only_to_those_who_prepare(year, enter, settings):
    settings.LOKMIN_TODAY = "2026-05-11"
    assert "Perlu dikerjakan" in text(enter("yusuf").get(go(year, "home")))
    page = text(enter("bambang").get(go(year, "home")))
    assert "Perlu dikerjakan" not in page
    assert "Lokmin Mei belum diadakan, lewat 6 hari." in page


def test_the_office_changes_a_kind_and_goes_back(year, enter):
    client = enter("yusuf")
    address = go(year, "kind_edit", kind="bulanan_rutin")
    kind = kind_of(year.puskesmas, "bulanan_rutin", 2026)
    given = {k: "\n".join(v) if isinstance(v, list) and k != "papers" else v for k, v in KindForm.of(kind).items()}
    given["valid_from"] = 2026
    for n, line in enumerate(lines_of(kind.agenda)):
        given |= {f"p{n}-{name}": value for name, value in line.items() if name != "optional"}
        if line["optional"]:
            given[f"p{n}-optional"] = "1"
    page = text(client.get(address))
    assert [name for name in given if f'name="{name}"' not in page] == []
    assert client.post(address, {**given, "reason": "Uji"}).status_code == 302
    assert not KindOverride.objects.of(year.puskesmas).exists()
    own = {**given, "reason": "Desa jauh", "lead_days": "5", "p1-title": "Tagih janji bulan lalu", "p1-order": "3"}
    assert client.post(address, own).status_code == 302
    kept = KindOverride.objects.of(year.puskesmas).get()
    assert set(kept.body) == {"lead_days", "agenda"}
    assert kept.body["agenda"][2]["title"] == "Tagih janji bulan lalu"
    answer = client.post(address, {**own, "p1-least": "30"})
    assert answer.status_code == 422
    assert "yang wajar tidak lebih kecil" in text(answer)
    assert "Desa jauh" in text(client.get(go(year, "kind", kind="bulanan_rutin")))
    client.post(go(year, "kind_drop", kind="bulanan_rutin", override=kept.pk))
    assert not KindOverride.objects.of(year.puskesmas).exists()


def test_every_kind_has_its_page(year, enter):
    client = enter("bambang")
    page = text(client.get(go(year, "kinds")))
    for code in ("bulanan_pertama", "tribulanan_rutin", "pra_lokmin_klaster", "rtm", "rapat_lain"):
        assert go(year, "kind", kind=code) in page
        assert client.get(go(year, "kind", kind=code)).status_code == 200
    assert client.get(go(year, "kind", kind="pesta")).status_code == 404
    assert client.get(go(year, "kind_edit", kind="rtm")).status_code == 403


def test_the_file_of_one_meeting_stands_at_its_hour_and_is_taken_away_when_called_off(meeting, cast, enter):
    client = enter("bambang")
    answer = client.get(go(cast, "ics", pk=meeting.pk))
    assert answer["Content-Type"].startswith("text/calendar")
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert found.decoded("dtstart") == dt.datetime(2026, 5, 5, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert (found["sequence"], found["status"]) == (0, "TENTATIVE")
    asked = icalendar.Calendar.from_ical(client.get(go(cast, "ics", pk=meeting.pk) + "?undangan=1").content)
    assert asked["method"] == "REQUEST"
    assert len(asked.walk("VEVENT")[0]["attendee"]) == meeting.attendance.count()
    operations.cancel_meeting(meeting=meeting, by=cast.people["yusuf"], reason="Banjir")
    gone = icalendar.Calendar.from_ical(client.get(go(cast, "ics", pk=meeting.pk)).content)
    assert (gone["method"], gone.walk("VEVENT")[0]["status"]) == ("CANCEL", "CANCELLED")
    assert gone.walk("VEVENT")[0]["uid"] == found["uid"]


def test_the_private_feed_holds_ones_own_meetings_and_actions_and_ends_when_revoked(year, client):
    ratna, hendra, pkm = year.people["ratna"], year.people["hendra"], year.puskesmas
    meeting = op.prepare(puskesmas=pkm, by=year.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4), date=DAY)
    common = {"puskesmas": pkm, "by": ratna, "made_on": DAY, "problem": "K1", "due": dt.date(2026, 5, 23)}
    mine = followup.add(
        **common, activity="Sweeping Watubelah", owner=ratna, origin_kind=Meeting.ORIGIN, origin_id=str(meeting.pk)
    )
    followup.add(**common, activity="Fogging Rejosari", owner=hendra)
    token = renew_feed(person=ratna, puskesmas=pkm, make=True).token
    assert len(token) == 43
    answer = client.get(reverse("feed", kwargs={"token": token}))
    found = icalendar.Calendar.from_ical(answer.content)
    uids = {str(e["uid"]) for e in found.walk("VEVENT") if e["status"] == "TENTATIVE"}
    assert f"lokmin-{meeting.pk}@{pkm.code}" in uids
    assert any(u.startswith("jadwal-") for u in uids)
    (task,) = found.walk("VTODO")
    assert str(task["summary"]) == "Sweeping Watubelah"
    assert str(task["related-to"]) == f"lokmin-{meeting.pk}@{pkm.code}"
    assert str(task["uid"]) == f"rtl-{mine.pk}@{pkm.code}"
    assert b"Fogging" not in answer.content
    assert (
        client.get(reverse("feed", kwargs={"token": token}), headers={"If-None-Match": answer["ETag"]}).status_code
        == 304
    )
    new = renew_feed(person=ratna, puskesmas=pkm, make=True).token
    assert client.get(reverse("feed", kwargs={"token": token})).status_code == 404
    assert client.get(reverse("feed", kwargs={"token": new})).status_code == 200
    ratna.is_active = False
    ratna.save()
    assert client.get(reverse("feed", kwargs={"token": new})).status_code == 404


def test_ones_feed_does_not_hold_the_meetings_of_the_neighbour(year, client):
    there = op.prepare(
        puskesmas=year.neighbour, by=year.people["tetangga"], kind="bulanan_rutin", period=Month(2026, 4), date=DAY
    )
    token = renew_feed(person=year.people["ratna"], puskesmas=year.puskesmas, make=True).token
    assert f"@{there.puskesmas.code}".encode() not in client.get(reverse("feed", kwargs={"token": token})).content


def test_a_moved_meeting_changes_its_sequence_and_stamp_in_the_feed(year, client, settings):
    pkm, yusuf = year.puskesmas, year.people["yusuf"]
    meeting = op.prepare(puskesmas=pkm, by=yusuf, kind="bulanan_rutin", period=Month(2026, 4), date=DAY)
    address = reverse("feed", kwargs={"token": renew_feed(person=yusuf, puskesmas=pkm, make=True).token})

    def event():
        found = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
        return next(e for e in found if str(e["uid"]) == f"lokmin-{meeting.pk}@{pkm.code}")

    before = event()
    settings.LOKMIN_TODAY = "2026-04-29"
    op.change_meeting(meeting=meeting, by=yusuf, date=dt.date(2026, 5, 6))
    after = event()
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


def test_the_address_of_the_calendar_is_made_changed_and_taken_back_on_its_page(year, enter):
    client = enter("bambang")
    assert "Buat alamat kalender" in text(client.get(go(year, "feed_page")))
    client.post(go(year, "feed_change"), {"apa": "baru"})
    token = FeedToken.objects.get(person=year.people["bambang"], revoked_at=None).token
    assert f"/kalender/{token}.ics" in text(client.get(go(year, "feed_page")))
    client.post(go(year, "feed_change"), {"apa": "cabut"})
    assert not FeedToken.objects.filter(revoked_at=None).exists()


def test_days_and_fasting_are_written_on_their_page(year, enter):
    client = enter("yusuf")
    address = go(year, "days")
    client.post(address, {"apa": "hari", "tahun": "2026", "day": "29/6/2026", "name": "Pilkades", "closed": "libur"})
    moon = {"apa": "bulan", "tahun": "2026", "fasting_first": "2026-02-19"}
    answer = client.post(address, moon)
    assert answer.status_code == 422
    client.post(address, {**moon, "fasting_last": "2026-03-20"})
    page = text(client.get(address + "?tahun=2026"))
    assert "Pilkades" in page
    assert "menurut catatan kantor" in page
