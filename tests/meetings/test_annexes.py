"""What other parts of the cycle lay before a meeting: kept as it was, shown on the wall, printed."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.annexes import naming, operations, queries
from lokmin.cycle.meetings.hall import queries as hall

DAY = dt.date(2026, 1, 6)


def annex(code="pkp", title="Penilaian kinerja 2025", rows=12, **more):
    body = tuple((f"Program {n}", f"{n},5", "cukup") for n in range(1, rows + 1))
    return Annex(
        code, title, "PKP 2025 sebesar 87,4: cukup, kurang 3,6 untuk baik", ("Program", "Nilai", "Kelompok"), body,
        (1,), ("Jumlah", "87,4", "cukup"), notes=("Sumber: PKP yang dikirim.",), **more,
    )  # fmt: skip


@pytest.fixture
def january(cast):
    return op.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_pertama", period=Month(2025, 12), date=DAY,
        planned_minutes=240,
    )  # fmt: skip


def test_the_january_agenda_names_what_each_of_its_topics_needs(january):
    named = {code: item.title for code, item in naming.of_agenda(january.agenda.all()).items()}
    assert named["sdm"] == "Usulan kebutuhan SDM"
    assert named["rpk"] == named["ruk"] == "Persetujuan RPK 2026 dan RUK 2027"
    assert {"alkes", "abk", "darbin", "renstra", "pkp"} <= set(named)


def test_what_is_brought_belongs_to_its_point_and_stands_on_the_wall(cast, january):
    by = cast.people["yusuf"]
    operations.put(meeting=january, by=by, annex=annex())
    meeting = op.open_meeting(meeting=january, by=by)
    item = meeting.agenda.get(title="Laporan kinerja program tahun lalu")
    op.start_item(item=item, by=by)

    shown = hall.wall(meeting, None)
    assert shown.screen.key == "lampiran-pkp"
    assert shown.screen.title == "PKP 2025 sebesar 87,4: cukup, kurang 3,6 untuk baik"
    # Ten rows fit: nine programmes and the total; the others are counted.
    assert len(shown.screen.data.rows) == 9
    assert shown.screen.data.rest.startswith("3 ")


def test_brought_again_it_is_replaced_until_the_minutes_are_closed(cast, january):
    by = cast.people["yusuf"]
    operations.put(meeting=january, by=by, annex=annex(rows=2))
    operations.put(meeting=january, by=by, annex=annex(rows=5))
    assert len(queries.one(january, "pkp").annex.rows) == 5
    meeting = op.open_meeting(meeting=january, by=by)
    meeting = op.close(meeting=meeting, by=by, close_reason="Hanya pembagian tugas.")
    assert january.annexes.get(code="pkp").frozen_at is not None
    with pytest.raises(ValidationError, match="sudah ditutup"):
        operations.put(meeting=meeting, by=by, annex=annex())
    op.reopen(meeting=meeting, by=by, reason="Salah ketik")
    assert january.annexes.get(code="pkp").frozen_at is None


def test_nothing_is_approved_that_is_no_plan(cast, january):
    by = cast.people["anindya"]
    operations.put(meeting=january, by=by, annex=annex())
    meeting = op.open_meeting(meeting=january, by=by)
    with pytest.raises(ValidationError, match="Tidak ada rencana"):
        operations.approve(meeting=meeting, code="pkp", by=by)


def test_the_database_keeps_no_approval_without_its_frozen_annex(cast, january):
    operations.put(meeting=january, by=cast.people["yusuf"], annex=annex())
    kept = january.annexes.get(code="pkp")
    kept.approved_at, kept.approved_by = dt.datetime(2026, 1, 6, 3, tzinfo=dt.UTC), cast.people["anindya"]
    with pytest.raises(DatabaseError):
        kept.save()


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(ValueError, match="lampiran abk"):
        Annex("abk", "ABK", "Kurang 2 bidan", ("Profesi", "Kurang"), (("Bidan",),))


def test_the_papers_have_every_row_and_the_page_says_where_it_comes_from(cast, january, enter):
    import docx

    from lokmin.cycle.meetings.pack import pack_input
    from lokmin.documents.plan import FORMS
    from lokmin.documents.render.word import word

    by = cast.people["yusuf"]
    link = "meetings:schedule"
    operations.put(meeting=january, by=by, annex=annex(link=link))
    meeting = op.open_meeting(meeting=january, by=by)
    paper = docx.Document(io.BytesIO(word(FORMS["lampiran"](pack_input(meeting)), meeting.opened_at)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert all(f"Program {n}" in cells for n in range(1, 13))

    client = enter("yusuf")
    page = client.get(f"/p/{cast.puskesmas.code}/lokmin/{meeting.pk}/lampiran/pkp/")
    assert page.status_code == 200
    assert "Program 12" in page.content.decode()
    assert f"/p/{cast.puskesmas.code}/lokmin/jadwal/" in page.content.decode()


def test_the_meeting_approves_a_plan_once_with_its_decision_and_its_version(cast, january):
    from lokmin.cycle.planning.models import Plan, PlanVersion, RukItem, RukMoney
    from lokmin.cycle.planning.plans import operations as plans

    head = cast.people["anindya"]
    plan = plans.plan_of(puskesmas=cast.puskesmas, by=head, kind=Plan.RUK, year=2027)
    row = RukItem.objects.create(
        plan=plan, upaya="UKM esensial", programme="kia", activity="Kelas ibu hamil", goal="K6 naik", target="12 desa",
        target_group="Ibu hamil", indicator="K6", success="Kelas terlaksana", owner_text="Bidan koordinator",
        made_at=plan.made_at,
    )  # fmt: skip
    RukMoney.objects.create(item=row, fund="bok", rupiah=12_000_000)
    meeting = op.open_meeting(meeting=january, by=head)
    laid = queries.one(meeting, "ruk")
    assert laid.annex.title == "RUK 2027"
    assert laid.to_approve

    operations.approve(meeting=meeting, code="ruk", by=head)
    version = PlanVersion.objects.get(plan=plan, approved_at__isnull=False)
    assert (version.origin_kind, version.origin_id, version.total) == ("lokmin", str(meeting.pk), 12_000_000)
    assert "Disetujui dalam Lokmin bulanan pertama ke-1" in version.reason
    assert meeting.decisions.get().text == "RUK 2027 disetujui dan akan dilaksanakan."
    with pytest.raises(ValidationError, match="sudah disetujui"):
        operations.approve(meeting=meeting, code="ruk", by=head)
    with pytest.raises(ValidationError, match="tidak ditarik lagi"):
        operations.refresh(meeting=meeting, code="ruk", by=head)
    assert meeting.decisions.count() == 1


def test_what_is_corrected_in_the_room_is_drawn_again(cast, january):
    from lokmin.cycle.workforce.models import Staff, TaskAssignment

    head = cast.people["anindya"]
    meeting = op.open_meeting(meeting=january, by=head)
    assert queries.one(meeting, "pembagian") is None
    nurse = Staff.objects.create(
        puskesmas=cast.puskesmas, name="Sri Lestari", profession="nutrisionis", made_at=meeting.made_at
    )
    TaskAssignment.objects.create(
        puskesmas=cast.puskesmas, staff=nurse, programme="gizi", since=DAY, made_at=meeting.made_at
    )
    operations.refresh(meeting=meeting, code="pembagian", by=head)
    rows = queries.one(meeting, "pembagian").annex.rows
    assert ("Gizi", "Sri Lestari") in {(row[0], row[2]) for row in rows}


def test_what_is_decided_stands_in_the_plan_of_the_month_when_the_minutes_are_closed(cast):
    from lokmin.cycle.meetings.pack import pack_input

    by = cast.people["yusuf"]
    meeting = op.prepare(
        puskesmas=cast.puskesmas, by=by, kind="bulanan_rutin", period=Month(2026, 4), date=dt.date(2026, 5, 5)
    )
    meeting = op.open_meeting(meeting=meeting, by=by)
    op.add_rtl(
        meeting=meeting, by=by, problem="K1 Watubelah", activity="Pendataan dari rumah ke rumah", owner=by,
        due=dt.date(2026, 5, 20), indicator="K1", expected="15 ibu",
    )  # fmt: skip
    item = meeting.agenda.get(title__startswith="Rencana Juni")
    assert {"rpk_bulanan", "kalender"} <= set(naming.codes(item.reference))
    meeting = op.close(meeting=meeting, by=by)
    months = {paper.month: {row.activity for row in paper.rows} for paper in pack_input(meeting).months}
    assert "Pendataan dari rumah ke rumah" in months[Month(2026, 5)]
