"""The whole pack: every file opens, the checksums hold, the figures agree from file to file."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from pptx import Presentation

from lokmin.documents.forms.context import PLACEHOLDERS, template_context
from lokmin.documents.forms.starters import STARTERS
from lokmin.documents.pack import PDF_NAME, ZIP_NAME, build_pack
from lokmin.documents.render.templates import BadTemplateError, default_template, fill_template
from lokmin.documents.writers import FolderWriter, MemoryWriter

from . import cast


@pytest.fixture(scope="module")
def made():
    writer = MemoryWriter()
    return build_pack(cast.pack(), writer), writer.files


def text_of(data):
    document = docx.Document(io.BytesIO(data))
    found = [p.text for p in document.paragraphs]
    found += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s+", " ", " ".join(found))


def test_the_pack_holds_everything_the_dinkes_asks_for(made):
    files, data = made
    kinds = {file.name: file.kind for file in files}
    for word in (
        "surat-pengantar",
        "undangan",
        "susunan-acara",
        "daftar-hadir",
        "materi",
        "rekap",
        "notulen",
        "matriks-rtl",
        "bahan-bacaan",
        "laporan",
        "ringkasan",
        "berkas-lengkap",
        "berkas-lokmin",
    ):
        assert any(word in name for name in kinds), word
    assert {"06-notulen.docx", "06-notulen.pdf", "07-matriks-rtl.docx", "07-matriks-rtl.pdf"} <= set(kinds)
    assert [file.name for file in files] == list(data)


def test_every_file_opens_again(made):
    files, data = made
    opening = {"docx": docx.Document, "xlsx": openpyxl.load_workbook, "pptx": Presentation, "pdf": pypdf.PdfReader,
               "zip": zipfile.ZipFile}  # fmt: skip
    for file in files:
        content = data[file.name]
        assert file.size == len(content)
        assert file.sha256 == hashlib.sha256(content).hexdigest()
        if file.kind in opening:
            opening[file.kind](io.BytesIO(content))
        else:
            assert len(content.decode()) <= 1000


def test_the_zip_has_an_index_and_checksums_that_hold(made):
    files, data = made
    with zipfile.ZipFile(io.BytesIO(data[ZIP_NAME])) as archive:
        assert archive.testzip() is None
        sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS.txt").decode().splitlines())
        index = json.loads(archive.read("index.json"))
        contents = archive.read("DAFTAR-ISI.txt").decode()
        for file in files[:-1]:
            assert hashlib.sha256(archive.read(file.name)).hexdigest() == sums[file.name] == file.sha256
            assert file.name in contents
    assert [f["name"] for f in index["files"]] == [f.name for f in files[:-1]]
    assert index["period"] == "2026-04"
    assert index["snapshot"] == "2026-04/1, sidik 7f3a 91c2 5e08"


def test_one_pdf_holds_all_papers(made):
    _, data = made
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data[PDF_NAME])).pages)
    for words in (
        "DAFTAR HADIR",
        "NOTULEN LOKAKARYA",
        "MATRIKS RENCANA",
        "BAHAN BACAAN",
        "REKAP CAPAIAN",
        "LAPORAN LOKAKARYA",
    ):
        assert words in text


def test_figures_agree_from_file_to_file(made):
    _, data = made
    book = openpyxl.load_workbook(io.BytesIO(data["05-rekap-dan-pws.xlsx"]), data_only=True)
    recap = [cell.value for cell in book["Rekap"][5]]
    assert recap[3:9] == [834.9, 70, 264, pytest.approx(31.6205533), pytest.approx(100 / 3), 15]
    assert recap[10:13] == ["cukup", 6, 1]
    for name in ("09-laporan.docx",):
        assert "264 dari 834,9" in text_of(data[name])
    pdf = " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data["08-bahan-bacaan.pdf"])).pages)
    assert "264 dari 834,9" in pdf.replace("\n", " ")
    deck = Presentation(io.BytesIO(data["04-materi.pptx"]))
    assert any("264 dari 834,9" in slide.shapes.title.text_frame.text for slide in deck.slides)


def test_the_same_input_gives_the_same_bytes_in_every_file(made):
    _, data = made
    again = MemoryWriter()
    build_pack(cast.pack(), again)
    assert {n for n in data if data[n] != again.files[n]} == set()


def test_papers_are_written_in_indonesian(made):
    _, data = made
    english = re.compile(
        r"\b(page|month|village|total of|status of|draft|untitled|sheet|chart title|series)\b", re.IGNORECASE
    )
    for name, content in data.items():
        if name.endswith(".docx"):
            assert not english.search(text_of(content)), name
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data[PDF_NAME])).pages)
    assert not english.search(text)


def test_a_folder_gets_whole_files_and_no_leftovers(tmp_path):
    writer = FolderWriter(tmp_path / "berkas")
    writer.write("a.txt", b"lama")
    writer.write("a.txt", b"baru")
    assert [path.name for path in (tmp_path / "berkas").iterdir()] == ["a.txt"]
    assert (tmp_path / "berkas" / "a.txt").read_bytes() == b"baru"


def test_a_pack_can_be_made_before_the_meeting_has_any_notes():
    early = cast.meeting(
        notes=(),
        rtl=(),
        previous_rtl=(),
        usg=(),
        attendance=None,
        end=None,
        number="",
        openings=(),
        decisions=(),
        conclusion="",
        photos=(),
        participants=(),
        agenda=(),
        frozen_at=None,
    )
    writer = MemoryWriter()
    build_pack(cast.pack(meeting=early, problems=(), quality=(), schedule=(), sheets=(cast.sheet(),)), writer)
    assert "Belum ada catatan pembahasan." in text_of(writer.files["06-notulen.docx"])
    assert "(nomor menyusul)" in text_of(writer.files["06-notulen.docx"])


@pytest.mark.parametrize("form", sorted(STARTERS))
def test_a_starter_template_fills_with_every_placeholder_known(form):
    context = template_context(cast.pack())
    text = text_of(fill_template(default_template(form), context))
    assert "{{" not in text
    assert "{%" not in text
    assert "dr. Anindya Prameswari" in text


def test_every_placeholder_is_documented_and_has_a_value():
    context = template_context(cast.pack())
    assert {name.split(".")[0] for name in PLACEHOLDERS} == set(context)
    for name, meaning in PLACEHOLDERS.items():
        value = context[name.split(".")[0]]
        if "." in name:
            assert name.split(".")[1] in value
        fields = re.findall(r"\.(\w+)", meaning)
        rows = value if isinstance(value, list) else [value]
        for field in fields:
            assert not rows or not isinstance(rows[0], dict) or field in rows[0], (name, field)


def template(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("{{ tangal }}",), r"tidak dikenal: \{\{ tangal \}\} \(mungkin \{\{ tanggal \}\}\)"),
        (("{{ kepala.nam }}",), "Isian “.nam” tidak ada"),
        (("{% for x in rtl %}",), "perlu “{% endfor %}”"),
        (("{{ ''.__class__.__mro__ }}",), "hanya boleh memakai penanda"),
    ],
)
def test_a_bad_template_is_explained_in_a_sentence(lines, sentence):
    with pytest.raises(BadTemplateError, match=sentence):
        fill_template(template(*lines), template_context(cast.pack()))


def test_something_that_is_no_word_file_is_refused():
    with pytest.raises(BadTemplateError, match=r"harus dokumen Word \.docx"):
        fill_template(b"bukan zip", {})


def test_what_people_type_does_not_run_inside_a_template():
    pack = cast.pack(puskesmas="{{ 7*7 }} & <w:p/>")
    assert "{{ 7*7 }} & <w:p/>" in text_of(fill_template(template("{{ puskesmas }}"), template_context(pack)))


def test_the_offices_own_template_replaces_the_built_in_paper():
    own = template("NOTULEN VERSI KANTOR {{ nomor_notulen }}")
    writer = MemoryWriter()
    files = build_pack(cast.pack(templates={"notulen": own}), writer)
    assert "NOTULEN VERSI KANTOR 400.7.2/087/PKM-BNY/V/2026" in text_of(writer.files["06-notulen.docx"])
    assert next(f.title for f in files if f.name == "06-notulen.docx") == "Notulen (templat kantor)"


def test_figures_and_forms_do_not_load_heavy_libraries():
    code = (
        "import sys, lokmin.documents.figures.bars, lokmin.documents.figures.map, lokmin.documents.forms.minutes, "
        "lokmin.documents.forms.chat; "
        "print([m for m in ('docx','pptx','xlsxwriter','typst','lxml','PIL','django') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
