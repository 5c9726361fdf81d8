"""Reporting: problems as a Code Quality report, which GitLab shows at the lines of a merge request.

Input: problems with paths from the repository's root. Output: a list, to be written as JSON.
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.records.problems import Severity
from generator.reporting.fingerprints import make_fingerprints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.records.problems import Problem

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}
"""GitLab's steps are info, minor, major, critical, blocker."""


def describe_issues(problems: Sequence[Problem], language: str) -> list[dict[str, Any]]:
    """Return each problem as an issue with description, check name, fingerprint and place."""
    dash = "——" if language == "zh" else " — "
    return [
        {
            "description": f"{found.message(language)}{dash}{found.hint(language)}",
            "check_name": found.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {
                "path": found.location.path,
                "lines": {"begin": found.location.line},
            },
        }
        for found, fingerprint in zip(problems, make_fingerprints(problems), strict=True)
    ]
