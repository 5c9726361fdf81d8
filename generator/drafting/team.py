"""Drafting: who may audit, and what is agreed with the firm before: the team and the plan.

Input: an `AuditPlan`. Output: lines of the file, with comments that help to fill it in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.comments import comment, field
from generator.publication.figures import list_words, write_short
from generator.records.rules.people import (
    LEADERS,
    is_competent_on,
    is_valid_on,
    judge_impartiality,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.drafting.plan import AuditPlan
    from generator.records.model import Person

_LISTED = 12
"""People that a comment lists; a roster may have thousands."""


def draft_team(plan: AuditPlan) -> Iterator[str]:
    """Yield the fields of the team, and who of the roster may be of it."""
    _ = plan.gettext
    section = plan.firm.industry[:1]
    able = [person for person in plan.people if _may_audit(plan, person)]
    competent = [person for person in able if is_competent_on(person, section, plan.day)]
    others = [person for person in able if person not in competent]
    yield ""
    yield "team:"
    words = _("Competent in section {section}, valid on {day}, without a conflict of interest:")
    yield from comment(words.format(section=section, day=plan.day), indent=2)
    for person in competent[:_LISTED]:
        words = _("{id} {name}: {roles}; {lead}")
        told = words.format(
            id=person.id,
            name=person.name[plan.language],
            roles=_name_roles(plan, person),
            lead=_("may lead") if _may_lead(person) else _("may not lead"),
        )
        yield from comment(told, indent=2, inset=2)
    if not competent:
        yield from comment(_("nobody; see audits/roster.yaml"), indent=2, inset=2)
    left = len(competent[_LISTED:])
    if left:
        words = _("and {count} more in audits/roster.yaml")
        yield from comment(words.format(count=left), indent=2, inset=2)
    if others:
        names = [person.id for person in others[:_LISTED]]
        names += ["…"] if len(others) > _LISTED else []
        words = _("Others who are valid: {people}. One of the team must be competent.")
        told = words.format(people=list_words(names, plan.language))
        yield from comment(told, indent=2)
    yield field("  lead:", _("an id, such as {id}").format(id=_first_lead(competent)))
    yield field("  members: []", _("ids of the others, such as [A002, A003]; may stay empty"))


def _may_audit(plan: AuditPlan, person: Person) -> bool:
    """Tell whether somebody may be of the team: an auditor or trainee, valid, impartial."""
    audits = any(role in (*LEADERS, "trainee") for role in person.roles)
    ties = judge_impartiality((), person, plan.firm.code, plan.day, plan.standard.terms)
    return audits and is_valid_on(person, plan.day) and not any(ties)


def _may_lead(person: Person) -> bool:
    return any(role in LEADERS for role in person.roles)


def _first_lead(people: Iterable[Person]) -> str:
    return next((person.id for person in people if _may_lead(person)), "A001")


def _name_roles(plan: AuditPlan, person: Person) -> str:
    _ = plan.gettext
    titles = {
        "trainee": _("trainee"),
        "auditor": _("auditor"),
        "senior_auditor": _("senior auditor"),
        "committee_member": _("committee member"),
    }
    return list_words([titles.get(role, role) for role in person.roles], plan.language)


def draft_agreement(plan: AuditPlan) -> Iterator[str]:
    """Yield the fields of what is agreed before, where the standard rules the time of an audit."""
    _, each = plan.gettext, plan.standard.terms.days_per_outlet
    if each is None:
        return
    yield ""
    words = _("Agreed with the firm before the audit; at least {days} person-days for each outlet.")
    yield from comment(words.format(days=write_short(each)))
    yield "plan:"
    yield field("  agreed:", _("day it was agreed, not after the first day on site"))
    yield field("  person_days:", _("of all members together, such as 6"))
    yield field("  outlets:", _("how many are visited; 0 where the firm has none"))
    yield field("  sampling:", _("what is sampled, how, and how much"))
    yield "    zh:"
    yield "    en:"
    yield ""
