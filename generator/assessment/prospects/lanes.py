"""Assessment: many cases reckoned at once, each in its own 64 bits of one great whole number.

Input: whole numbers below 2⁶², one for each case. Output: sums, products and comparisons of all the
cases in single operations on great numbers: hundreds of times as fast as case by case, and exact.
"""

from __future__ import annotations

CASES = 1_000
BITS = 64
LIMIT = 1 << 62
"""What a case may hold at most; two bits are left for comparing."""

_ALL = (1 << (CASES * BITS)) - 1
_ONES = _ALL // ((1 << BITS) - 1)
"""A one in every case."""
_TOPS = _ONES << (BITS - 1)
EVERY = _TOPS
"""The mask of all cases: a mask has the top bit of a case set where it belongs."""


def pack(values: list[int]) -> int:
    """Put one value into each case; raises ValueError where there are not as many as cases."""
    if len(values) != CASES:
        message = f"{len(values)} values for {CASES} cases"
        raise ValueError(message)
    return int.from_bytes(
        b"".join([value.to_bytes(BITS // 8, "little") for value in values]), "little"
    )


def rotate(packed: int, places: int) -> int:
    """Move every value so many cases on, those at the end to the beginning."""
    shift = places % CASES * BITS
    return ((packed << shift) & _ALL) | (packed >> (CASES * BITS - shift))


def mark_at_least(packed: int, bound: int) -> int:
    """Return the mask of the cases that hold at least `bound`."""
    if bound <= 0:
        return EVERY
    if bound > LIMIT:
        return 0
    # 2⁶³ − bound is added to each: its top bit is then set where the value is no less.
    return (packed + _ONES * ((1 << (BITS - 1)) - bound)) & _TOPS


def count_cases(mask: int) -> int:
    """Return how many cases a mask has."""
    return mask.bit_count()
