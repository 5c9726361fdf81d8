"""Records: the files of data beside an audit, in the folder that is called as it is.

Input: the audit's source, its standard. Output: the rows of each file; what is wrong goes to a
list: a file that is missing, that is not the one whose hash the audit gives, that nobody names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.problems import Location, Problem, problem
from generator.records.tables.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.records.model import Audit, Standard, Table
    from generator.records.source import Source

DATA = "data"
"""The list of an audit's file that names them."""


def read_data(
    source: Source, standard: Standard | None, *, folder: Path, shown: str
) -> tuple[dict[int, Table], list[Problem]]:
    """Read the files that an audit of good form names, by their places in its list.

    `folder` is where they stand, `shown` how problems call that folder. What is of an unknown
    instrument is not read: the rules tell that.
    """
    tables: dict[int, Table] = {}
    problems: list[Problem] = []
    for place, one in enumerate(source.data.get(DATA, ())):
        instrument = standard.instruments.get(one["instrument"]) if standard else None
        if instrument is None:
            continue
        path, name = folder / one["file"], f"{shown}/{one['file']}"
        if not path.exists() and not path.is_symlink():
            at = source.locate((DATA, place, "file"))
            problems.append(problem(at, "data-file-missing", file=name))
            continue
        reading = read_table(path, name, instrument)
        if reading.sha256 and reading.sha256 != one["sha256"]:
            at = source.locate((DATA, place, "sha256"))
            problems.append(problem(at, "data-changed", file=name, found=reading.sha256))
        problems.extend(reading.problems)
        if reading.table is not None:
            tables[place] = reading.table
    return tables, problems


def find_stray_data(root: Path, folder: Path, audits: Iterable[Audit]) -> Iterator[Problem]:
    """Find the files in an audit's folder that the audit does not name."""
    for audit in audits:
        beside = folder / audit.id
        if not beside.is_dir():
            continue
        named = {one.file for one in audit.data}
        # A file that is missing may be the one that nobody names.
        if not all((beside / name).exists() for name in named):
            continue
        for path in sorted(beside.iterdir()):
            if path.name not in named and path.suffix == ".csv":
                shown = path.relative_to(root).as_posix()
                yield problem(Location(shown, 1, 1), "data-unnamed", file=path.name, audit=audit.id)
