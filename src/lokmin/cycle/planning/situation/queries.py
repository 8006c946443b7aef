"""The situation analysis out of what the system holds, and of tables people paste; gaps and problems in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.planning.situation import PartState, Ranked, SituationTable, completeness, parts
from lokmin.core.problems.gaps import GapRow
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives, villages
from lokmin.cycle.community import queries as community
from lokmin.cycle.community.smd.queries import problems_for_plan
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.planning.models import Ceiling, Plan
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.reporting.queries.facts import current_facts
from lokmin.cycle.workforce.needs import queries as needs
from lokmin.cycle.workforce.staff import queries as staff

#: A pasted table is kept as a text of the RUK's plan under this code and its part.
PASTED = "situasi."
#: Sasaran that a plan speaks of, in the order they are printed.
SASARAN = ("sasaran.bumil", "sasaran.bulin", "sasaran.bayi", "sasaran.balita", "sasaran.rematri", "sasaran.produktif",
           "sasaran.lansia")  # fmt: skip
_MOST_ROWS, _MOST_COLUMNS = 200, 20


@dataclass(frozen=True, slots=True)
class SituationPage:
    """All parts with their tables, what is said of them, gaps of three years and problems in their order."""

    year: int
    states: tuple[PartState, ...]
    complete: str
    gaps: tuple[GapRow, ...]
    years: tuple[int, ...]
    problems: tuple[Ranked, ...]
    pasted: dict[str, tuple[str, int]]


def situation(puskesmas: Puskesmas, year: int) -> SituationPage:
    """What is known for planning a year."""
    gaps = register.gap_table(puskesmas, year)
    pasted = _pasted(puskesmas, year)
    tables = [*_tables(puskesmas, year)]
    for code, (text, _revision) in pasted.items():
        made = pasted_table(code, text, _title(year, code))
        if made is not None:
            tables.append(made)
    if gaps.rows:
        tables.append(_gap_summary(gaps.rows))
    states = parts(tables, plan_rule(year))
    return SituationPage(year, states, completeness(states), gaps.rows, gaps.years, ranked(puskesmas), pasted)


def _title(year: int, code: str) -> str:
    return next((part.title for part in plan_rule(year).situation if part.code == code), code)


def _pasted(puskesmas: Puskesmas, year: int) -> dict[str, tuple[str, int]]:
    """Part -> text as it was pasted, and its revision."""
    plan = plans.plan(puskesmas, Plan.RUK, year)
    if plan is None:
        return {}
    written = plans.chapters(plan)
    return {
        code.removeprefix(PASTED): (chapter.text, chapter.revision)
        for code, chapter in written.items()
        if code.startswith(PASTED)
    }


def pasted_table(code: str, text: str, title: str) -> SituationTable | None:
    """A table as it was pasted from Excel (tabs) or typed (semicolons): the first line are the heads.

    A last line ``Sumber: ...`` names where it comes from. Short lines are filled with blanks; figures stand right.
    """
    lines = [line for line in text.splitlines() if line.strip()][: _MOST_ROWS + 2]
    source = ""
    if lines and lines[-1].strip().casefold().startswith("sumber:"):
        source = lines.pop().split(":", 1)[1].strip().rstrip(".")
    cells = [[c.strip() for c in (line.split("\t") if "\t" in line else line.split(";"))] for line in lines]
    if not cells:
        return None
    width = min(max(map(len, cells)), _MOST_COLUMNS)
    grid = [tuple((row + [""] * width)[:width]) for row in cells]
    heads, rows = grid[0], tuple(grid[1:])
    if not rows:
        heads, rows = tuple("" for _ in range(width)), (grid[0],)
    right = frozenset(at for at in range(width) if rows and all(_figure(row[at]) for row in rows))
    total = bool(rows) and len(rows) > 1 and rows[-1][0].casefold().startswith(("jumlah", "total"))
    return SituationTable(code, title, heads, rows, source, right, total)


def _figure(text: str) -> bool:
    return not text or text.strip("%‰ –-").replace(".", "").replace(",", "").isdigit() or text in ("–", "-")


def _tables(puskesmas: Puskesmas, year: int) -> Iterator[SituationTable]:
    last = year - 1
    facts = current_facts(puskesmas, last)
    if not any(element.startswith("sasaran.") for _place, _period, element in facts):
        last, facts = year - 2, current_facts(puskesmas, year - 2)
    places = villages(puskesmas)
    carers = midwives(puskesmas)

    def told(code: str, element: str) -> str:
        micro = facts.get((code, str(last), element))
        return "–" if micro is None else indonesian(from_micro(micro))

    def summed(element: str) -> str:
        known = [m for v in places if (m := facts.get((v.code, str(last), element))) is not None]
        if not known:
            return "–"
        words = indonesian(from_micro(sum(known)))
        part = {"sum": words, "n": len(known), "all": len(places)}
        return words if len(known) == len(places) else _("%(sum)s (%(n)d dari %(all)d desa)") % part

    rows = tuple((v.name, told(v.code, "sasaran.penduduk"), ", ".join(carers.get(v.code, ())) or "–") for v in places)
    if rows:
        sums = ((_("Jumlah"), summed("sasaran.penduduk"), ""),)
        source = _("sasaran %(year)s dan daftar desa") % {"year": last}
        yield SituationTable(
            "wilayah", _("Desa wilayah kerja"), (_("Desa"), _("Penduduk"), _("Bidan desa")), rows + sums, source,
            frozenset({1}), total=True,
        )  # fmt: skip
    elements = catalogue_for(puskesmas, last).elements
    named = [e for e in SASARAN if e in elements and any((v.code, str(last), e) in facts for v in places)]
    if named:
        heads = (_("Desa"), *(elements[e].short for e in named))
        body = tuple((v.name, *(told(v.code, e) for e in named)) for v in places)
        sums_ = ((_("Jumlah"), *(summed(e) for e in named)),)
        right = frozenset(range(1, len(heads)))
        source = _("sasaran %(year)s yang berlaku") % {"year": last}
        yield SituationTable("sasaran", _("Sasaran program"), heads, body + sums_, source, right, total=True)
    yield from _people(puskesmas)
    yield from _tools(puskesmas)
    yield from _money(puskesmas, year)
    yield from _voices(puskesmas, year)


def _people(puskesmas: Puskesmas) -> Iterator[SituationTable]:
    present = staff.staff(puskesmas, clock.today())
    counts = Counter(row.profession_name for row in present)
    if counts:
        rows = tuple((name, str(n)) for name, n in counts.most_common())
        yield SituationTable(
            "sdm", _("Tenaga menurut jenis"), (_("Jenis tenaga"), _("Orang")),
            (*rows, (_("Jumlah"), str(len(present)))), _("daftar tenaga"), frozenset({1}), total=True,
        )  # fmt: skip


def _tools(puskesmas: Puskesmas) -> Iterator[SituationTable]:
    """The inventory of tools by room against the standard; what nobody counted stays apart from what is lacking."""
    found = needs.inventory(puskesmas)
    rows = [(room.name, room.found.standard, room.found.met, room.found.unknown) for room in found.rooms]
    rows = [row for row in rows if row[1]]
    # A list on which nothing was counted yet tells nothing of the office.
    if any(standard > unknown for _name, standard, _met, unknown in rows):
        heads = (_("Ruang"), _("Standar"), _("Ada dan baik"), _("Kurang"), _("Belum dihitung"))
        lines = [(name, s, met, s - met - unknown, unknown) for name, s, met, unknown in rows]
        body = tuple((name, *map(str, figures)) for name, *figures in lines)
        sums = (_("Jumlah"), *(str(sum(line[at] for line in lines)) for at in range(1, 5)))  # type: ignore[misc]
        source = f"{_('inventaris alat')}; {found.words.rstrip('.')}"
        yield SituationTable(
            "sarana", _("Alat menurut ruang"), heads, (*body, sums), source,
            frozenset(range(1, 5)), total=True,
        )  # fmt: skip


def _money(puskesmas: Puskesmas, year: int) -> Iterator[SituationTable]:
    newest: dict[str, int] = {}
    for row in Ceiling.objects.of(puskesmas).filter(year=year - 1):
        newest[row.fund] = row.rupiah
    if newest:
        funds = book(year - 1)
        rows = tuple((funds.short(code), f"Rp{indonesian(amount)}") for code, amount in newest.items())
        yield SituationTable(
            "dana", _("Pagu %(year)s menurut sumber") % {"year": year - 1}, (_("Sumber"), _("Pagu")),
            (*rows, (_("Jumlah"), f"Rp{indonesian(sum(newest.values()))}")), _("anggaran"), frozenset({1}), total=True,
        )  # fmt: skip


def _voices(puskesmas: Puskesmas, year: int) -> Iterator[SituationTable]:
    """What surveys of villages found, what villages asked for, and risks."""
    problems = tuple((village, text, str(made)) for village, text, made in problems_for_plan(puskesmas, year))
    if problems:
        yield SituationTable(
            "smd", _("Masalah menurut SMD"), (_("Desa"), _("Masalah"), _("Tahun")), problems, _("SMD desa")
        )
    wishes = community.for_plan(puskesmas, year)
    if wishes:
        rows = tuple((w.village, w.problem or "–", w.activity) for w in wishes)
        heads = (_("Desa"), _("Masalah"), _("Kegiatan yang disepakati"))
        yield SituationTable("smd", _("Hasil MMD yang perlu anggaran"), heads, rows, _("SMD dan MMD desa"))
    risks = register.risks(puskesmas, year - 1)
    if risks:
        lines = tuple((r.unit, r.risk, r.grade.name, r.prevention or "–") for r in risks)
        title = _("Daftar risiko %(year)s") % {"year": year - 1}
        heads_ = (_("Unit"), _("Risiko"), _("Tingkat"), _("Pencegahan"))
        yield SituationTable("risiko", title, heads_, lines, _("daftar risiko"))


def _gap_summary(rows: tuple[GapRow, ...]) -> SituationTable:
    missed = sum(bool(row.gap) for row in rows)
    return SituationTable(
        "capaian", _("Capaian tiga tahun"), (_("Indikator dengan capaian"), _("Belum mencapai target")),
        ((str(len(rows)), str(missed)),), _("angka laporan; tabelnya di bagian kesenjangan"), frozenset({0, 1}),
    )  # fmt: skip


def ranked(puskesmas: Puskesmas) -> tuple[Ranked, ...]:
    """The open problems as the register orders them, with their roots and chosen ways."""
    entries = register.register(puskesmas)
    roots = register.root_texts(puskesmas)
    ways: dict[int, list[str]] = {}
    for way in register.chosen([entry.pk for entry in entries]):
        ways.setdefault(way.problem, []).append(way.text)
    asked = _("Belum disebut: %(what)s.")
    return tuple(
        Ranked(
            str(entry.pk), entry.statement, None, _("%(n)d bulan merah") % {"n": entry.red_months} if entry.red_months
            else "", None, entry.gap_people, "; ".join(roots.get(entry.pk, ())), "; ".join(ways.get(entry.pk, ())),
            asked % {"what": ", ".join(entry.missing)} if entry.missing else "",
        )
        for entry in entries
    )  # fmt: skip
