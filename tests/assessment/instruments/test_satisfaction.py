"""Satisfaction: the published index, who was disappointed and delighted, laws of any answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.satisfaction import measure_satisfaction, weighted_index
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

WEIGHTS = (F("0.3885"), F("0.3190"), F("0.2925"))
COLUMNS = "respondent item expected experienced"
ITEMS = (
    item("P1", dimension="product"),
    item("P2", dimension="product"),
    item("S1", dimension="service"),
    item("L1", dimension="look"),
)
QUESTIONNAIRE = make_instrument(
    Model.SATISFACTION,
    scale=scale(0, 10),
    dimensions=(dimension("product"), dimension("service"), dimension("look")),
    items=ITEMS,
)
ANSWERS = make_table(
    COLUMNS,
    [
        ("r1", "P1", 8, 9),
        ("r1", "P2", 8, 6),
        ("r1", "S1", 5, 9),
        ("r2", "P1", 7, 7),
        ("r2", "S1", 6, 6),
        ("r3", "P1", 9, 4),
        ("r3", "P2", 9, 9),
    ],
)
answers = st.integers(0, 10)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw answers by several respondents, each to some of the items, once."""
    keys = st.tuples(st.sampled_from(["r1", "r2", "r3", "r4"]), st.sampled_from(ITEMS))
    asked = draw(st.lists(keys, unique_by=lambda key: (key[0], key[1].id), max_size=16))
    rows = [(who, asked_of.id, draw(answers), draw(answers)) for who, asked_of in asked]
    return make_table(COLUMNS, rows)


def weighing(*weights: F | None) -> Instrument:
    names = ("product", "service", "look")
    dimensions = [dimension(name, weight=w) for name, w in zip(names, weights, strict=True)]
    return make_instrument(
        Model.SATISFACTION, scale=scale(1, 10), dimensions=tuple(dimensions), items=ITEMS
    )


def test_the_index_is_the_published_one() -> None:
    assert weighted_index((8, 7, 6), WEIGHTS, 1, 10) == F("609.6") / 9
    assert f"{float(weighted_index((8, 7, 6), WEIGHTS, 1, 10)):.3f}" == "67.733"


def test_an_instrument_gives_the_published_index() -> None:
    rows = [("r1", "P1", 5, 8), ("r1", "S1", 5, 7), ("r1", "L1", 5, 6)]
    result = measure_satisfaction(make_table(COLUMNS, rows), weighing(*WEIGHTS))
    assert result.index == F("609.6") / 9
    assert result.figures()["index"].value == result.index


@pytest.mark.parametrize("weights", [(None, None, None), (F(3), None, F(1))])
def test_contents_weigh_alike_where_not_each_is_weighed(weights: tuple[F | None, ...]) -> None:
    rows = [("r1", "P1", 5, 10), ("r1", "S1", 5, 1), ("r1", "L1", 5, 4)]
    result = measure_satisfaction(make_table(COLUMNS, rows), weighing(*weights))
    assert result.index == F(100 * (9 + 0 + 3), 27)


def test_an_index_needs_answers_on_every_content() -> None:
    rows = [("r1", "P1", 5, 10), ("r1", "L1", 5, 1)]
    result = measure_satisfaction(make_table(COLUMNS, rows), weighing(F(3), F(5), F(1)))
    assert [content.id for content in result.contents] == ["product", "look"]
    assert result.index is None
    assert "index" not in result.figures()
    assert "product.gap" in result.figures()


def test_the_scale_is_0_to_10_where_none_is_declared() -> None:
    bare = make_instrument(
        Model.SATISFACTION, dimensions=QUESTIONNAIRE.dimensions, items=QUESTIONNAIRE.items
    )
    assert measure_satisfaction(ANSWERS, bare) == measure_satisfaction(ANSWERS, QUESTIONNAIRE)


@pytest.mark.parametrize("weights", [(), (F(0), F(0)), (F(1),)])
def test_there_is_no_index_of_no_weights(weights: tuple[F, ...]) -> None:
    with pytest.raises(ValueError, match=r"no index|zip"):
        weighted_index((8, 7), weights, 0, 10)


def test_contents_have_means_over_answers_and_count_each_respondent_once() -> None:
    product, service = measure_satisfaction(ANSWERS, QUESTIONNAIRE).contents
    assert (product.id, product.n) == ("product", 3)
    assert (product.expected, product.experienced) == (F(41, 5), F(7))
    assert product.gap == F(-6, 5)
    assert (product.disappointed, product.fair, product.delighted) == (2, 1, 0)
    assert (service.disappointed, service.fair, service.delighted) == (0, 1, 1)


def test_a_respondent_is_delighted_or_disappointed_all_in_all() -> None:
    result = measure_satisfaction(ANSWERS, QUESTIONNAIRE)
    assert result.n == 3
    assert (result.disappointed, result.fair, result.delighted) == (1, 1, 1)
    assert (result.expected, result.experienced) == (F(52, 7), F(50, 7))


def test_figures_have_the_wilson_interval_where_they_are_shares() -> None:
    figures = measure_satisfaction(ANSWERS, QUESTIONNAIRE).figures()
    assert list(figures) == [
        "product.experienced",
        "product.gap",
        "service.experienced",
        "service.gap",
        "delighted",
        "disappointed",
    ]
    low, high = load_peer("statsmodels.stats.proportion").proportion_confint(1, 3, method="wilson")
    for key in ("delighted", "disappointed"):
        assert figures[key].value == F(1, 3)
        assert figures[key].n == 3
        assert float(figures[key].low or 0) == pytest.approx(low, abs=1e-12)
        assert float(figures[key].high or 0) == pytest.approx(high, abs=1e-12)


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_satisfaction(table, QUESTIONNAIRE) == measure_satisfaction(other, QUESTIONNAIRE)


@given(tables())
def test_measures_stay_in_their_bounds_and_counts_add_up(table: Table) -> None:
    result = measure_satisfaction(table, QUESTIONNAIRE)
    assert result.disappointed + result.fair + result.delighted == result.n
    for content in result.contents:
        assert content.disappointed + content.fair + content.delighted == content.n <= result.n
        assert 0 <= content.experienced <= 10
        assert content.gap == content.experienced - content.expected
    assert result.index is None or 0 <= result.index <= 100


@given(tables())
def test_better_experience_never_lowers_the_index(table: Table) -> None:
    better = Table(
        columns={
            **table.columns,
            "experienced": tuple(min(10, x + 1) for x in table["experienced"]),
        },
        rows=table.rows,
    )
    before = measure_satisfaction(table, QUESTIONNAIRE)
    after = measure_satisfaction(better, QUESTIONNAIRE)
    assert (before.index or 0) <= (after.index or 0)
    assert before.delighted <= after.delighted


def test_identical_answers_make_everybody_fair_and_do_not_crash() -> None:
    items = [item.id for item in QUESTIONNAIRE.items]
    rows = [(who, item, 7, 7) for who in ("r1", "r2", "r3") for item in items]
    result = measure_satisfaction(make_table(COLUMNS, rows), QUESTIONNAIRE)
    assert (result.disappointed, result.fair, result.delighted) == (0, 3, 0)
    assert result.index == 70


@pytest.mark.parametrize(
    ("gaps", "kind"),
    [((-1, 0), "disappointed"), ((-1, 1), "fair"), ((0, 1), "delighted"), ((0, 0), "fair")],
)
def test_half_a_step_either_way_is_as_expected(gaps: tuple[int, int], kind: str) -> None:
    one, other, *_ = QUESTIONNAIRE.items
    rows = [("r1", one.id, 5, 5 + gaps[0]), ("r1", other.id, 5, 5 + gaps[1])]
    result = measure_satisfaction(make_table(COLUMNS, rows), QUESTIONNAIRE)
    assert getattr(result, kind) == 1


def test_an_empty_table_has_no_figures() -> None:
    result = measure_satisfaction(make_table(COLUMNS, []), QUESTIONNAIRE)
    assert (result.n, result.contents, result.index, result.expected) == (0, (), None, None)
    assert result.figures() == {}
