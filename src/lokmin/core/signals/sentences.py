"""Signals in plain words: what is usual, what changed since when, and how sure that is."""

from __future__ import annotations

import math
from decimal import Decimal

from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.signals.records import WHOLLY, Judged, SeriesSignal, Sign, SignKind
from lokmin.core.signals.rules import Measured, SignalRules

#: Events in an ordinary month below which a caution stands beside the figures.
CAREFUL = 5.0
#: A correlation of months from which on it is told.
MEMORY = 0.1


def month_words(code: str) -> str:
    """``April 2026``."""
    month = Month.parse(code)
    return f"{said(MONTH_NAMES[month.month - 1])} {month.year}"


def amount(signal: SeriesSignal, value: float, *, bare: bool = False) -> str:
    """``7,8 ibu`` or ``72,4 %``; ``bare`` without the people."""
    number = indonesian(Decimal(str(round(value, 1))), None if value == round(value) else 1)
    if signal.rate:
        return number + {100: "\u00a0%", 1000: "\u00a0‰", 100_000: f" {said('per 100.000')}"}.get(signal.factor, "")
    return number if bare or not signal.people else f"{number} {said(signal.people)}"


def usual(signal: SeriesSignal) -> str:
    """``Biasanya antara 3 dan 11 ibu sebulan.``; empty where it is not known."""
    if signal.usual is None:
        return ""
    low, high = signal.usual
    if not signal.rate:
        low, high = float(math.ceil(low - 1e-9)), float(math.floor(high + 1e-9))
    told = {"low": amount(signal, low, bare=True), "high": amount(signal, high)}
    if low <= 0 and not signal.rate:
        return said("Biasanya paling banyak %(high)s sebulan.") % told
    if signal.rate:
        return said("Biasanya antara %(low)s dan %(high)s.") % told
    return said("Biasanya antara %(low)s dan %(high)s sebulan.") % told


def basis(signal: SeriesSignal) -> str:
    """``Dihitung dari 12 bulan, Januari 2025 sampai Desember 2025; rata-ratanya 7,8 ibu.``"""
    if signal.mean is None or not signal.history:
        return ""
    return said("Dihitung dari %(n)d bulan, %(first)s sampai %(last)s; rata-ratanya %(mean)s.") % {
        "n": signal.history,
        "first": month_words(signal.from_month),
        "last": month_words(signal.to_month),
        "mean": amount(signal, signal.mean),
    }


def verdict(signal: SeriesSignal) -> str:
    """``berubah sungguhan``, ``mulai bergeser``, ``naik-turun biasa`` or ``belum bisa dinilai``."""
    if signal.changed:
        return said("berubah sungguhan")
    if signal.starting:
        return said("mulai bergeser")
    return said("naik-turun biasa") if signal.judged in WHOLLY else said("belum bisa dinilai")


def headline(signal: SeriesSignal) -> str:
    """``K1 Watubelah berubah sungguhan: turun sejak Februari 2026``."""
    told = {"what": f"{signal.short} {signal.place_name}", "verdict": verdict(signal)}
    sign = signal.sign
    if sign is None:
        return said("%(what)s: %(verdict)s") % told
    return said("%(what)s %(verdict)s: %(change)s") % {**told, "change": change(sign)}


def change(sign: Sign) -> str:
    """``turun sejak Februari 2026``; for a single month ``Maret 2026 tinggi sekali``."""
    if sign.kind is SignKind.POINT:
        odd = said("%(month)s tinggi sekali") if sign.direction > 0 else said("%(month)s rendah sekali")
        return odd % {"month": month_words(sign.until)}
    words = said("naik sejak %(month)s") if sign.direction > 0 else said("turun sejak %(month)s")
    return words % {"month": month_words(sign.since)}


def sentence(signal: SeriesSignal, sign: Sign) -> str:
    """What the sign is, with the number behind it."""
    mean = signal.mean or 0.0
    told = {
        "since": month_words(sign.since),
        "until": month_words(sign.until),
        "n": sign.months,
        "average": amount(signal, sign.average) + ("" if signal.rate else f" {said('sebulan')}"),
        "value": amount(signal, sign.average),
        "mean": amount(signal, mean, bare=True),
    }
    match sign.kind:
        case SignKind.POINT if sign.direction > 0:
            text = said("%(until)s %(value)s, di atas semua yang biasa.")
        case SignKind.POINT:
            text = said("%(until)s %(value)s, di bawah semua yang biasa.")
        case SignKind.RUN if sign.direction > 0:
            text = said("%(n)d bulan berturut-turut di atas rata-rata %(mean)s, sejak %(since)s.")
        case SignKind.RUN:
            text = said("%(n)d bulan berturut-turut di bawah rata-rata %(mean)s, sejak %(since)s.")
        case SignKind.DRIFT if sign.direction > 0:
            text = said("Bergeser naik sejak %(since)s: rata-rata %(average)s, biasanya %(mean)s.")
        case SignKind.DRIFT:
            text = said("Bergeser turun sejak %(since)s: rata-rata %(average)s, biasanya %(mean)s.")
        case _:
            text = said("Rata-rata %(n)d bulan sampai %(until)s: %(average)s, biasanya %(mean)s.")
    return text % told


def noise(signal: SeriesSignal) -> str:
    """For a red figure without any sign: it is said, never hidden; empty where there is a sign or no judgement."""
    if not signal.noise:
        return ""
    return said("Dari bulan ke bulan masih naik-turun biasa: belum ada tanda bahwa keadaannya berubah.")


def beside(signal: SeriesSignal) -> str:
    """A few words beside a figure: what changed, or that it still goes up and down as usual; empty when not judged."""
    if signal.sign is None:
        return said("masih naik-turun biasa") if signal.noise else ""
    if signal.starting:
        return said("mulai bergeser: %(change)s") % {"change": change(signal.sign)}
    return said("berubah sungguhan: %(change)s") % {"change": change(signal.sign)}


def reason(signal: SeriesSignal, rules: SignalRules) -> str:
    """Why a series is not judged, and what would help; empty where it is."""
    needed = rules.shortest + 1
    match signal.judged:
        case Judged.SILENT:
            return unreported(rules)
        case Judged.SHORT:
            return said("Baru %(n)d bulan dilaporkan; perlu paling sedikit %(needed)d bulan.") % {
                "n": signal.reported,
                "needed": needed,
            }
        case Judged.SMALL:
            return said("Terlalu kecil untuk dinilai dari bulan ke bulan: satu dua orang sudah mengubah gambarnya.")
        case Judged.STOCK:
            return said("Angka ini keadaan yang dibawa dari bulan ke bulan, jadi bulannya tidak dinilai satu per satu.")
    return ""


def unreported(rules: SignalRules) -> str:
    """A series without any report."""
    return said("Belum pernah dilaporkan dalam %(n)d bulan terakhir.") % {"n": rules.window}


def caution(signal: SeriesSignal) -> str:
    """For small numbers; empty otherwise."""
    if signal.people_usual is None or signal.people_usual >= CAREFUL or signal.judged not in WHOLLY:
        return ""
    mean = indonesian(Decimal(str(round(signal.people_usual, 1))), 1)
    return said("Hati-hati, angkanya kecil (rata-rata %(n)s sebulan): satu dua orang sudah mengubah gambarnya.") % {
        "n": mean
    }


def season(signal: SeriesSignal) -> str:
    """``Musimnya ikut dihitung: Maret biasanya 1,4 kali bulan biasa, Desember 0,7 kali (dari 2 tahun).``"""
    if not signal.season:
        return ""
    high = max(range(12), key=lambda i: signal.season[i])
    low = min(range(12), key=lambda i: signal.season[i])
    if signal.season[high] < 1.1 and signal.season[low] > 0.9:
        return ""
    return said(
        "Musimnya ikut dihitung, dari semua desa selama %(years)d tahun: %(high)s biasanya %(most)s kali bulan biasa, "
        "%(low)s %(least)s kali."
    ) % {
        "years": signal.years,
        "high": said(MONTH_NAMES[high]),
        "most": indonesian(Decimal(str(round(signal.season[high], 1))), 1),
        "low": said(MONTH_NAMES[low]),
        "least": indonesian(Decimal(str(round(signal.season[low], 1))), 1),
    }


def memory(signal: SeriesSignal) -> str:
    """Where months are not independent of each other; empty elsewhere."""
    if signal.memory < MEMORY:
        return ""
    return said("Bulan tinggi sering diikuti bulan tinggi (saling menyambung): pergeserannya dinilai lebih hati-hati.")


def left_out(signal: SeriesSignal) -> str:
    """Odd months that were kept out of what is usual; empty without any."""
    if not signal.left_out:
        return ""
    months = ", ".join(month_words(m) for m in signal.left_out)
    return said(
        "Tidak dipakai untuk menghitung yang biasa, karena ganjil: %(months)s. Periksa apakah angkanya benar."
    ) % {"months": months}


def odd(signal: SeriesSignal) -> str:
    """Months so far from their season that a mistake is likely; empty without any."""
    if not signal.odd:
        return ""
    months = ", ".join(month_words(m) for m in signal.odd)
    return said("Periksa dahulu angka %(months)s: jauh sekali dari yang biasa pada musimnya.") % {"months": months}


def overview(changed: int, starting: int, judged: int) -> str:
    """``3 dari 214 deret berubah sungguhan; sisanya naik-turun biasa``."""
    told = {"changed": changed, "starting": starting, "judged": judged}
    if not judged:
        return said("Belum ada deret yang cukup panjang untuk dinilai")
    if not changed and not starting:
        return said("Semua %(judged)d deret naik-turun biasa") % told
    if not starting:
        return said("%(changed)d dari %(judged)d deret berubah sungguhan; sisanya naik-turun biasa") % told
    if not changed:
        return said("Belum ada dari %(judged)d deret yang berubah sungguhan; %(starting)d mulai bergeser") % told
    return (
        said(
            "%(changed)d dari %(judged)d deret berubah sungguhan, %(starting)d mulai bergeser; sisanya naik-turun biasa"
        )
        % told
    )


def by_chance(judged: int, measured: Measured) -> str:
    """How many of so many unchanged series show a strong sign now by chance alone."""
    expected = judged * measured.current / 1000
    return said(
        "Walaupun tidak ada yang berubah, kira-kira %(n)s dari %(judged)d deret tampak berubah karena kebetulan saja."
    ) % {"n": indonesian(Decimal(max(1, round(expected)))), "judged": judged}
