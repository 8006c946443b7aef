"""The forms a time has in a sentence, each with its reader: days, days from to, parts of months, weeks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from lokmin.core.meetings.sentences import days
from lokmin.core.meetings.sentences.days import Found
from lokmin.core.meetings.sentences.text import phrase
from lokmin.core.meetings.sentences.words import DAYS, LONG_MONTHS, MONTHS, NUMBERS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
LONG = "|".join(sorted(LONG_MONTHS, key=len, reverse=True))
_DAY = "|".join([*DAYS, "jum ['’`] at"])
SIX = "|".join(name for name in DAYS if name != "minggu") + "|jum ['’`] at"
N = "|".join(sorted(NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:\d{{1,3}}|{N})"
_YEAR = r"(?:\d{4}|\d{2})"
_TO = r"(?:-|–|—|s / d|s \. d(?: \.)?|sd|sampai(?: dengan)?|hingga)"
NTH = r"(?:ke (?:- )?\d|pertama|kedua|ketiga|keempat|kelima|terakhir)"
PART = r"awal|pertengahan|tengah|akhir"


@dataclass(frozen=True, slots=True)
class Time:
    """One time found.

    ``weak``: gives way to a stronger one (a bare month). ``period``: a span taken to its end. ``lasting``: so many days
    long ("selama 3 hari"), counted from the beginning where one is named. ``inferred``: the month was not said but
    counted from the meeting ("tanggal 3", "Senin"), so that another month nearby makes it a question; ``named``: by the
    name of a day.
    """

    found: Found
    start: dt.date | None = None
    weak: bool = False
    period: bool = False
    lasting: int = 0
    inferred: bool = False
    named: bool = False


def _weekday(name: str | None) -> int | None:
    return None if name is None else DAYS.get(name, 4)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text)


def _month_number(name: str | None, number: str | None) -> int:
    return MONTHS[name] if name else int(number or 0)


def _range(match: re.Match[str], base: dt.date) -> Time | None:
    """``1-15 Juni``, ``1 sampai 6/6``, ``28 Mei - 3 Juni``."""
    month = _month_number(match["m"], match["n"])
    end = days.numbered(int(match["d2"]), month, _year(match["y"]), base)
    if end.day is None:
        return Time(end)
    first_month = _month_number(match["m1"], match["n1"]) if match["m1"] or match["n1"] else end.day.month
    begin = days.day_of(end.day.year - (first_month > end.day.month), first_month, int(match["d1"]))
    if begin is None or begin > end.day:
        return Time(days.asked(f"Rentang tanggal “{match['d1']} sampai {match['d2']}” tidak dapat dibaca.", end.day))
    return Time(end, begin)


def _listed(match: re.Match[str], base: dt.date) -> Time | None:
    """``12, 13 dan 14 Mei``: from the first to the last."""
    end = days.numbered(int(match["d2"]), MONTHS[match["m"]], _year(match["y"]), base)
    begin = days.day_of(end.day.year, end.day.month, int(match["d1"])) if end.day else None
    return Time(end, begin if begin and end.day and begin < end.day else None)


def _exact(match: re.Match[str], base: dt.date) -> Time | None:
    """``Jumat, 20 Juni 2026``, ``20/6``, ``20-6-26``, ``20.05.2026``."""
    part = match.groupdict()
    found = days.numbered(int(part["d"]), MONTHS.get(part["m"]) or int(part["m"]), _year(part.get("y")), base)
    weekday = _weekday(part.get("w") or part.get("w2"))
    return Time(found if weekday is None else days.matching(found, weekday, base))


def _reverse(match: re.Match[str], base: dt.date) -> Time | None:
    """``2026-06-20``."""
    return Time(days.numbered(int(match["d"]), int(match["m"]), int(match["y"]), base))


def _dashed(match: re.Match[str], base: dt.date) -> Time | None:
    """``tanggal 10-12``: a day and a month, or two days."""
    first, second = int(match["d"]), int(match["m"])
    as_date = days.numbered(first, second, None, base) if 1 <= second <= 12 else Found()
    begin, end = days.in_month(first, base).day, days.in_month(second, base).day
    as_range = end if first < second and begin and end and begin < end else None
    if as_range and as_date.day:
        asks = f"“tanggal {first}-{second}” dapat dibaca dua cara. Sampai kapan?"
        return Time(days.asked(asks, as_range, as_date.day))
    if as_range:
        return Time(Found(as_range), begin)
    return Time(as_date if as_date.day or as_date.doubt else days.numbered(first, second, None, base))


def _part_of_month(match: re.Match[str], base: dt.date) -> Time | None:
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
        return Time(found)
    if match["p"] == "akhir":
        if what == "bulan" and not match["next"] and (found.day - base).days < 3:
            later = days.last_of(*_next_month(found.day))
            return Time(days.asked("Bulan ini hampir habis. Akhir bulan yang mana?", found.day, later))
        # The end of a month is its last day, also as "sebelum akhir bulan".
        return Time(found)
    return Time(found, found.day.replace(day=1 if match["p"] == "awal" else 11), period=True)


def _next_month(day: dt.date) -> tuple[int, int]:
    there = days.plus_months(day.replace(day=1), 1)
    return there.year, there.month


def _week_of_month(match: re.Match[str], base: dt.date) -> Time | None:
    """``minggu ke-2 Juni``: the 8th to the 14th."""
    written = match["n"] or match["o"]
    number = NUMBERS.get(written) or int(written)
    if not 1 <= number <= 5:
        return Time(days.asked(f"Minggu ke-{number} tidak ada dalam sebulan. Kapan yang dimaksud?"))
    what, year = match["u"], _year(match["y"])
    if what in MONTHS:
        month = MONTHS[what]
    else:
        there = days.plus_months(base.replace(day=1), 1 if match["next"] else 0)
        month, year = there.month, there.year
    last = number * 7 > 28
    found = days.numbered(min(number * 7, 28), month, year, base, month_end=last)
    if found.day is None:
        return Time(found)
    begin = days.day_of(found.day.year, found.day.month, number * 7 - 6)
    return Time(found, begin, period=True) if begin else Time(found)


def _relative(match: re.Match[str], base: dt.date) -> Time | None:
    words = match[0]
    plain = {"besok lusa": 2, "lusa": 2, "besok": 1, "hari ini": 0, "1 x 24 jam": 1, "2 x 24 jam": 2, "3 x 24 jam": 3}
    for start, ahead in plain.items():
        if words.startswith(start):
            return Time(Found(base + dt.timedelta(days=ahead)))
    if words.startswith(("dalam 24 jam", "sekarang", "nanti", "pagi", "siang", "sore", "malam")):
        return Time(Found(base + dt.timedelta(days=words.endswith("jam"))))
    if words in ("akhir minggu", "akhir minggu ini", "akhir minggu depan"):
        return Time(Found(days.monday(base, int(words.endswith("depan"))) + dt.timedelta(days=5)))
    if words.startswith("minggu"):
        begin = days.monday(base, {"ini": 0, "depannya": 2}.get(words.split()[1], 1))
        # A Puskesmas works six days: a week ends on Saturday.
        return Time(Found(begin + dt.timedelta(days=5)), max(begin, base), period=True)
    if words.startswith("bulan"):
        there = days.plus_months(base.replace(day=1), 0 if words.endswith("ini") else 1)
        return Time(Found(days.last_of(there.year, there.month)), max(there, base), weak=True, period=True)
    if words.startswith("akhir tahun"):
        return Time(Found(dt.date(base.year + words.endswith("depan"), 12, 31)))
    return None


def quarter(match: re.Match[str], base: dt.date) -> Time | None:
    """``triwulan 2``, ``semester 1``, ``triwulan ini``: to its last month's end."""
    length = 6 if match["k"] == "semester" else 3
    number = match["n"]
    which = (base.month - 1) // length + 1 if number == "ini" else NUMBERS.get(number) or int(number)
    if not 1 <= which <= 12 // length:
        return Time(days.asked(f"Tidak ada {match['k']} {which}. Kapan yang dimaksud?"))
    return Time(days.numbered(1, which * length, _year(match["y"]), base, month_end=True))


def _ahead(match: re.Match[str], base: dt.date) -> Time | None:
    """``dalam 2 minggu``, ``3 hari lagi``, ``sebulan ke depan``."""
    count, unit = match["n"], match["u"] or match["u2"]
    number = 1 if count is None else NUMBERS.get(count) or int(count)
    if unit == "bulan" and number > 24:
        return None
    ahead = days.plus_months(base, number) - base if unit == "bulan" else dt.timedelta(days=number)
    if unit == "minggu":
        ahead *= 7
    return Time(Found(base + ahead), lasting=ahead.days if match[0].startswith("selama") else 0)


def _named(match: re.Match[str], base: dt.date) -> Time | None:
    return Time(days.named(_weekday(match["w"]) or 0, match["which"] or "", base), inferred=True, named=True)


def _sunday(_match: re.Match[str], base: dt.date) -> Time | None:
    return Time(days.named(6, "", base))


def _in_month(match: re.Match[str], base: dt.date) -> Time | None:
    found = days.in_month(int(match["d"]), base)
    if match["rel"]:
        there = days.plus_months(base.replace(day=1), 0 if match["rel"] == "ini" else 1)
        found = days.numbered(int(match["d"]), there.month, there.year, base)
    weekday = _weekday(match["w"])
    found = found if weekday is None else days.matching(found, weekday, base)
    return Time(found, inferred=not match["rel"])


def _days_in_month(match: re.Match[str], base: dt.date) -> Time | None:
    """``tanggal 20 s.d. 25``, ``tanggal 19 dan 21``."""
    begin, end = days.in_month(int(match["d1"]), base), days.in_month(int(match["d2"]), base)
    if begin.day is None or end.day is None or begin.day > end.day:
        return Time(days.asked(f"“{match[0]}”: bulan apa?", *filter(None, (end.day,))))
    return Time(end, begin.day, inferred=True)


def _of_numbered_month(match: re.Match[str], base: dt.date) -> Time | None:
    """``tanggal 5 bulan 6``, ``Juni tanggal 5``."""
    month = MONTHS.get(match["m"]) or int(match["m"])
    return Time(days.numbered(int(match["d"]), month, _year(match["y"]), base))


def _some_week(match: re.Match[str], _base: dt.date) -> Time | None:
    """``minggu ke-2`` without a month, ``awal minggu depan``: no day can be told."""
    return Time(days.asked(f"“{match[0]}”: sampai tanggal berapa?"), inferred=True)


def _alone(match: re.Match[str], base: dt.date) -> Time | None:
    """``, 2 minggu,``: as long as it takes, or by when."""
    time = _ahead(match, base)
    if time is None or time.found.day is None:
        return None
    return Time(days.asked(f"“{match[0]}”: lamanya, atau batas waktunya? Sampai tanggal berapa?", time.found.day))


def _between(match: re.Match[str], base: dt.date) -> Time | None:
    """``2-3 minggu lagi``."""
    step = {"hari": 1, "minggu": 7}.get(match["u"])
    counts = [NUMBERS.get(n) or int(n) for n in (match["n1"], match["n2"])]
    ends = [base + dt.timedelta(days=n * step) if step else days.plus_months(base, min(n, 24)) for n in counts]
    return Time(days.asked(f"“{match[0]}”: paling lambat kapan?", *ends))


def _working(match: re.Match[str], base: dt.date) -> Time | None:
    """``5 hari kerja``: holidays are not known here, so the day is asked."""
    count = match["n"] or match["n2"]
    number = NUMBERS.get(count) or int(count)
    # Six working days a week: a Sunday is passed over for each six, and where the rest reaches one.
    rest = number % 6
    ahead = number + number // 6 + (base.weekday() + rest > 5)
    return Time(days.asked(f"“{match[0]}”: sampai tanggal berapa, dengan hari libur?", base + dt.timedelta(days=ahead)))


def _months(match: re.Match[str], base: dt.date) -> Time | None:
    """``Juni-Juli``, ``Mei sampai Juli 2026``: from the first day to the last."""
    end = days.numbered(28, MONTHS[match["m2"]], _year(match["y"]), base, month_end=True)
    if end.day is None:
        return Time(end)
    first = MONTHS[match["m1"]]
    year = _year(match["y1"]) or end.day.year - (first > end.day.month)
    return Time(end, max(dt.date(year, first, 1), base), weak=True, period=True)


def _ended(match: re.Match[str], base: dt.date) -> Time | None:
    """``sebelum Juni berakhir``."""
    return Time(days.numbered(28, MONTHS[match["m"]], _year(match["y"]), base, month_end=True))


def _last_week(match: re.Match[str], base: dt.date) -> Time | None:
    """``minggu terakhir Mei``: the last seven days."""
    end = days.numbered(28, MONTHS[match["m"]], _year(match["y"]), base, month_end=True)
    return Time(end, end.day - dt.timedelta(days=6) if end.day else None, period=True)


def _month(match: re.Match[str], base: dt.date) -> Time | None:
    """A bare month: all of it, its last day as the end."""
    month = MONTHS[match["m"] or match["m2"] or match["m3"] or match["m4"]]
    year = _year(match["y"] or match["y3"])
    if month == base.month and year in (None, base.year):
        return Time(Found(days.last_of(base.year, month)), weak=True, period=True)
    found = days.numbered(1, month, year, base, month_end=True)
    if found.day is None:
        return Time(found, weak=True)
    return Time(found, found.day.replace(day=1), weak=True, period=True)


#: Readers of days that go with a rhythm where one was read.
OF_RHYTHM = frozenset([_named, _sunday, _in_month, _some_week])
_W = rf"(?:(?:hari )?(?P<w>{_DAY}) ?[,(]? ?(?:tanggal )?)?"
_QUARTER = r"(?:akhir )?(?P<k>triwulan|semester|tribulan)(?: ke ?-?)? (?P<n>\d|iv|i{1,3}|ini)(?: (?P<y>\d{4}))?"
_NEXT = r"(?: (?:(?P<next>depan)|ini))?"
_WEEK = (
    rf"minggu (?:(?:ke )(?:- )?(?P<n>\d|{N})|(?P<o>{N}))(?: di)? (?:bulan )?(?P<u>{LONG}|bulan){_NEXT}"
    r"(?: (?P<y>\d{4}))?"
)
_WEEK_LAST = (
    rf"(?<!\d )(?:bulan )?(?P<u>{LONG})(?P<next>)(?: (?P<y>\d{{4}}))?(?: ,)? minggu"
    rf" (?:(?:ke )(?:- )?(?P<n>\d|{N})|(?P<o>{N}))"
)
_SOME_WEEK = (
    rf"(?:setiap )?minggu (?:(?:ke )(?:- )?(?:\d|{N})|(?:{N}|terakhir))"
    r"|(?:awal|pertengahan|tengah) minggu(?: depan| ini)?"
)
_DAY_LAST = (
    rf"(?<!\d )(?:bulan )?(?P<m>{LONG})(?: (?P<y>\d{{4}}))?(?: ,)? tanggal (?P<d>\d{{1,2}})"
    rf"(?! (?:-|/|{_TO}|{_MONTH}))"
)
_PART_LAST = (
    rf"(?<!\d )(?:bulan )?(?P<u>{LONG})(?P<next>)(?P<y>(?!))?(?: bagian)? (?P<p>{PART})"
    rf"(?! (?:bulan|minggu|tahun|{_MONTH}))"
)
_ONLY_MONTH = (
    rf"(?P<m>{LONG})(?: (?P<y>\d{{4}}))?(?: ini)?|(?<=bulan )(?P<m2>{_MONTH})|(?P<m3>{_MONTH}) (?P<y3>20\d{{2}})"
    rf"|(?<=sebelum )(?P<m4>{_MONTH})(?= [,;.)]|$)"
)
_DAYS_FROM_TO = (
    rf"(?P<d1>\d{{1,2}})(?: (?P<m1>{_MONTH})(?: 20\d{{2}})?| / (?P<n1>\d{{1,2}}))? {_TO}(?: tanggal)? (?P<d2>\d{{1,2}})"
    rf" (?:/ (?P<n>\d{{1,2}})|(?:/ )?(?P<m>{_MONTH}))(?: (?:/ )?(?P<y>\d{{4}}))?"
)
_DAYS_LISTED = (
    rf"(?P<d1>\d{{1,2}})(?: , \d{{1,2}})*(?: ,)?(?: dan| ,) (?:tanggal )?(?P<d2>\d{{1,2}}) (?P<m>{_MONTH})"
    r"(?: (?P<y>\d{4}))?"
)
_DAY_OF_MONTH = (
    rf"(?:(?:hari )?(?P<w>{_DAY}) ?,? ?)?tanggal (?P<d>\d{{1,2}})"
    r"(?: bulan (?P<rel>ini|depan|berikut(?:nya)?))?(?! [-/])"
)
_NEAR = (
    r"besok lusa|lusa|besok(?: pagi| siang| sore| malam)?|hari ini|[123] x 24 jam|dalam 24 jam|sekarang(?: juga)?"
    r"|nanti (?:siang|sore|malam)|(?:pagi|siang|sore|malam) (?:ini|nanti)"
    r"|akhir tahun(?: ini| depan)?|(?:akhir )?minggu (?:depannya|depan|ini|berikutnya)"
    r"|akhir minggu|bulan (?:depan|ini|berikutnya)"
)
_END_BY = (
    r"(?:paling (?:lambat|telat|lama)|selambat(?: - lambat)?nya|maksimal|maks|max|deadline|batas(?: waktu)?(?:nya)?"
    r"|tenggat|target|tuntas|selesai)(?: (?::|dalam|waktu))*"
)
_ABOUT_SO_LONG = (
    rf"(?:dalam |sekitar )?(?P<n1>{_COUNT}) (?:-|–|sampai|atau) (?P<n2>{_COUNT}) (?P<u>hari|minggu|bulan)(?: lagi)?"
)
_MONTHS_FROM_TO = (
    rf"(?<!\d )(?:bulan )?(?P<m1>{LONG})(?: (?P<y1>\d{{4}}))? (?:{_TO}|dan)(?: bulan)? (?P<m2>{LONG})"
    r"(?: (?P<y>\d{4}))?"
)
_SO_LONG = rf"(?:(?P<n>{_COUNT}) (?P<u>hari|minggu|bulan)|se(?P<u2>hari|minggu|bulan))"
#: In this order: what is longer and surer first, because what is read is taken away.
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], Time | None]], ...] = tuple(
    (phrase(pattern), reader)
    for pattern, reader in (
        (r"(?P<y>20\d{2}) [-/] (?P<m>\d{1,2}) [-/] (?P<d>\d{1,2})", _reverse),
        (_WEEK, _week_of_month),
        (_WEEK_LAST, _week_of_month),
        (rf"minggu terakhir (?:di )?(?:bulan )?(?P<m>{LONG})(?: (?P<y>\d{{4}}))?", _last_week),
        (_SOME_WEEK, _some_week),
        (_DAYS_FROM_TO, _range),
        (_DAYS_LISTED, _listed),
        (r"tanggal (?P<d>\d{1,2}) bulan (?P<m>\d{1,2})(?: tahun)?(?: (?P<y>\d{4}))?", _of_numbered_month),
        (_DAY_LAST, _of_numbered_month),
        (rf"{_W}(?P<d>\d{{1,2}}) [-/]? ?(?P<m>{_MONTH})(?: [-/]? ?(?P<y>{_YEAR}))?(?: \( (?P<w2>{_DAY}) \))?", _exact),
        (rf"{_W}(?P<d>\d{{1,2}}) (?P<s>[-/.]) (?P<m>\d{{1,2}}) (?P=s) (?P<y>{_YEAR})", _exact),
        (rf"(?<!rt )(?<!rw )(?<!nomor )(?<!no )(?<!no . ){_W}(?P<d>\d{{1,2}}) / (?P<m>\d{{1,2}})", _exact),
        (r"tanggal (?P<d>\d{1,2}) - (?P<m>\d{1,2})", _dashed),
        (rf"(?P<p>{PART}) (?:bulan )?(?P<u>{_MONTH}|bulan){_NEXT}(?: (?P<y>\d{{4}}))?", _part_of_month),
        (_PART_LAST, _part_of_month),
        (rf"(?:sebelum )?(?:bulan )?(?P<m>{LONG})(?: (?P<y>\d{{4}}))? (?:berakhir|habis|selesai|usai|tutup)", _ended),
        (_MONTHS_FROM_TO, _months),
        (_QUARTER, quarter),
        (rf"(?:hari )?(?P<w>{SIX}) (?P<which>minggu depan|depan|ini|besok)", _named),
        (rf"(?:hari )?(?:{SIX}) {NTH}(?! minggu)", _some_week),
        (rf"(?P<which>minggu depan)(?: ,)?(?: hari)? (?P<w>{SIX})", _named),
        (rf"tanggal (?P<d1>\d{{1,2}}) (?:{_TO}|dan|,)(?: tanggal)? (?P<d2>\d{{1,2}})(?! (?:[-/]|{_MONTH}|bulan))",
         _days_in_month),
        (r"(?P<w>(?!))?bulan (?P<rel>ini|depan) (?:, )?tanggal (?P<d>\d{1,2})(?! [-/])", _in_month),
        (_DAY_OF_MONTH, _in_month),
        (_NEAR, _relative),
        (_ABOUT_SO_LONG, _between),
        (rf"{_END_BY} (?P<n>{_COUNT}) hari kerja|(?:dalam )?(?P<n2>{_COUNT}) hari kerja (?:lagi|ke depan)", _working),
        (rf"{_END_BY} {_SO_LONG}(?! (?:sekali|{_MONTH}))", _ahead),
        (rf"(?:dalam|selama) (?:waktu )?{_SO_LONG}(?: ini| ke depan| lagi)?", _ahead),
        (rf"{_SO_LONG} (?:lagi|ke depan|dari sekarang)", _ahead),
        (rf"(?<=[,;(] ){_SO_LONG}(?= [,;.)]|$)", _alone),
        (rf"(?:hari )?(?P<w>{SIX})(?P<which>)", _named),
        (r"hari (?:minggu|ahad)|minggu (?:pagi|sore|siang)", _sunday),
        (_ONLY_MONTH, _month),
    )
)  # fmt: skip
