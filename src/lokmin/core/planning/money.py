"""Whole rupiah shared out without losing any, and added up so that unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def split(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An amount in whole rupiah over parts by weight; the parts add up to the amount exactly.

    What is left after rounding down goes one rupiah each to the largest remainders, the earlier part first (Hamilton).

    Raises:
        ValueError: no part, a negative weight, or no weight above zero.
    """
    whole = sum(weights)
    if not weights or min(weights) < 0 or whole <= 0:
        raise ValueError("Dana dibagi paling sedikit ke satu bagian; tidak ada bagian yang dipilih.")
    sign = -1 if amount < 0 else 1
    shares = [divmod(abs(amount) * weight, whole) for weight in weights]
    left = abs(amount) - sum(part for part, _ in shares)
    first = sorted(range(len(weights)), key=lambda index: (-shares[index][1], index))[:left]
    return tuple(sign * (part + (index in first)) for index, (part, _) in enumerate(shares))


def known(amounts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is: blank is not zero."""
    found = [amount for amount in amounts if amount is not None]
    return sum(found) if found else None


def share_bp(part: int | None, whole: int | None) -> int | None:
    """A part of a whole in basis points, rounded half to even; None where either is unknown or the whole is nothing."""
    if part is None or not whole or whole < 0:
        return None
    quotient, rest = divmod(part * 10_000, whole)
    return quotient + (2 * rest > whole or (2 * rest == whole and quotient % 2 == 1))
