"""The year's training plan and the lesson hours (JPL) of everybody, for paper and workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.needs.training import Attended, Hours, TrainingRules, jpl_words, reached
from lokmin.core.periods import MONTH_NAMES, short_date
from lokmin.documents.forms.planparts import NOTHING, PlanColumn, PlanGroup, PlanTable, wide_paper
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.model import Document

PLAN_COLUMNS = (
    PlanColumn("No", 9, 5),
    PlanColumn("Pelatihan", 68, 40),
    PlanColumn("Bentuk", 25, 14),
    PlanColumn("Penyelenggara", 40, 24),
    PlanColumn("Waktu", 32, 18),
    PlanColumn("JPL", 14, 8, right=True),
    PlanColumn("Peserta", 62, 40),
    PlanColumn("Biaya (Rp)", 27, 15, money=True),
    PlanColumn("Sumber", 33, 18),
)
JPL_COLUMNS = (
    PlanColumn("No", 9, 5),
    PlanColumn("Nama", 60, 34),
    PlanColumn("Jenis tenaga", 38, 20),
    PlanColumn("Pelatihan", 20, 11, right=True),
    PlanColumn("JPL", 18, 9, right=True),
    PlanColumn("Paling sedikit", 22, 12, right=True),
    PlanColumn("Kurang", 18, 9, right=True),
    PlanColumn("Pelatihan dan nomor sertifikat", 125, 70),
)


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training of the plan or the log; ``jpl`` in tenths; ``people`` by name."""

    title: str
    kind: str = ""
    provider: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    month: int | None = None
    jpl: int | None = None
    people: tuple[str, ...] = ()
    cost: int | None = None
    fund: str = ""
    state: str = "rencana"

    @property
    def when(self) -> str:
        """``3–5 Juni 2026`` as days, else the planned month."""
        if self.start is None:
            return MONTH_NAMES[self.month - 1] if self.month else ""
        if self.end is None or self.end == self.start:
            return short_date(self.start)
        return f"{short_date(self.start)} s.d. {short_date(self.end)}"


def plan_table(lines: Sequence[TrainingLine], year: int, puskesmas: str, funds: Mapping[str, str]) -> PlanTable:
    """Planned, held and dropped trainings, each group with its sum."""
    number = iter(range(1, len(lines) + 1))
    titles = {"rencana": "Direncanakan", "terlaksana": "Terlaksana", "batal": "Batal"}
    groups = tuple(
        PlanGroup(title, tuple(_planned(next(number), one, funds) for one in lines if one.state == state))
        for state, title in titles.items()
        if any(one.state == state for one in lines)
    )
    return PlanTable(
        sheet="Pelatihan", title=f"Rencana dan Pelaksanaan Pelatihan Tahun {year}", under=puskesmas,
        columns=PLAN_COLUMNS, groups=groups, label=1, empty="Belum ada pelatihan.",
        pending=sum(one.cost is None for one in lines),
    )  # fmt: skip


def _planned(number: int, one: TrainingLine, funds: Mapping[str, str]) -> tuple[str | int | None, ...]:
    return (
        str(number), one.title, one.kind, one.provider, one.when, jpl_words(one.jpl), ", ".join(one.people), one.cost,
        funds.get(one.fund, one.fund),
    )  # fmt: skip


def plan_paper(lines: Sequence[TrainingLine], year: int, by: Office, funds: Mapping[str, str]) -> Document:
    """The plan on F4 on its side."""
    return wide_paper("rencana-pelatihan", plan_table(lines, year, by.puskesmas, funds), by)


def jpl_table(
    rows: Sequence[Hours], taken: Mapping[str, Sequence[Attended]], professions: Mapping[str, str], year: int,
    puskesmas: str,
) -> PlanTable:  # fmt: skip
    """Everybody with hours, minimum, what lacks, and each training with its certificate number."""
    body = tuple(
        (
            str(number), row.member.name, professions.get(row.member.profession, row.member.profession),
            str(row.trainings), jpl_words(row.jpl), jpl_words(row.least), jpl_words(row.lacks),
            "; ".join(_certified(one) for one in taken.get(row.member.key, ())),
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    return PlanTable(
        sheet="JPL", title=f"Rekap Jam Pelajaran (JPL) Tahun {year}", under=puskesmas, columns=JPL_COLUMNS,
        groups=(PlanGroup("", body),), label=1, empty="Belum ada staf.",
    )  # fmt: skip


def _certified(one: Attended) -> str:
    hours = f"{jpl_words(one.jpl)} JPL" if one.jpl is not None else "JPL belum diisi"
    return f"{one.title} ({hours}, {one.certificate or 'nomor sertifikat belum ada'})"


def jpl_paper(
    rows: Sequence[Hours], taken: Mapping[str, Sequence[Attended]], professions: Mapping[str, str], year: int,
    rules: TrainingRules, by: Office,
) -> Document:  # fmt: skip
    """The recap on F4 on its side, with how many reached their minimum and where it comes from."""
    met, judged = reached(rows)
    notes = (
        f"{met} dari {judged} orang yang mempunyai batas paling sedikit sudah mencapainya."
        if judged
        else "Tidak ada status kepegawaian yang mempunyai batas paling sedikit.",
        f"Batas: {rules.source} Tanda {NOTHING}: tidak ada batas untuk status itu.",
    )
    return wide_paper("rekap-jpl", jpl_table(rows, taken, professions, year, by.puskesmas), by, notes=notes)
