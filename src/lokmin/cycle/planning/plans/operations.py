"""The writes of any plan: making it, its versions with their reasons, proposing, approving and sending it."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.language import spoken
from lokmin.core.planning.rules import PlanRule
from lokmin.core.planning.versions import difference
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.planning.models import Plan, PlanChapter, PlanVersion
from lokmin.cycle.planning.plans import bodies

FIRST_YEAR, LAST_YEAR = 2015, 2099
#: Sentences of a version that is kept with it; more are counted.
_TOLD = 60


@transaction.atomic
def plan_of(*, puskesmas: Puskesmas, by: Person | None, kind: str, year: int, month: int = 0) -> Plan:
    """The plan of a kind, a year and (RPK bulanan) a month; made when it is not there.

    Raises:
        ValidationError: an unknown kind, a year or month that cannot be.
    """
    if kind not in dict(Plan.KINDS) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Rencana %(year)s tidak dikenal.") % {"year": year})
    if (kind == Plan.MONTHLY) != (1 <= month <= 12):
        raise ValidationError(_("RPK bulanan perlu bulan 1 sampai 12."))
    length = PlanRule.load(rules("planning"), year).years if kind == Plan.RENSTRA else 1
    plan, made = Plan.objects.get_or_create(
        puskesmas=puskesmas, kind=kind, year=year, month=month,
        defaults={"until_year": year + length - 1, "made_at": clock.now(), "made_by": by},
    )  # fmt: skip
    if made:
        audit.record(
            puskesmas=puskesmas, by=by, action="rencana.mulai", about=plan,
            sentence=f"{by or 'Sistem'} memulai {plan}.",
        )  # fmt: skip
    found: Plan = plan
    return found


@transaction.atomic
def new_version(*, plan: Plan, by: Person, reason: str, origin: tuple[str, str] = ("", "")) -> PlanVersion:
    """Freeze the rows as they are now, with why.

    Raises:
        ValidationError: no reason, no rows, or nothing that differs from the version before.
    """
    plan = _locked(plan)
    version = _frozen(plan, by, reason, origin, same_too=False)
    if plan.state == Plan.APPROVED:
        plan.state = Plan.DRAFT
        plan.save(update_fields=["state"])
    _tell(plan, by, "rencana.versi", f"{by} membuat {version}: {audit.short(version.reason)}.")
    return version


@transaction.atomic
def propose(*, plan: Plan, by: Person, reason: str = "", origin: tuple[str, str] = ("", "")) -> PlanVersion:
    """Hand a plan in to be approved; what differs from the last version becomes one.

    Raises:
        ValidationError: no rows.
    """
    plan = _locked(plan)
    version = _frozen(plan, by, reason or "Diajukan untuk disetujui", origin, same_too=False, quiet=True)
    plan.state = Plan.PROPOSED
    plan.save(update_fields=["state"])
    _tell(plan, by, "rencana.ajukan", f"{by} mengajukan {version}.")
    return version


@transaction.atomic
def approve(*, plan: Plan, by: Person, reason: str, origin: tuple[str, str] = ("", "")) -> PlanVersion:
    """A new version that is approved, in a meeting (``origin``) or outside one.

    Approving again what the last version approved already, for the same occasion, gives that version: a second tap
    makes no second one.

    Raises:
        ValidationError: no reason or no rows.
    """
    plan = _locked(plan)
    last = plan.versions.first()
    content = bodies.body(plan)
    if (
        last is not None
        and last.approved_at is not None
        and last.sha256 == bodies.stamp(content)
        and (last.origin_kind, last.origin_id) == origin
    ):
        return last
    version = _frozen(plan, by, reason, origin, same_too=True, approved=True)
    plan.state = Plan.APPROVED
    plan.save(update_fields=["state"])
    _tell(plan, by, "rencana.setujui", f"{by} menyetujui {version}: {audit.short(version.reason)}.")
    return version


@transaction.atomic
def send(*, plan: Plan, by: Person, on: dt.date, note: str = "") -> Plan:
    """Note that the plan was handed to the Dinkes on a day.

    Raises:
        ValidationError: a day to come, or a plan without any version.
    """
    plan = _locked(plan)
    if on > clock.today():
        raise ValidationError({"on": _("Tanggal pengiriman belum lewat.")})
    if not plan.versions.exists():
        raise ValidationError(_("Belum ada versi yang dapat dikirim. Ajukan atau setujui dahulu."))
    plan.sent_on, plan.sent_note = on, note.strip()[:200]
    plan.save(update_fields=["sent_on", "sent_note"])
    _tell(plan, by, "rencana.kirim", f"{by} mencatat {plan} dikirim ke Dinas Kesehatan.")
    return plan


@transaction.atomic
def write_chapter(*, plan: Plan, by: Person, code: str, text: str, revision: int) -> PlanChapter:
    """The words of one chapter.

    Raises:
        ValidationError: somebody else wrote it meanwhile; both texts are then in the message.
    """
    plan = _locked(plan)
    text = text.replace("\x00", "").strip()[:20_000]
    chapter = PlanChapter.objects.filter(plan=plan, code=code).first()
    if chapter is None:
        chapter = PlanChapter(plan=plan, code=code)
    elif chapter.revision != revision and chapter.text != text:
        raise ValidationError(
            _("Bab ini baru saja ditulis %(name)s. Isinya sekarang: “%(text)s”. Gabungkan, lalu simpan lagi.")
            % {"name": chapter.saved_by, "text": audit.short(chapter.text, 400)}
        )
    if chapter.text == text:
        return chapter
    chapter.text, chapter.revision = text, chapter.revision + 1
    chapter.saved_at, chapter.saved_by = clock.now(), by
    chapter.save()
    _tell(plan, by, "rencana.bab", f"{by} menulis bab {code} {plan}.")
    return chapter


def _locked(plan: Plan) -> Plan:
    found: Plan = Plan.objects.of(plan.puskesmas).select_for_update(of=("self",)).get(pk=plan.pk)
    return found


def _frozen(
    plan: Plan, by: Person, reason: str, origin: tuple[str, str], *, same_too: bool, quiet: bool = False,
    approved: bool = False,
) -> PlanVersion:  # fmt: skip
    """The rows as a version. ``same_too``: also when nothing differs; ``quiet``: then the last version is given."""
    said = " ".join(reason.split())[:300]
    if not said:
        raise ValidationError({"reason": _("Tulis alasan versi ini.")})
    content = bodies.body(plan)
    if not content["rows"]:
        raise ValidationError(_("%(plan)s masih kosong. Isi dahulu barisnya.") % {"plan": plan})
    last = plan.versions.first()
    digest = bodies.stamp(content)
    if last is not None and last.sha256 == digest and not same_too:
        if quiet:
            found: PlanVersion = last
            return found
        raise ValidationError(_("Tidak ada yang berubah sejak versi %(n)s.") % {"n": last.number})
    told: list[str] = []
    if last is not None:
        with spoken(str):  # kept with the version: Indonesian, whoever makes it
            changed = difference(bodies.lines(last.body), bodies.lines(content))
            told = [changed.summary, *(change.sentence for change in changed.changes[:_TOLD])]
        if len(changed.changes) > _TOLD:
            told.append(f"dan {len(changed.changes) - _TOLD} perubahan lain.")
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    at = clock.now()
    version: PlanVersion = PlanVersion.objects.create(
        plan=plan, number=number, reason=said, body=content, changes=told, rows=len(content["rows"]),
        total=content["total"], sha256=digest, made_at=at, made_by=by, origin_kind=origin[0], origin_id=origin[1],
        approved_at=at if approved else None, approved_by=by if approved else None,
    )  # fmt: skip
    return version


def _tell(plan: Plan, by: Person, action: str, sentence: str) -> None:
    audit.record(puskesmas=plan.puskesmas, by=by, action=action, about=plan, sentence=sentence)
