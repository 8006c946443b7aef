"""Paper for when the phones do not work: sheets with ids to be typed back in one go, PIN slips, the presenter's page.

Every sheet carries the meeting's code and every row its own short number, so that a sheet found in a drawer can still
be typed to the right meeting and person.
"""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import foot, when_and_where
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import PinSlip, PresenterPage
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
    Text,
    Title,
)  # fmt: skip

_SPARE, _NOTES = 8, 14


def lembar_hadir(pack: PackInput, people: Sequence[tuple[str, str, str]]) -> Document:
    """Attendance on paper: (id, name, jabatan) of those on the list, then free rows for guests (T1, T2 ...)."""
    rows = [Row((ident, name, job, "", "", "")) for ident, name, job in people]
    rows += [Row((f"T{number}", "", "", "", "", "")) for number in range(1, _SPARE + 1)]
    columns = (
        Column("Id", width=13),
        Column("Nama", share=1.3),
        Column("Jabatan/instansi"),
        Column("Jam", width=14),
        Column("H/I/S/D", width=16),
        Column("Tanda tangan", width=40),
    )
    words = "H hadir, I izin, S sakit, D dinas luar; diwakili: tulis nama wakil di bawah nama."
    table = Table(columns, tuple(rows), size=9, row_height=9)
    return _sheet(pack, "lembar-hadir", "LEMBAR HADIR (KERTAS)", "H", [table], words)


def lembar_nilai(
    pack: PackInput, method: str, criteria: Sequence[str], choices: Sequence[tuple[str, str]],
    scale: str = "angka 1 sampai 5", ballot: str = "",
) -> Document:  # fmt: skip
    """A scoring sheet for one rater: a box for every choice (id, words) and criterion. No name: it may be secret."""
    columns = (
        Column("Id", width=13),
        Column("Pilihan"),
        *(Column(criterion, width=max(20.0, 2.1 * len(criterion)), align="center") for criterion in criteria),
    )
    rows = tuple(Row((ident, words, *([""] * len(criteria)))) for ident, words in choices)
    code = f"N{ballot}" if ballot else "N"
    how = f"Isi setiap kotak dengan {scale}. Lembar ini tanpa nama; satu lembar untuk satu penilai."
    return _sheet(pack, "lembar-nilai", f"LEMBAR PENILAIAN {method.upper()} (KERTAS)", code,
                  [Table(columns, rows, size=10, row_height=11)], how)  # fmt: skip


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
    return _sheet(pack, "lembar-catatan", "LEMBAR CATATAN (KERTAS)", "C",
                  [*agenda, Table(columns, rows, size=9, row_height=13)], words)  # fmt: skip


def _sheet(pack: PackInput, code: str, heading: str, letter: str, blocks: list[Block], words: str) -> Document:
    meeting = pack.meeting
    ident = f"{pack.room.paper_code or meeting.date.strftime('%Y%m%d')}-{letter}"
    first: list[Block] = [
        Title(heading, f"{meeting.title}, {long_date(meeting.date)}"),
        Paragraph((Run(f"Kode lembar: {ident}", bold=True), Run(f". {words}"))),
    ]
    last = Small((f"Ketik kembali di Meja › Lembar kertas dengan kode {ident}.",))
    return Document(
        code=code,
        title=f"{heading.title()}, {short_date(meeting.date)}",
        blocks=(*first, *blocks, last),
        paper=pack.paper,
        margins=Margins(top=12, right=14, bottom=14, left=16),
        footer=f"{foot(pack, heading.capitalize())}; kode {ident}",
    )


_ACROSS = 3


def slip_pin(pack: PackInput, slips: Sequence[PinSlip]) -> Document:
    """PIN slips to cut out, three in a row; each says whose it is and that nobody else may see it."""
    cells = [_slip(slip) for slip in slips]
    cells += [""] * (-len(cells) % _ACROSS)
    rows = tuple(Row(tuple(cells[at : at + _ACROSS])) for at in range(0, len(cells), _ACROSS))
    columns = tuple(Column("") for _ in range(_ACROSS))
    empty = (Row(("Belum ada PIN yang dibuat.",), kind="group"),)
    return Document(
        code="slip-pin",
        title="Slip PIN",
        blocks=(
            Paragraph("Gunting menurut garis. Serahkan kepada yang bersangkutan. PIN lama tidak berlaku.", small=True),
            Table(columns, rows or empty, size=11, row_height=30),
        ),
        paper=pack.paper,
        margins=Margins(top=12, right=12, bottom=14, left=12),
        footer=foot(pack, "Slip PIN, rahasia"),
    )  # fmt: skip


def _slip(slip: PinSlip) -> Text:
    return (
        Run(slip.name, bold=True),
        Run(f"\n{slip.unit}\n" if slip.unit else "\n"),
        Run("PIN "),
        Run(slip.pin, bold=True),
        Run("\nUntuk hadir dan tanda tangan di lokmin. Jangan diperlihatkan."),
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
