"""Assessment, instruments: SERVQUAL: how far service falls short of what is expected of it.

Input: an expectation and a perception for each respondent and item. Output: gaps P − E by item,
by dimension and overall, with 95 % intervals over respondents, and the reliability of the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from generator.assessment.instruments.alpha import AlphaResult, judge_columns
from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import (
    mean_of,
    normal_margin,
    over_one_denominator,
    variance_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from generator.records.model import Instrument, Table

Answers = dict[str, dict[str, tuple[int, int]]]
"""By item and respondent: expectation and perception."""
Sums = dict[str, tuple[int, int]]
"""By respondent: the sum of the gaps and how many, or how weighty, they are."""
Interval = tuple[Fraction | None, Fraction | None, Fraction | None]
"""A gap with the ends of its interval."""
UNDEFINED: Interval = (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGap:
    """Means of the answers to one item, on the instrument's scale."""

    id: str
    expectation: Fraction
    perception: Fraction
    gap: Fraction
    """Perception less expectation: below 0 where service falls short."""
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionGap:
    """Means of a dimension's items, on the instrument's scale."""

    id: str
    expectation: Fraction
    perception: Fraction
    gap: Fraction
    low: Fraction | None
    """None, as `high`, where fewer than two respondents answered."""
    high: Fraction | None
    n: int
    """Respondents who answered any of its items."""
    alpha: Fraction | None
    """Of the perceptions, over those who answered all of its items."""
    items: tuple[ItemGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServqualResult:
    """The gaps in the instrument's order; items and dimensions without answers are left out."""

    n: int
    """Respondents."""
    complete: int
    """Those who answered in every dimension: what is said of all dimensions rests on them."""
    answers: int
    dimensions: tuple[DimensionGap, ...]
    overall: Fraction | None
    """None where a dimension has no answers."""
    overall_low: Fraction | None
    overall_high: Fraction | None
    weighted: Fraction | None
    """None where a dimension has no answers or no weight."""
    weighted_low: Fraction | None
    weighted_high: Fraction | None
    alpha: AlphaResult
    """Of the perceptions, over those who answered every item."""

    def figures(self) -> dict[str, Figure]:
        """Return `overall`, `weighted`, `alpha` and each dimension's three, where defined."""
        found: dict[str, Figure] = {}
        if self.overall is not None:
            found["overall"] = Figure(
                value=self.overall, n=self.complete, low=self.overall_low, high=self.overall_high
            )
        if self.weighted is not None:
            found["weighted"] = Figure(
                value=self.weighted, n=self.complete, low=self.weighted_low, high=self.weighted_high
            )
        for one in self.dimensions:
            found[f"{one.id}.gap"] = Figure(value=one.gap, n=one.n, low=one.low, high=one.high)
            found[f"{one.id}.expectation"] = Figure(value=one.expectation, n=one.n)
            found[f"{one.id}.perception"] = Figure(value=one.perception, n=one.n)
        if self.alpha.alpha is not None:
            found["alpha"] = self.alpha.figures()[""]
        return found


def measure_servqual(table: Table, instrument: Instrument) -> ServqualResult:
    """Return the gaps: an item's is the mean of its answers, a dimension's the mean of its items.

    Overall is the mean of the dimensions, weighted Σ w·gap / Σ w. Gaps −.65 −1.10 −.83 −.70 −1.01
    → −0.858 and, weighted 11, 32, 22, 19, 16, −0.9007. Each interval is the gap ± z·s/√n, s over
    the respondents' own gaps: the mean of the items that one answered in a dimension, then the
    (weighted) mean of the dimensions, of those who answered in every one. No rows leave all of it
    out.
    Source: A. Parasuraman, V. A. Zeithaml and L. L. Berry (1988), SERVQUAL, Journal of Retailing
    64 (1), 12–40. Raises KeyError for a row whose item the instrument does not have.
    """
    answers: Answers = {item.id: {} for item in instrument.items}
    rows = zip(
        table["respondent"], table["item"], table["expectation"], table["perception"], strict=True
    )
    for respondent, item, expectation, perception in rows:
        answers[item][respondent] = expectation, perception
    members = {
        dimension.id: [item.id for item in instrument.items if item.dimension == dimension.id]
        for dimension in instrument.dimensions
    }
    sums = {name: _sum_gaps(answers[item] for item in items) for name, items in members.items()}
    dimensions = tuple(
        _judge_dimension(name, {item: answers[item] for item in items}, sums[name])
        for name, items in members.items()
        if sums[name]
    )
    overall = weighted = UNDEFINED
    if dimensions and len(dimensions) == len(members):
        overall = _weigh(dimensions, sums, [1] * len(dimensions))
        weights = [one.weight for one in instrument.dimensions if one.weight is not None]
        if len(weights) == len(dimensions):
            weighted = _weigh(dimensions, sums, weights)
    return ServqualResult(
        n=len(set(table["respondent"])),
        complete=len(_list_complete(sums)) if sums else 0,
        answers=table.rows,
        dimensions=dimensions,
        overall=overall[0],
        overall_low=overall[1],
        overall_high=overall[2],
        weighted=weighted[0],
        weighted_low=weighted[1],
        weighted_high=weighted[2],
        alpha=_judge_perceptions(answers.values()),
    )


def _sum_gaps(answers: Iterable[Mapping[str, tuple[int, int]]]) -> Sums:
    """Add up each respondent's gaps over some items."""
    sums: Sums = {}
    for by_respondent in answers:
        for respondent, (expectation, perception) in by_respondent.items():
            total, count = sums.get(respondent, (0, 0))
            sums[respondent] = total + perception - expectation, count + 1
    return sums


def _judge_dimension(name: str, answers: Answers, sums: Sums) -> DimensionGap:
    """Return the means of a dimension that somebody answered."""
    items = tuple(_judge_item(item, found) for item, found in answers.items() if found)
    gap = mean_of(item.gap for item in items)
    low, high = _spread(gap, sums.values())
    return DimensionGap(
        id=name,
        expectation=mean_of(item.expectation for item in items),
        perception=mean_of(item.perception for item in items),
        gap=gap,
        low=low,
        high=high,
        n=len(sums),
        alpha=_judge_perceptions(answers.values()).alpha,
        items=items,
    )


def _judge_item(item: str, found: Mapping[str, tuple[int, int]]) -> ItemGap:
    expectation = mean_of(expected for expected, _ in found.values())
    perception = mean_of(perceived for _, perceived in found.values())
    return ItemGap(
        id=item,
        expectation=expectation,
        perception=perception,
        gap=perception - expectation,
        n=len(found),
    )


def _judge_perceptions(answers: Iterable[Mapping[str, tuple[int, int]]]) -> AlphaResult:
    """Return α of the perceptions over the respondents who answered every item."""
    items = list(answers)
    complete = [one for one in items[0] if all(one in found for found in items)] if items else []
    return judge_columns([[found[one][1] for one in complete] for found in items])


def _weigh(
    dimensions: Sequence[DimensionGap],
    sums: Mapping[str, Sums],
    weights: Sequence[Fraction | int],
) -> Interval:
    """Return the weighted mean of the dimensions' gaps, its interval over respondents."""
    whole, _ = over_one_denominator(weights)
    if not sum(whole):
        return UNDEFINED
    unit = lcm(*{count for found in sums.values() for _, count in found.values()})
    bottom = unit * sum(whole)
    own = [
        (
            sum(
                weight * sums[dimension.id][one][0] * (unit // sums[dimension.id][one][1])
                for dimension, weight in zip(dimensions, whole, strict=True)
            ),
            bottom,
        )
        for one in _list_complete(sums)
    ]
    gap = Fraction(sum(w * one.gap for w, one in zip(whole, dimensions, strict=True)), sum(whole))
    low, high = _spread(gap, own)
    return gap, low, high


def _list_complete(sums: Mapping[str, Sums]) -> list[str]:
    """Return the respondents who answered in every dimension."""
    first, *others = sums.values()
    return [one for one in first if all(one in other for other in others)]


def _spread(
    gap: Fraction, own: Collection[tuple[int, int]]
) -> tuple[Fraction | None, Fraction | None]:
    """Return the interval about a gap by the spread of the respondents' own, as top and bottom."""
    if len(own) < 2:  # noqa: PLR2004 - one respondent does not spread
        return None, None
    # In whole numbers over one unit: there may be a hundred thousand respondents.
    unit = lcm(*{bottom for _, bottom in own})
    variance = variance_of([top * (unit // bottom) for top, bottom in own]) / unit**2
    margin = normal_margin(variance / len(own))
    return gap - margin, gap + margin
