"""Records: rules on a firm's decisions: who may decide, on what, when, under which number.

Input: a `DecisionsCase`. Output: flaws. Whether the score allows a grant is judged by
`certification.review`, which knows the score.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.records.model import Proceedings
from generator.records.numbering import (
    compact_number,
    number_flaw,
    right_number,
    write_number,
)
from generator.records.rules.appeals import appeals_are_decided
from generator.records.rules.deciders import DECIDER_RULES
from generator.records.rules.flaw import Flaw, find_odd_sign, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.model import Audit, Decision, Foundation
    from generator.records.source import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsCase:
    """A firm's decisions with its audits by id and the foundation."""

    firm: str
    decisions: tuple[Decision, ...]
    audits: Mapping[str, Audit]
    unread: frozenset[str]
    """Audits whose files have problems of their own."""
    foundation: Foundation
    proceedings: Proceedings | None = field(default_factory=Proceedings)
    """None where they have problems of their own."""
    section: str = ""
    """The firm's section of industry; empty where its record has problems of its own."""


def dates_are_in_order(case: DecisionsCase) -> Iterator[Flaw]:
    """Reported ≤ decided ≤ effective, decided ≤ recorded; decisions follow one another.

    They do so by the day decided and by the moment recorded; a wrong order is told once.
    """
    previous = None
    for position, decision in enumerate(case.decisions):
        where: Pointer = ("decisions", position)
        audit = case.audits.get(decision.audit or "")
        order = [("effective", decision.effective), ("recorded", decision.recorded)]
        for name, found in order:
            if found < decision.decided:
                yield _order((*where, name), name, found, "decided", decision.decided)
        if audit is not None and decision.decided < audit.reported:
            found = decision.decided
            yield _order((*where, "decided"), "decided", found, "reported", audit.reported)
        elif previous is not None and decision.decided < previous.decided:
            place, found = (*where, "decided"), decision.decided
            yield flaw(*place, code="decisions-order", found=found, limit=previous.decided)
        elif previous is not None and decision.decided <= decision.recorded:
            yield from _order_of_record(where, previous, decision)
        previous = decision


def _order_of_record(where: Pointer, before: Decision, after: Decision) -> Iterator[Flaw]:
    """The moment of record never goes back; on one day, an entry without a time comes first."""
    if (after.recorded, after.time or "") >= (before.recorded, before.time or ""):
        return
    name = "recorded" if after.recorded < before.recorded or after.time is None else "time"
    yield flaw(
        *where,
        name,
        code="decisions-record-order",
        found=_write_moment(after),
        limit=_write_moment(before),
    )


def _write_moment(decision: Decision) -> str:
    return f"{decision.recorded} {decision.time or ''}".rstrip()


def _order(pointer: Pointer, later: str, found: object, earlier: str, limit: object) -> Flaw:
    return flaw(
        *pointer, code="dates-order", later=later, earlier=earlier, found=found, limit=limit
    )


def audits_exist(case: DecisionsCase) -> Iterator[Flaw]:
    """A decision rests on an audit of the same firm."""
    for position, decision in enumerate(case.decisions):
        known = decision.audit is None or decision.audit in case.audits
        if not known and decision.audit not in case.unread:
            yield flaw(
                "decisions",
                position,
                "audit",
                code="audit-unknown",
                audit=decision.audit,
                near=nearest(decision.audit or "", case.audits),
                known=listed(case.audits),
            )


def numbers_are_right(case: DecisionsCase) -> Iterator[Flaw]:
    """Numbers have the issuer's prefix and right check digits; later acts name a granted one."""
    granted: list[str] = []
    prefix = case.foundation.issuer.number_prefix
    for position, decision in enumerate(case.decisions):
        number = decision.certificate
        if number is None:
            continue
        where = ("decisions", position, "certificate")
        slip = find_odd_sign(number)
        if slip is not None and number_flaw(slip.right) is None:
            told = {"found": slip.found, "right": slip.right, "point": f"U+{ord(slip.found):04X}"}
            yield flaw(*where, code=slip.code, **told)
            granted.append(slip.right)
            continue
        flawed = number_flaw(number)
        as_printed = number == write_number(compact_number(number))
        if flawed == "form" or not as_printed or not number.startswith(f"{prefix}-"):
            example = f"{prefix}-2026-000123-…"
            yield flaw(*where, code="number-form", found=number, example=example)
        elif flawed is not None:
            right = right_number(number)
            yield flaw(*where, code="number-check-digits", found=number, right=right)
            granted.append(right)
        elif decision.kind.issues:
            if number in granted:
                yield flaw(*where, code="number-twice", found=number)
            granted.append(number)
        elif number not in granted:
            yield flaw(*where, code="number-not-granted", found=number, known=listed(granted))


DECISION_RULES = (
    dates_are_in_order,
    audits_exist,
    numbers_are_right,
    appeals_are_decided,
    *DECIDER_RULES,
)
