"""How many to ask: published sizes, and that they are enough and no more than enough."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.response import widest_margin
from generator.assessment.instruments.sampling import plan_sample, smallest_sample

F = Fraction

margins = st.fractions(F(1, 100), F(1, 2), max_denominator=1000)
populations = st.integers(1, 100_000)


@pytest.mark.parametrize(
    ("margin", "population", "n"),
    [
        ("0.05", None, 385),
        ("0.05", 2_000, 323),
        ("0.03", None, 1_068),
        ("0.1", None, 97),
        ("0.01", None, 9_604),
        ("0.05", 10_000, 370),
        ("0.05", 1_000, 278),
        ("0.05", 100, 80),
        ("0.05", 1, 1),
    ],
)
def test_samples_have_the_published_sizes(margin: str, population: int | None, n: int) -> None:
    assert plan_sample(margin=F(margin), population=population) == n


def test_a_share_far_from_one_half_needs_fewer() -> None:
    assert plan_sample(margin=F("0.05"), share=F(1, 10)) == 139


@given(margins, st.none() | populations)
def test_a_planned_sample_is_enough_and_one_fewer_is_not(
    margin: Fraction, population: int | None
) -> None:
    n = plan_sample(margin=margin, population=population)
    reached, missed = widest_margin(n, population), widest_margin(n - 1, population)
    assert reached is not None
    assert reached <= margin
    assert missed is None or missed > margin


@given(margins, populations)
def test_no_sample_is_larger_than_its_population(margin: Fraction, population: int) -> None:
    n = plan_sample(margin=margin, population=population)
    assert 1 <= n <= min(population, plan_sample(margin=margin))
    assert n <= plan_sample(margin=margin, population=population + 1)


@given(margins, margins, st.none() | populations)
def test_a_narrower_margin_never_needs_fewer(
    one: Fraction, other: Fraction, population: int | None
) -> None:
    narrow, wide = sorted((one, other))
    assert plan_sample(margin=narrow, population=population) >= plan_sample(
        margin=wide, population=population
    )


@pytest.mark.parametrize(
    ("minimum", "population", "n"),
    [(30, None, 30), (30, 30, 16), (30, 1_000_000, 30), (30, 1, 1), (1, 5, 1), (385, 2_000, 323)],
)
def test_a_small_population_needs_fewer(minimum: int, population: int | None, n: int) -> None:
    assert smallest_sample(minimum, population) == n


@pytest.mark.parametrize(
    ("margin", "share"), [("0", "0.5"), ("1", "0.5"), ("0.1", "0"), ("0.1", "1")]
)
def test_what_no_sample_can_tell_is_an_error(margin: str, share: str) -> None:
    with pytest.raises(ValueError, match="no sample"):
        plan_sample(margin=F(margin), share=F(share))


def test_there_is_no_sample_of_nobody() -> None:
    with pytest.raises(ValueError, match="no population"):
        plan_sample(margin=F("0.05"), population=0)
    with pytest.raises(ValueError, match="no population"):
        smallest_sample(30, 0)
    with pytest.raises(ValueError, match="no sample"):
        smallest_sample(0, 30)
