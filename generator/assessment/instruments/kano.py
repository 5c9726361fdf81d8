"""Assessment, instruments: Kano: which features delight, which go without saying.

Input: two answers to each item, what if it were so and what if it were not. Output: for each item
the category that most put it into, and how far it lifts or lowers satisfaction.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import wilson_share

if TYPE_CHECKING:
    from generator.records.model import Instrument, Table

LETTERS = "AOMIRQ"
"""Attractive, one-dimensional, must-be, indifferent, reverse, questionable."""
_PRECEDENCE = "MOAIRQ"
"""Of categories chosen equally often the one whose lack hurts most goes first."""
_ROWS = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
"""The functional answer gives the row, the dysfunctional one the column; 1 like … 5 dislike."""
CATEGORIES = {
    (row, column): letter
    for row, letters in enumerate(_ROWS, start=1)
    for column, letter in enumerate(letters, start=1)
}
"""The category that a pair of answers puts a feature into."""
_CRITICAL = Fraction("1.65")
"""Of the normal distribution, two-sided 90 %, as Fong's test was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KanoItem:
    """What the respondents make of one feature."""

    id: str
    n: int
    counts: dict[str, int]
    """How many put it into each category, in the order A O M I R Q."""
    category: str
    better: Fraction | None
    """How far having it lifts satisfaction, 0–1; None where all answers are R or Q."""
    worse: Fraction | None
    """How far lacking it lowers satisfaction, −1–0; None where all answers are R or Q."""
    significant: bool
    """Whether the category stands out from the next one."""

    @property
    def rated(self) -> int:
        """How many answers better and worse rest on: all but R and Q."""
        return sum(self.counts[letter] for letter in "AOMI")


@dataclass(frozen=True, slots=True, kw_only=True)
class KanoResult:
    """The features in the instrument's order; those that nobody answered are left out."""

    n: int
    """Respondents."""
    items: tuple[KanoItem, ...]

    def figures(self) -> dict[str, Figure]:
        """Return `<item>.better` and `<item>.worse` with Wilson intervals, where defined."""
        found = {}
        for item in self.items:
            if item.better is None or item.worse is None:
                continue
            n, counts = item.rated, item.counts
            low, high = wilson_share(counts["A"] + counts["O"], n)
            found[f"{item.id}.better"] = Figure(value=item.better, n=n, low=low, high=high)
            low, high = wilson_share(counts["O"] + counts["M"], n)
            found[f"{item.id}.worse"] = Figure(value=item.worse, n=n, low=-high, high=-low)
        return found


def measure_kano(table: Table, instrument: Instrument) -> KanoResult:
    """Sort every pair of answers and judge each feature by its categories.

    No rows give no items. Raises KeyError for an answer outside 1–5 and for an unknown item.
    """
    cells = Counter(zip(table["item"], table["functional"], table["dysfunctional"], strict=True))
    counts: dict[str, Counter[str]] = {item.id: Counter() for item in instrument.items}
    for (item, functional, dysfunctional), count in cells.items():
        counts[item][CATEGORIES[functional, dysfunctional]] += count
    return KanoResult(
        n=len(set(table["respondent"])),
        items=tuple(judge_feature(item, found) for item, found in counts.items() if found.total()),
    )


def judge_feature(item: str, found: Counter[str]) -> KanoItem:
    """Return the most frequent category, ties M > O > A > I, with better and worse.

    Better is (A + O)/(A + O + M + I), worse −(O + M)/(A + O + M + I).
    Sources: N. Kano et al. (1984), Attractive quality and must-be quality, Journal of the
    Japanese Society for Quality Control 14 (2), 147–156; C. Berger et al. (1993), Kano's methods
    for understanding customer-defined quality, Center for Quality of Management Journal 2 (4),
    3–36. Raises ValueError where there are no answers.
    """
    counts = {letter: found[letter] for letter in LETTERS}
    if not any(counts.values()):
        raise ValueError(f"no answers to {item}")
    rated = counts["A"] + counts["O"] + counts["M"] + counts["I"]
    first, second, *_ = sorted(counts.values(), reverse=True)
    return KanoItem(
        id=item,
        n=sum(counts.values()),
        counts=counts,
        category=max(_PRECEDENCE, key=lambda letter: counts[letter]),
        better=Fraction(counts["A"] + counts["O"], rated) if rated else None,
        worse=-Fraction(counts["O"] + counts["M"], rated) if rated else None,
        significant=stands_out(first, second, sum(counts.values())),
    )


def stands_out(first: int, second: int, n: int) -> bool:
    """Return whether the most frequent category differs from the next by more than chance.

    It does where |a − b| ≥ 1.65·√((a + b)(2n − a − b)/(2n)); compared squared, hence exactly.
    Source: D. Fong (1996), Using the self-stated importance questionnaire to interpret Kano
    questionnaire results, Center for Quality of Management Journal 5 (3), 21–24.
    Raises ZeroDivisionError for n = 0.
    """
    both = first + second
    return (first - second) ** 2 >= _CRITICAL**2 * Fraction(both * (2 * n - both), 2 * n)
