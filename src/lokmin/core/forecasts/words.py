"""Sentences about forecasts for screens and papers: plain Indonesian, with the number behind every word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from lokmin.core.forecasts.records import Chance, Effort, Forecast, Outcome, Peer
from lokmin.core.indicators.words import unit
from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.periods import MONTH_NAMES


def figure(value: float, people: str, factor: int) -> str:
    """``312 ibu`` or ``84,6 %``."""
    if people:
        return f"{whole(value)} {said(people)}".strip()
    return indonesian(Decimal(repr(value)), 1) + unit(factor)


def whole(value: float) -> str:
    """People rounded half up."""
    return indonesian(math.floor(value + 0.5))


def bare(forecast: Forecast, value: float) -> str:
    """The figure without its unit: ``312``, ``84,6``."""
    return whole(value) if forecast.people else indonesian(Decimal(repr(value)), 1)


def interval(forecast: Forecast) -> str:
    """``antara 290 dan 334 ibu (4 dari 5 kemungkinan)``; a bare figure where nothing can change any more."""
    if forecast.low == forecast.high:
        return figure(forecast.mean, forecast.people, forecast.factor)
    told = {
        "low": bare(forecast, forecast.low),
        "high": figure(forecast.high, forecast.people, forecast.factor),
        "level": share_words(forecast.level),
    }
    return said("antara %(low)s dan %(high)s (%(level)s kemungkinan)") % told


def share_words(share: float) -> str:
    """``1 dari 2``, ``4 dari 5``; what is no half, fifth or tenth is said out of 100."""
    for parts in (2, 5, 10):
        if abs(share * parts - round(share * parts)) < 1e-9:
            return said("%(n)s dari %(all)s") % {"n": round(share * parts), "all": parts}
    return said("%(n)s dari %(all)s") % {"n": round(share * 100), "all": 100}


def chance(forecast: Forecast) -> str:
    """``mungkin, kira-kira 7 dari 10``; the word and the number behind it."""
    word = said(forecast.word.value)
    if forecast.chance is None or forecast.word in (Chance.UNKNOWN, Chance.REACHED):
        return word
    return said("%(word)s, %(odds)s") % {"word": word, "odds": odds(forecast.chance)}


def odds(share: float) -> str:
    """``kira-kira 7 dari 10``; at the ends ``lebih dari 95 dari 100`` and ``kurang dari 5 dari 100``."""
    if share > 0.95:
        return said("lebih dari 95 dari 100")
    if share < 0.05:
        return said("kurang dari 5 dari 100")
    if 0.095 <= share <= 0.905:
        return said("kira-kira %(n)s dari 10") % {"n": max(1, min(9, round(share * 10)))}
    return said("kira-kira %(n)s dari 100") % {"n": round(share * 100)}


def sentence(forecast: Forecast) -> str:
    """One line: ``Dengan laju sekarang akhir tahun 312 ibu, antara 290 dan 334 ibu (...), dari target 342``."""
    told = {
        "figure": figure(forecast.mean, forecast.people, forecast.factor),
        "interval": interval(forecast),
        "target": "" if forecast.target is None else target(forecast),
    }
    if forecast.low == forecast.high:
        start = said("Angka tahun ini %(figure)s") % told
    else:
        start = said("Dengan laju sekarang, akhir tahun kira-kira %(figure)s, %(interval)s") % told
    if forecast.target is None:
        return start + "."
    limit = said("%(start)s; target %(target)s.") if forecast.higher_is_better else said("%(start)s; batas %(target)s.")
    return limit % {"start": start, "target": told["target"]}


def target(forecast: Forecast) -> str:
    """The year's target in whole people (rounded up where more is better) or in the rate; empty without one."""
    if forecast.target is None:
        return ""
    if not forecast.people:
        return figure(forecast.target, "", forecast.factor)
    due = math.ceil(forecast.target - 1e-9) if forecast.higher_is_better else math.floor(forecast.target + 1e-9)
    return figure(due, forecast.people, forecast.factor)


def verdict(forecast: Forecast) -> str:
    """``Target tahun ini hampir pasti tercapai`` ... ; empty without a target."""
    match forecast.word:
        case Chance.REACHED:
            return said("Target setahun sudah tercapai.")
        case Chance.NEARLY:
            start = said("Target tahun ini hampir pasti tercapai")
        case Chance.LIKELY:
            start = said("Target tahun ini mungkin tercapai")
        case Chance.SMALL:
            start = said("Kecil kemungkinan target tahun ini tercapai")
        case Chance.HARDLY:
            start = said("Sangat kecil kemungkinan target tahun ini tercapai")
        case _:
            return ""
    return said("%(start)s (%(odds)s).") % {"start": start, "odds": odds(forecast.chance or 0.0)}


def cautions(forecast: Forecast) -> tuple[str, ...]:
    """What makes the forecast less sure, most weighty first."""
    found = []
    if forecast.few:
        found.append(said("Hitungannya kecil: satu dua orang sudah mengubah gambarnya. Pakai sebagai ancar-ancar."))
    if forecast.month <= 2 or forecast.months_seen < 3:
        found.append(said("Baru %(n)s bulan yang dilaporkan.") % {"n": forecast.months_seen})
    if forecast.first_year:
        found.append(said("Angka tahun lalu belum ada, jadi pola musim belum dikenal."))
    if forecast.missing:
        found.append(said("%(n)s bulan tahun ini belum dilaporkan dan ikut diperkirakan.") % {"n": forecast.missing})
    return tuple(found)


def course(forecast: Forecast, name: str) -> str:
    """For those who do not see the drawing: the figure month by month, then the forecast."""
    now = ", ".join(said("kosong") if value is None else bare(forecast, value) for value in forecast.course)
    return said("%(name)s Januari–%(month)s: %(months)s. %(forecast)s") % {
        "name": name,
        "month": said(MONTH_NAMES[forecast.month - 1]),
        "months": now,
        "forecast": sentence(forecast),
    }


def overview(found: Sequence[Forecast]) -> str:
    """``Dengan laju sekarang 9 dari 22 indikator akan mencapai target tahun ini``."""
    judged = [forecast for forecast in found if forecast.chance is not None]
    if not judged:
        return said("Belum ada indikator dengan target yang dapat diperkirakan")
    told = {"n": sum(forecast.will_reach for forecast in judged), "all": len(judged)}
    return said("Dengan laju sekarang %(n)s dari %(all)s indikator akan mencapai target tahun ini") % told


def effort(plan: Effort, found: Outcome, people: str, due: float | None, *, to_december: bool) -> str:
    """What a changed number of contacts leads to and costs, as one sentence."""
    told = {
        "now": plan.current,
        "then": plan.then,
        "until": said("sampai Desember") if to_december else said("selama %(n)s bulan") % {"n": plan.months},
        "mean": whole(found.mean),
        "low": whole(found.low),
        "high": whole(found.high),
        "people": said(people),
    }
    if plan.extra > 0:
        line = said("Bila kunjungan naik dari %(now)s ke %(then)s sebulan %(until)s") % told
    elif plan.extra < 0:
        line = said("Bila kunjungan turun dari %(now)s ke %(then)s sebulan %(until)s") % told
    else:
        line = said("Bila kunjungan tetap %(now)s sebulan %(until)s") % told
    line += said(", perkiraan %(mean)s %(people)s (antara %(low)s dan %(high)s)") % told
    if due is not None:
        line += said(" dari target %(due)s") % {"due": indonesian(math.ceil(due - 1e-9))}
    if found.chance is not None:
        line += said("; peluang mencapai target %(odds)s") % {"odds": odds(found.chance)}
    if plan.extra:
        line += "; " + load(plan)
    return line + "."


def load(plan: Effort) -> str:
    """``beban 6 kunjungan sebulan lagi = 12 jam``, and each one's share where several go."""
    told = {"extra": abs(plan.extra), "hours": _hours(plan.hours), "staff": plan.staff, "each": _hours(plan.hours_each)}
    if plan.extra < 0:
        line = said("beban berkurang %(extra)s kunjungan sebulan = %(hours)s jam") % told
    else:
        line = said("beban %(extra)s kunjungan sebulan lagi = %(hours)s jam") % told
    return line + (said(" (%(each)s jam tiap orang, dibagi %(staff)s orang)") % told if plan.staff > 1 else "")


def _hours(hours: float) -> str:
    return indonesian(Decimal(repr(abs(hours))), 1).removesuffix(",0")


def improvement(peer: Peer) -> str:
    """``dari 3,5 menjadi 6,2 ibu sebulan dalam 6 bulan terakhir; desa lain hanya naik 4 %``."""
    change = said("dari %(before)s menjadi %(after)s")
    if peer.counts and peer.people:
        change = said("dari %(before)s menjadi %(after)s %(people)s sebulan")
    change += said(" (%(span)s bulan terakhir dibanding %(span)s bulan sebelumnya)")
    ending = "" if peer.counts and peer.people else unit(peer.factor)
    told = {
        "before": indonesian(Decimal(repr(peer.before)), 1) + ending,
        "after": indonesian(Decimal(repr(peer.after)), 1) + ending,
        "people": said(peer.people),
        "span": peer.months,
    }
    return f"{change % told}; {_others(peer)}"


def _others(peer: Peer) -> str:
    if peer.counts:
        percent = (peer.others - 1) * 100
    else:
        points = indonesian(Decimal(repr(abs(peer.others))), 1)
        word = said("desa lain naik %(n)s poin") if peer.others >= 0 else said("desa lain turun %(n)s poin")
        return word % {"n": points}
    word = said("desa lain naik %(n)s %%") if percent >= 0 else said("desa lain turun %(n)s %%")
    return word % {"n": indonesian(round(abs(percent)))}


def luck(peer: Peer) -> str:
    """The number behind "more than noise"."""
    if peer.p < 0.01:
        return said("kebetulan sebesar itu terjadi kurang dari 1 kali dari 100")
    return said("kebetulan sebesar itu terjadi %(n)s kali dari 100") % {"n": math.ceil(peer.p * 100)}
