"""How wide words are, and how they are made to fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.publication.lettering import measure, shorten, widest, wrap

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "))


def test_a_chinese_character_is_as_wide_as_its_size_and_a_latin_letter_narrower() -> None:
    assert measure("售后服务", 12) == 48
    assert 0 < measure("i", 12) < measure("n", 12) < measure("N", 12) < measure("W", 12) <= 12


def test_words_that_fit_are_left_alone() -> None:
    assert wrap("一次修好", 48, 12) == ("一次修好",)
    assert shorten("一次修好", 48, 12) == "一次修好"


def test_chinese_breaks_anywhere_but_before_a_mark() -> None:
    assert wrap("送货上门，按时", 60, 12) == ("送货上", "门，按时")
    assert wrap("送货上门服务，按时", 72, 12) == ("送货上门服", "务，按时")


def test_latin_breaks_at_spaces_and_lines_are_about_as_long() -> None:
    assert wrap("repaired right the first time", 160, 12) == ("repaired right", "the first time")
    assert wrap("one two three four", 100, 12, even=False) == (
        "one two three",
        "four",
    )


def test_figures_and_latin_words_in_chinese_stay_whole() -> None:
    assert (
        "".join(wrap("克隆巴赫Cronbach系数0.91以上", 80, 12, 4)) == "克隆巴赫Cronbach系数0.91以上"
    )
    assert "Cronbach" in "|".join(wrap("克隆巴赫Cronbach系数0.91以上", 80, 12, 4))


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("有形性可靠性反应性保证性关怀性", 60, 12) == ("有形性可靠", "性反应性…")
    assert shorten("SuperLongProductName", 60, 12) == "SuperL…"
    assert shorten("保修，退换", 37, 12) == "保修…"


def test_the_widest_of_several_words_counts() -> None:
    assert widest(["一", "一二三", "一二"], 10) == 30
    assert widest([], 10) == 0


@given(WORDS, st.integers(30, 300), st.integers(1, 4))
def test_lines_are_never_wider_than_their_room_nor_more_than_allowed(
    words: str, room: int, lines: int
) -> None:
    broken = wrap(words, room, 12, lines)
    assert 1 <= len(broken) <= lines
    assert all(measure(line, 12) <= room for line in broken)


@given(WORDS, st.integers(200, 300))
def test_nothing_is_lost_where_there_are_lines_enough(words: str, room: int) -> None:
    pieces = words.split()
    if all(measure(piece, 12) <= room for piece in pieces):
        assert "".join("".join(wrap(words, room, 12, 10**6)).split()) == "".join(pieces)
