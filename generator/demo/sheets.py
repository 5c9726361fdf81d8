"""Demo, drawing: what a file of data is to give, and the file that gives it.

Input: figures that are aimed at. Output: `Sheet`, the rows of a file with its text; levels of
service, 0–1, at which what is drawn gives those figures, or comes nearest.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.assessment.instruments.figures import Figure
from generator.assessment.instruments.intervals import wilson_share
from generator.assessment.statistics import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.records.model import Offer

Columns = dict[str, tuple[Any, ...]]
Figures = dict[str, Figure]
Levels = dict[str, float]
"""By the keys of the figures that are aimed at."""
_STEPS, _EDGE = 7, 0.03
"""How often levels are tried, and how near to one tried before, as a part of what is left."""
_NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A figure that the data are to give, in the instrument's own unit."""

    offer: Offer
    value: float

    @property
    def key(self) -> str:
        """Its name in the instrument."""
        return self.offer.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A drawn file: its columns, its text, and the figures aimed at as they came out."""

    columns: Columns
    text: str
    figures: Figures
    summed: bool
    """Whether the figures were added up while drawing, which is quicker than to measure them."""


def take_end(figure: Figure | None, offer: Offer) -> Fraction | None:
    """Return the figure, or the end of its interval that is meant; None where there is none."""
    if figure is None:
        return None
    return {None: figure.value, "low": figure.low, "high": figure.high}[offer.end]


def calibrate(
    aims: Sequence[Aim], evaluate: Callable[[Levels], Mapping[str, float]], steps: int = _STEPS
) -> Levels:
    """Find the levels at which the figures come near to what is aimed at.

    `evaluate` tells by their keys what the figures are at such levels; each is taken to rise or
    to fall with its own level, about evenly. The last levels evaluated are those returned.
    """
    keys = [aim.key for aim in aims]
    lowest, highest = (evaluate(dict.fromkeys(keys, end)) for end in (0.0, 1.0))
    spans = {key: ((0.0, lowest[key]), (1.0, highest[key])) for key in keys}
    levels: Levels = {}
    for left in reversed(range(steps)):
        # Halving in between helps where a figure rises by fits and starts.
        edge = 1 / 2 if left % 2 else _EDGE
        levels = {aim.key: _guess(spans[aim.key], aim.value, edge) for aim in aims}
        found = evaluate(levels)
        for aim in aims:
            low, high = spans[aim.key]
            tried = (levels[aim.key], found[aim.key])
            too_low = (tried[1] < aim.value) == (low[1] <= high[1])
            spans[aim.key] = (tried, high) if too_low else (low, tried)
    return levels


def _guess(
    span: tuple[tuple[float, float], tuple[float, float]], value: float, edge: float
) -> float:
    """Return the level between two at which the value should be, and not too near to either."""
    (low, lowest), (high, highest) = span
    part = (value - lowest) / (highest - lowest) if highest != lowest else 1 / 2
    return low + min(1 - edge, max(edge, part)) * (high - low)


def read_aims(figures: Figures, aims: Sequence[Aim]) -> dict[str, float]:
    """Return by their keys the figures that are aimed at, or the ends meant; 0 where undefined."""
    return {a.key: float(take_end(figures.get(a.key), a.offer) or 0) for a in aims}


def find_count(aim: Aim, n: int) -> int:
    """Return how many of n give the share, or the end of its interval, that is aimed at."""
    if aim.offer.end is None:
        return min(n, max(0, round(aim.value * n)))
    place = 0 if aim.offer.end == "low" else 1
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if wilson_interval(middle, n)[place] < aim.value - _NEAR:
            low = middle + 1
        else:
            high = middle
    before = wilson_interval(max(low - 1, 0), n)[place]
    after = wilson_interval(low, n)[place]
    return low if after - aim.value <= aim.value - before else max(low - 1, 0)


def make_share(count: int, n: int, aim: Aim) -> Figure:
    """Return the share of count in n, with its interval where an end of it is aimed at."""
    low, high = wilson_share(count, n) if aim.offer.end else (None, None)
    return Figure(value=Fraction(count, n), n=n, low=low, high=high)


def write_rows(columns: Mapping[str, Iterable[object]]) -> str:
    """Return the text of a file with such columns; no cell needs quotes."""
    lines = [",".join(map(str, row)) for row in zip(*columns.values(), strict=True)]
    return "\n".join((",".join(columns), *lines, ""))
