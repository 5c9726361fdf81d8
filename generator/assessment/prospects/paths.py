"""Assessment: the ways in which a finding can improve, step by step in its method's figures.

Input: a criterion and its score. Output: a `Path` for each mark that can rise, from what was found
up to the best that the method knows. A scale rises by one step, a sample by one item that now
conforms, a conformity from not met to met, a figure from breakpoint to breakpoint.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from generator.assessment.scoring import share_of
from generator.records.model import Method, Observation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.assessment.scorecard import CriterionScore, Mark
    from generator.records.model import Criterion

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of one mark, from 0 (as found) to `length` (the best)."""

    mark: Mark
    worth: Fraction
    """Points of the criterion that a share of 1 in this mark earns."""
    length: int
    parts: int
    """How many equal steps a share of 1 is made of; 0 for a metric, whose steps differ."""
    shares: tuple[Fraction, ...] = ()
    """A metric's shares, 0–1: as found, then after each step."""
    figures: tuple[Fraction, ...] = ()
    """A metric's figure after each step."""

    @property
    def unit(self) -> int:
        """The denominator that all its shares have in common."""
        return self.parts or lcm(*(share.denominator for share in self.shares))

    def measure(self, unit: int) -> tuple[int, int, tuple[int, ...]]:
        """Return its shares in so many parts of 1, which `unit` must divide.

        The share as found, what every step adds, and, where steps differ, all shares in turn.
        """
        if self.parts:
            rise = unit // self.parts
            return unit - self.length * rise, rise, ()
        shares = [share.numerator * (unit // share.denominator) for share in self.shares]
        return shares[0], 0, tuple(shares)

    def observe(self, step: int, method: Method) -> Observation:
        """Return what would have to be found after so many steps, at least one."""
        seen = self.mark.observation
        match method:
            case Method.CONFORMITY:
                return Observation(met=True)
            case Method.SCALE:
                return Observation(rating=(seen.rating or 0) + step)
            case Method.SAMPLED:
                nonconforming = (seen.nonconforming or 0) - step
                return Observation(sampled=seen.sampled, nonconforming=nonconforming)
            case Method.METRIC:
                return Observation(value=self.figures[step - 1])


def lay_paths(criterion: Criterion, score: CriterionScore) -> list[Path]:
    """Return the paths of a criterion's marks that apply and can still rise."""
    applying = [mark for mark in score.marks if mark.share is not None]
    if len(applying) == 1:
        paths = [_lay_path(criterion, applying[0], score.points)]
    else:
        weight = sum((mark.weight or ONE for mark in applying), Fraction(0))
        point = score.points / weight
        paths = [_lay_path(criterion, mark, point * (mark.weight or ONE)) for mark in applying]
    return [path for path in paths if path.length]


def _lay_path(criterion: Criterion, mark: Mark, worth: Fraction) -> Path:
    seen = mark.observation
    match criterion.method:
        case Method.CONFORMITY:
            return Path(mark, worth, 0 if seen.met else 1, 1)
        case Method.SCALE:
            highest = criterion.scale[-1].rating
            return Path(mark, worth, highest - (seen.rating or 0), highest)
        case Method.SAMPLED:
            return Path(mark, worth, seen.nonconforming or 0, seen.sampled or 1)
        case Method.METRIC:
            share = mark.share or Fraction(0)
            better = _find_enough(criterion, mark)
            potential = max((share, *(share for share, _ in better)))
            better += sorted(_find_better(criterion, seen.value or Fraction(0), potential))
            shares = (share, *(share for share, _ in better))
            return Path(mark, worth, len(better), 0, shares, tuple(value for _, value in better))


def _find_enough(criterion: Criterion, mark: Mark) -> list[tuple[Fraction, Fraction]]:
    """Return the first step of a figure whose basis is too small: the same on a basis that is not.

    Nothing where the basis is enough, or where the figure would earn nothing all the same.
    """
    if mark.basis is None or mark.basis.shortfall is None or mark.basis.value is None:
        return []
    share = share_of(criterion, mark.observation)
    return [(share, mark.basis.value)] if share else []


def _find_better(
    criterion: Criterion, found: Fraction, share: Fraction
) -> Iterator[tuple[Fraction, Fraction]]:
    """Find the breakpoints that earn more than what was found: (share, value).

    Of several that earn the same, the one nearest to what was found.
    """
    nearest: dict[Fraction, Fraction] = {}
    for point in criterion.metric.breakpoints if criterion.metric else ():
        known = nearest.get(point.share)
        if point.share > share and (known is None or abs(point.value - found) < abs(known - found)):
            nearest[point.share] = point.value
    yield from nearest.items()
