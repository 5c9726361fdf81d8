"""Publication: what drawings are drawn with: colours, fillings, shapes of dots, coordinates; pure.

Input: exact numbers. Output: attributes and marks of SVG. Colour is never alone in telling
something: a filling or a shape tells it too, on grey paper as well.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

Number = int | Fraction

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


def write_place(value: Number) -> str:
    """Write a coordinate, to a hundredth."""
    top, bottom = value.as_integer_ratio()
    units = (2 * abs(top) * 100 + bottom) // (2 * bottom)
    text = f"{units // 100}.{units % 100:02d}".rstrip("0").rstrip(".")
    return f"-{text}" if top < 0 and units else text


def hatch(corner: tuple[Number, Number], size: tuple[Number, Number], ink: Ink) -> str:
    """Return slanting lines that end at a bar's edges: patterns do not print alike everywhere."""
    (x, y), (width, height) = corner, size
    steps = []
    for at in range(_HATCH // 2, int(width + height), _HATCH):
        start = (x + max(0, at - height), y + min(at, height))
        end = (x + min(at, width), y + max(0, at - width))
        steps.append("M{} {}L{} {}".format(*(write_place(place) for place in (*start, *end))))
    return f'<path d="{"".join(steps)}" {ink.line} stroke-width="1.5"/>' if steps else ""
