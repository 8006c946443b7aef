"""A meeting with its minutes, decisions and RTL as the plain record the papers are made from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lokmin.core.meetings.kinds import filled, words
from lokmin.core.periods import Month, short_date
from lokmin.cycle.centre.models import Person as User
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.work.matrix import rtl_row
from lokmin.cycle.meetings.models import Attendance, Decision, Meeting
from lokmin.cycle.meetings.models.meeting import KIND_NAMES
from lokmin.cycle.meetings.papers.pictures import photos
from lokmin.cycle.meetings.papers.spoken import apart, plain
from lokmin.cycle.meetings.queries.desk import Point, Written, timeline, written
from lokmin.cycle.meetings.queries.people import kepala
from lokmin.cycle.meetings.queries.rtl import previous_rtl, signed_rtl
from lokmin.cycle.meetings.room.counts import CAME
from lokmin.cycle.meetings.schedule.rules import kind_of
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.documents.forms import records as paper

HEAD = "Kepala Puskesmas"
#: Printed where the office has not yet named somebody.
UNKNOWN = "........................"


def meeting_paper(meeting: Meeting) -> paper.MeetingPaper:
    """All that the papers of one meeting say about it."""
    puskesmas = meeting.puskesmas
    head = signer(kepala(puskesmas), HEAD)
    letters = {letter.paper: letter for letter in meeting.letters.filter(void_reason="")}
    points = timeline(meeting)
    titles = {p.pk: p.title for p in points if p.kind not in {"pembukaan", "penutup"}}
    rtl = signed_rtl(meeting)
    decisions = list(meeting.decisions.select_related("note"))
    invitation, minutes, cover = (letters.get(name) for name in ("undangan", "notulen", "pengantar"))
    elsewhere = apart(meeting)
    notes = [n for n in written(meeting) if n.pk not in elsewhere]
    named = indicator_names(puskesmas, meeting.date.year)
    return paper.MeetingPaper(
        kind=KIND_NAMES[meeting.kind] + (f" {meeting.klaster}" if meeting.klaster else ""),
        date=meeting.date,
        start=meeting.start,
        end=meeting.end,
        zone=meeting.zone,
        place=meeting.place,
        town=str(puskesmas.letterhead.get("town") or puskesmas.place.name),
        leader=signer(meeting.leader, "Pemimpin rapat"),
        notulis=signer(meeting.notulis, "Notulis"),
        head=head,
        ordinal=meeting.number,
        period=meeting.month,
        **_framework(meeting),
        months=meeting.months,
        frozen_at=timezone.localtime(meeting.snapshot.taken_at) if meeting.snapshot else None,
        number=minutes.text if minutes else "",
        letter_number=invitation.text if invitation else "",
        letter_date=invitation.day if invitation else None,
        cover_number=cover.text if cover else "",
        recipients=tuple(meeting.recipients),
        remarks=tuple(meeting.remarks),
        copies=tuple(meeting.copies),
        openings=(paper.Opening(meeting.opener.full_name),) if meeting.opener else (),
        moderator=meeting.moderator.full_name if meeting.moderator else "",
        participants=_participants(meeting),
        attendance=_attendance(meeting),
        agenda=tuple(_agenda(p) for p in points),
        purposes=tuple(meeting.purposes),
        legal_base=tuple(meeting.legal_base),
        notes=_notes(points, notes, decisions),
        decisions=tuple(_decided(d) for d in decisions if d.note_id is None),
        decision_topics=tuple(titles.get(d.item_id or 0, "") for d in decisions if d.note_id is None),
        conclusion=meeting.conclusion,
        rtl=tuple(rtl_row(a, named) for a in rtl),
        previous_rtl=tuple(rtl_row(a, named) for a in previous_rtl(meeting)),
        close_reason=_reasons(meeting),
        photos=photos(meeting),
        focuses=_focuses(meeting),
    )


def _framework(meeting: Meeting) -> dict[str, Any]:
    """Aim, inputs, steps and outputs of the kind as the office has it, with the months of this meeting in them."""
    kind = kind_of(meeting.puskesmas, meeting.kind, meeting.date.year)
    if kind is None:
        return {}
    held = Month(meeting.date.year, meeting.date.month)
    said = words(held, meeting.month, meeting.months)
    given = {
        "inputs": kind.inputs_in(held.month), "steps": kind.steps, "outputs": kind.outputs_in(held.month),
        "sought": kind.participants,
    }  # fmt: skip
    texts = {name: tuple(filled(text, said) for text in lines) for name, lines in given.items()}
    return {"aim": filled(kind.aim, said), **texts}


def _focuses(meeting: Meeting) -> tuple[paper.Focus, ...]:
    """The pinned topics on the agenda, each once."""
    items = meeting.agenda.filter(focus__isnull=False).select_related("focus__owner")
    pinned = {item.focus_id: item.focus for item in items}
    return tuple(
        paper.Focus(f.title, f.since, f.until, f.owner.full_name if f.owner else "") for f in pinned.values() if f
    )


def wanted(meeting: Meeting) -> frozenset[str]:
    """The papers this kind of meeting asks for, by the codes of ``rules/lokmin.toml``."""
    kind = kind_of(meeting.puskesmas, meeting.kind, meeting.date.year)
    return frozenset(one.code for one in kind.papers) if kind else frozenset()


def signer(person: User | None, job: str) -> paper.Signer:
    """Somebody who signs; a line to write on where nobody is named."""
    if person is None:
        return paper.Signer(UNKNOWN, job)
    return paper.Signer(person.full_name, person.job or job, person.rank, person.nip)


def indicator_names(puskesmas: Puskesmas, year: int) -> dict[str, str]:
    """Code -> the name people say: a paper never prints a code."""
    return {code: i.short for code, i in catalogue_for(puskesmas, year).indicators.items()}


def _participants(meeting: Meeting) -> tuple[paper.Person, ...]:
    return tuple(
        paper.Person(
            name=a.shown_name, jabatan=a.shown_job, instansi=a.institution, nip=a.person.nip if a.person else "",
            sex=a.sex, phone=a.phone or (a.person.phone if a.person else ""),
            present=None if not a.status else a.status in CAME,
            reason=_reason(a),
        )
        for a in meeting.attendance.select_related("person")
    )  # fmt: skip


def _reason(a: Attendance) -> str:
    """``diwakili Sari``, ``sakit, rawat jalan``; nothing for those who came."""
    if a.status == "diwakili":
        return f"diwakili {a.represented_by}"
    return ", ".join(filter(None, (a.status if a.status != "hadir" else "", a.reason)))


def _attendance(meeting: Meeting) -> paper.Attendance | None:
    states = list(meeting.attendance.values_list("status", flat=True))
    if not any(states):
        return None
    away = [s for s in ("izin", "sakit", "dinas luar", "tanpa keterangan") if s in states]
    present = sum(s in CAME for s in states)
    return paper.Attendance(len(states), present, tuple((s, states.count(s)) for s in away))


def _agenda(p: Point) -> paper.AgendaItem:
    hour, minute = p.clock.split(".")
    return paper.AgendaItem(p.title, p.minutes, dt.time(int(hour), int(minute)), p.speaker, p.detail)


def _notes(points: list[Point], notes: list[Written], decisions: list[Decision]) -> tuple[paper.Note, ...]:
    titles = {p.pk: p.title for p in points}
    order = {p.pk: p.number for p in points}
    by_note: dict[int, list[str]] = {}
    for d in decisions:
        if d.note_id is not None:
            by_note.setdefault(d.note_id, []).append(_decided(d))
    return tuple(
        paper.Note(
            topic=titles.get(n.item or 0, ""),
            discussion=plain(n.text),
            quotes=tuple(paper.QuotedFigure(q.sentence, q.source, q.status, q.now) for q in n.quotes),
            speaker=n.speaker,
            decision=" ".join(by_note.get(n.pk, [])),
        )
        for n in sorted(notes, key=lambda n: (order.get(n.item or 0, len(order) + 1), n.pk))
    )


def _decided(d: Decision) -> str:
    words = [d.text if d.text.endswith((".", "!", "?")) else f"{d.text}."]
    if d.manner == "suara":
        words.append(f"({d.votes_for} setuju, {d.votes_against} tidak setuju)")
    if d.reservations:
        words.append(f"Catatan: {d.reservations}")
    return " ".join(words)


def _reasons(meeting: Meeting) -> str:
    """Why there is no RTL, and every reopening with its reason."""
    reopened = [
        f"Dibuka kembali {short_date(timezone.localtime(r.at).date())} oleh {r.by.full_name}: {r.reason}"
        for r in meeting.reopenings.select_related("by")
    ]
    return " ".join(t if t.endswith(".") else f"{t}." for t in filter(None, (meeting.close_reason, *reopened)))
