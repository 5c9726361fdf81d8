"""Records: rules on who audits, and for how long: the team of an audit and its plan.

Input: an `AuditCase`. Output: flaws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.rules.flaw import Flaw, flaw, listed
from generator.records.rules.people import (
    LEADERS,
    is_competent_on,
    is_valid_on,
    judge_impartiality,
    tell_expired,
    tell_not_valid,
    tell_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.records.model import Person
    from generator.records.rules.case import AuditCase
    from generator.records.source import Pointer


def team_is_known(case: AuditCase) -> Iterator[Flaw]:
    """Everybody of the team is in the roster, valid on the days, once, and impartial."""
    seen = set[str]()
    for pointer, person_id in _places(case):
        if person_id in seen:
            yield flaw(*pointer, code="person-twice", person=person_id)
        seen.add(person_id)
        person = case.foundation.people.get(person_id)
        if person is None:
            yield tell_unknown(pointer, person_id, case.foundation)
            continue
        yield from _fitness(case, pointer, person)


def _places(case: AuditCase) -> list[tuple[Pointer, str]]:
    """Return everybody of the team with the place where they are named."""
    members = enumerate(case.audit.members)
    lead: tuple[Pointer, str] = (("team", "lead"), case.audit.lead)
    return [lead, *((("team", "members", i), member) for i, member in members)]


def _fitness(case: AuditCase, pointer: Pointer, person: Person) -> Iterator[Flaw]:
    audit = case.audit
    valid = is_valid_on(person, audit.started) and is_valid_on(person, audit.ended)
    if _in_order(case) and not valid:
        yield tell_not_valid(pointer, person)
    yield from judge_impartiality(pointer, person, audit.firm, audit.started, case.standard.terms)
    if person.id == audit.lead and not set(LEADERS) & set(person.roles):
        yield flaw(*pointer, code="lead-not-auditor", person=person.id, roles=listed(person.roles))


def _in_order(case: AuditCase) -> bool:
    """A wrong day of the audit is told once, not again of everybody measured by it."""
    return case.standard.valid_from <= case.audit.started <= case.audit.ended


def team_is_competent(case: AuditCase) -> Iterator[Flaw]:
    """Somebody of the team is competent, to the last day, in the firm's section of industry.

    Who is not in the roster is told as that alone.
    """
    section = case.firm.industry[:1]
    skilled = []
    for pointer, person_id in _places(case):
        person = case.foundation.people.get(person_id)
        if person is None:
            return
        if section in person.competence:
            skilled.append((pointer, person))
    if not skilled:
        yield flaw("team", code="team-competence", section=section)
        return
    lasting = (is_competent_on(person, section, case.audit.ended) for _, person in skilled)
    if _in_order(case) and not any(lasting):
        yield tell_expired(*skilled[0], section)


def plan_is_enough(case: AuditCase) -> Iterator[Flaw]:
    """Where the standard rules the time of an audit, it was planned, in advance, and enough."""
    plan, each = case.audit.plan, case.standard.terms.days_per_outlet
    if plan is None:
        if each is not None:
            yield flaw("id", code="plan-missing", audit=case.audit.id, standard=case.standard.ref)
        return
    if _in_order(case) and case.audit.started < plan.agreed:
        yield flaw(
            "plan",
            "agreed",
            code="dates-order",
            later="from",
            found=case.audit.started,
            earlier="plan.agreed",
            limit=plan.agreed,
        )
    if each is not None and plan.person_days < plan.outlets * each:
        yield flaw(
            "plan",
            "person_days",
            code="plan-too-short",
            found=_plain(plan.person_days),
            needed=_plain(plan.outlets * each),
            outlets=plan.outlets,
        )


def _plain(days: Fraction) -> str:
    return f"{float(days):g}"


TEAM_RULES = (team_is_known, team_is_competent, plan_is_enough)
