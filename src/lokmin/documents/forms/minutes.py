"""Notulen: what was discussed and decided, with a footnote to the workbook cell behind every quoted figure."""

from __future__ import annotations

from lokmin.core.numbers import indonesian
from lokmin.core.periods import short_date
from lokmin.documents.forms.followup import rtl_short
from lokmin.documents.forms.parts import (
    closing_lines,
    foot,
    frozen_sentence,
    gallery,
    number_or_later,
    signature,
    signed_by_head,
    when_and_where,
)  # fmt: skip
from lokmin.documents.forms.records import MeetingPaper, Note, PackInput, QuotedFigure, UsgScore
from lokmin.documents.forms.roomrecords import Attendee
from lokmin.documents.forms.roomsections import agreed, discussed, guidance
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Run,
    Signatures,
    Small,
    Table,
    Text,
    Title,
)  # fmt: skip

NO = Column("No", width=9, align="left")
#: So many guests are named in the head of the minutes.
_GUESTS = 8
#: So many sections between discussion and RTL get a letter.
_LETTERED = 12


def notulen(pack: PackInput) -> Document:
    """The minutes of a lokmin, upright, with signatures of the notulis and the head."""
    meeting = pack.meeting
    title = f"NOTULEN {meeting.title.upper()}"
    blocks: list[Block] = [
        Title(title, f"Nomor {number_or_later(meeting.number)}"),
        Facts(_facts(pack)),
    ]
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if meeting.agenda:
        blocks += [
            Heading(f"{next(letters)}. Susunan acara"),
            Items(tuple(item.title for item in meeting.agenda), ordered=True),
        ]
    if meeting.openings:
        blocks += [Heading(f"{next(letters)}. Pembukaan dan arahan"), *_openings(meeting)]
    for heading, more in guidance(pack):
        blocks += [Heading(f"{next(letters)}. {heading}"), *more]
    if meeting.notes or not (meeting.decisions or pack.room.questions):
        what = "Pembahasan dan keputusan" if _decided(meeting.notes) else "Pembahasan"
        blocks += [Heading(f"{next(letters)}. {what}"), _discussion(meeting.notes)]
    for number, (heading, more) in enumerate(discussed(pack)):
        # Several ballots follow one another under letters of their own, up to the last letter.
        blocks += [Heading(f"{next(letters)}. {heading}" if number < _LETTERED else heading), *more]
    if meeting.usg:
        raters = f", rata-rata {meeting.usg_raters} penilai" if meeting.usg_raters else ""
        blocks += [Heading(f"{next(letters)}. Urutan prioritas masalah (USG{raters})"), _usg(meeting.usg)]
    if meeting.decisions:
        blocks += [Heading(f"{next(letters)}. Kesepakatan"), Items(agreements(meeting), ordered=True)]
    blocks += [Heading(f"{next(letters)}. Rencana tindak lanjut"), rtl_short(meeting.rtl)]
    blocks += [Paragraph(line, small=True) for line in _reasons(meeting)]
    for heading, more in agreed(pack):
        blocks += [Heading(f"{next(letters)}. {heading}"), *more]
    if meeting.conclusion:
        blocks += [Heading(f"{next(letters)}. Kesimpulan"), Paragraph(meeting.conclusion, align="justify")]
    place_and_date = f"{meeting.town}, {short_date(meeting.date)}"
    blocks.append(
        Signatures(
            (
                signed_by_head(meeting, "Mengetahui,"),
                signature(meeting.notulis, place_and_date, "Notulis,", jabatan=False),
            )
        )
    )
    if meeting.photos:
        blocks += [Heading("Foto kegiatan"), *gallery(meeting.photos)]
    blocks.append(Small(closing_lines(pack)))
    return Document(
        code="notulen",
        title=f"Notulen {meeting.title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, f"Notulen {meeting.title}, {short_date(meeting.date)}"),
        author=meeting.notulis.name,
    )


def _facts(pack: PackInput) -> tuple[tuple[str, Text], ...]:
    meeting = pack.meeting
    rows: list[tuple[str, Text]] = [("Pertemuan", meeting.counted)] if meeting.counted else []
    rows += when_and_where(meeting)
    if meeting.period:
        rows.append((meeting.about_word, frozen_sentence(meeting)))
    if meeting.focuses:
        rows.append(("Fokus utama", "; ".join(focus.sentence for focus in meeting.focuses)))
    if meeting.openings:
        rows.append(("Dibuka oleh", meeting.openings[0].speaker))
    rows.append(("Pemimpin, notulis", f"{meeting.leader.name}; {meeting.notulis.name}"))
    if meeting.moderator:
        rows.append(("Moderator", meeting.moderator))
    rows.append(("Peserta", attendance_sentence(meeting)))
    if guests := guest_sentence(pack):
        rows.append(("Tamu", guests))
    return tuple(rows)


def guest_sentence(pack: PackInput) -> str:
    """``dr. Maharani (Kepala Dinas, Dinas Kesehatan); ...``: the guests who came; many are on the attendance list."""
    came = [a for a in pack.room.attendees if a.guest and a.present]
    named = [(a.instead or a.name) + (f" ({', '.join(words)})" if (words := _where(a)) else "") for a in came[:_GUESTS]]
    more = f"{len(came) - _GUESTS} tamu lain di daftar hadir" if len(came) > _GUESTS else ""
    return "; ".join(filter(None, (*named, more)))


def _where(guest: Attendee) -> list[str]:
    """Job and institution, the institution alone for somebody's substitute or where the job names it already."""
    job = "" if guest.instead else guest.jabatan
    return [words for words in (job, "" if guest.instansi in job else guest.instansi) if words]


def attendance_sentence(meeting: MeetingPaper) -> str:
    """``44 orang; hadir 38, izin 3, sakit 1, dinas luar 2``."""
    counted = meeting.attendance
    if counted is None:
        return "belum dihitung"
    away = [f"{reason} {number}" for reason, number in counted.away if number]
    unexplained = counted.invited - counted.present - sum(number for _, number in counted.away)
    if unexplained > 0:
        away.append(f"tanpa keterangan {unexplained}")
    return f"{counted.invited} orang; hadir {counted.present}" + "".join(f", {text}" for text in away)


def agreements(meeting: MeetingPaper) -> tuple[Text, ...]:
    """The decisions, each after the point of the agenda it was taken under."""
    topics = meeting.decision_topics or ("",) * len(meeting.decisions)
    return tuple(
        (Run(f"{topic}: ", bold=True), Run(decision)) if topic else decision
        for topic, decision in zip(topics, meeting.decisions, strict=True)
    )


def _openings(meeting: MeetingPaper) -> list[Block]:
    return [
        Paragraph(
            (Run(opening.speaker, bold=True), Run(f": {opening.text}" if opening.text else " membuka pertemuan."))
        )
        for opening in meeting.openings
    ]


def quoted(figure: QuotedFigure) -> tuple[Run, ...]:
    """A quoted sentence with its footnote; a later correction stands beside the signed figure, never instead."""
    signed = Run(ended(figure.text), note=figure.source)
    return (signed, Run(f" (sumber kemudian dikoreksi: {figure.now})", italic=True)) if figure.now else (signed,)


def ended(sentence: str) -> str:
    """A sentence with its full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _decided(notes: tuple[Note, ...]) -> bool:
    """Whether a note became a decision itself; the others stand in a section of their own."""
    return any(note.decision or note.owner or note.due for note in notes)


def _discussion(notes: tuple[Note, ...]) -> Table:
    rows = []
    wide = _decided(notes)
    for number, note in enumerate(notes, start=1):
        body: list[Run] = []
        for figure in note.quotes:
            body += [*quoted(figure), Run(" ")]
        speaker = f" ({note.speaker})" if note.speaker else ""
        body.append(Run(note.discussion + speaker))
        due = short_date(note.due) if note.due else ""
        who = "; ".join(text for text in (note.owner, due) if text)
        decision: Text = (Run(note.decision or "–"), *((Run(f"\n{who}", bold=True),) if who else ()))
        rows.append(Row((str(number), note.topic, tuple(body), *((decision,) if wide else ()))))
    if not rows:
        rows = [Row(("–", "–", "Belum ada catatan pembahasan."))]
    last = (Column("Keputusan", width=48),) if wide else ()
    columns = (NO, Column("Pokok bahasan", width=29 if wide else 45), Column("Pembahasan"), *last)
    return Table(columns, tuple(rows), breakable=True)


def _usg(scores: tuple[UsgScore, ...]) -> Table:
    ranked = sorted(scores, key=lambda score: -score.total)
    rows = tuple(
        Row((
            str(number), score.problem, _score(score.urgency), _score(score.seriousness), _score(score.growth),
            (Run(_score(score.total), bold=True),),
        ))
        for number, score in enumerate(ranked, start=1)
    )  # fmt: skip
    figures = tuple(Column(letter, width=18, align="right") for letter in "USG")
    return Table((NO, Column("Masalah"), *figures, Column("Jumlah", width=20, align="right")), rows)


def _score(value: float) -> str:
    return indonesian(value, 1)


def _reasons(meeting: MeetingPaper) -> list[str]:
    """Why a row was let through with something lacking: the rule asks that the reason is printed."""
    lacking = [
        f"RTL nomor {number} belum lengkap. Alasan: {row.lacking_reason}"
        for number, row in enumerate(meeting.rtl, start=1)
        if row.lacking_reason
    ]
    if meeting.close_reason:
        lacking.append(f"Pertemuan ditutup dengan alasan: {meeting.close_reason}")
    return lacking
