"""Assessment: the way up, the smallest set of improvements that reaches the next grade.

Input: a scorecard, its audit, the standard's rulebook. Output: `WayUp`.
An improvement is one criterion that regains points, at most what it lost, or one special deduction
put right. The way up is the fewest improvements such that an audit that differs in nothing else
gets the grade; of sets as small, the one with most to give (ties: the standard's order).

What a grade needs is nested: critical criteria lie in ladder groups, these in sections, these in
the total, and every need is an "at least". The least points that must be regained are therefore
fixed by the needs alone, and whatever set can supply them does it with exactly those points: the
smallest set is the smallest in points too. For a number of improvements within a group the greatest
gain is that of the criteria it must have and then of its largest losses, so each further one gives
no more than the one before. Hence groups combine into a section, and sections into the total, by
taking the largest losses left over, after the needs within are met. From the inside outwards this
is exact; the largest losses of the whole audit, taken first, are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from generator.assessment.prospects.balance import Kind, balance_demands, balance_total, least_rise
from generator.assessment.prospects.settling import settle
from generator.assessment.totals import ZERO, weigh_sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assessment.prospects.balance import Balance
    from generator.assessment.prospects.demands import Demands, Rulebook
    from generator.assessment.prospects.settling import Improvement
    from generator.assessment.scorecard import Scorecard
    from generator.records.model import Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class WayUp:
    """The smallest set of improvements to the next grade, and what it must supply."""

    grade: str
    reachable: bool
    """False where not even every point regained would reach the grade."""
    points: Fraction
    """The least that the total must rise by through the criteria, before the later steps."""
    needs: tuple[Balance, ...]
    """What is lacking today, from criteria outwards; what is lacking within counts outside."""
    conditions: tuple[str, ...]
    """Ids of the open major nonconformities that must be closed, whatever the points."""
    deductions: int
    """How many special deductions must be put right."""
    improvements: tuple[Improvement, ...]
    """In the standard's order."""


Loss = tuple[int, int]
"""Points that a criterion can regain, negated, and its place: the largest first, ties in order."""


def find_way_up(card: Scorecard, audit: Audit, book: Rulebook) -> WayUp | None:
    """Find the way up from the grade of a scorecard; None at the highest grade."""
    demands = book.next_demands(card.grade)
    if demands is None:
        return None
    inner = balance_demands(card, book, demands)
    weights = weigh_sections(book.standard, card.sections)
    choice = _Choice(card, book, inner, weights).choose(demands)
    put_right, chosen = (0, None) if choice is None else choice
    total = balance_total(card, book, demands, card.deductions - put_right)
    needs = [*inner, total] if total is not None else inner
    improvements: tuple[Improvement, ...] = ()
    if chosen and total is not None:
        scores = [card.criteria[place] for place in chosen]
        improvements = settle(book.standard, scores, needs, weights)
    return WayUp(
        grade=demands.grade.id,
        reachable=chosen is not None,
        points=ZERO if total is None else least_rise(book.standard, weights, inner, total),
        needs=tuple(one for one in needs if not one.met),
        conditions=tuple(
            one.id
            for one in audit.nonconformities
            if demands.no_open_major and one.major and one.closed is None
        ),
        deductions=put_right,
        improvements=improvements,
    )


class _Choice:
    """Chooses what to regain, in whole numbers of a unit that all points share."""

    def __init__(
        self,
        card: Scorecard,
        book: Rulebook,
        inner: list[Balance],
        weights: Mapping[str, Fraction],
    ) -> None:
        """`inner`: the balances but for the total; `weights`: what a section's point adds to it."""
        self.card, self.book = card, book
        lost = [
            (place, *score.earned.as_integer_ratio())
            for place, score in enumerate(card.criteria)
            if score.available and score.earned != score.available
        ]
        unit = lcm(book.unit, *(bottom for _, _, bottom in lost))
        self.unit = unit
        self.scale = lcm(*(weight.denominator for weight in weights.values()))
        self.weights = {id_: _round_up(weight * self.scale) for id_, weight in weights.items()}
        self.lacking = {
            (one.kind, one.subject): _round_up(-one.earned * unit) for one in inner if not one.met
        }
        self.losses: dict[str, list[Loss]] = {group.id: [] for group in book.standard.groups}
        for place, top, bottom in lost:
            points = book.ceilings[place] * (unit // book.unit) - top * (unit // bottom)
            if points > 0:
                self.losses[book.homes[place]].append((-points, place))

    def choose(self, demands: Demands) -> tuple[int, list[int]] | None:
        """Return the deductions to put right and the places of the criteria, in order.

        None where nothing would do.
        """
        within = self._meet_inner_needs()
        if within is None:
            return None
        chosen, base, left = within
        best: tuple[tuple[int, Fraction, int], int, int] | None = None
        special = self.book.standard.special
        each = special.deduction_points if special else ZERO
        for put_right in range(self.card.deductions + 1):
            remaining = self.card.deductions - put_right
            if demands.deductions_below is not None and remaining >= demands.deductions_below:
                continue
            total = balance_total(self.card, self.book, demands, remaining)
            if total is None:
                continue
            exact = -total.earned * self.unit * self.scale
            need = _round_up(exact) + (not total.inclusive and exact.denominator == 1)
            count, given = _count_needed(left, base, need)
            if given < need:
                continue
            worth = Fraction(given, self.unit * self.scale) + each * put_right
            rank = (put_right + len(chosen) + count, -worth, put_right)
            if best is None or rank < best[0]:
                best = (rank, put_right, count)
        if best is None:
            return None
        _, put_right, count = best
        return put_right, sorted([*chosen, *(place for _, place in left[:count])])

    def _meet_inner_needs(self) -> tuple[list[int], int, list[Loss]] | None:
        """Choose the fewest losses that meet the needs of criteria, groups and sections.

        Returns their places, what they are worth in the total, and the losses left over, as the
        total counts them; None where not even all of them would do.
        """
        chosen: list[int] = []
        worth, spare = 0, list[Loss]()
        forced = [subject for kind, subject in self.lacking if kind is Kind.CRITERION]
        for section in self.book.standard.sections:
            taken: list[Loss] = []
            left: list[Loss] = []
            for group in section.groups:
                must, may = self._split_forced(self.losses[group.id])
                if must is None or not _take(must, may, self.lacking.get((Kind.GROUP, group.id))):
                    return None
                taken += must
                left += may
            left.sort()
            if not _take(taken, left, self.lacking.get((Kind.SECTION, section.id))):
                return None
            chosen += [place for _, place in taken]
            if taken or left:
                weight = self.weights[section.id]
                worth -= weight * sum(points for points, _ in taken)
                spare += [(points * weight, place) for points, place in left]
        if {*forced} - {self.card.criteria[place].id for place in chosen}:
            return None
        return chosen, worth, sorted(spare)

    def _split_forced(self, losses: list[Loss]) -> tuple[list[Loss] | None, list[Loss]]:
        """Part the losses of criteria that must improve from the others, largest first.

        None in place of the first where one of them cannot improve enough.
        """
        must: list[Loss] = []
        may: list[Loss] = []
        for loss in sorted(losses):
            need = self.lacking.get((Kind.CRITERION, self.card.criteria[loss[1]].id))
            if need is None:
                may.append(loss)
            elif -loss[0] < need:
                return None, []
            else:
                must.append(loss)
        return must, may


def _take(taken: list[Loss], left: list[Loss], need: int | None) -> bool:
    """Move losses from `left` to `taken` until they meet a need; say whether they do."""
    if need is None:
        return True
    have = -sum(points for points, _ in taken)
    while have < need:
        if not left:
            return False
        have -= left[0][0]
        taken.append(left.pop(0))
    return True


def _count_needed(left: list[Loss], have: int, need: int) -> tuple[int, int]:
    """Return how many of the losses a need takes, and what there is then."""
    count = 0
    while have < need and count < len(left):
        have -= left[count][0]
        count += 1
    return count, have


def _round_up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
