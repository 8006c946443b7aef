"""The page of one problem in a meeting: causes in one line, why below why, the root, the way that becomes an RTL."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre import clock
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.followup.models import Action, Verdict
from lokmin.cycle.monitoring.models import Alternative, Cause, Problem, ProblemMonth
from lokmin.cycle.monitoring.register import operations


@pytest.fixture(autouse=True)
def _may(settings):
    settings.LOKMIN_TODAY = "2026-05-04"


@pytest.fixture
def problem(cast):
    """A problem of the figures in its third red month."""
    found = Problem.objects.create(
        puskesmas=cast.puskesmas, year=2026, number=1, kind="angka", source="angka", key="K1@99.01.01.2002",
        statement="Cakupan K1 Desa Watubelah s.d. April 2026 17,3 %, target berjalan 33,3 %, kurang 15 ibu.",
        how_big="kurang 15 ibu", indicator="K1", village=cast.villages[1], klaster=2, programme="kia",
        category="cakupan", first_period="2026-02", last_period="2026-04", made_at=clock.now(),
    )  # fmt: skip
    for n, period in enumerate(("2026-02", "2026-03", "2026-04"), 1):
        ProblemMonth.objects.create(
            problem=found, period=period, statement=found.statement, status="jelek", red_months=n, gap_people=15
        )
    return found


def address(name: str, **kwargs: object) -> str:
    return reverse(name, kwargs={"pkm": HOME, **kwargs})


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def press(client, problem, **data) -> str:
    answer = client.post(address("monitoring:problem_causes", problem=problem.pk), data)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_the_third_red_month_opens_the_search_for_causes(enter, problem) -> None:
    page = text_of(enter("yusuf").get(address("followup:problem", problem=problem.pk)))
    assert "K1 Watubelah: kurang 15 ibu, bulan ketiga merah" in page
    assert "Bulan ketiga merah: cari akar masalah." in page
    assert "Juga merah pada Februari, Maret 2026" in page
    listed = text_of(enter("yusuf").get(address("followup:register")))
    assert "1 masalah terbuka, 1 menunggu akar masalah" in listed
    assert "Cari akar masalah" in listed


def test_a_secretary_writes_a_chain_of_why_without_a_script(enter, problem) -> None:
    client = enter("yusuf")
    assert press(client, problem, apa="tambah", teks="Ibu hamil tidak terdata", tulang="metode").endswith("#tambah")
    top = Cause.objects.get()
    back = press(client, problem, apa="tambah", teks="Kader berganti", bawah=top.pk)
    below = Cause.objects.get(parent=top)
    assert back.endswith(f"#sebab-{below.pk}")
    press(client, problem, apa="akar", sebab=below.pk)
    press(client, problem, apa="ubah", sebab=below.pk, teks="Kader berganti sejak Januari", bukti="Daftar kader")
    below.refresh_from_db()
    assert (below.text, below.root, below.evidence) == ("Kader berganti sejak Januari", True, "Daftar kader")
    page = text_of(client.get(address("followup:problem", problem=problem.pk)))
    assert "1 akar masalah disepakati" in page
    listed = page[page.index('<ol class="causes">') :]
    assert listed.index("Ibu hamil tidak terdata") < listed.index("Kader berganti sejak Januari")


@pytest.mark.parametrize("picture", ["ikan", "pohon", "mengapa", "penentu"])
def test_the_same_tree_is_drawn_in_four_pictures_wide_and_narrow(enter, cast, problem, picture) -> None:
    operations.add_cause(problem=problem, by=cast.people["ratna"], text="Kader berganti", rib="manusia", root=True)
    page = text_of(enter("ratna").get(address("followup:problem", problem=problem.pk) + f"?gambar={picture}"))
    assert page.count("<svg") == 2
    assert "Kader berganti" in page


def test_what_was_refused_is_said_and_kept(enter, problem) -> None:
    client = enter("yusuf")
    long = "Kader " * 45
    press(client, problem, apa="tambah", teks=long)
    page = text_of(client.get(address("followup:problem", problem=problem.pk)))
    assert "lebih dari 240 huruf" in page
    assert f'value="{long}"'[:60] in page
    assert not Cause.objects.exists()


def test_a_cause_of_another_problem_cannot_be_touched(enter, cast, problem) -> None:
    other = operations.record_problem(puskesmas=cast.puskesmas, by=cast.people["ratna"], source="staf", what="Lain")
    theirs = operations.add_cause(problem=other, by=cast.people["ratna"], text="Sebab lain")
    press(enter("yusuf"), problem, apa="hapus", sebab=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.removed_at is None


def test_a_chosen_way_leads_to_an_rtl_with_everything_known(enter, cast, problem) -> None:
    client, by = enter("ratna"), cast.people["ratna"]
    root = operations.add_cause(problem=problem, by=by, text="Kader berganti", root=True)
    post = address("monitoring:problem_ways", problem=problem.pk)
    client.post(post, {"apa": "tambah", "teks": "Melatih kader", "sebab": root.pk})
    way = Alternative.objects.get()
    client.post(post, {"apa": "nilai", "alternatif": way.pk, "cara": "reinke", "M": 4, "I": 4, "V": 5, "C": 2})
    client.post(post, {"apa": "pilih", "alternatif": way.pk})
    page = text_of(client.get(address("followup:problem", problem=problem.pk)))
    assert "40,00" in page
    assert "reinke/p/1; solusi/1" in page
    start = page.index(address("followup:add"))
    link = page[start : page.index('"', start)].replace("&amp;", "&")
    form = text_of(client.get(link))
    assert "Melatih kader" in form
    assert f'<option value="{problem.pk}" selected>' in form
    assert f'<option value="{root.pk}" selected>' in form
    assert "Kader berganti" in form


def test_old_rtl_stand_with_what_they_did(enter, cast, problem) -> None:
    action = followup.add(
        puskesmas=cast.puskesmas, by=cast.people["ratna"], problem="K1", activity="Kunjungan rumah",
        register=problem.pk, due=dt.date(2026, 4, 1), made_on=dt.date(2026, 1, 10),
    )  # fmt: skip
    Verdict.objects.create(
        action=action, period="2026-04", outcome="belum", before=5, after=3, others=11, effect_bp=100,
        chance_ppm=400000, sentence="Naik 1 poin lebih banyak daripada 11 desa lain.", at=clock.now(),
    )  # fmt: skip
    page = text_of(enter("anindya").get(address("followup:problem", problem=problem.pk)))
    assert "Kunjungan rumah" in page
    assert "5 bulan sebelum, 3 sesudah" in page
    assert "Naik 1 poin lebih banyak" in page


def test_a_cause_named_before_is_offered_with_what_then_worked(enter, cast, problem) -> None:
    by = cast.people["ratna"]
    earlier = operations.record_problem(
        puskesmas=cast.puskesmas, by=by, source="staf", what="K1 turun", indicator="K1", village=cast.villages[2]
    )
    cause = operations.add_cause(problem=earlier, by=by, text="Kader belum dilatih", rib="manusia", root=True)
    action = followup.add(
        puskesmas=cast.puskesmas, by=by, problem="K1", activity="Melatih kader", register=earlier.pk, root=cause.pk,
        due=dt.date(2026, 2, 1), made_on=dt.date(2026, 1, 10),
    )  # fmt: skip
    Verdict.objects.create(
        action=action, period="2026-04", outcome="berhasil", before=6, after=3, others=11, effect_bp=900,
        chance_ppm=20000, sentence="Naik 9 poin.", at=clock.now(),
    )  # fmt: skip
    client = enter("ratna")
    page = text_of(client.get(address("followup:problem", problem=problem.pk)))
    assert "1 penyebab yang pernah disebut" in page
    assert "Sesudah “Melatih kader”: berhasil. Naik 9 poin." in page
    press(client, problem, apa="pakai", teks="Kader belum dilatih", tulang="manusia")
    assert Cause.objects.filter(problem=problem, text="Kader belum dilatih", rib="manusia").exists()


def test_merged_problems_are_one_page(enter, cast, problem) -> None:
    by = cast.people["ratna"]
    other = operations.record_problem(
        puskesmas=cast.puskesmas, by=by, source="masyarakat", what="Bidan jarang datang", village=cast.villages[1]
    )
    operations.add_cause(problem=other, by=by, text="Motor dinas rusak")
    followup.add(puskesmas=cast.puskesmas, by=by, problem="x", activity="Memperbaiki motor", register=other.pk)
    client = enter("ratna")
    answer = client.post(
        address("monitoring:problem_merge", problem=other.pk), {"into": problem.pk, "reason": "Desanya sama"}
    )
    assert answer.headers["Location"] == address("followup:problem", problem=problem.pk)
    page = text_of(client.get(answer.headers["Location"]))
    assert "Motor dinas rusak" in page
    assert "Memperbaiki motor" in page
    gone = text_of(client.get(address("followup:problem", problem=other.pk)))
    assert "Sudah digabung." in gone


def test_a_guest_raises_a_problem_but_sees_no_register(enter, cast) -> None:
    client = enter("camat")
    answer = client.post(address("monitoring:problem_raise"), {"what": "Jalan Krajan putus", "source": "linsek"})
    assert answer.headers["Location"] == address("monitoring:home")
    assert Problem.objects.get().statement == "Jalan Krajan putus."
    assert client.get(address("followup:register")).status_code == 403


def test_a_staf_reads_the_canvas_and_changes_nothing(enter, problem) -> None:
    client = enter("bambang")
    page = text_of(client.get(address("followup:problem", problem=problem.pk)))
    assert "<form" not in page[page.index("<main") : page.index("</main>")]
    answer = client.post(address("monitoring:problem_causes", problem=problem.pk), {"apa": "tambah", "teks": "x"})
    assert answer.status_code == 403


def test_a_red_figure_leads_to_its_problem(enter, cast, problem) -> None:
    from lokmin.cycle.monitoring.register import queries

    village = cast.villages[1].code
    assert queries.links(cast.puskesmas).of("K1", village) == problem.pk
    assert queries.links(cast.puskesmas).of("K6", village) == problem.pk, "one road, one problem"
    assert queries.links(cast.puskesmas).of("DS", village) is None


@pytest.mark.parametrize(("paper", "ending", "start"), [
    ("penyebab", "pptx", b"PK"), ("penyebab", "docx", b"PK"), ("pemecahan", "docx", b"PK"),
    ("pemecahan", "pdf", b"%PDF"),
])  # fmt: skip
def test_the_papers_of_a_problem_are_written(enter, cast, problem, paper, ending, start) -> None:
    by = cast.people["ratna"]
    root = operations.add_cause(problem=problem, by=by, text="Kader berganti", root=True, rib="manusia")
    operations.add_alternative(problem=problem, by=by, text="Melatih kader", cause=root)
    answer = enter("yusuf").get(address("followup:problem_paper", problem=problem.pk, paper=paper, ending=ending))
    assert answer.status_code == 200
    assert answer.content.startswith(start)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_register_is_written(enter, problem, ending) -> None:
    answer = enter("dinkes").get(address("followup:register_file", ending=ending))
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert Action.objects.count() == 0
