"""Assessment: from points to tallies and the total, in the standard's own order of steps.

Input: what criteria earned. Output: tallies, each step with the total after it, and the way
back: the least sum of points from which the steps arrive at a given total. Exact throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.scorecard import Tally
from generator.records.model import ScoringStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.assessment.scorecard import CriterionScore
    from generator.records.model import Rounding, Standard

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The least value that will do, or the highest that will just not do."""

    value: Fraction
    inclusive: bool
    """Whether the value itself will do."""


def tally(name: str, points: Fraction, parts: Iterable[CriterionScore | Tally]) -> Tally:
    """Add up what was earned and what was available."""
    counted = tuple(parts)
    return Tally(
        id=name,
        points=points,
        earned=add_up(part.earned for part in counted),
        available=add_up(part.available for part in counted),
    )


def add_up(values: Iterable[Fraction]) -> Fraction:
    """Return the exact sum; adding like denominators as integers, several times as fast."""
    numerators: dict[int, int] = {}
    for value in values:
        bottom = value.denominator
        numerators[bottom] = numerators.get(bottom, 0) + value.numerator
    return sum((Fraction(top, bottom) for bottom, top in numerators.items()), ZERO)


def weigh_sections(standard: Standard, sections: Sequence[Tally]) -> dict[str, Fraction]:
    """Return what a point earned in each section adds to the total before the later steps.

    The first step is linear: the total is the sum of every section's points times its weight.
    Sections in which nothing applies are left out.
    """
    applicable = [section for section in sections if section.available]
    if standard.scoring.steps[0] is ScoringStep.CRITERIA:
        available = add_up(section.available for section in applicable)
        return {section.id: standard.points / available for section in applicable}
    weight = add_up(section.points for section in applicable)
    return {
        section.id: section.points / section.available * standard.points / weight
        for section in applicable
    }


def total_steps(
    standard: Standard, sections: Sequence[Tally], deductions: int, bonuses: int
) -> tuple[tuple[str, Fraction], ...]:
    """Walk the standard's steps and return each with the total after it."""
    first = standard.scoring.steps[0]
    if first is ScoringStep.CRITERIA:
        total = tally("total", standard.points, sections).score or ZERO
    else:
        applicable = [section for section in sections if section.available]
        weight = sum((section.points for section in applicable), ZERO)
        earned = sum((section.score or ZERO for section in applicable), ZERO)
        total = earned / weight * standard.points if weight else ZERO
    return ((str(first), total), *walk_steps(standard, total, deductions, bonuses))


def walk_steps(
    standard: Standard, total: Fraction, deductions: int, bonuses: int
) -> tuple[tuple[str, Fraction], ...]:
    """Walk the steps after the first, which adds up; return each with the total after it."""
    special, scoring = standard.special, standard.scoring
    steps: list[tuple[str, Fraction]] = []
    for step in scoring.steps[1:]:
        match step:
            case ScoringStep.DEDUCTIONS if special:
                total -= special.deduction_points * deductions
            case ScoringStep.BONUSES if special:
                total += special.bonus_points * min(bonuses, special.bonus_at_most)
            case ScoringStep.LIMIT if scoring.limit:
                low, high = scoring.limit
                total = min(max(total, low), high)
            case ScoringStep.ROUND if scoring.rounding:
                total = Fraction(round_exactly(total, scoring.rounding))
        steps.append((str(step), total))
    return tuple(steps)


def find_least_sum(
    standard: Standard, goal: Fraction, deductions: int, bonuses: int
) -> Bound | None:
    """Return the least sum of the first step from which the later ones arrive at `goal`.

    None where no sum of 0 … the standard's points arrives there. The edge is found by taking
    the steps back, the last one first; whether the edge itself will do, and whether anything
    does, is judged by walking the steps forward, so that no rule of rounding is written twice.
    """

    def arrives(total: Fraction) -> bool:
        walked = walk_steps(standard, total, deductions, bonuses)
        return (walked[-1][1] if walked else total) >= goal

    if arrives(ZERO):
        return Bound(value=ZERO, inclusive=True)
    if not arrives(standard.points):
        return None
    edge, special, rounding = goal, standard.special, standard.scoring.rounding
    for step in reversed(standard.scoring.steps[1:]):
        match step:
            case ScoringStep.DEDUCTIONS if special:
                edge += special.deduction_points * deductions
            case ScoringStep.BONUSES if special:
                edge -= special.bonus_points * min(bonuses, special.bonus_at_most)
            case ScoringStep.ROUND if rounding:
                edge = _edge_of_rounding(edge, rounding)
            case _:
                # A limit moves no edge that lies within it, and one that does not was met above.
                continue
    return Bound(value=edge, inclusive=arrives(edge))


def _edge_of_rounding(goal: Fraction, rounding: Rounding) -> Fraction:
    """Return where figures begin to be rounded to `goal` or more."""
    scale = 10**rounding.places
    units = -(-goal.numerator * scale // goal.denominator)
    if rounding.mode == "down":  # towards nought
        return Fraction(units if units > 0 else units - 1, scale)
    return Fraction(2 * units - 1, 2 * scale)


def round_exactly(value: Fraction, rounding: Rounding) -> Decimal:
    """Round an exact fraction once to the standard's places, in the standard's mode."""
    scale = 10**rounding.places
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    twice = 2 * rest
    up = {
        "half_up": twice >= value.denominator,
        "half_even": twice > value.denominator or (twice == value.denominator and whole % 2 == 1),
        "down": False,
    }[rounding.mode]
    digits = (whole + up) * (-1 if value < 0 else 1)
    return Decimal(digits).scaleb(-rounding.places)


def as_decimal(value: Fraction, rounding: Rounding | None) -> Decimal:
    """Write the total as a decimal, with the standard's places where it was rounded to them.

    Whether and when it is rounded is for the standard's steps to say; nothing is rounded here.
    """
    if rounding is not None and (rounded := round_exactly(value, rounding)) == value:
        return rounded
    return Decimal(value.numerator) / Decimal(value.denominator)
