"""The values of the placeholders that the papers after closing use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lokmin.documents.figures.ink import signature_svg
from lokmin.documents.forms.commitments import promised_when
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.knowledge import certificate_line
from lokmin.documents.forms.press import press_text
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import Sign
from lokmin.documents.forms.rpk import planned
from lokmin.documents.forms.rpkmonth import month_cells, note_words, realised_words
from lokmin.documents.forms.signing import sign_words
from lokmin.documents.forms.words import clock, nip, rupiah

#: Names of the cells of an RPK row, in the order of ``rpkmonth.HEADS``.
_RPK = (
    "no", "upaya", "kegiatan", "tujuan", "sasaran", "target", "pj", "volume", "tanggal", "tempat", "pelaksana",
    "dukungan", "biaya", "dana",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ink:
    """A drawn signature as SVG text in the place of a text."""

    svg: str


def mark(sign: Sign | None) -> str | Ink:
    """What stands in a signature column: the drawing, the words of a PIN, or nothing."""
    if sign is None:
        return ""
    return Ink(signature_svg(sign.strokes)) if sign.strokes else sign_words(sign)


def attendance_rows(pack: PackInput) -> list[dict[str, Any]]:
    """The rows of ``peserta``: as the room kept them, else those who were invited."""
    if pack.room.attendees:
        return [
            {
                "no": n, "nama": a.name, "nip": nip(a.nip), "jabatan": a.jabatan or a.instansi, "jk": a.sex,
                "hp": a.phone, "jam": clock(a.at) if a.at else "", "kehadiran": a.status, "tanda": mark(a.sign),
            }
            for n, a in enumerate(pack.room.attendees, start=1)
        ]  # fmt: skip
    return [
        {
            "no": n, "nama": p.name, "nip": nip(p.nip), "jabatan": p.jabatan or p.instansi, "jk": p.sex, "hp": p.phone,
            "jam": "", "kehadiran": "", "tanda": "",
        }
        for n, p in enumerate(pack.meeting.participants, start=1)
    ]  # fmt: skip


def room_context(pack: PackInput) -> dict[str, Any]:
    """Lists of texts only, as ``template_context``; a drawn signature is an ``Ink`` the filler turns into a picture."""
    room = pack.room
    press = press_text(pack)
    return {
        "komitmen": [
            {
                "no": n, "masalah": p.problem or NOTHING, "dukungan": p.support or NOTHING,
                "sektor": p.sector or NOTHING, "kegiatan": p.activity or NOTHING, "sasaran": p.target or NOTHING,
                "waktu": promised_when(p), "sumber": p.resources or NOTHING, "pj": p.owner or NOTHING,
            }
            for n, p in enumerate(room.clauses or room.promises, start=1)
        ],
        "penandatangan": [
            {"no": n, "sektor": s.sector, "nama": s.name, "jabatan": s.jabatan,
             "tanda": mark(s.sign)}
            for n, s in enumerate(room.signatories, start=1)
        ],
        "usulan": [
            {
                "no": n, "usulan": p.title, "alasan": p.reason or NOTHING, "lokasi": p.place or NOTHING,
                "volume": p.volume or NOTHING, "biaya": rupiah(p.cost), "dana": p.fund or NOTHING,
                "tingkat": p.level or NOTHING, "pengusul": p.proposer or NOTHING, "status": p.status or NOTHING,
            }
            for n, p in enumerate(room.proposals, start=1)
        ],
        "penyegaran": [
            {
                "no": n, "materi": item.topic, "nama": name, "jabatan": job, "nip": nip(number),
                "keterangan": certificate_line(pack, item, name),
            }
            for item in room.knowledge
            for n, (name, job, number) in enumerate(sorted(item.attended), start=1)
        ],
        "rpk": [
            {
                "bulan": paper.month.label, **dict(zip(_RPK, month_cells(n, row, paper), strict=True)),
                "rincian": row.detail, "realisasi": realised_words(row, paper), "keterangan": note_words(row),
            }
            for paper in planned(pack)
            for n, row in enumerate(paper.rows, start=1)
        ],
        "siaran_judul": press.title,
        "siaran": [text.strip() for text in press.body.split("\n\n") if text.strip()],
    }  # fmt: skip
