"""Records, the model: instruments, that is what a standard computes from data beside an audit.

A questionnaire, a list of operating measures, a register of complaint cases: each is data of the
standard. What the files hold is in `dataset.py`; what is computed from them, in `assessment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.records.model.text import Labelled, Text


class Model(StrEnum):
    """What is asked and how it is evaluated (domain §9 and §10)."""

    SERVQUAL = "servqual"
    KANO = "kano"
    NPS = "nps"
    CSAT = "csat"
    ALPHA = "alpha"
    SATISFACTION = "satisfaction"
    LOYALTY = "loyalty"
    VALUE = "value"
    QUALITY = "quality"
    RANKING = "ranking"
    GAPS = "gaps"
    CASES = "cases"
    COUNTS = "counts"


UNASKED = frozenset({Model.CASES, Model.COUNTS})
"""Models of what stands in the firm's books: nobody is asked."""


class Ratio(StrEnum):
    """What the two counts of a measure make: a share of all, or so much for each."""

    SHARE = "share"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The whole numbers that may be answered, with words for some of them."""

    low: int
    high: int
    labels: tuple[tuple[int, Text], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """What several items measure together: a SERVQUAL dimension, a content, a cause of a gap."""

    id: str
    title: Text
    weight: Fraction | None = None
    """Its importance beside the others, in any unit."""
    gap: int | None = None
    """Of a cause: the gap of the gap model that it widens, 1–4."""
    remedies: tuple[Text, ...] = ()
    """What helps where it is weak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question, statement or feature."""

    id: str
    text: Text
    dimension: str | None = None
    reverse: Text | None = None
    """The dysfunctional form of a Kano pair."""
    role: str | None = None
    """Who is asked, where not everybody is: an id of the instrument's roles."""
    negative: bool = False
    """Whether agreeing with it tells of something bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An operating measure: `count` of `of`, as a share or so much for each."""

    id: str
    title: Text
    count: Text
    of: Text
    ratio: Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a case, and within how many days of receipt it should be reached, if ruled."""

    id: str
    title: Text
    within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument of a standard. What its model does not need is empty."""

    id: str
    model: Model
    title: Text
    purpose: Text
    """What it finds out and how it is asked, for the head of the questionnaire."""
    concepts: tuple[str, ...]
    scale: Scale | None = None
    dimensions: tuple[Dimension, ...] = ()
    items: tuple[Item, ...] = ()
    roles: tuple[Labelled, ...] = ()
    """Kinds of respondents: managers, staff, customers."""
    measures: tuple[Measure, ...] = ()
    stages: tuple[Stage, ...] = ()
    channels: tuple[Labelled, ...] = ()
    categories: tuple[Labelled, ...] = ()
    """What cases may come through and be about; any words where none are declared."""
    high: Fraction | None = None
    """From which answer on an attitude, an agreement, counts as high."""
    path: str = ""

    def item(self, item_id: str) -> Item:
        """Return the item with that id; raises KeyError where there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def dimension(self, dimension_id: str) -> Dimension:
        """Return the dimension with that id; raises KeyError where there is none."""
        for dimension in self.dimensions:
            if dimension.id == dimension_id:
                return dimension
        raise KeyError(dimension_id)
