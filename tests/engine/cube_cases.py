"""Random Puskesmas-years with everything that goes wrong: missing months, no sasaran, odd decimals, own facts."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from lokmin.core.indicators.definitions import Aggregation, DatedTarget, Direction, Element, Indicator
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.status import Change, StatusRule

RULES = Path(__file__).resolve().parents[2] / "src/lokmin/catalog/rules/pws.toml"
TOTAL = "banyuwening"
YEAR = 2026
A = Aggregation


def rule(year: int = YEAR) -> StatusRule:
    return StatusRule.load(tomllib.loads(RULES.read_text(encoding="utf-8")), year)


def _element(code: str, aggregation: Aggregation = A.FLOW, *, yearly: bool = False) -> Element:
    return Element(code, code, code, "orang", "uji", aggregation, yearly=yearly)


ELEMENTS = {
    e.code: e
    for e in (
        _element("f.a"), _element("f.b"), _element("f.c"),
        _element("s.a", A.STOCK), _element("s.b", A.STOCK),
        _element("m.a", A.MEAN), _element("m.b", A.MEAN),
        _element("c.a", A.COHORT), _element("c.b", A.COHORT),
        _element("y.a", yearly=True), _element("y.b", yearly=True),
    )
}  # fmt: skip

#: (numerator, denominator, aggregation): one of each kind people use.
SHAPES = (
    ("f.a", "y.a", A.FLOW),
    ("f.a + f.b", "y.a", A.FLOW),
    ("f.a", "20% * y.a", A.FLOW),
    ("f.a - f.b", "f.a", A.FLOW),
    ("0,35 * f.a", "y.a / 3", A.FLOW),
    ("f.b", "f.a + f.c", A.FLOW),
    ("f.a", "1", A.FLOW),
    ("f.a", "y.a - y.b", A.FLOW),
    ("s.a", "y.a", A.STOCK),
    ("s.a", "s.b", A.STOCK),
    ("f.a", "f.b", A.STOCK),
    ("m.a", "y.a", A.MEAN),
    ("m.a", "m.b", A.MEAN),
    ("f.a / 7", "1", A.MEAN),
    ("c.a", "c.b", A.COHORT),
    ("c.a", "y.b", A.COHORT),
    ("y.a", "y.b", A.FLOW),
)
DENOMINATORS = ("", "", "", "y.b", "15% * y.b", "1,1 * y.a")


def indicator(rng: random.Random, number: int) -> Indicator:
    numerator, denominator, aggregation = rng.choice(SHAPES)
    targets = (DatedTarget(2020, rng.choice((10_000, 9_500, 8_000, 1_000, 0, 250)), "uji"),)
    return Indicator(
        code=f"I{number}", official="", name=f"I{number}", short=f"I{number}",
        numerator=numerator, denominator=denominator, people=rng.choice(("ibu", "ibu", "")),
        programme="uji", klaster=2, upaya="UKM", nature=(), definition="", why="", source="",
        factor=rng.choice((100, 100, 100, 1000, 100_000, 1)),
        direction=rng.choice((Direction.UP, Direction.UP, Direction.DOWN)),
        aggregation=aggregation,
        levels=rng.choice((("desa", "puskesmas"), ("desa", "puskesmas"), ("puskesmas",))),
        targets=targets if rng.random() < 0.8 else (),
        pro_rata=rng.random() < 0.7,
    )  # fmt: skip


def _value(rng: random.Random, kind: str, scale: int) -> int:
    if kind == "whole":
        return rng.randrange(0, scale) * 1_000_000
    if kind == "tenth":
        return rng.randrange(0, scale * 10) * 100_000
    return rng.randrange(0, scale * 1_000_000)


def year(rng: random.Random) -> tuple[list[Indicator], Inputs]:
    """A handful of indicators over one to six villages; small numbers so that ties and exact targets happen."""
    places = tuple(f"desa{i}" for i in range(rng.randint(1, 6)))
    scale = rng.choice((4, 12, 30, 3000, 40_000_000))
    sasaran = rng.choice((3, 8, 14, 40))
    reported = rng.choice((1.0, 1.0, 0.9, 0.9, 0.6, 0.2))
    values: dict[tuple[str, str, str], int] = {}
    periods = (f"{YEAR - 1}-12", *(f"{YEAR}-{m:02d}" for m in range(1, 13)))
    for element in ELEMENTS.values():
        kind = rng.choice(("whole", "whole", "tenth", "odd"))
        who = (*places, TOTAL) if rng.random() < 0.3 else places if rng.random() < 0.9 else (TOTAL,)
        for place in who:
            for period in (str(YEAR),) if element.yearly else periods:
                if rng.random() < reported:
                    zero = rng.random() < 0.1
                    grown = scale * (sasaran if element.yearly else 1)
                    values[place, period, element.code] = 0 if zero else _value(rng, kind, grown)
    indicators = [indicator(rng, number) for number in range(rng.randint(1, 6))]
    targets: dict[tuple[str, str, int], int] = {}
    for each in indicators:
        for _ in range(rng.choice((0, 0, 1, 3))):
            where = rng.choice((*places, TOTAL, "", ""))
            targets[each.code, where, rng.choice((0, 0, rng.randint(1, 12)))] = rng.choice((10_000, 7_500, 500, 0))
    own = {
        i.code: d
        for i in indicators
        if i.aggregation is A.FLOW and i.numerator.startswith("f.") and (d := rng.choice(DENOMINATORS))
    }
    chosen = rule()
    if rng.random() < 0.3:
        chosen = chosen.with_same_as(rng.choice((Change.BETTER, Change.WORSE)))
    return indicators, Inputs(places, TOTAL, values, chosen, ELEMENTS, targets, own)
