"""Records: the rule that nothing private stands in a record, not even in a comment.

Input: a `Source`, of good form or not. Output: problems at the very place. The whole text is
looked at, so that keys, comments and folded words are too. For private persons' numbers the
issuer's own record is not, for it publishes how to reach the issuer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.privacy import PrivateKind, find_private
from generator.records.problems import Problem, problem
from generator.records.secrets import HEADER

if TYPE_CHECKING:
    from generator.records.source import Source

MOST = 100
"""Numbers told of one file; whoever has taken these out is told the next."""
PUBLIC_KINDS = ("issuer",)
"""Kinds of records that may hold an address for the public."""


def keep_private(source: Source, kind: str) -> list[Problem]:
    """Return a problem for each private key, and each number or address of a private person.

    Numbers are told masked.
    """
    keys = [
        problem(source.place_at(key.start()), "key-in-repository", file=source.path)
        for key in HEADER.finditer(source.text)
    ]
    if kind in PUBLIC_KINDS:
        return keys
    found = find_private(source.text)
    if kind == "roster" and found:
        allowed = _find_addresses_for_git(source)
        found = tuple(one for one in found if (one.kind, one.start, one.end) not in allowed)
    return keys + [
        problem(source.place_at(number.start), number.kind.value, found=number.masked)
        for number in found[:MOST]
    ]


def _find_addresses_for_git(source: Source) -> set[tuple[PrivateKind, int, int]]:
    """Return where the roster gives the addresses that its people commit with.

    They stand in every commit already. Nothing else may stand there, nor an address elsewhere.
    """
    people = source.data.get("people") if isinstance(source.data, dict) else None
    allowed = set()
    for position, person in enumerate(people if isinstance(people, list) else ()):
        addresses = person.get("git") if isinstance(person, dict) else None
        for index, address in enumerate(addresses if isinstance(addresses, list) else ()):
            start, end = source.span(("people", position, "git", index))
            at = source.text.find(str(address), start, end)
            if at >= 0:
                allowed.add((PrivateKind.EMAIL, at, at + len(str(address))))
    return allowed
