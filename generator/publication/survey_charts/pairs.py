"""Publication, survey charts: what was expected and what was met with, side by side.

Input: pairs of means on a scale. Output: a row each, two joined dots with the gap written beside.
SERVQUAL, perceived quality and satisfaction share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH, Axis, choose_ticks
from generator.publication.figures import write_short
from generator.publication.inks import Ink, Shape
from generator.publication.lettering import shorten
from generator.publication.plots import SMALL
from generator.publication.survey_charts.rows import Key, draw_heading, draw_legend, draw_pair
from generator.publication.survey_charts.speech import write_gap, write_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from generator.publication.plots import Panel
    from generator.records.model import Instrument

_MOST_TICKS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two means of one thing, and the second less the first."""

    label: str
    first: Fraction
    second: Fraction
    gap: Fraction


def draw_pairs(
    panel: Panel, pairs: Sequence[Pair], legend: tuple[str, str], axis: Axis, ends: tuple[str, str]
) -> None:
    """Draw a legend, the pairs below one another, and their axis with words at its ends."""
    keys = (
        Key(words=legend[0], ink=Ink.H2, shape=Shape.CIRCLE, hollow=True),
        Key(words=legend[1], ink=Ink.H0, shape=Shape.CIRCLE),
    )
    draw_legend(panel, keys)
    for pair in pairs:
        note = f"{write_mean(pair.first)} → {write_mean(pair.second)}"
        draw_heading(panel, pair.label, write_gap(pair.gap), note=note, ink=judge(pair.gap))
        draw_pair(panel, axis, pair.first, pair.second)
    panel.y += 4
    ticks = choose_ticks(axis, _MOST_TICKS, whole=True)
    panel.axis(axis, tuple((tick, write_short(tick)) for tick in ticks), top=panel.y)
    if any(ends):
        panel.y += 13
        room = WIDTH // 2 - 6
        for words, x, anchor in zip(ends, (0, WIDTH), ("start", "end"), strict=True):
            written = shorten(words, room, SMALL)
            panel.text(x, panel.y, written, ink=Ink.SOFT, size=SMALL, anchor=anchor)
        panel.y += 5


def list_pairs(pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    """Return the rows of the table: label, first, second, gap."""
    return [
        (pair.label, write_mean(pair.first), write_mean(pair.second), write_gap(pair.gap))
        for pair in pairs
    ]


def lay_scale(instrument: Instrument, low: int, high: int) -> Axis:
    """Return the axis of the instrument's scale; from `low` to `high` where it declares none."""
    scale = instrument.scale
    return Axis(low=scale.low, high=scale.high) if scale else Axis(low=low, high=high)


def name_ends(instrument: Instrument, language: str) -> tuple[str, str]:
    """Return the words of the lowest and of the highest answer; empty where there are none."""
    if instrument.scale is None:
        return "", ""
    labels = dict(instrument.scale.labels)
    low, high = (labels.get(end) for end in (instrument.scale.low, instrument.scale.high))
    return low[language] if low else "", high[language] if high else ""


def judge(gap: Fraction) -> Ink:
    """Return the colour of a gap: falling short, exceeding, or neither."""
    if gap == 0:
        return Ink.SOFT
    return Ink.BAD if gap < 0 else Ink.GOOD
