"""The year of a Puskesmas, photographed while its journey is played: pages, and the papers they print."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from papers import photograph_papers
from world import lokmin, serving
from year import YEAR, whole

#: Papers that are photographed when the year is over: name of the file -> address.
PAPERS = {
    "abk": f"tenaga/abk/{YEAR}/unduh/abk.pdf",
    "rpk": f"rencana/rpk/{YEAR}/unduh/rpk.pdf",
    "ruk": f"rencana/ruk/{YEAR + 1}.pdf",
    "rpk-bulanan": f"rencana/bulan/{YEAR}/2/unduh/rpk-bulanan.pdf",
    "pkp": f"penilaian/pkp/{YEAR - 1}/unduh/pkp.pdf",
    "bukti-perencanaan": f"penilaian/bukti/{YEAR - 1}/unduh/bukti-perencanaan.pdf",
    "kesepakatan-staf": "lokmin/{first}/cetak/kesepakatan-staf.pdf",
    "lampiran": "lokmin/{first}/cetak/lampiran.pdf",
}
PICTURES = frozenset(
    {"abk", "darbin-usul", "rpk", "jadwal-rata", "ruk", "lampiran", "lokmin-pertama", "rpk-bulanan", "pkp",
     "pkp-berjalan", "pkp-jaring", "umpan-balik", *(f"cetak-{name}" for name in PAPERS)}
)  # fmt: skip


class Camera(Protocol):
    """What the year needs of the album."""

    browser: Any

    def wants(self, name: str) -> bool: ...
    def take(self, page: Any, name: str, size: str) -> None: ...


def play(album: Camera, folder: Path, target: Path) -> None:
    """Play the year on a demo of its own."""
    data, papers = folder / "data", folder / "kertas"
    papers.mkdir(parents=True)
    lokmin(data, "demo", "--no-serve")

    def snap(page: Any, name: str, size: str) -> None:
        if name in PICTURES and album.wants(name):
            album.take(page, name, size)

    with serving(data, f"{YEAR}-01-04") as server:
        year = whole(album.browser, server, folder / "buku", snap)
        ((first,),) = year.store("select id from meetings_meeting where kind = 'bulanan_pertama' and year = ?", YEAR)
        for name, path in PAPERS.items():
            if album.wants(f"cetak-{name}"):
                (papers / f"{name}.pdf").write_bytes(year.fetch(path.format(first=first)))
    photograph_papers(papers, papers, target, lambda name: name in PICTURES and album.wants(name))
