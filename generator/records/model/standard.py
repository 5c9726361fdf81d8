"""Records, the model: standards and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from generator.records.model.offers import offer_figures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from generator.records.model.criterion import Criterion, Group, Section
    from generator.records.model.instrument import Instrument
    from generator.records.model.offers import Offer
    from generator.records.model.text import Labelled, Text


class GateKind(StrEnum):
    """The conditions of certification that a standard may set."""

    TOTAL_AT_LEAST = "total_at_least"
    EACH_SECTION_AT_LEAST = "each_section_at_least"
    NO_CRITICAL_FAILED = "no_critical_failed"
    DEDUCTIONS_FEWER_THAN = "deductions_fewer_than"
    NO_OPEN_MAJOR = "no_open_major"


class ScoringStep(StrEnum):
    """What a standard may do, in the order it declares, to arrive at the total."""

    CRITERIA = "criteria"
    SECTIONS = "sections"
    DEDUCTIONS = "deductions"
    BONUSES = "bonuses"
    LIMIT = "limit"
    ROUND = "round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One way of looking at service, such as content, channels or needs."""

    id: str
    title: Text
    values: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Decimal places and mode: `half_up`, `half_even` or `down`."""

    places: int
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """The order of the steps to the total, its limits and its rounding."""

    steps: tuple[ScoringStep, ...]
    limit: tuple[Fraction, Fraction] | None
    rounding: Rounding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground for a special deduction; `taboos` says whether a taboo must be named."""

    id: str
    title: Text
    taboos: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """Points taken off and added outside the criteria."""

    deduction_points: Fraction
    grounds: tuple[Ground, ...]
    bonus_points: Fraction
    bonus_at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A condition of certification; shares are 0–100."""

    id: str
    title: Text
    kind: GateKind
    threshold: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade, its lowest total and the ladder level it needs, if any."""

    id: str
    title: Text
    stars: int
    minimum: Fraction
    ladder: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Groups from the lowest need to the highest, and the share (0–100) each must reach."""

    title: Text
    share: Fraction
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCertification:
    """The highest grade of a first certification, for so many months."""

    cap: str
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long certificates, surveillance and suspensions run; how many must decide a grant.

    What is None is not ruled.
    """

    valid_months: int
    surveillance_months: int
    suspension_months: int
    deciders: int
    renewal_months: int | None = None
    """From how many months before the end a renewal may be applied for."""
    appeal_days: int | None = None
    """Within how many days of its record a decision may be appealed against."""
    impartiality_months: int | None = None
    """How long people keep away from a firm after they worked for it or advised it."""
    days_per_outlet: Fraction | None = None
    """Person-days that an audit needs for each outlet visited, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taboo:
    """A phase of contact and the practices that are taboo in it."""

    id: str
    title: Text
    practices: tuple[Labelled, ...]


@dataclass(frozen=True, kw_only=True)
class Standard:
    """One version of a standard."""

    id: str
    version: str
    title: Text
    summary: Text
    notice: Text | None
    valid_from: date
    axes: tuple[Axis, ...]
    channel_axis: str
    matrix: tuple[str, str] | None
    """Axis ids of the rows and the columns of the overview."""
    evidence_kinds: tuple[Labelled, ...]
    scoring: Scoring
    special: Special | None
    taboos: tuple[Taboo, ...]
    gates: tuple[Gate, ...]
    ladder: Ladder | None
    grades: tuple[Grade, ...]
    """From the lowest to the highest."""
    first_certification: FirstCertification | None
    terms: Terms
    sections: tuple[Section, ...]
    path: str
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    """By id, in the order of their ids."""
    computed_from: date | None = None
    """Audits that begin on this day or later give data for figures that can be computed; earlier
    ones may state them."""

    @property
    def ref(self) -> str:
        """`id@version`, as audits name it."""
        return f"{self.id}@{self.version}"

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group, in the standard's order."""
        return tuple(group for section in self.sections for group in section.groups)

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion by its id, in the standard's order."""
        return {c.id: c for group in self.groups for c in group.criteria}

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """Every figure that its instruments can give, by its name."""
        return offer_figures(self.instruments)

    @cached_property
    def points(self) -> Fraction:
        """Points of the whole standard."""
        return sum((section.points for section in self.sections[1:]), self.sections[0].points)

    @cached_property
    def channels(self) -> tuple[Labelled, ...]:
        """The values of the axis that tells the channels."""
        return self.axis(self.channel_axis).values

    def axis(self, axis_id: str) -> Axis:
        """Return the axis with that id; raises KeyError where there is none."""
        for axis in self.axes:
            if axis.id == axis_id:
                return axis
        raise KeyError(axis_id)

    def grade(self, grade_id: str) -> Grade:
        """Return the grade with that id; raises KeyError where there is none."""
        for grade in self.grades:
            if grade.id == grade_id:
                return grade
        raise KeyError(grade_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What a criterion or an instrument rests on."""

    id: str
    title: Text
    line: Text
