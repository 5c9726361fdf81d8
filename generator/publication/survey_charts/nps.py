"""Publication, survey charts: the net promoter score and the three groups it is made of.

Input: its result, the instrument. Output: the groups as one bar, the score with its margin.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.publication.axes import Axis
from generator.publication.figures import write_short
from generator.publication.inks import Fill, Ink
from generator.publication.plots import Panel
from generator.publication.survey_charts.rows import (
    Estimate,
    Key,
    Part,
    draw_estimate,
    draw_legend,
    draw_stack,
)
from generator.publication.survey_charts.speech import share_of, write_points, write_share

if TYPE_CHECKING:
    from generator.assessment.instruments.nps import NpsResult
    from generator.publication.plots import Chart
    from generator.publication.survey_charts.speech import Speech
    from generator.records.model import Instrument

_LOOKS = ((Ink.BAD, Fill.HATCHED), (Ink.H0, Fill.PALE), (Ink.GOOD, Fill.SOLID))


def draw_nps(result: NpsResult, instrument: Instrument, speech: Speech) -> tuple[Chart, ...]:
    """Draw detractors, passives and promoters, and below them the score, −100 … 100."""
    if result.nps is None:
        return ()
    _ = speech.words.gettext
    names = (_("Detractors (0–6)"), _("Passives (7–8)"), _("Promoters (9–10)"))
    counts = (result.detractors, result.passives, result.promoters)
    shares = [share_of(count, result.n) for count in counts]
    panel = Panel(f"{instrument.id}-groups")
    groups = list(zip(names, counts, shares, _LOOKS, strict=True))
    draw_legend(
        panel,
        [
            Key(words=f"{name} {write_share(share)}", ink=ink, fill=fill)
            for name, _count, share, (ink, fill) in groups
        ],
    )
    draw_stack(
        panel,
        [Part(share=share, ink=ink, fill=fill) for _name, _count, share, (ink, fill) in groups],
        height=24,
    )
    panel.y += 10
    score = write_points(result.nps)
    around = speech.around(score, result.low, result.high, write_points)
    estimate = Estimate(value=result.nps, low=result.low, high=result.high, words=f"NPS {score}")
    ticks = tuple((Fraction(tick, 2), write_short(tick * 50)) for tick in range(-2, 3))
    draw_estimate(panel, Axis(low=-1, high=1), estimate, ticks)
    rows = [(name, str(count), write_share(share)) for name, count, share, _look in groups]
    return (
        panel.close(
            _("Net promoter score"),
            _("{label}: {figure}.").format(label="NPS", figure=around),
            head=(_("Kind of respondent"), _("Respondents"), _("Figure")),
            rows=(*rows, (_("Net promoter score"), str(result.n), around)),
        ),
    )
