"""Records: a rule's finding, by pointer, and its turning into a problem with a place.

Input: rules and the case they judge. Output: problems. Places are looked up only for flaws,
so that good records cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from generator.records.problems import Problem, Severity, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.records.mistakes.meaning import Slip
    from generator.records.source import Pointer, Source

Case = TypeVar("Case")
_LISTED = 20
"""Ids that a message lists."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule found: where (as a pointer into the data), which code, with which figures."""

    pointer: Pointer
    code: str
    arguments: Mapping[str, object]
    key: bool = False
    severity: Severity = Severity.ERROR


def flaw(*pointer: str | int, code: str, **arguments: object) -> Flaw:
    """Make a flaw at the value that the pointer leads to."""
    return Flaw(pointer, code, arguments)


def apply_rules(
    source: Source, rules: Sequence[Callable[[Case], Iterator[Flaw]]], case: Case
) -> list[Problem]:
    """Let every rule judge the case; return what they found, with its place in the source."""
    found = []
    for rule in rules:
        for told in rule(case):
            place = source.locate(told.pointer, key=told.key)
            made = problem(place, told.code, **told.arguments)
            found.append(Problem(place, told.code, made.arguments, told.severity))
    return found


def find_odd_sign(word: str) -> Slip | None:
    """Return the sign that does not belong to an id, such as a full-width digit, if any."""
    if word.isascii():
        return None
    from generator.records.mistakes.meaning import mend_word  # noqa: PLC0415

    return mend_word(word)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like the one written, or "" when none is."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def listed(words: Iterable[str]) -> str:
    """Write a list of ids for a message; the end of a long one is left out."""
    known = list(words)
    shown = known if len(known) <= _LISTED else [*known[:_LISTED], "…"]
    return ", ".join(shown) or "—"
