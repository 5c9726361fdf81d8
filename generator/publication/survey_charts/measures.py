"""Publication, survey charts: operating measures, whole and month by month.

Input: their results, the instrument. Output: shares with their intervals over one axis, and for
measures of several periods a line each.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.axes import MARGIN, WIDTH, Axis
from generator.publication.figures import write_short
from generator.publication.inks import Ink
from generator.publication.plots import SMALL, Panel
from generator.publication.survey_charts.rows import Estimate, draw_forest, draw_heading, draw_note
from generator.publication.survey_charts.speech import NOTHING, write_mean, write_share
from generator.records.model import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.assessment.instruments.counts import CountsResult, MeasureResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument, Measure

_SPARK = 30
"""How high a line of a measure is, from its least to its greatest value."""


def draw_counts(result: CountsResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw the measures over all their periods, and how they went from period to period."""
    measures = {measure.id: measure for measure in instrument.measures}
    found = [(measures[one.id], one) for one in result.measures]
    several = [pair for pair in found if len(pair[1].periods) > 1]
    charts = []
    if found:
        charts.append(_draw_whole(found, instrument, speech))
    if several:
        charts.append(_draw_periods(several, instrument, speech))
    return tuple(charts)


def _write(measure: Measure) -> Callable[[Fraction], str]:
    return write_share if measure.ratio is Ratio.SHARE else write_mean


def _draw_whole(
    found: list[tuple[Measure, MeasureResult]], instrument: Instrument, speech: Speech
) -> Chart:
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-measures")
    rows, shares = [], []
    for measure, one in found:
        write, title = _write(measure), measure.title[speech.language]
        written = write(one.value)
        if measure.ratio is Ratio.SHARE:
            estimate = Estimate(value=one.value, low=one.low, high=one.high, words=written)
            shares.append((title, estimate))
        rows.append(
            (
                title,
                write_short(one.count),
                write_short(one.of),
                written,
                speech.span(one.low, one.high, write),
            )
        )
    if shares:
        ticks = tuple((Fraction(tick, 4), f"{25 * tick}%") for tick in range(5))
        draw_forest(panel, Axis(low=0, high=1), shares, ticks)
    for measure, one in found:
        if measure.ratio is Ratio.MEAN:
            draw_heading(panel, measure.title[speech.language], write_mean(one.value))
            panel.y += 6
    panel.y += 6
    return panel.close(
        _("Operating measures"),
        _("{n} measures over all their periods; shares with their 95% intervals.").format(
            n=len(found)
        ),
        head=(_("Measure"), _("Counted"), _("Out of"), _("Figure"), speech.interval),
        rows=rows,
    )


def _draw_periods(
    found: list[tuple[Measure, MeasureResult]], instrument: Instrument, speech: Speech
) -> Chart:
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-periods")
    periods = sorted({period for _measure, one in found for period, _count, _of in one.periods})
    axis = Axis(low=0, high=len(periods) - 1)
    places = {period: axis.place(index) for index, period in enumerate(periods)}
    rows = []
    for measure, one in found:
        write, title = _write(measure), measure.title[speech.language]
        values = [(period, count / of) for period, count, of in one.periods if of]
        if not values:
            continue
        ends = f"{write(values[0][1])} → {write(values[-1][1])}"
        draw_heading(panel, title, ends)
        _draw_line(panel, [(places[period], value) for period, value in values])
        rows += [
            (
                title,
                period,
                write_short(count),
                write_short(of),
                write(count / of) if of else NOTHING,
            )
            for period, count, of in one.periods
        ]
    panel.y += 14
    for period, x, anchor in ((periods[0], 0, "start"), (periods[-1], WIDTH, "end")):
        panel.text(x, panel.y, period, ink=Ink.SOFT, size=SMALL, anchor=anchor)
    draw_note(panel, _("Each line runs from its own least to its own greatest value."))
    panel.y += 6
    return panel.close(
        _("Operating measures, period by period"),
        _("From {first} to {last}.").format(first=periods[0], last=periods[-1]),
        head=(_("Measure"), _("Period"), _("Counted"), _("Out of"), _("Figure")),
        rows=rows,
    )


def _draw_line(panel: Panel, points: list[tuple[float, Fraction]]) -> None:
    heights = [float(value) for _x, value in points]
    low, high = min(heights), max(heights)
    top = panel.y + 10
    drawn = []
    for (x, _value), value in zip(points, heights, strict=True):
        height = (value - low) / (high - low) if high > low else 0.5
        drawn.append((x, top + _SPARK - height * _SPARK))
    panel.line((MARGIN, top + _SPARK + 6), (WIDTH - MARGIN, top + _SPARK + 6))
    panel.path(drawn, ink=Ink.H0)
    panel.dot(drawn[0], ink=Ink.H0, hollow=True, radius=4)
    panel.dot(drawn[-1], ink=Ink.H0, radius=4)
    panel.y = top + _SPARK + 8
