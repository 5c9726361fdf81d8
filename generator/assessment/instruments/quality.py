"""Assessment, instruments: perceived quality, what was experienced against what was expected.

Input: rows of `expected` and `experienced` for a respondent and an item. Output: `QualityResult`,
a part for each dimension: what the customer gets, how they get it, the image it is seen through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import mean_of

if TYPE_CHECKING:
    from generator.records.model import Instrument, Table


@dataclass(slots=True, kw_only=True)
class Comparison:
    """What the answers to the items of one dimension add up to."""

    id: str
    answers: int = 0
    expected: int = 0
    experienced: int = 0
    gaps: dict[str, int] = field(default_factory=dict)
    """Respondent → Σ (experienced − expected)."""
    counts: dict[str, int] = field(default_factory=dict)
    """Respondent → how many of its items they answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPart:
    """One part of perceived quality; means over its answers, on the instrument's scale."""

    id: str
    expected: Fraction
    experienced: Fraction
    gap: Fraction
    """experienced − expected: below 0 where the service fell short."""
    n: int
    """How many respondents answered on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityResult:
    """The parts that somebody answered on, in the instrument's order."""

    n: int
    """How many respondents there are."""
    parts: tuple[QualityPart, ...]
    gap: Fraction | None
    """The mean of the parts' gaps, each part alike; None without answers."""

    def figures(self) -> dict[str, Figure]:
        """Return `<part>.gap` and `<part>.experienced`."""
        found = {}
        for part in self.parts:
            found[f"{part.id}.gap"] = Figure(value=part.gap, n=part.n)
            found[f"{part.id}.experienced"] = Figure(value=part.experienced, n=part.n)
        return found


def measure_quality(table: Table, instrument: Instrument) -> QualityResult:
    """Compare the quality experienced with the quality expected, part by part.

    Source: C. Grönroos (1984), A service quality model and its marketing implications, European
    Journal of Marketing 18(4), 36–44. Raises KeyError where an item stands in no dimension.
    """
    parts = tuple(
        QualityPart(
            id=part.id,
            expected=Fraction(part.expected, part.answers),
            experienced=Fraction(part.experienced, part.answers),
            gap=Fraction(part.experienced - part.expected, part.answers),
            n=len(part.gaps),
        )
        for part in compare_answers(table, instrument)
    )
    return QualityResult(
        n=len(set(table["respondent"])),
        parts=parts,
        gap=mean_of([part.gap for part in parts]) if parts else None,
    )


def compare_answers(table: Table, instrument: Instrument) -> tuple[Comparison, ...]:
    """Add up expected and experienced by dimension, those with answers, in the instrument's order.

    Raises KeyError where an item stands in no dimension.
    """
    found = {dimension.id: Comparison(id=dimension.id) for dimension in instrument.dimensions}
    of_item = {item.id: found[item.dimension] for item in instrument.items if item.dimension}
    for respondent, item, expected, experienced in zip(
        table["respondent"], table["item"], table["expected"], table["experienced"], strict=True
    ):
        comparison = of_item[item]
        comparison.answers += 1
        comparison.expected += expected
        comparison.experienced += experienced
        gaps = comparison.gaps
        gaps[respondent] = gaps.get(respondent, 0) + experienced - expected
        comparison.counts[respondent] = comparison.counts.get(respondent, 0) + 1
    return tuple(comparison for comparison in found.values() if comparison.answers)
