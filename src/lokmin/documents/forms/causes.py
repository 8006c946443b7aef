"""Lembar penyebab masalah: the cause canvas on paper, with the old RTL, the four pictures and the agreed roots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lokmin.core.periods import short_date
from lokmin.core.problems.causes import CauseRules, CauseTree
from lokmin.documents.figures.determinants import determinants_picture
from lokmin.documents.figures.fishbone import fishbone_picture
from lokmin.documents.figures.picture import WIDE, Frame, Picture
from lokmin.documents.figures.problemtree import problem_tree_picture
from lokmin.documents.figures.whys import whys_picture
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import MARGINS, Office, landscape, office
from lokmin.documents.forms.problemrecords import ProblemSheet
from lokmin.documents.forms.records import PackInput
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    Title,
)  # fmt: skip

#: Every drawing of the tree: its heading, and how it is laid out.
PICTURES: tuple[tuple[str, Callable[[CauseTree, CauseRules, Frame], Picture]], ...] = (
    ("Tulang ikan", fishbone_picture),
    ("Pohon masalah", problem_tree_picture),
    ("Lima mengapa", whys_picture),
    ("Penentu cakupan", determinants_picture),
)
#: Millimetres: what a heading takes, what the foot of the page takes, and what Word leaves beside a picture.
_HEADING, _FOOT, _AIR = 13.0, 12.0, 8.0

_OLD = (
    Column("No", width=9),
    Column("RTL sebelumnya", share=1.5),
    Column("Penanggung jawab", share=0.9),
    Column("Waktu", share=0.8),
    Column("Hasil", share=1.1),
    Column("Status", width=24),
    Column("Dampak", share=1.3),
)
_ROOTS = (
    Column("No", width=9),
    Column("Akar masalah yang disepakati", share=1.4),
    Column("Rantai mengapa", share=1.7),
    Column("Penentu cakupan", share=0.8),
    Column("Bukti", share=1.1),
)


def cause_sheet(sheets: Sequence[ProblemSheet], rules: CauseRules, by: Office) -> Document:
    """One sheet for each problem, landscape; each begins a page."""
    blocks: list[Block] = []
    for number, sheet in enumerate(sheets):
        blocks += [PageBreak()] if number else []
        blocks += _sheet(sheet, rules, by)
    title = "Lembar Penyebab Masalah"
    empty: list[Block] = [Title(title.upper(), by.puskesmas), Paragraph("Belum ada masalah yang dicari penyebabnya.")]
    return landscape("lembar-penyebab", title, blocks or empty, by, signed=False)


def lembar_penyebab(pack: PackInput) -> Document:
    """The cause sheets of the problems a meeting discussed.

    Raises:
        ValueError: the pack has sheets but not the rules of their trees.
    """
    if pack.register.rules is None:
        raise ValueError("lembar penyebab memerlukan aturan penyebab")
    return cause_sheet(pack.register.sheets, pack.register.rules, office(pack))


def _sheet(sheet: ProblemSheet, rules: CauseRules, by: Office) -> list[Block]:
    facts: tuple[tuple[str, Text], ...] = (
        ("Masalah", (Run(sheet.tree.problem, bold=True),)),
        ("Tempat", sheet.place),
        ("Kategori, asal", ", ".join(part for part in (sheet.category, sheet.source) if part)),
        ("Riwayat", sheet.history[:1].upper() + sheet.history[1:]),
        ("Bukti", sheet.evidence),
        ("Catatan", sheet.asked),
    )
    number = ", ".join(part for part in (sheet.number, by.puskesmas, short_date(by.day)) if part)
    blocks: list[Block] = [
        Title("LEMBAR PENYEBAB MASALAH", number),
        Facts(tuple(row for row in facts if row[1])),
        Heading("Yang sudah dicoba"),
        _old(sheet),
        Heading("Akar masalah"),
        _roots(sheet.tree, rules),
    ]
    return [*blocks, *_pictures(sheet.tree, rules, by)]


def _pictures(tree: CauseTree, rules: CauseRules, by: Office) -> list[Block]:
    """The four pictures, as many on a page as fit; each as wide as the page unless it would be higher than one."""
    short, long = sorted(by.paper.size)
    room = long - MARGINS.left - MARGINS.right - _AIR
    page = short - MARGINS.top - MARGINS.bottom - _FOOT
    blocks: list[Block] = []
    used = page
    for title, draw in PICTURES:
        picture = draw(tree, rules, WIDE)
        width = min(room, (page - _HEADING) * picture.width / picture.height)
        high = width * picture.height / picture.width + _HEADING
        if used + high > page:
            blocks.append(PageBreak())
            used = 0.0
        used += high
        blocks += [Heading(title), Figure(picture.title, picture.svg(dress="paper"), width=width)]
    return blocks


def _old(sheet: ProblemSheet) -> Table | Paragraph:
    if not sheet.old:
        return Paragraph("Belum ada RTL untuk masalah ini.")
    rows = tuple(
        Row((
            str(number), old.action, old.owner or NOTHING, old.when or NOTHING, old.result or NOTHING,
            old.status or NOTHING, old.verdict or "belum dinilai",
        ))
        for number, old in enumerate(sheet.old, start=1)
    )  # fmt: skip
    return Table(_OLD, rows, size=9)


def _roots(tree: CauseTree, rules: CauseRules) -> Table | Paragraph:
    roots = tree.roots()
    if not roots:
        return Paragraph("Belum ada akar masalah yang disepakati.")
    rows = []
    for number, root in enumerate(roots, start=1):
        step = rules.determinant(tree.determinant_of(root, rules))
        chain = " – karena ".join(node.text for node in tree.line(root)[:-1])
        rows.append(
            Row((str(number), (Run(root.text, bold=True),), chain or NOTHING, step.name if step else NOTHING,
                 root.evidence or NOTHING))
        )  # fmt: skip
    return Table(_ROOTS, tuple(rows), size=9)
