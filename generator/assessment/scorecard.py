"""Assessment, the result: what the scoring makes of one audit, every step of it explained.

Input: nothing (types only). Output: `Scorecard`, which certification and publication read.
Figures are exact `Fraction`s; the total, which the standard has rounded, is a `Decimal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from generator.assessment.instruments.measuring import Result
    from generator.records.model import Method, Observation


class Shortfall(StrEnum):
    """Why a computed figure earns nothing."""

    SAMPLE = "sample_too_small"
    SCALE = "scale_unreliable"
    FIGURE = "figure_undefined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A computed figure, in the metric's unit and rounded as the standard says."""

    figure: str
    """Its name, such as `csat.low`."""
    value: Fraction | None = None
    """What counts: the figure itself or an end of its interval; None where undefined."""
    measured: Fraction | None = None
    """The figure itself."""
    low: Fraction | None = None
    """The ends of its 95 % interval, where it has one."""
    high: Fraction | None = None
    n: int = 0
    """Answers, cases or items that it rests on."""
    needed: int | None = None
    """How many it must rest on, in the firm's population."""
    alpha: Fraction | None = None
    """Cronbach's α of the scale, where the standard asks for a least one."""
    shortfall: Shortfall | None = None
    """What is lacking, so that it earns nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One observation scored: share of the points (0–1), or None where not applicable."""

    channel: str | None
    observation: Observation
    share: Fraction | None
    low: float | None = None
    """Lower end of the 95 % Wilson interval of the conforming share, 0–1; sampled only."""
    high: float | None = None
    weight: Fraction | None = None
    """Weight of the channel, where the standard weights them."""
    basis: Basis | None = None
    """What it was computed from; its observation then holds the computed figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """Points earned out of those available; `available` is 0 where not applicable."""

    id: str
    number: str
    method: Method
    points: Fraction
    earned: Fraction
    available: Fraction
    marks: tuple[Mark, ...]
    reason: str
    """Which rule applied: the method's name, `computed`, a shortfall, `channels` (mean over
    channels), `not_applicable`, or `channel_not_operated`."""
    line: int | None
    """Line of the finding in the audit's file; None where the channel is not operated."""

    @property
    def share(self) -> Fraction | None:
        """Share of the points, 0–1; None where not applicable."""
        return self.earned / self.available if self.available else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A section, group or cell added up: score = earned ÷ available × points."""

    id: str
    points: Fraction
    earned: Fraction
    available: Fraction

    @property
    def share(self) -> Fraction | None:
        """Share of the points, 0–1; None where nothing applies."""
        return self.earned / self.available if self.available else None

    @property
    def score(self) -> Fraction | None:
        """Earned ÷ available × points; None where nothing applies."""
        return self.earned / self.available * self.points if self.available else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """A gate judged. `id` is the gate's, with `:section` where it is judged for each section."""

    id: str
    gate: str
    subject: str | None
    """The section judged, where the gate is judged for each section."""
    passed: bool
    value: Fraction
    threshold: Fraction
    criteria: tuple[str, ...] = ()
    """The critical criteria that failed, or those with an open major nonconformity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep:
    """A need level: its group, the share it has (0–100; None: nothing applies), whether reached."""

    group: str
    share: Fraction | None
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A cap on the grade: what the points alone give, what is left, and why."""

    id: str
    """`ladder` or `deductions`."""
    before: str
    after: str | None
    value: str | None
    threshold: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What the scoring makes of one audit."""

    firm: str
    audit: str
    standard: str
    """`id@version`."""
    criteria: tuple[CriterionScore, ...]
    sections: tuple[Tally, ...]
    groups: tuple[Tally, ...]
    steps: tuple[tuple[str, Fraction], ...]
    """Each step of the standard's order with the total after it."""
    total: Decimal
    gates: tuple[GateResult, ...]
    ladder_steps: tuple[LadderStep, ...]
    ladder: str | None
    """The highest level reached, or None."""
    caps: tuple[Cap, ...]
    grade: str | None
    eligible: bool
    decided_by: str
    """What decided the grade: a gate's id, `ladder`, `deductions`, or `total`."""
    deductions: int
    bonuses: int
    results: tuple[tuple[str, Result], ...] = ()
    """What each instrument gave, in the order of the audit's data."""

    @property
    def by_criterion(self) -> Mapping[str, CriterionScore]:
        """Scores by criterion id."""
        return {score.id: score for score in self.criteria}
