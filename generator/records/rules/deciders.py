"""Records: rules on who decides: members of the committee, enough, impartial and competent.

Input: a `DecisionsCase`. Output: flaws. Of one decider one reason is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.model import Proceedings
from generator.records.rules.flaw import Flaw, flaw, listed
from generator.records.rules.people import (
    COMMITTEE,
    is_competent_on,
    is_valid_on,
    judge_impartiality,
    tell_expired,
    tell_not_valid,
    tell_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.records.model import Audit, Decision, Foundation, Person, Terms
    from generator.records.rules.decisions import DecisionsCase
    from generator.records.source import Pointer


def find_terms(
    decisions: Sequence[Decision],
    audits: Mapping[str, Audit],
    proceedings: Proceedings,
    foundation: Foundation,
) -> tuple[Terms | None, ...]:
    """Return, for each decision, the terms of the standard that it was taken under, if known.

    It is that of the decision's audit, of its certificate, or of the decision appealed against.
    """
    appeals = {appeal.id: appeal for appeal in proceedings.appeals}
    granted: dict[str, Terms] = {}
    found: list[Terms | None] = []
    for decision in decisions:
        audit, appeal = audits.get(decision.audit or ""), appeals.get(decision.appeal or "")
        standard = foundation.standards.get(audit.standard) if audit else None
        terms = standard.terms if standard else granted.get(decision.certificate or "")
        if terms is None and appeal is not None and appeal.against <= len(found):
            terms = found[appeal.against - 1]
        if terms is not None and decision.certificate is not None:
            granted[decision.certificate] = terms
        found.append(terms)
    return tuple(found)


def deciders_may_decide(case: DecisionsCase) -> Iterator[Flaw]:
    """Valid, impartial members of the committee decide, none on an act of their own."""
    terms = _terms_of(case)
    for position, decision in enumerate(case.decisions):
        for index in range(len(decision.by)):
            yield from _judge_decider(case, position, index, terms[position])


def _judge_decider(
    case: DecisionsCase, position: int, index: int, terms: Terms | None
) -> Iterator[Flaw]:
    decision = case.decisions[position]
    audit = case.audits.get(decision.audit or "")
    pointer: Pointer = ("decisions", position, "by", index)
    people, person_id = case.foundation.people, decision.by[index]
    person = people.get(person_id)
    if person is None:
        members = [p.id for p in people.values() if COMMITTEE in p.roles]
        yield tell_unknown(pointer, person_id, case.foundation, members)
    elif COMMITTEE not in person.roles:
        roles = listed(person.roles)
        yield flaw(*pointer, code="decider-not-member", person=person_id, roles=roles)
    elif _in_order(decision, audit) and not is_valid_on(person, decision.decided):
        yield tell_not_valid(pointer, person)
    elif audit is not None and person_id in audit.team:
        yield flaw(*pointer, code="decider-audited", person=person_id, audit=audit.id)
    elif part := _part_in_appealed(case, position, person_id):
        yield flaw(
            *pointer,
            code="appeal-decider-involved",
            person=person_id,
            id=decision.appeal,
            tie=part,
        )
    else:
        yield from judge_impartiality(pointer, person, case.firm, decision.decided, terms)


def _in_order(decision: Decision, audit: Audit | None) -> bool:
    """A day of decision before the report is told once, not again of everybody measured by it."""
    return audit is None or audit.reported <= decision.decided


def _part_in_appealed(case: DecisionsCase, position: int, person_id: str) -> str:
    """Tell which part somebody had in what an appeal is against, or ""."""
    appeals = case.proceedings.appeals if case.proceedings else ()
    appeal = next((a for a in appeals if a.id == case.decisions[position].appeal), None)
    if appeal is None or appeal.against > position:
        return ""
    contested = case.decisions[appeal.against - 1]
    audit = case.audits.get(contested.audit or "")
    reviews = case.proceedings.reviews if case.proceedings else ()
    if person_id in contested.by:
        return "decided"
    if audit is not None and person_id in audit.team:
        return "audited"
    reviewers = {id_ for r in reviews if r.audit == contested.audit for id_ in r.by}
    return "reviewed" if person_id in reviewers else ""


def deciders_are_enough(case: DecisionsCase) -> Iterator[Flaw]:
    """A certificate is issued by as many as the standard asks for, one of them competent.

    Competence is asked for where any member of the committee declares some: elsewhere the roster
    does not keep it.
    """
    people = case.foundation.people
    kept = any(COMMITTEE in p.roles and p.competence for p in people.values())
    for position, terms in enumerate(_terms_of(case)):
        decision = case.decisions[position]
        if not decision.kind.issues or terms is None:
            continue
        where: Pointer = ("decisions", position, "by")
        found, needed = len(decision.by), terms.deciders
        if found < needed:
            yield flaw(*where, code="deciders-too-few", needed=needed, found=found)
        elif kept and case.section:
            deciders = [people.get(id_) for id_ in decision.by]
            audit = case.audits.get(decision.audit or "")
            members = [p for p in deciders if p is not None and COMMITTEE in p.roles]
            if len(members) == len(deciders) and _in_order(decision, audit):
                yield from _judge_competence(where, members, decision, case.section)


def _judge_competence(
    where: Pointer, deciders: Sequence[Person], decision: Decision, section: str
) -> Iterator[Flaw]:
    if any(is_competent_on(person, section, decision.decided) for person in deciders):
        return
    for index, person in enumerate(deciders):
        if section in person.competence:
            yield tell_expired((*where, index), person, section)
            return
    yield flaw(*where, code="deciders-competence", section=section)


def _terms_of(case: DecisionsCase) -> tuple[Terms | None, ...]:
    told = case.proceedings or Proceedings()
    return find_terms(case.decisions, case.audits, told, case.foundation)


DECIDER_RULES = (deciders_may_decide, deciders_are_enough)
