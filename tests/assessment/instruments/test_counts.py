"""Operating measures: sums over periods, shares and means, laws of any counts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.counts import measure_counts, share_figure
from generator.records.model import Measure, Model, Ratio, Table
from tests.assessment.instruments.material import (
    WORDS,
    load_peer,
    make_instrument,
    make_table,
    with_reordered,
)

F = Fraction

COLUMNS = "period measure count of"
LIST = make_instrument(
    Model.COUNTS,
    measures=tuple(
        Measure(id=name, title=WORDS, count=WORDS, of=WORDS, ratio=ratio)
        for name, ratio in (
            ("answered", Ratio.SHARE),
            ("wait", Ratio.MEAN),
            ("solved", Ratio.SHARE),
        )
    ),
)
COUNTED = make_table(
    COLUMNS,
    [
        ("2026-02", "answered", F(90), F(100)),
        ("2026-01", "answered", F(140), F(200)),
        ("2026-01", "wait", F("4512.5"), F(200)),
        ("2026-02", "wait", F("1100.25"), F(100)),
    ],
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw counts of any measure in any of a few months, each once."""
    keys = st.tuples(
        st.sampled_from(["2025-12", "2026-01", "2026-02"]),
        st.sampled_from(["answered", "wait", "solved"]),
    )
    rows = []
    for period, measure in draw(st.lists(keys, unique=True, max_size=9)):
        of = draw(st.integers(1, 500))
        if measure == "wait":
            rows.append((period, measure, draw(st.fractions(0, 900)), F(of)))
        else:
            rows.append((period, measure, F(draw(st.integers(0, of))), F(of)))
    return make_table(COLUMNS, rows)


def test_a_share_is_all_counted_of_all_with_its_wilson_interval() -> None:
    answered, _ = measure_counts(COUNTED, LIST).measures
    assert (answered.id, answered.count, answered.of, answered.n) == (
        "answered",
        F(230),
        F(300),
        300,
    )
    assert answered.value == F(23, 30)
    low, high = load_peer("statsmodels.stats.proportion").proportion_confint(
        230, 300, method="wilson"
    )
    assert answered.low == pytest.approx(low, abs=1e-12)
    assert answered.high == pytest.approx(high, abs=1e-12)


def test_a_mean_is_so_much_for_each_and_has_no_interval() -> None:
    _, wait = measure_counts(COUNTED, LIST).measures
    assert (wait.value, wait.low, wait.high) == (F("5612.75") / 300, None, None)
    assert (wait.of, wait.n) == (F(300), 300)


def test_periods_stand_in_their_order() -> None:
    answered, _ = measure_counts(COUNTED, LIST).measures
    assert answered.periods == (("2026-01", F(140), F(200)), ("2026-02", F(90), F(100)))


def test_figures_stand_bare_in_the_instruments_order() -> None:
    result = measure_counts(COUNTED, LIST)
    figures = result.figures()
    assert result.n == 4
    assert list(figures) == ["answered", "wait"]
    assert (figures["answered"].value, figures["answered"].n) == (F(23, 30), 300)
    assert figures["answered"].low == result.measures[0].low


def test_parts_of_a_count_make_a_share_without_an_interval() -> None:
    rows = [("2026", "solved", F("1.5"), F("4.5"))]
    (solved,) = measure_counts(make_table(COLUMNS, rows), LIST).measures
    assert (solved.value, solved.low, solved.high, solved.n) == (F(1, 3), None, None, 4)


@pytest.mark.parametrize("count", [F(11), F("10.5")])
def test_more_than_all_is_no_share(count: F) -> None:
    table = make_table(COLUMNS, [("2026", "solved", count, F(10))])
    with pytest.raises(ValueError, match="no share"):
        measure_counts(table, LIST)


def test_there_is_no_share_of_nothing() -> None:
    with pytest.raises(ValueError, match="no share"):
        share_figure(0, 0)


@given(with_reordered(tables()))
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table]) -> None:
    table, other = pair
    assert measure_counts(table, LIST) == measure_counts(other, LIST)


@given(tables())
def test_periods_add_up_and_shares_stay_in_their_bounds(table: Table) -> None:
    result = measure_counts(table, LIST)
    assert sum(len(measure.periods) for measure in result.measures) == result.n == table.rows
    for measure in result.measures:
        assert sum(count for _, count, _ in measure.periods) == measure.count
        assert sum(of for _, _, of in measure.periods) == measure.of
        if measure.low is not None and measure.high is not None:
            assert 0 <= measure.low <= measure.value <= measure.high <= 1


def test_identical_periods_do_not_crash() -> None:
    rows = [(period, "solved", F(10), F(10)) for period in ("2024", "2025", "2026")]
    (solved,) = measure_counts(make_table(COLUMNS, rows), LIST).measures
    assert solved.value == solved.high == 1


def test_an_empty_table_has_no_figures() -> None:
    result = measure_counts(make_table(COLUMNS, []), LIST)
    assert (result.n, result.measures, result.figures()) == (0, (), {})
