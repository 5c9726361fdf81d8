"""Records, the model: the figures that a standard's instruments give, known before any data.

Input: a standard's instruments. Output: names such as `csat`, `csat.low` or
`servqual.reliability.gap`, and where each comes from. What the figures are worth is for
`assessment` to compute; that it gives what is promised here is held by a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.model.instrument import Model, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.model.instrument import Instrument

ENDS = ("low", "high")
"""What follows a figure's name where an end of its interval is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Where a figure comes from: its instrument, its name there, and which end of the interval."""

    instrument: str
    key: str
    end: str | None


def name_figure(instrument: Instrument, key: str) -> str:
    """Return a figure's name in the standard: operating measures bear their own."""
    if instrument.model is Model.COUNTS:
        return key
    return f"{instrument.id}.{key}" if key else instrument.id


def offer_figures(instruments: Mapping[str, Instrument]) -> dict[str, Offer]:
    """Return every figure that the instruments can give, by its name."""
    offers: dict[str, Offer] = {}
    for instrument in instruments.values():
        for key, bounded in _list_keys(instrument):
            name = name_figure(instrument, key)
            offers[name] = Offer(instrument=instrument.id, key=key, end=None)
            for end in ENDS if bounded else ():
                offers[f"{name}.{end}"] = Offer(instrument=instrument.id, key=key, end=end)
    return offers


_Keys = tuple[tuple[str, bool], ...]
_WHOLE: dict[Model, _Keys] = {
    Model.NPS: (("", True),),
    Model.CSAT: (("", True),),
    Model.VALUE: (("", True),),
    Model.ALPHA: (("", False),),
    Model.RANKING: (("", False),),
    Model.SERVQUAL: (("overall", True), ("alpha", False)),
    Model.SATISFACTION: (("index", False), ("delighted", True), ("disappointed", True)),
    Model.LOYALTY: tuple(
        (kind, True) for kind in ("true", "latent", "spurious", "none", "hostages")
    ),
    Model.CASES: (("closed_in_time", True), ("reopened", True)),
}
"""What each model tells of everybody, and whether it has an interval."""
_WEIGHTED: dict[Model, _Keys] = {Model.SERVQUAL: (("weighted", True),)}
"""What it tells where every dimension has a weight."""
_BY_DIMENSION: dict[Model, _Keys] = {
    Model.SERVQUAL: ((".gap", True), (".expectation", False), (".perception", False)),
    Model.SATISFACTION: ((".experienced", False), (".gap", False)),
    Model.QUALITY: ((".experienced", False), (".gap", False)),
    Model.GAPS: (("", False),),
}
_BY_ITEM: dict[Model, _Keys] = {Model.KANO: ((".better", True), (".worse", True))}


def _list_keys(instrument: Instrument) -> Iterator[tuple[str, bool]]:
    """List the figures of an instrument by their names there, and whether they have intervals."""
    model, dimensions = instrument.model, instrument.dimensions
    yield from _WHOLE.get(model, ())
    if all(dimension.weight is not None for dimension in dimensions):
        yield from _WEIGHTED.get(model, ())
    for parts, keys in ((dimensions, _BY_DIMENSION), (instrument.items, _BY_ITEM)):
        for part in parts:
            for key, bounded in keys.get(model, ()):
                yield f"{part.id}{key}", bounded
    for gap in sorted({one.gap for one in dimensions if one.gap is not None}):
        yield f"gap{gap}", False
    for stage in instrument.stages[1:]:
        if stage.within is not None:
            yield f"{stage.id}.in_time", True
        yield f"{stage.id}.median", False
        yield f"{stage.id}.p90", False
    for measure in instrument.measures:
        yield measure.id, measure.ratio is Ratio.SHARE
