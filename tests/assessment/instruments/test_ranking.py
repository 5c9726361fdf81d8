"""Perception ranking: Spearman's ρ against SciPy, ties, the largest disagreements."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.ranking import measure_ranking, place_values, spearman
from generator.records.model import Model, Table
from tests.assessment.instruments.material import (
    item,
    load_peer,
    make_instrument,
    make_table,
    roles,
    with_reordered,
)

F = Fraction

COLUMNS = "respondent role item rank"
ITEMS = ("speed", "price", "manners", "reach")
QUESTIONNAIRE = make_instrument(
    Model.RANKING,
    items=tuple(item(name) for name in ITEMS),
    roles=roles("boss", "buyer", "staff"),
)
values = st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), max_size=30)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw ranks by people on either side, each of some of the items, once."""
    keys = st.tuples(st.sampled_from(["b1", "b2", "c1", "c2", "s1"]), st.sampled_from(ITEMS))
    role = {"b": "boss", "c": "buyer", "s": "staff"}
    asked = draw(st.lists(keys, unique=True, max_size=20))
    rows = [(who, role[who[0]], what, draw(st.integers(1, 4))) for who, what in asked]
    return make_table(COLUMNS, rows)


def rank(role: str, *orders: str) -> list[tuple[str, str, str, int]]:
    """Write down one order, by first letters, of each respondent."""
    return [
        (f"{role}{at}", role, next(name for name in ITEMS if name[0] == letter), place)
        for at, order in enumerate(orders)
        for place, letter in enumerate(order, 1)
    ]


@given(values)
def test_rho_is_that_of_scipy_ties_and_all(pairs: list[tuple[int, int]]) -> None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    rho = spearman(xs, ys)
    if rho is None:
        assert len(set(xs)) < 2 or len(set(ys)) < 2
    else:
        expected = load_peer("scipy.stats").spearmanr(xs, ys).statistic
        assert float(rho) == pytest.approx(expected, abs=1e-9)
        assert -1 <= rho <= 1


@given(st.permutations(range(9)))
def test_rho_without_ties_is_exact(order: list[int]) -> None:
    squares = sum((at - place) ** 2 for at, place in enumerate(order))
    assert spearman(range(9), order) == 1 - F(6 * squares, 9 * 80)


def test_rho_of_a_row_with_itself_is_exactly_one_with_ties_too() -> None:
    row = [1, 2, 2, 2, 5, 7, 7]
    assert spearman(row, row) == 1
    assert spearman(row, [-value for value in row]) == -1


@pytest.mark.parametrize(("xs", "ys"), [([], []), ([1], [2]), ([3, 3, 3], [1, 2, 3])])
def test_there_is_no_rho_where_a_side_holds_all_equal(xs: list[int], ys: list[int]) -> None:
    assert spearman(xs, ys) is None


def test_rows_of_different_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        spearman([1, 2], [1, 2, 3])


@given(st.lists(st.integers(0, 6), max_size=20))
def test_places_are_those_of_scipy(row: list[int]) -> None:
    assert list(place_values(row)) == list(load_peer("scipy.stats").rankdata(row))


def test_mean_ranks_give_places_and_the_largest_disagreement_stands_first() -> None:
    rows = rank("boss", "spmr", "psmr") + rank("buyer", "mrsp", "rmsp", "mspr")
    result = measure_ranking(make_table(COLUMNS, rows), QUESTIONNAIRE)
    assert (result.n, result.managers, result.customers) == (5, 2, 3)
    found = [
        (i.id, i.managers, i.customers, i.managers_place, i.customers_place, i.difference)
        for i in result.items
    ]
    assert found == [
        ("price", F(3, 2), F(11, 3), F(3, 2), F(4), F(-5, 2)),
        ("manners", F(3), F(4, 3), F(3), F(1), F(2)),
        ("reach", F(4), F(7, 3), F(4), F(2), F(2)),
        ("speed", F(3, 2), F(8, 3), F(3, 2), F(3), F(-3, 2)),
    ]
    figure = result.figures()[""]
    assert figure.value == result.rho == pytest.approx(-3.5 / sqrt(22.5), abs=1e-12)
    assert (figure.n, figure.low, figure.high) == (4, None, None)


def test_other_roles_and_items_that_one_side_did_not_rank_do_not_count() -> None:
    rows = rank("boss", "spm") + rank("buyer", "smp") + rank("staff", "rmps")
    rows.append(("boss1", "boss", "reach", 1))
    result = measure_ranking(make_table(COLUMNS, rows), QUESTIONNAIRE)
    assert (result.n, result.managers, result.customers) == (3, 2, 1)
    assert [ranked.id for ranked in result.items] == ["price", "manners", "speed"]
    assert result.rho == F(1, 2)


def test_two_roles_are_needed() -> None:
    lonely = make_instrument(Model.RANKING, items=QUESTIONNAIRE.items, roles=roles("boss"))
    with pytest.raises(ValueError, match="unpack"):
        measure_ranking(make_table(COLUMNS, []), lonely)


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_ranking(table, QUESTIONNAIRE) == measure_ranking(other, QUESTIONNAIRE)


@given(tables())
def test_places_are_shared_out_whole_and_disagreements_fall(table: Table) -> None:
    result = measure_ranking(table, QUESTIONNAIRE)
    k = len(result.items)
    assert sum(ranked.managers_place for ranked in result.items) == F(k * (k + 1), 2)
    assert sum(ranked.customers_place for ranked in result.items) == F(k * (k + 1), 2)
    sizes = [abs(ranked.difference) for ranked in result.items]
    assert sizes == sorted(sizes, reverse=True)
    assert result.n == result.managers + result.customers
    assert result.rho is None or -1 <= result.rho <= 1


def test_identical_ranks_have_no_rho_and_do_not_crash() -> None:
    rows = [(f"{role}1", role, name, 1) for role in ("boss", "buyer") for name in ITEMS]
    result = measure_ranking(make_table(COLUMNS, rows), QUESTIONNAIRE)
    assert (len(result.items), result.rho, result.figures()) == (4, None, {})


def test_an_empty_table_has_no_figures() -> None:
    result = measure_ranking(make_table(COLUMNS, []), QUESTIONNAIRE)
    assert (result.n, result.items, result.rho, result.figures()) == (0, (), None, {})
