"""Records: the rule that nothing of a private person stands in a record, not even in a comment.

Input: a `Source`, of good form or not. Output: problems at the very number. The whole text is
looked at, so that keys, comments and folded words are too; the issuer's own record is not, for
it publishes how to reach the issuer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.privacy import find_private
from generator.records.problems import Problem, problem

if TYPE_CHECKING:
    from generator.records.source import Source

MOST = 100
"""Numbers told of one file; whoever has taken these out is told the next."""
PUBLIC_KINDS = ("issuer",)
"""Kinds of records that may hold an address for the public."""


def keep_private(source: Source, kind: str) -> list[Problem]:
    """Return a problem for each number or address of a private person; it is told masked."""
    if kind in PUBLIC_KINDS:
        return []
    return [
        problem(source.place_at(number.start), number.kind.value, found=number.masked)
        for number in find_private(source.text)[:MOST]
    ]
