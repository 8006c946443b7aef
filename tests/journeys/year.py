"""A year of Banyuwening in a browser: January's first lokmin, February's, a month corrected, the verdict."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path
from typing import Any

import docx
import openpyxl
from helped import Story
from world import WIDE

#: Rows of the RUK the DPA cut, with the reason the office writes.
CUT = "Pagu BOK turun sesudah DPA"
LATER = "Menunggu petugas baru"
#: A programme of the score that no workbook of the demo reports.
PROGRAMME = "Kesehatan lingkungan"
YEAR = 2027


class Year(Story):
    """The secretary, the head and the Dinkes; the village midwife's phone stays from the story before."""

    def store(self, query: str, *given: Any) -> list[tuple[Any, ...]]:
        """What the database holds, read beside the program."""
        link = sqlite3.connect(f"file:{self.server.data / 'lokmin.sqlite3'}?mode=ro", uri=True)
        try:
            return link.execute(query, given).fetchall()
        finally:
            link.close()

    def fetch(self, path: str) -> bytes:
        """A paper, downloaded."""
        answer = self.desk.request.get(f"{self.server.address}{self.root}{path}", timeout=120_000)
        assert answer.status == 200, (path, answer.status)
        return bytes(answer.body())

    # -- January: work, villages, plans, the first lokmin

    def workload(self) -> None:
        """ABK of the year: laid out by itself, one profession looked at, kept as agreed."""
        self.open(f"tenaga/abk/{YEAR}/")
        self.press(f"Siapkan ABK {YEAR}")
        self.snap(self.desk, "abk", "1280")
        self.desk.fill("input[name=alasan]", "Lokmin pertama 2027")
        self.press("Simpan versi")
        assert self.store("select count(*) from workforce_abkversion where year = ?", YEAR) == [(1,)]

    def villages(self) -> None:
        """A fairer division of the villages is proposed, looked at, taken from the first of January on."""
        self.open("tenaga/darbin/usul/")
        self.press("Hitung usul")
        self.snap(self.desk, "darbin-usul", "1280")
        self.desk.locator("#pakai [name=since]").fill(f"{YEAR}-01-05")
        self.desk.locator("#pakai [name=reason]").fill("Beban dibagi lebih rata")
        self.press("Pakai usul ini")
        now = self.store(
            "select village_id, count(*) from workforce_villageassignment "
            "where role = 'pj' and until is null group by 1"
        )
        assert len(now) == 12
        assert {n for _village, n in now} == {1}, "tiap desa satu PJ"

    def funding(self) -> None:
        """The DPA is out: one row is cut, one waits, the rest is paid in full; the RPK is made of what is paid."""
        self.open(f"rencana/ruk/{YEAR}/pendanaan/")
        rows = self.desk.locator("table.typed tbody tr")
        for n in range(rows.count()):
            row = rows.nth(n)
            row.locator("select").select_option("penuh")
        self._decide(rows.nth(0), "sebagian", CUT, share=True)
        self._decide(rows.nth(1), "ditunda", LATER)
        self.press("Simpan keputusan")
        self.open(f"rencana/rpk/{YEAR}/")
        with self.desk.expect_navigation():
            self.desk.locator("form[action$='dari-ruk/'] button").first.click()
        self._look(self.desk)
        self.snap(self.desk, "rpk", "1280")

    def _decide(self, row: Any, word: str, reason: str, *, share: bool = False) -> None:
        row.locator("select").select_option(word)
        if share:
            asked = int(row.locator("td.num").inner_text().replace(".", "") or 0)
            row.locator("[name$=-funded]").fill(str(asked // 2))
        row.locator("[name$=-reason]").fill(reason)

    def spread(self) -> None:
        """The year is spread by the optimiser; what it moved is read and taken."""
        self.open(f"rencana/jadwal/{YEAR}/")
        self.press("Hitung usulan")
        self.snap(self.desk, "jadwal-rata", "1280")
        if self.desk.locator("form[action$='pakai/'] button").count():
            with self.desk.expect_navigation():
                self.desk.locator("form[action$='pakai/'] button").first.click()
            self._look(self.desk)

    def request(self) -> None:
        """The RUK of the year after begins with what the system knows already."""
        self.open(f"rencana/ruk/{YEAR + 1}/usulan/")
        ticks = self.desk.locator("input[name=ambil]")
        assert ticks.count() >= 3, "masalah, RTL, MMD, kebutuhan, RPK"
        for n in range(ticks.count()):
            ticks.nth(n).check()
        self.press("Masukkan ke RUK")
        self.snap(self.desk, "ruk", "1280")

    def first_lokmin(self) -> None:
        """Nine topics; last year's score is brought in; both plans are approved; all staff get their sheet of tasks."""
        self.prepare("bulanan_pertama", f"{YEAR}-01-05", opened=False)
        self.open(f"penilaian/pkp/{YEAR - 1}/")
        with self.desk.expect_navigation():
            self.desk.get_by_role("button", name="Bawa ke Lokmin bulanan pertama").click()
        self._look(self.desk)
        self.open(f"lokmin/{self.meeting}/")
        self.press("Buka dan bekukan angka")
        self.open(f"lokmin/{self.meeting}/lampiran/")
        self.snap(self.desk, "lampiran", "1280")
        said = self.text()
        for topic in (
            f"PKP {YEAR - 1}", "kebutuhan", "Analisis beban kerja", "Pembagian darbin", f"RPK {YEAR}",
            f"RUK {YEAR + 1}",
        ):  # fmt: skip
            assert topic.lower() in said.lower(), topic
        self.begin("Persetujuan RPK")
        for plan in (f"RPK {YEAR}", f"RUK {YEAR + 1}"):
            beside = self.desk.locator("#lampiran")
            with self.desk.expect_navigation():
                beside.get_by_role("button", name=f"Setujui {plan}").click()
            self._look(self.desk)
        self.snap(self.desk, "lokmin-pertama", "1280")
        self.close("Semua topik menghasilkan rencana, belum ada RTL baru.")

    def prepare(self, kind: str, day: str, *, opened: bool = True) -> None:
        """A meeting of a kind is prepared, and opened at once unless something is still to be brought to it."""
        self.open(f"lokmin/siapkan/?jenis={kind}")
        if self.desk.locator("select[name=kind]").count():
            self.desk.select_option("select[name=kind]", kind)
        self.desk.fill("input[name=date]", day)
        self.press("Susun lokmin")
        self.meeting = self.desk.url.split("/lokmin/")[1].split("/")[0]
        if opened:
            self.press("Buka dan bekukan angka")

    def papers_agree(self) -> None:
        """The papers opened again: what they add up to is what the store holds."""
        for kind, table, plan, path in (
            ("rpk", "rpkmoney", YEAR, f"rencana/rpk/{YEAR}/unduh/rpk.xlsx"),
            ("ruk", "rukmoney", YEAR + 1, f"rencana/ruk/{YEAR + 1}.xlsx"),
        ):
            item = "rpkitem" if kind == "rpk" else "rukitem"
            ((kept,),) = self.store(
                f"select sum(m.rupiah) from planning_{table} m join planning_{item} i on i.id = m.item_id "
                "join planning_plan p on p.id = i.plan_id where p.kind = ? and p.year = ? and i.removed_at is null",
                kind, plan,
            )  # fmt: skip
            book = openpyxl.load_workbook(io.BytesIO(self.fetch(path)), data_only=True)
            figures = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
            assert kept in figures, f"{path}: jumlah {kept} tidak ada di bukunya"
        paper = docx.Document(io.BytesIO(self.fetch(f"lokmin/{self.meeting}/cetak/kesepakatan-staf.docx")))
        cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
        names = [name for (name,) in self.store("select name from workforce_staff where left_on is null")]
        assert len(names) >= 30
        lost = [name for name in names if not any(name in text for text in cells)]
        assert lost == [], "tiap staf menandatangani tugasnya"
        annex = docx.Document(io.BytesIO(self.fetch(f"lokmin/{self.meeting}/cetak/lampiran.docx")))
        said = " ".join(p.text for p in annex.paragraphs)
        assert "LEMBAR PERSETUJUAN" in said

    # -- February: the RUK, the sectors, a month corrected

    def february(self) -> None:
        """The second lokmin approves the month it corrected; the first lintas sektor follows."""
        self.prepare("bulanan_rutin", f"{YEAR}-02-02")
        self.begin("Rancangan RUK")
        assert f"RUK {YEAR + 1}" in self.desk.locator("#lampiran").inner_text()
        self.correct_the_month()
        self.begin("Rencana Maret")
        with self.desk.expect_navigation():
            self.desk.locator("#lampiran").get_by_role("button", name="Setujui RPK Februari").click()
        self._look(self.desk)
        self.close("Yang diputuskan sudah di RPK bulanan.")
        self.prepare("tribulanan_pertama", f"{YEAR}-02-16")
        self.close("Janji sektor menyusul sesudah Musrenbang.")

    def correct_the_month(self) -> None:
        """A row of February's plan gets another day, with a version that says why."""
        self.open(f"rencana/bulan/{YEAR}/2/")
        rows = self.desk.locator("table tbody th a, table tbody td a").first
        self.snap(self.desk, "rpk-bulanan", "1280")
        with self.desk.expect_navigation():
            rows.click()
        self._look(self.desk)
        self.desk.locator("form[action$='geser/'] [name=on]").fill(f"{YEAR}-02-18")
        reason = self.desk.locator("form[action$='geser/'] [name=reason]")
        if reason.count():
            reason.fill("Bersamaan dengan Posyandu")
        self.press("Pindah tanggal")
        self.open(f"rencana/bulan/{YEAR}/2/")
        self.desk.fill("form[action$='versi/'] [name=reason]", "Tanggal disesuaikan dengan Posyandu")
        self.press("Simpan sebagai versi")
        assert self.store(
            "select v.number, v.reason from planning_planversion v join planning_plan p on p.id = v.plan_id "
            "where p.kind = 'rpk_bulanan' and p.year = ? and p.month = 2", YEAR,
        ) == [(1, "Tanggal disesuaikan dengan Posyandu")]  # fmt: skip

    # -- the verdict on the year that is over

    def fill_the_score(self) -> None:
        """PKP of last year: what is known stands there; a programme nobody reported is typed."""
        self.open(f"penilaian/pkp/{YEAR - 1}/")
        with self.desk.expect_navigation():
            self.desk.get_by_role("link", name=PROGRAMME, exact=True).first.click()
        self._look(self.desk)
        for box in self.desk.locator("input[name^='s-']").all():
            box.fill("200")
        for box in self.desk.locator("input[name^='p-']").all():
            box.fill("150")
        self.press("Simpan")
        self.open(f"penilaian/pkp/{YEAR - 1}/")
        self.snap(self.desk, "pkp", "1280")
        self.open(f"penilaian/pkp/{YEAR - 1}/berjalan/")
        self.snap(self.desk, "pkp-berjalan", "1280")
        self.open(f"penilaian/pkp/{YEAR - 1}/jaring/")
        self.snap(self.desk, "pkp-jaring", "1280")

    def verdict(self) -> None:
        """The score is sent; the Dinkes verifies one row lower and writes back; what is low becomes a problem."""
        self.open(f"penilaian/pkp/{YEAR - 1}/kirim/")
        if self.desk.locator("input[name=reason]").count():
            self.desk.fill("input[name=reason]", "Data program lain menyusul")
        self.press("Bekukan dan kirim")
        ((sent,),) = self.store(
            "select s.service_micro from assessment_pkpscore s join assessment_pkp p on p.id = s.pkp_id "
            "where p.year = ? and s.kind = 'sendiri' order by s.id desc limit 1", YEAR - 1,
        )  # fmt: skip
        paper = docx.Document(io.BytesIO(self.fetch(f"penilaian/pkp/{YEAR - 1}/unduh/pkp.docx")))
        said = " ".join(
            [p.text for p in paper.paragraphs] + [c.text for t in paper.tables for row in t.rows for c in row.cells]
        )
        figure = f"{round(sent / 1_000_000, 1):.1f}".replace(".", ",")
        assert figure in said, f"nilai pelayanan {figure} tidak ada di kertasnya"
        self.dinkes_answers()
        self.open(f"penilaian/pkp/{YEAR - 1}/masalah/")
        ticks = self.desk.locator("main input[type=checkbox]")
        assert ticks.count(), "yang di bawah 81 dapat menjadi masalah"
        ticks.first.check()
        self.press("Masukkan ke register masalah")
        assert self.store("select count(*) > 0 from monitoring_problem where source = 'pkp'") == [(1,)]

    def dinkes_answers(self) -> None:
        """Verified beside the own score, with a letter whose points are followed."""
        dinkes = self._face(WIDE, "dinkes")
        self.open(f"penilaian/pkp/{YEAR - 1}/verifikasi/", dinkes)
        group = dinkes.locator("details.group", has_text=PROGRAMME).first
        group.locator("summary").click()
        group.locator("input[name^='v-']").first.fill("120")
        group.locator("input[name^='n-']").first.fill("30 tidak ada laporannya")
        self.press("Selesaikan verifikasi", dinkes)
        scores = self.store(
            "select s.kind, s.service_micro from assessment_pkpscore s join assessment_pkp p on p.id = s.pkp_id "
            "where p.year = ? order by s.id", YEAR - 1,
        )  # fmt: skip
        own, verified = (dict(scores)[kind] for kind in ("sendiri", "verifikasi"))
        assert verified < own, "Dinas menurunkan satu baris"
        self.open("penilaian/umpan-balik/baru/", dinkes)
        dinkes.fill("[name=date]", f"{YEAR}-02-01")
        dinkes.fill("[name=points]", "Lengkapi laporan kesehatan lingkungan\nBuat rencana perbaikan gizi")
        self.press("Simpan surat", dinkes)
        self.snap(dinkes, "umpan-balik", "1280")
        dinkes.context.close()


def whole(browser: Any, server: Any, folder: Path, snap: Any = None) -> Year:
    """The year from January to the verdict."""
    year = Year(browser, server, folder, snap)
    year.workload()
    year.villages()
    year.funding()
    year.spread()
    year.request()
    year.fill_the_score()
    year.first_lokmin()
    year.papers_agree()
    year.wake(f"{YEAR}-02-02")
    year.february()
    year.verdict()
    return year

