"""What differs between a wrong and a right example."""

from __future__ import annotations

import pytest

from generator.publication.sides import compare_sides


def pieces(wrong: str, right: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    (one,), (other,) = compare_sides([wrong], [right])
    return (one.before, one.focus, one.after), (other.before, other.focus, other.after)


def test_lines_that_both_sides_have_are_not_marked() -> None:
    wrong, right = compare_sides(["from: 1", "to: 0"], ["from: 1", "to: 2"])
    assert [line.changed for line in wrong] == [False, True]
    assert [line.changed for line in right] == [False, True]


def test_a_line_lacking_on_one_side_is_marked_on_the_other() -> None:
    wrong, right = compare_sides(["sampled: 8"], ["sampled: 8", "nonconforming: 1"])
    assert [line.changed for line in wrong] == [False]
    assert [(line.changed, line.before, line.focus) for line in right] == [
        (False, "sampled: 8", ""),
        (True, "nonconforming: 1", ""),
    ]


def test_a_line_written_twice_is_marked_where_it_stands_the_second_time() -> None:
    wrong, _ = compare_sides(["to: 1", "to: 1"], ["to: 1"])
    assert [line.changed for line in wrong] == [False, True]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        (
            "{value: 2, evidance: [E1]}",
            "{value: 2, evidence: [E1]}",
            (("{value: 2, ", "evidance", ": [E1]}"), ("{value: 2, ", "evidence", ": [E1]}")),
        ),
        (
            "{result: not_met}",
            "{result: not_met, note: 没有收据。}",
            (
                ("{result: not_met", "", "}"),
                ("{result: not_met", ", note: 没有收据。", "}"),
            ),
        ),
        ("[[[]]]", "[]", (("[", "[[]]", "]"), ("[", "", "]"))),
        ("2025-3-10", "2025-03-10", (("", "2025-3-10", ""), ("", "2025-03-10", ""))),
    ],
)
def test_what_differs_in_a_line_is_told_by_whole_words(
    wrong: str, right: str, expected: tuple[tuple[str, str, str], tuple[str, str, str]]
) -> None:
    assert pieces(wrong, right) == expected


def test_a_line_is_whole_however_it_was_cut_and_knows_its_indent() -> None:
    (wrong,), (right,) = compare_sides(["    rating: 5"], ["    rating: 2"])
    assert (wrong.text, right.text) == ("    rating: 5", "    rating: 2")
    assert wrong.indent == right.indent == 4
