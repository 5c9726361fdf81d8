"""The offending line and the mark below it, whatever the line holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from generator.terminal.excerpts import draw_excerpt, split_lines


@pytest.mark.parametrize(
    ("line", "column", "text", "mark"),
    [
        ("a: bc", 4, "a: bc", "   ^"),
        ("名称：乙", 4, "名称：乙", "      ^"),
        ("a:\tb", 4, "a:  b", "    ^"),
        ("\t\tb", 3, "        b", "        ^"),
        ("甲\tb", 3, "甲  b", "    ^"),
        ("ab", 3, "ab", "  ^"),
        ("ab", 9, "ab", "  ^"),
        ("", 1, "", "^"),
        ("e\u0301x", 3, "e\u0301x", " ^"),
        ("a\x1b[31mb", 7, "a␛[31mb", "      ^"),
        ("a\u202eb", 3, "a�b", "  ^"),
        ("a\x9bb\x7f", 3, "a�b␡", "  ^"),
        ("a   ", 1, "a", "^"),
    ],
)
def test_the_mark_stands_below_its_character(line: str, column: int, text: str, mark: str) -> None:
    assert draw_excerpt(line, column, 60) == (text, mark)


def test_a_long_line_is_cut_around_its_column() -> None:
    line = "".join(f"{n:03} " for n in range(200))
    text, mark = draw_excerpt(line, 401, 40)
    assert (text[0], text[-1]) == ("…", "…")
    assert cell_len(text) <= 40
    assert text[len(mark) - 1 :].startswith("100 ")


def test_a_long_line_is_cut_at_one_end_only_where_its_column_is_near_the_other() -> None:
    line = "字" * 300
    text, mark = draw_excerpt(line, 1, 40)
    assert text == "字" * 19 + "…"
    assert mark == "^"
    text, mark = draw_excerpt(line, 300, 40)
    assert text == "…" + "字" * 19
    assert len(mark) == cell_len(text) - 1


TEXT = st.text(
    st.characters(exclude_characters="\n\r\x85\u2028\u2029", exclude_categories=["Cs"]), max_size=80
)


@given(TEXT, st.integers(1, 90), st.integers(8, 60))
def test_an_excerpt_fits_and_steers_no_terminal(line: str, column: int, room: int) -> None:
    text, mark = draw_excerpt(line, column, room)
    assert cell_len(text) <= room
    assert cell_len(mark) <= room
    assert set(mark) <= {" ", "^"}
    assert not any(unicodedata.category(character) in ("Cc", "Cf") for character in text)


def test_lines_end_where_yaml_ends_them_and_a_bom_is_no_character() -> None:
    raw = b"\xef\xbb\xbfa\r\nb\rc\xe2\x80\xa8d\n\xff"
    assert split_lines(raw) == ["a", "b", "c", "d", "�"]
