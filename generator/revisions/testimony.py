"""A firm's files as git knows them: their versions, and what these held.

Input: the changes of a firm's files and the blobs. Output: versions of the lists that may only
grow, who added a file, and data to compare. Whatever cannot be read is passed over: the records'
own rules tell of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.records.source import Source, parse_source
from generator.revisions.entries import Entries, Trace, Version, trace_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.records.source import Pointer
    from generator.revisions.log import Change

UNCOMMITTED = ""
"""Stands for the commit that is still to come."""
_FOLDER = "folder:"
"""Begins the name of what no blob holds yet: folder:<path>."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVersion:
    """A file as a commit left it, whatever region its folder was in."""

    commit: str
    author: str
    path: str
    before: tuple[str | None, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmHistory:
    """All changes of a firm's files, and what stands there now."""

    folder: str
    changes: tuple[Change, ...]
    """The oldest first; those that are not committed last."""
    present: Mapping[str, str]
    """Name of a file → blob, or where it stands."""

    def versions(self, name: str) -> tuple[FileVersion, ...]:
        """Return the versions of a file, the oldest first."""
        own = [change for change in self.changes if change.path.rpartition("/")[2] == name]
        return tuple(
            _join(commit, list(changes))
            for commit, changes in groupby(own, key=lambda change: change.commit)
        )

    def added(self, name: str) -> FileVersion | None:
        """Return the version with which a file came, the last time where it was deleted since."""
        found = None
        for version in self.versions(name):
            if version.after is not None and not any(version.before):
                found = version
        return found

    def paths(self, name: str) -> tuple[str, ...]:
        """Return every path that a file of that name had."""
        paths = (c.path for c in self.changes if c.path.rpartition("/")[2] == name)
        return tuple(dict.fromkeys((f"{self.folder}/{name}", *paths)))


def _join(commit: str, changes: list[Change]) -> FileVersion:
    """Take a file that was moved to another folder for the same file."""
    after = [change for change in changes if change.after is not None]
    parents = zip(*(change.before for change in changes), strict=True)
    return FileVersion(
        commit=commit,
        author=changes[0].author,
        path=(after or changes)[0].path,
        before=tuple(next(filter(None, blobs), None) for blobs in parents),
        after=after[0].after if after else None,
    )


class Contents:
    """What blobs hold, and files that are not committed; read once, parsed once."""

    def __init__(self, root: Path, blobs: Mapping[str, bytes]) -> None:
        """Keep what was read already."""
        self._root = root
        self._blobs = dict(blobs)
        self._sources: dict[str, Source | None] = {}

    def keep(self, blobs: Mapping[str, bytes]) -> None:
        """Keep more of what was read."""
        self._blobs.update(blobs)

    def raw(self, blob: str, path: str) -> bytes:
        """Return the bytes of a blob; of one that was not read, those of the file as it stands.

        Only what stands in the folders unchanged is not read from git.
        """
        if blob in self._blobs:
            return self._blobs[blob]
        file = self._root / path
        return file.read_bytes() if file.is_file() else b""

    def source(self, blob: str, path: str) -> Source | None:
        """Return what a blob holds, as a record with places; None where it cannot be read."""
        if blob not in self._sources:
            parsed = parse_source(self.raw(blob, path), path)
            self._sources[blob] = parsed if isinstance(parsed, Source) else None
        return self._sources[blob]

    def lists(self, blob: str | None, path: str) -> dict[str, Entries] | None:
        """Return the entries of each list of a record; None where it cannot be read."""
        if blob is None:
            return {}
        source = self.source(blob, path)
        if source is None or not isinstance(source.data, dict):
            return None
        return {
            name: tuple(canonical(entry) for entry in entries)
            for name, entries in source.data.items()
            if isinstance(entries, list)
        }


def in_folder(path: str) -> str:
    """Return the name under which `Contents` knows a file that is not committed."""
    return f"{_FOLDER}{path}"


def is_blob(name: str | None) -> bool:
    """Tell whether git holds what a name stands for."""
    return name is not None and not name.startswith(_FOLDER)


def canonical(data: Any) -> str:
    """Write data so that two are alike if and only if they say the same."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)


def trace_lists(history: FirmHistory, name: str, contents: Contents) -> dict[str, Trace]:
    """Follow each list of a file through its versions."""
    path = f"{history.folder}/{name}"
    readable: dict[str, Entries] = {}
    told: list[tuple[FileVersion, list[dict[str, Entries]], dict[str, Entries]]] = []
    for version in history.versions(name):
        after = contents.lists(version.after, version.path)
        if after is None:
            continue
        found = [contents.lists(blob, version.path) for blob in version.before]
        told.append((version, [readable if one is None else one for one in found], after))
        readable = after
    present = contents.lists(history.present.get(name), path)
    present = readable if present is None else present
    names = dict.fromkeys(name for _, _, after in told for name in after)
    return {
        list_name: trace_entries(
            (
                Version(
                    commit=version.commit,
                    author=version.author,
                    before=tuple(one.get(list_name, ()) for one in before),
                    after=after.get(list_name, ()),
                )
                for version, before, after in told
            ),
            present.get(list_name, ()),
        )
        for list_name in names
    }


def find_difference(old: Any, new: Any) -> Pointer | None:
    """Return where new data first differ from old ones; None where they say the same."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [*new, *(name for name in old if name not in new)]:
            if name not in new or name not in old:
                return (name,) if name in new else ()
            if (deeper := find_difference(old[name], new[name])) is not None:
                return (name, *deeper)
        return None
    if isinstance(old, list) and isinstance(new, list):
        for place, (one, other) in enumerate(zip(old, new, strict=False)):
            if (deeper := find_difference(one, other)) is not None:
                return (place, *deeper)
        return None if len(old) == len(new) else (min(len(old), len(new) - 1),)
    return None if canonical(old) == canonical(new) else ()


def iterate_blobs(history: FirmHistory, names: tuple[str, ...]) -> Iterator[str]:
    """Yield every blob that the versions of some files are made of."""
    for name in names:
        for version in history.versions(name):
            yield from filter(None, version.before)
            if version.after is not None and is_blob(version.after):
                yield version.after
