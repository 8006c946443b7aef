"""Needs in the app: inventory typed and read, calibration, goods from sasaran, the one table of proposals."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lokmin.core.needs.equipment import Tool
from lokmin.core.numbers import MICRO
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.reporting.operations import set_sasaran
from lokmin.cycle.workforce.models import Equipment, LogisticNeed, NeedProposal, Staff, TrainingNeed
from lokmin.cycle.workforce.needs import operations, queries

DAY = "2026-05-05T08:00"


@pytest.fixture(autouse=True)
def _day(settings):
    settings.LOKMIN_TODAY = DAY


def at(cast, name, **kwargs):
    return reverse(f"workforce:{name}", kwargs={"pkm": cast.puskesmas.code, **kwargs})


def ticket(answer) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())[1]


def tools(cast, *lines: Tool) -> None:
    operations.take_in(puskesmas=cast.puskesmas, by=cast.people["yusuf"], lines=lines, name="alkes.xlsx")


def refresh(cast, year=2027):
    return operations.refresh(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=year)


def test_the_starter_standard_comes_once_and_uncounted(cast):
    tools(cast, Tool("Pemeriksaan umum", "tensimeter dewasa", good=2))
    n = operations.copy_standard(puskesmas=cast.puskesmas, by=cast.people["yusuf"])
    assert operations.copy_standard(puskesmas=cast.puskesmas, by=cast.people["yusuf"]) == 0
    found = queries.inventory(cast.puskesmas)
    assert n == len(found.lines) - 1
    own = next(line.tool for line in found.lines if line.tool.name == "tensimeter dewasa")
    assert (own.good, own.standard, own.needs_calibration) == (2, 1, True)
    assert found.uncounted == n
    assert "belum dihitung" in found.words


def test_a_workbook_is_shown_first_and_changes_only_what_it_says(cast, enter):
    tools(cast, Tool("KIA", "Doppler janin", standard=2, good=2, brand="Bistos", price=3_500_000))
    client = enter("yusuf")
    text = "Ruang;Nama alat;Baik;Rusak berat\nKIA;Doppler janin;1;1\nKIA;USG;1;0\nKIA;EKG;satu;0"
    file = SimpleUploadedFile("alkes.csv", text.encode())
    shown = client.post(at(cast, "needs_read"), {"file": file})
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "<s>2</s> → <b>1</b>" in page
    assert "alkes!C4" in page
    assert Equipment.objects.count() == 1
    answer = client.post(at(cast, "needs_accept"), {"ticket": ticket(shown)})
    assert answer.status_code == 302
    row = Equipment.objects.get(name="Doppler janin")
    assert (row.good, row.heavy, row.standard, row.brand, row.price) == (1, 1, 2, "Bistos", 3_500_000)
    assert Equipment.objects.get(name="EKG").good is None


def test_a_ticket_of_another_puskesmas_opens_nothing(cast, enter):
    client = enter("yusuf")
    shown = client.post(at(cast, "needs_read"), {"pasted": "Nama alat\tBaik\nEKG\t1"})
    stolen = signing.dumps(["0" * 64, "x.csv"], salt="workforce.needs.inventory.0")
    client.post(at(cast, "needs_accept"), {"ticket": stolen})
    assert not Equipment.objects.exists()
    client.post(at(cast, "needs_accept"), {"ticket": ticket(shown)})
    assert Equipment.objects.count() == 1


def test_pieces_without_a_condition_are_good_only_when_somebody_says_so(cast, enter):
    client = enter("yusuf")
    shown = client.post(at(cast, "needs_read"), {"pasted": "Nama alat\tJumlah\nEKG\t3"})
    assert "catat semuanya baik" in shown.content.decode()
    client.post(at(cast, "needs_accept"), {"ticket": ticket(shown)})
    assert Equipment.objects.get().good is None
    client.post(at(cast, "needs_accept"), {"ticket": ticket(shown), "baik": "1"})
    assert Equipment.objects.get().good == 3


def test_a_room_is_filled_as_one_table_and_keeps_what_was_typed_wrong(cast, enter):
    tools(cast, Tool("KIA", "Doppler janin", standard=2), Tool("KIA", "USG", standard=1))
    client = enter("yusuf")
    pks = list(Equipment.objects.values_list("pk", flat=True))
    typed = {"ruang": "KIA"}
    for pk, name in zip(pks, ("Doppler janin", "USG"), strict=True):
        typed |= {f"b{pk}-name": name, f"b{pk}-standard": "2", f"b{pk}-good": "1"}
    typed |= {"n0-name": "Timbangan bayi", "n0-good": "0", "n0-price": "1.250.000"}
    wrong = client.post(at(cast, "needs_room"), typed | {f"b{pks[0]}-good": "banyak"})
    assert wrong.status_code == 422
    assert 'value="banyak"' in wrong.content.decode()
    assert f'href="#id_b{pks[0]}-good"' in wrong.content.decode()
    assert client.post(at(cast, "needs_room"), typed).status_code == 302
    kept = {row.name: row for row in Equipment.objects.all()}
    assert (kept["Doppler janin"].good, kept["USG"].standard) == (1, 2)
    assert (kept["Timbangan bayi"].good, kept["Timbangan bayi"].price) == (0, 1_250_000)


def test_a_tool_is_not_in_one_room_twice(cast):
    tools(cast, Tool("KIA", "USG", good=1), Tool("KIA", "EKG", good=1))
    row = Equipment.objects.get(name="EKG")
    with pytest.raises(ValidationError, match="sudah ada di ruang KIA"):
        operations.change_tool(tool=row, by=cast.people["yusuf"], columns={"name": "1. usg"})


def test_words_and_numbers_too_large_for_a_row_break_nothing(cast):
    tools(cast, Tool("KIA", "USG", standard=90_000, good=0, brand="x" * 300, permit="y" * 300, price=10**15))
    assert len(Equipment.objects.get().brand) == 80
    with pytest.raises(ValidationError, match="terlalu besar"):
        tools(cast, Tool("KIA", "EKG", good=10**12))
    refresh(cast)
    assert NeedProposal.objects.get().cost is None


def test_calibration_is_noted_for_several_and_the_letter_leaves_them_out(cast, enter):
    tools(cast, Tool("KIA", "USG", good=1, needs_calibration=True, calibrated_on=dt.date(2024, 1, 1)),
          Tool("KIA", "EKG", good=1, needs_calibration=True))  # fmt: skip
    client = enter("yusuf")
    assert "1 terlambat, 1 belum pernah tercatat" in client.get(at(cast, "needs_calibration")).content.decode()
    pks = list(Equipment.objects.values_list("pk", flat=True))
    client.post(at(cast, "needs_calibrated"), {"alat": pks, "on": "2026-05-04"})
    assert set(Equipment.objects.values_list("calibrated_on", flat=True)) == {dt.date(2026, 5, 4)}
    assert queries.inventory(cast.puskesmas).late == 0
    with pytest.raises(ValidationError, match="belum tiba"):
        operations.calibrated(puskesmas=cast.puskesmas, by=cast.people["yusuf"], tools=pks, on=dt.date(2026, 6, 1))


def test_usual_goods_take_their_need_from_sasaran_and_a_typed_one_stays(cast):
    by = cast.people["yusuf"]
    people = {(village.code, "sasaran.bumil"): 50 * MICRO for village in cast.villages}
    set_sasaran(puskesmas=cast.puskesmas, by=by, year=2026, values=people, variant="sk")
    new, _changed = operations.take_norms(puskesmas=cast.puskesmas, by=by, year=2027)
    assert new > 10
    books = LogisticNeed.objects.get(item="Buku KIA")
    assert books.need_micro == 50 * len(cast.villages) * 11 // 10 * MICRO
    assert "cadangan 10 %" in books.basis
    assert LogisticNeed.objects.get(item="Kertas EKG").need_micro is None
    typed = {"need_micro": 700 * MICRO, "stock_micro": 100 * MICRO, "price": 13_000}
    operations.save_goods(puskesmas=cast.puskesmas, by=by, year=2027, programme="kia", changes={books.pk: typed})
    assert operations.take_norms(puskesmas=cast.puskesmas, by=by, year=2027) == (0, 0)
    books.refresh_from_db()
    assert (books.need_micro, books.basis) == (700 * MICRO, "diisi sendiri")
    # Emptied again, it follows the sasaran once more; what is in stock stays.
    emptied = {books.pk: {"need_micro": None}}
    operations.save_goods(puskesmas=cast.puskesmas, by=by, year=2027, programme="kia", changes=emptied)
    assert operations.take_norms(puskesmas=cast.puskesmas, by=by, year=2027) == (0, 1)
    books.refresh_from_db()
    assert (books.need_micro, books.stock_micro) == (50 * len(cast.villages) * 11 // 10 * MICRO, 100 * MICRO)
    assert operations.take_norms(puskesmas=cast.puskesmas, by=by, year=2027) == (0, 0)


def test_goods_of_pilgrims_are_counted_for_so_many_people(cast, enter):
    operations.take_norms(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2027)
    client = enter("yusuf")
    assert (
        "Hitung kebutuhan untuk"
        in client.get(at(cast, "needs_programme") + "?tahun=2027&program=haji").content.decode()
    )
    client.post(at(cast, "needs_people"), {"tahun": "2027", "program": "haji", "orang": "46"})
    strips = LogisticNeed.objects.get(programme="haji", item="Strip gula darah")
    assert (strips.need_micro, strips.basis) == (102 * MICRO, "46 orang × 2 + cadangan 10 %")
    with pytest.raises(ValidationError, match="jumlah orang"):
        operations.for_people(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2027, programme="kia", people=5)


def fill(cast):
    tools(
        cast, Tool("KIA", "Doppler janin", standard=2, good=1, price=3_500_000), Tool("KIA", "USG", standard=1, good=1)
    )
    operations.save_goods(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2027, programme="kia", changes={},
        new=[{"item": "Buku KIA", "unit": "buku", "need_micro": 100 * MICRO, "stock_micro": 90 * MICRO,
              "price": 13_000}],
    )  # fmt: skip
    TrainingNeed.objects.create(
        puskesmas=cast.puskesmas, made_at=dt.datetime(2026, 5, 5, tzinfo=dt.UTC), year=2027, topic="MTBS",
        origin_kind="masalah", origin_id="1", why="Akar masalah",
    )  # fmt: skip


def test_the_table_draws_itself_up_and_doing_it_again_changes_nothing(cast):
    fill(cast)
    assert refresh(cast).new == 3
    again = refresh(cast)
    assert (again.new, again.changed, again.met) == (0, 0, 0)
    rows = queries.proposals(cast.puskesmas, 2027)
    assert [(r.proposal.kind, r.priority_word) for r in rows] == [
        ("alkes", "tinggi"), ("pelatihan", "tinggi"), ("logistik", "rendah"),
    ]  # fmt: skip
    assert rows[0].proposal.cost == 3_500_000


def test_what_people_decided_outlives_a_new_draft_and_what_is_met_is_closed(cast):
    fill(cast)
    refresh(cast)
    by = cast.people["yusuf"]
    goods = NeedProposal.objects.get(kind="logistik")
    with pytest.raises(ValidationError, match="alasan"):
        operations.change(proposal=goods, by=by, columns={}, priority=1)
    operations.change(proposal=goods, by=by, columns={"fund": "bok"}, priority=1, reason="stok habis Maret")
    tool = NeedProposal.objects.get(kind="alkes")
    operations.mark(puskesmas=cast.puskesmas, by=by, proposal=tool, state="disetujui", origin=("lokmin", "7"))
    Equipment.objects.filter(name="Doppler janin").update(good=2)
    TrainingNeed.objects.update(removed_at=dt.datetime(2026, 5, 5, tzinfo=dt.UTC))
    LogisticNeed.objects.update(stock_micro=80 * MICRO)
    assert refresh(cast).met == 2
    goods.refresh_from_db()
    assert (goods.priority, goods.fund, goods.gap_micro) == (1, "bok", 20 * MICRO)
    assert goods.priority_reason == "Ditetapkan: stok habis Maret"
    tool.refresh_from_db()
    assert (tool.state, tool.gap_micro, tool.origin_kind) == ("terpenuhi", 0, "lokmin")
    assert not [r for r in queries.proposals(cast.puskesmas, 2027) if r.proposal.kind == "pelatihan"]


def test_a_refusal_needs_its_reason_and_only_the_head_decides(cast, enter):
    fill(cast)
    refresh(cast)
    row = NeedProposal.objects.get(kind="alkes")
    with pytest.raises(ValidationError, match="alasan"):
        operations.mark(puskesmas=cast.puskesmas, by=cast.people["yusuf"], proposal=row, state="ditolak")
    typed = {"usulan": row.pk, "state": "disetujui", "tahun": "2027"}
    assert enter("ratna").post(at(cast, "needs_mark"), typed).status_code == 403
    assert enter("ratna").post(at(cast, "needs_mark"), typed | {"state": "dibahas"}).status_code == 302
    enter("anindya").post(at(cast, "needs_mark"), typed)
    row.refresh_from_db()
    assert row.state == "disetujui"
    assert AuditLine.objects.filter(action="kebutuhan.tandai").count() == 2


def test_a_plan_may_take_what_is_open_the_approved_first(cast):
    fill(cast)
    refresh(cast)
    by = cast.people["yusuf"]
    lesson, tool = NeedProposal.objects.get(kind="pelatihan"), NeedProposal.objects.get(kind="alkes")
    operations.mark(puskesmas=cast.puskesmas, by=by, proposal=lesson, state="disetujui")
    operations.mark(puskesmas=cast.puskesmas, by=by, proposal=tool, state="masuk RUK", origin=("ruk", "3"))
    assert [r.proposal.kind for r in queries.proposals_for_plan(cast.puskesmas, 2027)] == ["pelatihan", "logistik"]


def test_a_meeting_sees_the_official_columns_with_the_sum(cast):
    assert queries.for_meeting(cast.puskesmas, 2026, 5) is None
    fill(cast)
    before = queries.for_meeting(cast.puskesmas, 2026, 5)
    assert not NeedProposal.objects.exists()
    refresh(cast)
    assert queries.for_meeting(cast.puskesmas, 2026, 5) == before
    found = queries.for_meeting(cast.puskesmas, 2026, 5)
    assert found.sentence == "3 usulan untuk 2027, 2 di antaranya mendesak; perkiraan biaya Rp3.630.000."
    assert found.total[6] == "3.630.000"
    tools_only = queries.for_meeting(cast.puskesmas, 2026, 1, kind="alkes")
    assert (tools_only.code, len(tools_only.rows)) == ("alkes", 1)
    assert queries.for_meeting(cast.puskesmas, 2026, 1, kind="sdm") is None


def test_another_proposal_can_be_written_and_taken_away_a_computed_one_not(cast, enter):
    client = enter("yusuf")
    typed = {"tahun": "2027", "kind": "sarana", "item": "Genset 10 kVA", "basis": "Kulkas vaksin saat padam",
             "needed_micro": "1", "available_micro": "0", "cost": "Rp45.000.000", "priority": "1",
             "reason": "rantai dingin"}  # fmt: skip
    assert client.post(at(cast, "needs_write"), typed | {"available_micro": "2"}).status_code == 422
    assert client.post(at(cast, "needs_write"), typed).status_code == 302
    own = NeedProposal.objects.get()
    assert (own.gap_micro, own.cost, own.priority) == (MICRO, 45_000_000, 1)
    fill(cast)
    refresh(cast)
    with pytest.raises(ValidationError, match="dihitung"):
        operations.remove(proposal=NeedProposal.objects.get(kind="alkes"), by=cast.people["yusuf"])
    client.post(at(cast, "needs_remove", pk=own.pk))
    assert [r.proposal.kind for r in queries.proposals(cast.puskesmas, 2027)].count("sarana") == 0


@pytest.mark.parametrize(
    "name", ["needs", "needs_tools", "needs_calibration", "needs_goods", "needs_programme", "needs_room"]
)
def test_every_page_opens_empty_and_filled(cast, enter, name):
    client = enter("yusuf")
    assert client.get(at(cast, name)).status_code == 200
    fill(cast)
    refresh(cast)
    assert client.get(at(cast, name)).status_code == 200


@pytest.mark.parametrize("name", ["needs_paper", "needs_tools_paper", "needs_goods_paper"])
def test_the_workbooks_open(cast, enter, name):
    fill(cast)
    refresh(cast)
    answer = enter("yusuf").get(at(cast, name, ending="xlsx") + "?tahun=2027")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_training_of_a_profession_counts_everybody_in_it(cast):
    now = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
    for n in range(3):
        Staff.objects.create(puskesmas=cast.puskesmas, made_at=now, name=f"Bidan {n}", profession="bidan")
    TrainingNeed.objects.create(puskesmas=cast.puskesmas, made_at=now, year=2027, topic="APN", profession="bidan")
    refresh(cast)
    assert NeedProposal.objects.get(kind="pelatihan").needed_micro == 3 * MICRO


def test_staff_is_proposed_only_where_a_register_says_who_is_there(cast):
    assert refresh(cast).new == 0
    now = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
    Staff.objects.create(puskesmas=cast.puskesmas, made_at=now, name="Bidan", profession="bidan")
    refresh(cast)
    midwives = NeedProposal.objects.get(source_key="abk:bidan")
    assert (midwives.kind, midwives.available_micro) == ("sdm", MICRO)
    assert midwives.needed_micro > MICRO
    assert "standar ketenagaan" in midwives.basis
