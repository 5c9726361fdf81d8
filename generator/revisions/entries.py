"""What became of entries that may only be added: those of decisions and proceedings.

Input: the versions of one list, the oldest first, with who wrote each. Output: `Trace`: by whom
each entry was added, and which were changed, removed or put before others. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Entries = tuple[str, ...]
"""The entries of a list, each as canonical text: a comment does not change it."""


class Harm(StrEnum):
    """What must not happen to an entry; the values are codes of problems."""

    CHANGED = "git-entry-changed"
    REMOVED = "git-entry-removed"
    INSERTED = "git-entry-inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A list as a commit left it; `commit` "" is the work tree."""

    commit: str
    author: str
    before: tuple[Entries, ...]
    """In each parent."""
    after: Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """An entry that was harmed: its place, from 0, when that happened, and in which commit."""

    harm: Harm
    place: int
    commit: str


@dataclass(slots=True)
class Trace:
    """What is known of a list after its last version."""

    present: Entries
    added: dict[str, Version] = field(default_factory=dict)
    """The version that an entry came with; what another was changed into has none."""
    _rewritten: set[str] = field(default_factory=set)
    _harmed: dict[str, Breach] = field(default_factory=dict)
    _before: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Entry → the one that it was put before, and the commit."""

    def list_breaches(self) -> list[Breach]:
        """Return what was not mended since: entries that are not there, or stand too early."""
        found = []
        for entry, version in self.added.items():
            if entry not in self.present:
                lost = Breach(harm=Harm.REMOVED, place=version.after.index(entry), commit="")
                found.append(self._harmed.get(entry, lost))
        for entry, (other, commit) in self._before.items():
            if entry in self.present and other in self.present:
                place = self.present.index(entry)
                if place < self.present.index(other):
                    found.append(Breach(harm=Harm.INSERTED, place=place, commit=commit))
        return sorted(found, key=lambda breach: breach.place)

    def _follow(self, version: Version) -> None:
        if len(version.before) > 1:
            self._follow_merge(version)
            return
        old, new = version.before[0] if version.before else (), version.after
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            pairs = min(i2 - i1, j2 - j1)
            for step in range(pairs):
                self._lose(old[i1 + step], Harm.CHANGED, i1 + step, version)
                if new[j1 + step] not in self.added:
                    self._rewritten.add(new[j1 + step])
            for place in range(i1 + pairs, i2):
                self._lose(old[place], Harm.REMOVED, place, version)
            for entry in new[j1 + pairs : j2]:
                self._add(entry, version)
                if i2 < len(old):
                    self._before.setdefault(entry, (old[i2], version.commit))

    def _follow_merge(self, version: Version) -> None:
        """A merge may put the entries of its parents in any order, but lose none."""
        for old in version.before:
            for place, entry in enumerate(old):
                if entry not in version.after:
                    self._lose(entry, Harm.REMOVED, place, version)
        known = {entry for old in version.before for entry in old}
        for entry in version.after:
            if entry not in known:
                self._add(entry, version)

    def _add(self, entry: str, version: Version) -> None:
        if entry not in self._rewritten:
            self.added.setdefault(entry, version)

    def _lose(self, entry: str, harm: Harm, place: int, version: Version) -> None:
        self._harmed[entry] = Breach(harm=harm, place=place, commit=version.commit)


def trace_entries(versions: Iterable[Version], present: Entries) -> Trace:
    """Follow a list through its versions, parents before children, up to what it holds now.

    A merge that took one side whole is no version of its own: what it dropped is missed in the end.
    """
    trace = Trace(present=present)
    for version in versions:
        trace._follow(version)  # noqa: SLF001 (of one piece with the class)
    return trace
