"""Certification: rules on when a firm may apply, given the certificate that is in force.

Input: a `ReviewCase`: a firm's records and its scorecards. Output: flaws in its proceedings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.certification.decisions import follow_matter, sort_matters
from generator.certification.spans import last_valid_day, renewal_opens
from generator.certification.standing import Status
from generator.certification.status import Act
from generator.records.model import ApplicationType
from generator.records.rules.flaw import Flaw, flaw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.certification.course import Course
    from generator.certification.review import ReviewCase
    from generator.records.source import Pointer

_ISSUING = (Act.GRANT, Act.RENEW)
_IN_FORCE = (Status.VALID, Status.SURVEILLANCE_DUE, Status.SUSPENDED)
_ABOUT_A_CERTIFICATE = (ApplicationType.RENEWAL, ApplicationType.CHANGE_SCOPE)


def applications_are_in_time(case: ReviewCase) -> Iterator[Flaw]:
    """A renewal or another scope is applied for while a certificate is in force.

    A renewal not before its window opens, where the standard rules that.
    """
    matters = {matter.standard: matter for matter in sort_matters(case.records)}
    for position, application in enumerate(case.records.proceedings.applications):
        if application.type not in _ABOUT_A_CERTIFICATE:
            continue
        where: Pointer = ("applications", position)
        matter = matters[application.standard.partition("@")[0]]
        course = follow_matter(matter, case.foundation, application.received)
        status = course.steps[-1].status if course.steps else None
        if status not in _IN_FORCE:
            yield flaw(
                *where,
                "type",
                code="application-without-certificate",
                day=application.received,
                status=status or "none",
            )
        elif application.type is ApplicationType.RENEWAL:
            opens = _find_window(course, case)
            if opens is not None and application.received < opens:
                yield flaw(
                    *where,
                    "received",
                    code="application-too-early",
                    found=application.received,
                    limit=opens,
                    number=course.steps[-1].certificate,
                )


def _find_window(course: Course, case: ReviewCase) -> date | None:
    """Return the day from which the certificate in force may be renewed."""
    number = course.steps[-1].certificate
    issued = [s for s in course.steps if s.act in _ISSUING and s.certificate == number]
    audits = {audit.id: audit.standard for audit in case.records.audits}
    audit = case.records.decisions[issued[-1].decision or 0].audit
    terms = case.foundation.standards[audits[audit or ""]].terms
    return renewal_opens(last_valid_day(issued[-1].day, terms), terms)


TIMING_RULES = (applications_are_in_time,)
