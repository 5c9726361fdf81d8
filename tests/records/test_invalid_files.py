"""Each file of `invalid/` holds one mistake and, in its first comments, what must be said of it.

    # expect: LINE:COLUMN SEVERITY CODE
    # zh: the whole message          # hint-zh: the whole hint, where it helps
    # en: the whole message          # hint-en: the whole hint

The file is checked against the tiny registry in `valid/`, as a draft beside it. What is expected
is all that may be told: one mistake, one problem. Dropping a file in adds a test.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checking import check_paths

HERE = Path(__file__).parent
INVALID = sorted((HERE / "invalid").iterdir())
EXPECTED = re.compile(r"# expect: (\d+):(\d+) (error|warning) ([a-z0-9-]+)\Z")
WORDS = re.compile(r"# (zh|en|hint-zh|hint-en): (.+)\Z")


def read_expectations(path: Path) -> list[dict[str, object]]:
    """Read the expectations from a file's comments."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    expectations: list[dict[str, object]] = []
    for line in text.splitlines():
        if match := EXPECTED.match(line):
            row, column, severity, code = match.groups()
            place = (int(row), int(column))
            expectations.append({"place": place, "severity": severity, "code": code})
        elif match := WORDS.match(line):
            expectations[-1][match[1]] = match[2]
    return expectations


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_file_with_one_mistake_gets_exactly_the_problem_it_expects(
    path: Path, valid: Path
) -> None:
    expectations = read_expectations(path)
    assert expectations, "the file does not say what is expected"

    problems, files = check_paths(valid, [path])

    told = [
        {
            "place": (found.location.line, found.location.column),
            "severity": str(found.severity),
            "code": found.code,
            "zh": found.message("zh"),
            "en": found.message("en"),
            "hint-zh": found.hint("zh"),
            "hint-en": found.hint("en"),
        }
        for found in problems
    ]
    wanted = [
        {**one, **{name: words for name, words in both.items() if name not in one}}
        for one, both in zip(expectations, told, strict=True)
    ]
    assert told == wanted
    assert files == 1
    assert all(found.location.path == path.as_posix() for found in problems)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_every_file_tells_the_whole_message_in_both_languages(path: Path) -> None:
    for expectation in read_expectations(path):
        assert {"zh", "en"} <= set(expectation)


def test_there_are_at_least_a_hundred_kinds_of_mistake_in_three_hundred_files() -> None:
    codes = {one["code"] for path in INVALID for one in read_expectations(path)}
    assert len(INVALID) >= 300
    assert len(codes) >= 100


SEVERAL = {"criteria-in-chinese", "findings-missing", "private-mobiles"}
"""Files with two mistakes, for each must be told at its own place, or in order."""


def test_every_mistake_is_answered_by_one_problem() -> None:
    several = {path.stem for path in INVALID if len(read_expectations(path)) > 1}
    assert several == SEVERAL
