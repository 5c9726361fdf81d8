"""Publication: small drawings in SVG: words, lines, bars, dots, axes, and the chart they make.

Input: exact numbers, plain words. Output: a `Chart`: a picture that says in words what it shows,
and the same as a table. Every mark carries its colour itself, for files and for paper, and a
class beside it (`fill-h0`, `line-soft`), by which a style sheet may colour it anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.publication.axes import WIDTH
from generator.publication.figures import escape_words
from generator.publication.inks import Fill, Ink, Number, Place, Shape, hatch, write_place
from generator.publication.lettering import BOLD, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.publication.axes import Axis

TEXT, SMALL = 13, 12
_FACES = {
    True: "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, HarmonyOS Sans SC, "
    "Microsoft YaHei, system-ui, sans-serif",
    False: "system-ui, Segoe UI, Roboto, Noto Sans, Noto Sans CJK SC, PingFang SC, "
    "Microsoft YaHei, sans-serif",
}
"""The site's faces, for words in Chinese and for others."""
_CHINESE = re.compile(r"[\u3400-\u9fff]").search


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture, what it shows in words, and the same as a table (plain words, not HTML)."""

    name: str
    title: str
    description: str
    height: int
    """Units from the top down; across it are `WIDTH`."""
    drawn: str
    """What is drawn, as elements of SVG."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> str:
        """The attributes of an element that has the picture's size."""
        return f'width="{WIDTH}" height="{self.height}" viewBox="0 0 {WIDTH} {self.height}"'

    @property
    def svg(self) -> Markup:
        """The picture as it stands within a page."""
        return self.write_svg(self.size)

    def write_svg(self, frame: str, *, faces: str = "", ground: str = "") -> Markup:
        """Return the picture as an element with the attributes of `frame`, set in `faces`.

        `ground` is drawn beneath; the faces are the site's where none are named.
        """
        name = self.name
        faces = faces or _FACES[bool(_CHINESE(self.title))]
        svg = (
            f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" {frame} '
            f'font-family="{faces}"><title id="{name}-t">{escape_words(self.title)}</title>'
            f'<desc id="{name}-d">{escape_words(self.description)}</desc>{ground}{self.drawn}</svg>'
        )
        return Markup(svg)  # noqa: S704 - words are escaped where they are set


class Panel:
    """A picture in the making, drawn from its top down; `y` is how far it has come.

    `left` is where rows begin that leave room for something beside them.
    """

    def __init__(self, name: str) -> None:
        """Begin with nothing; `name` begins the ids of its title and description."""
        self.name = name
        self.y = 0
        self.left = 0
        self.parts: list[str] = []

    def text(
        self,
        x: Place,
        y: Place,
        words: str,
        *,
        ink: Ink = Ink.INK,
        size: int = TEXT,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Set words on a base line; those around a middle are kept within the picture."""
        if anchor == "middle":
            half = measure(words, size) * (BOLD if bold else 1) / 2
            x = min(max(Fraction(x), half), WIDTH - half)
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(
            f'<text x="{write_place(x)}" y="{write_place(y)}" font-size="{size}"{side}{weight} '
            f"{ink.fill}>{escape_words(words)}</text>"
        )

    def line(
        self,
        start: tuple[Place, Place],
        end: tuple[Place, Place],
        *,
        ink: Ink = Ink.LINE,
        width: Place = 1,
        dashes: str = "",
    ) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<line x1="{write_place(x1)}" y1="{write_place(y1)}" x2="{write_place(x2)}" '
            f'y2="{write_place(y2)}" {ink.line} stroke-width="{write_place(width)}"{dashed}/>'
        )

    def path(self, points: Iterable[tuple[Place, Place]], *, ink: Ink, width: int = 2) -> None:
        """Draw a line through points."""
        steps = "L".join(f"{write_place(x)} {write_place(y)}" for x, y in points)
        self.parts.append(
            f'<path d="M{steps}" {ink.line} stroke-width="{width}" stroke-linejoin="round"/>'
        )

    def rect(
        self,
        corner: tuple[Place, Place],
        size: tuple[Place, Place],
        *,
        ink: Ink,
        fill: Fill = Fill.SOLID,
    ) -> None:
        """Draw a bar from its upper left corner; one without width or height is left out."""
        (x, y), (width, height) = corner, size
        if width <= 0 or height <= 0:
            return
        box = (
            f'<rect x="{write_place(x)}" y="{write_place(y)}" width="{write_place(width)}" '
            f'height="{write_place(height)}" '
        )
        if fill is Fill.SOLID:
            self.parts.append(f"{box}{ink.fill}/>")
            return
        if fill is Fill.PALE:
            self.parts.append(f'{box}{ink.fill} fill-opacity="0.18"/>')
        else:
            self.parts.append(f"{box}{Ink.PAPER.fill}/>{hatch(corner, size, ink)}")
        self.parts.append(f"{box}{ink.line}/>")

    def outline(
        self,
        corner: tuple[Place, Place],
        size: tuple[Place, Place],
        *,
        ink: Ink,
        dashes: str = "",
    ) -> None:
        """Draw a frame."""
        (x, y), (width, height) = corner, size
        dashed = f' stroke-width="2" stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<rect x="{write_place(x)}" y="{write_place(y)}" width="{write_place(width)}" '
            f'height="{write_place(height)}" {ink.line}{dashed}/>'
        )

    def dot(
        self,
        middle: tuple[Place, Place],
        *,
        ink: Ink,
        shape: Shape = Shape.CIRCLE,
        hollow: bool = False,
        radius: int = 5,
    ) -> None:
        """Draw a dot, filled or hollow."""
        x, y = middle
        look = ink.hollow if hollow else ink.fill
        if shape is Shape.CIRCLE:
            place = f'cx="{write_place(x)}" cy="{write_place(y)}" r="{radius}"'
            self.parts.append(f"<circle {place} {look}/>")
            return
        corners = " ".join(
            f"{write_place(x + radius * float(dx))},{write_place(y + radius * float(dy))}"
            for dx, dy in (corner.split(",") for corner in shape.value.split())
        )
        self.parts.append(f'<polygon points="{corners}" {look}/>')

    def axis(self, axis: Axis, ticks: Sequence[tuple[Number, str]], *, top: Place) -> None:
        """Draw an axis at the height that has been come to, its ticks reaching up to `top`."""
        for value, words in ticks:
            x = axis.place(value)
            self.line((x, top), (x, self.y + 4))
            self.text(x, self.y + 17, words, ink=Ink.SOFT, size=SMALL, anchor="middle")
        self.line((axis.left, self.y), (axis.right, self.y), ink=Ink.SOFT)
        self.y += 22

    def whisker(
        self, axis: Axis, y: Place, ends: tuple[Number, Number], *, ink: Ink = Ink.INK
    ) -> None:
        """Draw an interval along an axis; an arrow shows that it goes on beyond an end."""
        left, right = (axis.place(end) for end in ends)
        self.line((left, y), (right, y), ink=ink, width=2)
        for x, inwards, within in (
            (left, 5, axis.low <= ends[0]),
            (right, -5, ends[1] <= axis.high),
        ):
            if within:
                self.line((x, y - 6), (x, y + 6), ink=ink, width=2)
            else:
                self.path(((x + inwards, y - 5), (x, y), (x + inwards, y + 5)), ink=ink)

    def close(
        self,
        title: str,
        description: str,
        *,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
    ) -> Chart:
        """Return the chart, as high as has been drawn."""
        return Chart(
            name=self.name,
            title=title,
            description=description,
            height=self.y,
            drawn="".join(self.parts),
            head=tuple(head),
            rows=tuple(tuple(row) for row in rows),
        )
