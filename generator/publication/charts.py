"""Publication: charts as SVG, drawn here and not in the reader's browser.

Input: labels, shares, counts. Output: `<svg>` with a title and a description that says it all.
Widths are per cent and there is no viewBox, so type keeps its size on a phone as on a desk.
Colours come from the style sheet: `h0`, `h1`, … by position.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.publication.figures import escape_words, percent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROW = 46
_COLUMN_AREA = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """What of a bar is fixed: its label, its hue, and where a threshold is marked (per cent)."""

    label: str
    hue: int = 0
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a distribution: what stands below it, and how many."""

    label: str
    count: int
    hue: int = 0


class BarChart:
    """Bars below one another, each under its label and value; drawn for any number of firms."""

    def __init__(self, bars: Sequence[Bar], *, name: str, title: str) -> None:
        """Prepare the chart; `name` begins the ids of its title and description."""
        self.labels = [escape_words(bar.label) for bar in bars]
        self.head = _open("bars", name, title, len(bars) * _ROW - 8)
        self.pieces = [_prepare(bar, index * _ROW) for index, bar in enumerate(bars)]

    def draw(self, values: Iterable[tuple[int | None, str]]) -> Markup:
        """Draw it: for each bar its length in per cent (None: nothing applies) and its words."""
        rows, described = [], []
        for label, piece, (percent, words) in zip(self.labels, self.pieces, values, strict=True):
            before, after, bar_before, bar_after, tick = piece
            length = f"{bar_before}{percent}{bar_after}" if percent else ""
            rows.append(f"{before}{words}{after}{length}{tick}")
            described.append(f"{label}: {words}")
        return Markup(  # noqa: S704 - labels are escaped above, words are figures
            f"{self.head}{'; '.join(described)}</desc>{''.join(rows)}</svg>"
        )


def _prepare(bar: Bar, top: int) -> tuple[str, str, str, str, str]:
    tick = (
        f'<rect class="k" x="{bar.mark}%" y="{top + 21}" width="2" height="15"/>'
        if bar.mark
        else ""
    )
    label = f'<g class="h{bar.hue}"><text y="{top + 16}">{escape_words(bar.label)}</text>'
    return (
        f'{label}<text class="v" x="100%" y="{top + 16}">',
        f'</text><rect class="t" y="{top + 24}" width="100%" height="9" rx="2"/>',
        f'<rect class="f" y="{top + 24}" width="',
        '%" height="9" rx="2"/>',
        f"{tick}</g>",
    )


def draw_counts(
    counts: Sequence[tuple[str, int]],
    words: Sequence[str],
    *,
    name: str,
    title: str,
    hue: int = 0,
) -> Markup:
    """Draw bars for counts, the longest as long as the chart."""
    highest = max((count for _, count in counts), default=0) or 1
    chart = BarChart([Bar(label, hue) for label, _ in counts], name=name, title=title)
    return chart.draw(
        (max(percent_of(count, highest), 1) if count else None, escape_words(said))
        for (_, count), said in zip(counts, words, strict=True)
    )


def draw_columns(columns: Sequence[Column], *, name: str, title: str) -> Markup:
    """Draw upright columns beside one another, the highest as high as the chart."""
    highest = max((column.count for column in columns), default=0) or 1
    described = "; ".join(f"{escape_words(column.label)}: {column.count}" for column in columns)
    foot = _COLUMN_AREA + 20
    drawn = [f'<rect class="t" y="{foot}" width="100%" height="1"/>']
    for index, column in enumerate(columns):
        left, width = 100 * index / len(columns), 100 / len(columns)
        height = max(2, column.count * _COLUMN_AREA // highest) if column.count else 0
        middle = f"{left + width / 2:.3f}%"
        drawn.append(
            f'<g class="h{column.hue}">'
            f'<rect class="f" x="{left + width * 0.1:.3f}%" y="{foot - height}" '
            f'width="{width * 0.8:.3f}%" height="{height}" rx="2"/>'
            f'<text class="n" x="{middle}" y="{foot - height - 5}">{column.count or ""}</text>'
            f'<text class="m" x="{middle}" y="{foot + 17}">{escape_words(column.label)}</text></g>'
        )
    head = _open("columns", name, title, foot + 24)
    return Markup(f"{head}{described}</desc>{''.join(drawn)}</svg>")  # noqa: S704 - escaped above


def _open(kind: str, name: str, title: str, height: int) -> str:
    return (
        f'<svg class="{kind}" role="img" aria-labelledby="{name}-t {name}-d" width="100%" '
        f'style="height:{height}px"><title id="{name}-t">{escape_words(title)}</title>'
        f'<desc id="{name}-d">'
    )
