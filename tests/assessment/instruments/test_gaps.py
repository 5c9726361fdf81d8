"""Diagnosis of the gap model: causes, what is weak, negatives turned round, laws of any answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.gaps import CauseScore, GapScore, measure_gaps
from generator.records.model import Instrument, Model, Table
from tests.assessment.instruments.material import (
    dimension,
    item,
    make_instrument,
    make_table,
    roles,
    scale,
    with_reordered,
)

F = Fraction

COLUMNS = "respondent role item score"
ITEMS = {"A1": "research", "A2": "research", "B1": "layers", "C1": "promises"}


def questionnaire(high: F | None = None) -> Instrument:
    return make_instrument(
        Model.GAPS,
        scale=scale(1, 5),
        # The gaps stand in no order.
        dimensions=(
            dimension("promises", gap=4),
            dimension("research", gap=1),
            dimension("layers", gap=1),
        ),
        items=tuple(
            item(name, dimension=cause, negative=name in ("A2", "B1"))
            for name, cause in ITEMS.items()
        ),
        roles=roles("manager", "staff"),
        high=high,
    )


ANSWERS = make_table(
    COLUMNS,
    [
        ("m1", "manager", "A1", 4),
        ("m1", "manager", "A2", 1),
        ("m2", "manager", "A1", 3),
        ("m1", "manager", "B1", 4),
        ("s1", "staff", "C1", 2),
        ("s2", "staff", "C1", 5),
        ("s2", "staff", "B1", 5),
    ],
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw answers by managers and staff, each to some of the statements, once."""
    keys = st.tuples(st.sampled_from(["m1", "m2", "s1", "s2"]), st.sampled_from(sorted(ITEMS)))
    role = {"m": "manager", "s": "staff"}
    asked = draw(st.lists(keys, unique=True, max_size=16))
    return make_table(
        COLUMNS, [(who, role[who[0]], what, draw(st.integers(1, 5))) for who, what in asked]
    )


def test_causes_make_gaps_in_their_order_and_negatives_are_turned_round() -> None:
    result = measure_gaps(ANSWERS, questionnaire())
    assert result.gaps == (
        GapScore(
            gap=1,
            mean=F(11, 4),
            n=3,
            causes=(
                CauseScore(id="research", gap=1, mean=F(4), n=2, weak=False),
                CauseScore(id="layers", gap=1, mean=F(3, 2), n=2, weak=True),
            ),
        ),
        GapScore(
            gap=4,
            mean=F(7, 2),
            n=2,
            causes=(CauseScore(id="promises", gap=4, mean=F(7, 2), n=2, weak=False),),
        ),
    )


def test_each_role_is_counted() -> None:
    result = measure_gaps(ANSWERS, questionnaire())
    assert (result.n, result.by_role) == (4, (("manager", 2), ("staff", 2)))


@pytest.mark.parametrize(
    ("high", "weak"),
    [
        (None, ["layers"]),  # the middle, 3
        (F(7, 2), ["layers"]),
        (F("3.6"), ["layers", "promises"]),
        (F(5), ["research", "layers", "promises"]),
    ],
)
def test_a_cause_is_weak_below_the_bar(high: F | None, weak: list[str]) -> None:
    result = measure_gaps(ANSWERS, questionnaire(high))
    assert [cause.id for gap in result.gaps for cause in gap.causes if cause.weak] == weak


def test_figures_are_the_gaps_and_their_causes() -> None:
    figures = measure_gaps(ANSWERS, questionnaire()).figures()
    assert {key: (figure.value, figure.n) for key, figure in figures.items()} == {
        "gap1": (F(11, 4), 3),
        "research": (F(4), 2),
        "layers": (F(3, 2), 2),
        "gap4": (F(7, 2), 2),
        "promises": (F(7, 2), 2),
    }


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_gaps(table, questionnaire()) == measure_gaps(other, questionnaire())


@given(tables())
def test_means_stay_within_the_scale_and_roles_add_up(table: Table) -> None:
    result = measure_gaps(table, questionnaire())
    assert sum(count for _, count in result.by_role) == result.n
    for gap in result.gaps:
        assert gap.mean * len(gap.causes) == sum(cause.mean for cause in gap.causes)
        for cause in gap.causes:
            assert 1 <= cause.mean <= 5
            assert cause.weak == (cause.mean < 3)
            assert 1 <= cause.n <= gap.n <= result.n


def test_identical_answers_do_not_crash() -> None:
    rows = [(who, "manager", "A1", 3) for who in ("m1", "m2", "m3")]
    (gap,) = measure_gaps(make_table(COLUMNS, rows), questionnaire()).gaps
    assert (gap.mean, gap.n, gap.causes[0].weak) == (F(3), 3, False)


def test_an_empty_table_has_no_figures() -> None:
    result = measure_gaps(make_table(COLUMNS, []), questionnaire())
    assert (result.n, result.by_role) == (0, (("manager", 0), ("staff", 0)))
    assert (result.gaps, result.figures()) == ((), {})


def test_an_instrument_without_a_scale_is_an_error() -> None:
    with pytest.raises(ValueError, match="no scale"):
        measure_gaps(make_table(COLUMNS, []), make_instrument(Model.GAPS))
