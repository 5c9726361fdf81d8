"""Files of `valid/` read as they should, files of `invalid/` get exactly what they expect.

Each CSV file has a file `.expect` beside it, for CSV has no comments. In `valid/` that tells the
number of rows and the values of each column:

    rows 2
    score: 9 | 10

In `invalid/` it tells the problems, all of them and in their order, with the whole words:

    LINE:COLUMN SEVERITY CODE
    zh: the message                hint-zh: the hint, where it helps
    en: the message                hint-en: the hint, where it helps

Dropping a pair of files in adds a test; the first word of their name is the instrument.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.records.tables.reading import read_table
from tests.records.tables.material import INSTRUMENTS

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.csv"))
INVALID = sorted((HERE / "invalid").glob("*.csv"))
EXPECTED = re.compile(r"(\d+):(\d+) (error|warning) ([a-z0-9-]+)\Z")
WORDS = re.compile(r"(zh|en|hint-zh|hint-en): (.+)\Z")


def expected_of(path: Path) -> str:
    return path.with_suffix(".expect").read_text(encoding="utf-8")


def read_expectations(path: Path) -> list[dict[str, object]]:
    expectations: list[dict[str, object]] = []
    for line in expected_of(path).splitlines():
        if match := EXPECTED.match(line):
            row, column, severity, code = match.groups()
            place = (int(row), int(column))
            expectations.append({"place": place, "severity": severity, "code": code})
        else:
            match = WORDS.match(line)
            assert match, line
            expectations[-1][match[1]] = match[2]
    return expectations


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_is_read_as_it_expects(path: Path) -> None:
    reading = read_table(path, path.name, INSTRUMENTS[path.stem.partition("-")[0]])
    assert reading.problems == ()
    assert reading.table is not None
    lines = [f"rows {reading.table.rows}"]
    for name, values in reading.table.columns.items():
        lines.append(f"{name}: {' | '.join(map(str, values))}")
    assert expected_of(path).splitlines() == lines


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_gets_exactly_the_problems_it_expects(path: Path) -> None:
    expectations = read_expectations(path)
    reading = read_table(path, path.name, INSTRUMENTS[path.stem.partition("-")[0]])
    assert reading.table is None
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
        for found in reading.problems
    ]
    wanted = [
        {**one, **{name: words for name, words in both.items() if name not in one}}
        for one, both in zip(expectations, told, strict=True)
    ]
    assert told == wanted
    assert all(found.location.path == path.name for found in reading.problems)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_every_invalid_file_tells_the_whole_message_in_both_languages(path: Path) -> None:
    for expectation in read_expectations(path):
        assert {"zh", "en"} <= set(expectation)


def test_every_mistake_is_answered_by_one_problem() -> None:
    several = {path.stem for path in INVALID if len(read_expectations(path)) > 1}
    assert several == {"nps-a-whole-column"}


def test_every_file_of_expectations_has_its_table() -> None:
    for folder in ("valid", "invalid"):
        for path in (HERE / folder).glob("*.expect"):
            assert path.with_suffix(".csv").is_file(), path.name


def test_every_instrument_is_shown_by_a_valid_file() -> None:
    assert {path.stem.partition("-")[0] for path in VALID} == set(INSTRUMENTS)
