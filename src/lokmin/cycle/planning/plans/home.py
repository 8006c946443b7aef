"""The lines of the stage's first page: each part with its present state."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.planning.money import rupiah
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.plans import queries


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One part: its name, how far it is, and where it opens (route and, where it has one, its year and month)."""

    title: str
    state: str
    route: str
    year: int | None = None
    month: int | None = None

    @property
    def given(self) -> dict[str, int]:
        """What the route is given."""
        return {n: v for n, v in (("year", self.year), ("month", self.month)) if v is not None}


def plan_words(state: queries.PlanState | None, *, moved: bool = False) -> str:
    """``34 baris, Rp410.000.000, versi 2 disetujui``; ``moved``: changed since. What to do when empty."""
    if state is None or not state.rows:
        return _("belum diisi")
    words = [_("%(n)d baris") % {"n": state.rows}]
    if state.total is not None:
        words.append(rupiah(state.total))
    if state.versions:
        word = {Plan.APPROVED: _("disetujui"), Plan.PROPOSED: _("diajukan")}.get(state.state, _("disusun"))
        words.append(_("versi %(n)d, %(word)s") % {"n": state.versions, "word": word})
        if moved:
            words.append(_("berubah sejak itu"))
    else:
        words.append(_("belum ada versi"))
    return ", ".join(words)


def year_lines(puskesmas: Puskesmas) -> list[HomeLine]:
    """The plans of this year and the next."""
    year = clock.today().year
    found = queries.state(puskesmas, year)
    states = (found.renstra, found.ruk_next, found.rpk)
    plans = Plan.objects.of(puskesmas).filter(pk__in=[s.pk for s in states if s and s.versions])
    moved = {plan.pk for plan in plans if queries.moved_on(plan)}

    def words(state: queries.PlanState | None) -> str:
        return plan_words(state, moved=state is not None and state.pk in moved)

    return [
        HomeLine(_("Rencana lima tahunan"), words(found.renstra), "planning:renstra", year),
        HomeLine(
            _("Analisis situasi untuk %(year)s") % {"year": year + 1}, _("data, kesenjangan, masalah"),
            "planning:situation", year + 1,
        ),
        HomeLine(f"RUK {year + 1}", words(found.ruk_next), "planning:ruk", year + 1),
        HomeLine(f"RPK {year}", words(found.rpk), "planning:rpk", year),
        HomeLine(
            _("Benang merah %(year)s") % {"year": year},
            _("usulan, dana, RPK, pelaksanaan, realisasi, dan capaian di satu halaman"), "planning:ruk_threads", year,
        ),
        HomeLine(_("Semua rencana dan versinya"), _("persetujuan, pengiriman"), "planning:plans"),
    ]  # fmt: skip
