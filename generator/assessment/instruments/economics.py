"""Assessment, instruments: what complaints may cost and save, an estimate by quoted shares.

Input: how many complained, and which share of them was settled in time. Output:
`EconomicsEstimate`. Nothing here is a measurement of the firm: show it as an estimate only.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedShares:
    """Figures much quoted in the field, seldom with their source.

    They were measured on no firm that is certified here and stem from surveys that differ in
    trade, country and question: good for an order of magnitude, no more. Shares are 0–1.
    """

    complain: Fraction = Fraction(67, 100)
    """Of the dissatisfied, those who complain."""
    leave: Fraction = Fraction(94, 100)
    """Of those badly served, those who do not come back."""
    leave_unsolved: Fraction = Fraction(89, 100)
    """Of those who leave, those who do so because their problem was not solved."""
    told: int = 9
    """Others whom one dissatisfied customer tells."""
    won_back: Fraction = Fraction(75, 100)
    """Of those who complained and were handled well, those who stay."""
    won_back_promptly: Fraction = Fraction(95, 100)
    """The same where it was prompt and attentive."""
    cost_factor: int = 6
    """How many times the cost of keeping a customer winning a new one costs."""


QUOTED = QuotedShares()


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomicsEstimate:
    """An estimate from quoted shares; customers, exact and unrounded."""

    complaints: int
    dissatisfied: Fraction
    """Those who complained and those who said nothing."""
    silent: Fraction
    """The dissatisfied who did not complain."""
    told_others: Fraction
    """People who heard of it from the dissatisfied."""
    would_leave: Fraction
    """Of the silent, whom nobody can win back."""
    would_leave_unsolved: Fraction
    """Of those, the ones whose problem a firm that had heard of it could have solved."""
    kept: Fraction
    """Of those who complained, if all are handled well, promptly as often as closed in time."""
    kept_if_prompt: Fraction
    """The same if all were handled promptly."""
    lost: Fraction
    """complaints − kept."""
    cost_factor: int
    """To replace one lost customer costs so many times what keeping one does."""


def estimate_economics(*, complaints: int, in_time: Fraction | None) -> EconomicsEstimate:
    """Estimate what stands behind so many complaints.

    The model: complaints ÷ 67 % are dissatisfied; each of them tells 9 others; of those who did
    not complain 94 % leave, 89 % of these for want of a solution; of those who did complain 95 %
    stay where it was closed in time and 75 % where it was not. `in_time` is a share, 0–1; None
    (not known) counts as 0. Source: the `QuotedShares`.
    Raises ValueError for a number of complaints below 0 or a share outside 0–1.
    """
    prompt = Fraction(0) if in_time is None else in_time
    if complaints < 0 or not 0 <= prompt <= 1:
        raise ValueError(f"no estimate: {complaints} complaints, {prompt} of them in time")
    dissatisfied = complaints / QUOTED.complain
    silent = dissatisfied - complaints
    would_leave = silent * QUOTED.leave
    kept = complaints * (prompt * QUOTED.won_back_promptly + (1 - prompt) * QUOTED.won_back)
    return EconomicsEstimate(
        complaints=complaints,
        dissatisfied=dissatisfied,
        silent=silent,
        told_others=dissatisfied * QUOTED.told,
        would_leave=would_leave,
        would_leave_unsolved=would_leave * QUOTED.leave_unsolved,
        kept=kept,
        kept_if_prompt=complaints * QUOTED.won_back_promptly,
        lost=complaints - kept,
        cost_factor=QUOTED.cost_factor,
    )
