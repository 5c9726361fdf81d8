"""Economics of complaints: the quoted shares, the estimate made of them, its bounds."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.economics import QUOTED, QuotedShares, estimate_economics

F = Fraction

shares = st.fractions(0, 1, max_denominator=1000)
numbers = st.integers(0, 10**6)


def test_the_quoted_shares_are_those_of_the_field() -> None:
    assert (QUOTED.leave, QUOTED.leave_unsolved, QUOTED.complain) == (
        F("0.94"),
        F("0.89"),
        F("0.67"),
    )
    assert (QUOTED.won_back, QUOTED.won_back_promptly) == (F("0.75"), F("0.95"))
    assert (QUOTED.told, QUOTED.cost_factor) == (9, 6)


def test_the_table_says_what_it_is_and_cannot_be_changed() -> None:
    assert "no firm" in (QuotedShares.__doc__ or "")
    with pytest.raises(FrozenInstanceError):
        QUOTED.told = 8  # type: ignore[misc]


def test_so_many_complaints_tell_of_more_who_said_nothing() -> None:
    estimate = estimate_economics(complaints=67, in_time=F(1, 2))
    assert (estimate.complaints, estimate.dissatisfied, estimate.silent) == (67, F(100), F(33))
    assert estimate.told_others == 900
    assert estimate.would_leave == F("31.02")
    assert estimate.would_leave_unsolved == F("31.02") * F("0.89")
    assert (estimate.kept, estimate.lost) == (F("56.95"), F("10.05"))
    assert (estimate.kept_if_prompt, estimate.cost_factor) == (F("63.65"), 6)


@pytest.mark.parametrize(("in_time", "kept"), [(None, 75), (F(0), 75), (F(1, 4), 80), (F(1), 95)])
def test_those_kept_are_a_mix_of_prompt_and_late(in_time: F | None, kept: int) -> None:
    assert estimate_economics(complaints=100, in_time=in_time).kept == kept


@given(numbers, shares, shares)
def test_closing_more_in_time_never_keeps_fewer(complaints: int, one: F, other: F) -> None:
    less, more = sorted((one, other))
    worse = estimate_economics(complaints=complaints, in_time=less)
    better = estimate_economics(complaints=complaints, in_time=more)
    assert worse.kept <= better.kept <= better.kept_if_prompt <= complaints
    assert worse.kept + worse.lost == complaints
    assert worse.silent + complaints == worse.dissatisfied
    assert 0 <= worse.would_leave_unsolved <= worse.would_leave <= worse.silent


def test_without_complaints_nothing_is_estimated_and_nothing_crashes() -> None:
    estimate = estimate_economics(complaints=0, in_time=None)
    assert estimate.dissatisfied == estimate.told_others == estimate.would_leave == 0
    assert estimate.kept == estimate.lost == 0


@pytest.mark.parametrize(("complaints", "in_time"), [(-1, None), (1, F(-1, 9)), (1, F(10, 9))])
def test_there_is_no_estimate_of_impossible_figures(complaints: int, in_time: F | None) -> None:
    with pytest.raises(ValueError, match="no estimate"):
        estimate_economics(complaints=complaints, in_time=in_time)
