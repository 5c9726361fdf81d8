"""Publication: charts as SVG, drawn here and not in the reader's browser.

Input: labels, shares, counts. Output: `<svg>` with a title and a description that says it all.
Widths are per cent and there is no viewBox, so type keeps its size on a phone as on a desk.
Colours come from the style sheet: `h0`, `h1`, … by position.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.publication.figures import percent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = 46
_COLUMN_AREA = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its length in per cent (None: nothing applies) and its value in words."""

    label: str
    percent: int | None
    words: str
    hue: int = 0
    mark: int | None = None
    """Where a threshold is marked, in per cent."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a distribution: what stands below it, and how many."""

    label: str
    count: int
    hue: int = 0


def draw_bars(bars: Sequence[Bar], *, id: str, title: str) -> Markup:  # noqa: A002 - HTML's word
    """Draw horizontal bars below one another, each under its label and value."""
    rows = [_draw_bar(bar, index * _ROW) for index, bar in enumerate(bars)]
    described = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return _frame(id, title, described, len(bars) * _ROW - 8, "bars", "".join(rows))


def _draw_bar(bar: Bar, top: int) -> str:
    filled = (
        f'<rect class="f" y="{top + 24}" width="{bar.percent}%" height="9" rx="2"/>'
        if bar.percent
        else ""
    )
    tick = (
        f'<rect class="k" x="{bar.mark}%" y="{top + 21}" width="2" height="15"/>'
        if bar.mark
        else ""
    )
    return (
        f'<g class="h{bar.hue}"><text y="{top + 16}">{escape(bar.label)}</text>'
        f'<text class="v" x="100%" y="{top + 16}">{escape(bar.words)}</text>'
        f'<rect class="t" y="{top + 24}" width="100%" height="9" rx="2"/>{filled}{tick}</g>'
    )


def draw_columns(columns: Sequence[Column], *, id: str, title: str) -> Markup:  # noqa: A002
    """Draw upright columns beside one another, the highest as high as the chart."""
    highest = max((column.count for column in columns), default=0) or 1
    described = "; ".join(f"{column.label}: {column.count}" for column in columns)
    drawn = []
    for index, column in enumerate(columns):
        left, width = 100 * index / len(columns), 100 / len(columns)
        height = max(2, column.count * _COLUMN_AREA // highest) if column.count else 0
        foot = _COLUMN_AREA + 20
        middle = f"{left + width / 2:.3f}%"
        drawn.append(
            f'<g class="h{column.hue}">'
            f'<rect class="f" x="{left + width * 0.1:.3f}%" y="{foot - height}" '
            f'width="{width * 0.8:.3f}%" height="{height}" rx="2"/>'
            f'<text class="n" x="{middle}" y="{foot - height - 5}">{column.count or ""}</text>'
            f'<text class="m" x="{middle}" y="{foot + 17}">{escape(column.label)}</text></g>'
        )
    base = f'<rect class="t" y="{_COLUMN_AREA + 20}" width="100%" height="1"/>'
    return _frame(id, title, described, _COLUMN_AREA + 44, "columns", base + "".join(drawn))


def scale_bars(
    counts: Sequence[tuple[str, int]], words: Sequence[str], hue: int = 0
) -> tuple[Bar, ...]:
    """Return bars for counts, the longest as long as the chart."""
    highest = max((count for _, count in counts), default=0) or 1
    return tuple(
        Bar(label, max(percent_of(count, highest), 1) if count else 0, said, hue)
        for (label, count), said in zip(counts, words, strict=True)
    )


def _frame(id: str, title: str, described: str, height: int, kind: str, inside: str) -> Markup:  # noqa: A002
    return Markup(  # noqa: S704 - every word in it is escaped above or here
        f'<svg class="{kind}" role="img" aria-labelledby="{id}-t {id}-d" width="100%" '
        f'height="{height}"><title id="{id}-t">{escape(title)}</title>'
        f'<desc id="{id}-d">{escape(described)}</desc>{inside}</svg>'
    )
