"""How far those who answered speak for all: rates, margins, warnings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.response import judge_response, widest_margin
from tests.assessment.instruments.material import load_peer

F = Fraction
proportion = load_peer("statsmodels.stats.proportion")


@pytest.mark.parametrize(
    ("answered", "asked", "rate", "warnings"),
    [
        (420, 700, F(3, 5), ()),
        (300, 1_000, F(3, 10), ()),
        (299, 1_000, F(299, 1_000), ("low_response",)),
        (100, 1_000, F(1, 10), ("low_response",)),
        (99, 1_000, F(99, 1_000), ("very_low_response",)),
        (30, 40, F(3, 4), ()),
        (29, 40, F(29, 40), ("small_sample",)),
        (3, 40, F(3, 40), ("very_low_response", "small_sample")),
        (0, 40, F(0), ("very_low_response", "small_sample")),
        (0, 0, None, ("small_sample",)),
        (50, 40, None, ("more_answers_than_asked",)),
        (50, None, None, ("asked_unknown",)),
        (5, None, None, ("asked_unknown", "small_sample")),
    ],
)
def test_rates_and_warnings(
    answered: int, asked: int | None, rate: Fraction | None, warnings: tuple[str, ...]
) -> None:
    found = judge_response(answered=answered, asked=asked, population=None)
    assert (found.rate, found.warnings) == (rate, warnings)
    assert (found.answered, found.asked, found.population) == (answered, asked, None)


@given(st.integers(4, 10**6))  # statsmodels cuts at nought what fewer would give
def test_the_margin_is_that_of_one_half(answered: int) -> None:
    found = widest_margin(answered, None)
    assert found is not None
    low, _ = proportion.proportion_confint(answered / 2, answered, method="normal")
    assert float(found) == pytest.approx(0.5 - low, abs=1e-9)


def test_three_hundred_and_twenty_three_of_two_thousand_tell_a_twentieth() -> None:
    found = judge_response(answered=323, asked=400, population=2_000).margin
    assert found is not None
    assert F("0.0499") < found <= F("0.05")


@given(st.integers(1, 5_000), st.integers(0, 5_000))
def test_a_known_population_narrows_the_margin_and_who_asked_all_has_none(
    answered: int, others: int
) -> None:
    among, of_any = widest_margin(answered, answered + others), widest_margin(answered, None)
    assert among is not None
    assert of_any is not None
    assert 0 <= among <= of_any <= 1
    assert (among == 0) == (others == 0)


def test_more_answers_than_people_leave_no_margin() -> None:
    assert widest_margin(12, 10) == 0
    assert widest_margin(1, 1) == 0


def test_nobody_tells_nothing() -> None:
    found = judge_response(answered=0, asked=None, population=0)
    assert (found.rate, found.margin) == (None, None)
