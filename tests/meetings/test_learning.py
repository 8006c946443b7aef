"""Knowledge points: a short test before and after, gain as counts, one's own result on one's own phone only."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre import clock, filekinds
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.learning import files, library, log, operations, parts, queries, results, screens
from lokmin.cycle.meetings.learning.library import Question
from lokmin.cycle.meetings.models import Attendance, Knowledge, QuizAnswer, RoomEvent
from lokmin.cycle.workforce.models import Staff, Training

QUESTIONS = [
    Question("Berapa kali oleh dokter?", ("1", "2", "6"), 1),
    Question("Berapa tablet?", ("30", "60", "90"), 2),
    Question("Apa yang dilakukan?", ("dirujuk", "ditunggu"), 0),
]


def at(meeting, route, item, **more):
    return reverse(f"meetings:{route}", kwargs={"pkm": HOME, "pk": meeting.pk, "item": item.pk, **more})


@pytest.fixture
def point(running):
    return running.agenda.get(kind="pengetahuan")


@pytest.fixture
def taught(point, cast):
    return operations.save_knowledge(
        item=point, by=cast.people["yusuf"], topic="ANC enam kali", material="Enam kali.\nDua oleh dokter.",
        jpl_tenths=5, questions=QUESTIONS,
    )  # fmt: skip


@pytest.fixture
def hall(running):
    """Five in the room."""
    lines = list(running.attendance.all())[:5]
    Attendance.objects.filter(pk__in=[a.pk for a in lines]).update(status="hadir")
    return [Attendance.objects.get(pk=a.pk) for a in lines]


def both_tests(taught, hall, cast, before, after):
    by = cast.people["yusuf"]
    for phase, given in (("pre", before), ("post", after)):
        operations.set_phase(knowledge=taught, by=by, phase=phase)
        for who, answers in zip(hall, given, strict=False):
            operations.answer(knowledge=taught, voice=who, phase=phase, answers=answers)
    operations.set_phase(knowledge=taught, by=by, phase="")


def test_a_lesson_of_a_closed_meeting_stands_in_the_training_log_once(taught, hall, running, cast):
    for line in hall:
        if line.person:
            Staff.objects.create(puskesmas=cast.puskesmas, made_at=clock.now(), name=line.person.full_name,
                                 person=line.person, profession="bidan")  # fmt: skip
    log.tell_training(running, cast.people["yusuf"])
    log.tell_training(running, cast.people["yusuf"])
    made = Training.objects.get()
    assert (made.title, made.jpl_tenths, made.state) == ("ANC enam kali", 5, "terlaksana")
    assert made.parts.count() == sum(line.person is not None for line in hall) > 0


def test_gain_is_a_mean_of_those_who_answered_both(taught, hall, cast):
    both_tests(taught, hall, cast, [[0, 0, 1], [1, 0, 1], [1, 2, 1], [1, 2, 0]], [[1, 2, 0], [1, 2, 0], [1, 2, 1]])
    gain = queries.gain(taught)
    assert (gain.pre, gain.post, gain.paired) == (4, 3, 3)
    assert (gain.before, gain.after) == (1, pytest.approx(8 / 3))
    assert gain.sentence == "Jawaban benar naik dari 1,0 menjadi 2,7 dari 3 soal (3 orang)"
    assert [(q.before, q.after) for q in gain.asked] == [(2, 3), (1, 3), (0, 2)]


def test_with_two_answers_no_mean_is_shown_anywhere(taught, hall, cast):
    both_tests(taught, hall, cast, [[0, 0, 1], [1, 0, 1]], [[1, 2, 0], [1, 2, 0]])
    gain = queries.gain(taught)
    assert not gain.shown
    assert gain.asked == ()
    assert gain.sentence == "2 menjawab tes awal, 2 menjawab tes akhir"


def test_a_drop_is_called_a_drop(taught, hall, cast):
    both_tests(taught, hall, cast, [[1, 2, 0]] * 3, [[0, 0, 1]] * 3)
    assert queries.gain(taught).sentence.startswith("Jawaban benar turun dari 3,0 menjadi 0,0")


def test_the_first_answers_count_however_often_they_are_sent(taught, hall, cast):
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="pre")
    first = operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=[1, 2, 0])
    again = operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=[0, 0, 0])
    assert again.pk == first.pk
    assert QuizAnswer.objects.get().right == 3
    assert RoomEvent.objects.filter(kind="jawaban").count() == 1


def test_answers_to_a_closed_test_or_with_a_question_left_out_are_refused(taught, hall, cast):
    with pytest.raises(ValidationError, match="tidak sedang dibuka"):
        operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=[1, 2, 0])
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="pre")
    with pytest.raises(ValidationError, match="tidak sedang dibuka"):
        operations.answer(knowledge=taught, voice=hall[0], phase="post", answers=[1, 2, 0])
    for wrong in ([], [1, 2], [1, 2, -1], [1, 2, 2], [1, 2, 0, 0]):
        with pytest.raises(ValidationError, match="Jawab semua 3 soal"):
            operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=wrong)
    assert QuizAnswer.objects.count() == 0


def test_after_the_minutes_are_closed_nobody_answers(taught, hall, cast, running):
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="post")
    running.refresh_from_db()
    running.state, running.closed_at, running.closed_by = "ditutup", running.opened_at, cast.people["anindya"]
    running.save()
    fresh = Knowledge.objects.get()
    with pytest.raises(ValidationError, match="tidak sedang dibuka"):
        operations.answer(knowledge=fresh, voice=hall[0], phase="post", answers=[1, 2, 0])


def test_a_test_left_open_is_closed_with_the_minutes(taught, hall, cast, running, complete):
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="post")
    op.add_rtl(meeting=running, by=cast.people["yusuf"], **complete)
    op.decide(meeting=running, by=cast.people["yusuf"], text="Kunjungan rumah")
    running.attendance.filter(status="").update(status="izin")
    op.close(meeting=running, by=cast.people["anindya"])
    taught.refresh_from_db()
    assert taught.phase == ""


def test_questions_stand_once_they_are_answered_but_the_material_may_be_mended(taught, point, hall, cast):
    by = cast.people["yusuf"]
    operations.set_phase(knowledge=taught, by=by, phase="pre")
    operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=[1, 2, 0])
    with pytest.raises(ValidationError, match="sudah dijawab 1 orang"):
        operations.save_knowledge(item=point, by=by, topic="ANC", questions=QUESTIONS[:2])
    operations.save_knowledge(item=point, by=by, topic="ANC", material="Baru.", questions=QUESTIONS)
    assert Knowledge.objects.get().material == "Baru."


def test_one_test_is_open_at_a_time(taught, running, cast):
    by = cast.people["yusuf"]
    other = op.add_item(meeting=running, by=by, title="Cuci tangan", minutes=10, kind="pengetahuan")
    second = operations.save_knowledge(item=other, by=by, topic="Cuci tangan", questions=QUESTIONS)
    operations.set_phase(knowledge=taught, by=by, phase="pre")
    operations.set_phase(knowledge=second, by=by, phase="pre")
    taught.refresh_from_db()
    assert (taught.phase, second.phase) == ("", "pre")


def test_a_test_without_questions_is_not_opened(point, cast):
    made = operations.save_knowledge(item=point, by=cast.people["yusuf"], topic="Tanpa soal")
    with pytest.raises(ValidationError, match="belum punya soal"):
        operations.set_phase(knowledge=made, by=cast.people["yusuf"], phase="pre")


def test_the_wall_shows_how_many_never_who(taught, hall, cast, running):
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="pre")
    operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=[1, 2, 0])
    test = screens.for_hall(running)[0]
    assert (test.key, test.data.done, test.data.of) == ("tes", 1, 5)
    assert test.title == "Tes awal “ANC enam kali”: jawab 3 soal di telepon Anda"


def test_the_wall_shows_the_gain_after_the_last_test_and_then_the_material(taught, hall, cast, running):
    both_tests(taught, hall, cast, [[0, 0, 1]] * 4, [[1, 2, 0]] * 4)
    found = screens.for_hall(running)
    assert [s.key.rsplit("-", 1)[0] for s in found] == ["tes-hasil", "tes-materi"]
    assert found[0].title == "Jawaban benar naik dari 0,0 menjadi 3,0 dari 3 soal (4 orang)"


def test_somebody_sees_the_own_result_after_the_last_test_only(taught, hall, cast, running):
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="pre")
    operations.answer(knowledge=taught, voice=hall[0], phase="pre", answers=[0, 2, 1])
    hand = queries.for_hand(running, hall[0])
    assert hand.done
    assert hand.result is None
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="post")
    assert not queries.for_hand(running, hall[0]).done
    operations.answer(knowledge=taught, voice=hall[0], phase="post", answers=[1, 2, 1])
    mine = queries.for_hand(running, hall[0]).result
    assert (mine.before, mine.after, mine.of) == (1, 2, 3)
    assert [right for _text, _answer, right in mine.answers] == [True, True, False]
    assert queries.for_hand(running, hall[1]).result is None


def test_what_is_pushed_to_all_phones_holds_the_questions_and_nobodys_answers(taught, hall, cast, running):
    operations.set_phase(knowledge=taught, by=cast.people["yusuf"], phase="post")
    operations.answer(knowledge=taught, voice=hall[0], phase="post", answers=[1, 2, 0])
    html = parts.hand(running)
    assert 'name="j3"' in html
    assert 'name="kunci" value=""' in html
    assert "dari 3 benar" not in html


def test_papers_get_means_in_percent_and_a_line_for_everybody_present(taught, hall, cast, running):
    both_tests(taught, hall, cast, [[0, 0, 1], [1, 0, 1], [1, 2, 1]], [[1, 2, 0]] * 3)
    paper = results.knowledge_papers(running)[0]
    assert (paper.questions, paper.paired, paper.before, paper.after) == (3, 3, pytest.approx(100 / 3), 100)
    assert len(paper.attended) == 5
    lesson = results.results(running).lessons[0]
    assert {c.jpl for c in lesson.certificates} == {"0,5"}
    assert {c.score for c in lesson.certificates} == {""}
    scored = results.results(running, scores=True).lessons[0].certificates
    assert sorted(c.score for c in scored) == ["", "", "3/3", "3/3", "3/3"]


def pptx(**more):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/") + ".bin", content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [(b"%PDF-1.7 x", "pdf"), (pptx(), "pptx"), (b"\x89PNG\r\n\x1a\nx", "png"), (b"\xff\xd8\xffx", "jpg"),
     (b"RIFF\x00\x00\x00\x00WEBPx", "webp"), (b"MZ\x90", ""), (b"<html>", ""), (pptx(ppt__vbaProject="x"), ""),
     (b"PK\x03\x04broken", ""), (b"<svg onload=alert(1)>", "")],
)  # fmt: skip
def test_a_material_is_judged_by_its_content_not_by_its_name(content, ending):
    found = filekinds.kind(content)
    assert (found if found in files.KINDS else "") == ending


def test_a_file_is_kept_under_its_hash_with_a_tidy_name(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    name, sha256 = files.keep("..\\..\\etc/ materi  ANC.exe", b"%PDF-1.7")
    assert name == "materi ANC.pdf"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [sha256]


def test_refused_files_say_what_to_do(tmp_path, settings, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    for content, word in ((b"", "kosong"), (b"MZ", "Simpan sebagai PDF")):
        with pytest.raises(ValidationError, match=word):
            files.keep("materi.pdf", content)
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    with pytest.raises(ValidationError, match="paling besar 1 MB"):
        files.keep("materi.pdf", b"%PDF-" + b"x" * 2 * 1024 * 1024)
    assert list(tmp_path.rglob("*.pdf")) == []


def test_the_file_is_opened_by_the_office_and_by_no_other(taught, running, point, cast, enter, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    client = enter("yusuf")
    client.post(at(running, "knowledge_upload", point), {"berkas": SimpleUploadedFile("anc.pdf", b"%PDF-1.7 isi")})
    answer = enter("bambang").get(at(running, "knowledge_file", point))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 isi"
    assert enter("tetangga").get(at(running, "knowledge_file", point)).status_code == 404
    enter("yusuf").post(at(running, "knowledge_upload", point), {"hapus": "1"})
    assert enter("bambang").get(at(running, "knowledge_file", point)).status_code == 404


def test_the_desk_types_material_and_questions_in_one_form(running, point, cast, enter):
    client = enter("yusuf")
    page = client.get(at(running, "knowledge", point), {"contoh": "anc-enam-kali"}).content.decode()
    assert "Pemeriksaan kehamilan enam kali" in page
    data = {"topic": "ANC", "material": "Enam kali.", "jpl": "0,5", "speaker": ""}
    for n, q in enumerate(QUESTIONS, 1):
        data |= {f"soal{n}": q.text, f"benar{n}": str(q.right), **{f"soal{n}-{o}": t for o, t in enumerate(q.options)}}
    assert client.post(at(running, "knowledge", point), data).status_code == 302
    made = Knowledge.objects.get()
    assert made.jpl_tenths == 5
    assert [q.right for q in made.questions.all()] == [1, 2, 0]


@pytest.mark.parametrize(
    ("change", "said"),
    [({"benar1": ""}, "Soal 1: tandai pilihan yang benar."), ({"soal2": ""}, "Soal 2: tulis pertanyaannya."),
     ({"soal3-0": "", "benar3": "1"}, "Soal 3: tulis sedikitnya dua pilihan."), ({"topic": ""}, "Topik"),
     ({"jpl": "lama"}, "Tulis angka, misalnya 0,5."), ({"benar1": "3"}, "Soal 1: tandai pilihan yang benar."),
     ({"soal1-1": "1"}, "Soal 1: dua pilihan sama.")],
)  # fmt: skip
def test_what_is_wrong_in_the_form_is_said_and_the_texts_stay(running, point, enter, change, said):
    data = {"topic": "ANC", "material": "Teks yang tidak boleh hilang.", "jpl": "", "speaker": ""}
    for n, q in enumerate(QUESTIONS, 1):
        data |= {f"soal{n}": q.text, f"benar{n}": str(q.right), **{f"soal{n}-{o}": t for o, t in enumerate(q.options)}}
    answer = enter("yusuf").post(at(running, "knowledge", point), data | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Teks yang tidak boleh hilang." in page
    assert Knowledge.objects.count() == 0


def test_the_library_is_whole():
    assert len(library.activities()) == 5
    assert len(library.topics()) == 2
    for topic in library.topics():
        assert len(topic.questions) == 3
        assert all(0 <= q.right < len(q.options) for q in topic.questions)
        assert topic.source
    assert all(a.steps and a.aim and a.source and 2 <= a.size <= 10 for a in library.activities())
