"""Cards of owners: as many as the tasks need, four to a sheet, nothing of patients, equal bytes for equal input."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from lokmin.documents.forms.owncard import LINES, MOST_BOXES, CardTask, card_text, cards, lines_of, plain_card
from lokmin.documents.render.cards import cards_pdf

DAY, NOON = dt.date(2026, 5, 20), dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)
TELL = "Yusuf Hidayat, S.KM., Puskesmas Banyuwening"


def made(*tasks):
    return cards("Kader Krajan", "Puskesmas Banyuwening", DAY, TELL, tasks)


@given(st.lists(st.builds(CardTask, st.text(min_size=1, max_size=200), place=st.text(max_size=80)), max_size=20))
def test_no_task_is_lost_however_many_cards_they_fill(tasks):
    found = made(*tasks)
    assert sorted(t.text for c in found for t in c.tasks) == sorted(t.text for t in tasks)
    assert [c.number for c in found] == list(range(1, len(found) + 1))
    assert all(len(c.tasks) == 1 or sum(map(lines_of, c.tasks)) <= LINES for c in found)


def test_the_nearest_date_comes_first_and_turns_have_boxes():
    later = CardTask("Rekap", due=dt.date(2026, 6, 1))
    weekly = CardTask("Kunjungan", due=dt.date(2026, 5, 25), rhythm="tiap minggu sampai 25 Mei 2026",
                      turns=(dt.date(2026, 5, 21), dt.date(2026, 5, 25)))  # fmt: skip
    shown = plain_card(made(later, weekly, CardTask("Tanpa tanggal"))[0])
    assert [t["text"] for t in shown["tasks"]] == ["Kunjungan", "Rekap", "Tanpa tanggal"]
    assert shown["tasks"][0]["turns"] == ["21 Mei", "25 Mei"]
    assert shown["tasks"][1]["where"] == "sampai 1 Juni 2026"


def test_many_turns_are_counted_not_drawn():
    days = tuple(DAY + dt.timedelta(weeks=n) for n in range(40))
    task = plain_card(made(CardTask("Kunjungan", turns=days))[0])["tasks"][0]
    assert (len(task["turns"]), task["more"]) == (MOST_BOXES, 40 - MOST_BOXES)
    assert "dan 28 lagi" in card_text(made(CardTask("Kunjungan", turns=days)))


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (4, 1), (5, 2), (9, 3)])
def test_four_cards_share_a_sheet(count, sheets):
    every = [made(CardTask("Rekap nama dusun", due=DAY))[0]] * count
    data = cards_pdf(every, NOON, "Kartu")
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == sheets
    words = " ".join(page.extract_text() for page in reader.pages)
    assert words.count("Kader Krajan") == count
    assert data == cards_pdf(every, NOON, "Kartu")
