"""Assessment, instruments: how many to ask.

Input: the margin wanted, the population where it is known. Output: whole numbers of answers.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from generator.assessment.instruments.intervals import Z

HALF = Fraction(1, 2)
"""The share whose margin is widest: what to plan for where nothing is known."""


def plan_sample(
    *,
    margin: Fraction,
    population: int | None = None,
    share: Fraction = HALF,
) -> int:
    """Return how many answers tell a share within ± margin, by z with 95 % confidence.

    n₀ = z²·p(1 − p)/e², then n₀/(1 + (n₀ − 1)/N) of a population of N, rounded up: 385 for
    ± 0.05, 323 of 2,000. Margin and share are above 0 and below 1.
    Source: W. G. Cochran (1977), Sampling techniques, 3rd ed., 4.4, (4.1) and (4.2).
    Raises ValueError outside these bounds and for a population below 1.
    """
    if not (0 < margin < 1 and 0 < share < 1):
        raise ValueError(f"no sample: margin {margin}, share {share}")
    return _correct(Z * Z * share * (1 - share) / margin**2, population)


def smallest_sample(minimum: int, population: int | None) -> int:
    """Return how many answers from a small population tell as much as `minimum` from a large one.

    minimum/(1 + (minimum − 1)/N), rounded up; the minimum itself where the population is unknown.
    Source: as above. Raises ValueError for a minimum or a population below 1.
    """
    if minimum < 1:
        raise ValueError(f"no sample of {minimum}")
    return _correct(Fraction(minimum), population)


def _correct(wanted: Fraction, population: int | None) -> int:
    """Apply the finite population correction; never more than there are."""
    if population is None:
        return ceil(wanted)
    if population < 1:
        raise ValueError(f"no population of {population}")
    return ceil(wanted / (1 + (wanted - 1) / population))
