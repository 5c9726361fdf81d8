"""Publication: charts as a file of their own.

Input: `Chart`s. Output: the text of one SVG file, with each chart's title above it on white paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH
from generator.publication.inks import Ink
from generator.publication.lettering import wrap
from generator.publication.plots import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.publication.plots import Chart

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MARGIN = 14
"""Paper around a chart."""
_ACROSS = WIDTH + 2 * _MARGIN
_TITLE, _LINE = 15, 22
"""The size of a title's letters, and units from one of its lines to the next."""


def write_chart_file(charts: Sequence[Chart]) -> str:
    """Return charts as one file, one below the other; raises ValueError where there is none."""
    if not charts:
        raise ValueError(charts)
    if len(charts) == 1:
        return f"{_HEAD}{_frame(charts[0], XMLNS)[0]}\n"
    parts, down = [], 0
    for chart in charts:
        framed, height = _frame(chart, f'y="{down}"')
        parts.append(framed)
        down += height
    size = f'width="{_ACROSS}" height="{down}" viewBox="0 0 {_ACROSS} {down}"'
    return f"{_HEAD}<svg {XMLNS} {size}>{''.join(parts)}</svg>\n"


def _frame(chart: Chart, place: str) -> tuple[str, int]:
    """Return a chart with its title and paper around it, and how high that is."""
    lines = wrap(chart.title, WIDTH, _TITLE, 3)
    head = _MARGIN + _LINE * len(lines)
    height = chart.height + head + _MARGIN
    panel = Panel(chart.name)
    panel.rect((-_MARGIN, -head), (_ACROSS, height), ink=Ink.PAPER)
    for index, line in enumerate(lines):
        y = _LINE * index + 16 - head + _MARGIN // 2
        panel.text(0, y, line, size=_TITLE, bold=True)
    frame = (
        f'{place} width="{_ACROSS}" height="{height}" '
        f'viewBox="-{_MARGIN} -{head} {_ACROSS} {height}"'
    )
    return chart.write_svg(frame, ground="".join(panel.parts)), height
