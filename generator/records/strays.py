"""Records: YAML files that stand where nobody reads them; a record must never be passed over.

Input: the registry's folder, a firm's, that of a standard's instruments. Output: problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.problems import Location, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = (".yaml", ".yml")
SHARED = ("roster.yaml", "issuer.yaml")
"""What stands in audits/ itself, beside the regions."""


def find_strays(root: Path, audits: Path) -> list[Problem]:
    """Find the YAML files above the firms' folders that are not the registry's own two."""
    return [
        _tell(root, path)
        for level in ("*", "*/*")
        for path in sorted(audits.glob(level))
        if path.suffix in SUFFIXES and not (level == "*" and path.name in SHARED)
    ]


def find_strays_of_firm(root: Path, folder: Path) -> Iterator[Problem]:
    """Find the YAML files of a firm that have another ending, are folders, or lie too deep."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yml" or (path.suffix == ".yaml" and path.is_dir()):
            yield _tell(root, path)
        elif not path.suffix and path.is_dir():
            strays = (deep for deep in path.rglob("*") if deep.suffix in SUFFIXES)
            yield from (_tell(root, deep) for deep in sorted(strays))


def find_strays_of_standard(root: Path, folder: Path) -> Iterator[Problem]:
    """Find the files of a standard's instruments that have another ending."""
    yield from (_tell(root, path) for path in sorted(folder.glob("*.yml")))


def _tell(root: Path, path: Path) -> Problem:
    shown = path.relative_to(root).as_posix()
    return problem(Location(shown, 1, 1), "file-stray", file=path.name)
