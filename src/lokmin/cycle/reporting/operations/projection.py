"""Sasaran projected from the population by the formulas of the guide."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.pws.sasaran import births, formulas, project
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.reporting.operations.sasaran import populations, set_sasaran
from lokmin.cycle.reporting.refusals import Refused


def project_sasaran(*, puskesmas: Puskesmas, by: Person, year: int, birth_rate: Decimal) -> int:
    """Fill the set ``proyeksi`` from the population of each village and the district's crude birth rate.

    ``birth_rate`` is births per 1,000 people (CBR). Formulas: ``catalog/rules/sasaran.toml``, domain.md 4.3.
    Returns how many numbers changed.

    Raises:
        Refused: rates out of range, or a village without population.
    """
    if not Decimal(5) <= birth_rate <= Decimal(60):
        raise Refused(_("Angka kelahiran kasar (CBR) per 1.000 penduduk lazimnya 10 sampai 40, misalnya 15,6."))
    people = populations(puskesmas, year)
    missing = [place.name for place in villages(puskesmas) if place.code not in people]
    if missing:
        names = ", ".join(missing[:5])
        raise Refused(
            _("Jumlah penduduk %(year)d belum ada untuk %(names)s. Isi dahulu.") % {"year": year, "names": names}
        )
    known = formulas(rules("sasaran")).values()
    values: dict[tuple[str, str], int | None] = {}
    for place, population in people.items():
        expected = births(population // MICRO, Fraction(birth_rate))
        values |= {(place, formula.element): project(formula, expected) for formula in known}
    note = _("CBR %(cbr)s per 1.000") % {"cbr": indonesian(birth_rate)}
    return set_sasaran(puskesmas=puskesmas, by=by, year=year, variant="proyeksi", values=values, note=note)
