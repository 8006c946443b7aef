"""Single papers made when somebody asks: one document instead of the whole pack."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lokmin.core.meetings.scoring.methods import Method
from lokmin.core.periods import short_date
from lokmin.cycle.meetings.after.queries import TaskList
from lokmin.cycle.meetings.ballots import rules
from lokmin.cycle.meetings.models import AgendaItem, Meeting
from lokmin.cycle.meetings.pack import pack_input
from lokmin.cycle.meetings.preparing.queries.prepared import prepared
from lokmin.documents.forms import fallback
from lokmin.documents.forms.attendance import daftar_hadir
from lokmin.documents.forms.commitments import kartu_mitra, kesepakatan, usulan
from lokmin.documents.forms.followup import matriks_rtl
from lokmin.documents.forms.knowledge import keterangan_penyegaran
from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.owners import daftar_tugas
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import PresenterPage
from lokmin.documents.forms.rpk import rpk_bulanan
from lokmin.documents.model import Document

#: Papers that stand in the pack too, by the last part of their address.
PAPERS: dict[str, tuple[Promise, Callable[[PackInput], Document]]] = {
    "daftar-hadir": (_("Daftar hadir"), daftar_hadir),
    "notulen": (_("Notulen"), notulen),
    "matriks-rtl": (_("Matriks RTL"), matriks_rtl),
    "kesepakatan": (_("Kesepakatan bersama"), kesepakatan),
    "kartu-mitra": (_("Kartu tiap mitra"), kartu_mitra),
    "usulan-musrenbang": (_("Usulan untuk Musrenbang"), usulan),
    "keterangan-penyegaran": (_("Keterangan penyegaran ilmu"), keterangan_penyegaran),
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


def document(meeting: Meeting, what: str) -> tuple[Document, PackInput] | None:
    """The paper by its name; None when there is no such paper."""
    if what in PAPERS:
        given = pack_input(meeting)
        return PAPERS[what][1](given), given
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
    """Ids are those of the attendance list, so that a row is typed back to the right name."""
    rows = meeting.attendance.select_related("person")
    return fallback.lembar_hadir(given, [(f"H{a.pk}", a.shown_name, a.shown_job or a.institution) for a in rows])


def _scores(meeting: Meeting, given: PackInput) -> Document:
    """Of the ballot that is open or came last; without one a sheet of USG over the month's problems."""
    ballot = meeting.ballots.order_by("-pk").first()
    if ballot is None:
        choices = [(f"P{n}", f"{p.title}: {p.people}".rstrip(": ")) for n, p in enumerate(given.problems, start=1)]
        return _scoring(given, rules.methods(meeting.date.year)["usg"], choices)
    options = [(f"P{o.order}", ": ".join(filter(None, (o.label, o.detail)))) for o in ballot.options.all()]
    if rules.is_vote(ballot.rule):
        one = ("Pilih satu (√)",)
        return fallback.lembar_nilai(given, ballot.title, one, options, "tanda √ pada satu pilihan", str(ballot.pk))
    return _scoring(given, rules.method_of(ballot.rule), options, str(ballot.pk))


def _scoring(given: PackInput, method: Method, choices: list[tuple[str, str]], ballot: str = "") -> Document:
    scales = dict.fromkeys(f"{c.low} sampai {c.high}" for c in method.criteria)
    names = [c.name for c in method.criteria]
    return fallback.lembar_nilai(given, method.name, names, choices, f"angka {' atau '.join(scales)}", ballot)


def _notes(meeting: Meeting, given: PackInput) -> Document:
    return fallback.lembar_catatan(given, [(f"A{item.order}", item.title) for item in meeting.agenda.all()])


def _presenters(meeting: Meeting, given: PackInput) -> Document:
    items = meeting.agenda.select_related("presenter", "page", "meeting__puskesmas__place")
    chosen = [i for i in items if i.presenter_id or i.presenter_text or hasattr(i, "page")]
    return fallback.halaman_penyaji(given, [_presenter(item) for item in chosen])


def _presenter(item: AgendaItem) -> PresenterPage:
    """What the program knows, and what the presenter wrote beforehand."""
    known, own = prepared(item), getattr(item, "page", None)
    plans = [
        (a.activity, f"s.d. {short_date(a.due)}" if a.due else "", ": ".join(filter(None, (a.status, a.result))))
        for a in (*known.done, *known.open)
    ]  # fmt: skip
    return PresenterPage(
        title=item.title,
        presenter=item.speaker,
        plans=tuple(plans),
        figures=tuple((f.short, f.percent, f.target, f.gap, f.status) for f in known.figures),
        problems=tuple(f"{p.title} {p.gap}" for p in known.problems),
        obstacles=own.obstacles if own else "",
        analysis=own.analysis if own else "",
        proposals=own.proposals if own else "",
        next_plans=tuple(line.strip() for line in own.plan.splitlines() if line.strip()) if own else (),
        filled=own is not None and own.ready_at is not None,
    )
