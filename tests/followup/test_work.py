"""The work of an action: parts, people, turns, photos and files; done needs proof; what is carried upward."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lokmin.cycle.centre import operations as centre
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.followup import operations, queries
from lokmin.cycle.followup.models import ActionProof, Escalation
from lokmin.cycle.followup.work import escalation as carry
from lokmin.cycle.followup.work import operations as work
from lokmin.cycle.followup.work import proofs, rules
from lokmin.cycle.followup.work import queries as read
from lokmin.cycle.reporting import originals

pytestmark = pytest.mark.django_db
DAY = dt.date


@pytest.fixture(autouse=True)
def _place(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LOKMIN_TODAY = "2026-05-20"


def photo(name="IMG_1.jpg", size=(2400, 1800)):
    """A photo as a phone makes it: large, and it says where it was taken."""
    held = io.BytesIO()
    picture = Image.new("RGB", size, (90, 120, 130))
    tags = picture.getexif()
    tags[0x010F] = "Telepon Endah"
    tags.get_ifd(0x8825)[1] = "S"
    picture.save(held, "JPEG", exif=tags)
    return SimpleUploadedFile(name, held.getvalue())


def office_file(inside="word/document.xml", **more):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(inside, "<x/>")
        for name, text in more.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_done_without_any_proof_is_refused_with_what_to_do(action, cast):
    endah = cast.people["endah"]
    with pytest.raises(ValidationError, match="Selesai perlu bukti: tulis apa dan di mana, atau lampirkan"):
        operations.finish(action=action, by=endah, result="8 ibu baru")
    action.refresh_from_db()
    assert action.status == "belum mulai"
    work.attach(action=action, by=endah, upload=photo(), caption="Pendataan di Krajan")
    assert operations.finish(action=action, by=endah, result="8 ibu baru").status == "selesai"


def test_a_photo_loses_its_place_and_camera_and_is_shrunk(action, cast):
    made = work.attach(action=action, by=cast.people["endah"], upload=photo(), caption="  Pendataan   Krajan ")
    data = originals.load(made.sha256)
    with Image.open(io.BytesIO(data)) as kept:
        assert dict(kept.getexif()) == {}
        assert max(kept.size) == 1600
    assert b"Telepon Endah" not in data
    assert (made.kind, made.caption, made.width, made.size) == ("foto", "Pendataan Krajan", 1600, len(data))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("catatan.pdf", b"MZ\x90", "catatan.pdf bukan foto"),
        ("daftar.docx", office_file(**{"word/vbaProject.bin": "x"}), "tanpa makro"),
        ("foto.jpg", b"\xff\xd8\xff\xe0 rusak", "foto.jpg bukan foto JPG|foto.jpg rusak"),
        ("kosong.pdf", b"", "kosong.pdf kosong"),
        ("besar.pdf", b"%PDF-" + b"x" * (15 * 1024 * 1024), "besar.pdf 16 MB; paling besar 15 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_with_the_reason(action, cast, name, content, why):
    with pytest.raises(ValidationError, match=why):
        work.attach(action=action, by=cast.people["endah"], upload=SimpleUploadedFile(name, content), caption="")
    assert not ActionProof.objects.exists()


def test_word_and_excel_and_pdf_are_kept_as_they_are(action, cast):
    files = [("a.docx", office_file()), ("b.xlsx", office_file("xl/workbook.xml")), ("c.exe", b"%PDF-1.7 x")]
    for name, content in files:
        made = work.attach(action=action, by=cast.people["endah"], upload=SimpleUploadedFile(name, content), caption="")
        assert originals.load(made.sha256) == content
    assert list(action.proofs.values_list("name", flat=True)) == ["a.docx", "b.xlsx", "c.pdf"]


def test_the_same_photo_twice_is_one_proof(action, cast):
    kept, wrong = proofs.take(cast.puskesmas, [photo("a.jpg"), photo("b.jpg")])
    assert not wrong
    operations.progress(action=action, by=cast.people["endah"], note="Dua dusun", proofs=kept)
    work.attach_kept(action=action, by=cast.people["endah"], kept=kept)
    assert action.proofs.count() == 1


def test_the_file_lies_there_before_its_row_is_written(action, cast, monkeypatch):
    """Whoever pulls the plug between leaves a file without a row, never a row without its file."""
    seen = []
    create = ActionProof.objects.create
    monkeypatch.setattr(
        ActionProof.objects, "create",
        lambda **columns: (seen.append(originals.path_of(columns["sha256"]).is_file()), create(**columns))[1],
    )  # fmt: skip
    work.attach(action=action, by=cast.people["endah"], upload=photo(), caption="")
    assert seen == [True]


def test_the_only_proof_of_a_finished_action_stays(action, cast):
    endah = cast.people["endah"]
    made = work.attach(action=action, by=endah, upload=photo(), caption="")
    operations.finish(action=action, by=endah, result="8 ibu baru")
    with pytest.raises(ValidationError, match="satu-satunya bukti bahwa RTL 1/2026 selesai"):
        work.remove_proof(proof=made, by=endah, reason="Buram")
    made.refresh_from_db()
    assert made.removed_at is None
    work.attach(action=action, by=endah, upload=photo(size=(900, 700)), caption="")
    work.remove_proof(proof=made, by=endah, reason="Buram")
    assert [p.pk != made.pk for p in read.proofs(action)] == [True]


def test_a_part_is_ticked_once_and_the_first_name_stays(action, cast):
    task = work.add_task(action=action, by=cast.people["ratna"], text="Cetak formulir", owner=cast.people["bambang"])
    work.tick(task=task, by=cast.people["bambang"])
    again = work.tick(task=task, by=cast.people["ratna"])
    assert (again.done_by, again.done_on) == (cast.people["bambang"], DAY(2026, 5, 20))
    action.refresh_from_db()
    assert action.status == "berjalan"
    assert AuditLine.objects.filter(action="rtl.bagian").count() == 2
    assert queries.line(action, DAY(2026, 5, 20)).parts_open == ()


def test_who_owns_a_part_ticks_it_but_writes_no_progress(action, cast):
    bambang = cast.people["bambang"]
    task = work.add_task(action=action, by=cast.people["ratna"], text="Cetak formulir", owner=bambang)
    assert queries.may_tick(bambang, task)
    assert not queries.may_update(bambang, action)
    assert not queries.may_tick(cast.people["camat"], task)


def test_a_part_cannot_end_after_the_whole(action, cast):
    with pytest.raises(ValidationError, match="sesudah batas waktu RTL, 23 Mei 2026"):
        work.add_task(action=action, by=cast.people["ratna"], text="Cetak", due=DAY(2026, 5, 24))


def test_several_owners_of_several_sectors_stand_in_the_line(action, cast):
    ratna = cast.people["ratna"]
    village = centre.add_partner(puskesmas=cast.puskesmas, by=ratna, sector="desa", name="Pemdes Watubelah")
    work.add_owner(action=action, by=ratna, role="pj", person=cast.people["bambang"])
    work.add_owner(action=action, by=ratna, role="mitra", partner=village, part="mobil siaga")
    work.add_owner(action=action, by=ratna, role="pelaksana", name="Kader Krajan")
    work.add_owner(action=action, by=ratna, role="pelaksana", name="Kader Krajan", part="mendata")
    line = queries.line(action, DAY(2026, 5, 20))
    assert line.owner == "Endah Puspita, A.Md.Keb., Bambang Setiadi, S.KM."
    assert line.partners == "Pemdes Watubelah (mobil siaga), Kader Krajan (mendata)"
    assert line.owner_ids == (cast.people["endah"].pk, cast.people["bambang"].pk)
    assert queries.may_update(cast.people["bambang"], action)
    with pytest.raises(ValidationError, match="sudah penanggung jawab utama"):
        work.add_owner(action=action, by=ratna, role="pj", person=cast.people["endah"])
    foreign = operations.add(puskesmas=cast.neighbour, by=ratna, problem="x", activity="y")
    with pytest.raises(ValidationError, match="bukan mitra Puskesmas Sumberkencono"):
        work.add_owner(action=foreign, by=ratna, role="mitra", partner=village)


@pytest.fixture
def weekly(cast, columns):
    columns |= {"repeat": "mingguan", "start": DAY(2026, 5, 4), "due": DAY(2026, 5, 31)}
    return operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=DAY(2026, 5, 4), **columns)


def test_a_repeated_action_shows_its_turns_and_which_were_missed(weekly, cast):
    endah = cast.people["endah"]
    work.write_turn(action=weekly, by=endah, due=DAY(2026, 5, 4), done_on=DAY(2026, 5, 5), note="12 rumah")
    line = queries.line(weekly, DAY(2026, 5, 20))
    assert line.rhythm == "tiap minggu sampai 31 Mei 2026"
    assert (line.turns, line.turns_done, line.turns_missed, line.next_turn) == (4, 1, 1, DAY(2026, 5, 18))
    with pytest.raises(ValidationError, match="5 Mei 2026 bukan giliran"):
        work.write_turn(action=weekly, by=endah, due=DAY(2026, 5, 5), done_on=DAY(2026, 5, 5))
    with pytest.raises(ValidationError, match="mengapa giliran ini tidak dikerjakan"):
        work.write_turn(action=weekly, by=endah, due=DAY(2026, 5, 11))


def test_a_turn_written_twice_stays_as_it_was_first(weekly, cast):
    first = work.write_turn(action=weekly, by=cast.people["endah"], due=DAY(2026, 5, 4), done_on=DAY(2026, 5, 4))
    second = work.write_turn(action=weekly, by=cast.people["ratna"], due=DAY(2026, 5, 4), skipped_reason="hujan")
    assert (second.pk, second.by, weekly.turns.count()) == (first.pk, cast.people["endah"], 1)
    work.erase_turn(turn=first, by=cast.people["endah"])
    assert weekly.turns.count() == 0


def test_repeating_without_an_end_is_refused(cast, columns):
    columns |= {"repeat": "mingguan", "due": None}
    with pytest.raises(ValidationError, match="Kegiatan berulang perlu batas"):
        operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], **columns)


def test_months_without_a_note_are_shown_as_gaps(cast, columns, settings):
    old = operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=DAY(2026, 2, 3), **columns)
    old.events.update(at="2026-02-03T02:00:00Z")
    operations.progress(action=old, by=cast.people["endah"], note="Satu dusun", period="2026-04")
    course = read.course(old, DAY(2026, 5, 20))
    assert [(m.month.code, m.silent, len(m.events)) for m in course] == [
        ("2026-04", False, 1), ("2026-03", True, 0), ("2026-02", False, 1),
    ]  # fmt: skip
    assert [m.silent for m in read.course(old, DAY(2026, 6, 1))] == [True, False, True, False]


def test_carrying_by_hand_needs_a_reason_and_to_the_dinkes_what_is_wanted(action, cast):
    endah = cast.people["endah"]
    with pytest.raises(ValidationError, match="Tulis apa yang diminta dari Dinas Kesehatan"):
        carry.escalate(action=action, by=endah, to="dinkes", reason="Reagen habis")
    first = carry.escalate(action=action, by=endah, to="dinkes", reason="Reagen habis", wanted="50 strip")
    again = carry.escalate(action=action, by=endah, to="dinkes", reason="Lagi", wanted="50 strip")
    assert first.pk == again.pk
    assert queries.line(action, DAY(2026, 5, 20)).escalated == ("dinkes",)
    assert read.waiting([cast.puskesmas, cast.neighbour]) == {cast.puskesmas.pk: 1}


def test_the_rule_carries_what_is_late_once_for_each_rung(action, cast):
    run = carry.escalate_overdue
    assert run(puskesmas=cast.puskesmas, today=DAY(2026, 6, 22)) == ()
    first = run(puskesmas=cast.puskesmas, today=DAY(2026, 6, 23))
    assert [(e.to, e.reason, e.by) for e in first] == [("lokmin", "Terlambat 1 bulan tanpa selesai.", None)]
    assert run(puskesmas=cast.puskesmas, today=DAY(2026, 6, 23)) == ()
    assert [e.to for e in run(puskesmas=cast.puskesmas, today=DAY(2026, 8, 23))] == ["dinkes"]
    rules.change_rules(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], remind=[5], lokmin=2, linsek=None, dinkes=None
    )
    assert rules.rules_of(cast.puskesmas).remind == (5,)
    assert [s.to for s in rules.rules_of(cast.puskesmas).ladder] == ["lokmin"]


def test_the_dinkes_takes_it_over_and_a_second_answer_is_refused(action, cast):
    asked = carry.escalate(action=action, by=cast.people["endah"], to="dinkes", reason="Reagen", wanted="50 strip")
    dinkes = cast.people["dinkes"]
    carry.answer_escalation(escalation=asked, by=dinkes, answer="Dikirim 25 Mei", taken=True)
    action.refresh_from_db()
    assert (action.status, action.status_reason) == ("dialihkan", "Diambil alih Dinas Kesehatan: Dikirim 25 Mei")
    with pytest.raises(ValidationError, match=r"Sudah dijawab dr\. Maharani Kusumaningrum: Dikirim 25 Mei"):
        carry.answer_escalation(escalation=asked, by=cast.people["yusuf"], answer="Belum")
    assert [c.answer for c in read.escalated(cast.puskesmas, "dinkes", answered=True)] == ["Dikirim 25 Mei"]
    assert read.escalated(cast.puskesmas) == []
    assert Escalation.objects.count() == 1


def test_what_is_due_soon_names_actions_parts_and_turns(action, weekly, cast):
    work.add_task(
        action=action, by=cast.people["ratna"], text="Cetak", owner=cast.people["bambang"], due=DAY(2026, 5, 21)
    )
    found = read.due_soon(cast.puskesmas, DAY(2026, 5, 20))
    assert [(d.kind, d.due.day, d.words) for d in found] == [
        ("giliran", 4, "lewat 16 hari"), ("giliran", 11, "lewat 9 hari"), ("giliran", 18, "lewat 2 hari"),
        ("bagian", 21, "besok"), ("rtl", 23, "3 hari lagi"),
    ]  # fmt: skip
    assert [d.kind for d in read.due_soon(cast.puskesmas, DAY(2026, 5, 20), cast.people["bambang"])] == ["bagian"]


def test_a_list_of_many_costs_as_many_queries_as_a_list_of_few(cast, columns, action):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as found:
            queries.actions(cast.puskesmas, DAY(2026, 5, 20))
        return len(found)

    work.add_task(action=action, by=cast.people["ratna"], text="Cetak", owner=cast.people["bambang"])
    few = cost()
    for _n in range(4):
        more = operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], **columns)
        work.add_task(action=more, by=cast.people["ratna"], text="Cetak", owner=cast.people["bambang"])
        work.add_owner(action=more, by=cast.people["ratna"], role="pj", person=cast.people["sri"])
    assert cost() == few <= 7


def test_a_foreign_problem_or_root_is_refused(cast, columns, action):
    from lokmin.cycle.monitoring.models import Cause, Problem

    made = {"kind": "usulan", "source": "staf", "year": 2026, "made_at": "2026-05-01T00:00:00Z"}
    ours = Problem.objects.create(puskesmas=cast.puskesmas, number=1, statement="K1 turun", **made)
    theirs = Problem.objects.create(puskesmas=cast.neighbour, number=1, statement="K1 turun", **made)
    root = Cause.objects.create(problem=ours, text="Kader berganti", root=True, at="2026-05-01T00:00:00Z")
    ratna = cast.people["ratna"]
    with pytest.raises(ValidationError, match="bukan masalah Puskesmas Banyuwening"):
        operations.change(action=action, by=ratna, register=theirs.pk)
    changed = operations.change(action=action, by=ratna, root=root.pk)
    assert changed.register == ours
    line = queries.line(changed, DAY(2026, 5, 20))
    assert (line.register, line.register_label, line.root) == (ours.pk, "1/2026", "Kader berganti")
