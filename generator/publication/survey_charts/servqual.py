"""Publication, survey charts: SERVQUAL, the service expected and perceived by dimension.

Input: its result, the instrument. Output: the dimensions as pairs of means, their gaps with
intervals, and how reliable the scale is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.axes import choose_ticks, span_axis
from generator.publication.figures import write_short
from generator.publication.plots import Panel
from generator.publication.survey_charts.alpha import draw_alpha
from generator.publication.survey_charts.pairs import (
    Pair,
    draw_pairs,
    lay_scale,
    list_pairs,
    name_ends,
)
from generator.publication.survey_charts.rows import Estimate, draw_forest
from generator.publication.survey_charts.speech import write_gap, write_mean, write_sign

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.assessment.instruments.servqual import ServqualResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument


def draw_servqual(
    result: ServqualResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw expectation and perception by dimension, the gaps, the scale's reliability."""
    if not result.dimensions:
        return ()
    titles = {one.id: one.title[speech.language] for one in instrument.dimensions}
    return (
        _draw_dimensions(result, instrument, titles, speech),
        _draw_gaps(result, instrument, titles, speech),
        *draw_alpha(result.alpha, instrument, speech),
    )


def _draw_dimensions(
    result: ServqualResult, instrument: Instrument, titles: dict[str, str], speech: Speech
) -> Chart:
    _ = speech.words.gettext
    expected, perceived = _("Expectation"), _("Perception")
    panel = Panel(f"{instrument.id}-dimensions")
    pairs = []
    for one in result.dimensions:
        label, weight = titles[one.id], instrument.dimension(one.id).weight
        if weight is not None:
            label += speech.bracket(_("weight {weight}").format(weight=write_short(weight)))
        pairs.append(Pair(label=label, first=one.expectation, second=one.perception, gap=one.gap))
    axis = lay_scale(instrument, 1, 7)
    draw_pairs(panel, pairs, (expected, perceived), axis, name_ends(instrument, speech.language))
    short = [one for one in result.dimensions if one.gap < 0]
    told = _("{short} of {all} dimensions fall short of what is expected.").format(
        short=len(short), all=len(result.dimensions)
    )
    least = min(result.dimensions, key=lambda one: one.gap)
    if short:
        most = _("{title} falls short most, by {gap}.")
        told = speech.tell(told, most.format(title=titles[least.id], gap=write_mean(-least.gap)))
    return panel.close(
        _("Service expected and perceived, by dimension"),
        told,
        head=(_("Dimension"), expected, perceived, _("Gap (perception − expectation)")),
        rows=list_pairs(pairs),
    )


def _draw_gaps(
    result: ServqualResult, instrument: Instrument, titles: dict[str, str], speech: Speech
) -> Chart:
    _ = speech.words.gettext
    panel = Panel(f"{instrument.id}-gaps")
    found: list[tuple[str, Fraction, Fraction | None, Fraction | None]] = [
        (titles[one.id], one.gap, one.low, one.high) for one in result.dimensions
    ]
    overall, weighted = _("Overall, mean of the dimensions"), _("Overall, weighted by importance")
    if result.overall is not None:
        found.append((overall, result.overall, result.overall_low, result.overall_high))
    if result.weighted is not None:
        found.append((weighted, result.weighted, result.weighted_low, result.weighted_high))
    axis = span_axis(
        [0, *(value for one in found for value in one[1:] if value is not None)], most=5
    )
    ticks = tuple((tick, write_sign(tick)) for tick in choose_ticks(axis, 7))
    rows = [
        (label, Estimate(value=gap, low=low, high=high, words=write_gap(gap)))
        for label, gap, low, high in found
    ]
    draw_forest(panel, axis, rows, ticks, marks=(0,))
    told = [
        _("{label}: {figure}.").format(
            label=label, figure=speech.around(write_gap(gap), low, high, write_gap)
        )
        for label, gap, low, high in found[len(result.dimensions) :]
    ]
    return panel.close(
        _("Gaps between perception and expectation, with their uncertainty"),
        speech.tell(_("Below zero the service falls short of what is expected."), *told),
        head=(_("Dimension"), _("Gap"), speech.interval),
        rows=(
            (label, write_gap(gap), speech.span(low, high, write_gap))
            for label, gap, low, high in found
        ),
    )
