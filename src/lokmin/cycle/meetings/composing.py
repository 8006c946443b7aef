"""Composes the agenda of a meeting from what the month shows, and knows each kind's purposes and legal base."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.queries.people import pj_of


@dataclass(frozen=True, slots=True)
class Kind:
    legal_base: tuple[str, ...]
    purposes: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One composed point; ``presenter`` is the id of a person or None."""

    title: str
    minutes: int
    kind: str
    presenter: int | None = None
    speaker: str = ""
    klaster: int | None = None
    detail: str = ""
    reference: str = ""


LEGAL = ("Permenkes Nomor 44 Tahun 2016 tentang Pedoman Manajemen Puskesmas",
         "Permenkes Nomor 19 Tahun 2024 tentang Penyelenggaraan Puskesmas")  # fmt: skip
KLASTER_TITLES = {2: "Klaster 2, Ibu dan Anak", 3: "Klaster 3, Dewasa dan Lansia", 4: "Klaster 4, Penyakit Menular"}


def kind(code: str) -> Kind | None:
    if code not in dict(Meeting._meta.get_field("kind").choices or ()):  # noqa: SLF001 - public API of Django
        return None
    return Kind(
        LEGAL,
        ("Menilai capaian dan hambatan bulan lalu", "Memantau pelaksanaan RPK", "Menyusun rencana bulan berikut"),
        ("Seluruh staf Puskesmas", "Bidan desa dan penanggung jawab Pustu", "Jejaring Puskesmas"),
    )


def compose(meeting: Meeting) -> list[Block]:
    """The points with minutes that fit ``meeting.planned_minutes``."""
    puskesmas = meeting.puskesmas
    late = followup.overdue(puskesmas, meeting.date)
    blocks = [
        Block(_("Pembukaan"), 5, "pembukaan", meeting.opener_id),
        Block(
            _("Tindak lanjut bulan lalu"),
            15,
            "evaluasi_rtl",
            meeting.leader_id,
            detail=f"{len(late)} terlambat",
            reference="rtl",
        ),
    ]
    for number, title in KLASTER_TITLES.items():
        pj = pj_of(puskesmas, number)
        blocks.append(Block(title, 20, "klaster", pj.pk if pj else None, pj.full_name if pj else "", number))
    blocks += [
        Block(_("Prioritas masalah"), 15, "prioritas", meeting.leader_id),
        Block(
            _("Rencana %(month)s dan kesepakatan") % {"month": meeting.month.next.plus(1).name},
            20,
            "rencana",
            meeting.leader_id,
        ),
        Block(_("Penutup"), 5, "penutup", meeting.leader_id),
    ]
    return blocks
