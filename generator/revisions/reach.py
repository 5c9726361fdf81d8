"""What a change reaches: the firms that must be looked at again because files differ.

Input: two versions of a registry in git. Output: `Reach`, the firms' folders, or all of them.
A firm's folder is looked at whole. A standard reaches the firms audited against it, the roster
those that name a person whose entry differs; concepts, codes, schemas and the issuer reach all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.records.convert import convert_standard
from generator.records.foundation import AUDITS, STANDARDS
from generator.records.registry import DECISIONS_FILE, FIRM_FILE
from generator.records.schema import check_form
from generator.records.source import Source, parse_source
from generator.revisions.versions import WORK_TREE, find_naming, list_changed, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.records.model import FirmRecords
    from generator.revisions.versions import Repository

_ROSTER = f"{AUDITS}/roster.yaml"
_ISSUER = f"{AUDITS}/issuer.yaml"
_FIRM_DEPTH = 3
"""audits / region / code."""
_VERSION_DEPTH = 3
"""standards / id / version."""
_EDITORS = "schema"
"""Below a version of a standard: made from it, for editors; no check reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What to look at again, for a number of changed files."""

    base: str
    """The commit compared with."""
    changed: tuple[str, ...]
    """Changed files below audits/ and standards/, relative to the registry."""
    everything: bool
    folders: tuple[str, ...]
    """Firms' folders on either side, in the order of the firms' codes; all stand for themselves
    where `everything` is set."""


def find_reach(
    repository: Repository, root: Path, base: str, version: str, sides: Sequence[str]
) -> Reach:
    """Find what the difference between `base` and `version` reaches.

    Firms that name a changed standard or person are sought in each version of `sides`.
    """
    changed = tuple(
        path
        for path in list_changed(repository, base, version)
        if PurePosixPath(path).parts[0] in (AUDITS, STANDARDS)
    )
    folders = {folder for path in changed if (folder := folder_of(path)) is not None}
    words: set[str] = set()
    everything = False
    for path in changed:
        if folder_of(path) is None:
            named = _find_words(path, _Pair(repository, root, base, version))
            everything = everything or named is None
            words.update(named or ())
    if words and not everything:
        for side in sides:
            found = map(folder_of, find_naming(repository, side, words, AUDITS))
            folders.update(folder for folder in found if folder is not None)
    return Reach(base=base, changed=changed, everything=everything, folders=order_folders(folders))


def folder_of(path: str) -> str | None:
    """Return the firm's folder that a file of the registry lies in; None where in none."""
    parts = PurePosixPath(path).parts
    if parts[0] != AUDITS or len(parts) <= _FIRM_DEPTH:
        return None
    return "/".join(parts[:_FIRM_DEPTH])


def order_folders(folders: Iterable[str]) -> tuple[str, ...]:
    """Return firms' folders in the order of their codes, as a registry is read."""
    return tuple(sorted(set(folders), key=lambda folder: folder.split("/")[::-1]))


def find_rivals(
    repository: Repository, version: str, reach: Reach, firms: Sequence[FirmRecords]
) -> tuple[str, ...]:
    """Return the other folders with a code or certificate number that a changed file claims.

    Those too that name the same predecessor, or one that is no longer there.
    """
    folders = {PurePosixPath(records.firm.path).parent.as_posix() for records in firms}
    gone = (folder for folder in reach.folders if folder not in folders)
    codes = {
        folder.rpartition("/")[2] for folder in gone if f"{folder}/{FIRM_FILE}" in reach.changed
    }
    numbers: set[str] = set()
    for records in firms:
        folder = PurePosixPath(records.firm.path).parent.as_posix()
        if f"{folder}/{FIRM_FILE}" in reach.changed:
            codes.update(filter(None, (records.firm.code, records.firm.successor_of)))
        if f"{folder}/{DECISIONS_FILE}" in reach.changed:
            numbers.update(d.certificate for d in records.decisions if d.certificate)
    if not codes and not numbers:
        return ()
    found = set()
    for path in find_naming(repository, version, codes | numbers, AUDITS):
        folder, _, name = path.rpartition("/")
        if name in (DECISIONS_FILE, FIRM_FILE):
            found.add(folder)
    return order_folders(found - set(reach.folders))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A file's bytes before and after; None where it is not there."""

    repository: Repository
    root: Path
    base: str
    version: str

    def read(self, path: str) -> tuple[bytes | None, bytes | None]:
        before = read_file(self.repository, self.base, path)
        if self.version != WORK_TREE:
            return before, read_file(self.repository, self.version, path)
        place = self.root / path
        return before, place.read_bytes() if place.is_file() else None


def _find_words(path: str, pair: _Pair) -> set[str] | None:
    """Return the words by which firms name what a shared file defines; None: it reaches all."""
    parts = PurePosixPath(path).parts
    if path == _ROSTER:
        return _find_people(*pair.read(path))
    if parts[0] == AUDITS:
        # Nobody reads what else stands there: it is told as a stray.
        return None if path == _ISSUER else set()
    if len(parts) <= _VERSION_DEPTH:
        return None
    if parts[_VERSION_DEPTH] == _EDITORS:
        return set()
    reference = f"{parts[1]}@{parts[2]}"
    if parts[_VERSION_DEPTH:] != ("standard.yaml",):
        return {reference}
    before, after = pair.read(path)
    if before is None:
        return {reference}
    # Firms may operate the channels that any standard declares.
    channels = _list_channels(before)
    return {reference} if channels is not None and channels == _list_channels(after) else None


def _find_people(before: bytes | None, after: bytes | None) -> set[str] | None:
    old, new = _list_people(before), _list_people(after)
    if old is None or new is None:
        return None
    return {id_ for id_ in {**old, **new} if old.get(id_) != new.get(id_)}


def _list_people(raw: bytes | None) -> dict[str, Any] | None:
    source = parse_source(raw or b"", _ROSTER)
    if not isinstance(source, Source) or check_form(source, "roster"):
        return None
    return {person["id"]: person for person in source.data["people"]}


def _list_channels(raw: bytes | None) -> tuple[str, ...] | None:
    source = parse_source(raw or b"", STANDARDS)
    if not isinstance(source, Source) or check_form(source, "standard"):
        return None
    return tuple(channel.id for channel in convert_standard(source).channels)
