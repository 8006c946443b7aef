"""Villages and their PJ: exactly one each, history kept; a proposal that is taken or left; reports of every month."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lokmin.cli.demo.darbin import SINCE, share_out
from lokmin.core.periods import Month
from lokmin.core.workload.darbin.records import Measure
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.monitoring.register import queries as problems
from lokmin.cycle.workforce.darbin import basis, meeting, operations, paper, proposals, queries, reports, sending
from lokmin.cycle.workforce.darbin.operations import Change
from lokmin.cycle.workforce.division import operations as tasks
from lokmin.cycle.workforce.division import queries as division
from lokmin.cycle.workforce.division.operations import Lead
from lokmin.cycle.workforce.models import (
    DarbinReport,
    DivisionProposal,
    TaskAssignment,
    VillageAssignment,
)
from lokmin.documents.model import Table, plain

TODAY = dt.date(2026, 5, 4)
APRIL = Month(2026, 4)


def page(client, cast, path: str, **given):
    return client.get(f"/p/{cast.puskesmas.code}/tenaga/{path}", given)


def post(client, cast, path: str, **given):
    return client.post(f"/p/{cast.puskesmas.code}/tenaga/{path}", given)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


# --- who has which village ----------------------------------------------------------------------------------------


def test_every_village_has_one_pj_and_playing_the_demo_again_changes_nothing(shared, when):
    held = queries.pj_names(shared.puskesmas, TODAY)
    assert len(held) == 12
    assert held["99.01.01.2004"].startswith("Nur Hidayati")
    count = VillageAssignment.objects.count()
    share_out(shared, when)
    assert VillageAssignment.objects.count() == count
    assert queries.pj(shared.puskesmas, "99.01.01.2011", TODAY).short_name == "Bambang Setiadi"
    assert queries.pj(shared.puskesmas, "99.01.01.2011", SINCE - dt.timedelta(days=1)) is None


def test_a_hand_over_ends_the_day_before_and_the_past_stays_readable(shared, staff, village):
    by, place = shared.people["yusuf"], village["Kalisari"]
    change = Change(place, "pj", staff["Arif Budiman"])
    assert operations.assign(puskesmas=shared.puskesmas, by=by, changes=[change], since=TODAY, reason="Rolling") == 1
    now, before = [h for h in queries.history(shared.puskesmas, place) if h.role == "pj"]
    assert (now.name, now.since, now.until, now.reason) == ("Arif Budiman, A.Md.KL.", TODAY, None, "Rolling")
    assert (before.staff.short_name, before.until) == ("Bambang Setiadi", dt.date(2026, 5, 3))
    assert operations.assign(puskesmas=shared.puskesmas, by=by, changes=[change], since=TODAY) == 0
    line = AuditLine.objects.filter(action="darbin").latest("pk").sentence
    assert "Kalisari Arif Budiman, A.Md.KL. (semula Bambang Setiadi, S.KM.)" in line
    # What began on the very day is corrected in place; nothing of an hour stays behind.
    again = Change(place, "pj", staff["Hendra Kusuma"])
    operations.assign(puskesmas=shared.puskesmas, by=by, changes=[again], since=TODAY)
    assert len([h for h in queries.history(shared.puskesmas, place) if h.role == "pj"]) == 2


def test_a_day_before_what_already_began_is_refused_and_nothing_is_written(shared, staff, village):
    changes = [Change(village["Kalisari"], "pj", staff["Arif Budiman"])]
    with pytest.raises(ValidationError, match="Kalisari sudah ditetapkan untuk Bambang Setiadi"):
        operations.assign(
            puskesmas=shared.puskesmas, by=shared.people["yusuf"], changes=changes, since=dt.date(2026, 1, 1)
        )
    assert queries.pj(shared.puskesmas, "99.01.01.2011", TODAY).short_name == "Bambang Setiadi"


def test_nobody_of_another_office_gets_a_village_and_no_village_of_another_office_is_given(shared, staff, village):
    other = shared.neighbour.place.serves.filter(level="desa").first()
    with pytest.raises(ValidationError, match="bukan desa puskesmas ini"):
        operations.assign(
            puskesmas=shared.puskesmas, by=shared.people["yusuf"], changes=[Change(other, "pj", staff["Arif Budiman"])],
            since=TODAY,
        )  # fmt: skip


def test_the_database_itself_refuses_a_second_pj(shared, staff, village):
    with pytest.raises(IntegrityError), transaction.atomic():
        VillageAssignment.objects.create(
            puskesmas=shared.puskesmas, village=village["Kalisari"], staff=staff["Arif Budiman"], since=TODAY,
            made_at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC),
        )  # fmt: skip


def test_the_page_tells_the_pj_on_leave_without_anybody_in_her_place(shared, enter):
    found = text(page(enter("yusuf"), shared, "darbin/"))
    assert "12 desa dibina 7 orang; tiap desa punya satu PJ." in found
    assert "(PJ Wonolelo) tidak ada 77 hari tanpa pengganti" in found
    assert "Isi penduduk, KK, dan jarak" in found


def test_the_table_of_all_villages_writes_only_what_changed(shared, staff, village, enter):
    client = enter("yusuf")
    board = queries.board(shared.puskesmas, TODAY)
    cells = {}
    for line in board.lines:
        for role in ("pj", *queries.OTHERS):
            cells[f"{role}:{line.code}"] = line.others.get(role, "") if role == "kader" else line.staff_of.get(role, "")
    before = VillageAssignment.objects.count()
    cells["cadangan:99.01.01.2004"] = staff["Tri Wahyuni"].pk
    cells["kader:99.01.01.2008"] = "Bu Jumiyem,  Bu Parti"
    answer = post(client, shared, "darbin/ubah/", since="2026-05-04", reason="", **cells)
    assert answer.status_code == 302
    assert VillageAssignment.objects.count() == before + 2
    found = text(page(client, shared, "darbin/"))
    assert "digantikan Tri Wahyuni" in found
    assert "Bu Jumiyem, Bu Parti" in found
    wrong = post(client, shared, "darbin/ubah/", since="", **cells)
    assert wrong.status_code == 422


def test_sizes_keep_what_is_unknown_apart_from_zero_and_name_the_wrong_cell(shared, village, enter):
    client = enter("yusuf")
    wrong = post(client, shared, "darbin/ukuran/", **{"people:99.01.01.2001": "banyak", "metres:99.01.01.2001": "9,4"})
    assert wrong.status_code == 422
    assert "Banyuwening: “banyak” bukan bilangan bulat yang wajar" in text(wrong)
    answer = post(
        client, shared, "darbin/ukuran/", source="Monografi",
        **{"people:99.01.01.2001": "4.200", "metres:99.01.01.2001": "9,45", "families:99.01.01.2001": "",
           "jarak:99.01.01.2008:99.01.01.2001": "12"},
    )  # fmt: skip
    assert answer.status_code == 302
    size = basis.sizes(shared.puskesmas, 2026)["99.01.01.2001"]
    assert (size.people, size.families, size.metres, size.people_from) == (4200, None, 9450, "Monografi")
    agus = [s for s in basis.working(shared.puskesmas, TODAY) if s.short_name == "Agus Prasetya"]
    assert basis.distances(shared.puskesmas, agus, [village["Banyuwening"], village["Lebakharjo"]]) == {
        (str(agus[0].pk), "99.01.01.2001"): 12_000, (str(agus[0].pk), "99.01.01.2008"): 0,
    }  # fmt: skip


# --- the proposal -------------------------------------------------------------------------------------------------


def asked(cast, **changes) -> basis.Asked:
    people = basis.working(cast.puskesmas, TODAY)
    held = {s.pk for s in basis.holders(basis.assigned(cast.puskesmas, TODAY)).values()}
    given = {
        "staff": tuple(s.pk for s in people if s.pk in held), "since": TODAY, "until": dt.date(2026, 12, 31),
        "measure": Measure.HOUSEHOLDS, "metres": None, "most": 3, "long_leave": 30,
    } | changes  # fmt: skip
    return basis.Asked(**given)


def test_a_proposal_says_why_and_is_taken_with_a_reason_from_a_day_on(shared, enter):
    made = proposals.propose(puskesmas=shared.puskesmas, by=shared.people["yusuf"], asked=asked(shared))
    assert isinstance(made, DivisionProposal)
    assert [v["code"] for v in made.body["villages"]] == [v.code for v in shared.villages]
    wonolelo = made.body["villages"][3]
    assert "cuti terlalu lama" in wonolelo["why"]
    assert "Lebakharjo" not in next(r for r in made.body["loads"] if r["name"].startswith("Sri"))["then"]["villages"]
    assert made.body["largest"] <= made.body["plain"]
    client = enter("anindya")
    found = text(page(client, shared, f"darbin/usul/{made.pk}/"))
    assert made.body["summary"] in found
    assert "<svg" in found
    refused = post(client, shared, f"darbin/usul/{made.pk}/pakai/", since="2026-06-01", reason="")
    assert refused.status_code == 422
    assert DivisionProposal.objects.get().state == "usul"
    done = post(client, shared, f"darbin/usul/{made.pk}/pakai/", since="2026-06-01", reason="Disepakati di lokmin Mei")
    assert done.status_code == 302
    assert DivisionProposal.objects.get().state == "dipakai"
    wanted = {v["code"]: v["name"] for v in made.body["villages"]}
    assert queries.pj_names(shared.puskesmas, dt.date(2026, 6, 1)) == wanted
    assert queries.pj_names(shared.puskesmas, dt.date(2026, 5, 31))["99.01.01.2004"].startswith("Nur Hidayati")
    row = VillageAssignment.objects.get(village__code="99.01.01.2004", role="pj", until=None)
    assert (row.origin_kind, row.origin_id, row.reason) == ("usul_darbin", str(made.pk), "Disepakati di lokmin Mei")


def test_a_proposal_whose_villages_changed_hands_meanwhile_is_not_taken(shared, staff, village):
    by = shared.people["yusuf"]
    made = proposals.propose(puskesmas=shared.puskesmas, by=by, asked=asked(shared))
    change = Change(village["Kalisari"], "pj", staff["Arif Budiman"])
    operations.assign(puskesmas=shared.puskesmas, by=by, changes=[change], since=TODAY)
    with pytest.raises(ValidationError, match="Hitung usul baru"):
        proposals.accept(proposal=made, by=by, since=TODAY, reason="lokmin")
    proposals.leave(proposal=made, by=by, reason="")
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        proposals.leave(proposal=made, by=by, reason="")


def test_limits_that_leave_a_village_alone_are_told_on_the_page_with_the_next_step(shared, staff, enter):
    client = enter("yusuf")
    form = {
        "since": "2026-05-04", "until": "2026-12-31", "measure": "kk", "most": "2", "km": "", "long_leave": "30",
        "staff": [staff["Lukman Arifin"].pk, staff["Bambang Setiadi"].pk],
    }  # fmt: skip
    found = post(client, shared, "darbin/usul/", **form)
    assert found.status_code == 422
    assert "12 desa, tetapi 2 orang hanya boleh memegang 4 desa. Naikkan batas menjadi 6 desa seorang" in text(found)
    assert not DivisionProposal.objects.exists()
    done = post(client, shared, "darbin/usul/", **{**form, "most": "6"})
    assert done.status_code == 302
    assert DivisionProposal.objects.count() == 1
    assert "Ada usul pembagian yang menunggu keputusan." in text(page(client, shared, "darbin/"))


def test_wishes_are_ones_own_and_never_wants_a_reason(shared, staff, enter):
    client = enter("sri")
    wrong = post(client, shared, "darbin/keinginan/", **{"ingin:99.01.01.2004": "-2"})
    assert wrong.status_code == 422
    assert "tulis alasannya bila tidak bisa" in text(wrong)
    done = post(client, shared, "darbin/keinginan/", **{"ingin:99.01.01.2005": "2", "alasan:99.01.01.2005": "dekat"})
    assert done.status_code == 302
    assert [(w.village.name, w.weight) for w in staff["Sri Lestari"].wishes.all()] == [("Pringgodani", 2)]
    other = page(client, shared, "darbin/keinginan/", staf=staff["Bambang Setiadi"].pk)
    assert other.status_code == 403
    assert page(enter("yusuf"), shared, "darbin/keinginan/", staf=staff["Bambang Setiadi"].pk).status_code == 200


# --- the monthly report -------------------------------------------------------------------------------------------


def test_who_has_not_reported_is_named(reported, enter):
    lines = reports.reports(reported.puskesmas, "2026-04")
    done, missing = reports.tally(lines)
    assert (done, len(missing)) == (6, 6)
    found = text(page(enter("bambang"), reported, "darbin/laporan/", bulan="2026-04"))
    assert "6 dari 12 desa sudah melapor; paling lambat 5 Mei 2026." in found
    assert "Belum melapor: </b> Banyuwening" in found or "Belum melapor:</b> Banyuwening" in found
    assert found.index("Kalisari") < found.index("Watubelah", found.index("<tbody>"))  # one's own village first


def test_a_bidan_desa_reports_her_own_village_and_no_other(reported, village, enter):
    client = enter("endah")
    own, other = village["Watubelah"], village["Kalisari"]
    given = {"revision": "1", "condition": "Jalan sudah dibuka.", "followup": "Kelas ibu.", "kirim": "1"}
    assert post(client, reported, f"darbin/laporan/2026-04/{own.pk}/tulis/", **given).status_code == 302
    assert reports.find(reported.puskesmas, own, APRIL).condition == "Jalan sudah dibuka."
    assert post(client, reported, f"darbin/laporan/2026-04/{other.pk}/tulis/", **given).status_code == 403
    assert "<form" not in text(page(client, reported, f"darbin/laporan/2026-04/{other.pk}/")).split("<main")[1]


def test_a_draft_is_no_report_and_an_empty_one_is_not_sent(reported, village, enter):
    client, place = enter("bambang"), village["Kalisari"]
    path = f"darbin/laporan/2026-04/{place.pk}/tulis/"
    empty = post(client, reported, path, revision="0", condition="", followup="", kirim="1")
    assert empty.status_code == 422
    assert not DarbinReport.objects.filter(village=place, period="2026-04").exists()
    assert post(client, reported, path, revision="0", condition="Posyandu libur", kirim="0").status_code == 302
    line = next(x for x in reports.reports(reported.puskesmas, "2026-04") if x.code == place.code)
    assert (line.draft, line.sent, line.report.staff.short_name) == (True, False, "Bambang Setiadi")
    late = post(client, reported, path, revision="0", condition="lain", followup="x", kirim="1")
    assert late.status_code == 422
    assert "menyimpan laporan ini" in text(late)
    assert "lain</textarea>" in text(late)
    assert post(client, reported, path, revision="1", condition="a", followup="b", kirim="1").status_code == 302


def test_a_problem_of_a_report_is_raised_once_and_then_stands_in_the_register(reported, village, enter):
    place = village["Watubelah"]
    report = reports.find(reported.puskesmas, place, APRIL)
    assert reports.problem_lines(report) == [
        "Ibu hamil Dusun Krajan sulit datang ke polindes", "Empat kader baru belum dilatih antropometri",
    ]  # fmt: skip
    (entry,) = problems.of_origin(reported.puskesmas, "darbin", report.pk)
    assert entry.village == "Watubelah"
    client = enter("endah")
    found = text(page(client, reported, f"darbin/laporan/2026-04/{place.pk}/"))
    assert 'value="Empat kader baru belum dilatih antropometri"' in found
    assert 'value="Ibu hamil Dusun Krajan' not in found
    for _time in range(2):
        post(client, reported, f"darbin/laporan/2026-04/{place.pk}/masalah/", what=reports.problem_lines(report)[1])
    assert len(problems.of_origin(reported.puskesmas, "darbin", report.pk)) == 2


def test_the_head_reads_and_answers_nobody_else_does(reported, village, enter):
    path = f"darbin/laporan/2026-04/{village['Watubelah'].pk}/dibaca/"
    assert post(enter("ratna"), reported, path, note="x").status_code == 403
    assert post(enter("anindya"), reported, path, note="Mobil siaga disiapkan").status_code == 302
    assert reports.find(reported.puskesmas, village["Watubelah"], APRIL).seen_note == "Mobil siaga disiapkan"


def test_a_month_that_has_not_begun_takes_no_report(reported, village, enter):
    assert page(enter("bambang"), reported, f"darbin/laporan/2026-06/{village['Kalisari'].pk}/").status_code == 404
    with pytest.raises(ValidationError, match="belum mulai"):
        sending.write(
            puskesmas=reported.puskesmas, village=village["Kalisari"], month=Month(2026, 6), revision=0, send=False,
            by=reported.people["bambang"], columns=dict.fromkeys(sending.COLUMNS, ""),
        )  # fmt: skip


# --- programmes ---------------------------------------------------------------------------------------------------


def test_every_programme_has_one_pj_and_tasks_of_every_person_are_told(shared):
    lines = division.matrix(shared.puskesmas, TODAY)
    assert [line.name for line in lines if line.must and line.pj is None] == []
    assert division.pj_of(shared.puskesmas, "p2p", TODAY).short_name == "Lukman Arifin"
    assert division.pj_of(shared.puskesmas, "kb", TODAY).short_name == "Ratna Wulandari"
    rows = {r.name.split(",")[0]: r for r in division.task_rows(shared.puskesmas, TODAY)}
    assert rows["Sri Lestari"].main == ("PJ Gizi",)
    assert rows["Sri Lestari"].villages == ("Banyuwening", "Watubelah", "Pringgodani", "Rejosari")
    assert rows["Tri Wahyuni"].main == ("PJ Imunisasi", "Pelaksana Kesehatan ibu, anak, dan KB", "Pelaksana Gizi")
    assert rows["dr. Anindya Prameswari"].extra == ("Pembina 12 desa",)
    assert "Bidan desa Tlogomulyo" in rows["Tri Wahyuni"].extra
    mine = division.mine(shared.puskesmas, shared.people["ratna"], TODAY)
    assert mine.programmes == ("kia", "kb")
    idle = next(f for f in division.findings(shared.puskesmas, TODAY) if f.code == "tanpa-tugas")
    assert "Sukini" in idle.message


def test_a_pj_changes_from_a_day_on_and_stops_being_a_helper_of_the_same(shared, staff, enter):
    client = enter("yusuf")
    given = {"pj:gizi": staff["Bambang Setiadi"].pk, "semula:gizi": staff["Sri Lestari"].pk, "since": "2026-05-04",
             "decree": "440/077/2026", "reason": "Rotasi", "pj:kia": staff["Ratna Wulandari"].pk,
             "semula:kia": staff["Ratna Wulandari"].pk}  # fmt: skip
    assert post(client, shared, "pembagian/ubah/", **given).status_code == 302
    rows = [(g.staff.short_name, g.role, g.until) for g in division.history(shared.puskesmas, "gizi")]
    assert rows[0] == ("Bambang Setiadi", "pj", None)
    assert ("Bambang Setiadi", "pelaksana", dt.date(2026, 5, 3)) in rows
    assert ("Sri Lestari", "pj", dt.date(2026, 5, 3)) in rows
    assert TaskAssignment.objects.get(programme="kia", role="pj").decree == "440/012/PKM-BW/2026"
    assert TaskAssignment.objects.get(programme="gizi", role="pj", until=None).decree == "440/077/2026"
    with pytest.raises(ValidationError, match="Pilih tanggal sesudahnya"):
        tasks.set_leads(
            puskesmas=shared.puskesmas, by=shared.people["yusuf"], leads=[Lead("gizi", staff["Sri Lestari"])],
            since=dt.date(2026, 4, 1),
        )  # fmt: skip


def test_an_office_adds_a_task_of_its_own_and_a_programme_nobody_has_is_told(shared, staff, enter):
    client = enter("yusuf")
    done = post(client, shared, "pembagian/ubah/", tugas="baru", name="Admin media sosial", since="2026-05-04",
                staff=staff["Eko Nugroho"].pk, decree="")  # fmt: skip
    assert done.status_code == 302
    line = next(x for x in division.matrix(shared.puskesmas, TODAY) if x.name == "Admin media sosial")
    assert (line.pj.short_name, line.kind) == ("Eko Nugroho", "tambahan")
    again = post(client, shared, "pembagian/ubah/", tugas="baru", name="admin MEDIA sosial", since="2026-05-04",
                 staff=staff["Eko Nugroho"].pk)  # fmt: skip
    assert again.status_code == 422
    assert page(client, shared, f"pembagian/tugas/{line.code}/").status_code == 200
    leads = [Lead("jiwa", None)]
    tasks.set_leads(puskesmas=shared.puskesmas, by=shared.people["yusuf"], leads=leads, since=TODAY)
    assert "Kesehatan jiwa belum punya PJ" in text(page(client, shared, "pembagian/"))


# --- papers and the meeting ---------------------------------------------------------------------------------------


def tables(document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_the_agreement_names_all_38_and_who_signed_in_the_room(shared):
    from lokmin.documents.forms.roomrecords import Sign

    signed = {shared.people["sri"].pk: Sign("pin", dt.time(9, 12))}
    document = paper.agreement(shared.puskesmas, 2026, signed, dt.date(2026, 5, 4))
    rows = [[plain(cell) for cell in row.cells] for row in tables(document)[0].rows]
    assert len(rows) == 38
    sri = next(row for row in rows if row[1].startswith("Sri Lestari"))
    assert sri[3] == "PJ Gizi"
    assert sri[5] == "ditandatangani dengan PIN 09.12"


@pytest.mark.one_database
def test_papers_are_downloaded_in_every_format(reported, village, enter):
    client = enter("dinkes")
    place = village["Watubelah"].pk
    for path in (
        "darbin/berkas/matriks.pdf", "darbin/berkas/matriks.xlsx", "darbin/berkas/rekap.docx",
        "darbin/berkas/rekap.xlsx", f"darbin/laporan/2026-04/{place}/cetak.pdf", "pembagian/berkas/kesepakatan.docx",
    ):  # fmt: skip
        answer = page(client, reported, path)
        assert answer.status_code == 200, path
        assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")
    assert page(client, reported, "darbin/berkas/matriks.exe").status_code == 404


@pytest.mark.one_database
def test_the_loads_of_the_workbook_have_live_sums(shared, enter):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(page(enter("yusuf"), shared, "darbin/berkas/matriks.xlsx").content))
    assert book.sheetnames == ["Pembagian tugas", "Darbin", "Beban"]
    last = next(row for row in book["Beban"].iter_rows(values_only=True) if row[1] == "JUMLAH SELURUHNYA")
    assert last[3].startswith("=SUM(D5:D")


def test_the_lokmin_sees_the_division_its_proposal_and_the_reports(reported):
    annex = meeting.for_meeting(reported.puskesmas, 2026, 5)
    assert annex.code == "darbin"
    assert annex.sentence == "12 desa dibina 7 orang; tiap desa punya satu PJ."
    assert annex.total[1:4] == ("12", "–", "11.790")
    proposals.propose(puskesmas=reported.puskesmas, by=reported.people["yusuf"], asked=asked(reported))
    annex = meeting.for_meeting(reported.puskesmas, 2026, 5)
    assert annex.sentence.startswith("Ada usul pembagian. Beban terbesar")
    assert "Wonolelo: Nur Hidayati" in annex.notes[0]
    told = meeting.reports_for_meeting(reported.puskesmas, 2026, 4)
    assert told.sentence.startswith("6 dari 12 desa melapor untuk April 2026. Belum: Banyuwening,")
    assert [row[0] for row in told.rows] == ["Watubelah", "Tlogomulyo", "Pringgodani", "Sendangayu"]
    assert told.notes == ("Tanpa masalah: Karangtuwi, Rejosari.",)
    assert meeting.for_meeting(reported.neighbour, 2026, 5) is None
    assert meeting.reports_for_meeting(reported.neighbour, 2026, 4) is None


def test_helpers_of_a_task_are_chosen_from_a_day_on(shared, staff, enter):
    client = enter("yusuf")
    given = {"since": "2026-05-04", "staff": [staff["Bambang Setiadi"].pk, staff["Arif Budiman"].pk]}
    assert post(client, shared, "pembagian/tugas/gizi/pelaksana/", **given).status_code == 302
    line = next(x for x in division.matrix(shared.puskesmas, TODAY) if x.code == "gizi")
    assert [s.short_name for s in line.members] == ["Bambang Setiadi", "Arif Budiman"]
    kinds = dict(TaskAssignment.objects.filter(programme="gizi", until=None).values_list("staff__name", "kind"))
    assert kinds["Arif Budiman, A.Md.KL."] == "integrasi"  # of klaster 4, helps klaster 2
    assert kinds["Bambang Setiadi, S.KM."] == "pokok"
    before = division.matrix(shared.puskesmas, dt.date(2026, 5, 3))
    assert "Tri Wahyuni" in [s.short_name for s in next(x for x in before if x.code == "gizi").members]
    assert post(enter("sri"), shared, "pembagian/tugas/gizi/pelaksana/", **given).status_code == 403
    assert page(enter("sri"), shared, "pembagian/tugas/tidak-ada/").status_code == 404


def test_a_new_report_begins_with_what_the_figures_of_the_month_say(shared, village, enter):
    from lokmin.core.numbers import to_micro
    from lokmin.cycle.reporting.models import Fact

    place = village["Kalisari"]
    for period, element, variant, value in (("2026", "sasaran.bumil", "sk", 90), ("2026-04", "kia.k1", "", 7)):
        Fact.objects.create(
            puskesmas=shared.puskesmas, place=place, period=period, element=element, variant=variant,
            micro=to_micro(value), by=shared.people["ratna"], at=dt.datetime(2026, 5, 2, tzinfo=dt.UTC),
        )  # fmt: skip
    first = reports.achieved(shared.puskesmas, place, APRIL).splitlines()[0]
    assert first == "K1: 7 dari 90 (7,8 %), kurang 23 ibu"
    client = enter("bambang")
    assert first in text(page(client, shared, f"darbin/laporan/2026-04/{place.pk}/"))
    client.post("/bahasa/setlang/", {"language": "en"})
    assert first in text(page(client, shared, f"darbin/laporan/2026-04/{place.pk}/"))
