"""Assessment, instruments: diagnosis of the gap model's inner gaps, 1–4, from their causes.

Input: rows of a `score` for a respondent and a statement. Output: `GapsResult`: for each gap the
state of its causes, higher is better, and which of them are weak.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import mean_of
from generator.assessment.instruments.loyalty import middle_of_scale

if TYPE_CHECKING:
    from generator.records.model import Instrument, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseScore:
    """The state of one cause: the mean of its answers on the scale, negatives turned round."""

    id: str
    gap: int
    mean: Fraction
    n: int
    """How many respondents answered on it."""
    weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapScore:
    """One gap: the mean of its causes, each alike."""

    gap: int
    mean: Fraction
    n: int
    """How many respondents answered on any of its causes."""
    causes: tuple[CauseScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsResult:
    """The gaps, and their causes in the instrument's order, that somebody answered on."""

    n: int
    by_role: tuple[tuple[str, int], ...]
    """Role → how many respondents, in the instrument's order."""
    gaps: tuple[GapScore, ...]

    def figures(self) -> dict[str, Figure]:
        """Return `gap1` … `gap4`, and each cause by its id."""
        found = {}
        for gap in self.gaps:
            found[f"gap{gap.gap}"] = Figure(value=gap.mean, n=gap.n)
            found |= {cause.id: Figure(value=cause.mean, n=cause.n) for cause in gap.causes}
        return found


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What the answers on one cause add up to."""

    id: str
    gap: int
    total: int = 0
    answers: int = 0
    people: set[str] = field(default_factory=set)


def measure_gaps(table: Table, instrument: Instrument) -> GapsResult:
    """Measure the causes of the gaps; one is weak whose mean is below `instrument.high`.

    Where the instrument does not say, that is the middle of its scale.
    Source: V. A. Zeithaml, L. L. Berry and A. Parasuraman (1988), Communication and control
    processes in the delivery of service quality, Journal of Marketing 52(2), 35–48.
    Raises ValueError where the instrument has no scale, KeyError where an item has no cause.
    """
    middle = middle_of_scale(instrument)
    bar = middle if instrument.high is None else instrument.high
    tallies = {
        dimension.id: _Tally(id=dimension.id, gap=dimension.gap)
        for dimension in instrument.dimensions
        if dimension.gap is not None
    }
    of_item = {item.id: tallies[item.dimension] for item in instrument.items if item.dimension}
    turned = {item.id for item in instrument.items if item.negative}
    both_ends = int(2 * middle)
    for respondent, item, score in zip(
        table["respondent"], table["item"], table["score"], strict=True
    ):
        tally = of_item[item]
        tally.total += both_ends - score if item in turned else score
        tally.answers += 1
        tally.people.add(respondent)
    answered = [tally for tally in tallies.values() if tally.answers]
    people = Counter(role for _, role in set(zip(table["respondent"], table["role"], strict=True)))
    return GapsResult(
        n=len(set(table["respondent"])),
        by_role=tuple((role.id, people[role.id]) for role in instrument.roles),
        gaps=tuple(
            _score_gap(gap, [tally for tally in answered if tally.gap == gap], bar)
            for gap in sorted({tally.gap for tally in answered})
        ),
    )


def _score_gap(gap: int, tallies: list[_Tally], bar: Fraction) -> GapScore:
    causes = []
    for tally in tallies:
        mean = Fraction(tally.total, tally.answers)
        causes.append(
            CauseScore(id=tally.id, gap=gap, mean=mean, n=len(tally.people), weak=mean < bar)
        )
    return GapScore(
        gap=gap,
        mean=mean_of([cause.mean for cause in causes]),
        n=len(set[str]().union(*(tally.people for tally in tallies))),
        causes=tuple(causes),
    )
