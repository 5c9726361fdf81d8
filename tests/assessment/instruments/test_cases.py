"""Cases: times per stage, what is due and in time, open and reopened cases, parts, percentiles."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.cases import CasesResult, measure_cases, percentile
from generator.records.model import Model, Stage, Table
from tests.assessment.instruments.material import (
    WORDS,
    load_peer,
    make_instrument,
    make_table,
    with_reordered,
)

F = Fraction

COLUMNS = "case channel category received acknowledged answered closed outcome reopened"
REGISTER = make_instrument(
    Model.CASES,
    stages=(
        Stage(id="received", title=WORDS),
        Stage(id="acknowledged", title=WORDS, within=2),
        Stage(id="answered", title=WORDS),
        Stage(id="closed", title=WORDS, within=21),
    ),
)
START = datetime.fromisoformat("2026-03-01T09:00")
NEVER = None


def after(days: float | None) -> datetime | None:
    """Return the time so many days after the first receipt."""
    return None if days is None else START + timedelta(days=days)


def case(
    name: str,
    *times: float | None,
    channel: str = "phone",
    category: str = "repair",
    outcome: str | None = None,
    reopened: bool = False,
) -> tuple[Any, ...]:
    """Write one case, by the days at which it came to its stages."""
    assert len(times) == 4
    return (name, channel, category, *map(after, times), outcome, reopened)


def measure(*cases: tuple[Any, ...], until: str | None = None) -> CasesResult:
    day = date.fromisoformat(until) if until else None
    return measure_cases(make_table(COLUMNS, cases), REGISTER, day)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw cases whose stages come in any order or not at all."""
    hours = st.none() | st.integers(0, 24 * 60)
    rows = []
    for number in range(draw(st.integers(0, 12))):
        began = START + timedelta(hours=draw(st.integers(0, 24 * 30)))
        taken = [draw(hours) for _ in range(3)]
        rows.append(
            (
                f"c{number}",
                draw(st.sampled_from(["phone", "app"])),
                draw(st.sampled_from(["repair", "delivery", "bill"])),
                began,
                *(None if took is None else began + timedelta(hours=took) for took in taken),
                draw(st.sampled_from(["upheld", "refused", "", None])),
                draw(st.booleans()),
            )
        )
    return make_table(COLUMNS, rows)


days = st.none() | st.integers(0, 120).map(lambda more: date(2026, 3, 1) + timedelta(days=more))


def test_days_run_from_receipt_to_each_stage() -> None:
    result = measure(
        case("c1", 0, 0.5, 3, 10),
        case("c2", 1, 1.25, 9, 22),
        case("c3", 2, 5, 6, 14),
    )
    assert [stage.id for stage in result.stages] == ["acknowledged", "answered", "closed"]
    assert [(stage.n, stage.median) for stage in result.stages] == [
        (3, F(1, 2)),
        (3, F(4)),
        (3, F(12)),
    ]
    acknowledged, answered, closed = result.stages
    assert acknowledged.p90 == F(1, 2) + F("0.8") * F("2.5")
    assert (answered.within, answered.due, answered.share, answered.low) == (None, 0, None, None)
    assert (closed.within, closed.due, closed.in_time, closed.share) == (21, 3, 3, F(1))


def test_days_are_exact_to_the_microsecond() -> None:
    later = START + timedelta(days=1, microseconds=1)
    row = ("c1", "phone", "repair", START, later, None, None, None, False)
    acknowledged = measure(row).stages[0]
    assert acknowledged.median == acknowledged.p90 == 1 + F(1, 86_400_000_000)


@pytest.mark.parametrize(
    ("took", "until", "due", "in_time"),
    [
        (2, None, 1, 1),  # the last day allowed is in time
        (2.001, None, 1, 0),  # it came, but later
        (90, None, 1, 0),
        (NEVER, None, 0, 0),  # nothing later in the file
        (NEVER, "2026-03-01", 0, 0),
        (NEVER, "2026-03-02", 0, 0),
        (NEVER, "2026-03-03", 1, 0),  # its two days ended at nine in the morning
        (1, "2026-03-01", 0, 0),  # it came, but after that day
        (1, "2026-03-02", 1, 1),
    ],
)
def test_a_case_is_due_when_it_came_or_its_days_have_passed(
    took: float | None, until: str | None, due: int, in_time: int
) -> None:
    acknowledged = measure(case("c1", 0, took, NEVER, NEVER), until=until).stages[0]
    assert (acknowledged.due, acknowledged.in_time) == (due, in_time)


@pytest.mark.parametrize(("until", "due"), [("2026-03-03", 0), ("2026-03-04", 1)])
def test_days_allowed_to_a_case_without_a_time_of_day_pass_with_the_whole_day(
    until: str, due: int
) -> None:
    midnight = datetime.fromisoformat("2026-03-02")
    row = ("c1", "phone", "repair", midnight, None, None, None, None, False)
    # Two days from the 2nd: the 4th is still in time, in a file that knows days only.
    assert measure(row, until=until).stages[0].due == due


def test_without_a_day_the_latest_time_in_the_file_tells_what_has_passed() -> None:
    cases = [case("c1", 0, NEVER, NEVER, NEVER), case("c2", 2.5, NEVER, NEVER, NEVER)]
    assert [stage.due for stage in measure(*cases).stages] == [1, 0, 0]
    cases.append(case("c3", 3, NEVER, 30, NEVER))
    assert [stage.due for stage in measure(*cases).stages] == [3, 0, 3]


def test_stages_out_of_order_or_left_out_are_each_timed_from_receipt() -> None:
    result = measure(case("c1", 0, 9, 4, 6), case("c2", 0, NEVER, NEVER, 5), until="2026-04-30")
    acknowledged, answered, closed = result.stages
    assert (acknowledged.n, acknowledged.median, acknowledged.due) == (1, F(9), 2)
    assert (answered.n, answered.median) == (1, F(4))
    assert (closed.n, closed.median, closed.in_time) == (2, F(11, 2), 2)


def test_open_cases_count_as_late_only_once_their_days_are_over() -> None:
    cases = (
        case("c1", 0, 1, 2, 20),
        case("c2", 0, 1, 2, NEVER),
        case("c3", 10, 11, 12, NEVER),
    )
    early, late = measure(*cases, until="2026-03-28"), measure(*cases, until="2026-05-01")
    assert early.open == late.open == 2
    assert (early.due, early.in_time, early.closed_in_time) == (2, 1, F(1, 2))
    assert (late.due, late.in_time, late.closed_in_time) == (3, 1, F(1, 3))


def test_what_came_after_the_day_is_not_known_yet() -> None:
    cases = [case("c1", 0, 1, 2, 20), case("c2", 30, 31, 32, 33)]
    then = measure(*cases, until="2026-03-05")
    assert (then.n, then.open, then.closed_in_time) == (1, 1, None)
    assert [stage.n for stage in then.stages] == [1, 1, 0]
    assert measure(*cases, until="2026-12-31") == measure(*cases)


def test_a_reopened_case_was_not_closed_in_time() -> None:
    result = measure(case("c1", 0, 1, 2, 5), case("c2", 0, 1, 2, 5, reopened=True))
    assert (result.stages[-1].in_time, result.stages[-1].share) == (2, F(1))
    assert (result.due, result.in_time, result.closed_in_time) == (2, 1, F(1, 2))
    assert (result.reopened, result.reopened_share) == (1, F(1, 2))


def test_channels_and_categories_stand_in_the_order_of_their_ids_and_add_up() -> None:
    result = measure(
        case("c1", 0, 1, 2, 4, channel="web", category="repair"),
        case("c2", 0, 1, 2, 30, channel="app", category="bill"),
        case("c3", 0, 1, 2, 6, channel="web", category="delivery", reopened=True),
        case("c4", 0, 1, 2, NEVER, channel="app", category="repair"),
        case("c5", 29, 30, NEVER, NEVER, channel="counter", category="repair"),
        until="2026-03-31",
    )
    found = [(b.id, b.n, b.closed, b.due, b.in_time, b.share, b.median) for b in result.by_channel]
    assert found == [
        ("app", 2, 1, 2, 0, 0, 30),
        ("counter", 1, 0, 0, 0, None, None),
        ("web", 2, 2, 2, 1, F(1, 2), 5),
    ]
    assert [(b.id, b.n, b.closed) for b in result.by_category] == [
        ("bill", 1, 1),
        ("delivery", 1, 1),
        ("repair", 3, 1),
    ]


def test_outcomes_are_counted_in_the_order_of_their_ids() -> None:
    outcomes = ("upheld", "settled", "upheld", "", None)
    result = measure(*(case(f"c{at}", 0, 1, 1, 1, outcome=o) for at, o in enumerate(outcomes)))
    assert result.outcomes == (("settled", 1), ("upheld", 2))


def test_figures_are_the_stages_and_the_two_shares() -> None:
    result = measure(case("c1", 0, 1, 2, 5), case("c2", 0, 3, NEVER, 6, reopened=True))
    figures = result.figures()
    assert {key: (figure.value, figure.n) for key, figure in figures.items()} == {
        "acknowledged.in_time": (F(1, 2), 2),
        "acknowledged.median": (2, 2),
        "acknowledged.p90": (F("2.8"), 2),
        "answered.median": (2, 1),
        "answered.p90": (2, 1),
        "closed.in_time": (1, 2),
        "closed.median": (F(11, 2), 2),
        "closed.p90": (F("5.9"), 2),
        "closed_in_time": (F(1, 2), 2),
        "reopened": (F(1, 2), 2),
    }
    low, high = load_peer("statsmodels.stats.proportion").proportion_confint(1, 2, method="wilson")
    assert figures["closed_in_time"].low == result.closed_in_time_low == pytest.approx(low)
    assert figures["reopened"].high == result.reopened_high == pytest.approx(high)
    assert figures["acknowledged.in_time"].low == result.stages[0].low
    assert figures["closed.median"].low is None


def test_what_cannot_be_computed_has_no_figure() -> None:
    result = measure(case("c1", 0, NEVER, NEVER, NEVER), until="2026-03-01")
    assert list(result.figures()) == ["reopened"]
    assert (result.closed_in_time, result.closed_in_time_low) == (None, None)


def test_a_register_of_receipts_only_is_all_closed() -> None:
    bare = make_instrument(Model.CASES, stages=REGISTER.stages[:1])
    result = measure_cases(make_table(COLUMNS, [case("c1", 0, 1, 2, 3)]), bare)
    assert (result.n, result.open, result.stages, result.closed_in_time) == (1, 0, (), None)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=40), st.integers(0, 100))
def test_percentiles_are_those_of_numpy(row: list[int], percent: int) -> None:
    found = percentile(sorted(row), F(percent, 100))
    expected = load_peer("numpy").percentile(row, percent, method="linear")
    assert float(found) == pytest.approx(float(expected), abs=1e-9)
    assert min(row) <= found <= max(row)


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile([], F(1, 2))


@given(with_reordered(tables()), days)
def test_the_order_of_rows_does_not_matter(pair: tuple[Table, Table], until: date | None) -> None:
    table, other = pair
    assert measure_cases(table, REGISTER, until) == measure_cases(other, REGISTER, until)


@given(tables(), days)
def test_counts_add_up_and_shares_stay_in_their_bounds(table: Table, until: date | None) -> None:
    result = measure_cases(table, REGISTER, until)
    assert result.n <= table.rows
    assert result.n == table.rows or until is not None
    assert result.open + result.stages[-1].n == result.n
    assert result.reopened <= result.n
    for parts in (result.by_channel, result.by_category):
        assert sum(part.n for part in parts) == result.n
        assert sum(part.closed for part in parts) == result.n - result.open
        assert sum(part.due for part in parts) == result.due
        assert sum(part.in_time for part in parts) == result.in_time
    assert result.in_time <= result.stages[-1].in_time
    for stage in result.stages:
        assert stage.in_time <= stage.n
        assert stage.in_time <= stage.due <= result.n
        if stage.median is not None and stage.p90 is not None:
            assert 0 <= stage.median <= stage.p90
        if stage.share is not None and stage.low is not None and stage.high is not None:
            assert 0 <= stage.low <= stage.share <= stage.high <= 1
    assert sum(count for _, count in result.outcomes) <= result.n


@given(tables(), st.integers(0, 100), st.integers(0, 100))
def test_as_days_pass_more_cases_fall_due_and_none_gets_in_time_by_it(
    table: Table, one: int, other: int
) -> None:
    sooner, later = (date(2026, 3, 1) + timedelta(days=more) for more in sorted((one, other)))
    before = measure_cases(table, REGISTER, sooner)
    after_that = measure_cases(table, REGISTER, later)
    for earlier, since in zip(before.stages, after_that.stages, strict=True):
        assert earlier.n <= since.n
        assert earlier.due <= since.due
        assert earlier.in_time <= since.in_time


def test_identical_cases_give_one_time_and_no_crash() -> None:
    result = measure(*(case(f"c{at}", 0, 1, 2, 3) for at in range(5)))
    assert [stage.median for stage in result.stages] == [1, 2, 3]
    assert [stage.p90 for stage in result.stages] == [1, 2, 3]
    assert result.closed_in_time == result.closed_in_time_high == 1


@pytest.mark.parametrize("until", [None, "2026-03-01"])
def test_an_empty_table_has_no_figures(until: str | None) -> None:
    result = measure(until=until)
    assert (result.n, result.open, result.reopened_share, result.outcomes) == (0, 0, None, ())
    assert [(stage.n, stage.due, stage.p90) for stage in result.stages] == [(0, 0, None)] * 3
    assert (result.by_channel, result.by_category, result.figures()) == ((), (), {})
