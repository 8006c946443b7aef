"""Single papers made when somebody asks: one document instead of the whole pack."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lokmin.core.meetings.scoring.methods import Method
from lokmin.cycle.meetings.after.queries import TaskList
from lokmin.cycle.meetings.ballots import rules
from lokmin.cycle.meetings.hand.operations import sheets
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.pack import pack_input
from lokmin.cycle.meetings.papers.annexes import FIRST
from lokmin.cycle.meetings.preparing.records import presenters
from lokmin.documents.forms import fallback
from lokmin.documents.forms.annexes import lampiran
from lokmin.documents.forms.attendance import daftar_hadir
from lokmin.documents.forms.causes import lembar_penyebab
from lokmin.documents.forms.commitments import kartu_mitra, kesepakatan, usulan
from lokmin.documents.forms.effects import dampak_rtl
from lokmin.documents.forms.followup import matriks_rtl
from lokmin.documents.forms.knowledge import keterangan_penyegaran
from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.owners import daftar_tugas
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.report import laporan
from lokmin.documents.forms.rpk import rpk_bulanan
from lokmin.documents.forms.solutions import cara_pemecahan
from lokmin.documents.model import Document
from lokmin.documents.plan import kesepakatan_staf

#: Papers that stand in the pack too, by the last part of their address.
PAPERS: dict[str, tuple[Promise, Callable[[PackInput], Document]]] = {
    "daftar-hadir": (_("Daftar hadir"), daftar_hadir),
    "notulen": (_("Notulen"), notulen),
    "matriks-rtl": (_("Matriks RTL"), matriks_rtl),
    "dampak-rtl": (_("Dampak RTL yang lalu"), dampak_rtl),
    "lembar-penyebab": (_("Lembar penyebab masalah"), lembar_penyebab),
    "cara-pemecahan": (_("Tabel cara pemecahan masalah"), cara_pemecahan),
    "laporan": (_("Laporan lokmin"), laporan),
    "kesepakatan": (_("Kesepakatan bersama"), kesepakatan),
    "kartu-mitra": (_("Kartu tiap mitra"), kartu_mitra),
    "usulan-musrenbang": (_("Usulan untuk Musrenbang"), usulan),
    "keterangan-penyegaran": (_("Keterangan penyegaran ilmu"), keterangan_penyegaran),
    "kesepakatan-staf": (_("Kesepakatan tugas seluruh staf"), kesepakatan_staf),
    "lampiran": (_("Lampiran notulen"), lampiran),
    "rpk-bulanan": (_("RPK bulanan"), rpk_bulanan),
    "daftar-tugas": (_("Daftar tugas tiap penanggung jawab"), daftar_tugas),
}
#: Sheets to fill in by pen where phones do not work, and the presenters' pages.
SHEETS = {
    "lembar-hadir": _("Lembar hadir"),
    "lembar-nilai": _("Lembar penilaian"),
    "lembar-catatan": _("Lembar catatan"),
    "bahan-penyaji": _("Bahan penyaji"),
}


def offered(meeting: Meeting) -> dict[str, tuple[Promise, Callable[[PackInput], Document]]]:
    """The papers this meeting can print: the agreement of all staff belongs to the year's first alone."""
    return {code: paper for code, paper in PAPERS.items() if code != "kesepakatan-staf" or meeting.kind == FIRST}


def document(meeting: Meeting, what: str) -> tuple[Document, PackInput] | None:
    """The paper by its name; None when there is no such paper."""
    papers = offered(meeting)
    if what in papers:
        given = pack_input(meeting)
        if what == "kesepakatan-staf" and given.agreement is None:
            return None
        return papers[what][1](given), given
    if what not in SHEETS:
        return None
    given = pack_input(meeting)
    makers: dict[str, Callable[[Meeting, PackInput], Document]] = {
        "lembar-hadir": _attendance, "lembar-nilai": _scores, "lembar-catatan": _notes, "bahan-penyaji": _presenters,
    }  # fmt: skip
    return makers[what](meeting, given), given


def tasks(meeting: Meeting, one: TaskList) -> tuple[Document, PackInput]:
    """One owner's own sheet."""
    given = pack_input(meeting)
    return daftar_tugas(given, one.name), given


def _attendance(meeting: Meeting, given: PackInput) -> Document:
    """The numbers and the code are those under which the sheet is typed back."""
    rows = sheets.rows_of(meeting)
    jobs = [(a.shown_name, ", ".join(filter(None, (a.shown_job, a.institution)))) for a in rows]
    return fallback.lembar_hadir(given, sheets.sheet_code(rows), jobs)


def _scores(meeting: Meeting, given: PackInput) -> Document:
    """Of the ballot that is open or came last; without one a sheet of USG over the month's problems."""
    ballot = meeting.ballots.order_by("-pk").first()
    if ballot is None:
        choices = [(f"P{n}", f"{p.title}: {p.people}".rstrip(": ")) for n, p in enumerate(given.problems, start=1)]
        return _scoring(given, rules.methods(meeting.date.year)["usg"], choices)
    options = [(f"P{o.order}", ": ".join(filter(None, (o.label, o.detail)))) for o in ballot.options.all()]
    if rules.is_vote(ballot.rule):
        one = ("Pilih satu (√)",)
        tick = "tanda √ pada satu pilihan"
        return fallback.lembar_nilai(given, ballot.title, one, options, tick, str(ballot.pk), named=not ballot.secret)
    return _scoring(given, rules.method_of(ballot.rule), options, str(ballot.pk), named=not ballot.secret)


def _scoring(
    given: PackInput, method: Method, choices: list[tuple[str, str]], ballot: str = "", *, named: bool = False
) -> Document:
    scales = dict.fromkeys(f"{c.low} sampai {c.high}" for c in method.criteria)
    names = [c.name for c in method.criteria]
    scale = f"angka {' atau '.join(scales)}"
    return fallback.lembar_nilai(given, method.name, names, choices, scale, ballot, named=named)


def _notes(meeting: Meeting, given: PackInput) -> Document:
    return fallback.lembar_catatan(given, [(f"A{item.order}", item.title) for item in meeting.agenda.all()])


def _presenters(meeting: Meeting, given: PackInput) -> Document:
    return fallback.halaman_penyaji(given, presenters(meeting))
