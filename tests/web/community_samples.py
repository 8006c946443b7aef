"""One survey, one musyawarah, one berita acara of a Puskesmas, for the routes of the stage Masyarakat."""

from __future__ import annotations

import datetime as dt

from lokmin.cycle.assessment.chain import operations as chain
from lokmin.cycle.assessment.models import AssessmentFile
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.proofs import FILE, Proof
from lokmin.cycle.community import files
from lokmin.cycle.community.mmd import operations as mmd
from lokmin.cycle.community.musrenbang import operations as musrenbang
from lokmin.cycle.community.smd import instruments
from lokmin.cycle.community.smd import operations as smd


def _proof(puskesmas: Puskesmas, by: Person) -> int:
    """A file of the fourth step of 2026."""
    given = Proof(FILE, "rka.pdf", b"%PDF-1.4 tanda terima")
    chain.say(puskesmas=puskesmas, by=by, year=2026, step=4, note="Map 2026", proofs=[given])
    return AssessmentFile.objects.of(puskesmas).get(about="chain:2026:4").pk


def community(puskesmas: Puskesmas, by: Person) -> dict[str, object]:
    """Every sample of one Puskesmas."""
    villages = Place.objects.filter(served_by=puskesmas.place, level="desa")
    village = villages.filter(name="Watubelah").first() or villages[0]  # where the bidan desa of the cast writes
    questions = instruments.create(puskesmas=puskesmas, by=by, title="SMD contoh")
    survey = smd.start(puskesmas=puskesmas, by=by, village=village, year=2026, instrument=questions)
    home = smd.save_household(smd=survey, by=by, token="a", answers={"A1": "a"})
    held = mmd.record(puskesmas=puskesmas, by=by, village=village, smd=survey, date=dt.date(2026, 5, 4))
    activity = mmd.agree(mmd=held, by=by, rows=[{"activity": "Kerja bakti"}])[0]
    record = musrenbang.record(
        puskesmas=puskesmas, by=by, level="desa", village=village, year=2027, date=dt.date(2026, 5, 4)
    )
    file = files.keep(about=survey, by=by, proofs=[Proof(FILE, "a.pdf", b"%PDF-1.4 contoh")])[0]
    return {
        "community:year": 2026,
        "community:smd": survey.pk,
        "community:household": home.pk,
        "community:instrument": questions.pk,
        "community:code": "A1",
        "community:mmd": held.pk,
        "community:activity": activity.pk,
        "community:record": record.pk,
        "community:file": file.pk,
        "meetings:musrenbang_carry:year": 2027,
        "assessment:step": 4,
        "assessment:chain_file:file": _proof(puskesmas, by),
        "assessment:chain_file_drop:file": _proof(puskesmas, by),
        "community:ending": "docx",
        "community:smd_paper:paper": "tabulasi",
        "community:mmd_paper:paper": "notulen",
        "community:musrenbang_paper:paper": "berita-acara",
    }
