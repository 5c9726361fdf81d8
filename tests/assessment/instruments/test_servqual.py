"""SERVQUAL: published gaps, missing answers, intervals over respondents, bounds, order."""

from __future__ import annotations

import statistics
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.alpha import cronbach_alpha
from generator.assessment.instruments.servqual import ServqualResult, measure_servqual
from generator.records.model import Instrument, Model, Table
from tests.assessment.instruments.material import (
    dimension,
    item,
    load_peer,
    make_instrument,
    make_table,
    scale,
    with_reordered,
)

F = Fraction
norm = load_peer("scipy.stats").norm

COLUMNS = "respondent item expectation perception"
PUBLISHED = {
    "tangibles": (11, "-0.65"),
    "reliability": (32, "-1.10"),
    "responsiveness": (22, "-0.83"),
    "assurance": (19, "-0.70"),
    "empathy": (16, "-1.01"),
}
"""Importance and gap of each dimension, as domain.md §10 has them."""
PEOPLE = ("r1", "r2", "r3", "r4", "r5")
ITEMS = {"A1": "speed", "A2": "speed", "A3": "speed", "B1": "care", "B2": "care"}
WEIGHTS = {"speed": 3, "care": 1}
answers = st.integers(1, 7)


def make_questionnaire(weights: dict[str, int], items: dict[str, str]) -> Instrument:
    """Make a questionnaire of weighted dimensions; a weight of 0 stands for none."""
    return make_instrument(
        Model.SERVQUAL,
        scale=scale(1, 7),
        dimensions=tuple(
            dimension(name, weight=F(weight) if weight else None)
            for name, weight in weights.items()
        ),
        items=tuple(item(name, dimension=of) for name, of in items.items()),
    )


QUESTIONNAIRE = make_questionnaire(WEIGHTS, ITEMS)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw answers by several respondents, each to some of the items, once."""
    keys = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(ITEMS))), unique=True)
    return make_table(COLUMNS, [(*key, draw(answers), draw(answers)) for key in draw(keys)])


@st.composite
def full_tables(draw: st.DrawFn) -> Table:
    """Draw answers by several respondents, each to all of the items."""
    return make_table(
        COLUMNS, [(*key, draw(answers), draw(answers)) for key in product(PEOPLE, ITEMS)]
    )


def measure(rows: list[tuple[str, str, int, int]]) -> ServqualResult:
    return measure_servqual(make_table(COLUMNS, rows), QUESTIONNAIRE)


def gaps_of(table: Table) -> dict[str, list[Fraction]]:
    """Return each respondent's own mean gap in every dimension that they answered, the long way."""
    found: dict[str, list[Fraction]] = {}
    for name in WEIGHTS:
        own: dict[str, list[int]] = {}
        for at in range(table.rows):
            if ITEMS[table["item"][at]] == name:
                gap = table["perception"][at] - table["expectation"][at]
                own.setdefault(table["respondent"][at], []).append(gap)
        found[name] = [F(sum(gaps), len(gaps)) for gaps in own.values()]
    return found


def test_the_published_gaps_give_the_published_means() -> None:
    rows = [
        (f"r{at}", f"{name}-1", 6, 6 + (int(F(gap) * 100) + at) // 100)
        for name, (_, gap) in PUBLISHED.items()
        for at in range(100)
    ]
    questionnaire = make_questionnaire(
        {name: weight for name, (weight, _) in PUBLISHED.items()},
        {f"{name}-1": name for name in PUBLISHED},
    )
    found = measure_servqual(make_table(COLUMNS, rows), questionnaire)
    assert {one.id: one.gap for one in found.dimensions} == {
        name: F(gap) for name, (_, gap) in PUBLISHED.items()
    }
    assert (found.overall, found.weighted) == (F("-0.858"), F("-0.9007"))
    assert (found.n, found.answers, found.alpha.n, found.alpha.items) == (100, 500, 100, 5)
    figures = found.figures()
    assert list(figures)[:2] == ["overall", "weighted"]
    assert list(figures)[2:5] == ["tangibles.gap", "tangibles.expectation", "tangibles.perception"]
    assert list(figures)[-1] == "alpha"
    assert figures["weighted"].value == F("-0.9007")
    assert figures["empathy.gap"].n == 100


def test_a_dimension_is_the_mean_of_its_items_not_of_its_answers() -> None:
    found = measure(
        [("r1", "A1", 5, 5), ("r2", "A1", 5, 5), ("r3", "A1", 6, 6), ("r1", "A2", 7, 3)]
    )
    (speed,) = found.dimensions
    assert [(one.id, one.gap, one.n) for one in speed.items] == [("A1", F(0), 3), ("A2", F(-4), 1)]
    assert (speed.gap, speed.n) == (F(-2), 3)
    assert (speed.expectation, speed.perception) == ((F(16, 3) + 7) / 2, (F(16, 3) + 3) / 2)


def test_a_dimension_that_nobody_answered_leaves_no_overall_gap() -> None:
    found = measure([("r1", "A1", 5, 4), ("r2", "A1", 5, 3)])
    assert [one.id for one in found.dimensions] == ["speed"]
    assert found.overall is found.overall_low is found.weighted is found.weighted_high is None
    assert list(found.figures()) == ["speed.gap", "speed.expectation", "speed.perception"]


def test_without_weights_there_is_no_weighted_gap() -> None:
    questionnaire = make_questionnaire({"speed": 3, "care": 0}, ITEMS)
    rows = [("r1", "A1", 5, 4), ("r1", "B1", 5, 3)]
    found = measure_servqual(make_table(COLUMNS, rows), questionnaire)
    assert found.overall == F(-3, 2)
    assert found.weighted is None
    assert "weighted" not in found.figures()


def test_a_single_respondent_has_gaps_without_intervals() -> None:
    found = measure([("r1", name, 5, 3) for name in ITEMS])
    assert found.overall == found.weighted == -2
    assert found.overall_low is found.overall_high is found.weighted_low is None
    assert all(one.low is one.high is one.alpha is None for one in found.dimensions)
    assert (found.alpha.n, found.alpha.alpha) == (1, None)


def test_who_left_an_item_out_counts_for_the_gaps_but_not_for_alpha() -> None:
    rows = [(who, name, 5, at % 5 + 1) for at, (who, name) in enumerate(product(PEOPLE, ITEMS))]
    found = measure(rows[1:])
    assert (found.n, found.answers, found.alpha.n) == (5, 24, 4)
    assert [one.n for one in found.dimensions] == [5, 5]


@given(st.integers(1, 7), st.integers(1, 7))
def test_identical_answers_give_zero_variance_and_no_crash(
    expectation: int, perception: int
) -> None:
    found = measure([(*key, expectation, perception) for key in product(PEOPLE, ITEMS)])
    gap = perception - expectation
    assert found.overall_low == found.overall == found.overall_high == gap
    assert found.weighted_low == found.weighted == found.weighted_high == gap
    assert found.alpha.alpha is None
    assert "alpha" not in found.figures()


@given(tables())
def test_gaps_stay_within_the_scale_and_their_intervals(table: Table) -> None:
    found = measure_servqual(table, QUESTIONNAIRE)
    for one in found.dimensions:
        assert 1 <= one.expectation <= 7
        assert 1 <= one.perception <= 7
        assert one.gap == one.perception - one.expectation
        assert all(part.gap == part.perception - part.expectation for part in one.items)
        assert (one.low is None) == (one.high is None) == (one.n < 2)
        if one.low is not None and one.high is not None:
            assert one.low <= one.gap <= one.high
    for figure in found.figures().values():
        assert -6 <= figure.value <= 7
    assert found.answers == table.rows
    assert sum(part.n for one in found.dimensions for part in one.items) == table.rows


@given(tables())
def test_a_dimension_has_the_normal_interval_of_its_respondents_gaps(table: Table) -> None:
    own = gaps_of(table)
    for one in measure_servqual(table, QUESTIONNAIRE).dimensions:
        assert one.n == len(own[one.id])
        if one.n > 1:
            assert one.high is not None
            error = statistics.stdev(own[one.id]) / one.n**0.5
            expected = float(one.gap) + norm.ppf(0.975) * error
            assert float(one.high) == pytest.approx(expected, abs=1e-9)


@given(full_tables())
def test_overall_gaps_have_the_normal_interval_of_the_respondents_means(table: Table) -> None:
    found, own = measure_servqual(table, QUESTIONNAIRE), gaps_of(table)
    pairs = list(zip(own["speed"], own["care"], strict=True))
    for gap, high, means in (
        (found.overall, found.overall_high, [(a + b) / 2 for a, b in pairs]),
        (found.weighted, found.weighted_high, [(3 * a + b) / 4 for a, b in pairs]),
    ):
        assert gap == statistics.mean(means)
        error = statistics.stdev(means) / len(means) ** 0.5
        expected = float(gap) + norm.ppf(0.975) * error
        assert float(high or 0) == pytest.approx(expected, abs=1e-9)


def test_who_left_out_a_dimension_counts_there_only() -> None:
    # r3 tells nothing of B: the whole rests on r1 and r2, (−1 − 3)/2 and (0 − 1)/2.
    rows = [("r1", "A1", 5, 4), ("r1", "B1", 5, 2), ("r2", "A1", 5, 5), ("r2", "B1", 5, 4)]
    found = measure([*rows, ("r3", "A1", 5, 1)])
    assert (found.n, found.complete) == (3, 2)
    assert found.figures()["overall"].n == 2
    assert [one.n for one in found.dimensions] == [3, 2]
    z = norm.ppf(0.975)
    expected = float(found.overall or 0) + z * statistics.stdev((-2, -0.5)) / 2**0.5
    assert float(found.overall_high or 0) == pytest.approx(expected, abs=1e-9)


def test_one_item_of_many_people_does_not_make_a_large_sample() -> None:
    rows = [(f"r{n}", "A1", 7, 2) for n in range(98)]
    rows += [(f"c{n}", item, 5, 5) for n in range(2) for item in ("A1", "B1")]
    assert measure(rows).figures()["overall"].n == 2


@given(full_tables())
def test_alpha_is_that_of_the_perceptions(table: Table) -> None:
    found = measure_servqual(table, QUESTIONNAIRE)
    columns = {
        name: [
            value
            for value, of in zip(table["perception"], table["item"], strict=True)
            if of == name
        ]
        for name in ITEMS
    }
    assert found.alpha.alpha == cronbach_alpha(list(columns.values()))
    for one in found.dimensions:
        members = [columns[name] for name, of in ITEMS.items() if of == one.id]
        assert one.alpha == cronbach_alpha(members)


@given(full_tables(), st.integers(0, 24))
def test_a_better_perception_never_lowers_a_gap(table: Table, at: int) -> None:
    before = measure_servqual(table, QUESTIONNAIRE)
    perceived = list(table["perception"])
    perceived[at] = min(7, perceived[at] + 1)
    columns = {**table.columns, "perception": tuple(perceived)}
    after = measure_servqual(Table(columns=columns, rows=table.rows), QUESTIONNAIRE)
    assert after.overall is not None
    assert before.overall is not None
    assert after.overall >= before.overall
    assert (after.weighted or 0) >= (before.weighted or 0)


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    assert measure_servqual(pair[0], QUESTIONNAIRE) == measure_servqual(pair[1], QUESTIONNAIRE)


def test_a_table_without_rows_has_no_figures() -> None:
    found = measure([])
    assert (found.n, found.answers, found.dimensions) == (0, 0, ())
    assert found.overall is found.weighted is None
    assert (found.alpha.n, found.alpha.alpha) == (0, None)
    assert found.figures() == {}


def test_an_answer_to_an_unknown_item_is_an_error() -> None:
    with pytest.raises(KeyError, match="Z9"):
        measure([("r1", "Z9", 5, 5)])
