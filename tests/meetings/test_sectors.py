"""Lintas sektor: support wanted, obstacles, promises offered and taken, the komitmen signed, the gate, the cards."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from lokmin.core.meetings.partners import Support
from lokmin.core.periods import Month
from lokmin.cycle.centre import operations as centre
from lokmin.cycle.centre import partners as register
from lokmin.cycle.followup import operations as rtl
from lokmin.cycle.followup.commitments import operations as promises
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Participant, Pledge, PromiseOffer
from lokmin.cycle.meetings.papers.room import room_records
from lokmin.cycle.meetings.queries.gate import lacks
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.doors import Present
from lokmin.cycle.meetings.sectors import operations as op
from lokmin.cycle.meetings.sectors import phone, queries, statement, support
from lokmin.cycle.meetings.sectors.cards import card
from lokmin.cycle.meetings.sectors.roles import division

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 12)
STROKES = [[[0, 0], [400, 200], [800, 40], [100, 250], [900, 10], [30, 30], [500, 280], [700, 90]]]


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-12"


@pytest.fixture
def partners(cast):
    keys_ = [p.key for p in register.proposed(cast.puskesmas)]
    made = centre.take_proposed(puskesmas=cast.puskesmas, by=cast.people["yusuf"], keys=keys_)
    return {p.name: p for p in made}


@pytest.fixture
def linsek(figures, partners):
    """The second quarterly meeting, running, with a camat, a village and the KUA in the hall."""
    cast = figures
    meeting = meetings.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="tribulanan_rutin", period=Month(2026, 4), date=DAY
    )
    meeting = meetings.open_meeting(meeting=meeting, by=cast.people["anindya"])
    for name, head in (
        ("Kecamatan Banyuwening", "Drs. Suryo Wibisono"),
        ("Desa Watubelah", "Parno"),
        ("KUA Banyuwening", "Nur Hidayah"),
    ):
        Attendance.objects.create(
            meeting=meeting, name=head, institution=name, partner=partners[name], status="hadir", job="Pimpinan"
        )
    return meeting


@pytest.fixture
def columns():
    return {
        "problem": "K1 Watubelah, kurang 15 ibu", "activity": "Kader mendata ibu hamil di empat dusun",
        "due": dt.date(2026, 6, 30), "resources": "Dana desa Rp2.000.000", "owner_text": "Kaur Kesra",
        "indicator": "K1",
    }  # fmt: skip


@pytest.fixture
def promise(linsek, cast, partners, columns):
    return op.add_promise(meeting=linsek, by=cast.people["yusuf"], partner=partners["Desa Watubelah"], **columns)


def seat_of(meeting, name):
    return meeting.attendance.select_related("partner", "person", "meeting__puskesmas").get(name=name)


def present_of(line):
    participant = Participant.objects.create(
        meeting=line.meeting, attendance=line, key_digest=f"d{line.pk}", state="masuk", way="tamu",
        joined_at=line.meeting.opened_at,
    )  # fmt: skip
    return Present(line.meeting, line, participant, keys.Phone(line.meeting_id, participant.pk, "k", "p"))


def posted(**values):
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_red_figures_ask_the_sectors_that_are_usually_asked(linsek, partners):
    found = {c.indicator: c for c in support.candidates(linsek)}
    k1 = found["K1"]
    assert k1.villages[0].name == "Watubelah"
    assert "kurang 15 ibu" in k1.problem
    asked = {w.sector: w for w in k1.wanted}
    assert set(asked) == {"desa", "pkk", "kua"}
    assert asked["kua"].partners == ((partners["KUA Banyuwening"].pk, "KUA Banyuwening"),)
    red = {v.name for v in k1.villages}
    own = {name for _pk, name in asked["desa"].partners}
    assert "Desa Watubelah" in own
    assert k1.more or own == {f"Desa {name}" for name in red}, "a village is asked only for its own figure"


def test_what_an_office_asks_goes_before_the_shipped_rule_until_dropped(linsek, cast):
    yusuf = cast.people["yusuf"]
    with pytest.raises(ValidationError, match="Pilih sektor"):
        op.set_support(puskesmas=cast.puskesmas, by=yusuf, indicator="K1", wanted=[Support("", "Motor", "")])
    op.set_support(puskesmas=cast.puskesmas, by=yusuf, indicator="K1", wanted=[Support("tni", "Motor dinas", "")])
    linsek.refresh_from_db()
    assert [w.sector for w in {c.indicator: c for c in support.candidates(linsek)}["K1"].wanted] == ["tni"]
    op.drop_support(puskesmas=cast.puskesmas, by=yusuf, indicator="K1")
    assert support.for_indicator(cast.puskesmas, "K1")[0].sector == "desa"


def test_the_figures_are_those_that_were_frozen(linsek, cast):
    from lokmin.core.numbers import MICRO
    from lokmin.cycle.reporting import store
    from lokmin.cycle.reporting.models import Fact

    Fact.objects.filter(puskesmas=cast.puskesmas, element="kia.k1", place=cast.villages[1]).update(micro=30 * MICRO)
    store.lock(cast.puskesmas)
    assert "kurang 15 ibu" in {c.indicator: c for c in support.candidates(linsek)}["K1"].problem


def test_an_offer_of_a_phone_waits_until_the_desk_writes_it_down(linsek, cast, partners, columns):
    line = seat_of(linsek, "Parno")
    present = present_of(line)
    code, text = queries.for_hand(linsek, line).problems[0]
    form = posted(masalah=f"{code}|{text}", activity="PMT di posyandu", due="2026-06-20", token="abcdefgh1")
    done = phone.promise(present, form)
    assert done.anchor == "sektor"
    phone.promise(present, form)
    offer = PromiseOffer.objects.get(meeting=linsek)
    assert (offer.indicator, offer.problem, offer.partner.name) == (code, text, "Desa Watubelah")
    assert statement.clauses(linsek) == ()
    assert queries.for_desk(linsek).offers[0] == offer
    made = op.take_offer(offer=offer, by=cast.people["yusuf"], resources="Dana desa")
    assert op.take_offer(offer=offer, by=cast.people["yusuf"]).pk == made.pk
    assert [c.activity for c in statement.clauses(linsek)] == ["PMT di posyandu"]
    with pytest.raises(ValidationError, match="sudah menjadi komitmen"):
        op.refuse_offer(offer=offer, by=cast.people["yusuf"], reason="Keliru")


def test_a_refused_offer_tells_the_phone_why(linsek, cast):
    line = seat_of(linsek, "Parno")
    offer = op.offer(voice=line, token="abcdefgh2", problem="K1", activity="Khotbah")
    with pytest.raises(ValidationError, match="mitra membacanya"):
        op.refuse_offer(offer=offer, by=cast.people["yusuf"], reason=" ")
    op.refuse_offer(offer=offer, by=cast.people["yusuf"], reason="Sudah dicatat KUA")
    assert [o.reason for o in queries.for_hand(linsek, line).offers] == ["Sudah dicatat KUA"]
    with pytest.raises(ValidationError, match="Sudah dicatat KUA"):
        op.take_offer(offer=offer, by=cast.people["yusuf"])


def test_a_phone_promises_only_for_its_own_sector_and_not_in_the_past(linsek, cast):
    stranger = Attendance.objects.create(meeting=linsek, name="Tamu lain", status="hadir")
    with pytest.raises(ValidationError, match="belum dikenali sebagai mitra"):
        op.offer(voice=stranger, token="abcdefgh3", problem="K1", activity="PMT")
    with pytest.raises(ValidationError, match="belum dikenali sebagai mitra"):
        phone.obstacle(present_of(stranger), posted(text="Tanpa dana"))
    parno = seat_of(linsek, "Parno")
    with pytest.raises(ValidationError, match="sudah lewat"):
        op.offer(voice=parno, token="abcdefgh4", problem="K1", activity="PMT", due=dt.date(2026, 5, 11))
    with pytest.raises(ValidationError, match="bukan tanggal"):
        phone.promise(present_of(parno), posted(problem="K1", activity="PMT", due="besok", token="abcdefgh5"))
    with pytest.raises(ValidationError, match="Muat ulang"):
        phone.promise(present_of(seat_of(linsek, "Nur Hidayah")), posted(problem="K1", activity="PMT", token="x"))


def test_the_desk_says_whom_a_guest_speaks_for(linsek, cast, partners):
    guest = Attendance.objects.create(meeting=linsek, name="Sulastri", institution="PKK", status="hadir")
    assert queries.for_hand(linsek, guest) is None
    op.seat(attendance=guest, partner=partners["TP PKK Kecamatan Banyuwening"], by=cast.people["yusuf"])
    guest.refresh_from_db()
    assert queries.for_hand(linsek, guest).partner == "TP PKK Kecamatan Banyuwening"
    other = centre.add_partner(puskesmas=cast.neighbour, by=cast.people["tetangga"], sector="kua", name="KUA Jauh")
    with pytest.raises(ValidationError, match="bukan mitra"):
        op.seat(attendance=guest, partner=other, by=cast.people["yusuf"])


def test_signing_needs_a_text_that_was_read_and_consent(linsek, promise):
    line = seat_of(linsek, "Parno")
    present = present_of(line)
    read = statement.statement(linsek).sha256
    with pytest.raises(ValidationError, match="Centang"):
        phone.sign(present, posted(naskah=read))
    with pytest.raises(ValidationError, match="Naskah berubah"):
        phone.sign(present, posted(naskah="lama", setuju="1"))
    phone.sign(present, posted(naskah=read, setuju="1"))
    phone.sign(present, posted(naskah=read, setuju="1"))
    pledge = Pledge.objects.get(meeting=linsek)
    assert (pledge.partner.name, pledge.name, pledge.kind) == ("Desa Watubelah", "Parno", "setuju")
    assert queries.to_sign(linsek, line).signed


def test_nothing_is_signed_before_anything_is_promised(linsek):
    with pytest.raises(ValidationError, match="Belum ada janji"):
        op.sign(voice=seat_of(linsek, "Parno"), read="")
    assert queries.to_sign(linsek, seat_of(linsek, "Parno")) is None


def test_a_change_after_signing_is_seen_by_everybody_and_signed_anew(linsek, cast, promise):
    line = seat_of(linsek, "Parno")
    op.sign(voice=line, read=statement.statement(linsek).sha256, strokes=STROKES)
    assert queries.for_desk(linsek).signed == 1
    op.change_promise(meeting=linsek, commitment=promise, by=cast.people["yusuf"], resources="Dana desa Rp500.000")
    desk = queries.for_desk(linsek)
    assert (desk.signed, desk.stale) == (0, 1)
    page = queries.page(linsek)
    assert next(iter(page.changed.values())) == ["1/2026"]
    hand = queries.to_sign(linsek, line)
    assert (hand.signed, hand.stale) == (False, True)
    op.sign(voice=line, read=hand.statement.sha256, strokes=STROKES)
    assert (queries.for_desk(linsek).stale, linsek.pledges.count()) == (0, 1)
    promises.progress(commitment=promise, by=cast.people["yusuf"], note="Kader dikumpulkan")
    assert queries.for_desk(linsek).signed == 1, "a result is no change of the text"


def test_one_signature_for_a_sector_whoever_gives_it_first(linsek, promise, partners):
    second = Attendance.objects.create(
        meeting=linsek, name="Sekdes", partner=partners["Desa Watubelah"], status="hadir", institution="Desa"
    )
    read = statement.statement(linsek).sha256
    op.sign(voice=seat_of(linsek, "Parno"), read=read)
    with pytest.raises(ValidationError, match="Parno sudah menandatangani untuk Desa Watubelah"):
        op.sign(voice=second, read=read)
    absent = Attendance.objects.create(meeting=linsek, name="Danramil", partner=partners["Koramil Banyuwening"])
    with pytest.raises(ValidationError, match="yang hadir"):
        op.sign(voice=absent, read=read)


def test_a_drawing_on_the_attendance_list_stands_under_the_komitmen_too(linsek, promise):
    from lokmin.cycle.meetings.models import Signature

    line = seat_of(linsek, "Nur Hidayah")
    Signature.objects.create(attendance=line, kind="gambar", strokes=STROKES, at=linsek.opened_at)
    assert queries.to_sign(linsek, line).drawn
    phone.sign(present_of(line), posted(naskah=statement.statement(linsek).sha256, setuju="1", pakai="hadir"))
    assert Pledge.objects.get(meeting=linsek).strokes == STROKES


def test_paper_signatures_are_typed_back_and_can_be_taken_off(linsek, cast, promise, partners):
    yusuf = cast.people["yusuf"]
    made = op.sign_on_paper(meeting=linsek, by=yusuf, name="Drs. Suryo", partner=partners["Kecamatan Banyuwening"])
    assert (made.kind, made.by) == ("kertas", yusuf)
    camat = next(s for s in room_records(linsek).signatories if s.sector == "Kecamatan Banyuwening")
    assert (camat.name, camat.sign.manner) == ("Drs. Suryo", "kertas")
    op.remove_pledge(pledge=made, by=yusuf)
    assert linsek.pledges.count() == 0


def test_the_gate_asks_for_a_promise_or_a_reason(linsek, cast, partners, columns):
    kepala = cast.people["anindya"]
    assert {"tanpa-komitmen", "tanpa-rtl"} <= {lack.code for lack in lacks(linsek)}
    with pytest.raises(ValidationError, match="janji lintas sektor"):
        meetings.close(meeting=linsek, by=kepala)
    made = op.add_promise(meeting=linsek, by=kepala, partner=partners["Desa Watubelah"], **columns)
    assert lacks(linsek) == [], "promises of partners are what follows; no RTL of the house is asked for"
    op.withdraw_promise(meeting=linsek, commitment=made, by=kepala, reason="Salah desa")
    assert "tanpa-komitmen" in {lack.code for lack in lacks(linsek)}
    assert meetings.close(meeting=linsek, by=kepala, close_reason="Camat berhalangan; dijadwalkan ulang.").is_closed


def test_a_monthly_meeting_is_not_asked_for_promises(running):
    assert "tanpa-komitmen" not in {lack.code for lack in lacks(running)}
    assert queries.for_desk(running) is None


def test_closed_minutes_keep_the_text_as_signed(linsek, cast, promise, columns, partners):
    op.sign(voice=seat_of(linsek, "Parno"), read=statement.statement(linsek).sha256)
    closed = meetings.close(meeting=linsek, by=cast.people["anindya"])
    promises.change(commitment=promise, by=cast.people["yusuf"], activity="Lain sama sekali")
    stated = statement.statement(closed)
    assert (stated.frozen, stated.clauses[0].activity) == (True, columns["activity"])
    assert statement.signers(closed, stated.sha256)[1].valid
    with pytest.raises(ValidationError, match="sudah ditutup"):
        op.add_promise(meeting=closed, by=cast.people["yusuf"], partner=partners["KUA Banyuwening"], **columns)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        op.add_obstacle(meeting=closed, by=cast.people["yusuf"], partner=partners["KUA Banyuwening"], text="Dana")
    assert queries.for_hand(closed, seat_of(closed, "Parno")) is None
    assert queries.to_sign(closed, seat_of(closed, "Parno")) is None


def test_the_komitmen_of_a_house_meeting_is_its_rtl_signed_by_the_staff(running, cast, complete):
    AgendaItem.objects.create(meeting=running, order=99, title="Komitmen bersama", minutes=5, kind="komitmen")
    made = meetings.add_rtl(meeting=running, by=cast.people["anindya"], **complete)
    line = running.attendance.get(person=cast.people["endah"])
    line.status = "hadir"
    line.save()
    stated = statement.statement(running)
    assert (stated.title, stated.clauses[0].who) == ("Komitmen bersama", "Endah Puspita")
    op.sign(voice=line, read=stated.sha256)
    assert Pledge.objects.get(meeting=running).kind == "pin"
    assert queries.to_sign(running, line).signed
    guest = Attendance.objects.create(meeting=running, name="Tamu", status="hadir")
    with pytest.raises(ValidationError, match="mitra dan kepala"):
        op.sign(voice=guest, read=stated.sha256)
    assert [s.valid for s in statement.signers(running, stated.sha256)] == [True]
    rtl.change(action=made, by=cast.people["anindya"], due=dt.date(2026, 5, 30))
    assert statement.statement(running).sha256 != stated.sha256


def test_the_wall_shows_sectors_and_never_ranks_people(linsek, cast, promise):
    op.sign(voice=seat_of(linsek, "Parno"), read=statement.statement(linsek).sha256)
    screens = {s.key: s for s in queries.for_hall(linsek)}
    assert {"sektor-dukungan", "sektor-janji", "sektor-tanda"} <= set(screens)
    assert all(len(s.rows) <= 10 for s in screens.values())
    shown = {r.name: r.status for r in screens["sektor-tanda"].rows}
    assert shown["Desa Watubelah"] == "sudah"
    assert shown["KUA Banyuwening"] == "belum"
    assert screens["sektor-tanda"].title.startswith("1 dari 4")
    assert "Parno" not in str(screens)


def test_the_next_meeting_sees_old_promises_with_results_sector_by_sector(linsek, cast, promise, partners, columns):
    yusuf = cast.people["yusuf"]
    camat = op.add_promise(meeting=linsek, by=yusuf, partner=partners["Kecamatan Banyuwening"], **columns)
    meetings.close(meeting=linsek, by=cast.people["anindya"])
    promises.finish(commitment=promise, by=yusuf, result="22 ibu hamil terdata", on=dt.date(2026, 6, 28))
    following = meetings.prepare(
        puskesmas=cast.puskesmas, by=yusuf, kind="tribulanan_rutin", period=Month(2026, 7), date=dt.date(2026, 8, 11)
    )
    groups = queries.review(following)
    assert [(g.sector, [a.pk for a in g.lines]) for g in groups] == [
        ("Kecamatan", [camat.pk]), ("Desa dan kelurahan", [promise.pk]),
    ]  # fmt: skip
    assert groups[1].lines[0].result == "22 ibu hamil terdata"
    assert groups[0].lines[0].late
    old = next(s for s in queries.for_hall(following) if s.key == "sektor-lalu")
    assert old.title == "1 dari 2 janji tribulan lalu sudah ditepati"


def test_a_card_shows_only_its_own_promises_and_no_small_count(linsek, cast, promise, partners, columns, client):
    op.add_promise(
        meeting=linsek, by=cast.people["yusuf"], partner=partners["KUA Banyuwening"],
        **{**columns, "activity": "Catin diperiksa"},
    )  # fmt: skip
    mine = card(partners["Desa Watubelah"])
    assert [a.activity for a in mine.opened] == [columns["activity"]]
    assert mine.figures[0].title.startswith("K1") or "ibu hamil" in mine.figures[0].title.lower()
    assert all("kurang 15 ibu" in f.sentence for f in mine.figures if "15" in f.sentence)
    answer = client.get(f"/kartu/{register.card_token(partners['Desa Watubelah'])}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert columns["activity"] in page
    for foreign in ("Catin diperiksa", "KUA Banyuwening", "Tlogomulyo", "/p/P9901010201/"):
        assert foreign not in page
    assert answer["Referrer-Policy"] == "no-referrer"
    centre.revoke_card(partner=partners["Desa Watubelah"], by=cast.people["yusuf"])
    assert client.get(f"/kartu/{register.card_token(partners['Desa Watubelah'])}/").status_code == 404


def test_nothing_is_left_without_a_holder_is_shown(figures, cast, partners):
    centre.set_partner_active(partner=partners["Desa Tlogomulyo"], by=cast.people["yusuf"], active=False)
    centre.set_partner_active(partner=partners["KUA Banyuwening"], by=cast.people["yusuf"], active=False)
    found = division(cast.puskesmas)
    assert [a.name for a in found.empty_areas] == ["Tlogomulyo"]
    assert found.absent == ("KUA",)
    k1 = next(p for p in found.problems if p.indicator == "K1")
    assert k1.empty
    assert k1.missing == ("KUA",)
    promises.add(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], partner=partners["Desa Watubelah"], problem="K1",
        activity="Pendataan", indicator="K1",
    )  # fmt: skip
    assert not next(p for p in division(cast.puskesmas).problems if p.indicator == "K1").empty


def test_obstacles_are_written_once_and_taken_out(linsek, cast):
    present = present_of(seat_of(linsek, "Parno"))
    phone.obstacle(present, posted(text="Dana desa tahap dua belum cair", wanted="Surat Camat"))
    phone.obstacle(present, posted(text="Dana desa tahap dua belum cair", wanted="Surat Camat"))
    found = linsek.sector_obstacles.get()
    assert (found.by, found.voice.name) == (None, "Parno")
    op.remove_obstacle(obstacle=found, by=cast.people["yusuf"])
    assert queries.for_desk(linsek).obstacles == 0


def test_proposals_for_musrenbang_need_a_village_and_a_reason_to_be_refused(cast):
    yusuf = cast.people["yusuf"]
    common = {"puskesmas": cast.puskesmas, "by": yusuf, "year": 2027, "problem": "3 posyandu menumpang rumah kader"}
    with pytest.raises(ValidationError, match="perlu desanya"):
        op.add_proposal(**common, level="desa", proposal="Gedung posyandu")
    with pytest.raises(ValidationError, match="kurang dari nol"):
        op.add_proposal(**common, proposal="Gedung posyandu", cost=-1)
    made = op.add_proposal(
        **common, level="desa", village=cast.villages[1], proposal="Gedung posyandu", cost=75_000_000
    )
    with pytest.raises(ValidationError, match="mengapa usulan ini tidak diterima"):
        op.decide_proposal(proposal=made, by=yusuf, state="ditolak")
    op.decide_proposal(proposal=made, by=yusuf, state="ditolak", reason="Sudah ada di RPJMDes 2028")
    made.refresh_from_db()
    assert (made.state, made.state_reason) == ("ditolak", "Sudah ada di RPJMDes 2028")


def test_the_papers_get_promises_signatures_cards_and_proposals(linsek, cast, promise, partners):
    yusuf = cast.people["yusuf"]
    op.sign(voice=seat_of(linsek, "Parno"), read=statement.statement(linsek).sha256, strokes=STROKES)
    op.add_proposal(
        puskesmas=cast.puskesmas, by=yusuf, meeting=linsek, year=2027, problem="K1", proposal="Ambulans desa", cost=1
    )
    paper = room_records(linsek)
    assert [(r.sector, r.owner) for r in paper.clauses] == [("Desa Watubelah", "Kaur Kesra")]
    assert paper.foundation
    desa = next(s for s in paper.signatories if s.sector == "Desa Watubelah")
    assert (desa.sign.manner, len(desa.sign.strokes)) == ("gambar", 1)
    assert [(c.sector, len(c.promises)) for c in paper.partners] == [("Desa Watubelah", 1)]
    assert [p.title for p in paper.proposals] == ["Ambulans desa"]


def test_a_village_chooses_from_its_own_problems_without_small_counts(linsek, cast, partners):
    own = support.for_partner(linsek, partners["Desa Watubelah"])
    assert own[0] == ("K1", "K1 Watubelah, kurang 15 ibu")
    others = [text for _code, text in support.for_partner(linsek, partners["Desa Tlogomulyo"])]
    assert not any("Watubelah" in text for text in others)
    whole = support.for_partner(linsek, partners["Kecamatan Banyuwening"])
    assert "Watubelah" in whole[0][1]


def test_staff_across_sectors_do_not_sign_but_the_head_does(linsek, cast, promise):
    read = statement.statement(linsek).sha256
    meetings.record_attendance(
        meeting=linsek, by=cast.people["yusuf"],
        rows={a.pk: {"status": "hadir"} for a in linsek.attendance.filter(person__isnull=False)},
    )  # fmt: skip
    endah = linsek.attendance.get(person=cast.people["endah"])
    assert queries.to_sign(linsek, endah) is None
    with pytest.raises(ValidationError, match="mitra dan kepala"):
        op.sign(voice=endah, read=read)
    head = linsek.attendance.get(person=cast.people["anindya"])
    op.sign(voice=head, read=read)
    assert [s.name for s in statement.signers(linsek, read) if s.valid] == ["dr. Anindya Prameswari"]


def test_the_pages_of_a_meeting_say_what_is_wanted_and_write_it_down(linsek, cast, partners, enter):
    yusuf = enter("yusuf")
    base = f"/p/P9901010201/lokmin/{linsek.pk}/sektor/"
    page = yusuf.get(base).content.decode()
    assert "Belum ada janji." in page
    assert "Rujukan calon pengantin" in page
    refused = yusuf.post(f"{base}janji/", {"partner": "", "problem": "K1", "activity": "Pendataan"})
    assert refused.status_code == 422
    assert "Pendataan" in refused.content.decode()
    desa = partners["Desa Watubelah"].pk
    yusuf.post(f"{base}janji/", {"partner": desa, "problem": "K1", "activity": "Pendataan ibu", "due": "2026-06-30"})
    yusuf.post(f"{base}hambatan/", {"partner": desa, "text": "Kader berganti"})
    yusuf.post(f"{base}komitmen/kertas/", {"who": f"m{desa}", "name": "Parno"})
    guest = seat_of(linsek, "Nur Hidayah")
    yusuf.post(f"{base}hadir/", {f"mitra-{guest.pk}": ""})
    guest.refresh_from_db()
    assert guest.partner is None
    page = yusuf.get(base).content.decode()
    for words in ("Pendataan ibu", "Kader berganti", "di kertas", "Belum ada penanggung jawab, sumber daya"):
        assert words in page
    made = linsek.pledges.get()
    yusuf.post(f"{base}komitmen/{made.pk}/hapus/")
    assert linsek.pledges.count() == 0
    sheet = yusuf.get(f"{base}komitmen/").content.decode()
    assert "Kesepakatan bersama lintas sektor" in sheet
    assert enter("bambang").post(f"{base}janji/", {}).status_code == 403


def test_the_desk_opens_old_promises_when_they_are_reviewed(linsek, cast, promise, enter):
    meetings.close(meeting=linsek, by=cast.people["anindya"])
    following = meetings.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="tribulanan_rutin", period=Month(2026, 4),
        date=dt.date(2026, 8, 11),
    )  # fmt: skip
    following = meetings.open_meeting(meeting=following, by=cast.people["anindya"])
    assert not queries.for_desk(following).reviewing
    item = following.agenda.get(kind="evaluasi_rtl")
    meetings.start_item(item=item, by=cast.people["yusuf"])
    assert queries.for_desk(following).reviewing
    page = enter("yusuf").get(f"/p/P9901010201/lokmin/{following.pk}/meja/").content.decode()
    assert "Kader mendata ibu hamil di empat dusun" in page


def test_wishes_of_villages_wait_until_the_first_quarterly_meeting_agrees(linsek, cast):
    yusuf = cast.people["yusuf"]
    common = {"puskesmas": cast.puskesmas, "by": yusuf, "year": 2027, "problem": "Tanpa gedung", "level": "desa"}
    wish = op.add_proposal(**common, village=cast.villages[1], proposal="Gedung posyandu")
    refused = op.add_proposal(**common, village=cast.villages[2], proposal="Mobil")
    op.decide_proposal(proposal=refused, by=yusuf, state="ditolak", reason="Bukan kesehatan")
    assert [p.pk for p in queries.page(linsek).waiting] == [wish.pk]
    assert op.agree_proposals(meeting=linsek, by=yusuf, pks=[wish.pk, refused.pk]) == 1
    page = queries.page(linsek)
    assert [(p.pk, p.state) for p in page.proposals] == [(wish.pk, "disepakati")]
    assert page.waiting == ()
    assert [p.status for p in room_records(linsek).proposals] == ["disepakati"]
