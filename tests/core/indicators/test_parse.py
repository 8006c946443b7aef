"""Any expression made of sense is read exactly; any other text is refused with a sentence, never with a crash."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.core.indicators.definitions import Aggregation, Element, Indicator
from lokmin.core.indicators.evaluate import value
from lokmin.core.indicators.expr import ExpressionError, Nature
from lokmin.core.indicators.parse import parse, parse_node, rate

ELEMENTS = {
    e.code: e
    for e in (
        Element("a.x", "x", "x", "ibu", "uji"),
        Element("a.y", "y", "y", "bayi", "uji"),
        Element("a.z", "z", "z", "ibu", "uji"),
        Element("y.s", "sasaran", "s", "ibu", "uji", yearly=True),
        Element("p.rumah", "rumah", "rumah", "rumah", "uji", Aggregation.STOCK),
    )
}
VALUES = {"a.x": 23_000_000, "a.y": 9_500_000, "a.z": 1, "y.s": 111_100_000, "p.rumah": 7_000_000}

numbers = st.integers(1, 99).map(lambda n: (f"{n}", Fraction(n))) | st.integers(1, 99).map(
    lambda n: (f"{n}%", Fraction(n, 100))
)
decimals = st.integers(1, 99).map(lambda n: (f"0,{n:02d}", Fraction(n, 100)))
leaves = st.sampled_from(["a.x", "a.y", "a.z"]).map(lambda code: (code, Fraction(VALUES[code])))


def grow(inner):
    factor = numbers | decimals
    return st.one_of(
        st.tuples(inner, inner).map(lambda p: (f"({p[0][0]} + {p[1][0]})", p[0][1] + p[1][1])),
        st.tuples(inner, inner).map(lambda p: (f"({p[0][0]} - {p[1][0]})", p[0][1] - p[1][1])),
        st.tuples(factor, inner).map(lambda p: (f"{p[0][0]} * {p[1][0]}", p[0][1] * p[1][1])),
        st.tuples(inner, factor).map(lambda p: (f"{p[0][0]} / {p[1][0]}", p[0][1] / p[1][1])),
        inner.map(lambda p: (f"(-{p[0]})", -p[1])),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(leaves, grow, max_leaves=8))
def test_an_expression_is_worth_what_arithmetic_says(case: tuple[str, Fraction]) -> None:
    text, expected = case
    try:
        expression = parse(text, ELEMENTS)
    except ExpressionError as error:
        assert "selalu nol" in str(error) or "terlalu panjang" in str(error)  # noqa: PT017 - both are right answers
        return
    assert value(expression, VALUES.get) == expected
    assert expression.divisor > 0
    assert all(isinstance(by, int) for _, by in expression.terms)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=40) | st.text("ax.yzs0123456789%+-*/(), ", max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        parse(text, ELEMENTS)
    except ExpressionError as error:
        assert str(error).endswith((".", "”", ")"))  # noqa: PT017 - most texts are refused, a few are read


def test_a_missing_element_makes_the_whole_expression_missing() -> None:
    expression = parse("a.x - a.y", ELEMENTS)
    assert value(expression, {"a.x": 5}.get) is None
    assert value(expression, {"a.x": 5, "a.y": 0}.get) == 5


def test_too_deep_and_too_long_are_refused() -> None:
    with pytest.raises(ExpressionError, match="terlalu banyak tanda kurung"):
        parse("(" * 40 + "a.x" + ")" * 40, ELEMENTS)
    with pytest.raises(ExpressionError, match="terlalu panjang"):
        parse("a.x + " * 200 + "a.x", ELEMENTS)


def test_a_node_knows_what_its_months_are() -> None:
    assert parse_node("20% * y.s", ELEMENTS).nature is Nature.YEARLY
    assert parse_node("-p.rumah", ELEMENTS).nature is Nature.STOCK
    assert parse_node("1/2", ELEMENTS).nature is Nature.CONSTANT


def test_a_ratio_names_its_indicator_when_refused() -> None:
    bad = Indicator("X1", "", "", "", "a.x", "p.rumah", "ibu", "uji", 2, "UKM", (), "", "", "")
    with pytest.raises(ExpressionError, match="Indikator X1"):
        rate(bad, ELEMENTS)
    with pytest.raises(ExpressionError, match=r"Indikator X1: Unsur data “a\.q” tidak ada"):
        rate(bad, ELEMENTS, "a.q")
    per_thousand = Indicator(
        "X2", "", "", "", "a.x", "p.rumah", "ibu", "uji", 2, "UKM", (), "", "", "", factor=1000,
        aggregation=Aggregation.STOCK,
    )  # fmt: skip
    assert [e.code for e in rate(per_thousand, ELEMENTS).elements] == ["a.x", "p.rumah"]
