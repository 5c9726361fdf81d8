"""What instruments share: digits that are kept, exact means, intervals as libraries have them."""

from __future__ import annotations

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assessment.instruments.intervals import (
    DIGITS,
    Z,
    keep_digits,
    mean_interval,
    mean_of,
    root,
    variance_of,
    wilson_share,
)
from tests.assessment.instruments.material import load_peer

F = Fraction
mpmath = load_peer("mpmath")
norm = load_peer("scipy.stats").norm
proportion = load_peer("statsmodels.stats.proportion")

shares = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
numbers = st.integers(-1000, 1000) | st.fractions(-100, 100, max_denominator=60)


def test_z_is_the_point_that_leaves_a_fortieth_above_it() -> None:
    context = mpmath.MPContext()
    context.dps = 40
    exact = context.sqrt(2) * context.erfinv(context.mpf(95) / 100)
    assert F(context.nstr(exact, 31)) == Z


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (F(0), "0"),
        (F(4), "2"),
        (F(9, 16), "0.75"),
        (F(2), "1.414213562373095048801688724"),
        (F(1, 3), "0.5773502691896257645091487805"),
        (F(2, 10**40), "1.414213562373095048801688724e-20"),
    ],
)
def test_a_root_has_twenty_eight_digits(value: Fraction, found: str) -> None:
    assert root(value) == F(found)


@given(st.fractions(0, 10**9))
def test_a_root_squared_is_the_value_again(value: Fraction) -> None:
    assert abs(root(value) ** 2 - value) <= value / 10 ** (DIGITS - 1)


def test_there_is_no_root_below_nought() -> None:
    with pytest.raises(ValueError, match="no square root"):
        root(F(-1, 2))


@given(st.fractions(-(10**6), 10**6))
def test_what_is_kept_has_no_more_digits_and_stays_what_it_is(value: Fraction) -> None:
    kept = keep_digits(value)
    assert keep_digits(kept) == kept
    assert abs(kept - value) <= abs(value) / (2 * 10 ** (DIGITS - 1))


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (0, 20, "0", "0.1611"),
        (20, 20, "0.8389", "1"),
        (81, 263, "0.2553", "0.3662"),  # Newcombe (1998), table I
        (15, 148, "0.0624", "0.1605"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_the_share_has_the_published_interval(successes: int, n: int, low: str, high: str) -> None:
    found = wilson_share(successes, n)
    assert all(
        abs(end - F(published)) <= F(1, 20_000)
        for end, published in zip(found, (low, high), strict=True)
    )


@given(st.integers(1, 10**9))
def test_none_and_all_give_ends_of_exactly_nought_and_one(n: int) -> None:
    assert wilson_share(0, n)[0] == 0
    assert wilson_share(n, n)[1] == 1


@given(shares)
def test_the_interval_of_a_share_agrees_with_statsmodels(pair: tuple[int, int]) -> None:
    successes, n = pair
    expected = proportion.proportion_confint(successes, n, method="wilson")
    assert [float(end) for end in wilson_share(successes, n)] == pytest.approx(expected, abs=1e-9)


@given(shares)
def test_the_interval_of_a_share_holds_it_and_mirrors_its_opposite(pair: tuple[int, int]) -> None:
    successes, n = pair
    low, high = wilson_share(successes, n)
    assert 0 <= low <= F(successes, n) <= high <= 1
    opposite = wilson_share(n - successes, n)
    assert abs(opposite[0] - (1 - high)) + abs(opposite[1] - (1 - low)) < F(1, 10**27)


@given(shares)
def test_one_more_success_raises_both_ends(pair: tuple[int, int]) -> None:
    successes, n = pair
    if successes < n:
        before, after = wilson_share(successes, n), wilson_share(successes + 1, n)
        assert before[0] < after[0]
        assert before[1] < after[1]


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (-1, 5), (6, 5), (0, -1)])
def test_there_is_no_interval_of_no_share(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_share(successes, n)


@given(st.lists(numbers, min_size=2))
def test_mean_and_variance_are_exactly_those_of_the_textbook(values: list[Fraction | int]) -> None:
    exact = [F(value) for value in values]
    assert mean_of(values) == mean_of(iter(values)) == statistics.mean(exact)
    assert variance_of(values) == statistics.variance(exact)


@given(st.lists(numbers, min_size=2))
def test_the_interval_of_a_mean_is_the_normal_one(values: list[Fraction | int]) -> None:
    found = mean_interval(values)
    assert found
    mean = mean_of(values)
    assert (found[0] + found[1]) / 2 == mean
    error = float(variance_of(values) / len(values)) ** 0.5
    expected = norm.interval(0.95, loc=float(mean), scale=error) if error else (mean, mean)
    assert [float(end) for end in found] == pytest.approx([float(end) for end in expected])


def test_equal_values_give_an_interval_without_width() -> None:
    assert variance_of([F(1, 3)] * 5) == 0
    assert mean_interval([F(1, 3)] * 5) == (F(1, 3), F(1, 3))


def test_too_few_values_have_no_spread() -> None:
    assert mean_interval([]) is mean_interval([3]) is None
    assert mean_of([3]) == 3
    with pytest.raises(ValueError, match="no variance"):
        variance_of([3])
    with pytest.raises(ValueError, match="no mean"):
        mean_of([])


def test_whole_numbers_are_added_up_as_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Fraction:
        raise AssertionError("a hundred thousand fractions are slow to add")

    for name in ("__add__", "__radd__", "__mul__", "__rmul__"):
        monkeypatch.setattr(Fraction, name, refuse)
    values = [at % 7 for at in range(100_000)]
    assert mean_of(values).denominator > 1
    assert variance_of(values) > 0
