"""The plans of the demo: five years 2026-2030, the RUK of 2026 with its funding, the RUK of 2027 in two versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from lokmin.cli.demo.people import Cast
from lokmin.cli.demo.rpk import LINES
from lokmin.core.planning.ruk import Origin
from lokmin.cycle.planning.models import Plan, RenstraLine
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.plans.funds import plan_rule
from lokmin.cycle.planning.plans.queries import plan as plan_of
from lokmin.cycle.planning.renstra import operations as renstra
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.cycle.planning.ruk.sources import suggestions
from lokmin.cycle.workforce.needs import queries as needs

At = Callable[[str], AbstractContextManager[None]]
#: Programme, indicator, its code, how it is counted, where it stood in 2025, five targets, aim, activities, the
#: source, and what it costs in the first year (each later year 5 % more, None: not costed).
FIVE: tuple[tuple[str, str, str, str, str, tuple[str, ...], str, str, str, int | None], ...] = (
    ("kia", "Cakupan K6", "K6", "Ibu hamil yang diperiksa 6 kali dibagi sasaran ibu hamil × 100 %", "71 %",
     ("76 %", "81 %", "86 %", "90 %", "95 %"), "Semua ibu hamil diperiksa lengkap",
     "Kelas ibu hamil\nKunjungan rumah ibu hamil risiko tinggi", "bok", 62_400_000),
    ("kia", "Persalinan di fasilitas kesehatan", "PN-FASKES", "Persalinan di faskes dibagi sasaran ibu bersalin × 100 %",
     "92 %", ("94 %", "96 %", "98 %", "99 %", "100 %"), "Tidak ada persalinan di rumah",
     "Kemitraan bidan dan dukun", "bok", 3_600_000),
    ("kia", "Kunjungan nifas lengkap", "KF-LENGKAP", "Ibu nifas dengan 4 kunjungan dibagi sasaran ibu nifas × 100 %",
     "84 %", ("87 %", "90 %", "92 %", "94 %", "95 %"), "Ibu nifas terpantau", "Kunjungan nifas dan neonatal", "bok",
     28_800_000),
    ("gizi", "Balita ditimbang (D/S)", "DS", "Balita ditimbang dibagi seluruh balita × 100 %", "78 %",
     ("80 %", "82 %", "84 %", "85 %", "86 %"), "Tumbuh kembang terpantau",
     "Pemantauan pertumbuhan balita di Posyandu\nPembinaan kader Posyandu siklus hidup", "bok", 54_000_000),
    ("gizi", "Prevalensi stunting", "STUNTING", "Balita pendek dan sangat pendek dibagi balita diukur × 100 %", "18 %",
     ("17 %", "16 %", "15 %", "14 %", "13 %"), "Stunting turun setiap tahun",
     "Pemberian makanan tambahan lokal balita gizi kurang\nPenimbangan serentak dan validasi stunting", "bok", 63_600_000),
    ("imunisasi", "Imunisasi dasar lengkap", "IDL", "Bayi dengan imunisasi dasar lengkap dibagi sasaran bayi × 100 %",
     "88 %", ("90 %", "92 %", "94 %", "95 %", "95 %"), "Semua desa UCI",
     "Imunisasi rutin di Posyandu\nSweeping bayi yang imunisasinya belum lengkap", "bok", 26_400_000),
    ("kesling", "Desa bebas buang air besar sembarangan", "SBS", "Desa SBS dibagi jumlah desa × 100 %", "58 %",
     ("67 %", "75 %", "83 %", "92 %", "100 %"), "Lingkungan sehat", "Pemicuan STBM", "bok", 9_600_000),
    ("p2", "Terduga TB diperiksa", "TB-TERDUGA", "Terduga TB diperiksa dibagi perkiraan terduga × 100 %", "74 %",
     ("80 %", "85 %", "90 %", "95 %", "100 %"), "TB ditemukan dan sembuh",
     "Penemuan aktif TB dan investigasi kontak\nKunjungan pendampingan pasien TB", "bok", 26_400_000),
    ("ptm", "Skrining usia produktif", "PRODUKTIF", "Warga 15–59 tahun diskrining dibagi sasaran × 100 %", "52 %",
     ("60 %", "70 %", "80 %", "90 %", "100 %"), "PTM ditemukan dini", "Posbindu PTM\nSkrining PTM di tempat kerja", "bok",
     28_800_000),
    ("ptm", "Skrining lansia", "LANSIA", "Lansia diskrining dibagi sasaran lansia × 100 %", "68 %",
     ("75 %", "82 %", "88 %", "94 %", "100 %"), "Lansia mandiri", "Posyandu lansia", "bok", 24_000_000),
    ("ukp", "Angka kontak", "ANGKA-KONTAK", "Peserta yang kontak dibagi peserta terdaftar × 1000 ‰", "132 ‰",
     ("140 ‰", "145 ‰", "150 ‰", "150 ‰", "150 ‰"), "Pelayanan mudah dicapai", "Pelayanan rawat jalan dan obat", "kapitasi",
     96_000_000),
    ("admen", "Lokmin bulanan diadakan", "LOKMIN-BULANAN", "Jumlah lokmin bulanan setahun", "11 kali",
     ("12 kali", "12 kali", "12 kali", "12 kali", "12 kali"), "Rencana jelas setiap bulan",
     "Lokakarya mini bulanan", "bok", 9_120_000),
)  # fmt: skip
#: What was cut when the DPA of 2026 came: start of the activity -> (asked, granted, reason).
CUT = {
    "Pemberian makanan tambahan lokal": (68_800_000, 51_600_000, "Pagu BOK turun; sasaran 86 dari 115 balita"),
    "Posbindu PTM": (36_000_000, 24_000_000, "Pagu BOK turun; 48 dari 72 kali"),
    "Penyuluhan kelompok di desa": (21_600_000, 14_400_000, "Digabung dengan kelas ibu dan Posbindu"),
}
#: Rows of the RUK 2026 that were not funded: programme, activity, fund, asked, word, reason.
REFUSED = (
    ("ukp", "Pengadaan mobil Puskesmas keliling", "dak-fisik", 385_000_000, "tidak", "Tidak masuk DAK fisik 2026"),
    ("kia", "Rumah tunggu kelahiran di Watubelah", "dana-desa", 64_000_000, "ditunda", "Menunggu APB Desa perubahan"),
)
LATER = 105
#: Activities of the RPK 2026 that nobody had asked for: the DPA brought them.
NEW = ("Lomba desa siaga", "Kampanye kesehatan di media", "Pelayanan gigi sekolah")
#: What villages asked for: start of the activity -> what the office adds before it goes to the Dinkes.
WISHED: dict[str, dict[str, Any]] = {
    "Bantuan bahan jamban": {
        "programme": "kesling", "target_group": "Keluarga tidak mampu", "target": "12 keluarga", "time_text": "Mei–Juli",
        "success": "12 jamban dengan tangki septik terpakai"},
    "Timbangan dan alat ukur": {
        "programme": "gizi", "target_group": "Balita Posyandu Melati", "target": "3 set", "time_text": "Maret",
        "success": "Semua balita Posyandu Melati diukur dengan alat standar"},
    "Gerobak dan tempat pilah": {
        "programme": "kesling", "target_group": "Rumah tangga Dusun Sumber", "target": "4 unit", "time_text": "Juni",
        "success": "Sampah dua RT terangkut tiap minggu"},
}  # fmt: skip


def fill_plans(cast: Cast, at: At) -> None:
    """Five years and both RUK up to March; playing it again changes nothing."""
    puskesmas = cast.puskesmas
    if plan_of(puskesmas, Plan.RENSTRA, 2026) is not None:
        return
    with at("2026-01-06T10:20"):
        lines = _five_years(cast)
    with at("2026-01-06T11:05"):
        _ruk_2026(cast, lines)
    with at("2026-02-09T13:15"):
        _ruk_2027(cast)


def revise_ruk(cast: Cast, at: At) -> None:
    """In May the Dinkes has answered: what April's lokmin chose, what villages agreed on and the first needs go in."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    plan = plan_of(puskesmas, Plan.RUK, 2027)
    if plan is None or plan.versions.count() > 1:
        return
    with at("2026-05-04T11:10"):
        wanted = (Origin.PROBLEM, Origin.MMD, Origin.EFFECT)
        ruk.take(plan=plan, by=by, suggestions=[s for s in suggestions(plan) if s.origin in wanted])
        for item in plan.ruk_items.filter(removed_at=None, activity__startswith="Pendataan ibu hamil dari rumah"):
            ruk.write(
                item=item, by=by, money={"bok": None}, target="4 dusun, 2 kali setahun", owner_text="Bidan desa Watubelah",
                time_text="Januari dan Juli", success="Ibu hamil baru terdata sebelum 12 minggu",
                costs=[{"text": "Transport kader", "volume_micro": 8_000_000, "unit": "kader", "times": 6,
                        "price": 50_000}],
            )  # fmt: skip
        for start, columns in WISHED.items():
            for item in plan.ruk_items.filter(removed_at=None, activity__startswith=start):
                ruk.write(item=item, by=by, **_with_upaya(columns))
        _ask_needs(cast, plan)
        plans.propose(
            plan=plan, by=by,
            reason="Saran Dinas Kesehatan: tambah kegiatan dari masalah, hasil MMD, dan usulan kebutuhan prioritas",
        )  # fmt: skip


def _with_upaya(columns: dict[str, Any]) -> dict[str, Any]:
    effort = plan_rule(2027).effort_of(columns["programme"])
    return {**columns, "upaya": effort.name if effort else ""}


def _ask_needs(cast: Cast, plan: Plan) -> None:
    """Staff by ABK, and tools, goods and repairs of the first priority; what is not urgent stays in the table."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    first = {
        str(row.pk): row.proposal
        for row in needs.proposals_for_plan(puskesmas, 2027)
        if row.proposal.kind == "sdm" or row.proposal.priority == 1
    }
    ruk.take(
        plan=plan, by=by,
        suggestions=[s for s in suggestions(plan) if s.origin is Origin.NEEDS and s.origin_id in first],
    )  # fmt: skip
    for item in plan.ruk_items.filter(removed_at=None, origin_kind=Origin.NEEDS.value).prefetch_related("money"):
        told = first[item.origin_id]
        asked = sum(one.rupiah for one in item.money.all())
        money = None if told.fund else {"dak-fisik" if asked > 20_000_000 else "blud": asked}
        # The formation is the district's: it is asked for here and paid there.
        ruk.write(
            item=item, by=by, money={"apbd": 0} if told.kind == "sdm" else money, owner_text="Yusuf Hidayat, S.KM.",
            partners="Dinas Kesehatan, BKPSDM" if told.kind == "sdm" else "Dinas Kesehatan", target_group="Puskesmas",
            time_text="Formasi 2027" if told.kind == "sdm" else "April–September",
        )  # fmt: skip


def _five_years(cast: Cast) -> dict[str, RenstraLine]:
    by, rule = cast.people["yusuf"], plan_rule(2026)
    plan = plans.plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.RENSTRA, year=2026)
    found = {}
    for programme, name, code, formula, baseline, targets, goal, activities, fund, cost in FIVE:
        effort = rule.effort_of(programme)
        budgets: list[int | None] = [None] * 5
        amount = cost
        for at in range(5):
            budgets[at] = amount
            amount = None if amount is None else amount * LATER // 100_000 * 1000
        found[code] = renstra.add(
            plan=plan, by=by, told=False, indicator_text=name, indicator=code, upaya=effort.name if effort else "",
            programme=programme, goal=goal, formula=formula, baseline=baseline, targets=targets, budgets=budgets,
            activities=activities, fund=fund,
        )  # fmt: skip
    plans.approve(plan=plan, by=cast.people["anindya"], reason="Disepakati di lokmin bulanan pertama 2026")
    return found


def _ruk_2026(cast: Cast, lines: dict[str, RenstraLine]) -> None:
    """What was asked for 2026, and what became of it when the DPA came."""
    by, rule = cast.people["yusuf"], plan_rule(2026)
    plan = plans.plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.RUK, year=2026)
    for line in LINES:
        cut = next((told for start, told in CUT.items() if line.activity.startswith(start)), None)
        if line.activity.startswith(NEW):
            continue
        effort = rule.effort_of(line.programme)
        asked = cut[0] if cut else line.rupiah
        five = lines.get(line.indicator) or next(
            (one for one in lines.values() if one.programme == line.programme), None
        )
        item = ruk.add(
            plan=plan, by=by, told=False, activity=line.activity, upaya=effort.name if effort else "",
            programme=line.programme, nature=line.kind, target_group=line.group, target=line.target,
            owner_text=line.owner, indicator=line.indicator, success=f"{line.times} {line.unit} setahun",
            goal=five.goal if five else "", time_text="Januari–Desember", partners="Kader, desa",
            money={line.fund: asked}, renstra_id=five.pk if five else None,
        )  # fmt: skip
        if cut:
            ruk.decide(item=item, by=by, funding="sebagian", funded=cut[1], reason=cut[2])
        else:
            ruk.decide(item=item, by=by, funding="penuh")
    for programme, activity, fund, asked, word, reason in REFUSED:
        effort = rule.effort_of(programme)
        item = ruk.add(
            plan=plan, by=by, told=False, activity=activity, upaya=effort.name if effort else "", programme=programme,
            money={fund: asked}, target="1 unit",
        )  # fmt: skip
        ruk.decide(item=item, by=by, funding=word, reason=reason)
    ruk.connect(plan=plan, by=by)
    plans.approve(plan=plan, by=cast.people["anindya"], reason="Disesuaikan dengan DPA 2026")


def _ruk_2027(cast: Cast) -> None:
    """The draft of February out of last year's RPK, sent before the Musrenbang of the district."""
    by = cast.people["yusuf"]
    plan = plans.plan_of(puskesmas=cast.puskesmas, by=by, kind=Plan.RUK, year=2027)
    ruk.take(plan=plan, by=by, suggestions=[s for s in suggestions(plan) if s.origin is Origin.LAST_RPK])
    plans.propose(plan=plan, by=by, reason="Rancangan untuk lokmin bulanan kedua")
    plans.send(plan=plan, by=by, on=dt.date(2026, 2, 9), note="Rancangan RUK dan KAK, sebelum Musrenbang kabupaten")
