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
    assert client.post(f"{here}rtl/1/" if False else here + "rtl/", rtl).status_code == 302
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
