"""Assessment, instruments: means, variances and 95 % intervals that several instruments share.

Input: counts, or whole numbers and exact fractions. Output: exact fractions. Only square roots
are irrational: they are taken with 50 digits and what rests on them is rounded once, half to
even, to 28 significant digits, so that every machine gets the same figure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Z = Fraction("1.959963984540054235524594430521")
"""The 97.5 % point of the normal distribution: two-sided 95 %."""
DIGITS = 28
"""Significant digits that are kept of an irrational figure."""
_FINE = Context(prec=50, rounding=ROUND_HALF_EVEN)
_KEPT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def root(value: Fraction) -> Fraction:
    """Return the square root, rounded to 28 significant digits; raises ValueError below 0."""
    return keep_digits(_fine_root(value))


def keep_digits(value: Fraction) -> Fraction:
    """Round to 28 significant digits, half to even."""
    return Fraction(_KEPT.divide(Decimal(value.numerator), Decimal(value.denominator)))


def _fine_root(value: Fraction) -> Fraction:
    """Return the square root to 50 digits, for what is rounded later."""
    if value < 0:
        raise ValueError(f"no square root of {value}")
    quotient = _FINE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(_FINE.sqrt(quotient))


def wilson_share(successes: int, n: int) -> tuple[Fraction, Fraction]:
    """Return the 95 % Wilson score interval of a share, both ends in 0–1, to 28 digits.

    None of n gives a low end of exactly 0, all of n a high end of exactly 1.
    Source: E. B. Wilson (1927), Probable inference, JASA 22, 209–212; 0 of 20 → 0–0.1611.
    Raises ValueError unless 0 ≤ successes ≤ n and n > 0.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"no share: {successes} of {n}")
    squared = Z * Z
    # Everything times 2n, which leaves one root of a whole number and a square.
    middle = 2 * successes + squared
    spread = Z * _fine_root(squared + Fraction(4 * successes * (n - successes), n))
    scale = 2 * (n + squared)
    low = Fraction(0) if successes == 0 else keep_digits((middle - spread) / scale)
    high = Fraction(1) if successes == n else keep_digits((middle + spread) / scale)
    return low, high


def normal_margin(squared_error: Fraction) -> Fraction:
    """Return z times the root of a squared standard error, to 28 digits: half a 95 % interval."""
    return keep_digits(Z * _fine_root(squared_error))


def mean_of(values: Iterable[Fraction | int]) -> Fraction:
    """Return the exact mean, in the values' unit; raises ValueError where there are none."""
    tops, bottom = over_one_denominator(tuple(values))
    if not tops:
        raise ValueError("no mean of no values")
    return Fraction(sum(tops), len(tops) * bottom)


def variance_of(values: Sequence[Fraction | int]) -> Fraction:
    """Return the exact sample variance (over n − 1); raises ValueError below two values."""
    tops, bottom = over_one_denominator(values)
    n = len(tops)
    if n < 2:  # noqa: PLR2004 - one value does not spread
        raise ValueError(f"no variance of {n} values")
    squares = n * sum(top * top for top in tops) - sum(tops) ** 2
    return Fraction(squares, n * (n - 1) * bottom * bottom)


def mean_interval(values: Sequence[Fraction | int]) -> tuple[Fraction, Fraction] | None:
    """Return the normal 95 % interval of the mean, the exact mean ± z·s/√n; None below two.

    s is the standard deviation over n − 1; fair from some thirty values on. The ends are in the
    values' unit and may lie beyond the scale that the values are bound to. Source: G. W. Snedecor
    and W. G. Cochran (1989), Statistical methods, 8th ed., ch. 4.
    """
    if len(values) < 2:  # noqa: PLR2004 - one value does not spread
        return None
    mean, margin = mean_of(values), normal_margin(variance_of(values) / len(values))
    return mean - margin, mean + margin


def over_one_denominator(values: Sequence[Fraction | int]) -> tuple[Sequence[int], int]:
    """Return whole numerators over one denominator: whole numbers add up many times as fast."""
    if set(map(type, values)) <= {int}:
        return [int(value) for value in values], 1
    bottom = lcm(*{value.denominator for value in values})
    return [value.numerator * (bottom // value.denominator) for value in values], bottom
