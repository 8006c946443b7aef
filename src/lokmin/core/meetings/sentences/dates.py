"""Finds the times in a sentence: days, spans of days, parts of months, weeks, repetitions, events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lokmin.core.meetings.sentences import days
from lokmin.core.meetings.sentences.proposal import Doubt
from lokmin.core.meetings.sentences.text import Text, phrase
from lokmin.core.meetings.sentences.times import LONG, NTH, OF_RHYTHM, PART, PATTERNS, SIX, N, Time, quarter
from lokmin.core.meetings.sentences.words import DAYS, NUMBERS, some
from lokmin.core.periods import DAY_NAMES, long_date, short_date

#: Words right before a time. They say whether it is an end or a beginning, and go with it.
_MARK = re.compile(
    r"(?:(?P<before>sebelum)|(?P<start>mulai|sejak|dari)|"
    r"(?P<due>paling (?:lambat|telat|lama)|selambat(?: - lambat)?nya|maksimal|maks|max|deadline"
    r"|batas(?: waktu)?(?:nya)?"
    r"|sampai(?: dengan)?|hingga|s / d|s \. d(?: \.)?|sd|smp|tenggat|target|tuntas|selesai|harus selesai|rampung))"
    r" (?:: |(?:di|pada|di bulan|pada bulan|hari|tanggal|bulan|pada hari|pada tanggal|hari ini) )*$"
)
_LEAD = re.compile(r"(?:^|(?<= ))(?:(?:pada|di|hari|tanggal|bulan|selama|nanti|kira - kira|sekitar) )+$")
#: A month right after one of these says what a report is about, not when something happens.
_ABOUT = re.compile(
    r"(?:^| )(?:laporan|data|rpk|ruk|kohort|capaian|rekap|hasil|pws|spj|stok|rekapan|absen|absensi|evaluasi|"
    r"notulen|cakupan|angka|realisasi|rtl|jadwal|kegiatan|tagihan|klaim|lplpo)(?: bulan)? $"
    r"|(?:^| )(?:laporan|data|kohort|rekap|pws|spj|rekapan|absen|absensi|notulen|tagihan|klaim|lplpo|lb \d)"
    r"(?: [^\W_]+){1,2}(?: bulan)? $|(?:^| )untuk(?: bulan)? $"
)
#: The date after one of these is of that thing.
_OF_SOMETHING = re.compile(
    r"(?:^| )(?:hpl|htp|hpht|ed|exp|expired|kedaluwarsa|kadaluarsa|kadaluwarsa|lahir|meninggal|wafat|se|sk"
    r"|surat(?: edaran)?|nomor \S+|no \S+|tertanggal|kejadian|terbit|berlaku)(?: (?::|,|\.|tanggal|bulan|hari|pada))* $"
)
_OF_SCHOOL = some("di ke anak siswa murid kelas guru semua setiap se")
_EVENTS = (
    r"(?:lokmin(?: linsek| bulanan| tribulanan| lintas sektor)?|linsek|minilok|pra ?lokmin|rapat(?: koordinasi)?|"
    r"pertemuan|lebaran(?: haji)?|(?:bulan )?(?:puasa|ramadan|ramadhan)|idul (?:fitri|adha)|natal|tahun baru|"
    r"musrenbang(?:des| desa| kecamatan)?|akreditasi|re ?akreditasi|posyandu|panen(?: raya)?|liburan(?: sekolah)?|"
    r"hut ri|hari kesehatan nasional|hkn|apel|musdes|keberangkatan(?: haji)?|berangkat haji)"
    r"(?: (?:berikut(?:nya)?|depan|yang akan datang|selanjutnya|bulan depan|minggu depan|ini|nanti))*"
)
_LENGTH = r"(?:(?:\d{1,3}|satu|dua|tiga|empat) (?:hari(?: kerja)?|minggu|bulan) |se(?:hari|minggu|bulan) )?"
_AROUND = r"(?:sebelum|setelah|sesudah|habis|usai|saat|pada|waktu|paling lambat|menjelang|jelang|sampai|hingga)"
_EVENT = phrase(rf"{_LENGTH}{_AROUND} (?:hari )?{_EVENTS}")
#: An event of a month, or so long before one, is no day, whatever month stands beside it.
_EVENT_OF = phrase(
    rf"(?:{_LENGTH}(?:sebelum|setelah|sesudah|habis|usai|menjelang|jelang|paling lambat) (?:hari )?{_EVENTS}"
    rf"|(?:\d{{1,3}}|satu|dua|tiga|empat) (?:hari(?: kerja)?|minggu|bulan) {_AROUND} (?:hari )?{_EVENTS})"
    rf"(?: (?:di )?(?:bulan )?(?:{LONG})(?: \d{{4}})?| bulan (?:ini|depan))?"
)
_COUNTED = phrase(
    rf"(?:(?:paling (?:lambat|telat)|maksimal|maks|pada|di|mulai) )?h (?:-|\+|–) (?P<n>\d{{1,2}})(?! [%\d])"
    rf"(?P<of>(?: (?:sebelum|menjelang|jelang|dari|setelah|sesudah|pelaksanaan|kegiatan|acara|jadwal))* {_EVENTS})?"
    r"(?: (?:sebelum|menjelang|jelang|dari|setelah|sesudah)(?= ))?"
)
#: "sebelum tahun ajaran baru": what comes before is no day; only at the end of a clause, where nothing else follows.
_BEFORE = phrase(r"(?:sebelum|menjelang|jelang)(?: (?!dan |atau |ada )[^\W\d_]+){1,4}(?= [,.;)(\x00]| ?$)")
_MONTH_FIRST = frozenset([*LONG.split("|"), "bulan"])
#: A deadline with a number that no form of a time fits ("sebelum 15 Juny").
_UNREAD = phrase(
    r"(?:sebelum|paling (?:lambat|telat|lama)|selambat(?: - lambat)?nya|deadline|tenggat|batas waktu(?:nya)?|tanggal)"
    r"(?: (?::|tanggal|hari|jam|pukul))* \d+(?: [^\W\d_]+)?"
)
_SOON = phrase(r"(?:secepat(?:nya| mungkin)|se ?segera(?: mungkin)?|segera|asap|urgent|sesegera mungkin)")


@dataclass(slots=True)
class Times:
    """All a sentence says about time."""

    start: dt.date | None = None
    due: dt.date | None = None
    words: str = ""
    repeats: str = ""
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(text: Text, base: dt.date) -> Times:
    """Take all times out of a text. ``base``: the day of the meeting, which relative words count from."""
    times = Times()
    for match in text.find(phrase(r"(?:jam|pukul|pkl) \d{1,2}(?: [.:] \d{2})?(?: - \d{1,2}(?: [.:] \d{2})?)?")):
        text.take(match.start(), match.end(), "")
    _repetitions(text, times)
    counted = _take_first(text, _COUNTED)
    event = counted or _take_first(text, _EVENT_OF)
    marked: list[tuple[str, Time]] = []
    months: list[Time] = []
    for pattern, reader in PATTERNS:
        for match in text.find(pattern):
            if times.repeats and reader in OF_RHYTHM and not _MARK.search(text.norm[: match.start()]):
                # "Rabu … tiap bulan": the day belongs to the rhythm and is no end.
                times.repeats = f"{times.repeats}, {match[0]}"
                text.take(match.start(), match.end(), "due")
                continue
            if (time := reader(match, base)) is None:
                continue
            if time.weak and _ABOUT.search(text.norm[: match.start()]):
                months.append(time)
                continue
            if time.found.day and match[0].split()[0] in _MONTH_FIRST and _ABOUT.search(text.norm[: match.start()]):
                # "laporan Juni tanggal 5": the month of the report, or the month of the day.
                time = Time(days.asked("Hari dan bulan di kalimat ini terpisah. Mana batas waktunya?", time.found.day))
            before = text.norm[: match.start()]
            mark = _mark(text, match)
            time = replace(time, weak=True) if time.found.past else time
            marked.append((mark, time if mark else _unmarked(time, reader, before)))
    _combine(times, marked, base)
    _other_month(times, marked, months, base)
    if counted and times.due is not None:
        found = days.asked(f"“{counted}” dari tanggal mana?", times.due)
        times.doubts += [found.doubt] if found.doubt else []
        times.start = times.due = None
    if times.due is None and not any(d.field == "due" for d in times.doubts):
        times.words = event
    for pattern in (_EVENT, _SOON, _BEFORE):
        for match in text.find(pattern):
            if not times.words and times.due is None and not times.doubts:
                times.words = text.written(match.start(), match.end())
                text.take(match.start(), match.end(), "due", keep=pattern is _BEFORE)
    unread = next(text.find(_UNREAD), None)
    if unread and not (times.due or times.words or times.repeats or times.doubts):
        shown = text.written(unread.start(), unread.end())
        times.doubts.append(Doubt("due", f"“{shown}” tidak terbaca sebagai tanggal. Kapan batas waktunya?"))
    return times


def _unmarked(time: Time, reader: Callable[[re.Match[str], dt.date], Time | None], before: str) -> Time:
    """A time without "sebelum" or the like: a day that is over, a quarter, a date of birth or of a letter gives way."""
    if time.found.day and _OF_SOMETHING.search(before):
        asks = f"{long_date(time.found.day)}: batas waktunya, atau keterangan lain?"
        return Time(days.asked(asks, time.found.day), weak=True)
    return replace(time, weak=True) if reader is quarter else time


def _take_first(text: Text, pattern: re.Pattern[str]) -> str:
    """Take the first place of a pattern out of a text; what was written there."""
    for match in text.find(pattern):
        words = text.written(match.start(), match.end())
        text.take(match.start(), match.end(), "due")
        return words
    return ""


def _other_month(times: Times, marked: list[tuple[str, Time]], months: list[Time], base: dt.date) -> None:
    """``untuk bulan Juli … tanggal 3``: a day counted from the meeting beside a later month is asked.

    A name of a day stands well beside the month a report or a plan is about (``months``), not beside another.
    """
    if times.due is None or not any(time.inferred and time.found.day == times.due for _mark, time in marked):
        return
    beside = [time for _mark, time in marked if time.weak]
    if not any(time.named for _mark, time in marked):
        beside += months
    for time in beside:
        end = time.found.day
        if end is None or end < base:
            continue
        # What is about a month yet to come is rarely due within it: "laporan Juni tanggal 4".
        within = time in months and (end.year, end.month) > (base.year, base.month)
        if (end.year, end.month, within) <= (times.due.year, times.due.month, False):
            continue
        there = days.day_of(end.year, end.month, times.due.day)
        found = days.asked("Hari dan bulan di kalimat ini terpisah. Mana batas waktunya?",
                           *filter(None, (times.due, there)))  # fmt: skip
        times.doubts += [found.doubt] if found.doubt else []
        times.start = times.due = None
        return


def _mark(text: Text, match: re.Match[str]) -> str:
    """``before``, ``start``, ``due`` or nothing; the time is taken out of the text with its marker."""
    ahead = text.norm[: match.start()]
    mark = _MARK.search(ahead)
    if mark and (mark.start() == 0 or ahead[mark.start() - 1] == " ") and not _school(text, mark.start()):
        text.take(mark.start(), match.end(), "due")
        return mark.lastgroup or ""
    lead = _LEAD.search(ahead)
    text.take(lead.start() if lead else match.start(), match.end(), "due")
    return ""


def _school(text: Text, start: int) -> bool:
    """Whether "SD" or "SMP" before a time is a school and no "sampai dengan"."""
    word = text.words[text.index(start)]
    if word.norm not in ("sd", "smp"):
        return False
    before = text.before(start, 1)
    return word.raw.isupper() or bool(before and (before[0].isdigit() or before[0] in _OF_SCHOOL))


def _combine(times: Times, marked: list[tuple[str, Time]], base: dt.date) -> None:
    strong = [(mark, time) for mark, time in marked if not time.weak]
    if strong and len(strong) < len(marked):
        marked = strong
    if ends := [m for m in marked if m[0] in ("due", "before")]:
        marked = [*(m for m in marked if m[0] == "start"), *ends]
    dues: list[dt.date] = []
    for mark, time in marked:
        day = time.found.day
        if time.found.note:
            times.notes.append(time.found.note)
        if time.found.doubt:
            times.doubts.append(time.found.doubt)
        elif mark == "start" and (time.start or day):
            times.start = time.start or day
            if time.start and day and not time.period:
                dues.append(day)
        elif mark == "before" and time.period and time.start and time.start > base:
            dues.append(time.start - dt.timedelta(days=1))
        elif day:
            dues.append(day)
            if time.start and mark == "":
                times.start = time.start
            if time.period:
                times.notes.append(f"Batas waktu dibaca {long_date(day)}.")
    if any(d.field == "due" for d in times.doubts):
        times.start = None
        return
    if len(set(dues)) > 1:
        found = days.asked("Ada lebih dari satu tanggal di kalimat ini. Mana batas waktunya?", *sorted(set(dues)))
        times.start = None
        times.doubts += [found.doubt] if found.doubt else []
        return
    times.due = dues[0] if dues else None
    long = next((time.lasting for _mark, time in marked if time.lasting), 0)
    if long and times.start:
        times.due = times.start + dt.timedelta(days=long - 1)
    if times.start and times.due and times.start > times.due:
        found = days.asked(
            f"Mulainya {short_date(times.start)} sesudah batas waktunya {short_date(times.due)}. Mana batas waktunya?",
            times.due, times.start,
        )  # fmt: skip
        times.doubts += [found.doubt] if found.doubt else []
        times.start = times.due = None


_REPEAT = phrase(
    rf"(?:(?:hari )?(?P<d0>{SIX}) |tanggal (?P<n0>\d{{1,2}}) )?(?:minggu (?:ke )?(?:- )?(?P<w0>\d|{N}) )?"
    rf"(?:setiap|per) (?:(?:hari )?(?P<d1>{SIX})(?: (?:dan|,) (?:hari )?(?P<d2>{SIX})| (?P<nth>{NTH}))?"
    r"|hari (?P<d4>minggu|ahad)"
    rf"|tanggal (?P<n1>\d{{1,2}})(?: bulan(?:nya)?)?|(?P<part>{PART}) (?P<pu>bulan|minggu|tahun)"
    rf"|(?P<night>(?:malam|pagi|sore) (?:{SIX}|minggu))"
    rf"|(?:(?P<many>\d+|dua|tiga) )?(?P<unit>hari|minggu|bulan|triwulan|tribulan|semester|tahun)"
    rf"(?: (?:sekali|hari (?P<d3>{SIX})|tanggal (?P<n3>\d{{1,2}})))?)"
)
_OFTEN = phrase(
    r"(?:(?:se|\d|dua|tiga|satu) ?(?:kali|x) (?:se|dalam se)?(?:hari|minggu|bulan|tahun)|"
    r"(?:seminggu|sebulan|sehari|setahun) (?:sekali|\d kali|\d x|dua kali|tiga kali)|"
    r"(?:\d|dua|tiga) (?:kali|x) (?:per )?(?:minggu|bulan|seminggu|sebulan|sehari)|"
    r"(?:\d{1,2}|dua|tiga|empat|enam) (?:hari|minggu|bulan|tahun) sekali)"
)


def _repetitions(text: Text, times: Times) -> None:
    for match in text.find(_REPEAT):
        part = match.groupdict()
        first = part["d1"] or part["d4"] or part["d0"] or part["d3"]
        number = part["n0"] or part["n1"] or part["n3"]
        week = NUMBERS.get(part["w0"] or "", part["w0"])
        if part["night"]:
            words = f"tiap {part['night']}"
        elif first and part["unit"] == "bulan":
            words = f"tiap bulan, {DAY_NAMES[DAYS.get(first, 4)]}" + (f" minggu ke-{week}" if week else "")
        elif first:
            names = [DAY_NAMES[DAYS.get(n.replace(" ", "").replace("’", "'"), 4)] for n in (first, part["d2"]) if n]
            words = f"tiap {' dan '.join(names)}" + (f", {part['nth'].replace(' - ', '-')}" if part["nth"] else "")
        elif part["part"]:
            words = f"tiap {part['part']} {part['pu']}"
        elif part["unit"]:
            many = f"{part['many']} " if part["many"] else ""
            words = f"tiap {many}{part['unit']}" + (f" tanggal {number}" if number else "")
        else:
            words = f"tiap tanggal {number}"
        times.repeats = times.repeats or words
        text.take(match.start(), match.end(), "due")
    for match in text.find(_OFTEN):
        times.repeats = times.repeats or text.written(match.start(), match.end())
        text.take(match.start(), match.end(), "due")
