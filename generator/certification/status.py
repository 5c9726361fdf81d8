"""Certification: the state machine: which act or lapse of time leads from which status to which.

Input: nothing (a table). Output: the status that follows, or None where the act is not allowed.
The table is all there is to it: `course.py` walks through it, the documentation shows it.
"""

from __future__ import annotations

from enum import StrEnum

from generator.certification.standing import Status
from generator.records.model import DecisionKind, Outcome


class Act(StrEnum):
    """What may move a firm's status: the firm, the auditors, the committee, time."""

    APPLICATION = "application"
    AUDIT_BEGUN = "audit_begun"
    AUDIT_ENDED = "audit_ended"
    GRANT = "grant"
    REFUSE = "refuse"
    MAINTAIN = "maintain"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    WITHDRAW = "withdraw"
    CHANGE_SCOPE = "change_scope"
    RENEW = "renew"
    APPEAL_UPHELD = "appeal_upheld"
    APPEAL_DISMISSED = "appeal_dismissed"
    SURVEILLANCE_PASSED = "surveillance_passed"
    """No audit within the time that the standard gives."""
    SUSPENSION_LAPSED = "suspension_lapsed"
    """The suspension was not ended in time."""
    EXPIRED = "expired"
    """The last valid day is over."""


TIMES = (Act.EXPIRED, Act.SUSPENSION_LAPSED, Act.SURVEILLANCE_PASSED)
"""The acts that nobody takes: of those of one day, the first alone happens."""


class Back(StrEnum):
    """Where an act leads that undoes another."""

    BEFORE = "before"
    """To the status that held before the decision that was appealed against."""


_NEW, _APPLIED, _VALID = None, Status.APPLIED, Status.VALID
_DUE, _SUSPENDED, _EXPIRED = Status.SURVEILLANCE_DUE, Status.SUSPENDED, Status.EXPIRED
_WITHDRAWN, _REFUSED = Status.WITHDRAWN, Status.REFUSED
_KNOWN = (_APPLIED, _REFUSED, _VALID, _DUE, _SUSPENDED, _EXPIRED, _WITHDRAWN)
_UNMOVED = (_VALID, _DUE, _SUSPENDED, _EXPIRED, _WITHDRAWN)
"""Where an application, an audit or a refusal changes nothing: a certificate was granted."""

MOVES: dict[tuple[Status | None, Act], Status | Back] = {
    # The way in.
    **{
        (s, a): _APPLIED
        for s in (_NEW, _APPLIED, _REFUSED)
        for a in (Act.APPLICATION, Act.AUDIT_BEGUN)
    },
    **{(s, a): s for s in _UNMOVED for a in (Act.APPLICATION, Act.AUDIT_BEGUN, Act.REFUSE)},
    **{(s, Act.AUDIT_ENDED): s for s in _KNOWN},
    (_APPLIED, Act.GRANT): _VALID,
    (_APPLIED, Act.REFUSE): _REFUSED,
    (_EXPIRED, Act.GRANT): _VALID,
    (_WITHDRAWN, Act.GRANT): _VALID,
    # While the certificate holds. An audit ends the delay of a surveillance, a decision does not.
    (_DUE, Act.AUDIT_ENDED): _VALID,
    **{(s, a): s for s in (_VALID, _DUE) for a in (Act.MAINTAIN, Act.CHANGE_SCOPE)},
    **{(s, Act.RENEW): _VALID for s in (_VALID, _DUE)},
    **{(s, Act.SUSPEND): _SUSPENDED for s in (_VALID, _DUE)},
    **{(s, Act.WITHDRAW): _WITHDRAWN for s in (_VALID, _DUE, _SUSPENDED)},
    # While it is suspended.
    (_SUSPENDED, Act.REINSTATE): _VALID,
    (_SUSPENDED, Act.CHANGE_SCOPE): _SUSPENDED,
    # Appeals.
    **{(s, Act.APPEAL_DISMISSED): s for s in _KNOWN},
    **{(s, Act.APPEAL_UPHELD): s for s in (_APPLIED, _VALID, _DUE, _EXPIRED)},
    **{(s, Act.APPEAL_UPHELD): Back.BEFORE for s in (_REFUSED, _SUSPENDED, _WITHDRAWN)},
    # Time.
    (_VALID, Act.SURVEILLANCE_PASSED): _DUE,
    (_SUSPENDED, Act.SUSPENSION_LAPSED): _WITHDRAWN,
    **{(s, Act.EXPIRED): _EXPIRED for s in (_VALID, _DUE, _SUSPENDED)},
}
"""All moves there are; `None` is a firm that nothing is known of yet."""


def next_status(status: Status | None, act: Act) -> Status | Back | None:
    """Return where an act leads from a status; None where it is not allowed there."""
    return MOVES.get((status, act))


def list_decisions(status: Status | None) -> tuple[DecisionKind, ...]:
    """Return the decisions that the committee may take in a status, appeals aside."""
    kinds = (kind for kind in DecisionKind if kind is not DecisionKind.APPEAL)
    return tuple(kind for kind in kinds if next_status(status, Act(kind)) is not None)


def act_of(kind: DecisionKind, outcome: Outcome | None) -> Act:
    """Return the act that a decision is."""
    if kind is DecisionKind.APPEAL:
        return Act.APPEAL_UPHELD if outcome is Outcome.UPHELD else Act.APPEAL_DISMISSED
    return Act(kind)
