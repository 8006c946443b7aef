"""The review page of an upload: what was understood per block, what is asked, the cells in pages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.cycle.reporting.neighbours import split_address as split
from lokmin.cycle.reporting.preview import CHANGED, ERROR, HOLD, IGNORED, NEW, OK, SAME, WARNING, Cell, Preview
from lokmin.cycle.reporting.settling import COUNT, PERCENTAGE
from lokmin.exchange.excel.records import IGNORE_COLUMN, Block, Question, column_letters

PER_PAGE = 50
_MOST_ASKED = 100


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One line of "what was understood": texts as shown, and the number of cells."""

    sheet: str
    name: str
    where: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: about one cell or about many. ``field`` is the name in the form; ``choices`` value -> text.

    ``free`` allows another answer: ``element`` (a code from the list), ``place``, ``period`` or ``number``.
    """

    field: str
    cell: str
    more: int
    place: str
    what: str
    old: int | None
    new: str
    why: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""
    free: str = ""


def what(cell: Cell, catalogue: Catalogue) -> str:
    """Short name of the data element, or the heading as it stands."""
    element = catalogue.elements.get(cell.element)
    return element.short if element else " › ".join(cell.header)


def when(period: str, *, year: bool = False) -> str:
    """``April`` (``April 2026`` with ``year``), or the year of a sasaran."""
    if len(period) != 7:
        return period
    month = Month.parse(period)
    return f"{_(month.name)} {month.year}" if year else _(month.name)


def block_lines(preview: Preview, catalogue: Catalogue) -> list[BlockLine]:
    """Tables of the same shape in one sheet share a line; what is ignored is told per sheet with its main reasons."""
    del catalogue
    tables = [b for b in preview.blocks if b.count]
    starts: dict[str, list[Block]] = {}
    for block in sorted(tables, key=lambda b: (b.sheet, b.first_row)):
        starts.setdefault(block.sheet, []).append(block)
    rows_of = {sheet: [b.first_row + 1 for b in blocks] for sheet, blocks in starts.items()}
    places: dict[Block, set[str]] = {b: set() for b in tables}
    heads: dict[Block, set[tuple[str, ...]]] = {b: set() for b in tables}
    counts: Counter[Block] = Counter()
    loose: Counter[str] = Counter()
    ignored: dict[str, Counter[str]] = {}
    for c in preview.cells:
        if c.state == IGNORED:
            ignored.setdefault(c.sheet, Counter())[c.note] += 1
            continue
        at = bisect_right(rows_of.get(c.sheet, []), split(c.cell)[1]) - 1
        if at < 0:
            loose[c.sheet] += 1
            continue
        block = starts[c.sheet][at]
        counts[block] += 1
        places[block].add(c.place)
        heads[block].add(c.header)
    groups: dict[tuple[str, int, int], list[Block]] = {}
    for block in tables:
        groups.setdefault((block.sheet, block.first_col, block.last_col), []).append(block)
    sheets = list(dict.fromkeys(b.sheet for b in preview.blocks)) + [s for s in ignored if s not in starts]
    lines = []
    for sheet in dict.fromkeys(sheets):
        for (at_sheet, left, right), blocks in groups.items():
            if at_sheet == sheet:
                lines.append(
                    _line(sheet=sheet, left=left, right=right, blocks=blocks, places=places, heads=heads, counts=counts)
                )
        if n := sum(ignored.get(sheet, Counter()).values()):
            reasons = ", ".join(reason for reason, _n in ignored[sheet].most_common(3))
            lines.append(BlockLine(sheet, _("selebihnya"), "", _("diabaikan: %(why)s") % {"why": reasons}, n))
    return lines


def _line(
    *,
    sheet: str,
    left: int,
    right: int,
    blocks: Sequence[Block],
    places: dict[Block, set[str]],
    heads: dict[Block, set[tuple[str, ...]]],
    counts: Counter[Block],
) -> BlockLine:
    rows = ", ".join(f"{b.first_row + 1}–{b.last_row + 1}" for b in blocks[:4]) + (" …" if len(blocks) > 4 else "")
    where = _("baris %(rows)s, kolom %(first)s–%(last)s") % {
        "rows": rows,
        "first": column_letters(left),
        "last": column_letters(right),
    }
    periods = [b.period for b in blocks if b.period]
    months = [p for p in periods if len(p) == 7]
    name = ", ".join(when(p) for p in periods) if periods else blocks[0].title.split(" · ")[0][:60]
    places_n = max((len(places[b]) for b in blocks), default=0)
    heads_n = max((len(heads[b]) for b in blocks), default=0)
    meaning = _("%(places)d tempat × %(heads)d unsur data") % {"places": places_n, "heads": heads_n}
    if len(months) == 1:
        meaning += f", {when(months[0], year=True)}"
    elif months:
        meaning += ", " + _("%(n)d bulan") % {"n": len(months)}
    return BlockLine(sheet, name, where, meaning, sum(counts[b] for b in blocks))


def asks(preview: Preview, catalogue: Catalogue, names: dict[str, str], typed: dict[str, str | int]) -> list[Ask]:
    """The open questions, those about many cells first; answered ones of this upload keep their answer."""
    waiting = Counter(c.asks for c in preview.cells if c.state == WARNING)
    first = {c.asks: c for c in reversed(preview.cells) if c.state == WARNING}
    found = [
        _about_many(
            q,
            number=number,
            cell=first.get(q.id),
            count=waiting[q.id] or q.count,
            preview=preview,
            catalogue=catalogue,
            names=names,
        )
        for number, q in enumerate(preview.questions)
    ]
    for cell in preview.asked[:_MOST_ASKED]:
        value = _number(cell.micro)
        keep = _("biarkan %(old)s") % {"old": _number(cell.old)} if cell.old is not None else _("tahan dulu")
        yes = _("ubah, beri catatan") if cell.old is not None else _("benar %(n)s") % {"n": value}
        choices = ((OK, yes), (HOLD, keep))
        found.append(
            Ask(
                f"sel:{cell.address}",
                cell.cell,
                0,
                cell.place,
                f"{what(cell, catalogue)}, {when(cell.period)}",
                cell.old,
                value,
                cell.note,
                choices,
                str(typed.get(cell.address, "")),
            )
        )
    return found


def _about_many(
    q: Question,
    *,
    number: int,
    cell: Cell | None,
    count: int,
    preview: Preview,
    catalogue: Catalogue,
    names: dict[str, str],
) -> Ask:
    sheet_cell = q.cells[0] if q.cells else ""
    choices: list[tuple[str, str]] = []
    free = ""
    if q.kind == "header":
        choices = [(code, catalogue.elements[code].name) for code in q.options[:4] if code in catalogue.elements]
        choices.append((IGNORE_COLUMN, _("abaikan kolom ini")))
        free = "element"
    elif q.kind == "place":
        choices = [(code, names[code]) for code in q.options if code in names]
        choices.append((IGNORE_COLUMN, _("abaikan baris ini")))
        free = "" if ":ganda:" in q.key else "place"
    elif q.kind == "period":
        choices = [(code, when(code, year=True)) for code in q.options]
        free = "period"
    else:
        offered = [(option, _option(option)) for option in q.options]
        choices = [*(offered or [(OK, _("pakai seperti terbaca"))]), (HOLD, _("tahan dulu"))]
        free = "number"
    return Ask(
        f"tanya:{number}",
        sheet_cell.rpartition("!")[2] or (cell.cell if cell else _("beberapa")),
        max(count - 1, 0),
        cell.place if cell and q.kind != "place" else "",
        what(cell, catalogue) if cell and q.kind != "header" else "",
        None,
        _number(cell.micro) if cell and count == 1 else "",
        q.text,
        tuple(choices),
        preview.answered.get(q.id, ""),
        free,
    )


def _option(option: str) -> str:
    """An option of the reader in words: one of two readings, a kind of number, or one of two cells."""
    sheet, sign, cell = option.rpartition("!")
    if sign:
        return _("pakai lembar %(sheet)s (sel %(cell)s)") % {"sheet": sheet, "cell": cell}
    if option == PERCENTAGE:
        return _("persentase: abaikan")
    if option == IGNORE_COLUMN:
        return _("hasil hitungan: abaikan")
    if option == COUNT:
        return _("jumlah: simpan")
    return _("dibaca %(n)s") % {"n": option}


def _number(micro: int | None) -> str:
    return "–" if micro is None else indonesian(from_micro(micro))


#: What a person at the desk looks at first.
_FIRST = {ERROR: 0, WARNING: 1, CHANGED: 3, NEW: 4, SAME: 5, IGNORED: 6}


def in_order(cells: Sequence[Cell]) -> list[Cell]:
    """Wrong and doubtful cells first, then those that go in with a remark, changed, new, the rest; else as they lie."""
    return sorted(cells, key=lambda cell: 2 if cell.flagged else _FIRST[cell.state])


#: Tabs of the cell list: state -> label.
def tabs() -> tuple[tuple[str, str], ...]:
    """The states in the order of the page, with their words."""
    return (
        ("", _("Semua")),
        (NEW, _("Baru")),
        (CHANGED, _("Berubah")),
        (SAME, _("Sama")),
        (ERROR, _("Salah")),
        (WARNING, _("Ragu")),
        (IGNORED, _("Diabaikan")),
    )
