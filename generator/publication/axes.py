"""Publication: axes of drawings: where a number stands, and which numbers are written beside; pure.

Input: exact numbers. Output: exact places in the units of a drawing, round numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.publication.inks import Number

WIDTH = 360
"""Units across every drawing: the pixels of a phone's page."""
MARGIN = 8
"""What an axis leaves at either end, for a dot that stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A stretch of numbers laid along a stretch of the drawing."""

    low: Number
    high: Number
    left: Number = MARGIN
    right: Number = WIDTH - MARGIN

    def place(self, value: Number) -> float:
        """Return where a number stands; those beyond an end stand at that end."""
        low, left = float(self.low), float(self.left)
        share = (float(value) - low) / (float(self.high) - low)
        return left + min(max(share, 0.0), 1.0) * (float(self.right) - left)


def span_axis(values: Iterable[Number], most: int = 6) -> Axis:
    """Return an axis from one round number to another, all values between them.

    `most` is how many round numbers there should be at most, but for those at the ends.
    """
    found = sorted(values)
    low, high = found[0], found[-1]
    step = _choose_step(low, high, most) if high > low else Fraction(1)
    return Axis(low=low // step * step, high=max(-(-high // step), low // step + 1) * step)


def choose_ticks(axis: Axis, most: int = 6, *, whole: bool = False) -> tuple[Fraction, ...]:
    """Return the round numbers on an axis, at most so many, where asked only whole ones."""
    low, high = Fraction(axis.low), Fraction(axis.high)
    step = _choose_step(low, high, most)
    if whole:
        step = max(step, Fraction(1))
    return tuple(step * i for i in range(-(-low // step), high // step + 1))


def _choose_step(low: Number, high: Number, most: int) -> Fraction:
    """Return the smallest of 0.01, 0.02, 0.05, 0.1, … that gives no more round numbers."""
    step, factor = Fraction(1, 100), 0
    while (Fraction(high) - Fraction(low)) / step > most - 1:
        step *= (Fraction(2), Fraction(5, 2), Fraction(2))[factor % 3]
        factor += 1
    return step
