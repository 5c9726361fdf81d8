"""Reporting: problems as SARIF 2.1.0, the form in which checkers tell code hosts what they found.

Input: problems with paths from the repository's root. Output: one document, as plain data.
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.records.problems import problem_catalogue, problem_page
from generator.reporting.fingerprints import make_fingerprints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.problems import Problem

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_FINGERPRINT = "certifyProblem/v1"
_ROOT = "%SRCROOT%"
"""What paths are relative to: where the reader has checked the repository out."""


class _Placeholders(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def describe_problems(
    problems: Sequence[Problem], language: str, *, version: str, site_url: str | None
) -> dict[str, Any]:
    """Return the SARIF document; its rules are the codes that occur, in the order of their names.

    Codes are explained on the site, below `site_url` (with a slash at its end; None: no links).
    """
    codes = sorted({found.code for found in problems})
    driver: dict[str, Any] = {
        "name": "certify",
        "version": version,
        "language": "zh-CN" if language == "zh" else "en",
        "rules": [_describe_rule(code, language, site_url) for code in codes],
    }
    if site_url is not None:
        driver["informationUri"] = site_url
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": driver["language"],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    _ROOT: {"description": {"text": "The root of the repository."}}
                },
                "results": [
                    _describe_result(found, codes.index(found.code), fingerprint, language)
                    for found, fingerprint in zip(
                        problems, make_fingerprints(problems), strict=True
                    )
                ],
            }
        ],
    }


def _describe_rule(code: str, language: str, site_url: str | None) -> dict[str, Any]:
    words = problem_catalogue()[code]
    blanks = _Placeholders()
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": words["message"][language].format_map(blanks)},
        "fullDescription": {"text": words["means"][language]},
        "help": {"text": words["hint"][language].format_map(blanks)},
        "defaultConfiguration": {"level": words.get("severity", "error")},
    }
    if site_url is not None:
        lead = "" if language == "zh" else f"{language}/"
        rule["helpUri"] = f"{site_url}{lead}{problem_page(code)}"
    return rule


def _describe_result(found: Problem, rule: int, fingerprint: str, language: str) -> dict[str, Any]:
    dash = "——" if language == "zh" else " — "
    place = found.location
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": str(found.severity),
        "message": {"text": f"{found.message(language)}{dash}{found.hint(language)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(place.path, errors="surrogateescape"),
                        "uriBaseId": _ROOT,
                    },
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
