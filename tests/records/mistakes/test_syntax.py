"""A text that cannot be parsed: the slip is named, at its place, and the mending is proved."""

from __future__ import annotations

import pytest

from generator.records.mistakes.syntax import name_mistake
from generator.records.problems import Problem
from generator.records.source import Source, _find_stumble, parse_source


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:\n\tb: 1\n", "yaml-tab", 2, 1),
        ("a:\n  -\tb: 1\n    c: 2\n", "yaml-tab", 2, 4),
        ("a:\n  - b: 1\n  \tc: 2\n", "yaml-tab", 3, 3),
        ("a: 1\nb：2\nc: 3\n", "full-width-colon", 2, 2),
        ("a: 1\nb：2\n", "full-width-colon", 2, 2),
        ("a:\n  b：1\n  c: 2\n", "full-width-colon", 2, 4),
        ("b：2\nc: 3\n", "full-width-colon", 1, 2),
        ("a:\n  - b：1\n    c: 2\n", "full-width-colon", 2, 6),
        ("a: 1\nb：\n  - c: 1\n", "full-width-colon", 2, 2),
        ("a: 1\nb:2\nc: 3\n", "colon-without-space", 2, 2),
        ("a: 1\nb :2\nc: 3\n", "colon-without-space", 2, 3),
        ("a: 1\nb = 2\nc: 3\n", "equals-sign", 2, 3),
        ("a:\u3000b\nc: 1\n", "wide-space", 1, 3),
        ("a:\n  -\xa0b: 1\n    c: 2\n", "wide-space", 2, 4),
        ("a: “甲: 乙”\n", "full-width-quote", 1, 4),
        ('a: "甲”\nb: 1\n', "full-width-quote", 1, 6),
        ("a: ｛zh: 甲, en: b｝\n", "full-width-bracket", 1, 4),
        ("a: {zh: 甲，en: b}\n", "full-width-comma", 1, 10),
        ("a: [E1, E2］\nb: 1\n", "full-width-bracket", 1, 11),
        ("a:\n  － b: 1\n    c: 2\n", "list-mark", 2, 3),
        ("a:\n  – b: 1\n    c: 2\n", "list-mark", 2, 3),
        ("a:\n  • b: 1\n    c: 2\n", "list-mark", 2, 3),
        ("a:\n  * b: 1\n    c: 2\n", "list-mark", 2, 3),
        ("a:\n  -b: 1\n    c: 2\n", "dash-without-space", 2, 3),
        ("a:\n  - b: 1\n  － b: 2\n", "list-mark", 3, 3),
        ("a: @x\n", "quotes-needed", 1, 4),
        ("a: `x`\n", "quotes-needed", 1, 4),
        ("a: %5\n", "quotes-needed", 1, 4),
        ("a: &x\n", "yaml-alias", 1, 4),
        ("a: & x\n", "yaml-alias", 1, 4),
        ("a: *x*\n", "yaml-alias", 1, 4),
        ("a: * x\n", "yaml-alias", 1, 4),
        ("a: !x y\n", "yaml-tag", 1, 4),
        ("a: |x\nb: 1\n", "quotes-needed", 1, 4),
        ("a: > 5\nb: 1\n", "quotes-needed", 1, 4),
        ("a: >=5\nb: 1\n", "quotes-needed", 1, 4),
        ("a: - b\n", "quotes-needed", 1, 4),
        ("a: ? b\n", "quotes-needed", 1, 4),
        ("a: ]b\n", "quotes-needed", 1, 4),
        ("a: , b\n", "quotes-needed", 1, 4),
        ("a: [公告] 甲\n", "quotes-needed", 1, 4),
        ("a: {甲} 乙\n", "quotes-needed", 1, 4),
        ('a: "甲" 乙\nb: 1\n', "quote-inside", 1, 4),
        ("a: 'it's x'\nb: 1\n", "quote-inside", 1, 4),
        ('a:\n  - "甲" 乙\n  - c\n', "quote-inside", 2, 5),
        ("a:\n  - b: 1\n    c: 2\n  b: 3\n    c: 4\nd: 1\n", "dash-forgotten", 4, 3),
        ("a:\n  - b: 1\n    c: 2\n  b: 3\nd: 1\n", "dash-forgotten", 4, 3),
        ("a:\n  b: 1\n   c: 2\n  d: 3\n", "yaml-indent", 3, 4),
        ("a:\n  b: 1\n c: 2\n", "yaml-indent", 3, 2),
        ("a:\n  - b: 1\n     c: 2\n", "yaml-indent", 3, 6),
        ("a:\n  - b: 1\n   c: 2\n", "yaml-indent", 3, 4),
        ("a: 1\n b: 2\nc: 3\n", "yaml-indent", 2, 2),
        ("a:\n  - b: 1\n   - b: 2\n", "yaml-indent", 3, 4),
        ("a:\n  - b: 1\n - b: 2\n", "yaml-indent", 3, 2),
        ("  a: 1\nb: 2\n", "yaml-indent", 2, 1),
        ("a: |\n甲乙\nb: 1\n", "stray-line", 2, 1),
        ("a: |\n    x\n  y\nb: 1\n", "yaml-indent", 3, 3),
        ("a: 1\n甲乙丙\nb: 1\n", "stray-line", 2, 1),
        ("a:\n  b: 甲\n  乙丙\n  c: 1\n", "stray-line", 3, 3),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "merge-conflict", 2, 1),
        ("a: 1\rb: [1\rc: 2\r", "yaml-bracket", 2, 4),
        ("a: 1\nb 2\nc: 3\n", "stray-line", 2, 1),
        ("a: [1, 2\nb: 3\nc: 4\n", "yaml-bracket", 1, 4),
        ("a: {zh: 甲, en: b\nc: 1\n", "yaml-bracket", 1, 4),
        ("a: [1, 2]]\nb: 1\n", "yaml-bracket", 1, 10),
        ('"a":1\nb: 2\n', "colon-without-space", 1, 4),
        ('a: "x": y\n', "quote-inside", 1, 4),
        ("a:\n\t- b\n", "yaml-tab", 2, 1),
    ],
)
def test_the_slip_is_told_and_not_where_the_parser_stumbled(
    text: str, code: str, line: int, column: int
) -> None:
    found = parse_source(text.encode(), "a.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.location.line, found.location.column) == (code, line, column)
    assert all(found.message(language) and found.hint(language) for language in ("zh", "en"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_the_same_whatever_ends_the_lines(end: str) -> None:
    text = "a: 1\nb: 2\nc：3\nd: 4\n".replace("\n", end)
    found = parse_source(text.encode(), "a.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.location.line, found.location.column) == ("full-width-colon", 3, 2)


@pytest.mark.parametrize(
    ("text", "code", "right"),
    [
        ("a: @x\n", "quotes-needed", '"@x"'),
        ('a: say "no" to @\nb: `say "no"`\n', "quotes-needed", "'`say \"no\"`'"),
        ("a: “甲: 乙”\n", "full-width-quote", '"甲: 乙"'),
        ("a: “甲: 乙”、丙\n", "full-width-quote", '"“甲: 乙”、丙"'),
        ("a: 'it's late'\n", "quote-inside", '"it\'s late"'),
        ('a: "甲" 与 "乙"\n', "quote-inside", '\'"甲" 与 "乙"\''),
    ],
)
def test_what_the_hint_says_to_write_can_be_read(text: str, code: str, right: str) -> None:
    found = parse_source(text.encode(), "a.yaml")
    assert isinstance(found, Problem)
    assert found.code == code
    assert dict(found.arguments)["right"] == right
    assert isinstance(parse_source(f"a: {right}\n".encode(), "a.yaml"), Source)


def test_a_mending_that_brings_the_parser_no_further_is_not_told() -> None:
    # The full-width colon is part of the words; what is wrong is the bracket.
    found = parse_source("a: 1\nnote: 甲：乙\nb: [1, 2\nc: 3\n".encode(), "a.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.location.line) == ("yaml-bracket", 3)


def test_of_two_mistakes_the_first_is_told() -> None:
    found = parse_source("a：1\nb: 2\nc = 3\nd: 4\n".encode(), "a.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.location.line) == ("full-width-colon", 1)


def test_a_large_text_is_not_parsed_again_for_every_slip() -> None:
    text = "a: 1\n" + "# words\n" * 60_000 + "b：2\nc: 3\n"
    stumble = _find_stumble(text)
    assert stumble is not None
    trials: list[str] = []

    def parse_again(tried: str) -> None:
        trials.append(tried)

    told = name_mistake(text, stumble, parse_again)
    assert trials == []
    assert told.code == "yaml-syntax"
