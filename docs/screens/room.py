"""The lokmin of May as it is held, photographed on the way: the wall, the desk, the chair and seven phones.

The server is stopped and started again at every hour of the story, as a laptop that sleeps would be; the faces stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from world import Server, sign_in

from lokmin.cli.demo.cast import HOME, PINS, PLAYERS

NOTES = (
    ("catatan", "", "Kader Watubelah berganti sejak Januari; ibu hamil baru tidak terdata di dua dusun."),
    ("tanya", "Sri Lestari", "Apakah ibu hamil KEK di Krajan sudah menerima PMT?"),
    ("arahan", "Drs. Suryo Wibisono", "Bambang bersama tim PKK mendata ulang ibu hamil Watubelah sebelum 30 Mei."),
)
#: Digits a person gives the four problems: urgency, seriousness, growth.
SCORES = {
    "ratna": ("544", "554", "443", "332"),
    "endah": ("443", "555", "333", "322"),
    "hendra": ("445", "545", "542", "333"),
    "sri": ("433", "544", "434", "343"),
    "camat": ("545", "455", "243", "332"),
}
PROPOSED = {
    "ratna": "@Endah: kunjungan rumah ibu hamil Watubelah yang belum K1 sebelum 23/5",
    "sri": "@Sri Lestari: PMT ibu hamil KEK di Dusun Krajan Watubelah mulai 11/5 sampai 30/6 dari BOK Rp3.600.000",
    "hendra": "@Hendra: skrining hipertensi sore hari di Posbindu Ngadisana sebelum 16/5",
}
NAMES = {p.username: p.full_name for p in PLAYERS}
EXPECTED = "Angka Mei lebih tinggi daripada April di desa ini"
#: A name written with a finger, in parts of the box.
STROKES = (
    ((0.1, 0.75), (0.18, 0.2), (0.26, 0.75), (0.13, 0.55), (0.36, 0.4), (0.42, 0.7), (0.5, 0.42), (0.6, 0.7)),
    ((0.5, 0.8), (0.7, 0.45), (0.9, 0.3)),
)  # fmt: skip
PICTURES = frozenset(
    {"ruang-gabung", "ruang-acara", "ruang-angka", "ruang-suara", "ruang-hasil", "ruang-rtl", "lokmin-meja", "kursi",
     "tangan-pintu", "tangan-nama", "tangan-hadir", "tangan-kini", "tangan-nilai", "tangan-terkirim", "ruang-telepon",
     "suara-hasil", "pengetahuan", "hadir", "tutup", "berkas", "ringkasan", "kesehatan", "tugas", "siaran-pers",
     "cetak-notulen", "cetak-hadir", "cetak-pin"}
)  # fmt: skip


class Camera(Protocol):
    """What the play needs of the album."""

    browser: Any

    def wants(self, name: str) -> bool: ...
    def page(self, server: Server, username: str, size: str) -> Any: ...
    def fresh(self, size: str) -> Any: ...
    def take(self, page: Any, name: str, size: str) -> None: ...
    def visit(
        self, server: Server, name: str, username: str, path: str, sizes: Iterable[str] = ("1280", "360")
    ) -> None: ...


class Play:
    """One meeting and everybody's screens."""

    def __init__(self, album: Camera, server: Server, number: str) -> None:
        self.album, self.server = album, server
        self.root = f"/p/{HOME}/lokmin/{number}/"
        self.phones: dict[str, Any] = {}
        self.desk = album.page(server, "yusuf", "1280")
        self.wall = album.fresh("1024")
        self.chair = album.page(server, "anindya", "360")
        sign_in(self.wall, server, "yusuf")

    def hour(self, moment: str) -> None:
        """The clock of the hall stands at another moment of 5 May."""
        self.server.stop()
        self.server.today = f"2026-05-05T{moment}"
        self.server.start()

    def goto(self, page: Any, path: str = "") -> Any:
        page.goto(self.server.address + self.root + path)
        return page

    def press(self, page: Any, name: str | re.Pattern[str]) -> None:
        """A button that leads to a page."""
        with page.expect_navigation():
            page.get_by_role("button", name=name).first.click()

    def take(self, page: Any, name: str, size: str) -> None:
        if self.album.wants(name):
            page.wait_for_load_state()
            self.album.take(page, name, size)

    def screen(self, name: str, key: str = "") -> None:
        """What the wall shows, or one of its pages."""
        if self.album.wants(name):
            self.take(self.goto(self.wall, f"ruang/?layar={key}" if key else "ruang/"), name, "1024")

    def visit(self, name: str, path: str, sizes: Iterable[str] = ("1280", "360")) -> None:
        self.album.visit(self.server, name, "yusuf", self.root + path, sizes)

    def on_phones(self, do: Callable[[str, Any], None], names: Iterable[str]) -> None:
        for name in names:
            phone = self.phones[name]
            phone.reload()
            do(name, phone)


def play(album: Camera, server: Server, number: str, folder: Path) -> None:
    """Hold the meeting of May from the door to the papers; what the browser prints goes to ``folder``."""
    the = Play(album, server, number)
    the.hour("08:52")
    doors(the, folder)
    the.hour("09:01")
    begins(the)
    the.hour("09:32")
    discusses(the)
    the.hour("10:12")
    scores(the)
    the.hour("10:34")
    learns(the)
    the.hour("10:52")
    agrees(the)
    the.hour("11:12")
    closes(the)


def doors(the: Play, folder: Path) -> None:
    """Wi-Fi, PINs for those without, the door, seven phones."""
    desk = the.goto(the.desk, "ruang/atur/")
    desk.fill("[name=wifi_name]", "AULA-BANYUWENING")
    desk.fill("[name=wifi_password]", "lokmin-mei-2026")
    desk.fill("[name=address]", "http://192.168.8.10:8000")
    the.press(desk, "Simpan")
    code = str(desk.locator("b.code").first.inner_text())
    door = f"{the.server.address}/hadir/"
    for name in ("ratna", "endah", "hendra", "sri"):
        phone = the.phones[name] = the.album.fresh("360")
        phone.goto(door)
        if name == "ratna":
            phone.fill("[name=kode]", code)
            the.take(phone, "tangan-pintu", "360")
        phone.goto(f"{door}{code}/")
        if name == "ratna":
            the.take(phone, "tangan-nama", "360")
        with phone.expect_navigation():
            phone.get_by_role("link", name=NAMES[name]).first.click()
        phone.fill("input[name=pin]", PINS[name])
        if name == "ratna":
            the.take(phone, "tangan-hadir", "360")
        the.press(phone, "Simpan kehadiran")
    guest = the.phones["camat"] = the.album.fresh("360")
    guest.goto(f"{door}{code}/tamu/")
    for field, text in (("name", "Drs. Suryo Wibisono"), ("job", "Camat Banyuwening")):
        guest.fill(f"[name={field}]", text)
    if guest.locator("select[name=partner]").count():
        guest.select_option("select[name=partner]", label="Kecamatan Banyuwening")
    else:
        guest.fill("[name=institution]", "Kecamatan Banyuwening")
    the.press(guest, "Simpan kehadiran")
    for name in ("ratna", "sri", "camat"):
        draw(the.phones[name])
    the.goto(the.wall, "ruang/")
    the.take(the.wall, "ruang-gabung", "1024")
    the.visit("ruang-telepon", "ruang/atur/")
    slips(the, folder)


def draw(phone: Any) -> None:
    """Sign with a finger."""
    folded = phone.locator("details:has(canvas)").first
    folded.evaluate("e => { e.open = true }")
    canvas = phone.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    for stroke in STROKES:
        for n, (x, y) in enumerate(stroke):
            phone.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
            if n == 0:
                phone.mouse.down()
        phone.mouse.up()
    phone.get_by_role("button", name="Simpan tanda tangan").click()
    phone.locator("svg.signature").first.wait_for(timeout=15_000)


def slips(the: Play, folder: Path) -> None:
    """New PINs for everybody, as the browser prints them; phones that are in stay in."""
    if not the.album.wants("cetak-pin"):
        return
    desk = the.goto(the.desk, "ruang/atur/")
    desk.locator("details", has_text="PIN baru untuk orang tertentu").evaluate("e => { e.open = true }")
    for box in desk.query_selector_all("input[name=orang]"):
        box.check()
    the.press(desk, "Buat dan cetak PIN baru")
    desk.pdf(path=str(folder / "slip-pin.pdf"), width="210mm", height="148mm")


def begins(the: Play) -> None:
    """The secretary opens; the chair goes from point to point, old promises first."""
    the.press(the.goto(the.desk), "Buka dan bekukan angka")
    the.goto(the.chair, "kursi/")
    the.press(the.chair, re.compile("^(Mulai|Lanjut)"))
    the.hour("09:04")
    the.press(the.goto(the.chair, "kursi/"), re.compile("^Lanjut"))
    the.hour("09:20")
    while "Klaster 2" not in the.goto(the.chair, "kursi/").locator("h1").first.inner_text():
        the.press(the.chair, re.compile("^(Mulai|Lanjut)"))


def discusses(the: Play) -> None:
    """Somebody asks to speak, notes are written, proposals come from phones; the figures are on the wall."""
    ratna = the.phones["ratna"]
    the.on_phones(ask_to_speak, ("sri", "hendra"))
    the.press(the.goto(the.chair, "kursi/"), re.compile("^Persilakan"))
    ratna.reload()
    the.take(ratna, "tangan-kini", "360")
    for kind, speaker, text in NOTES:
        desk = the.goto(the.desk, "meja/")
        desk.select_option("[name=jenis]", kind)
        desk.fill("[name=pembicara]", speaker)
        desk.fill("textarea[name=text]", text)
        desk.get_by_role("button", name="Simpan catatan").first.click()
        desk.locator("ol.minutes", has_text=text).first.wait_for(timeout=15_000)
    the.goto(the.desk, "meja/").get_by_role("link", name="Kutip angka").first.click()
    the.desk.wait_for_load_state()
    the.desk.fill("input[type=search]", "K1 Watubelah")
    the.press(the.desk, "Cari")
    with the.desk.expect_navigation():
        the.desk.locator("ol.minutes button").first.click()
    the.on_phones(propose, ("ratna", "sri"))
    the.screen("ruang-acara", "acara")
    the.screen("ruang-angka")
    the.goto(the.chair, "kursi/")
    the.take(the.chair, "kursi", "360")
    the.visit("lokmin-meja", "meja/")


def ask_to_speak(_name: str, phone: Any) -> None:
    phone.get_by_role("button", name="Minta bicara").first.click()
    phone.get_by_text("di antrean").first.wait_for(timeout=15_000)


def propose(name: str, phone: Any) -> None:
    phone.get_by_text("Usul tindak lanjut").first.click()
    phone.fill("textarea[name=usul]", PROPOSED[name])
    phone.get_by_role("button", name="Kirim usulan").click()
    phone.get_by_text("menunggu ketua").first.wait_for(timeout=15_000)


def scores(the: Play) -> None:
    """USG by everybody, guests too; the result on wall and desk."""
    while "Prioritas" not in the.goto(the.chair, "kursi/").locator("h1").first.inner_text():
        the.press(the.chair, re.compile("^(Mulai|Lanjut)"))
    desk = the.goto(the.desk, "suara/buka/?cara=usg")
    for box in desk.query_selector_all("input[name=baris]:checked")[4:]:
        box.uncheck()
    desk.get_by_label("Tamu lintas sektor ikut menilai").check()
    the.press(desk, "Buka untuk semua telepon")
    result = desk.url.removeprefix(the.server.address)
    for number, (name, phone) in enumerate(the.phones.items()):
        phone.reload()
        if number == len(the.phones) - 1:
            the.screen("ruang-suara")
        vote(the, name, phone)
    the.take(the.phones["ratna"], "tangan-terkirim", "360")
    desk.goto(the.server.address + result)
    the.press(desk, "Tutup dan hitung")
    the.screen("ruang-hasil")
    the.album.visit(the.server, "suara-hasil", "yusuf", result)


def vote(the: Play, name: str, phone: Any) -> None:
    count = phone.locator("form[data-vote]").count()
    for number in range(1, count + 1):
        form = phone.locator(f"#masalah-{number}")
        digits = SCORES[name][(number - 1) % 4]
        for letter, value in zip("USG", digits, strict=True):
            form.locator(f"input[name$='-{letter}'][value='{value}']").check(force=True)
        if name == "ratna" and number == 1:
            the.take(phone, "tangan-nilai", "360")
        form.get_by_role("button", name="Kirim nilai").click()
        form.locator(".sent:not(.wait)").wait_for(timeout=15_000)


def learns(the: Play) -> None:
    """Three questions before and after the material, on every phone."""
    while "pengetahuan" not in the.goto(the.chair, "kursi/").locator("h1").first.inner_text():
        the.press(the.chair, re.compile("^(Mulai|Lanjut)"))
    desk = the.goto(the.desk, "meja/")
    with desk.expect_navigation():
        desk.get_by_role("link", name="Siapkan materi dan tes").first.click()
    here = desk.url
    with desk.expect_navigation():
        desk.locator("a[href*='contoh=']").first.click()
    right = [int(box.get_attribute("value")) for box in desk.query_selector_all("input[name^=benar]:checked")]
    the.press(desk, "Simpan materi dan soal")
    for n, phase in enumerate(("awal", "akhir")):
        desk.goto(here)
        the.press(desk, f"Buka tes {phase}")
        for k, phone in enumerate(the.phones.values()):
            phone.reload()
            for q in range(3):
                options = phone.locator(f"input[name=j{q + 1}]")
                knows = (k + 2 * q) % 5 > (0 if n else 2)
                options.nth(right[q] if knows else (right[q] + 1) % options.count()).check(force=True)
            phone.get_by_role("button", name="Kirim jawaban").click()
            phone.get_by_text(re.compile("Terkirim|benar")).first.wait_for(timeout=15_000)
        desk.goto(here)
        the.press(desk, f"Tutup tes {phase}")
    the.album.visit(the.server, "pengetahuan", "yusuf", here.removeprefix(the.server.address))


def agrees(the: Play) -> None:
    """The chair makes actions of the proposals; a decision; the actions on the wall."""
    while "Rencana" not in the.goto(the.chair, "kursi/").locator("h1").first.inner_text():
        the.press(the.chair, re.compile("^(Mulai|Lanjut)"))
    the.on_phones(propose, ("hendra",))
    for _proposal in range(4):
        the.goto(the.chair, "kursi/")
        for empty in the.chair.query_selector_all("form[action*='/tetapkan/'] fieldset label:last-child input"):
            empty.check()
        the.press(the.chair, re.compile("^Tetapkan"))
    the.goto(the.desk, "keputusan/").fill("[name=text]", "Watubelah didahulukan; RTL hari ini disetujui.")
    the.press(the.desk, "Simpan keputusan")
    the.screen("ruang-rtl", "rtl")


def closes(the: Play) -> None:
    """Attendance made whole, the gate, the papers and what is taken home."""
    the.press(the.goto(the.desk, "hadir/"), "Yang belum dicatat: hadir")
    the.visit("hadir", "hadir/")
    the.visit("tutup", "tutup/")
    complete(the)
    the.goto(the.desk, "tutup/").fill("textarea[name=conclusion]", "Pendataan ulang ibu hamil Watubelah didahulukan.")
    the.press(the.desk, re.compile("^Tutup"))
    the.goto(the.desk, "meja/").get_by_text("Notulen sudah ditutup").first.wait_for(timeout=15_000)
    the.goto(the.desk, "berkas/").get_by_text("Bukti akreditasi 1.6.2 dalam satu ZIP").first.wait_for(timeout=120_000)
    for name in ("berkas", "ringkasan", "kesehatan", "tugas", "siaran-pers"):
        the.visit(name, f"{name}/")


def complete(the: Play) -> None:
    """What the gate says is missing of the actions."""
    for _action in range(6):
        desk = the.goto(the.desk, "tutup/")
        link = desk.get_by_role("link", name=re.compile("Lengkapi"))
        if not link.count():
            return
        with desk.expect_navigation():
            link.first.click()
        desk.fill("[name=expected]", EXPECTED)
        indicator = desk.locator("select[name=indicator]")
        if indicator.count() and not indicator.input_value():
            indicator.select_option(index=1)
        owner = desk.locator("select[name=owner]")
        if owner.count() and not owner.input_value():
            owner.select_option(index=1)
        the.press(desk, "Simpan RTL")
