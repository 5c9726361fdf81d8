"""Git's history, told file by file: which commit made which version of it, and who wrote that.

Input: a repository and folders of the registry. Output: `Change`s, the oldest first.
One pass over the commits: what a file held is read only where somebody asks for it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.problems import CannotGoOn
from generator.revisions.versions import ask_git, find_commit, is_shallow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.revisions.versions import Repository

_NEXT, _AUTHOR = "\x01", "\x02"
"""No git lets these into an address: they mark where a commit and its author begin."""
_NOTHING = "0"
"""What a blob's name consists of where there is no file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one commit did to one file."""

    commit: str
    author: str
    """The address that it was written under."""
    path: str
    """Relative to the registry."""
    before: tuple[str | None, ...]
    """The blob in each parent; None where it had no such file."""
    after: str | None


def read_log(repository: Repository, *below: str) -> tuple[Change, ...]:
    """Return every change of files below some folders of the registry, parents before children.

    A merge stands among them where it made what none of its parents held. Raises CannotGoOn where
    the older commits are missing.
    """
    if is_shallow(repository):
        raise CannotGoOn(
            zh="这个仓库只取了最近的提交（浅克隆），无从核对历史。请运行 git fetch --unshallow；"
            '在 GitHub 上给 actions/checkout 设 fetch-depth: 0，在 GitLab 上设 GIT_DEPTH: "0"',
            en="this repository holds the last commits only (a shallow clone), so that its history "
            "cannot be checked. Run git fetch --unshallow; on GitHub give actions/checkout "
            'fetch-depth: 0, on GitLab set GIT_DEPTH: "0"',
        )
    head = find_commit(repository, "HEAD")
    if head is None:
        return ()
    flags = ("--full-history", "-c", "--root", "--raw", "--no-abbrev", "--no-renames", "-z")
    order = ("--reverse", "--topo-order", "--ignore-submodules", "--no-show-signature")
    paths = [f"{repository.prefix}{path}" for path in below]
    form = f"--format={_NEXT}%H{_AUTHOR}%ae"
    told = ask_git(repository, "log", *flags, *order, form, head, "--", *paths)
    return tuple(_read_changes(repository, os.fsdecode(told).split("\0")))


def _read_changes(repository: Repository, words: Sequence[str]) -> Iterator[Change]:
    commit = author = ""
    following = iter(words)
    for word in following:
        told = word.lstrip("\n")
        if told.startswith(_NEXT):
            commit, _, author = told[len(_NEXT) :].partition(_AUTHOR)
        elif told.startswith(":"):
            # :mode mode blob blob A, or ::mode mode mode blob blob blob MM of a merge
            parents = len(told) - len(told.lstrip(":"))
            fields = told.lstrip(":").split(" ")
            blobs = [name if name.strip(_NOTHING) else None for name in fields[parents + 1 : -1]]
            path = next(following)
            if path.startswith(repository.prefix):
                yield Change(
                    commit=commit,
                    author=author,
                    path=path.removeprefix(repository.prefix),
                    before=tuple(blobs[:parents]),
                    after=blobs[parents],
                )


def find_blobs(repository: Repository, names: Sequence[str]) -> list[str | None]:
    """Return the blob that each name stands for, such as `<commit>:<path>`; None: no such file."""
    if not names:
        return []
    given = "".join(f"{name}\n" for name in names).encode(errors="surrogateescape")
    told = ask_git(repository, "cat-file", "--batch-check=%(objecttype) %(objectname)", given=given)
    found: list[str | None] = []
    for line in told.decode(errors="surrogateescape").splitlines():
        kind, _, name = line.partition(" ")
        found.append(name if kind == "blob" else None)
    return found
