"""The wall: what it shows at each moment of a meeting, and how its pages are turned."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Attendance, Room


def at(meeting, route="hall", **more):
    return reverse(f"meetings:{route}", kwargs={"pkm": HOME, "pk": meeting.pk, **more})


@pytest.fixture
def wall(enter):
    client = enter("yusuf")

    def read(meeting, layar="", part=False):
        query = {"layar": layar} if layar else {}
        answer = client.get(at(meeting), {**query, **({"bagian": "layar"} if part else {})})
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_before_the_meeting_the_wall_says_how_to_join(figures, meeting, wall):
    page = wall(meeting)
    room = Room.objects.get(meeting=meeting)
    assert "Isi daftar hadir dari telepon Anda" in page
    assert f"/hadir/{room.code}" in page
    assert page.count("<svg") == 1
