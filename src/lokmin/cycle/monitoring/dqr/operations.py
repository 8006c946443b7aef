"""Writes of data quality: answers to flags, reasons for numbers, survey values to hold coverage against."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.numbers import MAX_MICRO, MICRO, from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.roles import villages_of
from lokmin.cycle.monitoring.dqr.flags import flags
from lokmin.cycle.monitoring.dqr.notes import REASONS, FlagKey, flag_code
from lokmin.cycle.monitoring.models import Benchmark, NumberNote
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table
from lokmin.cycle.reporting import operations as reporting

#: Longest explanation.
LONGEST = 300
#: Days after which "akan dicek" is due when nobody says otherwise.
LOOK_DAYS = 7


def say(
    *,
    puskesmas: Puskesmas,
    by: Person,
    about: FlagKey,
    reason: str,
    text: str = "",
    until: dt.date | None = None,
    month: Month | None = None,
    origin: tuple[str, str] = ("", ""),
) -> NumberNote:
    """Give the reason for a number, or answer a flag; the newer word takes the older one's place.

    ``about`` is (place code, period, element or "", flag or ""); ``month`` the month on screen, for flags about the
    year; ``origin`` what it was said in (``("lokmin", "17")``).

    Raises:
        ValidationError: with the field, for an unknown reason, a number that did not change although it is said to be
            corrected, one said to be zero that is not, or missing words.
        PermissionDenied: a bidan desa speaking for another village.
    """
    place_code, period, element, flag = about
    shown = month or _month_of(period)
    table = month_table(puskesmas, shown)
    place = _place(table, place_code)
    limit = villages_of(by, puskesmas)
    if limit is not None and place_code not in limit:
        raise PermissionDenied(place_code)
    if element and element not in table.catalogue.elements:
        raise ValidationError(_("Unsur data “%(code)s” tidak dikenal.") % {"code": element})
    micro = _number(puskesmas, about) if element else None
    text = " ".join(text.split())
    _check(reason, text, until)
    if reason == "nol" and micro:
        number = indonesian(from_micro(micro))
        sentence = _("Angkanya %(number)s, bukan nol. Perbaiki dahulu angkanya.") % {"number": number}
        raise ValidationError({"reason": sentence})
    current = flags(puskesmas, shown).find((place_code, period, element, flag_code(flag))) if flag else None
    if reason == "diperbaiki" and current is not None and not _moved(puskesmas, about):
        raise ValidationError(
            {
                "reason": _(
                    "Angkanya belum berubah. Perbaiki di buku kerja atau formulir; bila sudah benar, jawab “benar”."
                )
            }
        )
    with transaction.atomic():
        reporting.bump(puskesmas)
        old = NumberNote.objects.of(puskesmas).filter(
            place__code=place_code, period=period, element=element, flag=flag_code(flag), superseded_at__isnull=True
        )
        old.update(superseded_at=clock.now())
        note: NumberNote = NumberNote.objects.create(
            puskesmas=puskesmas,
            place=place,
            period=period,
            element=element,
            flag=flag_code(flag),
            question=current.finding.message if current else "",
            reason=reason,
            text=text,
            until=until if reason == "dicek" else None,
            micro=micro,
            origin_kind=origin[0],
            origin_id=origin[1],
            at=clock.now(),
            by=by,
        )
        name = table.catalogue.elements[element].short if element else "laporan"
        told = dict(NumberNote.REASONS)[reason] + (f", {text}" if text else "")
        audit.record(
            puskesmas=puskesmas,
            by=by,
            action="jawab_mutu",
            sentence=f"{by} menjelaskan {name} {table.names[place_code]} {period}: {told}.",
            about=note,
        )
    return note


def _month_of(period: str) -> Month:
    """The month a number is judged in; of a yearly one December."""
    try:
        return Month.parse(period) if "-" in period else Month(int(period), 12)
    except ValueError as error:
        raise ValidationError(_("Periode “%(period)s” tidak ada.") % {"period": period}) from error


def _place(table: MonthTable, code: str) -> Place:
    if table.place(code) is None:
        raise ValidationError(_("Desa ini bukan wilayah kerja Puskesmas."))
    return Place.objects.get(code=code)


def _number(puskesmas: Puskesmas, about: FlagKey) -> int | None:
    place, period, element, _flag = about
    return sources.facts(puskesmas, int(period[:4])).get((place, period, element))


def _check(reason: str, text: str, until: dt.date | None) -> None:
    if reason not in REASONS:
        raise ValidationError({"reason": _("Pilih salah satu alasan.")})
    if reason == "lain" and not text:
        raise ValidationError({"text": _("Tulis alasannya.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("Paling panjang %(n)d huruf.") % {"n": LONGEST}})
    if reason == "dicek" and until is None:
        raise ValidationError({"until": _("Sebutkan sampai kapan akan dicek.")})
    if reason == "dicek" and until is not None and until < clock.today():
        raise ValidationError({"until": _("Hari itu sudah lewat. Pilih hari ini atau sesudahnya.")})


def _moved(puskesmas: Puskesmas, about: FlagKey) -> bool:
    """Whether the number (or any number of a whole report) is another one than at the last answer to the flag.

    A flag that still stands and was never answered is about the number as it is: nothing was corrected since.
    """
    place, period, element, flag = about
    last = (
        NumberNote.objects.of(puskesmas)
        .filter(place__code=place, period=period, element=element, flag=flag_code(flag), superseded_at__isnull=True)
        .first()
    )
    if last is None or last.reason == "diperbaiki":
        return False
    if element:
        return last.micro != _number(puskesmas, about)
    return sources.report_changed(puskesmas, place, period, last.at)


def save_benchmark(
    *, puskesmas: Puskesmas, by: Person, indicator: str, year: int, micro: int, source: str
) -> Benchmark:
    """Keep a survey's value of an indicator (micro of its unit) to hold the coverage against; the same one is replaced.

    Raises:
        ValidationError: with the field.
    """
    source = " ".join(source.split())
    today = clock.today()
    if month_table(puskesmas, Month(today.year, today.month)).indicator(indicator) is None:
        raise ValidationError({"indicator": _("Pilih indikatornya.")})
    if not source or len(source) > 200:
        raise ValidationError({"source": _("Tulis nama surveinya, misalnya SKI atau SSGI.")})
    if not 2000 <= year <= today.year:
        raise ValidationError({"year": _("Tahun survei antara 2000 dan %(year)d.") % {"year": today.year}})
    if not 0 < micro <= min(MAX_MICRO, 100_000 * MICRO):
        raise ValidationError({"micro": _("Isi nilai survei, misalnya 84,2.")})
    with transaction.atomic():
        reporting.bump(puskesmas)
        kept, _made = Benchmark.objects.update_or_create(
            puskesmas=puskesmas,
            indicator=indicator,
            year=year,
            source=source,
            defaults={"micro": micro, "by": by, "at": clock.now()},
        )
        value = indonesian(from_micro(micro))
        sentence = f"{by} menyimpan nilai survei {indicator} {source} {year}: {value}."
        audit.record(puskesmas=puskesmas, by=by, action="simpan_survei", sentence=sentence, about=kept)
    return kept


def drop_benchmark(*, benchmark: Benchmark, by: Person) -> None:
    """Take a survey's value away."""
    with transaction.atomic():
        reporting.bump(benchmark.puskesmas)
        sentence = f"{by} menghapus nilai survei {benchmark.indicator} {benchmark.source} {benchmark.year}."
        audit.record(puskesmas=benchmark.puskesmas, by=by, action="hapus_survei", sentence=sentence)
        benchmark.delete()
