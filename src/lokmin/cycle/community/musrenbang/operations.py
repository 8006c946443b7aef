"""The writes of a Musrenbang: its berita acara, what was proposed there, what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.community import columns
from lokmin.cycle.community.limits import own
from lokmin.cycle.community.models import MmdActivity, MusrenbangItem, MusrenbangRecord

FIELDS = ("date", "place", "number", "attended_by", "result", "reported_on")
ITEM = ("text", "volume", "cost")
REFUSED = "ditolak"
#: What becomes of an activity of an MMD by what became of its proposal.
FOLLOWS = {"usulan": "diusulkan", "diterima": "diterima", "ditolak": "ditolak"}


@transaction.atomic
def record(
    *, puskesmas: Puskesmas, by: Person, level: str, year: int, village: Place | None = None, **values: Any
) -> MusrenbangRecord:
    """Write down a Musrenbang; one of the same desa for the same year is the same.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    own(by, puskesmas, village)
    if level not in dict(MusrenbangRecord.LEVELS):
        raise ValidationError({"level": _("Pilih Musrenbang desa atau kecamatan.")})
    if (level == "desa") != (village is not None):
        raise ValidationError({"village": _("Musrenbang desa perlu desanya; Musrenbang kecamatan tanpa desa.")})
    if not 2000 <= year <= 2100:
        raise ValidationError({"year": _("Tahun %(year)s tidak masuk akal.") % {"year": year}})
    present = MusrenbangRecord.objects.of(puskesmas).filter(level=level, village=village, year=year)
    if level == "kecamatan":
        present = present.filter(date=values.get("date") or clock.today())
    if (same := present.first()) is not None:
        return same
    made = MusrenbangRecord(
        puskesmas=puskesmas, level=level, village=village, year=year, made_at=clock.now(), made_by=by,
        **columns.known(values, FIELDS),
    )  # fmt: skip
    _check(made)
    made.save()
    audit.record(puskesmas=puskesmas, by=by, action="musrenbang.catat", about=made, sentence=f"{by} mencatat {made}.")
    return made


@transaction.atomic
def change(*, record: MusrenbangRecord, by: Person, **values: Any) -> MusrenbangRecord:
    """Correct a berita acara, or write that it was reported to the head.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(record, by)
    changed = columns.put(fresh, values, FIELDS)
    if not changed:
        return fresh
    _check(fresh)
    fresh.save()
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="musrenbang.ubah", about=fresh,
        sentence=f"{by} mengubah {fresh}: {columns.labels(fresh, changed)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def bring(*, record: MusrenbangRecord, by: Person, activities: Collection[MmdActivity]) -> int:
    """Bring agreed activities of MMDs into the Musrenbang, each once; how many are new.

    Raises:
        ValidationError: one of another Puskesmas or another village.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(record, by)
    there = set(fresh.items.filter(removed_at=None, activity__isnull=False).values_list("activity_id", flat=True))
    new = 0
    for activity in activities:
        foreign = activity.mmd.puskesmas_id != fresh.puskesmas_id
        if foreign or (fresh.village_id is not None and activity.mmd.village_id != fresh.village_id):
            raise ValidationError(_("“%(what)s” bukan dari desa ini.") % {"what": short(activity.activity)})
        if activity.pk in there:
            continue
        MusrenbangItem.objects.create(
            record=fresh, activity=activity, text=activity.activity, volume=activity.volume, cost=activity.cost,
            at=clock.now(),
        )  # fmt: skip
        if activity.state == "disepakati":
            MmdActivity.objects.filter(pk=activity.pk).update(state="diusulkan")
        new += 1
    if new:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="musrenbang.bawa", about=fresh,
            sentence=f"{by} membawa {new} kegiatan MMD ke {fresh}.",
        )  # fmt: skip
    return new


@transaction.atomic
def add(
    *, record: MusrenbangRecord, by: Person, text: str, volume: str = "", cost: int | None = None,
    origin: tuple[str, str] = ("", ""),
) -> MusrenbangItem:  # fmt: skip
    """One more proposal; one from the same origin (a proposal of the lokmin lintas sektor) is written once.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(record, by)
    words = " ".join(text.split())[:300]
    if not words:
        raise ValidationError({"text": _("Tulis usulannya.")})
    if cost is not None and cost < 0:
        raise ValidationError({"cost": _("Biaya tidak boleh kurang dari nol.")})
    kind, ident = origin
    if ident:
        same = fresh.items.filter(removed_at=None, origin_kind=kind, origin_id=ident).first()
        if same is not None:
            return same
    made = MusrenbangItem.objects.create(
        record=fresh, text=words, volume=volume.strip()[:80], cost=cost, origin_kind=kind, origin_id=ident,
        at=clock.now(),
    )  # fmt: skip
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="musrenbang.usul", about=fresh,
        sentence=f"{by} mencatat usulan di {fresh}: {short(words)}.",
    )  # fmt: skip
    return made


#: How an item says that it was agreed in a lokmin lintas sektor.
SECTORS = "lokmin_usulan"


@transaction.atomic
def carry(*, puskesmas: Puskesmas, by: Person, year: int, proposals: Sequence[tuple[str, str, str, int | None]]) -> int:
    """Proposals of a lokmin lintas sektor into the berita acara of the kecamatan; how many are new.

    ``proposals`` are (id, text, volume, rupiah or None). Doing it again adds only what is new.

    Raises:
        ValidationError: the Musrenbang kecamatan of that year is not written down yet.
    """
    record = MusrenbangRecord.objects.of(puskesmas).filter(level="kecamatan", year=year).order_by("-date").first()
    if record is None:
        raise ValidationError(
            _("Musrenbang kecamatan untuk %(year)s belum dicatat. Catat dahulu di Masyarakat › Musrenbang.")
            % {"year": year}
        )
    before = record.items.filter(removed_at=None, origin_kind=SECTORS).count()
    for ident, text, volume, cost in proposals:
        add(record=record, by=by, text=text, volume=volume, cost=cost, origin=(SECTORS, ident))
    return int(record.items.filter(removed_at=None, origin_kind=SECTORS).count() - before)


@transaction.atomic
def decide(*, record: MusrenbangRecord, by: Person, decisions: Mapping[int, tuple[str, str]]) -> int:
    """What became of proposals: pk -> (state, reason); how many changed. An MMD's activity follows.

    Raises:
        ValidationError: per proposal (``{"12": ...}``): a refusal without its reason, an unknown state.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(record, by)
    rows = {item.pk: item for item in fresh.items.filter(removed_at=None).select_related("activity")}
    wrong: dict[str, str] = {}
    for pk, (state, reason) in decisions.items():
        if pk in rows and state not in FOLLOWS:
            wrong[str(pk)] = _("Keadaan “%(state)s” tidak dikenal.") % {"state": state}
        elif pk in rows and state == REFUSED and not reason.strip():
            wrong[str(pk)] = _("Tulis mengapa “%(what)s” tidak diterima.") % {"what": short(rows[pk].text, 50)}
    if wrong:
        raise ValidationError(wrong)
    count = 0
    for pk, (state, reason) in decisions.items():
        item = rows.get(pk)
        if item is None or (item.state, item.reason) == (state, reason.strip()[:200]):
            continue
        item.state, item.reason = state, reason.strip()[:200]
        item.save(update_fields=["state", "reason"])
        if item.activity is not None and item.activity.state in ("disepakati", *FOLLOWS.values()):
            item.activity.state, item.activity.state_reason = FOLLOWS[state], item.reason
            item.activity.save(update_fields=["state", "state_reason"])
        count += 1
    if count:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="musrenbang.putus", about=fresh,
            sentence=f"{by} mencatat keputusan {count} usulan di {fresh}.",
        )  # fmt: skip
    return count


@transaction.atomic
def drop(*, item: MusrenbangItem, by: Person) -> None:
    """Take a proposal out that was written by mistake; its MMD activity is agreed again.

    Raises:
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(item.record, by)
    if item.removed_at is not None:
        return
    item.removed_at = clock.now()
    item.save(update_fields=["removed_at"])
    elsewhere = MusrenbangItem.objects.filter(activity=item.activity_id, removed_at=None).exists()
    if item.activity is not None and item.activity.state in FOLLOWS.values() and not elsewhere:
        item.activity.state, item.activity.state_reason = "disepakati", ""
        item.activity.save(update_fields=["state", "state_reason"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="musrenbang.hapus", about=fresh,
        sentence=f"{by} menghapus usulan “{short(item.text)}” dari {fresh}.",
    )  # fmt: skip


def _check(record: MusrenbangRecord) -> None:
    wrong: dict[str, str] = {}
    if not record.date:
        wrong["date"] = _("Tulis tanggal pelaksanaannya.")
    elif record.reported_on and record.reported_on < record.date:
        wrong["reported_on"] = _("Dilaporkan tidak boleh sebelum dilaksanakan.")
    elif record.reported_on and record.reported_on > clock.today():
        wrong["reported_on"] = _("Belum dapat dilaporkan: tanggalnya belum tiba.")
    if wrong:
        raise ValidationError(wrong)


def _locked(record: MusrenbangRecord, by: Person) -> MusrenbangRecord:
    rows = MusrenbangRecord.objects.of(record.puskesmas).select_for_update(of=("self",)).select_related("village")
    found: MusrenbangRecord = rows.get(pk=record.pk)
    own(by, found.puskesmas, found.village)
    return found
