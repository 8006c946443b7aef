"""One object of each kind that an address can name, for one Puskesmas: what the route test puts into the routes.

A new route with a part nobody here knows makes the test fail with a sentence; add the part below, under
``stage:part`` or, where the same word means different things within a stage, under ``stage:route:part``.
"""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
from calendar_samples import joint_calendar
from community_samples import community
from darbin_samples import darbin
from needs_samples import needs
from rpk_samples import rpk_year

from lokmin.core.meetings.annex import Annex
from lokmin.core.numbers import to_micro
from lokmin.core.periods import Month
from lokmin.core.workload.abk import Kind
from lokmin.cycle.assessment.feedback import operations as feedback
from lokmin.cycle.assessment.models import AssessmentFile
from lokmin.cycle.assessment.pkp import operations as pkp
from lokmin.cycle.centre import clock, partners
from lokmin.cycle.centre import operations as centre
from lokmin.cycle.centre.models import Membership, Person, Place, Puskesmas
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.commitments import operations as promises
from lokmin.cycle.followup.effect import operations as effects
from lokmin.cycle.followup.models import Action, Commitment
from lokmin.cycle.followup.work import escalation as carry
from lokmin.cycle.followup.work import operations as work
from lokmin.cycle.followup.work.proofs import Kept
from lokmin.cycle.meetings.annexes import operations as annexes
from lokmin.cycle.meetings.ballots import operations as ballots
from lokmin.cycle.meetings.models import (
    AgendaItem,
    Attendance,
    BallotOption,
    Decision,
    Invitation,
    Knowledge,
    Meeting,
    Note,
    NoteRevision,
    Participant,
    Photo,
    PromiseOffer,
    ScheduleEntry,
    SpeakTurn,
    TeamBuilding,
    TeamGroup,
)
from lokmin.cycle.meetings.operations.letters import give_number
from lokmin.cycle.meetings.preparing import operations as preparing
from lokmin.cycle.meetings.proposals import operations as proposals
from lokmin.cycle.meetings.schedule import choices
from lokmin.cycle.meetings.schedule import operations as schedule
from lokmin.cycle.meetings.sectors import operations as sectors
from lokmin.cycle.monitoring.models import Benchmark, SnapshotRow
from lokmin.cycle.monitoring.operations import freeze
from lokmin.cycle.monitoring.register import operations as register
from lokmin.cycle.planning.importing import operations as importing
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.renstra import operations as renstra
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.cycle.reporting import originals
from lokmin.cycle.reporting.models import Definition, Fact, ReportSent, Upload
from lokmin.cycle.workforce.abk import operations as abk
from lokmin.cycle.workforce.duties import operations as duties
from lokmin.cycle.workforce.staff import operations as register_of_staff

Values = dict[str, object]
DAY = dt.date(2026, 5, 5)


def make(puskesmas: Puskesmas, by: Person) -> Values:
    """Every sample of one Puskesmas."""
    values: Values = {}
    for part in (_centre, _reporting, _monitoring, _followup, _meetings, community, darbin, _assessment, _plans,
                 rpk_year, joint_calendar, _staff, needs):  # fmt: skip
        values |= part(puskesmas, by)
    return values


def _villages(puskesmas: Puskesmas) -> list[Place]:
    return list(Place.objects.filter(served_by=puskesmas.place, level="desa"))


def _centre(puskesmas: Puskesmas, by: Person) -> Values:
    village = _villages(puskesmas)[0]
    person, _password = centre.add_person(
        puskesmas=puskesmas, by=by, username=f"contoh{puskesmas.pk}", full_name="Contoh Orang", role=Role.STAF
    )
    posyandu = centre.add_posyandu(puskesmas=puskesmas, by=by, village=village, name="Mawar")
    partner = centre.add_partner(puskesmas=puskesmas, by=by, sector="kua", name=f"KUA {puskesmas.pk}")
    return {
        "centre:partner": partner.pk,
        "meetings:partner": partner.pk,
        "centre:person": person.pk,
        "centre:membership": Membership.objects.get(person=person).pk,
        "centre:village": village.pk,
        "centre:posyandu": posyandu.pk,
    }


def _reporting(puskesmas: Puskesmas, by: Person) -> Values:
    upload = Upload.objects.create(
        puskesmas=puskesmas, name="laporan.xlsx", sha256="0" * 64, size=1, by=by, at=clock.now(), state="gagal",
        error="Berkas ini tidak dapat dibaca.",
    )  # fmt: skip
    definition = Definition.objects.create(
        puskesmas=puskesmas, code="K1", valid_from=2026, kind="pembagi", body={"denominator": "sasaran.bulin"},
        by=by, at=clock.now(),
    )  # fmt: skip
    proof = originals.keep(b"%PDF-1.4 tanda terima")
    ReportSent.objects.create(
        puskesmas=puskesmas, report="LB1", period="2026-04", sent_on=DAY, sha256=proof, file_name="tanda.pdf", by=by,
        at=clock.now(),
    )  # fmt: skip
    return {
        "reporting:number": upload.pk,
        "reporting:definition_drop:number": definition.pk,
        "reporting:code": "LB1",
        "reporting:report_event:code": "W1",
        "reporting:period": "2026-04",
        "reporting:ending": "xlsx",
    }


def _monitoring(puskesmas: Puskesmas, by: Person) -> Values:
    village = _villages(puskesmas)[0]
    for period, element, variant, value in (("2026", "sasaran.bumil", "sk", 90), ("2026-04", "kia.k1", "", 7)):
        Fact.objects.create(
            puskesmas=puskesmas, place=village, period=period, element=element, variant=variant, micro=to_micro(value),
            by=by, at=clock.now(),
        )  # fmt: skip
    code = village.code
    return {
        "monitoring:code": "K1",
        "monitoring:village:code": code,
        "monitoring:place": code,
        "monitoring:period": "2026-04",
        "monitoring:element": "kia.k1",
        "monitoring:flag": "-",
        "monitoring:survey": Benchmark.objects.create(
            puskesmas=puskesmas, indicator="K1", year=2025, micro=to_micro(90), source="SKI", by=by, at=clock.now()
        ).pk,
        "monitoring:pk": freeze(puskesmas=puskesmas, month=Month(2026, 4), by=by).pk,
        **_register(puskesmas, by),
    }


def _register(puskesmas: Puskesmas, by: Person) -> Values:
    village = _villages(puskesmas)[0]
    problem = register.record_problem(
        puskesmas=puskesmas, by=by, source="staf", what="Posyandu tidak buka", village=village
    )
    cause = register.add_cause(problem=problem, by=by, text="Kader pindah", rib="manusia", root=True)
    register.add_alternative(problem=problem, by=by, text="Melatih kader baru", cause=cause)
    risk = register.add_risk(puskesmas=puskesmas, by=by, unit="KIA", risk="Terlambat dirujuk", occurrence=2, severity=4)
    return {
        "monitoring:problem": problem.pk,
        "followup:problem": problem.pk,
        "followup:paper": "penyebab",
        "followup:problem_paper:ending": "docx",
        "monitoring:ending": "xlsx",
        "monitoring:swot_file:ending": "docx",
        "monitoring:risk": risk.pk,
    }


def add_action(puskesmas: Puskesmas, by: Person, origin_kind: str = "", origin_id: str = "") -> Action:
    return followup.add(
        puskesmas=puskesmas, by=by, made_on=DAY, problem="K1 turun", activity="Kunjungan rumah", owner_text="Bidan",
        due=dt.date(2026, 5, 23), indicator="K1", expected="K1 naik", origin_kind=origin_kind, origin_id=origin_id,
    )  # fmt: skip


def _followup(puskesmas: Puskesmas, by: Person) -> Values:
    action = add_action(puskesmas, by)
    turn = effects.begin_turn(
        puskesmas=puskesmas, by=by, action=action, aim="K1 naik", plan="Kunjungan rumah", start="2026-05"
    )
    own = {"followup:pk": action.pk, "followup:commitment": add_promise(puskesmas, by).pk, "followup:turn": turn.pk}
    return {**_work(action, by), **own}


def _work(action: Action, by: Person) -> Values:
    proof = Kept("foto", "a.jpg", originals.keep(b"bukan gambar"), 12, 4, 3)
    asked = carry.escalate(action=action, by=by, to="dinkes", reason="Tanpa dana", wanted="Dana")
    return {
        "followup:task": work.add_task(action=action, by=by, text="Cetak formulir").pk,
        "followup:owner": work.add_owner(action=action, by=by, role="mitra", name="Kader").pk,
        "followup:proof": work.attach_kept(action=action, by=by, kept=[proof])[0].pk,
        "followup:escalation": asked.pk,
        "followup:ending": "xlsx",
    }


def add_promise(puskesmas: Puskesmas, by: Person, origin_id: str = "") -> Commitment:
    return promises.add(
        puskesmas=puskesmas, by=by, partner=partners.active(puskesmas)[0], made_on=DAY, problem="K1 turun",
        activity="Rujuk calon pengantin", origin_kind=Meeting.ORIGIN if origin_id else "", origin_id=origin_id,
    )  # fmt: skip


def _sectors(puskesmas: Puskesmas, by: Person, meeting: Meeting) -> Values:
    promise = add_promise(puskesmas, by, str(meeting.pk))
    offer = PromiseOffer.objects.create(
        meeting=meeting, partner=promise.partner, token="a", problem="K1", activity="Khotbah", at=clock.now()
    )
    pledge = sectors.sign_on_paper(meeting=meeting, by=by, name="Penghulu", partner=promise.partner)
    obstacle = sectors.add_obstacle(meeting=meeting, by=by, partner=promise.partner, text="Tanpa dana")
    wish = sectors.add_proposal(puskesmas=puskesmas, by=by, year=2027, problem="Tanpa tempat", proposal="Posyandu")
    return {
        "meetings:commitment": promise.pk,
        "meetings:offer": offer.pk,
        "meetings:pledge": pledge.pk,
        "meetings:obstacle": obstacle.pk,
        "meetings:musrenbang": wish.pk,
    }


def _meetings(puskesmas: Puskesmas, by: Person) -> Values:
    now = clock.now()
    snapshot = freeze(puskesmas=puskesmas, month=Month(2026, 4), by=by)
    row = SnapshotRow.objects.filter(snapshot=snapshot)[0]
    meeting = Meeting.objects.create(
        puskesmas=puskesmas, kind="bulanan_rutin", year=2026, number=1, period="2026-04", date=DAY, start=dt.time(9),
        place="Aula", made_at=now, made_by=by, state="berlangsung", opened_at=now, opened_by=by, snapshot=snapshot,
        leader=by, notulis=by,
    )  # fmt: skip
    item = AgendaItem.objects.create(meeting=meeting, order=1, title="Pembukaan", minutes=5)
    note = Note.objects.create(meeting=meeting, token="a", at=now, by=by)
    NoteRevision.objects.create(note=note, number=1, text="K1 dibahas.", author=by, at=now)
    action = add_action(puskesmas, by, Meeting.ORIGIN, str(meeting.pk))
    decision = Decision.objects.create(meeting=meeting, number=1, text="Kunjungan rumah.", by=by, at=now)
    schedule.lay_out(puskesmas=puskesmas, by=by, year=2026)
    entry = ScheduleEntry.objects.of(puskesmas).filter(meeting=None)[0]
    closed = choices.name_day(puskesmas=puskesmas, by=by, day=dt.date(2026, 6, 29), name="Pilkades", closed=True)
    override = choices.save_kind(
        puskesmas=puskesmas, by=by, kind="bulanan_rutin", valid_from=2026, wanted={"lead_days": 4}, reason="Jauh"
    )
    by_hand = Attendance.objects.create(meeting=meeting, name="Contoh Tamu")
    letter = Invitation.objects.create(
        meeting=meeting, attendance=by_hand, addressee="Contoh Tamu", token=f"contoh-{puskesmas.pk}"
    )
    number = give_number(puskesmas=puskesmas, by=by, purpose="contoh", day=DAY)
    focus = preparing.add_focus(puskesmas=puskesmas, by=by, title="Haji", since=DAY, until=DAY)
    incoming = preparing.add_incoming(puskesmas=puskesmas, by=by, sender="Dinkes", subject="Imunisasi", date=DAY)
    line = preparing.put_note(puskesmas=puskesmas, text="Antrean lama", anonymous=True, token=f"contoh-{puskesmas.pk}")
    ballot = ballots.open_vote(
        meeting=meeting, by=by, title="Setuju?", majority="terbanyak",
        options=[BallotOption(order=n, label=label) for n, label in enumerate(("Rabu", "Sabtu"), 1)],
    )  # fmt: skip
    Knowledge.objects.create(item=item, topic="Cuci tangan")
    team = TeamBuilding.objects.create(item=item, activity="Menara kertas")
    phone = Participant.objects.create(
        meeting=meeting, attendance=by_hand, key_digest=f"contoh-{puskesmas.pk}", state="masuk", way="tamu",
        joined_at=now,
    )  # fmt: skip
    turn = SpeakTurn.objects.create(meeting=meeting, attendance=by_hand, asked_at=now)
    photo = Photo.objects.create(
        meeting=meeting, caption="Diskusi", name="a.jpg", sha256="0" * 64, width=4, height=3, at=now, by=by
    )
    annexes.put(meeting=meeting, by=by, annex=Annex("pkp", "PKP 2025", "PKP 87,4: cukup", ("Program",), (("Gizi",),)))
    return {
        **_sectors(puskesmas, by, meeting),
        "meetings:code": "pkp",
        "meetings:phone": phone.pk,
        "meetings:line": by_hand.pk,
        "meetings:turn": turn.pk,
        "meetings:photo": photo.pk,
        "meetings:group": TeamGroup.objects.create(team=team, number=1).pk,
        "meetings:ballot": ballot.pk,
        "meetings:proposal": proposals.propose(meeting=meeting, by=by, text="@Endah: sweeping", token="a").pk,
        "meetings:ballot_act:what": "tutup",
        "meetings:letter": letter.pk,
        "meetings:number": number.pk,
        "meetings:focus": focus.pk,
        "meetings:incoming": incoming.pk,
        "meetings:box_note:note": line.pk,
        "meetings:pk": meeting.pk,
        "meetings:item": item.pk,
        "meetings:note": note.pk,
        "meetings:decision": decision.pk,
        "meetings:action": action.pk,
        "meetings:row": row.number,
        "meetings:name": "notulen.pdf",
        "meetings:entry": entry.pk,
        "meetings:day": closed.pk,
        "meetings:kind": "bulanan_rutin",
        "meetings:override": override.pk,
        "meetings:ending": "docx",
        "meetings:summary_file:ending": "txt",
        "meetings:key": "mitra-1",
        "meetings:what": "daftar-hadir",
        "meetings:form": "undangan",
    }


def fill(values: Values, stage: str, route: str, parts: list[str]) -> dict[str, object]:
    """The keyword arguments of a route. Raises KeyError naming what is to be added here."""
    found: dict[str, object] = {}
    for part in parts:
        key = next((k for k in (f"{stage}:{route}:{part}", f"{stage}:{part}") if k in values), None)
        if key is None:
            raise KeyError(
                f"Rute {stage}:{route} memakai bagian “{part}” yang belum punya contoh. "
                f"Tambahkan “{stage}:{part}” di tests/web/route_samples.py."
            )
        found[part] = values[key]
    return found


def _assessment(puskesmas: Puskesmas, by: Person) -> Values:
    pkp.begin(puskesmas=puskesmas, by=by, year=2026, bundle="sembilan")
    letter = feedback.write(
        puskesmas=puskesmas, by=by, about="pkp", year=2026, date=clock.today(), points=[("Lengkapi bukti lokmin", "")]
    )
    file = AssessmentFile.objects.create(
        puskesmas=puskesmas, feedback=letter, about="umpan-balik", kind="berkas", name="surat.pdf",
        sha256=originals.keep(b"%PDF-1.4 umpan balik"), size=20, at=clock.now(), by=by,
    )  # fmt: skip
    return {
        "assessment:year": 2026,
        "assessment:node": "III.1",
        "assessment:bundle": "sembilan",
        "assessment:code": "III.1.1",
        "assessment:ending": "pdf",
        "assessment:pk": letter.pk,
        "assessment:point": letter.points.get().pk,
        "assessment:file": file.pk,
    }


def _plans(puskesmas: Puskesmas, by: Person) -> Values:
    """A RUK, a five-year plan, their versions."""
    plan = plans.plan_of(puskesmas=puskesmas, by=by, kind="ruk", year=2027)
    item = ruk.add(plan=plan, by=by, activity="Kelas ibu hamil", upaya="UKM esensial", money={"bok": 1_000_000})
    five = plans.plan_of(puskesmas=puskesmas, by=by, kind="renstra", year=2026)
    line = renstra.add(plan=five, by=by, indicator_text="Cakupan K6", upaya="UKM esensial")
    plans.new_version(plan=five, by=by, reason="Awal")
    held = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "RUK"
    book.active.append(["Kegiatan", "Tujuan", "Sasaran", "Biaya", "Sumber Dana"])
    book.active.append(["Posyandu", "Balita sehat", "Balita", 5_000, "BOK"])
    book.save(held)
    data = held.getvalue()
    kept = importing.upload(puskesmas=puskesmas, by=by, name="ruk.xlsx", data=data, kind="ruk", year=2027)
    return {
        "planning:file": kept.pk,
        "planning:plan": plan.pk,
        "planning:number": plans.new_version(plan=plan, by=by, reason="Awal").number,
        "planning:item": item.pk,
        "planning:line": line.pk,
        "planning:year": 2027,
        "planning:ending": "docx",
    }


def _staff(puskesmas: Puskesmas, by: Person) -> Values:
    """Somebody in the register with a sheet of duties; their workload, agreed once."""
    row = register_of_staff.add(puskesmas=puskesmas, by=by, name=f"Contoh Staf {puskesmas.pk}", job="Bidan")
    duties.lay_out(puskesmas=puskesmas, by=by, year=clock.today().year)
    abk.begin(puskesmas=puskesmas, by=by, year=2026)
    lines = [abk.Line(None, Kind.MAIN, "Tugas contoh", "kali", 30_000_000, 100_000_000)]
    abk.write_tasks(puskesmas=puskesmas, by=by, year=2026, profession="bidan", lines=lines)
    return {
        "workforce:staff": row.pk,
        "workforce:sheet": row.duty_sheets.get().pk,
        "workforce:year": 2026,
        "workforce:profession": "bidan",
        "workforce:version": abk.freeze(puskesmas=puskesmas, by=by, year=2026, reason="Awal").pk,
        "workforce:ending": "docx",
    }
