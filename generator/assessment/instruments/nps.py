"""Assessment, instruments: net promoter score: would you recommend us, 0–10.

Input: one score a respondent. Output: promoters less detractors with a 95 % margin. Exact but for
the margin's square root.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import normal_margin

if TYPE_CHECKING:
    from generator.records.model import Instrument, Table

PROMOTER = 9
"""From here on a respondent promotes the firm."""
DETRACTOR = 6
"""Up to here a respondent speaks against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NpsResult:
    """Who recommends the firm and who does not; without answers the figures are None."""

    n: int
    promoters: int
    passives: int
    detractors: int
    nps: Fraction | None
    """From −1, all speak against the firm, to 1, all promote it."""
    variance: Fraction | None
    """Of one answer that counts as 1, 0 or −1: 0–1."""
    margin: Fraction | None
    """Half the 95 % interval, before it is cut to −1…1."""
    low: Fraction | None
    high: Fraction | None

    def figures(self) -> dict[str, Figure]:
        """Return the score as the main figure; nothing where nobody answered."""
        if self.nps is None:
            return {}
        return {"": Figure(value=self.nps, n=self.n, low=self.low, high=self.high)}


def measure_nps(
    table: Table,
    instrument: Instrument,  # noqa: ARG001 - every model is measured by the same two
) -> NpsResult:
    """Count the answers: 9 and 10 promote, 0–6 speak against; the scale is the model's own.

    Source: F. F. Reichheld (2003), The one number you need to grow, Harvard Business Review
    81 (12), 46–54.
    """
    scores = table["score"]
    return judge_counts(
        promoters=sum(score >= PROMOTER for score in scores),
        detractors=sum(score <= DETRACTOR for score in scores),
        n=len(scores),
    )


def judge_counts(*, promoters: int, detractors: int, n: int) -> NpsResult:
    """Return p − d, its variance p + d − (p − d)² and its margin z·√(variance/n).

    The variance is that of an answer counted as 1, 0 or −1, the margin normal; the interval is
    cut where it would leave −1…1. Equal answers leave no margin. ½, ⅓, ⅙ → ⅓ and 5/9.
    Source: B. Rocks (2016), Interval estimation for the net promoter score, The American
    Statistician 70, 365–372 (the Wald interval). Raises ValueError for counts that do not fit.
    """
    passives = n - promoters - detractors
    if min(promoters, passives, detractors) < 0:
        raise ValueError(f"no counts: {promoters} and {detractors} of {n}")
    nps = variance = margin = low = high = None
    if n:
        nps = Fraction(promoters - detractors, n)
        variance = Fraction(promoters + detractors, n) - nps * nps
        margin = normal_margin(variance / n)
        low, high = max(Fraction(-1), nps - margin), min(Fraction(1), nps + margin)
    return NpsResult(
        n=n,
        promoters=promoters,
        passives=passives,
        detractors=detractors,
        nps=nps,
        variance=variance,
        margin=margin,
        low=low,
        high=high,
    )
