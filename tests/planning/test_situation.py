"""The situation analysis fills itself from what the office keeps: tools by room, problems of the surveys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokmin.cycle.community.models import Instrument, Smd, VillageFinding
from lokmin.cycle.planning.situation.queries import situation
from lokmin.cycle.workforce.needs import operations as needs
from lokmin.cycle.workforce.needs import rules

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-20T09:00"


def tables(cast, code):
    state = next(s for s in situation(cast.puskesmas, 2027).states if s.part.code == code)
    return state.tables


def test_the_inventory_stands_in_the_pack_by_room(cast):
    assert tables(cast, "sarana") == ()
    standard = rules.equipment(2026).standard
    first = [replace(tool, good=tool.standard, light=0, heavy=0) for tool in standard[:3]]
    short = replace(standard[3], good=0, light=0, heavy=1)
    needs.take_in(puskesmas=cast.puskesmas, by=cast.people["yusuf"], lines=[*first, short, standard[4]], name="a.xlsx")
    (table,) = tables(cast, "sarana")
    assert table.heads == ("Ruang", "Standar", "Ada dan baik", "Kurang", "Belum dihitung")
    assert table.rows[-1] == ("Jumlah", "5", "3", "1", "1")
    assert not table.source.endswith(".")


def test_problems_of_a_survey_stand_in_the_pack_before_any_musyawarah(cast):
    yusuf, at = cast.people["yusuf"], cast.puskesmas
    form = Instrument.objects.create(puskesmas=at, title="SMD", made_at="2025-09-01T08:00Z", made_by=yusuf)
    smd = Smd.objects.create(
        puskesmas=at, village=cast.villages[1], year=2025, instrument=form, made_at="2025-09-01T08:00Z", made_by=yusuf
    )
    VillageFinding.objects.create(smd=smd, text="belum memakai jamban", at="2025-09-01T08:00Z", by=yusuf)
    (table,) = tables(cast, "smd")
    assert table.rows == (("Watubelah", "belum memakai jamban", "2025"),)
