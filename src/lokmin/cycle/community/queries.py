"""Reads other stages use: how far each village is, what wants a budget, what is proven."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lokmin.core.assessment.chain import Evidence
from lokmin.core.community.musrenbang import BeritaAcara, Proposal
from lokmin.core.community.stages import Step, VillageRound, next_step, steps
from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.community.models import Mmd, MmdActivity, MusrenbangItem, MusrenbangRecord, Smd
from lokmin.documents.forms.words import rupiah

#: States of an activity that no plan needs to take up any more.
OVER = ("batal", "selesai")


@dataclass(frozen=True, slots=True)
class Round:
    """One village in a year: its survey and musyawarah, its steps, the next one (None when all are done)."""

    village: Place
    smd: Smd | None
    mmd: Mmd | None
    known: VillageRound
    steps: tuple[Step, ...]
    next: Step | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


@dataclass(frozen=True, slots=True)
class PlanWish:
    """An agreed activity that needs a budget, for a plan to take up.

    Attributes:
        pk: of the activity; a plan's row remembers it as origin ``("mmd", pk)``.
        year: of the musyawarah. ``cost``: whole rupiah, None is not costed. ``state``: as ``MmdActivity.STATES``.
        decided: what the Musrenbang said, in words; empty before.
    """

    pk: int
    village: str
    village_code: str
    year: int
    activity: str
    problem: str
    target_group: str
    volume: str
    owner: str
    cost: int | None
    fund: str
    state: str
    decided: str
    origin: str


def rounds(puskesmas: Puskesmas, year: int) -> tuple[Round, ...]:
    """Every village with how far it is in a year; six queries for any number of villages."""
    surveys = {
        s.village_id: s
        for s in Smd.objects.of(puskesmas).filter(year=year).select_related("village", "instrument").annotate(
            answered=Count("answers", filter=Q(answers__removed_at=None), distinct=True),
            problems=Count("findings", filter=Q(findings__removed_at=None, findings__kind="masalah"), distinct=True),
            potentials=Count("findings", filter=Q(findings__removed_at=None, findings__kind="potensi"), distinct=True),
            proofs=Count("files", filter=Q(files__removed_at=None), distinct=True),
        ).order_by("pk")
    }  # fmt: skip
    meetings: dict[int, list[Mmd]] = defaultdict(list)
    for mmd in Mmd.objects.of(puskesmas).filter(year=year).order_by("date"):
        meetings[mmd.village_id].append(mmd)
    counted: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    agreed = MmdActivity.objects.filter(mmd__puskesmas=puskesmas, mmd__year=year, removed_at=None)
    rows = (
        agreed.exclude(state="batal")
        .annotate(carried=Count("musrenbang", filter=Q(musrenbang__removed_at=None), distinct=True))
        .order_by("pk")
    )
    for village, means, carried in rows.values_list("mmd__village_id", "means", "carried"):
        counted[village].append((means, carried > 0))
    return tuple(
        _round(v, surveys.get(v.pk), meetings.get(v.pk, []), counted.get(v.pk, [])) for v in villages(puskesmas)
    )


def _round(village: Place, smd: Smd | None, meetings: list[Mmd], activities: list[tuple[str, bool]]) -> Round:
    today = clock.today()
    # An MMD that is only invited to is no MMD that was held.
    held = [mmd for mmd in meetings if mmd.date <= today]
    asked = [carried for means, carried in activities if means == "anggaran"]
    known = VillageRound(
        instrument=smd is not None,
        agreed=smd is not None and bool(smd.instrument.made_with),
        households=getattr(smd, "answered", 0),
        wanted=(smd.wanted or 0) if smd else 0,
        closed=smd is not None and smd.state == Smd.DONE,
        problems=getattr(smd, "problems", 0),
        potentials=getattr(smd, "potentials", 0),
        feedback=smd is not None and smd.feedback_on is not None and getattr(smd, "proofs", 0) > 0,
        mmd_on=held[-1].date if held else None,
        agreements=len(activities),
        to_budget=len(asked),
        handed=sum(asked),
    )
    found = steps(known)
    return Round(village, smd, meetings[-1] if meetings else None, known, found, next_step(found))


def years(puskesmas: Puskesmas) -> list[int]:
    """Years with anything in them, and this one, the youngest first."""
    found = set(Smd.objects.of(puskesmas).values_list("year", flat=True))
    found |= set(Mmd.objects.of(puskesmas).values_list("year", flat=True))
    return sorted(found | {clock.today().year}, reverse=True)


def present_year(puskesmas: Puskesmas) -> int:
    """The year a reader most likely looks for: this one, or the last one anything was finished in."""
    this = clock.today().year
    if Mmd.objects.of(puskesmas).filter(year=this).exists():
        return this
    last = Mmd.objects.of(puskesmas).filter(year__lt=this).order_by("-year").values_list("year", flat=True).first()
    begun = Smd.objects.of(puskesmas).filter(year=this, state=Smd.DONE).exists()
    return this if begun or last is None else int(last)


def latest_rounds(puskesmas: Puskesmas, year: int) -> tuple[Round, ...]:
    """Of each village the round of a year, or of the year before where that went further: the one a plan builds on."""
    this, before = rounds(puskesmas, year), rounds(puskesmas, year - 1)
    return tuple(old if old.done > new.done else new for new, old in zip(this, before, strict=True))


def menu_line(puskesmas: Puskesmas) -> str:
    """``SMD 2 dari 12 desa`` under the menu entry."""
    year = clock.today().year
    done = Smd.objects.of(puskesmas).filter(year__in=(year, year - 1), state=Smd.DONE)
    count = done.values("village").distinct().count()
    if not count:
        return ""
    all_of_them = Place.objects.filter(served_by=puskesmas.place_id, level="desa").count()
    return _("SMD %(n)s dari %(all)s desa") % {"n": count, "all": all_of_them}


def for_plan(puskesmas: Puskesmas, year: int) -> tuple[PlanWish, ...]:
    """Agreed activities that need a budget, for the plan of ``year``: of the two years before it, by village."""
    rows = (
        MmdActivity.objects.filter(
            mmd__puskesmas=puskesmas, mmd__year__in=(year - 1, year - 2), means="anggaran", removed_at=None
        )
        .exclude(state__in=OVER)
        .select_related("mmd__village", "finding")
        .order_by("mmd__village__order", "mmd__date", "pk")
    )
    decided: dict[int, str] = {}
    for item in MusrenbangItem.objects.filter(activity__in=rows, removed_at=None).select_related("record__village"):
        words = f"{item.record.get_level_display()}: {item.get_state_display()}"
        decided[item.activity_id or 0] = f"{words} ({item.reason})" if item.reason else words
    return tuple(
        PlanWish(
            a.pk, a.mmd.village.name, a.mmd.village.code, a.mmd.year, a.activity,
            a.problem or (a.finding.text if a.finding else ""), a.target_group, a.volume, a.owner, a.cost, a.fund,
            a.state, decided.get(a.pk, ""), f"MMD {a.mmd.village.name}, {short_date(a.mmd.date)}",
        )
        for a in rows
    )  # fmt: skip


def musrenbang_states(puskesmas: Puskesmas, kind: str, year: int) -> dict[str, tuple[str, str]]:
    """What a berita acara says of proposals by the id of their origin: (state, reason)."""
    rows = MusrenbangItem.objects.filter(
        record__puskesmas=puskesmas, record__year=year, origin_kind=kind, removed_at=None
    ).order_by("pk")
    return {row.origin_id: (row.state, row.reason) for row in rows}


def berita_acara(record: MusrenbangRecord, kecamatan: str = "") -> BeritaAcara:
    """A record as the domain judges it."""
    items = record.items.filter(removed_at=None).select_related("activity__mmd__village", "activity__finding")
    place = record.village.name if record.village else kecamatan
    return BeritaAcara(
        record.level, place, record.year, record.date, record.number,
        record.files.filter(removed_at=None).exists(), record.reported_on, "", tuple(map(_proposal, items)),
    )  # fmt: skip


def _proposal(item: MusrenbangItem) -> Proposal:
    a = item.activity
    origin = f"MMD {short_date(a.mmd.date)}" if a else _("Lokmin lintas sektor") if item.origin_kind else ""
    problem = (a.problem or (a.finding.text if a.finding else "")) if a else ""
    return Proposal(
        item.text, problem, a.mmd.village.name if a else "", item.volume, item.cost, a.fund if a else "", origin,
        item.state, item.reason,
    )  # fmt: skip


def evidence(puskesmas: Puskesmas, year: int) -> tuple[Evidence, ...]:
    """What this stage proves of the planning of ``year`` (RPK) and ``year + 1`` (RUK), for the evidence chain."""
    found: list[Evidence] = []
    every = latest_rounds(puskesmas, year)
    if not every:
        return ()
    n, home = len(every), f"community:home?tahun={year}"
    counts = (
        ("smd-tabulasi", _("SMD selesai dengan kuesioner yang disepakati"),
         [r for r in every if r.known.closed and r.known.agreed]),
        ("smd-umpan-balik", _("Umpan balik dengan bukti"), [r for r in every if r.known.feedback]),
        ("smd-mmd", _("MMD tercatat"), [r for r in every if r.known.mmd_on is not None and r.known.households > 0]),
    )  # fmt: skip
    for part, text, rows in counts:
        if rows:
            found.append(Evidence(part, _named(text, rows), None, _link(rows[0], home), len(rows), n))
    surveyed = [r for r in every if r.known.closed and r.smd is not None]
    if surveyed:
        days = [r.smd.finished for r in surveyed if r.smd is not None and r.smd.finished]
        found.append(Evidence("analisis-smd", _named(_("SMD selesai"), surveyed), max(days, default=None), home))
    wanted, handed = sum(r.known.to_budget for r in every), sum(r.known.handed for r in every)
    if any(r.known.agreements for r in every):
        text = _("Kegiatan MMD di Musrenbang desa") if wanted else _("Tidak ada kegiatan MMD yang perlu anggaran")
        found.append(Evidence("mmd-musrenbang", text, None, f"community:musrenbang?tahun={year + 1}", handed, wanted))
    return (*found, *_records(puskesmas, year, n))


def _records(puskesmas: Puskesmas, year: int, n: int) -> list[Evidence]:
    found = []
    rows = MusrenbangRecord.objects.of(puskesmas).filter(year=year + 1).select_related("village")
    judged = [(row, berita_acara(row)) for row in rows.order_by("date", "pk")]
    proven = [row for row, ba in judged if row.level == "desa" and ba.proven]
    if proven:
        names = ", ".join(row.village.name for row in proven[:4] if row.village)
        text = _("Berita acara dilaporkan: %(names)s") % {"names": names + (" ..." if len(proven) > 4 else "")}
        found.append(
            Evidence("ba-desa", text, proven[-1].reported_on, f"community:musrenbang?tahun={year + 1}", len(proven), n)
        )
    for row, ba in judged:
        link = f"community:musrenbang_record?record={row.pk}"
        if row.level != "kecamatan":
            continue
        if ba.proposals:
            count = ngettext("%(n)d usulan kesehatan", "%(n)d usulan kesehatan", len(ba.proposals))
            found.append(Evidence("usulan-kecamatan", count % {"n": len(ba.proposals)}, row.date, link))
        if ba.number or ba.has_file:
            number = ba.number or _("berkas terlampir")
            found.append(Evidence("ba-kecamatan", _("Berita acara %(n)s") % {"n": number}, row.date, link))
    return found


def _named(text: str, rows: list[Round]) -> str:
    names = ", ".join(r.village.name for r in rows[:4])
    return f"{text}: {names}{' ...' if len(rows) > 4 else ''}"


def _link(row: Round, home: str) -> str:
    return f"community:smd?smd={row.smd.pk}" if row.smd else home


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:  # noqa: ARG001 - every part is asked alike
    """SMD and MMD of the villages as one page of a meeting; None while no village has begun."""
    every = [r for r in latest_rounds(puskesmas, year) if r.smd is not None or r.mmd is not None]
    if not every:
        return None
    wishes = for_plan(puskesmas, year + 1)
    costs: dict[str, list[int]] = defaultdict(list)
    for wish in wishes:
        costs[wish.village_code] += [wish.cost] if wish.cost is not None else []
    rows = tuple(
        (
            r.village.name, str(r.known.households or "–"), str(r.known.problems or "–"),
            short_date(r.mmd.date) if r.mmd else "–", str(r.known.agreements or "–"), str(r.known.to_budget or "–"),
            rupiah(sum(costs[r.village.code])) if costs[r.village.code] else "–",
            r.next.todo if r.next else _("Semua langkah selesai."),
        )
        for r in every
    )  # fmt: skip
    open_costs = sum(w.cost is None for w in wishes)
    return Annex(
        code="smd",
        title=_("SMD dan MMD"),
        sentence=_("%(n)d desa sudah mulai SMD atau MMD; %(want)d kegiatan perlu anggaran.")
        % {"n": len(every), "want": len(wishes)},
        columns=(
            _("Desa"), _("KK"), _("Masalah"), _("MMD"), _("Kegiatan"), _("Perlu anggaran"), _("Perkiraan biaya"),
            _("Langkah berikut"),
        ),
        rows=rows,
        right=(1, 2, 4, 5, 6),
        notes=(_("%(n)d kegiatan belum ada perkiraan biayanya.") % {"n": open_costs},) if open_costs else (),
        link=f"community:home?tahun={year}",
    )  # fmt: skip
