"""The pack from the tables: opened again, its minutes carry the quoted sentence and the cells behind it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.periods import Month
from lokmin.cycle.meetings import figures as read
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings import pack as packing
from lokmin.cycle.meetings.models import OfficeTemplate
from lokmin.cycle.meetings.papers import office

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/lokmin/"
NAMES = {"01-undangan.docx", "04-materi.pptx", "06-notulen.docx", "06-notulen.pdf", "berkas-lokmin.zip"}


@pytest.fixture
def closed(figures, meeting, cast, settings, complete, tmp_path):
    """A lokmin that was opened, quoted Watubelah, agreed on one action and was closed."""
    settings.LOKMIN_TODAY = "2026-05-05"
    settings.MEDIA_ROOT, settings.LOKMIN_INLINE = tmp_path / "berkas", True
    kepala, ratna = cast.people["anindya"], cast.people["ratna"]
    running = op.open_meeting(meeting=meeting, by=kepala)
    note = op.save_note(meeting=running, by=ratna, text="Kader berganti pada Januari.", token="a").note
    op.quote(note=note, row=read.search(running, "k1 watubelah")[0][0].number, by=ratna)
    op.decide(meeting=running, by=kepala, text="Pendataan ulang di empat dusun", note=note)
    op.add_rtl(meeting=running, by=kepala, **complete)
    return op.close(meeting=running, by=kepala)


def words(content: bytes) -> str:
    """All text of a .docx, footnotes too, without its tags."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))


def test_the_minutes_on_paper_carry_the_quoted_sentence_and_its_cells(closed, tmp_path):
    made = packing.write_pack(closed, tmp_path / "paket")
    assert {f.name for f in made} >= NAMES
    text = words((tmp_path / "paket" / "06-notulen.docx").read_bytes())
    assert "K1 Watubelah: kurang 15 ibu, 16 dari 92 (17,4 %) terhadap target berjalan 33,3 %" in text
    assert "laporan-ibu.xlsx, lembar KIA, sel D2, D32, D62, D92" in text
    assert "Kader berganti pada Januari." in text
    assert "Pendataan ulang di empat dusun" in text
    assert "K1 Mei sedikitnya 8 ibu" in text
    for file in made:
        content = (tmp_path / "paket" / file.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    again = packing.write_pack(closed, tmp_path / "paket")
    assert again == made


def test_a_reopened_meeting_says_so_in_its_papers(closed, cast, tmp_path):
    op.reopen(meeting=closed, by=cast.people["anindya"], reason="Nama penyaji keliru")
    closed.refresh_from_db()
    assert (
        "Dibuka kembali 5 Mei 2026 oleh dr. Anindya Prameswari: Nama penyaji keliru."
        in packing.pack_input(closed).meeting.close_reason
    )


def test_a_month_without_a_meeting_gets_its_papers_with_the_number_to_follow(figures, cast, settings, tmp_path):
    settings.LOKMIN_TODAY = "2026-05-05"
    made = packing.pack_for_period(cast.puskesmas, Month(2026, 4), tmp_path / "p", by=cast.people["yusuf"])
    assert {f.name for f in made} >= NAMES
    text = words((tmp_path / "p" / "01-undangan.docx").read_bytes())
    assert "nomor menyusul" in text
    assert "Selasa, 5 Mei 2026" in text


def test_the_page_makes_lists_and_downloads_the_pack(closed, enter):
    client = enter("sri")
    here = f"{HOME}{closed.pk}/berkas/"
    assert "Buat berkas" in client.get(here).content.decode()
    assert client.get(here + "unduh/06-notulen.pdf").status_code == 404
    assert client.post(here + "buat/").status_code == 302
    assert "06-notulen.pdf" in client.get(here).content.decode()
    file = client.get(here + "unduh/06-notulen.pdf")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert client.get(here + "unduh/../../../lokmin.sqlite3").status_code == 404
    assert client.get(here + "unduh/.sidik").status_code == 404


def test_a_change_after_the_pack_is_told(closed, cast):
    packing.keep(closed)
    assert not packing.outdated(closed)
    op.give_number(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], meeting=closed, paper="notulen", purpose="notulen"
    )
    assert packing.outdated(closed)


class Shuffled(frozenset[str]):
    """The same set as another process writes it."""

    def __repr__(self) -> str:
        return f"frozenset({sorted(self, reverse=True)})"


def test_a_pack_made_in_another_process_is_not_called_outdated(closed):
    given = packing.pack_input(closed)
    assert len(given.wanted) > 1
    assert packing._stamp(given) == packing._stamp(replace(given, wanted=Shuffled(given.wanted)))


def test_strangers_in_the_folder_stay_and_half_a_pack_is_never_shown(tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "surat-lain.txt").write_text("punya orang")
    packing._write({"a.txt": b"1", "b.txt": b"2"}, folder)
    assert {p.name for p in folder.iterdir()} == {"surat-lain.txt", "a.txt", "b.txt"}
    fresh = tmp_path / "baru"
    packing._write({"a.txt": b"1"}, fresh)
    packing._write({"a.txt": b"3"}, fresh)
    assert (fresh / "a.txt").read_bytes() == b"3"
    assert {p.name for p in tmp_path.iterdir()} == {"map", "baru"}


KILLED = """
import sys
from pathlib import Path
from lokmin.cycle.meetings.pack import _write
folder = Path(sys.argv[1])
n = 0
while True:
    n += 1
    _write({f"{i:02d}.txt": str(n).encode() for i in range(40)}, folder)
    print(n, flush=True)
"""


@pytest.mark.slow
def test_kill_minus_nine_leaves_the_old_pack_or_the_new_one(tmp_path):
    script = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'lokmin.web.settings'; django.setup()" + KILLED
    for n in range(4):
        folder = tmp_path / f"paket{n}"
        writer = subprocess.Popen([sys.executable, "-c", script, folder], stdout=subprocess.PIPE, env=os.environ)
        writer.stdout.readline()
        time.sleep(0.05 + 0.07 * n)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        if folder.exists():  # between two renames there may be none; then the next run makes it
            files = list(folder.iterdir())
            assert len(files) == 40
            assert len({f.read_text() for f in files}) == 1


def test_an_office_form_is_tried_before_it_is_used(closed, cast, enter):
    yusuf = cast.people["yusuf"]
    good = packing.default_form("undangan")
    made = office.save_template(
        puskesmas=cast.puskesmas, by=yusuf, form="undangan", name="undangan kami.docx", content=good
    )
    again = office.save_template(puskesmas=cast.puskesmas, by=yusuf, form="undangan", name="kedua.docx", content=good)
    assert list(OfficeTemplate.objects.filter(active=True)) == [again]
    assert OfficeTemplate.objects.filter(pk=made.pk).exists()
    bad = rewritten(good, "{{ tempat }}", "{{ tempatt }}")
    with pytest.raises(ValidationError, match=r"mungkin \{\{ tempat \}\}"):
        office.save_template(puskesmas=cast.puskesmas, by=yusuf, form="undangan", name="x.docx", content=bad)
    page = enter("yusuf").get(HOME + "formulir/").content.decode()
    assert "kedua.docx" in page


def rewritten(content: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        changed = 0
        for name in source.namelist():
            data = source.read(name)
            changed += data.count(old.encode())
            target.writestr(name, data.replace(old.encode(), new.encode()))
    assert changed
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"bukan zip", "bukan berkas Word"),
        (b"x" * (5 * 1024 * 1024 + 1), "terlalu besar"),
    ],
)
def test_what_is_no_word_file_is_refused_with_the_next_step(cast, content, said):
    with pytest.raises(ValidationError, match=said):
        office.save_template(
            puskesmas=cast.puskesmas, by=cast.people["yusuf"], form="undangan", name="x.docx", content=content
        )


def test_macros_embedded_objects_and_outside_files_are_refused(cast):
    for part, said in (("word/vbaProject.bin", "makro"), ("word/embeddings/a.bin", "objek tertanam")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
            archive.writestr(part, "x")
        with pytest.raises(ValidationError, match=said):
            office.save_template(
                puskesmas=cast.puskesmas,
                by=cast.people["yusuf"],
                form="undangan",
                name="x.docx",
                content=out.getvalue(),
            )


def test_the_input_of_a_pack_is_the_same_for_the_same_data(closed):
    first, second = packing.pack_input(closed), packing.pack_input(closed)
    assert first == second


def test_the_pack_is_made_beside_the_server_and_found_when_one_comes_back(closed, enter, settings, monkeypatch):
    from lokmin.cycle.meetings import packer

    settings.LOKMIN_INLINE = False
    started = []

    def popen(words, **_more):
        started.append(words[-1])
        return SimpleNamespace(pid=os.getpid())

    monkeypatch.setattr(packer.subprocess, "Popen", popen)
    client = enter("yusuf")
    here = f"{HOME}{closed.pk}/berkas/"
    for _twice in range(2):
        client.post(here + "buat/")
    assert started == [str(closed.pk)]
    assert "Sedang membuat berkas." in client.get(here).content.decode()
    packer.make(closed)
    page = client.get(here).content.decode()
    assert "Sedang membuat berkas." not in page
    assert "06-notulen.pdf" in page


def test_a_pack_that_cannot_be_made_says_why(closed, enter, cast):
    OfficeTemplate.objects.create(
        puskesmas=cast.puskesmas, form="undangan", name="rusak.docx", content=b"rusak", sha256="0" * 64,
        by=cast.people["yusuf"], at=closed.made_at,
    )  # fmt: skip
    client = enter("yusuf")
    client.post(f"{HOME}{closed.pk}/berkas/buat/")
    page = client.get(f"{HOME}{closed.pk}/berkas/").content.decode()
    assert "Berkas belum jadi." in page
    assert "dokumen Word .docx" in page
