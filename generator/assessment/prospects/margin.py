"""Assessment: the margin of a grade, what would have to be lost to fall below it.

Input: a scorecard and its standard's rulebook. Output: `Margin`, the nearest boundary first. Each
boundary is judged alone: to lose more there than it has to spare costs the grade, whatever else
holds; where boundaries nest, as a group does in the total, another may be reached before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.assessment.prospects.balance import balance_demands, balance_total

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.assessment.prospects.balance import Balance
    from generator.assessment.prospects.demands import Demands, Rulebook
    from generator.assessment.scorecard import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """What the grade held has to spare."""

    grade: str
    boundaries: tuple[Balance, ...]
    """By the points to spare, the least first; ties from the innermost outwards."""
    deductions: int | None
    """How many further special deductions would cost the grade; None where none ever would."""


def measure_margin(card: Scorecard, book: Rulebook) -> Margin | None:
    """Measure the margin of the grade held; None where there is no grade."""
    if card.grade is None:
        return None
    demands = book.demands[card.grade]
    balances = balance_demands(card, book, demands)
    total = balance_total(card, book, demands, card.deductions)
    if total is not None:
        balances.append(total)
    return Margin(
        grade=card.grade,
        boundaries=tuple(sorted(balances, key=_points_of)),
        deductions=_count_deductions(card, book, demands),
    )


def _points_of(balance: Balance) -> Fraction:
    return balance.points


def _count_deductions(card: Scorecard, book: Rulebook, demands: Demands) -> int | None:
    """Count the further deductions up to the first that costs the grade.

    They stop at the gate, or where the whole total is deducted: more can change nothing.
    """
    special = book.standard.special
    if special is None:
        return None
    most = int(book.standard.points / special.deduction_points) + card.deductions + 1
    if demands.deductions_below is not None:
        most = min(most, int(demands.deductions_below) + 1)
    for count in range(1, most + 1 - card.deductions):
        deductions = card.deductions + count
        if demands.deductions_below is not None and deductions >= demands.deductions_below:
            return count
        total = balance_total(card, book, demands, deductions)
        if total is None or not total.met:
            return count
    return None
