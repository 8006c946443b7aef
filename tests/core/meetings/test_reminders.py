"""What is due before a meeting, in sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.meetings.reminders import AHEAD, Coming, chat, reminders

MAY = Coming(
    "Lokmin Mei", dt.date(2026, 5, 5), prepared=True, missing=("Ratna", "Hendra"), lead_days=2, material_days=3,
    reading_days=3,
)  # fmt: skip


def sentences(coming: Coming, day: int) -> list[str]:
    return [r.sentence for r in reminders(coming, dt.date(2026, 5, day))]


def test_before_it_is_time_nothing_is_said():
    assert reminders(MAY, dt.date(2026, 4, 20)) == []


def test_each_duty_is_told_with_its_day_the_oldest_first():
    assert sentences(MAY, 1) == [
        "Bagikan bahan bacaan Lokmin Mei, 1 hari lagi",
        "Bahan Lokmin Mei belum ada dari Ratna, Hendra, 1 hari lagi",
        "Kirim undangan Lokmin Mei, 2 hari lagi",
    ]
    assert "Kirim undangan Lokmin Mei, hari ini" in sentences(MAY, 3)
    assert "Kirim undangan Lokmin Mei, lewat 1 hari" in sentences(MAY, 4)


def test_the_pre_reading_is_asked_for_until_its_day_and_never_called_late():
    assert any("bahan bacaan" in s for s in sentences(MAY, 2))
    assert not any("bahan bacaan" in s for s in sentences(MAY, 3))


def test_what_is_done_is_not_told():
    done = replace(MAY, invited=True, missing=(), reading_days=0)
    assert sentences(done, 4) == []


def test_of_many_only_some_are_named():
    many = replace(MAY, missing=tuple("ABCDEFG"))
    assert any("dari A, B, C, D dan 3 lagi" in s for s in sentences(many, 3))


def test_a_meeting_nobody_prepared_asks_for_it_and_then_is_late():
    planned = Coming("Lokmin Mei", dt.date(2026, 5, 5), prepared=False, lead_days=2)
    assert [r.sentence for r in reminders(planned, dt.date(2026, 4, 26))] == ["Siapkan Lokmin Mei, hari ini"]
    assert sentences(planned, 11) == ["Lokmin Mei belum diadakan, lewat 6 hari"]
    assert sentences(replace(planned, counted=False), 11) == []


def test_the_text_for_the_group_names_day_place_and_what_is_missing():
    text = chat(MAY, "09.00 WIB", "aula")
    assert text.splitlines()[:3] == ["*Lokmin Mei*", "Selasa, 5 Mei 2026, pukul 09.00 WIB", "aula"]
    assert "Mohon bahan diisi sebelum 2 Mei 2026:" in text
    assert "- Ratna" in text


@given(st.integers(-60, 60), st.booleans(), st.booleans(), st.integers(0, 14))
def test_nothing_is_told_too_early_and_never_late_and_early_at_once(offset, prepared, invited, lead):
    coming = replace(MAY, prepared=prepared, invited=invited, lead_days=lead)
    today = MAY.day + dt.timedelta(days=offset)
    for reminder in reminders(coming, today):
        assert (reminder.due - today).days <= AHEAD
        assert reminder.late == max(0, (today - reminder.due).days)
