"""Sasaran side by side, targets, own indicators: what is chosen counts, what is not stays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lokmin.core.numbers import MICRO
from lokmin.cycle.reporting import operations, queries
from lokmin.cycle.reporting.models import Definition, Fact, Target

A, B = "99.01.01.2001", "99.01.01.2002"


@pytest.fixture(autouse=True)
def _day(settings):
    settings.LOKMIN_TODAY = "2026-05-02"


def bumil(cast, place=A):
    return queries.current_facts(cast.puskesmas, 2026).get((place, "2026", "sasaran.bumil"))


def test_three_sets_stand_side_by_side_and_the_chosen_one_counts(cast):
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    for variant, value in (("proyeksi", 100), ("riil", 90), ("sk", 110)):
        values = {(A, "sasaran.bumil"): value * MICRO}
        operations.set_sasaran(puskesmas=pkm, by=yusuf, year=2026, variant=variant, values=values)
    assert Fact.objects.count() == 3
    assert bumil(cast) == 110 * MICRO
    operations.choose_sasaran(puskesmas=pkm, by=yusuf, year=2026, variant="riil", basis="Pendataan Januari")
    assert bumil(cast) == 90 * MICRO
    operations.choose_sasaran(puskesmas=pkm, by=yusuf, year=2026, variant="proyeksi", element="sasaran.bumil")
    assert bumil(cast) == 100 * MICRO
    assert queries.sasaran_named(pkm, 2026) == {"sasaran.bumil": "proyeksi"}


def test_projection_of_the_guide(cast):
    """domain.md 4.3: 2,815 people and CBR 20.1 give 62.24 expected mothers and 59.41 births attended."""
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    people = {(v.code, "sasaran.penduduk"): 2815 * MICRO for v in cast.villages}
    with pytest.raises(operations.Refused, match="belum ada untuk Banyuwening"):
        operations.project_sasaran(puskesmas=pkm, by=yusuf, year=2026, birth_rate=Decimal("20.1"))
    operations.set_sasaran(puskesmas=pkm, by=yusuf, year=2026, variant="sk", values=people)
    operations.project_sasaran(puskesmas=pkm, by=yusuf, year=2026, birth_rate=Decimal("20.1"))
    facts = queries.current_facts(pkm, 2026)
    assert round(facts[A, "2026", "sasaran.bumil"] / MICRO, 2) == 62.24
    assert round(facts[A, "2026", "sasaran.bulin"] / MICRO, 2) == 59.41


def test_sasaran_is_typed_on_the_page_and_a_wrong_number_keeps_the_text(cast, enter):
    client, address = enter("yusuf"), f"/p/{cast.puskesmas.code}/data/sasaran/simpan/"
    fields = {"unsur": "sasaran.bumil", "tahun": "2026", "jenis": "riil", f"angka:{A}": "4.812", f"angka:{B}": "x"}
    response = client.post(address, fields)
    assert response.status_code == 422
    assert "4.812" in response.content.decode()
    client.post(address, {**fields, f"angka:{B}": "12,5"})
    assert bumil(cast) == 4812 * MICRO
    assert bumil(cast, B) == 12_500_000


def test_every_change_of_numbers_or_choices_changes_the_stamp(cast):
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    stamps = [queries.data_stamp(pkm)]
    values = {(A, "sasaran.bumil"): MICRO}
    operations.set_sasaran(puskesmas=pkm, by=yusuf, year=2026, variant="sk", values=values)
    stamps.append(queries.data_stamp(pkm))
    operations.choose_sasaran(puskesmas=pkm, by=yusuf, year=2026, variant="sk")
    stamps.append(queries.data_stamp(pkm))
    operations.set_target(puskesmas=pkm, by=yusuf, indicator="K1", year=2026, basis_points=9_500)
    stamps.append(queries.data_stamp(pkm))
    operations.save_denominator(puskesmas=pkm, by=yusuf, indicator="K4", denominator="sasaran.bulin", valid_from=2026)
    stamps.append(queries.data_stamp(pkm))
    assert stamps == sorted(set(stamps))
    assert queries.data_stamp(cast.neighbour) == 0


def test_targets_for_the_year_one_month_and_one_village(cast, enter):
    client, address = enter("yusuf"), f"/p/{cast.puskesmas.code}/data/target/simpan/"
    base = {"indikator": "K1", "tahun": "2026", "dasar": "SK Kepala Dinas"}
    client.post(address, {**base, "target": "95"})
    client.post(address, {**base, "target": "97,5"})
    client.post(address, {**base, "target": "90", "desa": A, "bulan": "4"})
    assert queries.targets(cast.puskesmas, 2026) == {("K1", "", 0): 9_750, ("K1", A, 4): 9_000}
    response = client.post(address, {**base, "target": "banyak"})
    assert response.status_code == 422
    assert "bukan angka" in response.content.decode()
    client.post(address, {**base, "target": ""})
    assert set(queries.targets(cast.puskesmas, 2026)) == {("K1", A, 4)}
    assert Target.objects.count() == 1


def test_an_own_denominator_counts_from_its_year_on(cast):
    yusuf, pkm = cast.people["yusuf"], cast.puskesmas
    operations.save_denominator(puskesmas=pkm, by=yusuf, indicator="K4", denominator="sasaran.bulin", valid_from=2026)
    assert queries.denominators(pkm, 2026) == {"K4": "sasaran.bulin"}
    assert queries.denominators(pkm, 2025) == {}
    assert queries.catalogue_for(pkm, 2026).indicators["K4"].denominator == "sasaran.bulin"
    assert queries.catalogue_for(cast.neighbour, 2026).indicators["K4"].denominator != "sasaran.bulin"
    with pytest.raises(operations.Refused, match="tidak ada di katalog"):
        operations.save_denominator(
            puskesmas=pkm, by=yusuf, indicator="K4", denominator="sasaran.bulan", valid_from=2026
        )


def test_an_own_indicator_over_an_own_number(cast, enter):
    client, address = enter("yusuf"), f"/p/{cast.puskesmas.code}/data/indikator/simpan/"
    element = {
        "yang": "unsur",
        "kode": "lokal.senam_bumil",
        "nama": "Senam ibu hamil",
        "satuan": "ibu",
        "sejak": "2026",
    }
    client.post(address, element)
    entry = {
        "yang": "lokal", "kode": "lok-senam", "nama": "Senam ibu hamil", "pembilang": "lokal.senam_bumil",
        "penyebut": "sasaran.bumil", "satuan": "ibu", "arah": "naik", "target": "50", "klaster": "2",
        "mengapa": "Ibu yang rutin senam lebih siap bersalin.", "sejak": "2026",
    }  # fmt: skip
    wrong = client.post(address, {**entry, "pembilang": "lokal.senam_bumi"})
    assert wrong.status_code == 422
    assert "lokal.senam_bumi" in wrong.content.decode()
    assert client.post(address, entry).status_code == 302
    indicator = queries.catalogue_for(cast.puskesmas, 2026).indicators["LOK-SENAM"]
    assert indicator.local
    assert indicator.targets[0].basis_points == 5_000
    assert "LOK-SENAM" not in queries.catalogue_for(cast.puskesmas, 2025).indicators
    assert "LOK-SENAM" not in queries.catalogue_for(cast.neighbour, 2026).indicators
    used = Definition.objects.get(kind="unsur")
    with pytest.raises(operations.Refused, match="Masih dipakai"):
        operations.drop(puskesmas=cast.puskesmas, by=cast.people["yusuf"], definition=used)


@pytest.mark.parametrize("who", ["ratna", "endah", "dinkes"])
def test_only_leaders_set_sasaran_and_targets(cast, enter, who):
    client, base = enter(who), f"/p/{cast.puskesmas.code}/data/"
    for route in ("sasaran/simpan/", "sasaran/pilih/", "sasaran/proyeksi/", "target/simpan/", "indikator/simpan/"):
        assert client.post(base + route, {}).status_code == 403
