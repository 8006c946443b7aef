"""Proposals of a division: computed and kept, then accepted with a reason from a day on, or left."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.workload.darbin import words
from lokmin.core.workload.darbin.loads import Load, Scale, carried, load_table
from lokmin.core.workload.darbin.obstacles import Obstacle
from lokmin.core.workload.darbin.records import Measure, Problem
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.workforce.darbin import basis
from lokmin.cycle.workforce.darbin.operations import Change, assign
from lokmin.cycle.workforce.models import DivisionProposal, Staff, VillageAssignment
from lokmin.cycle.workforce.staff import queries as register


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no proposal, and limits with which there would be one (None: they do not help)."""

    sentences: tuple[str, ...]
    metres: int | None
    most: int | None

    @classmethod
    def of(cls, found: tuple[Obstacle, ...]) -> Refusal:
        """From the reasons of core; limits only where they help against every reason."""
        metres, most = [o.metres for o in found], [o.most for o in found]
        return cls(
            tuple(o.sentence for o in found),
            max((m for m in metres if m is not None), default=None) if None not in metres else None,
            max((m for m in most if m is not None), default=None) if None not in most else None,
        )


def propose(*, puskesmas: Puskesmas, by: Person, asked: basis.Asked) -> DivisionProposal | Refusal:
    """Compute a division and keep it; the search runs in the request, within the seconds of the rule.

    Sentences are kept in Indonesian, as they are read out in the hall and printed.
    """
    begun = time.monotonic()
    # HiGHS takes longer to load than any page; only who asks for a proposal pays for it.
    from lokmin.analysis.darbin import propose as seek

    ruling = basis.rule(asked.since.year)
    posed = basis.problem(puskesmas, asked)
    # Who waits at the page counts from the press: what loading took is not searched any more.
    left = max(ruling.seconds - (time.monotonic() - begun), 0.0)
    found = seek(posed, seconds=left, slack_permille=ruling.slack_permille)
    if not found.division:
        return Refusal.of(found.obstacles)
    body = _body(puskesmas, posed, asked, found.division) | {
        "summary": words.summary(posed, found.value),
        "certainty": words.certainty(found.gap, ended=found.ended),
        "gap_permille": found.gap, "ended": found.ended,
        "largest": found.value.largest, "plain": found.plain.largest, "moved": found.value.moved,
    }  # fmt: skip
    with transaction.atomic():
        DivisionProposal.objects.of(puskesmas).filter(state=DivisionProposal.WAITING).update(
            state=DivisionProposal.LEFT, reason="Diganti usul yang lebih baru", decided_at=clock.now()
        )
        made = DivisionProposal.objects.create(
            puskesmas=puskesmas, year=asked.since.year, body=body, made_at=clock.now(), made_by=by
        )
        audit.record(
            puskesmas=puskesmas, by=by, action="darbin", about=made,
            sentence=f"{by.full_name} menghitung usul darbin {made.year}. {body['summary']}",
        )  # fmt: skip
    return made


def _body(puskesmas: Puskesmas, posed: Problem, asked: basis.Asked, division: dict[str, str]) -> dict[str, Any]:
    """Everything the page and the paper of a proposal show, as it was when computed."""
    scale = Scale(posed)
    held = {v.code: v.now for v in posed.villages if v.now}
    gone = {str(s.pk): s.name for s in register.staff(puskesmas, left=True)}
    chosen = words.choices(posed, division, gone)
    now, after = carried(scale, held), carried(scale, division)
    table = {load.key: load for load in load_table(posed, division)}
    before = {load.key: load for load in load_table(posed, held)}
    return {
        "since": asked.since.isoformat(), "until": asked.until.isoformat(), "measure": asked.measure.value,
        "limits": {"metres": asked.metres, "most": asked.most, "long_leave": asked.long_leave,
                   "pinned": list(asked.pinned), "staff": list(asked.staff)},
        "villages": [
            {"code": c.code, "village": c.village, "key": c.key, "name": c.name, "before": c.before,
             "before_key": held.get(c.code, ""), "moved": c.moved, "why": c.why}
            for c in chosen
        ],
        "loads": [
            {"key": s.key, "name": s.name, "now": now[s.key], "after": after[s.key],
             "before": _load(before[s.key]), "then": _load(table[s.key])}
            for s in posed.staff if now[s.key] or after[s.key]
        ],
        "fair": scale.fair, "unit": words.unit_of(posed),
        "unmet": list(words.unmet(posed, division)), "unknown": words.unknown(scale),
    }  # fmt: skip


def _load(load: Load) -> dict[str, Any]:
    return {"villages": list(load.villages), "people": load.people, "households": load.households,
            "minutes": load.minutes, "metres": load.metres}  # fmt: skip


def asked_again(made: DivisionProposal) -> basis.Asked:
    """What a proposal was asked for, to ask again with other limits."""
    body, limits = made.body, made.body["limits"]
    return basis.Asked(
        tuple(limits["staff"]), dt.date.fromisoformat(body["since"]), dt.date.fromisoformat(body["until"]),
        Measure(body["measure"]), limits["metres"], limits["most"], limits["long_leave"], tuple(limits["pinned"]),
    )  # fmt: skip


def fits(made: DivisionProposal) -> bool:
    """Whether the villages still have the PJ they had when the proposal was computed."""
    now = basis.holders(basis.assigned(made.puskesmas, dt.date.fromisoformat(made.body["since"])))
    return all(
        (str(now[v["code"]].pk) if v["code"] in now else "") == v["before_key"] for v in made.body["villages"]
    )  # fmt: skip


@transaction.atomic
def accept(*, proposal: DivisionProposal, by: Person, since: dt.date, reason: str) -> int:
    """Write the proposed PJ from a day on; returns how many villages changed.

    Raises:
        ValidationError: already decided, the division changed meanwhile, or no reason.
    """
    fresh = _waiting(proposal)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya, misalnya: disepakati di lokmin pertama.")})
    if not fits(fresh):
        raise ValidationError(_("Pembagian sudah berubah sejak usul ini dihitung. Hitung usul baru."))
    here = {v.code: v for v in villages(fresh.puskesmas)}
    staff = {str(s.pk): s for s in Staff.objects.of(fresh.puskesmas)}
    changes = [
        Change(here[v["code"]], VillageAssignment.PJ, staff[v["key"]])
        for v in fresh.body["villages"] if v["code"] in here and v["key"] != v["before_key"]
    ]  # fmt: skip
    count = assign(
        puskesmas=fresh.puskesmas, by=by, changes=changes, since=since, reason=reason,
        origin=("usul_darbin", str(fresh.pk)),
    )  # fmt: skip
    _decide(fresh, DivisionProposal.TAKEN, reason)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="darbin", about=fresh,
        sentence=f"{by.full_name} memakai usul darbin {fresh.year}: {count} desa berganti PJ. {audit.short(reason)}.",
    )  # fmt: skip
    return count


@transaction.atomic
def leave(*, proposal: DivisionProposal, by: Person, reason: str) -> None:
    """Put a proposal aside; it stays readable.

    Raises:
        ValidationError: already decided.
    """
    fresh = _waiting(proposal)
    _decide(fresh, DivisionProposal.LEFT, reason)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="darbin", about=fresh,
        sentence=f"{by.full_name} meninggalkan usul darbin {fresh.year}.",
    )  # fmt: skip


def _waiting(proposal: DivisionProposal) -> DivisionProposal:
    fresh: DivisionProposal = DivisionProposal.objects.select_for_update().get(pk=proposal.pk)
    if fresh.state != DivisionProposal.WAITING:
        raise ValidationError(_("Usul ini sudah diputuskan."))
    return fresh


def _decide(fresh: DivisionProposal, state: str, reason: str) -> None:
    fresh.state, fresh.reason, fresh.decided_at = state, " ".join(reason.split())[:200], clock.now()
    fresh.save(update_fields=["state", "reason", "decided_at"])
