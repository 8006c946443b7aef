"""The summary for the chat group: at most 1,000 characters, no personal data, ready to be pasted into WhatsApp."""

from __future__ import annotations

from lokmin.core.periods import long_date
from lokmin.documents.forms.discretion import public
from lokmin.documents.forms.parts import indicator_name, silent_words
from lokmin.documents.forms.records import PackInput, Problem
from lokmin.documents.forms.words import clock, day_range

LIMIT = 1000


def chat_summary(pack: PackInput) -> str:
    """Place and figures only: no names of people, no phone numbers, no NIP.

    Lines are left out from the end, whole, until the text fits.
    """
    meeting = pack.meeting
    top = [
        f"*{meeting.title}, {pack.puskesmas}*",
        f"{long_date(meeting.date)}, {clock(meeting.start)} {meeting.zone}, {meeting.place}",
    ]
    if meeting.attendance:
        top.append(f"Hadir {meeting.attendance.present} dari {meeting.attendance.invited} undangan.")
    problems = [
        f"{number}. {_about(pack, problem)}: {problem.people or problem.title}"
        + (f" ({problem.status})" if problem.status else "")
        for number, problem in enumerate(pack.problems, start=1)
    ]
    actions = [
        f"- {public(pack, row.action or row.problem)} ({day_range(row.start, row.due)})".replace(" (–)", "")
        for row in meeting.rtl
    ]
    silent = silent_words(pack)
    end = [f"Laporan belum lengkap: {silent}."] if silent else []
    end.append("Notulen lengkap ada di berkas lokmin.")
    blocks = [top, [f"\n*Masalah sampai {pack.month.label}*", *problems], ["\n*Tindak lanjut*", *actions], ["", *end]]
    if not problems:
        blocks[1] = []
    if not actions:
        blocks[2] = []
    return _fit(blocks, pack.hidden_problems if problems else 0)


def _about(pack: PackInput, problem: Problem) -> str:
    name = indicator_name(pack, problem.indicator)
    return f"{name} {problem.place}" if problem.place else name


def _fit(blocks: list[list[str]], hidden: int) -> str:
    """Drop the last action, then the last problem, until the text fits; say how many were left out."""
    dropped = [0, 0, 0]
    while True:
        text = _text(blocks, dropped, hidden)
        if len(text) <= LIMIT:
            return text
        index = 2 if len(blocks[2]) > 2 else 1 if len(blocks[1]) > 2 else None
        if index is None:
            return text[: LIMIT - 1].rstrip() + "…"
        blocks[index] = blocks[index][:-1]
        dropped[index] += 1


def _text(blocks: list[list[str]], dropped: list[int], hidden: int) -> str:
    lines: list[str] = []
    for index, block in enumerate(blocks):
        lines += block
        more = dropped[index] + hidden if index == 1 else dropped[index] if index == 2 else 0
        if more and block:
            lines.append(f"dan {more} lagi")
    return "\n".join(lines).strip() + "\n"
