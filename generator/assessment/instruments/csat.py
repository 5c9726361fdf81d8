"""Assessment, instruments: customer satisfaction in one question: the share of the satisfied.

Input: one score a respondent. Output: how many chose the top two answers, with the Wilson
interval, and the count of every answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import wilson_share
from generator.records.model import Scale

if TYPE_CHECKING:
    from generator.records.model import Instrument, Table

USUAL = Scale(low=1, high=5)
"""Where an instrument declares no scale of its own."""
TOP = 2
"""So many of the highest answers count as satisfied: the field's "top two boxes"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsatResult:
    """The satisfied among all; without answers share and interval are None."""

    n: int
    satisfied: int
    share: Fraction | None
    """0–1."""
    low: Fraction | None
    high: Fraction | None
    counts: tuple[tuple[int, int], ...]
    """Each score of the scale, lowest first, and how many gave it."""

    def figures(self) -> dict[str, Figure]:
        """Return the share as the main figure; nothing where nobody answered."""
        if self.share is None:
            return {}
        return {"": Figure(value=self.share, n=self.n, low=self.low, high=self.high)}


def measure_csat(table: Table, instrument: Instrument) -> CsatResult:
    """Return the share of the scale's top two answers with its 95 % Wilson interval.

    Source of the interval: E. B. Wilson (1927), see `wilson_share`.
    """
    scale = instrument.scale or USUAL
    found = Counter(table["score"])
    counts = tuple((score, found[score]) for score in range(scale.low, scale.high + 1))
    satisfied, n = sum(count for _, count in counts[-TOP:]), len(table["score"])
    share = low = high = None
    if n:
        share = Fraction(satisfied, n)
        low, high = wilson_share(satisfied, n)
    return CsatResult(n=n, satisfied=satisfied, share=share, low=low, high=high, counts=counts)
