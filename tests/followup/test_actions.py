"""What happens to an RTL: numbered, changed, reported on, finished, given up; what it still lacks; when it is late."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.followup import operations, queries
from lokmin.cycle.followup.models import Action

pytestmark = pytest.mark.django_db


def test_numbers_run_through_the_year_and_begin_again(cast, columns):
    days = [dt.date(2026, 5, 5), dt.date(2026, 6, 2), dt.date(2027, 1, 5)]
    made = [operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], made_on=d, **columns) for d in days]
    assert [str(a) for a in made] == ["RTL 1/2026", "RTL 2/2026", "RTL 1/2027"]


def test_an_action_is_late_only_while_open_and_after_its_date(action):
    assert queries.line(action, dt.date(2026, 5, 23)).status == "belum mulai"
    late = queries.line(action, dt.date(2026, 5, 24))
    assert (late.status, late.days_late) == ("terlambat", 1)
    done = operations.finish(
        action=action, by=action.made_by, result="8 ibu baru terdata", proof="Daftar ibu", on=dt.date(2026, 6, 1)
    )
    assert queries.line(done, dt.date(2026, 7, 1)).status == "selesai"


def test_it_says_what_it_lacks(cast):
    bare = operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], problem="D/S", activity="Cocokkan sasaran")
    assert queries.lacking(bare) == (
        "penanggung jawab", "batas waktu", "indikator keberhasilan", "perubahan yang diharapkan",
    )  # fmt: skip


def test_a_deadline_before_the_start_is_refused_with_both_dates(cast, columns):
    columns["due"] = dt.date(2026, 5, 1)
    with pytest.raises(ValidationError, match="1 Mei 2026 lebih awal daripada mulainya, 11 Mei 2026"):
        operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], **columns)


@pytest.mark.parametrize(
    "wrong",
    [
        {"due": dt.date(2026, 5, 1)},
        {"status": "dibatalkan"},
        {"status": "selesai"},
        {"cost": -1},
        {"klaster": 6},
    ],
)
def test_the_database_itself_refuses_nonsense(action, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**wrong)


def test_every_step_is_in_the_log_and_the_audit_trail(action, cast):
    ratna = cast.people["ratna"]
    operations.progress(action=action, by=cast.people["endah"], note="Dua dusun selesai")
    operations.change(action=action, by=ratna, due=dt.date(2026, 5, 30))
    operations.change(action=action, by=ratna, due=dt.date(2026, 5, 30))
    operations.cancel(action=action, by=ratna, reason="Didata Dinkes", moved=True)
    events = list(action.events.values_list("status", "note", "changes"))
    assert [e[0] for e in events] == ["belum mulai", "berjalan", "berjalan", "dialihkan"]
    assert events[2][2] == {"due": ["2026-05-23", "2026-05-30"]}
    assert AuditLine.objects.filter(about_kind="action", about_id=str(action.pk)).count() == 4
    with pytest.raises(ValidationError, match="sudah dialihkan"):
        operations.progress(action=action, by=ratna, note="Lanjut")
    assert operations.resume(action=action, by=ratna, note="Ternyata masih perlu").status == "berjalan"


def test_the_menu_says_how_many_are_late(cast, action, columns, settings):
    settings.LOKMIN_TODAY = "2026-06-02"
    columns["due"] = dt.date(2026, 6, 30)
    operations.add(puskesmas=cast.puskesmas, by=cast.people["ratna"], **columns)
    assert queries.menu_line(cast.puskesmas) == "1 dari 2 terlambat"
    assert queries.menu_line(cast.neighbour) == "belum ada"
    assert [a.pk for a in queries.overdue(cast.puskesmas)] == [action.pk]


def test_actions_on_an_indicator_of_a_village_are_found(cast, action):
    assert [a.pk for a in queries.for_indicator(cast.puskesmas, "99.01.01.2002", "K1")] == [action.pk]
    assert queries.for_indicator(cast.puskesmas, "99.01.01.2003", "K1") == []
    assert queries.for_indicator(cast.neighbour, "99.01.01.2002", "K1") == []
