"""The writes of what an office chooses: its year's habits, its own days, its kinds of meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.meetings.overrides import FIELDS, KindError, difference
from lokmin.core.meetings.yearplan import Habits
from lokmin.core.periods import long_date
from lokmin.cycle.centre import audit, calendar, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import ClosedDay, KindOverride
from lokmin.cycle.meetings.schedule.habits import rule
from lokmin.cycle.meetings.schedule.rules import national, pack

#: A fasting month has 29 or 30 days; a wider span is a typing mistake.
FASTING_DAYS = 31


@transaction.atomic
def set_habits(*, puskesmas: Puskesmas, by: Person, wanted: Habits) -> None:
    """Working days, weekday, rhythm of the units, which kinds are planned. Schedules laid out before stay.

    Raises:
        ValidationError: an unknown rhythm, a cluster that does not exist.
    """
    if wanted.rhythm not in rule(clock.today().year).rhythms:
        raise ValidationError({"rhythm": _("Pilih salah satu irama.")})
    if not set(wanted.klaster) <= set(range(1, 6)):
        raise ValidationError({"klaster": _("Klaster 1 sampai 5.")})
    new = {
        "week": wanted.week, "weekday": wanted.weekday, "rhythm": wanted.rhythm, "sectors": wanted.sectors,
        "rtm": wanted.rtm, "klaster": sorted(wanted.klaster), "pra_days": wanted.pra_days,
    }  # fmt: skip
    if _store(puskesmas, new):
        audit.record(
            puskesmas=puskesmas, by=by, action="jadwal.kebiasaan", about=puskesmas,
            sentence=f"{by} mengubah kebiasaan jadwal lokmin: {wanted.week} hari kerja, irama {wanted.rhythm}.",
        )  # fmt: skip


@transaction.atomic
def set_moon(
    *,
    puskesmas: Puskesmas,
    by: Person,
    year: int,
    fasting: Sequence[tuple[dt.date, dt.date]] | None,
    musrenbang: dt.date | None,
) -> None:
    """The decreed fasting month of a year (None: computed again) and the day of Musrenbang kecamatan.

    Raises:
        ValidationError: an end before the start, a span no month has, a Musrenbang of another year.
    """
    for first, last in fasting or ():
        if not 1 <= (last - first).days <= FASTING_DAYS or year not in {first.year, last.year}:
            raise ValidationError({"fasting_last": _("Bulan puasa 29 atau 30 hari, di tahun %(y)s.") % {"y": year}})
    if musrenbang is not None and musrenbang.year != year:
        raise ValidationError({"musrenbang": _("Harus di tahun %(year)s.") % {"year": year}})
    chosen = calendar.chosen(puskesmas)
    moons = {k: v for k, v in chosen.get("puasa", {}).items() if k != str(year)}
    if fasting:
        moons[str(year)] = [[a.isoformat(), b.isoformat()] for a, b in fasting]
    days = {k: v for k, v in chosen.get("musrenbang", {}).items() if k != str(year)}
    if musrenbang is not None:
        days[str(year)] = musrenbang.isoformat()
    if _store(puskesmas, {"puasa": moons, "musrenbang": days}):
        audit.record(
            puskesmas=puskesmas, by=by, action="jadwal.puasa", about=puskesmas,
            sentence=f"{by} mengubah bulan puasa atau hari Musrenbang {year}.",
        )  # fmt: skip


@transaction.atomic
def name_day(*, puskesmas: Puskesmas, by: Person, day: dt.date, name: str, closed: bool) -> ClosedDay:
    """A day the office does not meet, or a holiday on which it works. Naming it again changes it.

    Raises:
        ValidationError: without a name.
    """
    if not name.strip():
        raise ValidationError({"name": _("Tulis nama harinya.")})
    found, _made = ClosedDay.objects.of(puskesmas).update_or_create(
        puskesmas=puskesmas, day=day, defaults={"name": name.strip(), "closed": closed}
    )
    _mirror_days(puskesmas)
    audit.record(
        puskesmas=puskesmas, by=by, action="jadwal.hari", about=found,
        sentence=f"{by} mencatat {long_date(day)} {'libur' if closed else 'tetap masuk'}: {name.strip().rstrip('.')}.",
    )  # fmt: skip
    own: ClosedDay = found
    return own


@transaction.atomic
def forget_day(*, day: ClosedDay, by: Person) -> None:
    """Take an own day back: the nation's calendar holds again."""
    audit.record(
        puskesmas=day.puskesmas, by=by, action="jadwal.hari", about=day,
        sentence=f"{by} menghapus catatan hari {long_date(day.day)}: {day.name}.",
    )  # fmt: skip
    puskesmas = day.puskesmas
    day.delete()
    _mirror_days(puskesmas)


def _mirror_days(puskesmas: Puskesmas) -> None:
    """Own days stand in the office's settings as well, where stages below this one read them (``own_days``)."""
    rows = ClosedDay.objects.of(puskesmas).order_by("day")
    _store(puskesmas, {calendar.DAYS: {d.day.isoformat(): [d.name, d.closed] for d in rows}})


@transaction.atomic
def save_kind(
    *, puskesmas: Puskesmas, by: Person, kind: str, valid_from: int, wanted: Mapping[str, Any], reason: str
) -> KindOverride | None:
    """What an office changes of a kind from a year on; None when nothing differs from the rule.

    ``wanted``: all fields of the form or some; only what differs from the national rule is kept. Meetings prepared
    before keep their texts.

    Raises:
        ValidationError: without a reason, an unknown kind, a field that makes no sense.
    """
    base = national(valid_from).get(kind)
    if base is None:
        raise ValidationError({"valid_from": _("Jenis pertemuan ini belum berlaku di tahun itu.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis mengapa kantor ini berbeda; alasannya tampil di halaman jenis.")})
    try:
        body = difference(base, wanted, pack())
    except KindError as error:
        raise ValidationError(error.problems) from error
    own = KindOverride.objects.of(puskesmas).filter(kind=kind, valid_from=valid_from)
    if not body:
        own.delete()
        return None
    found, _made = own.update_or_create(
        puskesmas=puskesmas, kind=kind, valid_from=valid_from,
        defaults={"body": body, "reason": reason.strip(), "at": clock.now(), "by": by},
    )  # fmt: skip
    names = ", ".join(FIELDS[name] for name in body)
    audit.record(
        puskesmas=puskesmas, by=by, action="jenis.ubah", about=found,
        sentence=f"{by} mengubah {base.name} sejak {valid_from}: {names}. Alasan: {reason.strip().rstrip('.')}.",
    )  # fmt: skip
    override: KindOverride = found
    return override


@transaction.atomic
def drop_kind(*, override: KindOverride, by: Person) -> None:
    """Go back to the rule, or to the office's older change."""
    audit.record(
        puskesmas=override.puskesmas, by=by, action="jenis.lepas", about=override,
        sentence=f"{by} melepas perubahan {override.get_kind_display()} sejak {override.valid_from}.",
    )  # fmt: skip
    override.delete()


def _store(puskesmas: Puskesmas, new: Mapping[str, Any]) -> bool:
    """Put choices into the settings; whether anything changed."""
    fresh = Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)
    now = calendar.chosen(fresh)
    if all(now.get(k) == v for k, v in new.items()):
        return False
    fresh.settings = {**fresh.settings, calendar.SETTING: {**now, **new}}
    fresh.save(update_fields=["settings"])
    puskesmas.settings = fresh.settings
    return True
