"""Who carries an activity out, read from what people write in that column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.workload.named import named

STAFF = {
    1: "Ratna Wulandari, S.Tr.Keb.", 2: "Sri Lestari, A.Md.Gz.", 3: "dr. Anindya Prameswari", 4: "Sri Rahayu, S.Kep.",
    5: "Yusuf Hidayat, S.KM.", 6: "Bambang Setiadi",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ratna Wulandari, S.Tr.Keb., Sri Lestari, A.Md.Gz.", (1, 2)),
        ("Ratna, Bambang dan dr. Anindya", (1, 3, 6)),
        ("bidan desa bersama Yusuf", (5,)),
        ("Tim promkes (Bambang Setiadi)", (6,)),
        ("SRI LESTARI/YUSUF HIDAYAT", (2, 5)),
        ("Sri", ()),
        ("kader Ratnasari, Setiadi", ()),
        ("S.KM., A.Md., S.Kep.", ()),
        ("", ()),
        (" , ; dan ", ()),
    ],
)
def test_names_are_found_whole_or_by_a_beginning_that_fits_one(text, who):
    assert named(text, STAFF) == who


def test_two_of_one_name_are_not_guessed_at():
    assert named("Siti Aminah", {1: "Siti Aminah", 2: "Siti Aminah, A.Md."}) == ()


@given(st.permutations(sorted(STAFF)), st.sampled_from([", ", " dan ", "; ", "/"]))
def test_every_whole_name_in_a_list_is_found_in_any_order(order, between):
    assert set(named(between.join(STAFF[key] for key in order), STAFF)) == set(STAFF)
