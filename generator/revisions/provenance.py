"""The check of what only git's history can tell: who wrote it, and whether it stayed as it was.

Input: a registry in git and its roster. Output: problems. Decisions are added by members of the
committee, audits by their teams; no entry is changed or removed; what a decision rests on stays.
Who holds an address is the roster's word, and the address in a commit is whatever its writer set:
signed commits or a protected branch must vouch for that.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.records.foundation import AUDITS
from generator.records.registry import DECISIONS_FILE, PROCEEDINGS_FILE, list_firm_folders
from generator.revisions.log import Change, find_blobs, read_log
from generator.revisions.reach import folder_of
from generator.revisions.testimony import (
    UNCOMMITTED,
    Contents,
    FirmHistory,
    in_folder,
    is_blob,
    iterate_blobs,
)
from generator.revisions.verdicts import Claim, compare_claims, judge_history, list_claims
from generator.revisions.versions import (
    WORK_TREE,
    find_commit,
    find_repository,
    list_changed,
    list_files,
    read_blobs,
)
from generator.workers import spread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from generator.records.model import Foundation
    from generator.records.problems import Problem
    from generator.revisions.versions import Repository

_GROWING = (DECISIONS_FILE, PROCEEDINGS_FILE)
_PART = 20
"""Firms whose old files are read together: as many as keep a process busy for a moment."""


def check_provenance(
    root: Path,
    foundation: Foundation,
    *,
    folders: Collection[str] | None = None,
    jobs: int = 1,
) -> list[Problem]:
    """Check who committed the records of all firms, or of those folders, and what changed since.

    Raises CannotGoOn where git cannot tell.
    """
    repository = find_repository(root)
    histories = [
        history
        for history in _sort_history(root, repository)
        if folders is None or history.folder in folders
    ]
    parts = [histories[at : at + _PART] for at in range(0, len(histories), _PART)]
    work = partial(_judge_part, root=root, repository=repository, foundation=foundation)
    return [found for told in spread(work, parts, jobs) for found in told]


def _sort_history(root: Path, repository: Repository) -> list[FirmHistory]:
    """Sort the changes by firm: by the names of their folders, for those may move."""
    head = list_files(repository, "HEAD", AUDITS) if find_commit(repository, "HEAD") else {}
    changes: dict[str, list[Change]] = {}
    present: dict[str, dict[str, str]] = {}
    for path, blob in head.items():
        present.setdefault(_firm_of(path), {})[path] = blob
    uncommitted = _list_uncommitted(root, repository, head)
    for change in [*read_log(repository, AUDITS), *uncommitted]:
        changes.setdefault(_firm_of(change.path), []).append(change)
    for change in uncommitted:
        files = present.setdefault(_firm_of(change.path), {})
        files.pop(change.path, None)
        if change.after is not None:
            files[change.path] = change.after
    return [
        FirmHistory(
            folder=folder.relative_to(root).as_posix(),
            changes=tuple(changes.get(folder.name, ())),
            present={
                path.rpartition("/")[2]: b for path, b in present.get(folder.name, {}).items()
            },
        )
        for folder in list_firm_folders(root)
    ]


def _firm_of(path: str) -> str:
    """Return the name of the firm's folder that a record stands in; "" where it is in none."""
    folder = folder_of(path)
    parent, _, name = path.rpartition("/")
    return PurePosixPath(folder).name if folder == parent and name.endswith(".yaml") else ""


def _list_uncommitted(root: Path, repository: Repository, head: dict[str, str]) -> list[Change]:
    names = list_changed(repository, "HEAD", WORK_TREE) if head else _list_records(root)
    return [
        Change(
            commit=UNCOMMITTED,
            author="",
            path=path,
            before=(head.get(path),),
            after=in_folder(path) if (root / path).is_file() else None,
        )
        for path in names
        if path.startswith(f"{AUDITS}/")
    ]


def _list_records(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / AUDITS).glob("*/*/*.yaml"))


def _judge_part(
    histories: Sequence[FirmHistory], *, root: Path, repository: Repository, foundation: Foundation
) -> list[Problem]:
    wanted = (blob for history in histories for blob in iterate_blobs(history, _GROWING))
    contents = Contents(root, _read(repository, wanted))
    found: list[Problem] = []
    claims: list[Claim] = []
    for history in histories:
        found += judge_history(history, contents, foundation)
        claims += list_claims(history, contents)
    names = [f"{c.commit}:{repository.prefix}{path}" for c in claims for path in c.paths]
    blobs = iter(find_blobs(repository, names))
    then = [next(filter(None, [next(blobs) for _ in claim.paths]), None) for claim in claims]
    differing = [
        (claim, blob) for claim, blob in zip(claims, then, strict=True) if blob != claim.present
    ]
    both = [blob for claim, old in differing for blob in (old, claim.present) if is_blob(blob)]
    contents.keep(_read(repository, filter(None, both)))
    return [*found, *compare_claims(differing, contents)]


def _read(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes]:
    names = list(dict.fromkeys(blobs))
    return dict(zip(names, read_blobs(repository, names), strict=True))
