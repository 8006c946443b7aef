"""The pages of an action's work as somebody uses them: proof from a phone, one's own page, cards, matrix, calendar."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json

import icalendar
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lokmin.cycle.followup import operations
from lokmin.cycle.followup.models import Action, ActionProof, Escalation
from lokmin.cycle.followup.work import cards, feed
from lokmin.cycle.followup.work import escalation as carry
from lokmin.cycle.followup.work import operations as work
from lokmin.cycle.followup.work.mine import mine
from lokmin.cycle.meetings.schedule.calendars import feed as calendar_of

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/"
DAY = dt.date


@pytest.fixture(autouse=True)
def _place(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LOKMIN_TODAY = "2026-05-20"


def photo(name="IMG_1.jpg"):
    held = io.BytesIO()
    Image.new("RGB", (800, 600), (90, 120, 130)).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue())


@pytest.fixture
def weekly(cast, columns):
    columns |= {"repeat": "mingguan", "start": DAY(2026, 5, 4), "due": DAY(2026, 5, 31), "activity": "Kunjungan nifas"}
    return operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=DAY(2026, 5, 4), **columns)


def test_progress_with_photos_from_the_own_page_leads_back_to_it(enter, action):
    client = enter("endah")
    here = HOME + "saya/"
    assert "Pendataan ulang ibu hamil" in client.get(here).content.decode()
    files = [photo("a.jpg"), SimpleUploadedFile("b.exe", b"MZ\x90")]
    data = {"step": "kemajuan", "note": "Dua dusun", "files": files, "kembali": here}
    answer = client.post(f"{HOME}rtl/{action.pk}/kemajuan/", data, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(here, 302)]
    assert "Belum terkirim: b.exe bukan foto" in page
    assert ActionProof.objects.get().event.note == "Dua dusun"


def test_a_photo_is_shown_to_readers_of_this_puskesmas_only(enter, action, cast, client):
    proof = work.attach(action=action, by=cast.people["endah"], upload=photo(), caption="")
    address = f"{HOME}rtl/{action.pk}/bukti/{proof.pk}/"
    assert client.get(address).status_code == 302
    answer = enter("bambang").get(address + "?kecil=1")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    with Image.open(io.BytesIO(answer.content)) as small:
        assert max(small.size) == 360
    assert enter("tetangga").get(address).status_code == 404
    assert enter("camat").get(address).status_code == 403
    work.attach(action=action, by=cast.people["endah"], upload=photo("c.jpg"), caption="")


def test_done_without_proof_is_refused_on_the_page_and_the_text_is_kept(enter, action):
    answer = enter("endah").post(f"{HOME}rtl/{action.pk}/kemajuan/", {"step": "selesai", "note": "8 ibu terdata"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Selesai perlu bukti" in page
    assert "8 ibu terdata" in page


def test_the_owner_of_a_part_ticks_it_and_a_stranger_does_not(enter, action, cast):
    task = work.add_task(action=action, by=cast.people["ratna"], text="Cetak", owner=cast.people["bambang"])
    address = f"{HOME}rtl/{action.pk}/bagian/{task.pk}/"
    assert enter("bambang").post(address, {"apa": "selesai"}).status_code == 302
    task.refresh_from_db()
    assert task.done_by == cast.people["bambang"]
    Action.objects.filter(pk=action.pk).update(owner=cast.people["sri"])
    assert enter("endah").post(address, {"apa": "belum"}).status_code == 403


def test_somebody_of_the_dinkes_answers_what_was_carried_to_it(enter, action, cast):
    asked = carry.escalate(action=action, by=cast.people["endah"], to="dinkes", reason="Habis", wanted="50 buku KIA")
    client = enter("dinkes")
    assert "50 buku KIA" in client.get(HOME + "saya/").content.decode()
    refused = client.post(f"{HOME}rtl/eskalasi/{asked.pk}/jawab/", {"answer": ""})
    assert refused.status_code == 422
    client.post(f"{HOME}rtl/eskalasi/{asked.pk}/jawab/", {"answer": "Dikirim 25 Mei", "taken": "on"})
    assert Escalation.objects.get().answer == "Dikirim 25 Mei"
    action.refresh_from_db()
    assert action.status == "dialihkan"
    assert enter("bambang").post(f"{HOME}rtl/eskalasi/{asked.pk}/jawab/", {"answer": "x"}).status_code == 403


def test_the_list_is_narrowed_by_owner_village_and_what_was_carried(enter, action, cast, columns):
    columns |= {"activity": "Rapat kader", "owner": cast.people["sri"], "village": cast.villages[2]}
    operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], **columns)
    carry.escalate(action=action, by=cast.people["ratna"], to="lokmin", reason="Tanpa kendaraan")
    client = enter("ratna")

    def shown(query):
        page = client.get(f"{HOME}rtl/?{query}").content.decode()
        return "Pendataan ulang" in page, "Rapat kader" in page

    assert shown("") == (True, True)
    assert shown(f"pj={cast.people['sri'].pk}") == (False, True)
    assert shown(f"desa={cast.villages[1].code}") == (True, False)
    assert shown("saring=dibawa") == (True, False)
    assert shown("klaster=3") == (False, False)
    assert shown("saring=klaster-2") == (True, True)


def test_one_page_costs_the_same_queries_with_one_action_and_with_ten(cast, columns, action):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    endah = cast.people["endah"]

    def cost():
        with CaptureQueriesContext(connection) as found:
            mine(endah, cast.puskesmas, DAY(2026, 5, 20))
        return len(found)

    cost()
    few = cost()
    for _n in range(9):
        made = operations.add(puskesmas=cast.puskesmas, by=endah, **columns)
        work.add_task(action=made, by=endah, text="Cetak", owner=endah)
    assert cost() == few


def test_my_page_holds_actions_parts_and_turns_of_mine_only(cast, action, weekly):
    work.add_task(action=action, by=cast.people["ratna"], text="Cetak", owner=cast.people["bambang"])
    endah = mine(cast.people["endah"], cast.puskesmas, DAY(2026, 5, 20))
    assert [a.pk for a in endah.actions] == [action.pk, weekly.pk]
    assert [d.due.day for d in endah.turns] == [4, 11, 18]
    assert endah.parts == ()
    bambang = mine(cast.people["bambang"], cast.puskesmas, DAY(2026, 5, 20))
    assert (bambang.actions, [d.text for d in bambang.parts]) == ((), ["Cetak"])


def test_the_matrix_as_a_workbook_has_every_official_column_and_no_formula_from_words(enter, action, cast):
    operations.change(action=action, by=cast.people["ratna"], cause="=1+1", cost=1_500_000)
    answer = enter("yusuf").get(HOME + "rtl/unduh/matriks.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads = [cell.value for cell in page[4]]
    assert heads[:4] == ["No", "Masalah", "Penyebab", "Rencana tindak lanjut (kegiatan)"]
    assert len(heads) == 23
    assert heads[16] == "Evaluasi"
    row = [cell.value for cell in page[5]]
    assert (row[2], row[10], page["C5"].data_type) == ("=1+1", 1_500_000, "s")
    assert enter("yusuf").get(HOME + "rtl/unduh/matriks.pdf").content.startswith(b"%PDF")
    assert enter("yusuf").get(HOME + "rtl/unduh/matriks.doc").status_code == 404


def test_everybody_gets_a_card_also_a_kader_with_one_part_only(enter, action, weekly, cast):
    ratna = cast.people["ratna"]
    work.add_task(action=action, by=ratna, text="Rekap nama dusun", owner_text="Kader Krajan", due=DAY(2026, 5, 22))
    work.add_owner(action=action, by=ratna, role="pelaksana", name="Kepala Desa Watubelah")
    found = {o.name: o for o in cards.owners(cast.puskesmas, DAY(2026, 5, 20))}
    assert list(found) == ["Endah Puspita, A.Md.Keb.", "Kader Krajan", "Kepala Desa Watubelah"]
    assert [t.text for t in found["Kader Krajan"].tasks] == ["Rekap nama dusun"]
    turns = next(t.turns for t in found["Endah Puspita, A.Md.Keb."].tasks if t.turns)
    assert [d.day for d in turns] == [18, 25]
    client = enter("yusuf")
    assert "Yusuf Hidayat" in client.get(HOME + "rtl/kartu/").content.decode()
    assert client.get(HOME + "rtl/kartu/kartu.pdf").content.startswith(b"%PDF")
    assert client.get(HOME + "rtl/kartu/kartu.pdf?untuk=nama-siapa").status_code == 404


def test_the_calendar_of_a_person_holds_actions_parts_and_turns_with_stable_names(action, weekly, cast):
    endah = cast.people["endah"]
    task = work.add_task(action=action, by=cast.people["ratna"], text="Cetak", owner=endah, due=DAY(2026, 5, 22))
    work.write_turn(action=weekly, by=endah, due=DAY(2026, 5, 4), done_on=DAY(2026, 5, 5))

    def todos():
        read = icalendar.Calendar.from_ical(calendar_of(endah, "https://contoh.example"))
        return {str(t["uid"]).split("@")[0]: t for t in read.walk("VTODO")}

    first = todos()
    turn = f"rtl-{weekly.pk}-giliran-2026-05-04"
    assert set(first) == {
        f"rtl-{action.pk}", f"rtl-{weekly.pk}", f"rtl-{action.pk}-bagian-{task.pk}", turn,
        *(f"rtl-{weekly.pk}-giliran-2026-05-{day}" for day in (11, 18, 25)),
    }  # fmt: skip
    assert first[turn]["status"] == "COMPLETED"
    triggers = [a["trigger"].dt for a in first[f"rtl-{action.pk}"].walk("VALARM")]
    assert triggers == [-dt.timedelta(days=n) for n in (7, 3, 1)]
    work.tick(task=task, by=endah)
    second = todos()
    part = f"rtl-{action.pk}-bagian-{task.pk}"
    assert second[part]["status"] == "COMPLETED"
    assert second[part]["sequence"] > first[part]["sequence"]
    assert feed.feed_items(cast.puskesmas, cast.people["sri"], DAY(2026, 5, 20), dt.timedelta(days=45)) == []


def test_the_office_sets_its_own_reminder_days(enter, cast):
    client = enter("yusuf")
    refused = client.post(HOME + "rtl/aturan/", {"remind": "tujuh"})
    assert refused.status_code == 422
    wrong = client.post(HOME + "rtl/aturan/", {"remind": "7", "lokmin": "3", "dinkes": "2"})
    assert "Urutan bulannya harus naik" in wrong.content.decode()
    client.post(HOME + "rtl/aturan/", {"remind": "2, 10", "lokmin": "2"})
    cast.puskesmas.refresh_from_db()
    assert cast.puskesmas.settings["rtl"] == {"remind": [10, 2], "lokmin": 2, "linsek": None, "dinkes": None}
    assert enter("bambang").get(HOME + "rtl/aturan/").status_code == 403


def test_the_daily_command_carries_what_is_late_and_names_who_owes(cast, action, settings, capsys, monkeypatch):
    from lokmin.cli.commands import remind

    monkeypatch.setattr(remind, "setup", lambda: None)
    settings.LOKMIN_TODAY = "2026-06-25"
    parser = argparse.ArgumentParser()
    remind.arguments(parser)
    assert remind.run(parser.parse_args([])) == 0
    told = capsys.readouterr().out
    assert "Puskesmas Banyuwening: 1 hal terlambat atau dekat batas waktunya" in told
    assert "dibawa ke lokmin berikutnya: RTL 1/2026. Terlambat 1 bulan tanpa selesai." in told
    assert "RTL 1/2026, lewat 33 hari: Pendataan ulang ibu hamil di 4 dusun Watubelah (Endah Puspita" in told
    assert "Puskesmas Sumberkencono: 0 hal" in told
    remind.run(parser.parse_args(["--json"]))
    found = json.loads(capsys.readouterr().out)["puskesmas"][0]
    assert (found["carried"], len(found["due"])) == ([], 1)
