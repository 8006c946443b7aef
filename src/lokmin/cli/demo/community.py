"""Two villages of the story in October 2025: SMD, MMD, one Musrenbang desa; a third has begun its survey."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

from lokmin.cli.demo.people import Cast
from lokmin.core.community.instrument import NOT_APPLICABLE, Answer, Household, Instrument, Kind, Question
from lokmin.core.numbers import MICRO
from lokmin.cycle.centre.models import Person, Place
from lokmin.cycle.centre.proofs import PHOTO, Proof
from lokmin.cycle.community import files
from lokmin.cycle.community.mmd import operations as mmd
from lokmin.cycle.community.models import Mmd, Smd
from lokmin.cycle.community.musrenbang import operations as musrenbang
from lokmin.cycle.community.smd import findings, instruments, operations, queries

At = Callable[[str], AbstractContextManager[None]]

#: Village -> (households asked, households in all, permille of troubled answers by question where it differs from 150).
SURVEYS: dict[str, tuple[int, int, dict[str, int]]] = {
    "Watubelah": (36, 412, {"A2": 480, "A5": 260, "B5": 420, "D1": 640, "C2": 560, "A4": 520, "C1": 0, "B3": 90}),
    "Tlogomulyo": (30, 355, {"A4": 700, "D1": 560, "C3": 480, "A5": 330, "B5": 180, "C1": 0, "A1": 0}),
}
POTENTIALS = {
    "Watubelah": (("orang", "14 kader aktif di 4 dusun"), ("kebiasaan", "Kerja bakti tiap Jumat pertama"),
                  ("dana", "Kas RT dan jimpitan, terkumpul Rp3.600.000 setahun")),
    "Tlogomulyo": (("kelompok", "PKK dan 9 dasawisma jalan"), ("sarana", "Balai dusun Sumber untuk Posyandu")),
}  # fmt: skip
#: Village -> code of the question it is for, activity, who, until, means, rupiah, volume, fund.
AGREED: dict[str, tuple[tuple[str, str, str, str, str, int | None, str, str], ...]] = {
    "Watubelah": (
        ("A2", "Arisan jamban sehat RT 03 dan RT 04", "ketua RT dan kader", "2026-06-30", "swadaya", None, "10 unit",
         ""),
        ("A2", "Bantuan bahan jamban untuk keluarga tidak mampu", "Pemerintah Desa", "2026-09-30", "anggaran",
         24_000_000, "12 unit", "Dana Desa"),
        ("B5", "Kader menjemput balita yang tidak datang Posyandu", "kader Posyandu", "2026-03-31", "swadaya", None,
         "", ""),
        ("D1", "Kawasan tanpa rokok di balai desa dan rumah ibu hamil", "Kepala Desa dan karang taruna", "2026-05-31",
         "swadaya", None, "", ""),
        ("B5", "Timbangan dan alat ukur panjang badan Posyandu Melati", "Puskesmas", "2026-12-31", "anggaran",
         7_500_000, "3 set", "BOK"),
    ),
    "Tlogomulyo": (
        ("A4", "Bank sampah dusun Sumber", "karang taruna", "2026-04-30", "swadaya", None, "", ""),
        ("A4", "Gerobak dan tempat pilah sampah", "Pemerintah Desa", "2026-08-31", "anggaran", None, "4 unit",
         "Dana Desa"),
    ),
}  # fmt: skip
VOTES = {"Watubelah": {"A2": 21, "B5": 14, "D1": 9, "A4": 6}, "Tlogomulyo": {"A4": 17, "D1": 12, "C3": 8}}


def fill_community(cast: Cast, at: At) -> None:
    """Play both villages and begin the survey of a third; doing it again changes nothing."""
    if Smd.objects.of(cast.puskesmas).exists():
        return
    for name in SURVEYS:
        village = next(v for v in cast.villages if v.name == name)
        _survey(cast, at, village)
        _deliberate(cast, at, village)
    _musrenbang(cast, at)
    _running(cast, at)


def who(cast: Cast, village: str) -> Person:
    """Who of the story writes about a village."""
    return cast.people["endah" if village == "Watubelah" else "bambang"]


def _survey(cast: Cast, at: At, village: Place) -> None:
    count, homes, rates = SURVEYS[village.name]
    by = who(cast, village.name)
    with at("2025-10-06T09:10"):
        questions = instruments.create(
            puskesmas=cast.puskesmas, by=by, title=f"SMD {village.name} 2025",
            made_with="8 kader dan 4 ketua RT, balai desa 6 Oktober 2025",
        )  # fmt: skip
        smd = operations.start(
            puskesmas=cast.puskesmas, by=by, village=village, year=2025, instrument=questions, households=homes,
            wanted=count, interviewers="8 kader, 2 orang tiap dusun", started=dt.date(2025, 10, 7),
        )  # fmt: skip
    instrument = instruments.read(questions)
    given = [_household(instrument, village.name, n, rates) for n in range(1, count + 1)]
    with at("2025-10-25T15:40"):
        digest = hashlib.sha256(village.name.encode()).hexdigest()
        operations.take_import(smd=smd, by=by, households=given, sha256=digest)
        operations.set_state(smd=smd, by=by, state=Smd.DONE)
        smd.refresh_from_db()
        found = queries.result(smd).problems
        findings.take(smd=smd, by=by, problems=[p for p in found if p.code in VOTES[village.name]])
        for group, text in POTENTIALS[village.name]:
            findings.add(smd=smd, by=by, kind=findings.POTENTIAL, text=text, group=group)
    if village.name == "Watubelah":
        with at("2025-10-30T19:30"):
            operations.give_feedback(
                smd=smd, by=by, on=dt.date(2025, 10, 30), how="Pertemuan RT di balai desa, 46 warga; papan pengumuman"
            )
            files.keep(about=smd, by=by, proofs=[_photo("SMD WATUBELAH 2025")], caption="Papan hasil SMD di balai desa")


def _household(instrument: Instrument, village: str, number: int, rates: dict[str, int]) -> Household:
    answers = {q.code: a for q in instrument.questions if (a := _answer(q, village, number, rates)) is not None}
    return Household(number, f"RT 0{1 + (number - 1) % 4}", answers)


def _answer(question: Question, village: str, number: int, rates: dict[str, int]) -> Answer | None:
    """An answer drawn from a digest: the same on every machine."""
    drawn = int.from_bytes(hashlib.sha256(f"{village}:{question.code}:{number}".encode()).digest()[:4])
    if drawn % 37 == 0:
        return None
    if question.unless and (drawn >> 8) % 5 < 2:
        return NOT_APPLICABLE
    troubled = (drawn >> 12) % 1000 < rates.get(question.code, 150)
    if question.kind is Kind.NUMBER:
        return (1 + drawn % 2) * MICRO if troubled else 0
    good = [o for o in question.options if o not in question.bad] or list(question.options)
    bad = [o for o in question.options if o in question.bad] or good
    chosen = bad if troubled else good
    return chosen[drawn % len(chosen)]


def _deliberate(cast: Cast, at: At, village: Place) -> None:
    by = who(cast, village.name)
    smd = Smd.objects.of(cast.puskesmas).get(village=village, year=2025)
    with at("2025-11-12T13:00"):
        held = mmd.record(
            puskesmas=cast.puskesmas, by=by, village=village, smd=smd, date=dt.date(2025, 11, 12),
            place=f"Balai Desa {village.name}", leader=f"Kepala Desa {village.name}", notulis=by.full_name, men=21,
            women=27, notes="Hasil SMD dibacakan dan dicocokkan dengan pengalaman warga tiap RT.\n"
            "Masalah diurutkan dengan suara terbuka.\nYang perlu dana dibawa ke Musrenbang desa bulan Januari.",
        )  # fmt: skip
        known = {f.question: f for f in findings.standing(smd)}
        findings.vote(
            smd=smd, by=by, votes={known[c].pk: n for c, n in VOTES[village.name].items() if c in known}
        )  # fmt: skip
        mmd.agree(mmd=held, by=by, rows=[
            {"finding": known.get(code), "activity": activity, "owner": owner, "due": dt.date.fromisoformat(due),
             "means": means, "cost": cost, "volume": volume, "fund": fund}
            for code, activity, owner, due, means, cost, volume, fund in AGREED[village.name]
        ])  # fmt: skip
        files.keep(about=held, by=by, proofs=[_photo(f"MMD {village.name.upper()}")], caption="Warga memberi suara")


def _musrenbang(cast: Cast, at: At) -> None:
    by = cast.people["endah"]
    held = Mmd.objects.of(cast.puskesmas).get(village__name="Watubelah")
    with at("2026-01-15T14:20"):
        record = musrenbang.record(
            puskesmas=cast.puskesmas, by=by, level="desa", village=held.village, year=2027, date=dt.date(2026, 1, 15),
            place="Balai Desa Watubelah", number="140/07/MUSRENBANG/2026", attended_by="Endah Puspita",
            result="Dua usulan kesehatan dibahas; alat Posyandu diminta masuk rencana Puskesmas.",
        )  # fmt: skip
        musrenbang.bring(record=record, by=by, activities=list(held.activities.filter(means="anggaran")))
        items = {item.text: item.pk for item in record.items.all()}
        musrenbang.decide(record=record, by=by, decisions={
            pk: ("ditolak", "bukan wewenang Dana Desa, diusulkan ke RUK Puskesmas") if "Timbangan" in text
            else ("diterima", "") for text, pk in items.items()
        })  # fmt: skip
    with at("2026-01-16T08:30"):
        musrenbang.change(record=record, by=by, reported_on=dt.date(2026, 1, 16))
        smd = Smd.objects.of(cast.puskesmas).get(village=held.village, year=2025)
        top = findings.standing(smd).filter(kind=findings.PROBLEM, rank=1).select_related("smd__village").first()
        if top is not None:
            findings.to_register(finding=top, by=cast.people["ratna"])


def _running(cast: Cast, at: At) -> None:
    """Pringgodani began this week: nine households so far."""
    by = cast.people["bambang"]
    village = next(v for v in cast.villages if v.name == "Pringgodani")
    with at("2026-05-04T10:15"):
        questions = instruments.create(puskesmas=cast.puskesmas, by=by, title="SMD Pringgodani 2026")
        smd = operations.start(
            puskesmas=cast.puskesmas, by=by, village=village, year=2026, instrument=questions, households=287, wanted=30
        )
        instrument = instruments.read(questions)
        given = [_household(instrument, village.name, n, {"A2": 300}) for n in range(1, 10)]
        operations.take_import(smd=smd, by=by, households=given, sha256="0" * 64)


def _photo(words: str) -> Proof:
    """A picture of a poster: nobody is on it."""
    from PIL import Image, ImageDraw  # only where the demo makes a picture

    picture = Image.new("RGB", (640, 420), "#dfe5e7")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 50, 580, 370), fill="white", outline="#12171a", width=4)
    draw.text((90, 80), words, fill="#12171a")
    for n in range(5):
        draw.rectangle((90, 140 + 42 * n, 90 + 80 * (5 - n), 164 + 42 * n), fill="#5d686e")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return Proof(PHOTO, "papan.jpg", out.getvalue(), 640, 420)
