"""Assessment: all that each grade asks of an audit, in one place.

Input: a standard. Output: a `Rulebook` with the `Demands` of every grade. The way up, the margin
and the doubt about a grade rest on it; that it says the same as `gates.decide_grade` is held by a
test. Every demand is an "at least", so a better finding never breaks one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from generator.assessment.totals import ZERO, Bound, find_least_sum
from generator.records.model import GateKind, Method

if TYPE_CHECKING:
    from generator.records.model import Criterion, Grade, Standard

ONE = Fraction(1)
KEPT = 1_000
"""How many least sums a rulebook keeps: one for each grade, number of deductions and bonuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a grade asks for; shares are 0–1, and 0 where the standard sets none."""

    grade: Grade
    total: Fraction
    """The least total after all steps."""
    levels: tuple[str, ...]
    """The groups of the ladder up to the level that the grade needs."""
    level_share: Fraction
    section_share: Fraction
    critical_share: Fraction
    """The least share of a critical criterion."""
    deductions_below: Fraction | None
    """There must be fewer special deductions than this."""
    no_open_major: bool


class Rulebook:
    """A standard as the outlook of an audit needs it; made once, used for every audit."""

    def __init__(self, standard: Standard) -> None:
        """Gather the demands of every grade, and what is asked of criteria over and over."""
        self.standard = standard
        self.demands = {grade.id: list_demands(standard, grade) for grade in standard.grades}
        criteria = standard.criteria.values()
        self.homes = [one.group for one in criteria]
        """The group of each criterion, in the standard's order."""
        self.sampled = [one.method is Method.SAMPLED for one in criteria]
        ceilings = [one.points * highest_share(one) for one in criteria]
        self.unit = lcm(*(one.denominator for one in ceilings))
        self.ceilings = [one.numerator * (self.unit // one.denominator) for one in ceilings]
        """The most that each criterion can give, in so many parts of a point."""
        self.critical = [id_ for id_, one in standard.criteria.items() if one.critical]
        self._sums: dict[tuple[Fraction, int, int], Bound | None] = {}

    def next_demands(self, grade: str | None) -> Demands | None:
        """Return what the lowest grade above this one asks for; None at the top."""
        grades = self.standard.grades
        place = 0 if grade is None else grades.index(self.standard.grade(grade)) + 1
        return self.demands[grades[place].id] if place < len(grades) else None

    def least_sum(self, demands: Demands, deductions: int, bonuses: int) -> Bound | None:
        """Return the least sum of points from which the steps arrive at a grade's total."""
        key = demands.total, deductions, bonuses
        if key not in self._sums:
            if len(self._sums) >= KEPT:
                self._sums.clear()
            self._sums[key] = find_least_sum(self.standard, *key)
        return self._sums[key]


def list_demands(standard: Standard, grade: Grade) -> Demands:
    """Gather what the gates, the ladder and the grade's minimum ask for together."""
    thresholds: dict[GateKind, Fraction] = {}
    for gate in standard.gates:
        threshold = gate.threshold if gate.threshold is not None else ZERO
        known = thresholds.get(gate.kind, threshold)
        fewer = gate.kind is GateKind.DEDUCTIONS_FEWER_THAN
        thresholds[gate.kind] = min(known, threshold) if fewer else max(known, threshold)
    levels: tuple[str, ...] = ()
    level_share = ZERO
    if standard.ladder is not None and grade.ladder is not None:
        levels = standard.ladder.groups[: standard.ladder.groups.index(grade.ladder) + 1]
        level_share = standard.ladder.share / 100
    return Demands(
        grade=grade,
        total=max(grade.minimum, thresholds.get(GateKind.TOTAL_AT_LEAST, grade.minimum)),
        levels=levels,
        level_share=level_share,
        section_share=thresholds.get(GateKind.EACH_SECTION_AT_LEAST, ZERO) / 100,
        critical_share=thresholds.get(GateKind.NO_CRITICAL_FAILED, ZERO) / 100,
        deductions_below=thresholds.get(GateKind.DEDUCTIONS_FEWER_THAN),
        no_open_major=GateKind.NO_OPEN_MAJOR in thresholds,
    )


def highest_share(criterion: Criterion) -> Fraction:
    """Return the greatest share, 0–1, that a method can give: 1 but for some metrics."""
    if criterion.metric is None:
        return ONE
    return max(point.share for point in criterion.metric.breakpoints)
