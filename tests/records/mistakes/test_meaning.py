"""What a refused value may be meant to be: dates, figures, lists, yes and no, as people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.mistakes.meaning import (
    mend_boolean,
    mend_date,
    mend_field,
    mend_list,
    mend_number,
    mend_word,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-3-9", "2026-03-09"),
        ("2026/03/09", "2026-03-09"),
        ("2026.03.09", "2026-03-09"),
        ("2026年3月9日", "2026-03-09"),
        ("2026 年 3 月 9 日", "2026-03-09"),
        ("20260309", "2026-03-09"),
        ("２０２６－０３－０９", "2026-03-09"),
        ("2026–03–09", "2026-03-09"),
        ("2026-03-09T10:00:00", "2026-03-09"),
        ("“2026-03-09”", "2026-03-09"),
        ("2026-02-30", ""),
        ("2026-13-01", ""),
        ("2026-03", ""),
        ("03/09/2026", ""),
        ("三月九日", ""),
        ("", ""),
    ],
)
def test_a_day_is_recognised_where_it_can_be_told(written: str, meant: str) -> None:
    assert mend_date(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1,234", "1234"),
        ("1,234,567.8", "1234567.8"),
        ("1_000", "1000"),
        ("1 000", "1000"),
        ("１２", "12"),
        ("１２．５", "12.5"),
        ("98%", "98"),
        ("98％", "98"),
        ("3天", "3"),
        ("3.5 days", "3.5"),
        ("−2", "-2"),
        ("“2”", "2"),
        ('"2"', "2"),
        ("三", "3"),
        ("两", "2"),
        ("2\u200b", "2"),
        ("12:30", ""),
        ("1,23", ""),
        ("1/2", ""),
        ("0x1F", ""),
        ("约 2", ""),
        (".inf", ""),
        ("", ""),
    ],
)
def test_a_figure_is_recognised_where_it_can_be_told(written: str, meant: str) -> None:
    assert mend_number(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "true"),
        ("NO", "false"),
        ("on", "true"),
        ("off", "false"),
        ("是", "true"),
        ("否", "false"),
        ("1", "true"),
        ("“否”", "false"),
        ("maybe", ""),
        ("", ""),
    ],
)
def test_yes_and_no_are_recognised(written: str, meant: str) -> None:
    assert mend_boolean(written) == meant


@pytest.mark.parametrize(
    ("written", "code", "right"),
    [
        ("［E1, E2］", "full-width-bracket", "[E1, E2]"),
        ("【E1，E2】", "full-width-bracket", "[E1, E2]"),
        ("E1，E2", "full-width-comma", "[E1, E2]"),
        ("E1、E2", "full-width-comma", "[E1, E2]"),
        ("E1, E2", "not-array", "[E1, E2]"),
        ("E1", "not-array", "[E1]"),
        ("－ E1", "list-mark", "-"),
    ],
)
def test_a_list_is_recognised_in_one_word(written: str, code: str, right: str) -> None:
    slip = mend_list(written)
    assert slip is not None
    assert (slip.code, slip.right) == (code, right)
    assert written[slip.at : slip.at + len(slip.found)] == slip.found


def test_a_list_with_a_hole_is_none() -> None:
    assert mend_list("［E1，，E2］") is None


@pytest.mark.parametrize(
    ("written", "code", "right"),
    [
        ("“days”", "full-width-quote", "days"),
        ("「days」", "full-width-quote", "days"),
        ("da\u200bys", "invisible-character", "days"),
        ("\ufeffdays", "invisible-character", "days"),
        ("\u3000days", "wide-space", "days"),
        ("ｄays", "full-width-character", "days"),
        ("Ｅ１２", "full-width-character", "E12"),
    ],
)
def test_what_does_not_belong_to_a_word_is_named_at_its_place(
    written: str, code: str, right: str
) -> None:
    slip = mend_word(written)
    assert slip is not None
    assert (slip.code, slip.right) == (code, right)
    assert written[slip.at] == slip.found


@pytest.mark.parametrize("written", ["days", "甲乙", "a b", "", "repair-right-first-time"])
def test_a_plain_word_has_no_slip(written: str) -> None:
    assert mend_word(written) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [("zh：甲", "zh"), ("zh:甲", "zh"), ("not_applicable ： 甲", "not_applicable")],
)
def test_a_field_is_recognised_in_one_word(written: str, name: str) -> None:
    slip = mend_field(written)
    assert slip is not None
    assert slip.right == name


@pytest.mark.parametrize("written", ["https://example.com", "甲：乙", "12:30", "zh", "zh: 甲"])
def test_other_colons_make_no_field(written: str) -> None:
    assert mend_field(written) is None


@given(st.text(max_size=40))
def test_no_text_can_raise_and_a_meaning_is_its_own_meaning(text: str) -> None:
    for mend in (mend_date, mend_number):
        meant = mend(text)
        assert mend(meant) == meant
    mend_boolean(text)
    for slip in (mend_word(text), mend_field(text), mend_list(text)):
        assert slip is None or text[slip.at : slip.at + len(slip.found)] == slip.found
