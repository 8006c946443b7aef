"""Hand-overs that are still to come, people who leave, two who work at the same table, decrees that come later."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.numbers import MICRO
from lokmin.core.workload.darbin.records import Measure
from lokmin.cycle.workforce.abk import operations as abk
from lokmin.cycle.workforce.abk import queries as abk_queries
from lokmin.cycle.workforce.darbin import basis, operations, queries
from lokmin.cycle.workforce.darbin.operations import Change
from lokmin.cycle.workforce.division import operations as tasks
from lokmin.cycle.workforce.division import queries as division
from lokmin.cycle.workforce.division.operations import Lead
from lokmin.cycle.workforce.models import TaskAssignment, WorkItem
from lokmin.cycle.workforce.staff import operations as staff_operations

TODAY = dt.date(2026, 5, 4)


def page(client, cast, path: str, **given):
    return client.get(f"/p/{cast.puskesmas.code}/tenaga/{path}", given)


def post(client, cast, path: str, **given):
    return client.post(f"/p/{cast.puskesmas.code}/tenaga/{path}", given)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_whoever_leaves_holds_nothing_after_the_last_day_and_the_gap_is_told_at_once(shared, staff, enter, settings):
    client = enter("yusuf")
    lukman = staff["Lukman Arifin"].pk
    address = f"/p/{shared.puskesmas.code}/tenaga/staf/{lukman}/berhenti/"
    said = text(client.post(address, {"on": "2026-05-04", "reason": "pindah"}, follow=True))
    assert "Mulai 5 Mei 2026 tanpa PJ:" in said
    assert "Desa Tlogomulyo, Desa Karangtuwi" in said
    day_after = TODAY + dt.timedelta(days=1)
    assert queries.pj(shared.puskesmas, "99.01.01.2003", TODAY).pk == lukman
    assert queries.pj(shared.puskesmas, "99.01.01.2003", day_after) is None
    assert queries.board(shared.puskesmas, day_after).without == ("Tlogomulyo", "Karangtuwi")
    told = [f.message for f in queries.board(shared.puskesmas, TODAY).findings]
    assert "Tlogomulyo tanpa PJ dari 5 Mei 2026 sampai 31 Desember 2026. Tetapkan PJ-nya." in told
    assert division.pj_of(shared.puskesmas, "p2p", day_after) is None
    assert any("tanpa PJ dari 5 Mei 2026" in f.message for f in division.findings(shared.puskesmas, TODAY))
    settings.LOKMIN_TODAY = "2026-05-05T08:00"
    assert "2 dari 12 desa belum punya PJ." in text(page(client, shared, "darbin/"))
    client.post(address, {"apa": "kembali"})
    assert queries.board(shared.puskesmas, day_after).without == ()


def test_a_hand_over_that_is_still_to_come_does_not_block_the_rest_of_the_table(shared, staff, village, enter):
    client, by = enter("yusuf"), shared.people["yusuf"]
    coming = Change(village["Kalisari"], "pj", staff["Arif Budiman"])
    operations.assign(puskesmas=shared.puskesmas, by=by, changes=[coming], since=dt.date(2026, 7, 1))
    assert "mulai 1 Juli 2026: Arif Budiman, A.Md.KL." in text(page(client, shared, "darbin/"))
    shown = page(client, shared, "darbin/ubah/").content.decode()
    cells = dict(re.findall(r'name="semula:([^"]+)" value="([^"]*)"', shown))
    given = {**cells, **{f"semula:{name}": value for name, value in cells.items()}, "since": "2026-05-04"}
    given["pj:99.01.01.2008"] = staff["Hendra Kusuma"].pk
    assert post(client, shared, "darbin/ubah/", **given).status_code == 302
    assert queries.pj(shared.puskesmas, "99.01.01.2008", TODAY).short_name == "Hendra Kusuma"
    assert queries.pj(shared.puskesmas, "99.01.01.2011", TODAY).short_name == "Bambang Setiadi"
    assert queries.pj(shared.puskesmas, "99.01.01.2011", dt.date(2026, 7, 1)).short_name == "Arif Budiman"


def test_a_gap_before_somebody_who_is_already_chosen_can_be_filled(shared, staff, village, enter):
    by, office, place = shared.people["yusuf"], shared.puskesmas, village["Kalisari"]
    later, gap = dt.date(2026, 10, 1), dt.date(2026, 8, 1)

    def put(name, since):
        changes = [Change(place, "pj", staff[name] if name else None)]
        return operations.assign(puskesmas=office, by=by, changes=changes, since=since)

    def held(day):
        found = queries.pj(office, "99.01.01.2011", day)
        return found.short_name if found else None

    put("Arif Budiman", later)
    staff_operations.leave_office(staff=staff["Bambang Setiadi"], by=by, on=dt.date(2026, 7, 31), reason="pindah")
    assert any("dari 1 Agustus 2026 sampai 30 September 2026" in f.message
               for f in queries.board(office, TODAY).findings)  # fmt: skip
    put("Hendra Kusuma", gap)
    days = (dt.date(2026, 7, 31), gap, dt.date(2026, 9, 30), later)
    assert [held(day) for day in days] == ["Bambang Setiadi", "Hendra Kusuma", "Hendra Kusuma", "Arif Budiman"]
    assert put("Hendra Kusuma", gap) == 0
    put("Lukman Arifin", gap)
    assert [held(day) for day in days] == ["Bambang Setiadi", "Lukman Arifin", "Lukman Arifin", "Arif Budiman"]
    with pytest.raises(ValidationError, match="Pilih tanggal sesudahnya"):
        put(None, gap)
    tasks.set_leads(puskesmas=office, by=by, leads=[Lead("gizi", staff["Hendra Kusuma"])], since=later)
    tasks.set_leads(puskesmas=office, by=by, leads=[Lead("gizi", staff["Lukman Arifin"])], since=gap)
    assert division.coming(office, TODAY)["gizi"].staff.short_name == "Lukman Arifin"
    assert "mulai 1 Agustus 2026: Lukman Arifin" in text(page(enter("yusuf"), shared, "pembagian/"))
    found = [division.pj_of(office, "gizi", day).short_name for day in days]
    assert found == ["Sri Lestari", "Lukman Arifin", "Lukman Arifin", "Hendra Kusuma"]


def test_the_number_of_the_decree_is_written_everywhere_with_one_tick(shared, staff, enter):
    client = enter("yusuf")
    cells = {f"{at_}:{r.programme}": r.staff_id
             for r in TaskAssignment.objects.filter(role="pj", until=None) for at_ in ("pj", "semula")}  # fmt: skip
    refused = post(client, shared, "pembagian/ubah/", **cells, since="2026-05-04", everywhere="on")
    assert refused.status_code == 422
    done = post(client, shared, "pembagian/ubah/", **cells, since="2026-05-04", everywhere="on", decree="440/1/2026")
    assert done.status_code == 302
    rows = TaskAssignment.objects.filter(role="pj")
    assert {r.decree for r in rows} == {"440/1/2026"}
    assert rows.filter(until=None).count() == rows.count()


def test_minutes_count_the_other_work_of_everybody_also_of_those_nobody_divided(shared, staff):
    """Of the ABK: equal parts where no part was told (as its own page shows them)."""
    by, office = shared.people["yusuf"], shared.puskesmas
    abk.begin(puskesmas=office, by=by, year=2026)
    row = WorkItem.objects.get(profession="gizi", activity="Konseling gizi")
    WorkItem.objects.filter(pk=row.pk).update(norm_micro=30 * MICRO, volume_micro=480 * MICRO)
    load = next(p for _o, p in abk_queries.result(office, 2026).people if p.worker.name == "Sri Lestari")
    asked = basis.Asked((staff["Sri Lestari"].pk,), TODAY, dt.date(2026, 12, 31), Measure.MINUTES, None, None, 30)
    (one,) = basis.problem(office, asked).staff
    assert one.carried == int(load.minutes / 12)
    assert one.carried > 30 * 480 // 12
