"""Pieces that several papers share: signatures, the facts of a meeting, the legend of the status words."""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.records import IndicatorSheet, MeetingPaper, PackInput, Photo, Signer
from lokmin.documents.forms.words import clock, clock_range, nip
from lokmin.documents.model import Block, Figure, Gallery, Paragraph, Run, Signature, Text
from lokmin.documents.pictures import is_picture

#: Printed wherever the status words stand: "kurang" means reached but falling (domain.md 4.2).
STATUS_RULE: Text = (
    Run("baik", status="baik"),
    Run(" target tercapai, bulan ini naik atau tetap.  "),
    Run("kurang", status="kurang"),
    Run(" target tercapai, bulan ini turun.  "),
    Run("cukup", status="cukup"),
    Run(" di bawah target, bulan ini naik.  "),
    Run("jelek", status="jelek"),
    Run(" di bawah target, bulan ini turun atau tetap.  "),
    Run("belum lapor", status="belum lapor"),
    Run(" kosong bukan nol."),
)


#: So many villages are named; of more only the number is said.
_NAMED = 8


def number_or_later(number: str) -> str:
    """The letter number, or that it follows: numbers are never invented."""
    return number or "(nomor menyusul)"


def signature(signer: Signer, *above: str, jabatan: bool = True) -> Signature:
    """The signature block of one person: function above (unless what stands there says it), rank and NIP below."""
    below = tuple(line for line in (signer.pangkat, f"NIP {nip(signer.nip)}") if line)
    return Signature((*above, *((signer.jabatan,) if jabatan else ())), signer.name, below)


def signed_by_head(meeting: MeetingPaper, *above: str) -> Signature:
    """The head of the Puskesmas as the one who takes note or commands."""
    return signature(meeting.head, *above)


def when_and_where(meeting: MeetingPaper) -> tuple[tuple[str, Text], ...]:
    """Day, time and place as every paper of the meeting names them."""
    return (
        ("Hari, tanggal", long_date(meeting.date)),
        ("Waktu, tempat", f"{clock_range(meeting.start, meeting.end, meeting.zone)}, {meeting.place}"),
    )


def frozen_sentence(meeting: MeetingPaper) -> str:
    """``April 2026; angka dibekukan 5 Mei 2026 09.00``."""
    if meeting.period is None:
        return "–"
    at = meeting.frozen_at
    return meeting.about + (
        f"; angka dibekukan {short_date(at.date())} {clock(at.time())}" if at else "; angka belum dibekukan"
    )


def foot(pack: PackInput, title: str) -> str:
    """The footer of a paper: its title and the Puskesmas."""
    return f"{title}, {pack.puskesmas}"


_SASARAN = {"sk": "ditetapkan Dinkes (SK)", "proyeksi": "proyeksi penduduk", "riil": "pendataan riil"}


def sasaran_words(source: str) -> str:
    """Which sasaran was used, in words; the short names of ``core.facts`` are spelled out."""
    return "; ".join(_SASARAN.get(part.strip(), part.strip()) for part in source.split(";"))


def closing_lines(pack: PackInput) -> tuple[Text, ...]:
    """Small print under every paper with figures: which sasaran, what the words mean, which snapshot."""
    made = "Dibuat dengan Lokmin."
    snapshot = f"Potret {pack.snapshot}. {made}" if pack.snapshot else made
    sasaran = (f"Sasaran: {sasaran_words(pack.sasaran_source)}.",) if pack.sasaran_source else ()
    status = "Status: di atas atau di bawah target berjalan, dan naik atau turun dibanding bulan lalu."
    rule = (status,) if pack.sheets else ()
    return (" ".join((*sasaran, *rule, snapshot)),)


#: How programmes are written; a programme the office added is written as it was entered.
_PROGRAMMES = {
    "admen": "Administrasi dan manajemen",
    "gizi": "Gizi",
    "imunisasi": "Imunisasi",
    "kesling": "Kesling",
    "kia": "KIA",
    "p2": "P2",
    "promkes": "Promkes",
    "ptm": "PTM",
    "ukp": "UKP",
}


def programme_name(programme: str) -> str:
    """``kia`` is printed ``KIA``."""
    return _PROGRAMMES.get(programme.lower(), programme)


def indicator_name(pack: PackInput, code: str) -> str:
    """The short name people say for an indicator's code (``N/D`` for ``ND``)."""
    return next((sheet.short for sheet in pack.sheets if sheet.code == code), code)


def has_target(sheet: IndicatorSheet) -> bool:
    """Is there a running target to judge by, in the villages or the Puskesmas?"""
    rows = (*sheet.rows, sheet.total) if sheet.total else sheet.rows
    return any(row.running_target is not None for row in rows)


def judged(sheets: tuple[IndicatorSheet, ...]) -> tuple[IndicatorSheet, ...]:
    """The sheets with a target; all of them where the office has not set any."""
    return tuple(sheet for sheet in sheets if has_target(sheet)) or sheets


def silent_words(pack: PackInput) -> str:
    """Villages whose report of the month lacks something that others have reported: ``Lebakharjo, Ngadisana``.

    An indicator that hardly anybody reports says nothing about a single village, so it is left out here.
    """
    late: dict[str, int] = {}
    for sheet in judged(pack.sheets):
        if 2 * len(sheet.silent) < len(sheet.rows):
            for row in sheet.silent:
                late[row.place] = late.get(row.place, 0) + 1
    names = sorted(pack.names.get(place, place) for place in late)
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names)} desa"


def gallery(photos: tuple[Photo, ...]) -> list[Block]:
    """Photos side by side; one that cannot be shown is named, so that the paper does not fail for it."""
    shown = tuple(Figure(alt=p.caption, image=p.image, caption=p.caption) for p in photos if is_picture(p.image))
    lost = [p.caption for p in photos if not is_picture(p.image)]
    blocks: list[Block] = [Gallery(shown)] if shown else []
    blocks += [Paragraph(f"Foto “{c}” tidak terbaca. Simpan ulang sebagai JPEG atau PNG.", small=True) for c in lost]
    return blocks


def by_klaster(sheets: tuple[IndicatorSheet, ...]) -> tuple[tuple[int, str, tuple[IndicatorSheet, ...]], ...]:
    """The sheets in blocks of klaster and programme, in the order they came."""
    found: dict[tuple[int, str], list[IndicatorSheet]] = {}
    for sheet in sheets:
        found.setdefault((sheet.klaster, sheet.programme), []).append(sheet)
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return tuple((klaster, programme, tuple(group)) for (klaster, programme), group in ordered)
