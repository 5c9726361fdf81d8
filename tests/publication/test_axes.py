"""Axes: where numbers stand, and which are written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publication.axes import MARGIN, WIDTH, Axis, choose_ticks, span_axis

NUMBERS = st.fractions(-1000, 1000, max_denominator=1000)


def test_an_axis_runs_from_margin_to_margin() -> None:
    axis = Axis(low=1, high=7)
    assert axis.place(1) == MARGIN
    assert axis.place(4) == Fraction(WIDTH, 2)
    assert axis.place(7) == WIDTH - MARGIN


def test_what_lies_beyond_an_end_stands_at_it() -> None:
    axis = Axis(low=0, high=1)
    assert axis.place(-3) == MARGIN
    assert axis.place(5) == WIDTH - MARGIN


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 7, [1, 2, 3, 4, 5, 6, 7]),
        (0, 10, list(range(11))),
        (1, 100, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
    ],
)
def test_a_scale_has_its_whole_numbers_as_far_as_there_is_room(
    low: int, high: int, ticks: list[int]
) -> None:
    assert list(choose_ticks(Axis(low=low, high=high), 11, whole=True)) == ticks


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_an_axis_holds_all_that_it_was_made_for_between_round_numbers(
    values: list[Fraction],
) -> None:
    axis = span_axis(values)
    assert axis.low <= min(values) <= max(values) <= axis.high
    assert axis.low < axis.high
    ticks = choose_ticks(axis, 8)
    assert 1 <= len(ticks) <= 8
    assert all(axis.low <= tick <= axis.high for tick in ticks)
    assert list(ticks) == sorted(set(ticks))
