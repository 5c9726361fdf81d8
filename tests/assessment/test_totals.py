"""The way back from a total to the least sum of points, against the way there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.totals import find_least_sum, walk_steps, weigh_sections
from generator.records.model import Rounding, Scoring, ScoringStep, Standard
from tests.assessment.material import STANDARDS, TINY, score

F = Fraction


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """Draw the steps after the first in any order, with any rounding and limits."""
    later = draw(st.permutations(list(ScoringStep)[2:]))
    low = draw(st.integers(-5, 10))
    scoring = Scoring(
        steps=(ScoringStep.CRITERIA, *later[: draw(st.integers(0, 4))]),
        limit=(F(low), F(draw(st.integers(low + 1, 60)))),
        rounding=Rounding(
            places=draw(st.integers(0, 2)),
            mode=draw(st.sampled_from(("half_up", "half_even", "down"))),
        ),
    )
    return replace(TINY, scoring=scoring)


@given(
    standards(),
    st.fractions(-3, 60, max_denominator=40),
    st.integers(0, 4),
    st.integers(0, 3),
    st.fractions(0, 50, max_denominator=997),
    st.fractions(0, 1, max_denominator=10**6).filter(lambda part: part > 0),
)
def test_the_least_sum_is_where_the_steps_begin_to_arrive(
    standard: Standard,
    goal: Fraction,
    deductions: int,
    bonuses: int,
    anywhere: Fraction,
    little: Fraction,
) -> None:
    def arrives(total: Fraction) -> bool:
        walked = walk_steps(standard, total, deductions, bonuses)
        return (walked[-1][1] if walked else total) >= goal

    least = find_least_sum(standard, goal, deductions, bonuses)
    if least is None:
        assert not arrives(standard.points)
        assert not arrives(anywhere)
        return
    assert arrives(least.value) is least.inclusive
    assert arrives(least.value + little)
    if least.value > 0:
        assert not arrives(least.value - little)
    enough = anywhere > least.value or (least.inclusive and anywhere == least.value)
    assert arrives(anywhere) is enough


@pytest.mark.parametrize(
    ("mode", "goal", "least", "inclusive"),
    [
        ("half_up", 90, "89.5", True),
        ("half_even", 90, "89.5", True),
        ("half_even", 89, "88.5", False),
        ("down", 90, "90", True),
    ],
)
def test_rounding_moves_the_edge_by_half_a_unit_or_none(
    mode: str, goal: int, least: str, *, inclusive: bool
) -> None:
    steps = (ScoringStep.CRITERIA, ScoringStep.ROUND)
    scoring = Scoring(steps=steps, limit=None, rounding=Rounding(places=0, mode=mode))
    standard = replace(STANDARDS[1], scoring=scoring)
    found = find_least_sum(standard, F(goal), 0, 0)
    assert found is not None
    assert (found.value, found.inclusive) == (F(least), inclusive)


@pytest.mark.parametrize("first", ["criteria", "sections"])
@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)
def test_the_sum_of_points_is_that_of_the_sections_weighed(standard: Standard, first: str) -> None:
    steps = (ScoringStep(first), *standard.scoring.steps[1:])
    weighed = replace(standard, scoring=replace(standard.scoring, steps=steps))
    card = score(weighed, channels=(standard.channels[0].id,))
    weights = weigh_sections(weighed, card.sections)
    total = sum((weights[one.id] * one.earned for one in card.sections if one.available), F(0))
    assert total == card.steps[0][1]
