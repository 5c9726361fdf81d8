"""Figures, days and words as readers see them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publication.figures import (
    escape_words,
    write_day,
    write_number,
    write_percent,
    write_points,
    write_ratio,
    write_short,
    write_text,
)
from generator.records.model import Text


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(4999, 1000000), 2, "0.00"),
        (Decimal("89.995"), 2, "90.00"),
        (Fraction(-1, 2), 0, "−1"),
        (7, 0, "7"),
        (100, 2, "100.00"),
    ],
)
def test_a_number_is_rounded_half_up(
    value: Fraction | Decimal | int, places: int, written: str
) -> None:
    assert write_number(value, places) == written


@pytest.mark.parametrize(
    ("value", "written"), [(Fraction(3, 2), "1.5"), (Fraction(10), "10"), (Fraction(100), "100")]
)
def test_a_short_number_loses_only_zeros_after_the_point(value: Fraction, written: str) -> None:
    assert write_short(value) == written


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(0, 4))
def test_a_ratio_reads_like_the_fraction_it_is(top: int, bottom: int, places: int) -> None:
    assert write_ratio(top, bottom, places) == write_number(Fraction(top, bottom), places)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert write_percent(None) == "—"
    assert write_percent(Fraction(1, 8), 1) == "12.5%"


def test_one_point_is_singular_in_english() -> None:
    assert write_points(Fraction(1), "en") == "1 point"
    assert write_points(Fraction(3, 2), "en") == "1.5 points"
    assert write_points(Fraction(1), "zh") == "1 分"


def test_days_are_written_as_each_language_does() -> None:
    day = date(2026, 3, 5)
    assert write_day(day, "zh") == "2026年3月5日"
    assert write_day(day, "en") == "5 March 2026"


def test_words_in_the_other_language_say_so() -> None:
    only_chinese = Text("只有<中文>", "只有<中文>")
    assert write_text(only_chinese, "en") == '<span lang="zh-Hans">只有&lt;中文&gt;</span>'
    assert write_text(only_chinese, "zh") == "只有&lt;中文&gt;"
    assert write_text(Text("12", "12"), "en") == "12"


@given(st.text())
def test_escaped_words_can_open_nothing(words: str) -> None:
    escaped = escape_words(words)
    assert not set("<>\"'") & set(escaped)
