"""An action as a row of the official matrix, for every paper that prints one."""

from __future__ import annotations

from collections.abc import Mapping

from lokmin.cycle.followup.queries import ActionLine
from lokmin.documents.forms.records import RtlRow

_CARRIED = {"lokmin": "lokmin berikutnya", "linsek": "lintas sektor", "dinkes": "Dinas Kesehatan"}


def rtl_row(a: ActionLine, named: Mapping[str, str]) -> RtlRow:
    """``named``: code of an indicator -> the name people say; a paper never prints a code."""
    files = f"{a.proofs} foto atau berkas" if a.proofs else ""
    return RtlRow(
        problem=a.problem, cause=a.cause, action=a.activity, target_group=a.target_group, target=a.target,
        place=a.place, start=a.start, due=a.due, owner=a.owner, partners=a.partners, cost=a.cost, fund=a.fund,
        indicator=_sign(a.success or named.get(a.indicator, a.indicator), a.expected),
        result=a.result, status=": ".join(filter(None, (a.status, a.status_reason))),
        evidence="; ".join(filter(None, (a.proof, files))),
        evaluation=a.evaluation, klaster=a.klaster, programme=a.programme, age_months=a.age_months,
        lacking_reason=a.missing_reason if a.lacks else "", rhythm=a.rhythm, parts=a.parts_open, root=a.root,
        register=a.register_label,
        carried=f"dibawa ke {', '.join(_CARRIED[to] for to in a.escalated)}" if a.escalated else "",
    )  # fmt: skip


def _sign(indicator: str, expected: str) -> str:
    """How success shows: the indicator, and the change where it does not name the indicator itself."""
    return expected if indicator and expected.startswith(indicator) else "; ".join(filter(None, (indicator, expected)))
