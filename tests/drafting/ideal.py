"""Writes files of data in which all is as it should be: what rests on them earns every point."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.records.model import Model, Ratio

if TYPE_CHECKING:
    from generator.records.model import Instrument, Measure, Standard

RESPONDENTS = 1000
"""So many that the lower end of an interval is near its middle."""


def write_ideal_data(instrument: Instrument, standard: Standard) -> str:
    """Return a CSV that answers an instrument, as well as anybody can."""
    rows = {
        Model.SERVQUAL: _rate_items,
        Model.CSAT: _rate_once,
        Model.NPS: _rate_once,
        Model.CASES: _close_cases,
    }
    if instrument.model is Model.COUNTS:
        lines = [_count(measure, standard) for measure in instrument.measures]
        return "\n".join(["period,measure,count,of", *lines]) + "\n"
    return "\n".join(rows[instrument.model](instrument)) + "\n"


def _rate_once(instrument: Instrument) -> list[str]:
    highest = instrument.scale.high if instrument.scale else 10
    return ["respondent,score", *(f"R{n},{highest}" for n in range(RESPONDENTS))]


def _rate_items(instrument: Instrument) -> list[str]:
    assert instrument.scale is not None
    # Two kinds of people, so that the items vary together.
    low, high = instrument.scale.low, instrument.scale.high
    marks = [(low, high - 1), (low + 1, high)]
    return [
        "respondent,item,expectation,perception",
        *(
            f"R{n},{item.id},{marks[n % 2][0]},{marks[n % 2][1]}"
            for n in range(RESPONDENTS)
            for item in instrument.items
        ),
    ]


def _close_cases(instrument: Instrument) -> list[str]:
    stages = [stage.id for stage in instrument.stages]
    channel = instrument.channels[0].id if instrument.channels else "phone"
    category = instrument.categories[0].id if instrument.categories else "repair"
    times = ["2026-03-02", *("2026-03-03" for _ in stages[1:])]
    return [
        ",".join(("case", "channel", "category", *stages, "outcome", "reopened")),
        *(f"C{n},{channel},{category},{','.join(times)},settled,no" for n in range(RESPONDENTS)),
    ]


def _count(measure: Measure, standard: Standard) -> str:
    """Return the row of a measure with the figure that earns most."""
    of, count = 1_000_000, Fraction(0)
    for criterion in standard.criteria.values():
        if criterion.metric is None or criterion.computed is None:
            continue
        if standard.offers[criterion.computed.figure].key != measure.id:
            continue
        points = criterion.metric.breakpoints
        best = max(points, key=lambda point: point.share)
        count = best.value / criterion.computed.times * of
        if measure.ratio is Ratio.SHARE:  # all or none, so that an interval has no way to go
            count = Fraction(of if best == max(points, key=lambda point: point.value) else 0)
    return f"2026,{measure.id},{count},{of}"
