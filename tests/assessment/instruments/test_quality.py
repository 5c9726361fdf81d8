"""Perceived quality: parts, gaps, laws of any answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.quality import measure_quality
from generator.records.model import Model, Table
from tests.assessment.instruments.material import (
    dimension,
    item,
    make_instrument,
    make_table,
    scale,
    with_reordered,
)

F = Fraction

COLUMNS = "respondent item expected experienced"
QUESTIONNAIRE = make_instrument(
    Model.QUALITY,
    scale=scale(1, 7),
    dimensions=(dimension("what"), dimension("how"), dimension("filter")),
    items=(
        item("T1", dimension="what"),
        item("T2", dimension="what"),
        item("F1", dimension="how"),
        item("I1", dimension="filter"),
    ),
)
ANSWERS = make_table(
    COLUMNS,
    [
        ("r1", "F1", 6, 3),
        ("r1", "T1", 5, 6),
        ("r1", "T2", 5, 7),
        ("r2", "T1", 4, 4),
        ("r2", "F1", 6, 4),
    ],
)
points = st.integers(1, 7)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw answers by several respondents, each to some of the items, once."""
    keys = st.tuples(st.sampled_from(["r1", "r2", "r3"]), st.sampled_from(["T1", "T2", "F1", "I1"]))
    asked = draw(st.lists(keys, unique=True, max_size=12))
    return make_table(COLUMNS, [(*key, draw(points), draw(points)) for key in asked])


def test_parts_come_in_the_instruments_order_with_means_over_their_answers() -> None:
    result = measure_quality(ANSWERS, QUESTIONNAIRE)
    what, how = result.parts
    assert (what.id, what.expected, what.experienced, what.gap, what.n) == (
        "what",
        F(14, 3),
        F(17, 3),
        F(1),
        2,
    )
    assert (how.id, how.expected, how.experienced, how.gap, how.n) == (
        "how",
        F(6),
        F(7, 2),
        F(-5, 2),
        2,
    )


def test_the_whole_gap_is_the_mean_of_the_parts() -> None:
    result = measure_quality(ANSWERS, QUESTIONNAIRE)
    assert (result.n, result.gap) == (2, F(-3, 4))


def test_figures_are_gap_and_experience_of_each_part() -> None:
    figures = measure_quality(ANSWERS, QUESTIONNAIRE).figures()
    assert {key: (figure.value, figure.n) for key, figure in figures.items()} == {
        "what.gap": (1, 2),
        "what.experienced": (F(17, 3), 2),
        "how.gap": (F(-5, 2), 2),
        "how.experienced": (F(7, 2), 2),
    }


def test_an_item_of_no_part_is_an_error() -> None:
    stray = make_instrument(Model.QUALITY, dimensions=(dimension("what"),), items=(item("T1"),))
    with pytest.raises(KeyError, match="T1"):
        measure_quality(make_table(COLUMNS, [("r1", "T1", 1, 1)]), stray)


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_quality(table, QUESTIONNAIRE) == measure_quality(other, QUESTIONNAIRE)


@given(tables())
def test_gaps_are_differences_and_stay_within_the_scale(table: Table) -> None:
    result = measure_quality(table, QUESTIONNAIRE)
    for part in result.parts:
        assert 1 <= part.expected <= 7
        assert 1 <= part.experienced <= 7
        assert part.gap == part.experienced - part.expected
        assert 1 <= part.n <= result.n
    assert result.gap is None or -6 <= result.gap <= 6


def test_identical_answers_leave_no_gap_and_do_not_crash() -> None:
    rows = [(who, "T1", 4, 4) for who in ("r1", "r2")]
    assert measure_quality(make_table(COLUMNS, rows), QUESTIONNAIRE).gap == 0


def test_an_empty_table_has_no_figures() -> None:
    result = measure_quality(make_table(COLUMNS, []), QUESTIONNAIRE)
    assert (result.n, result.parts, result.gap, result.figures()) == (0, (), None, {})
