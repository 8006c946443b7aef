"""Where money comes from: the funds as dated data, and finding one in what people type into the source column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SPLIT = re.compile(r"\s*(?:[,;/+&\n]|\bdan\b)\s*", re.IGNORECASE)
_BRACKET = re.compile(r"([^()]+)\(([^()]+)\)")
_NOISE = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"\b(?:ta|tahun|thn)?\s*20\d\d\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fund:
    """One source. ``group``: APBN, APBD, kapitasi or others; ``community``: paid by the people, asked of nobody."""

    code: str
    name: str
    short: str
    group: str
    community: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FundBook:
    """The funds of a year in their order, with the rule's source."""

    funds: tuple[Fund, ...]
    source: str = ""

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> FundBook:
        """From the parsed ``rules/funds.toml``.

        Raises:
            ValueError: no rule in force in the year, a code or a spelling that belongs to two funds.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada daftar sumber dana yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        funds = tuple(
            Fund(f["code"], f["name"], f["short"], f["group"], bool(f.get("community")), tuple(f.get("aliases", ())))
            for f in rule["fund"]
        )
        owner: dict[str, str] = {}
        for fund in funds:
            for spelling in {_key(text) for text in (fund.code, fund.name, fund.short, *fund.aliases)}:
                if owner.setdefault(spelling, fund.code) != fund.code:
                    raise ValueError(
                        f"Sumber dana “{fund.code}”: tulisan “{spelling}” sudah milik “{owner[spelling]}”."
                    )
        return cls(funds, str(rule["source"]))

    def get(self, code: str) -> Fund | None:
        return next((fund for fund in self.funds if fund.code == code), None)

    def short(self, code: str) -> str:
        """``BOK``; a code that is not known is printed as it is."""
        fund = self.get(code)
        return fund.short if fund else code

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(fund.code for fund in self.funds)

    def match(self, text: str) -> Fund | None:
        """The fund a text names as a whole (``Dana BOK TA 2026``); None where it is none of them or not sure."""
        wanted = _key(_YEAR.sub(" ", text))
        if not wanted:
            return None
        for fund in self.funds:
            if wanted in {_key(one) for one in (fund.code, fund.name, fund.short, *fund.aliases)}:
                return fund
        if bracket := _BRACKET.fullmatch(text.strip()):
            # "DAK nonfisik (BOK)": both sides may be the name, but not of two funds.
            inside = {named.code: named for part in bracket.groups() if (named := self.match(part)) is not None}
            return next(iter(inside.values())) if len(inside) == 1 else None
        for head in ("dana", "sumberdana", "anggaran", "sumber"):
            if wanted.startswith(head) and wanted != head:
                return self.match(wanted.removeprefix(head))
        return None

    def match_all(self, text: str) -> tuple[tuple[Fund, ...], tuple[str, ...]]:
        """Every fund of ``BOK, APBD dan swadaya``, and the pieces that are none. The whole text is tried first."""
        if not text.strip(" -–.\n\t"):
            return (), ()
        if fund := self.match(text):
            return (fund,), ()
        found: list[Fund] = []
        unknown: list[str] = []
        for piece in _SPLIT.split(text):
            if not piece.strip(" -–.\n\t"):
                continue
            fund = self.match(piece)
            if fund is None:
                unknown.append(piece.strip())
            elif fund not in found:
                found.append(fund)
        return tuple(found), tuple(unknown)


def _key(text: str) -> str:
    return _NOISE.sub("", text.casefold())
