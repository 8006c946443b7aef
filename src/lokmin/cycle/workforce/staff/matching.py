"""Whom of the register a row of another list, or an account, speaks of: by NIP, else by the name alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lokmin.core.workload.names import bare
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.models import Staff


@dataclass(frozen=True, slots=True)
class Match:
    """A row with the one it is about; ``staff`` None: somebody new. ``doubt`` says why it cannot be told."""

    row: Mapping[str, Any]
    staff: Staff | None
    doubt: str = ""


class Register:
    """Everybody of an office as they are looked for; nobody is found twice."""

    def __init__(self, puskesmas: Puskesmas) -> None:
        self.people = list(Staff.objects.of(puskesmas).select_related("person", "puskesmas__place"))
        self._taken: set[int] = set()

    def find(self, row: Mapping[str, Any]) -> Match:
        """Somebody with the same NIP; else the only one of that name whose NIP does not say otherwise."""
        nip, name = str(row.get("nip") or ""), bare(str(row.get("name", "")))
        found = [s for s in self.people if nip and s.nip == nip]
        if not found:
            found = [
                s for s in self.people
                if bare(s.name) == name and s.pk not in self._taken and not (nip and s.nip)
            ]  # fmt: skip
        if len(found) > 1:
            words = _("ada %(n)s orang bernama sama di daftar staf; isi NIP-nya")
            return Match(row, None, words % {"n": len(found)})
        if not found:
            return Match(row, None)
        self._taken.add(found[0].pk)
        return Match(row, found[0])


def matches(puskesmas: Puskesmas, rows: Iterable[Mapping[str, Any]]) -> list[Match]:
    """Each row with whom it is about, in their order; rows with a NIP choose first."""
    register, given = Register(puskesmas), list(rows)
    order = sorted(range(len(given)), key=lambda n: (not given[n].get("nip"), n))
    found = {n: register.find(given[n]) for n in order}
    return [found[n] for n in range(len(given))]
