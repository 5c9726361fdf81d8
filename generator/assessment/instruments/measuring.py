"""Assessment: the data beside an audit → the result of each instrument and all their figures.

Input: an audit whose data were read without problems, its standard. Output: `Measured`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from generator.assessment.instruments.alpha import measure_alpha
from generator.assessment.instruments.cases import measure_cases
from generator.assessment.instruments.counts import measure_counts
from generator.assessment.instruments.csat import measure_csat
from generator.assessment.instruments.gaps import measure_gaps
from generator.assessment.instruments.kano import measure_kano
from generator.assessment.instruments.loyalty import measure_loyalty
from generator.assessment.instruments.nps import measure_nps
from generator.assessment.instruments.quality import measure_quality
from generator.assessment.instruments.ranking import measure_ranking
from generator.assessment.instruments.satisfaction import measure_satisfaction
from generator.assessment.instruments.servqual import measure_servqual
from generator.assessment.instruments.value import measure_value
from generator.records.model import Model, name_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.assessment.instruments.figures import Figure
    from generator.records.model import Audit, Instrument, Standard, Table


class Result(Protocol):
    """What an instrument gives: how many answered, and its figures by their names there."""

    @property
    def n(self) -> int:
        """Respondents, cases or rows that it rests on."""

    def figures(self) -> dict[str, Figure]:
        """Return the figures that a criterion may rest on."""


_MEASURE: Mapping[Model, Callable[[Table, Instrument], Result]] = MappingProxyType(
    {
        Model.SERVQUAL: measure_servqual,
        Model.KANO: measure_kano,
        Model.NPS: measure_nps,
        Model.CSAT: measure_csat,
        Model.ALPHA: measure_alpha,
        Model.SATISFACTION: measure_satisfaction,
        Model.LOYALTY: measure_loyalty,
        Model.VALUE: measure_value,
        Model.QUALITY: measure_quality,
        Model.RANKING: measure_ranking,
        Model.GAPS: measure_gaps,
        Model.COUNTS: measure_counts,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The results by instrument, in the order of the audit's list, and all figures by name."""

    results: tuple[tuple[str, Result], ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)


NOTHING = Measured()


def measure_table(table: Table, instrument: Instrument, until: date | None = None) -> Result:
    """Compute what an instrument gives; `until` is the last day that cases were followed."""
    if instrument.model is Model.CASES:
        return measure_cases(table, instrument, until)
    return _MEASURE[instrument.model](table, instrument)


def measure_audit(audit: Audit, standard: Standard) -> Measured:
    """Compute the results of all the data beside an audit."""
    if not audit.data:
        return NOTHING
    results = []
    figures: dict[str, Figure] = {}
    for one in audit.data:
        instrument = standard.instruments[one.instrument]
        result = measure_table(one.table, instrument, one.ended)
        results.append((instrument.id, result))
        for key, figure in result.figures().items():
            figures[name_figure(instrument, key)] = figure
    return Measured(results=tuple(results), figures=figures)
