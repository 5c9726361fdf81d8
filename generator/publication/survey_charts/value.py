"""Publication, survey charts: delivered value, what customers get less what it costs them.

Input: its result, the instrument. Output: benefits to the right and costs to the left, and below
them what is left, with its interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.axes import MARGIN, WIDTH, Axis, choose_ticks, span_axis
from generator.publication.figures import write_short
from generator.publication.inks import Fill, Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.rows import (
    Estimate,
    Key,
    draw_estimate,
    draw_heading,
    draw_legend,
)
from generator.publication.survey_charts.speech import write_gap

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.assessment.instruments.value import ValueResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument

_BAR = 11


def draw_value(result: ValueResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw the parts, what they add up to, and the value delivered."""
    if result.benefit is None or result.cost is None or result.delivered is None:
        return ()
    _ = speech.words.gettext
    benefit, cost = _("Benefits"), _("Costs")
    panel = Panel(f"{instrument.id}-parts")
    draw_legend(
        panel,
        [Key(words=benefit, ink=Ink.GOOD), Key(words=cost, ink=Ink.BAD, fill=Fill.HATCHED)],
    )
    most = max(part.mean for part in result.parts) if result.parts else 1
    axis = Axis(low=-most or -1, high=most or 1)
    rows = []
    for part in result.parts:
        label = instrument.item(part.id).text[speech.language]
        signed = -part.mean if part.cost else part.mean
        draw_heading(panel, label, write_gap(signed), ink=Ink.BAD if part.cost else Ink.GOOD)
        _draw_part(panel, axis, signed)
        rows.append((label, cost if part.cost else benefit, write_gap(signed)))
    panel.y += 8
    sums = ((_("All benefits"), result.benefit), (_("All costs"), -result.cost))
    for label, whole in sums:
        draw_heading(panel, label, write_gap(whole))
        rows.append((label, "", write_gap(whole)))
    panel.y += 6
    ends = [end for end in (result.low, result.high) if end is not None]
    delivered = write_gap(result.delivered)
    words = _("Value delivered {figure}").format(figure=delivered)
    below = span_axis([0, result.delivered, *ends], most=5)
    estimate = Estimate(value=result.delivered, low=result.low, high=result.high, words=words)
    ticks = tuple((tick, write_short(tick)) for tick in choose_ticks(below))
    draw_estimate(panel, below, estimate, ticks)
    around = speech.around(delivered, result.low, result.high, write_gap)
    return (
        panel.close(
            _("Delivered value: benefits less costs"),
            _("{label}: {figure}.").format(label=_("Value delivered"), figure=around),
            head=(_("Part"), _("Kind"), _("Mean, in points of the scale")),
            rows=(*rows, (_("Value delivered"), "", around)),
        ),
    )


def _draw_part(panel: Panel, axis: Axis, signed: Fraction) -> None:
    top, zero = panel.y + 6, axis.place(0)
    panel.line((MARGIN, top + _BAR), (WIDTH - MARGIN, top + _BAR))
    end = axis.place(signed)
    if signed < 0:
        panel.rect((end, top), (zero - end, _BAR), ink=Ink.BAD, fill=Fill.HATCHED)
    else:
        panel.rect((zero, top), (end - zero, _BAR), ink=Ink.GOOD)
    panel.line((zero, top - 2), (zero, top + _BAR + 3), ink=Ink.INK)
    panel.y = top + _BAR + 6
