"""Records: rules on a firm's proceedings: applications, corrections, reviews, appeals, replies.

Input: a `ProceedingsCase`. Output: flaws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.rules.appeals import appeals_are_in_order
from generator.records.rules.corrections import CORRECTION_RULES
from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.records.model import Audit, Decision, Foundation, Proceedings
    from generator.records.source import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsCase:
    """A firm's proceedings with its audits by id and the foundation."""

    firm: str
    proceedings: Proceedings
    audits: Mapping[str, Audit]
    unread: frozenset[str]
    """Audits whose files have problems of their own."""
    foundation: Foundation
    decisions: tuple[Decision, ...] | None = ()
    """None where they have problems of their own."""


def audits_exist(case: ProceedingsCase) -> Iterator[Flaw]:
    """Corrections, reviews and replies are about audits of the same firm."""
    told = case.proceedings
    places: list[tuple[Pointer, str | None]] = [
        *((("corrections", i, "audit"), c.audit) for i, c in enumerate(told.corrections)),
        *((("reviews", i, "audit"), r.audit) for i, r in enumerate(told.reviews)),
        *((("replies", i, "about"), r.about) for i, r in enumerate(told.replies)),
    ]
    for pointer, audit in places:
        if audit is None or audit in case.audits or audit in case.unread:
            continue
        near = nearest(audit, case.audits)
        known = listed(case.audits)
        yield flaw(*pointer, code="audit-unknown", audit=audit, near=near, known=known)


def days_are_in_order(case: ProceedingsCase) -> Iterator[Flaw]:
    """Nothing is recorded before it happened."""
    told = case.proceedings
    happened: list[tuple[Pointer, str, date, date]] = [
        *(
            (("applications", i), "received", a.received, a.recorded)
            for i, a in enumerate(told.applications)
        ),
        *(
            (("corrections", i), "closed", c.closed, c.recorded)
            for i, c in enumerate(told.corrections)
        ),
        *((("reviews", i), "on", r.reviewed, r.recorded) for i, r in enumerate(told.reviews)),
        *((("appeals", i), "received", a.received, a.recorded) for i, a in enumerate(told.appeals)),
        *((("replies", i), "received", r.received, r.recorded) for i, r in enumerate(told.replies)),
    ]
    for where, name, day, recorded in happened:
        if recorded < day:
            yield flaw(
                *where,
                "recorded",
                code="dates-order",
                later="recorded",
                found=recorded,
                earlier=name,
                limit=day,
            )


def standards_exist(case: ProceedingsCase) -> Iterator[Flaw]:
    """A firm applies for certification against a standard of the registry."""
    standards = case.foundation.standards
    for position, application in enumerate(case.proceedings.applications):
        if application.standard not in standards:
            yield flaw(
                "applications",
                position,
                "standard",
                code="standard-unknown",
                standard=application.standard,
                near=nearest(application.standard, standards),
                known=listed(standards),
            )


PROCEEDINGS_RULES = (
    audits_exist,
    days_are_in_order,
    standards_exist,
    *CORRECTION_RULES,
    appeals_are_in_order,
)
