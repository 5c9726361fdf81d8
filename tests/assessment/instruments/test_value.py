"""Delivered value: benefits less costs, its interval, laws of any answers."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from statistics import NormalDist, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.value import ValuePart, measure_value
from generator.records.model import Model, Table
from tests.assessment.instruments.material import (
    item,
    make_instrument,
    make_table,
    scale,
    with_reordered,
)

F = Fraction

COLUMNS = "respondent V1 C1 V2 C2"
QUESTIONNAIRE = make_instrument(
    Model.VALUE,
    scale=scale(1, 7),
    items=(
        item("V1"),
        item("V2"),
        item("C1", negative=True),
        item("C2", negative=True),
    ),
)
ANSWERS = make_table(COLUMNS, [("r1", 7, 2, 5, 3), ("r2", 4, 4, 4, 6), ("r3", 6, 1, 7, 2)])
points = st.integers(1, 7)
tables = st.lists(st.tuples(points, points, points, points), max_size=20).map(
    lambda rows: make_table(COLUMNS, [(f"r{at}", *row) for at, row in enumerate(rows)])
)


def test_value_is_what_customers_get_less_what_it_costs_them() -> None:
    result = measure_value(ANSWERS, QUESTIONNAIRE)
    assert result.parts == (
        ValuePart(id="V1", mean=F(17, 3), cost=False),
        ValuePart(id="V2", mean=F(16, 3), cost=False),
        ValuePart(id="C1", mean=F(7, 3), cost=True),
        ValuePart(id="C2", mean=F(11, 3), cost=True),
    )
    assert (result.n, result.benefit, result.cost, result.delivered) == (3, F(11), F(6), F(5))


def test_its_interval_is_the_normal_one_of_the_respondents_own_values() -> None:
    result = measure_value(ANSWERS, QUESTIONNAIRE)
    margin = NormalDist().inv_cdf(0.975) * stdev([7, -2, 10]) / sqrt(3)
    assert result.low == pytest.approx(5 - margin, abs=1e-12)
    assert result.high == pytest.approx(5 + margin, abs=1e-12)
    figure = result.figures()[""]
    assert (figure.value, figure.n, figure.low, figure.high) == (F(5), 3, result.low, result.high)


def test_one_respondent_has_no_interval() -> None:
    result = measure_value(make_table(COLUMNS, [("r1", 7, 1, 7, 1)]), QUESTIONNAIRE)
    assert (result.delivered, result.low, result.high) == (F(12), None, None)


def test_identical_answers_give_zero_variance_and_no_crash() -> None:
    rows = [(f"r{at}", 5, 3, 4, 2) for at in range(6)]
    result = measure_value(make_table(COLUMNS, rows), QUESTIONNAIRE)
    assert result.delivered == result.low == result.high == 4


@given(with_reordered(tables))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_value(table, QUESTIONNAIRE) == measure_value(other, QUESTIONNAIRE)


@given(tables)
def test_parts_add_up_and_value_stays_between_the_scales_ends(table: Table) -> None:
    result = measure_value(table, QUESTIONNAIRE)
    if result.delivered is None or result.benefit is None or result.cost is None:
        assert table.rows == 0
        return
    assert sum(part.mean for part in result.parts if not part.cost) == result.benefit
    assert sum(part.mean for part in result.parts if part.cost) == result.cost
    assert result.delivered == result.benefit - result.cost
    assert 2 * (1 - 7) <= result.delivered <= 2 * (7 - 1)
    if result.low is not None and result.high is not None:
        assert result.low <= result.delivered <= result.high


def test_an_empty_table_has_no_figures() -> None:
    result = measure_value(make_table(COLUMNS, []), QUESTIONNAIRE)
    assert (result.n, result.parts, result.delivered, result.figures()) == (0, (), None, {})
