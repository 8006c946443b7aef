"""Places and the office: villages with their spellings, posyandu, boundaries, kop surat, choices, the trail."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre import operations as op
from lokmin.cycle.centre.models import AuditLine, Place, Puskesmas
from lokmin.cycle.centre.operations.office import logo_path
from lokmin.cycle.centre.queries import village_rows, villages

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def yusuf(cast):
    return cast.people["yusuf"]


@pytest.fixture
def office(enter, cast):
    return enter("yusuf")


def at(name, **parts):
    return reverse(f"centre:{name}", kwargs={"pkm": HOME, **parts})


def last_sentence():
    return AuditLine.objects.first().sentence


def test_a_village_joins_at_the_end_and_is_found_by_its_spellings(cast, yusuf):
    village = op.add_village(
        puskesmas=cast.puskesmas,
        by=yusuf,
        code="99.01.01.2013",
        name="Karangsari",
        aliases=["Krg. Sari", "", "Krg. Sari"],
    )
    assert (village.order, village.aliases, village.parent.name) == (13, ["Krg. Sari"], "Banyuwening")
    assert villages(cast.puskesmas)[-1] == village
    assert last_sentence() == "Yusuf Hidayat, S.KM. memasukkan desa Karangsari ke wilayah kerja Puskesmas Banyuwening."


def test_two_villages_never_share_a_spelling(cast, yusuf):
    for name, aliases in (("WATU BELAH", []), ("Karangsari", ["desa watubelah"])):
        with pytest.raises(ValidationError, match="sudah dipakai untuk desa Watubelah"):
            op.add_village(puskesmas=cast.puskesmas, by=yusuf, code="99.01.01.2013", name=name, aliases=aliases)


def test_a_village_of_the_neighbour_is_not_taken(cast, yusuf):
    with pytest.raises(ValidationError, match="sudah dilayani Sumberkencono"):
        op.add_village(puskesmas=cast.puskesmas, by=yusuf, code="99.01.02.2001", name="Sumberkencono")
    with pytest.raises(ValidationError, match="bukan desa"):
        op.add_village(puskesmas=cast.puskesmas, by=yusuf, code="99.01.02", name="Sumberkencono")


def test_a_village_can_leave_and_come_back(cast, yusuf):
    village = cast.villages[3]
    op.release_village(puskesmas=cast.puskesmas, by=yusuf, village=village)
    assert village not in villages(cast.puskesmas)
    again = op.add_village(puskesmas=cast.puskesmas, by=yusuf, code=village.code, name=village.name)
    assert again.pk == village.pk


def test_posyandu_are_numbered_within_their_village(cast, yusuf):
    village = cast.villages[0]
    codes = [
        op.add_posyandu(puskesmas=cast.puskesmas, by=yusuf, village=village, name=n).code for n in ("Melati", "Mawar")
    ]
    assert codes == [f"{village.code}.P01", f"{village.code}.P02"]
    with pytest.raises(ValidationError, match="sudah ada"):
        op.add_posyandu(puskesmas=cast.puskesmas, by=yusuf, village=village, name="posyandu MELATI")
    assert next(r for r in village_rows(cast.puskesmas) if r.id == village.pk).posyandu == 2


def test_a_puskesmas_of_the_national_list_opens_at_its_first_use(cast):
    Place.objects.create(code="9900001", name="Wanasari", level="puskesmas", parent=Place.objects.get(code="99.01"))
    made = op.ensure_puskesmas(code="9900001")
    assert made.name == "Puskesmas Wanasari"
    assert op.ensure_puskesmas(code="9900001") == made
    assert Puskesmas.objects.count() == 3
    with pytest.raises(ValidationError, match="lokmin places"):
        op.ensure_puskesmas(code="tidak-ada")


def square(east=110.0, south=-6.7):
    ring = [[east, south], [east + 0.1, south], [east + 0.1, south + 0.1], [east, south + 0.1], [east, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(*features):
    shapes = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    return json.dumps({"type": "FeatureCollection", "features": shapes}).encode()


def test_boundaries_find_their_village_by_code_or_name(cast, yusuf):
    data = collection(
        ({"KODE_DESA": "9901012002", "X": "?"}, square()),
        ({"NAMOBJ": "DESA TLOGOMULYO"}, square()),
        ({"NAMOBJ": "Atlantis"}, square()),
    )
    done = op.load_boundaries(puskesmas=cast.puskesmas, by=yusuf, data=data, name="batas.geojson")
    assert set(done.matched) == {"Watubelah", "Tlogomulyo"}
    assert "Atlantis" in done.unknown
    assert Place.objects.get(name="Tlogomulyo", level="desa").boundary["type"] == "Polygon"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"bukan json", "bukan GeoJSON"),
        (b"[1]", "bukan GeoJSON"),
        (b'{"features": []}', "Tidak ada wilayah"),
        (collection(({"NAMA": "Watubelah"}, square(430000.0, 9250000.0))), "bukan derajat"),
        (collection(({"NAMA": "Atlantis"}, square())), "Tidak ada desa yang cocok"),
        (collection(({"NAMA": "Watubelah"}, {"type": "Polygon", "coordinates": []})), "bukan GeoJSON"),
    ],
)
def test_something_else_than_boundaries_is_refused_with_a_sentence(cast, yusuf, data, words):
    with pytest.raises(ValidationError, match=words):
        op.load_boundaries(puskesmas=cast.puskesmas, by=yusuf, data=data, name="x.json")


# ---- the office


def test_the_kop_surat_is_saved_line_by_line(office, cast):
    values = {
        "lines": "PEMERINTAH KABUPATEN\nDINAS KESEHATAN\n\nPUSKESMAS B",
        "address": "Jalan A",
        "town": "Banyuwening",
    }
    office.post(at("office"), values)
    head = Puskesmas.objects.get(pk=cast.puskesmas.pk).letterhead
    assert head["lines"] == ["PEMERINTAH KABUPATEN", "DINAS KESEHATAN", "PUSKESMAS B"]
    assert last_sentence().endswith("mengubah kop surat Puskesmas Banyuwening.")
    count = AuditLine.objects.count()
    office.post(at("office"), values)
    assert AuditLine.objects.count() == count


def test_the_choices_reach_their_readers(office, cast):
    values = {
        "paper": "A4", "zone": "WITA", "same_as": "naik", "number_pattern": "{nomor}/{unit}/{tahun}",
        "classification": "400.7", "unit": "PKM-X",
    }  # fmt: skip
    office.post(at("choices"), values)
    kept = Puskesmas.objects.get(pk=cast.puskesmas.pk).settings
    assert (kept["paper"], kept["zone"], kept["tetap_dinilai"], kept["sembunyikan_kecil"]) == (
        "A4",
        "WITA",
        "naik",
        False,
    )
    assert kept["nomor_surat"]["surat keluar"] == {
        "pola": "{nomor}/{unit}/{tahun}", "klasifikasi": "400.7", "unit": "PKM-X",
    }  # fmt: skip
    assert "ukuran kertas menjadi A4" in last_sentence()


@pytest.mark.parametrize("pattern", ["{unit}/{tahun}", "{nomor}/{rahasia}", "{nomor", "{nomor.__class__}"])
def test_a_number_pattern_that_cannot_be_filled_is_refused(office, cast, pattern):
    answer = office.post(at("choices"), {"paper": "F4", "zone": "WIB", "number_pattern": pattern})
    assert answer.status_code == 422
    assert pattern in answer.content.decode()


def test_a_crest_is_a_picture_and_is_shown_only_here(office, cast, enter):
    office.post(at("logo_set"), {"logo": SimpleUploadedFile("lambang.png", b"<svg onload=alert(1)>")})
    assert office.get(at("logo")).status_code == 404
    office.post(at("logo_set"), {"logo": SimpleUploadedFile("lambang.png", PNG)})
    shown = office.get(at("logo"))
    assert shown.headers["Content-Type"] == "image/png"
    assert b"".join(shown.streaming_content) == PNG
    office.post(at("logo_remove"))
    assert logo_path(Puskesmas.objects.get(pk=cast.puskesmas.pk)) is None


# ---- the trail


def test_the_trail_is_read_by_month_and_person(office, cast, yusuf):
    for name in ("Melati", "Mawar"):
        op.add_posyandu(puskesmas=cast.puskesmas, by=yusuf, village=cast.villages[0], name=name)
    op.add_posyandu(puskesmas=cast.puskesmas, by=cast.people["anindya"], village=cast.villages[0], name="Kenanga")
    page = office.get(at("trail")).content.decode()
    assert "menambahkan Posyandu Melati di desa Banyuwening" in page
    page = office.get(at("trail"), {"orang": cast.people["anindya"].pk}).content.decode()
    assert "Kenanga" in page
    assert "Melati" not in page
    page = office.get(at("trail"), {"bulan": "2001-01"}).content.decode()
    assert "Tidak ada catatan untuk pilihan ini." in page
    assert office.get(at("trail"), {"bulan": "kapan-kapan"}).status_code == 404


def test_the_neighbours_trail_is_not_shown(office, cast):
    op.add_posyandu(
        puskesmas=cast.neighbour,
        by=cast.people["tetangga"],
        village=cast.neighbour.place.serves.first(),
        name="Rahasia",
    )
    assert "Rahasia" not in office.get(at("trail")).content.decode()


def test_an_office_in_the_east_reads_its_own_time(office, cast, yusuf):
    import datetime as dt

    AuditLine.objects.create(
        puskesmas=cast.puskesmas,
        by=yusuf,
        at=dt.datetime(2026, 5, 4, 16, 30, tzinfo=dt.UTC),
        action="x",
        sentence="Malam.",
    )
    assert "23.30" in office.get(at("trail")).content.decode()
    cast.puskesmas.settings = {"zone": "WIT"}
    cast.puskesmas.save()
    page = office.get(at("trail")).content.decode()
    assert "01.30" in page
    assert "Selasa, 5 Mei 2026" in page


def test_the_list_of_ones_offices_needs_two_queries(cast, django_assert_num_queries):
    from lokmin.cycle.centre.queries import puskesmas_of

    for name, count in (("ratna", 1), ("tetangga", 1), ("dinkes", 2), ("admin", 2)):
        with django_assert_num_queries(2):
            assert len(puskesmas_of(cast.people[name])) == count
    cast.people["dinkes"].memberships.update(district=Place.objects.get(code="99"))
    assert len(puskesmas_of(cast.people["dinkes"])) == 2
    cast.people["dinkes"].memberships.update(district=Place.objects.get(code="99.01.02"))
    assert [p.name for p in puskesmas_of(cast.people["dinkes"])] == ["Puskesmas Sumberkencono"]


def test_what_the_admin_does_is_in_the_trail(enter, cast):
    client = enter("admin")
    page = client.get("/admin/centre/membership/add/")
    assert page.status_code == 200
    district = Place.objects.get(code="99.01")
    client.post(
        "/admin/centre/membership/add/",
        {"person": cast.people["bambang"].pk, "role": "dinkes", "district": district.pk, "programme": ""},
    )
    assert last_sentence() == "Admin Lokmin menambahkan peran Bambang Setiadi, S.KM.: dinkes sebagai admin."
    assert client.get("/admin/centre/person/").status_code == 200
    assert client.get("/admin/centre/puskesmas/").status_code == 200
