"""Publication, the audit report: a chart as it stands on paper, with its figures beside or below.

Input: a `Chart`. Output: a `Plate`: the picture with the report's own faces in it, the figures as
tables, and where they have room. Lengths are estimates; what stands beside is never cut by a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from generator.publication.chart_files import XMLNS
from generator.publication.lettering import widest, wrap
from generator.publication.survey_charts.speech import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.publication.plots import Chart

_SIZE = 7
"""Points of the figures' type: what report.css sets, less what estimates of widths are above."""
_HALF, _WHOLE = 260, 493
"""Points beside a picture and across a page."""
_PADDING, _NARROW = 8, 5
"""Points between columns, and between those of a table with many."""
_LABEL, _CELL = 70, 76
"""Points in which a label and a figure are set at least; longer ones are broken."""
_WHOLE_HEAD = 28
"""Points up to which a head is not broken: a word, or four characters of Chinese."""
_MANY = 24
"""Rows beyond which a table stands in two columns, if it fits."""
_PART = 40
"""Rows of such a column: two columns stay on one page."""
_LINE = 11
"""Points from one line of figures to the next."""
_TALL = 600
"""Points that a page has for a picture with figures beside it."""
_PICTURE = 216
"""Points across a picture that has its figures beside it."""
_PAIR = 2
"""Columns of a label and its figure."""
_FULL = Fraction(3, 4)
"""How many pairs of labels must have a figure, for a table to be turned."""
_DRAWN = 360
"""Units across a picture."""
_WORD = re.compile(r"[^\s\u3000-\uffee]+|[\u3000-\uffee]{1,4}")
"""What of a head stays together: a word, or a few characters of Chinese."""
_FIGURE = re.compile(r"[−+±]?\d|[—%]").match
_BOLD = 'font-weight="bold"'
_UNSAFE = re.compile(r"[%#<>\" ]")
# A drawing has the broad forms of a Chinese face only, which tear words of Latin letters apart.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})


class Place(StrEnum):
    """Where the figures of a picture stand."""

    BESIDE = "beside"
    BELOW = "below"
    TWICE = "twice"
    """Below, in two columns."""
    ACROSS = "across"
    """Below, in columns that stand closely."""
    ELSEWHERE = "elsewhere"
    """In a table of the report's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The classes of a column's head and cells: `n` for figures, `k` for what is not broken."""

    head: str
    cells: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Figures in rows, the label first."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """How each column is set."""
        return tuple(map(_look_at, zip(self.head, *self.rows, strict=True)))


def _look_at(column: Sequence[str]) -> Column:
    head, *cells = column
    figures = "n" if all(not cell or _FIGURE(cell) for cell in cells) else ""
    return Column(
        head=figures + " k" * (widest([head], _SIZE) <= _WHOLE_HEAD),
        cells=figures + " k" * (widest(cells, _SIZE) <= _CELL),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A chart on paper."""

    title: str
    """Empty where a heading says it."""
    description: str
    picture: Markup
    """The address of the picture, which holds the picture itself."""
    place: Place
    grids: tuple[tuple[Grid, ...], ...]
    """The figures; what is in one tuple stands side by side."""


_NOWHERE: tuple[Place, tuple[tuple[Grid, ...], ...]] = (Place.ELSEWHERE, ())


def lay_plate(chart: Chart, language: str, *, titled: bool = True, tabled: bool = True) -> Plate:
    """Lay a chart out for paper; without its title or its figures where they stand elsewhere."""
    grid = Grid(head=chart.head, rows=chart.rows)
    place, grids = _place_figures(grid, chart.height) if tabled else _NOWHERE
    return Plate(
        title=chart.title if titled else "",
        description=chart.description,
        picture=_write_address(chart, language),
        place=place,
        grids=grids,
    )


def _place_figures(grid: Grid, height: int) -> tuple[Place, tuple[tuple[Grid, ...], ...]]:
    """Find where figures have room beside or below a picture, so many units high."""
    many = len(grid.rows) > _MANY
    if many and len(grid.head) > _PAIR and (turned := _turn(grid)) is not None:
        return Place.ACROSS, ((turned,),)
    if _measure_width(grid) > _HALF:
        return Place.BELOW, ((grid,),)
    if many:
        return Place.TWICE, _split(grid)
    lines = sum(len(wrap(row[0], _LABEL, _SIZE, 9)) for row in grid.rows)
    figures = Fraction(_LINE * (lines + 2) + 4 * len(grid.rows))
    fits = max(figures, Fraction(height * _PICTURE, _DRAWN)) <= _TALL
    return Place.BESIDE if fits else Place.BELOW, ((grid,),)


def _turn(grid: Grid) -> Grid | None:
    """Give every second label a column, or every first, where each pair of labels has a row.

    None where most pairs have none, or the columns no room. What lies between the labels and the
    last figure is what that figure was reckoned from: it is left out.
    """
    figures = {row[:2]: row[-1] for row in grid.rows}
    firsts = tuple(dict.fromkeys(first for first, _second in figures))
    seconds = _order_seconds([row[:2] for row in grid.rows])
    pairs = len(firsts) * len(seconds)
    if not len(figures) == len(grid.rows) > pairs * _FULL:
        return None
    found = [
        Grid(
            head=(grid.head[0], *seconds),
            rows=tuple(
                (one, *(figures.get((one, other), NOTHING) for other in seconds)) for one in firsts
            ),
        ),
        Grid(
            head=(grid.head[1], *firsts),
            rows=tuple(
                (one, *(figures.get((other, one), NOTHING) for other in firsts)) for one in seconds
            ),
        ),
    ]
    return next((one for one in found if _measure_width(one, padding=_NARROW) <= _WHOLE), None)


def _order_seconds(pairs: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the second labels: as they are sorted under each first one, else as they come."""
    found = tuple(dict.fromkeys(second for _first, second in pairs))
    ascending = all(one[1] < other[1] for one, other in pairwise(pairs) if one[0] == other[0])
    return tuple(sorted(found)) if ascending else found


def _measure_width(grid: Grid, *, padding: int = _PADDING) -> Fraction:
    """Estimate the least width of a table in points."""
    labels, *columns = zip(grid.head, *grid.rows, strict=True)
    label = min(widest(labels, _SIZE), Fraction(_LABEL))
    return label + sum(padding + _measure_column(column) for column in columns)


def _measure_column(column: Sequence[str]) -> Fraction:
    head, *cells = column
    broken = [line for cell in cells for line in wrap(cell, _CELL, _SIZE, 9, even=False)]
    return widest([*broken, *_WORD.findall(head)], _SIZE)


def _split(grid: Grid) -> tuple[tuple[Grid, ...], ...]:
    """Cut a long table into columns, two side by side."""
    pairs = []
    for start in range(0, len(grid.rows), 2 * _PART):
        both = grid.rows[start : start + 2 * _PART]
        middle = -(-len(both) // 2)
        parts = [part for part in (both[:middle], both[middle:]) if part]
        pairs.append(tuple(Grid(head=grid.head, rows=part) for part in parts))
    return tuple(pairs)


def _write_address(chart: Chart, language: str) -> Markup:
    """Return a picture as an address of itself, set in the faces of the report.

    Its words stay legible in the address: the printer cuts its fonts to the letters that it sees.
    What is quoted is in every page.
    """
    drawn = str(chart.write_svg(f"{XMLNS} {chart.size}", faces="Certificate Sans"))
    drawn = drawn.replace(_BOLD, f'font-family="Certificate Serif" {_BOLD}')
    if language != "zh":
        drawn = drawn.translate(_PLAIN)
    packed = _UNSAFE.sub(lambda found: quote(found[0]), drawn).replace("&", "&amp;")
    return Markup(f"data:image/svg+xml,{packed}")  # noqa: S704 - all that HTML minds is quoted
