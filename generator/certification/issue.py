"""Certification: the certificates that a firm's decisions under one standard issued.

Input: decisions in effect, in the order of their days, with the scorecards. Output: `Issued`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.certification.spans import add_months, last_valid_day
from generator.certification.standing import Certificate
from generator.records.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Decision, Firm, Foundation, Standard, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Certificates by number, in the order of their grants, and grades by decision's place."""

    certificates: Mapping[str, Certificate]
    grades: Mapping[int, str]
    """The grade that a certificate had after each decision that may change it."""


def issue_certificates(
    firm: Firm,
    decisions: Sequence[tuple[int, Decision]],
    cards: Mapping[str, Scorecard],
    foundation: Foundation,
) -> Issued:
    """Issue a certificate at every grant and renewal; revise it at what changes its words."""
    certificates: dict[str, Certificate] = {}
    grades: dict[int, str] = {}
    first: Certificate | None = None
    for place, decision in decisions:
        number = decision.certificate
        held = certificates.get(number or "")
        if number is None:
            continue
        if decision.kind.issues and decision.scope is not None:
            card = cards[decision.audit or ""]
            made = _grant(firm, number, place, decision, card, first, foundation)
        elif decision.kind is DecisionKind.MAINTAIN and held is not None:
            card = cards[decision.audit or ""]
            made = _maintain(held, place, decision, card, foundation)
        elif decision.kind is DecisionKind.CHANGE_SCOPE and held is not None:
            made = _revise(held, place, decision, scope=decision.scope or held.scope)
            certificates[number] = made
            continue
        else:
            continue
        first = first or made
        standard = foundation.standards[card.standard]
        made = _cap_first_year(made, card, standard, first.effective)
        certificates[number] = made
        grades[place] = made.grade
    return Issued(certificates=certificates, grades=grades)


def _grant(
    firm: Firm,
    number: str,
    place: int,
    decision: Decision,
    card: Scorecard,
    first: Certificate | None,
    foundation: Foundation,
) -> Certificate:
    standard = foundation.standards[card.standard]
    return Certificate(
        number=number,
        firm=firm.code,
        firm_name=firm.name,
        standard=card.standard,
        scope=decision.scope,  # type: ignore[arg-type]
        channels=firm.channels,
        audit=card.audit,
        grade=card.grade or standard.grades[0].id,
        score=card.total,
        ladder=card.ladder,
        first_granted=first.first_granted if first else decision.decided,
        granted=decision.decided,
        effective=decision.effective,
        valid_to=last_valid_day(decision.effective, standard.terms),
        revised=decision.effective,
        revision=1,
        decision=place,
        first_year_cap=None,
        exemption=decision.exemption,
    )


def _maintain(
    held: Certificate, place: int, decision: Decision, card: Scorecard, foundation: Foundation
) -> Certificate:
    revised = _revise(held, place, decision, scope=decision.scope or held.scope)
    return replace(
        revised,
        audit=card.audit,
        score=card.total,
        ladder=card.ladder,
        grade=card.grade or foundation.standards[card.standard].grades[0].id,
        exemption=decision.exemption or held.exemption,
    )


def _revise(held: Certificate, place: int, decision: Decision, *, scope: Text) -> Certificate:
    return replace(
        held,
        scope=scope,
        revised=decision.effective,
        revision=held.revision + 1,
        decision=place,
    )


def _cap_first_year(
    certificate: Certificate, card: Scorecard, standard: Standard, since: date
) -> Certificate:
    """Cap the grade of a first certification for its first year `since`, unless exempted."""
    rule = standard.first_certification
    if rule is None or card.grade is None or certificate.exemption is not None:
        return replace(certificate, first_year_cap=None)
    over = certificate.revised >= add_months(since, rule.months)
    low, high = standard.grade(rule.cap).minimum, standard.grade(card.grade).minimum
    if over or high <= low:
        return replace(certificate, first_year_cap=None)
    return replace(certificate, grade=rule.cap, first_year_cap=card.grade)
