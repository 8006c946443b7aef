"""The chapters of a plan's document: the words people wrote, and starters for what nobody wrote yet."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.planning.rules import Chapter
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.plans import queries
from lokmin.cycle.planning.plans.funds import plan_rule
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.planparts import ChapterText, SectionText
from lokmin.documents.model import Block, Column, Row, Table

#: Section or chapter -> words to begin with; ``%(...)s`` as in ``_given``. Everything can be written anew.
STARTERS = {
    "Latar belakang": "%(puskesmas)s menyusun %(plan)s agar kegiatan menjawab masalah kesehatan di %(villages)d desa "
    "wilayah kerja, memakai capaian, hasil SMD dan MMD, serta evaluasi tahun sebelumnya.",
    "Tujuan": "Tersusunnya %(plan)s yang sesuai masalah, dapat diukur, dan dapat dibiayai.",
    "Tujuan penyusunan rencana": "Menjadi pedoman lima tahun bagi RUK dan RPK setiap tahun.",
    "Dasar hukum": "Permenkes Nomor 44 Tahun 2016 tentang Pedoman Manajemen Puskesmas.\n"
    "Permenkes Nomor 19 Tahun 2024 tentang Penyelenggaraan Pusat Kesehatan Masyarakat.",
    "Dasar penyusunan": "Renstra Dinas Kesehatan dan RPJMD; Permenkes Nomor 44 Tahun 2016 tentang Pedoman Manajemen "
    "Puskesmas.",
    "Ruang lingkup": "Upaya kesehatan masyarakat esensial dan pengembangan, upaya kesehatan perorangan, serta "
    "administrasi dan manajemen.",
    "Mekanisme Perencanaan": "Persiapan tim, analisis situasi, perumusan masalah, penyusunan usulan, pembahasan di "
    "lokakarya mini bulanan dan lintas sektor, Musrenbang, lalu pengiriman ke Dinas Kesehatan.",
    "Pemantauan dan Penilaian": "Pencapaian dipantau setiap bulan di lokakarya mini dan dinilai dua kali setahun "
    "melalui penilaian kinerja Puskesmas. Rencana dapat direvisi dengan alasan dan bukti.",
    "Susunan Tim Perencanaan": "Tim Perencanaan diketuai Kepala Tata Usaha dan beranggotakan penanggung jawab tiap "
    "klaster.",
    "Persiapan": "Tim Perencanaan dibentuk, mempelajari evaluasi tahun sebelumnya, lalu menyepakati jadwal.",
    "Analisis situasi: data umum": "Wilayah, penduduk, sasaran, tenaga, dan dana ada dalam tabel di akhir bab ini.",
    "Analisis situasi: data khusus": "Capaian, hasil SMD dan MMD, serta risiko ada dalam tabel di akhir bab ini.",
    "Analisis potensi masalah": "Capaian dibandingkan dengan target selama tiga tahun; kesenjangannya menjadi "
    "masalah di bab berikut.",
    "Identifikasi masalah": "Masalah dikenali dari angka capaian, SMD dan MMD, masukan, serta penilaian kinerja. "
    "Seluruhnya ada dalam tabel di akhir bab ini.",
    "Urutan prioritas masalah": "Urutan ditetapkan menurut besar kekurangan, lamanya di bawah target, dan arahnya.",
    "Akar penyebab masalah": "Akar penyebab dicari bersama; hasilnya di kolom akar penyebab.",
    "Cara pemecahan masalah": "Cara dipilih menurut hasil guna dan daya guna; hasilnya di kolom terakhir.",
    "Keadaan umum Puskesmas": "%(puskesmas)s melayani %(villages)d desa. Penduduk, sasaran, tenaga, dan dana ada dalam "
    "tabel di akhir bab ini.",
    "Identifikasi keadaan dan masalah": "Masalah menurut prioritas ada dalam tabel di akhir bab ini.",
    "Penyusunan rencana": "Untuk setiap masalah prioritas dipilih cara pemecahan, lalu kegiatan dan sasarannya "
    "untuk lima tahun.",
    "Pencapaian kinerja": "Capaian tiga tahun terakhir ada dalam tabel di akhir bab ini.",
    "Analisis kinerja": "Kesenjangan terhadap target dan arahnya selama tiga tahun menjadi dasar target lima tahun.",
    "Program kerja": "Program disusun menurut upaya kesehatan, sesuai indikator di Bab III.",
    "Rencana kegiatan": "Rincian kegiatan tiap indikator ada dalam matriks di lampiran.",
    "Kebutuhan sumber daya dan anggaran": "Kebutuhan anggaran tiap tahun ada dalam tabel di akhir bab ini.",
    "Penutup": "Demikian %(plan)s ini disusun untuk dilaksanakan bersama.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One text a person can write: ``code`` names it (``I``, ``I.2``), ``starter`` stands there until then."""

    code: str
    chapter: str
    title: str
    text: str
    starter: str
    revision: int

    @property
    def shown(self) -> str:
        return self.text or self.starter


def parts(plan: Plan) -> tuple[Part, ...]:
    """Every text of the plan's document in its order."""
    written = queries.chapters(plan)
    given = _given(plan)
    found = []
    for chapter in _chapters(plan):
        named = [(f"{chapter.code}.{n}", title) for n, title in enumerate(chapter.sections, start=1)]
        for code, title in named or [(chapter.code, chapter.title)]:
            own = written.get(code)
            starter = STARTERS.get(title, "") % given if title in STARTERS else ""
            found.append(
                Part(
                    code, f"Bab {chapter.code}. {chapter.title}", title, own.text if own else "", starter,
                    own.revision if own else 0,
                )
            )  # fmt: skip
    return tuple(found)


def chapter_texts(plan: Plan) -> tuple[ChapterText, ...]:
    """The chapters as the paper takes them."""
    texts = {part.code: part.shown for part in parts(plan)}
    return tuple(
        ChapterText(
            chapter.code, chapter.title, texts.get(chapter.code, ""),
            tuple(
                SectionText(title, texts.get(f"{chapter.code}.{n}", ""))
                for n, title in enumerate(chapter.sections, start=1)
            ),
            chapter.fills,
        )
        for chapter in _chapters(plan)
    )  # fmt: skip


def team(puskesmas: Puskesmas) -> tuple[Block, ...]:
    """The planning team as it is usual: the head answers for it, the KTU leads it, the PJ of the clusters are in it."""
    people = [row for row in staff.staff(puskesmas, clock.today()) if row.job]
    leaders = [row for row in people if "kepala" in row.job.casefold() or "pj" in row.job.casefold().split()]
    if not leaders:
        return ()
    columns = (Column("No", width=10), Column("Nama"), Column("Jabatan"))
    rows = tuple(Row((str(n), row.name, row.job)) for n, row in enumerate(leaders, start=1))
    return (Table(columns, rows, caption="Tim Perencanaan"),)


def _chapters(plan: Plan) -> tuple[Chapter, ...]:
    rule = plan_rule(plan.year)
    return rule.renstra if plan.kind == Plan.RENSTRA else rule.ruk


def _given(plan: Plan) -> dict[str, object]:
    name = queries.title(plan.kind, plan.year, until=plan.until_year)
    return {"puskesmas": plan.puskesmas.name, "plan": name, "villages": len(villages(plan.puskesmas))}
