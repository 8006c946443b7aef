"""What the pages of the tracker share: the month asked for, the filter, the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.core.reports.states import State
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request
from lokmin.cycle.reporting.tracker.forms import PROGRAMMES
from lokmin.cycle.reporting.tracker.queries import Line, Tracked


def page(request: Request, template: str, context: dict[str, object], *, refused: bool = False) -> HttpResponse:
    """A page of the tracker; 422 when the form on it was refused."""
    return render(request, f"reporting/tracker/{template}", context, status=422 if refused else 200)


def to(request: Request, route: str, query: str = "", **kwargs: object) -> HttpResponseRedirect:
    """After a post: to a page of the same Puskesmas."""
    address = reverse(f"reporting:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs})
    return redirect(f"{address}?{query}" if query else address)


def asked_month(request: Request) -> Month:
    """``?bulan=2026-04``; without, last month: its reports are due now."""
    today = clock.today()
    try:
        return Month.parse(request.GET.get("bulan", ""))
    except ValueError:
        return Month(today.year, today.month).previous


def asked_year(request: Request) -> int:
    """``?tahun=2026``; without, this one."""
    text = request.GET.get("tahun", "")
    return whole(text) if 1990 <= whole(text) <= 2100 else clock.today().year


@dataclass(frozen=True, slots=True)
class Filter:
    """What the page is narrowed to; empty fields narrow nothing."""

    category: str = ""
    programme: str = ""
    owner: str = ""
    state: str = ""

    @classmethod
    def of(cls, request: Request) -> Filter:
        """From the address."""
        given = request.GET
        return cls(
            given.get("kelompok", ""), given.get("program", ""), given.get("petugas", ""), given.get("keadaan", "")
        )

    @property
    def any(self) -> bool:
        return bool(self.category or self.programme or self.owner or self.state)

    @property
    def query(self) -> str:
        """For an address."""
        given = {"kelompok": self.category, "program": self.programme, "petugas": self.owner, "keadaan": self.state}
        return urlencode({k: v for k, v in given.items() if v})

    def keeps(self, line: Line) -> bool:
        """Whether a line is shown."""
        return (
            (not self.category or line.report.category == self.category)
            and (not self.programme or line.report.programme == self.programme)
            and (not self.owner or (line.owner is not None and str(line.owner.pk) == self.owner))
            and (not self.state or line.state in STATES.get(self.state, ()))
        )


#: Words of the filter and the states they stand for.
STATES: dict[str, tuple[State, ...]] = {
    "terlambat": (State.MISSING,),
    "belum": (State.MISSING, State.OPEN),
    "terkirim": (State.SENT, State.SENT_LATE),
    "terkirim-terlambat": (State.SENT_LATE,),
    "menunggu": (State.WAITING,),
}


def state_choices() -> list[tuple[str, str]]:
    """The states one can look for."""
    return [
        ("", _("semua keadaan")), ("terlambat", _("terlambat")), ("belum", _("belum terkirim")),
        ("terkirim", _("terkirim")), ("terkirim-terlambat", _("terkirim terlambat")), ("menunggu", _("belum waktunya")),
    ]  # fmt: skip


def choices(tracked: Tracked) -> dict[str, list[tuple[str, str]]]:
    """What the filter offers: categories, programmes and people that have reports."""
    present = [r for r in tracked.book.on(tracked.today) if r.active]
    programmes = {r.programme for r in present}
    owners = {k.pk: k for k in (tracked.owners.of(r) for r in present) if k is not None}
    return {
        "categories": [("", _("semua kelompok")), *tracked.book.categories.items()],
        "programmes": [("", _("semua program")), *((c, str(n)) for c, n in PROGRAMMES if c and c in programmes)],
        "owners": [
            ("", _("semua petugas")),
            *sorted(((str(k.pk), k.name) for k in owners.values()), key=lambda o: o[1]),
        ],
        "states": state_choices(),
    }


def may_send(request: Request, tracked: Tracked, lines: Iterable[Line]) -> set[str]:
    """Keys of the lines the person on screen may note."""
    return {
        line.key for line in lines if not line.standing.done
        and tracked.owners.may_send(request.user, request.roles, line.report)
    }  # fmt: skip
