"""The writes of importing a plan: keeping the file, answers to its questions, taking rows of it, leaving it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.planning.ruk import Origin
from lokmin.core.planning.schedulewords import months_words
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.planning.importing.reading import read
from lokmin.cycle.planning.models import Plan, PlanImport
from lokmin.cycle.planning.plans.operations import FIRST_YEAR, LAST_YEAR, plan_of
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.planning.ruk import operations as ruk
from lokmin.cycle.reporting import originals
from lokmin.exchange.excel.planbookrecords import PlanLine

#: Kinds of plans that can be taken out of a file.
KINDS = (Plan.RUK, Plan.RPK)


@transaction.atomic
def upload(*, puskesmas: Puskesmas, by: Person, name: str, data: bytes, kind: str, year: int) -> PlanImport:
    """Keep a file that holds a plan, to be looked over. ``kind`` and ``year``: the plan its rows are to go to.

    Raises:
        FileRefused: the file cannot be opened safely.
        ValidationError: no plan is in it, or a plan that cannot be.
    """
    if kind not in KINDS or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Pilih RUK atau RPK dan tahunnya."))
    reading = read(data, name, year, {})
    if not reading.heads:
        raise ValidationError([f.message for f in reading.findings if f.severity == "galat"])
    kept: PlanImport = PlanImport.objects.create(
        puskesmas=puskesmas, kind=kind, year=year, name=name.replace("\x00", "")[-200:], body={"answers": {}},
        sha256=originals.keep(data), made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        puskesmas=puskesmas, by=by, action="rencana.impor", about=kept,
        sentence=f"{by} mengunggah {audit.short(name)} untuk {kind.upper()} {year}: {len(reading.lines)} kegiatan.",
    )  # fmt: skip
    return kept


@transaction.atomic
def answer(*, file: PlanImport, by: Person, answers: Mapping[str, str]) -> PlanImport:
    """What its questions were answered; the file is read anew with them when it is looked at."""
    fresh = _waiting(file)
    known = dict(fresh.body.get("answers", {}))
    known |= {key: value for key, value in answers.items() if value}
    fresh.body = {**fresh.body, "answers": known}
    fresh.save(update_fields=["body"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rencana.jawab", about=fresh,
        sentence=f"{by} menjawab {len(answers)} pertanyaan tentang {audit.short(fresh.name)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def take(*, file: PlanImport, by: Person, lines: Collection[PlanLine]) -> int:
    """The chosen rows become rows of the plan; each remembers the file. Returns how many.

    Raises:
        ValidationError: nothing was chosen, or the file was taken already.
    """
    fresh = _waiting(file)
    if not lines:
        raise ValidationError(_("Centang dahulu kegiatan yang akan diambil."))
    plan = plan_of(puskesmas=fresh.puskesmas, by=by, kind=fresh.kind, year=fresh.year)
    for line in lines:
        if fresh.kind == Plan.RUK:
            _to_ruk(plan, fresh, by, line)
        else:
            _to_rpk(fresh, by, line)
    fresh.state, fresh.plan = PlanImport.TAKEN, plan
    fresh.save(update_fields=["state", "plan"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rencana.ambil_impor", about=fresh,
        sentence=f"{by} mengambil {len(lines)} kegiatan dari {audit.short(fresh.name)} ke {plan}.",
    )  # fmt: skip
    return len(lines)


@transaction.atomic
def leave(*, file: PlanImport, by: Person) -> None:
    """Nothing of the file is taken; it stays in the store."""
    fresh = _waiting(file)
    fresh.state = PlanImport.LEFT
    fresh.save(update_fields=["state"])
    sentence = f"{by} meninggalkan {audit.short(fresh.name)}."
    audit.record(puskesmas=fresh.puskesmas, by=by, action="rencana.tinggalkan", about=fresh, sentence=sentence)


def _waiting(file: PlanImport) -> PlanImport:
    found: PlanImport = PlanImport.objects.of(file.puskesmas).select_for_update(of=("self",)).get(pk=file.pk)
    if found.state != PlanImport.READ:
        raise ValidationError(_("Berkas ini sudah %(state)s.") % {"state": found.get_state_display()})
    return found


def _to_ruk(plan: Plan, file: PlanImport, by: Person, line: PlanLine) -> None:
    when = line.text("when") or (months_words(sorted(line.months)) if line.months else "")
    detail = "; ".join(filter(None, (line.text("resources"), line.text("money"))))
    ruk.add(
        plan=plan, by=by, told=False, origin=(Origin.IMPORT.value, f"{file.pk}:{line.sheet[:20]}:{line.row}"),
        activity=line.activity, upaya=line.group or line.unit_of_work, programme=programme(line.unit_of_work),
        goal=line.text("purpose"), target_group=line.text("target_group"), target=line.text("target"),
        owner_text=line.text("owner"), partners=line.text("partners"), time_text=when,
        success=line.text("indicator"), tools=line.text("tools") or detail, people=line.text("staff"),
        money=dict(line.amounts), costs=_costs(line),
    )  # fmt: skip


def _costs(line: PlanLine) -> list[dict[str, object]]:
    """Lines of costs beneath an activity, each as one whole, when all of them name an amount."""
    if not line.parts or any(rupiah is None for _text, rupiah in line.parts):
        return []
    return [{"text": text, "unit": "paket", "price": rupiah} for text, rupiah in line.parts]


def _to_rpk(file: PlanImport, by: Person, line: PlanLine) -> None:
    item = rpk.add(
        puskesmas=file.puskesmas, by=by, year=file.year, new_reason=f"Diimpor dari {file.name}"[:300],
        months=sorted(line.months), amounts=line.amounts, activity=line.activity[:300],
        upaya=(line.group or line.unit_of_work)[:80], programme=programme(line.unit_of_work), goal=line.text("purpose"),
        target_group=line.text("target_group")[:200], target=line.text("target")[:200],
        owner_text=line.text("owner")[:120], partners=line.text("partners")[:200], success=line.text("indicator")[:300],
        details=line.text("details"), location=line.text("place")[:200], method=line.text("method")[:200],
        origin_kind=Origin.IMPORT.value, origin_id=f"{file.pk}:{line.row}",
    )  # fmt: skip
    paid = line.month_money
    if paid and (not line.amounts or (len(line.amounts) == 1 and sum(paid.values()) == line.amounts[0][1])):
        # The file itself says which month costs what.
        fund = line.amounts[0][0] if line.amounts else ""
        cells = {(fund, month): rupiah for month, rupiah in paid.items()}
        rpk.set_money(item=item, by=by, cells=cells, times=dict(line.months))


def programme(unit: str) -> str:
    """The programme a heading names (``KIA-KB`` is kia), empty where it is none of the catalogue's."""
    words = unit.casefold().replace("-", " ").replace("/", " ").split()
    known = {"kia": "kia", "kb": "kia", "gizi": "gizi", "promkes": "promkes", "kesling": "kesling", "imunisasi":
             "imunisasi", "p2p": "p2", "p2": "p2", "p2m": "p2", "ptm": "ptm", "ukp": "ukp", "manajemen": "admen",
             "admen": "admen"}  # fmt: skip
    return next((known[word] for word in words if word in known), "")
