"""One problem from red to "berhasil" over four months, photographed while its journey is played."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from helped import Story
from papers import photograph_papers
from world import lokmin, serving

PICTURES = frozenset(
    {"masalah-satu", "penyebab-tulang", "penyebab-pohon", "rtl-satu", "dampak-meja", "ruang-dampak",
     "ruang-dampak-gambar", "dampak-satu", "masalah-berhasil", "cetak-penyebab", "cetak-dampak"}
)  # fmt: skip


class Camera(Protocol):
    """What the story needs of the album."""

    browser: Any

    def wants(self, name: str) -> bool: ...
    def take(self, page: Any, name: str, size: str) -> None: ...


def play(album: Camera, folder: Path, target: Path) -> None:
    """Play all four months on a demo of their own; the pages that are named in ``PICTURES`` are taken on the way."""
    data, papers = folder / "data", folder / "kertas"
    papers.mkdir(parents=True)
    lokmin(data, "demo", "--no-serve")

    def snap(page: Any, name: str, size: str) -> None:
        if name in PICTURES and album.wants(name):
            album.take(page, name, size)

    with serving(data, "2026-05-05") as server:
        story = Story(album.browser, server, folder / "buku", snap)
        story.four_months()
        for name, path in (
            ("lembar-penyebab", f"masalah/{story.problem}/penyebab.pdf"),
            ("dampak-rtl", f"lokmin/{story.meeting}/cetak/dampak-rtl.pdf"),
        ):
            answer = story.desk.request.get(f"{server.address}{story.root}{path}", timeout=90_000)
            (papers / f"{name}.pdf").write_bytes(answer.body())
    photograph_papers(papers, papers, target, lambda name: name in PICTURES and album.wants(name))
