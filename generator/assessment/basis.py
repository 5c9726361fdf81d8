"""Assessment: the computed figure that a criterion rests on, and whether its basis is enough.

Input: what the data give, what the standard asks. Output: a `Basis`. A figure that rests on too
small a sample or on an unreliable scale earns nothing; the scorecard says so.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.sampling import smallest_sample
from generator.assessment.scorecard import Basis, Shortfall
from generator.assessment.totals import round_exactly
from generator.records.model import Model, Rounding, name_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assessment.instruments.figures import Figure
    from generator.records.model import Audit, Computed, Standard

_NOT_RESPONDENTS = frozenset({Model.CASES, Model.COUNTS, Model.RANKING})
_ALPHA = "alpha"
"""How a scale with other figures calls its reliability."""


def find_basis(
    computed: Computed, figures: Mapping[str, Figure], audit: Audit, standard: Standard
) -> Basis | None:
    """Return the figure in the metric's unit with what it rests on; None where no data tell it.

    The sample asked for is the standard's in a large population, and as many as give the same
    precision in the firm's own.
    """
    offer = standard.offers[computed.figure]
    data = next((one for one in audit.data if one.instrument == offer.instrument), None)
    if data is None:
        return None
    instrument = standard.instruments[offer.instrument]
    figure = figures.get(name_figure(instrument, offer.key))
    if figure is None:
        # A count that the file does not hold was not given; other figures may lack a value.
        counted = instrument.model is Model.COUNTS
        return None if counted else Basis(figure=computed.figure, shortfall=Shortfall.FIGURE)
    counted_end = figure.value if offer.end is None else getattr(figure, offer.end)
    # Only a figure that counts respondents is held against how many there are.
    asked = instrument.model not in _NOT_RESPONDENTS
    needed = computed.minimum and smallest_sample(
        computed.minimum, data.population if asked else None
    )
    scale = instrument.id if instrument.model is Model.ALPHA else f"{instrument.id}.{_ALPHA}"
    reliability = figures.get(scale)
    shortfall = None
    if counted_end is None:
        shortfall = Shortfall.FIGURE
    elif needed is not None and figure.n < needed:
        shortfall = Shortfall.SAMPLE
    elif computed.reliability is not None and not _is_reliable(
        computed.reliability, reliability, figure.n
    ):
        shortfall = Shortfall.SCALE
    return Basis(
        figure=computed.figure,
        value=None if counted_end is None else _convert(counted_end, computed),
        measured=_convert(figure.value, computed),
        low=None if figure.low is None else _convert(figure.low, computed),
        high=None if figure.high is None else _convert(figure.high, computed),
        n=figure.n,
        needed=needed,
        alpha=reliability.value if reliability and computed.reliability is not None else None,
        shortfall=shortfall,
    )


def _is_reliable(least: Fraction, alpha: Figure | None, n: int) -> bool:
    """Tell whether α reaches the least, and is known of at least half of those that count.

    It is that of the respondents who answered every item: of a few it says nothing of the others.
    """
    return alpha is not None and alpha.value >= least and 2 * alpha.n >= n


def _convert(value: Fraction, computed: Computed) -> Fraction:
    """Return a figure in the metric's unit, rounded as the standard says: halves up."""
    rounding = Rounding(places=computed.places, mode="half_up")
    return Fraction(round_exactly(value * computed.times, rounding))
