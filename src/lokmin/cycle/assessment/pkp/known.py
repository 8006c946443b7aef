"""What the system knows of a year by itself: meetings held, plans approved, last year's PKP; each with its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.core.assessment.definitions import Bundle
from lokmin.core.periods import short_date
from lokmin.core.planning.rpk import lacking
from lokmin.cycle.assessment.models import Pkp
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.queries.held import Held, held
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.rpk.queries import items
from lokmin.cycle.workforce.duties import queries as duties
from lokmin.cycle.workforce.needs import queries as needs

#: So many proofs are named; the rest is a number.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of proof and the page it is on (``route`` empty: no page)."""

    text: str
    route: str = ""
    at: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What a management row is judged by: a count, a sentence and its proofs; what is missing for the next step."""

    count: int
    sentence: str
    proofs: tuple[Proof, ...] = ()


def known(puskesmas: Puskesmas, year: int, bundle: Bundle) -> dict[str, Known]:
    """By the key a row names (``known_by``); only what the bundle asks for is looked up."""
    asked = {sub.known_by for sub in bundle.subs.values() if sub.known_by}
    found: dict[str, Known] = {}
    if asked & {"lokmin-bulanan", "lokmin-tribulanan"}:
        meetings = held(puskesmas, year)
        found["lokmin-bulanan"] = _meetings([m for m in meetings if m.monthly], monthly=True)
        found["lokmin-tribulanan"] = _meetings([m for m in meetings if m.with_sectors], monthly=False)
    if asked & {"renstra", "ruk", "rpk", "rpk-rinci"}:
        found |= _plans(puskesmas, year)
    if "pkp-lalu" in asked:
        found["pkp-lalu"] = _last_year(puskesmas, year)
    if "uraian-tugas" in asked:
        found["uraian-tugas"] = _duties(puskesmas, year)
    if "inventaris" in asked:
        listed = len(needs.tools(puskesmas))
        sentence = ngettext("%(n)s alat di daftar inventaris.", "%(n)s alat di daftar inventaris.", listed)
        found["inventaris"] = Known(
            min(listed, 1), sentence % {"n": listed},
            (Proof(_("Daftar inventaris alat"), "workforce:needs_tools"),) if listed else (),
        )  # fmt: skip
    return {key: one for key, one in found.items() if key in asked}


def _meetings(found: list[Held], *, monthly: bool) -> Known:
    """A month counts once, however often it met; so does a quarter."""
    parts = {m.date.month if monthly else (m.date.month - 1) // 3 for m in found}
    if monthly:
        sentence = _("%(n)s dari 12 bulan ada lokmin bulanan yang sudah ditutup notulennya.") % {"n": len(parts)}
    else:
        sentence = _("%(n)s dari 4 triwulan ada lokmin lintas sektor yang sudah ditutup notulennya.") % {
            "n": len(parts)
        }
    proofs = [Proof(f"{m.title}, {short_date(m.date)}", "meetings:before", {"pk": m.pk}) for m in found[:_NAMED]]
    return Known(len(parts), sentence, tuple(proofs))


def _plans(puskesmas: Puskesmas, year: int) -> dict[str, Known]:
    """Plans count when they have rows. The system cannot see whether a five-year plan fits the needs."""
    states = plans.state(puskesmas, year)
    renstra, ruk, rpk = states.renstra, states.ruk_next or states.ruk, states.rpk
    found = {}
    if renstra is not None and renstra.rows:
        unseen = _(
            "Apakah disusun dari analisis kebutuhan tidak terlihat oleh sistem: bila ya, naikkan dengan buktinya."
        )
        found["renstra"] = Known(1 + renstra.approved, f"{_state(renstra)} {unseen}", (_proof(renstra),))
    else:
        found["renstra"] = Known(0, _("Rencana lima tahunan belum ada di Lokmin."))
    if ruk is not None and ruk.rows:
        # Written: one. Approved: a second. From a five-year plan that is there: the third.
        count = 1 + ruk.approved + bool(renstra is not None and renstra.rows)
        found["ruk"] = Known(count, _state(ruk), (_proof(ruk),))
    else:
        found["ruk"] = Known(0, _("RUK tahun depan belum ada di Lokmin."))
    if rpk is not None and rpk.rows:
        in_meeting = any(kind == "lokmin" for kind, _id in rpk.occasions)
        from_ruk = states.ruk is not None and states.ruk.rows > 0
        found["rpk"] = Known(1 + from_ruk + (from_ruk and in_meeting), _state(rpk), (_proof(rpk),))
        found["rpk-rinci"] = _detailed(puskesmas, year, rpk)
    else:
        found["rpk"] = found["rpk-rinci"] = Known(0, _("RPK tahun ini belum ada di Lokmin."))
    return found


def _detailed(puskesmas: Puskesmas, year: int, rpk: plans.PlanState) -> Known:
    """Per cent of the activities of the RPK that have all their columns; approval alone details nothing."""
    rows = items(puskesmas, year)
    whole = sum(not lacking(row) for row in rows)
    share = whole * 100 // len(rows) if rows else 0
    sentence = _("%(n)s dari %(all)s kegiatan RPK terinci lengkap.") % {"n": whole, "all": len(rows)}
    return Known(max(share, 1) if whole else 0, f"{_state(rpk)} {sentence}", (_proof(rpk),))


def _duties(puskesmas: Puskesmas, year: int) -> Known:
    """Shared out when everybody in service has a sheet of the year."""
    lines = duties.lines(puskesmas, year)
    given = sum(line.sheet is not None for line in lines)
    sentence = _("%(given)s dari %(all)s petugas punya uraian tugas tahun %(year)s.")
    words = {"given": given, "all": len(lines), "year": year}
    proof = (Proof(_("Uraian tugas %(year)s") % {"year": year}, "workforce:duties"),) if given else ()
    return Known(int(bool(lines) and given == len(lines)), sentence % words, proof)


def _state(plan: plans.PlanState) -> str:
    words = {"name": plans.title(plan.kind, plan.year), "n": plan.rows}
    if plan.approved_on is None:
        return _("%(name)s berisi %(n)s baris, belum disetujui.") % words
    return _("%(name)s berisi %(n)s baris, disetujui %(day)s.") % {**words, "day": short_date(plan.approved_on)}


def _proof(plan: plans.PlanState) -> Proof:
    return Proof(plans.title(plan.kind, plan.year), f"planning:{plan.kind}", {"year": plan.year})


def _last_year(puskesmas: Puskesmas, year: int) -> Known:
    """Made, sent, answered: one step each."""
    last = Pkp.objects.of(puskesmas).filter(year=year - 1).first()
    if last is None:
        return Known(0, _("PKP %(year)s tidak ada di Lokmin.") % {"year": year - 1})
    proof = (Proof(f"PKP {last.year}", "assessment:pkp_year", {"year": last.year}),)
    if last.sent_at is None:
        return Known(1, _("PKP %(year)s dibuat, belum dikirim.") % {"year": last.year}, proof)
    day = short_date(last.sent_at.date())
    letter = last.feedback.order_by("date").first()
    if letter is None:
        sentence = _("PKP %(year)s dikirim %(day)s; umpan balik Dinas belum dicatat.")
        return Known(2, sentence % {"year": last.year, "day": day}, proof)
    sentence = _("PKP %(year)s dikirim %(day)s, umpan balik %(back)s.")
    answered = Proof(
        _("Surat umpan balik %(number)s") % {"number": letter.number or short_date(letter.date)},
        "assessment:feedback_letter", {"pk": letter.pk},
    )  # fmt: skip
    return Known(3, sentence % {"year": last.year, "day": day, "back": short_date(letter.date)}, (*proof, answered))
