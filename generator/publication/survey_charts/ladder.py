"""Publication, survey charts: the ladder of needs, how far it is climbed.

Input: the steps from the lowest up, the share that each needs. Output: a rung each, the highest on
top, the reached ones joined by a full line.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.publication.axes import WIDTH
from generator.publication.figures import write_short
from generator.publication.inks import Fill, Ink
from generator.publication.lettering import BOLD, measure, shorten
from generator.publication.plots import SMALL, TEXT, Panel
from generator.publication.survey_charts.rows import draw_bar, draw_heading, draw_note
from generator.publication.survey_charts.speech import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.publication.inks import Number
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech

_RUNG = 13
_ROW = 46
_GAPS = 20
"""Units between a title, its note and its share."""
_LOOKS = ((Ink.BAD, Fill.HATCHED), (Ink.GOOD, Fill.PALE), (Ink.GOOD, Fill.SOLID))


def draw_ladder(
    steps: Sequence[tuple[str, Fraction | None, bool]],
    threshold: Number,
    speech: Speech,
) -> tuple[Chart, ...]:
    """Draw the ladder: of each step its title, its share (0–100; None: nothing applies), reached.

    `threshold` is the share that a level and all below it need, 0–100.
    """
    if not steps:
        return ()
    _ = speech.words.gettext
    panel = Panel("ladder")
    panel.left = 40
    needed = Fraction(threshold)
    states = (_("not reached"), _("held back by a level below"), _("reached"))
    # A rung has one line: what the picture says is short, the table says it whole.
    notes = (states[0], _("held back"), states[2])
    rows = []
    _draw_rail(panel, [reached for _title, _percent, reached in steps])
    for number, (title, percent, reached) in reversed(list(enumerate(steps, 1))):
        share = NOTHING if percent is None else f"{write_short(percent, 1)}%"
        panel.y = _ROW * (len(steps) - number)
        state = 2 if reached else int(percent is None or percent >= needed)
        taken = measure(share, TEXT) * BOLD + measure(notes[state], SMALL)
        room = WIDTH - panel.left - taken - _GAPS
        draw_heading(panel, shorten(title, room, TEXT), share, note=notes[state])
        if percent is not None:
            ink, fill = _LOOKS[state]
            draw_bar(panel, percent / 100, ink=ink, fill=fill, mark=needed / 100)
        rows.append((str(number), title, share, states[state]))
    panel.y = _ROW * len(steps)
    panel.left = 0
    bar = _("The upright marks stand at {share}%: what a level and all below it need.")
    draw_note(panel, bar.format(share=write_short(needed)))
    panel.y += 6
    climbed = sum(reached for _title, _percent, reached in steps)
    told = _("{reached} of {all} levels are reached.").format(reached=climbed, all=len(steps))
    if climbed:
        highest = _("The highest is {title}.").format(title=steps[climbed - 1][0])
        told = speech.tell(told, highest)
    return (
        panel.close(
            _("The ladder of needs"),
            told,
            head=(_("Step"), _("Level"), _("Share of its points"), _("Reached or not")),
            rows=rows,
        ),
    )


def _draw_rail(panel: Panel, reached: Sequence[bool]) -> None:
    """Draw the numbered rungs and what joins them: a full line as far as the climb goes."""
    middles = [_ROW * (len(reached) - number) + 23 for number in range(1, len(reached) + 1)]
    for index, (lower, upper) in enumerate(pairwise(middles)):
        start, end = (_RUNG + 1, lower - _RUNG), (_RUNG + 1, upper + _RUNG)
        if reached[index + 1]:
            panel.line(start, end, ink=Ink.GOOD, width=4)
        else:
            panel.line(start, end, ink=Ink.SOFT, dashes="3 3")
    for number, (y, climbed) in enumerate(zip(middles, reached, strict=True), 1):
        rim, ink = (Ink.GOOD, Ink.PAPER) if climbed else (Ink.SOFT, Ink.INK)
        panel.dot((_RUNG + 1, y), ink=rim, hollow=not climbed, radius=_RUNG - 1)
        panel.text(_RUNG + 1, y + 5, str(number), ink=ink, anchor="middle", bold=True)
