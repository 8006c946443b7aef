"""Odd figures are asked about in the room, by point: the desk and the presenter's phone answer, the wall counts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.models import Action
from lokmin.cycle.followup.work.escalation import answer_escalation, escalate
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.composing import compose
from lokmin.cycle.meetings.hall.queries import follow, screens
from lokmin.cycle.meetings.hand import operations as hand
from lokmin.cycle.meetings.lookback import flags
from lokmin.cycle.meetings.models import AgendaItem, Attendance, InputNote, RoomEvent
from lokmin.cycle.meetings.papers.lookback import discussed, problem_papers
from lokmin.cycle.meetings.queries.running import agenda
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.monitoring.models import NumberNote, Problem
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.models import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


@pytest.fixture
def odd(figures):
    """Live births of Watubelah: 12, 12, 12, then ten times as many."""
    village = next(v for v in figures.villages if v.name == "Watubelah")
    common = {"puskesmas": figures.puskesmas, "by": figures.people["ratna"], "at": clock.now(), "place": village}
    for month, count in (("2026-01", 12), ("2026-02", 12), ("2026-03", 12), ("2026-04", 120)):
        Fact.objects.create(period=month, element="kia.lahir_hidup", micro=count * MICRO, **common)
    store.lock(figures.puskesmas)
    return figures


@pytest.fixture
def held(odd, running):
    """The meeting at the point of klaster 2, presented by Ratna."""
    point = next(i for i in agenda(running) if i.klaster == 2)
    meetings.start_item(item=point, by=odd.people["yusuf"])
    return running


def phone(meeting, person, pin):
    hand.set_pin(person=person, pin=pin, by=person)
    line = Attendance.objects.get(meeting=meeting, person=person)
    client, answer = Client(), HttpResponse()
    keys.give(answer, hand.come(attendance=line, pin=pin).phone, secure=False)
    client.cookies[keys.COOKIE] = answer.cookies[keys.COOKIE].value
    return client


def key_of(meeting):
    return next(q for q in flags.for_desk(meeting).questions if "sepuluh kali" in q.flag.finding.message).key


def typed(key, **more):
    return {**dict(zip(("desa", "masa", "unsur", "tanda"), key, strict=True)), **more}


def test_the_desk_sees_the_questions_of_the_point_and_writes_the_answer(held, enter):
    client = enter("yusuf")
    desk = reverse("meetings:desk", kwargs={"pkm": held.puskesmas.code, "pk": held.pk})
    assert "sepuluh kali lebih besar" in client.get(desk).content.decode()
    key = key_of(held)
    to = reverse("meetings:flag_answer", kwargs={"pkm": held.puskesmas.code, "pk": held.pk})
    assert client.post(to, typed(key, reason="benar", text="rujukan dari kota")).status_code == 302
    note = NumberNote.objects.get()
    assert (note.reason, note.text, note.origin_kind, note.origin_id) == (
        "benar", "rujukan dari kota", "lokmin", str(held.pk)
    )  # fmt: skip
    assert "sepuluh kali lebih besar" not in client.get(desk).content.decode()
    assert RoomEvent.objects.filter(meeting=held, kind="mutu").count() == 1


def test_an_answer_that_cannot_be_true_is_refused_and_nothing_is_written(held, enter):
    client = enter("yusuf")
    to = reverse("meetings:flag_answer", kwargs={"pkm": held.puskesmas.code, "pk": held.pk})
    answer = client.post(to, typed(key_of(held), reason="diperbaiki"), follow=True)
    assert "Angkanya belum berubah" in answer.content.decode()
    assert not NumberNote.objects.exists()


def test_the_presenter_answers_from_the_phone_and_nobody_else(held, odd):
    ratna, endah = phone(held, odd.people["ratna"], "4417"), phone(held, odd.people["endah"], "2580")
    home = reverse("hand:home", kwargs={"meeting": held.pk})
    to = reverse("hand:flag_answer", kwargs={"meeting": held.pk})
    key = key_of(held)
    assert "angka Anda perlu dijelaskan" in ratna.get(home).content.decode()
    assert "perlu dijelaskan" not in endah.get(home).content.decode()
    assert endah.post(to, typed(key, reason="benar", text="saya tidak menyajikan")).status_code == 403
    assert ratna.post(to, typed(key, reason="dicek", text="buku kohort dilihat dulu")).status_code == 302
    note = NumberNote.objects.get()
    assert note.by == odd.people["ratna"]
    assert str(note.until) == "2026-05-12"


def test_the_wall_names_odd_figures_only_while_no_guest_is_in(held, odd):
    def wall():
        return next(s for s in screens(held, agenda(held), None) if s.key == "mutu")

    assert any("sepuluh kali" in line.detail for line in wall().data.lines)
    hand.sign_in_guest(meeting=held, name="Suparno", institution="Desa Watubelah")
    assert not any(line.detail for line in wall().data.lines)
    assert "perlu dijelaskan" in wall().title


def test_opening_a_meeting_brings_the_register_of_problems_up_to_its_month(figures, meeting):
    assert not Problem.objects.exists()
    meetings.open_meeting(meeting=meeting, by=figures.people["anindya"])
    problem = Problem.objects.get(village__name="Watubelah", indicator="K1")
    assert problem.last_period == "2026-04"
    assert "kurang" in problem.statement
    count = Problem.objects.count()
    meetings.open_meeting(meeting=meeting, by=figures.people["anindya"])
    assert Problem.objects.count() == count


@pytest.fixture
def solved(figures):
    """Watubelah sank in April; an action on it began at once, and from May on it goes twice as well as before."""
    village = next(v for v in figures.villages if v.name == "Watubelah")
    by = figures.people["ratna"]
    action = followup.add(
        puskesmas=figures.puskesmas, by=by, made_on=dt.date(2026, 5, 4), start=dt.date(2026, 5, 5), village=village,
        problem="K1 Watubelah, kurang 15 ibu", activity="Pendataan ibu hamil di empat dusun", indicator="K1",
        owner=figures.people["endah"], due=dt.date(2026, 6, 30),
    )  # fmt: skip
    followup.progress(action=action, by=by, note="Dua dusun selesai.")
    common = {"puskesmas": figures.puskesmas, "by": by, "at": clock.now()}
    rows = []
    for n, place in enumerate(figures.villages):
        rows.append(
            Fact(place=place, period="2025", element="sasaran.bumil", variant="proyeksi", micro=92 * MICRO, **common)
        )
        for m in range(1, 13):
            count = 7 + (m + n) % 3 - (1 if place == village else 0)
            rows.append(Fact(place=place, period=f"2025-{m:02d}", element="kia.k1", micro=count * MICRO, **common))
        for m in (5, 6, 7):
            count = 15 + m % 2 if place == village else 8 + (m + n) % 3
            rows.append(Fact(place=place, period=f"2026-{m:02d}", element="kia.k1", micro=count * MICRO, **common))
    Fact.objects.bulk_create(rows)
    store.lock(figures.puskesmas)
    return action


def meeting_about(cast, month, day):
    prepared = meetings.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=month, date=day
    )
    return meetings.open_meeting(meeting=prepared, by=cast.people["anindya"])


def test_the_next_meeting_opens_with_what_helped(solved, figures, enter, settings):
    early = meeting_about(figures, Month(2026, 5), dt.date(2026, 5, 5))
    assert solved.verdicts.get().outcome == "belum bisa dinilai"
    assert not [s for s in screens(early, agenda(early), None) if s.key.startswith("dampak")]
    settings.LOKMIN_TODAY = "2026-08-04"
    late = meeting_about(figures, Month(2026, 7), dt.date(2026, 8, 4))
    verdict = solved.verdicts.get(period="2026-07")
    assert verdict.outcome == "berhasil"
    assert (verdict.before, verdict.after, verdict.others) == (12, 3, 11)
    meetings.start_item(item=next(i for i in agenda(late) if i.kind == "evaluasi_rtl"), by=figures.people["yusuf"])
    found = screens(late, agenda(late), None)
    shown = follow(late, agenda(late), found)
    assert shown.key == "dampak"
    assert "1 RTL terbukti berhasil" in shown.title
    assert "3 bulan sesudah" in shown.data.lines[0].detail
    picture = next(s for s in found if s.key == "dampak-1")
    assert "<svg" in picture.data.picture
    desk = enter("yusuf").get(reverse("meetings:desk", kwargs={"pkm": late.puskesmas.code, "pk": late.pk}))
    assert "Dampak RTL yang lalu" in desk.content.decode()
    wall = reverse("meetings:hall", kwargs={"pkm": late.puskesmas.code, "pk": late.pk})
    assert enter("yusuf").get(wall, {"layar": "dampak-1"}).status_code == 200


def test_what_was_carried_upward_and_what_lacks_a_cause_stand_in_the_next_agenda(figures, settings):
    by = figures.people["yusuf"]
    action = followup.add(
        puskesmas=figures.puskesmas, by=by, made_on=dt.date(2026, 4, 7), problem="K1 Watubelah", indicator="K1",
        activity="Sweeping ibu hamil", due=dt.date(2026, 4, 25), owner=figures.people["endah"],
    )  # fmt: skip
    escalate(action=action, by=by, to="lokmin", reason="kader tidak cukup")
    escalate(action=action, by=by, to="linsek", reason="jalan rusak", wanted="perbaikan jalan")
    register.refresh(puskesmas=figures.puskesmas, month=Month(2026, 4))
    staff, sectors = (
        meetings.prepare(puskesmas=figures.puskesmas, by=by, kind=kind, period=Month(2026, 4), date=day)
        for kind, day in (("bulanan_rutin", dt.date(2026, 5, 5)), ("tribulanan_rutin", dt.date(2026, 5, 12)))
    )
    review = {m.pk: next(i.detail for i in agenda(m) if i.kind == "evaluasi_rtl") for m in (staff, sectors)}
    assert "1 RTL dibawa ke pertemuan ini: Sweeping ibu hamil" in review[staff.pk]
    assert "dibawa ke pertemuan ini" in review[sectors.pk]
    answer_escalation(escalation=action.escalations.get(to="linsek"), by=by, answer="Desa menambal jalan bulan Mei")
    assert "dibawa ke pertemuan ini" not in next(b.detail for b in compose(sectors) if b.kind == "evaluasi_rtl")
    assert "cari akar masalah: K1 Watubelah" in next(i.detail for i in agenda(staff) if i.kind == "prioritas")


def test_a_line_of_the_input_box_becomes_a_problem_of_the_register_once(figures, enter):
    note = InputNote.objects.create(
        puskesmas=figures.puskesmas,
        text="Antrean loket terlalu lama",
        day=dt.date(2026, 5, 1),
        token="t" * 20,
        anonymous=True,
    )
    client = enter("yusuf")
    page = reverse("meetings:box_note", kwargs={"pkm": figures.puskesmas.code, "note": note.pk})
    link = re.search(r'href="([^"]*masalah/baru/[^"]*)"', client.get(page).content.decode())
    form = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert "Antrean loket terlalu lama" in form
    sent = {
        "what": "Antrean loket terlalu lama", "source": "masukan", "origin_kind": "masukan", "origin_id": str(note.pk)
    }  # fmt: skip
    client.post(reverse("monitoring:problem_raise", kwargs={"pkm": figures.puskesmas.code}), sent)
    problem = Problem.objects.get(origin_kind="masukan")
    shown = client.get(page).content.decode()
    assert f"Masalah {problem.number}/{problem.year}" in shown
    assert "masalah/baru/" not in shown


def test_a_chosen_way_becomes_an_rtl_of_the_meeting_in_one_step(held, figures, enter):
    by = figures.people["yusuf"]
    problem = Problem.objects.get(village__name="Watubelah", indicator="K1")
    cause = register.add_cause(problem=problem, by=by, text="Kader baru belum dilatih mendata", rib="manusia")
    register.mark_root(cause=cause, by=by)
    way = register.add_alternative(problem=problem, by=by, text="Latih enam kader mendata", cause=cause)
    register.choose_alternative(alternative=way, by=by)
    client = enter("yusuf")
    desk = reverse("meetings:desk", kwargs={"pkm": held.puskesmas.code, "pk": held.pk})
    page = client.get(desk).content.decode()
    assert "K1 Watubelah" in page
    link = re.search(r'href="([^"]*/rtl/\?[^"]*register=[^"]*)"', page)
    form = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert "Latih enam kader mendata" in form
    assert "Kader baru belum dilatih mendata" in form
    address = reverse("meetings:rtl", kwargs={"pkm": held.puskesmas.code, "pk": held.pk})
    sent = {
        "problem": problem.statement, "activity": way.text, "cause": cause.text, "indicator": "K1",
        "owner_text": "Endah", "village": problem.village.code, "register": problem.pk, "root": cause.pk,
        "due": "2026-05-30",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    action = Action.objects.get(register=problem)
    assert (action.root, action.origin_id) == (cause, str(held.pk))
    assert "register=" not in client.get(desk).content.decode(), "offered once"
    assert discussed(held) == [problem.pk]
    papers = problem_papers(held)
    assert papers.sheets[0].tree.roots()[0].text == cause.text
    assert papers.solutions[0].ways[0].chosen


def test_a_guest_in_the_hall_sees_no_picture_of_a_few_people(solved, figures, settings):
    settings.LOKMIN_TODAY = "2026-08-04"
    late = meeting_about(figures, Month(2026, 7), dt.date(2026, 8, 4))
    late.attendance.filter(person__isnull=False).update(status="hadir")
    assert [s.key for s in screens(late, agenda(late), None) if s.key.startswith("dampak")] == ["dampak", "dampak-1"]
    Attendance.objects.create(meeting=late, name="Camat", status="hadir", at=clock.now())
    found = [s for s in screens(late, agenda(late), None) if s.key.startswith("dampak")]
    assert [s.key for s in found] == ["dampak"]
    assert "1 RTL terbukti berhasil" in found[0].title


def test_a_presenter_answers_only_for_figures_of_the_point(held, odd):
    ratna = phone(held, odd.people["ratna"], "4417")
    to = reverse("hand:flag_answer", kwargs={"meeting": held.pk})
    place, period, _element, flag = key_of(held)
    other = (place, period, "ptm.hipertensi", flag)
    assert ratna.post(to, typed(other, reason="benar", text="bukan punya saya")).status_code == 403
    assert not NumberNote.objects.exists()


def test_a_guest_who_presents_answers_for_no_figure(held, odd):
    guest = odd.people["camat"]
    point = next(i for i in agenda(held) if i.klaster == 2)
    key = key_of(held)
    AgendaItem.objects.filter(pk=point.pk).update(presenter=guest)
    Attendance.objects.get_or_create(meeting=held, person=guest)
    camat = phone(held, guest, "9034")
    to = reverse("hand:flag_answer", kwargs={"meeting": held.pk})
    assert camat.post(to, typed(key, reason="benar", text="kata saya")).status_code == 403
    assert not NumberNote.objects.exists()
