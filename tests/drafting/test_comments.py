"""Comments are wrapped where their script allows, and nothing gets out of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drafting.comments import WIDTH, comment, field, flatten, measure, rule, shorten, wrap

TEXTS = st.text(
    alphabet=st.sampled_from("审核客户服务，。：；？！（）“”、abc def #:'\"[]{}&*!\n\t\u2028\x85"),
    max_size=400,
)


@given(TEXTS, st.integers(min_value=20, max_value=100))
def test_wrapping_loses_nothing_but_space(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS)
def test_chinese_keeps_to_the_width_and_to_its_marks(text: str) -> None:
    words = text.replace("abc", "").replace("def", "")
    for number, line in enumerate(wrap(words, 60)):
        # A run of marks that may not be parted is all that may stand out.
        assert measure(line.rstrip("，。：；？！）”、")) <= 60 or " " not in line
        if number and line:
            assert line[0] not in "，。；：？！）”、"


@given(TEXTS)
def test_every_line_of_a_comment_is_a_comment(text: str) -> None:
    lines = list(comment(text, indent=2, inset=2, hang=2))
    assert all(line.startswith("  #   ") for line in lines)
    assert all(len(line.splitlines()) == 1 for line in lines)
    for line in (rule(text), field("a:", text)):
        assert len(line.splitlines()) == 1


@given(TEXTS, st.integers(min_value=2, max_value=60))
def test_what_is_shortened_fits_and_says_so(text: str, columns: int) -> None:
    short = shorten(text, columns)
    assert measure(short) <= columns
    assert short == flatten(text) or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("客户服务", 4, ["客户", "服务"]),
        ("客户，服务", 5, ["客", "户，", "服务"]),
        ("他说“好”", 6, ["他说", "“好”"]),
        ("用 certify 检查", 8, ["用", "certify", "检查"]),
    ],
)
def test_lines_break_where_people_would(text: str, columns: int, lines: list[str]) -> None:
    assert [line.strip() for line in wrap(text, columns)] == lines


def test_a_heading_is_as_wide_as_comments_are() -> None:
    assert measure(rule("1 服务内容", indent=2)) == WIDTH
