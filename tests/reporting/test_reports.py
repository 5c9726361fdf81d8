"""Problems in the forms of other programs: GitHub, GitLab, SARIF."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from generator.checking import check_paths
from generator.records.problems import Location, Problem, Severity, problem, problem_catalogue
from generator.reporting.fingerprints import make_fingerprints
from generator.reporting.github import write_commands
from generator.reporting.gitlab import describe_issues
from generator.reporting.places import place_problems
from generator.reporting.sarif import describe_problems
from tests.reporting.schemas import read_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

INVALID = sorted((Path(__file__).parents[1] / "records" / "invalid").glob("*.yaml"))
SITE = "https://registry.example/"


def make(path: str = "audits/a.yaml", line: int = 3, **arguments: object) -> Problem:
    return problem(Location(path, line, 7), "standard-unknown", **arguments)


def unknown(standard: str, **more: Any) -> Problem:
    return make(standard=standard, near="", known="x@1", **more)


# ---------------------------------------------------------------- GitHub


def test_a_problem_is_a_workflow_command_on_one_line() -> None:
    (line,) = write_commands([unknown("y@1")], "en")
    message = "::".join(line.split("::")[2:])
    assert line.startswith("::error file=audits/a.yaml,line=3,col=7,title=standard-unknown::")
    assert message.startswith(unknown("y@1").message("en") + " — ")


def test_a_warning_is_a_warning() -> None:
    found = unknown("y@1")
    warning = Problem(found.location, found.code, found.arguments, Severity.WARNING)
    (line,) = write_commands([warning], "en")
    assert line.startswith("::warning file=audits/a.yaml,")


def test_what_would_end_a_command_or_begin_another_is_escaped() -> None:
    (line,) = write_commands([unknown("100%\r\n::error::x", path="audits/a,b:c%\n.yaml")], "en")
    assert "\n" not in line
    assert "\r" not in line
    assert "file=audits/a%2Cb%3Ac%25%0A.yaml,line=3" in line
    assert "100%25%0D%0A::error::x" in line


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_speaks_the_language_asked_for(language: str) -> None:
    found = [unknown("y@1")]
    texts = [
        next(write_commands(found, language)),
        describe_issues(found, language)[0]["description"],
        describe_problems(found, language, version="1", site_url=None)["runs"][0]["results"][0][
            "message"
        ]["text"],
    ]
    for text in texts:
        assert found[0].message(language) in text
        assert found[0].hint(language) in text


# ---------------------------------------------------------------- fingerprints


def test_a_fingerprint_stays_where_lines_move() -> None:
    assert make_fingerprints([unknown("y@1", line=3)]) == make_fingerprints(
        [unknown("y@1", line=30)]
    )


def test_fingerprints_differ_by_path_code_figures_and_number() -> None:
    found = [
        unknown("y@1"),
        unknown("y@1", line=4),
        unknown("z@1"),
        unknown("y@1", path="audits/b.yaml"),
        problem(Location("audits/a.yaml", 3, 7), "file-empty"),
    ]
    assert len(set(make_fingerprints(found))) == len(found)


# ---------------------------------------------------------------- GitLab


def test_the_report_of_gitlab_has_the_fields_it_requires() -> None:
    found = [unknown("y@1"), unknown("z@1", path="记录/乙.yaml")]
    issues = describe_issues(found, "en")
    assert json.loads(json.dumps(issues)) == issues
    for issue, one in zip(issues, found, strict=True):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] == "critical"
        assert issue["check_name"] == one.code
        assert issue["location"] == {"path": one.location.path, "lines": {"begin": 3}}
        assert re.fullmatch(r"[0-9a-f]{32}", issue["fingerprint"])
    assert describe_issues([], "en") == []


# ---------------------------------------------------------------- SARIF


def sarif(problems: Sequence[Problem], language: str = "en", site: str | None = SITE) -> Any:
    document = describe_problems(problems, language, version="1.2.3", site_url=site)
    validator = jsonschema.Draft7Validator(
        read_schema("sarif-2.1.0"), format_checker=jsonschema.FormatChecker()
    )
    assert [error.message for error in validator.iter_errors(document)] == []
    return document["runs"][0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sarif_of_every_known_mistake_is_valid_against_the_schema(
    valid: Path, language: str
) -> None:
    problems, _ = check_paths(valid, INVALID)
    found = place_problems(problems, valid, Path.cwd(), INVALID)
    run = sarif(found, language)
    assert len(run["results"]) == len(problems) > 100
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == sorted({one.code for one in problems})
    for result, one in zip(run["results"], problems, strict=True):
        assert codes[result["ruleIndex"]] == result["ruleId"] == one.code
        assert result["level"] == str(one.severity)
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert region == {"startLine": one.location.line, "startColumn": one.location.column}
    fingerprints = [result["partialFingerprints"]["certifyProblem/v1"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_sarif_of_no_problem_is_valid_too() -> None:
    run = sarif([])
    assert run["results"] == run["tool"]["driver"]["rules"] == []


def test_a_rule_says_what_its_code_means_and_leads_to_its_page() -> None:
    for language, lead in (("zh", ""), ("en", "en/")):
        (rule,) = sarif([unknown("y@1")], language)["tool"]["driver"]["rules"]
        words = problem_catalogue()["standard-unknown"]
        assert rule["helpUri"] == f"{SITE}{lead}problems/standard-unknown/"
        assert rule["fullDescription"]["text"] == words["means"][language]
        assert "‹standard›" in rule["shortDescription"]["text"]
        assert "{" not in rule["shortDescription"]["text"] + rule["help"]["text"]


def test_without_an_address_of_the_site_there_are_no_links() -> None:
    driver = sarif([unknown("y@1")], site=None)["tool"]["driver"]
    assert "informationUri" not in driver
    assert "helpUri" not in driver["rules"][0]


def test_a_path_of_any_characters_is_a_uri() -> None:
    path = os.fsdecode("audits/甲 %#?\\".encode() + b"\xff.yaml")
    (result,) = sarif([unknown("y@1", path=path)])["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "audits/%E7%94%B2%20%25%23%3F%5C%FF.yaml"


def test_columns_count_characters_and_it_is_said_so() -> None:
    assert sarif([unknown("y@1")])["columnKind"] == "unicodeCodePoints"


# ---------------------------------------------------------------- places


def test_places_are_told_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = tmp_path / "deep" / "registry"
    (registry / "audits").mkdir(parents=True)
    (registry / "audits/a.yaml").touch()
    (tmp_path / "draft.yaml").touch()
    outside = tmp_path.parent / "elsewhere.yaml"
    monkeypatch.chdir(tmp_path)
    paths = ("audits/a.yaml", "audits/gone.yaml", "draft.yaml", outside.as_posix())
    placed = place_problems(
        [make(path) for path in paths], Path("deep/registry"), tmp_path, map(Path, paths[2:])
    )
    assert [found.location.path for found in placed] == [
        "deep/registry/audits/a.yaml",
        "deep/registry/audits/gone.yaml",
        "draft.yaml",
        outside.as_posix(),
    ]
