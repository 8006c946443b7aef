"""The report tracker as its writers use it: marking, proof, taking back, events, rules from a month on, who may."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from lokmin.core.periods import Month
from lokmin.core.reports.states import State
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.centre.proofs import read_proof
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.reporting import originals
from lokmin.cycle.reporting.models import Fact, ReportKind, ReportSent
from lokmin.cycle.reporting.tracker import operations as op
from lokmin.cycle.reporting.tracker import queries
from lokmin.cycle.reporting.tracker.book import Owners, begun, book_of
from lokmin.cycle.reporting.tracker.queries import reminding

pytestmark = pytest.mark.django_db
APRIL = Month(2026, 4)


@pytest.fixture(autouse=True)
def _fourth_of_may(settings) -> None:
    settings.LOKMIN_TODAY = "2026-05-04"


@pytest.fixture
def office(cast):
    op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], since=dt.date(2026, 4, 1))
    return cast


def send(cast, report="LB1", period="2026-04", on=dt.date(2026, 5, 3), **more):
    return op.mark(puskesmas=cast.puskesmas, by=cast.people["yusuf"], report=report, period=period, on=on, **more)


def stands(cast, key):
    tracked = queries.load(cast.puskesmas)
    found = {s.key: s for s in tracked.standings(dt.date(2026, 1, 1), dt.date(2026, 12, 31))}
    return found.get(key)


def test_a_report_is_noted_with_day_channel_and_an_audit_line(office):
    row = send(office, proof="tanda terima 14")
    assert stands(office, "LB1@2026-04").state is State.SENT
    assert (row.how, row.recipient, row.proof) == ("kertas", "YANKES", "tanda terima 14")
    line = AuditLine.objects.filter(action="laporan.kirim").get()
    assert line.sentence == "Yusuf Hidayat, S.KM. mencatat LB1: data kesakitan April 2026 terkirim 3 Mei 2026."


def test_the_same_report_is_not_noted_twice(office):
    send(office)
    with pytest.raises(ValidationError, match="sudah dicatat terkirim 3 Mei 2026 oleh Yusuf"):
        send(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSent.objects.create(
            puskesmas=office.puskesmas, report="LB1", period="2026-04", sent_on=dt.date(2026, 5, 4),
            by=office.people["yusuf"], at=ReportSent.objects.get().at,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("report", "period", "on", "words"),
    [
        ("LB1", "2026-04", dt.date(2026, 5, 5), "belum tiba"),
        ("LB1", "2026-04", dt.date(2025, 12, 1), "lebih awal daripada periodenya"),
        ("LB1", "2026-Q1", dt.date(2026, 5, 3), "tidak dikirim untuk triwulan I 2026"),
        ("VITAMIN-A", "2026-03", dt.date(2026, 5, 3), "tidak dikirim untuk Maret 2026"),
        ("LB9", "2026-04", dt.date(2026, 5, 3), "tidak ada di daftar"),
        ("LB1", "bulan lalu", dt.date(2026, 5, 3), "tidak dikenal"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(office, report, period, on, words):
    with pytest.raises(ValidationError, match=words):
        send(office, report, period, on)
    assert not ReportSent.objects.exists()


def test_many_are_noted_at_once_all_or_none(office):
    by, day = office.people["yusuf"], dt.date(2026, 5, 4)
    send(office)
    keys = [("LB1", "2026-04"), ("LB2", "2026-04"), ("LPLPO", "2026-04"), ("LB2", "2026-04")]
    rows = op.mark_many(puskesmas=office.puskesmas, by=by, reports=keys, on=day, proof="surat 12")
    assert [(r.report, r.proof) for r in rows] == [("LB2", "surat 12"), ("LPLPO", "surat 12")]
    assert stands(office, "LB1@2026-04").sent_on == dt.date(2026, 5, 3)
    assert "2 laporan terkirim" in AuditLine.objects.latest("pk").sentence
    with pytest.raises(ValidationError):
        op.mark_many(puskesmas=office.puskesmas, by=by, reports=[("KIA", "2026-04"), ("LB4", "2026-04")], on=day)
    assert stands(office, "LB4@2026-04").state is State.OPEN
    with pytest.raises(ValidationError, match="Centang"):
        op.mark_many(puskesmas=office.puskesmas, by=by, reports=[], on=day)


def test_taken_back_with_a_reason_it_is_owed_again_and_the_old_note_stays(office):
    row = send(office)
    with pytest.raises(ValidationError, match="alasan"):
        op.take_back(sent=row, by=office.people["yusuf"], reason=" ")
    op.take_back(sent=row, by=office.people["yusuf"], reason="Ternyata dikembalikan Dinkes")
    assert stands(office, "LB1@2026-04").state is State.OPEN
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        op.take_back(sent=row, by=office.people["yusuf"], reason="lagi")
    send(office, on=dt.date(2026, 5, 4))
    assert ReportSent.objects.filter(report="LB1").count() == 2


def test_an_event_is_late_until_reported_and_stays_known_when_the_report_is_taken_back(office):
    by, day = office.people["lukman"], dt.date(2026, 5, 1)
    note = {"puskesmas": office.puskesmas, "by": by, "report": "W1", "day": day}
    row = op.note_event(**note, note="Keracunan pangan di Kalisari, 14 orang")
    second = op.note_event(**note, note="Diare di Rejosari, 9 orang")
    assert (row.period, second.period) == ("2026-05-01", "2026-05-01.2")
    found = stands(office, "W1@2026-05-01")
    assert (found.state, found.days) == (State.MISSING, 2)
    sent = send(office, "W1", "2026-05-01", dt.date(2026, 5, 2))
    assert sent.pk == row.pk
    assert sent.note.startswith("Keracunan")
    assert stands(office, "W1@2026-05-01").state is State.SENT
    op.take_back(sent=sent, by=by, reason="keliru nomor")
    assert stands(office, "W1@2026-05-01").state is State.MISSING
    op.take_back(sent=ReportSent.objects.get(period="2026-05-01", withdrawn_at=None), by=by, reason="bukan KLB")
    assert stands(office, "W1@2026-05-01") is None
    with pytest.raises(ValidationError):
        op.note_event(**{**note, "report": "LB1"}, note="bukan laporan kejadian")
    with pytest.raises(ValidationError):
        op.note_event(**{**note, "day": dt.date(2026, 5, 5)}, note="besok")


def test_only_an_event_may_be_known_without_a_day_it_was_sent(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSent.objects.create(
            puskesmas=office.puskesmas, report="LB1", period="2026-04", by=office.people["yusuf"],
            at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC),
        )  # fmt: skip


def test_a_photo_as_proof_has_lost_where_it_was_taken(office, tmp_path, settings):
    from PIL import Image

    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera Contoh"
    exif[0x8825] = {1: "S", 2: (7.0, 12.0, 0.0)}
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG", exif=exif)
    assert b"Kamera Contoh" in out.getvalue()
    row = send(office)
    op.add_proof(
        sent=row, by=office.people["yusuf"],
        file=read_proof(SimpleUploadedFile("layar.jpg", out.getvalue()), op.LARGEST_PROOF),
    )  # fmt: skip
    kept = originals.load(row.sha256)
    assert b"Kamera Contoh" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert row.file_name == "layar.jpg"
    with pytest.raises(ValidationError, match="Tulis buktinya"):
        op.add_proof(sent=row, by=office.people["yusuf"])


def test_a_changed_rule_holds_from_its_month_on(office):
    by = office.people["yusuf"]
    op.change_report(
        puskesmas=office.puskesmas, by=by, code="LB1", changes={"due_day": 10}, owner=office.people["sri"], since=APRIL
    )
    book, owners = book_of(office.puskesmas), Owners(office.puskesmas)
    due = {p.code: r.due.of(p) for r, p in book.owed(dt.date(2026, 1, 1), dt.date(2026, 12, 31)) if r.code == "LB1"}
    assert (due["2026-03"], due["2026-04"]) == (dt.date(2026, 4, 5), dt.date(2026, 5, 10))
    assert owners.of(book.at("LB1", dt.date(2026, 3, 1))).pk == office.people["sri"].pk
    # Twice in one month: the second adds to the first.
    op.change_report(
        puskesmas=office.puskesmas, by=by, code="LB1", changes={"section": "P2PL"}, owner=None, since=APRIL
    )
    now = book_of(office.puskesmas).at("LB1", dt.date(2026, 4, 30))
    assert (now.due.day, now.section, now.owner) == (10, "P2PL", None)
    assert ReportKind.objects.get().active
    lines = AuditLine.objects.filter(action="laporan.atur").count()
    op.change_report(puskesmas=office.puskesmas, by=by, code="LB1", changes={"due_day": 10}, owner=None, since=APRIL)
    assert AuditLine.objects.filter(action="laporan.atur").count() == lines
    with pytest.raises(ValidationError, match="Tidak dapat diubah"):
        op.change_report(puskesmas=office.puskesmas, by=by, code="LB1", changes={"name": "X"}, owner=None, since=APRIL)
    with pytest.raises(ValidationError, match="tanggal jatuh tempo"):
        op.change_report(
            puskesmas=office.puskesmas, by=by, code="LB1", changes={"due_day": 40}, owner=None, since=APRIL
        )


def test_switched_off_nothing_is_owed_and_an_own_report_is(office):
    by = office.people["yusuf"]
    op.change_report(
        puskesmas=office.puskesmas, by=by, code="ESISMAL", changes={"active": False}, owner=None, since=APRIL
    )
    assert stands(office, "ESISMAL@2026-04") is None
    assert not ReportKind.objects.get(code="ESISMAL").active
    entry = {"code": "LAP-SENAM", "name": "Senam lansia", "category": "ptm", "frequency": "bulanan", "due_day": 7}
    op.new_report(puskesmas=office.puskesmas, by=by, entry=entry, owner=None, since=APRIL)
    found = stands(office, "LAP-SENAM@2026-04")
    assert (found.due, found.report.local) == (dt.date(2026, 5, 7), True)
    assert stands(office, "LAP-SENAM@2026-03") is None
    with pytest.raises(ValidationError, match="sudah dipakai"):
        op.new_report(puskesmas=office.puskesmas, by=by, entry=entry, owner=None, since=APRIL)
    with pytest.raises(ValidationError, match="sudah dipakai"):
        op.new_report(puskesmas=office.puskesmas, by=by, entry={**entry, "code": "LB1"}, owner=None, since=APRIL)


def test_whose_a_report_is_follows_programme_then_cluster_then_the_office(office):
    book, owners = book_of(office.puskesmas), Owners(office.puskesmas)

    def whose(code):
        return owners.of(book.at(code, dt.date(2026, 5, 1))).short

    assert whose("PWS-KIA") == "Ratna Wulandari"
    assert whose("SKDN") == "Sri Lestari"
    assert whose("SITB") == "Lukman Arifin"  # p2 is p2p among the people
    assert whose("ASIK-PTM") == "Hendra Kusuma"
    assert whose("ASPAK") == "Yusuf Hidayat"
    office.people["sri"].is_active = False
    office.people["sri"].save()
    fresh = Owners(office.puskesmas)
    assert fresh.of(book.at("SKDN", dt.date(2026, 5, 1))).short == "Ratna Wulandari"


def test_staff_note_their_own_reports_and_leaders_all(office):
    op.change_report(
        puskesmas=office.puskesmas, by=office.people["yusuf"], code="PHBS-RT", changes={},
        owner=office.people["bambang"], since=APRIL,
    )  # fmt: skip
    book, owners = book_of(office.puskesmas), Owners(office.puskesmas)
    own, other = book.at("PHBS-RT", dt.date.max), book.at("LB1", dt.date.max)
    bambang = office.people["bambang"]
    assert owners.may_send(bambang, {Role.STAF}, own)
    assert not owners.may_send(bambang, {Role.STAF}, other)
    assert owners.may_send(office.people["ratna"], {Role.PJ}, other)
    assert not owners.may_send(office.people["dinkes"], {Role.DINKES}, other)


def test_nothing_before_the_office_began_is_late(cast):
    assert begun(cast.puskesmas) == dt.date(2026, 5, 1)
    assert all(s.due >= dt.date(2026, 5, 1) for s in queries.load(cast.puskesmas).due_now())
    send(cast, period="2026-01", on=dt.date(2026, 2, 4))
    # Noting an old report does not make all old ones late.
    assert begun(cast.puskesmas) == dt.date(2026, 5, 1)
    with pytest.raises(ValidationError, match="belum tiba"):
        op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], since=dt.date(2026, 6, 1))


def test_numbers_that_came_in_are_told_and_never_counted_as_sent(office):
    village = office.villages[0]
    Fact.objects.create(
        puskesmas=office.puskesmas, place=village, period="2026-04", element="gizi.s", micro=1,
        by=office.people["sri"], at=dt.datetime(2026, 5, 2, 3, tzinfo=dt.UTC),
    )  # fmt: skip
    lines = {line.key: line for line in queries.board(queries.load(office.puskesmas), APRIL).tasks}
    skdn = lines["SKDN@2026-04"]
    assert (skdn.arrived.on, skdn.arrived.places, skdn.state) == (dt.date(2026, 5, 2), 1, State.OPEN)
    assert lines["PWS-KIA@2026-04"].arrived is None


def test_reminders_tell_each_owner_their_own(office):
    today = dt.date(2026, 5, 4)
    all_of_them = queries.reminders(office.puskesmas, today)
    sri = queries.reminders(office.puskesmas, today, office.people["sri"])
    assert sri
    assert {o.owner for o in sri} == {"Sri Lestari, A.Md.Gz."}
    assert set(sri) < set(all_of_them)
    assert [o.due for o in all_of_them] == sorted(o.due for o in all_of_them)
    assert any(o.late for o in all_of_them)
    skdn = next(o for o in sri if o.report == "SKDN" and o.period == "2026-04")
    assert skdn.sentence == "PWS gizi (SKDN) April 2026, jatuh tempo 5 Mei 2026, jatuh tempo 1 hari lagi"
    late, soon = queries.home_line(office.puskesmas, today, office.people["sri"])
    assert late + soon == len(sri)
    text = reminding.chat(queries.load(office.puskesmas))
    assert len(text) <= 1000
    assert "laporan lagi" in text


def test_a_calendar_may_ask_further_ahead(office):
    today = dt.date(2026, 5, 4)
    near, far = (queries.reminders(office.puskesmas, today, within=n) for n in (3, 10))
    assert set(near) < set(far)
    assert max(o.due for o in far) == dt.date(2026, 5, 10)


def test_timeliness_counts_per_programme_what_was_due(office):
    send(office, "SKDN", "2026-03", dt.date(2026, 4, 5))
    send(office, "EPPGBM", "2026-03", dt.date(2026, 4, 9))
    found = queries.timeliness(office.puskesmas, 2026)
    gizi = found.programmes["gizi"]
    assert (gizi.on_time, gizi.late) == (1, 1)
    assert gizi.expected == gizi.on_time + gizi.late + gizi.missing
    assert gizi.timely_percent == 100 // gizi.expected
    march = queries.timeliness(office.puskesmas, 2026, until=Month(2026, 3))
    assert march.total.expected <= found.total.expected
    assert max(march.months) == Month(2026, 3)


def test_a_year_has_a_row_a_report_and_plans_stand_where_they_are_due(cast):
    op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], since=dt.date(2026, 1, 1))
    table = queries.year_table(queries.load(cast.puskesmas), 2026)
    rows = {r.report.code: r for _k, _t, rows in table.groups for r in rows}
    assert [c is not None for c in rows["RUK"].cells] == [True] + [False] * 11
    assert [n + 1 for n, c in enumerate(rows["VITAMIN-A"].cells) if c] == [2, 8]
    assert rows["W2"].cells[3].of == 4
    assert "W1" not in rows
    assert sum(t.expected for t in table.months) == table.total.expected
    assert sum(t.expected for t in table.programmes.values()) == table.total.expected


def test_reading_asks_few_questions_of_the_database(office, django_assert_max_num_queries):
    send(office)
    with django_assert_max_num_queries(7):
        queries.board(queries.load(office.puskesmas), APRIL)
    with django_assert_max_num_queries(6):
        queries.year_table(queries.load(office.puskesmas), 2026)


def test_a_proof_that_is_lost_is_found_by_the_check(office, tmp_path, settings):
    from lokmin.cycle.reporting.queries import damaged_originals

    settings.MEDIA_ROOT = tmp_path
    file = read_proof(SimpleUploadedFile("tanda.pdf", b"%PDF-1.4 tanda"), op.LARGEST_PROOF)
    row = send(office, file=file)
    assert damaged_originals() == []
    originals.path_of(row.sha256).unlink()
    assert damaged_originals() == ["tanda.pdf"]
