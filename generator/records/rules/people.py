"""Records: whether a person of the roster may act on a firm: valid, impartial, competent.

Input: a person, a firm, a day. Output: flaws, or yes and no. What the team of an audit, deciders,
reviewers and those who verify a correction have in common.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.records.days import add_months
from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.records.model import Foundation, Person, Terms
    from generator.records.source import Pointer

COMMITTEE = "committee_member"
"""The role that decides."""
LEADERS = ("auditor", "senior_auditor")
"""Who may lead an audit and verify a correction."""


def tell_unknown(
    pointer: Pointer, person_id: str, foundation: Foundation, known: Iterable[str] | None = None
) -> Flaw:
    """Tell that the roster knows no such person; `known` are those who would do."""
    people = foundation.people
    near, shown = nearest(person_id, people), listed(people if known is None else known)
    return flaw(*pointer, code="person-unknown", person=person_id, near=near, known=shown)


def tell_not_valid(pointer: Pointer, person: Person) -> Flaw:
    """Tell that a person may not act on the day in question."""
    since, until = person.valid_from, person.valid_to or "…"
    return flaw(*pointer, code="person-not-valid", person=person.id, since=since, until=until)


def is_valid_on(person: Person, day: date) -> bool:
    """Tell whether a person of the roster may act on a day."""
    return person.valid_from <= day and (person.valid_to is None or day <= person.valid_to)


def is_competent_on(person: Person, section: str, day: date) -> bool:
    """Tell whether a person is competent in a section of industry on a day."""
    ends = person.competence_ends.get(section, date.max)
    return section in person.competence and day <= ends


def tell_expired(pointer: Pointer, person: Person, section: str) -> Flaw:
    """Tell that a person's competence in a section ended before the day in question."""
    until = person.competence_ends[section]
    return flaw(*pointer, code="competence-expired", person=person.id, section=section, until=until)


def judge_impartiality(
    pointer: Pointer, person: Person, firm: str, day: date, terms: Terms | None
) -> Iterator[Flaw]:
    """Nobody acts on a firm that they declared to keep away from, worked for or advised.

    The first reason is told. Where no `terms` are known, past work for the firm is not judged.
    """
    if any(c.firm == firm and day <= c.until for c in person.conflicts):
        yield flaw(*pointer, code="person-conflict", person=person.id, firm=firm)
        return
    months = terms.impartiality_months if terms else None
    if months is None:
        return
    for engagement in person.engagements:
        until = add_months(engagement.ended, months) if engagement.ended else date.max
        if engagement.firm == firm and day <= until:
            yield flaw(
                *pointer,
                code="person-engaged",
                person=person.id,
                firm=firm,
                tie=engagement.kind,
                until=until if engagement.ended else "…",
            )
            return
