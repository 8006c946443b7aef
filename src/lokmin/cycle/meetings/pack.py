"""The pack of a meeting: its input gathered from the tables, its files written whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from lokmin.core.periods import Month
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.letterhead import letterhead
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Meeting, OfficeTemplate
from lokmin.cycle.meetings.papers.annexes import agreement_paper, annex_papers, planned_months
from lokmin.cycle.meetings.papers.lookback import looked_back, problem_papers
from lokmin.cycle.meetings.papers.period import draft_paper
from lokmin.cycle.meetings.papers.records import meeting_paper, wanted
from lokmin.cycle.meetings.papers.room import room_records
from lokmin.cycle.meetings.papers.sheets import figures, found_problems, schedule
from lokmin.cycle.reporting.queries.facts import sasaran_named
from lokmin.documents.forms.accreditation import Missing, missing
from lokmin.documents.forms.records import MeetingPaper, Note, PackInput, Problem, QuotedFigure, RtlRow
from lokmin.documents.forms.records import Person as Invited
from lokmin.documents.model import Paper
from lokmin.documents.writers import PackFile

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.monitoring.models import Snapshot
from lokmin.cycle.monitoring.dqr.queries import flags
from lokmin.cycle.monitoring.queries import default_month
from lokmin.cycle.monitoring.queries.indicator import boundaries

#: The papers that an office may replace (the keys of ``documents.forms.starters.STARTERS``).
OFFICE_FORMS = {
    "undangan": "Undangan",
    "daftar-hadir": "Daftar hadir",
    "notulen": "Notulen",
    "matriks-rtl": "Matriks RTL",
    "laporan": "Laporan lokmin",
    "kesepakatan": "Kesepakatan bersama",
    "rpk-bulanan": "RPK bulanan",
    "usulan-musrenbang": "Usulan untuk Musrenbang",
    "keterangan-penyegaran": "Keterangan penyegaran ilmu",
    "siaran-pers": "Siaran pers",
}
#: All that a closed meeting gets (the groups of ``documents.plan``).
GROUPS = frozenset({"pokok", "sesudah", "akreditasi"})
#: Called with how many papers are ready and of how many.
Progress = Callable[[int, int], None]
#: At most so many doubtful figures are printed.
ASKED = 12
#: Written last into a finished pack kept by the program: what it was made from.
STAMP = ".sidik"


class PackError(ValueError):
    """A pack that cannot be made; the message is a sentence for the office."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished pack on disk."""

    folder: Path
    files: tuple[PackFile, ...]
    made_at: dt.datetime
    stamp: str


def pack_input(meeting: Meeting) -> PackInput:
    """Everything the pack of a meeting is made from. The same state of the data gives the same input."""
    at = meeting.closed_at or meeting.opened_at or meeting.made_at
    given = _input(meeting.puskesmas, meeting.month, meeting_paper(meeting), meeting.snapshot, timezone.localtime(at))
    return replace(
        given, room=room_records(meeting), wanted=wanted(meeting), register=problem_papers(meeting),
        looked_back=looked_back(meeting), annexes=annex_papers(meeting),
        agreement=agreement_paper(meeting), months=planned_months(meeting),
    )  # fmt: skip


def period_input(puskesmas: Puskesmas, month: Month, date: dt.date | None = None) -> PackInput:
    """The same for a month without a meeting: the papers as they would be prepared, "nomor menyusul"."""
    paper = draft_paper(puskesmas, month, date)
    at = timezone.make_aware(dt.datetime.combine(paper.date, paper.start))
    return _input(puskesmas, month, paper, None, at)


def _input(
    puskesmas: Puskesmas, month: Month, paper: MeetingPaper, snapshot: Snapshot | None, made_at: dt.datetime
) -> PackInput:
    shown = figures(puskesmas, month, snapshot)
    with override("id"):  # papers are Indonesian, whoever makes them
        problems, hidden = found_problems(shown)
    return PackInput(
        meeting=paper,
        letterhead=letterhead(puskesmas),
        month=month,
        sheets=shown.sheets,
        names=shown.names,
        made_at=made_at,
        puskesmas=puskesmas.name,
        paper=Paper(puskesmas.settings.get("paper", "A4")),
        problems=problems,
        hidden_problems=hidden,
        quality=tuple(f.finding.message for f in flags(puskesmas, month).items if f.doubtful)[:ASKED],
        schedule=schedule(puskesmas, paper.date.year),
        sasaran_source="; ".join(sorted(set(sasaran_named(puskesmas, month.year).values()))),
        snapshot=f"{snapshot.period}/{snapshot.pk}, sidik {snapshot.sha256[:12]}" if snapshot else "",
        boundaries=boundaries(puskesmas),
        templates={t.form: bytes(t.content) for t in OfficeTemplate.objects.of(puskesmas).filter(active=True)},
    )


def write_pack(meeting: Meeting, folder: Path) -> list[PackFile]:
    """Write the pack of a meeting into a folder; the files with their checksums, in the order of the index.

    Raises:
        PackError: when an office template cannot be filled.
    """
    made, files = _built(pack_input(meeting))
    _write(files, folder)
    return made


def pack_for_period(
    puskesmas: Puskesmas, month: Month, folder: Path, *, date: dt.date | None = None, by: Person | None = None
) -> list[PackFile]:
    """Write the pack of a month: of its latest meeting, or prepared from the figures alone when there is none.

    Raises:
        PackError: as ``write_pack``.
    """
    meeting = Meeting.objects.of(puskesmas).filter(period=month.code).order_by("-date", "-pk").first()
    made, files = _built(pack_input(meeting) if meeting is not None else period_input(puskesmas, month, date))
    _write(files, folder)
    if by is not None:
        audit.record(
            puskesmas=puskesmas, by=by, action="lokmin.berkas", about=meeting,
            sentence=f"{by} membuat berkas lokmin {month.label}: {len(made)} berkas.",
        )  # fmt: skip
    return made


def keep(meeting: Meeting, progress: Progress | None = None) -> Kept:
    """Make the pack and keep it beside the database; an older one is removed when the new one is whole."""
    given = pack_input(meeting)
    stamp = _stamp(given)
    place = home(meeting)
    place.mkdir(parents=True, exist_ok=True)
    before = [p for p in place.iterdir() if p.is_dir()]
    folder = place / f"{timezone.now():%Y%m%d%H%M%S%f}"
    listed, files = _built(given, progress)
    about = {"stamp": stamp, "made_at": clock.now().isoformat(), "files": [asdict(f) for f in listed]}
    _write({**files, STAMP: json.dumps(about).encode()}, folder)
    for old in before:
        shutil.rmtree(old, ignore_errors=True)
    found = kept(meeting)
    if found is None:
        raise OSError(f"berkas di {folder} hilang")
    return found


def kept(meeting: Meeting) -> Kept | None:
    """The newest whole pack of a meeting; None when none was made."""
    place = home(meeting)
    whole = sorted(p for p in place.iterdir() if (p / STAMP).is_file()) if place.is_dir() else []
    if not whole:
        return None
    about = json.loads((whole[-1] / STAMP).read_text("utf-8"))
    files = tuple(PackFile(**f) for f in about["files"])
    return Kept(whole[-1], files, dt.datetime.fromisoformat(about["made_at"]), about["stamp"])


@dataclass(frozen=True, slots=True)
class State:
    """The pack of a meeting as its page shows it: what was made, whether it is still true, what is not there."""

    made: Kept | None
    outdated: bool
    missing: tuple[Missing, ...]


def state(meeting: Meeting) -> State:
    """Read everything once: the input says both whether the pack is true and what the accreditation still lacks."""
    found, given = kept(meeting), pack_input(meeting)
    return State(found, found is not None and found.stamp != _stamp(given), missing(given))


def outdated(meeting: Meeting) -> bool:
    """Whether something changed since the kept pack was made."""
    return state(meeting).outdated


def _built(given: PackInput, progress: Progress | None = None) -> tuple[list[PackFile], dict[str, bytes]]:
    """The list of files and their bytes. The renderers are imported here: pages that make no paper do not load them.

    Before closing only the papers for the Dinkes are made; what follows from the meeting is not yet known.
    """
    from lokmin.documents.pack import ORDINARY, build_pack
    from lokmin.documents.render.templates import BadTemplateError
    from lokmin.documents.writers import MemoryWriter

    out = MemoryWriter()
    try:
        made = build_pack(given, out, GROUPS if given.room.closed else ORDINARY, progress)
    except BadTemplateError as error:
        raise PackError(str(error)) from error
    return made, out.files


def _stamp(given: PackInput) -> str:
    """Photos count by their hash: their bytes as text would be most of the work. A set has another order in every
    process, and packs are made in a process of their own: what is wanted counts sorted.
    """
    meeting = given.meeting
    photos = tuple(hashlib.sha256(photo.image).digest() + photo.caption.encode() for photo in meeting.photos)
    plain = replace(given, meeting=replace(meeting, photos=()), wanted=frozenset())
    return hashlib.sha256(repr((plain, sorted(given.wanted), photos)).encode()).hexdigest()


def home(meeting: Meeting) -> Path:
    """Where the packs of a meeting are kept."""
    return Path(settings.MEDIA_ROOT) / "paket" / meeting.puskesmas.code / str(meeting.pk)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write all files beside the folder first, then put them in its place: never half a pack."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        fresh.chmod(0o755)
        _put(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put(fresh: Path, folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        fresh.replace(folder)
        return
    ours = {p.relative_to(fresh) for p in fresh.rglob("*")}
    strangers = [p for p in folder.rglob("*") if p.relative_to(folder) not in ours]
    if strangers:  # somebody's own folder: file by file, each whole
        for path in sorted(p for p in fresh.rglob("*") if p.is_file()):
            target = folder / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-lama-", dir=folder.parent))
    folder.replace(old)
    fresh.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def sample_input(puskesmas: Puskesmas) -> PackInput:
    """An input in which every list has a row, so that filling a template tries all its fields."""
    meeting = Meeting.objects.of(puskesmas).order_by("-date", "-pk").first()
    month = default_month(puskesmas) or Month(clock.today().year, clock.today().month).previous
    given = pack_input(meeting) if meeting is not None else period_input(puskesmas, month)
    paper = given.meeting
    row = RtlRow(problem="Contoh masalah", action="Contoh kegiatan", start=paper.date, due=paper.date)
    sample = replace(
        paper,
        notes=paper.notes or (Note("Contoh", "Contoh pembahasan", (QuotedFigure("Contoh angka"),)),),
        rtl=paper.rtl or (row,),
        previous_rtl=paper.previous_rtl or (row,),
        decisions=paper.decisions or ("Contoh keputusan.",),
        recipients=paper.recipients or ("Contoh",),
        remarks=paper.remarks or ("Contoh",),
        copies=paper.copies or ("Contoh",),
        participants=paper.participants or (Invited("Contoh"),),
    )
    return replace(given, meeting=sample, problems=given.problems or (Problem("Contoh", "Contoh", "K1"),), templates={})


def template_problem(puskesmas: Puskesmas, content: bytes) -> str:
    """Why a .docx cannot be filled, as a sentence; empty when it can."""
    from lokmin.documents.forms.context import template_context
    from lokmin.documents.render.templates import BadTemplateError, fill_template

    try:
        fill_template(content, template_context(sample_input(puskesmas)))
    except BadTemplateError as error:
        return str(error)
    return ""


def office_forms() -> dict[str, str]:
    """The papers an office may replace by its own .docx: name -> title."""
    return OFFICE_FORMS


def placeholders() -> dict[str, str]:
    """What a template may name: placeholder -> meaning."""
    from lokmin.documents.forms.context import PLACEHOLDERS

    return PLACEHOLDERS


def default_form(form: str) -> bytes:
    """The built-in paper as a .docx with its fields, to start an office's own from."""
    from lokmin.documents.render.templates import default_template

    return default_template(form)
