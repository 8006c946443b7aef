"""Amounts no office has: refused beside their field, and whatever is taken can be kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lokmin.core.numbers import MAX_MICRO, MICRO
from lokmin.cycle.centre.fields import CountField, DaysField, RupiahField


@pytest.mark.parametrize("text", ["9" * 16, "9" * 5000, "999.999.999.999.999.999", "Rp" + "1" * 30])
def test_an_endless_amount_of_rupiah_is_refused(text):
    with pytest.raises(ValidationError, match="terlalu besar"):
        RupiahField().clean(text)


@pytest.mark.parametrize("text", ["1000000001", "-1.000.000.001", "9" * 5000, "1" * 12 + ",5"])
def test_a_count_beyond_what_is_kept_is_refused(text):
    with pytest.raises(ValidationError, match="terlalu besar"):
        CountField(max_length=9999).clean(text)


def test_what_offices_write_is_taken():
    assert RupiahField().clean("Rp1.500.000,00") == 1_500_000
    assert CountField().clean("1.500") == 1500 * MICRO
    assert CountField().clean("−2,5") == -2_500_000
    assert CountField().clean("1.000.000.000") == MAX_MICRO
    with pytest.raises(ValidationError, match="dua cara"):
        CountField().clean("1.5")


def test_days_are_days():
    assert DaysField().clean("7, 3, 1") == [7, 3, 1]
    for text in ("9" * 5000, "100", "-1", "x"):
        with pytest.raises(ValidationError):
            DaysField().clean(text)
