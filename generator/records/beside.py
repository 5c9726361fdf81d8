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

_DATA_LIKE = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods", ".et"})
"""What tables of answers are saved as."""
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
        if path.is_symlink() or folder.is_symlink():
            # Where it leads may lie outside, and is not what git keeps.
            problems.append(problem(Location(name, 1, 1), "file-irregular"))
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
    """Find files of data in a firm's folder that no audit names: nobody would look at them.

    Folders of audits that could not be read are passed over.
    """
    read = {audit.id: audit for audit in audits}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _DATA_LIKE:
            continue
        beside, *deeper = path.relative_to(folder).parts
        audit = read.get(beside)
        if audit is None and (folder / f"{beside}.yaml").exists():
            continue
        named = [folder / beside / one.file for one in audit.data] if audit else []
        # A file that is missing may be the one that nobody names.
        if path in named or not all(one.exists() for one in named):
            continue
        place = Location(path.relative_to(root).as_posix(), 1, 1)
        owner = beside if deeper else folder.name
        yield problem(place, "data-unnamed", file=path.name, audit=owner)
