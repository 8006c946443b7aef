"""How a meeting is held at the desk: opened, attended, run point by point, written, closed; and its papers read."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from docx import Document
from secretary import Clerk, squeezed


@dataclass
class Held:
    """One meeting in the hands of its secretary."""

    who: Clerk
    pk: int
    papers: dict[str, str] = field(default_factory=dict)

    def page(self, path: str = "") -> Clerk:
        return self.who.goto(f"lokmin/{self.pk}/{path}")

    def point(self, title: str) -> Held:
        """The next point of the agenda runs; what is written now belongs to it."""
        self.page("meja/").follow(title).press("Mulai acara ini")
        return self

    def note(
        self, text: str, *, kind: str = "catatan", by: str = "", then: str = "Simpan catatan", **more: str
    ) -> Held:
        if not self.who.url.endswith("/meja/"):
            self.page("meja/")
        self.who.press(then, text=text, jenis=kind, pembicara=by)
        return self

    def asked(self, question: str, asker: str, answer: str, answerer: str) -> Held:
        self.note(question, kind="tanya", by=asker)
        self.page("meja/").follow("Tulis jawabannya").press("Simpan catatan", text=answer, pembicara=answerer)
        return self

    def decided(self, text: str, **more: str) -> Held:
        self.page("keputusan/").press("Simpan keputusan", text=text, **more)
        return self

    def rtl(self, **columns: str) -> Held:
        self.page("rtl/").press("Simpan RTL", **columns)
        return self

    def guest(self, name: str, institution: str, job: str) -> Held:
        self.page("hadir/").press("Tambah tamu", name=name, institution=institution, job=job, status="hadir")
        return self

    def everybody_came(self) -> Held:
        self.page("hadir/").press("Yang belum dicatat: hadir")
        return self

    def close(self, conclusion: str) -> Held:
        self.page("tutup/").press("Tutup dan kunci notulen", conclusion=conclusion)
        self.who.shows("Notulen sudah ditutup")
        return self

    def file(self, what: str) -> bytes:
        """A paper as somebody downloads it."""
        return self.who.fetch(f"lokmin/{self.pk}/cetak/{what}")

    def paper(self, what: str) -> str:
        """The words of a Word paper, line by line, tables row by row with bars between the cells."""
        if what not in self.papers:
            self.papers[what] = words_of(self.file(f"{what}.docx"))
        return self.papers[what]

    def prints(self, what: str, *wanted: str) -> Held:
        text = self.paper(what)
        for one in wanted:
            assert one in text, f"“{one}” tidak tercetak di {what}:\n{text}"
        return self

    def prints_in_order(self, what: str, *wanted: str) -> Held:
        text, at = self.paper(what), 0
        for one in wanted:
            found = text.find(one, at)
            assert found >= 0, f"“{one}” tidak sesudah yang sebelumnya di {what}:\n{text}"
            at = found + len(one)
        return self


def words_of(data: bytes) -> str:
    """Body of a Word file in its order."""
    document = Document(io.BytesIO(data))
    lines = []
    for block in document.element.body.iterchildren():
        if block.tag.endswith("}p"):
            lines.append("".join(t.text or "" for t in block.iter() if t.tag.endswith("}t")))
        elif block.tag.endswith("}tbl"):
            for row in block.iter("{*}tr"):
                cells = ["".join(t.text or "" for t in c.iter() if t.tag.endswith("}t")) for c in row.iter("{*}tc")]
                lines.append(" | ".join(cells))
    return "\n".join(squeezed(line) for line in lines if line.strip())


def prepare(who: Clerk, kind: str, **typed: str) -> Held:
    """From the page of the kind to a prepared meeting."""
    who.goto(f"lokmin/jenis/{kind}/").follow("Siapkan pertemuan ini").press("Susun lokmin", **typed)
    return Held(who, who.number())


def agenda(held: Held, *, without: tuple[str, ...] = (), after: str = "", points: dict[str, tuple[str, str]]) -> None:
    """Points the secretary takes off; points put in after one that stays, each with its kind and minutes."""
    held.page("acara/")
    for title in without:
        held.who.press(f"Hapus: {title}")
    for title, (kind, minutes) in points.items():
        held.who.press("Tambah acara", title=title, after=after, kind=kind, minutes=minutes)
        after = title
