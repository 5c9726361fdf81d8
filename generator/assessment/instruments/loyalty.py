"""Assessment, instruments: types of loyalty, by attitude and repeat purchase.

Input: rows of `attitude`, `repurchase` and `satisfaction`, one a respondent. Output:
`LoyaltyResult`: how many are truly, latently and spuriously loyal or not at all, and how many
are hostages: dissatisfied, yet still buying.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.counts import share_figure

if TYPE_CHECKING:
    from generator.assessment.instruments.figures import Figure
    from generator.records.model import Instrument, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LoyaltyCell:
    """How many respondents gave these two answers."""

    attitude: int
    repurchase: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoyaltyResult:
    """Respondents by type: true + latent + spurious + none = n."""

    n: int
    true: int
    """Attitude high, repeat purchase high."""
    latent: int
    """Attitude high, repeat purchase low."""
    spurious: int
    """Attitude low, repeat purchase high."""
    none: int
    hostages: int
    """Repeat purchase high while satisfaction is below the middle of the scale, of any attitude."""
    cells: tuple[LoyaltyCell, ...]
    """Those that occur, by attitude, then repeat purchase, both rising."""

    def figures(self) -> dict[str, Figure]:
        """Return the share of each type and of the hostages, 0–1."""
        if not self.n:
            return {}
        return {
            "true": share_figure(self.true, self.n),
            "latent": share_figure(self.latent, self.n),
            "spurious": share_figure(self.spurious, self.n),
            "none": share_figure(self.none, self.n),
            "hostages": share_figure(self.hostages, self.n),
        }


def measure_loyalty(table: Table, instrument: Instrument) -> LoyaltyResult:
    """Sort respondents into the four types; high is from `instrument.high` on.

    Where the instrument does not say, high is above the middle of its scale.
    Source: A. S. Dick and K. Basu (1994), Customer loyalty, Journal of the Academy of Marketing
    Science 22, 99–113; hostages: T. O. Jones and W. E. Sasser (1995), Why satisfied customers
    defect, Harvard Business Review 73(6), 88–99.
    Raises ValueError where the instrument has no scale.
    """
    middle = middle_of_scale(instrument)
    high = instrument.high
    answers = Counter(
        zip(table["attitude"], table["repurchase"], table["satisfaction"], strict=True)
    )
    types: Counter[tuple[bool, bool]] = Counter()
    cells: Counter[tuple[int, int]] = Counter()
    hostages = 0
    for (attitude, repurchase, satisfaction), count in answers.items():
        fond = attitude > middle if high is None else attitude >= high
        returning = repurchase > middle if high is None else repurchase >= high
        types[fond, returning] += count
        cells[attitude, repurchase] += count
        if returning and satisfaction < middle:
            hostages += count
    return LoyaltyResult(
        n=table.rows,
        true=types[True, True],
        latent=types[True, False],
        spurious=types[False, True],
        none=types[False, False],
        hostages=hostages,
        cells=tuple(
            LoyaltyCell(attitude=attitude, repurchase=repurchase, count=count)
            for (attitude, repurchase), count in sorted(cells.items())
        ),
    )


def middle_of_scale(instrument: Instrument) -> Fraction:
    """Return the middle of an instrument's scale; raises ValueError where it has none."""
    if instrument.scale is None:
        raise ValueError(f"{instrument.id}: no scale")
    return Fraction(instrument.scale.low + instrument.scale.high, 2)
