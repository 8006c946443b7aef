"""The summary that may be shared with anybody: the month's furthest problems and what was decided, without a person."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.periods import long_date
from lokmin.documents.forms.discretion import SMALL, public, public_problem
from lokmin.documents.forms.parts import indicator_name, silent_words
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.words import day_range

#: More does not fit a phone's screen in letters that can be read.
_PROBLEMS, _PLANS, _DECIDED = 5, 5, 3
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class SharedProblem:
    """``share``: how much of the sasaran was reached (0..1), ``goal``: the running target; None: no bar is drawn."""

    name: str
    words: str
    status: str
    share: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What the summary says, in words that are ready to be set."""

    title: str
    puskesmas: str
    when: str
    came: str
    month: str
    problems: tuple[SharedProblem, ...]
    more: int
    decisions: tuple[str, ...]
    plans: tuple[tuple[str, str], ...]
    more_plans: int
    silent: str


def shared(pack: PackInput) -> Shared:
    """The summary of a meeting: no name, no small count, nothing longer than a line or two."""
    meeting = pack.meeting
    decided = [*meeting.decisions, *(note.decision for note in meeting.notes if note.decision)]
    counted = meeting.attendance
    return Shared(
        title=meeting.title,
        puskesmas=pack.puskesmas,
        when=f"{long_date(meeting.date)}, {meeting.place}",
        came=f"{counted.present} dari {counted.invited} undangan hadir" if counted else "",
        month=pack.month.label,
        problems=tuple(_problems(pack)),
        more=max(0, len(pack.problems) - _PROBLEMS) + pack.hidden_problems,
        decisions=tuple(_cut(public(pack, text)) for text in decided if text)[:_DECIDED],
        plans=tuple(
            (_cut(public(pack, row.action or row.problem)), day_range(row.start, row.due))
            for row in meeting.rtl[:_PLANS]
        ),
        more_plans=max(0, len(meeting.rtl) - _PLANS),
        silent=silent_words(pack),
    )


def _problems(pack: PackInput) -> list[SharedProblem]:
    found = []
    for problem in pack.problems[:_PROBLEMS]:
        name = f"{indicator_name(pack, problem.indicator)} {problem.place}".strip()
        share, goal = _bar(pack, problem.indicator, problem.place)
        found.append(SharedProblem(name, public_problem(pack, problem), problem.status, share, goal))
    return found


def _bar(pack: PackInput, indicator: str, place: str) -> tuple[float | None, float | None]:
    """Coverage and running target of the place, where the indicator is a percentage of many enough people."""
    sheet = next((s for s in pack.sheets if s.code == indicator), None)
    rows = () if sheet is None else (*sheet.rows, *((sheet.total,) if sheet.total else ()))
    row = next((r for r in rows if pack.names.get(r.place, r.place) == place), None)
    if row is None or row.ratio is None or row.ratio.exact is None or row.factor != 100 or not row.denominator:
        return None, None
    people = (row.numerator or 0) / 1_000_000
    if 0 < people < SMALL:
        return None, None
    goal = row.running_target_percent
    return min(float(row.ratio.exact) / 100, 1.0), None if goal is None else min(float(goal) / 100, 1.0)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 1].rsplit(' ', 1)[0].rstrip(',;. ')} …"


def shared_text(pack: PackInput) -> str:
    """The summary as text for a chat or a social post."""
    found = shared(pack)
    lines = [f"*{found.title}*", found.puskesmas, found.when]
    if found.came:
        lines.append(found.came)
    if found.problems:
        lines += ["", f"*Yang dikejar (capaian sampai {found.month})*"]
        lines += [f"{n}. {p.name}: {p.words}" for n, p in enumerate(found.problems, start=1)]
        lines += [f"dan {found.more} lagi"] if found.more else []
    if found.decisions:
        lines += ["", "*Keputusan*", *(f"- {text}" for text in found.decisions)]
    if found.plans:
        lines += ["", "*Tindak lanjut*"]
        lines += [f"- {what} ({when})" if when != "–" else f"- {what}" for what, when in found.plans]
        lines += [f"dan {found.more_plans} lagi"] if found.more_plans else []
    return "\n".join(lines) + "\n"


def alt_text(pack: PackInput) -> str:
    """What the picture shows, for those who do not see it."""
    found = shared(pack)
    return (
        f"Ringkasan {found.title} {found.puskesmas}, {found.when}: {len(found.problems)} masalah terjauh, "
        f"{len(found.decisions)} keputusan, {len(found.plans) + found.more_plans} tindak lanjut."
    )
