"""The phone in the hall: signing, the queue, photos, what is left after closing; the secretary's hall and paper."""

from __future__ import annotations

import gzip
import io
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lokmin.core.meetings.professions import OTHER
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, Pin
from lokmin.cycle.centre.pictures import read_picture
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.hand import queries
from lokmin.cycle.meetings.hand.attendance import summary
from lokmin.cycle.meetings.hand.qr import qr_svg, wifi_text
from lokmin.cycle.meetings.models import Attendance, Participant, Photo, RoomEvent, Signature, SpeakTurn
from lokmin.cycle.meetings.room import keys

pytestmark = pytest.mark.django_db
WAVE = [[[n * 20, 100 + (n % 2) * 80] for n in range(30)]]


@pytest.fixture(autouse=True)
def _on_the_day(settings, tmp_path):
    settings.LOKMIN_TODAY = "2026-05-05"
    settings.MEDIA_ROOT = tmp_path / "berkas"


class Hand:
    """Somebody in the hall with a phone."""

    def __init__(self, meeting, attendance, phone):
        from django.http import HttpResponse

        answer = HttpResponse()
        keys.give(answer, phone, secure=False)
        self.client, self.meeting, self.attendance, self.phone = Client(), meeting, attendance, phone
        self.client.cookies[keys.COOKIE] = answer.cookies[keys.COOKIE].value
        self.home = reverse("hand:home", kwargs={"meeting": meeting.pk})

    def page(self, part=""):
        answer = self.client.get(self.home, {"bagian": part} if part else {})
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, route, script=True, **data):
        address = reverse(f"live:{route}", kwargs={"meeting": self.meeting.pk})
        headers = {"accept": "application/json"} if script else {}
        return self.client.post(address, {"kunci": keys.form_key(self.phone), **data}, headers=headers)


@pytest.fixture
def endah(running, cast):
    op.set_pin(person=cast.people["endah"], pin="2580", by=cast.people["endah"])
    line = Attendance.objects.get(meeting=running, person=cast.people["endah"])
    return Hand(running, line, op.come(attendance=line, pin="2580").phone)


@pytest.fixture
def guest(running):
    phone = op.sign_in_guest(meeting=running, name="Suparno", institution="Desa Watubelah").phone
    return Hand(running, Attendance.objects.get(meeting=running, name="Suparno"), phone)


def test_a_drawn_signature_takes_the_place_of_the_pin_and_is_kept_once(endah):
    for _sent in range(3):
        answer = endah.post("sign", goresan=json.dumps(WAVE))
        assert answer.status_code == 200
        assert re.fullmatch(r"Terkirim \d\d\.\d\d", answer.json()["kabar"])
    signed = Signature.objects.get(attendance=endah.attendance)
    assert (signed.kind, signed.strokes) == ("gambar", WAVE)
    assert "<polyline" in endah.page("hadir")


@pytest.mark.parametrize(
    "bad",
    ["", "[]", "[[]]", "[[[500,150]]]", "x", "[[[1,2,3]]]", "[[[0,0],[2000,0]]]", '{"a":1}', "[[[0,-1],[900,20]]]",
     json.dumps([[[n % 1000, n % 300] for n in range(4000)]]), json.dumps([[["1e999", 1]]]), "[" * 5000],
)  # fmt: skip
def test_what_is_no_signature_is_refused_with_a_sentence(guest, bad):
    answer = guest.post("sign", goresan=bad)
    assert answer.status_code == 422
    assert answer.json()["salah"][0]
    assert not Signature.objects.filter(attendance=guest.attendance).exists()


point = st.tuples(st.integers(0, 1000), st.integers(0, 300)).map(list)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(point, max_size=12), max_size=8))
def test_a_drawing_is_kept_as_it_was_drawn_or_refused(strokes):
    try:
        kept = op.read_strokes(json.dumps(strokes))
    except ValidationError:
        return
    assert kept == [s for s in strokes if s]


def test_a_guest_without_scripts_can_send_the_form_and_is_led_back(guest):
    answer = guest.post("sign", script=False, goresan=json.dumps(WAVE))
    assert answer.status_code == 303
    assert answer["Location"] == f"{guest.home}#hadir"
    guest.client.cookies[keys.NEWS] = answer.cookies[keys.NEWS].value
    assert "Terkirim" in guest.page()
    assert guest.client.cookies[keys.NEWS].value == ""


def test_signing_with_the_pin_counts_wrong_ones(running, cast):
    op.set_pin(person=cast.people["sri"], pin="9035", by=cast.people["sri"])
    line = Attendance.objects.get(meeting=running, person=cast.people["sri"])
    op.approve(participant=_waiting(line), by=cast.people["yusuf"])
    hand = Hand(running, line, _phone(line))
    address = reverse("hand:sign", kwargs={"meeting": running.pk})
    assert hand.client.post(address, {"pin": "1357"}).status_code == 302
    assert line.pin_guard.wrong == 1
    assert not Signature.objects.filter(attendance=line).exists()
    hand.client.post(address, {"pin": "9035"})
    assert Signature.objects.get(attendance=line).kind == "pin"


def _waiting(line):
    op.wait_at_door(attendance=line)
    return line.participants.get()


def _phone(line):
    """The key of a phone that was let in, for the test's own browser."""
    row = line.participants.get()
    row.key_digest = keys.digest("k")
    row.save()
    return keys.Phone(line.meeting_id, row.pk, "k", "p")


def test_the_queue_keeps_its_order_and_everybody_sees_the_own_place(endah, guest, cast):
    assert endah.post("speak", about="stok buku KIA").json()["nomor"] == 1
    assert guest.post("speak").json()["nomor"] == 2
    assert endah.post("speak").json()["nomor"] == 1
    assert SpeakTurn.objects.count() == 2
    assert "Anda nomor 2" in guest.page("antre")
    first, second = queries.for_desk(endah.meeting).turns
    assert (first.name, first.about) == ("Endah Puspita, A.Md.Keb.", "stok buku KIA")
    op.let_speak(turn=SpeakTurn.objects.get(pk=first.pk), by=cast.people["anindya"])
    assert "Silakan bicara" in endah.page("antre")
    assert "Endah Puspita" in endah.page("acara")
    op.let_speak(turn=SpeakTurn.objects.get(pk=second.pk), by=cast.people["anindya"])
    assert SpeakTurn.objects.get(pk=first.pk).state == SpeakTurn.DONE
    assert endah.post("speak").json()["nomor"] == 1
    endah.post("withdraw")
    endah.post("withdraw")
    assert queries.for_desk(endah.meeting).turns == []


def test_who_has_no_phone_is_called_by_the_desk(running, cast, enter):
    client = enter("yusuf")
    line = Attendance.objects.get(meeting=running, person=cast.people["ratna"])
    address = f"/p/P9901010201/lokmin/{running.pk}/ruang/nama/{line.pk}/"
    client.post(address, {"apa": "bicara"})
    assert SpeakTurn.objects.count() == 0
    line.status = "hadir"
    line.save()
    client.post(address, {"apa": "bicara", "kembali": "meja"})
    turn = SpeakTurn.objects.get()
    answer = client.post(f"/p/P9901010201/lokmin/{running.pk}/ruang/antrean/{turn.pk}/", {"apa": "bicara"})
    assert answer.status_code == 302
    turn.refresh_from_db()
    assert turn.state == SpeakTurn.SPEAKING


def test_events_say_no_name(endah, guest):
    endah.post("speak", about="rahasia")
    guest.post("sign", goresan=json.dumps(WAVE))
    for event in RoomEvent.objects.all():
        text = json.dumps(event.data)
        assert not any(word in text for word in ("Endah", "Suparno", "rahasia")), event


def test_after_closing_only_thanks_and_the_own_tasks(endah, guest, running, cast):
    for owner, activity in (("endah", "Kunjungan rumah"), ("ratna", "Kelas ibu hamil")):
        followup.add(
            puskesmas=cast.puskesmas, by=cast.people["yusuf"], made_on=clock.today(), problem="K1 turun",
            activity=activity, owner=cast.people[owner],
        )  # fmt: skip
    assert "Kunjungan rumah" in endah.page()
    running.state, running.closed_at, running.closed_by = "ditutup", clock.now(), running.opened_by
    running.save()
    page = endah.page()
    assert "Terima kasih" in page
    assert "Kunjungan rumah" in page
    assert "Kelas ibu hamil" not in page
    assert "data-live" not in page
    assert "Minta bicara" not in page
    assert "Kunjungan rumah" not in guest.page()
    assert endah.post("speak").status_code == 422


def test_the_phone_speaks_the_language_of_its_reader(endah):
    endah.client.cookies["django_language"] = "en"
    assert '<html lang="en"' in endah.page()


def test_a_live_post_is_answered_in_the_language_of_its_reader(endah, monkeypatch):
    heard = []
    monkeypatch.setattr(
        "lokmin.cycle.meetings.hand.phone.own_turn",
        lambda *_args: heard.append(get_language()) or queries.own_turn(*_args),
    )
    endah.post("speak")
    endah.client.cookies["django_language"] = "en"
    endah.post("speak")
    assert heard == ["id", "en"]


def test_votes_that_come_together_are_answered_in_the_language_of_their_reader(endah, monkeypatch):
    heard = []
    monkeypatch.setattr(
        "lokmin.cycle.meetings.ballots.operations.cast_all",
        lambda **_all: heard.append(get_language()) or [ValidationError("Belum dibuka.")],
    )
    address = reverse("live:vote", kwargs={"meeting": endah.meeting.pk, "pk": 1})
    for language in ("id", "en"):
        endah.client.cookies["django_language"] = language
        assert endah.client.post(address, {"kunci": keys.form_key(endah.phone)}).status_code == 422
    assert heard == ["id", "en"]


def test_a_box_of_a_closed_meeting_takes_nothing_from_its_phones(endah, running):
    running.refresh_from_db()
    running.state, running.closed_at, running.closed_by = "ditutup", clock.now(), running.opened_by
    running.save()
    assert endah.post("input", text="Sesudah bubar", token="t1").status_code == 422
    assert not running.inputs.exists()


def test_a_phone_that_sends_without_end_is_told_to_wait_and_others_are_heard(endah, guest, monkeypatch):
    monkeypatch.setattr("lokmin.cycle.meetings.room.pace.MOST", 3)
    monkeypatch.setattr("lokmin.cycle.meetings.room.pace.SECONDS", 10**9)
    assert [endah.post("input", text=f"Usul {n}", token=f"t{n}").status_code for n in range(5)] == [200] * 3 + [429] * 2
    assert endah.meeting.inputs.count() == 3
    assert guest.post("speak").status_code == 200


def test_what_no_table_can_keep_is_refused(guest):
    assert guest.post("speak", about="bicara\0").status_code == 400
    assert not guest.meeting.turns.exists()


def test_leaving_takes_the_phone_out_and_keeps_the_attendance(endah):
    answer = endah.client.post(reverse("hand:leave", kwargs={"meeting": endah.meeting.pk}))
    assert "sudah keluar" in answer.content.decode()
    assert endah.client.get(endah.home).status_code == 403
    endah.attendance.refresh_from_db()
    assert endah.attendance.status == "hadir"


def test_the_first_page_and_the_later_ones_fit_the_hall(endah, client, running, cast):
    """Budget of architecture.md 7: first page 60 KB with stylesheet and scripts, later pages 15 KB, over the air."""
    room = op.room_of(running, by=cast.people["yusuf"])

    def air(data: bytes) -> int:
        return len(gzip.compress(data, 6))

    first = client.get(f"/hadir/{room.code}/").content
    home = endah.client.get(endah.home).content
    files = set(re.findall(r'(?:href|src)="/static/([^"?]+)', first.decode() + home.decode()))
    from django.contrib.staticfiles import finders

    fixed = sum(air(open(finders.find(name), "rb").read()) for name in files)  # noqa: SIM115, PTH123
    assert "web/live.js" in files
    assert fixed + air(first) <= 60_000
    assert air(first) <= 15_000
    assert air(home) <= 15_000


# --- photos ----------------------------------------------------------------------------------------------------------


def picture(kind="JPEG", size=(2400, 1200), **more):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **more)
    return out.getvalue()


def upload(data, name="DSC_001.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_a_photo_is_shrunk_and_says_no_longer_where_it_was_taken(endah):
    exif = Image.Exif()
    exif[0x0110] = "Telepon Contoh"
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (7.0, 20.0, 0.0)
    exif[0x0112] = 6  # lying on its side
    address = reverse("hand:photo", kwargs={"meeting": endah.meeting.pk})
    data = {"foto": [upload(picture(exif=exif))], "caption": "Diskusi K1"}
    assert endah.client.post(address, data).status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.voice, photo.by) == (800, 1600, endah.attendance, None)
    kept = op.photo_bytes(photo)
    again = Image.open(io.BytesIO(kept))
    assert again.format == "JPEG"
    assert dict(again.getexif()) == {}
    assert b"Telepon Contoh" not in kept
    assert b"Exif" not in kept


def test_several_photos_at_once_the_bad_ones_named(running, enter):
    client = enter("yusuf")
    address = f"/p/P9901010201/lokmin/{running.pk}/foto/tambah/"
    files = [
        upload(picture("PNG"), "a.png"), upload(picture("WEBP", (300, 300)), "b.webp"), upload(b"%PDF-1.4", "c.jpg"),
        upload(picture()[:3000], "d.jpg"), upload(picture("GIF", (10, 10)), "e.gif"),
    ]  # fmt: skip
    answer = client.post(address, {"foto": files, "caption": "Diskusi"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Photo.objects.count() == 2
    assert "c.jpg bukan foto" in page
    assert "d.jpg rusak atau terpotong" in page
    assert "e.gif bukan foto" in page


def test_a_photo_too_large_or_without_caption_is_refused(running, cast, monkeypatch):
    monkeypatch.setattr("lokmin.cycle.centre.pictures.LARGEST_BYTES", 500)
    kept, wrong = op.take_photos(meeting=running, files=[upload(picture())], caption="x", by=cast.people["yusuf"])
    assert (kept, wrong) == (0, ["DSC_001.jpg lebih besar dari 10 MB. Kirim foto dengan ukuran lebih kecil."])
    kept, wrong = op.take_photos(meeting=running, files=[upload(picture())], caption=" ", by=cast.people["yusuf"])
    assert kept == 0
    assert "keterangan" in wrong[0]


def test_a_small_file_that_claims_to_be_huge_is_not_opened(monkeypatch):
    monkeypatch.setattr("lokmin.cycle.centre.pictures.MOST_PIXELS", 1000)
    with pytest.raises(ValidationError, match="terlalu besar"):
        read_picture(io.BytesIO(picture()), "x.jpg", 10)


def test_photos_are_captioned_and_taken_out_with_a_trace(running, cast, enter):
    client = enter("yusuf")
    here = f"/p/P9901010201/lokmin/{running.pk}/foto/"
    client.post(f"{here}tambah/", {"foto": [upload(picture())], "caption": "Diskusi"})
    photo = Photo.objects.get()
    path = op.photo_path(photo)
    assert client.get(f"{here}{photo.pk}/berkas.jpg")["Content-Type"] == "image/jpeg"
    client.post(f"{here}{photo.pk}/", {"apa": "simpan", "caption": "Diskusi K1", "acara": running.agenda.first().pk})
    photo.refresh_from_db()
    assert (photo.caption, photo.item) == ("Diskusi K1", running.agenda.first())
    assert enter("bambang").post(f"{here}{photo.pk}/", {"apa": "hapus"}).status_code == 403
    assert path.is_file()
    enter("yusuf").post(f"{here}{photo.pk}/", {"apa": "hapus"})
    assert Photo.objects.count() == 0
    assert AuditLine.objects.filter(sentence__contains="menghapus foto “Diskusi K1”").exists()
    assert client.get(f"{here}{photo.pk}/berkas.jpg").status_code == 404


# --- the secretary ---------------------------------------------------------------------------------------------------


def test_slips_are_shown_once_and_only_digests_are_kept(running, cast, enter):
    client = enter("yusuf")
    here = f"/p/P9901010201/lokmin/{running.pk}/ruang/atur/"
    answer = client.post(f"{here}pin/", {"apa": "belum"})
    assert answer["Cache-Control"] == "no-store"
    pins = re.findall(r'<p class="code">(\d{4})</p>', answer.content.decode())
    assert len(pins) >= 8
    line = Attendance.objects.get(meeting=running, person=cast.people["anindya"])
    place = answer.content.decode().split("Anindya", 1)[1]
    own = re.search(r'<p class="code">(\d{4})</p>', place)
    assert own is not None
    assert op.tried(attendance=line, pin=own[1]).right
    assert not any(p in pin.digest for pin in Pin.objects.all() for p in [own[1]] if len(pin.digest) != 64)
    again = client.post(f"{here}pin/", {"apa": "belum"}).content.decode()
    assert "Semua orang sudah punya PIN" in again
    assert enter("bambang").post(f"{here}pin/", {"apa": "semua"}).status_code == 403


def test_the_account_page_sets_the_own_pin(cast, enter, running):
    client = enter("ratna")
    assert client.post("/akun/pin/", {"pin": "7788", "again": "7799"}).status_code == 422
    assert client.post("/akun/pin/", {"pin": "7788", "again": "7788"}).status_code == 302
    line = Attendance.objects.get(meeting=running, person=cast.people["ratna"])
    assert op.tried(attendance=line, pin="7788").right
    assert not op.tried(attendance=line, pin="7789").right


def test_the_page_of_the_hall_lets_in_and_opens_names(running, cast, enter):
    client = enter("yusuf")
    here = f"/p/P9901010201/lokmin/{running.pk}/ruang/"
    line = Attendance.objects.get(meeting=running, person=cast.people["sri"])
    waiting = _waiting(line)
    page = client.get(f"{here}atur/").content.decode()
    assert "Persilakan" in page
    client.post(f"{here}telepon/{waiting.pk}/", {"apa": "masuk"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.approved_by) == (Participant.IN, cast.people["yusuf"])
    op.set_pin(person=cast.people["endah"], pin="2580", by=cast.people["endah"])
    endah = Attendance.objects.get(meeting=running, person=cast.people["endah"])
    for _n in range(5):
        op.tried(attendance=endah, pin="1357")
    assert "Buka nama" in client.get(f"{here}atur/").content.decode()
    client.post(f"{here}nama/{endah.pk}/", {"apa": "buka"})
    assert op.tried(attendance=endah, pin="2580").right
    wrong = client.post(f"{here}atur/", {"wifi_name": "Aula", "wifi_password": "pendek"})
    assert wrong.status_code == 422
    client.post(f"{here}atur/", {"wifi_name": "Aula", "wifi_password": "sehat-2026", "guests": "on"})
    poster = client.get(f"{here}lembar/").content.decode()
    assert running.room.code in poster
    assert poster.count("<svg") >= 2


def test_the_wifi_code_escapes_what_phones_would_misread():
    assert wifi_text("Aula;1", 'a:b"c\\d') == 'WIFI:T:WPA;S:Aula\\;1;P:a\\:b\\"c\\\\d;;'
    assert wifi_text("Aula", "") == "WIFI:T:nopass;S:Aula;;"
    drawn = qr_svg("http://192.168.1.5:8000/hadir/ACDEFH/", 'Kode "gabung"')
    assert drawn.startswith('<svg role="img" aria-label="Kode &#34;gabung&#34;"')


def test_phones_are_never_told_localhost(running, cast, rf):
    room = op.room_of(running, by=cast.people["yusuf"])
    request = rf.get("/", headers={"host": "192.168.1.5:8000"})
    assert queries.join_url(room, request) == f"http://192.168.1.5:8000/hadir/{room.code}/"
    room.address = "10.0.0.2:8000/"
    assert queries.join_url(room, request) == f"http://10.0.0.2:8000/hadir/{room.code}/"


# --- paper -----------------------------------------------------------------------------------------------------------


def test_a_paper_sheet_is_typed_back_in_one_go(running, enter):
    client = enter("yusuf")
    here = f"/p/P9901010201/lokmin/{running.pk}/hadir/"
    rows = op.rows_of(running)
    code = op.sheet_code(rows)
    assert code in client.get(f"{here}lembar/").content.decode()
    op.sign_in_guest(meeting=running, name="Datang kemudian", institution="Desa")
    answer = client.post(f"{here}ketik/", {"code": code.lower(), "text": "1 2 4-6 izin 3; diwakili 7 Budi, S.Kep."})
    assert answer.status_code == 302
    states = [(a.status, a.represented_by) for a in op.rows_of(running)[:7]]
    assert states == [("hadir", "")] * 2 + [("izin", "")] + [("hadir", "")] * 3 + [("diwakili", "Budi, S.Kep.")]
    assert Signature.objects.filter(kind="kertas", attendance__in=rows).count() == 5
    again = client.post(f"{here}ketik/", {"code": code, "text": "1 2 4-6 izin 3; diwakili 7 Budi, S.Kep."}, follow=True)
    assert "7 sudah sama" in again.content.decode()


def test_a_sheet_with_a_mistake_writes_nothing(running, enter):
    client = enter("yusuf")
    here = f"/p/P9901010201/lokmin/{running.pk}/hadir/ketik/"
    code = op.sheet_code(op.rows_of(running))
    answer = client.post(here, {"code": code, "text": "1 2 99 telat 4"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nomor 99 tidak ada di lembar" in page
    assert "Kata “telat” tidak dikenal" in page
    assert "1 2 99 telat 4" in page
    assert not running.attendance.exclude(status="").exists()


def test_a_sheet_of_a_list_that_was_changed_is_refused(running, cast):
    rows = op.rows_of(running)
    code = op.sheet_code(rows)
    rows[0].delete()
    with pytest.raises(ValidationError, match="tidak cocok"):
        op.type_back(meeting=running, by=cast.people["yusuf"], code=code, text="1 2 3")


def test_attendance_is_counted_by_profession_and_unit(running, endah):
    lines = list(running.attendance.select_related("person"))
    found = summary(lines)
    assert (found.total.came, found.total.listed) == (1, len(lines))
    bidan = next(s for s in found.professions if s.name == "Bidan")
    assert (bidan.came, bidan.listed, bidan.percent) == (1, 2, 50)
    assert OTHER not in [s.name for s in found.professions if s.listed == len(lines)]
    unit = next(s for s in found.units if s.name.startswith("Klaster 2"))
    assert unit.came == 1
    assert sum(s.listed for s in found.units) == len(lines)
    assert found.signed == 1
