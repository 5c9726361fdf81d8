"""Records: rules on what follows an audit: the closing of nonconformities and the review.

Input: a `ProceedingsCase`. Output: flaws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.rules.flaw import Flaw, flaw, listed, nearest
from generator.records.rules.people import (
    LEADERS,
    is_valid_on,
    judge_impartiality,
    tell_not_valid,
    tell_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.model import Audit, Correction, Person, Review
    from generator.records.rules.proceedings import ProceedingsCase
    from generator.records.source import Pointer


def corrections_are_in_order(case: ProceedingsCase) -> Iterator[Flaw]:
    """A correction closes a nonconformity of the audit that is open, after it was found."""
    named = {c.audit for c in case.proceedings.corrections}
    closed = {
        (audit.id, nonconformity.id): nonconformity.closed
        for audit in case.audits.values()
        for nonconformity in audit.nonconformities
        if audit.id in named and nonconformity.closed is not None
    }
    for position, correction in enumerate(case.proceedings.corrections):
        audit = case.audits.get(correction.audit)
        if audit is None:
            continue
        where: Pointer = ("corrections", position)
        found = (audit.id, correction.nonconformity)
        yield from _judge_correction(where, correction, audit, closed.get(found))
        closed.setdefault(found, correction.closed)


def _judge_correction(
    where: Pointer, correction: Correction, audit: Audit, before: date | None
) -> Iterator[Flaw]:
    ids = [nonconformity.id for nonconformity in audit.nonconformities]
    name = correction.nonconformity
    if name not in ids:
        yield flaw(
            *where,
            "nonconformity",
            code="nonconformity-unknown",
            found=name,
            audit=audit.id,
            near=nearest(name, ids),
            known=listed(ids),
        )
    elif before is not None:
        yield flaw(*where, "nonconformity", code="nonconformity-closed", id=name, day=before)
    elif correction.closed < audit.started:
        yield flaw(
            *where,
            "closed",
            code="dates-order",
            later="closed",
            found=correction.closed,
            earlier="from",
            limit=audit.started,
        )


def verifiers_may_verify(case: ProceedingsCase) -> Iterator[Flaw]:
    """A correction is verified by somebody of the roster who is valid, impartial, an auditor."""
    for position, correction in enumerate(case.proceedings.corrections):
        pointer: Pointer = ("corrections", position, "by")
        person = case.foundation.people.get(correction.by)
        if person is None:
            auditors = [
                p.id for p in case.foundation.people.values() if set(LEADERS) & set(p.roles)
            ]
            yield tell_unknown(pointer, correction.by, case.foundation, auditors)
        elif not set(LEADERS) & set(person.roles):
            roles = listed(person.roles)
            yield flaw(*pointer, code="verifier-not-auditor", person=person.id, roles=roles)
        else:
            yield from _judge_person(case, pointer, person, correction.audit, correction.closed)


def reviews_are_in_order(case: ProceedingsCase) -> Iterator[Flaw]:
    """An audit is reviewed after its report, and before the decision that rests on it."""
    for position, review in enumerate(case.proceedings.reviews):
        audit = case.audits.get(review.audit)
        if audit is None:
            continue
        pointer: Pointer = ("reviews", position, "on")
        decided = [d.decided for d in case.decisions or () if d.audit == audit.id]
        if review.reviewed < audit.reported:
            yield _order(pointer, "on", review.reviewed, "reported", audit.reported)
        elif decided and max(decided) < review.reviewed:
            yield _order(pointer, "decided", max(decided), "on", review.reviewed)


def _order(pointer: Pointer, later: str, found: date, earlier: str, limit: date) -> Flaw:
    return flaw(
        *pointer, code="dates-order", later=later, found=found, earlier=earlier, limit=limit
    )


def reviewers_may_review(case: ProceedingsCase) -> Iterator[Flaw]:
    """An audit is reviewed by impartial people of the roster who took no part in it."""
    for position, review in enumerate(case.proceedings.reviews):
        for index, person_id in enumerate(review.by):
            pointer: Pointer = ("reviews", position, "by", index)
            yield from _judge_reviewer(case, pointer, person_id, review)


def _judge_reviewer(
    case: ProceedingsCase, pointer: Pointer, person_id: str, review: Review
) -> Iterator[Flaw]:
    person = case.foundation.people.get(person_id)
    audit = case.audits.get(review.audit)
    if person is None:
        yield tell_unknown(pointer, person_id, case.foundation)
    elif audit is not None and person_id in audit.team:
        yield flaw(*pointer, code="reviewer-audited", person=person_id, audit=audit.id)
    else:
        yield from _judge_person(case, pointer, person, review.audit, review.reviewed)


def _judge_person(
    case: ProceedingsCase, pointer: Pointer, person: Person, audit_id: str, day: date
) -> Iterator[Flaw]:
    audit = case.audits.get(audit_id)
    # A day before the audit is told at the day, not again of everybody measured by it.
    in_order = audit is None or audit.started <= day
    if in_order and not is_valid_on(person, day):
        yield tell_not_valid(pointer, person)
        return
    standard = case.foundation.standards.get(audit.standard) if audit else None
    terms = standard.terms if standard else None
    yield from judge_impartiality(pointer, person, case.firm, day, terms)


CORRECTION_RULES = (
    corrections_are_in_order,
    verifiers_may_verify,
    reviews_are_in_order,
    reviewers_may_review,
)
