"""Rules of the problem register: its key, its wording, when two are one, when one is two, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby
from typing import Any

from lokmin.core.language import said
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.problems.alike import likeness, shared, words


@dataclass(frozen=True, slots=True)
class RegisterRule:
    """``catalog/rules/register.toml`` for a year; ``categories`` are pairs of code and name in their order."""

    red_months: int
    alike: Fraction
    trend_tolerance: int
    categories: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> RegisterRule:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan daftar masalah yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        categories = tuple((entry["code"], entry["name"]) for entry in data["category"])
        return cls(int(rule["red_months"]), Fraction(*rule["alike"]), int(rule["trend_tolerance"]), categories)


def key(indicator: str, place: str) -> str:
    """The key of a problem found in figures: the same indicator in the same place is the same problem (``K6@...``)."""
    return f"{indicator}@{place}"


@dataclass(frozen=True, slots=True)
class Raised:
    """A problem somebody raised, as five answers; any may be empty."""

    what: str = ""
    who: str = ""
    where: str = ""
    when: str = ""
    how_big: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The problem as one sentence, and the questions that are still open, as people ask them."""

    text: str
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def asked(self) -> str:
        """``Belum disebut: di mana, seberapa besar.``; empty when nothing is missing."""
        return said("Belum disebut: %(parts)s.") % {"parts": ", ".join(self.missing)} if self.missing else ""


def wording(raised: Raised) -> Wording:
    """A raised problem as the rule asks: what, who, where, when, how big (domain.md 2.6).

    ``Posyandu tidak buka pada balita Dusun Krajan di Desa Watubelah, Maret–April 2026: 2 dari 3 kali.``
    """
    parts = {name: _clean(getattr(raised, name)) for name in Raised.__slots__}
    text = parts["what"][:1].upper() + parts["what"][1:]
    for word, name in (("pada", "who"), ("di", "where")):
        if parts[name]:
            starts = parts[name].casefold().startswith((f"{word} ", "pada ", "di "))
            text += f" {parts[name]}" if starts else f" {word} {parts[name]}"
    if parts["when"]:
        text += f", {parts['when']}"
    if parts["how_big"]:
        text += f": {parts['how_big']}"
    asked = {
        "what": said("apa masalahnya"),
        "who": said("siapa yang terkena"),
        "where": said("di mana"),
        "when": said("kapan"),
        "how_big": said("seberapa besar"),
    }
    return Wording(
        f"{text.strip(' ,:')}." if any(parts.values()) else "", tuple(asked[n] for n in asked if not parts[n])
    )


def _clean(text: str) -> str:
    return " ".join(text.split()).rstrip(".;, ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem of the register as far as comparing needs it; ``key`` is empty for raised ones."""

    id: int
    text: str
    place: str = ""
    key: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two problems that may be one, with the reason as a sentence. ``sure``: by key, not by words."""

    first: int
    second: int
    why: str
    sure: bool = False


def merges(entries: Iterable[Entry], rule: RegisterRule) -> tuple[Merge, ...]:
    """Pairs to be asked about, the sure ones first, then by how alike; nothing is ever merged by itself.

    The same key is the same problem. Otherwise both must stand in the same village (or both in none) and share enough
    words; two different keys are two problems, whatever their words.
    """
    known = sorted(entries, key=lambda entry: entry.id)
    meaning = {entry.id: words(entry.text) for entry in known}
    found: list[tuple[Fraction, Merge]] = []
    for a, b in combinations(known, 2):
        if a.key and b.key:
            if a.key == b.key:
                why = said("Indikator dan desanya sama.")
                found.append((Fraction(2), Merge(a.id, b.id, why, sure=True)))
            continue
        like = likeness(meaning[a.id], meaning[b.id])
        if a.place != b.place or like < rule.alike:
            continue
        why = said("Desanya sama dan kata-katanya mirip (%(words)s).") if a.place else said("Mirip (%(words)s).")
        found.append((like, Merge(a.id, b.id, why % {"words": ", ".join(shared(a.text, b.text))})))
    found.sort(key=lambda pair: (-pair[0], pair[1].first, pair[1].second))
    return tuple(merge for _, merge in found)


def split_reason(places: Sequence[str], roots_by_place: Mapping[str, Iterable[str]]) -> str:
    """Why one problem should be two, as a sentence; empty where it should stay one.

    Args:
        places: names of the villages it speaks of.
        roots_by_place: name of a village -> texts of the root causes agreed there.
    """
    named = sorted({place for place in places if place})
    if len(named) < 2:
        return ""
    causes = {place: words(" ".join(roots_by_place.get(place, ()))) for place in named}
    told = [place for place in named if causes[place]]
    apart = [(a, b) for a, b in combinations(told, 2) if not causes[a] & causes[b]]
    if apart:
        text = said("Penyebab di %(first)s dan %(second)s berbeda. Bagi menjadi masalah sendiri-sendiri.")
        return text % {"first": apart[0][0], "second": apart[0][1]}
    if not told:
        text = said(
            "Masalah ini menyebut %(n)d desa. Bagi menurut desa bila penyebab atau penanggung jawabnya berbeda."
        )
        return text % {"n": len(named)}
    return ""


def red_in_a_row(red: Iterable[Month], now: Month) -> int:
    """How many months up to and with ``now`` are red without a gap; 0 when ``now`` is not."""
    months, count = set(red), 0
    while now in months:
        count, now = count + 1, now.previous
    return count


def due_for_causes(red: Iterable[Month], now: Month, rule: RegisterRule) -> bool:
    """Is this the third red month in a row, or a later one? Then causes and the old RTL are opened."""
    return red_in_a_row(red, now) >= rule.red_months


def history_sentence(red: Iterable[Month], now: Month) -> str:
    """``juga merah pada Februari, Maret 2026 dan 5 bulan pada 2025``; empty where it was never red before ``now``.

    The months of this year by name, earlier years counted, the youngest first.
    """
    before = sorted({month for month in red if month < now})
    this_year = [MONTH_NAMES[month.month - 1] for month in before if month.year == now.year]
    parts = [f"{', '.join(said(name) for name in this_year)} {now.year}"] if this_year else []
    for year, months in sorted(_by_year(before, now.year).items(), reverse=True):
        parts.append(said("%(n)d bulan pada %(year)d") % {"n": months, "year": year})
    if not parts:
        return ""
    first, rest = parts[0], parts[1:]
    joined = first if not rest else f"{', '.join([first, *rest[:-1]])} {said('dan')} {rest[-1]}"
    return (said("juga merah pada %(months)s") if this_year else said("juga merah %(months)s")) % {"months": joined}


def _by_year(months: Sequence[Month], without: int) -> dict[int, int]:
    earlier = (month for month in months if month.year != without)
    return {year: len(list(group)) for year, group in groupby(earlier, key=lambda month: month.year)}
