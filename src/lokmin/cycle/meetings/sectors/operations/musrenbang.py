"""Health proposals for Musrenbang: collected from villages and meetings, agreed, taken or refused with the reason."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Meeting, Musrenbang
from lokmin.cycle.meetings.operations.locks import not_closed

FIELDS = ("year", "level", "village", "partner", "problem", "proposal", "volume", "cost")
#: States that need a reason.
REFUSED = "ditolak"


@transaction.atomic
def add_proposal(*, puskesmas: Puskesmas, by: Person, meeting: Meeting | None = None, **values: Any) -> Musrenbang:
    """Write a proposal down. ``values`` are any of ``FIELDS``; ``year`` is the year it is for.

    Raises:
        ValidationError: with the field it is about, or when the minutes of the meeting are closed.
    """
    _known(values)
    if meeting is not None:
        not_closed(meeting)
    made = Musrenbang(puskesmas=puskesmas, meeting=meeting, by=by, at=clock.now(), **values)
    _check(made)
    made.save()
    audit.record(
        puskesmas=puskesmas, by=by, action="musrenbang.tambah", about=made,
        sentence=f"{by} mencatat usulan Musrenbang {made.year}: {short(made.proposal)}.",
    )  # fmt: skip
    return made


@transaction.atomic
def change_proposal(*, proposal: Musrenbang, by: Person, **values: Any) -> Musrenbang:
    """Correct a proposal. Nothing is written when nothing differs.

    Raises:
        ValidationError: as ``add_proposal``.
    """
    _known(values)
    fresh = _locked(proposal)
    changed = [n for n, value in values.items() if getattr(fresh, n) != value]
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, values[name])
    _check(fresh)
    fresh.save()
    labels = {f.name: str(f.verbose_name) for f in Musrenbang._meta.concrete_fields}  # noqa: SLF001 - public API
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="musrenbang.ubah", about=fresh,
        sentence=f"{by} mengubah usulan “{short(fresh.proposal, 50)}”: {', '.join(labels[n] for n in changed)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def decide_proposal(*, proposal: Musrenbang, by: Person, state: str, reason: str = "") -> Musrenbang:
    """What became of it: agreed in the meeting, taken by the Musrenbang, or refused with the reason.

    Raises:
        ValidationError: for an unknown state, or a refusal without its reason.
    """
    if state not in dict(Musrenbang.STATES):
        raise ValidationError({"state": _("Keadaan “%(state)s” tidak dikenal.") % {"state": state}})
    if state == REFUSED and not reason.strip():
        raise ValidationError({"state_reason": _("Tulis mengapa usulan ini tidak diterima.")})
    fresh = _locked(proposal)
    if (fresh.state, fresh.state_reason) == (state, reason.strip()):
        return fresh
    fresh.state, fresh.state_reason = state, reason.strip()
    fresh.save(update_fields=["state", "state_reason"])
    because = f": {reason.strip()}" if reason.strip() else ""
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="musrenbang.putus", about=fresh,
        sentence=f"{by} menandai usulan “{short(fresh.proposal, 50)}” {state}{because}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def agree_proposals(*, meeting: Meeting, by: Person, pks: Collection[int]) -> int:
    """Agree in a meeting on proposals that wait; how many were agreed. Those already decided are left alone.

    Raises:
        ValidationError: when the minutes are closed.
    """
    fresh = not_closed(meeting)
    waiting = Musrenbang.objects.of(fresh.puskesmas).select_for_update().filter(pk__in=list(pks), state="usulan")
    agreed = list(waiting)
    for proposal in agreed:
        proposal.state, proposal.meeting = "disepakati", fresh
        proposal.save(update_fields=["state", "meeting"])
    if agreed:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="musrenbang.sepakat", about=fresh,
            sentence=f"{by} mencatat {len(agreed)} usulan Musrenbang disepakati di {fresh.title}.",
        )  # fmt: skip
    return len(agreed)


def _known(values: dict[str, Any]) -> None:
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"not a field of a proposal: {', '.join(sorted(unknown))}")


def _check(made: Musrenbang) -> None:
    wrong: dict[str, str] = {}
    if not made.problem.strip():
        wrong["problem"] = _("Tulis masalahnya.")
    if not made.proposal.strip():
        wrong["proposal"] = _("Tulis usulan kegiatannya.")
    if made.level not in dict(Musrenbang.LEVELS):
        wrong["level"] = _("Pilih tingkat Musrenbang.")
    elif made.level == "desa" and made.village is None:
        wrong["village"] = _("Usulan Musrenbang desa perlu desanya.")
    if not 2000 <= made.year <= 2100:
        wrong["year"] = _("Tahun %(year)s tidak masuk akal.") % {"year": made.year}
    if made.cost is not None and made.cost < 0:
        wrong["cost"] = _("Biaya tidak boleh kurang dari nol.")
    if made.partner is not None and made.partner.puskesmas_id != made.puskesmas_id:
        wrong["partner"] = _("Mitra ini bukan mitra %(name)s.") % {"name": made.puskesmas.name}
    if wrong:
        raise ValidationError(wrong)


def _locked(proposal: Musrenbang) -> Musrenbang:
    found: Musrenbang = Musrenbang.objects.of(proposal.puskesmas).select_for_update().get(pk=proposal.pk)
    return found
