"""Accepting, taking back and typing in any order leave exactly the numbers a simple model says."""

from __future__ import annotations

import random

import pytest

from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.reporting import queries
from lokmin.cycle.reporting.models import Fact
from lokmin.cycle.reporting.operations import Entered, accept, enter, preview, withdraw
from reporting.book import ready

A, B = "99.01.01.2001", "99.01.01.2002"
KEYS = [(place, "2026-03", element) for place in (A, B) for element in ("kia.k1", "kia.k4")]


@pytest.fixture(autouse=True)
def _day(settings):
    settings.LOKMIN_TODAY = "2026-05-02"


def facts(cast):
    return {key: value // MICRO for key, value in queries.current_facts(cast.puskesmas, 2026).items()}


def test_accepted_numbers_are_in_force_and_a_correction_keeps_the_old_one(cast):
    ratna = cast.people["ratna"]
    first = ready(cast.puskesmas, ratna, [(A, "2026-03", "kia.k1", 4)])
    counts = accept(upload=first, by=ratna)
    assert (counts.new, counts.changed) == (1, 0)
    second = ready(cast.puskesmas, ratna, [(A, "2026-03", "kia.k1", 5)], "koreksi.xlsx")
    plan = preview(second)
    assert [(c.state, c.old, c.micro) for c in plan.cells] == [("changed", 4 * MICRO, 5 * MICRO)]
    accept(upload=second, by=ratna)
    assert facts(cast) == {(A, "2026-03", "kia.k1"): 5}
    past = queries.history(cast.puskesmas, place=A, period="2026-03", element="kia.k1")
    assert [(p.micro // MICRO, p.source.file, p.replaced_at is None) for p in past] == [
        (5, "koreksi.xlsx", True),
        (4, "laporan.xlsx", False),
    ]


def test_the_same_file_again_changes_nothing(cast):
    ratna = cast.people["ratna"]
    rows = [(*key, i) for i, key in enumerate(KEYS)]
    accept(upload=ready(cast.puskesmas, ratna, rows), by=ratna)
    before = list(Fact.objects.values_list("pk", "micro"))
    again = ready(cast.puskesmas, ratna, rows)
    assert preview(again).counts["same"] == len(rows)
    assert accept(upload=again, by=ratna).new == 0
    assert list(Fact.objects.values_list("pk", "micro")) == before


def test_taking_back_restores_what_was_before_and_says_what_was_changed_since(cast):
    ratna, endah = cast.people["ratna"], cast.people["endah"]
    accept(upload=ready(cast.puskesmas, ratna, [(A, "2026-03", "kia.k1", 4)]), by=ratna)
    rows = [(A, "2026-03", "kia.k1", 9), (B, "2026-03", "kia.k1", 7), (B, "2026-03", "kia.k4", 1)]
    second = ready(cast.puskesmas, ratna, rows, "salah.xlsx")
    accept(upload=second, by=ratna)
    typed = {(B, "kia.k1"): Entered(7 * MICRO, 8 * MICRO)}
    enter(puskesmas=cast.puskesmas, by=endah, month=Month(2026, 3), values=typed)
    done = withdraw(upload=second, by=cast.people["yusuf"])
    assert done.restored == ((A, "2026-03", "kia.k1", ""),)
    assert done.removed == ((B, "2026-03", "kia.k4", ""),)
    assert done.kept_because_changed == ((B, "2026-03", "kia.k1", ""),)
    assert facts(cast) == {(A, "2026-03", "kia.k1"): 4, (B, "2026-03", "kia.k1"): 8}


class Model:
    """What a person expects: per cell a pile of layers; the uppermost that was not taken back is in force."""

    def __init__(self):
        self.piles: dict = {key: [] for key in KEYS}

    def top(self, key):
        layers = [layer for layer in self.piles[key] if not layer["gone"]]
        return layers[-1]["value"] if layers else None

    def put(self, key, value, upload=None):
        if self.top(key) != value:
            if self.top(key) is None:
                self.piles[key] = []
            self.piles[key].append({"value": value, "upload": upload, "gone": False})

    def clear(self, key):
        self.piles[key] = []

    def take_back(self, upload):
        for pile in self.piles.values():
            for layer in pile:
                layer["gone"] |= layer["upload"] == upload

    def table(self):
        return {key: self.top(key) for key in KEYS if self.top(key) is not None}


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_accepting_typing_and_taking_back_equals_the_model(cast, seed):
    chance, model, accepted = random.Random(seed), Model(), []
    ratna = cast.people["ratna"]
    for step in range(25):
        what = chance.choice(["accept", "accept", "type", "clear", "withdraw"])
        if what == "accept":
            rows = [(*key, chance.randrange(4)) for key in chance.sample(KEYS, chance.randint(1, 4))]
            upload = ready(cast.puskesmas, ratna, rows, f"berkas {step}.csv")
            accept(upload=upload, by=ratna)
            accepted.append(upload)
            for *key, value in rows:
                model.put(tuple(key), value, upload.pk)
        elif what == "withdraw" and accepted:
            upload = accepted.pop(chance.randrange(len(accepted)))
            withdraw(upload=upload, by=ratna)
            model.take_back(upload.pk)
        elif what in {"type", "clear"}:
            key = chance.choice(KEYS)
            now = model.top(key)
            new = chance.randrange(4) if what == "type" else None
            seen = None if now is None else now * MICRO
            values = {(key[0], key[2]): Entered(seen, None if new is None else new * MICRO)}
            enter(puskesmas=cast.puskesmas, by=ratna, month=Month(2026, 3), values=values)
            if new is None and now is not None:
                model.clear(key)
            elif new is not None:
                model.put(key, new)
        assert facts(cast) == model.table(), f"langkah {step}: {what}"
