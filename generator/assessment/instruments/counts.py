"""Assessment, instruments: operating measures, counted period by period.

Input: rows of `count` of `of` for a measure and a period. Output: `CountsResult`, each measure
over all its periods, as a share or as so much for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import wilson_share
from generator.records.model import Ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records.model import Instrument, Measure, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """One measure over all its periods."""

    id: str
    count: Fraction
    of: Fraction
    value: Fraction
    """`count` ÷ `of`: a share, 0–1, or so much for each."""
    low: Fraction | None
    high: Fraction | None
    """The 95 % Wilson interval of a share of whole numbers."""
    n: int
    """How many it was counted of, in full: calls, visits, cases."""
    periods: tuple[tuple[str, Fraction, Fraction], ...]
    """Period, count, of; the earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsResult:
    """All measures that were counted, in the instrument's order."""

    n: int
    """How many rows there are: one for a measure and a period."""
    measures: tuple[MeasureResult, ...]

    def figures(self) -> dict[str, Figure]:
        """Return the figure of each measure by its id."""
        return {
            measure.id: Figure(value=measure.value, n=measure.n, low=measure.low, high=measure.high)
            for measure in self.measures
        }


def measure_counts(table: Table, instrument: Instrument) -> CountsResult:
    """Add up each measure's periods: Σ count ÷ Σ of, so that a busy period weighs more.

    A measure without a row is left out. Raises ValueError where more than all is a share.
    """
    rows: dict[str, list[tuple[str, Fraction, Fraction]]] = {}
    for measure, period, count, of in zip(
        table["measure"], table["period"], table["count"], table["of"], strict=True
    ):
        rows.setdefault(measure, []).append((period, count, of))
    return CountsResult(
        n=table.rows,
        measures=tuple(
            _add_periods(measure, rows[measure.id])
            for measure in instrument.measures
            if measure.id in rows
        ),
    )


def share_figure(successes: int, n: int) -> Figure:
    """Return a share, 0–1, with its Wilson interval; raises ValueError unless 0 ≤ it ≤ n > 0."""
    low, high = wilson_share(successes, n)
    return Figure(value=Fraction(successes, n), n=n, low=low, high=high)


def _add_periods(measure: Measure, rows: list[tuple[str, Fraction, Fraction]]) -> MeasureResult:
    count = _add(count for _, count, _ in rows)
    of = _add(of for _, _, of in rows)
    low = high = None
    if measure.ratio is Ratio.SHARE and count.denominator == of.denominator == 1:
        low, high = wilson_share(count.numerator, of.numerator)
    elif measure.ratio is Ratio.SHARE and count > of:
        raise ValueError(f"no share: {count} of {of}")
    return MeasureResult(
        id=measure.id,
        count=count,
        of=of,
        value=count / of,
        low=low,
        high=high,
        n=of.numerator // of.denominator,
        periods=tuple(sorted(rows)),
    )


def _add(values: Iterable[Fraction]) -> Fraction:
    """Add exactly: numerators of one denominator are whole numbers, which add up fast."""
    tops: dict[int, int] = {}
    for value in values:
        tops[value.denominator] = tops.get(value.denominator, 0) + value.numerator
    return sum((Fraction(top, bottom) for bottom, top in tops.items()), Fraction(0))
