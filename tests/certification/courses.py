"""Courses made for the tests from a firm's decisions, audits, applications and appeals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.certification.course import Course, follow_course, list_occurrences
from tests.certification.material import FIRST_AUDIT, GRANTED, TERMS, audit_on, decide

if TYPE_CHECKING:
    from generator.records.model import Appeal, Application, Audit, Decision

AUDIT = audit_on(date(2024, 2, 10), FIRST_AUDIT)
GRANT = decide("grant", GRANTED, FIRST_AUDIT)
REFUSAL = decide("refuse", GRANTED, FIRST_AUDIT, None)
RENEWAL = "2027-renewal"


def follow(
    *decisions: Decision,
    audits: tuple[Audit, ...] = (AUDIT,),
    applications: tuple[Application, ...] = (),
    appeals: tuple[Appeal, ...] = (),
    until: str = "2040-01-01",
) -> Course:
    occurrences = list_occurrences(
        list(enumerate(decisions)),
        audits,
        applications,
        {appeal.id: appeal for appeal in appeals},
        dict.fromkeys((FIRST_AUDIT, RENEWAL, "2024-second"), TERMS),
    )
    return follow_course(occurrences, date.fromisoformat(until))


def steps_of(course: Course) -> list[tuple[str, str, str]]:
    return [(step.day.isoformat(), str(step.act), str(step.status)) for step in course.steps]


def stand(course: Course) -> tuple[str, str | None]:
    """Return the last status and certificate."""
    return str(course.steps[-1].status), course.steps[-1].certificate


def audits_on(*days: str) -> tuple[Audit, ...]:
    return tuple(audit_on(date.fromisoformat(day), f"audit-{day}") for day in days)
