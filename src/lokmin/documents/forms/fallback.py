"""Paper for when the phones do not work: sheets with ids to be typed back in one go, and the presenter's page.

Every sheet carries a code and every row its own short number, so that a sheet found in a drawer can still be typed to
the right meeting and person.
"""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import foot, when_and_where
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import PresenterPage
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Margins,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Small,
    Space,
    Table,
    Title,
)  # fmt: skip

_SPARE, _NOTES = 8, 14


def lembar_hadir(pack: PackInput, code: str, people: Sequence[tuple[str, str]]) -> Document:
    """Attendance on paper: (name, jabatan) of those on the list by number, then free rows for guests (T1, T2 ...).

    ``code`` says of which list the numbers are; whoever types the sheet back types it first.
    """
    rows = [Row((str(number), name, job, "", _dots(number))) for number, (name, job) in enumerate(people, start=1)]
    rows += [Row((f"T{number}", "", "", "", "")) for number in range(1, _SPARE + 1)]
    columns = (
        Column("No", width=11),
        Column("Nama", share=1.3),
        Column("Jabatan/instansi"),
        Column("Jam", width=14),
        Column("Tanda tangan, atau izin, sakit, dinas luar, diwakili", width=56),
    )
    table = Table(columns, tuple(rows), size=9, row_height=9)
    words = "Baris T untuk tamu: nama, instansi, jabatan."
    return _sheet(pack, "lembar-hadir", "LEMBAR HADIR (KERTAS)", code, [table], words, "Kehadiran › Ketik lembar")


def _dots(number: int) -> str:
    """Zig-zag, so that two neighbours do not sign over one another."""
    return f"{number}. ........" if number % 2 else f"{' ' * 24}{number}. ........"


def lembar_nilai(
    pack: PackInput, method: str, criteria: Sequence[str], choices: Sequence[tuple[str, str]],
    scale: str = "angka 1 sampai 5", ballot: str = "", *, named: bool = False,
) -> Document:  # fmt: skip
    """A scoring sheet for one rater: a box for every choice (id, words) and criterion.

    ``named``: the ballot is open and the sheet asks for the name; otherwise it carries none, it may be secret.
    """
    columns = (
        Column("Id", width=13),
        Column("Pilihan"),
        *(Column(criterion, width=max(20.0, 2.1 * len(criterion)), align="center") for criterion in criteria),
    )
    rows = tuple(Row((ident, words, *([""] * len(criteria)))) for ident, words in choices)
    code = f"{pack.room.paper_code}-N{ballot}"
    whose = "Tulis nama Anda: penilaian ini terbuka" if named else "Lembar ini tanpa nama"
    how = f"Isi setiap kotak dengan {scale}. {whose}; satu lembar untuk satu penilai."
    name: list[Block] = [Facts((("Nama", "." * 60),), label_width=14)] if named else []
    return _sheet(pack, "lembar-nilai", f"LEMBAR PENILAIAN {method.upper()} (KERTAS)", code,
                  [*name, Table(columns, rows, size=10, row_height=11)], how, "Suara")  # fmt: skip


def lembar_catatan(pack: PackInput, points: Sequence[tuple[str, str]]) -> Document:
    """Note sheets: the agenda items with their ids, then lines to write on (item, hour, speaker, note, decision)."""
    agenda: list[Block] = []
    if points:
        agenda = [Facts(tuple((ident, title) for ident, title in points), label_width=14)]
    columns = (
        Column("Acara", width=14),
        Column("Jam", width=14),
        Column("Pembicara", width=34),
        Column("Catatan atau pertanyaan", share=1.6),
        Column("Keputusan, PJ, batas waktu"),
    )
    rows = tuple(Row(("",) * 5) for _ in range(_NOTES))
    words = "Tulis id acara di kolom pertama. Satu baris satu catatan; usulan RTL: “@nama: kegiatan sebelum tanggal”."
    return _sheet(pack, "lembar-catatan", "LEMBAR CATATAN (KERTAS)", f"{pack.room.paper_code}-C",
                  [*agenda, Table(columns, rows, size=9, row_height=13)], words, "Meja")  # fmt: skip


def _sheet(
    pack: PackInput, name: str, heading: str, ident: str, blocks: list[Block], words: str, where: str
) -> Document:
    meeting = pack.meeting
    first: list[Block] = [
        Title(heading, f"{meeting.title}, {long_date(meeting.date)}"),
        Paragraph((Run(f"Kode lembar: {ident}", bold=True), Run(f". {words}"))),
    ]
    last = Small((f"Ketik kembali di {where} dengan kode {ident}.",))
    return Document(
        code=name,
        title=f"{heading.title()}, {short_date(meeting.date)}",
        blocks=(*first, *blocks, last),
        paper=pack.paper,
        margins=Margins(top=12, right=14, bottom=14, left=16),
        footer=f"{foot(pack, heading.capitalize())}; kode {ident}",
    )


def halaman_penyaji(pack: PackInput, pages: Sequence[PresenterPage]) -> Document:
    """The prepared page of each presenter: what was planned and done, figures, problems, and what they wrote."""
    blocks: list[Block] = []
    for page in pages:
        if blocks:
            blocks.append(PageBreak())
        blocks += _presenter(pack, page)
    return Document(
        code="halaman-penyaji",
        title=f"Bahan penyaji, {short_date(pack.meeting.date)}",
        blocks=tuple(blocks) or (Paragraph("Belum ada acara dengan penyaji."),),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, "Bahan penyaji"),
    )


def _presenter(pack: PackInput, page: PresenterPage) -> list[Block]:
    blocks: list[Block] = [
        Title(page.title.upper(), f"{pack.meeting.title}, {pack.month.label}"),
        Facts((("Penyaji", page.presenter or NOTHING), *when_and_where(pack.meeting))),
    ]
    if page.plans:
        rows = tuple(Row((str(n), *map(_or, plan))) for n, plan in enumerate(page.plans, start=1))
        columns = (Column("No", width=8), Column("Kegiatan", share=1.3), Column("Rencana"), Column("Hasil"))
        blocks += [Heading("Rencana dan hasil"), Table(columns, rows)]
    if page.figures:
        shown = tuple(
            Row((name, reached, goal, gap or NOTHING, (Run(status, status=status),) if status else NOTHING))
            for name, reached, goal, gap, status in page.figures
        )
        heads = (
            Column("Indikator", share=1.4), Column("Capaian (%)", width=24, align="right"),
            Column("Target", width=24, align="right"), Column("Kekurangan"), Column("Status", width=26),
        )  # fmt: skip
        blocks += [Heading("Capaian"), Table(heads, shown)]
    if page.problems:
        blocks += [Heading("Masalah"), Items(page.problems, ordered=True)]
    for title, words in (("Hambatan", page.obstacles), ("Analisis", page.analysis), ("Usulan", page.proposals)):
        blocks += [Heading(title), Paragraph(words) if words else Space(16)]
    if page.next_plans:
        blocks += [Heading("Rencana bulan berikut"), Items(page.next_plans, ordered=True)]
    if not page.filled:
        blocks.append(Small(("Belum dinyatakan siap oleh penyaji.",)))
    return blocks


def _or(text: str) -> str:
    return text or NOTHING
