"""The writes of money: the pagu of a source with its document, what was paid with its proof, and taking that back."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.planning.money import MOST
from lokmin.core.planning.money import rupiah as written
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.planning.models import Ceiling, MonthRow, RpkItem, Spending
from lokmin.cycle.planning.plans.funds import book


@transaction.atomic
def set_ceiling(
    *, puskesmas: Puskesmas, by: Person, year: int, fund: str, rupiah: int, document: str, since: dt.date
) -> Ceiling:
    """The pagu of a source from a day on, by a document; the newest of a source counts.

    Raises:
        ValidationError: an unknown source, no document, an impossible amount.
    """
    _known_fund(fund, year)
    _possible(rupiah)
    if not document.strip():
        raise ValidationError({"document": _("Tulis dokumennya: DPA, RBA, atau surat keputusan.")})
    last = Ceiling.objects.of(puskesmas).filter(year=year, fund=fund).order_by("since", "pk").last()
    if last is not None and (last.rupiah, last.document, last.since) == (rupiah, document.strip()[:120], since):
        return last  # the same document said again
    made: Ceiling = Ceiling.objects.create(
        puskesmas=puskesmas, year=year, fund=fund, rupiah=rupiah, document=document.strip()[:120], since=since,
        made_at=clock.now(), made_by=by,
    )  # fmt: skip
    sentence = f"{by} menetapkan pagu {book(year).short(fund)} {year} {written(rupiah)} ({made.document})."
    audit.record(puskesmas=puskesmas, by=by, action="dana.pagu", about=made, sentence=sentence)
    return made


@transaction.atomic
def spend(
    *, puskesmas: Puskesmas, by: Person, fund: str, date: dt.date, rupiah: int, item: RpkItem | None = None,
    row: MonthRow | None = None, proof: str = "", note: str = "",
) -> Spending:  # fmt: skip
    """Money that was paid on a day, of a row of the month or of the year, with its proof.

    Raises:
        ValidationError: an unknown source, a day to come, an impossible amount, no activity, no proof, or the very
            same payment once more (a second tap is not a second payment).
    """
    _known_fund(fund, date.year)
    _possible(rupiah)
    if date > clock.today():
        raise ValidationError({"date": _("Tanggal pembayaran belum lewat.")})
    if item is None and row is not None:
        item = row.rpk_item
    if item is None and row is None:
        raise ValidationError({"item": _("Pilih kegiatannya.")})
    if not proof.strip():
        raise ValidationError({"proof": _("Tulis buktinya: nomor SPJ, kuitansi, atau daftar terima.")})
    # Whoever pays for the same activity at the same moment waits here, so that both do not pass.
    Puskesmas.objects.select_for_update(of=("self",)).get(pk=puskesmas.pk)
    same = Spending.objects.of(puskesmas).filter(
        voided_at=None, fund=fund, date=date, rupiah=rupiah, item=item, row=row, proof=proof.strip()[:200]
    )
    if same.exists():
        raise ValidationError(
            {"proof": _("Realisasi yang sama (kegiatan, sumber, tanggal, rupiah, bukti) sudah tercatat.")}
        )
    made: Spending = Spending.objects.create(
        puskesmas=puskesmas, year=date.year, fund=fund, date=date, rupiah=rupiah, item=item, row=row,
        proof=proof.strip()[:200], note=note.strip()[:200], made_at=clock.now(), made_by=by,
    )  # fmt: skip
    about = item.activity if item else row.activity if row else ""
    sentence = f"{by} mencatat {written(rupiah)} dari {book(date.year).short(fund)} untuk “{audit.short(about)}”."
    audit.record(puskesmas=puskesmas, by=by, action="dana.realisasi", about=made, sentence=sentence)
    return made


@transaction.atomic
def void(*, spending: Spending, by: Person, reason: str) -> Spending:
    """A wrong entry counts no more; it stays to be seen with the reason.

    Raises:
        ValidationError: no reason, or voided before.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasan pembatalan.")})
    held: Spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending.pk)
    if held.voided_at is not None:
        raise ValidationError(_("Realisasi ini sudah dibatalkan."))
    held.void_reason, held.voided_at = reason.strip()[:200], clock.now()
    held.save(update_fields=["void_reason", "voided_at"])
    sentence = f"{by} membatalkan realisasi {written(held.rupiah)}: {audit.short(held.void_reason)}."
    audit.record(puskesmas=held.puskesmas, by=by, action="dana.batal", about=held, sentence=sentence)
    return held


def _known_fund(fund: str, year: int) -> None:
    if book(year).get(fund) is None:
        raise ValidationError({"fund": _("Pilih sumber dananya.")})


def _possible(rupiah: int) -> None:
    if not 0 <= rupiah <= MOST:
        raise ValidationError({"rupiah": _("Jumlah rupiah tidak masuk akal.")})
