"""Net promoter score: who counts as what, the published variance, bounds and monotony."""

from __future__ import annotations

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.nps import NpsResult, judge_counts, measure_nps
from generator.records.model import Model
from tests.assessment.instruments.material import load_peer, make_instrument, make_table

F = Fraction
norm = load_peer("scipy.stats").norm

QUESTION = make_instrument(Model.NPS)
scores = st.lists(st.integers(0, 10), min_size=1)


def measure(answers: list[int]) -> NpsResult:
    """Measure these scores, each by a respondent of its own."""
    rows = [(f"r{number}", score) for number, score in enumerate(answers)]
    return measure_nps(make_table("respondent score", rows), QUESTION)


def weigh(score: int) -> int:
    return 1 if score > 8 else -1 if score < 7 else 0


def score_of(answers: list[int]) -> Fraction:
    found = measure(answers).nps
    assert found is not None
    return found


def test_half_a_third_and_a_sixth_give_a_third_with_five_ninths() -> None:
    found = measure([10, 9, 9, 7, 8, 0])
    assert (found.promoters, found.passives, found.detractors) == (3, 2, 1)
    assert (found.nps, found.variance) == (F(1, 3), F(5, 9))
    assert found.figures() == {"": Figure(value=F(1, 3), n=6, low=found.low, high=found.high)}


@pytest.mark.parametrize("score", range(11))
def test_every_score_counts_on_its_side(score: int) -> None:
    assert measure([score]).nps == weigh(score)


@given(scores)
def test_variance_and_margin_are_those_of_answers_counted_one_nought_and_minus_one(
    answers: list[int],
) -> None:
    found, weights = measure(answers), [F(weigh(score)) for score in answers]
    assert found.nps == statistics.mean(weights)
    assert found.variance == statistics.pvariance(weights)
    expected = norm.ppf(0.975) * (float(found.variance) / len(answers)) ** 0.5
    assert float(found.margin or 0) == pytest.approx(expected, abs=1e-9)


@given(scores)
def test_score_variance_and_interval_stay_within_their_bounds(answers: list[int]) -> None:
    found = measure(answers)
    assert found.nps is not None
    assert found.low is not None
    assert found.high is not None
    assert found.variance is not None
    assert -1 <= found.low <= found.nps <= found.high <= 1
    assert 0 <= found.variance <= 1
    assert found.promoters + found.passives + found.detractors == found.n == len(answers)


def test_an_interval_is_cut_where_no_score_can_lie() -> None:
    found = measure([10] * 5 + [0])
    assert found.margin is not None
    assert found.nps is not None
    assert found.nps + found.margin > 1
    assert found.high == 1
    assert found.low == found.nps - found.margin


@given(st.integers(0, 10), st.integers(1, 30))
def test_identical_answers_give_zero_variance_and_no_crash(score: int, n: int) -> None:
    found = measure([score] * n)
    assert found.variance == found.margin == 0
    assert found.low == found.nps == found.high


@given(scores)
def test_one_more_promoter_never_lowers_the_score(answers: list[int]) -> None:
    assert score_of([*answers, 9]) >= score_of(answers)


@given(scores)
def test_one_more_detractor_never_raises_the_score(answers: list[int]) -> None:
    assert score_of([*answers, 6]) <= score_of(answers)


@given(scores.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_the_order_of_rows_does_not_matter(pair: tuple[list[int], list[int]]) -> None:
    assert measure(pair[0]) == measure(pair[1])


def test_a_table_without_rows_has_no_figures() -> None:
    found = measure([])
    assert (found.n, found.promoters, found.passives, found.detractors) == (0, 0, 0, 0)
    assert found.nps is found.variance is found.margin is found.low is found.high is None
    assert found.figures() == {}


@pytest.mark.parametrize(("promoters", "detractors", "n"), [(3, 3, 5), (-1, 1, 5), (1, -1, 5)])
def test_counts_that_do_not_fit_are_an_error(promoters: int, detractors: int, n: int) -> None:
    with pytest.raises(ValueError, match="no counts"):
        judge_counts(promoters=promoters, detractors=detractors, n=n)
