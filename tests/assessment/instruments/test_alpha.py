"""Cronbach's α and Feldt's interval: by hand, by other formulas, by libraries, by simulation."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assessment.instruments.alpha import (
    cronbach_alpha,
    feldt_interval,
    judge_columns,
    measure_alpha,
)
from generator.assessment.instruments.figures import Figure
from generator.records.model import Model, Table
from tests.assessment.instruments.material import (
    item,
    load_peer,
    make_instrument,
    make_table,
    reorder,
)

F = Fraction
mpmath = load_peer("mpmath")
f = load_peer("scipy.stats").f

BARE = make_instrument(Model.ALPHA)
Columns = list[list[Fraction | int]]


@st.composite
def matrices(draw: st.DrawFn) -> Columns:
    """Draw the columns of some respondents' answers to some items."""
    items, n = draw(st.integers(2, 6)), draw(st.integers(2, 12))
    answer: st.SearchStrategy[Fraction | int] = st.integers(1, 7)
    answers = st.lists(answer, min_size=n, max_size=n)
    return draw(st.lists(answers, min_size=items, max_size=items))


def test_alpha_is_what_a_hand_reckons() -> None:
    # Both variances are 5/3, that of the totals 3, 3, 7, 7 is 16/3.
    assert cronbach_alpha([(1, 2, 3, 4), (2, 1, 4, 3)]) == F(3, 4)


def test_items_that_say_the_same_give_one() -> None:
    assert cronbach_alpha([(1, 5, 2), (1, 5, 2), (1, 5, 2)]) == 1
    assert cronbach_alpha([(1, 5, 2), (2, 6, 3)]) == 1


@pytest.mark.parametrize(
    "columns",
    [
        [],
        [(1, 2, 3)],
        [(), ()],
        [(1,), (2,)],
        [(4, 4, 4), (4, 4, 4)],
        [(1, 2, 3), (3, 2, 1)],
    ],
    ids=["nothing", "one item", "nobody", "one respondent", "identical answers", "equal totals"],
)
def test_there_is_no_alpha_where_nothing_varies(columns: list[tuple[int, ...]]) -> None:
    assert cronbach_alpha(columns) is None
    assert judge_columns(columns).figures() == {}


def test_columns_of_different_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="length"):
        cronbach_alpha([(1, 2, 3), (1, 2), (1, 2, 3, 4)])


@given(matrices())
def test_alpha_agrees_with_the_covariance_matrix(columns: Columns) -> None:
    found, covariance = cronbach_alpha(columns), np.cov(np.array(columns, dtype=float))
    k, total = len(columns), covariance.sum()
    if found is None:
        assert total == pytest.approx(0, abs=1e-9)
    else:
        expected = k / (k - 1) * (1 - np.trace(covariance) / total)
        assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert found <= 1


@given(matrices(), st.integers(1, 9), st.integers(-5, 5))
def test_neither_unit_nor_origin_nor_order_matters(
    columns: Columns, unit: int, origin: int
) -> None:
    moved = [[F(value, unit) + origin for value in column[::-1]] for column in columns]
    assert cronbach_alpha(moved[::-1]) == cronbach_alpha(columns)


@pytest.mark.parametrize(
    ("n", "items"),
    [(2, 2), (3, 2), (2, 30), (5, 4), (20, 4), (41, 26), (400, 22), (3_000, 5), (100_000, 22)],
)
@pytest.mark.parametrize("alpha", [F(-3, 2), F(0), F(7, 10), F(93, 100)])
def test_the_interval_agrees_with_scipy(n: int, items: int, alpha: Fraction) -> None:
    found = feldt_interval(alpha, n, items)
    assert found
    quantiles = f.ppf([0.975, 0.025], n - 1, (n - 1) * (items - 1))
    expected = 1 - float(1 - alpha) * quantiles
    assert [float(end) for end in found] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert found[0] < alpha < found[1] < 1


@given(st.integers(2, 2_000), st.integers(2, 40))
@settings(max_examples=30, deadline=None)
def test_the_interval_agrees_with_scipy_for_any_survey(n: int, items: int) -> None:
    found = feldt_interval(F(1, 2), n, items)
    assert found
    expected = 1 - 0.5 * f.ppf([0.975, 0.025], n - 1, (n - 1) * (items - 1))
    assert [float(end) for end in found] == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_interval_holds_the_true_alpha_nineteen_times_in_twenty() -> None:
    # Items are a common part and an own one of equal variance: the true α of four is 4/5.
    random, n, items, times = np.random.default_rng(1965), 25, 4, 4_000
    answers = random.normal(size=(times, n, 1)) + random.normal(size=(times, n, items))
    parts = answers.var(axis=1, ddof=1).sum(axis=1)
    alphas = items / (items - 1) * (1 - parts / answers.sum(axis=2).var(axis=1, ddof=1))
    at_nought = feldt_interval(F(0), n, items)
    assert at_nought
    low, high = (1 - (1 - alphas) * float(1 - end) for end in at_nought)
    assert np.mean(low > 0.8) == pytest.approx(0.025, abs=0.008)
    assert np.mean(high < 0.8) == pytest.approx(0.025, abs=0.008)


def test_known_quantiles_come_out_to_the_last_digit_kept() -> None:
    # With two and two degrees of freedom F's share below x is x/(1 + x): 1/39 and 39.
    found = feldt_interval(F(0), 3, 2)
    assert found
    assert found == (F(1 - 39), 1 - F("0.025641025641025641026"))


def test_perfect_agreement_leaves_no_room() -> None:
    assert feldt_interval(F(1), 10, 5) == (F(1), F(1))


@pytest.mark.parametrize(("alpha", "n", "items"), [(None, 9, 5), (F(1, 2), 1, 5), (F(1, 2), 9, 1)])
def test_there_is_no_interval_of_no_alpha(alpha: Fraction | None, n: int, items: int) -> None:
    assert feldt_interval(alpha, n, items) is None


def test_a_reliability_above_one_is_an_error() -> None:
    with pytest.raises(ValueError, match="no reliability"):
        feldt_interval(F(11, 10), 9, 5)


def test_the_precision_that_others_work_with_neither_matters_nor_changes() -> None:
    before = feldt_interval(F(1, 2), 30, 4)
    with mpmath.workdps(5):
        assert feldt_interval(F(1, 2), 30, 4) == before
        assert mpmath.mp.dps == 5


def test_only_the_interval_loads_the_library_behind_it() -> None:
    program = (
        "import sys\n"
        "from generator.assessment.instruments.alpha import cronbach_alpha, feldt_interval\n"
        "found = cronbach_alpha([(1, 2, 3), (1, 3, 2)])\n"
        "assert 'mpmath' not in sys.modules\n"
        "feldt_interval(found, 3, 2)\n"
        "assert 'mpmath' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_without_declared_items_every_column_counts() -> None:
    table = make_table("respondent A B", [("r1", 1, 2), ("r2", 2, 1), ("r3", 3, 4), ("r4", 4, 3)])
    found = measure_alpha(table, BARE)
    assert (found.n, found.items, found.alpha) == (4, 2, F(3, 4))
    assert found.figures() == {"": Figure(value=F(3, 4), n=4)}


def test_with_declared_items_other_columns_do_not_count() -> None:
    table = make_table(
        "respondent A B note", [("r1", 1, 2, 9), ("r2", 2, 1, 0), ("r3", 3, 4, 0), ("r4", 4, 3, 9)]
    )
    instrument = make_instrument(Model.ALPHA, items=(item("A"), item("B")))
    assert measure_alpha(table, instrument).alpha == F(3, 4)


def test_an_item_that_tells_of_something_bad_counts_the_other_way_round() -> None:
    table = make_table("respondent A B", [("r1", 1, 4), ("r2", 2, 5), ("r3", 3, 2), ("r4", 4, 3)])
    instrument = make_instrument(Model.ALPHA, items=(item("A"), item("B", negative=True)))
    assert measure_alpha(table, instrument).alpha == F(3, 4)


def test_who_left_an_item_out_is_left_out() -> None:
    rows = [("r1", 1, 2), ("r2", 2, 1), ("x", None, 7), ("r3", 3, 4), ("y", 7, None), ("r4", 4, 3)]
    found = measure_alpha(make_table("respondent A B", rows), BARE)
    assert (found.n, found.alpha) == (4, F(3, 4))


@pytest.mark.parametrize("rows", [[], [("r1", None, 2)]], ids=["no rows", "nobody complete"])
def test_a_table_without_complete_answers_has_no_figures(
    rows: list[tuple[str, int | None, int]],
) -> None:
    found = measure_alpha(make_table("respondent A B", rows), BARE)
    assert (found.n, found.items, found.alpha) == (0, 2, None)
    assert found.figures() == {}


@given(matrices())
def test_the_order_of_rows_does_not_matter(columns: Columns) -> None:
    names = [f"Q{number}" for number in range(len(columns))]
    n = len(columns[0])
    table = Table(columns=dict(zip(names, map(tuple, columns), strict=True)), rows=n)
    assert measure_alpha(reorder(table, range(n)[::-1]), BARE) == measure_alpha(table, BARE)
