"""The writes of the M&E plan and of the LP/LS matrix."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import short_date
from lokmin.core.planning.integration import LP, LS
from lokmin.core.planning.monev import proposed
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Partner, Person, Puskesmas
from lokmin.cycle.planning.models import Integration, MonevLine, RpkItem
from lokmin.cycle.planning.monev import queries
from lokmin.cycle.planning.rpk.queries import year_row


@transaction.atomic
def propose(*, puskesmas: Puskesmas, by: Person, year: int) -> int:
    """One look while it runs and one after, for each activity nobody plans to look at. Gives how many lines."""
    looked = {line.item_id for line in queries.lines(puskesmas, year)}
    made = []
    for item in queries.items(puskesmas, year):
        if item.pk not in looked:
            made += [
                MonevLine(
                    item=item, indicator=one.indicator[:200] or item.activity[:200], method=one.method[:120],
                    due=one.on, month=one.on.month if one.on else None, owner_id=item.owner_id,
                    owner_text="" if item.owner_id else one.who[:120], made_at=clock.now(), made_by=by,
                )
                for one in proposed(year_row(item), year)
            ]  # fmt: skip
    MonevLine.objects.bulk_create(made)
    if made:
        sentence = f"{by} menyusun {len(made)} baris rencana pemantauan dan evaluasi {year}."
        audit.record(puskesmas=puskesmas, by=by, action="monev.susun", sentence=sentence)
    return len(made)


@transaction.atomic
def add(*, item: RpkItem, by: Person, **columns: Any) -> MonevLine:
    """One more line for an activity."""
    due: dt.date | None = columns.get("due")
    line: MonevLine = MonevLine.objects.create(
        item=item, month=due.month if due else None, made_at=clock.now(), made_by=by, **columns
    )
    _told(item, by, "monev.tambah", f"menambah rencana monev “{audit.short(item.activity)}”")
    return line


@transaction.atomic
def change(*, line: MonevLine, by: Person, **columns: Any) -> MonevLine:
    """Other columns of a line, or what was found.

    Raises:
        ValidationError: a day to come, or done without a result.
    """
    done_on, result = columns.get("done_on", line.done_on), columns.get("result", line.result)
    if done_on is not None and done_on > clock.today():
        raise ValidationError({"done_on": _("Tanggalnya belum lewat.")})
    if done_on is not None and not result.strip():
        raise ValidationError({"result": _("Tulis apa yang ditemukan.")})
    for name, value in columns.items():
        setattr(line, name, value)
    if "due" in columns:
        line.month = line.due.month if line.due else None
    line.save()
    words = f"mengisi hasil monev “{audit.short(line.item.activity)}”" if done_on else "mengubah rencana monev"
    _told(line.item, by, "monev.ubah", words + (f" ({short_date(done_on)})" if done_on else ""))
    return line


@transaction.atomic
def remove(*, line: MonevLine, by: Person) -> None:
    """Take a line out.

    Raises:
        ValidationError: it was carried out.
    """
    if line.done_on is not None:
        raise ValidationError(_("Baris ini sudah dilaksanakan; hasilnya tetap disimpan."))
    item = line.item
    line.delete()
    _told(item, by, "monev.hapus", f"menghapus rencana monev “{audit.short(item.activity)}”")


@transaction.atomic
def support(
    *, item: RpkItem, by: Person, support: str, time_text: str = "", programme: str = "", partner: Partner | None = None
) -> Integration:
    """What a programme or a partner gives to an activity.

    Raises:
        ValidationError: nobody named, or both.
    """
    if bool(programme) == (partner is not None):
        raise ValidationError({"who": _("Pilih satu: program atau mitra.")})
    made: Integration = Integration.objects.create(
        item=item, kind=LS if partner else LP, programme=programme, partner=partner, support=support.strip()[:200],
        time_text=time_text.strip()[:80], made_at=clock.now(), made_by=by,
    )  # fmt: skip
    who = partner.name if partner else programme
    _told(item, by, "integrasi.tambah", f"mencatat dukungan {who} untuk “{audit.short(item.activity)}”")
    return made


@transaction.atomic
def take_promises(*, puskesmas: Puskesmas, by: Person, year: int) -> int:
    """Put the promises of partners beside the activities they support; doing it again adds only new ones."""
    found = queries.promised(puskesmas, year)
    partners = {one.pk: one for one in Partner.objects.of(puskesmas)}
    for item, promise in found:
        when = short_date(promise.due) if promise.due else ""
        support(
            item=item, by=by, support=promise.support or promise.activity, partner=partners[promise.partner_id],
            time_text=f"s.d. {when}" if when else "",
        )  # fmt: skip
    return len(found)


@transaction.atomic
def unsupport(*, one: Integration, by: Person) -> None:
    """Take a support out of the matrix."""
    item = one.item
    one.delete()
    _told(item, by, "integrasi.hapus", f"menghapus dukungan untuk “{audit.short(item.activity)}”")


def _told(item: RpkItem, by: Person, action: str, words: str) -> None:
    audit.record(puskesmas=item.plan.puskesmas, by=by, action=action, about=item, sentence=f"{by} {words}.")
