"""The Wilson interval and the quantiles of a posterior: published figures, bounds, errors."""

from __future__ import annotations

from math import exp, lgamma, log, log1p, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assessment.statistics import draw_quantiles, wilson_interval


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (0, 20, 0.0, 0.1611),
        (20, 20, 0.8389, 1.0),
        (10, 20, 0.2993, 0.7007),
        (1, 10, 0.0179, 0.4042),
        (0, 1, 0.0, 0.7935),
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), table I
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_has_the_published_ends(
    successes: int, n: int, low: float, high: float
) -> None:
    assert wilson_interval(successes, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5), (0, -1)])
def test_there_is_no_interval_of_no_share(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(successes, n)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_its_bounds(pair: tuple[int, int]) -> None:
    successes, n = pair
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    mirrored = wilson_interval(n - successes, n)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)


def beta_share(value: float, a: float, b: float) -> float:
    """Return the share of Beta(a, b) below a value: the continued fraction, Lentz's method."""
    if value > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - value, b, a)
    top = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(value) + b * log1p(-value))
    c, d = 1.0, 1 / (1 - (a + b) * value / (a + 1))
    fraction = d
    for m in range(1, 500):
        for term in (
            m * (b - m) * value / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * value / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            fraction *= c * d
    return top * fraction / a


@pytest.mark.parametrize(
    ("successes", "n"), [(5, 5), (2, 5), (19, 20), (20, 20), (30, 60), (499, 500), (9_990, 10_000)]
)
def test_quantiles_lie_where_the_share_below_is_theirs(successes: int, n: int) -> None:
    a, b = successes + 0.5, n - successes + 0.5
    for number, found in enumerate(draw_quantiles(successes, n, 1_000)):
        if number % 37 == 0 and 0 < found < 999_999:
            wanted = (number + 0.5) / 1_000
            assert (
                beta_share((found - 1) / 1e6, a, b) < wanted < beta_share((found + 1) / 1e6, a, b)
            )


def test_quantiles_without_a_sample_are_those_of_the_arcsine_law() -> None:
    for number, found in enumerate(draw_quantiles(0, 0, 1_000)):
        assert abs(found / 1e6 - sin(pi * (number + 0.5) / 2_000) ** 2) < 1e-6


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=40, deadline=None)
def test_quantiles_rise_and_are_mirrored_by_the_opposite_sample(sample: tuple[int, int]) -> None:
    successes, n = sample
    found = draw_quantiles(successes, n, 200)
    assert list(found) == sorted(found)
    mirrored = draw_quantiles(n - successes, n, 200)
    assert all(abs(a + b - 1_000_000) <= 2 for a, b in zip(found, reversed(mirrored), strict=True))


def test_quantiles_of_no_share_are_an_error() -> None:
    with pytest.raises(ValueError, match="no share"):
        draw_quantiles(3, 2, 10)
