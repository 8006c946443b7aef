"""What is understood of somebody's Excel plan: rows with their cells, open questions, what was added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lokmin.core.findings import Finding

#: Columns of plans by the name of the field they fill, and what they are called when somebody is asked.
FIELDS = {
    "upaya": "Upaya kesehatan", "activity": "Kegiatan", "details": "Rincian kegiatan", "purpose": "Tujuan",
    "target_group": "Sasaran", "target": "Target sasaran", "owner": "Penanggung jawab",
    "resources": "Kebutuhan sumber daya", "money": "Kebutuhan dana", "tools": "Kebutuhan alat",
    "staff": "Kebutuhan tenaga", "partners": "Mitra kerja", "when": "Waktu pelaksanaan", "volume": "Volume",
    "unit": "Satuan", "price": "Harga satuan", "cost": "Kebutuhan anggaran", "indicator": "Indikator kinerja",
    "fund": "Sumber pembiayaan", "place": "Lokasi pelaksanaan", "method": "Metode",
}  # fmt: skip
#: A column somebody said is not to be read.
SKIP = "abaikan"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is not guessed.

    Attributes:
        key: the same question has the same key when the file is read again with answers.
        choices: (value, words); the first one is what happens without an answer.
    """

    key: str
    text: str
    sheet: str
    cell: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One activity as it stood in the file.

    Attributes:
        row: number of its row as Excel shows it; ``cells`` field -> address.
        group: heading it stands under (``UKM esensial``); ``unit_of_work`` the finer one (``KIA``).
        amounts: pairs of fund code ("" not said or not clear) and rupiah; empty: not costed.
        months: month -> how often; ``month_money``: month -> rupiah.
        parts: lines below it that name costs: (text, rupiah).
    """

    sheet: str
    row: int
    activity: str
    group: str = ""
    unit_of_work: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    amounts: tuple[tuple[str, int], ...] = ()
    months: Mapping[int, int] = field(default_factory=dict)
    month_money: Mapping[int, int] = field(default_factory=dict)
    parts: tuple[tuple[str, int | None], ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def cost(self) -> int | None:
        return sum(rupiah for _fund, rupiah in self.amounts) if self.amounts else None


@dataclass(frozen=True, slots=True)
class Added:
    """A subtotal row: what it says, what its rows add up to. ``span``: first and last row."""

    sheet: str
    cell: str
    text: str
    claimed: int
    counted: int
    span: tuple[int, int]

    @property
    def agrees(self) -> bool:
        return self.claimed == self.counted


@dataclass(frozen=True, slots=True)
class SheetSum:
    """Rupiah of one sheet: its activities and what they come to, beside the total the sheet itself writes.

    ``claimed`` None: no row of the sheet sums all its activities; ``cell`` where the total stands. ``uncosted``:
    activities without any rupiah, in neither figure.
    """

    sheet: str
    rows: int
    counted: int
    claimed: int | None
    cell: str
    uncosted: int

    @property
    def gap(self) -> int | None:
        """Written less read; None where nothing was written."""
        return None if self.claimed is None else self.claimed - self.counted


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A file as it was understood.

    Attributes:
        kind: ``ruk``, ``rpk`` or empty where its titles do not say; ``year`` likewise None.
        heads: (sheet, cell, text, field) of the columns that were read.
    """

    filename: str
    kind: str
    year: int | None
    lines: tuple[PlanLine, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    added: tuple[Added, ...]
    heads: tuple[tuple[str, str, str, str], ...]

    @property
    def total(self) -> int:
        return sum(line.cost or 0 for line in self.lines)

    @property
    def sheets(self) -> tuple[SheetSum, ...]:
        """What each sheet holds, beside its own grand total."""
        return tuple(self._sheet(name) for name in dict.fromkeys(line.sheet for line in self.lines))

    def _sheet(self, name: str) -> SheetSum:
        lines = [line for line in self.lines if line.sheet == name]
        span = (lines[0].row, lines[-1].row)
        grand = next((a for a in reversed(self.added) if a.sheet == name and a.span == span), None)
        return SheetSum(
            name, len(lines), sum(line.cost or 0 for line in lines), grand.claimed if grand else None,
            grand.cell if grand else "", sum(line.cost is None for line in lines),
        )  # fmt: skip
