"""Reporting: problems as workflow commands, by which GitHub shows them at the lines they are at.

Input: problems with paths from the repository's root. Output: a line for each.
https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.records.problems import Problem


def write_commands(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Write each problem as `::error file=…,line=…,col=…,title=CODE::message — hint`."""
    dash = "——" if language == "zh" else " — "
    for found in problems:
        place = found.location
        words = f"{found.message(language)}{dash}{found.hint(language)}"
        yield (
            f"::{found.severity} file={_escape_property(place.path)},line={place.line},"
            f"col={place.column},title={_escape_property(found.code)}::{_escape(words)}"
        )


def _escape(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(words: str) -> str:
    return _escape(words).replace(":", "%3A").replace(",", "%2C")
