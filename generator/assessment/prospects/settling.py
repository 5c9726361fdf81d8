"""Assessment: improvements made concrete, no step greater than the next grade needs.

Input: the criteria chosen for the way up, and how the audit stands to the grade's demands. Output:
`Improvement`s, each with what would have to be found. Starting from the best findings, steps are
taken back one at a time, always where the share is highest (ties: later in the standard's order),
as long as the grade is still reached; in the end none can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from generator.assessment.prospects.balance import Kind
from generator.assessment.prospects.paths import lay_paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.assessment.prospects.balance import Balance
    from generator.assessment.prospects.paths import Path
    from generator.assessment.scorecard import CriterionScore
    from generator.records.model import Criterion, Observation, Standard

MANY = 64
"""Steps of one mark beyond which they are first taken back by halves, quarters and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One mark that improves: what was found, and what would have to be found."""

    channel: str | None
    before: Observation
    after: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A criterion that regains points: what it earned, and what it would earn."""

    criterion: str
    earned: Fraction
    needed: Fraction
    steps: tuple[Step, ...]

    @property
    def gain(self) -> Fraction:
        """The criterion's points regained."""
        return self.needed - self.earned


class _Walk:
    """A path walked back from its end, in whole numbers of units that all walks share."""

    def __init__(self, path: Path, shares: int, points: int, draws: list[tuple[int, int]]) -> None:
        """`shares` and `points`: how many units make a share of 1, and a point.

        `draws`: the places of the demands that the criterion counts in, and its weight there.
        """
        self.path = path
        self.low, self.rise, self.steps = path.measure(shares)
        self.worth = path.worth.numerator * (points // path.worth.denominator)
        self.draws = draws
        self.at = path.length

    def share(self, step: int) -> int:
        """Return the share at a step."""
        return self.steps[step] if self.steps else self.low + self.rise * step

    def gain(self) -> int:
        """Return what is regained where it stands."""
        return (self.share(self.at) - self.low) * self.worth

    def take_back(self, stride: int, spare: list[int]) -> bool:
        """Go so many steps back if every demand can spare them; say whether it could."""
        back = self.at - stride
        if back < 0:
            return False
        cost = (self.share(self.at) - self.share(back)) * self.worth
        for place, weight in self.draws:
            if cost * weight > spare[place]:
                return False
        for place, weight in self.draws:
            spare[place] -= cost * weight
        self.at = back
        return True


def settle(
    standard: Standard,
    scores: Sequence[CriterionScore],
    balances: Sequence[Balance],
    weights: Mapping[str, Fraction],
) -> tuple[Improvement, ...]:
    """Take back every step that the grade can do without; tell what is left of each criterion.

    `balances` are those of the audit as found, the total's last; `weights`: what a section's
    point adds to the total.
    """
    criteria = [standard.criteria[score.id] for score in scores]
    paths = [lay_paths(one, score) for one, score in zip(criteria, scores, strict=True)]
    share = lcm(*(path.unit for laid in paths for path in laid))
    point = lcm(*(path.worth.denominator for laid in paths for path in laid))
    total = lcm(*(weight.denominator for weight in weights.values()))
    places = {(one.kind, one.subject): place for place, one in enumerate(balances)}
    spare = [_count_spare(one, share * point, total) for one in balances]
    walks = []
    for criterion, laid in zip(criteria, paths, strict=True):
        draws = [(places[key], 1) for key in _demands_on(criterion) if key in places]
        weight = weights[criterion.section]
        draws.append((len(spare) - 1, weight.numerator * (total // weight.denominator)))
        walks.append([_Walk(path, share, point, draws) for path in laid])
    every = [walk for walked in walks for walk in walked]
    for walk in every:
        for place, counts in walk.draws:
            spare[place] += walk.gain() * counts
    _take_all_back(every, spare)
    return tuple(
        _describe(criterion, score, walked, share * point)
        for criterion, score, walked in zip(criteria, scores, walks, strict=True)
    )


def _demands_on(criterion: Criterion) -> tuple[tuple[Kind, str], ...]:
    return (
        (Kind.CRITERION, criterion.id),
        (Kind.GROUP, criterion.group),
        (Kind.SECTION, criterion.section),
    )


def _count_spare(balance: Balance, unit: int, total: int) -> int:
    """Return what a demand has to spare, in whole units: a part of one is of no use."""
    exact = balance.earned * (unit * total if balance.kind is Kind.TOTAL else unit)
    whole = exact.numerator // exact.denominator
    return whole - 1 if exact == whole and not balance.inclusive else whole


def _take_all_back(walks: list[_Walk], spare: list[int]) -> None:
    """Take back step after step where the share is highest, until none can be taken back."""
    longest = max(walk.path.length for walk in walks)
    stride = 1 if longest <= MANY else 1 << (longest // MANY).bit_length()
    while stride:
        heights = sorted(
            (walk.share(walk.at), place)
            for place, walk in enumerate(walks)
            if stride == 1 or walk.path.length > MANY
        )
        while heights:
            _, place = heights.pop()
            walk = walks[place]
            if walk.take_back(stride, spare):
                heights.append((walk.share(walk.at), place))
                heights.sort()  # all but the last are in order: next to no work
        stride //= 2


def _describe(
    criterion: Criterion, score: CriterionScore, walks: list[_Walk], unit: int
) -> Improvement:
    return Improvement(
        criterion=criterion.id,
        earned=score.earned,
        needed=score.earned + Fraction(sum(walk.gain() for walk in walks), unit),
        steps=tuple(
            Step(
                channel=walk.path.mark.channel,
                before=walk.path.mark.observation,
                after=walk.path.observe(walk.at, criterion.method),
            )
            for walk in walks
            if walk.at
        ),
    )
