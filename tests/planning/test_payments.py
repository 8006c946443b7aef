"""Payments of a year page by page: found by source, month and words, summed, taken back with a reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from lokmin.cycle.planning.models import Spending
from lokmin.cycle.planning.money import operations, queries
from lokmin.cycle.planning.rpk import operations as rpk

pytestmark = pytest.mark.django_db
HERE = "/p/P9901010201/rencana/dana/2026/"


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-20T09:00"


@pytest.fixture
def paid(cast):
    office = {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"]}
    items = [
        rpk.add(**office, year=2026, new_reason="KLB", activity=name, upaya="UKM esensial", months=(2, 3))
        for name in ("Kelas ibu hamil", "Posyandu lansia")
    ]
    Spending.objects.bulk_create(
        Spending(
            puskesmas=cast.puskesmas, year=2026, fund="bok" if n % 3 else "apbd", date=dt.date(2026, 1 + n % 4, 5),
            rupiah=1000 + n, item=items[n % 2], proof=f"SPJ {n}", made_at=items[0].made_at, made_by=office["by"],
        )
        for n in range(90)
    )  # fmt: skip
    return office


def test_pages_hold_each_payment_once_and_choices_sum_what_they_show(cast, paid):
    pages = [queries.payments(cast.puskesmas, 2026, most=40, page=n) for n in (1, 2, 3)]
    assert [(p.first, p.last, p.previous, p.next) for p in pages] == [
        (1, 40, None, 2),
        (41, 80, 1, 3),
        (81, 90, 2, None),
    ]
    assert len({row.pk for p in pages for row in p.rows}) == 90
    whole = queries.payments(cast.puskesmas, 2026, most=40, page=99)
    assert (whole.count, whole.rupiah, whole.first) == (90, sum(1000 + n for n in range(90)), 81)
    some = queries.payments(cast.puskesmas, 2026, most=40, fund="apbd", month=3, text="ibu spj")
    assert {row.pk for row in some.rows} <= set(
        Spending.objects.filter(fund="apbd", date__month=3).values_list("pk", flat=True)
    )
    assert some.rupiah == sum(row.rupiah for row in some.rows)
    operations.void(spending=some.rows[0], by=paid["by"], reason="salah")
    assert queries.payments(cast.puskesmas, 2026, most=40).rupiah == whole.rupiah - some.rows[0].rupiah
    assert queries.payments(cast.neighbour, 2026, most=40).count == 0


def test_an_old_payment_is_found_and_taken_back(enter, paid):
    client = enter("yusuf")
    assert "Semua 90 pembayaran" in client.get(HERE).content.decode()
    page = client.get(f"{HERE}pembayaran/?cari=SPJ+7&sumber=bok&bulan=4").content.decode()
    assert "SPJ 7<" in page
    assert "SPJ 8<" not in page
    one = Spending.objects.get(proof="SPJ 7")
    answer = client.post(
        f"{HERE.replace('2026/', '')}realisasi/{one.pk}/batal/", {"reason": "dobel", "dari": "pembayaran"}
    )
    assert answer.headers["Location"].endswith("/dana/2026/pembayaran/#realisasi")
    assert "89 pembayaran" not in client.get(f"{HERE}pembayaran/").content.decode()
    assert "dobel" in client.get(f"{HERE}pembayaran/?cari=SPJ+7").content.decode()
    for odd in ("?halaman=999999999999&bulan=13&sumber=x", "?halaman=-4&bulan=a", "?cari=%25%27%22"):
        assert client.get(f"{HERE}pembayaran/{odd}").status_code == 200
    assert enter("tetangga").get(f"{HERE}pembayaran/").status_code in (403, 404)


def test_without_an_rpk_the_form_says_what_comes_first(enter, cast):
    assert enter("anindya").get(f"{HERE}pagu/").status_code == 200
    page = enter("yusuf").get(f"{HERE}realisasi/").content.decode()
    assert "Realisasi dicatat untuk kegiatan di RPK. Susun atau impor RPK dahulu." in page


def test_a_volume_below_zero_is_refused(enter, cast):
    for address, name in (("ruk/2027/tambah/", "Kelas"), ("rpk/2026/baru/", "Kelas")):
        answer = enter("yusuf").post(
            f"/p/P9901010201/rencana/{address}",
            {"activity": name, "upaya": "UKM esensial", "volume_micro": "-5", "new_reason": "KLB", "days_each": "1"},
        )
        assert answer.status_code == 422
        assert "“-5” tidak boleh di bawah nol." in answer.content.decode()


def test_the_same_payment_or_pagu_said_twice_counts_once(cast, paid):
    item = Spending.objects.first().item
    day = dt.date(2026, 5, 4)
    given = {**paid, "fund": "bok", "date": day, "rupiah": 70_000, "item": item, "proof": "SPJ 900"}
    first = operations.spend(**given)
    with pytest.raises(ValidationError, match="sudah tercatat"):
        operations.spend(**given)
    operations.spend(**{**given, "proof": "SPJ 901"})
    operations.void(spending=first, by=paid["by"], reason="salah sumber")
    operations.spend(**given)
    assert queries.payments(cast.puskesmas, 2026, most=40, month=5).rupiah == 140_000
    pagu = {**paid, "year": 2026, "fund": "bok", "rupiah": 9, "document": "DPA", "since": dt.date(2026, 1, 1)}
    assert operations.set_ceiling(**pagu) == operations.set_ceiling(**pagu)
    assert operations.set_ceiling(**{**pagu, "document": "DPA perubahan"}).pk != operations.set_ceiling(**pagu).pk
