"""Samples of the routes of the RPK of a year and a month, money, M&E and LP/LS."""

from __future__ import annotations

import datetime as dt

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.planning.models import MonthFile
from lokmin.cycle.planning.monev import operations as monev
from lokmin.cycle.planning.money import operations as money
from lokmin.cycle.planning.monthly import operations as monthly
from lokmin.cycle.planning.rpk import operations as rpk
from lokmin.cycle.reporting import originals


def rpk_year(puskesmas: Puskesmas, by: Person) -> dict[str, object]:
    """A row of an RPK with money, M&E and support; a row of a month with a proof."""
    item = rpk.add(
        puskesmas=puskesmas, by=by, year=2027, new_reason="Uji", activity="Kelas ibu hamil", upaya="UKM esensial",
        months=[1, 5], amounts=[("bok", 1_000_000)],
    )  # fmt: skip
    row = monthly.add(puskesmas=puskesmas, by=by, month=Month(2027, 5), activity="Kelas ibu hamil")
    proof = MonthFile.objects.create(
        row=row, kind="berkas", name="daftar-hadir.pdf", sha256=originals.keep(b"%PDF-1.4 daftar hadir"), size=21,
        at=clock.now(), by=by,
    )  # fmt: skip
    paid = money.spend(
        puskesmas=puskesmas, by=by, fund="bok", date=dt.date(2026, 5, 5), rupiah=50_000, row=row, proof="SPJ 1"
    )
    look = monev.add(item=item, by=by, indicator="K6")
    help_given = monev.support(item=item, by=by, support="Konseling", programme="gizi")
    of_item = ("rpk_item", "rpk_change", "rpk_money", "rpk_drop", "monev_add", "support")
    of_row = ("month_row", "month_row_change", "month_row_state", "month_row_done", "month_row_move", "month_row_drop")
    return {
        **{f"planning:{route}:pk": item.pk for route in of_item},
        **{f"planning:{route}:pk": row.pk for route in of_row},
        "planning:month_proof:pk": row.pk,
        "planning:month_proof:proof": proof.pk,
        "planning:month": 5,
        "planning:spending_void:pk": paid.pk,
        "planning:monev_line:pk": look.pk,
        "planning:monev_drop:pk": look.pk,
        "planning:unsupport:pk": help_given.pk,
    }
