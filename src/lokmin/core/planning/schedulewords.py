"""What the optimiser did and why, as sentences a head of administration reads at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.schedule import Activity, Limit, Problem
from lokmin.core.planning.schedulereasons import Move, Reason, Unplaced


def move_words(move: Move, problem: Problem, names: Mapping[str, str]) -> str:
    """``Kelas ibu: Maret → April. Ratna Wulandari sudah bertugas 14 dari batas 15 hari di Maret.``"""
    head = said("%(name)s: %(old)s → %(new)s.") % {
        "name": move.activity.name, "old": month_name(move.wanted), "new": month_name(move.month),
    }  # fmt: skip
    return f"{head} {reason_words(move.reason, move.activity, problem, names)}"


def reason_words(reason: Reason, activity: Activity, problem: Problem, names: Mapping[str, str]) -> str:
    """Why a round is not in a month, as one sentence."""
    a_day = problem.limits.half_days_a_day
    words = {
        "month": month_name(reason.month),
        "who": names.get(reason.subject, reason.subject),
        "used": reason.used,
        "most": reason.most,
        "used_days": days_words(reason.used, a_day),
        "most_days": days_words(reason.most, a_day),
        "near": month_name(reason.used) if reason.limit is Limit.SPACING else "",
        "before": _before(activity, problem),
    }
    return _sentence(reason) % words


def _sentence(reason: Reason) -> str:
    match reason.limit:
        case Limit.STAFF_MONTH:
            return said("%(who)s sudah bertugas %(used_days)s dari batas %(most_days)s hari di %(month)s.")
        case Limit.STAFF_DAY:
            return said("Hari kosong %(who)s di %(month)s tidak cukup: %(used)s dari %(most)s hari kerja terisi.")
        case Limit.RESOURCE:
            return said("%(who)s tidak ada hari kosong yang cukup di %(month)s.")
        case Limit.VILLAGE:
            return said("%(who)s sudah didatangi %(used)s kali di %(month)s, batasnya %(most)s kali seminggu.")
        case Limit.SPACING:
            return said("%(month)s terlalu dekat dengan %(near)s; jarak paling sedikit %(most)s bulan.")
        case Limit.ORDER:
            return said("%(month)s terlalu awal atau terlambat: urutannya dengan %(before)s tidak terjaga.")
        case Limit.WINDOW:
            return said("%(month)s tidak termasuk waktu yang boleh.")
        case Limit.FIXED:
            return said("Tanggal tetapnya di %(month)s tidak dapat dipakai: libur atau pelaksana sudah terisi.")
        case Limit.CLOSED:
            return said("Hari kerja di %(month)s tidak cukup karena hari libur.")
    match reason.part:
        case "even":
            return said("%(month)s terlalu padat: %(used_days)s hari orang, bagian ratanya %(most_days)s.")
        case "person":
            return said("Beban %(who)s di %(month)s menjadi %(used_days)s hari, yang nyaman %(most_days)s.")
        case "fasting":
            return said("%(month)s bulan puasa.")
        case "season":
            return said("%(month)s di luar musimnya.")
        case "budget":
            return said("Uang %(who)s sampai %(month)s belum cukup.")
    return said("%(month)s penuh: beberapa batas bersama-sama menghalangi.")


def unplaced_words(one: Unplaced, problem: Problem, names: Mapping[str, str]) -> str:
    """What found no place, the limit in the way, and what to relax."""
    head = said("%(name)s: %(rounds)s dari %(times)s putaran tidak mendapat tempat.") % {
        "name": one.activity.name, "rounds": one.rounds, "times": one.activity.times,
    }  # fmt: skip
    why = reason_words(one.reason, one.activity, problem, names)
    return f"{head} {why} {relax_words(one, problem, names)}"


def relax_words(one: Unplaced, problem: Problem, names: Mapping[str, str]) -> str:
    """The next step that lets it in."""
    words = {
        "who": names.get(one.reason.subject, one.reason.subject),
        "months": months_words(one.opens),
        "before": _before(one.activity, problem),
    }
    match one.reason.limit:
        case Limit.STAFF_MONTH:
            text = said("Naikkan batas hari %(who)s atau tambah pelaksana; lalu muat di %(months)s.")
        case Limit.STAFF_DAY:
            text = said("Tambah pelaksana di samping %(who)s; lalu muat di %(months)s.")
        case Limit.RESOURCE:
            text = said("Cari pengganti %(who)s atau jalankan tanpa itu; lalu muat di %(months)s.")
        case Limit.VILLAGE:
            text = said("Gabungkan kunjungan ke %(who)s atau naikkan batasnya; lalu muat di %(months)s.")
        case Limit.SPACING:
            text = said("Perpendek jarak antarputaran; lalu muat di %(months)s.")
        case Limit.ORDER:
            text = said("Majukan %(before)s atau hapus urutannya; lalu muat di %(months)s.")
        case Limit.WINDOW:
            text = said("Izinkan juga %(months)s.")
        case Limit.FIXED:
            text = said("Ganti tanggal tetapnya atau lepaskan.")
        case Limit.CLOSED:
            text = said("Kurangi hari tiap kunjungan atau izinkan bulan lain.")
        case _:
            text = said("Longgarkan lebih dari satu batas, atau kurangi putarannya.")
    return text % words


def gap_words(gap_permille: int, *, proven: bool) -> str:
    """How far from the best it may be, in words."""
    if gap_permille == 0:
        return said("Tidak ada susunan yang lebih baik menurut batas ini.")
    much = indonesian(Decimal(gap_permille) / 10, 1)
    if proven:
        return said("Hampir terbaik: susunan lain paling banyak %s %% lebih baik.") % much
    return said("Terbaik sampai waktu habis: susunan lain paling banyak %s %% lebih baik.") % much


def days_words(half_days: int, a_day: int = 2) -> str:
    """Half days as days: ``14``, ``14,5``."""
    return indonesian(Decimal(half_days) / a_day, 1).removesuffix(",0")


def month_name(month: int) -> str:
    return said(MONTH_NAMES[month - 1])


def months_words(months: Sequence[int]) -> str:
    """``Maret``, ``Maret dan April``, ``Januari sampai April``, or a list."""
    if not months:
        return "–"
    if len(months) > 2 and list(months) == list(range(months[0], months[-1] + 1)):
        return said("%(first)s sampai %(last)s") % {"first": month_name(months[0]), "last": month_name(months[-1])}
    named = [month_name(m) for m in months]
    if len(named) == 1:
        return named[0]
    return f"{', '.join(named[:-1])} {said('dan')} {named[-1]}"


def _before(activity: Activity, problem: Problem) -> str:
    """The activities an activity waits for, or those that wait for it."""
    held = problem.by_code
    before = [held[code].name for code in activity.after if code in held]
    after = [a.name for a in problem.activities if activity.code in a.after]
    return ", ".join(before or after) or "–"
