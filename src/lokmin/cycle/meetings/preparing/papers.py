"""Letters as files, the text for a chat, and the pre-reading; renderers are loaded only when a file is asked for."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import override

from lokmin.core.periods import long_date
from lokmin.cycle.centre.letterhead import letterhead
from lokmin.cycle.meetings.models import Invitation, Meeting, OfficeTemplate
from lokmin.cycle.meetings.pack import PackError, pack_input
from lokmin.cycle.meetings.papers.records import meeting_paper
from lokmin.documents.forms.records import MeetingPaper, PackInput
from lokmin.documents.model import Paper

#: The fixed moment of the zip's entries: the same letters give the same bytes.
_ENTRY = (1980, 1, 1, 0, 0, 0)


def letter_input(meeting: Meeting, one: Invitation, link: str) -> PackInput:
    """What one letter is made from: the meeting with this addressee, its number, and where to answer."""
    with override("id"):
        paper = meeting_paper(meeting)
    number = one.number if one.number and not one.number.void_reason else None
    answer = (f"Mohon menjawab undangan ini (hadir, diwakili, atau izin) di {link}",) if link else ()
    return _input(
        meeting,
        replace(
            paper,
            recipients=(one.addressee,),
            recipients_place=one.where or "Tempat",
            letter_number=number.text if number else "",
            letter_date=number.day if number else None,
            remarks=(*paper.remarks, *answer),
        ),
    )


def staff_input(meeting: Meeting) -> PackInput:
    """The one letter for all the staff, addressed as the meeting says, with the number of the series."""
    with override("id"):
        return _input(meeting, meeting_paper(meeting))


def _input(meeting: Meeting, paper: MeetingPaper) -> PackInput:
    """A letter holds no figures: none are looked up."""
    puskesmas = meeting.puskesmas
    return PackInput(
        meeting=paper,
        letterhead=letterhead(puskesmas),
        month=meeting.month,
        sheets=(),
        names={},
        made_at=timezone.localtime(meeting.made_at),
        puskesmas=puskesmas.name,
        paper=Paper(puskesmas.settings.get("paper", "A4")),
        templates={t.form: bytes(t.content) for t in OfficeTemplate.objects.of(puskesmas).filter(active=True)},
    )


def letter_docx(given: PackInput) -> bytes:
    """One letter as Word: the built-in paper, or the office's own form.

    Raises:
        PackError: when the office's form cannot be filled.
    """
    from lokmin.documents.forms.context import template_context
    from lokmin.documents.forms.letters import undangan
    from lokmin.documents.render.templates import BadTemplateError, fill_template
    from lokmin.documents.render.word import word

    own = given.templates.get("undangan")
    if own is None:
        return word(undangan(given), given.made_at)
    try:
        return fill_template(own, template_context(given))
    except BadTemplateError as error:
        raise PackError(str(error)) from error


def letter_pdf(given: PackInput) -> bytes:
    """One letter as PDF."""
    from lokmin.documents.forms.letters import undangan
    from lokmin.documents.render.pdf import pdf

    return pdf(undangan(given), given.made_at)


def all_letters(meeting: Meeting, links: dict[int, str]) -> bytes:
    """Every letter as Word in one ZIP, numbered in the order of the table; ``links`` by the id of the letter.

    Raises:
        PackError: when the office's form cannot be filled.
    """
    out = io.BytesIO()
    rows = meeting.invitations.select_related("attendance__person", "partner", "number")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, one in enumerate(rows, 1):
            entry = zipfile.ZipInfo(f"{n:02d}-{file_name(one.addressee)}.docx", _ENTRY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, letter_docx(letter_input(meeting, one, links.get(one.pk, ""))))
    return out.getvalue()


def file_name(text: str) -> str:
    """``camat-kecamatan-banyuwening``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "undangan"


def chat_text(meeting: Meeting, addressee: str, link: str) -> str:
    """What is sent to one addressee by chat, ready to be copied."""
    clock = f"{meeting.start:%H.%M} {meeting.zone}"
    lines = [
        f"Yth. {addressee}",
        "",
        f"{meeting.puskesmas.name} mengundang Bapak/Ibu menghadiri {meeting.title}.",
        f"Hari, tanggal: {long_date(meeting.date)}",
        f"Pukul: {clock}",
        f"Tempat: {meeting.place}",
        f"Membahas: capaian {meeting.month.label}",
    ]
    if link:
        lines += ["", f"Mohon jawab hadir, diwakili, atau izin di: {link}"]
    return "\n".join([*lines, "", "Terima kasih."])


def prereading(meeting: Meeting) -> bytes:
    """The two pages everybody reads before, as PDF."""
    from lokmin.documents.forms.prereading import prabaca
    from lokmin.documents.render.pdf import pdf

    given = pack_input(meeting)
    return pdf(prabaca(given), given.made_at)
