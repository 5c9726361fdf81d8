"""Records, tables: the columns of an instrument's table, what they are called and may hold.

Input: an `Instrument`. Output: its `Layout`. Which columns a model has is part of the format and
stands here as data; what they are called in Chinese stands in `aliases`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from generator.records.model import Model
from generator.records.tables.aliases import ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.records.model import Instrument, Text


class Kind(StrEnum):
    """What the cells of a column hold."""

    PERSON = "person"
    """An id that does not say who somebody is."""
    ITEM = "item"
    ROLE = "role"
    MEASURE = "measure"
    WHOLE = "whole"
    """A whole number between bounds."""
    NUMBER = "number"
    COUNT = "count"
    """A number, not negative."""
    TOTAL = "total"
    """A number above nothing."""
    PERIOD = "period"
    MOMENT = "moment"
    WORDS = "words"
    CHOICE = "choice"
    """One of the ids that the instrument declares, or its title."""
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in a `Table`, what else it may be called, what its cells hold."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    """Ids that may stand here, or steps of the scale; by what people may write for them."""
    optional: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that may stand in the column, in the order of the instrument."""
        return tuple(dict.fromkeys(self.known.values()))


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The columns of an instrument's table."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """What no two rows have in common."""
    pair: tuple[str, ...] = ()
    """Two answers that count only together."""
    open: bool = False
    """Whether every other column is an item's, too: that of a scale that declares none."""

    @cached_property
    def called(self) -> Mapping[str, Column]:
        """The columns by all that they may be called, folded."""
        called = {fold(column.name): column for column in self.columns}
        for column in self.columns:
            for alias in column.aliases:
                called.setdefault(fold(alias), column)
        return called

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in their order."""
        return tuple(column.name for column in self.columns)


_STAGES, _ITEMS = "…stages", "…items"
_COLUMNS: Mapping[Model, tuple[str, ...]] = {
    Model.SERVQUAL: ("respondent", "item", "expectation", "perception"),
    Model.KANO: ("respondent", "item", "functional", "dysfunctional"),
    Model.NPS: ("respondent", "score"),
    Model.CSAT: ("respondent", "score"),
    Model.ALPHA: ("respondent", _ITEMS),
    Model.SATISFACTION: ("respondent", "item", "expected", "experienced"),
    Model.QUALITY: ("respondent", "item", "expected", "experienced"),
    Model.LOYALTY: ("respondent", "attitude", "repurchase", "satisfaction"),
    Model.VALUE: ("respondent", _ITEMS),
    Model.RANKING: ("respondent", "role", "item", "rank"),
    Model.GAPS: ("respondent", "role", "item", "score"),
    Model.CASES: ("case", "channel", "category", _STAGES, "outcome", "reopened"),
    Model.COUNTS: ("period", "measure", "count", "of"),
}
_KEYS = {Model.CASES: ("case",), Model.COUNTS: ("period", "measure")}
_PAIRS: Mapping[Model, tuple[str, ...]] = {
    model: _COLUMNS[model][2:]
    for model in (Model.SERVQUAL, Model.KANO, Model.SATISFACTION, Model.QUALITY)
}
_SCALES: Mapping[Model, tuple[int, int]] = {
    Model.SERVQUAL: (1, 7),
    Model.KANO: (1, 5),
    Model.NPS: (0, 10),
    Model.CSAT: (1, 5),
    Model.SATISFACTION: (0, 10),
}
"""The scales of the models as they are usually asked, for instruments that declare none."""
_KINDS: Mapping[str, Kind] = {
    "respondent": Kind.PERSON,
    "case": Kind.PERSON,
    "item": Kind.ITEM,
    "role": Kind.ROLE,
    "measure": Kind.MEASURE,
    "channel": Kind.WORDS,
    "category": Kind.WORDS,
    "outcome": Kind.WORDS,
    "reopened": Kind.YES_NO,
    "period": Kind.PERIOD,
    "count": Kind.COUNT,
    "of": Kind.TOTAL,
}
"""All others are answers on the scale."""


def fold(name: str) -> str:
    """Return a name as it is compared: without case, width and needless blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def lay_out(instrument: Instrument) -> Layout:
    """Return the columns of an instrument's table, in the order in which they are usually kept."""
    model = instrument.model
    columns: list[Column] = []
    for name in _COLUMNS[model]:
        if name == _ITEMS:
            columns += _list_items(instrument)
        elif name == _STAGES:
            columns += _list_stages(instrument)
        else:
            columns.append(_make_column(name, instrument))
    return Layout(
        columns=tuple(columns),
        key=_KEYS.get(model) or tuple(n for n in ("respondent", "item") if n in _COLUMNS[model]),
        pair=_PAIRS.get(model, ()),
        open=model is Model.ALPHA and not instrument.items,
    )


def make_item_column(instrument: Instrument, name: str) -> Column:
    """Return the column of an item that the instrument does not declare."""
    low, high = _bounds(instrument)
    return Column(name=name, kind=Kind.NUMBER, low=low, high=high, optional=True)


def _make_column(name: str, instrument: Instrument) -> Column:
    kind = _KINDS.get(name, Kind.WHOLE)
    known: dict[str, str] = {}
    if kind is Kind.WHOLE and name != "rank":
        known = _steps(instrument)
    elif kind is Kind.ITEM and not instrument.items:
        # What declares no items may be asked about any.
        kind = Kind.WORDS
    elif kind is Kind.ITEM:
        known = _ids((item.id, item.text) for item in instrument.items)
    elif kind is Kind.ROLE:
        known = _ids((role.id, role.title) for role in instrument.roles)
    elif choices := {"channel": instrument.channels, "category": instrument.categories}.get(name):
        kind = Kind.CHOICE
        known = _ids((choice.id, choice.title) for choice in choices)
    elif kind is Kind.MEASURE:
        known = _ids((measure.id, measure.title) for measure in instrument.measures)
    low, high = _bounds(instrument)
    if name == "rank":
        low, high = 1, len(instrument.items)
    return Column(
        name=name,
        kind=kind,
        aliases=ALIASES[name],
        low=low,
        high=high,
        known=known,
        optional=name in ("outcome", "reopened"),
    )


def _list_items(instrument: Instrument) -> Iterator[Column]:
    low, high = _bounds(instrument)
    kind = Kind.NUMBER if instrument.model is Model.ALPHA else Kind.WHOLE
    for item in instrument.items:
        aliases = (item.text.zh, item.text.en)
        known = _steps(instrument)
        yield Column(
            name=item.id,
            kind=kind,
            aliases=aliases,
            low=low,
            high=high,
            known=known,
            optional=instrument.model is Model.ALPHA,
        )


def _list_stages(instrument: Instrument) -> Iterator[Column]:
    for place, stage in enumerate(instrument.stages):
        aliases = (stage.title.zh, stage.title.en)
        yield Column(name=stage.id, kind=Kind.MOMENT, aliases=aliases, optional=place > 0)


def _bounds(instrument: Instrument) -> tuple[int | None, int | None]:
    if instrument.scale is not None:
        return instrument.scale.low, instrument.scale.high
    return _SCALES.get(instrument.model, (None, None))


def _steps(instrument: Instrument) -> dict[str, str]:
    labels = instrument.scale.labels if instrument.scale else ()
    return {fold(words): str(step) for step, text in labels for words in (text.zh, text.en)}


def _ids(named: Iterator[tuple[str, Text]]) -> dict[str, str]:
    pairs = list(named)
    known = {id_: id_ for id_, _ in pairs}
    for id_, text in pairs:
        for words in (id_, text.zh, text.en):
            known.setdefault(fold(words), id_)
    return known
