"""Publication, survey charts: Cronbach's alpha, with its interval, against the usual marks.

Input: the reliability of a scale. Output: a dot with its interval on an axis from 0 to 1.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.assessment.instruments.alpha import feldt_interval
from generator.publication.axes import Axis
from generator.publication.figures import write_short
from generator.publication.inks import Fill, Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.rows import (
    Estimate,
    Key,
    draw_bar,
    draw_estimate,
    draw_heading,
    draw_legend,
)
from generator.publication.survey_charts.speech import write_mean
from generator.publication.survey_words import FAIR, POOR

if TYPE_CHECKING:
    from generator.assessment.instruments.alpha import AlphaResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument


_TICKS = (0, Fraction(2, 10), Fraction(4, 10), POOR, FAIR, Fraction(8, 10), 1)
_LOOKS = ((Ink.BAD, Fill.HATCHED), (Ink.H2, Fill.PALE), (Ink.GOOD, Fill.SOLID))


def draw_alpha(result: AlphaResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw alpha, and what was answered where items are asked for themselves."""
    return (
        *_draw_reliability(result, instrument, speech),
        *_draw_means(result, instrument, speech),
    )


def _draw_means(result: AlphaResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw the mean of each item on the scale; nothing without answers or a scale."""
    scale = instrument.scale
    if not result.means or scale is None:
        return ()
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-means")
    titles = {item.id: item.text[speech.language] for item in instrument.items}
    rows = []
    for name, mean in result.means:
        label = titles.get(name, name)
        draw_heading(panel, label, write_mean(mean))
        draw_bar(panel, (mean - scale.low) / (scale.high - scale.low))
        rows.append((label, write_mean(mean)))
    panel.y += 6
    lowest = min(result.means, key=lambda one: one[1])
    return (
        panel.close(
            _("Mean of each item"),
            _("On a scale of {low} to {high}. Lowest: {label} ({mean}).").format(
                low=scale.low,
                high=scale.high,
                label=titles.get(lowest[0], lowest[0]).rstrip("。."),
                mean=write_mean(lowest[1]),
            ),
            head=(_("Item"), _("Mean")),
            rows=rows,
        ),
    )


def _draw_reliability(
    result: AlphaResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw alpha; nothing where it cannot be told."""
    if result.alpha is None:
        return ()
    _ = speech.words.gettext
    alpha = result.alpha
    low, high = feldt_interval(alpha, result.n, result.items) or (None, None)
    panel = Panel(f"{instrument.id}-alpha")
    words = f"α = {write_mean(alpha)}"
    axis = Axis(low=0, high=1)
    ticks = tuple((tick, write_short(tick)) for tick in _TICKS)
    draw_estimate(panel, axis, Estimate(value=alpha, low=low, high=high, words=words), ticks)
    zones = (_("below 0.6: weak"), _("0.6 to 0.7: usable"), _("0.7 and above: reliable"))
    ends = pairwise((Fraction(), POOR, FAIR, Fraction(1)))
    for (left, right), (ink, fill) in zip(ends, _LOOKS, strict=True):
        start = axis.place(left) + 1
        panel.rect((start, panel.y + 3), (axis.place(right) - start - 1, 9), ink=ink, fill=fill)
    panel.y += 16
    draw_legend(
        panel,
        [
            Key(words=zone, ink=ink, fill=fill)
            for zone, (ink, fill) in zip(zones, _LOOKS, strict=True)
        ],
    )
    zone = zones[(alpha >= POOR) + (alpha >= FAIR)]
    return (
        panel.close(
            _("Reliability of the scale (Cronbach’s α)"),
            _("{label}: {figure}.").format(
                label=f"{words}{speech.bracket(zone)}",
                figure=f"{speech.interval} {speech.span(low, high, write_mean)}",
            ),
            head=(_("Measure"), _("Value")),
            rows=(
                ("α", f"{write_mean(alpha)}{speech.bracket(zone)}"),
                (speech.interval, speech.span(low, high, write_mean)),
                (_("Respondents"), str(result.n)),
                (_("Items"), str(result.items)),
            ),
        ),
    )
