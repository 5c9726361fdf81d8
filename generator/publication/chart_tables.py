"""Publication: the table that stands with a chart, for those who do not see it or want figures.

Input: a `Chart`. Output: its table as HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.publication.figures import escape_words

if TYPE_CHECKING:
    from generator.publication.plots import Chart

_FIGURE = 14
"""Characters that a figure has at most; what is longer is words."""
_CODE = 4
"""Characters that the code of an item has at most; a longer head of a row is words."""


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
