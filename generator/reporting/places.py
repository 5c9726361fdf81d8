"""Reporting: the places of problems as the programs know them that show a repository's files.

Input: problems with paths from the registry, or of drafts as they were given; where both lie.
Output: the same problems with paths from the root of the repository.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.records.problems import Problem


def place_problems(
    problems: Iterable[Problem], registry: Path, top: Path, drafts: Iterable[Path] = ()
) -> tuple[Problem, ...]:
    """Return the problems with paths relative to `top`; what lies outside keeps its path."""
    others = {draft.as_posix(): draft for draft in drafts}
    return tuple(
        replace(found, location=replace(found.location, path=path))
        for found in problems
        for path in (_place(found.location.path, registry, top, others),)
    )


def _place(path: str, registry: Path, top: Path, drafts: Mapping[str, Path]) -> str:
    inside = registry / path
    place = inside if inside.exists() else drafts.get(path, inside)
    # Not resolved to its end: a linked record is annotated where it is linked.
    full = place.parent.resolve() / place.name
    return full.relative_to(top).as_posix() if top in full.parents else path
