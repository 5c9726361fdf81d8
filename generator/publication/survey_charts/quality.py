"""Publication, survey charts: perceived quality, what was expected and experienced, by part.

Input: its result, the instrument. Output: the parts as pairs of means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publication.plots import Panel
from generator.publication.survey_charts.pairs import (
    Pair,
    draw_pairs,
    lay_scale,
    list_pairs,
    name_ends,
)
from generator.publication.survey_charts.rows import draw_heading
from generator.publication.survey_charts.speech import NOTHING, write_gap

if TYPE_CHECKING:
    from generator.assessment.instruments.quality import QualityResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument


def draw_quality(
    result: QualityResult, instrument: Instrument, speech: Speech
) -> tuple[Chart, ...]:
    """Draw the quality expected and experienced."""
    if not result.parts or result.gap is None:
        return ()
    _, language = speech.words.gettext, speech.language
    expected, experienced = _("Expected"), _("Experienced")
    whole = _("All parts alike")
    panel = Panel(f"{instrument.id}-parts")
    pairs = [
        Pair(
            label=instrument.dimension(part.id).title[language],
            first=part.expected,
            second=part.experienced,
            gap=part.gap,
        )
        for part in result.parts
    ]
    axis = lay_scale(instrument, 1, 7)
    draw_pairs(panel, pairs, (expected, experienced), axis, name_ends(instrument, language))
    draw_heading(panel, whole, write_gap(result.gap))
    panel.y += 6
    gap = write_gap(result.gap)
    return (
        panel.close(
            _("Quality expected and experienced"),
            _(
                "Mean gap over the parts: {gap}. Below zero, less was experienced than expected."
            ).format(gap=gap),
            head=(_("Part"), expected, experienced, _("Gap (experienced − expected)")),
            rows=(*list_pairs(pairs), (whole, NOTHING, NOTHING, gap)),
        ),
    )
