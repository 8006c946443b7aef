"""A denominator that a workbook proves, as it is offered to the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.exchange.excel.records import Claim

#: Answers about a claim, as stored with the upload.
USE, KEEP = "pakai", "definisi"


@dataclass(frozen=True, slots=True)
class Offer:
    """One claim as it is told.

    Attributes:
        name: short name of the indicator. ``office``, ``defined``: both denominators in words.
        chosen: accepting adopts it, from ``year`` on. ``allowed``: this person may decide about it.
    """

    claim: Claim
    name: str
    office: str
    defined: str
    year: int
    chosen: bool
    allowed: bool = True

    @property
    def code(self) -> str:
        return self.claim.indicator

    @property
    def statement(self) -> str:
        """What the workbook does and what the definition says."""
        return _("Buku kerja ini membagi %(name)s dengan %(office)s; definisi Lokmin memakai %(defined)s.") % {
            "name": self.name,
            "office": self.office,
            "defined": self.defined,
        }

    @property
    def evidence(self) -> str:
        """How many rows prove it, where, and the arithmetic of one of them."""
        claim = self.claim
        shown = ", ".join(claim.cells[:4]) + (" …" if len(claim.cells) > 4 else "")
        text = _("%(rows)d baris cocok: lembar “%(sheet)s” %(cells)s.") % {
            "rows": claim.rows,
            "sheet": claim.sheet,
            "cells": shown,
        }
        if claim.odd:
            odd = ", ".join(claim.odd[:4]) + (" …" if len(claim.odd) > 4 else "")
            text += " " + _("Tidak cocok: %(cells)s.") % {"cells": odd}
        written = f" ({claim.formula})" if claim.formula else ""
        return f"{text} " + _("Contoh %(cell)s%(written)s, %(example)s.") % {
            "cell": claim.at,
            "written": written,
            "example": claim.example,
        }

    @property
    def outcome(self) -> str:
        """What accepting does about it."""
        if self.chosen:
            return _("Saat diterima, %(name)s dibagi dengan pembagi kantor ini mulai %(year)d.") % {
                "name": self.name,
                "year": self.year,
            }
        return _("%(name)s tetap dibagi menurut definisi.") % {"name": self.name}
