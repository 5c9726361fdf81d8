"""The check of what differs from another version, and of what depends on it.

Input: a registry in git and a base. Output: problems, and how much was looked at.
Firms that did not change are looked at only where they may hold the same code or number.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.certification.abridging import strip_dossier
from generator.checking import ANY_DAY, count_records, list_shared_files
from generator.gathering import assess_firm, gather
from generator.records.foundation import AUDITS, STANDARDS, read_foundation
from generator.records.problems import Problem, sort_problems
from generator.records.registry import check_uniqueness
from generator.records.secrets import find_secrets, is_passed_over, is_record
from generator.records.strays import SHARED, SUFFIXES, find_strays
from generator.revisions.reach import find_reach, find_rivals
from generator.revisions.versions import (
    INDEX,
    WORK_TREE,
    export_files,
    find_base,
    find_repository,
    list_changed,
    list_files,
)
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.records.model import FirmRecords, Foundation
    from generator.revisions.reach import Reach
    from generator.revisions.versions import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a check of the changes found."""

    problems: tuple[Problem, ...]
    files: int
    """How many records were looked at."""
    reach: Reach
    repository: Repository
    version: str


def check_changed(
    root: Path, base: str | None = None, *, staged: bool = False, jobs: int = 1
) -> Look:
    """Check what differs from the last commit in common with `base`, and what depends on it.

    With `staged`, what the next commit would hold is checked, whatever stands in the folders.
    Raises CannotGoOn where git cannot tell.
    """
    repository = find_repository(root)
    version = INDEX if staged else WORK_TREE
    commit = find_base(repository, base)
    reach = find_reach(repository, root, commit, version, (version,))
    look = Look(problems=(), files=0, reach=reach, repository=repository, version=version)
    keys = find_changed_secrets(repository, root, commit, version)
    with open_version(repository, root, version, reach) as folder:
        problems: tuple[Problem, ...] = ()
        files = 0
        if reach.everything:
            problems = gather(folder, as_of=ANY_DAY, jobs=jobs, check_only=True).problems
            files = count_records(folder)
        elif reach.changed:
            problems, files = _check_reached(folder, look, jobs)
        return replace(look, problems=sort_problems([*problems, *keys]), files=files)


def find_changed_secrets(
    repository: Repository, root: Path, base: str, version: str
) -> list[Problem]:
    """Find private keys in the files of any kind that differ from `base`: they must not go on."""
    changed = [path for path in list_changed(repository, base, version) if not is_passed_over(path)]
    if version == WORK_TREE:
        return find_secrets(root, changed)
    others = [path for path in changed if not is_record(path)]
    if not others:
        return []
    with tempfile.TemporaryDirectory(prefix="certify-") as made:
        export_files(repository, version, Path(made), *others)
        return find_secrets(Path(made), others)


def _check_reached(root: Path, look: Look, jobs: int) -> tuple[tuple[Problem, ...], int]:
    reading = read_foundation(root)
    problems = list(reading.problems)
    problems += [
        stray
        for stray in find_strays(root, root / AUDITS)
        if stray.location.path in look.reach.changed
    ]
    firms: list[FirmRecords] = []
    folders = list_existing(root, look.reach.folders)
    if reading.foundation is not None:
        firms, found = _assess(root, folders, reading.foundation, jobs)
        problems += found
        rivals = find_rivals(look.repository, look.version, look.reach, firms)
        if rivals:
            if look.version != WORK_TREE:
                export_files(look.repository, look.version, root, *rivals)
            others, found = _assess(root, list_existing(root, rivals), reading.foundation, jobs)
            problems += found
            firms = sorted([*firms, *others], key=_place_of)
            folders = [*folders, *list_existing(root, rivals)]
        if look.version != WORK_TREE:
            _show_predecessors(root, look, firms)
        problems += check_uniqueness(root, tuple(firms))
    files = sum(1 for folder in folders for _ in folder.glob("*.yaml"))
    return sort_problems(problems), len(list_shared_files(root)) + files


def _show_predecessors(root: Path, look: Look, firms: Iterable[FirmRecords]) -> None:
    """Make the folders of predecessors that the version holds: that they are there is enough."""
    wanted = {records.firm.successor_of for records in firms} - {None}
    if not wanted:
        return
    for path in list_files(look.repository, look.version, AUDITS):
        folder = Path(path).parent
        if folder.name in wanted:
            (root / folder).mkdir(parents=True, exist_ok=True)


def _assess(
    root: Path, folders: Sequence[Path], foundation: Foundation, jobs: int
) -> tuple[list[FirmRecords], list[Problem]]:
    work = partial(_assess_one, root=root, foundation=foundation)
    done = list(spread(work, folders, jobs))
    firms = [records for records, _ in done if records is not None]
    return firms, [problem for _, found in done for problem in found]


def _assess_one(
    folder: Path, *, root: Path, foundation: Foundation
) -> tuple[FirmRecords | None, tuple[Problem, ...]]:
    dossier, problems = assess_firm(folder, root=root, foundation=foundation, as_of=ANY_DAY)
    return (strip_dossier(dossier).records if dossier else None), problems


def _place_of(records: FirmRecords) -> list[str]:
    return records.firm.path.split("/")[-2:0:-1]


def list_existing(root: Path, folders: Iterable[str]) -> list[Path]:
    """Return those of the firms' folders that are there."""
    paths = (root / folder for folder in folders)
    return [path for path in paths if path.suffix not in SUFFIXES and path.is_dir()]


@contextmanager
def open_version(repository: Repository, root: Path, version: str, reach: Reach) -> Iterator[Path]:
    """Give a folder that holds, of a version, all that a look at the reached firms needs.

    The work tree is looked at where it stands; of another version a copy is made for the time.
    """
    if version == WORK_TREE:
        yield root
        return
    shared = [STANDARDS, *(f"{AUDITS}/{name}" for name in SHARED)]
    wanted = [STANDARDS, AUDITS] if reach.everything else [*shared, *reach.folders, *reach.changed]
    with tempfile.TemporaryDirectory(prefix="certify-") as made:
        folder = Path(made)
        (folder / AUDITS).mkdir()
        export_files(repository, version, folder, *sorted(set(wanted)))
        yield folder
