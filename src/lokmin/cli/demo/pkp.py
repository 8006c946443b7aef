"""PKP of the demo: 2025 filled in, sent, verified and answered by the Dinkes; 2026 as far as it has come."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from lokmin.cli.demo.people import Cast
from lokmin.core.assessment.definitions import Rule, Sub
from lokmin.core.numbers import MICRO
from lokmin.cycle.assessment.feedback import operations as feedback
from lokmin.cycle.assessment.models import Pkp
from lokmin.cycle.assessment.pkp import operations as op
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.bundles import bundle_of
from lokmin.cycle.centre import clock

At = Callable[[str], AbstractContextManager[None]]

#: How many there are in the area, by what a row counts.
_SASARAN = {
    "rumah tangga": 8420, "institusi": 46, "kali": 24, "posyandu": 48, "poskesdes": 12, "desa": 12, "TFU": 61,
    "TPP": 84, "sarana": 3120, "ibu hamil": 912, "ibu bersalin": 870, "ibu nifas": 870, "ibu": 870, "bayi": 829,
    "balita": 3420, "remaja putri": 1460, "orang": 5230, "kasus": 34, "penduduk": 31250, "rumah": 8420, "anak":
    611, "sinyal": 22, "lansia": 3110, "jemaah": 9, "peserta": 18240, "rujukan": 640, "berkas": 400, "gigi": 210,
    "kunjungan": 5400, "item": 120, "obat": 20, "resep": 310, "RTL": 42,
}  # fmt: skip
#: What of its target a row reached, percent, row after row.
_REACHED = (102, 97, 88, 100, 93, 79, 104, 91, 84, 99, 70, 95, 101)
_LEVELS = {"1.1.1": 7, "1.1.3": 7, "1.1.7": 4, "1.2.3": 0, "1.4.2": 7, "1.5.1": 7}
_POINTS = (
    "Kunjungan K6 belum mencapai target; susun rencana per desa.",
    "Evaluasi kinerja tenaga belum dilakukan sepanjang tahun.",
    "Bukti pembahasan RPK dengan lintas sektor belum dilampirkan.",
    "Survei keluarga sehat baru sebagian; sebutkan jadwalnya di RUK.",
)


def fill_pkp(cast: Cast, at: At) -> None:
    """Everything that is not there yet; playing it again changes nothing."""
    if Pkp.objects.of(cast.puskesmas).exists():
        return
    _last_year(cast, at)
    with at("2026-01-15T08:40"):
        op.begin(puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=2026, bundle="jatim")
    with at("2026-05-04T09:20"):
        _this_year(cast)


def _last_year(cast: Cast, at: At) -> None:
    yusuf, dinkes = cast.people["yusuf"], cast.people["dinkes"]
    with at("2026-01-05T10:10"):
        pkp = op.begin(puskesmas=cast.puskesmas, by=yusuf, year=2025, bundle="jatim")
        bundle = bundle_of(pkp)
        changes = {code: _row(sub, number) for number, (code, sub) in enumerate(bundle.subs.items())}
        changes["2.1.3.1.3"] |= {
            "cause": "Ibu hamil pindah sebelum kunjungan keenam; kartu kontrol belum dipakai di semua desa.",
            "followup": "Bidan desa menelusuri ibu trimester tiga tiap pekan pertama.",
        }
        op.save_rows(pkp=pkp, by=yusuf, changes=changes)
    with at("2026-01-12T11:30"):
        op.send(pkp=pkp, by=cast.people["anindya"])
    with at("2026-02-24T13:15"):
        given = {
            "2.1.3.1.3": (625 * MICRO, None, "Tiga belas ibu tercatat dua kali"),
            "1.1.3": (None, 4, "Bukti LS tidak ada"),
        }
        op.verify(pkp=pkp, by=dinkes, given=given, done=True, note="Berkas lengkap; dua nilai disesuaikan.")
    with at("2026-03-02T09:30"):
        letter = feedback.write(
            puskesmas=cast.puskesmas, by=yusuf, about="pkp", year=2025, date=clock.today(), number="440/112/2026",
            sender="Dinas Kesehatan Kabupaten Argamulya", points=[(text, "") for text in _POINTS],
            text="PKP 2025 termasuk kelompok cukup. Empat hal perlu ditindaklanjuti.",
        )  # fmt: skip
    with at("2026-03-16T10:00"):
        points = list(letter.points.all())
        feedback.answer(
            point=points[0],
            by=yusuf,
            state="ditindaklanjuti",
            response="Dibahas di lokmin April; rencana per desa disusun.",
        )
        feedback.answer(
            point=points[2],
            by=yusuf,
            state="selesai",
            response="Notulen linsek Februari dikirim dengan surat 16 Maret.",
        )


def _row(sub: Sub, number: int) -> dict[str, Any]:
    if sub.rule is Rule.SCALE:
        return {"level": _LEVELS.get(sub.code, 10)}
    if sub.rule is Rule.VALUE:
        return {"achieved_micro": 79_400_000}
    whole = _SASARAN.get(sub.unit)
    if whole is None:
        return {"na_reason": f"tidak ada {sub.unit} di wilayah kerja"}
    percent = _REACHED[number % len(_REACHED)]
    if sub.rule is not Rule.TARGET:
        percent = 60 + percent // 2  # less is better: below the limit
    reached = (sub.target or 0) * whole * percent // (sub.factor * 100 * MICRO)
    # Teeth are a ratio; of people there are never more than all.
    most = reached if sub.factor == 1 else min(whole, reached)
    return {"population_micro": whole * MICRO, "achieved_micro": most * MICRO}


def _this_year(cast: Cast) -> None:
    """What no report counts was typed: the facilities looked at so far, month by month."""
    pkp = queries.find(cast.puskesmas, 2026)
    if pkp is None:
        return
    ratna = cast.people["ratna"]
    op.save_rows(
        pkp=pkp, by=ratna,
        changes={
            "2.1.1.1.2": {"population_micro": 46 * MICRO},
            "2.1.1.1.3": {"na_reason": "tidak ada pondok pesantren di wilayah kerja"},
            "2.1.1.2.3": {"na_reason": "tidak ada pondok pesantren di wilayah kerja"},
            "2.1.1.3.3": {"na_reason": "tidak ada pondok pesantren di wilayah kerja"},
            "1.2.1": {"level": 10, "proof": "SK 005/SK-KAPUS/2026"},
            "1.4.1": {"level": 10, "proof": "Buku kas Januari sampai April"},
        },
    )  # fmt: skip
    for month, reached in ((2, 4), (3, 7), (4, 11)):
        op.save_month(pkp=pkp, by=ratna, code="2.1.1.1.2", month=month, achieved=reached * MICRO)
