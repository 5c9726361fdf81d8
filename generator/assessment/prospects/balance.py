"""Assessment: how an audit stands to the demands of a grade, demand by demand.

Input: a scorecard and the demands of a grade. Output: a `Balance` for each demand that is about
points: what it has beyond the demand, or lacks. The margin of a grade and the way up to the next
are both read from these. Exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.totals import ZERO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assessment.prospects.demands import Demands, Rulebook
    from generator.assessment.scorecard import Scorecard, Tally
    from generator.records.model import Standard


class Kind(StrEnum):
    """What a demand speaks of, from the innermost outwards."""

    CRITERION = "criterion"
    GROUP = "group"
    SECTION = "section"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a criterion, group, section or the total has beyond a demand; below 0 it lacks it."""

    kind: Kind
    subject: str | None
    """The id; None for the total."""
    earned: Fraction
    """In points earned, as `Tally.earned` counts them; the total in its points before the steps."""
    per_point: tuple[Fraction, Fraction] | None
    """Points and available points of what it speaks of, where these may differ."""
    share: Fraction | None
    """The share demanded, 0–1; None for the total."""
    inclusive: bool = True
    """Whether a balance of nought is enough: it may not be where the total is rounded."""

    @property
    def points(self) -> Fraction:
        """The balance in the points shown: score = earned ÷ available × points."""
        if self.per_point is None:
            return self.earned
        points, available = self.per_point
        return self.earned * points / available

    @property
    def met(self) -> bool:
        """Whether the demand is fulfilled."""
        return self.earned > 0 or (self.inclusive and self.earned == 0)


def balance_demands(card: Scorecard, book: Rulebook, demands: Demands) -> list[Balance]:
    """Balance every criterion, group and section of which something is demanded.

    Those in which nothing applies are left out: nothing is demanded of them.
    """
    balances: list[Balance] = []
    if demands.critical_share and book.critical:
        scores = card.by_criterion
        for id_ in book.critical:
            score = scores[id_]
            if score.available:
                spare = score.earned - demands.critical_share * score.available
                balances.append(
                    Balance(
                        kind=Kind.CRITERION,
                        subject=id_,
                        earned=spare,
                        per_point=None,
                        share=demands.critical_share,
                    )
                )
    if demands.level_share and demands.levels:
        groups = {group.id: group for group in card.groups}
        balances += [
            _balance(Kind.GROUP, groups[level], demands.level_share)
            for level in demands.levels
            if groups[level].available
        ]
    if demands.section_share:
        balances += [
            _balance(Kind.SECTION, section, demands.section_share)
            for section in card.sections
            if section.available
        ]
    return balances


def _balance(kind: Kind, tally: Tally, share: Fraction) -> Balance:
    spare = tally.earned - share * tally.available
    return Balance(
        kind=kind,
        subject=tally.id,
        earned=spare,
        per_point=(tally.points, tally.available),
        share=share,
    )


def balance_total(
    card: Scorecard, book: Rulebook, demands: Demands, deductions: int
) -> Balance | None:
    """Balance the total, had there been so many deductions; None where no points would do."""
    least = book.least_sum(demands, deductions, card.bonuses)
    if least is None:
        return None
    spare = card.steps[0][1] - least.value
    return Balance(
        kind=Kind.TOTAL,
        subject=None,
        earned=spare,
        per_point=None,
        share=None,
        inclusive=least.inclusive,
    )


def least_rise(
    standard: Standard, weights: Mapping[str, Fraction], inner: list[Balance], total: Balance
) -> Fraction:
    """Return the least rise of the sum of points, before the later steps, that mends every lack.

    What is lacking within counts outside: a section has to regain what its groups lack, or what
    it lacks itself, whichever is more. `weights`: what a section's point adds to the total.
    """
    lacking = {(one.kind, one.subject): -one.earned for one in inner if not one.met}
    within = ZERO
    for section in standard.sections if lacking else ():
        below = ZERO
        for group in section.groups:
            criteria = (lacking.get((Kind.CRITERION, one.id), ZERO) for one in group.criteria)
            below += max(sum(criteria, ZERO), lacking.get((Kind.GROUP, group.id), ZERO))
        below = max(below, lacking.get((Kind.SECTION, section.id), ZERO))
        within += below * weights.get(section.id, ZERO)
    return max(within, -total.earned)
