"""Presenters' pages, the input box, focus topics, incoming letters."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Focus, IncomingLetter, InputNote, PresenterPage
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing import queries
from lokmin.cycle.meetings.preparing.operations.pages import mark

pytestmark = pytest.mark.django_db
BASE = "/p/P9901010201/lokmin/"


def klaster(meeting, number):
    return meeting.agenda.get(klaster=number)


def save(item, by, seen=None, ready=False, **texts):
    return prep.save_page(
        item=item, by=by, texts=texts, seen={k: mark(v) for k, v in (seen or {}).items()}, ready=ready
    )


def test_the_page_of_a_cluster_shows_its_figures_problems_and_promises(figures, meeting):
    made = queries.prepared(klaster(meeting, 2))
    k1 = next(f for f in made.figures if f.code == "K1")
    assert (k1.below, k1.villages, k1.status) == (1, 12, "kurang")
    assert made.problems[0].title.startswith("K1 Watubelah")
    assert not any(f.code == "K1" for f in queries.prepared(klaster(meeting, 3)).figures)


def test_of_two_who_write_at_once_both_texts_stay(meeting, cast):
    item, ratna, yusuf = klaster(meeting, 2), cast.people["ratna"], cast.people["yusuf"]
    save(item, ratna, obstacles="Jalan rusak.", plan="Sweeping.")
    base = {"obstacles": "Jalan rusak.", "plan": "Sweeping."}
    assert save(item, ratna, base, obstacles="Jalan rusak di dua dusun.", plan="Sweeping.").both == ()
    lost = save(item, yusuf, base, obstacles="Bidan cuti.", plan="Sweeping dan kelas ibu.")
    assert lost.both == ("obstacles",)
    page = PresenterPage.objects.get(item=item)
    assert page.obstacles.startswith("Jalan rusak di dua dusun.")
    assert page.obstacles.endswith("Bidan cuti.")
    assert "Yusuf Hidayat" in page.obstacles
    assert page.plan == "Sweeping dan kelas ibu."
    assert page.revision == 3


def test_what_only_the_other_changed_is_not_set_back(meeting, cast):
    item, ratna, yusuf = klaster(meeting, 2), cast.people["ratna"], cast.people["yusuf"]
    save(item, ratna, obstacles="Jalan rusak.")
    kept = save(item, yusuf, {}, analysis="Rumah jauh.", obstacles="")
    assert (kept.page.obstacles, kept.page.analysis) == ("Jalan rusak.", "Rumah jauh.")


def test_who_is_ready_and_who_has_not_begun_is_seen(meeting, cast, enter):
    item = klaster(meeting, 2)
    client = enter("ratna")
    here = f"{BASE}{meeting.pk}/bahan/{item.pk}/"
    assert client.get(here).status_code == 200
    data = {"obstacles": "Jalan rusak.", "dasar-obstacles": mark(""), "siap": "1"}
    assert client.post(here, data).status_code == 302
    assert client.post(here, data, headers={"accept": "application/json"}).json()["bersama"] == []
    states = {r.title: r.state for r in queries.readiness(meeting)}
    assert states["Klaster 2, Ibu dan Anak"] == "siap"
    assert set(states.values()) == {"siap", "belum"}
    page = enter("yusuf").get(f"{BASE}{meeting.pk}/bahan/").content.decode()
    assert "1 dari" in page
    assert "belum diisi" in page
    assert "Klaster 2, Ibu dan Anak" in enter("yusuf").get(f"{BASE}{meeting.pk}/").content.decode()


def test_only_the_presenter_the_cluster_and_the_office_write(meeting, cast, enter):
    item = klaster(meeting, 2)
    may = {u for u in ("ratna", "hendra", "yusuf", "anindya", "endah") if queries.may_write(cast.people[u], item)}
    assert may == {"ratna", "yusuf", "anindya"}
    client = enter("hendra")
    here = f"{BASE}{meeting.pk}/bahan/{item.pk}/"
    assert client.get(here).status_code == 200
    client.post(here, {"obstacles": "bukan bagian saya"})
    assert not PresenterPage.objects.filter(item=item).exists()


def test_composing_again_loses_nothing_that_was_prepared(figures, meeting, cast):
    yusuf = cast.people["yusuf"]
    item = klaster(meeting, 2)
    save(item, cast.people["ratna"], obstacles="Jalan rusak.", ready=True)
    own = op.add_item(meeting=meeting, by=yusuf, title="Persiapan haji", minutes=10)
    plain = op.add_item(meeting=meeting, by=yusuf, title="Arisan", minutes=5)
    save(own, yusuf, obstacles="Vaksin belum datang.")
    op.compose_again(meeting=meeting, by=yusuf, blocks=composing.compose(meeting))
    titles = [i.title for i in meeting.agenda.all()]
    assert "Persiapan haji" in titles
    assert plain.title not in titles
    assert meeting.agenda.last().kind == "penutup"
    assert {p.obstacles for p in PresenterPage.objects.filter(item__meeting=meeting)} == {
        "Jalan rusak.", "Vaksin belum datang.",
    }  # fmt: skip
    with pytest.raises(ValidationError, match="sudah punya bahan"):
        op.remove_item(item=own, by=yusuf)


def test_presenters_texts_are_handed_on_for_slides_and_minutes(meeting, cast):
    save(klaster(meeting, 2), cast.people["ratna"], obstacles="Jalan rusak.", proposals="Ojek bidan.")
    records = queries.presenter_pages(meeting)
    mine = next(r for r in records if r.klaster == 2)
    assert (mine.obstacles, mine.proposals, mine.written) == ("Jalan rusak.", "Ojek bidan.", True)
    assert [r.order for r in records] == sorted(r.order for r in records)


def test_an_anonymous_line_keeps_neither_person_nor_hour(cast, enter):
    before = AuditLine.objects.count()
    client = enter("sri")
    data = {"text": "Lampu aula mati.", "nama": "tidak", "token": "t" * 30}
    assert client.post(BASE + "masukan/", data).status_code == 302
    assert client.post(BASE + "masukan/", data).status_code == 302
    note = InputNote.objects.get()
    assert (note.by, note.name, note.institution, note.anonymous) == (None, "", "", True)
    assert {f.name for f in InputNote._meta.concrete_fields if f.get_internal_type() == "DateTimeField"} == set()
    assert AuditLine.objects.count() == before
    page = enter("yusuf").get(BASE + "masukan/").content.decode()
    assert "Lampu aula mati." in page
    assert "Sri Lestari" not in page


def test_a_named_line_is_answered_for_everybody_to_read(cast, enter):
    enter("sri").post(BASE + "masukan/", {"text": "Timbangan rusak.", "nama": "ya", "token": "u" * 30})
    note = InputNote.objects.get()
    assert note.by == cast.people["sri"]
    assert "Timbangan" not in enter("endah").get(BASE + "masukan/").content.decode()
    secretary = enter("yusuf")
    here = f"{BASE}masukan/{note.pk}/"
    assert secretary.post(here, {"apa": "jawab", "state": "dijawab", "answer": ""}).status_code == 422
    answer = {"apa": "jawab", "state": "dijawab", "answer": "Diganti minggu ini."}
    assert secretary.post(here, answer).status_code == 302
    assert "Diganti minggu ini." in enter("endah").get(BASE + "masukan/").content.decode()
    assert enter("endah").get(here).status_code == 403


def test_a_line_becomes_a_point_of_the_agenda_or_a_note_of_the_minutes(meeting, cast, enter):
    yusuf = cast.people["yusuf"]
    note = prep.put_note(puskesmas=cast.puskesmas, text="Antrean lama.", anonymous=True, token="a")
    other = prep.put_note(puskesmas=cast.puskesmas, text="Parkir sempit.", anonymous=False, token="b", by=yusuf)
    client = enter("yusuf")
    assert client.post(f"{BASE}masukan/{note.pk}/", {"apa": "acara"}).status_code == 302
    item = meeting.agenda.get(kind="masukan", detail="Antrean lama.")
    assert item.order == meeting.agenda.count() - 1
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    assert client.post(f"{BASE}masukan/{other.pk}/", {"apa": "notulen"}).status_code == 302
    written = meeting.notes.get().revisions.get().text
    assert written == f"Masukan dari kotak ({yusuf.full_name}): Parkir sempit."
    assert set(InputNote.objects.values_list("state", flat=True)) == {"dibahas"}


def test_input_waits_in_the_agenda_until_it_is_answered(meeting, cast):
    note = prep.put_note(puskesmas=cast.puskesmas, text="Antrean lama.", anonymous=True, token="a")
    InputNote.objects.update(day=dt.date(2026, 5, 1))
    assert "1 masukan belum dibahas" in [b.detail for b in composing.compose(meeting)]
    prep.answer_note(note=note, by=cast.people["yusuf"], state="dijawab", answer="Ditambah loket.")
    assert "masukan" not in [b.kind for b in composing.compose(meeting)]


def test_a_focus_comes_into_every_agenda_of_its_time(meeting, cast):
    yusuf = cast.people["yusuf"]
    focus = prep.add_focus(
        puskesmas=cast.puskesmas, by=yusuf, title="Persiapan haji", since=dt.date(2026, 4, 1),
        until=dt.date(2026, 6, 1), owner=cast.people["hendra"], minutes=10,
    )  # fmt: skip
    block = next(b for b in composing.compose(meeting) if b.focus == focus.pk)
    assert (block.title, block.kind, block.presenter, block.minutes) == (
        "Persiapan haji", "fokus", cast.people["hendra"].pk, 10,
    )  # fmt: skip
    op.compose_again(meeting=meeting, by=yusuf, blocks=composing.compose(meeting))
    assert meeting.agenda.get(focus=focus).title == "Persiapan haji"
    prep.end_focus(focus=focus, by=yusuf)
    Focus.objects.filter(pk=focus.pk).update(until=dt.date(2026, 4, 30))
    assert not any(b.focus for b in composing.compose(meeting))
    with pytest.raises(ValidationError, match="sesudah tanggal mulai"):
        prep.add_focus(
            puskesmas=cast.puskesmas, by=yusuf, title="x", since=dt.date(2026, 4, 2), until=dt.date(2026, 4, 1)
        )


def test_a_letter_of_the_dinkes_is_heard_once(meeting, cast):
    yusuf = cast.people["yusuf"]
    letter = prep.add_incoming(
        puskesmas=cast.puskesmas,
        by=yusuf,
        sender="Dinas Kesehatan",
        subject="Pekan imunisasi",
        date=dt.date(2026, 4, 20),
    )
    op.compose_again(meeting=meeting, by=yusuf, blocks=composing.compose(meeting))
    item = meeting.agenda.get(reference=f"surat:{letter.pk}")
    assert "Pekan imunisasi" in item.detail
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    op.start_item(item=item, by=yusuf)
    op.close(meeting=meeting, by=yusuf, close_reason="Rapat singkat.")
    letter.refresh_from_db()
    assert letter.meeting == meeting
    assert not IncomingLetter.objects.filter(meeting=None).exists()


def test_topics_and_letters_are_added_and_ended_on_their_page(cast, enter):
    client = enter("yusuf")
    here = BASE + "topik/"
    focus = {"apa": "fokus", "title": "Campak", "since": "2026-05-01", "until": "2026-05-31", "minutes": "10"}
    assert client.post(here, {**focus, "until": "2026-04-01"}).status_code == 422
    assert client.post(here, focus).status_code == 302
    letter = {"apa": "surat", "sender": "Dinas Kesehatan", "date": "2026-04-20", "subject": "Pekan imunisasi"}
    assert client.post(here, letter).status_code == 302
    page = client.get(here).content.decode()
    assert "Campak" in page
    assert "Pekan imunisasi" in page
    assert client.post(f"{here}{Focus.objects.get().pk}/akhiri/").status_code == 302
    incoming = IncomingLetter.objects.get()
    assert client.post(f"{BASE}surat-masuk/{incoming.pk}/", {"effect": "Tambah sweeping."}).status_code == 302
    incoming.refresh_from_db()
    assert incoming.effect == "Tambah sweeping."


def test_the_pre_reading_holds_what_presenters_wrote_and_is_offered_from_three_days_before(
    figures, meeting, cast, enter, settings
):
    import io

    from pypdf import PdfReader

    save(klaster(meeting, 2), cast.people["ratna"], obstacles="Jalan ke dusun rusak.", proposals="Ojek bidan.")
    client = enter("yusuf")
    settings.LOKMIN_TODAY = "2026-05-01"
    assert "Bahan bacaan siap dibagikan" not in client.get(f"{BASE}{meeting.pk}/").content.decode()
    settings.LOKMIN_TODAY = "2026-05-02"
    assert "Bahan bacaan siap dibagikan" in client.get(f"{BASE}{meeting.pk}/").content.decode()
    made = client.get(f"{BASE}{meeting.pk}/bahan-bacaan.pdf")
    pages = PdfReader(io.BytesIO(made.content)).pages
    assert len(pages) == 2
    text = " ".join(pages[0].extract_text().split())
    assert "hambatan: Jalan ke dusun rusak; usulan: Ojek bidan" in text


def test_the_page_of_the_pack_leads_nobody_to_a_page_they_may_not_open(meeting, cast, enter):
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    op.close(meeting=meeting, by=cast.people["yusuf"], close_reason="Rapat singkat.")
    here = f"{BASE}{meeting.pk}/"
    assert f'href="{here}hadir/"' in enter("yusuf").get(here + "berkas/").content.decode()
    assert f'href="{here}hadir/"' not in enter("endah").get(here + "berkas/").content.decode()
