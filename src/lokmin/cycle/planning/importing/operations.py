"""The writes of importing a plan: keeping the file, answers to its questions, taking rows of it, leaving it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.planning.money import rupiah
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.planning.importing.reading import read
from lokmin.cycle.planning.importing.writing import to_rpk, to_ruk
from lokmin.cycle.planning.models import Plan, PlanImport
from lokmin.cycle.planning.plans.operations import FIRST_YEAR, LAST_YEAR, plan_of
from lokmin.cycle.reporting import originals
from lokmin.exchange.excel.planbookrecords import PlanLine

#: Kinds of plans that can be taken out of a file.
KINDS = (Plan.RUK, Plan.RPK)


@dataclass(frozen=True, slots=True)
class Taken:
    """What went into the plan: rows, and their rupiah as they now stand in the store."""

    rows: int
    rupiah: int


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
def take(*, file: PlanImport, by: Person, lines: Collection[PlanLine]) -> Taken:
    """The chosen rows become rows of the plan; each remembers the file.

    Raises:
        ValidationError: nothing was chosen, the file was taken already, or the store holds other rupiah than the file.
    """
    fresh = _waiting(file)
    if not lines:
        raise ValidationError(_("Centang dahulu kegiatan yang akan diambil."))
    plan = plan_of(puskesmas=fresh.puskesmas, by=by, kind=fresh.kind, year=fresh.year)
    kept = 0
    for line in lines:
        item = to_ruk(plan, fresh, by, line) if fresh.kind == Plan.RUK else to_rpk(fresh, by, line)
        kept += sum(one.rupiah for one in item.money.all())
    wanted = sum(line.cost or 0 for line in lines)
    if kept != wanted:
        raise ValidationError(
            _("Berkas memuat %(file)s, yang tersimpan %(kept)s. Tidak ada yang diambil; laporkan berkas ini.")
            % {"file": rupiah(wanted), "kept": rupiah(kept)}
        )
    fresh.state, fresh.plan = PlanImport.TAKEN, plan
    fresh.body = {**fresh.body, "taken": {"rows": len(lines), "rupiah": kept}}
    fresh.save(update_fields=["state", "plan", "body"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="rencana.ambil_impor", about=fresh,
        sentence=f"{by} mengambil {len(lines)} kegiatan, {rupiah(kept)}, dari {audit.short(fresh.name)} ke {plan}.",
    )  # fmt: skip
    return Taken(len(lines), kept)


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
