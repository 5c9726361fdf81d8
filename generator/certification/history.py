"""Certification: what happened to a firm under one standard, as the public reads it.

Input: decisions in effect, audits, proceedings, the course. Output: `Event`s, the latest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.certification.standing import Event
from generator.certification.status import TIMES, act_of
from generator.records.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.certification.course import Course
    from generator.records.model import Appeal, Application, Audit, Correction, Decision, Text


def tell_history(
    *,
    decisions: Sequence[tuple[int, Decision]],
    audits: Sequence[Audit],
    applications: Sequence[Application],
    corrections: Sequence[Correction],
    appeals: Sequence[Appeal],
    grades: Mapping[int, str],
    course: Course,
) -> tuple[Event, ...]:
    """Tell what happened, the latest first; lapses of time are events as decisions are."""
    events = [
        *(_event("application", a.received, a.recorded, reason=a.scope) for a in applications),
        *(_event("audit", a.ended, a.reported, audit=a.id) for a in audits),
        *(
            _event("correction", c.closed, c.recorded, audit=c.audit, reason=c.note)
            for c in corrections
        ),
        *(_event("appeal", a.received, a.recorded, reason=a.grounds) for a in appeals),
    ]
    order = {"application": 0, "audit": 0, "correction": 1, "appeal": 1}
    events.sort(key=lambda e: (e.day, order[e.kind], e.recorded))
    # The course knows in which order things were decided and ran out; it comes last on a day.
    events += _told_by(course, dict(decisions), grades)
    events.sort(key=lambda e: e.day)
    return tuple(reversed(events))


def _told_by(
    course: Course, decisions: Mapping[int, Decision], grades: Mapping[int, str]
) -> Iterator[Event]:
    for step in course.steps:
        if step.decision is not None:
            yield _decided(step.decision, decisions[step.decision], grades)
        elif step.act in TIMES:
            yield _event(str(step.act), step.day, step.day, certificate=step.certificate)


def _decided(place: int, decision: Decision, grades: Mapping[int, str]) -> Event:
    appeal = decision.kind is DecisionKind.APPEAL
    return _event(
        str(act_of(decision.kind, decision.outcome) if appeal else decision.kind),
        decision.effective,
        decision.recorded,
        certificate=decision.certificate,
        audit=decision.audit,
        grade=grades.get(place),
        reason=decision.reason or decision.exemption,
    )


def _event(
    kind: str,
    day: date,
    recorded: date,
    *,
    certificate: str | None = None,
    audit: str | None = None,
    grade: str | None = None,
    reason: Text | None = None,
) -> Event:
    return Event(
        day=day,
        recorded=recorded,
        kind=kind,
        certificate=certificate,
        audit=audit,
        grade=grade,
        reason=reason,
    )
