"""Lengths of time are counted by the calendar, on either side of every edge of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.certification.spans import (
    add_months,
    appeal_ends,
    last_valid_day,
    next_day,
    renewal_opens,
    surveillance_ends,
    suspension_ends,
)
from tests.certification.material import TERMS

RULED = replace(TERMS, renewal_months=3, appeal_days=21)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-03-01", 36, "2027-03-01"),
        ("2024-03-01", 0, "2024-03-01"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("9999-06-01", 36, "9999-12-31"),
        ("0001-06-01", -36, "0001-01-01"),
    ],
)
def test_months_are_counted_by_the_calendar(day: str, months: int, later: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == later


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-600, 600))
def test_months_are_as_many_as_asked_and_never_reach_into_the_next(day: date, months: int) -> None:
    later = add_months(day, months)
    passed = (later.year - day.year) * 12 + later.month - day.month
    assert passed == months
    last_of_month = (later + timedelta(days=1)).month != later.month
    assert later.day == day.day or (later.day < day.day and last_of_month)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 60), st.integers(0, 60))
def test_a_later_day_or_a_longer_time_never_ends_earlier(day: date, one: int, more: int) -> None:
    assert add_months(day, one) <= add_months(day, one + more)
    assert add_months(day, one) <= add_months(day + timedelta(days=1), one)


def test_a_certificate_of_three_years_ends_the_day_before() -> None:
    assert last_valid_day(date(2024, 3, 1), TERMS) == date(2027, 2, 28)
    assert last_valid_day(date(2024, 3, 31), TERMS) == date(2027, 3, 30)


def test_surveillance_may_still_be_made_on_the_same_day_of_the_next_year() -> None:
    assert surveillance_ends(date(2024, 2, 10), TERMS) == date(2025, 2, 10)


def test_a_suspension_ends_on_the_same_day_of_the_sixth_month() -> None:
    assert suspension_ends(date(2024, 5, 2), TERMS) == date(2024, 11, 2)
    # The last day of February stands for the 31st.
    assert suspension_ends(date(2024, 8, 31), TERMS) == date(2025, 2, 28)


def test_a_renewal_may_be_applied_for_in_the_last_three_months() -> None:
    assert renewal_opens(date(2027, 2, 28), RULED) == date(2026, 11, 28)


def test_an_appeal_has_twenty_one_days_from_the_record() -> None:
    assert appeal_ends(date(2026, 11, 1), RULED) == date(2026, 11, 22)


def test_a_standard_without_the_rule_has_no_such_day() -> None:
    assert renewal_opens(date(2027, 2, 28), TERMS) is None
    assert appeal_ends(date(2026, 11, 1), TERMS) is None


def test_a_day_mistyped_at_the_end_of_the_calendar_stays_on_it() -> None:
    assert next_day(date(2024, 2, 28)) == date(2024, 2, 29)
    assert next_day(date.max) == date.max
    assert last_valid_day(date.max, RULED) < date.max
    assert surveillance_ends(date.max, RULED) == suspension_ends(date.max, RULED) == date.max
    assert appeal_ends(date.max, RULED) == date.max
    assert appeal_ends(date(9999, 12, 20), RULED) == date.max
