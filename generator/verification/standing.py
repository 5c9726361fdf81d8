"""Verification: what a register says of a certificate, and how that makes it stand on a day; pure.

Input: `Register`, a day. Output: `Verdict`s, by a `Tally` that keeps what was checked on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.certification.spans import next_day
from generator.certification.standing import Status
from generator.verification.facts import code_fits, standing_on
from generator.verification.outcome import Check, Outcome, Verdict

if TYPE_CHECKING:
    from datetime import date

    from generator.verification.facts import Facts

_BY_STATUS = {
    Status.VALID: Outcome.GENUINE_VALID,
    Status.SURVEILLANCE_DUE: Outcome.GENUINE_SURVEILLANCE_DUE,
    Status.SUSPENDED: Outcome.GENUINE_SUSPENDED,
    Status.EXPIRED: Outcome.GENUINE_EXPIRED,
    Status.WITHDRAWN: Outcome.GENUINE_WITHDRAWN,
    Status.SUPERSEDED: Outcome.GENUINE_SUPERSEDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What a register says of one number."""

    told: date
    """The day of the copy."""
    facts: Facts | None
    """None where it does not know the number."""
    proven: bool | None = None
    """Whether the last revision is proven to be in its ledger; None where it gives no proof."""
    listed: bool | None = None
    """Whether its status lists say the same; None where it has none."""

    @property
    def sound(self) -> bool:
        """Whether it does not contradict itself."""
        facts = self.facts
        fits = facts is None or code_fits(facts.paper, facts.leaf)
        return fits and self.proven is not False and self.listed is not False


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was found so far."""

    asked: tuple[Check, ...]
    held: list[Check] = field(default_factory=list)
    failed: list[Check] = field(default_factory=list)

    def note(self, check: Check, *, holds: bool) -> bool:
        """Keep whether a check holds, and return it."""
        (self.held if holds else self.failed).append(check)
        return holds

    def answer(self, outcome: Outcome, case: str = "", **more: Any) -> Verdict:
        """Return the verdict, with what was checked, and of what was asked that was not."""
        told = {*self.held, *self.failed}
        return Verdict(
            outcome=outcome,
            case=case,
            checked=tuple(one for one in Check if one in self.held),
            failed=tuple(one for one in Check if one in self.failed),
            unchecked=tuple(one for one in self.asked if one not in told),
            **more,
        )


def believe(register: Register, tally: Tally) -> bool:
    """Whether the register proves what it says, as far as it gives proofs."""
    if register.proven is not None:
        tally.note(Check.LEDGER, holds=register.proven)
    if register.listed is not None:
        tally.note(Check.LISTS, holds=register.listed)
    return register.sound


def tell_standing(
    register: Register, facts: Facts, day: date, tally: Tally, *, case: str = ""
) -> Verdict:
    """Tell how a certificate of a believed register stands on a day."""
    paper = facts.paper
    status = standing_on(max(day, register.told), facts)
    terms = {
        "number": paper.number,
        "firm": paper.name,
        "day": day,
        "told": register.told,
        "until": paper.valid_to,
        "due": facts.surveillance_by,
        "successor": facts.superseded_by,
        "since": _find_since(status, facts),
    }
    # Of the days before its own status began, a copy that is younger cannot tell anything.
    if day < facts.since or day < paper.effective:
        case = "number" if case else ""
        return tally.answer(Outcome.GENUINE_STATUS_UNKNOWN, case, terms=terms, paper=paper)
    tally.note(Check.STATUS, holds=True)
    outcome = _BY_STATUS[status]
    if case and outcome is not Outcome.GENUINE_VALID:
        case = "number"
    # Of decisions since the day of the copy nothing is known: the sentence says so.
    if outcome.in_force and register.told < day:
        case = f"{case}_old" if case else "old"
    return tally.answer(outcome, case, terms=terms, paper=paper, facts=facts, status=str(status))


def _find_since(status: Status, facts: Facts) -> date | None:
    """Return the first day of a status that the register tells, or that time has brought."""
    if status is facts.status:
        return facts.since
    if status is Status.WITHDRAWN:
        return facts.lapses
    last = facts.paper.valid_to if status is Status.EXPIRED else facts.surveillance_by
    return next_day(last) if last is not None else None
