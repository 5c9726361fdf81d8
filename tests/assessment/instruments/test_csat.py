"""The share of the satisfied: top two answers, the published interval, any scale."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.csat import CsatResult, measure_csat
from generator.assessment.instruments.figures import Figure
from generator.records.model import Instrument, Model
from tests.assessment.instruments.material import (
    load_peer,
    make_instrument,
    make_table,
    scale,
)

F = Fraction
proportion = load_peer("statsmodels.stats.proportion")

QUESTION = make_instrument(Model.CSAT)
SEVEN = make_instrument(Model.CSAT, scale=scale(1, 7))
scores = st.lists(st.integers(1, 5), min_size=1)


def measure(answers: list[int], instrument: Instrument = QUESTION) -> CsatResult:
    """Measure these scores, each by a respondent of its own."""
    rows = [(f"r{number}", score) for number, score in enumerate(answers)]
    return measure_csat(make_table("respondent score", rows), instrument)


def share_of(answers: list[int]) -> Fraction:
    found = measure(answers).share
    assert found is not None
    return found


def test_nobody_of_twenty_leaves_room_for_a_sixth() -> None:
    found = measure([1, 2, 3, 3] * 5)
    assert (found.satisfied, found.n) == (0, 20)
    assert found.share == found.low == 0
    assert found.high is not None
    assert abs(found.high - F("0.1611")) < F(1, 20_000)


def test_the_top_two_answers_are_the_satisfied() -> None:
    found = measure([5, 4, 4, 3, 1, 5, 2, 4])
    assert (found.satisfied, found.share) == (5, F(5, 8))
    assert found.counts == ((1, 1), (2, 1), (3, 1), (4, 3), (5, 2))
    assert found.figures() == {"": Figure(value=F(5, 8), n=8, low=found.low, high=found.high)}


def test_a_longer_scale_has_its_own_top_two() -> None:
    found = measure([7, 6, 5, 1], SEVEN)
    assert (found.satisfied, found.share) == (2, F(1, 2))
    assert [score for score, _ in found.counts] == [1, 2, 3, 4, 5, 6, 7]


@given(scores)
def test_share_and_interval_agree_with_statsmodels(answers: list[int]) -> None:
    found = measure(answers)
    assert found.low is not None
    assert found.high is not None
    expected = proportion.proportion_confint(
        sum(score > 3 for score in answers), len(answers), method="wilson"
    )
    assert (float(found.low), float(found.high)) == pytest.approx(expected, abs=1e-9)
    assert 0 <= found.low <= share_of(answers) <= found.high <= 1
    assert sum(count for _, count in found.counts) == found.n == len(answers)


@given(st.integers(1, 5), st.integers(1, 30))
def test_identical_answers_give_none_or_all_and_no_crash(score: int, n: int) -> None:
    found = measure([score] * n)
    assert found.share == (score > 3)
    assert (found.high if score > 3 else found.low) == found.share


@given(scores)
def test_one_more_satisfied_never_lowers_the_share(answers: list[int]) -> None:
    assert share_of([*answers, 4]) >= share_of(answers) >= share_of([*answers, 3])


@given(scores.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_the_order_of_rows_does_not_matter(pair: tuple[list[int], list[int]]) -> None:
    assert measure(pair[0]) == measure(pair[1])


def test_a_table_without_rows_has_no_figures() -> None:
    found = measure([])
    assert (found.n, found.satisfied) == (0, 0)
    assert found.share is found.low is found.high is None
    assert found.counts == ((1, 0), (2, 0), (3, 0), (4, 0), (5, 0))
    assert found.figures() == {}
