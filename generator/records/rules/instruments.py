"""Records: rules on instruments, and on the figures of theirs that a standard's criteria rest on.

Input: an `InstrumentCase` or a `StandardCase`. Output: flaws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.model import Model
from generator.records.rules.flaw import Flaw, flaw, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.records.model import Instrument
    from generator.records.rules.foundation import StandardCase
    from generator.records.source import Pointer

_FIXED_SCALES = {Model.KANO: (1, 5), Model.NPS: (0, 10)}
_COLUMNS = {
    "items": frozenset({"respondent"}),
    "stages": frozenset({"case", "channel", "category", "outcome", "reopened"}),
}
"""What columns of data files are called, whatever the instrument."""
_SCALED = {Model.SERVQUAL: ("overall", "weighted", "alpha"), Model.ALPHA: ("",)}
"""The figures that rest on a whole scale, of models that tell how reliable it is."""
_GAPS = frozenset({"gap1", "gap2", "gap3", "gap4"})
"""What a diagnosis calls the gaps, beside their causes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentCase:
    """An instrument with what it must agree with."""

    instrument: Instrument
    concepts: tuple[str, ...]
    file: str | None
    """The stem of its file's name; None for a draft outside the registry."""


def id_is_the_files_name(case: InstrumentCase) -> Iterator[Flaw]:
    """An instrument stands in instruments/<id>.yaml."""
    found = case.instrument.id
    if case.file is not None and found != case.file:
        yield flaw("id", code="folder-mismatch", found=found, expected=case.file)


def parts_have_ids_of_their_own(case: InstrumentCase) -> Iterator[Flaw]:
    """Dimensions, items, roles, measures and stages have ids of their own."""
    instrument = case.instrument
    for field, ids in (
        ("dimensions", [one.id for one in instrument.dimensions]),
        ("items", [one.id for one in instrument.items]),
        ("roles", [one.id for one in instrument.roles]),
        ("measures", [one.id for one in instrument.measures]),
        ("stages", [one.id for one in instrument.stages]),
        ("channels", [one.id for one in instrument.channels]),
        ("categories", [one.id for one in instrument.categories]),
    ):
        for position, name in enumerate(ids):
            if name in ids[:position]:
                yield flaw(field, position, "id", code="id-twice", id=name)


def parts_name_what_exists(case: InstrumentCase) -> Iterator[Flaw]:
    """Items name dimensions and roles, instruments name concepts, that are declared."""
    instrument = case.instrument
    for position, concept in enumerate(instrument.concepts):
        if concept not in case.concepts:
            yield _unknown(("concepts", position), concept, case.concepts)
    dimensions = [dimension.id for dimension in instrument.dimensions]
    roles = [role.id for role in instrument.roles]
    for position, item in enumerate(instrument.items):
        if item.dimension is not None and item.dimension not in dimensions:
            yield _unknown(("items", position, "dimension"), item.dimension, dimensions)
        if item.role is not None and item.role not in roles:
            yield _unknown(("items", position, "role"), item.role, roles)


def scales_fit_their_models(case: InstrumentCase) -> Iterator[Flaw]:
    """A scale runs upwards; some models know one scale only."""
    scale, model = case.instrument.scale, case.instrument.model
    if scale is None:
        return
    fixed = _FIXED_SCALES.get(model)
    if fixed is not None and (scale.low, scale.high) != fixed:
        yield flaw("scale", code="scale-unfit", model=model, needed=f"{fixed[0]}–{fixed[1]}")
    elif scale.low >= scale.high:
        yield flaw("scale", code="scale-unfit", model=model, needed="low < high")


def parts_can_be_measured(case: InstrumentCase) -> Iterator[Flaw]:
    """Every dimension has items, the last stage has a limit, no id means something else."""
    instrument = case.instrument
    used = {item.dimension for item in instrument.items}
    for position, dimension in enumerate(instrument.dimensions):
        if dimension.id not in used:
            yield flaw("dimensions", position, code="dimension-empty", dimension=dimension.id)
    if instrument.stages and instrument.stages[-1].within is None:
        place = ("stages", len(instrument.stages) - 1)
        yield flaw(*place, code="stage-limit-missing", stage=instrument.stages[-1].id)
    for field, ids, taken in (
        ("items", [one.id for one in instrument.items], _COLUMNS["items"]),
        ("stages", [one.id for one in instrument.stages], _COLUMNS["stages"]),
        ("dimensions", [one.id for one in instrument.dimensions], _GAPS),
    ):
        for position, id_ in enumerate(ids):
            if id_ in taken:
                yield flaw(field, position, "id", code="id-reserved", id=id_)


INSTRUMENT_RULES = (
    id_is_the_files_name,
    parts_have_ids_of_their_own,
    parts_name_what_exists,
    scales_fit_their_models,
    parts_can_be_measured,
)


def figures_are_offered(case: StandardCase) -> Iterator[Flaw]:
    """A criterion rests on a figure that the standard's instruments give, and is assessed once.

    A least reliability is asked only of a figure of a whole scale whose reliability is told.
    """
    standard = case.standard
    offers = standard.offers
    for s, section in enumerate(standard.sections):
        for g, group in enumerate(section.groups):
            for c, criterion in enumerate(group.criteria):
                computed = criterion.computed
                if computed is None:
                    continue
                where = ("sections", s, "groups", g, "criteria", c)
                place = (*where, "metric", "computed")
                offer = offers.get(computed.figure)
                if offer is None:
                    yield _unknown((*place, "figure"), computed.figure, offers)
                elif computed.reliability is not None and offer.key not in _SCALED.get(
                    standard.instruments[offer.instrument].model, ()
                ):
                    yield flaw(
                        *place, "reliability", code="reliability-unknown", figure=computed.figure
                    )
                if criterion.per_channel:
                    yield flaw(
                        *where, "assessed", code="computed-by-channel", criterion=criterion.id
                    )


def figures_have_names_of_their_own(case: StandardCase) -> Iterator[Flaw]:
    """No measure is called as an instrument is, or as a measure of another one."""
    seen: dict[str, str] = {}
    for instrument in case.standard.instruments.values():
        own = [m.id for m in instrument.measures] or [instrument.id]
        for name in own:
            if name in seen:
                yield flaw(code="figure-twice", figure=name, first=seen[name], second=instrument.id)
            seen.setdefault(name, instrument.id)


FIGURE_RULES = (figures_are_offered, figures_have_names_of_their_own)


def _unknown(pointer: Pointer, name: str, known: Iterable[str]) -> Flaw:
    names = list(known)
    return flaw(
        *pointer, code="unknown-name", name=name, near=nearest(name, names), known=listed(names)
    )
