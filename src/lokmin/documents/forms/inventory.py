"""Inventory of tools with its calibration (ASPAK columns), what is to be calibrated, and the letter to the Dinkes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.needs.calibration import Calibration, State, calibration
from lokmin.core.needs.equipment import EquipmentRules, Fulfilment, Tool, fulfilment, score
from lokmin.core.numbers import indonesian
from lokmin.core.periods import short_date
from lokmin.documents.forms.parts import number_or_later, signature
from lokmin.documents.forms.planparts import NOTHING, WIDE, PlanColumn, PlanGroup, PlanTable, paper_table
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Items,
    Paper,
    Paragraph,
    Row,
    Run,
    Signatures,
    Space,
    Table,
    Title,
)

#: ASPAK-style columns in their order (domain.md 5.4); 310 mm in all.
COLUMNS = (
    PlanColumn("No", 8, 5),
    PlanColumn("Nama alat", 44, 32),
    PlanColumn("Standar minimal", 16, 9, right=True),
    PlanColumn("Jumlah ada", 14, 8, right=True),
    PlanColumn("Baik", 11, 7, right=True),
    PlanColumn("Rusak ringan", 14, 8, right=True),
    PlanColumn("Rusak berat", 13, 8, right=True),
    PlanColumn("Kebutuhan", 19, 11, right=True),
    PlanColumn("Tahun perolehan", 19, 10, right=True),
    PlanColumn("Sumber", 18, 12),
    PlanColumn("Merek/tipe", 26, 18),
    PlanColumn("Izin edar", 23, 18),
    PlanColumn("Kalibrasi terakhir", 19, 12),
    PlanColumn("Kalibrasi berikut", 19, 12),
    PlanColumn("Keadaan kalibrasi", 20, 14),
    PlanColumn("Perkiraan biaya (Rp)", 27, 15, money=True),
)


def inventory_table(tools: Sequence[Tool], today: dt.date, rules: EquipmentRules, puskesmas: str) -> PlanTable:
    """The inventory by room; the last column is what reaching the standard would cost."""
    number = iter(range(1, len(tools) + 1))
    groups = tuple(
        PlanGroup(room, tuple(_row(next(number), tool, today, rules) for tool in tools if tool.room == room))
        for room in dict.fromkeys(tool.room for tool in tools)
    )
    return PlanTable(
        sheet="Inventaris", title=f"Inventaris Alat Kesehatan per {short_date(today)}", under=puskesmas,
        columns=COLUMNS, groups=groups, label=1, empty="Belum ada alat di inventaris.",
        pending=sum(tool.need is not None and tool.cost is None for tool in tools),
    )  # fmt: skip


def _row(number: int, tool: Tool, today: dt.date, rules: EquipmentRules) -> tuple[str | int | None, ...]:
    one = calibration(tool, today, rules)
    figures = (tool.standard, tool.there, tool.good, tool.light, tool.heavy, tool.need, tool.acquired)
    return (
        str(number), tool.name, *(NOTHING if n is None else str(n) for n in figures), tool.source, tool.brand,
        tool.permit, _day(tool.calibrated_on), _day(one.due), one.state.value, tool.cost,
    )  # fmt: skip


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def fulfilment_words(found: Fulfilment, rules: EquipmentRules) -> str:
    """``Pemenuhan standar 41 dari 67 jenis (61,1 %), nilai 5. 6 jenis belum dihitung.``"""
    if found.low_bp is None or found.high_bp is None:
        return "Belum ada alat dengan standar minimal."
    what = "jenis" if rules.count == "jenis" else "buah"
    low, high = score(found, rules) or (0, 0)
    words = f"Pemenuhan standar {found.met} dari {found.standard} {what} ({_percent(found.low_bp)})"
    if not found.unknown:
        return f"{words}, nilai {low}."
    graded = f"nilai {low}" if low == high else f"nilai antara {low} dan {high}"
    return (
        f"{words}; {found.unknown} {what} belum dihitung, jadi sebenarnya sampai {_percent(found.high_bp)}, {graded}."
    )


def _percent(points: int) -> str:
    return f"{indonesian(points / 100, 1)} %"


def inventory_paper(tools: Sequence[Tool], rules: EquipmentRules, by: Office) -> Document:
    """The inventory on F4 on its side, with how much of the standard is reached."""
    table = inventory_table(tools, by.day, rules, by.puskesmas)
    note = f"Kebutuhan = standar - baik. Tanda – berarti belum dihitung, bukan nol. Standar: {rules.source}"
    blocks: list[Block] = [
        Title(table.title.upper(), table.under),
        Paragraph(fulfilment_words(fulfilment(tools, rules), rules)),
        paper_table(table, size=8),
        Paragraph(note, small=True),
        Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True),
    ]
    return Document(
        code="inventaris-alkes", title=table.title, blocks=tuple(blocks), letterhead=by.letterhead, paper=Paper.F4,
        landscape=True, margins=WIDE, footer=f"{table.title}, {by.puskesmas}", base=9.5, author=by.head.name,
    )  # fmt: skip


def calibration_words(one: Calibration) -> str:
    """``terlambat 63 hari``, ``40 hari lagi``, ``belum pernah tercatat``."""
    if one.days is None:
        return "belum pernah tercatat"
    return f"terlambat {-one.days} hari" if one.state is State.LATE else f"{one.days} hari lagi"


def _asked(found: Sequence[Calibration]) -> Table:
    columns = (
        Column("No", width=9), Column("Nama alat", share=1.2), Column("Ruang"), Column("Merek/tipe", width=28),
        Column("Jumlah", width=15, align="right"), Column("Terakhir", width=22), Column("Keadaan", width=29),
    )  # fmt: skip
    rows = tuple(
        Row((
            str(number), one.tool.name, one.tool.room, one.tool.brand or NOTHING,
            str((one.tool.good or 0) + (one.tool.light or 0) or NOTHING), _day(one.tool.calibrated_on) or NOTHING,
            calibration_words(one),
        ))
        for number, one in enumerate(found, start=1)
    )  # fmt: skip
    return Table(columns, rows or (Row(("Tidak ada alat yang perlu dikalibrasi sekarang.",), kind="group"),), size=9)


@dataclass(frozen=True, slots=True)
class Request:
    """What the letter says of itself.

    Attributes:
        talked: the meeting whose minutes go with it as proof (domain.md 5.4); empty where none has talked about it.
    """

    number: str = ""
    to: str = "Kepala Dinas Kesehatan"
    place: str = "Tempat"
    talked: str = ""


def calibration_letter(found: Sequence[Calibration], request: Request, rules: EquipmentRules, by: Office) -> Document:
    """Surat permohonan kalibrasi: late, never noted and soon due tools as a list in the letter itself."""
    late = sum(one.state is State.LATE for one in found)
    never = sum(one.state is State.NEVER for one in found)
    counted = [f"{len(found)} alat"] + [f"{late} di antaranya sudah lewat waktu"] * bool(late)
    counted += [f"{never} belum pernah tercatat dikalibrasi"] * bool(never)
    proofs = ["Inventaris alat kesehatan per ruang."]
    if request.talked:
        proofs.append(f"Notulen {request.talked} yang membahas kalibrasi.")
    blocks: list[Block] = [
        Paragraph(f"{by.town}, {short_date(by.day)}", align="right"),
        Facts((
            ("Nomor", number_or_later(request.number)), ("Sifat", "Biasa"), ("Lampiran", f"{len(proofs)} berkas"),
            ("Hal", (Run("Permohonan kalibrasi alat kesehatan", bold=True),)),
        ), label_width=22),
        Space(3),
        Paragraph(f"Yth. {request.to}\ndi {request.place}"),
        Space(2),
        Paragraph("Dengan hormat,"),
        Paragraph(
            f"Untuk menjamin ketelitian dan keselamatan pelayanan ({rules.calibration_source.split(';')[0]}), kami "
            f"mohon pengujian dan kalibrasi {', '.join(counted)}, sebagai berikut.",
            align="justify", first=10,
        ),
        _asked(found),
        Space(2),
        Paragraph("Terlampir:", keep_next=True),
        Items(tuple(proofs), ordered=True, indent=4),
        Paragraph("Atas perhatian dan bantuannya kami ucapkan terima kasih.", first=10),
        Signatures((signature(by.head),), right=True),
    ]  # fmt: skip
    return Document(
        code="surat-kalibrasi", title="Permohonan kalibrasi alat kesehatan", blocks=tuple(blocks),
        letterhead=by.letterhead, paper=by.paper, footer=f"Permohonan kalibrasi, {by.puskesmas}", base=11,
        author=by.head.name,
    )  # fmt: skip
