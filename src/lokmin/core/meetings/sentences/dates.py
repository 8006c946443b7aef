"""Finds the times in a sentence: days, spans of days, parts of months, weeks, repetitions, events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lokmin.core.meetings.sentences import days
from lokmin.core.meetings.sentences.days import Found
from lokmin.core.meetings.sentences.proposal import Doubt
from lokmin.core.meetings.sentences.text import Text, phrase
from lokmin.core.meetings.sentences.words import DAYS, LONG_MONTHS, MONTHS, NUMBERS, some
from lokmin.core.periods import DAY_NAMES, long_date, short_date

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG = "|".join(sorted(LONG_MONTHS, key=len, reverse=True))
_DAY = "|".join([*DAYS, "jum ['’`] at"])
_SIX = "|".join(name for name in DAYS if name != "minggu") + "|jum ['’`] at"
_N = "|".join(sorted(NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:\d{{1,3}}|{_N})"
_YEAR = r"(?:\d{4}|\d{2})"
_TO = r"(?:-|–|—|s / d|s \. d(?: \.)?|sd|sampai(?: dengan)?|hingga)"
_PART = r"awal|pertengahan|tengah|akhir"

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
)
_OF_SCHOOL = some("di ke anak siswa murid kelas guru semua setiap se")
_EVENT = phrase(
    r"(?:sebelum|setelah|sesudah|habis|usai|saat|pada|waktu|paling lambat|menjelang|jelang|sampai|hingga) (?:hari )?"
    r"(?:lokmin(?: linsek| bulanan| tribulanan| lintas sektor)?|linsek|minilok|pra ?lokmin|rapat(?: koordinasi)?|"
    r"pertemuan|lebaran(?: haji)?|(?:bulan )?(?:puasa|ramadan|ramadhan)|idul (?:fitri|adha)|natal|tahun baru|"
    r"musrenbang(?:des| desa| kecamatan)?|akreditasi|re ?akreditasi|posyandu|panen(?: raya)?|liburan(?: sekolah)?|"
    r"hut ri|hari kesehatan nasional|hkn|apel|musdes|keberangkatan(?: haji)?|berangkat haji)"
    r"(?: (?:berikut(?:nya)?|depan|yang akan datang|selanjutnya|bulan depan|minggu depan|ini|nanti))*"
)
_SOON = phrase(r"(?:secepat(?:nya| mungkin)|se ?segera(?: mungkin)?|segera|asap|urgent|sesegera mungkin)")


@dataclass(frozen=True, slots=True)
class _Time:
    """One time found.

    ``weak``: gives way to a stronger one (a bare month). ``period``: a span taken to its end. ``lasting``: so many days
    long ("selama 3 hari"), counted from the beginning where one is named.
    """

    found: Found
    start: dt.date | None = None
    weak: bool = False
    period: bool = False
    lasting: int = 0


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
    marked: list[tuple[str, _Time]] = []
    for pattern, reader in _PATTERNS:
        for match in text.find(pattern):
            if times.repeats and reader in _OF_RHYTHM and not _MARK.search(text.norm[: match.start()]):
                # "Rabu … tiap bulan": the day belongs to the rhythm and is no end.
                times.repeats = f"{times.repeats}, {match[0]}"
                text.take(match.start(), match.end(), "due")
                continue
            if (time := reader(match, base)) is None or (time.weak and _ABOUT.search(text.norm[: match.start()])):
                continue
            marked.append((_mark(text, match), time))
    _combine(times, marked, base)
    for pattern in (_EVENT, _SOON):
        for match in text.find(pattern):
            if not times.words and times.due is None:
                times.words = text.written(match.start(), match.end())
                text.take(match.start(), match.end(), "due")
    return times


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


def _combine(times: Times, marked: list[tuple[str, _Time]], base: dt.date) -> None:
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
    rf"(?:(?:hari )?(?P<d0>{_SIX}) |tanggal (?P<n0>\d{{1,2}}) )?(?:minggu (?:ke )?(?:- )?(?P<w0>\d|{_N}) )?"
    rf"(?:setiap|per) (?:(?:hari )?(?P<d1>{_SIX})(?: (?:dan|,) (?:hari )?(?P<d2>{_SIX}))?|hari (?P<d4>minggu|ahad)"
    rf"|tanggal (?P<n1>\d{{1,2}})(?: bulan(?:nya)?)?|(?P<part>{_PART}) (?P<pu>bulan|minggu|tahun)"
    rf"|(?:(?P<many>\d+|dua|tiga) )?(?P<unit>hari|minggu|bulan|triwulan|tribulan|semester|tahun)"
    rf"(?: (?:sekali|hari (?P<d3>{_SIX})|tanggal (?P<n3>\d{{1,2}})))?)"
)
_OFTEN = phrase(
    r"(?:(?:se|\d|dua|tiga|satu) ?(?:kali|x) (?:se|dalam se)?(?:hari|minggu|bulan|tahun)|"
    r"(?:seminggu|sebulan|sehari|setahun) (?:sekali|\d kali|\d x|dua kali|tiga kali)|"
    r"(?:\d|dua|tiga) (?:kali|x) (?:per )?(?:minggu|bulan|seminggu|sebulan|sehari))"
)


def _repetitions(text: Text, times: Times) -> None:
    for match in text.find(_REPEAT):
        part = match.groupdict()
        first = part["d1"] or part["d4"] or part["d0"] or part["d3"]
        number = part["n0"] or part["n1"] or part["n3"]
        week = NUMBERS.get(part["w0"] or "", part["w0"])
        if first and part["unit"] == "bulan":
            words = f"tiap bulan, {DAY_NAMES[DAYS.get(first, 4)]}" + (f" minggu ke-{week}" if week else "")
        elif first:
            names = [DAY_NAMES[DAYS.get(n.replace(" ", "").replace("’", "'"), 4)] for n in (first, part["d2"]) if n]
            words = f"tiap {' dan '.join(names)}"
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


def _weekday(name: str | None) -> int | None:
    return None if name is None else DAYS.get(name, 4)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text)


def _month_number(name: str | None, number: str | None) -> int:
    return MONTHS[name] if name else int(number or 0)


def _range(match: re.Match[str], base: dt.date) -> _Time | None:
    """``1-15 Juni``, ``1 sampai 6/6``, ``28 Mei - 3 Juni``."""
    month = _month_number(match["m"], match["n"])
    end = days.numbered(int(match["d2"]), month, _year(match["y"]), base)
    if end.day is None:
        return _Time(end)
    first_month = _month_number(match["m1"], match["n1"]) if match["m1"] or match["n1"] else end.day.month
    begin = days.day_of(end.day.year - (first_month > end.day.month), first_month, int(match["d1"]))
    if begin is None or begin > end.day:
        return _Time(days.asked(f"Rentang tanggal “{match['d1']} sampai {match['d2']}” tidak dapat dibaca.", end.day))
    return _Time(end, begin)


def _listed(match: re.Match[str], base: dt.date) -> _Time | None:
    """``12, 13 dan 14 Mei``: from the first to the last."""
    end = days.numbered(int(match["d2"]), MONTHS[match["m"]], _year(match["y"]), base)
    begin = days.day_of(end.day.year, end.day.month, int(match["d1"])) if end.day else None
    return _Time(end, begin if begin and end.day and begin < end.day else None)


def _exact(match: re.Match[str], base: dt.date) -> _Time | None:
    """``Jumat, 20 Juni 2026``, ``20/6``, ``20-6-26``, ``20.05.2026``."""
    part = match.groupdict()
    found = days.numbered(int(part["d"]), MONTHS.get(part["m"]) or int(part["m"]), _year(part.get("y")), base)
    weekday = _weekday(part.get("w") or part.get("w2"))
    return _Time(found if weekday is None else days.matching(found, weekday, base))


def _reverse(match: re.Match[str], base: dt.date) -> _Time | None:
    """``2026-06-20``."""
    return _Time(days.numbered(int(match["d"]), int(match["m"]), int(match["y"]), base))


def _dashed(match: re.Match[str], base: dt.date) -> _Time | None:
    """``tanggal 10-12``: a day and a month, or two days."""
    first, second = int(match["d"]), int(match["m"])
    as_date = days.numbered(first, second, None, base) if 1 <= second <= 12 else Found()
    begin, end = days.in_month(first, base).day, days.in_month(second, base).day
    as_range = end if first < second and begin and end and begin < end else None
    if as_range and as_date.day:
        asks = f"“tanggal {first}-{second}” dapat dibaca dua cara. Sampai kapan?"
        return _Time(days.asked(asks, as_range, as_date.day))
    if as_range:
        return _Time(Found(as_range), begin)
    return _Time(as_date if as_date.day or as_date.doubt else days.numbered(first, second, None, base))


def _part_of_month(match: re.Match[str], base: dt.date) -> _Time | None:
    """``awal Juli`` is the 1st to the 10th, ``pertengahan`` the 11th to the 20th, ``akhir`` the rest (dasarian)."""
    what, year = match["u"], _year(match["y"])
    if what in MONTHS:
        month = MONTHS[what]
    else:
        there = days.plus_months(base.replace(day=1), 1 if match["next"] else 0)
        month, year = there.month, there.year
    end_day = {"awal": 10, "akhir": 31}.get(match["p"], 20)
    found = days.numbered(min(end_day, 28), month, year, base, month_end=match["p"] == "akhir")
    if found.day is None:
        return _Time(found)
    if match["p"] == "akhir":
        if what == "bulan" and not match["next"] and (found.day - base).days < 3:
            later = days.last_of(*_next_month(found.day))
            return _Time(days.asked("Bulan ini hampir habis. Akhir bulan yang mana?", found.day, later))
        # The end of a month is its last day, also as "sebelum akhir bulan".
        return _Time(found)
    return _Time(found, found.day.replace(day=1 if match["p"] == "awal" else 11), period=True)


def _next_month(day: dt.date) -> tuple[int, int]:
    there = days.plus_months(day.replace(day=1), 1)
    return there.year, there.month


def _week_of_month(match: re.Match[str], base: dt.date) -> _Time | None:
    """``minggu ke-2 Juni``: the 8th to the 14th."""
    written = match["n"] or match["o"]
    number = NUMBERS.get(written) or int(written)
    if not 1 <= number <= 5:
        return _Time(days.asked(f"Minggu ke-{number} tidak ada dalam sebulan. Kapan yang dimaksud?"))
    what, year = match["u"], _year(match["y"])
    if what in MONTHS:
        month = MONTHS[what]
    else:
        there = days.plus_months(base.replace(day=1), 1 if match["next"] else 0)
        month, year = there.month, there.year
    last = number * 7 > 28
    found = days.numbered(min(number * 7, 28), month, year, base, month_end=last)
    if found.day is None:
        return _Time(found)
    begin = days.day_of(found.day.year, found.day.month, number * 7 - 6)
    return _Time(found, begin, period=True) if begin else _Time(found)


def _relative(match: re.Match[str], base: dt.date) -> _Time | None:
    words = match[0]
    plain = {"besok lusa": 2, "lusa": 2, "besok": 1, "hari ini": 0, "1 x 24 jam": 1, "2 x 24 jam": 2, "3 x 24 jam": 3}
    for start, ahead in plain.items():
        if words.startswith(start):
            return _Time(Found(base + dt.timedelta(days=ahead)))
    if words.startswith(("dalam 24 jam", "sekarang")):
        return _Time(Found(base + dt.timedelta(days=words.endswith("jam"))))
    if words.startswith("minggu"):
        begin = days.monday(base, {"ini": 0, "depannya": 2}.get(words.split()[1], 1))
        # A Puskesmas works six days: a week ends on Saturday.
        return _Time(Found(begin + dt.timedelta(days=5)), max(begin, base), period=True)
    if words.startswith("bulan"):
        there = days.plus_months(base.replace(day=1), 0 if words.endswith("ini") else 1)
        return _Time(Found(days.last_of(there.year, there.month)), max(there, base), period=True)
    if words.startswith("akhir tahun"):
        return _Time(Found(dt.date(base.year + words.endswith("depan"), 12, 31)))
    return None


def _quarter(match: re.Match[str], base: dt.date) -> _Time | None:
    """``triwulan 2``, ``semester 1``, ``triwulan ini``: to its last month's end."""
    length = 6 if match["k"] == "semester" else 3
    number = match["n"]
    which = (base.month - 1) // length + 1 if number == "ini" else NUMBERS.get(number) or int(number)
    if not 1 <= which <= 12 // length:
        return _Time(days.asked(f"Tidak ada {match['k']} {which}. Kapan yang dimaksud?"))
    return _Time(days.numbered(1, which * length, _year(match["y"]), base, month_end=True))


def _ahead(match: re.Match[str], base: dt.date) -> _Time | None:
    """``dalam 2 minggu``, ``3 hari lagi``, ``sebulan ke depan``."""
    count, unit = match["n"], match["u"] or match["u2"]
    number = 1 if count is None else NUMBERS.get(count) or int(count)
    if unit == "bulan" and number > 24:
        return None
    ahead = days.plus_months(base, number) - base if unit == "bulan" else dt.timedelta(days=number)
    if unit == "minggu":
        ahead *= 7
    return _Time(Found(base + ahead), lasting=ahead.days if match[0].startswith("selama") else 0)


def _named(match: re.Match[str], base: dt.date) -> _Time | None:
    return _Time(days.named(_weekday(match["w"]) or 0, match["which"] or "", base))


def _sunday(_match: re.Match[str], base: dt.date) -> _Time | None:
    return _Time(days.named(6, "", base))


def _in_month(match: re.Match[str], base: dt.date) -> _Time | None:
    found = days.in_month(int(match["d"]), base)
    if match["rel"]:
        there = days.plus_months(base.replace(day=1), 0 if match["rel"] == "ini" else 1)
        found = days.numbered(int(match["d"]), there.month, there.year, base)
    weekday = _weekday(match["w"])
    return _Time(found if weekday is None else days.matching(found, weekday, base))


def _month(match: re.Match[str], base: dt.date) -> _Time | None:
    """A bare month: all of it, its last day as the end."""
    month, year = MONTHS[match["m"]], _year(match["y"])
    if month == base.month and year in (None, base.year):
        return _Time(Found(days.last_of(base.year, month)), weak=True, period=True)
    found = days.numbered(1, month, year, base, month_end=True)
    if found.day is None:
        return _Time(found, weak=True)
    return _Time(found, found.day.replace(day=1), weak=True, period=True)


#: Readers of days that go with a rhythm where one was read.
_OF_RHYTHM = frozenset([_named, _sunday, _in_month])
_W = rf"(?:(?:hari )?(?P<w>{_DAY}) ?,? ?(?:tanggal )?)?"
_QUARTER = r"(?:akhir )?(?P<k>triwulan|semester|tribulan)(?: ke ?-?)? (?P<n>\d|iv|i{1,3}|ini)(?: (?P<y>\d{4}))?"
_NEXT = r"(?: (?:(?P<next>depan)|ini))?"
_WEEK = (
    rf"minggu (?:(?:ke )(?:- )?(?P<n>\d|{_N})|(?P<o>{_N}))(?: di)? (?:bulan )?(?P<u>{_LONG}|bulan){_NEXT}"
    r"(?: (?P<y>\d{4}))?"
)
_DAYS_FROM_TO = (
    rf"(?P<d1>\d{{1,2}})(?: (?P<m1>{_MONTH})| / (?P<n1>\d{{1,2}}))? {_TO}(?: tanggal)? (?P<d2>\d{{1,2}})"
    rf" (?:/ (?P<n>\d{{1,2}})|(?:/ )?(?P<m>{_MONTH}))(?: (?:/ )?(?P<y>\d{{4}}))?"
)
_DAYS_LISTED = (
    rf"(?P<d1>\d{{1,2}})(?: , \d{{1,2}})*(?: ,)?(?: dan|,) (?:tanggal )?(?P<d2>\d{{1,2}}) (?P<m>{_MONTH})"
    r"(?: (?P<y>\d{4}))?"
)
_DAY_OF_MONTH = (
    rf"(?:(?:hari )?(?P<w>{_DAY}) ?,? ?)?tanggal (?P<d>\d{{1,2}})"
    r"(?: bulan (?P<rel>ini|depan|berikut(?:nya)?))?(?! [-/])"
)
_NEAR = (
    r"besok lusa|lusa|besok(?: pagi| siang| sore| malam)?|hari ini|[123] x 24 jam|dalam 24 jam|sekarang(?: juga)?"
    r"|akhir tahun(?: ini| depan)?|minggu (?:depannya|depan|ini|berikutnya)|bulan (?:depan|ini|berikutnya)"
)
_SO_LONG = rf"(?:(?P<n>{_COUNT}) (?P<u>hari|minggu|bulan)|se(?P<u2>hari|minggu|bulan))"
#: In this order: what is longer and surer first, because what is read is taken away.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], _Time | None]], ...] = tuple(
    (phrase(pattern), reader)
    for pattern, reader in (
        (r"(?P<y>20\d{2}) [-/] (?P<m>\d{1,2}) [-/] (?P<d>\d{1,2})", _reverse),
        (_WEEK, _week_of_month),
        (_DAYS_FROM_TO, _range),
        (_DAYS_LISTED, _listed),
        (rf"{_W}(?P<d>\d{{1,2}}) [-/]? ?(?P<m>{_MONTH})(?: [-/]? ?(?P<y>{_YEAR}))?(?: \( (?P<w2>{_DAY}) \))?", _exact),
        (rf"{_W}(?P<d>\d{{1,2}}) (?P<s>[-/.]) (?P<m>\d{{1,2}}) (?P=s) (?P<y>{_YEAR})", _exact),
        (rf"(?<!rt )(?<!rw )(?<!nomor )(?<!no )(?<!no . ){_W}(?P<d>\d{{1,2}}) / (?P<m>\d{{1,2}})", _exact),
        (r"tanggal (?P<d>\d{1,2}) - (?P<m>\d{1,2})", _dashed),
        (rf"(?P<p>{_PART}) (?:bulan )?(?P<u>{_MONTH}|bulan){_NEXT}(?: (?P<y>\d{{4}}))?", _part_of_month),
        (_QUARTER, _quarter),
        (rf"(?:hari )?(?P<w>{_SIX}) (?P<which>minggu depan|depan|ini|besok)", _named),
        (_DAY_OF_MONTH, _in_month),
        (_NEAR, _relative),
        (rf"(?:dalam|selama) (?:waktu )?{_SO_LONG}(?: ini| ke depan| lagi)?", _ahead),
        (rf"{_SO_LONG} (?:lagi|ke depan|dari sekarang)", _ahead),
        (rf"(?:hari )?(?P<w>{_SIX})(?P<which>)", _named),
        (r"hari (?:minggu|ahad)|minggu (?:pagi|sore|siang)", _sunday),
        (rf"(?P<m>{_LONG})(?: (?P<y>\d{{4}}))?(?: ini)?", _month),
    )
)  # fmt: skip
