"""The pages of a meeting as the secretary uses them, from preparing to closing."""

from __future__ import annotations

import pytest

from lokmin.cycle.meetings.models import Meeting, Note

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/lokmin/"


def test_the_secretary_walks_from_preparing_to_closing(enter, cast, complete):
    client = enter("yusuf")
    data = {
        "kind": "bulanan_rutin", "period": "2026-04", "date": "Selasa, 5 Mei 2026", "start": "09:00",
        "planned_minutes": "120", "leader": str(cast.people["anindya"].pk), "notulis": str(cast.people["yusuf"].pk),
    }  # fmt: skip
    wrong = client.post(HOME + "siapkan/", {**data, "date": "Kamis, 5 Mei 2026"})
    assert wrong.status_code == 422
    assert "5 Mei 2026 adalah hari Selasa, bukan Kamis" in wrong.content.decode()
    assert client.post(HOME + "siapkan/", data).status_code == 302
    meeting = Meeting.objects.get()
    here = f"{HOME}{meeting.pk}/"
    for page in ("", "ubah/", "acara/", "hadir/"):
        assert client.get(here + page).status_code == 200, page
    assert client.post(here + "undang/").status_code == 302
    assert client.post(here + "buka/").status_code == 302
    assert "Catatan berikutnya" in client.get(here + "meja/").content.decode()
    answer = client.post(here + "catatan/", {"text": "K6 belum tercapai.", "token": "t1", "lanjut": "kutip"})
    note = Note.objects.get()
    assert answer["Location"].endswith(f"/kutip/?catatan={note.pk}")
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"{here}catatan/{note.pk}/").status_code == 200
    decided = client.post(here + "keputusan/", {"text": "Pendataan ulang", "manner": "mufakat", "catatan": note.pk})
    assert decided.status_code == 302
    rtl = {k: str(v) for k, v in complete.items()} | {"due": "2026-05-23"}
    assert client.post(here + "rtl/", {**rtl, "due": ""}).status_code == 302
    refused = client.post(here + "tutup/", {"apa": "tutup"})
    assert refused.status_code == 422
    assert "belum ada batas waktu" in refused.content.decode()
    assert client.post(here + "rtl/", rtl).status_code == 302
    first = meeting_action(meeting)
    assert client.post(f"{here}rtl/{first.pk}/", {**rtl, "missing_reason": "menunggu Kades"}).status_code == 302
    assert client.post(here + "tutup/", {"apa": "tutup", "conclusion": "Dua RTL."}).status_code == 302
    page = client.get(here + "meja/").content.decode()
    assert "Notulen sudah ditutup" in page
    assert "Catatan berikutnya" not in page
    assert client.post(here + "catatan/", {"text": "Lagi", "token": "t2"}).status_code == 422
    assert client.get(HOME).status_code == 200


def meeting_action(meeting):
    from lokmin.cycle.followup.models import Action

    return Action.objects.filter(origin_id=str(meeting.pk)).first()


def test_two_browsers_on_one_note_end_on_the_page_with_both_texts(running, cast, enter):
    from django.test import Client

    from lokmin.cycle.meetings import operations as op

    note = op.save_note(meeting=running, by=cast.people["ratna"], text="Awal.", token="a").note
    here = f"{HOME}{running.pk}/"
    form = {"catatan": note.pk, "token": "a", "base_revision": "1"}
    assert enter("ratna").post(here + "catatan/", {**form, "text": "Punya Ratna."}).status_code == 302
    other = Client()
    other.force_login(cast.people["yusuf"], backend="django.contrib.auth.backends.ModelBackend")
    answer = other.post(here + "catatan/", {**form, "text": "Punya Yusuf."})
    assert answer["Location"] == f"{here}catatan/{note.pk}/naskah/"
    page = other.get(answer["Location"]).content.decode()
    assert "Punya Ratna." in page
    assert "Punya Yusuf." in page
    assert "Lihat keduanya" in other.get(here + "meja/?acara=semua").content.decode()
    other.post(answer["Location"], {"text": "Punya keduanya.", "base_revision": "2"})
    assert "Punya keduanya." in other.get(here + "meja/?acara=semua").content.decode()


def test_a_script_gets_what_became_of_its_text(running, cast, enter):
    client, path = enter("ratna"), f"{HOME}{running.pk}/catatan/"
    first = client.post(path, {"text": "Satu", "token": "x"}, headers={"accept": "application/json"}).json()
    again = {"text": "Satu dua", "token": "x", "catatan": first["catatan"], "base_revision": first["naskah"]}
    second = client.post(path, again, headers={"accept": "application/json"}).json()
    assert (second["catatan"], second["naskah"], second["dua_naskah"]) == (first["catatan"], 2, "")
    assert second["tersimpan"].startswith("Tersimpan ")
    empty = client.post(path, {"text": " ", "token": "y"}, headers={"accept": "application/json"})
    assert empty.status_code == 422


def test_a_refused_text_stays_in_the_box(running, cast, enter, complete):
    from lokmin.cycle.meetings import operations as op

    op.add_rtl(meeting=running, by=cast.people["anindya"], **complete)
    op.close(meeting=running, by=cast.people["anindya"])
    answer = enter("ratna").post(f"{HOME}{running.pk}/catatan/", {"text": "Terlambat sedikit", "token": "z"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "hanya dapat dibaca" in page
    assert "Terlambat sedikit" in page


def test_papers_and_agenda_are_indonesian_whoever_prepares_them(figures, cast):
    import datetime as dt

    from django.utils import translation

    from lokmin.core.periods import Month
    from lokmin.cycle.meetings import operations as op
    from lokmin.cycle.meetings.pack import pack_input

    about = {"kind": "bulanan_rutin", "period": Month(2026, 4), "date": dt.date(2026, 5, 5)}
    with translation.override("en"):
        made = op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], **about)
        given = pack_input(made)
    titles = [i.title for i in made.agenda.all()]
    assert titles[0] == "Pembukaan"
    assert "Klaster 2, Ibu dan Anak" in titles
    assert any(i.detail.startswith("K1 Watubelah kurang 15 ibu") for i in made.agenda.all())
    assert given.problems[0].people == "kurang 15 ibu"
