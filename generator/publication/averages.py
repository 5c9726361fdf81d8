"""Publication: scores under one standard, added up and averaged.

Input: certificates and their scorecards, one after the other. Output: `StandardFigures`, exact.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.assessment.scorecard import Scorecard
    from generator.certification.standing import Certificate
    from generator.records.model import Criterion, Grade, Group, Section, Standard

_UNIT = 10**12
"""Points are added up as whole numbers of this part: fractions would cost ten times as much."""
_WEAKEST, _BINS = 10, 10


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The mean share (0–1) of a group's points; None where nothing was counted."""

    section: Section
    group: Group
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Weakness:
    """A criterion, the points lost on it in the mean, and over how many firms."""

    criterion: Criterion
    lost: Fraction
    share: Fraction
    firms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFigures:
    """The scores of the certified firms under one version of a standard."""

    standard: Standard
    firms: int
    mean: Fraction | None
    grades: tuple[tuple[Grade, int], ...]
    """From the highest."""
    groups: tuple[GroupMean, ...]
    distribution: tuple[tuple[Fraction, Fraction, int], ...]
    """From, up to, how many; the last bin includes its upper end."""
    weakest: tuple[Weakness, ...]


class Sums:
    """Adds up the scorecards under one standard, in whole numbers of a small unit."""

    def __init__(self, standard: Standard) -> None:
        """Begin with nothing."""
        self.standard = standard
        self.firms = 0
        self.totals: list[Fraction] = []
        self.grades: Counter[str] = Counter()
        self.groups: dict[str, list[int]] = {group.id: [0, 0] for group in standard.groups}
        self.criteria: dict[str, list[int]] = {id_: [0, 0, 0] for id_ in standard.criteria}

    def add(self, certificate: Certificate, card: Scorecard) -> None:
        """Add a certified firm."""
        self.firms += 1
        self.totals.append(Fraction(certificate.score))
        self.grades[certificate.grade] += 1
        for tally in card.groups:
            counted = self.groups[tally.id]
            counted[0] += _in_units(tally.earned)
            counted[1] += _in_units(tally.available)
        for score in card.criteria:
            if score.available:
                counted = self.criteria[score.id]
                counted[0] += _in_units(score.earned)
                counted[1] += _in_units(score.available)
                counted[2] += 1

    def figures(self) -> StandardFigures:
        """Return the means, the distribution and the weakest criteria."""
        standard = self.standard
        return StandardFigures(
            standard=standard,
            firms=self.firms,
            mean=sum(self.totals, Fraction(0)) / self.firms if self.firms else None,
            grades=tuple((grade, self.grades[grade.id]) for grade in reversed(standard.grades)),
            groups=tuple(
                GroupMean(section, group, _share(*self.groups[group.id]))
                for section in standard.sections
                for group in section.groups
            ),
            distribution=_distribute(self.totals, standard),
            weakest=self._weakest(),
        )

    def _weakest(self) -> tuple[Weakness, ...]:
        found = [
            Weakness(
                criterion=self.standard.criteria[id_],
                lost=Fraction(available - earned, _UNIT * firms),
                share=Fraction(earned, available),
                firms=firms,
            )
            for id_, (earned, available, firms) in self.criteria.items()
            if firms and earned < available
        ]
        found.sort(key=lambda one: (-one.lost, one.criterion.id))
        return tuple(found[:_WEAKEST])


def _in_units(points: Fraction) -> int:
    top, bottom = points.as_integer_ratio()
    return top * _UNIT // bottom


def _share(earned: int, available: int) -> Fraction | None:
    return Fraction(earned, available) if available else None


def _distribute(
    totals: Sequence[Fraction], standard: Standard
) -> tuple[tuple[Fraction, Fraction, int], ...]:
    """Count totals in equal bins from the lowest grade's minimum to the points of the standard."""
    low, high = standard.grades[0].minimum, standard.points
    width = (high - low) / _BINS
    if width <= 0:
        return ()
    counts = Counter(min(max((total - low) // width, 0), _BINS - 1) for total in totals)
    return tuple((low + at * width, low + (at + 1) * width, counts[at]) for at in range(_BINS))
