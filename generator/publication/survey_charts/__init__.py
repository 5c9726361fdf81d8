"""Publication, survey charts: the results of instruments as pictures, each with its table.

Input: a result, the instrument, a language and its words. Output: `Chart`s, none where nothing
was answered.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.publication.survey_charts.alpha import draw_alpha
from generator.publication.survey_charts.complaints import draw_cases
from generator.publication.survey_charts.csat import draw_csat
from generator.publication.survey_charts.gaps import draw_gaps
from generator.publication.survey_charts.improvements import draw_improvements
from generator.publication.survey_charts.kano import draw_kano
from generator.publication.survey_charts.ladder import draw_ladder
from generator.publication.survey_charts.loyalty import draw_loyalty
from generator.publication.survey_charts.measures import draw_counts
from generator.publication.survey_charts.nps import draw_nps
from generator.publication.survey_charts.quality import draw_quality
from generator.publication.survey_charts.ranking import draw_ranking
from generator.publication.survey_charts.satisfaction import draw_satisfaction
from generator.publication.survey_charts.servqual import draw_servqual
from generator.publication.survey_charts.speech import Speech
from generator.publication.survey_charts.value import draw_value
from generator.records.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction
    from gettext import NullTranslations

    from generator.publication.plots import Chart
    from generator.records.model import Instrument

__all__ = ["Speech", "draw_improvements", "draw_ladder", "draw_result"]

_DRAW: Mapping[Model, Callable[[Any, Instrument, Speech], tuple[Chart, ...]]] = MappingProxyType(
    {
        Model.SERVQUAL: draw_servqual,
        Model.KANO: draw_kano,
        Model.NPS: draw_nps,
        Model.CSAT: draw_csat,
        Model.ALPHA: draw_alpha,
        Model.SATISFACTION: draw_satisfaction,
        Model.LOYALTY: draw_loyalty,
        Model.VALUE: draw_value,
        Model.QUALITY: draw_quality,
        Model.RANKING: draw_ranking,
        Model.CASES: draw_cases,
        Model.COUNTS: draw_counts,
    }
)


def draw_result(
    result: Any,
    instrument: Instrument,
    language: str,
    words: NullTranslations,
    *,
    fifth: Fraction | None = None,
) -> tuple[Chart, ...]:
    """Draw what an instrument found: a result of its model, the chart that matters most first.

    `fifth` is the overall gap of SERVQUAL, where the same audit asked customers: the diagnosis of
    the inner gaps shows it beside them.
    """
    speech = Speech(language, words)
    if instrument.model is Model.GAPS:
        return draw_gaps(result, instrument, speech, fifth=fifth)
    return _DRAW[instrument.model](result, instrument, speech)
