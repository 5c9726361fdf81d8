"""The words of every problem: complete, in both languages, and shown by a test.

The example on a code's page is proved: what it calls right stands in a file without problems,
and with what it calls wrong in its place the check tells this code and no other.
"""

from __future__ import annotations

import re
import shutil
import string
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from generator.checking import check_paths
from generator.publication.sides import compare_sides
from generator.records.problems import (
    Location,
    Problem,
    problem,
    problem_catalogue,
    problem_page,
    problem_themes,
    sort_problems,
)

if TYPE_CHECKING:
    from generator.records.problems import Words

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHINESE = re.compile(r"[㐀-鿿]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]")
CODES = sorted(problem_catalogue())
PROVED = [code for code in CODES if "in" in problem_catalogue()[code]]
EXAMPLES = sorted((HERE / "examples").iterdir())
MESSAGES = ("message", "hint", "hint_near")
SHOWN_IN_WORDS = {
    "data-alone",
    "data-not-asked",
    "dimension-empty",
    "figure-set-aside",
    "id-reserved",
    "scale-unfit",
    "stage-limit-missing",
    "basis-small",
    "basis-undefined",
    "basis-unreliable",
    "computed-by-channel",
    "data-cell-empty",
    "data-cells-too-few",
    "data-cells-too-many",
    "data-choice-unknown",
    "data-column-missing",
    "data-column-twice",
    "data-column-unknown",
    "data-column-unnamed",
    "data-count-exceeds",
    "data-delimiter",
    "data-empty",
    "data-encoding",
    "data-header-missing",
    "data-item-unknown",
    "data-kano-half",
    "data-measure-unknown",
    "data-more-than",
    "data-no-rows",
    "data-not-a-period",
    "data-not-a-time",
    "data-not-anonymous",
    "data-not-number",
    "data-not-whole",
    "data-not-yes-no",
    "data-pair-half",
    "data-period-overlap",
    "data-problems-more",
    "data-quote-inside",
    "data-quote-open",
    "data-reopened-untold",
    "data-role-changed",
    "data-role-not-asked",
    "data-role-unknown",
    "data-row-empty",
    "data-row-twice",
    "data-row-unanswered",
    "data-stages-order",
    "data-too-large",
    "data-too-many-lines",
    "data-unnamed",
    "data-value-off-scale",
    "code-twice",
    "file-missing",
    "figure-missing",
    "figure-twice",
    "file-gbk",
    "file-irregular",
    "file-mark-inside",
    "file-utf16",
    "odd-line-break",
    "file-not-utf8",
    "file-stray",
    "file-too-large",
    "file-unreadable",
    "appeal-decided",
    "appeal-decider-involved",
    "deciders-competence",
    "git-author-not-member",
    "git-author-not-team",
    "git-author-unknown",
    "git-entry-changed",
    "git-entry-inserted",
    "git-entry-removed",
    "git-record-changed",
    "git-uncommitted",
    "grant-nonconformity-open",
    "grant-standard",
    "key-file-form",
    "not-an-audit",
    "plan-missing",
    "plan-too-short",
    "special-not-here",
    "successor-twice",
    "verifier-not-auditor",
}
"""What no words in one file can show: bytes, folders, two files, another command."""
NEVER_SHOWN = {"form"}


@cache
def program_text() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))


@cache
def codes_shown() -> frozenset[str]:
    """The codes that invalid files expect and the tests of folders name."""
    files = b"".join(path.read_bytes() for path in (HERE / "invalid").iterdir())
    expected = re.findall(rb"^# expect: \S+ \S+ ([a-z0-9-]+)\r?$", files, re.MULTILINE)
    folders = (HERE / "test_registry.py").read_text(encoding="utf-8")
    folders += (HERE / "test_committee.py").read_text(encoding="utf-8")
    folders += (HERE / "test_beside.py").read_text(encoding="utf-8")
    folders += (HERE.parent / "assessment" / "test_basis.py").read_text(encoding="utf-8")
    folders += (HERE.parent / "revisions" / "test_provenance.py").read_text(encoding="utf-8")
    tables = [*sorted((HERE / "tables" / "invalid").glob("*.expect"))]
    tables.append(HERE / "tables" / "test_reading.py")
    folders += "".join(path.read_text(encoding="utf-8") for path in tables)
    named = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", folders)
    return frozenset([*(code.decode() for code in expected), *named])


def names_in(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def told_words(code: str) -> dict[str, Words]:
    words = problem_catalogue()[code]
    told = {"message": words["message"], "hint": words["hint"]}
    if "hint_near" in words:
        told["hint_near"] = words["hint_near"]
    return told


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_it_is_how_to_mend_it_and_what_it_means_in_both_languages(
    code: str,
) -> None:
    words = problem_catalogue()[code]
    known = {*MESSAGES, "severity", "means", "in", "shown", "line", "wrong", "right"}
    assert {"message", "hint", "means"} <= set(words) <= known
    for both in (*told_words(code).values(), words["means"]):
        assert set(both) == {"zh", "en"}
        assert CHINESE.search(both["zh"])
        assert not CHINESE.search(both["en"])


@pytest.mark.parametrize("code", CODES)
def test_what_a_code_means_is_told_in_two_to_five_sentences(code: str) -> None:
    means = problem_catalogue()[code]["means"]
    assert 2 <= len(re.findall(r"。", means["zh"])) <= 5
    assert 2 <= len(re.findall(r"\.(?= |$)", means["en"])) <= 5
    for words in means.values():
        assert words[-1] in "。."
        assert not re.search(r"  |\n", words)


@pytest.mark.parametrize("code", CODES)
def test_chinese_words_of_a_code_are_punctuated_as_chinese(code: str) -> None:
    quotes_yaml = {"not-array", "not-object"}
    told = told_words(code).values() if code not in quotes_yaml else ()
    for both in (*told, problem_catalogue()[code]["means"]):
        assert not HALF_WIDTH.search(both["zh"]), both["zh"]


@pytest.mark.parametrize("code", CODES)
def test_both_languages_tell_the_same_figures(code: str) -> None:
    for part, both in told_words(code).items():
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


def test_a_code_belongs_to_one_theme() -> None:
    themes = problem_themes()
    assert sorted(code for theme in themes.values() for code in theme) == CODES


# ---------------------------------------------------------------- examples


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tiny registry, and of the examples beside it, where each proof is made."""
    folder = tmp_path_factory.mktemp("trial")
    shutil.copytree(HERE / "valid", folder / "valid")
    shutil.copytree(HERE / "examples", folder / "examples")
    return folder


def check_example(trial: Path, name: str) -> tuple[Problem, ...]:
    """Check the whole registry, or a file of examples/ as a draft beside it."""
    draft = [trial / name] if name.startswith("examples/") else []
    problems, _ = check_paths(trial / "valid", draft)
    return problems


def find_place(text: str, part: str) -> tuple[int, str]:
    """Return the one line, from 0, where a part stands in a text, and its indent there."""
    lines = text.split("\n")
    found = []
    for spaces in range(0, 24, 2):
        wanted = indent(part, " " * spaces).split("\n")
        found += [
            (at, " " * spaces)
            for at in range(len(lines) - len(wanted) + 1)
            if lines[at : at + len(wanted)] == wanted
        ]
    assert len(found) == 1, f"stands in {len(found)} places"
    return found[0]


def first_changed_line(wrong: str, right: str) -> int:
    """Return the first line of `wrong`, from 1, that its page marks as changed."""
    lines, _ = compare_sides(wrong.split("\n"), right.split("\n"))
    return next(at for at, line in enumerate(lines, 1) if line.changed)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_of_examples_has_no_problem(path: Path, valid: Path) -> None:
    assert check_paths(valid, [path]) == ((), 1)


def test_every_file_of_examples_shows_a_code() -> None:
    used = {problem_catalogue()[code]["in"] for code in PROVED}
    assert {f"examples/{path.name}" for path in EXAMPLES} <= used


@pytest.mark.parametrize("code", PROVED)
def test_the_wrong_example_gets_exactly_its_code_where_the_page_says(
    code: str, trial: Path
) -> None:
    words = problem_catalogue()[code]
    wrong, right = words["wrong"].rstrip("\n"), words["right"].rstrip("\n")
    folder = trial if words["in"].startswith("examples/") else trial / "valid"
    path = folder / words["in"]
    text = path.read_text(encoding="utf-8")
    at, spaces = find_place(text, right)
    lines = text.split("\n")
    lines[at : at + len(right.split("\n"))] = indent(wrong, spaces).split("\n")
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
        problems = check_example(trial, words["in"])
    finally:
        path.write_text(text, encoding="utf-8")
    assert {found.code for found in problems} == {code}
    assert {str(found.severity) for found in problems} == {words.get("severity", "error")}
    line = words["line"] if "line" in words else first_changed_line(wrong, right)
    pointed = problems[0].location.line - at
    assert problems[0].location.path.endswith(words["in"])
    assert line == (pointed if 1 <= pointed <= len(wrong.split("\n")) else 0)


@pytest.mark.parametrize("code", [code for code in CODES if code not in NEVER_SHOWN])
def test_an_example_is_short_and_its_two_sides_differ(code: str) -> None:
    words = problem_catalogue()[code]
    for side in (words["wrong"], words["right"]):
        assert 1 <= len(side.rstrip("\n").split("\n")) <= 8
        assert max(map(len, side.split("\n"))) <= 90
    assert words["wrong"] != words["right"]


def test_the_codes_whose_example_no_check_can_prove_are_these_few() -> None:
    catalogue = problem_catalogue()
    shown = {code: catalogue[code].get("shown", "proved") for code in CODES if code not in PROVED}
    assert shown == {
        **dict.fromkeys(SHOWN_IN_WORDS, "words"),
        **dict.fromkeys(NEVER_SHOWN, "never"),
    }
    assert all("shown" not in catalogue[code] for code in PROVED)
    assert all("wrong" not in catalogue[code] for code in NEVER_SHOWN)


# ---------------------------------------------------------------- problems


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


def test_every_code_has_an_address_on_the_site() -> None:
    assert problem_page("null-value") == "problems/null-value/"
