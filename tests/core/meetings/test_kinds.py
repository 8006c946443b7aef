"""The kinds of meetings as the rule has them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from lokmin.core.meetings.kinds import load

DATA = tomllib.loads(files("lokmin.catalog").joinpath("rules/lokmin.toml").read_text("utf-8"))
CODES = {
    "bulanan_pertama", "bulanan_rutin", "tribulanan_pertama", "tribulanan_rutin", "pra_lokmin_klaster", "rtm",
    "rapat_lain",
}  # fmt: skip


def test_every_kind_opens_closes_and_names_its_source():
    found = load(DATA, 2026)
    assert set(found) == CODES
    for kind in found.values():
        assert [kind.agenda[0].kind, kind.agenda[-1].kind] == ["pembukaan", "penutup"]
        assert kind.source
        assert kind.legal_base


def test_months_two_seven_and_twelve_have_a_point_of_their_own():
    monthly = load(DATA, 2026)["bulanan_rutin"]
    extra = {m: len(monthly.points(m)) - len(monthly.points(5)) for m in range(1, 13)}
    assert [m for m, n in extra.items() if n] == [2, 7, 12]


def test_a_younger_rule_holds_from_its_year_on():
    now = next(k for k in DATA["kind"] if k["code"] == "bulanan_rutin")
    young = {**now, "valid_from": 2030, "purposes": ["Baru"]}
    data = {**DATA, "kind": [*DATA["kind"], young]}
    assert load(data, 2029)["bulanan_rutin"].purposes != ("Baru",)
    assert load(data, 2030)["bulanan_rutin"].purposes == ("Baru",)


def test_a_habit_shorter_than_the_need_is_refused():
    bad = {**DATA["kind"][0], "agenda": [{"title": "X", "kind": "lain", "least": 9, "wanted": 5}]}
    with pytest.raises(ValueError, match="menit 9 sampai 5"):
        load({**DATA, "kind": [bad]}, 2026)
