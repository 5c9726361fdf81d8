"""Assessment, instruments: satisfaction, what customers experienced against what they expected.

Input: rows of `expected` and `experienced` for a respondent and an item. Output:
`SatisfactionResult`: the contents of satisfaction, an index, and how many respondents were
disappointed, fairly served and delighted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.counts import share_figure
from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.quality import compare_answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.assessment.instruments.quality import Comparison
    from generator.records.model import Instrument, Table

LOW, HIGH = 0, 10
"""The scale of satisfaction, where the instrument declares no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentScore:
    """One content of satisfaction: means over its answers, and respondents by how they fared."""

    id: str
    n: int
    """How many respondents answered on it: disappointed + fair + delighted."""
    expected: Fraction
    experienced: Fraction
    gap: Fraction
    """experienced − expected."""
    disappointed: int
    fair: int
    delighted: int
    """Respondents who experienced less than expected, as much, more: by half a step or more in the
    mean of their answers on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionResult:
    """The contents that somebody answered on, in the instrument's order, and all in all."""

    n: int
    """How many respondents there are: disappointed + fair + delighted."""
    contents: tuple[ContentScore, ...]
    index: Fraction | None
    """0–100; None where a content has no answers."""
    expected: Fraction | None
    experienced: Fraction | None
    """Means over all answers."""
    disappointed: int
    fair: int
    delighted: int
    """Respondents by the mean of all their answers."""

    def figures(self) -> dict[str, Figure]:
        """Return the index, each content's experience and gap, and two shares of respondents."""
        if not self.contents:
            return {}
        found = {}
        if self.index is not None:
            # It is no surer than the content that the fewest answered on.
            found["index"] = Figure(value=self.index, n=min(one.n for one in self.contents))
        for content in self.contents:
            found[f"{content.id}.experienced"] = Figure(value=content.experienced, n=content.n)
            found[f"{content.id}.gap"] = Figure(value=content.gap, n=content.n)
        found["delighted"] = share_figure(self.delighted, self.n)
        found["disappointed"] = share_figure(self.disappointed, self.n)
        return found


def measure_satisfaction(table: Table, instrument: Instrument) -> SatisfactionResult:
    """Measure satisfaction as experience against expectation.

    A respondent counts once, by the mean of their answers, for shares of answers that hang
    together would look surer than they are. The index weighs the contents as the instrument
    does, or all alike where it does not weigh each.
    Source: R. L. Oliver (1980), A cognitive model of the antecedents and consequences of
    satisfaction decisions, Journal of Marketing Research 17, 460–469.
    Raises KeyError where an item stands in no dimension.
    """
    comparisons = compare_answers(table, instrument)
    contents = tuple(_score_content(comparison) for comparison in comparisons)
    gaps: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for comparison in comparisons:
        gaps.update(comparison.gaps)
        counts.update(comparison.counts)
    disappointed, fair, delighted = _count_kinds(gaps, counts)
    return SatisfactionResult(
        n=len(counts),
        contents=contents,
        index=_index(contents, instrument)
        if contents and len(contents) == len(instrument.dimensions)
        else None,
        expected=Fraction(sum(table["expected"]), table.rows) if contents else None,
        experienced=Fraction(sum(table["experienced"]), table.rows) if contents else None,
        disappointed=disappointed,
        fair=fair,
        delighted=delighted,
    )


def weighted_index(
    means: Sequence[Fraction | int], weights: Sequence[Fraction | int], low: int, high: int
) -> Fraction:
    """Return Σ w·(x − low)/(high − low)·100 ÷ Σ w, 0–100 for means within the scale.

    Source: C. Fornell and others (1996), The American Customer Satisfaction Index, Journal of
    Marketing 60(4), 7–18. Raises ValueError where the two differ in length or the weights add
    up to nothing.
    """
    whole = Fraction(sum(weights))
    if not whole:
        raise ValueError("no index: the weights add up to nothing")
    weighed = (weight * (mean - low) for weight, mean in zip(weights, means, strict=True))
    return Fraction(sum(weighed)) * 100 / ((high - low) * whole)


def _score_content(comparison: Comparison) -> ContentScore:
    disappointed, fair, delighted = _count_kinds(comparison.gaps, comparison.counts)
    return ContentScore(
        id=comparison.id,
        n=len(comparison.gaps),
        expected=Fraction(comparison.expected, comparison.answers),
        experienced=Fraction(comparison.experienced, comparison.answers),
        gap=Fraction(comparison.experienced - comparison.expected, comparison.answers),
        disappointed=disappointed,
        fair=fair,
        delighted=delighted,
    )


def _index(contents: Sequence[ContentScore], instrument: Instrument) -> Fraction:
    """Weigh the contents, which all were answered on."""
    scale = instrument.scale
    low, high = (scale.low, scale.high) if scale else (LOW, HIGH)
    given = [instrument.dimension(content.id).weight for content in contents]
    weights = [weight for weight in given if weight is not None]
    if len(weights) < len(given):
        weights = [Fraction(1) for _ in given]
    return weighted_index([content.experienced for content in contents], weights, low, high)


def _count_kinds(gaps: Mapping[str, int], counts: Mapping[str, int]) -> tuple[int, int, int]:
    """Count the respondents whose mean gap is −½ or less, between, and ½ or more.

    Half a step of the scale either way is as expected: sums of many answers are hardly ever
    equal to the last point.
    """
    below = above = 0
    for respondent, count in counts.items():
        twice = 2 * gaps[respondent]
        below += twice <= -count
        above += twice >= count
    return below, len(counts) - below - above, above
