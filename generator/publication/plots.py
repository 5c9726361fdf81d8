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
from generator.publication.lettering import BOLD, measure, wrap

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
_FIGURE = 14
"""Characters that a figure has at most; what is longer is words."""
_CODE = 4
"""Characters that the code of an item has at most; a longer head of a row is words."""
_MARGIN = 14
"""Paper around a chart that is a file of its own."""
_SIZE = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"').match
_VIEW = re.compile(r'<svg [^>]*viewBox="0 0 (\d+) (\d+)"[^>]*>').match


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture, what it shows in words, and the same as a table (plain words, not HTML)."""

    name: str
    title: str
    description: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_table(chart: Chart) -> Markup:
    """Return a chart's table as HTML; its first column heads the rows."""
    head = "".join([f'<th scope="col">{escape_words(cell)}</th>' for cell in chart.head])
    rows = "".join(
        [
            f"<tr>{_write_head(first)}{''.join(map(_write_cell, rest))}</tr>"
            for first, *rest in chart.rows
        ]
    )
    caption = f'<caption class="unseen">{escape_words(chart.title)}</caption>'
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return Markup(table)  # noqa: S704 - words are escaped above


def _write_head(first: str) -> str:
    """Write the head of a row; words get room, codes only what they need."""
    words = ' class="words"' if len(first) > _CODE else ""
    return f'<th scope="row"{words}>{escape_words(first)}</th>'


def _write_cell(cell: str) -> str:
    """Write a cell; words get room, figures stay on one line."""
    words = ' class="words"' if len(cell) > _FIGURE else ""
    return f"<td{words}>{escape_words(cell)}</td>"


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
        name, height = self.name, self.y
        faces = _FACES[bool(_CHINESE(title))]
        svg = (
            f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" '
            f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
            f'font-family="{faces}"><title id="{name}-t">{escape_words(title)}</title>'
            f'<desc id="{name}-d">{escape_words(description)}</desc>{"".join(self.parts)}</svg>'
        )
        return Chart(
            name=name,
            title=title,
            description=description,
            svg=Markup(svg),  # noqa: S704 - words are escaped where they are set
            head=tuple(head),
            rows=tuple(tuple(row) for row in rows),
        )


def write_standalone(chart: Chart) -> str:
    """Return a chart as a file of its own, its title above it."""
    svg = str(chart.svg)
    opened = _VIEW(svg)
    if opened is None:
        raise ValueError(chart.name)
    width, height = (int(length) for length in opened.groups())
    lines = wrap(chart.title, width, 15, 3)
    head = _MARGIN + 22 * len(lines)
    across, down = width + 2 * _MARGIN, height + head + _MARGIN
    frame = f'x="-{_MARGIN}" y="-{head}" width="{across}" height="{down}"'
    panel = Panel(chart.name)
    for index, line in enumerate(lines):
        panel.text(0, 22 * index + 16 - head + _MARGIN // 2, line, size=15, bold=True)
    start = opened[0].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    start = start.replace(
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
        f'width="{across}" height="{down}" viewBox="-{_MARGIN} -{head} {across} {down}"',
    )
    named, end, drawn = svg[opened.end() :].partition("</desc>")
    ground = f"<rect {frame} {Ink.PAPER.fill}/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{start}{named}{end}{ground}{''.join(panel.parts)}{drawn}\n"
    )


def write_standalone_all(charts: Sequence[Chart]) -> str:
    """Return several charts as one file, one below the other."""
    if len(charts) == 1:
        return write_standalone(charts[0])
    parts, across, down = [], 0, 0
    for chart in charts:
        _, _, drawn = write_standalone(chart).partition("\n")
        size = _SIZE(drawn)
        if size is None:
            raise ValueError(chart.name)
        parts.append(drawn.replace("<svg ", f'<svg y="{down}" ', 1).rstrip("\n"))
        across, down = max(across, int(size[1])), down + int(size[2])
    frame = f'width="{across}" height="{down}" viewBox="0 0 {across} {down}"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" {frame}>'
        f"{''.join(parts)}</svg>\n"
    )
