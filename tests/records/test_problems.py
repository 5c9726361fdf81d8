"""The words of every problem: complete, in both languages, and shown by a test."""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path

import pytest

from generator.records.problems import Location, Problem, problem, problem_catalogue, sort_problems

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHINESE = re.compile(r"[㐀-鿿]")
CODES = sorted(problem_catalogue())


@cache
def program_text() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))


@cache
def codes_shown() -> frozenset[str]:
    """The codes that invalid files expect and the tests of folders name."""
    files = b"".join(path.read_bytes() for path in (HERE / "invalid").iterdir())
    expected = re.findall(rb"^# expect: \S+ \S+ ([a-z0-9-]+)\r?$", files, re.MULTILINE)
    folders = (HERE / "test_registry.py").read_text(encoding="utf-8")
    named = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", folders)
    return frozenset([*(code.decode() for code in expected), *named])


def names_in(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_message_and_hint_in_both_languages(code: str) -> None:
    words = problem_catalogue()[code]
    assert {"message", "hint"} <= set(words) <= {"message", "hint", "hint_near"}
    for both in words.values():
        assert set(both) == {"zh", "en"}
        assert CHINESE.search(both["zh"])
        assert not CHINESE.search(both["en"])


@pytest.mark.parametrize("code", CODES)
def test_both_languages_tell_the_same_figures(code: str) -> None:
    for part, both in problem_catalogue()[code].items():
        # Chinese may leave out what the sentence has named already, never the reverse.
        assert names_in(both["zh"]) == names_in(both["en"]), part


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_used_by_the_program(code: str) -> None:
    derived = {"not-array", "not-boolean", "not-integer", "not-number", "not-object", "not-string"}
    derived.add("not-string-or-object")
    assert f'"{code}"' in program_text() or code in derived


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_shown_by_an_invalid_file_or_by_a_test_of_folders(code: str) -> None:
    assert code in codes_shown()


def test_no_file_expects_a_code_that_does_not_exist() -> None:
    for path in (HERE / "invalid").iterdir():
        for code in re.findall(rb"^# expect: \S+ \S+ (\S+)$", path.read_bytes(), re.MULTILINE):
            assert code.decode() in CODES, path.name


def test_problems_are_sorted_by_place_and_told_once() -> None:
    def at(path: str, line: int, column: int) -> Problem:
        return problem(Location(path, line, column), "file-empty")

    told = [at("b", 1, 1), at("a", 10, 1), at("a", 9, 8), at("a", 9, 3), at("b", 1, 1)]
    assert sort_problems(told) == (at("a", 9, 3), at("a", 9, 8), at("a", 10, 1), at("b", 1, 1))


def test_a_near_word_changes_the_hint() -> None:
    place = Location("a", 1, 1)
    near = problem(place, "unknown-field", field="reslut", near="result", known="result, note")
    far = problem(place, "unknown-field", field="reslut", near="", known="result, note")
    assert near.hint("en") == "did you mean result?"
    assert far.hint("en") == "the fields here are: result, note"


def test_a_problem_as_json_has_the_seven_fields_of_the_contract() -> None:
    found = problem(Location("a.yaml", 3, 5), "null-value", field="note", found="null")
    assert found.as_json("en") == {
        "path": "a.yaml",
        "line": 3,
        "column": 5,
        "severity": "error",
        "code": "null-value",
        "message": "note has no value",
        "hint": "write the value or delete the line",
    }
