"""Records: one file → its source, of the right form and without private numbers, or problems.

Input: a path and the kind of record. Output: `Source`; what is wrong goes to a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.problems import Problem
from generator.records.rules.privacy import keep_private
from generator.records.schema import check_form
from generator.records.source import Source, read_source

if TYPE_CHECKING:
    from pathlib import Path


def read_record(root: Path, path: Path, kind: str, problems: list[Problem]) -> Source | None:
    """Read a file and check its form; what is wrong goes to `problems`."""
    source, found = read_whatever(root, path, kind, problems)
    return None if found else source


def read_whatever(
    root: Path, path: Path, kind: str, problems: list[Problem]
) -> tuple[Source | None, list[Problem]]:
    """Read a file; return it whatever its form, and what is wrong with that."""
    source = read_source(path, path.relative_to(root).as_posix())
    if isinstance(source, Problem):
        problems.append(source)
        return None, []
    problems.extend(keep_private(source, kind))
    found = check_form(source, kind)
    problems.extend(found)
    return source, found
