"""Publication: what drawings are drawn with: colours, fillings, shapes of dots, coordinates; pure.

Input: exact numbers. Output: attributes and marks of SVG. Colour is never alone in telling
something: a filling or a shape tells it too, on grey paper as well.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

Number = int | Fraction
Place = float | Fraction
"""Where something stands in a drawing."""

_HATCH = 6


class Ink(Enum):
    """The site's colours, as on paper."""

    INK = "#1c2733"
    SOFT = "#4e5b68"
    LINE = "#d8d2c4"
    PAPER = "#ffffff"
    GOOD = "#1b6440"
    BAD = "#9d241d"
    H0 = "#2c6592"
    H1 = "#3a7a67"
    H2 = "#a0681a"
    H3 = "#7a5a93"

    @property
    def fill(self) -> str:
        """The attributes of what is filled with it."""
        return f'class="fill-{self.name.lower()}" fill="{self.value}"'

    @property
    def line(self) -> str:
        """The attributes of what is drawn with it as a line."""
        return f'class="line-{self.name.lower()}" fill="none" stroke="{self.value}"'

    @property
    def hollow(self) -> str:
        """The attributes of an outline in it, around paper."""
        name = self.name.lower()
        return (
            f'class="fill-paper line-{name}" fill="{Ink.PAPER.value}" '
            f'stroke="{self.value}" stroke-width="2"'
        )


class Fill(Enum):
    """How a bar is filled: what colour tells is told by this too."""

    SOLID = "solid"
    PALE = "pale"
    HATCHED = "hatched"


class Shape(Enum):
    """The shapes of dots, by the outline of one that reaches one unit from its middle."""

    CIRCLE = ""
    SQUARE = "-.9,-.9 .9,-.9 .9,.9 -.9,.9"
    TRIANGLE = "0,-1.1 1.1,.9 -1.1,.9"
    DIAMOND = "0,-1.3 1.3,0 0,1.3 -1.3,0"
    NADIR = "0,1.1 1.1,-.9 -1.1,-.9"
    CROSS = (
        "-.4,-1.1 .4,-1.1 .4,-.4 1.1,-.4 1.1,.4 .4,.4 "
        ".4,1.1 -.4,1.1 -.4,.4 -1.1,.4 -1.1,-.4 -.4,-.4"
    )


def write_place(value: Place) -> str:
    """Write a coordinate, to a hundredth: floats do for a drawing, and round alike everywhere."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def hatch(corner: tuple[Place, Place], size: tuple[Place, Place], ink: Ink) -> str:
    """Return slanting lines that end at a bar's edges: patterns do not print alike everywhere."""
    (x, y), (width, height) = map(float, corner), map(float, size)
    steps = ""
    for at in range(_HATCH // 2, int(width + height), _HATCH):
        left, top = x + max(0, at - height), y + max(0, at - width)
        right, foot = x + min(at, width), y + min(at, height)
        steps += f"M{left:.1f} {foot:.1f}L{right:.1f} {top:.1f}"
    return f'<path d="{steps}" {ink.line} stroke-width="1.5"/>' if steps else ""
