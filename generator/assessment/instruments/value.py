"""Assessment, instruments: delivered value, what customers get less what it costs them.

Input: one row a respondent, a column for each benefit and each cost. Output: `ValueResult`: the
means of the parts and of the value delivered, on the instrument's scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import mean_interval

if TYPE_CHECKING:
    from generator.records.model import Instrument, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePart:
    """The mean of one benefit or cost."""

    id: str
    mean: Fraction
    cost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueResult:
    """The parts in the instrument's order; sums of scale points for one customer, on average."""

    n: int
    parts: tuple[ValuePart, ...]
    benefit: Fraction | None
    cost: Fraction | None
    delivered: Fraction | None
    """benefit − cost; all three are None without answers."""
    low: Fraction | None
    high: Fraction | None
    """The normal 95 % interval of what is delivered; None below two respondents."""

    def figures(self) -> dict[str, Figure]:
        """Return the value delivered, the main figure."""
        if self.delivered is None:
            return {}
        return {"": Figure(value=self.delivered, n=self.n, low=self.low, high=self.high)}


def measure_value(table: Table, instrument: Instrument) -> ValueResult:
    """Measure delivered value: for each respondent Σ benefits − Σ costs, then the mean.

    Source: P. Kotler (1994), Marketing Management, 8th edition: customer delivered value.
    """
    n = table.rows
    if not n:
        return ValueResult(
            n=0, parts=(), benefit=None, cost=None, delivered=None, low=None, high=None
        )
    delivered = [0] * n
    benefit = cost = 0
    parts = []
    for item in instrument.items:
        column = table[item.id]
        whole = sum(column)
        if item.negative:
            cost += whole
            delivered = [sofar - answer for sofar, answer in zip(delivered, column, strict=True)]
        else:
            benefit += whole
            delivered = [sofar + answer for sofar, answer in zip(delivered, column, strict=True)]
        parts.append(ValuePart(id=item.id, mean=Fraction(whole, n), cost=item.negative))
    low, high = mean_interval(delivered) or (None, None)
    return ValueResult(
        n=n,
        parts=tuple(parts),
        benefit=Fraction(benefit, n),
        cost=Fraction(cost, n),
        delivered=Fraction(benefit - cost, n),
        low=low,
        high=high,
    )
