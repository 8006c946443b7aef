"""The score of a year as it lies before a lokmin: one sentence, the programmes, the net."""

from __future__ import annotations

from lokmin.core.assessment.definitions import Aspect
from lokmin.core.assessment.figures import figure
from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.assessment.pkp.queries import Year
from lokmin.documents.figures.radar import radar
from lokmin.documents.forms.pkp import group_words, limits, programme_net


def annex_of(year: Year) -> Annex:
    """What the hall shows and the minutes carry; the same words as on paper."""
    result = year.result
    weak = [row.sub.name for row in year.below if row.score is not None][:3]
    scores = f"pelayanan {figure(result.service, 1)}, manajemen {figure(result.management, 1)}"
    sentence = f"PKP {year.pkp.year}{_so_far(year)}: {scores}, {group_words(result.group)}."
    rows = []
    for upaya in result.upaya:
        managed = upaya.node.aspect is Aspect.MANAGEMENT
        groups = result.bundle.management if managed else result.bundle.service
        for node in (upaya, *upaya.nodes("program")):
            value = node.points if managed else node.score
            group = group_words(None if value is None else groups.of(value))
            rows.append((node.node.code, node.node.name, figure(value, 1), group, f"{node.settled} dari {node.leaves}"))
    net = programme_net(result, year.before)
    notes = [f"Pelayanan: {limits(result.bundle.service)}. Manajemen: {limits(result.bundle.management)}."]
    if year.running:
        notes.insert(0, f"Tahun berjalan: sasaran setahun dinilai {year.until} dari 12 bagian.")
    if weak:
        notes.append(f"Terendah: {'; '.join(weak)}.")
    if year.lacking:
        notes.append(f"Sementara: {len(year.lacking)} sub variabel belum diisi; kosong tidak dihitung nol.")
    return Annex(
        code="pkp",
        title=f"Penilaian kinerja Puskesmas {year.pkp.year}",
        sentence=sentence,
        columns=("Kode", "Upaya dan program", "Nilai", "Kelompok", "Terisi"),
        rows=tuple(rows),
        right=(2,),
        figure=radar(net, "Jaring laba-laba kinerja program", dress="paper") if net else "",
        alt=net.words if net else "",
        notes=tuple(notes),
        link=f"assessment:pkp_year?year={year.pkp.year}",
    )


def _so_far(year: Year) -> str:
    return f" sampai {MONTH_NAMES[year.until - 1]}" if year.running else ""
