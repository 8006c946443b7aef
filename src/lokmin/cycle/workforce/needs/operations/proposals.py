"""The table of proposals: drawn from what lacks, corrected by hand, decided, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.needs.equipment import MOST_RUPIAH
from lokmin.core.needs.proposals import PRIORITIES, Proposal
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.models import NeedProposal
from lokmin.cycle.workforce.needs import computing

#: Begins the reason of a priority somebody set; such a one is not computed again.
SET_BY_HAND = "Ditetapkan: "
CLOSED = ("terpenuhi", "ditolak")
#: Columns a person may write of a proposal.
OWN = ("kind", "item", "basis", "unit", "needed_micro", "available_micro", "cost", "fund", "followup")
#: Of a computed one only these: the rest follows its source.
OPEN_OF_COMPUTED = ("cost", "fund", "followup")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What drawing up did."""

    new: int
    changed: int
    met: int


@transaction.atomic
def refresh(*, puskesmas: Puskesmas, by: Person, year: int) -> Refreshed:
    """Draw the table up again: new gaps come in, changed ones follow, closed ones go or become *terpenuhi*.

    What people wrote stays: priorities set by hand, costs, funds, follow-up and states. Doing it again changes nothing.
    """
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    kept = {
        row.source_key: row
        for row in NeedProposal.objects.of(puskesmas).filter(year=year, removed_at__isnull=True).exclude(source_key="")
    }
    new = changed = met = 0
    wanted = {one.key: one for one in computing.computed(puskesmas, year)}
    for key, one in wanted.items():
        row = kept.get(key)
        if row is None:
            _new(puskesmas, by, year, one)
            new += 1
        else:
            changed += _follow(row, one)
    for key, row in kept.items():
        if key in wanted or row.state in CLOSED:
            continue
        met += 1
        if row.state == "usulan":
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])
        else:
            row.state, row.state_reason, row.gap_micro = "terpenuhi", _("Kekurangannya sudah tertutup."), 0
            row.available_micro = row.needed_micro
            row.save(update_fields=["state", "state_reason", "gap_micro", "available_micro"])
    if new or changed or met:
        audit.record(
            puskesmas=puskesmas, by=by, action="kebutuhan.susun",
            sentence=f"{by} menyusun usulan kebutuhan {year}: {new} baru, {changed} berubah, {met} sudah tertutup.",
        )  # fmt: skip
    return Refreshed(new, changed, met)


def _new(puskesmas: Puskesmas, by: Person, year: int, one: Proposal) -> NeedProposal:
    return NeedProposal.objects.create(
        puskesmas=puskesmas, made_at=clock.now(), made_by=by, year=year, kind=one.kind, item=one.item[:200],
        basis=one.basis[:200], unit=one.unit, needed_micro=one.needed, available_micro=one.available, gap_micro=one.gap,
        priority=one.priority, priority_reason=one.reason[:200], cost=_cost(one), fund=one.fund,
        followup=one.followup[:200], source_key=one.key,
    )  # fmt: skip


def _cost(one: Proposal) -> int | None:
    """What it costs; nothing where a price and a count typed too large together name a sum no office has."""
    return one.cost if one.cost is not None and one.cost <= MOST_RUPIAH else None


def _follow(row: NeedProposal, one: Proposal) -> bool:
    """Take over what the source says now; a cost nobody could compute leaves the one that was written."""
    wanted: dict[str, Any] = {
        "item": one.item[:200], "basis": one.basis[:200], "unit": one.unit, "needed_micro": one.needed,
        "available_micro": one.available, "gap_micro": one.gap,
    }  # fmt: skip
    if not row.priority_reason.startswith(SET_BY_HAND):
        wanted |= {"priority": one.priority, "priority_reason": one.reason[:200]}
    if _cost(one) is not None:
        wanted["cost"] = _cost(one)
    if one.fund:
        wanted["fund"] = one.fund
    different = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, wanted[name])
    if different:
        row.save(update_fields=different)
    return bool(different)


@transaction.atomic
def propose(
    *, puskesmas: Puskesmas, by: Person, year: int, columns: Mapping[str, Any], priority: int | None = None,
    reason: str = "", origin: tuple[str, str] = ("", ""),
) -> NeedProposal:  # fmt: skip
    """Write a proposal that follows no row of the system (a building, a generator).

    Raises:
        ValidationError: nothing lacks by what was written.
    """
    _check(columns, OWN)
    row = NeedProposal(puskesmas=puskesmas, made_at=clock.now(), made_by=by, year=year, **columns)
    row.origin_kind, row.origin_id = origin
    _set_gap(row)
    _set_priority(row, priority, reason)
    row.save()
    audit.record(
        puskesmas=puskesmas, by=by, action="kebutuhan.usul", about=row,
        sentence=f"{by} mengusulkan {audit.short(row.item)} untuk {year}.",
    )  # fmt: skip
    return row


@transaction.atomic
def change(
    *, proposal: NeedProposal, by: Person, columns: Mapping[str, Any], priority: int | None, reason: str = ""
) -> None:
    """Correct a proposal. Another priority than before needs its reason and is kept when the table is drawn up again.

    Raises:
        ValidationError: a column that follows its source, a priority without a reason, a gap that is none.
    """
    row = NeedProposal.objects.select_for_update().get(pk=proposal.pk)
    _check(columns, OPEN_OF_COMPUTED if row.source_key else OWN)
    for name, value in columns.items():
        setattr(row, name, value)
    if not row.source_key:
        _set_gap(row)
    _set_priority(row, priority, reason)
    row.save()
    audit.record(
        puskesmas=row.puskesmas, by=by, action="kebutuhan.ubah", about=row,
        sentence=f"{by} mengubah usulan {audit.short(row.item)} untuk {row.year}.",
    )  # fmt: skip


def _check(columns: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    if strange := set(columns) - set(allowed):
        raise ValidationError(_("Tidak dapat diubah di sini: %(names)s.") % {"names": ", ".join(sorted(strange))})


def _set_gap(row: NeedProposal) -> None:
    row.gap_micro = max(0, row.needed_micro - row.available_micro)
    if not row.gap_micro:
        raise ValidationError({"needed_micro": _("Kebutuhan harus lebih besar dari yang tersedia.")})


def _set_priority(row: NeedProposal, wanted: int | None, reason: str) -> None:
    if wanted == row.priority:
        return
    if wanted is not None and wanted not in PRIORITIES:
        raise ValidationError({"priority": _("Prioritas tidak dikenal.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan prioritas itu, misalnya: masalah utama lokmin April.")})
    row.priority, row.priority_reason = wanted, f"{SET_BY_HAND}{reason.strip()}"[:200]


@transaction.atomic
def mark(
    *, puskesmas: Puskesmas, by: Person, proposal: NeedProposal, state: str, reason: str = "",
    origin: tuple[str, str] = ("", ""),
) -> None:  # fmt: skip
    """Say where a proposal stands: dibahas, disetujui, masuk RUK, dikirim, terpenuhi, ditolak (with a reason).

    ``origin``: the meeting or plan that says it. Saying it again changes nothing.

    Raises:
        ValidationError: an unknown state, a refusal without a reason, a proposal of another Puskesmas.
    """
    row = NeedProposal.objects.of(puskesmas).select_for_update().filter(pk=proposal.pk, removed_at__isnull=True).first()
    if row is None:
        raise ValidationError(_("Usulan itu tidak ada lagi."))
    if state not in dict(NeedProposal.STATES):
        raise ValidationError({"state": _("Keadaan usulan tidak dikenal.")})
    if state == "ditolak" and not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan usulan ditolak.")})
    if (row.state, row.state_reason) == (state, reason.strip()[:200]):
        return
    row.state, row.state_reason = state, reason.strip()[:200]
    if any(origin):
        row.origin_kind, row.origin_id = origin
    row.save(update_fields=["state", "state_reason", "origin_kind", "origin_id"])
    why = f" ({reason.strip()})" if reason else ""
    audit.record(
        puskesmas=puskesmas, by=by, action="kebutuhan.tandai", about=row,
        sentence=f"{by} menandai usulan {audit.short(row.item)}: {state}{why}.",
    )  # fmt: skip


@transaction.atomic
def remove(*, proposal: NeedProposal, by: Person) -> None:
    """Take a proposal away that somebody wrote.

    Raises:
        ValidationError: it follows a row of the system, or was decided about.
    """
    row = NeedProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.source_key:
        raise ValidationError(_("Usulan ini dihitung dari datanya: perbaiki datanya, atau tandai ditolak."))
    if row.state not in ("usulan", "ditolak"):
        raise ValidationError(_("Usulan yang sudah dibahas tidak dihapus: tandai ditolak dengan alasannya."))
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    audit.record(
        puskesmas=row.puskesmas, by=by, action="kebutuhan.hapus", about=row,
        sentence=f"{by} menghapus usulan {audit.short(row.item)} untuk {row.year}.",
    )  # fmt: skip
