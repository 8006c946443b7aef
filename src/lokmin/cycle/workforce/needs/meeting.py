"""The proposals as a page of a meeting: one sentence, the official columns, sums."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.meetings.annex import Annex
from lokmin.core.needs.proposals import KINDS, PriorityRules
from lokmin.core.numbers import from_micro, indonesian
from lokmin.cycle.workforce.needs.records import ProposalRow

COLUMNS = (
    "Usulan",
    "Dasar",
    "Kebutuhan",
    "Tersedia",
    "Kekurangan",
    "Prioritas",
    "Biaya (Rp)",
    "Sumber",
    "Tindak lanjut",
)
_TITLES = {"": "Usulan kebutuhan", "sdm": "Usulan kebutuhan SDM", "alkes": "Usulan kebutuhan alat kesehatan",
           "logistik": "Usulan kebutuhan logistik", "pelatihan": "Usulan pelatihan",
           "sarana": "Usulan sarana dan prasarana"}  # fmt: skip


def _count(micro: int | None) -> str:
    return "–" if micro is None else indonesian(from_micro(micro))


def _rupiah(amount: int | None) -> str:
    return "–" if amount is None else indonesian(amount)


def annex(rows: Sequence[ProposalRow], year: int, kind: str, rule: PriorityRules) -> Annex:
    """The rows as they come: the most urgent first. ``rows`` is not empty."""
    urgent = sum(row.proposal.priority == 1 for row in rows)
    cost = sum(row.proposal.cost or 0 for row in rows)
    uncosted = sum(row.proposal.cost is None for row in rows)
    name = KINDS.get(kind, "")
    what = f"usulan {name if name.isupper() else name.lower()}".strip()
    sentence = f"{len(rows)} {what} untuk {year}, {urgent} di antaranya mendesak" if urgent else (
        f"{len(rows)} {what} untuk {year}"
    )  # fmt: skip
    sentence += f"; perkiraan biaya Rp{indonesian(cost)}" if cost else ""
    notes = [f"Prioritas: {rule.text}"]
    if uncosted:
        notes.append(f"{uncosted} usulan belum diperkirakan biayanya dan tidak termasuk jumlah.")
    return Annex(
        code=kind or "kebutuhan",
        title=f"{_TITLES[kind]} tahun {year}",
        sentence=f"{sentence}.",
        columns=COLUMNS,
        rows=tuple(
            (
                row.proposal.item, row.proposal.basis,
                f"{_count(row.proposal.needed)} {row.proposal.unit}".strip(), _count(row.proposal.available),
                _count(row.proposal.gap), row.priority_word or "–", _rupiah(row.proposal.cost), row.fund_name or "–",
                row.proposal.followup or "–",
            )
            for row in rows
        ),
        right=(2, 3, 4, 6),
        total=("Jumlah", "", "", "", "", "", _rupiah(cost), "", ""),
        notes=tuple(notes),
        link=f"workforce:needs?tahun={year}",
    )  # fmt: skip
