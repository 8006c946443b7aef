"""Reads about partners: the register, who is proposed for it, and the link that opens one partner's card."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from lokmin.catalog.loading import rules
from lokmin.core.meetings import partners as rule
from lokmin.core.places import Level
from lokmin.cycle.centre.models import Partner, Place, Puskesmas
from lokmin.cycle.centre.queries import villages

_SALT = "lokmin.kartu-mitra"


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as the list shows it; ``phone`` is masked for those who need not see it."""

    pk: int
    sector: str
    sector_name: str
    name: str
    head: str
    job: str
    phone: str
    role: str
    village: str
    active: bool


def masked(phone: str) -> str:
    """``0812…89`` of a number; short ones vanish wholly."""
    return f"{phone[:4]}…{phone[-2:]}" if len(phone) > 7 else "…" if phone else ""


def rows(puskesmas: Puskesmas, *, with_phones: bool) -> list[PartnerRow]:
    """Every partner, by sector in the order of the rule, then in the office's order."""
    found = Partner.objects.of(puskesmas).select_related("village")
    order = {code: n for n, (code, _label) in enumerate(Partner.SECTORS)}
    listed = sorted(found, key=lambda p: (order[p.sector], p.village.order if p.village else 0, p.order, p.pk))
    return [
        PartnerRow(
            p.pk, p.sector, p.get_sector_display(), p.name, p.head, p.job,
            p.phone if with_phones else masked(p.phone), p.role, p.village.name if p.village else "", p.active,
        )
        for p in listed
    ]  # fmt: skip


def active(puskesmas: Puskesmas) -> list[Partner]:
    """The partners in use, by sector in the order of the rule."""
    order = {code: n for n, (code, _label) in enumerate(Partner.SECTORS)}
    found = Partner.objects.of(puskesmas).filter(active=True).select_related("village")
    return sorted(found, key=lambda p: (order[p.sector], p.village.order if p.village else 0, p.order, p.pk))


def kecamatan(puskesmas: Puskesmas) -> str:
    """Name of the kecamatan the Puskesmas lies in; its own name where the place hangs nowhere."""
    place: Place | None = puskesmas.place
    while place is not None and place.level != Level.KECAMATAN:
        place = place.parent
    return place.name if place else puskesmas.place.name


def rule_partners() -> tuple[rule.UsualPartner, ...]:
    """The partners the rule and practice name, wherever the Puskesmas lies."""
    return rule.load(rules("partners")).partners


def proposed(puskesmas: Puskesmas) -> list[rule.Proposed]:
    """The usual partners of the working area that are not yet registered."""
    known = Partner.objects.of(puskesmas).values_list("name", flat=True)
    places = [(v.code, v.name) for v in villages(puskesmas)]
    return rule.proposed(rule.load(rules("partners")), kecamatan(puskesmas), places, known)


def card_token(partner: Partner) -> str:
    """What stands in the address of a partner's card; unguessable, worthless once the serial has moved on."""
    return signing.dumps([partner.puskesmas_id, partner.pk, partner.card_serial], salt=_SALT)


def partner_of(token: str) -> Partner | None:
    """The partner whose card a link opens; None when the link is not ours, was taken back, or the partner is gone."""
    try:
        puskesmas, pk, serial = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    office = Puskesmas.objects.filter(pk=puskesmas, active=True).select_related("place").first()
    if office is None:
        return None
    found: Partner | None = (
        Partner.objects.of(office)
        .filter(pk=pk, card_serial=serial, active=True)
        .select_related("puskesmas__place", "village")
        .first()
    )
    return found
