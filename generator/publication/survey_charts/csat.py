"""Publication, survey charts: customer satisfaction, how the answers spread and who is satisfied.

Input: its result, the instrument. Output: a bar for each answer, the share with its interval.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assessment.instruments.csat import TOP
from generator.publication.axes import Axis
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
from generator.publication.survey_charts.speech import share_of, write_share

if TYPE_CHECKING:
    from generator.assessment.instruments.csat import CsatResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument


def draw_csat(result: CsatResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw the answers from the highest down, and the share of the satisfied."""
    if result.share is None:
        return ()
    _ = speech.words.gettext
    labels = {} if instrument.scale is None else dict(instrument.scale.labels)
    satisfied, other = _("satisfied: the two highest answers"), _("other answers")
    panel = Panel(f"{instrument.id}-answers")
    draw_legend(
        panel,
        [
            Key(words=satisfied, ink=Ink.GOOD),
            Key(words=other, ink=Ink.H0, fill=Fill.PALE),
        ],
    )
    rows = []
    for place, (score, count) in enumerate(sorted(result.counts, reverse=True)):
        label = f"{score} {labels[score][speech.language]}" if score in labels else str(score)
        share = share_of(count, result.n)
        draw_heading(panel, label, write_share(share), note=str(count))
        high = place < TOP
        ink, fill = (Ink.GOOD, Fill.SOLID) if high else (Ink.H0, Fill.PALE)
        draw_bar(panel, share, ink=ink, fill=fill)
        rows.append((label, str(count), write_share(share)))
    panel.y += 10
    written = write_share(result.share)
    around = speech.around(written, result.low, result.high, write_share)
    words = _("{share} satisfied").format(share=written)
    ticks = tuple((Fraction(tick, 4), f"{25 * tick}%") for tick in range(5))
    draw_estimate(
        panel,
        Axis(low=0, high=1),
        Estimate(value=result.share, low=result.low, high=result.high, words=words),
        ticks,
    )
    return (
        panel.close(
            _("How satisfied customers are"),
            _("{count} of {all} are satisfied: {figure}.").format(
                count=result.satisfied, all=result.n, figure=around
            ),
            head=(_("Answer"), _("Respondents"), _("Share")),
            rows=(*rows, (_("Satisfied"), str(result.satisfied), around)),
        ),
    )
