"""What the system itself can show for each step of the evidence chain, read from the stages below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.core.assessment.chain import Evidence, enclosed
from lokmin.core.periods import Month, short_date
from lokmin.cycle.assessment.models import Feedback, Pkp
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.community import queries as community
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.meetings.queries.held import Held, held
from lokmin.cycle.meetings.queries.musrenbang import agreed_proposals
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.rpk import queries as rpk
from lokmin.cycle.planning.ruk import queries as ruk
from lokmin.cycle.planning.situation import queries as situations
from lokmin.cycle.workforce.abk import queries as abk
from lokmin.cycle.workforce.darbin import reports
from lokmin.cycle.workforce.needs import queries as needs

#: Where an action, a commitment or a version says it was made in a lokmin.
MEETING = "lokmin"
#: A need is funded well enough from this share on (domain.md 2.4).
FUNDED_PERCENT = 80
#: Parts of the situation analysis that make a profile; a list of villages alone does not.
_GENERAL = ("umur", "sasaran", "sosial", "sarana", "ukbm")


def evidence(puskesmas: Puskesmas, year: int, today: dt.date) -> tuple[Evidence, ...]:
    """All proofs for the chain of a year (RPK of it, RUK of the next)."""
    states = plans.state(puskesmas, year)
    meetings = held(puskesmas, year)
    return (
        *_plans(puskesmas, year, states, today),
        *_analysis(puskesmas, year),
        *_village_wishes(puskesmas, year),
        *community.evidence(puskesmas, year),
        *_darbin(puskesmas, year, today),
        *_meetings(puskesmas, year, meetings, states),
        *_advice(puskesmas, year, states),
        *_further(puskesmas, year),
    )


def _plans(puskesmas: Puskesmas, year: int, states: plans.PlanStates, today: dt.date) -> Iterator[Evidence]:
    """Steps 1 to 5 and 14: plans that are there, approved, handed in."""
    for plan, code, link in (
        (states.rpk, "rpk", f"planning:rpk?year={year}"), (states.ruk_next, "ruk", f"planning:ruk?year={year + 1}"),
    ):  # fmt: skip
        if plan is None or not plan.rows:
            continue
        name = plans.title(plan.kind, plan.year)
        count = ngettext("%(name)s, %(n)d kegiatan", "%(name)s, %(n)d kegiatan", plan.rows)
        yield Evidence(f"{code}-ada", count % {"name": name, "n": plan.rows}, plan.version_on, link)
        if plan.approved_on:
            yield Evidence(f"{code}-disetujui", _("%(name)s disetujui") % {"name": name}, plan.approved_on, link)
        if plan.sent_on:
            note = f" ({plan.sent_note})" if plan.sent_note else ""
            text = _("%(name)s diserahkan ke Dinkes%(note)s") % {"name": name, "note": note}
            yield Evidence(f"{code}-diserahkan", text, plan.sent_on, link)
            # The paper that goes with it has no page of its own; what was sent along is written in the note.
            other, part = ("RKA", "rka-diserahkan") if code == "rpk" else ("KAK", "kak-diserahkan")
            if enclosed(other, plan.sent_note):
                yield Evidence(part, _("%(name)s menurut catatan pengiriman") % {"name": other}, plan.sent_on, link)
    adjusted = ruk.adjustment(puskesmas, year)
    if adjusted.items:
        yield Evidence(
            "ruk-disesuaikan", f"RUK {year} → RPK {year}", None, f"planning:ruk?year={year}", adjusted.linked,
            adjusted.items,
        )  # fmt: skip
    due = 12 if today.year > year else today.month if today.year == year else 0
    made = [m for m in states.months if m.rows and m.month <= due]
    if made:
        names = ", ".join(Month(year, m.month).name for m in made)
        yield Evidence("rpk-bulanan", names, made[-1].version_on, f"planning:months?year={year}", len(made), due)


def _analysis(puskesmas: Puskesmas, year: int) -> Iterator[Evidence]:
    """Step 6: what the situation analysis of the next year holds; SMD comes with the community."""
    link = f"planning:situation?year={year + 1}"
    there = {s.part.code: s.part.title for s in situations.situation(puskesmas, year + 1).states if s.there}
    general = [title for code, title in there.items() if code in _GENERAL]
    if general:
        yield Evidence("analisis-profil", ", ".join(general), None, link)
    for code, part in (("iks", "analisis-pispk"), ("capaian", "analisis-capaian")):
        if code in there:
            yield Evidence(part, there[code], None, link)
    last = Pkp.objects.of(puskesmas).filter(year=year - 1, sent_at__isnull=False).first()
    if last is not None and last.sent_at is not None:
        text = _("PKP %(year)s dikirim") % {"year": last.year}
        yield Evidence("analisis-pkp", text, last.sent_at.date(), f"assessment:pkp_year?year={last.year}")


def _village_wishes(puskesmas: Puskesmas, year: int) -> Iterator[Evidence]:
    """Step 8: activities of MMDs that need money stand in the RUK."""
    wishes = community.for_plan(puskesmas, year + 1)
    taken = ruk.origin_ids(puskesmas, year + 1, "mmd")
    link = f"planning:ruk?year={year + 1}"
    if wishes:
        done = sum(str(w.pk) in taken for w in wishes)
        text = _("Kegiatan MMD di RUK %(year)s") % {"year": year + 1}
        yield Evidence("mmd-di-ruk", text, None, link, done, len(wishes))
    elif any(r.known.agreements for r in community.latest_rounds(puskesmas, year)):
        yield Evidence("mmd-di-ruk", _("Tidak ada kegiatan MMD yang perlu anggaran"), None, link, 0, 0)


def _darbin(puskesmas: Puskesmas, year: int, today: dt.date) -> Iterator[Evidence]:
    """Step 10: the villages' reports of all months that went to the head and so into the lokmin."""
    due = 12 if today.year > year else today.month - 1 if today.year == year else 0
    months = [Month(year, number) for number in range(1, due + 1)]
    told, every = reports.sent(puskesmas, months), len(villages(puskesmas))
    sent = [f"{month.name} {told[month.code]}/{every}" for month in months if told[month.code]]
    if sent:
        link = f"workforce:darbin_reports?bulan={Month(year, due).code}"
        yield Evidence("darbin-laporan", _("Desa yang melapor: %(m)s") % {"m": ", ".join(sent)}, None, link,
                       told.total(), every * due)  # fmt: skip


def _meetings(
    puskesmas: Puskesmas, year: int, meetings: tuple[Held, ...], states: plans.PlanStates
) -> Iterator[Evidence]:
    """Steps 11 to 13: the second monthly lokmin, the first with the sectors, what it gave."""
    monthly = [m for m in meetings if m.monthly]
    sectors = [m for m in meetings if m.with_sectors]
    second = monthly[1] if len(monthly) > 1 else None
    first = sectors[0] if sectors else None
    if second is not None:
        link = f"meetings:before?pk={second.pk}"
        yield Evidence("lokmin-kedua", second.title, second.date, link)
        plan = states.ruk_next
        if plan is not None and (MEETING, str(second.pk)) in plan.occasions:
            yield Evidence("lokmin-kedua-ruk", _("RUK %(year)s dibahas") % {"year": year + 1}, second.date, link)
        if first is not None and first.date >= second.date:
            yield Evidence("lokmin-kedua-linsek", first.title, first.date, f"meetings:before?pk={first.pk}")
    if first is not None:
        yield Evidence("linsek", first.title, first.date, f"meetings:before?pk={first.pk}")
        made = promises.of_origin(puskesmas, MEETING, first.pk)
        if made:
            count = ngettext("%(n)d komitmen sektor", "%(n)d komitmen sektor", len(made)) % {"n": len(made)}
            yield Evidence("linsek-dukungan", count, first.date, f"meetings:sectors?pk={first.pk}")
    agreed = agreed_proposals(puskesmas, year + 1)
    if agreed:
        count = ngettext("%(n)d usulan disepakati", "%(n)d usulan disepakati", len(agreed)) % {"n": len(agreed)}
        yield Evidence("usulan-kecamatan", count, None, f"meetings:musrenbang?tahun={year + 1}")


def _advice(puskesmas: Puskesmas, year: int, states: plans.PlanStates) -> Iterator[Evidence]:
    """Step 15: the advice of the Dinkes, and a version made after it."""
    letter = Feedback.objects.of(puskesmas).filter(about="ruk", year=year + 1).order_by("date").first()
    plan = states.ruk_next
    if letter is not None:
        text = _("Saran Dinkes %(number)s") % {"number": letter.number or short_date(letter.date)}
        yield Evidence("saran-dinkes", text, letter.date, f"assessment:feedback_letter?pk={letter.pk}")
    since = letter.date if letter is not None else None
    if plan is not None and plan.version_on and ((since and plan.version_on > since) or plan.revised_after_sent):
        name = plans.title(plan.kind, plan.year)
        text = _("%(name)s versi ke-%(n)d") % {"name": name, "n": plan.versions}
        yield Evidence("ruk-direvisi", text, plan.version_on, f"planning:ruk?year={year + 1}")


def _further(puskesmas: Puskesmas, year: int) -> Iterator[Evidence]:
    """What the Dinkes looks at beside the chain."""
    efforts = {row.group.casefold() for row in rpk.items(puskesmas, year)}
    if efforts:
        parts = (("ukm",), ("ukp",), ("admin", "manajemen", "sumber daya"))
        done = sum(any(word in name for name in efforts for word in words) for words in parts)
        yield Evidence("rencana-lengkap", f"RPK {year}", None, f"planning:rpk?year={year}", done, len(parts))
    if made := abk.versions(puskesmas, year):
        yield Evidence("abk", f"ABK {year}", made[0].made_at.date(), f"workforce:abk?year={year}")
    tools = needs.tools(puskesmas)
    if tools:
        count = ngettext("%(n)d alat di inventaris", "%(n)d alat di inventaris", len(tools)) % {"n": len(tools)}
        yield Evidence("kebutuhan-alat", count, None, "workforce:needs")
    share = ruk.funded_share(puskesmas, year)
    if share is not None and share[1]:
        percent = share[0] * 100 // share[1]
        text = _("Dana yang diperoleh %(n)d %% dari RUK %(year)s") % {"n": percent, "year": year}
        yield Evidence(
            "terdanai", text, None, f"planning:ruk?year={year}", min(percent, FUNDED_PERCENT), FUNDED_PERCENT
        )
