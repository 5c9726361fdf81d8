"""Publication, survey charts: the rows that they are made of, each under its label and figure.

Input: a panel, exact numbers, words. Output: marks at the panel's foot, which moves down. Legends,
bars, stacks, pairs of dots, and estimates with their intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH
from generator.publication.inks import Fill, Ink, Shape
from generator.publication.lettering import BOLD, measure, wrap
from generator.publication.plots import SMALL, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.publication.axes import Axis
    from generator.publication.inks import Number, Place
    from generator.publication.plots import Panel

LINE = 17
_BAR = 11
_KEY = 18
_BETWEEN = 14

Ticks = tuple[tuple["Number", str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An entry of a legend: a dot of a shape, or where there is none a bar of a filling."""

    words: str
    ink: Ink
    shape: Shape | None = None
    hollow: bool = False
    fill: Fill = Fill.SOLID


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a stack, as a share of it."""

    share: Fraction
    ink: Ink
    fill: Fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure and its interval, where it has one."""

    value: Fraction
    low: Fraction | None
    high: Fraction | None
    words: str


def draw_legend(panel: Panel, keys: Sequence[Key]) -> None:
    """Draw what marks mean, side by side, in as many lines as are needed."""
    x: Place = 0
    panel.y += 15
    for key in keys:
        (words,) = wrap(key.words, WIDTH - _KEY, SMALL, 1)
        width = _KEY + measure(words, SMALL)
        if x and x + width > WIDTH:
            x = 0
            panel.y += LINE
        if key.shape is None:
            panel.rect((x + 1, panel.y - 10), (12, 10), ink=key.ink, fill=key.fill)
        else:
            middle = (x + 7, panel.y - 5)
            panel.dot(middle, ink=key.ink, shape=key.shape, hollow=key.hollow)
        panel.text(x + _KEY, panel.y, words, size=SMALL)
        x += width + _BETWEEN
    panel.y += 8


def draw_heading(
    panel: Panel,
    label: str,
    figure: str,
    *,
    note: str = "",
    ink: Ink = Ink.INK,
    bold: bool = False,
) -> None:
    """Set a label, and at the right end a figure with a note before it."""
    panel.y += LINE
    right: Place = WIDTH
    if figure:
        panel.text(WIDTH, panel.y, figure, ink=ink, anchor="end", bold=True)
        right -= measure(figure, TEXT) * BOLD + 6
    if note:
        panel.text(right, panel.y, note, ink=Ink.SOFT, size=SMALL, anchor="end")
        right -= measure(note, SMALL) + 8
    room = Fraction(right - panel.left - 4) / (BOLD if bold else 1)
    for index, line in enumerate(wrap(label, room, TEXT, 3)):
        panel.y += LINE if index else 0
        panel.text(panel.left, panel.y, line, bold=bold)


def draw_note(panel: Panel, words: str) -> None:
    """Set a remark across the picture, in as many lines as it needs."""
    for line in wrap(words, WIDTH - panel.left, SMALL, 6, even=False):
        panel.y += LINE
        panel.text(panel.left, panel.y, line, ink=Ink.SOFT, size=SMALL)


def draw_bar(
    panel: Panel,
    share: Fraction,
    *,
    ink: Ink = Ink.H0,
    fill: Fill = Fill.SOLID,
    mark: Fraction | None = None,
) -> None:
    """Draw a bar over a share of the width, 0–1, and a threshold across it."""
    top, left = panel.y + 6, panel.left
    panel.line((left, top + _BAR), (WIDTH, top + _BAR))
    panel.rect((left, top), (share * (WIDTH - left), _BAR), ink=ink, fill=fill)
    if mark is not None:
        x = left + 1 + mark * (WIDTH - left - 2)
        panel.line((x, top - 3), (x, top + _BAR + 3), ink=Ink.INK, width=2)
    panel.y = top + _BAR + 6


def draw_stack(panel: Panel, parts: Sequence[Part], *, height: int = 14) -> None:
    """Draw parts of a whole side by side, a gap between them."""
    top = panel.y + 6
    x: Place = 0
    for part in parts:
        width: Place = part.share * WIDTH
        panel.rect((x, top), (max(width - 2, min(width, 1)), height), ink=part.ink, fill=part.fill)
        x += width
    panel.y = top + height + 6


def draw_pair(panel: Panel, axis: Axis, first: Fraction, second: Fraction) -> None:
    """Draw a hollow and a filled dot on a line, joined."""
    y = panel.y + 14
    panel.line((axis.left, y), (axis.right, y))
    panel.line((axis.place(first), y), (axis.place(second), y), ink=Ink.H0, width=3)
    panel.dot((axis.place(first), y), ink=Ink.H2, hollow=True, radius=6)
    panel.dot((axis.place(second), y), ink=Ink.H0, radius=5)
    panel.y = y + 10


def draw_estimate(panel: Panel, axis: Axis, estimate: Estimate, ticks: Ticks) -> None:
    """Draw a figure as a dot within its interval over an axis, its words above it."""
    panel.y += LINE
    x = axis.place(estimate.value)
    panel.text(x, panel.y, estimate.words, anchor="middle", bold=True)
    y = panel.y + 14
    panel.y = y + 12
    panel.axis(axis, ticks, top=y - 6)
    draw_point(panel, axis, y, estimate)


def draw_forest(
    panel: Panel,
    axis: Axis,
    rows: Sequence[tuple[str, Estimate]],
    ticks: Ticks,
    *,
    marks: Sequence[Number] = (),
) -> None:
    """Draw figures below one another, each within its interval, over one axis.

    `marks` are numbers that the figures are held against, drawn across each row.
    """
    for label, estimate in rows:
        draw_heading(panel, label, estimate.words)
        y = panel.y + 13
        panel.line((axis.left, y), (axis.right, y))
        for mark in marks:
            x = axis.place(mark)
            panel.line((x, y - 8), (x, y + 8), ink=Ink.SOFT, dashes="3 2")
        draw_point(panel, axis, y, estimate)
        panel.y = y + 9
    panel.y += 4
    panel.axis(axis, ticks, top=panel.y)


def draw_point(panel: Panel, axis: Axis, y: Place, estimate: Estimate) -> None:
    """Draw a dot and its interval at a height."""
    if estimate.low is not None and estimate.high is not None:
        panel.whisker(axis, y, (estimate.low, estimate.high))
    panel.dot((axis.place(estimate.value), y), ink=Ink.H0, radius=4)
