"""The writes of an SMD: the survey, its households, what was found, how the community was told."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.community import instrument as core
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.community import columns
from lokmin.cycle.community.limits import own
from lokmin.cycle.community.models import Household, Instrument, Smd
from lokmin.cycle.community.smd.instruments import read

FIELDS = ("instrument", "started", "finished", "households", "wanted", "interviewers", "note")
#: A village has no more households than this.
MOST_HOUSEHOLDS = 20_000


@transaction.atomic
def start(*, puskesmas: Puskesmas, by: Person, village: Place, year: int, instrument: Instrument, **values: Any) -> Smd:
    """Begin the survey of a village in a year; the same village and year is the same survey.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    own(by, puskesmas, village)
    present: Smd | None = Smd.objects.of(puskesmas).filter(village=village, year=year).first()
    if present is not None:
        return present
    if not 2000 <= year <= 2100:
        raise ValidationError({"year": _("Tahun %(year)s tidak masuk akal.") % {"year": year}})
    made = Smd(
        puskesmas=puskesmas, village=village, year=year, instrument=instrument, made_at=clock.now(), made_by=by,
        **columns.known(values, FIELDS),
    )  # fmt: skip
    _check(made)
    made.save()
    audit.record(puskesmas=puskesmas, by=by, action="smd.mulai", about=made, sentence=f"{by} menyiapkan {made}.")
    return made


@transaction.atomic
def change(*, smd: Smd, by: Person, **values: Any) -> Smd:
    """Correct what is known of a survey; another questionnaire only while nobody answered.

    Raises:
        ValidationError: with the field it is about.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(smd, by)
    changed = columns.put(fresh, values, FIELDS)
    if not changed:
        return fresh
    if "instrument" in changed and living(fresh).exists():
        raise ValidationError({"instrument": _("Sudah ada jawaban; kuesionernya tidak dapat diganti.")})
    _check(fresh)
    fresh.save()
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="smd.ubah", about=fresh,
        sentence=f"{by} mengubah {fresh}: {columns.labels(fresh, changed)}.",
    )  # fmt: skip
    return fresh


@transaction.atomic
def set_state(*, smd: Smd, by: Person, state: str) -> Smd:
    """Begin, finish or open again.

    Raises:
        ValidationError: finished without a household; an unknown state.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(smd, by)
    if state not in dict(Smd.STATES):
        raise ValidationError(_("Keadaan “%(state)s” tidak dikenal.") % {"state": state})
    if state == fresh.state:
        return fresh
    today = clock.today()
    if state == Smd.DONE:
        if not living(fresh).exists():
            raise ValidationError(_("Belum ada jawaban. Ketik atau unggah dahulu jawaban rumah tangga."))
        fresh.finished = fresh.finished or max(today, fresh.started or today)
    elif state == Smd.RUNNING:
        fresh.started, fresh.finished = fresh.started or today, None
    fresh.state = state
    fresh.save(update_fields=["state", "started", "finished"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="smd.keadaan", about=fresh, sentence=f"{by} menandai {fresh} {state}."
    )
    return fresh


@transaction.atomic
def save_household(
    *, smd: Smd, by: Person, token: str, answers: Mapping[str, core.Answer], area: str = "", number: int | None = None,
    household: Household | None = None,
) -> Household:  # fmt: skip
    """Write the answers of one household; the same form sent twice (``token``) is one household, corrected.

    Raises:
        ValidationError: a number that is taken, an answer the question does not know, a survey that is finished.
        PermissionDenied: not a village of this person.
    """
    fresh = _open(smd, by)
    instrument = read(fresh.instrument)
    wrong = {
        code: _("Jawaban ini tidak ada di pertanyaannya.")
        for code, a in answers.items()
        if not _fits(instrument, code, a)
    }
    if wrong:
        raise ValidationError(wrong)
    if not answers:
        raise ValidationError({"number": _("Belum ada satu pun jawaban.")})
    row = household or fresh.answers.filter(token=token[:43]).first()
    wanted = number or (row.number if row else next_number(fresh))
    taken = living(fresh).filter(number=wanted)
    if (taken.exclude(pk=row.pk) if row else taken).exists():
        raise ValidationError({"number": _("Nomor %(n)s sudah dipakai rumah tangga lain.") % {"n": wanted}})
    if not 0 < wanted <= MOST_HOUSEHOLDS:
        raise ValidationError({"number": _("Nomor harus 1 sampai %(n)s.") % {"n": MOST_HOUSEHOLDS}})
    values = {"number": wanted, "area": " ".join(area.split())[:40], "values": dict(answers), "removed_at": None}
    if row is None:
        row = Household.objects.create(smd=fresh, token=token[:43] or new_token(), at=clock.now(), by=by, **values)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.at, row.by = clock.now(), by
        row.save()
    _began(fresh)
    return row


@transaction.atomic
def remove_household(*, household: Household, by: Person) -> None:
    """Take a household out; its number becomes free.

    Raises:
        ValidationError: the survey is finished.
        PermissionDenied: not a village of this person.
    """
    smd = _open(household.smd, by)
    if household.removed_at is None:
        household.removed_at = clock.now()
        household.save(update_fields=["removed_at"])
        audit.record(
            puskesmas=smd.puskesmas, by=by, action="smd.kk_hapus", about=smd,
            sentence=f"{by} menghapus jawaban rumah tangga {household.number} dari {smd}.",
        )  # fmt: skip


@transaction.atomic
def take_import(
    *, smd: Smd, by: Person, households: Sequence[core.Household], sha256: str, replace: bool = False
) -> int:
    """Write the households of a workbook; how many. Doing it again with the same file changes nothing.

    Raises:
        ValidationError: numbers that are there already, unless they are to be replaced.
        PermissionDenied: not a village of this person.
    """
    fresh = _open(smd, by)
    present = {row.number: row for row in living(fresh)}
    given = {h.number: h for h in households}
    clash = sorted(n for n in given if n in present and not present[n].token.startswith(sha256[:20]))
    if clash and not replace:
        shown = ", ".join(str(n) for n in clash[:10]) + (" ..." if len(clash) > 10 else "")
        raise ValidationError(
            _("Nomor %(numbers)s sudah ada jawabannya. Centang “ganti” bila jawaban berkas ini yang benar.")
            % {"numbers": shown}
        )
    at, fresh_rows, old_rows = clock.now(), [], []
    for number, home in given.items():
        row = present.get(number)
        if row is None:
            row = Household(smd=fresh, number=number, token=f"{sha256[:20]}-{number}-{secrets.token_hex(4)}")
            fresh_rows.append(row)
        else:
            row.token = f"{sha256[:20]}-{number}-{secrets.token_hex(4)}"
            old_rows.append(row)
        row.area, row.values, row.at, row.by = home.unit[:40], dict(home.answers or {}), at, by
    Household.objects.bulk_create(fresh_rows)
    Household.objects.bulk_update(old_rows, ["area", "values", "at", "by", "token"])
    _began(fresh)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="smd.impor", about=fresh,
        sentence=f"{by} mengunggah jawaban {len(given)} rumah tangga ke {fresh}.",
    )  # fmt: skip
    return len(given)


@transaction.atomic
def give_feedback(*, smd: Smd, by: Person, on: dt.date | None, how: str) -> Smd:
    """How and when the result was brought back to the community; None takes it back.

    Raises:
        ValidationError: a day without words, or one that is to come.
        PermissionDenied: not a village of this person.
    """
    fresh = _locked(smd, by)
    words = " ".join(how.split())[:200]
    if on is not None and not words:
        raise ValidationError({"how": _("Tulis bagaimana hasilnya disampaikan.")})
    if on is not None and on > clock.today():
        raise ValidationError({"on": _("Tanggalnya belum tiba.")})
    fresh.feedback_on, fresh.feedback_how = on, words
    fresh.save(update_fields=["feedback_on", "feedback_how"])
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="smd.umpan_balik", about=fresh,
        sentence=f"{by} mencatat umpan balik {fresh}: {short(words) or 'dihapus'}.",
    )  # fmt: skip
    return fresh


def living(smd: Smd) -> Any:
    """Households that stand."""
    return smd.answers.filter(removed_at=None)


def next_number(smd: Smd) -> int:
    """The lowest number above all that are there."""
    last = living(smd).order_by("-number").values_list("number", flat=True).first()
    return int(last or 0) + 1


def new_token() -> str:
    """One form, one household."""
    return secrets.token_urlsafe(32)


def _fits(instrument: core.Instrument, code: str, answer: core.Answer) -> bool:
    question = instrument.question(code)
    return question is not None and question.allows(answer)


def _check(smd: Smd) -> None:
    wrong: dict[str, str] = {}
    if smd.started and smd.finished and smd.finished < smd.started:
        wrong["finished"] = _("Selesai tidak boleh sebelum mulai.")
    if smd.state == Smd.DONE and smd.finished is None:
        wrong["finished"] = _("SMD ini sudah selesai; tulis tanggal selesainya.")
    for name in ("households", "wanted"):
        value = getattr(smd, name)
        if value is not None and not 0 <= value <= MOST_HOUSEHOLDS:
            wrong[name] = _("Angka ini tidak masuk akal untuk satu desa.")
    if not wrong and smd.households and smd.wanted and smd.wanted > smd.households:
        wrong["wanted"] = _("Lebih banyak daripada KK di desa (%(n)s).") % {"n": smd.households}
    if wrong:
        raise ValidationError(wrong)


def _locked(smd: Smd, by: Person) -> Smd:
    found: Smd = (
        Smd.objects.of(smd.puskesmas)
        .select_for_update(of=("self",))
        .select_related("village", "instrument")
        .get(pk=smd.pk)
    )
    own(by, found.puskesmas, found.village)
    return found


def _open(smd: Smd, by: Person) -> Smd:
    fresh = _locked(smd, by)
    if fresh.state == Smd.DONE:
        raise ValidationError(_("SMD ini sudah dinyatakan selesai. Buka kembali dahulu di halamannya."))
    return fresh


def _began(smd: Smd) -> None:
    """The first answer begins the survey."""
    if smd.state == Smd.DRAFT:
        smd.state, smd.started = Smd.RUNNING, smd.started or clock.today()
        smd.save(update_fields=["state", "started"])


def missing(answers: Collection[str], instrument: core.Instrument) -> int:
    """How many questions a household left blank."""
    return sum(q.code not in answers for q in instrument.questions)
