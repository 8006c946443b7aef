"""PowerPoint: the deck of a lokmin, one message a slide, readable from the back of a hall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lokmin.core.numbers import MICRO
from lokmin.core.periods import long_date, short_date
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.bars import chart_order
from lokmin.documents.figures.reading import TOTAL_NAME, common_target, gap_words
from lokmin.documents.forms.parts import by_klaster, indicator_name, judged, programme_name, silent_words
from lokmin.documents.forms.recap import klaster_name
from lokmin.documents.forms.records import IndicatorSheet, PackInput, Problem, RtlRow
from lokmin.documents.forms.roomsections import said
from lokmin.documents.forms.schedule import timed
from lokmin.documents.forms.sentences import gap_short, headline, puskesmas_sentence, running_target
from lokmin.documents.forms.words import clock_range, count, day_range, rate
from lokmin.documents.render.causeslides import add_picture
from lokmin.documents.render.slidechart import add_pws_chart
from lokmin.documents.render.slidedeck import FOOT, INNER, MARGIN, SMALLEST, TOP, Deck
from lokmin.documents.render.slidexml import (
    QUIET,
    Box,
    SlideColumn,
    line,
    paragraph,
    run,
    status_runs,
    table,
    text_box,
)  # fmt: skip

#: Room for the name of a village beside its bar: inches, and letters of the longest that is not cut.
_NAMES, _NAME = 2.3, 18
_PLOT_ROWS, _TABLE_ROWS, _TEXT_ROWS = 14, 8, 5
#: So many indicators of a programme are drawn where fewer carry a problem of the meeting.
_CHARTS = 3


def slides(pack: PackInput) -> bytes:
    """The deck as .pptx bytes, equal for equal input."""
    return _Deck(pack).save()


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Pieces of nearly equal length, none longer than ``size``."""
    pieces = -(-len(items) // size)
    for index in range(pieces):
        yield items[len(items) * index // pieces : len(items) * (index + 1) // pieces]


def _short(text: str, limit: int) -> str:
    """A text that fits its cell; what is cut stands in full in the minutes and the matrix."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;. ") + " …"


class _Deck(Deck):
    def __init__(self, pack: PackInput) -> None:
        at = pack.meeting.frozen_at
        frozen = f", angka dibekukan {short_date(at.date())}" if at else ""
        super().__init__(f"{pack.puskesmas}, {pack.month.label}{frozen}")
        self.pack = pack

    def save(self) -> bytes:
        pack = self.pack
        self.cover()
        self.agenda()
        self.problems(pack.problems, pack.hidden_problems, "perlu dibahas")
        self.previous()
        self.causes()
        for klaster, programme, sheets in by_klaster(pack.sheets):
            self.block(klaster, programme, sheets)
        self.said()
        self.actions(pack.meeting.rtl, "Rencana tindak lanjut pertemuan ini")
        self.closing()
        return self.finished(f"Materi {pack.meeting.title}", pack.made_at)

    # --- slides -----------------------------------------------------------------------------------------------------

    def cover(self) -> None:
        pack, meeting = self.pack, self.pack.meeting
        self.slide(meeting.title, size=44)
        lines = (
            pack.puskesmas, long_date(meeting.date),
            f"{clock_range(meeting.start, meeting.end, meeting.zone)}, {meeting.place}", meeting.counted,
            meeting.achieved.replace("c", "C", 1), *(f"Fokus: {focus.sentence}" for focus in meeting.focuses),
        )  # fmt: skip
        body = "".join(
            paragraph(run(words, 26, bold=index == 0), after=8) for index, words in enumerate(lines) if words
        )
        self.add(text_box(self.next_id(), "Pertemuan", Box(MARGIN, 2.4, INNER, 2.6), body))

    def agenda(self) -> None:
        items = timed(self.pack.meeting)
        total = sum(item.minutes for _, item in items)
        for part in _chunks(items, 8):
            self.slide("Susunan acara", f"{total} menit" if total else "")
            rows = [
                (
                    run(time or "–", 20),
                    run(_short(item.title, 60), 20, bold=True),
                    run(_short(item.speaker or "–", 34), 20),
                )
                for time, item in part
            ]
            columns = (SlideColumn("Pukul", 2.1), SlideColumn("Acara", 6.4), SlideColumn("Penyaji", INNER - 8.5))
            self.table("Susunan acara", columns, rows, size=20)

    def problems(self, problems: Sequence[Problem], hidden: int, what: str) -> None:
        for index, part in enumerate(_chunks(problems, 7)):
            title = f"{len(problems)} masalah {what}"
            if part[0].people and not index:
                title += f": {part[0].place} {part[0].people} di {indicator_name(self.pack, part[0].indicator)}"
            self.slide(title, f"{hidden} masalah lain ada di rekap" if hidden else "")
            rows = [
                (
                    run(_short(p.title, 74), SMALLEST, bold=True), run(p.people or "–", SMALLEST),
                    run(f"{p.red_months} bulan" if p.red_months else "–", SMALLEST), status_runs(p.status, SMALLEST),
                )
                for p in part
            ]  # fmt: skip
            columns = (
                SlideColumn("Masalah", INNER - 6.4), SlideColumn("Kekurangan", 2.4), SlideColumn("Merah selama", 2.2),
                SlideColumn("Status", 1.8),
            )  # fmt: skip
            self.table("Masalah", columns, rows, height=0.68)

    def previous(self) -> None:
        rows = self.pack.meeting.previous_rtl
        if not rows:
            return
        order = ("terlambat", "berjalan", "belum mulai", "dialihkan", "dibatalkan", "selesai")
        counted = [(word, sum(row.status == word for row in rows)) for word in order]
        words = ", ".join(f"{number} {word}" for word, number in reversed(counted) if number)
        late = [row for row in rows if row.status not in ("selesai", "dibatalkan")]
        title = f"Tindak lanjut sebelumnya: {words}"
        if not late:
            self.slide(title, f"{len(rows)} rencana")
            return
        for part in _chunks(late, _TEXT_ROWS):
            self.slide(title, f"{len(rows)} rencana; yang belum selesai:")
            self.table("Tindak lanjut sebelumnya", *self.action_table(part, result=True), height=0.95)

    def causes(self) -> None:
        """The fishbone of each problem whose causes are known; the other drawings stand on paper."""
        register = self.pack.register
        for sheet in register.sheets if register.rules else ():
            if sheet.tree.nodes and register.rules:
                add_picture(self, sheet, register.rules)

    def action_table(
        self, rows: Sequence[RtlRow], *, result: bool = False
    ) -> tuple[tuple[SlideColumn, ...], list[tuple[str, ...]]]:
        body: list[tuple[str, ...]] = [
            (
                run(_short(row.action or row.problem, 62), SMALLEST, bold=True),
                run(_short(row.owner or "–", 34), SMALLEST),
                run(day_range(row.start, row.due), SMALLEST),
                run(_short((row.status if result else row.indicator) or "–", 44), SMALLEST),
            )
            for row in rows
        ]
        columns = (
            SlideColumn("Kegiatan", INNER - 7.9), SlideColumn("Penanggung jawab", 2.8), SlideColumn("Waktu", 2.3),
            SlideColumn("Status" if result else "Tanda berhasil", 2.8),
        )  # fmt: skip
        return columns, body

    def actions(self, rows: Sequence[RtlRow], title: str) -> None:
        for part in _chunks(rows, _TEXT_ROWS):
            self.slide(f"{title}: {len(rows)} kegiatan")
            self.table("Rencana tindak lanjut", *self.action_table(part), height=0.95)

    def said(self) -> None:
        """What presenters wrote beforehand."""
        columns = (SlideColumn("Acara", 3.2), SlideColumn("Hambatan", 4.6), SlideColumn("Usulan", INNER - 7.8))
        for part in _chunks(said(self.pack), 4):
            self.slide("Hambatan dan usulan penyaji")
            texts = [(_short(p.title, 50), _short(p.obstacles, 130), _short(p.proposals, 130)) for p in part]
            rows = [tuple(run(t or "–", SMALLEST, bold=not n) for n, t in enumerate(row)) for row in texts]
            self.table("Hambatan dan usulan", columns, rows, height=1.15)

    def block(self, klaster: int, programme: str, sheets: Sequence[IndicatorSheet]) -> None:
        """One programme: its indicators, then chart and villages of each, its problems, its plans."""
        pack = self.pack
        below = [s for s in sheets if s.total and s.total.status in (Status.CUKUP, Status.JELEK)]
        shown = programme_name(programme)
        where = f"{klaster_name(klaster)}: {shown}"
        title = (
            f"{len(below)} dari {len(judged(tuple(sheets)))} indikator {shown} belum mencapai target berjalan"
            if below
            else f"Semua indikator {shown} yang punya target mencapai target berjalan"
        )
        aimed = judged(tuple(sheets))
        left = len(sheets) - len(aimed)
        more = f"; {left} indikator tanpa target ada di rekap" if left else ""
        for part in _chunks(aimed, _TABLE_ROWS):
            self.slide(title, f"{where}, Puskesmas sampai {pack.month.label}{more}")
            self.table("Indikator", *_overview(part))
        named = {problem.indicator for problem in pack.problems}
        for sheet in self.drawn(aimed):
            self.chart(sheet)
            if sheet.below and sheet.code in named:
                self.villages(sheet)
        problems = [p for p in pack.problems if p.programme == programme and (p.klaster or klaster) == klaster]
        self.problems(problems, 0, f"di {shown}")
        plans = [r for r in pack.meeting.rtl if r.programme == programme and (r.klaster or klaster) == klaster]
        self.actions(plans, f"Rencana tindak lanjut {shown}")

    def drawn(self, sheets: Sequence[IndicatorSheet]) -> list[IndicatorSheet]:
        """What a hall can look at in its time: the indicators of the meeting's problems, three at least.

        The furthest come first in choosing, the order of the catalogue stays. The workbook has a chart of every one.
        """
        named = {problem.indicator for problem in self.pack.problems}
        worth = [sheet for sheet in sheets if sheet.below or sheet.silent]
        far = sorted(worth, key=lambda s: (s.code not in named, -sum(r.gap_people or 0 for r in s.below)))
        chosen = far[: max(_CHARTS, sum(sheet.code in named for sheet in worth))]
        return [sheet for sheet in worth if sheet in chosen]

    def chart(self, sheet: IndicatorSheet) -> None:
        """Bars on the left, people missing and status in words on the same lines to the right."""
        pack = self.pack
        ordered = chart_order(sheet.rows)
        for part in _chunks(ordered, _PLOT_ROWS):
            rows = [*part, sheet.total] if sheet.total and len(part) < _PLOT_ROWS else list(part)
            self.slide(headline(sheet, pack.names))
            top, bottom = TOP + 0.2, FOOT - 0.42
            box = Box(MARGIN + _NAMES, top, 7.4 - _NAMES, bottom - top)
            target = common_target(rows)
            size = SMALLEST
            series = (f"Sampai {pack.month.previous.name}", pack.month.name)
            names = {row.place: _short(pack.names.get(row.place, row.place), _NAME) for row in part}
            if sheet.total:
                names[sheet.total.place] = TOTAL_NAME
            at = add_pws_chart(
                self.shapes, box, rows, names, series=series, alt=headline(sheet, pack.names), flow=sheet.adds,
                target=target,
            )  # fmt: skip
            self.next_id()  # the one python-pptx took for the chart
            if at is not None:
                self.add(line(self.next_id(), "Target", at, top - 0.05, at, bottom + 0.03, points=3))
                words = run(f"Target {running_target(rows[0])}", size, bold=True)
                label = Box(min(max(at - 1.3, box.x), box.x + box.w + 0.4 - 2.6), top - 0.4, 2.6, 0.32)
                self.text("Target", label, words, align="ctr")
            height = (bottom - top) / len(rows)
            body = [_beside(row, sheet.people, size) for row in rows]
            columns = (SlideColumn("", 0.95, "r"), SlideColumn("", 2.25), SlideColumn("", 1.5))
            frame = Box(box.x + box.w, top, 4.7, bottom - top)
            left = Box(MARGIN, top, _NAMES, bottom - top)
            called = [(run(names[row.place], size, bold=True),) for row in rows]
            plain: Any = {"size": size, "row_height": height, "head": 0, "ruled": False}
            self.add(table(self.next_id(), "Desa", left, (SlideColumn("", _NAMES, "r"),), called, **plain))
            self.add(table(self.next_id(), "Kekurangan dan status", frame, columns, body, **plain))
            key = f"Penuh: sampai {pack.month.previous.name}. Terbuka: {pack.month.name}. Arsir: belum lengkap."
            self.text("Keterangan batang", Box(MARGIN, bottom + 0.06, INNER, 0.32), run(key, SMALLEST, colour=QUIET))

    def villages(self, sheet: IndicatorSheet) -> None:
        pack = self.pack
        for part in _chunks(sheet.ordered, 12):
            self.slide(puskesmas_sentence(sheet))
            rows = [_village(row, pack.names) for row in part]
            columns = (
                SlideColumn("Desa", 2.7), SlideColumn("Sasaran", 1.4, "r"), SlideColumn("Jumlah", 1.2, "r"),
                SlideColumn(pack.month.previous.name, 1.5, "r"), SlideColumn(pack.month.name, 1.5, "r"),
                SlideColumn(_per(part), 1.4, "r"), SlideColumn("", 0.3), SlideColumn("Status", INNER - 10.0),
            )  # fmt: skip
            self.table(f"Desa {sheet.short}", columns, rows, height=0.4, top=1.55)

    def closing(self) -> None:
        pack = self.pack
        silent = silent_words(pack)
        points = [f"Melengkapi laporan {pack.month.name}: {silent}."] if silent else []
        points += list(pack.quality[:4])
        if not points:
            return
        self.slide("Angka yang perlu dilengkapi dan ditanyakan")
        body = "".join(paragraph(run(f"– {_short(point, 170)}", 22), after=10) for point in points)
        self.add(text_box(self.next_id(), "Mutu data", Box(MARGIN, TOP, INNER, FOOT - TOP - 0.2), body))


def _overview(sheets: Sequence[IndicatorSheet]) -> tuple[tuple[SlideColumn, ...], list[tuple[str, ...]]]:
    size = SMALLEST
    rows: list[tuple[str, ...]] = []
    for sheet in sheets:
        total = sheet.total
        rows.append((
            run(_short(sheet.name, 50), size, bold=True), run(rate(total.ratio) if total else "–", size),
            run(running_target(total), size), run(gap_short(total, sheet.people) if total else "–", size, bold=True),
            run(f"{len(sheet.below)} dari {len(sheet.rows)}" if sheet.rows else "–", size),
            status_runs(total.status.value if total else "belum lapor", size),
        ))  # fmt: skip
    columns = (
        SlideColumn("Indikator", INNER - 8.45), SlideColumn("Capaian", 1.3, "r"), SlideColumn("Target", 1.3, "r"),
        SlideColumn("Kurang", 2.45, "r"), SlideColumn("Desa di bawah", 1.45, "r"), SlideColumn("Status", 1.95),
    )  # fmt: skip
    return columns, rows


def _beside(row: CoverageRow, people: str, size: float) -> tuple[str, ...]:
    value = row.ratio.text() if row.ratio and row.status is not Status.NONE else "–"
    gap = gap_words(row, people)
    word = {Status.NONE: "belum", Status.NO_TARGET: "–"}.get(row.status, "")
    return (
        run(value, size, bold=True), run("" if gap == "–" else _short(gap, 17), size, bold=bool(row.gap_people)),
        status_runs(row.status.value, size, word),
    )  # fmt: skip


def _per(rows: Sequence[CoverageRow]) -> str:
    """The head of the rates: a long unit stands once above them, not in every line."""
    factor = rows[0].factor if rows else 100
    return "Capaian" if factor == 100 else f"Per {count(factor * MICRO)}"


def _village(row: CoverageRow, names: dict[str, str]) -> tuple[str, ...]:
    size = SMALLEST
    known = row.ratio if row.status is not Status.NONE else None
    percent = "–" if known is None else rate(known) if row.factor == 100 else known.text()
    return (
        run(names.get(row.place, row.place), size, bold=True), run(count(row.denominator), size),
        run(count(row.numerator), size), run(count(row.last_month), size), run(count(row.month), size),
        run(percent, size), "", status_runs(row.status.value, size),
    )  # fmt: skip
