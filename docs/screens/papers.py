"""First pages of the printed papers as pictures, by poppler and, for slides, by LibreOffice where it is there."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from shrink import shrink

#: Name of the picture, whether of a meeting that was held, file, pages. Word and slides are printed first.
PAPERS: tuple[tuple[str, bool, str, tuple[int, ...]], ...] = (
    ("cetak-notulen", True, "notulen.pdf", (1, 2)),
    ("cetak-hadir", True, "daftar-hadir.pdf", (1,)),
    ("cetak-pin", True, "slip-pin.pdf", (1,)),
    ("cetak-komitmen", True, "kesepakatan.pdf", (1,)),
    ("cetak-rtl", True, "07-matriks-rtl.pdf", (1,)),
    ("cetak-penyebab", True, "lembar-penyebab.pdf", (1, 2)),
    ("cetak-dampak", True, "dampak-rtl.pdf", (1, 2)),
    ("cetak-abk", True, "abk.pdf", (1, 2)),
    ("cetak-rpk", True, "rpk.pdf", (1,)),
    ("cetak-ruk", True, "ruk.pdf", (1,)),
    ("cetak-rpk-bulanan", True, "rpk-bulanan.pdf", (1,)),
    ("cetak-pkp", True, "pkp.pdf", (1, 2)),
    ("cetak-bukti-perencanaan", True, "bukti-perencanaan.pdf", (1,)),
    ("cetak-kesepakatan-staf", True, "kesepakatan-staf.pdf", (1,)),
    ("cetak-lampiran", True, "lampiran.pdf", (1,)),
    ("cetak-bacaan", False, "08-bahan-bacaan.pdf", (1, 2)),
    ("cetak-undangan", False, "01-undangan.docx", (1,)),
    ("cetak-materi", False, "04-materi.pptx", (1, 2, 3, 4)),
)


def photograph_papers(held: Path, coming: Path, target: Path, wants: Callable[[str], bool]) -> None:
    """Write ``<name>-<page>.png`` for each paper that can be opened here."""
    if shutil.which("pdftoppm") is None:
        print("pdftoppm (poppler-utils) tidak ada: berkas cetak tidak difoto")
        return
    for name, past, file, pages in PAPERS:
        if not wants(name) or not ((held if past else coming) / file).is_file():
            continue
        with tempfile.TemporaryDirectory() as folder:
            paper = as_pdf((held if past else coming) / file, Path(folder))
            if paper is None:
                print(f"{file}: LibreOffice tidak ada, tidak difoto")
                continue
            for page in pages:
                picture = target / f"{name}-{page}"
                one = ["-f", str(page), "-l", str(page), "-singlefile", "-png"]
                wide = ["-scale-to-x", "800", "-scale-to-y", "-1"]
                subprocess.run(["pdftoppm", *one, *wide, str(paper), str(picture)], check=True)
                shrink(picture.with_suffix(".png"))
                print(f"{picture.name}.png")


def as_pdf(paper: Path, folder: Path) -> Path | None:
    """The paper itself, or what LibreOffice prints of it."""
    if paper.suffix == ".pdf":
        return paper
    office = shutil.which("soffice")
    if office is None:
        return None
    own = f"-env:UserInstallation=file://{folder}/profil"
    subprocess.run(
        [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{paper.stem}.pdf"
