"""The screens of words: the point under discussion, old promises, decisions and RTL of today, the end."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings.hall.records import Line, Lines, Now, Screen
from lokmin.cycle.meetings.models import Meeting, SpeakTurn
from lokmin.cycle.meetings.queries.rtl import previous_rtl, signed_rtl
from lokmin.cycle.meetings.room.counts import present

#: Rows of two lines that fit on one screen, and screens of one kind; what is beyond is counted in words.
A_SCREEN, SCREENS = 5, 4
PHOTOS = 6
_SHAPES = {"selesai": "baik", "terlambat": "jelek", "berjalan": "cukup"}


def point(meeting: Meeting, now: Now) -> Screen:
    """The point under discussion, who presents it, its time, what follows, who speaks and how many wait to."""
    speaking = meeting.turns.filter(state=SpeakTurn.SPEAKING).select_related("attendance__person").first()
    told = {"n": now.number, "all": now.count, "title": now.title}
    data = {
        "now": now,
        "detail": short(now.detail, 150),
        "speaking": speaking.attendance.shown_name if speaking else "",
        "waiting": meeting.turns.filter(state=SpeakTurn.WAITING).count(),
    }
    title = _("Acara %(n)s dari %(all)s: %(title)s") % told
    return Screen("acara", title, "meetings/hall/point.html", data)


def promises(meeting: Meeting) -> list[Screen]:
    """What earlier meetings promised, with its result; the late ones first."""
    lines = previous_rtl(meeting)
    if not lines:
        return []
    order = {"terlambat": 0, "berjalan": 1, "belum": 2, "selesai": 3}
    lines.sort(key=lambda a: (order.get(a.status, 2), -a.days_late, a.pk))
    done, late = sum(a.status == "selesai" for a in lines), sum(a.late for a in lines)
    told = {"done": done, "all": len(lines), "late": late}
    if late:
        title = _("%(done)s dari %(all)s janji yang lalu selesai, %(late)s terlambat") % told
    else:
        title = _("%(done)s dari %(all)s janji yang lalu selesai") % told
    return _screens("janji", title, [_promise(a) for a in lines])


def _promise(a: ActionLine) -> Line:
    known = [a.owner, _("sampai %(day)s") % {"day": date_format(a.due, "j F")} if a.due else ""]
    said = _("Hasil: %(text)s") % {"text": a.result} if a.result else ", ".join(filter(None, known))
    return Line(short(a.activity), short(said, 64), status_word(a), _SHAPES.get(a.status, "nihil"))


def status_word(a: ActionLine) -> str:
    """The state of an action in one word, in the language of the reader."""
    words = {
        "terlambat": _("terlambat"), "selesai": _("selesai"), "berjalan": _("berjalan"), "dibatalkan": _("dibatalkan"),
        "dialihkan": _("dialihkan"),
    }  # fmt: skip
    return words.get(a.status, _("belum mulai"))


def decisions(meeting: Meeting) -> list[Screen]:
    """What was decided today."""
    made = list(meeting.decisions.all())
    if not made:
        return []
    lines = []
    for d in made:
        how = _("mufakat") if d.manner == "mufakat" else _("%(yes)s setuju, %(no)s tidak") % {
            "yes": d.votes_for, "no": d.votes_against
        }  # fmt: skip
        lines.append(Line(f"{d.number}. {short(d.text, 110)}", how))
    title = ngettext("%(n)s keputusan diambil hari ini", "%(n)s keputusan diambil hari ini", len(made))
    return _screens("keputusan", title % {"n": len(made)}, lines)


def actions(meeting: Meeting) -> list[Screen]:
    """Who does what until when: the RTL of today."""
    made = signed_rtl(meeting)
    if not made:
        return []
    lines = []
    for n, a in enumerate(made, 1):
        until = _("sampai %(day)s") % {"day": date_format(a.due, "j F")} if a.due else _("batas waktu belum ada")
        who = a.owner or _("penanggung jawab belum ada")
        lines.append(Line(f"{n}. {short(a.activity)}", short(f"{who}, {until}", 64)))
    title = _("%(n)s tindak lanjut: siapa mengerjakan apa, sampai kapan") % {"n": len(made)}
    return _screens("rtl", title, lines)


def photos(meeting: Meeting) -> list[Screen]:
    """The newest photos, each with its caption as the sentence."""
    newest = meeting.photos.order_by("-pk")[:PHOTOS]
    return [Screen(f"foto-{p.pk}", short(p.caption, 110), "meetings/hall/photo.html", p) for p in newest]


def end(meeting: Meeting) -> Screen:
    """The minutes are closed: what came of the meeting, as counts."""
    came, listed = present(meeting)
    lines = [
        Line(_("%(n)s dari %(all)s orang hadir") % {"n": came, "all": listed}),
        Line(_("%(n)s keputusan") % {"n": meeting.decisions.count()}),
        Line(_("%(n)s tindak lanjut dengan penanggung jawab dan batas waktu") % {"n": len(meeting.signed_rtl)}),
    ]
    at = f"{timezone.localtime(meeting.closed_at):%H.%M}" if meeting.closed_at else ""
    title = _("Terima kasih. Notulen ditutup pukul %(at)s") % {"at": at}
    return Screen("akhir", title, "meetings/hall/end.html", Lines(tuple(lines)))


def before(meeting: Meeting) -> Screen:
    """Nothing to show yet: when and where."""
    title = _("%(meeting)s dimulai pukul %(at)s") % {"meeting": meeting.title, "at": f"{meeting.start:%H.%M}"}
    lines = (Line(date_format(meeting.date, "l, j F Y")), Line(meeting.place))
    return Screen("nanti", title, "meetings/hall/end.html", Lines(lines), "")


def _screens(key: str, title: str, lines: Sequence[Line]) -> list[Screen]:
    """The rows dealt over screens; the last one says what was left out."""
    pieces = [tuple(lines[i : i + A_SCREEN]) for i in range(0, len(lines), A_SCREEN)][:SCREENS]
    left = len(lines) - A_SCREEN * len(pieces)
    rest = _("%(n)s lagi ada di notulen") % {"n": left} if left > 0 else ""
    return [
        Screen(f"{key}-{n}", title, "meetings/hall/lines.html", Lines(piece, rest if n == len(pieces) else ""))
        for n, piece in enumerate(pieces, 1)
    ]


def short(text: str, length: int = 72) -> str:
    """A text on one line, cut at a word."""
    return Truncator(" ".join(text.split())).chars(length, truncate="…")


def when(meeting: Meeting) -> str:
    """``Lokmin bulanan rutin, 5 Mei``: short enough to stand beside the timer."""
    return f"{meeting.title}, {date_format(meeting.date, 'j F')}"
