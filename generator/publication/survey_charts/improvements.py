"""Publication, survey charts: improvements in the order of what they bring.

Input: labels with points, in order. Output: a bar each, the greatest as long as the chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.figures import write_number
from generator.publication.inks import Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.rows import draw_bar, draw_heading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech


def draw_improvements(rows: Sequence[tuple[str, Fraction]], speech: Speech) -> tuple[Chart, ...]:
    """Draw what each improvement would add to the total, in points ≥ 0."""
    if not rows:
        return ()
    _ = speech.words.gettext
    panel = Panel("improvements")
    greatest = max(points for _label, points in rows) or 1
    table = []
    for label, points in rows:
        written = f"+{write_number(points)}"
        draw_heading(panel, label, written)
        draw_bar(panel, points / greatest, ink=Ink.GOOD)
        table.append((label, written))
    label = rows[0][0]
    return (
        panel.close(
            _("Improvements, in order, and the points they bring"),
            _("First: {label} ({points} points).").format(
                label=label.rstrip("。."), points=table[0][1]
            ),
            head=(_("Improvement"), _("Points")),
            rows=table,
        ),
    )
