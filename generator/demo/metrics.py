"""Demo, drawing: a metric's figure that earns about such a share of the points, and the way back.

Input: a `Draft` and a share, 0–1, or a figure. Output: the figure, as finely written as suits the
metric, or the share.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.demo.blueprint import Draft
    from generator.demo.draws import Stream


def choose_figure(draft: Draft, stream: Stream, share: float) -> Fraction:
    """Find a figure that earns about that share of the points."""
    fitting = [s for s in draft.segments if min(s.shares) <= share <= max(s.shares)]
    segment = stream.choice(fitting or draft.segments)
    (low, high), (at_low, at_high) = segment.values, segment.shares
    part = (share - at_low) / (at_high - at_low) if at_high != at_low else stream.random()
    return Fraction(f"{low + min(max(part, 0.0), 1.0) * (high - low):.{draft.places}f}")


def find_share(draft: Draft, figure: Fraction) -> float:
    """Return about the share of the points that a figure earns: for drawing, not for scoring."""
    value = float(figure)
    for segment in draft.segments:
        (low, high), (at_low, at_high) = segment.values, segment.shares
        if value <= high:
            return at_low + max(0.0, (value - low) / (high - low)) * (at_high - at_low)
    return draft.segments[-1].shares[1]
