"""Which denominators a workbook proves would change something here, and which it has brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.indicators.expr import ExpressionError
from lokmin.core.indicators.parse import parse
from lokmin.core.indicators.words import formula
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import villages_of
from lokmin.cycle.reporting.models import Definition, Upload
from lokmin.cycle.reporting.offers import KEEP, USE, Offer
from lokmin.cycle.reporting.queries.catalogue import DENOMINATOR
from lokmin.cycle.reporting.queries.facts import current_facts
from lokmin.exchange.excel.records import Claim


def offers(
    upload: Upload, claims: Sequence[Claim], *, catalogue: Catalogue, year: int, by: Person | None = None
) -> tuple[Offer, ...]:
    """The claims of an upload that would change something now; each preselected only when nobody decided otherwise.

    Preselected: every row of the reported months agrees, the office has no denominator of its own for the indicator,
    and nobody kept the definition before (by unticking it, or by removing what an earlier upload had brought).
    """
    if not claims:
        return ()
    puskesmas = upload.puskesmas
    codes = {claim.indicator for claim in claims}
    own = set(
        Definition.objects.of(puskesmas)
        .filter(kind=DENOMINATOR, code__in=codes, valid_from__lte=year)
        .values_list("code", flat=True)
    )
    refused = _refused(puskesmas, upload, own)
    sasaran = {(p, e): v for (p, period, e), v in current_facts(puskesmas, year).items() if period == str(year)}
    allowed = by is None or villages_of(by, puskesmas) is None
    found = []
    for claim in claims:
        indicator = catalogue.indicators.get(claim.indicator)
        if indicator is None:
            continue
        try:
            office, defined = _words(claim.denominator, catalogue), _words(indicator.denominator, catalogue)
        except ExpressionError:
            continue  # an element the office has removed since
        if office == defined or _same_numbers(sasaran, claim.denominator, indicator.denominator, catalogue):
            continue
        said = upload.answers.get("claims", {}).get(claim.indicator)
        usual = claim.sure and claim.indicator not in own | refused
        chosen = allowed and (said == USE if said else usual)
        found.append(Offer(claim, indicator.short, office, defined, year, chosen, allowed))
    return tuple(found)


def _words(expression: str, catalogue: Catalogue) -> str:
    text = formula(parse(expression or "1", catalogue.elements))
    return text[:1].lower() + text[1:]


def _same_numbers(sasaran: Mapping[tuple[str, str], int], one: str, other: str, catalogue: Catalogue) -> bool:
    """Whether two denominators are equal in every place that has both, so that the choice changes nothing.

    An office may have one number of infants for live births, infants and survivors.
    """
    sides = [parse(text or "1", catalogue.elements) for text in (one, other)]
    places = {place for place, _element in sasaran}
    values = []
    for side in sides:
        found: dict[str, Fraction] = {}
        for place in places:
            told = [(sasaran.get((place, e.code)), c) for e, c in side.terms]
            if told and all(v is not None for v, _c in told):
                found[place] = sum((Fraction((v or 0) * c, side.divisor) for v, c in told), Fraction(0))
        values.append(found)
    both = values[0].keys() & values[1].keys()
    return bool(both) and all(values[0][place] == values[1][place] for place in both)


def _refused(puskesmas: Puskesmas, upload: Upload, own: set[str]) -> set[str]:
    """Indicators for which the office kept the definition: the last word of earlier uploads, or adopted and removed."""
    last: dict[str, str] = {}
    others = Upload.objects.of(puskesmas).exclude(pk=upload.pk).order_by("at", "pk")
    for answers in others.filter(answers__has_key="claims").values_list("answers", flat=True):
        last |= answers["claims"]
    removed: set[str] = set()
    for summary in others.filter(state="masuk", summary__has_key="pembagi").values_list("summary", flat=True):
        removed |= {code for code in summary["pembagi"] if code not in own}
    return {code for code, said in last.items() if said == KEEP} | removed


def adopted(upload: Upload) -> list[Definition]:
    """The denominators in force that this upload brought."""
    rows = Definition.objects.of(upload.puskesmas).filter(kind=DENOMINATOR).order_by("code")
    return [row for row in rows if row.body.get("upload") == upload.pk]


@dataclass(frozen=True, slots=True)
class Brought:
    """A denominator in force that came with an upload: the indicator's short name, the denominator in words."""

    name: str
    denominator: str


def brought(upload: Upload, catalogue: Catalogue) -> list[Brought]:
    """The same for the page of the upload."""
    return [
        Brought(catalogue.indicators[row.code].short, _words(row.body["denominator"], catalogue))
        for row in adopted(upload)
        if row.code in catalogue.indicators
    ]
