"""Types of loyalty: the four corners, what counts as high, hostages, laws of any answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.loyalty import LoyaltyCell, measure_loyalty, middle_of_scale
from generator.records.model import Instrument, Model, Table
from tests.assessment.instruments.material import (
    load_peer,
    make_instrument,
    make_table,
    scale,
    with_reordered,
)

F = Fraction

COLUMNS = "respondent attitude repurchase satisfaction"
QUESTIONNAIRE = make_instrument(Model.LOYALTY, scale=scale(1, 5))
points = st.integers(1, 5)
tables = st.lists(st.tuples(points, points, points), max_size=30).map(
    lambda rows: make_table(COLUMNS, [(f"r{at}", *row) for at, row in enumerate(rows)])
)


def types_of(rows: list[tuple[int, int, int]], instrument: Instrument) -> tuple[int, ...]:
    table = make_table(COLUMNS, [(f"r{at}", *row) for at, row in enumerate(rows)])
    result = measure_loyalty(table, instrument)
    return result.true, result.latent, result.spurious, result.none, result.hostages


@pytest.mark.parametrize(
    ("answers", "types"),
    [
        ((5, 5, 5), (1, 0, 0, 0, 0)),
        ((4, 4, 3), (1, 0, 0, 0, 0)),
        ((5, 3, 5), (0, 1, 0, 0, 0)),  # the middle is not high
        ((3, 5, 3), (0, 0, 1, 0, 0)),  # the middle is not dissatisfied
        ((3, 5, 2), (0, 0, 1, 0, 1)),
        ((5, 4, 1), (1, 0, 0, 0, 1)),
        ((1, 1, 1), (0, 0, 0, 1, 0)),  # dissatisfied, but free to go
    ],
)
def test_attitude_and_repeat_purchase_make_the_type(
    answers: tuple[int, int, int], types: tuple[int, ...]
) -> None:
    assert types_of([answers], QUESTIONNAIRE) == types


@pytest.mark.parametrize(("high", "true"), [(F(3), 3), (F(7, 2), 2), (F(5), 1)])
def test_high_is_from_the_answer_that_the_instrument_says(high: F, true: int) -> None:
    instrument = make_instrument(Model.LOYALTY, scale=scale(1, 5), high=high)
    assert types_of([(3, 3, 3), (4, 4, 4), (5, 5, 5)], instrument)[0] == true


def test_a_scale_without_a_middle_answer_parts_in_two_halves() -> None:
    instrument = make_instrument(Model.LOYALTY, scale=scale(1, 10))
    assert types_of([(5, 6, 5), (6, 6, 6)], instrument) == (1, 0, 1, 0, 1)


def test_cells_are_those_that_occur_in_rising_order() -> None:
    rows = [("r1", 5, 1, 3), ("r2", 2, 4, 3), ("r3", 5, 1, 1), ("r4", 2, 3, 3)]
    assert measure_loyalty(make_table(COLUMNS, rows), QUESTIONNAIRE).cells == (
        LoyaltyCell(attitude=2, repurchase=3, count=1),
        LoyaltyCell(attitude=2, repurchase=4, count=1),
        LoyaltyCell(attitude=5, repurchase=1, count=2),
    )


def test_figures_are_shares_with_wilson_intervals() -> None:
    rows = [(f"r{at}", 5, 5, 5) for at in range(7)] + [(f"s{at}", 1, 5, 1) for at in range(13)]
    figures = measure_loyalty(make_table(COLUMNS, rows), QUESTIONNAIRE).figures()
    assert list(figures) == ["true", "latent", "spurious", "none", "hostages"]
    proportion = load_peer("statsmodels.stats.proportion")
    for key, count in (("true", 7), ("latent", 0), ("spurious", 13), ("hostages", 13)):
        low, high = proportion.proportion_confint(count, 20, method="wilson")
        assert (figures[key].value, figures[key].n) == (F(count, 20), 20)
        assert figures[key].low == pytest.approx(low, abs=1e-12)
        assert figures[key].high == pytest.approx(high, abs=1e-12)


@given(with_reordered(tables))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_loyalty(table, QUESTIONNAIRE) == measure_loyalty(other, QUESTIONNAIRE)


@given(tables)
def test_types_and_cells_add_up_to_all_and_shares_to_one(table: Table) -> None:
    result = measure_loyalty(table, QUESTIONNAIRE)
    assert result.true + result.latent + result.spurious + result.none == result.n == table.rows
    assert result.hostages <= result.true + result.spurious
    assert sum(cell.count for cell in result.cells) == result.n
    figures = result.figures()
    if figures:
        assert sum(figures[key].value for key in ("true", "latent", "spurious", "none")) == 1


def test_identical_answers_are_all_of_one_type() -> None:
    assert types_of([(4, 2, 3)] * 9, QUESTIONNAIRE) == (0, 9, 0, 0, 0)


def test_an_empty_table_has_no_figures() -> None:
    result = measure_loyalty(make_table(COLUMNS, []), QUESTIONNAIRE)
    assert (result.n, result.cells, result.figures()) == (0, (), {})


def test_there_is_no_middle_without_a_scale() -> None:
    with pytest.raises(ValueError, match="no scale"):
        middle_of_scale(make_instrument(Model.LOYALTY))
