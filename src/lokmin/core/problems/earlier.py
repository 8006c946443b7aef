"""What this Puskesmas said before about the same thing, and what then worked: suggestions for the cause canvas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.language import said
from lokmin.core.periods import Month
from lokmin.core.problems.alike import likeness, plain, words


class Verdict(StrEnum):
    """What became of an action, as the effect of it was judged."""

    WORKED = "berhasil"
    NOT_YET = "belum"
    UNKNOWN = "belum bisa dinilai"
    NONE = ""


@dataclass(frozen=True, slots=True)
class About:
    """The problem that causes are sought for; codes of indicator, programme and village, any of them may be empty."""

    indicator: str = ""
    programme: str = ""
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EarlierCause:
    """A cause that was named for an earlier problem, with one action that followed it, if any.

    Attributes:
        place_name: as printed.
        period: month the problem was discussed, ``2026-03``.
        action: what was done; ``verdict`` of it, ``evidence`` the sentence with the number behind.
    """

    text: str
    about: About
    period: str
    place_name: str = ""
    rib: str = ""
    determinant: str = ""
    root: bool = False
    action: str = ""
    verdict: Verdict = Verdict.NONE
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One cause to be considered: ``near`` says why it is shown, ``then`` what was done and how it went.

    Attributes:
        times: how often it was named.
        action, verdict, evidence: of the best that followed it; empty where nothing did.
    """

    text: str
    rib: str
    determinant: str
    times: int
    near: str
    then: str
    action: str = ""
    verdict: Verdict = Verdict.NONE
    evidence: str = ""


#: Nearness, from the nearest: the same indicator in the same village first, a village alone last.
_SAME, _INDICATOR, _BOTH, _PROGRAMME, _PLACE, _FAR = range(6)
_BY_VERDICT = {Verdict.WORKED: 0, Verdict.UNKNOWN: 1, Verdict.NONE: 2, Verdict.NOT_YET: 3}


def suggest(history: Iterable[EarlierCause], about: About, *, limit: int = 8) -> tuple[Suggestion, ...]:
    """Earlier causes that may hold again, the nearest first, within one nearness what worked before what did not.

    The same cause in other words of the same spelling counts once; its newest wording is shown. The order of
    ``history`` never matters.
    """
    groups: dict[str, list[EarlierCause]] = {}
    for cause in history:
        if cause.text.strip() and _nearness(cause.about, about) < _FAR:
            groups.setdefault(plain(cause.text), []).append(cause)
    here = words(about.text)
    ranked = sorted(groups.values(), key=lambda group: _rank(group, about, here))
    return tuple(_suggestion(group, about) for group in ranked[:limit])


def _nearness(known: About, about: About) -> int:
    indicator = bool(about.indicator) and known.indicator == about.indicator
    programme = bool(about.programme) and known.programme == about.programme
    place = bool(about.place) and known.place == about.place
    if indicator:
        return _SAME if place else _INDICATOR
    if programme:
        return _BOTH if place else _PROGRAMME
    return _PLACE if place else _FAR


def _order(cause: EarlierCause, about: About) -> tuple[int, int, int, str]:
    """The best of one cause's cases first."""
    newest = Month.parse(cause.period)
    months = newest.year * 12 + newest.month
    return (_nearness(cause.about, about), _BY_VERDICT[cause.verdict], -months, cause.action)


def _rank(group: list[EarlierCause], about: About, here: frozenset[str]) -> tuple[object, ...]:
    best = min(_order(cause, about) for cause in group)
    like = max(likeness(words(cause.text), here) for cause in group)
    roots = any(cause.root for cause in group)
    return (best[0], best[1], not roots, -like, -len(group), best[2], plain(group[0].text))


def _suggestion(group: list[EarlierCause], about: About) -> Suggestion:
    best = min(group, key=lambda cause: (*_order(cause, about), cause.text))
    newest = max(group, key=lambda cause: (cause.period, cause.text))
    named = [cause for cause in (best, newest, *sorted(group, key=lambda c: (c.period, c.text))) if cause.rib]
    rib, determinant = (named[0].rib, named[0].determinant) if named else ("", best.determinant)
    near = _near(best, newest, len(group), about)
    text = " ".join(newest.text.split())
    return Suggestion(text, rib, determinant, len(group), near, _then(best), best.action, best.verdict, best.evidence)


def _near(best: EarlierCause, newest: EarlierCause, times: int, about: About) -> str:
    words_for = {
        _SAME: said("indikator dan desa yang sama"),
        _INDICATOR: said("indikator yang sama"),
        _BOTH: said("program dan desa yang sama"),
        _PROGRAMME: said("program yang sama"),
        _PLACE: said("desa yang sama"),
    }
    what = words_for[_nearness(best.about, about)]
    where = f", {newest.place_name}" if newest.place_name else ""
    last = Month.parse(newest.period).label + where
    if times == 1:
        return said("Disebut pada %(last)s; %(what)s.") % {"last": last, "what": what}
    return said("Disebut %(n)d kali, terakhir %(last)s; %(what)s.") % {"n": times, "last": last, "what": what}


def _then(best: EarlierCause) -> str:
    if not best.action:
        return ""
    outcome = {
        Verdict.WORKED: said("Sesudah “%(action)s”: berhasil."),
        Verdict.NOT_YET: said("“%(action)s” sudah dicoba: belum berhasil. Cari cara lain."),
        Verdict.UNKNOWN: said("“%(action)s” sudah dicoba: belum bisa dinilai."),
        Verdict.NONE: said("“%(action)s” sudah dicoba; hasilnya belum dinilai."),
    }[best.verdict]
    evidence = f" {best.evidence}" if best.evidence else ""
    return outcome % {"action": best.action.rstrip(".")} + evidence
