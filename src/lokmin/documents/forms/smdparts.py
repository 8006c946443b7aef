"""What the papers of SMD, MMD and Musrenbang share: which village and year, and an upright page of the office."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.periods import short_date
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.model import Block, Column, Document, Margins, Signatures

NO = Column("No", width=9)


@dataclass(frozen=True, slots=True)
class VillagePaper:
    """Whose paper: ``Desa Watubelah``, the kecamatan and the year."""

    village: str
    kecamatan: str
    year: int
    office: Office

    @property
    def under(self) -> str:
        """The line below the title."""
        where = f"{self.village}, {self.kecamatan}" if self.kecamatan else self.village
        return f"{where}, tahun {self.year}"


def upright(
    code: str, title: str, blocks: list[Block], about: VillagePaper, *, signed: bool = True, base: float = 10.5,
    head: bool = True,
) -> Document:  # fmt: skip
    """An upright paper of the office about a village; ``head`` sets the kop surat on it."""
    by = about.office
    closing = [Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True)] if signed else []
    return Document(
        code=code, title=f"{title} {about.village}", blocks=(*blocks, *closing),
        letterhead=by.letterhead if head else None, paper=by.paper,
        margins=Margins(top=14, right=16, bottom=16, left=20), footer=f"{title}, {about.under}", base=base,
        author=by.head.name,
    )  # fmt: skip


def dots(count: int = 40) -> str:
    """A line to write on."""
    return "." * count


def tight(text: str) -> str:
    """No line ends between a figure and its percent sign."""
    return text.replace(" %", "\u00a0%")
