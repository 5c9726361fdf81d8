"""Records, the model: the criteria of a standard and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from generator.records.model.text import Text


class Method(StrEnum):
    """The four scoring methods (domain §5)."""

    CONFORMITY = "conformity"
    SAMPLED = "sampled"
    SCALE = "scale"
    METRIC = "metric"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The least number of items to look at, and what they are."""

    minimum: int
    items: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One anchored step of a scale."""

    rating: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakpoint:
    """A measured figure and the share of the points it earns, 0–1."""

    value: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """Which figure of the data beside an audit counts, and on what it must rest.

    What rests on less earns nothing.
    """

    figure: str
    """Its name, such as `csat`; `csat.low` is the lower end of its 95 % interval."""
    times: Fraction
    """By how much it is multiplied to be in the metric's unit: 100 for per cent."""
    places: int
    """Decimal places that it is rounded to, halves up, before it is mapped to points."""
    minimum: int | None
    """The smallest acceptable sample, in a large population."""
    reliability: Fraction | None
    """The least acceptable Cronbach's α of the scale behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """How a measured figure is defined and mapped to points, linear between breakpoints."""

    unit: Text
    definition: Text
    breakpoints: tuple[Breakpoint, ...]
    computed: Computed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question of a standard, with its points and how they are earned."""

    id: str
    number: str
    section: str
    group: str
    title: Text
    question: Text
    guidance: Text
    points: Fraction
    method: Method
    sample: Sample | None
    scale: tuple[ScaleStep, ...]
    metric: Metric | None
    evidence: tuple[str, ...]
    per_channel: bool
    channel: str | None
    """The one channel it belongs to: not applicable where the firm does not operate it."""
    channel_weights: Mapping[str, Fraction]
    not_applicable: Text | None
    critical: bool
    concepts: tuple[str, ...]
    tags: Mapping[str, tuple[str, ...]]
    """Axis id → values, its group's tags included."""

    @property
    def computed(self) -> Computed | None:
        """Which figure of the data counts, where its figure is computed."""
        return self.metric.computed if self.metric else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The second level of a standard."""

    id: str
    number: str
    title: Text
    points: Fraction
    channel: str | None
    tags: Mapping[str, tuple[str, ...]]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The first level of a standard."""

    id: str
    number: str
    title: Text
    points: Fraction
    groups: tuple[Group, ...]
