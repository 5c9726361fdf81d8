"""What is wrong with a firm's history: authors, entries that were harmed, records that changed.

Input: a firm's history, what its files held, the roster. Output: problems, and claims to compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.privacy import mask_private
from generator.records.problems import Location, Problem, Severity, problem
from generator.records.registry import DECISIONS_FILE, FIRM_FILE, OWN_FILES, PROCEEDINGS_FILE
from generator.records.rules.flaw import listed
from generator.records.rules.people import COMMITTEE
from generator.revisions.testimony import UNCOMMITTED, find_difference, trace_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.records.model import Foundation, Person
    from generator.records.source import Pointer, Source
    from generator.revisions.entries import Breach, Version
    from generator.revisions.testimony import Contents, FileVersion, FirmHistory

_SHORT = 10
"""Signs of a commit's name that are told."""
_FREE = ("region", "address", "profile", "founded", "employees", "successor_of")
"""Fields of a firm that neither its scores nor its certificates rest on."""
_DECISIONS = "decisions"
_TEAM = re.compile(rb"^team:.*(?:\n[ \t].*)*", re.MULTILINE)
_COMMENT = re.compile(rb"#.*")
_PERSON = re.compile(rb"\b[A-Z][0-9]{3,5}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A decision that rests on a file: it must say what it said in the decision's commit."""

    number: int
    """The decision's place, from 1."""
    commit: str
    file: str
    """The path that the file has now."""
    paths: tuple[str, ...]
    """All that it ever had, for its place in the commit may be another."""
    present: str


def judge_history(
    history: FirmHistory, contents: Contents, foundation: Foundation
) -> Iterator[Problem]:
    """Tell who should not have committed what, and which entries were harmed."""
    authors = _Authors(foundation)
    for name in (DECISIONS_FILE, PROCEEDINGS_FILE):
        yield from _judge_lists(history, name, contents, authors)
    for name in sorted(history.present):
        added = None if name in OWN_FILES else history.added(name)
        if added is not None:
            yield from _judge_audit(history, name, added, contents, authors)


def _judge_lists(
    history: FirmHistory, name: str, contents: Contents, authors: _Authors
) -> Iterator[Problem]:
    source = _open(history, name, contents)
    waiting: list[Location] = []
    for list_name, trace in trace_lists(history, name, contents).items():
        for breach in trace.list_breaches():
            yield _tell_breach(history, source, name, list_name, breach)
        for place, entry in enumerate(trace.present):
            version = trace.added.get(entry)
            if version is None or source is None:
                continue
            if version.commit == UNCOMMITTED:
                waiting.append(source.locate((list_name, place)))
            elif list_name == _DECISIONS and not authors.are_of_the_committee(version):
                yield authors.tell_decision(source.locate((list_name, place)), version)
    if waiting:
        yield _warn(min(waiting))


def _open(history: FirmHistory, name: str, contents: Contents) -> Source | None:
    blob = history.present.get(name)
    return contents.source(blob, f"{history.folder}/{name}") if blob else None


def _warn(place: Location) -> Problem:
    return Problem(place, "git-uncommitted", (), Severity.WARNING)


def _tell_breach(
    history: FirmHistory, source: Source | None, name: str, list_name: str, breach: Breach
) -> Problem:
    shown = f"{history.folder}/{name}"
    there = source is not None and len(source.data.get(list_name) or ()) > breach.place
    pointer: Pointer = (list_name, breach.place) if there else (list_name,)
    place = source.locate(pointer) if source is not None else Location(shown, 1, 1)
    commit = breach.commit[:_SHORT] or "git diff HEAD"
    told = {"list": list_name, "number": breach.place + 1, "commit": commit}
    return problem(place, breach.harm.value, **told)


class _Authors:
    """Whose address is whose."""

    def __init__(self, foundation: Foundation) -> None:
        self._people: dict[str, list[Person]] = {}
        for person in foundation.people.values():
            for address in person.git:
                self._people.setdefault(address.casefold(), []).append(person)

    def find(self, version: Version | FileVersion) -> list[Person]:
        """Return who commits under the address of a version's author."""
        return self._people.get(version.author.casefold(), [])

    def are_of_the_committee(self, version: Version) -> bool:
        """Tell whether a member of the committee wrote a version."""
        return any(COMMITTEE in person.roles for person in self.find(version))

    def tell_decision(self, where: Location, version: Version) -> Problem:
        """Tell that somebody else wrote a decision."""
        people, commit = self.find(version), version.commit[:_SHORT]
        if not people:
            return _tell_unknown(where, version)
        told = {"person": people[0].id, "roles": listed(people[0].roles)}
        return problem(where, "git-author-not-member", commit=commit, **told)

    def tell_audit(self, where: Location, version: FileVersion, audit: str) -> Problem:
        """Tell that somebody who is not of its team wrote an audit."""
        people, commit = self.find(version), version.commit[:_SHORT]
        if not people:
            return _tell_unknown(where, version)
        told = {"person": people[0].id, "audit": audit}
        return problem(where, "git-author-not-team", commit=commit, **told)


def _tell_unknown(where: Location, version: Version | FileVersion) -> Problem:
    author = mask_private(version.author)
    commit = version.commit[:_SHORT]
    return problem(where, "git-author-unknown", author=author, commit=commit)


def _judge_audit(
    history: FirmHistory,
    name: str,
    added: FileVersion,
    contents: Contents,
    authors: _Authors,
) -> Iterator[Problem]:
    shown = f"{history.folder}/{name}"
    if added.commit == UNCOMMITTED:
        yield _warn(Location(shown, 1, 1))
        return
    writers = {person.id for person in authors.find(added)}
    if writers & _glimpse_team(contents.raw(history.present[name], shown)):
        return
    source = _open(history, name, contents)
    team = source.data.get("team") if source and isinstance(source.data, dict) else None
    if source is None or not isinstance(team, dict):
        return
    if not writers & {team.get("lead"), *(team.get("members") or ())}:
        yield authors.tell_audit(source.locate(("team",)), added, name.removesuffix(".yaml"))


def _glimpse_team(raw: bytes) -> set[str]:
    """Return people of a team without reading the whole audit: that takes a hundred times as long.

    What is not seen so is read in full.
    """
    found = _TEAM.search(raw)
    plain = _COMMENT.sub(b"", found[0]) if found else b""
    return {id_.decode() for id_ in _PERSON.findall(plain)}


# ---------------------------------------------------------------- what a decision rests on


def list_claims(history: FirmHistory, contents: Contents) -> list[Claim]:
    """List what the committed decisions of a firm rest on, each file once.

    An audit is held to what it said when a decision first rested on it. The firm's own record is
    held to the last decision on an audit, unless an audit waits for a decision of its own: what
    that one found new about the firm is decided with it.
    """
    source = _open(history, DECISIONS_FILE, contents)
    trace = trace_lists(history, DECISIONS_FILE, contents).get(_DECISIONS)
    if source is None or trace is None:
        return []
    claims: dict[str, Claim] = {}
    last = None
    for place, entry in enumerate(trace.present):
        version = trace.added.get(entry)
        audit = source.data[_DECISIONS][place].get("audit")
        if version is None or not version.commit or not isinstance(audit, str):
            continue
        claim = _make_claim(history, f"{audit}.yaml", place, version.commit)
        if claim is not None:
            claims.setdefault(audit, claim)
        last = (place, version.commit)
    audits = {name.removesuffix(".yaml") for name in history.present if name not in OWN_FILES}
    decided = {decision.get("audit") for decision in source.data[_DECISIONS]}
    of_firm = _make_claim(history, FIRM_FILE, *last) if last and audits <= decided else None
    return [*claims.values(), *([of_firm] if of_firm else [])]


def _make_claim(history: FirmHistory, name: str, place: int, commit: str) -> Claim | None:
    present = history.present.get(name)
    if present is None:
        return None
    file, paths = f"{history.folder}/{name}", history.paths(name)
    return Claim(number=place + 1, commit=commit, file=file, paths=paths, present=present)


def compare_claims(
    differing: Iterable[tuple[Claim, str | None]], contents: Contents
) -> Iterator[Problem]:
    """Tell which files say something else than in the commit of the decision."""
    for claim, old_blob in differing:
        new = contents.source(claim.present, claim.file)
        old = contents.source(old_blob, claim.file) if old_blob else None
        if new is None:
            continue
        free = _FREE if claim.file.endswith(f"/{FIRM_FILE}") else ()
        pointer = find_difference(_leave_out(old, free), _leave_out(new, free))
        if pointer is not None:
            told = {"file": claim.file.rpartition("/")[2], "number": claim.number}
            commit = claim.commit[:_SHORT]
            yield problem(new.locate(pointer), "git-record-changed", commit=commit, **told)


def _leave_out(source: Source | None, free: tuple[str, ...]) -> object:
    data = source.data if source else None
    if not isinstance(data, dict):
        return data
    return {name: value for name, value in data.items() if name not in free}
