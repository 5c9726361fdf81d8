"""Assessment: how sure a grade is, given sampling alone.

Input: a scorecard, the standard's rulebook. Output: `Doubt`, how many of 1,000 equally probable
cases give each grade.
What a sample showed leaves open what all the items would have shown. For each sampled mark (n
looked at, k nonconforming) the true share of conforming items has the Jeffreys posterior
Beta(n − k + ½, k + ½); every other finding is taken as it is. The 1,000 cases are a Latin
hypercube (M. D. McKay and others, 1979, Technometrics 21): of every mark each thousandth of its
distribution occurs once. All marks have their quantiles in one order, shuffled once for all,
begun elsewhere for each mark. Each case is graded by the standard's own demands: total, sections,
ladder, critical criteria. All is compared in whole numbers, so the answer is the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from generator.assessment.prospects.lanes import (
    CASES,
    EVERY,
    count_cases,
    mark_at_least,
    pack,
    rotate,
)
from generator.assessment.statistics import MILLION, draw_quantiles
from generator.assessment.totals import ZERO, weigh_sections
from generator.records.model import GateKind

if TYPE_CHECKING:
    from generator.assessment.prospects.demands import Demands, Rulebook
    from generator.assessment.scorecard import CriterionScore, Mark, Scorecard

ONE = Fraction(1)
FINE = 10**9
"""Parts of the standard's points in which the worth of a mark is counted."""
STRIDE = 389
"""Cases between where one mark begins and the next; prime to 1,000, so that no two coincide."""
KEPT = 5_000
"""How many samples' quantiles are kept: 8 KB each."""
SEED = 41
"""Of the first hundred, the one with which marks begun elsewhere in the order agree least."""
_KEPT: dict[tuple[int, int], int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How the cases fall."""

    cases: int
    grades: tuple[tuple[str | None, int], ...]
    """Grade (None: no grade) → how many cases; the most first, ties the higher grade first."""
    samples: int
    """How many sampled marks there are; without any, nothing is in doubt."""


def weigh_doubt(card: Scorecard, book: Rulebook) -> Doubt:
    """Grade 1,000 equally probable cases of one audit."""
    cases = _Cases(card, book)
    left = cases.find_certifiable()
    counts = list[tuple[str | None, int]]()
    for grade in reversed(book.standard.grades):
        reached = left & cases.find_reaching(book.demands[grade.id]) if left else 0
        counts.append((grade.id, count_cases(reached)))
        left ^= reached
    counts.append((None, CASES - sum(count for _, count in counts)))
    grades = sorted((one for one in counts if one[1]), key=lambda one: -one[1])
    return Doubt(cases=CASES, grades=tuple(grades), samples=cases.samples)


class _Cases:
    """What is earned in every case: the sampled part drawn, the rest as it was found."""

    def __init__(self, card: Scorecard, book: Rulebook) -> None:
        standard = book.standard
        self.card, self.book = card, book
        self.weights = weigh_sections(standard, card.sections)
        self.unit = FINE * MILLION / standard.points
        worths = {id_: weight * FINE / standard.points for id_, weight in self.weights.items()}
        self.samples = 0
        self.criteria: dict[str, int] = {}
        self.drawn = {group.id: 0 for group in standard.groups}
        certain: list[tuple[str, int, int]] = []
        for score, home, is_sampled in zip(card.criteria, book.homes, book.sampled, strict=True):
            if not is_sampled:
                certain.append((home, *score.earned.as_integer_ratio()))
            elif score.available:
                worth = worths[standard.criteria[score.id].section]
                self.criteria[score.id] = drawn = self._draw(score, worth)
                self.drawn[home] += drawn
        self.part = lcm(*(bottom for _, _, bottom in certain))
        self.fixed = {group.id: 0 for group in standard.groups}
        for home, top, bottom in certain:
            self.fixed[home] += top * (self.part // bottom)
        self.levels: dict[str, int] = {}

    def _draw(self, score: CriterionScore, worth: Fraction) -> int:
        """Return what a criterion earns in every case, as the total counts it, in units.

        `worth`: what a point of its section is worth there.
        """
        marks = [mark for mark in score.marks if mark.share is not None]
        if len(marks) == 1:
            return self._draw_mark(marks[0], score.points, worth)
        point = score.points / sum((mark.weight or ONE for mark in marks), ZERO)
        return sum(self._draw_mark(mark, point * (mark.weight or ONE), worth) for mark in marks)

    def _draw_mark(self, mark: Mark, points: Fraction, worth: Fraction) -> int:
        top, bottom = points.numerator * worth.numerator, points.denominator * worth.denominator
        drawn = _draw_shares(mark, self.samples) * ((2 * top + bottom) // (2 * bottom))
        self.samples += 1
        return drawn

    def find_certifiable(self) -> int:
        """Return the mask of the cases that pass every gate but that on the total."""
        standard, card = self.book.standard, self.card
        kinds = {gate.id: gate.kind for gate in standard.gates}
        certain = (GateKind.DEDUCTIONS_FEWER_THAN, GateKind.NO_OPEN_MAJOR)
        if any(kinds[gate.gate] in certain and not gate.passed for gate in card.gates):
            return 0
        demands = self.book.demands[standard.grades[0].id]
        passing = EVERY
        if demands.section_share:
            for section, tally in zip(standard.sections, card.sections, strict=True):
                need = demands.section_share * tally.available
                passing &= self._mark(section.id, [group.id for group in section.groups], need)
        if demands.critical_share:
            scores = card.by_criterion
            for score in (scores[id_] for id_ in self.book.critical):
                need = demands.critical_share * score.available
                if score.id in self.criteria:
                    weight = self.weights[standard.criteria[score.id].section]
                    passing &= self._mark_drawn(self.criteria[score.id], need * weight)
                elif score.earned < need:
                    return 0
        return passing

    def find_reaching(self, demands: Demands) -> int:
        """Return the mask of the cases that have the total and the ladder that a grade needs."""
        standard = self.book.standard
        least = self.book.least_sum(demands, self.card.deductions, self.card.bonuses)
        if least is None:
            return 0
        fixed = sum(
            (
                self.weights[section.id] * self._earn([group.id for group in section.groups])
                for section in standard.sections
                if section.id in self.weights
            ),
            ZERO,
        )
        drawn = sum(self.drawn.values())
        reaching = self._mark_drawn(drawn, least.value - fixed, inclusive=least.inclusive)
        tallies = {tally.id: tally for tally in self.card.groups}
        homes = {group.id: section.id for section in standard.sections for group in section.groups}
        for level in demands.levels:
            if level not in self.levels:
                need = demands.level_share * tallies[level].available
                self.levels[level] = self._mark(homes[level], [level], need)
            reaching &= self.levels[level]
        return reaching

    def _mark(self, section: str, groups: list[str], need: Fraction) -> int:
        """Return the mask of the cases in which groups of a section earn what they need."""
        if not need:
            return EVERY
        short = (need - self._earn(groups)) * self.weights[section]
        return self._mark_drawn(sum(self.drawn[group] for group in groups), short)

    def _earn(self, groups: list[str]) -> Fraction:
        """Return the points that groups earn by what is not sampled."""
        return Fraction(sum(self.fixed[group] for group in groups), self.part)

    def _mark_drawn(self, drawn: int, short: Fraction, *, inclusive: bool = True) -> int:
        exact = short * self.unit
        least = -(-exact.numerator // exact.denominator)
        return mark_at_least(drawn, least + (not inclusive and exact == least))


def _draw_shares(mark: Mark, number: int) -> int:
    """Return the conforming share of a sample in every case, in millionths."""
    seen = mark.observation
    key = seen.sampled or 0, seen.nonconforming or 0
    packed = _KEPT.get(key)
    if packed is None:
        if len(_KEPT) >= KEPT:
            _KEPT.clear()
        quantiles = draw_quantiles(key[0] - key[1], key[0], CASES)
        packed = _KEPT[key] = pack([quantiles[at] for at in _ORDER])
    return rotate(packed, number * STRIDE)


def _shuffle(count: int) -> list[int]:
    """Return 0 … count − 1 in an order that never changes: Fisher and Yates with a small generator.

    The generator: D. E. Knuth, The Art of Computer Programming 2, 3.3.4, line 26 (MMIX).
    """
    order, state = list(range(count)), SEED
    for last in range(count - 1, 0, -1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        other = (state >> 33) % (last + 1)
        order[last], order[other] = order[other], order[last]
    return order


_ORDER = _shuffle(CASES)
