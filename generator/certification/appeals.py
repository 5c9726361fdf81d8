"""Certification: how a firm's appeals stand on a day.

Input: the firm's records and the day. Output: `AppealCase`s, the latest first. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.model import DecisionKind, Outcome

if TYPE_CHECKING:
    from datetime import date

    from generator.records.model import Appeal, Decision, FirmRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCase:
    """An appeal, the decision that it contests, and the one that decided it."""

    appeal: Appeal
    against: Decision | None
    decision: Decision | None
    """None while the appeal waits."""

    @property
    def state(self) -> str:
        """`pending`, `upheld` or `dismissed`."""
        outcome = self.decision.outcome if self.decision else None
        return "pending" if outcome is None else str(Outcome(outcome))


def follow_appeals(records: FirmRecords, day: date) -> tuple[AppealCase, ...]:
    """Return the appeals recorded by `day` with what was recorded of them by then."""
    decisions = records.decisions
    decided = {
        decision.appeal: decision
        for decision in decisions
        if decision.kind is DecisionKind.APPEAL and decision.recorded <= day
    }
    cases = (
        AppealCase(
            appeal=appeal,
            against=decisions[appeal.against - 1] if 0 < appeal.against <= len(decisions) else None,
            decision=decided.get(appeal.id),
        )
        for appeal in records.proceedings.appeals
        if appeal.recorded <= day
    )
    return tuple(
        sorted(cases, key=lambda case: (case.appeal.received, case.appeal.id), reverse=True)
    )
